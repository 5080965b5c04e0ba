#!/usr/bin/env python3
"""Checks a built site against facts.tsv and never.tsv.

Usage: python3 tests/toolkit/check.py <folder of the built site>

Both lists were made from the source papers, not from the pages, so that a fact lost or
changed on the way to the site is noticed. The top of each list explains its columns.
Only Python's standard library is used.
"""

import fnmatch
import html.parser
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent

# How far apart the parts of a `near`, `seat` or `dated` line may stand, in characters of folded text.
NEAR = 400

# Tags within a word or sentence. Every other tag separates the words on its two sides.
INLINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "s", "span", "strong", "time", "u", "wbr"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# What counts as one row for `row`.
ROWS = {"tr", "li", "p", "dd"}

FOLDS = str.maketrans({
    "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2026": "...", "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\u2060": "", "\ufeff": "",
})


def fold(text):
    """One spelling of a text: plain quotes and hyphens, single spaces, lower case."""
    text = unicodedata.normalize("NFC", text).translate(FOLDS)
    return " ".join(text.split()).lower()


class Page(html.parser.HTMLParser):
    """What a reader finds on one page."""

    def __init__(self, address, source):
        super().__init__(convert_charrefs=True)
        self.address = address
        self.ids = set()
        self.links = []
        self.record = False
        self.redirect = False
        self._whole = []
        self._main = []
        self._has_main = "<main" in source
        self._attributes = []
        self._hidden = 0
        self._in_main = 0
        self._open_rows = []
        self.rows = []
        self.feed(source)
        self.close()
        self.whole = fold("".join(self._whole))
        self.main = fold("".join(self._main)) if self._has_main else self.whole
        # `never` also looks at what is not drawn: link targets, titles, labels, descriptions.
        self.everything = self.whole + " \n " + fold(" \n ".join(self._attributes))
        self.rows = [fold(row) for row in self.rows]

    def handle_starttag(self, tag, attrs):
        attrs = [(name, value or "") for name, value in attrs]
        values = dict(attrs)
        if "id" in values:
            self.ids.add(values["id"])
        if "record-banner" in values.get("class", "").split():
            self.record = True
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.redirect = True
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        self._attributes += [value for name, value in attrs if name in {"href", "title", "alt", "content", "aria-label", "value"}]
        if tag in {"script", "style"}:
            self._hidden += 1
        if tag == "main":
            self._in_main += 1
        if tag not in INLINE:
            self._text(" ")
        if tag in ROWS:
            self._open_rows.append((tag, []))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in {"script", "style"}:
            self._hidden -= 1
        if tag not in INLINE:
            self._text(" ")
        if tag in ROWS and any(name == tag for name, _ in self._open_rows):
            while True:
                name, text = self._open_rows.pop()
                self.rows.append("".join(text))
                if name == tag:
                    break
        if tag == "main":
            self._in_main -= 1

    def handle_data(self, data):
        if not self._hidden:
            self._text(data)

    def _text(self, text):
        self._whole.append(text)
        if self._in_main:
            self._main.append(text)
        for _, row in self._open_rows:
            row.append(text)


def pattern(text):
    """A text as a pattern: a number is found only as a whole number, a word only from its start."""
    text = fold(text)
    found = re.escape(text)
    if text[:1].isdigit():
        found = r"(?<![0-9])(?<![0-9][.,])" + found
    elif text[:1].isalpha():
        found = r"(?<![^\W\d_])" + found
    if text[-1:].isdigit():
        found += r"(?![0-9])(?![.,][0-9])"
    return found


def parts(text):
    """`a ++ b || c`: both a, and either b or c."""
    return [re.compile("|".join(pattern(choice) for choice in part.split(" || "))) for part in text.split(" ++ ")]


def holds(text, wanted):
    """Whether every part is somewhere in the text."""
    return all(part.search(text) for part in wanted)


