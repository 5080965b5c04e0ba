#!/usr/bin/env python3
"""Reads every feed of a built site as a subscriber's calendar does.

    check.py SITE

The bytes are looked at first (RFC 5545 section 3.1), then the icalendar library reads each file and
its values are compared with what a meeting must have. Ends with "N passed, N failed".
"""

import sys
from collections import Counter
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar


class Feed:
    """One .ics file: its bytes as they are, and what icalendar makes of them."""

    def __init__(self, path, site):
        self.name = str(path.relative_to(site))
        self.bytes = path.read_bytes()
        self.calendars = Calendar.from_ical(self.bytes, multiple=True)
        self.events = [event for calendar in self.calendars for event in calendar.walk("VEVENT")]
        self.zones = {str(zone["TZID"]): zone for calendar in self.calendars for zone in calendar.walk("VTIMEZONE")}


# Each check yields one line for each thing that is wrong.


def lines_end_with_cr_lf(feed):
    if not feed.bytes.endswith(b"\r\n"):
        yield "the last line has no CR LF"
    without = feed.bytes.replace(b"\r\n", b"")
    for mark, name in ((b"\n", "LF"), (b"\r", "CR")):
        if mark in without:
            yield f"a lone {name}"


def lines_have_at_most_75_octets(feed):
    for number, line in enumerate(feed.bytes.split(b"\r\n"), 1):
        if len(line) > 75:
            yield f"line {number} has {len(line)} octets"


