"""Reckons 季度评估 and 双月督查 anew from the months' rows, and validates their data packages.

Usage: check_quarter.py MONTHLY_MERGE FOLDER (that holds the months, each with its 汇总). Runs both
commands twice, compares the bytes, and every figure with what the rows say. Exits 1 where one differs.
"""

import csv
import decimal
import pathlib
import subprocess
import sys
import tempfile

import charts
from frictionless import Package
from libreoffice import resave
from openpyxl import load_workbook

NOW = "2022-07-08T09:00:00+08:00"
SPANS = [
    (["quarter", "2022Q2"], "季度评估-2022Q2", ["2022-04", "2022-05", "2022-06"]),
    (["bimonthly", "2022-06"], "双月督查-2022-05_06", ["2022-05", "2022-06"]),
]
RECEIVED = {"on_time", "on_time_extended", "resubmitted", "late"}
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def percent(part, whole):
    """One decimal, half away from zero; blank on a zero base."""
    if not whole:
        return ""
    share = decimal.Decimal(100 * part) / decimal.Decimal(whole)
    return str(share.quantize(decimal.Decimal("0.1"), rounding=decimal.ROUND_HALF_UP))


def total(rows, column):
    known = [decimal.Decimal(row[column]) for row in rows if row[column]]
    return sum(known) if known else None


def text(number):
    """A figure as the data files write it."""
    if number is None:
        return ""
    number = decimal.Decimal(number).normalize()
    return f"{number:f}"


def reckon(data, months, bureau):
    """The figures of a bureau, or of the province, from the rows of the months."""

    def own(name, month, key="bureau"):
        rows = data[month][name]
        return rows if bureau is None else [row for row in rows if row[key] == bureau]

    reporting = [row for month in months for row in own("reporting", month)]
    found = [
        (month, row) for month in months for row in own("findings", month)
        if row["bureau"] and not row["rule"].startswith("D") and row["rule"] not in ("T001", "T006")
    ]  # fmt: skip
    faulty = {(month, row["bureau"], row["list"]) for month, row in found if row["severity"] == "error"}
    warnings = [row for _, row in found if row["severity"] == "warning"]
    ledger = [
        row for row in own("ledger", months[-1])
        if row["status"] != "已销号" or row["closed_period"] >= months[0]
    ]  # fmt: skip
    ordinary = [row for row in ledger if row["level"] == "一般"]
    major = [row for row in ledger if row["level"] == "重大"]
    rectified = sum(row["status"] in ("已整改", "已销号") for row in ordinary)
    closed_major = sum(row["status"] == "已销号" for row in major)
    supervised = sum(bool(row["supervision_level"] and row["supervision_unit"]) for row in major)
    new = sum(row["first_period"] >= months[0] for row in ledger)
    closed = sum(row["status"] == "已销号" for row in ledger)
    accidents = [row for month in months for row in own("accidents", month)]
    nils = [row for row in reporting if row["list"] == "accidents" and row["nil"] == "true" and row["state"] in RECEIVED]
    received = [row for row in reporting if row["state"] in RECEIVED]
    on_time = sum(row["state"] in RECEIVED - {"late"} for row in reporting)

    def accident(column):
        sum_of_rows = total(accidents, column)
        return text(0 if sum_of_rows is None and nils else sum_of_rows)

    def sent(name):
        if not any(row["list"] == name for row in received):
            return ""
        return text(sum(len(own(name, month)) for month in months))

    return {
        "submissions_due": text(len(reporting)), "submissions_received": text(len(received)),
        "submissions_on_time": text(on_time), "on_time_rate": percent(on_time, len(reporting)),
        "late": text(sum(row["state"] == "late" for row in reporting)),
        "days_late": text(sum(int(row["days_late"]) for row in reporting if row["state"] == "late")),
        "missing": text(sum(row["state"] == "missing" for row in reporting)),
        "unreadable": text(sum(row["state"] == "unreadable" for row in reporting)),
        "resubmitted": text(sum(row["state"] == "resubmitted" for row in reporting)),
        "nils": text(sum(row["nil"] == "true" for row in reporting)),
        "returned": text(sum((row["period"], row["bureau"], row["list"]) in faulty for row in received)),
        "errors": text(sum(row["severity"] == "error" for _, row in found)),
        "warnings": text(sum(row["explained"] == "false" for row in warnings)),
        "explained": text(sum(row["explained"] == "true" for row in warnings)),
        "opening": text(len(ledger) - new), "new": text(new), "closed": text(closed),
        "closing": text(len(ledger) - closed), "hazards": text(len(ledger)),
        "hazards_ordinary": text(len(ordinary)), "rectified_ordinary": text(rectified),
        "hazards_major": text(len(major)), "closed_major": text(closed_major),
        "rectification_rate_major": percent(closed_major, len(major)),
        "supervised_major": text(supervised), "supervision_rate": percent(supervised, len(major)),
        "rectification_rate": percent(rectified + closed_major, len(ordinary) + len(major)),
        "open": text(sum(row["status"] in ("未整改", "整改中") for row in ledger)),
        "overdue": text(sum(row["overdue"] == "true" for row in ledger)),
        "measures": sent("measures"), "practices": sent("practices"),
        "accidents": accident("accidents"), "deaths": accident("deaths"),
        "serious_injuries": accident("serious_injuries"), "direct_loss": accident("direct_loss"),
    }  # fmt: skip


