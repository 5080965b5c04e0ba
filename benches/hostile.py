#!/usr/bin/env python3
"""Builds sites of 4 MB that were written to be slow, and measures the processor time that each takes.

    hostile.py [CASE …] [--redway PROGRAM] [--rounds 3] [--megabytes 4] [--check]     (--help lists everything)

With `--check` each is read by `redway check --notes`, with every rule that is known, in place of a build.

Each case repeats what parsers and checks of all sorts have stumbled over, as one file of that size or as a site of it. What
comes of it, a site or findings, does not matter; a panic, or more than LIMIT seconds of processor time (user and system, the
fastest of some rounds), does. Times are those of one machine: take them while nothing else runs.

Python's standard library is all that is needed. README.md holds the figures.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 2.0

SITE = "title: Handbook of Farwater\nbase_url: https://handbook.example/\n"
# The rules that a site has to switch on.
RULES = "check: {long-sentence: warning, reading-age: warning, word-to-avoid: warning}\n"
TITLE = "# Long page\n\n"

# A page that repeats a piece; № in it stands for its number.
MARKDOWN = {
    "words of one sentence": "establishment ",
    "words that rules avoid": "utilise ",
    "mobile numbers": "07700 900123 ",
    "numbers of patients": "943 476 5919 ",
    "mailboxes at home": "ann@gmail.com ",
    "days of birth": "born 1 May 1990 ",
    "links that say nothing": "[here](https://a.example/) ",
    "colours that say all": "Dates in red are over. ",
    "link that never closes": '[a](b "',
    "brackets that open": "[",
    "brackets that close": "]",
    "brackets in pairs": "[]",
    "links within links": "[a](b) [",
    "picture that never closes": "![",
    "pictures": "![a](a.png) ",
    "stars and bars": "*a_ ",
    "stars": "**a ",
    "stars alone": "*",
    "tildes": "~~a ",
    "backticks of one": "`a",
    "backticks apart": "` `` ``` ",
    "less than": "<",
    "comments that open": "<!--",
    "tags that open": "<a ",
    "tags": "<b>x</b>",
    "instructions": "<?",
    "entities": "&amp;&#35;&x;",
    "quotations": "> ",
    "quotations by line": "> a\n\n",
    "items": "- a\n",
    "items within items": "- ",
    "numbers that number": "1. a\n",
    "tasks": "- [ ] a\n",
    "backslashes": "\\",
    "escapes": "\\*",
    "mailboxes": "a@b.example ",
    "half a mailbox": "a@",
    "addresses": "https://a.example/ ",
    "half an address": "https://",
    "dots": "www.",
    "telephone numbers": "01632 960001 ",
    "boxes": "> [!x] a\n\n",
    "boxes that never end": "> [!",
    "headings without a space": "##a\n\n",
    "bullets": "•a\n",
    "bars by line": "|a|b|\n",
    "stars with spaces": "** ab ** ",
    "braces": "{",
    "braces that close late": "{{a(",
    "wiki links": "[[a]]",
    "brackets that wiki links open": "[[a",
    "marks after digits": '1"',
    "marks after digits within others": '"a1" ',
    "colons by line": ":a\n",
    "colons in code": "`a\n: b\n",
    "references undefined": "[a№][b№] ",
    "brackets the wrong way round": "(a)[b.md]",
    "brackets before a reversed link": "([b.md]",
    "digits": "1",
    "words": "word ",
    "different words": "w№ ",
    "one word": "w",
    "lines": "\n",
    "lines of a sign": "a\n",
    "spaces": " ",
    "tabs": "\t",
    "headings": "# a\n",
    "different headings": "## h№\n",
    "underlined": "a\n=\n",
    "bars of a table": "|",
    "rows of a table": None,
    "columns of a table": None,
    "footnotes": "[^№]",
    "notes": "[^№]\n\n[^№]: a\n\n",
    "references": "[r№]: b\n",
    "references used": "[a][r№] ",
    "misleading links": "[https://a.example/](https://b.example/) ",
    "misleading numbers": "[01632 960001](tel:+441632960002) ",
    "own anchors": "[a](#x№) ",
    "links to nowhere": "[a](x№.md) ",
    "people unknown": "[](person:p№) ",
    "contacts unknown": "[](contact:p№) ",
    "calls": "{{ table(data=\"t№\") }}\n\n",
    "braces": "{{",
    "fences": "```\na\n```\n",
    "fence that never closes": "```a",
    "definitions": "a\n: b\n\n",
    "boxes": "> [!NOTE]\n> a\n\n",
    "accents": "\u0301",
    "nothing to see": "\u200b",
    "marks of direction": "\u202e",
    "Hebrew and marks": "\u05d0\u200f",
    "NUL": "\0",
    "letters of three bytes": "漢",
    "short forms": "A№B ",
    "dates": "12 March 2026 ",
    "quotation marks": "\"a' ",
    "rules": "***\n",
}

# A list of the site that repeats a piece after a beginning.
YAML = {
    "sequences within sequences": ("people.yaml", "", "["),
    "mappings within mappings": ("people.yaml", "", "{a: "),
    "dashes within dashes": ("people.yaml", "", "- "),
    "keys within keys": ("people.yaml", "", "? "),
    "people": ("people.yaml", "", "p№: {name: Ann Orr №}\n"),
    "people without names": ("people.yaml", "", "p№: {}\n"),
    "people with wrong keys": ("people.yaml", "", "p№: {nam: Ann}\n"),
    "people of unknown organisations": ("people.yaml", "", "p№: {name: Ann Orr №, organisation: o№}\n"),
    "one name": ("people.yaml", "", "p№: {name: Ann Orr}\n"),
    "one key": ("people.yaml", "", "p: {name: Ann Orr}\n"),
    "anchors": ("people.yaml", "", "p№: &a№ {name: Ann Orr №}\n"),
    "aliases of anchors": ("people.yaml", "p: &a {name: Ann Orr}\n", "p№: *a\n"),
    "documents": ("people.yaml", "", "---\n"),
    "comments": ("people.yaml", "p: {name: Ann}\n", "# a\n"),
    "quote that never closes": ("people.yaml", "p: {name: \"", "a\n"),
    "escapes in quotes": ("people.yaml", "p: {name: \"", "\\u00e9"),
    "folded": ("people.yaml", "p:\n  name: >\n", "   a\n"),
    "terms": ("glossary.yaml", "", "- {term: t№, means: a}\n"),
    "terms of one word": ("glossary.yaml", "", "- {term: w t№, means: a}\n"),
    "terms by other names": ("glossary.yaml", "- term: t\n  means: a\n  also: [", "a№, "),
    "audiences": ("audiences.yaml", "", "a№: {title: Role №}\n"),
    "organisations": ("organisations.yaml", "", "o№: {name: Organisation №}\n"),
    "documents of the site": ("documents.yaml", "", "d№: {title: Document №, publisher: a, date: 2021-01-01}\n"),
    "aliases of a page": ("a.md", "---\ntitle: a\naliases:\n", "  - /a№/\n"),
    "tags of a page": ("a.md", "---\ntitle: a\ntags:\n", "  - t№\n"),
    "keys of a page": ("a.md", "---\ntitle: a\n", "k№: a\n"),
    "days of a series": ("a.md", "---\nkind: series\nid: a\ntitle: a\noccurrences:\n", "  - 2026-03-10 10:00-12:00\n"),
    "wrong days of a series": ("a.md", "---\nkind: series\nid: a\ntitle: a\noccurrences:\n", "  - 2026-02-30 №\n"),
    "arrays of TOML": ("a.md", "+++\ntitle = 'a'\nx = ", "["),
    "tables of TOML": ("a.md", "+++\ntitle = 'a'\n", "[t№]\n"),
    "arrays of JSON": ("a.md", "{\"title\": \"a\", \"x\": ", "["),
    "quotes of a table": ("data/a.csv", "a,b\n", "\"a"),
    "rows of CSV": ("data/a.csv", "a,b\n", "№,2\n"),
    "columns of CSV": ("data/a.csv", "", "c№,"),
    "rows that are too long": ("data/a.csv", "a,b\n", "1,2,3\n"),
    "words for numbers": ("data/a.yaml", "title: a\ncolumns:\n  - {key: a, title: A, type: number}\nrows:\n", "  - [x№]\n"),
    "elements of a picture": ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<g>"),
    "attributes of a picture": ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" ", "a№=\"b\" "),
    "scripts of a picture": ("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\">", "<script/>"),
    "entities of a picture": ("a.svg", "<!DOCTYPE svg [", "<!ENTITY e№ \"a\">"),
}


def filled(start, piece, size):
    """A text of at most so many bytes that repeats the piece."""
    size -= len(start.encode())
    if "№" not in piece:
        return start + piece * (size // len(piece.encode()))
    pieces, length = [start], 0
    while length <= size:
        pieces.append(piece.replace("№", str(len(pieces))))
        length += len(pieces[-1].encode())
    return "".join(pieces[:-1])


def files(name, size):
    """The files of a case, by path."""
    if name == "rows of a table":
        return {"a.md": filled(TITLE + "| a |\n| --- |\n", "| a |\n", size)}
    if name == "columns of a table":
        half = size // 12
        return {"a.md": TITLE + "| a " * half + "|\n" + "| --- " * half + "|\n"}
    if name in MARKDOWN:
        return {"a.md": filled(TITLE, MARKDOWN[name], size)}
    path, start, piece = YAML[name]
    return {path: filled(start, piece, size)}


def build(redway, folder, rounds, only_check):
    """The least processor time in seconds, and how the last build ended."""
    words = ["check", "--notes"] if only_check else ["build"]
    best = None
    for _ in range(rounds):
        shutil.rmtree(folder / "public", ignore_errors=True)
        child = subprocess.Popen([redway, *words, "--root", folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        seconds = usage.ru_utime + usage.ru_stime
        best = seconds if best is None else min(best, seconds)
        if os.WIFSIGNALED(status) or os.WEXITSTATUS(status) not in (0, 1) or b"panicked" in said:
            return best, "panic"
    done = "checked" if only_check else "built"
    return best, done if os.WEXITSTATUS(status) == 0 else "refused"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="only these cases, by a part of their names")
    parser.add_argument("--redway", default="target/release/redway", help="the program to measure")
    parser.add_argument("--rounds", type=int, default=3, help="builds of each; the fastest counts")
    parser.add_argument("--megabytes", type=float, default=4, help="the size of each site")
    parser.add_argument("--check", action="store_true", help="check each, do not build it")
    arguments = parser.parse_args()
    size = int(arguments.megabytes * 1e6)
    names = [n for n in [*MARKDOWN, *YAML] if not arguments.cases or any(part in n for part in arguments.cases)]
    rows = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for name in names:
            root = Path(folder) / "site"
            shutil.rmtree(root, ignore_errors=True)
            settings = SITE + RULES if arguments.check else SITE
            for path, text in {"site.yaml": settings, "_index.md": "# Home\n", **files(name, size)}.items():
                file = root / "content" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
            seconds, ended = build(arguments.redway, root, arguments.rounds, arguments.check)
            rows.append((seconds, name, ended))
            print(f"{seconds:6.2f} s  {name}: {ended}", flush=True)
    rows.sort(reverse=True)
    bad = [name for seconds, name, ended in rows if seconds > LIMIT or ended == "panic"]
    print(f"{len(rows)} sorts of {arguments.megabytes:g} MB; the slowest takes {rows[0][0]:.2f} s ({rows[0][1]}), half of them {rows[len(rows) // 2][0]:.2f} s or less")
    if bad:
        sys.exit(f"more than {LIMIT:g} s, or a panic: {', '.join(bad)}")


if __name__ == "__main__":
    main()
