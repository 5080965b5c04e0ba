#!/usr/bin/env python3
"""Doubles and doubles again every list and construct of a site, right and wrong, and measures what a build of it costs;
of those that `redway check` alone looks at, what that costs.

    growth.py [CASE …] [--redway PROGRAM] [--rounds 3] [--scale 1] [--json]     (--help lists everything)

Each case writes a site of size n, 2n and 4n. Of each build the processor time (user and system, the smallest of some rounds,
less that of a site without anything that ends the same way), the peak of memory and the bytes of output are taken. The exponent is how cost grows with n:
1 for cost that doubles with n. A case fails whose time or output grows faster than n to the power of BOUND; one that does is
measured once more at twice its size, since other programs run too and milliseconds say little. `--json` asks for all findings, so that each is told with what was likely
meant; without it cases of mistakes are told as to people: fifty, and a count.

Python's standard library is all that is needed. README.md holds the figures.
"""

import argparse
import datetime
import itertools
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

BOUND = 1.15

SITE = "title: Handbook of Farwater\nbase_url: https://handbook.example/\n"
HOME = "# Handbook of Farwater\n\nWelcome.\n"
SERIES = "---\nkind: series\nid: {id}\ntitle: {title}\nupdated: 2026-11-01\n{more}---\n"

CASES = {}

# The cases that are checked and not built.
CHECKED = set()


def case(n, errors=False):
    """A case of size n; `errors` when the build is meant to be refused."""

    def add(write):
        CASES[write.__name__.replace("_", " ")] = (n, errors, write)
        return write

    return add


def checked(n):
    """A case of size n for `redway check`, which warns."""

    def add(write):
        name = "check: " + write.__name__.replace("_", " ")
        CASES[name] = (n, False, write)
        CHECKED.add(name)
        return write

    return add


def page(text, title="Long page"):
    return f"# {title}\n\n{text}\n"


def facts(kind, text, body="Text."):
    return f"---\nkind: {kind}\n{text}---\n\n{body}\n"


def many(n, line):
    return "".join(line.format(i) for i in range(n))


def calls(n):
    return "".join(f'{{{{ table(data="t{i}") }}}}\n\n' for i in range(n))


# Lists.


@case(2000)
def people(n):
    return {"people.yaml": many(n, "rae-moss-{0}: {{name: Rae Moss {0}, email: rae{0}@handbook.example}}\n")}


@case(2000)
def organisations(n):
    return {"organisations.yaml": many(n, "school-{0}: {{name: School {0}, type: school, also: [Old school {0}]}}\n")}


@case(500)
def organisations_run_by_one(n):
    more = many(n, "school-{0}: {{name: School {0}, type: school, trust: trust}}\n")
    return {"organisations.yaml": "trust: {name: Trust, type: trust}\n" + more}


@case(1000)
def audiences(n):
    return {"audiences.yaml": many(n, "reader-{0}: {{title: Reader {0}}}\n")}


@case(1000)
def audiences_that_name_others(n):
    one = 'reader-{0}: {{title: Reader number {0} here, description: "As Reader number {1} here, or Reader number {2} here."}}\n'
    return {"audiences.yaml": "".join(one.format(i, (i + 1) % n, (i + 2) % n) for i in range(n))}


@case(2000)
def documents(n):
    return {"documents.yaml": many(n, "paper-{0}: {{title: Paper {0}, publisher: Council}}\n")}


@case(2000)
def glossary_and_its_words(n):
    words = many(n, "ABQ{0} stands here. ")
    return {"glossary.yaml": many(n, "ABQ{0}: {{means: a body of the quarter {0}}}\n"), "page.md": page(words)}


@case(1000)
def glossary_of_one_first_word(n):
    words = many(n, "AB C{0} stands here. ")
    return {"glossary.yaml": many(n, "AB C{0}: {{means: a body of the quarter {0}}}\n"), "page.md": page(words)}


@case(1000)
def pages_in_one_folder(n):
    return {f"news/n{i}.md": page("Text.", f"News {i}") for i in range(n)}


@case(600)
def folders(n):
    return {f"f{i}/_index.md": page("Text.", f"Folder {i}") for i in range(n)}


