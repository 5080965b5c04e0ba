#!/usr/bin/env python3
"""Times what calendars cost beyond reading the files: 100 series of 40 meetings each.

    calendars.py [--rounds 15] [--series 100] [--meetings 40] [--redway PROGRAM] …     (--help lists everything)

The same pages are built with and without being series. Without, the very lines that give the meetings stand under
`extra:`, which is read, checked as YAML and kept for templates, but means nothing. Two things are measured:

1. the stages of a build, one after another (`redway build --timings`, wall time within the process): what the calendars
   themselves cost, what the single-meeting files cost, and what the pages cost;
2. ordinary builds, in which all stages share the cores: what meetings cost altogether, from outside.

All builds take turns within each round, and differences are taken within a round, so that a busy moment falls on both.

Python's standard library is all that is needed. README.md says what is compared.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from compare import Tool, redway, spread

# What the project sets out to reach (README.md): for the calendars themselves.
LIMIT_MS = 30

FIRST_DAY = date(2025, 9, 1)

PLAIN, LISTED = "pages, 40 meetings in `extra`", "series, 40 meetings"
PLAIN_RULE, RULED = "pages, a rule in `extra`", "series, a rule of 40 meetings"
PAIRS = {"meetings listed": (LISTED, PLAIN), "meetings by rule": (RULED, PLAIN_RULE)}

# Stages of `redway build --timings`. Each is counted less what the plain pages spend on it.
READING = "reading and checking"
FEEDS = ("events and feeds of series", "feeds of many series")
# (what, which stages)
PARTS = [
    ("days and rules checked and expanded", (READING,)),
    ("events, feeds of series", FEEDS[:1]),
    ("feeds of many series", FEEDS[1:]),
    ("**calendars: the three above**", (READING, *FEEDS)),
    ("files of single meetings", ("single meetings",)),
    ("dates on pages", ("pages",)),
    ("`/calendar/`", ("calendar pages",)),
    ("other pages", ("rest",)),
    ("moving into place", ("moving into place",)),
]
CALENDARS = PARTS[3][1]


def occurrence(series, number):
    """One meeting a week. Most are written short; one in ten each is moved, cancelled, all day, or has words of its own."""
    day = FIRST_DAY + timedelta(weeks=number, days=series % 5)
    hour = 9 + series % 7
    time = f"{hour:02}:00-{hour + 1:02}:30"
    match number % 10:
        case 3:
            return f"{{on: {day + timedelta(days=1)} {time}, was: {day}, why: the hall is closed}}"
        case 5:
            return f"{{on: {day} {time}, status: cancelled, why: too few could come}}"
        case 7:
            return str(day)
        case 9:
            return f"{{on: {day} {time}, title: Review of term {number}, venue: 'Hill Street library, room {number}', note: Bring a laptop}}"
    return f"{day} {time}"


def rule(series, meetings):
    """A rule that gives the same number of meetings, one a week."""
    first = FIRST_DAY + timedelta(days=series % 5)
    weekday = ("monday", "tuesday", "wednesday", "thursday", "friday")[series % 5]
    last = first + timedelta(weeks=meetings - 1)
    return f"recurs: {{every: week, on: {weekday}, at: 10:00-11:30, from: {first}, until: {last}}}"


def lines_of_meetings(row, series, meetings):
    if row in (PLAIN_RULE, RULED):
        return [rule(series, meetings)]
    return ["occurrences:", *(f"  - {occurrence(series, number)}" for number in range(meetings))]


def write_site(row, folder, count, meetings):
    """Writes the pages of one row. Where they are no series, what only a series has moves one space in, below `extra:`."""
    content = folder / "content"
    (content / "meetings").mkdir(parents=True)
    (content / "site.yaml").write_text(
        "title: Handbook\nbase_url: https://handbook.example/\nsearch: off\n", encoding="utf-8"
    )
    (content / "audiences.yaml").write_text(
        "heads:\n  title: Head teachers\ngovernors:\n  title: Chairs of governors\n", encoding="utf-8"
    )
    for series in range(count):
        common = [
            f"title: Meeting of group {series}",
            f"description: What group {series} talks about, once a week.",
            "updated: 2026-01-05",
        ]
        own = [
            f"id: group-{series}",
            "mode: hybrid",
            "venue: Civic Offices, Room 1; ground floor",
            "pattern: Once a week",
            "contacts:",
            "  - {for: to book, email: book@council.example}",
        ]
        common.append("audience: {expected: [heads], welcome: [governors]}")
        own += lines_of_meetings(row, series, meetings)
        if row in (PLAIN, PLAIN_RULE):
            kind = ["extra:", *(f" {line}" for line in own)]
        else:
            kind = ["kind: series", *own]
        text = "\n".join(["---", *common, *kind, "---", "", "What is talked about, in a few words.", ""])
        (content / f"meetings/group-{series}.md").write_text(text, encoding="utf-8")


def check_output(row, folder, count, meetings):
    """Stops unless each series that has days has a feed of all its meetings, and nothing else has any."""
    wanted = count * meetings if row in (LISTED, RULED) else 0
    feeds = [folder / f"calendars/group-{series}.ics" for series in range(count)]
    found = sum(feed.read_text(encoding="utf-8").count("BEGIN:VEVENT") for feed in feeds if feed.exists())
    if found != wanted:
        sys.exit(f"{row}: {found} meetings in the feeds, {wanted} in the pages")


def stages_of(tool):
    """The milliseconds of each stage of one build, from what the program says on standard error."""
    shutil.rmtree(tool.output, ignore_errors=True)
    done = subprocess.run([*tool.command, "--timings"], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{tool.name} ended with {done.returncode}:\n{done.stderr[-4000:]}")
    stages = {}
    for line in done.stderr.splitlines():
        took, unit, stage = (line.split(maxsplit=2) + ["", ""])[:3]
        if unit == "ms":
            stages[stage] = float(took)
    missing = {stage for _, of in PARTS for stage in of} - stages.keys()
    if missing:
        sys.exit(f"{tool.name}: this Redway does not time {', '.join(sorted(missing))}")
    return stages


def milliseconds(values):
    return f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def differences(staged, pair, stages):
    """What some stages cost one row more than another, for each round."""
    more, less = (staged[name] for name in pair)
    return [sum(one[stage] - other[stage] for stage in stages) for one, other in zip(more, less)]


def tables(rows, staged, chosen):
    rounds = f"{chosen.rounds} rounds: median (smallest–largest)"
    lines = [f"## {chosen.series} series of {chosen.meetings} meetings, {rounds}", ""]
    lines += [f"| stages, one after another: wall ms | {' | '.join(PAIRS)} |", "| --- | ---: | ---: |"]
    for what, stages in PARTS:
        cells = [milliseconds(differences(staged, pair, stages)) for pair in PAIRS.values()]
        lines.append(f"| {what} | {' | '.join(cells)} |")
    lines += ["", "| ordinary build | wall s | CPU s | peak MB |", "| --- | ---: | ---: | ---: |"]
    lines += [
        f"| {name} | {spread(row.wall, 4)} | {spread(row.cpu, 4)} | {spread(row.memory, 0)} |" for name, row in rows.items()
    ]
    lines += ["", "| difference within a round | wall ms | CPU ms |", "| --- | ---: | ---: |"]
    for what, (more, less) in PAIRS.items():
        wall, cpu = (
            [1000 * (one - other) for one, other in zip(getattr(rows[more], measure), getattr(rows[less], measure))]
            for measure in ("wall", "cpu")
        )
        lines.append(f"| all that {what} cost | {milliseconds(wall)} | {milliseconds(cpu)} |")
    cost = statistics.median(differences(staged, PAIRS["meetings listed"], CALENDARS))
    verdict = "reached" if cost < LIMIT_MS else "NOT reached"
    lines += ["", f"{verdict}: the calendars cost {cost:.1f} ms beyond reading, less than {LIMIT_MS} aimed at"]
    return "\n".join(lines)


def options():
    parser = argparse.ArgumentParser(description="Times what calendars cost beyond reading the files.")
    parser.add_argument("--rounds", type=int, default=15, help="default: 15")
    parser.add_argument("--series", type=int, default=100, help="default: 100")
    parser.add_argument("--meetings", type=int, default=40, help="of each series; default: 40")
    parser.add_argument("--redway", type=Path, help="a Redway that is already built")
    parser.add_argument("--work", type=Path, help="where sites and output go: a tmpfs (default: /dev/shm, else $TMPDIR)")
    return parser.parse_args()


def main():
    chosen = options()
    if min(chosen.rounds, chosen.series, chosen.meetings) < 1:
        sys.exit("--rounds, --series and --meetings: at least one")
    program = (chosen.redway or redway()).resolve()
    shared = Path("/dev/shm")
    work = chosen.work or (shared if os.access(shared, os.W_OK) else Path(tempfile.gettempdir()))
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start\n")
    with tempfile.TemporaryDirectory(prefix="redway-benches-", dir=work) as folder:
        rows, staged = {}, {}
        for number, name in enumerate((PLAIN, LISTED, PLAIN_RULE, RULED)):
            site, output = Path(folder) / f"site{number}", Path(folder) / f"output{number}"
            write_site(name, site, chosen.series, chosen.meetings)
            rows[name] = Tool(name, [program, "build", "--root", site, "--output", output], output)
            # The first build of each fills caches and is not counted.
            rows[name].run(chosen.series)
            check_output(name, output, chosen.series, chosen.meetings)
            for measured in (rows[name].wall, rows[name].cpu, rows[name].memory):
                measured.clear()
            staged[name] = []
        for _ in range(chosen.rounds):
            for name, row in rows.items():
                row.run(chosen.series)
                staged[name].append(stages_of(row))
        print(tables(rows, staged, chosen))


if __name__ == "__main__":
    main()
