#!/usr/bin/env python3
"""Writes one made-up handbook three times: for Redway, for Hugo and for mdBook.

    corpus.py PAGES FOLDER [--seed TEXT] [--search] [--only redway,hugo,mdbook]

The pages are the same in all three: about 770 words each, five or six headings, lists, a table,
emphasis and relative links to other pages' Markdown files, in sections of a hundred. Every word is
drawn from the lists below, so nothing here is anyone's text. The same seed gives the same bytes.

    FOLDER/redway/content/     site.yaml, Markdown with YAML front matter
    FOLDER/hugo/               hugo.toml, index.toml (adds a JSON search index), layouts/, content/
    FOLDER/mdbook/             book.toml, search.toml (adds mdBook's search), src/SUMMARY.md, src/

Python's standard library is all that is needed.
"""

import argparse
import itertools
import random
import shutil
import sys
from pathlib import Path

SECTION_SIZE = 100
VOCABULARY = 6000

TITLE = "Handbook of Farwater"
DESCRIPTION = "A made-up handbook, written to time builds."
BASE_URL = "https://handbook.example/"

# The words that hold English sentences together, the commonest first. They make up nearly half of
# what is written, as they do in any English text.
SMALL_WORDS = """the of and to a in for is that with on as by be or are from at this it an which not
if when your we you their before after until each every any all may must should can will about
between during within without than then so they who what where how only also more most""".split()

# Words of the subject, put first in the vocabulary so that they are the frequent ones.
SUBJECT_WORDS = """meeting school service plan record review team officer panel board form letter
request answer term date week month year room visit report action target member chair office
contact telephone address mailbox question decision notice change handbook page section list table
summary agenda minute register parent pupil teacher leader adviser governor trust partner region
district budget payment grant invoice account travel transport safety building premises training
course session lesson subject reading writing number science music history language support advice
guidance policy procedure standard measure outcome progress evidence example template calendar
timetable deadline reminder message signature approval agreement contract supplier delivery storage
archive library garden kitchen corridor playground entrance reception window heating lighting water
weather winter spring summer autumn morning afternoon evening early careful local shared written
signed agreed planned yearly monthly weekly urgent routine simple detailed public private final
draft open closed current former senior junior annual quiet steady clear useful""".split()

# Made-up words are joined from these pieces, so that the vocabulary is as wide as a real one.
ONSETS = "b br c ch cl cr d dr f fl g gl gr h j k l m n p pl pr qu r s sc sh sl sp st t th tr v w".split()
NUCLEI = "a ai e ea ee i o oa oo ou u".split()
CODAS = "b ck d ft g l ld ll m mp n nd ng nt p r rd rk rm rn s sh sk ss st t tch th".split()
ENDINGS = ["", "", "er", "ing", "ed", "s", "ly", "ment", "ness", "able", "ation", "ish", "al"]

HEADINGS = ["What it covers", "When it happens", "How to take part", "What to bring", "Before the day",
            "After the day", "What changes this year", "If something goes wrong", "Costs and payment",
            "Records that are kept", "Forms to send in", "How decisions are made"]
# Every page has this heading, so that links can lead to a place inside another page.
COMMON_HEADING = "Who to ask"
COMMON_ANCHOR = "who-to-ask"
TAGS = ["governance", "finance", "training", "safety", "premises", "travel", "events", "records",
        "planning", "advice", "transport", "health"]


def vocabulary(seed):
    """Several thousand distinct words, the frequent ones first."""
    rng = random.Random(f"{seed}:words")
    words = list(dict.fromkeys(SUBJECT_WORDS))
    known = set(words) | set(SMALL_WORDS)
    while len(words) < VOCABULARY:
        word = pick(rng, ONSETS) + pick(rng, NUCLEI) + pick(rng, CODAS)
        if rng.random() < 0.6:
            word += pick(rng, NUCLEI)[0] + pick(rng, CODAS)
        word += pick(rng, ENDINGS)
        if word not in known:
            known.add(word)
            words.append(word)
    return words


def zipf(count):
    """Running totals of 1/rank: the nth word is about n times rarer than the first."""
    return list(itertools.accumulate(1 / (rank + 2.7) for rank in range(count)))


def pick(rng, items):
    """One item, from `random()` alone: the one generator whose output Python keeps between versions."""
    return items[int(rng.random() * len(items))]


