#!/usr/bin/env python3
"""Compares `monthly-merge cells` with a conformance corpus, whose own checker does the work.

usage: check_corpus.py MONTHLY-MERGE CORPUS

The corpus holds xlsx/ and csv/, each with a manifest.json, and check_cells.py. Every file has to
come out right: workbooks, texts with the hints that the manifest gives, and texts without them, but
for those of which the manifest says that nobody can tell (`needs_hint`).
"""
import json
import os
import subprocess
import sys
import tempfile

MEMORY_MB = 256


def run(checker, manifest, command, exempt_hinted=False):
    """Runs the checker; prints its words, and returns the files that did not pass."""
    with tempfile.NamedTemporaryFile(suffix=".json") as results:
        checked = subprocess.run(
            [sys.executable, checker, manifest, "--cmd", command, "--failures",
             "--max-rss", str(MEMORY_MB), "--json", results.name],
            stdout=subprocess.PIPE, text=True, check=False)
        if checked.returncode not in (0, 1):
            sys.exit(f"check_corpus: {checker} ended with {checked.returncode}")
        entries = json.load(open(results.name, encoding="utf-8"))
    if not entries:
        sys.exit(f"check_corpus: {manifest} names no files")
    needed = [entry for entry in entries if not (exempt_hinted and entry["hint"])]
    failed = [entry for entry in needed if entry["state"] != "pass"]
    slowest = max(entry["secs"] for entry in entries)
    largest = max(entry["rss_mb"] for entry in entries)
    print(f"  {len(needed) - len(failed)} of {len(needed)} files right"
          + (f" ({len(entries) - len(needed)} need hints)" if exempt_hinted else "")
          + f"; slowest {slowest:.2f} s, largest {largest} MB")
    for entry in failed:
        print(f"  {entry['file']} [{entry['class']}] {entry['state']}")
        for line in entry["why"][:3]:
            print(f"      {line}")
    return failed


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    program, corpus = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    checker = os.path.join(corpus, "check_cells.py")
    if not os.path.exists(checker):
        sys.exit(f"check_corpus: no check_cells.py in {corpus}")
    xlsx = os.path.join(corpus, "xlsx", "manifest.json")
    csv = os.path.join(corpus, "csv", "manifest.json")
    hints = "--delimiter {delimiter} --quote {quote} --encoding {encoding}"
    print("workbooks")
    failed = run(checker, xlsx, f"'{program}' cells {{file}}")
    print("texts, dialect and encoding told by the content")
    failed += run(checker, csv, f"'{program}' cells {{file}}", exempt_hinted=True)
    print("texts, dialect and encoding given")
    failed += run(checker, csv, f"'{program}' cells {hints} {{file}}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
