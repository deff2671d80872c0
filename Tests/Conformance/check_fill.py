"""Fills templates of other programs and checks the results with openpyxl and LibreOffice.

Usage: check_fill.py MONTHLY_MERGE. Exits 1 where a result is not what the programs make of it.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from libreoffice import resave
from openpyxl import load_workbook

FILES = pathlib.Path(__file__).parent.parent / "TemplateFillTests" / "Files"
PROGRAMS = ["openpyxl", "xlsxwriter", "libreoffice"]
# Kilobytes of memory that a list of any length is filled in. The stack of each thread counts with
# 8 MiB, used or not; a fourth of the bound is used.
MEMORY = 96 << 10
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def fill(program, template, data, output):
    bounded = f'ulimit -d {MEMORY} && exec "$0" "$@"'
    done = subprocess.run(
        ["sh", "-c", bounded, program, "fill", str(template), str(data), str(output)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        fault(output.name, f"is not filled: {done.stderr.strip()}")
    return done.returncode == 0


def data_of(rows):
    """The data of the tests, with as many items as asked for."""
    data = json.loads((FILES / "data.json").read_text())
    if rows is not None:
        data["items"] = [
            {"no": n, "unit": f"单位{n}", "count": n % 7, "price": n % 4 + 0.25,
             "date": f"2022-05-{n % 28 + 1:02}"}
            for n in range(1, rows + 1)
        ]  # fmt: skip
    return data


def cells(path, data_only):
    book = load_workbook(path, data_only=data_only)
    return {
        (sheet.title, cell.coordinate): cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def check_cells(path, data):
    """Every value of the data stands in the sheet, and no placeholder does."""
    found = cells(path, True)
    for place, cell in found.items():
        if isinstance(cell.value, str) and "{items" in cell.value:
            fault(path.name, f"{place} holds {cell.value}")
    for index, item in enumerate(data["items"]):
        row = 4 + index
        for column, name in zip("ABCDF", ["no", "unit", "count", "price", "date"]):
            cell = found.get(("月报", f"{column}{row}"))
            value = cell.value if cell else None
            if name == "date" and value is not None:
                value = value.date().isoformat()
            if value != item[name]:
                fault(path.name, f"月报!{column}{row} is {value!r}, not {item[name]!r}")


def check_charts(path, data):
    """Charts are drawn of all rows."""
    last = 3 + max(len(data["items"]), 1)
    wanted = {f"月报!C4:C{last}"} | ({"月报!C4"} if last == 4 else set())
    drawn = 0
    for chart in load_workbook(path)["月报"]._charts:
        for series in chart.series:
            drawn += 1
            area = series.val.numRef.f.replace("'", "").replace("$", "")
            if area not in wanted:
                fault(path.name, f"a chart is drawn of {area}, not of {sorted(wanted)}")
    return drawn


def check_reckoning(path, again):
    """LibreOffice reckons every formula: to the value stored, and to no error."""
    formulas = {place: cell.value for place, cell in cells(path, False).items() if cell.data_type == "f"}
    if not formulas:
        fault(path.name, "holds no formula")
    stored, reckoned = cells(path, True), cells(again, True)
    for place, formula in formulas.items():
        ours, theirs = stored.get(place), reckoned.get(place)
        value = theirs.value if theirs else None
        if isinstance(value, str) and value.startswith("#") and value != "#DIV/0!":
            fault(path.name, f"{place} {formula}: reckoned {value}")
        if ours is not None and (
            not isinstance(value, (int, float)) or abs(ours.value - value) > 1e-9 * max(1, abs(value))
        ):
            fault(path.name, f"{place} {formula}: stored {ours.value}, reckoned {value}")
    lost = [place for place in stored if place not in reckoned]
    if lost:
        fault(path.name, f"LibreOffice lost {len(lost)} cells, first {lost[0]}")


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        filled = []
        for rows in [None, 0, 1, 500]:
            data = data_of(rows)
            path = folder / "data.json"
            path.write_text(json.dumps(data, ensure_ascii=False))
            for name in PROGRAMS:
                output = folder / f"{name}-{rows}.xlsx"
                if fill(program, FILES / f"{name}.xlsx", path, output):
                    filled.append((output, data))
        # Cells of lists as long as this leave their addresses out.
        long = data_of(10_000)
        path.write_text(json.dumps(long, ensure_ascii=False))
        if fill(program, FILES / "openpyxl.xlsx", path, folder / "long.xlsx"):
            filled.append((folder / "long.xlsx", long))
        data = folder / "large.json"
        data.write_text(json.dumps(data_of(100_000), ensure_ascii=False))
        fill(program, FILES / "openpyxl.xlsx", data, folder / "large.xlsx")
        again = folder / "again"
        errors = resave([path for path, _ in filled], again)
        drawn = {}
        for path, data in filled:
            check_cells(path, data)
            drawn[path.name.split("-")[0]] = check_charts(path, data)
            if (again / path.name).exists():
                check_reckoning(path, again / path.name)
            else:
                fault(path.name, f"LibreOffice does not open it: {errors}")
        if not any(drawn.values()):
            fault("fill", "no template has a chart")
    for line in faults:
        print(line)
    print(f"{len(filled)} filled templates checked, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
