"""A month of 13 workbooks with any number of hazards: `large_month.py HAZARDS OUT_FOLDER`.

The rows are those of a month of the fixtures' maker, each told apart by a number in its description;
the workbooks are as XlsxWriter writes them, with shared strings.
"""

import datetime
import json
import multiprocessing
import pathlib
import sys

import xlsxwriter

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "FixtureGenerator"))

from bench import PERIOD, lists_of  # noqa: E402
from model import BUREAUS, AccidentBook, Maker  # noqa: E402

SAMPLES = 400


def fields(name):
    """Keys and headings of a list."""
    path = HERE.parent.parent / "Templates" / "lists" / f"{name}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return schema["title"], [(field["name"], field["title"]) for field in schema["fields"]]


def write_list(book, formats, name, rows, city):
    """Writes a sheet of dictionaries."""
    title, columns = fields(name)
    sheet = book.add_worksheet(title)
    for column, (_, heading) in enumerate(columns):
        sheet.write_string(0, column, heading)
    for number, values in enumerate(rows, 1):
        for column, (key, _) in enumerate(columns):
            value = {"seq": number, "city": city}.get(key, values.get(key))
            if value is None:
                continue
            if isinstance(value, datetime.date):
                sheet.write_datetime(number, column, value, formats["date"])
            elif isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, float(value))


def hazards_of(samples, count):
    """`count` rows, no two alike."""
    for index in range(count):
        values = dict(samples[index % len(samples)].values)
        values["description"] += f"（第{index + 1}处）"
        yield values


def write_book(path, city, lists, count):
    """Writes a bureau's workbook."""
    with xlsxwriter.Workbook(path) as book:
        formats = {"date": book.add_format({"num_format": "yyyy-mm-dd"})}
        write_list(book, formats, "hazards", hazards_of(lists["hazards"], count), city)
        for name in ("measures", "practices", "accidents"):
            write_list(book, formats, name, [row.values for row in lists[name]], city)


def main(hazards, out):
    maker = Maker("bench")
    accidents = AccidentBook(maker)
    out.mkdir(parents=True, exist_ok=True)
    books = []
    for turn, (bureau, city) in enumerate(BUREAUS.items()):
        count = hazards // 13 + (1 if turn < hazards % 13 else 0)
        lists = lists_of(maker, accidents, bureau, min(SAMPLES, count), 6, 4)
        books.append((out / f"{city}.xlsx", city, lists, count))
    # The rows come from one generator, in order; only their writing is shared out.
    with multiprocessing.Pool() as pool:
        pool.starmap(write_book, books, chunksize=1)


if __name__ == "__main__":
    main(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
