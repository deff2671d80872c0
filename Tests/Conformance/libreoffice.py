"""LibreOffice, as the checks use it: it opens workbooks, reckons them anew and saves them."""

import pathlib
import subprocess
import tempfile

# Without this it takes the values that are stored for those of the formulas.
RECKON_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def resave(paths, out):
    """Has LibreOffice save workbooks as .xlsx into a folder; what it said on standard error.

    A workbook that it does not open is missing there.
    """
    with tempfile.TemporaryDirectory() as profile:
        user = pathlib.Path(profile) / "user"
        user.mkdir()
        (user / "registrymodifications.xcu").write_text(RECKON_ALWAYS, encoding="utf-8")
        done = subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)],
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
    return done.stderr.strip()
