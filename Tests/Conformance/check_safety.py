"""Checks that a run which is killed, interrupted, starved or rivalled leaves the old output or the
new one, whole, and never loses a line of the register.

Usage: check_safety.py BIN FIXTURES [CORPUS]. Exits 1 where it does not hold. What needs root (a disk
that fills, a root file system that can't be written) says so loudly where it has to do without.
"""

import csv
import hashlib
import io
import json
import os
import pathlib
import pty
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

KILLS, INTERRUPTIONS, RIVALS = 200, 30, 20
MONTH = "2022-05"
CLOCKS = ["2022-06-04T06:00:00+08:00", "2022-06-05T07:30:00+08:00"]
RECEIVED = 1_654_128_000  # 2022-06-02 08:00, as the time of change of every file
NOBODY = 65534
dice = random.Random(20220604)
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def tree(folder):
    """Every file below a folder, by path, as a digest of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(pathlib.Path(folder).rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


class Workspace:
    """A month's folder with a merged month before it, half of its files registered."""

    def __init__(self, program, fixtures, folder):
        self.program, self.root = program, pathlib.Path(folder)
        for month in ["2022-04", MONTH]:
            shutil.copytree(pathlib.Path(fixtures) / month, self.root / month)
        self.age()
        self.month = self.root / MONTH
        self.output, self.register = self.month / "汇总", self.month / "收件登记.csv"
        self.run("2022-04", "--now", "2022-05-04T06:00:00+08:00")
        lines = self.register.read_bytes().splitlines(keepends=True)
        self.short = b"".join(lines[: len(lines) // 2])
        self.inputs = {name: text for name, text in tree(self.month).items() if name != "收件登记.csv"}

    def age(self):
        for path in self.root.rglob("*"):
            os.utime(path, (RECEIVED, RECEIVED))

    def command(self, *arguments):
        return [self.program, *arguments]

    def run(self, *arguments, **options):
        return subprocess.run(
            self.command(*arguments), cwd=self.root, capture_output=True, text=True, check=False,
            **options)  # fmt: skip

    def start(self, *arguments):
        return subprocess.Popen(
            self.command(*arguments), cwd=self.root, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True)  # fmt: skip

    def prepare(self):
        """Merges by both clocks and gives the two outputs, the register when full, and the time."""
        outputs = []
        for clock in CLOCKS + CLOCKS:
            self.register.write_bytes(self.short)
            begun = time.monotonic()
            done = self.run(MONTH, "--now", clock)
            taken = time.monotonic() - begun
            if done.returncode != 1:
                sys.exit(f"check_safety: the merge ended with {done.returncode}: {done.stderr}")
            outputs.append(tree(self.output))
        if outputs[0] == outputs[1] or outputs[:2] != outputs[2:]:
            sys.exit("check_safety: the two clocks have to give two outputs, the same each time")
        self.outputs, self.full = outputs[:2], self.register.read_bytes()
        if not self.full.startswith(self.short) or self.full == self.short:
            sys.exit("check_safety: the merge has to enter files into the register")
        return taken

    def standing(self, where):
        """Which output stands: 0 or 1; a fault where it is neither."""
        found = tree(self.output)
        if found in self.outputs:
            return self.outputs.index(found)
        fault(where, f"汇总 is neither the old one nor the new one ({len(found)} files)")
        return None

    def check_inputs(self, where):
        found = tree(self.month)
        if any(found.get(name) != digest for name, digest in self.inputs.items()):
            fault(where, "a bureau's file has changed")

    def strangers(self):
        """What a run has left in the folder beside its output and the register."""
        known = set(self.inputs) | {"收件登记.csv"}
        return [
            path.name for path in self.month.iterdir()
            if path.name != "汇总" and not any(name.split("/")[0] == path.name for name in known)
        ]  # fmt: skip


def moment(taken, number):
    """A moment of a run: any, and every other time one near the end, where files are put in place."""
    return dice.uniform(0.6 * taken if number % 2 else 0, 1.1 * taken)


def check_kills(space, taken):
    ended = {"old": 0, "new": 0, "finished": 0}
    entered = 0
    for number in range(KILLS):
        before = space.standing("kill")
        wanted = 1 - (before or 0)
        space.register.write_bytes(space.short)
        run = space.start(MONTH, "--now", CLOCKS[wanted])
        time.sleep(moment(taken, number))
        run.kill()
        run.communicate()
        after = space.standing(f"kill {number}")
        ended["finished" if run.returncode >= 0 else "old" if after == before else "new"] += 1
        register = space.register.read_bytes()
        if register not in (space.short, space.full):
            fault(f"kill {number}", "the register is torn or has lost lines")
        entered += register == space.full
        if after == wanted and register != space.full:
            fault(f"kill {number}", "the new output stands, but the register was not written")
    space.check_inputs("kills")
    space.run(MONTH, "--now", CLOCKS[0])
    if space.standing("after kills") != 0 or space.strangers():
        fault("after kills", f"the next run has left {space.strangers()}")
    if ended["old"] < KILLS // 10 or entered == 0:
        fault("kills", f"missed their moments: {ended}")
    print(f"  {KILLS} kills of a merge: the old output stood {ended['old']} times, the new one "
          f"{ended['new']} times, {ended['finished']} runs were over")  # fmt: skip


def check_receive_kills(space):
    space.register.write_bytes(space.short)
    begun = time.monotonic()
    space.run("receive", MONTH, "--now", CLOCKS[0])
    taken = time.monotonic() - begun
    full = space.register.read_bytes()
    killed = {space.short: 0, full: 0}
    for number in range(KILLS):
        space.register.write_bytes(space.short)
        run = space.start("receive", MONTH, "--now", CLOCKS[0])
        time.sleep(moment(taken, number))
        run.kill()
        run.communicate()
        register = space.register.read_bytes()
        if register not in killed:
            fault(f"kill of receive {number}", "the register is torn or has lost lines")
        elif run.returncode < 0:
            killed[register] += 1
    space.register.write_bytes(space.short)
    space.run("receive", MONTH, "--now", CLOCKS[0])
    if space.strangers():
        fault("after kills of receive", f"left {space.strangers()}")
    if killed[space.short] < KILLS // 10:
        fault("kills of receive", "missed their moments")
    print(f"  {KILLS} kills of receive: before the register was written {killed[space.short]}, "
          f"after it {killed[full]}")  # fmt: skip


def check_interruptions(space, taken):
    counts, early = {}, 0
    for number in range(INTERRUPTIONS):
        sent = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP][number % 3]
        before = space.standing("interruption")
        wanted = 1 - (before or 0)
        run = space.start(MONTH, "--now", CLOCKS[wanted])
        time.sleep(0.01 + moment(taken, number))
        run.send_signal(sent)
        _, errors = run.communicate()
        counts[run.returncode] = counts.get(run.returncode, 0) + 1
        after = space.standing(f"interruption {number}")
        if run.returncode == 128 + sent:
            if "已中断" not in errors:
                fault(f"interruption {number}", f"says {errors!r}")
        elif run.returncode == -sent:
            # Before the program has begun nothing is there to be cleaned.
            early += 1
        elif run.returncode != 1 or after != wanted:
            fault(f"interruption {number}", f"ended with {run.returncode}")
        if space.strangers():
            fault(f"interruption {number}", f"left {space.strangers()}")
    if not {130, 143, 129} <= counts.keys() or early > INTERRUPTIONS // 3:
        fault("interruptions", f"missed their moments: {counts}")
    print(f"  {INTERRUPTIONS} interruptions, ended with {dict(sorted(counts.items()))}")


def check_ignored_hangup(space):
    """Under nohup a closed terminal is nobody's business."""
    run = subprocess.Popen(
        ["nohup", *space.command(MONTH, "--now", CLOCKS[0])], cwd=space.root,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)  # fmt: skip
    time.sleep(0.08)
    run.send_signal(signal.SIGHUP)
    run.communicate()
    if run.returncode != 1:
        fault("nohup", f"ended with {run.returncode}")


def check_rivals(space):
    refused = done = 0
    for number in range(RIVALS):
        space.register.write_bytes(space.short)
        runs = [space.start(MONTH, "--now", CLOCKS[index % 2]) for index in range(3)]
        runs.append(space.start("receive", MONTH, "--now", CLOCKS[0]))
        for index, run in enumerate(runs):
            _, errors = run.communicate()
            if index < 3 and run.returncode == 2 and "另一次汇总正在处理" in errors:
                refused += 1
            elif run.returncode in (0, 1):
                done += index < 3
            else:
                fault(f"rivals {number}", f"ended with {run.returncode}: {errors}")
        rows = space.register.read_text("utf-8-sig").splitlines()
        names = [row["文件"] for row in csv.DictReader(io.StringIO("\n".join(rows)))]
        if not space.register.read_bytes().startswith(space.short) or len(set(names)) != len(names):
            fault(f"rivals {number}", "the register has lost or doubled lines")
        if space.strangers():
            fault(f"rivals {number}", f"left {space.strangers()}")
        # Which of receive and merge registers a file first decides its evidence.
        if not (space.output / "run.json").exists():
            fault(f"rivals {number}", "no output stands")
    if refused == 0 or done < RIVALS:
        fault("rivals", f"{done} done, {refused} refused")
    # Two months that were sent to one output: the second is refused, or comes after the first.
    for number in range(RIVALS):
        runs = [space.start(month, "-o", "out", "--now", CLOCKS[0]) for month in ["2022-04", MONTH]]
        ended = [(run.communicate()[1], run.returncode) for run in runs]
        months = {path.name for path in (space.root / "out").glob("全省汇总-*.xlsx")}
        if len(months) != 1 or any(code not in (1, 2) for _, code in ended):
            fault(f"two months {number}", f"{months}, {ended}")
    shutil.rmtree(space.root / "out")
    print(f"  {RIVALS} × 3 merges and a receive at once: {done} done, {refused} refused")


def check_starved(space, limited, where, steps):
    """Runs with ever more room, until it is enough; each before that says so and leaves the old."""
    refused = 0
    for step in steps:
        space.register.write_bytes(space.short)
        before = space.standing(where)
        done = limited(step, 1 - (before or 0))
        after = space.standing(f"{where} {step}")
        register = space.register.read_bytes()
        if done.returncode == 1:
            if after == before:
                fault(f"{where} {step}", "the run says it is done, but the old output stands")
            break
        refused += 1
        told = [word for word in ["磁盘已满，写不下 ", "ulimit -f"] if word in done.stderr]
        named = [name for name in ["2022-05/汇总", "2022-05/收件登记.csv"] if name in done.stderr]
        if done.returncode != 2 or not told or not named:
            fault(f"{where} {step}", f"ended with {done.returncode}: {done.stderr}")
        if after != before or register not in (space.short, space.full) or space.strangers():
            fault(f"{where} {step}", f"the old state does not stand; left {space.strangers()}")
    else:
        fault(where, "never had room enough")
    if refused < 3:
        fault(where, f"was refused only {refused} times")
    print(f"  {where}: refused {refused} times, old output whole each time")


def check_full_disk(program, fixtures):
    with tempfile.TemporaryDirectory() as folder:
        mounted = os.geteuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", folder], check=False
        ).returncode == 0  # fmt: skip
        try:
            space = Workspace(program, fixtures, folder)
            space.prepare()
            check_starved(
                space,
                lambda blocks, wanted: space.run(
                    MONTH, "--now", CLOCKS[wanted],
                    preexec_fn=lambda: limit_size(blocks * 1024)),
                "files no larger than allowed", [0, 1, 4, 16, 64, 4096],
            )  # fmt: skip
            if not mounted:
                print("  A DISK THAT FILLS WAS NOT TRIED: no tmpfs can be mounted here; only the size "
                      "of files was limited", file=sys.stderr)  # fmt: skip
                return
            check_starved(
                space, lambda kilobytes, wanted: filled(space, kilobytes, wanted), "full disk",
                [0, 4, 16, 32, 64, 128, 256, 512, 1024, 2048, 8192])  # fmt: skip
        finally:
            if mounted:
                subprocess.run(["umount", folder], check=True)


