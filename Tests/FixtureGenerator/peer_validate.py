"""The same checks on one workbook in ordinary Python with openpyxl, as a peer for timing.

`python3 peer_validate.py FILE.xlsx PERIOD BUREAU`. The workbook is loaded once, so a formula without a
stored value reads as blank; all else is what `checking.py` checks.
"""

import sys
from datetime import date

from openpyxl import load_workbook

from checking import check_pages
from reading import Page


def pages_of(path):
    """All sheets, read once."""
    pages = []
    for sheet in load_workbook(path, data_only=True).worksheets:
        page = Page(sheet.title, {})
        for r, line in enumerate(sheet.iter_rows(values_only=True), 1):
            for c, value in enumerate(line, 1):
                if value is not None and str(value).strip():
                    page.cells[r, c] = value
        page.merges = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
        page.hidden_rows = {r for r, d in sheet.row_dimensions.items() if d.hidden}
        pages.append(page)
    return pages


def main():
    """Checks the file and prints its findings, one a line, and the verdict."""
    path, period, bureau = sys.argv[1:4]
    tables, findings = check_pages(pages_of(path), bureau, period, date(2022, 6, 4))
    for f in findings:
        print(f["rule"], f.get("sheet") or "", f.get("cell") or f.get("row") or "", f.get("field") or "", sep="\t")
    rows = sum(table.counts["merged"] for table in tables)
    print(f"{rows} rows, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