def holds_near(text, wanted):
    """Whether every part is close to one place where the first part is."""
    for found in wanted[0].finditer(text):
        around = text[max(0, found.start() - NEAR): found.end() + NEAR]
        if holds(around, wanted[1:]):
            return True
    return False


def digits(text):
    """The digits of a telephone number as dialled within the country."""
    number = re.sub(r"\D", "", text)
    return "0" + number[2:] if number.startswith("44") else number


class Site:
    """The built site, read once."""

    def __init__(self, folder):
        self.folder = folder
        self.pages = []
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            address = "/" if name == "index.html" else name.removesuffix("index.html")
            page = Page(address, path.read_text(encoding="utf-8"))
            if not page.redirect:
                self.pages.append(page)
        self.search = self.read_search()

    def read_search(self):
        """The documents of the search index, and its words for each field."""
        path = self.folder / "search" / "elasticlunr.json"
        if not path.is_file():
            return None
        index = json.loads(path.read_text(encoding="utf-8"))
        documents = [fold(" \n ".join(value for value in document.values() if isinstance(value, str)))
                     for document in index["documentStore"]["docs"].values()]
        titles = [fold(document.get("title", "")) for document in index["documentStore"]["docs"].values()]
        words = {field: set(words_of(tree["root"])) for field, tree in index["index"].items()}
        return {"documents": documents, "titles": titles, "words": words}

    def chosen(self, places):
        """The pages that a first column names: addresses with `*`, separated by commas; `!` leaves some out."""
        wanted, unwanted = [], []
        for place in places.split(","):
            place = place.strip()
            if place.startswith("!"):
                unwanted.append(place[1:])
            else:
                wanted.append(place)
        return [page for page in self.pages
                if any(fnmatch.fnmatchcase(page.address, place) for place in wanted or ["*"])
                and not any(fnmatch.fnmatchcase(page.address, place) for place in unwanted)]


def words_of(node, prefix=""):
    """All words of one field of the search index, which is stored as a tree of letters."""
    if node.get("df"):
        yield prefix
    for letter, child in node.items():
        if letter not in {"df", "docs"}:
            yield from words_of(child, prefix + letter)


# Each check returns a list of problems: an empty list means that the line passed.
# A fact passes when one of the pages that its first column names shows it.

def some_page(site, places, test):
    pages = site.chosen(places)
    if not pages:
        return ["no page has this address"]
    return [] if any(test(page) for page in pages) else ["not found"]


def check_has(site, places, text):
    wanted = parts(text)
    return some_page(site, places, lambda page: holds(page.main, wanted))


def check_near(site, places, text):
    wanted = parts(text)
    return some_page(site, places, lambda page: holds_near(page.main, wanted))


def check_seat(site, places, text):
    group, *member = parts(text)
    return some_page(site, places, lambda page: group.search(page.main) and holds_near(page.main, member))


def check_row(site, places, text):
    wanted = parts(text)
    return some_page(site, places, lambda page: any(holds(row, wanted) for row in page.rows))


def check_anchor(site, places, text):
    return some_page(site, places, lambda page: text in page.ids)


def check_mail(site, places, text):
    address = fold(text)
    return some_page(site, places, lambda page: address in page.main
                     and any(link.lower().split("?")[0] == "mailto:" + address for link in page.links))


def check_phone(site, places, text):
    shown, number = fold(text).replace(" ", ""), digits(text)
    return some_page(site, places, lambda page: shown in page.main.replace(" ", "")
                     and any(link.startswith("tel:") and digits(link) == number for link in page.links))


def check_link(site, places, text):
    target = fold(text)
    return some_page(site, places, lambda page: target in page.main or any(target in fold(link) for link in page.links))


def check_feed(site, places, text):
    path = site.folder / places
    if not path.is_file():
        return ["no such file"]
    lines = path.read_text(encoding="utf-8").replace("\r\n", "\n").replace("\n ", "").split("\n")
    return [] if text in lines else ["not found"]


