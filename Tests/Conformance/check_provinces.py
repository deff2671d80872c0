"""Merges a year of three provinces, gathers it into one package, and has DuckDB and Spark reckon it.

Usage: check_provinces.py MONTHLY-MERGE WORK_FOLDER

A long check: 36 merges, and Spark over all of them. Every total of statistics.csv, balance.csv and
reporting.csv, and the sums over all provinces and months, have to be those that the queries of
Templates/sql reckon from the package. Two differences are planted, which have to be seen.
"""

import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys

import check_sql
import frictionless

PROVINCES = ["江苏", "浙江", "安徽"]
GENERATOR = pathlib.Path(__file__).resolve().parents[1] / "FixtureGenerator" / "provinces.py"


def run(*arguments, status=(0,)):
    """Runs a program that has to end with one of the states."""
    ended = subprocess.run([str(argument) for argument in arguments], capture_output=True, text=True)
    if ended.returncode not in status:
        raise SystemExit(f"{arguments} ended with {ended.returncode}\n{ended.stdout[-2000:]}{ended.stderr}")
    return ended.stdout


def make(merge, work, province):
    """Makes a province's year and merges it month by month; gives the months' folders."""
    run(sys.executable, GENERATOR, work, province)
    templates = work / f"{province}模板"
    months = sorted((work / province).glob("20??-??"))
    for folder in months:
        year, month = map(int, folder.name.split("-"))
        now = f"{year + month // 12}-{month % 12 + 1:02d}-07T06:00:00+08:00"
        options = ["--templates", templates] if templates.exists() else []
        # 1 is “done, and there are errors”: there are some on purpose.
        run(merge, folder, "--quiet", "--now", now, *options, status=(0, 1))
    return months


def gather(merge, work, months):
    """The package of all months; in one go or one month later, it has the same bytes."""
    package, again = work / "数据包", work / "数据包-再"
    run(merge, "package", *months, "-o", package)
    last = [folder for folder in months if folder.name.endswith("-12")]
    run(merge, "package", *(folder for folder in months if folder not in last), "-o", again)
    run(merge, "package", *last, "-o", again)
    run("diff", "-r", package, again)
    shutil.rmtree(again)
    report = frictionless.validate(str(package / "datapackage.json"))
    if not report.valid:
        raise SystemExit(f"frictionless: {report.flatten(['name', 'message'])[:5]}")
    rows = {task.name: task.stats.get("rows") for task in report.tasks}
    for name, count in rows.items():
        files = [folder / "汇总" / "data" / f"{name}.csv" for folder in months]
        if name == "ledger_history":
            files = [path for path in files if path.parts[-4].endswith("-12")]
        if sum(len(check_sql.rows_of(path)) for path in files) != count:
            raise SystemExit(f"{name}: {count} rows in the package, others in the months")
    return package


def plant(package, work):
    """Two copies of the package, each with one difference."""
    # A level, and the month of a hazard that was new: first_period stands behind overdue.
    plants = (("hazards", ",一般,", ",重大,"), ("ledger", r",(true|false),2022-09,", r",\1,2021-12,"))
    for table, old, new in plants:
        copy = work / f"数据包-{table}"
        shutil.copytree(package, copy)
        path = sorted((copy / "data" / table).glob("period=2022-09/*/*.csv"))[-1]
        text = path.read_bytes().decode("utf-8")
        changed = re.sub(old, new, text, count=1)
        if changed == text:
            raise SystemExit(f"nothing to change in {path}")
        path.write_bytes(changed.encode("utf-8"))
        yield copy


def main(merge, work):
    merge = pathlib.Path(merge).resolve()
    work = pathlib.Path(work).resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda province: make(merge, work, province), PROVINCES))
    months = [folder for folders in made for folder in folders]
    package = gather(merge, work, months)
    print(f"{len(months)} months of {len(made)} provinces gathered", flush=True)
    for engine in (check_sql.DuckDB, check_sql.Spark):
        print(check_sql.check(engine(), months, package) + " compared", flush=True)
        for line in check_sql.faults[:20]:
            print(line)
        if check_sql.faults:
            return 1
    for copy in plant(package, work):
        check_sql.check(check_sql.DuckDB(), months, copy)
        if not check_sql.faults:
            print(f"the difference planted in {copy.name} was not seen")
            return 1
        print(f"{copy.name}: {len(check_sql.faults)} differences seen, such as {check_sql.faults[0]}")
        check_sql.faults.clear()
    print("0 differences")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
