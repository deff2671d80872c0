"""Times a merge of very many hazards, and of a tenth of them: whole processes, in turn, medians."""

import pathlib
import shutil
import statistics
import subprocess
import sys

import reading

PERIOD = "2022-05"
NOW = "2022-06-04T06:00:00+08:00"
# What SPEC §11 asks of a million hazards on two cores; other numbers have no bar in seconds.
HAZARDS, SECONDS, MEMORY, GROWTH = 1_000_000, 15, 1024, 11


RUNS = 3


def make(folder, hazards):
    """A month's folder of so many hazards."""
    month = pathlib.Path(folder) / str(hazards) / PERIOD
    make = [sys.executable, str(reading.HERE / "large_month.py"), str(hazards), str(month)]
    subprocess.run(make, check=True)
    return month


def merge(binaries, month):
    """Seconds and peak memory in MiB of a first merge."""
    shutil.rmtree(month / "汇总", ignore_errors=True)
    (month / "收件登记.csv").unlink(missing_ok=True)
    seconds, memory, _ = reading.run(
        [f"{binaries}/monthly-merge", str(month), "--quiet", "--now", NOW], codes=(0, 1))
    return seconds, memory


def measure(binaries, folder, hazards):
    """Rows of the table."""
    months = [make(folder, hazards // 10), make(folder, hazards)]
    runs = [[merge(binaries, month) for month in months] for _ in range(RUNS)]
    part = statistics.median(tenth[0] for tenth, _ in runs)
    whole = statistics.median(all_of[0] for _, all_of in runs)
    memory = max(all_of[1] for _, all_of in runs)
    barred = hazards == HAZARDS
    return [
        (
            f"monthly-merge，13 市 {hazards:,} 条隐患",
            f"≤ {SECONDS} s" if barred else "",
            f"{whole:.1f} s",
            whole <= SECONDS or not barred,
        ),
        (
            "  内存峰值",
            f"≤ {MEMORY} MiB" if barred else "",
            f"{memory:.0f} MiB",
            memory <= MEMORY or not barred,
        ),
        (
            f"  与 {hazards // 10:,} 条之比",
            f"≤ {GROWTH} ×",
            f"{whole / part:.1f} ×",
            whole <= GROWTH * part,
        ),
    ]


if __name__ == "__main__":
    for row in measure(sys.argv[1], sys.argv[2], int(sys.argv[3])):
        print(*row)