def check_in_search(site, _places, text):
    if site.search is None:
        return ["the site has no search index"]
    return [] if any(fold(choice) in site.search["titles"] for choice in text.split(" || ")) else ["no entry has this title"]


def check_record(site, places, _text):
    pages = site.chosen(places)
    if not pages:
        return ["no page has this address"]
    return [f"no banner on {page.address}" for page in pages if not page.record]


# A line of never.tsv passes when none of the pages that its first column names shows the text.

def check_never(site, places, text):
    found = re.compile(pattern(text))
    return [f"found on {page.address}" for page in site.chosen(places) if found.search(page.everything)]


def check_never_unless(site, places, text):
    bad, excuse = (re.compile(pattern(part)) for part in text.split(" => "))
    return [f"found on {page.address}" for page in site.chosen(places)
            if bad.search(page.everything) and not excuse.search(page.everything)]


def check_outside_records(site, places, text):
    found = re.compile(pattern(text))
    return [f"found on {page.address}" for page in site.chosen(places)
            if not page.record and found.search(page.everything)]


def check_dated(site, places, text):
    found = re.compile(pattern(text))
    problems = []
    for page in site.chosen(places):
        if page.record:
            continue
        for place in found.finditer(page.whole):
            if "2021" not in page.whole[max(0, place.start() - NEAR): place.end() + NEAR]:
                problems.append(f"no year beside it on {page.address}")
                break
    return problems


def check_not_in_search(site, places, text):
    name = fold(text)
    found = re.compile(pattern(text))
    # Lists of people and the A to Z for readers without scripts are a search too.
    problems = [f"found on {page.address}" for page in site.chosen("search/*,people/*")
                if found.search(page.everything)]
    if site.search is None:
        return problems
    if any(found.search(document) for document in site.search["documents"]):
        problems.append("an entry of the search index shows it")
    if " " not in name:
        for field, words in site.search["words"].items():
            if places != "*" and field not in places.split(","):
                continue
            # The index keeps the stem of a word, which may be up to two letters shorter.
            if any(name.startswith(word) and len(word) >= len(name) - 2 for word in words):
                problems.append(f"the search index finds it by its {field}")
    return problems


FACTS = {"has": check_has, "near": check_near, "seat": check_seat, "row": check_row, "anchor": check_anchor,
         "mail": check_mail, "phone": check_phone, "link": check_link, "feed": check_feed,
         "in_search": check_in_search, "record": check_record}
NEVER = {"never": check_never, "never_unless": check_never_unless, "outside_records": check_outside_records,
         "dated": check_dated, "not_in_search": check_not_in_search}


def read(path, kinds):
    """The lines of one list, each as (line number, page, kind, text, why)."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) not in (3, 4) or columns[1] not in kinds or not columns[0] or not columns[2]:
            sys.exit(f"{path.name}:{number}: not a line of the form page, kind, text, why (separated by tabs)")
        yield (number, *columns, *([""] if len(columns) == 3 else []))


def main(arguments):
    if len(arguments) != 1 or not pathlib.Path(arguments[0]).is_dir():
        print(__doc__.strip(), file=sys.stderr)
        return 2
    site = Site(pathlib.Path(arguments[0]))
    if not site.pages:
        print("There are no pages in this folder.", file=sys.stderr)
        return 2
    passed = failed = 0
    for name, kinds in (("facts.tsv", FACTS), ("never.tsv", NEVER)):
        for number, places, kind, text, why in read(HERE / name, kinds):
            problems = kinds[kind](site, places, text)
            if not problems:
                passed += 1
                continue
            failed += 1
            print(f"{name}:{number}: {places} {kind}: {text}" + (f" ({why})" if why else ""))
            for problem in problems[:5]:
                print(f"    {problem}")
            if len(problems) > 5:
                print(f"    and {len(problems) - 5} more pages")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
