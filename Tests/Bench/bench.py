"""Measures the release build against peers: whole processes, run in turn, medians and ratios.

Usage: bench.py BIN_FOLDER [HAZARDS]. Prints a table; exits 1 where a bar is missed. With HAZARDS, a merge
of so many is timed too: 1,000,000 have a bar, and take minutes to make.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import reading
import scale
import writing

HERE = pathlib.Path(__file__).resolve().parent
GENERATOR = HERE.parent / "FixtureGenerator"
RUNS = 9


def measure(command, env=None):
    """Wall seconds of one run of a whole process."""
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    elapsed = time.perf_counter() - start
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}: {done.stderr.decode()}")
    return elapsed


def in_turn(*commands, runs=RUNS):
    """Medians of several commands, run one after another in each round."""
    for command in commands:
        measure(command)
    times = [[] for _ in commands]
    for _ in range(runs):
        for place, command in enumerate(commands):
            times[place].append(measure(command))
    return [statistics.median(each) for each in times]


def main(binaries, hazards=None):
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        workbook = folder / "苏州市.xlsx"
        make = [sys.executable, str(GENERATOR / "bench.py")]
        subprocess.run([*make, "workbook", str(workbook)], check=True, stdout=subprocess.DEVNULL)
        ours, peer = in_turn(
            [f"{binaries}/validate", str(workbook), "--period", "2022-05", "--bureau", "苏州市"],
            [sys.executable, str(GENERATOR / "peer_validate.py"), str(workbook), "2022-05", "320500"],
        )
        rows.append(("validate，4 表 300 行", "≤ 25 ms", f"{ours * 1000:.1f} ms", ours <= 0.025))
        ratio = peer / ours
        rows.append(("  与 Python + openpyxl 之比", "≥ 10 ×", f"{ratio:.1f} ×", ratio >= 10))

        month = folder / "2022-05"
        subprocess.run([*make, "month", str(month)], check=True, stdout=subprocess.DEVNULL)
        if not month.exists():
            month = next(path for path in folder.iterdir() if path.is_dir())
        (ours,) = in_turn([f"{binaries}/monthly-merge", str(month), "--quiet"])
        rows.append(("monthly-merge，13 市 1000 条隐患", "≤ 400 ms", f"{ours * 1000:.0f} ms", ours <= 0.4))
        for kind in ("shared", "inline"):
            rows += reading.measure(binaries, kind, folder)
        rows += writing.measure(binaries, folder)
        if hazards:
            rows += scale.measure(binaries, folder, int(hazards))

    width = max(len(row[0].encode("gb18030")) for row in rows)
    for name, bar, measured, passed in rows:
        verdict = "" if not bar else "达到" if passed else "未达到"
        pad = " " * (width - len(name.encode("gb18030")))
        print(f"{name}{pad}  {bar:>9}  {measured:>10}  {verdict}")
    return 0 if all(row[3] for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
