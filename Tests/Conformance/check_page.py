"""Reads the pages of merged months in a browser: axe-core, no network, with scripts and without.

Usage: check_page.py MONTH_FOLDER… (each with its 汇总; 季度评估 and 双月督查 lie beside them). Exits 1
where a page falls short.
"""

import importlib.util
import json
import pathlib
import sys

from browser import browser

LARGEST_PAGE, LARGEST_SCRIPT = 2_000_000, 6_000
faults = []

# Rows of a table that a reader sees. A row of a closed <details> is one click away.
SEEN = """
var seen = (row) => row.getClientRects().length > 0;
var list = (id) => [...document.querySelectorAll(`table[data-list="${id}"] tbody > tr:not(.rest)`)];
"""

OVERVIEW = (
    SEEN
    + """({
  hidden: [...document.querySelectorAll("main tr")].filter((row) => !seen(row) && !row.closest("details")).length,
  rows: [...document.querySelectorAll("main tr")].length,
  tools: document.querySelectorAll(".tools").length,
  lists: document.querySelectorAll("table[data-list]").length,
  tooWide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  dead: [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute("href"))
    .filter((href) => !document.getElementById(href.slice(1))),
  text: document.body.innerText.length,
})"""
)

# Numbers that are counts of rows: each leads to as many rows as it says.
COUNTS = (
    SEEN
    + """
var counts = new Set(["hazards", "hazards_new", "hazards_ordinary", "rectified_ordinary", "hazards_major",
  "rectified_major", "closed_major", "open", "overdue", "measures", "practices", "errors", "warnings",
  "explained", "infos", "findings", ""]);
var wrong = [];
var followed = 0;
for (const link of document.querySelectorAll("main td > a[data-pick]")) {
  const id = link.getAttribute("href").slice(1).replace(/-\\d{6}$/, "");
  if (!counts.has(link.dataset.figure || "") || document.querySelector(`table[data-list="${id}"] .rest`)) continue;
  link.click();
  const rows = list(id).filter(seen).length;
  const said = document.querySelector(`#${id} .said`).textContent;
  // A number leads to as many rows, the code of a rule to some.
  const isCode = Number.isNaN(Number(link.textContent));
  if (!isCode) followed += 1;
  if ((isCode ? rows < 1 : rows !== Number(link.textContent)) || !said.startsWith(`显示 ${rows} 行`)) {
    wrong.push(`${link.dataset.figure} ${link.getAttribute("href")} ${link.dataset.find || link.dataset.pick}: `
      + `${link.textContent}, but ${rows} rows`);
  }
}
({ followed, wrong });
"""
)


def fault(where, what):
    faults.append(f"{where}: {what}")


def check_axe(page, where, axe, *, whole):
    """axe-core takes half a minute for a page of all its rows; after that, rows like others are left out."""
    page.allow_scripts()
    if not whole:
        page.run(
            "document.querySelectorAll('tbody').forEach((body) => {"
            "while (body.rows.length > 4) body.rows[3].remove() })",
            isolated=True,
        )
    page.run(axe, isolated=True)
    found = json.loads(
        page.run(
            "axe.run(document, {resultTypes: ['violations']}).then((found) => JSON.stringify("
            "found.violations.map((rule) => [rule.id, rule.nodes.length, rule.nodes[0].html])))",
            isolated=True,
        )
    )
    for rule, count, html in found:
        fault(where, f"axe {rule}, {count} times: {html[:160]}")


def check_quiet(page, where):
    for url in page.requests:
        fault(where, f"asks for {url}")
    for text in page.complaints:
        fault(where, f"the browser says: {text}")


def check_overview(page, where, *, scripts):
    seen = page.run(OVERVIEW, isolated=not scripts)
    if seen["hidden"]:
        fault(where, f"{seen['hidden']} of {seen['rows']} rows can't be seen")
    if seen["tools"] != (seen["lists"] if scripts else 0):
        fault(where, f"{seen['tools']} tool bars on {seen['lists']} lists")
    if seen["tooWide"] > 0:
        fault(where, f"is {seen['tooWide']} px wider than the window")
    if seen["dead"]:
        fault(where, f"links lead nowhere: {seen['dead'][:3]}")
    return seen["text"]