@case(60, errors=True)
def folders_within_folders(n):
    return {"/".join(["d"] * i) + "/_index.md": facts("service", f"title: Team {i}\n") for i in range(1, n)}


@case(500)
def aliases(n):
    return {"page.md": "---\ntitle: A page\naliases: [" + many(n, "/old-{0}/, ")[:-2] + "]\n---\n\nText.\n"}


@case(1000)
def rows_of_a_table(n):
    columns = "title: Figures\ncolumns:\n  - {id: name, title: Name}\n  - {id: pupils, title: Pupils}\nrows:\n"
    return {"data/t.yaml": columns + many(n, "  - [School {0}, {0}]\n"), "p.md": page('{{ table(data="t") }}')}


@case(2000)
def rows_from_csv(n):
    columns = "title: Figures\ncolumns:\n  - {id: name, title: Name}\n  - {id: pupils, title: Pupils}\nrows_from: t.csv\n"
    files = {"data/t.yaml": columns, "data/t.csv": "name,pupils\n" + many(n, "School {0},{0}\n")}
    return files | {"p.md": page('{{ table(data="t") }}')}


@case(200)
def tables_by_call(n):
    columns = "title: Figures {}\ncolumns:\n  - {{id: name, title: Name}}\nrows:\n  - [School]\n"
    tables = {f"data/t{i}.yaml": columns.format(i) for i in range(n)}
    return tables | {"p.md": page(calls(n))}


COLUMNS = "title: Figures {}\ncolumns:\n  - {{id: name, title: Name}}\n  - {{id: a, title: A, type: number}}\n  - {{id: b, title: B, type: number}}\n"


@case(100)
def charts(n):
    rows = "rows:\n" + many(20, "  - [School {0}, {0}, 7]\n")
    files = {f"data/t{i}.yaml": COLUMNS.format(i) + rows for i in range(n)}
    return files | {f"p{i}.md": page(f'{{{{ chart(data="t{i}") }}}}', f"Page {i}") for i in range(n)}


@case(1000, errors=True)
def rows_of_a_chart(n):
    rows = "rows:\n" + many(n, "  - [School {0}, {0}, 7]\n")
    return {"data/t.yaml": COLUMNS.format("") + rows, "p.md": page('{{ chart(data="t") }}')}


# What a site may set.


@case(2000)
def rules_of_own_stylesheet(n):
    rules = many(n, ".own-{0} {{ padding: {0}px; }}\n")
    return {"site.yaml": SITE + "extra_css: [own.css]\n", "own.css": rules, "page.md": page("Text.")}


@case(2000)
def known_issues_of_accessibility(n):
    issues = "accessibility:\n  issues:\n" + many(n, '    - {{text: "The map {0} has no words.", until: 2027-03-31}}\n')
    return {"site.yaml": SITE + issues}


@case(1000)
def rules_by_folder(n):
    pages = {f"f{i}/p.md": page("Text.", f"Page {i}") for i in range(n)}
    return pages | {"site.yaml": SITE + "check:\n  unused:\n" + many(n, "    f{0}/: off\n")}


@case(2000, errors=True)
def rules_by_folders_gone(n):
    pages = {f"f{i}/p.md": page("Text.", f"Page {i}") for i in range(n)}
    return pages | {"site.yaml": SITE + "check:\n  unused:\n" + many(n, "    fo{0}/: off\n")}


@checked(200)
def meetings_at_one_time(n):
    days = "".join(f"  - 2026-12-{day:02} 10:00-12:00\n" for day in range(1, 21))
    meetings = f"audience: {{expected: [all]}}\noccurrences:\n{days}"
    pages = {f"s{i}.md": SERIES.format(id=f"s{i}", title=f"Series {i}", more=meetings) for i in range(n)}
    return pages | {"audiences.yaml": "all: {title: Everybody}\n"}


@checked(2000)
def words_that_a_check_tells(n):
    telling = "Click [here](a.md). Ring 07700 900123 or write to ann@gmail.com. Dates shown in red are over.\n\n"
    return {f"p{i}.md": page(telling, f"Page {i}") for i in range(n)} | {"a.md": page("Text.")}


