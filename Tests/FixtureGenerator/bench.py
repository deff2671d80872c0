"""Inputs for timing: `python3 bench.py workbook OUT.xlsx` or `python3 bench.py month OUT_FOLDER`.

The workbook has four lists and 300 rows in all, the month 13 bureaus, 52 lists and 1,000 hazards; both are clean.
"""

import hashlib
import sys
from datetime import date
from pathlib import Path

from bureaus import files_of
from checking import check_file
from forms import render
from generate import register_bytes
from model import BUREAUS, AccidentBook, Maker

PERIOD = "2022-05"
RECEIVED = date(2022, 6, 4)


def lists_of(maker, book, bureau, hazards, measures, practices):
    """Clean lists of one bureau."""
    return {
        "hazards": [maker.hazard(bureau, PERIOD).row(PERIOD) for _ in range(hazards)],
        "measures": [maker.measure(bureau, PERIOD) for _ in range(measures)],
        "practices": [maker.practice(bureau) for _ in range(practices)],
        "accidents": book.month(bureau),
    }


def write(filed, path, aliases):
    """Renders a file, makes sure that it is clean, and writes it."""
    data, planned = render(filed, aliases)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    findings = check_file(path, filed.bureau, PERIOD, RECEIVED)[1]
    assert [f["rule"] for f in findings] == [f["rule"] for f in planned], findings
    return data


def main():
    """Writes what is asked for."""
    kind, out = sys.argv[1], Path(sys.argv[2])
    maker = Maker("bench")
    book = AccidentBook(maker)
    aliases = {n: a for zones in maker.zones.values() for n, a in zones}
    if kind == "workbook":
        lists = lists_of(maker, book, "320500", 240, 30, 20)
        filed = files_of("320500", PERIOD, lists, "")[0]
        for sheet in filed.sheets:
            sheet.total = None
        write(filed, out, aliases)
        return
    entries = []
    for turn, bureau in enumerate(BUREAUS):
        lists = lists_of(maker, book, bureau, 77 if turn < 12 else 76, 6, 4)
        for filed in files_of(bureau, PERIOD, lists, f"2022-06-02 10:{turn:02d}:00"):
            data = write(filed, out / filed.path, aliases)
            entries.append(
                {
                    "file": filed.path,
                    "bureau": bureau,
                    "sha256": hashlib.sha256(data).hexdigest(),
                    "received_at": filed.received,
                }
            )
    (out / "收件登记.csv").write_bytes(register_bytes(entries))


if __name__ == "__main__":
    main()
