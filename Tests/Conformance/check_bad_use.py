"""Runs the programs as people run them by mistake, and as users who may not: each time a message in
Chinese that names the thing, the exit code that says which kind of mistake, and nothing written.

    check_bad_use.py BIN FIXTURES
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

USAGE, FAILED = 64, 2
faults = []


def fault(case, text):
    faults.append(f"{case}: {text}")


def run(program, *arguments, user=None):
    """Runs a program, as an unprivileged user where `user` is set."""
    return subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False, user=user,
        group=user, extra_groups=[] if user else None)


def check(case, done, code, names):
    """The run ended with `code` and a Chinese message that holds `names` and no path beside."""
    message = done.stderr.strip()
    if done.returncode != code:
        fault(case, f"exit {done.returncode}, not {code}: {message}")
    if not re.search("[\u4e00-\u9fff]", message):
        fault(case, f"no message in Chinese: {message!r}")
    if str(names) not in message:
        fault(case, f"the message doesn't name {names}: {message!r}")
    if "/../" in message or "Error" in message or "errno" in message:
        fault(case, f"the message speaks of the program's inside: {message!r}")


def contents(folder):
    return {
        path.relative_to(folder): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def check_folders(merge, work):
    (work / "2022-05").mkdir()
    (work / "2022-13").mkdir()
    (work / "五月").mkdir()
    (work / "2022-07").write_text("x")
    for case, name, code, names in [
        ("no folder", "2022-08", FAILED, work / "2022-08"),
        ("empty folder", "2022-05", FAILED, work / "2022-05"),
        ("a file instead", "2022-07", FAILED, work / "2022-07"),
        ("a folder named 2022-13", "2022-13", FAILED, "2022-13"),
        ("a folder named 五月", "五月", FAILED, "五月"),
    ]:
        before = contents(work)
        for command in [["merge"], ["receive"], ["status"]]:
            if case == "empty folder" and command != ["merge"]:
                continue
            check(f"{case}, {command[0]}", run(merge, *command, work / name), code, names)
        check(f"{case}, no command", run(merge, work / name), code, names)
        if contents(work) != before:
            fault(case, "something was written")
    check("no argument", run(merge, "merge"), USAGE, "monthly-merge")
    check("an unknown flag", run(merge, work / "2022-05", "--jbos", "2"), USAGE, "--jbos")
    check("a flag without value", run(merge, work / "2022-05", "--jobs"), USAGE, "--jobs")
    check("a flag's wrong value", run(merge, work / "2022-05", "--jobs", "x"), USAGE, "x")
    check("an unknown time", run(merge, work / "2022-05", "--now", "昨天"), USAGE, "昨天")


def check_files(validate, work, sample):
    (work / "空.xlsx").write_bytes(b"")
    check("validate no file", run(validate, work / "没有.xlsx"), FAILED, "没有.xlsx")
    check("validate nothing", run(validate), USAGE, "validate")
    check("validate a format", run(validate, sample, "--format", "pdf"), USAGE, "pdf")
    done = run(validate, work / "空.xlsx")
    if done.returncode != 0 or "没有可报送的内容" not in done.stdout:
        fault("validate a file that tells nothing", f"exit {done.returncode}, {done.stdout!r}")
    (work / "苏州市.xlsx").write_bytes(b"")
    done = run(validate, work / "苏州市.xlsx")
    if done.returncode != 1 or "F001" not in done.stdout or "苏州市.xlsx" not in done.stdout:
        fault("validate an empty file", f"exit {done.returncode}, {done.stdout!r}")
    check("explain an unknown rule", run(validate, "--explain", "Z999"), USAGE, "Z999")


def check_permissions(programs, work, sample):
    """As another user: only root may become one, and root itself is never refused."""
    user = 65534 if os.geteuid() == 0 else None
    work.chmod(0o755)
    home = work / "bin"
    home.mkdir()
    merge, validate = (shutil.copy(program, home) for program in programs)
    month = work / "2022-06"
    month.mkdir()
    shutil.copy(sample, month / "常州市.xlsx")
    month.chmod(0o000)
    check("a folder without permission", run(merge, month, user=user), FAILED, month)
    check("its status", run(merge, "status", month, user=user), FAILED, month)
    month.chmod(0o555)
    check("a folder that can't be written", run(merge, month, user=user), FAILED, month)
    month.chmod(0o755)
    locked = work / "锁.xlsx"
    shutil.copy(sample, locked)
    locked.chmod(0o000)
    check("a file without permission", run(validate, locked, user=user), FAILED, locked)
    # Whether an earlier month has a ledger can't be told, and none begins anew.
    months = work / "months"
    (months / "2022-06").mkdir(parents=True)
    shutil.copy(sample, months / "2022-06" / "常州市.xlsx")
    for path in [months, *months.rglob("*")] if user else []:
        os.chown(path, user, user)
    months.chmod(0o311)
    done = run(merge, months / "2022-06", user=user)
    months.chmod(0o755)
    check("a folder of months that can't be listed", done, FAILED, months)
    if (months / "2022-06" / "汇总").exists():
        fault("a folder of months that can't be listed", "a ledger was begun")
    if [path.name for path in month.iterdir()] != ["常州市.xlsx"]:
        fault("permissions", f"something was written: {list(month.iterdir())}")


def main(bin_folder, fixtures):
    bin_folder = pathlib.Path(bin_folder).resolve()
    merge, validate = bin_folder / "monthly-merge", bin_folder / "validate"
    sample = pathlib.Path(fixtures).resolve() / "2022-05" / "常州市.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        check_folders(merge, pathlib.Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        check_files(validate, pathlib.Path(folder), sample)
    with tempfile.TemporaryDirectory() as folder:
        check_permissions((merge, validate), pathlib.Path(folder), sample)
    for line in faults:
        print(line)
    print(f"bad use checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
