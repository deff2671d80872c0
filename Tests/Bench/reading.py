"""Times the reading of large workbooks against peers, whole processes in turn."""

import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROWS = 100_000
RUNS = 5
# openpyxl takes many times as long as the others, and has no bar to meet.
OPENPYXL_RUNS = 1


def run(command, codes=(0,)):
    """Seconds, peak memory in MiB and output of one whole process."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    output = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    elapsed = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in codes:
        sys.exit(f"{command[0]} ended with {status}")
    return elapsed, usage.ru_maxrss / 1024, output


def measure(binaries, kind, folder):
    """Rows of the table for one kind of workbook."""
    file = str(folder / f"{kind}.xlsx")
    subprocess.run([sys.executable, HERE / "large_workbook.py", kind, str(ROWS), file], check=True)
    peer = [sys.executable, str(HERE / "read_peer.py")]
    commands = {
        "ours": [f"{binaries}/ReadRows", file],
        "calamine": [*peer, "calamine", file],
        "zlib": [*peer, "zlib", file],
        "openpyxl": [*peer, "openpyxl", file],
    }
    results = {name: [] for name in commands}
    for turn in range(RUNS):
        for name, command in commands.items():
            if name != "openpyxl" or turn < OPENPYXL_RUNS:
                results[name].append(run(command))
    outputs = {"ours": results["ours"][0][2]}
    for name in ("calamine", "openpyxl"):
        outputs[name] = run([*commands[name], "sums"])[2]
    if len(set(outputs.values())) != 1:
        sys.exit(f"the readers disagree on {kind} strings: {outputs}")
    seconds = {name: statistics.median(one[0] for one in each) for name, each in results.items()}
    memory = {name: max(one[1] for one in each) for name, each in results.items()}
    seconds["zlib"] = statistics.median(float(one[2]) for one in results["zlib"])
    faster = seconds["calamine"] / seconds["ours"]
    slower = seconds["ours"] / seconds["zlib"]
    title = "共享字符串" if kind == "shared" else "内嵌字符串"
    return [
        (f"读取 100,000 × 15 格，{title}", "", f"{seconds['ours'] * 1000:.0f} ms", True),
        ("  与 python-calamine 之比", "≥ 4 ×", f"{faster:.1f} ×", faster >= 4),
        ("  与 openpyxl 只读之比", "", f"{seconds['openpyxl'] / seconds['ours']:.0f} ×", True),
        ("  与 zlib 解压用时之比", "≤ 5 ×", f"{slower:.1f} ×", slower <= 5),
        (
            "  内存峰值",
            f"< {memory['calamine']:.0f} MiB",
            f"{memory['ours']:.0f} MiB",
            memory["ours"] < memory["calamine"],
        ),
    ]
