#!/usr/bin/env python3
"""Five libraries read every feed of some built sites, and must find the same meetings in it.

    agree.py SITE …

icalendar, recurring-ical-events and vobject read them here, ical.js and node-ical in readers.mjs (its packages lie in
the folder that REDWAY_NODE_MODULES names). Whole days are compared as dates and times as instants, summaries, places
and descriptions character by character. What a library is known to get wrong is worked out and expected, only in the
sites that were made to show it. Ends with "N passed, N failed".
"""

import json
import os
import re
import subprocess
import time
import zoneinfo
from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

# The database of the package that tests/tools/requirements.txt names: that of the machine may be years old.
zoneinfo.reset_tzpath(to=[])
# A machine abroad, at an odd hour: what a library takes for the machine's own time is seen.
os.environ["TZ"] = "America/St_Johns"
time.tzset()

import readers
from report import sites_of_arguments, tell

FIELDS = ("start", "end", "summary", "status", "location", "description")

# The golden cases in which node-ical is known to be wrong. Anywhere else, the toolkit above all, nothing is excused.
TEXTS_OF_NODE_ICAL = {"hostile-meetings"}
CLOCKS_OF_NODE_ICAL = {"clocks-of-casablanca"}


def text_by_node_ical(line):
    r"""A content line as node-ical 0.26.1 reads it (`text` and `parseLines` in its ical.js).

    It replaces `\,`, `\;`, `\n`, `\N` and `\\` one after the other and not from left to right, so an escaped backslash
    before an "n" becomes a line break; it takes quotes away that stand around a whole text, and all quotes of a line
    that holds `TZID=`.
    """
    if "TZID=" in line and '"(' not in line:
        line = line.replace('"', "")
    value = line.split(":", 1)[1]
    for escaped, plain in ((r"\,", ","), (r"\;", ";"), (r"\n", "\n"), (r"\N", "\n"), ("\\\\", "\\")):
        value = value.replace(escaped, plain)
    quoted = re.fullmatch('"(.*)"', value)
    return quoted[1] if quoted else value


def time_by_node_ical(ours, zone, offset_by_temporal):
    """When a local time is for node-ical 0.26.1, which asks no VTIMEZONE but temporal-polyfill for a zone of its name.

    That asks the database of the machine's Node, in which Morocco still changes its clocks (until tzdata 2026 it did).
    `offset_by_temporal` is what it itself says of this instant, in minutes.
    """
    instant = datetime.strptime(ours, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)
    right = instant.astimezone(zoneinfo.ZoneInfo(zone)).utcoffset()
    return readers.written(instant + right - timedelta(minutes=offset_by_temporal))


def lines_of_events(feed):
    """The lines of each event as the bytes have them, unfolded: a dictionary by name for each UID."""
    events = {}
    unfolded = feed.decode("utf-8").replace("\r\n ", "")
    for event in re.split("^BEGIN:VEVENT\r\n", unfolded, flags=re.MULTILINE)[1:]:
        lines = {re.split("[;:]", line, maxsplit=1)[0]: line for line in event.split("\r\n") if line}
        events[lines["UID"].removeprefix("UID:")] = lines
    return events


class Read:
    """One feed, with what each library made of it."""

    def __init__(self, site, path, by_javascript):
        self.site = site
        self.name = site.name_of(path)
        self.bytes = path.read_bytes()
        self.events, self.errors = {}, []
        for reader, read in readers.READERS.items():
            try:
                self.events[reader] = read(self.bytes)
            except Exception as error:
                self.errors.append(f"{self.name}: {reader}: {type(error).__name__}: {error}")
        for reader, result in by_javascript.items():
            if "error" in result:
                self.errors.append(f"{self.name}: {reader}: {result['error']}")
            else:
                self.events[reader] = result["events"]

    def differences(self):
        """(reader, field, what is different) for all that is not as icalendar reads it."""
        lines = lines_of_events(self.bytes)
        first = {event["uid"]: event for event in self.events.get("icalendar", [])}
        for reader, events in self.events.items():
            if Counter(event["uid"] for event in events) != Counter(lines.keys()):
                yield reader, "meetings", f"{len(events)} meetings, {len(lines)} in the bytes, or of other UIDs"
                continue
            for event in events:
                for field in FIELDS:
                    ours, theirs = first[event["uid"]][field], event[field]
                    if theirs != ours and not (
                        reader == "node-ical" and self.excused(field, ours, event, lines[event["uid"]])
                    ):
                        yield reader, field, f"{event['uid']}: {theirs!r}, by icalendar {ours!r}"

    def excused(self, field, ours, event, lines):
        """Whether node-ical is wrong just as it is known to be."""
        if field in ("start", "end"):
            offsets = event["offsets"]
            return (
                self.site.name in CLOCKS_OF_NODE_ICAL
                and offsets is not None
                and event[field] == time_by_node_ical(ours, offsets["zone"], offsets[field])
            )
        return self.site.name in TEXTS_OF_NODE_ICAL and event[field] == text_by_node_ical(lines[field.upper()])


def read_all(sites):
    files = [(site, path) for site in sites for path in site.feeds if not site.is_told_already(path)]
    paths = json.dumps([str(path) for _, path in files])
    script = Path(__file__).with_name("readers.mjs")
    answer = subprocess.run(["node", script], input=paths, capture_output=True, text=True, encoding="utf-8")
    if answer.returncode != 0:
        raise SystemExit(f"readers.mjs: {answer.stderr}")
    by_javascript = json.loads(answer.stdout)
    return [Read(site, path, by_javascript[str(path)]) for site, path in files]


def instants_that_titles_name(reads):
    """In some sites the title of a meeting tells when it is in UTC, worked out by hand from the tz database."""
    named = 0
    for read in reads:
        for event in read.events.get("icalendar", []):
            instants = re.search(r"(\S+T\S+)Z to (\S+T\S+)Z$", event["summary"])
            if instants:
                named += 1
                for field, instant in zip(("start", "end"), instants.groups()):
                    if event[field] != f"{instant}:00Z":
                        yield f"{read.name}: {event['summary']}: {field} is {event[field]}"
    if named == 0:
        yield "no title names an instant"


def feeds_without_a_meeting(sites, reads):
    """A feed of nothing helps nobody: a series of which no day is known has none."""
    if "series-without-a-day" not in [site.name for site in sites]:
        yield "the site of such a series is not among the sites"
    for site in sites:
        if site.name == "series-without-a-day":
            yield from (site.name_of(feed) for feed in site.feeds)
    yield from (read.name for read in reads if not lines_of_events(read.bytes))


def main():
    sites = sites_of_arguments()
    reads = read_all(sites)
    found = {}
    for reader in [*readers.READERS, "ical.js", "node-ical"]:
        for field in ("meetings", *FIELDS):
            found[reader, field] = []
    for read in reads:
        for reader, field, difference in read.differences():
            found[reader, field].append(f"{read.name}: {difference}")
    results = [("every_library_reads_every_feed", [error for read in reads for error in read.errors])]
    results += [(f"{reader}_agrees_on_the_{field}_of_every_feed", wrong) for (reader, field), wrong in found.items()]
    results.append(("meetings_are_at_the_instants_of_their_titles", list(instants_that_titles_name(reads))))
    results.append(("no_feed_is_without_a_meeting", list(feeds_without_a_meeting(sites, reads))))
    tell(results, f"{len(reads)} feeds, five libraries")


if __name__ == "__main__":
    main()
