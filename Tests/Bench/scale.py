"""Times a merge of very many hazards, and of a tenth of them: whole processes, once each."""

import pathlib
import subprocess
import sys

import reading

PERIOD = "2022-05"
NOW = "2022-06-04T06:00:00+08:00"
# What SPEC §11 asks of a million hazards on two cores; other numbers have no bar in seconds.
HAZARDS, SECONDS, MEMORY, GROWTH = 1_000_000, 15, 1024, 11


def merge(binaries, folder, hazards):
    """Seconds and peak memory in MiB of one merge."""
    month = pathlib.Path(folder) / str(hazards) / PERIOD
    make = [sys.executable, str(reading.HERE / "large_month.py"), str(hazards), str(month)]
    subprocess.run(make, check=True)
    seconds, memory, _ = reading.run(
        [f"{binaries}/monthly-merge", str(month), "--quiet", "--now", NOW], codes=(0, 1))
    return seconds, memory


def measure(binaries, folder, hazards):
    """Rows of the table."""
    part, _ = merge(binaries, folder, hazards // 10)
    whole, memory = merge(binaries, folder, hazards)
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