def check_ranks(where, rows):
    """A place is one more than the number of those that are better."""

    def time(row):
        return (int(row["submissions_on_time"]) - int(row["submissions_due"]),
                -int(row["missing"]) - int(row["unreadable"]), -int(row["days_late"]))  # fmt: skip

    def quality(row):
        return -int(row["returned"]), -int(row["errors"]), -int(row["warnings"])

    def is_whole(row):
        return row["missing"] == row["unreadable"] == "0"

    for column, key, is_ranked in [("time_rank", time, lambda row: True), ("quality_rank", quality, is_whole)]:
        placed = [row for row in rows if row[column]]
        for row in placed:
            place = 1 + sum(key(other) > key(row) for other in placed)
            if int(row[column]) != place:
                fault(where, f"{row['bureau_name']} {column}: {row[column]} printed, {place} reckoned")
        if len(rows) < 13 or placed != [row for row in rows if is_ranked(row)]:
            fault(where, f"{len(placed)} of {len(rows)} bureaus have a {column}, and not those that should")


def check_workbook(folder, path, province):
    """LibreOffice reckons every formula to the value stored; no placeholder is left; the sums are the
    province's."""
    book = load_workbook(path)
    formulas = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas.append((sheet.title, cell.coordinate))
                elif isinstance(cell.value, str) and "{" in cell.value:
                    fault(folder, f"{sheet.title}!{cell.coordinate} holds a placeholder: {cell.value}")
    stored = load_workbook(path, data_only=True)
    with tempfile.TemporaryDirectory() as aside:
        resave([path], aside)
        reckoned = load_workbook(pathlib.Path(aside) / path.name, data_only=True)
        for sheet, address in formulas:
            ours, theirs = stored[sheet][address].value, reckoned[sheet][address].value
            if not isinstance(ours, (int, float)) or abs(ours - theirs) > 1e-6:
                fault(folder, f"{sheet}!{address}: stored {ours}, reckoned {theirs}")
    total = {
        column: cell.value
        for row in stored["隐患整改"].iter_rows() if row[0].value == "全省"
        for column, cell in zip(["", "opening", "new", "closed", "closing", "hazards"], row)
    }  # fmt: skip
    for name in ["opening", "new", "closed", "closing", "hazards"]:
        if str(total.get(name)) != province[name]:
            fault(folder, f"隐患整改 {name}: {total.get(name)} in the workbook, {province[name]} in the data")
    for difference in charts.differences(path, 3):
        fault(folder, difference)
    if len(formulas) < 40:
        fault(folder, f"only {len(formulas)} formulas")


def check(program, root, arguments, folder, months):
    runs = []
    for _ in range(2):
        done = subprocess.run([program, *arguments, "--root", root, "--now", NOW], capture_output=True, text=True)
        if done.returncode != 0:
            fault(folder, f"ends with {done.returncode}: {done.stderr}")
            return 0
        files = sorted(path for path in (root / folder).rglob("*") if path.is_file())
        runs.append({str(path): path.read_bytes() for path in files})
    if runs[0] != runs[1]:
        fault(folder, "is not the same twice")
    names = ["reporting", "findings", "ledger", "accidents", "measures", "practices"]
    data = {
        month: {name: rows_of(root / month / "汇总" / "data" / f"{name}.csv") for name in names}
        for month in months
    }
    bureaus = rows_of(root / folder / "data" / "bureaus.csv")
    figures = 0
    for row in bureaus:
        bureau = None if row["bureau"] == "320000" else row["bureau"]
        for name, expected in reckon(data, months, bureau).items():
            figures += 1
            if row[name] != expected:
                fault(folder, f"{row['bureau_name']} {name}: {row[name]!r} printed, {expected!r} reckoned")
    check_ranks(folder, [row for row in bureaus if row["bureau"] != "320000"])
    check_workbook(folder, root / folder / f"{folder}.xlsx", bureaus[-1])
    report = Package(str(root / folder / "data" / "datapackage.json")).validate()
    for error in [error for task in report.tasks for error in task.errors] + report.errors:
        fault(folder, error.message)
    return figures


def main(program, root):
    figures = sum(check(program, pathlib.Path(root), *span) for span in SPANS)
    for line in faults[:40]:
        print(line)
    print(f"{figures} figures of {len(SPANS)} spans reckoned anew, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
