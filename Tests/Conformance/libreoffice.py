"""LibreOffice, as the checks use it: it opens workbooks, reckons them anew and saves them."""

import subprocess
import tempfile


def resave(paths, out):
    """Has LibreOffice save workbooks as .xlsx into a folder; what it said on standard error.

    A workbook that it does not open is missing there.
    """
    with tempfile.TemporaryDirectory() as profile:
        done = subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to",
             "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths)],
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip
    return done.stderr.strip()
