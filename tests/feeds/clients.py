#!/usr/bin/env python3
"""Two real programs subscribe to the feeds of built sites, as a person would.

    clients.py SITE …

The sites are served on the loopback. vdirsyncer fetches every feed over HTTP and keeps it as a folder of events; khal
reads these folders and lists what is on, in UTC. Titles, times, places and states must be those of the feed. A second
fetch must find that nothing has changed. Files of one meeting (`meeting/`) are for download: nobody subscribes to them.
Ends with "N passed, N failed".
"""

import json
import os
import subprocess
import sys
import tempfile
import zoneinfo
from collections import Counter
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

# The database of the package that tests/tools/requirements.txt names: that of the machine may be years old.
zoneinfo.reset_tzpath(to=[])

import readers
from report import sites_of_arguments, tell

# The programs of the folder that this Python stands in.
PROGRAMS = Path(sys.executable).parent

# khal looks at one day after another: it is not sent over years in which nothing is on.
LONGEST_PAUSE = timedelta(days=300)

VDIRSYNCER = """\
[general]
status_path = "{folder}/status"
"""

PAIR = """
[pair {name}]
a = "{name}_on_the_web"
b = "{name}_at_home"
collections = null

[storage {name}_on_the_web]
type = "http"
url = "{address}"

[storage {name}_at_home]
type = "filesystem"
path = "{folder}/calendars/{name}"
fileext = ".ics"
"""

KHAL = """\
[calendars]
[[every]]
path = {folder}/calendars/*
type = discover

[locale]
default_timezone = UTC
local_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M

[sqlite]
path = {folder}/khal.db
"""


class Handler(SimpleHTTPRequestHandler):
    extensions_map = {".ics": "text/calendar; charset=utf-8"}

    def log_message(self, *_):
        """Requests are not told."""


@contextmanager
def served(sites, folder):
    """The sites side by side, each at its name, on a free port of the loopback."""
    folder.mkdir()
    for site in sites:
        (folder / site.name).symlink_to(site.folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def run(folder, program, *words):
    """What a program writes. It sees a home of its own, and no proxy between it and the loopback."""
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LANG": "C.UTF-8", "PYTHONTZPATH": ""}
    done = subprocess.run(
        [PROGRAMS / program, *words],
        env=environment,
        cwd=folder,
        input="y\n" * 1000,  # vdirsyncer asks whether to make each folder
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
    )
    if done.returncode != 0:
        sys.exit(f"{program} {' '.join(words)}:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    return done


def as_listed(event):
    """An event as khal shows it: without a UID, since vdirsyncer gives one of its own; the last day of an all-day event
    is the one on which it ends; an hour long where only the start is known, which RFC 5545 (§3.6.1) has end as it starts."""
    start, end = event["start"], event["end"]
    if "T" in start:
        if end == start:
            end = (datetime.fromisoformat(start) + timedelta(hours=1)).isoformat()
        start, end = (f"{moment[:10]} {moment[11:16]}" for moment in (start, end))
    else:
        end = str(date.fromisoformat(end) - timedelta(days=1))
    return start, end, event["summary"], event["status"], event["location"]


def spans(events):
    """From which day until which there is something on, without long pauses."""
    days = sorted((event[0][:10], event[1][:10]) for event in events)
    first, last = date.fromisoformat(days[0][0]), date.fromisoformat(days[0][1])
    for start, end in days[1:]:
        if date.fromisoformat(start) - last > LONGEST_PAUSE:
            yield first, last
            first = date.fromisoformat(start)
        last = max(last, date.fromisoformat(end))
    yield first, last


def listed_by_khal(folder, events):
    """What khal lists of each calendar. A meeting of several days is listed on each, and counted once."""
    fields = ("start-long", "end-long", "title", "status", "location")
    words = [word for field in (*fields, "calendar", "uid") for word in ("--json", field)]
    found = {}
    for first, last in spans(events):
        said = run(folder, "khal", "-c", "khal.conf", "list", *words, str(first), str(last + timedelta(days=1)))
        for line in said.stdout.splitlines():
            for event in json.loads(line):
                found[event["calendar"], event["uid"]] = tuple(event[field] for field in fields)
    calendars = {}
    for (calendar, _), event in found.items():
        calendars.setdefault(calendar, Counter())[event] += 1
    return calendars


def main():
    sites = sites_of_arguments()
    feeds = {
        f"feed{number}": (site, feed)
        for number, (site, feed) in enumerate((site, feed) for site in sites for feed in site.subscriptions())
    }
    expected = {
        name: Counter(as_listed(event) for event in readers.by_icalendar(feed.read_bytes()))
        for name, (_, feed) in feeds.items()
    }
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        with served(sites, folder / "www") as address:
            settings = VDIRSYNCER.format(folder=folder)
            for name, (site, feed) in feeds.items():
                path = feed.relative_to(site.folder).as_posix()
                settings += PAIR.format(name=name, folder=folder, address=f"{address}/{site.name}/{path}")
            (folder / "vdirsyncer.conf").write_text(settings, encoding="utf-8")
            (folder / "khal.conf").write_text(KHAL.format(folder=folder), encoding="utf-8")
            run(folder, "vdirsyncer", "-c", "vdirsyncer.conf", "discover")
            run(folder, "vdirsyncer", "-c", "vdirsyncer.conf", "sync")
            again = run(folder, "vdirsyncer", "-c", "vdirsyncer.conf", "sync")
        counts, lists = [], []
        every = [event for events in expected.values() for event in events]
        shown = listed_by_khal(folder, every)
        for name, (site, feed) in feeds.items():
            files = len(list((folder / "calendars" / name).glob("*.ics")))
            if files != expected[name].total():
                counts.append(f"{site.name_of(feed)}: {files} events, {expected[name].total()} in the feed")
            there = shown.get(name, Counter())
            lists += [f"{site.name_of(feed)}: not listed: {event}" for event in expected[name] - there]
            lists += [f"{site.name_of(feed)}: not in the feed: {event}" for event in there - expected[name]]
        said = (again.stdout + again.stderr).splitlines()
        changes = [line for line in said if not line.startswith("Syncing ")]
        if len(said) - len(changes) != len(feeds):
            changes.append(f"{len(said) - len(changes)} feeds were fetched again")
    results = [
        ("vdirsyncer_keeps_every_meeting_of_every_feed", counts),
        ("vdirsyncer_finds_nothing_changed_in_the_same_feeds", changes),
        ("khal_lists_every_meeting_as_the_feed_has_it", lists),
    ]
    tell(results, f"{len(feeds)} subscriptions, {len(every)} meetings")


if __name__ == "__main__":
    main()