def limit_size(size):
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def filled(space, kilobytes, wanted):
    """Runs with so much room left on the disk."""
    ballast = space.root / "ballast"
    free = os.statvfs(space.root)
    size = free.f_bavail * free.f_frsize - kilobytes * 1024
    with open(ballast, "wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)
    try:
        return space.run(MONTH, "--now", CLOCKS[wanted])
    finally:
        ballast.unlink()


CONFINED = """
mount --bind "$1" "$1" && mount -o remount,bind,ro / && shift
for place in / /tmp /var/tmp "$HOME"; do
  ! touch "$place/monthly-merge-was-here" 2>/dev/null || { echo "$place can be written" >&2; exit 99; }
done
exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --bounding-set -all "$@"
"""


def check_confined(program, fixtures):
    """The timer's command as a user without rights, everything read-only but the work folder."""
    arguments = ["scheduled", "--now", CLOCKS[0], "--root"]
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        copy = pathlib.Path(folder) / "monthly-merge"
        shutil.copy(program, copy)
        root = pathlib.Path(folder) / "months"
        space = Workspace(str(copy), fixtures, root)
        shutil.rmtree(root / "2022-04" / "汇总")
        # A bureau's folder that may not be entered.
        closed = space.month / "徐州市"
        closed.mkdir()
        (closed / "a.xlsx").write_bytes(b"x")
        prefix = []
        if os.geteuid() == 0:
            for path in [root, *root.rglob("*")]:
                os.chown(path, NOBODY, NOBODY)
            os.chown(closed, 0, 0)
            prefix = ["unshare", "--mount", "sh", "-c", CONFINED, "sh", str(root)]
        else:
            print("  A READ-ONLY ROOT WAS NOT TRIED: that needs root", file=sys.stderr)
        closed.chmod(0o700 if prefix else 0)
        done = subprocess.run(
            [*prefix, str(copy), *arguments, str(root)], capture_output=True, text=True, check=False,
            env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"}, cwd="/")  # fmt: skip
        last = (done.stdout.splitlines() or [""])[-1]
        if done.returncode != 1 or not last.startswith("结论  已汇总2022年4月、2022年5月"):
            fault("confined", f"ended with {done.returncode}: {last} {done.stderr}")
            return
        findings = (space.output / "data" / "findings.csv").read_text("utf-8-sig")
        if not any(row["file"] == "徐州市" for row in csv.DictReader(io.StringIO(findings))):
            fault("confined", "the folder that may not be entered is not named")
        again = subprocess.run(
            [*prefix, str(copy), *arguments, str(root)], capture_output=True, text=True, check=False)
        if again.returncode != 0 or not again.stdout.startswith("结论  无事可做"):
            fault("confined", f"the second call ended with {again.returncode}: {again.stderr}")
        closed.chmod(0o700)
        # A month's folder that may only be read, with something new to be merged.
        (space.month / "会议纪要.txt").write_text("x", "utf-8")
        if prefix:
            os.chown(space.month, 0, 0)
        space.month.chmod(0o555)
        before = tree(space.output)
        refused = subprocess.run(
            [*prefix, str(copy), *arguments, str(root)], capture_output=True, text=True, check=False)
        space.month.chmod(0o755)
        if refused.returncode != 2 or "没有权限读写" not in refused.stderr:
            fault("read-only folder", f"ended with {refused.returncode}: {refused.stderr}")
        if tree(space.output) != before:
            fault("read-only folder", "the output has changed")
    print("  scheduled, confined: done, and nothing to do the second time")


def watched(space, *arguments):
    """Runs with a terminal for standard error: exit status, and what the terminal got."""
    ours, theirs = pty.openpty()
    run = subprocess.Popen(
        space.command(*arguments), cwd=space.root, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm"})  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65536):
            shown += part
    except OSError:
        pass  # The other end was closed.
    os.close(ours)
    return run.wait(), shown.decode()


def figures(space):
    """What is counted and told of the bureaus' own files."""
    data = space.output / "data"
    kept = ["statistics", "hazards", "measures", "practices", "accidents", "ledger", "reporting"]
    tables = {name: (data / f"{name}.csv").read_bytes() for name in kept}
    with open(data / "findings.csv", encoding="utf-8-sig", newline="") as file:
        tables["findings"] = [row for row in csv.DictReader(file) if not foreign(row["file"])]
    return tables


def foreign(name):
    return name.startswith("别的/")


def differences(left, right):
    return [name for name in left if left[name] != right[name]]


def check_restless_file(space):
    """A file that another program writes, removes and renames all the while."""
    restless = space.month / "常州市.xlsx"
    bytes, stop = restless.read_bytes(), threading.Event()

    def write():
        while not stop.is_set():
            restless.write_bytes(bytes[: dice.randrange(len(bytes))])
            restless.unlink()
            restless.write_bytes(bytes)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(RIVALS):
            done = space.run(MONTH, "--now", CLOCKS[0])
            if done.returncode != 1:
                fault(f"restless file {number}", f"ended with {done.returncode}: {done.stderr}")
    finally:
        stop.set()
        writer.join()
        restless.write_bytes(bytes)
    print(f"  {RIVALS} merges beside a file that changes: all done")


def check_corpus(program, fixtures, corpus):
    """Whatever lies in the folder beside the bureaus' files, their figures stay what they were."""
    with tempfile.TemporaryDirectory() as folder:
        space = Workspace(program, fixtures, folder)
        space.run(MONTH, "--now", CLOCKS[0])
        before = figures(space)
        files = [path.relative_to(corpus) for path in pathlib.Path(corpus).rglob("*") if path.is_file()]
        # Three times, so that the run is one that takes a while on any machine.
        names = [pathlib.Path(turn) / name for turn in "123" for name in files]
        for name in names:
            target = space.month / "别的" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(pathlib.Path(corpus) / name.relative_to(name.parts[0]), target)
        space.age()
        begun = time.monotonic()
        status, shown = watched(space, MONTH, "--now", CLOCKS[0])
        taken = time.monotonic() - begun
        if status != 1:
            fault("corpus", f"ended with {status}: {shown}")
            return
        # A run that takes longer than half a second says so on a terminal, and takes it back.
        lines = shown.split("\r\x1b[K")
        if not any(line.startswith("正在") for line in lines) or lines[-1]:
            fault("corpus", f"the terminal shows {shown[-200:]!r}")
        changed = differences(before, figures(space))
        if changed:
            fault("corpus", f"has changed {changed}")
        manifest = json.loads((space.output / "run.json").read_text("utf-8"))
        told = {entry["file"] for entry in manifest["inputs"]}
        findings = (space.output / "data" / "findings.csv").read_text("utf-8-sig")
        named = {row["file"] for row in csv.DictReader(io.StringIO(findings))}
        for name in names:
            # An archive by what it holds.
            path = f"别的/{name}"
            for names_told in [told, named]:
                if not any(one == path or one.startswith(path + "/") for one in names_told):
                    fault("corpus", f"{name} is not named")
        print(f"  {len(names)} files of the corpus beside the bureaus': {taken:.1f} s, each named, "
              "no figure changed")  # fmt: skip


def main(program, fixtures, corpus=None):
    program, fixtures = os.path.abspath(program), os.path.abspath(fixtures)
    if corpus:
        check_corpus(program, fixtures, corpus)
    else:
        with tempfile.TemporaryDirectory() as folder:
            space = Workspace(program, fixtures, folder)
            taken = space.prepare()
            check_kills(space, taken)
            check_interruptions(space, taken)
            check_ignored_hangup(space)
            check_receive_kills(space)
            check_rivals(space)
            check_restless_file(space)
        check_full_disk(program, fixtures)
        check_confined(program, fixtures)
    for line in faults:
        print(line)
    print(f"safety checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