class Writer:
    """Sentences, paragraphs, lists and tables for one page, from one random stream."""

    def __init__(self, rng, words, word_totals, small_totals):
        self.rng = rng
        self.content = itertools.chain.from_iterable(
            rng.choices(words, cum_weights=word_totals, k=256) for _ in itertools.count())
        self.small = itertools.chain.from_iterable(
            rng.choices(SMALL_WORDS, cum_weights=small_totals, k=256) for _ in itertools.count())

    def between(self, low, high):
        return low + int(self.rng.random() * (high - low + 1))

    def words(self, count):
        return [next(self.small) if self.rng.random() < 0.46 else next(self.content) for _ in range(count)]

    def phrase(self, count):
        return " ".join(itertools.islice(self.content, count))

    def sentence(self, low=8, high=22):
        words = self.words(self.between(low, high))
        words[0] = words[0].capitalize()
        if len(words) > 12:
            words[len(words) // 2] += ","
        mark = self.rng.random()
        place = self.between(1, len(words) - 3)
        if mark < 0.10:
            words[place] = f"**{words[place].rstrip(',')} {words[place + 1].rstrip(',')}**"
            del words[place + 1]
        elif mark < 0.17:
            words[place] = f"*{words[place].rstrip(',')}*"
        elif mark < 0.19:
            words[place] = f"`{words[place].rstrip(',')}`"
        return " ".join(words) + "."

    def paragraph(self, sentences, link=None):
        made = [self.sentence() for _ in range(sentences)]
        if link:
            made.insert(len(made) // 2, f"{self.phrase(2).capitalize()} is set out in [{link[0]}]({link[1]}).")
        return " ".join(made)

    def items(self, count, marker, link=None):
        lines = [f"{marker} {self.sentence(5, 13)}" for _ in range(count)]
        if link:
            lines[-1] = f"{marker} {self.phrase(2).capitalize()}: [{link[0]}]({link[1]})."
        return "\n".join(lines)

    def table(self, rows):
        lines = ["| Item | Who | When | Number |", "| --- | --- | --- | ---: |"]
        for _ in range(rows):
            lines.append(f"| {self.phrase(2).capitalize()} | {self.phrase(2)} | {self.phrase(1)} | {self.between(1, 900)} |")
        return "\n".join(lines)


class Page:
    """Where a page is and what it is called: enough for other pages to link to it."""

    def __init__(self, number, section, name, title, description):
        self.number, self.section, self.name = number, section, name
        self.title, self.description = title, description


def plan(pages, seed, words):
    """Every page's place and title, fixed before any text so that links always lead somewhere."""
    rng = random.Random(f"{seed}:plan")
    made = []
    for number in range(pages):
        first, second, third = (words[int(rng.random() ** 2 * len(words))] for _ in range(3))
        made.append(Page(
            number, number // SECTION_SIZE, f"{first}-{second}-{number + 1}",
            f"{first.capitalize()} {second} and {third} {number + 1}",
            f"What the {first} {second} is for, who takes part and how to ask about {third}."))
    return made


def section_name(section):
    return f"part-{section + 1:04}"


def section_title(section):
    return f"Part {section + 1}"


def link_to(source, target, anchor=""):
    folder = "" if source.section == target.section else f"../{section_name(target.section)}/"
    return target.title, f"{folder}{target.name}.md{anchor}"


def body(page, pages, seed, lists):
    """About 770 words of Markdown: an opening, then five parts with headings."""
    rng = random.Random(f"{seed}:page:{page.number}")
    text = Writer(rng, *lists)
    start = page.section * SECTION_SIZE
    neighbours = pages[start:start + SECTION_SIZE]
    links = [link_to(page, pick(rng, neighbours)), link_to(page, pick(rng, neighbours)),
             link_to(page, pick(rng, pages)), link_to(page, pick(rng, pages)),
             link_to(page, pick(rng, pages), "#" + COMMON_ANCHOR)]
    first = int(rng.random() * len(HEADINGS))
    headings = [HEADINGS[(first + step) % len(HEADINGS)] for step in range(4)]
    return "\n\n".join([
        text.paragraph(4, links[0]),
        f"## {headings[0]}",
        text.paragraph(4),
        text.items(5, "-", links[1]),
        f"### {headings[1]}",
        text.paragraph(4, links[2]),
        text.paragraph(3),
        f"## {headings[2]}",
        text.paragraph(5),
        text.table(text.between(5, 7)),
        text.paragraph(3),
        f"### {headings[3]}",
        text.items(4, "1."),
        text.paragraph(5, links[3]),
        f"## {COMMON_HEADING}",
        text.paragraph(5, links[4]),
        text.paragraph(4),
    ]) + "\n"


def front_matter(page, seed):
    rng = random.Random(f"{seed}:front:{page.number}")
    tags = ", ".join(dict.fromkeys(pick(rng, TAGS) for _ in range(3)))
    date = f"{2023 + int(rng.random() * 3)}-{1 + int(rng.random() * 12):02}-{1 + int(rng.random() * 28):02}"
    return (f"---\ntitle: {page.title}\ndescription: {page.description}\ndate: {date}\n"
            f"weight: {page.number % SECTION_SIZE + 1}\ntags: [{tags}]\n---\n\n")


def section_front_matter(section):
    return (f"---\ntitle: {section_title(section)}\ndescription: The pages of part {section + 1}.\n"
            f"weight: {section + 1}\n---\n\nThe pages of this part, in the order in which they are read.\n")


HOME = f"---\ntitle: {TITLE}\ndescription: {DESCRIPTION}\n---\n\nEvery part of this handbook is listed below.\n"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_redway(root, sections, search):
    menu = "".join(f"  - {{title: {section_title(s)}, page: {section_name(s)}/_index.md}}\n" for s in range(min(sections, 5)))
    # A budget that no index here exceeds: one over budget would be left out, and its cost with it.
    write(root / "content/site.yaml",
          f"title: {TITLE}\nbase_url: {BASE_URL}\ndescription: {DESCRIPTION}\nlanguage: en-GB\n"
          f"search: {'on' if search else 'off'}\nmenu:\n{menu}")


def write_hugo(root, sections):
    layouts = Path(__file__).resolve().parent / "hugo"
    shutil.copytree(layouts, root, dirs_exist_ok=True)
    menu = "".join(f'\n[[menus.main]]\nname = "{section_title(s)}"\npageRef = "/{section_name(s)}"\nweight = {s + 1}\n'
                   for s in range(min(sections, 5)))
    config = (root / "hugo.toml").read_text(encoding="utf-8")
    config = config.replace("@title@", TITLE).replace("@base_url@", BASE_URL).replace("@description@", DESCRIPTION)
    write(root / "hugo.toml", config + menu)


def write_mdbook(root, pages, sections):
    book = f'[book]\ntitle = "{TITLE}"\ndescription = "{DESCRIPTION}"\nlanguage = "en"\n\n[output.html.search]\nenable = %s\n'
    write(root / "book.toml", book % "false")
    write(root / "search.toml", book % "true")
    summary = ["# Summary", "", f"[{TITLE}](README.md)", ""]
    for section in range(sections):
        summary.append(f"- [{section_title(section)}]({section_name(section)}/README.md)")
        start = section * SECTION_SIZE
        summary += [f"  - [{page.title}]({section_name(section)}/{page.name}.md)" for page in pages[start:start + SECTION_SIZE]]
        write(root / "src" / section_name(section) / "README.md",
              f"# {section_title(section)}\n\nThe pages of this part, in the order in which they are read.\n")
    write(root / "src/README.md", f"# {TITLE}\n\nEvery part of this handbook is listed beside this page.\n")
    write(root / "src/SUMMARY.md", "\n".join(summary) + "\n")


def main():
    parser = argparse.ArgumentParser(description="Write one made-up handbook for Redway, Hugo and mdBook.")
    parser.add_argument("pages", type=int, help="how many pages, the pages of sections not counted")
    parser.add_argument("folder", type=Path, help="where to write; must not exist or be empty")
    parser.add_argument("--seed", default="farwater", help="another seed, another text")
    parser.add_argument("--search", action="store_true", help="switch search on in Redway's site.yaml")
    parser.add_argument("--only", default="redway,hugo,mdbook", help="which of the three to write")
    options = parser.parse_args()
    if options.pages < 1:
        sys.exit("corpus.py: at least one page is needed")
    if options.folder.exists() and any(options.folder.iterdir()):
        sys.exit(f"corpus.py: {options.folder} is not empty")
    wanted = options.only.split(",")
    unknown = set(wanted) - {"redway", "hugo", "mdbook"}
    if unknown:
        sys.exit(f"corpus.py: --only knows redway, hugo and mdbook, not {', '.join(sorted(unknown))}")

    words = vocabulary(options.seed)
    lists = (words, zipf(len(words)), zipf(len(SMALL_WORDS)))
    pages = plan(options.pages, options.seed, words)
    sections = (len(pages) + SECTION_SIZE - 1) // SECTION_SIZE
    with_front_matter = [options.folder / tool / "content" for tool in ("redway", "hugo") if tool in wanted]

    if "redway" in wanted:
        write_redway(options.folder / "redway", sections, options.search)
    if "hugo" in wanted:
        write_hugo(options.folder / "hugo", sections)
    if "mdbook" in wanted:
        write_mdbook(options.folder / "mdbook", pages, sections)
    for content in with_front_matter:
        write(content / "_index.md", HOME)
        for section in range(sections):
            write(content / section_name(section) / "_index.md", section_front_matter(section))
    total = 0
    for page in pages:
        text = body(page, pages, options.seed, lists)
        total += len(text.split())
        place = Path(section_name(page.section)) / f"{page.name}.md"
        for content in with_front_matter:
            write(content / place, front_matter(page, options.seed) + text)
        if "mdbook" in wanted:
            write(options.folder / "mdbook/src" / place, f"# {page.title}\n\n{text}")
    print(f"{len(pages)} pages in {sections} sections, {total / len(pages):.0f} words a page, in {options.folder}")


if __name__ == "__main__":
    main()
