"""Checks one submission file: `python3 check.py FILE PERIOD [BUREAU] [NOW]`; prints findings as JSON lines."""

import json
import sys
from datetime import date, timedelta

from checking import check_file
from reading import month_end


def main():
    """Reads the arguments and prints what is found, then the rows by list."""
    path, period, *rest = sys.argv[1:]
    bureau = rest[0] if rest else None
    year, month = map(int, period.split("-"))
    now = date.fromisoformat(rest[1][:10]) if len(rest) > 1 else month_end(year, month) + timedelta(days=4)
    tables, findings = check_file(path, bureau, period, now)
    for finding in findings:
        print(json.dumps(finding, ensure_ascii=False))
    print(json.dumps({table.list: table.counts for table in tables}))


if __name__ == "__main__":
    main()
