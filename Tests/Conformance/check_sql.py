"""Runs the queries of Templates/sql over merged months and compares every total with the report's.

Usage: check_sql.py [--spark] [--package PACKAGE] FOLDER (that holds the months, each with its 汇总).
Exits 1 where a total differs. The roll-ups are the same files for DuckDB and for Spark SQL; with a
package of the months (monthly-merge package), they are run over that instead.
"""

import csv
import datetime
import decimal
import json
import os
import pathlib
import sys

QUERIES = pathlib.Path(__file__).resolve().parents[2] / "Templates" / "sql"
PLAIN = ["tables.sql", "reporting.sql", "balance.sql", "statistics.sql"]
SCOPE = ["period", "scope", "bureau", "zone", "sector"]
TYPES = {
    "integer": int, "number": decimal.Decimal, "date": datetime.date, "datetime": datetime.datetime,
    "boolean": bool,
}  # fmt: skip
faults = []


def fault(where, what):
    faults.append(f"{where}: {what}")


def statements(name):
    """The statements of a file, without its comments."""
    lines = (QUERIES / name).read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("--"))
    return [part.strip() for part in text.split(";\n") if part.strip().rstrip(";")]


class DuckDB:
    load = "load-duckdb"

    def __init__(self):
        import duckdb

        self.connection = duckdb.connect()

    def run(self, statement):
        self.connection.execute(statement.rstrip(";"))

    def rows(self, query):
        result = self.connection.execute(query)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row)) for row in result.fetchall()]


class Spark:
    load = "load-spark"

    def __init__(self):
        from pyspark.sql import SparkSession

        self.session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false") \
            .config("spark.sql.shuffle.partitions", "2").getOrCreate()  # fmt: skip
        self.session.sparkContext.setLogLevel("ERROR")

    def run(self, statement):
        self.session.sql(statement.rstrip(";"))
        # Views stand on views: Spark would analyse and reckon each anew for every one above it.
        words = statement.split()
        if words[:5] == ["CREATE", "OR", "REPLACE", "TEMPORARY", "VIEW"] and "USING" not in words:
            self.session.table(words[5]).localCheckpoint().createOrReplaceTempView(words[5])

    def rows(self, query):
        return [row.asDict() for row in self.session.sql(query).collect()]


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def number(value):
    """A figure as a number, None where blank."""
    return None if value in (None, "") else decimal.Decimal(str(value)).normalize()


def compare(engine, where, view, months, file, key, scope=lambda row: True):
    """Every figure of a data file is that of the view, row by row; both have the same rows."""
    reckoned = {tuple(row[name] or "" for name in key): row for row in engine.rows(f"SELECT * FROM {view}")}
    figures = 0
    for month in months:
        for row in rows_of(month / "汇总" / "data" / file):
            if not scope(row):
                continue
            place = tuple(row[name] for name in key)
            ours = reckoned.pop(place, None)
            if ours is None:
                fault(where, f"{view} has no row {place}")
                continue
            for name, value in row.items():
                if name in ours and name not in SCOPE:
                    figures += 1
                    if number(ours[name]) != number(value):
                        fault(where, f"{file} {place} {name}: {value!r} printed, {ours[name]} reckoned")
    for place in reckoned:
        fault(where, f"{file} has no row {place}")
    return figures


def check_types(engine, where, description):
    """Every column has the type that datapackage.json gives it, or is blank."""
    described = json.loads(description.read_text(encoding="utf-8"))
    seen = 0
    for resource in described["resources"]:
        rows = engine.rows(f"SELECT * FROM {resource['name']}")
        for field in resource["schema"]["fields"]:
            name = {"row": "at_row", "column": "at_column"}.get(field["name"], field["name"])
            wanted = TYPES.get(field["type"], str)
            kinds = {type(row[name]) for row in rows if row[name] is not None}
            seen += len(kinds)
            if kinds - {wanted}:
                fault(where, f"{resource['name']}.{name} is {field['type']}, but comes as {kinds}")
    return seen