@case(1000)
def pages_with_a_template(n):
    pages = {f"p{i}.md": f"---\ntitle: Page {i}\ntemplate: wide.html\n---\n\nText.\n" for i in range(n)}
    return pages | {"../themes/toolkit/templates/wide.html": '{% extends "page.html" %}\n'}


@case(2000, errors=True)
def templates_unknown(n):
    return {f"p{i}.md": f"---\ntitle: Page {i}\ntemplate: wode{i}.html\n---\n\nText.\n" for i in range(n)}


@case(1000)
def headings_of_lists(n):
    return {f"news/n{i}.md": f"---\ntitle: News {i}\nunder: Heading {i // 2}\n---\n\nText.\n" for i in range(n)}


# Kinds of pages.


@case(500)
def services_with_contacts(n):
    contacts = "title: Team {0}\ncontacts: [{{email: team{0}@handbook.example}}]\n"
    return {f"s/t{i}.md": facts("service", contacts.format(i)) for i in range(n)} | {"s/_index.md": facts("service", "title: All\n")}


@case(400)
def contacts_of_the_service_above(n):
    contacts = "contacts:\n" + many(n, "  - {{for: Desk {0}, email: desk{0}@handbook.example}}\n")
    below = {f"s/t{i}.md": facts("service", f"title: Team {i}\n") for i in range(n)}
    return below | {"s/_index.md": facts("service", "title: Services\n" + contacts)}


@case(400)
def own_contacts_below_many(n):
    contacts = "contacts:\n" + many(n, "  - {{for: Desk {0}, email: desk{0}@handbook.example}}\n")
    own = "title: Team {0}\ncontacts: [{{email: team{0}@handbook.example}}]\n"
    below = {f"s/t{i}.md": facts("service", own.format(i)) for i in range(n)}
    return below | {"s/_index.md": facts("service", "title: Services\n" + contacts)}


@case(1000)
def steps(n):
    return {"p.md": "---\ntitle: What to do\nsteps:\n" + many(n, "  - {{title: Step {0}, do: Do it}}\n") + "---\n\nText.\n"}


@case(1000)
def seats_of_a_group(n):
    people = many(n, "rae-moss-{0}: {{name: Rae Moss {0}}}\n")
    seats = "id: board\ntitle: Board\nseats:\n" + many(n, "  - {{member: rae-moss-{0}}}\n")
    return {"people.yaml": people, "g.md": facts("group", seats)}


@case(1000)
def actions_of_a_plan(n):
    priorities = "id: plan\ntitle: Plan\npriorities:\n" + many(n, "  p{0}: {{title: Priority {0}}}\n")
    actions = "actions:\n" + many(n, "  - {{ref: A{0}, text: Do it, priority: p{0}, see: [A{0}]}}\n")
    return {"plan.md": facts("plan", priorities + actions)}


@case(1000)
def items_of_minutes(n):
    items = "items:\n" + many(n, "  - {{ref: M{0}, title: Item {0}, points: [{{list: [It was said]}}]}}\n")
    return {"m.md": facts("minutes", "id: m\ntitle: Minutes\nheld: 2026-11-02\n" + items)}


@case(1000)
def meetings_of_a_series(n):
    days = "occurrences:\n" + many(n, "  - {{on: 2027-01-14, key: k{0}}}\n")
    return {"s.md": SERIES.format(id="s", title="Series", more=days)}


@case(300)
def series(n):
    days = "occurrences: [2027-01-14 10:00-11:00]\n"
    return {f"m/s{i}.md": SERIES.format(id=f"s{i}", title=f"Series {i}", more=days) for i in range(n)}


@case(200)
def areas_of_a_series(n):
    areas = "areas:\n" + many(n, "  a{0}: {{title: Area {0}}}\n")
    days = "occurrences:\n" + many(n, "  - {{on: 2027-01-14, key: k{0}, areas: [a{0}]}}\n")
    return {"s.md": SERIES.format(id="s", title="Series", more=areas + days)}


@case(300)
def series_for_every_audience(n):
    names = many(n, "reader-{0}, ")[:-2]
    more = f"audience: {{welcome: [{names}]}}\noccurrences: [2027-01-14 10:00-11:00]\n"
    files = {f"m/c{i}.md": SERIES.format(id=f"c{i}", title=f"Circle {i}", more=more) for i in range(10)}
    return files | {"audiences.yaml": many(n, "reader-{0}: {{title: Reader number {0}}}\n")}


