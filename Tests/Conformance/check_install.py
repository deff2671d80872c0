"""Checks what `make dist` and `make install-timer` give with the programs that will read it: man,
three shells, systemd, and a root folder that holds nothing but libraries.

Usage: check_install.py TARBALL FIXTURES. Exits 1 where one objects.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

# Packages of a Debian system that the programs may need: the C and C++ runtimes, zlib, and libxml2
# with what it stands on.
PACKAGES = {"libc6", "libgcc-s1", "libstdc++6", "zlib1g", "libxml2", "liblzma5"}
PROGRAMS = ["monthly-merge", "validate"]
# A program finds its arguments in /proc.
BARE = 'mkdir -p "$0/proc" && mount -t proc proc "$0/proc" && exec chroot "$0" "$@"'
CALENDARS = ["*-*-04 06:00:00 Asia/Shanghai", "*-*-05..10 06:00:00 Asia/Shanghai"]
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def run(*command, **options):
    return subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **options)  # fmt: skip


def check_pages(root):
    for program in PROGRAMS:
        page = root / "share/man/man1" / f"{program}.1"
        shown = run("man", "--warnings", "-l", page, env={**os.environ, "MANWIDTH": "80"})
        if shown.returncode or shown.stderr:
            fault(page.name, shown.stderr)
        text = re.sub(r".\x08", "", shown.stdout)
        wanted = ["NAME", "SYNOPSIS", "OPTIONS", program]
        if program == "monthly-merge":
            wanted += ["scheduled", "--root", "receive", "form", "退出码"]
        for word in wanted:
            if word not in text:
                fault(page.name, f"does not tell of {word}")


def check_completions(root):
    files = {
        "bash": "share/bash-completion/completions/{}", "zsh": "share/zsh/site-functions/_{}",
        "fish": "share/fish/vendor_completions.d/{}.fish",
    }  # fmt: skip
    for shell, pattern in files.items():
        for program in PROGRAMS:
            file = root / pattern.format(program)
            read = run(shell, "-n", file)
            if read.returncode or read.stderr:
                fault(file.name, f"{shell} can't read it: {read.stderr}")
    # What bash offers after `monthly-merge sched`.
    script = f"""
      source {root}/share/bash-completion/completions/monthly-merge
      function_name=$(complete -p monthly-merge | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      COMP_WORDS=(monthly-merge sched) COMP_CWORD=1 COMP_LINE='monthly-merge sched' COMP_POINT=19
      $function_name monthly-merge sched monthly-merge
      echo "${{COMPREPLY[@]}}"
    """
    offered = run("bash", "-c", script).stdout.strip()
    if offered != "scheduled":
        fault("completions", f"bash offers {offered!r} after sched")


def check_units(root, folder):
    """The units of a folder whose name is hard to write."""
    months = folder / "月报 100%"
    months.mkdir()
    units = folder / "units"
    script = root / "share/monthly-merge/install-timer"
    made = run(script, months, env={**os.environ, "DESTDIR": str(folder), "UNITS": "/units"})
    if made.returncode:
        return fault("install-timer", made.stderr)
    environment = {**os.environ, "MANPATH": str(root / "share/man")}
    both = [units / "monthly-merge.service", units / "monthly-merge.timer"]
    verified = run("systemd-analyze", "verify", *both, env=environment)
    if verified.returncode or verified.stderr:
        fault("systemd-analyze verify", verified.stderr)
    for wanted in CALENDARS:
        calendar = run("systemd-analyze", "calendar", wanted)
        if calendar.returncode or f"OnCalendar={wanted}\n" not in both[1].read_text():
            fault("systemd-analyze calendar", calendar.stderr)
    rated = run("systemd-analyze", "security", "--offline=true", "--threshold=20", both[0])
    if rated.returncode:
        fault("systemd-analyze security", rated.stdout.splitlines()[-1])
    service = both[0].read_text()
    bin = str(root / "bin/monthly-merge")
    if f'ExecStart="{bin}" scheduled --root "{str(months).replace("%", "%%")}"\n' not in service:
        fault("service", "does not call the program as installed")
    check_refusals(script, folder)
    removed = run(script, "--remove", env={**os.environ, "DESTDIR": str(folder), "UNITS": "/units"})
    if removed.returncode or list(units.iterdir()):
        fault("install-timer", f"--remove leaves {list(units.iterdir())}: {removed.stderr}")


def check_refusals(script, folder):
    """What can't be a root folder of months, or not for that user, is said in Chinese."""
    wanted = {"": 64, "-x": 64, str(folder / "none"): 2}
    for sign in "$`\"":
        (folder / f"a{sign}b").mkdir()
        wanted[str(folder / f"a{sign}b")] = 64
    if os.geteuid() == 0:
        # Months of somebody else, and a service of root's that has no power over them.
        staff = folder / "staff"
        (staff / "2022-05").mkdir(parents=True)
        os.chown(staff / "2022-05", 65534, 65534)
        wanted[str(staff)] = 2
    for where, status in wanted.items():
        refused = run(script, where, env={**os.environ, "DESTDIR": str(folder)})
        if refused.returncode != status or not re.search("[一-鿿]", refused.stderr):
            fault("install-timer", f"takes {where!r}: {refused.returncode} {refused.stderr}")


def check_removal(root, folder):
    """What is installed goes again, and what others have put there stays."""
    prefix = folder / "usr"
    (prefix / "bin").mkdir(parents=True)
    (prefix / "bin/other").touch()
    for arguments in [[root / "bin", prefix], ["--remove", prefix]]:
        done = run("Templates/install/install-files", *arguments)
        if done.returncode or done.stderr:
            fault("install-files", done.stderr)
        left = sorted(str(path.relative_to(prefix)) for path in prefix.rglob("*") if path.is_file())
        if arguments[0] != "--remove":
            wanted = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
            if left != sorted([*wanted, "bin/other"]):
                fault("install", f"other files than in the tarball: {set(left) ^ set(wanted)}")
        elif left != ["bin/other"]:
            fault("uninstall", f"leaves {left}")


def libraries(program):
    """The shared libraries of a program, by the names it asks for and the files they are."""
    listed = run("ldd", program).stdout
    return [path for path in re.findall(r"(/[^ ]+) \(0x", listed)]


def package(path):
    """The Debian package that a file is of, whatever folder its library is merged into."""
    for name in {path, os.path.realpath(path), path.removeprefix("/usr"), "/usr" + path}:
        found = run("dpkg", "-S", name)
        if found.returncode == 0:
            return found.stdout.split(":")[0]
    return f"nobody ({path})"


def check_bare_root(root, fixtures, folder):
    """The programs in a root folder that holds them and their libraries, and nothing else."""
    bare = folder / "bare"
    shutil.copytree(root, bare, symlinks=True)
    for program in PROGRAMS:
        for path in libraries(root / "bin" / program):
            found = package(path)
            if found not in PACKAGES and not re.match(r"libicu\d+$", found):
                fault(program, f"needs {path} of {found}")
            target = bare / path.lstrip("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
    for month in ["2022-04", "2022-05"]:
        shutil.copytree(pathlib.Path(fixtures) / month, bare / "months" / month)
    commands = [
        (0, "monthly-merge", ["--version"]), (0, "validate", ["--rules"]),
        (1, "monthly-merge",
         ["scheduled", "--root", "/months", "--now", "2022-06-04T06:00:00+08:00"]),
        (1, "validate", ["/months/2022-05/徐州市.xlsx", "--period", "2022-05"]),
    ]  # fmt: skip
    if os.geteuid() != 0:
        print("  A BARE ROOT WAS NOT TRIED: that needs root; the programs run beside the system's "
              "files", file=sys.stderr)  # fmt: skip
    for status, program, arguments in commands:
        if os.geteuid() == 0:
            command = ["unshare", "--mount", "sh", "-c", BARE, bare, f"/bin/{program}", *arguments]
        else:
            own = [word.replace("/months", f"{bare}/months") for word in arguments]
            command = [bare / "bin" / program, *own]
        ended = run(*command, env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
        if ended.returncode != status or not ended.stdout:
            fault(f"{program} {arguments[0]}", f"ended with {ended.returncode}: {ended.stderr}")
    if not (bare / "months/2022-05/汇总/run.json").exists():
        fault("bare root", "no output stands")


def main(tarball, fixtures):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.chmod(folder, 0o755)
        subprocess.run(["tar", "-C", name, "--no-same-owner", "-xf", tarball], check=True)
        tops = list(folder.iterdir())
        if len(tops) != 1:
            sys.exit(f"check_install: the tarball holds {tops}")
        root = tops[0]
        for program in PROGRAMS:
            size = (root / "bin" / program).stat().st_size
            print(f"  {program}: {size / 1e6:.1f} MB")
        check_pages(root)
        check_completions(root)
        check_units(root, folder)
        check_removal(root, folder)
        check_bare_root(root, fixtures, folder)
    for line in faults:
        print(line)
    print(f"installation checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