def check_rates(engine, where):
    """No rate of the province lies outside those of its bureaus, nor more than a tenth from its parts."""
    parts = [
        ("rectification_rate_ordinary", "rectified_ordinary", "hazards_ordinary"),
        ("rectification_rate_major", "closed_major", "hazards_major"),
        ("supervision_rate", "supervised_major", "hazards_major"),
        ("on_time_rate", "submissions_on_time", "submissions_due"),
    ]
    rows = engine.rows("SELECT * FROM statistics")
    for rate, part, whole in parts:
        for row in rows:
            if row[rate] is None:
                if row[whole]:
                    fault(where, f"{rate} is blank on {row[whole]}")
            elif abs(float(row[rate]) - 100 * row[part] / row[whole]) > 0.1:
                fault(where, f"{rate} {row[rate]} is not {row[part]} of {row[whole]}")
        for place in {(row["province"], row["period"]) for row in rows}:
            own = [row for row in rows if (row["province"], row["period"]) == place and row[rate] is not None]
            bureaus = [row[rate] for row in own if row["scope"] == "bureau"]
            for row in own:
                if row["scope"] == "province" and not min(bureaus) <= row[rate] <= max(bureaus):
                    fault(where, f"{rate} of the province, {row[rate]}, is not among its bureaus'")


def check_sums(engine, where, months):
    """The sums over all provinces and months, figure by figure, are those of what was printed."""
    figures = 0
    for file, view, scope in (
        ("statistics.csv", "statistics_again", lambda row: row["scope"] == "province"),
        ("balance.csv", "balance_again", lambda row: row["bureau"].endswith("0000")),
    ):
        printed = [row for month in months for row in rows_of(month / "汇总" / "data" / file) if scope(row)]
        places = "scope = 'province'" if view == "statistics_again" else "bureau = province"
        names = [name for name in printed[0] if name not in (*SCOPE, "bureau_name") and not name.endswith("_rate")
                 and not name.startswith(("rectification_rate", "supervision_rate"))]  # fmt: skip
        sums = ", ".join(f"SUM({name}) AS {name}" for name in names)
        for period in [None, *sorted({row["period"] for row in printed})]:
            rows = [row for row in printed if period in (None, row["period"])]
            when = "" if period is None else f" AND period = '{period}'"
            ours = engine.rows(f"SELECT {sums} FROM {view} WHERE {places}{when}")[0]
            for name in names:
                values = [number(row[name]) for row in rows if row[name] != ""]
                figures += 1
                if number(ours[name]) != number(sum(values) if values else None):
                    fault(where, f"{file} {name} of {period or 'all months'}: {ours[name]} reckoned, {values} printed")
    return figures


def check(engine, months, package=None):
    """Compares all totals of merged months; where a package is given, it was loaded from there."""
    where = type(engine).__name__
    # The queries name files from the folder of the months or the package; Spark's engine looks where
    # it was started, DuckDB where it is now.
    os.chdir(package or months[0].parent)
    for name in [engine.load + ("-package.sql" if package else ".sql"), *PLAIN]:
        for statement in statements(name):
            engine.run(statement)
    figures = compare(engine, where, "statistics_again", months, "statistics.csv", SCOPE)
    figures += compare(engine, where, "balance_again", months, "balance.csv", ["period", "bureau"])
    figures += compare(
        engine, where, "reporting_again", months, "statistics.csv", ["period", "bureau"],
        lambda row: row["scope"] in ("bureau", "province"),
    )  # fmt: skip
    figures += check_sums(engine, where, months)
    check_rates(engine, where)
    types = check_types(engine, where, (package or months[0] / "汇总" / "data") / "datapackage.json")
    if figures < 1000 * len(months) or types < 100:
        fault(where, f"only {figures} figures and {types} columns compared")
    return f"{where}: {figures} totals of {len(months)} months"


def main(arguments):
    package = None
    if "--package" in arguments:
        package = pathlib.Path(arguments[arguments.index("--package") + 1]).resolve()
    root = pathlib.Path(arguments[-1]).resolve()
    months = sorted(month for month in root.glob("20??-??") if (month / "汇总").is_dir())
    os.chdir(package or root)
    said = check(Spark() if "--spark" in arguments else DuckDB(), months, package)
    for line in faults[:40]:
        print(line)
    print(f"{said} compared, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