@case(1000)
def former_ids(n):
    ids = "former_ids: [" + many(n, "old-{0}, ")[:-2] + "]\noccurrences: [2027-01-14 10:00-11:00]\n"
    return {"s.md": SERIES.format(id="s", title="Series", more=ids)}


@case(200)
def school_years(n):
    return {"years.yaml": many(n, "y{0}: {{terms: [{{title: Term, from: 2{0:03}-09-01, until: 2{0:03}-12-01}}]}}\n")}


# Markdown.


@case(4000)
def headings(n):
    return {"p.md": page(many(n, "## Part {0}\n\nText.\n\n"))}


@case(4000)
def links_to_own_headings(n):
    return {"p.md": page(many(n, "## Part {0}\n\nBack to [part {0}](#part-{0}).\n\n"))}


@case(4000)
def headings_alike(n):
    return {"p.md": page("## Part\n\nText.\n\n" * n)}


@case(1000)
def links_to_pages(n):
    links = many(n, "[news {0}](news/n{0}.md) ")
    return {f"news/n{i}.md": page("Text.", f"News {i}") for i in range(n)} | {"p.md": page(links)}


@case(1000)
def pages_that_link_to_one(n):
    return {f"news/n{i}.md": page("[home](/index.md)", f"News {i}") for i in range(n)}


@case(20000)
def unique_words(n):
    return {"p.md": page(many(n, "quarter{0} "))}


@case(4000)
def days_in_numbers(n):
    days = (f"On {i % 28 + 1}/{i % 12 + 1}/{2000 + i % 90} or {2000 + i % 90}-{i % 12 + 1:02}-{i % 28 + 1:02}." for i in range(n))
    return {"a.md": page("\n\n".join(days))}


@case(4000)
def script_without_spaces(n):
    # Each time other letters of the 20 000 from U+4E00 on.
    letters = ("".join(chr(0x4E00 + (i * 37 + at * 11) % 20000) for at in range(20)) for i in range(n))
    return {"a.md": page("。\n\n".join(letters))}


@checked(2000)
def days_in_a_text(n):
    series = SERIES.format(id="tea", title="Tea talk", more="occurrences: [2027-06-29 10:00-11:00]\n")
    text = "[Tea](tea.md) on 28, 29 and 30 June to 1 July 2027, Monday 29/6/2027 and 2027年6月28日和29日.\n\n"
    return {"tea.md": series, "a.md": page(text * n)}


@checked(2000)
def people_whom_a_text_repeats(n):
    people = many(n, "rae-{0}: {{name: Rae Moss {0}, email: rae{0}@handbook.example}}\n")
    return {"people.yaml": people, "a.md": page(many(n, "Write to rae{0}@handbook.example.\n\n"))}


@checked(2000)
def short_forms_that_nothing_explains(n):
    words = ("".join(letters) for letters in itertools.product("BCDFGHJKLM", repeat=5))
    text = "".join(f"The {word} is here.\n\n" for word in itertools.islice(words, n))
    return {"glossary.yaml": "ZZ: {means: Last}\n", "a.md": page(text)}


@checked(1000)
def meetings_online_in_a_hall(n):
    days = (datetime.date(2027, 1, 1) + datetime.timedelta(days=i) for i in range(n))
    meetings = "occurrences:\n" + "".join(f"  - {{on: {day}, venue: Hall {i}, mode: online}}\n" for i, day in enumerate(days))
    return {"a.md": SERIES.format(id="tea", title="Tea talk", more=meetings) + "\nText.\n"}


@checked(2000)
def numbers_that_are_almost_those_of_records(n):
    points = many(n, "point-{0}: {{for: Thing {0}, phone: 01632 {0:06}}}\n")
    return {"contacts.yaml": points, "a.md": page(many(n, "Ring 01633 {0:06}.\n\n"))}


@checked(2000)
def mailboxes_that_are_almost_those_of_records(n):
    people = many(n, "rae-{0}: {{name: Rae Moss {0}, email: rae{0}@handbook.example}}\n")
    return {"people.yaml": people, "a.md": page(many(n, "Write to rae{0}@handbok.example.\n\n"))}


