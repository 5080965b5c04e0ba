#!/usr/bin/env python3
"""Builds the sites whose feeds are read.

    sites.py REDWAY FOLDER

Each golden case that makes a site is laid out and built anew below FOLDER, with the words and variables of the case
(tests/common/mod.rs does the same for the golden tests), and a site with a feed of 2 000 events. Prints the folder of
each output, one a line.
"""

import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
MANY = 2000
# Its years are slips, further away than node-ical and recurring-ical-events work out.
NOT_READ = {"days-that-cannot-be-meant"}


def text_of(path):
    return path.read_text(encoding="utf-8") if path.exists() else ""


def lay_out(case, folder):
    """The site of a golden case in a folder of its own."""
    if (case / "input").is_dir():
        shutil.copytree(case / "input", folder)
    else:
        folder.mkdir()
    if (case / "prepare").exists():
        subprocess.run(["bash", "-eu", "-o", "pipefail", case / "prepare"], cwd=folder, check=True)


def build(redway, folder, words=(), variables=()):
    """Builds a site as the golden tests do; the folder of its output."""
    environment = {"PATH": os.environ.get("PATH", "")} | dict(line.split("=", 1) for line in variables)
    built = subprocess.run(
        [redway, "build", "--root", folder, *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    if built.returncode != 0:
        sys.exit(f"{folder.name} cannot be built:\n{built.stderr}")
    return folder / (words[words.index("--output") + 1] if "--output" in words else "public")


def many_meetings(folder):
    """A series of 2 000 meetings, five on a day: at a time, all day, cancelled, over two days and not sure."""
    meetings = []
    for number in range(MANY):
        day = date(2025, 1, 1) + timedelta(days=number // 5)
        meetings.append(
            [
                f"{day} 10:00-12:30",
                f"{{on: {day}, key: {day}-day}}",
                f"{{on: {day} 09:15-17:45, key: {day}-no, status: cancelled, why: reason {number}}}",
                f"{{on: {day} to {day + timedelta(days=1)}, key: {day}-two, title: Number {number}}}",
                f"{{on: {day} 18:00-21:00, key: {day}-maybe, status: tentative, venue: 'Room {number}, {'a' * 90}'}}",
            ][number % 5]
        )
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text("title: Handbook\nbase_url: https://handbook.example/\n", encoding="utf-8")
    lines = ["---", "kind: series", "id: many", "title: Many meetings", "updated: 2026-01-05", "occurrences:"]
    lines += [f"  - {meeting}" for meeting in meetings] + ["---", "", "Text.", ""]
    (content / "many.md").write_text("\n".join(lines), encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: sites.py REDWAY FOLDER")
    redway, folder = (Path(argument).resolve() for argument in sys.argv[1:])
    outputs = []
    for case in sorted(path for path in GOLDEN.iterdir() if path.is_dir()):
        # A case with a `run` takes rights or room from the program: it is not about feeds.
        is_good = text_of(case / "expected/exit").strip() in ("", "0") and not (case / "run").exists()
        if is_good and case.name not in NOT_READ:
            lay_out(case, folder / case.name)
            words, variables = text_of(case / "args").split(), text_of(case / "env").split()
            outputs.append(build(redway, folder / case.name, words, variables))
    many_meetings(folder / "many-meetings")
    outputs.append(build(redway, folder / "many-meetings"))
    print(*outputs, sep="\n")


if __name__ == "__main__":
    main()
