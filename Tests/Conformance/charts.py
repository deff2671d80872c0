"""What the charts of a workbook remember, compared with the cells that they are drawn of."""

import re
import xml.etree.ElementTree as ElementTree
import zipfile

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def differences(path, expected):
    """Faults of a workbook's charts; `expected` is how many there are."""
    book = load_workbook(path, data_only=True)
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
        roots = {part: ElementTree.fromstring(archive.read(part)) for part in parts}
    if len(roots) != expected:
        yield f"has {len(roots)} charts, not {expected}"
    for part, root in roots.items():
        sources = [*root.iter(C + "numRef"), *root.iter(C + "strRef")]
        if not sources:
            yield f"{part} is drawn of nothing"
        for source in sources:
            formula = source.findtext(C + "f")
            name, cells = formula.rsplit("!", 1)
            left, top, right, bottom = range_boundaries(cells)
            sheet = book[name.strip("'").replace("''", "'")]
            values = [sheet.cell(row, column).value for row in range(top, bottom + 1)
                      for column in range(left, right + 1)]
            cache = source.find(C + "numCache")
            is_text = cache is None
            cache = source.find(C + "strCache") if is_text else cache
            points = {int(point.get("idx")): point.findtext(C + "v") for point in cache.iter(C + "pt")}
            for place, value in enumerate(values):
                wanted = str(value) if is_text and value is not None else value
                if not is_text and not isinstance(value, (int, float)):
                    wanted = None
                found = points.get(place)
                if not is_text and found is not None:
                    found = float(found)
                if found != wanted:
                    yield f"{part} remembers {found} of {formula}, place {place}, the cell is {value}"