def check_lists(page, where):
    """Filters and sorts the hazards with the keyboard."""
    everything = page.run(SEEN + "list('hazards').map((row) => [...row.cells].map((cell) => cell.innerText.trim()))")
    word = everything[len(everything) // 2][2]
    page.run("document.getElementById('find-hazards').focus()")
    page.type(word)
    shown = page.run(SEEN + "list('hazards').filter(seen).map((row) => row.innerText)")
    wanted = [row for row in everything if word in "\t".join(row)]
    if len(shown) != len(wanted) or not all(word in row for row in shown):
        fault(where, f"typing {word} shows {len(shown)} rows, not {len(wanted)}")
    said = page.run("document.querySelector('#hazards [role=status]').textContent")
    if f"显示 {len(wanted)} 行" not in said:
        fault(where, f"typing {word} says {said}")
    page.run("document.querySelector('#hazards .tools button').click()")

    column = page.run(
        "[...document.querySelectorAll('#hazards thead th')].findIndex((head) => head.innerText === '整改时限')"
    )
    order = [row[column] for row in everything if row[column]]
    for direction, expected in [("ascending", sorted(order)), ("descending", sorted(order, reverse=True))]:
        page.run(f"document.querySelectorAll('#hazards thead button')[{column}].focus()")
        page.press("Enter", 13)
        rows = page.run(SEEN + f"list('hazards').filter(seen).map((row) => row.cells[{column}].innerText.trim())")
        state = page.run(f"document.querySelectorAll('#hazards thead th')[{column}].getAttribute('aria-sort')")
        if [text for text in rows if text] != expected or state != direction:
            fault(where, f"sorting by 整改时限 gives {state}: {rows[:4]}")
    page.press("Enter", 13)
    again = page.run(SEEN + "list('hazards').filter(seen).map((row) => [...row.cells].map((cell) => cell.innerText.trim()))")
    if again != everything:
        fault(where, "the third press does not give the old order back")


def check_counts(page, where):
    found = page.run(COUNTS)
    if found["followed"] < 200:
        fault(where, f"only {found['followed']} numbers lead to rows")
    for line in found["wrong"][:5]:
        fault(where, line)


def check_print(page, where):
    """On paper there are no tools, and heads are text: a browser repeats no button on the next page."""
    page.call("Emulation.setEmulatedMedia", media="print")
    shown = page.run(
        "[...document.querySelectorAll('.tools, thead button')].map((part) => getComputedStyle(part).display)"
        ".filter((display) => display !== 'none' && display !== 'contents').length"
    )
    if shown:
        fault(where, f"prints {shown} tools and buttons")


def check_page(page, path, axe, *, has_script):
    size = path.stat().st_size
    if size > LARGEST_PAGE:
        fault(path.name, f"has {size} bytes")
    texts = {}
    for scripts in [True, False]:
        for scheme in ["light", "dark"]:
            for width in [1280, 400]:
                where = f"{path.name} ({scheme}, {width} px, scripts {'on' if scripts else 'off'})"
                page.open(path, scripts=scripts, scheme=scheme, width=width)
                texts[scripts] = check_overview(page, where, scripts=scripts)
                if width == 1280:
                    check_quiet(page, where)
                    check_axe(page, where, axe, whole=scripts and scheme == "light")
    if texts[False] < 500:
        fault(path.name, "says little without scripts")
    if has_script:
        page.open(path)
        script = page.run("document.querySelector('script').textContent.length")
        if script > LARGEST_SCRIPT or page.run("document.scripts.length") != 1:
            fault(path.name, f"carries {script} characters of script")
        check_lists(page, path.name)
        check_counts(page, path.name)
        check_quiet(page, path.name)
        check_print(page, path.name)


def main(months):
    package = importlib.util.find_spec("axe_playwright_python")
    axe = (pathlib.Path(package.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
    with browser() as page:
        for month in months:
            output = pathlib.Path(month) / "汇总"
            check_page(page, next(output.glob("全省汇总-*.html")), axe, has_script=True)
            check_page(page, next(output.glob("通报-*.html")), axe, has_script=False)
        root = pathlib.Path(months[0]).parent
        spans = sorted([*root.glob("季度评估-*/*.html"), *root.glob("双月督查-*/*.html")])
        for path in spans:
            check_page(page, path, axe, has_script=False)
    for line in faults:
        print(line)
    print(f"pages of {len(months)} months and {len(spans)} spans read in a browser, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
