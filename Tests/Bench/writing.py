"""Times the writing of a large workbook against peers, whole processes in turn."""

import datetime
import os
import statistics
import subprocess
import sys
import time

import openpyxl
import reading

ROWS = 100_000
RUNS = 5
# openpyxl takes many times as long as the others, and has no bar to meet in time.
OPENPYXL_RUNS = 1
FIELDS = "abcdefghijklmno"


def template(path):
    """A header and the row that repeats, formatted as the peer formats."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "清单"
    sheet.append([f"列{field}" for field in FIELDS])
    sheet.append([f"{{rows.{field}}}" for field in FIELDS])
    sheet["B2"].number_format = "yyyy-mm-dd"
    sheet["C2"].number_format = sheet["D2"].number_format = "#,##0.00"
    workbook.save(path)


def write_by_openpyxl(path, rows):
    """The same cells in openpyxl's write-only mode."""
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet("清单")
    sheet.append([f"列{field}" for field in FIELDS])
    for index in range(rows):
        sheet.append(
            [index + 1, datetime.date(2022, index % 12 + 1, index % 28 + 1)]
            + [index * 37 % 1_000_003 / 100, index * 91 % 100_003 / 100]
            + [f"江苏某某经济开发区{index % 100 + column}" for column in range(4, 10)]
            + [f"问题隐患描述及整改措施{index * 15 + column}" for column in range(10, 15)]
        )
    workbook.save(path)


def run(command, output=None):
    """Seconds and peak memory in MiB of one whole process.

    The peak is asked for while it runs: what the system tells at its end counts the memory of this
    program too, which the process shares until it begins.
    """
    peak = 0
    with open(output or os.devnull, "wb") as stream:
        started, process = time.perf_counter(), subprocess.Popen(command, stdout=stream)
        while process.poll() is None:
            peak = max(peak, peak_of(process.pid))
            time.sleep(0.002)
        elapsed = time.perf_counter() - started
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return elapsed, peak / 1024


def peak_of(process):
    """Most memory so far in KiB of a process that runs; 0 of one that has just ended."""
    try:
        with open(f"/proc/{process}/status", encoding="utf-8") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("VmHWM")), 0)
    except (FileNotFoundError, ProcessLookupError):
        return 0


def measure(binaries, folder):
    """Rows of the table."""
    names = ["ours", "libxlsxwriter", "openpyxl"]
    files = {name: str(folder / f"{name}-written.xlsx") for name in names}
    template(folder / "template.xlsx")
    peer = str(folder / "write_peer")
    source = str(reading.HERE / "write_peer.c")
    subprocess.run(["cc", "-O2", "-o", peer, source, "-lxlsxwriter"], check=True)
    results = {name: [] for name in names}
    for turn in range(RUNS):
        ours = [f"{binaries}/WriteRows", str(folder / "template.xlsx"), str(ROWS)]
        results["ours"].append(run(ours, files["ours"]))
        results["libxlsxwriter"].append(run([peer, files["libxlsxwriter"], str(ROWS)]))
        if turn < OPENPYXL_RUNS:
            itself = [sys.executable, __file__, files["openpyxl"], str(ROWS)]
            results["openpyxl"].append(run(itself))
    sums = {name: reading.run([f"{binaries}/ReadRows", files[name]])[2] for name in names}
    if len(set(sums.values())) != 1:
        sys.exit(f"the writers disagree: {sums}")
    seconds = {name: statistics.median(one[0] for one in each) for name, each in results.items()}
    memory = {name: max(one[1] for one in each) for name, each in results.items()}
    faster = seconds["libxlsxwriter"] / seconds["ours"]
    return [
        ("按模板写出 100,000 × 15 格", "", f"{seconds['ours'] * 1000:.0f} ms", True),
        ("  与 libxlsxwriter（恒定内存）之比", "≥ 2 ×", f"{faster:.1f} ×", faster >= 2),
        ("  与 openpyxl 只写之比", "", f"{seconds['openpyxl'] / seconds['ours']:.0f} ×", True),
        (
            "  内存峰值",
            f"< {memory['openpyxl']:.0f} MiB",
            f"{memory['ours']:.0f} MiB",
            memory["ours"] < memory["openpyxl"],
        ),
    ]


if __name__ == "__main__":
    write_by_openpyxl(sys.argv[1], int(sys.argv[2]))