def every_line_is_utf_8_by_itself(feed):
    """Some readers decode a folded line before joining it, so no fold may cut a character."""
    for number, line in enumerate(feed.bytes.split(b"\r\n"), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            yield f"line {number}: {error.reason}"


def it_is_one_calendar_read_without_errors(feed):
    if len(feed.calendars) != 1:
        yield f"{len(feed.calendars)} calendars in one file"
    for calendar in feed.calendars:
        for part in calendar.walk():
            for property_name, message in part.errors:
                yield f"{part.name} {property_name}: {message}"


def version_and_prodid_are_given(feed):
    for calendar in feed.calendars:
        if str(calendar.get("VERSION")) != "2.0":
            yield f"VERSION is {calendar.get('VERSION')}"
        if not str(calendar.get("PRODID", "")).strip():
            yield "no PRODID"


def no_method_is_given(feed):
    """With a METHOD, mail programs treat a feed as an invitation."""
    for calendar in feed.calendars:
        if "METHOD" in calendar:
            yield f"METHOD is {calendar['METHOD']}"


def it_holds_events_and_time_zones_only(feed):
    for calendar in feed.calendars:
        for part in calendar.subcomponents:
            if part.name not in ("VEVENT", "VTIMEZONE"):
                yield f"a {part.name}"
    if not feed.events:
        yield "no VEVENT: RFC 5545 wants at least one component"


def uids_are_unique(feed):
    for uid, times in Counter(str(event.get("UID", "")) for event in feed.events).items():
        if not uid:
            yield "an event without UID"
        elif times > 1:
            yield f"{uid} is there {times} times"


def every_event_says_what_and_when(feed):
    for event in feed.events:
        for name in ("DTSTAMP", "DTSTART", "DTEND", "SUMMARY"):
            if name not in event:
                yield f"{event.get('UID')}: no {name}"


def every_event_ends_after_it_starts(feed):
    for event in feed.events:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        if isinstance(start, datetime) != isinstance(end, datetime):
            yield f"{event['UID']}: one of DTSTART and DTEND has a time, the other has none"
        elif end <= start:
            yield f"{event['UID']}: ends at {end}, starts at {start}"


def events_do_not_repeat(feed):
    """Each meeting is written out: a rule read wrongly would drop or double meetings."""
    for event in feed.events:
        for name in ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"):
            if name in event:
                yield f"{event['UID']}: {name}"


def time_zones_in_use(feed):
    for event in feed.events:
        for name in ("DTSTART", "DTEND"):
            value = event.get(name)
            if value is not None and "TZID" in value.params:
                yield event, name, value.params["TZID"], value.dt


def every_tzid_is_defined(feed):
    for event, name, zone, _ in time_zones_in_use(feed):
        if zone not in feed.zones:
            yield f"{event['UID']}: {name} is in {zone}, which the file does not define"


def no_time_is_without_a_zone(feed):
    """A "floating" time would be a different moment for every reader abroad."""
    for event in feed.events:
        for name in ("DTSTART", "DTEND"):
            moment = event[name].dt
            if isinstance(moment, datetime) and moment.tzinfo is None:
                yield f"{event['UID']}: {name} has neither zone nor Z"


def time_zones_agree_with_the_tz_database(feed):
    """The VTIMEZONE of the file gives each event the offset that the tz database gives it."""
    for event, name, zone, moment in time_zones_in_use(feed):
        if zone in feed.zones:
            local = moment.replace(tzinfo=None)
            ours = feed.zones[zone].to_tz(lookup_tzid=False).utcoffset(local)
            theirs = ZoneInfo(zone).utcoffset(local)
            if ours != theirs:
                yield f"{event['UID']}: {name} is {ours} from UTC by the file, {theirs} by the tz database"


FEED_CHECKS = [
    lines_end_with_cr_lf,
    lines_have_at_most_75_octets,
    every_line_is_utf_8_by_itself,
    it_is_one_calendar_read_without_errors,
    version_and_prodid_are_given,
    no_method_is_given,
    it_holds_events_and_time_zones_only,
    uids_are_unique,
    every_event_says_what_and_when,
    every_event_ends_after_it_starts,
    events_do_not_repeat,
    every_tzid_is_defined,
    no_time_is_without_a_zone,
    time_zones_agree_with_the_tz_database,
]


def a_uid_is_the_same_meeting_in_every_feed(feeds):
    """Someone who subscribes to two feeds that share a meeting must see one and the same."""
    seen = {}
    for feed in feeds:
        for event in feed.bytes.split(b"BEGIN:VEVENT\r\n")[1:]:
            event = event.split(b"END:VEVENT\r\n")[0]
            unfolded = event.replace(b"\r\n ", b"")
            uid = next((line for line in unfolded.split(b"\r\n") if line.startswith(b"UID:")), b"")
            other = seen.setdefault(uid, (feed.name, event))
            if other[1] != event:
                yield f"{feed.name}: {uid.decode()} differs from the one in {other[0]}"


def run(check, feeds):
    """What one check finds in all feeds. A check that cannot finish has found something."""
    found = []
    for feed in feeds:
        try:
            found += [f"{feed.name}: {finding}" for finding in check(feed)]
        except Exception as error:
            found.append(f"{feed.name}: {type(error).__name__}: {error}")
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check.py SITE")
    site = Path(sys.argv[1])
    paths = sorted(site.rglob("*.ics"))
    if not paths:
        sys.exit(f"{site} holds no .ics file")
    feeds, unreadable = [], []
    for path in paths:
        try:
            feeds.append(Feed(path, site))
        except Exception as error:
            unreadable.append(f"{path.relative_to(site)}: {type(error).__name__}: {error}")
    results = [("every_feed_can_be_read", unreadable)]
    results += [(check.__name__, run(check, feeds)) for check in FEED_CHECKS]
    results.append(("a_uid_is_the_same_meeting_in_every_feed", list(a_uid_is_the_same_meeting_in_every_feed(feeds))))
    for name, findings in results:
        print(f"{'FAILED' if findings else 'ok    '} {name}")
        for finding in findings[:20]:
            print(f"         {finding}")
        if len(findings) > 20:
            print(f"         … and {len(findings) - 20} more")
    failed = sum(bool(findings) for _, findings in results)
    print(f"{len(feeds)} feeds, {sum(len(feed.events) for feed in feeds)} events: {len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