@checked(1000)
def days_on_which_nobody_meets(n):
    days = (datetime.date(2027, 1, 1) + datetime.timedelta(days=2 * i) for i in range(n))
    meetings = "occurrences:\n" + "".join(f"  - {day}\n" for day in days)
    text = many(n, "The next meeting is on 4 January 2027.\n\n")
    return {"a.md": SERIES.format(id="tea", title="Tea talk", more=meetings) + "\n" + text}


@case(2000)
def keys_left_empty(n):
    return {"people.yaml": many(n, "rae-{0}: {{name: Rae Moss {0}, email: }}\n")}


@case(2000, errors=True)
def aliases_that_others_have(n):
    return {f"p{i}.md": f"---\ntitle: Page {i}\naliases: [/q{i}/, /p{(i + 1) % n}/]\n---\n\nText.\n" for i in range(n)}


@case(200, errors=True)
def styles_in_allowed_html(n):
    return {"site.yaml": SITE + "raw_html: allow\n", "a.md": page(many(n, '<p style="background: url(https://other.example/{0}.png)" onclick="x()">Text</p>\n\n'))}


@checked(500)
def pages_of_one_title(n):
    return {f"g/p{i}.md": page("Text.", "The same") for i in range(n)} | {"g/_index.md": page("Text.", "All")}


MARKUP = {
    "marks that nothing closes": "Mind **the *gate and `the key\n\n", "links to records with a space": "[](person: rae) ",
    "lists": "- a\n", "quotes": "> a\n\n", "brackets": "[a", "emphasis": "*a **b ", "links that never close": '[a](b "',
    "brackets and round ones": "[a](b", "pictures that never close": "![a](", "angles": "<a b=\"", "comments": "<!-- ", "code": "`a``b",
    "fences": "```\na\n\n", "lines of a table": "|a|b\n", "tables": "|a|b|\n|-|-|\n|c|d|\n\n", "footnotes never defined": "[^a]",
    "terms": "a\n: b\n\n", "tasks": "- [ ] a\n", "attributes": "# a {#b .c}\n\n", "references": "[a][b] ", "entities": "&amp;", "quotation marks": "\"a 'b",
    "strokes": "~~a ~b", "closing brackets": "](", "addresses": "https://a.example/b ", "mailboxes": "a@b.example ", "telephones": "01908 254001 ",
    "html": "<div>\n\n", "calls": "{{ table() }}\n\n", "escapes": "\\[", "spaces": "   ", "signs": "*_", "breaks": "a  \n",
}
for name, text in MARKUP.items():
    write = lambda n, text=text: {"p.md": page(text * (n // len(text)))}
    CASES[f"Markdown: {name}"] = (100_000, None, write)


@case(2000)
def footnotes(n):
    return {"p.md": page(many(n, "Text[^n{0}].\n\n[^n{0}]: Note {0}.\n\n"))}


@case(2000)
def references_defined(n):
    return {"p.md": page(many(n, "[a{0}]\n\n[a{0}]: https://a.example/{0}\n\n"))}


@case(2000, errors=True)
def references_misspelt(n):
    return {"p.md": page(many(n, "[x][aa{0}]\n\n[a{0}]: https://a.example/{0}\n\n"))}


@case(2000)
def nearly_markdown(n):
    return {"p.md": page(many(n, "##Part {0}\n\n• Boots {0}\n\n1.Item\n2.More\n\n| a | b |\n| c | {0} |\n\n** red ** [[page {0}]] {{{{ steps() }}}} ${{x}}\n\n"))}


@case(2000)
def boxes_with_titles(n):
    return {"p.md": page(many(n, "> [!WARNING] Title {0}\n> Text.\n\n> [!BUG] {0}\n\n"))}


@case(2000)
def colons_that_define_nothing(n):
    return {"p.md": page(many(n, "Term `{0}\n: x` y\n\n:warning: {0}\n\n"))}


@case(2000)
def marks_after_digits(n):
    return {"p.md": page(many(n, 'He said "a {0}" pipe and a {0}\' one. '))}


@case(2000)
def addresses_in_html(n):
    site = SITE + "raw_html: allow\n"
    return {"site.yaml": site, "p.md": page(many(n, '<a href="#i{0}" id="i{0}">x</a>\n<img src="m.svg" srcset="m.svg 2x">\n')), "m.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}


@case(2000)
def links_by_the_words_of_headings(n):
    return {"p.md": page(many(n, "## Pay & leave\n\n[x](#pay--leave-{0})\n\n"), title="Pay & leave").replace("[x](#pay--leave-0)", "x")}


@case(1000)
def links_in_other_capitals(n):
    return {f"news/n{i}.md": page(f"[x](N{i}.md)", f"News {i}") for i in range(n)}


@case(2000)
def contact_points(n):
    return {"contacts.yaml": many(n, "desk-{0}: {{for: Desk {0}, email: desk{0}@handbook.example}}\n")}


@case(1000)
def links_to_contact_points(n):
    desks = many(n, "desk-{0}: {{for: Desk {0}, email: desk{0}@handbook.example}}\n")
    return {"contacts.yaml": desks, "a.md": page(many(n, "[](contact:desk-{0}) "))}


@case(500)
def links_to_meetings(n):
    days = "occurrences:\n" + many(n, "  - {{on: 2027-01-14, key: k{0}}}\n")
    links = page(many(n, "[](meeting:s.k{0}) "))
    return {"s.md": SERIES.format(id="s", title="Series", more=days), "a.md": links}


@case(500)
def links_to_roles(n):
    lead = "title: Team {0}\nlead: {{role: Head {0}, holder: rae-moss}}\n"
    teams = {f"t/t{i}.md": facts("service", lead.format(i)) for i in range(n)}
    return teams | {"people.yaml": "rae-moss: {name: Rae Moss}\n", "a.md": page(many(n, "[](role:head-{0}) "))}


@case(500)
def papers_of_meetings(n):
    day = "  - {{on: 2027-01-14, key: k{0}, papers: [{{title: Agenda {0}, file: https://handbook.example/{0}}}]}}\n"
    return {"s.md": SERIES.format(id="s", title="Series", more="occurrences:\n" + many(n, day))}


@case(500)
def posts_of_an_organisation(n):
    posts = many(n, "    - {{role: Head {0}, name: Rae Moss {0}}}\n")
    return {"organisations.yaml": f"school:\n  name: School\n  type: school\n  posts:\n{posts}"}


@case(2000)
def keywords_of_people(n):
    return {"people.yaml": many(n, "rae-moss-{0}: {{name: Rae Moss {0}, keywords: [word {0}, other {0}]}}\n")}


@case(8000)
def entries_on_one_line(n):
    return {"p.md": "---\ntitle: P\ntags: [" + many(n, "tag-{0}, ")[:-2] + "]\n---\n\nText.\n"}


# What only `redway check` looks at: facts of records that a text repeats.

DESKS = "desk-{0}: {{for: Desk {0}, phone: 01632 {0:06}, email: desk{0}@handbook.example}}\n"


@checked(2000)
def numbers_in_prose(n):
    return {"contacts.yaml": many(n, DESKS), "a.md": page(many(n, "Ring 01632 {0:06} or write to desk{0}@handbook.example.\n\n"))}


@checked(2000)
def one_number_in_prose_everywhere(n):
    return {"contacts.yaml": many(1, DESKS)} | {f"news/n{i}.md": page("Ring 01632 000000.", f"News {i}") for i in range(n)}


@checked(1000)
def contact_points_that_repeat_records(n):
    points = "title: A page\ncontacts:\n" + many(n, "  - {{for: Desk {0}, phone: 01632 {0:06}}}\n")
    return {"contacts.yaml": many(n, DESKS), "a.md": facts("page", points)}


@checked(1000)
def contact_points_and_steps_that_repeat_records(n):
    steps = many(n, "  - {{title: Step {0}, do: Ring 01632 {0:06}, contacts: [{{phone: 01632 {0:06}}}]}}\n")
    return {"contacts.yaml": many(n, DESKS), "a.md": facts("page", "title: A page\nsteps:\n" + steps)}


@checked(200)
def days_in_prose(n):
    days = "occurrences:\n" + many(n, "  - {{on: 2{0:03}-01-14, key: k{0}}}\n")
    text = page(many(n, "- [Series](s.md) on 14 January 2{0:03}\n"))
    return {"s.md": SERIES.format(id="s", title="Series", more=days), "a.md": text}


# Mistakes.


@case(2000, errors=True)
def people_gone(n):
    lead = "title: Team {0}\nlead: {{role: Lead, holder: rae-moss-{0}}}\n"
    known = many(n // 2, "rae-moss-{0}: {{name: Rae Moss {0}}}\n")
    return {f"t/t{i}.md": facts("service", lead.format(i)) for i in range(n)} | {"people.yaml": known}


@case(8000, errors=True)
def contact_points_gone(n):
    known = many(n // 16, "desk-{0}: {{for: Desk {0}, email: desk{0}@handbook.example}}\n")
    return {"contacts.yaml": known, "a.md": page(many(n, "[](contact:dsk-{0}) "))}


@case(2000, errors=True)
def roles_gone(n):
    lead = "title: Team {0}\nlead: {{role: Head {0}, holder: rae-moss}}\n"
    teams = {f"t/t{i}.md": facts("service", lead.format(i)) for i in range(n)}
    return teams | {"people.yaml": "rae-moss: {name: Rae Moss}\n", "a.md": page(many(n, "[](role:haed-{0}) "))}


@case(2000, errors=True)
def trusts_unknown(n):
    return {"organisations.yaml": many(n, "school-{0}: {{name: School {0}, type: school, trust: trst-{0}}}\n")}


@case(4000, errors=True)
def audiences_unknown(n):
    names = many(n, "raeder-{0}, ")[:-2]
    return {"audiences.yaml": many(n, "reader-{0}: {{title: Reader {0}}}\n"), "p.md": f"---\ntitle: P\naudience: {{for: [{names}]}}\n---\n\nText.\n"}


@case(2000, errors=True)
def links_gone(n):
    return {f"news/n{i}.md": page(f"[other](nn{i}.md)", f"News {i}") for i in range(n)}


@case(2000, errors=True)
def links_gone_on_one_page(n):
    return {"p.md": page(many(n, "[other](nn{0}.md) "))}


@case(1000, errors=True)
def one_broken_link_everywhere(n):
    return {f"news/n{i}.md": page("See [the old plan](/old/plan.md).", f"News {i}") for i in range(n)}


@case(4000, errors=True)
def headings_gone(n):
    return {"p.md": page(many(n, "## Part {0}\n\nBack to [step {0}](#step-{0}).\n\n"))}


@case(10000, errors=True)
def one_wrong_key_everywhere(n):
    return {"people.yaml": many(n, "rae-moss-{0}: {{nam: Rae Moss {0}}}\n")}


@case(20000, errors=True)
def keys_wrong(n):
    return {"p.md": "---\ntitle: P\n" + many(n, "titel{0}: a\n") + "---\n\nText.\n"}


@case(5000, errors=True)
def keys_twice(n):
    return {"people.yaml": many(n, "rae-moss: {{name: Rae Moss {0}}}\n")}


@case(2000, errors=True)
def areas_unknown(n):
    areas = "areas:\n" + many(n, "  a{0}: {{title: Area {0}}}\n")
    days = "occurrences:\n  - {on: 2027-01-14, areas: [" + many(n, "b{0}, ")[:-2] + "]}\n"
    return {"s.md": SERIES.format(id="s", title="Series", more=areas + days)}


@case(2000, errors=True)
def priorities_unknown(n):
    actions = "priorities:\n" + many(n, "  p{0}: {{title: P {0}}}\n") + "actions:\n" + many(n, "  - {{ref: A{0}, text: Do it, priority: q{0}, see: [B{0}]}}\n")
    return {"plan.md": facts("plan", "id: plan\ntitle: Plan\n" + actions)}


@case(2000, errors=True)
def tables_unknown(n):
    return {"p.md": page(calls(n))}


@case(2000, errors=True)
def dates_wrong(n):
    return {"s.md": SERIES.format(id="s", title="Series", more="occurrences:\n" + many(n, "  - 2027-13-{0}\n"))}


@case(2000, errors=True)
def aliases_taken(n):
    return {f"n{i}.md": f"---\ntitle: N {i}\naliases: [/old/]\n---\n\nText.\n" for i in range(n)}


# Measuring.


def write(folder, files):
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in ({"site.yaml": SITE, "index.md": HOME} | files).items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def run(redway, folder, form, rounds, only_check):
    """Seconds of the processors, peak MB, bytes of output with what was said, and the exit code."""
    words = ["check", "--root", folder] if only_check else ["build", "--root", folder, "--output", folder / "public"]
    seconds = []
    for _ in range(rounds):
        shutil.rmtree(folder / "public", ignore_errors=True)
        with open(folder / "said", "wb") as said:
            command = [redway, *words, "--format", form]
            process = subprocess.Popen(command, stdout=said, stderr=said)
            _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds.append(used.ru_utime + used.ru_stime)
        if seconds[-1] > 20:
            break
    output = sum(path.stat().st_size for path in (folder / "public").rglob("*") if path.is_file())
    return min(seconds), used.ru_maxrss / 1024, output + (folder / "said").stat().st_size, process.returncode


def grown(small, large):
    """By which power of n something grew from n to 4n."""
    return math.log(max(large, 1e-9) / max(small, 1e-9), 4)


def start(redway, folder, errors, only_check):
    """Seconds that a run takes which ends in the same way and has nothing to do: a refused build renders nothing."""
    write(folder, {"page.md": "No title.\n"} if errors else {})
    return run(redway, folder, "text", 5, only_check)[0]


def measure(redway, folder, name, arguments, rounds, scale, empty):
    n, errors, files = CASES[name]
    n = max(4, int(n * scale))
    runs = []
    for size in (n, 2 * n, 4 * n):
        write(folder, files(size))
        runs.append(run(redway, folder, "json" if arguments.json else "text", rounds, name in CHECKED))
    codes = {one[3] for one in runs}
    if codes - {0, 1} or (errors is not None and codes != {int(errors)}):
        said = (folder / "said").read_text(errors="replace")[:600]
        print(f"{name}: it ended with {sorted(codes)}:\n{said}", file=sys.stderr)
        return None
    # The start of the program alone differs by some milliseconds from run to run.
    times = [max(one[0] - empty, 0.006) for one in runs]
    return n, runs, grown(times[0], times[2]), grown(runs[0][2], runs[2][2])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", nargs="*", metavar="CASE", help="only these cases, by a part of their names")
    parser.add_argument("--redway", default="target/release/redway", help="the program to measure")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each size; the fastest counts")
    parser.add_argument("--scale", type=float, default=1, help="how much larger than usual all sizes are")
    parser.add_argument("--json", action="store_true", help="tell all findings, as to a program")
    arguments = parser.parse_args()
    room = "/dev/shm" if os.path.isdir("/dev/shm") else None
    names = [name for name in CASES if not arguments.cases or any(part in name for part in arguments.cases)]
    failed = []
    with tempfile.TemporaryDirectory(dir=room) as folder:
        folder = Path(folder)
        starts = {}
        print("| case | n to 4n | CPU s at n | at 2n | at 4n | time ~ n^ | peak MB | output MB | output ~ n^ |")
        print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
        for name in names:
            ends = CASES[name][1], name in CHECKED
            if ends not in starts:
                starts[ends] = start(arguments.redway, folder, *ends)
            empty = starts[ends]
            measured = measure(arguments.redway, folder, name, arguments, arguments.rounds, arguments.scale, empty)
            if measured is None:
                failed.append(name)
                continue
            if max(measured[2:]) > BOUND:
                again = measure(arguments.redway, folder, name, arguments, arguments.rounds, 2 * arguments.scale, empty)
                measured = min(measured, again or measured, key=lambda one: max(one[2:]))
            n, runs, time, output = measured
            mark = "**" if max(time, output) > BOUND else ""
            seconds = " | ".join(f"{one[0]:.3f}" for one in runs)
            last = runs[-1]
            print(f"| {mark}{name}{mark} | {n} | {seconds} | {time:.2f} | {last[1]:.0f} | {last[2] / 1e6:.1f} | {output:.2f} |", flush=True)
            if mark:
                failed.append(name)
    if failed:
        sys.exit(f"not as they should be (faster than n^{BOUND}, or ended otherwise): {', '.join(failed)}")


if __name__ == "__main__":
    main()
