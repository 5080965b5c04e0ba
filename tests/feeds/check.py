#!/usr/bin/env python3
"""Reads every feed of a built site as a subscriber's calendar does.

    check.py SITE …

The bytes are looked at first, by a reader of our own that shares nothing with the program or with any
library (RFC 5545 sections 3.1 to 3.6), then the icalendar library reads each file and its values are
compared with what a meeting must have. Ends with "N passed, N failed".
"""

import re
import zoneinfo
from collections import Counter
from datetime import datetime, time, timezone
from functools import cached_property
from zoneinfo import ZoneInfo

from icalendar import Calendar

from report import sites_of_arguments, tell

# The database of the package that tests/tools/requirements.txt names: that of the machine may be years old.
zoneinfo.reset_tzpath(to=[])


class Line:
    """A content line after unfolding: NAME;PARAMETER=VALUE:VALUE."""

    def __init__(self, text):
        self.text = text
        match = re.fullmatch(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', text, re.DOTALL)
        if match is None:
            raise ValueError(f"no content line: {text!r}")
        self.name, parameters, self.value = match.groups()
        self.parameters = {key: value.strip('"') for key, value in re.findall(r';([^=]+)=("[^"]*"|[^;]*)', parameters)}


class Part:
    """A component as its bytes say: what stands in it, in order."""

    def __init__(self, name):
        self.name = name
        self.properties = []
        self.parts = []
        self.begins_before_a_property = False

    def values(self, name):
        return [line.value for line in self.properties if line.name == name]

    def walk(self):
        yield self
        for part in self.parts:
            yield from part.walk()


def outline(content):
    """The outermost component of a file, read line by line."""
    root = Part("")
    stack = [root]
    for line in map(Line, content.removesuffix("\r\n").split("\r\n")):
        if line.name == "BEGIN":
            part = Part(line.value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif line.name == "END":
            part = stack.pop()
            if part.name != line.value:
                raise ValueError(f"END:{line.value} ends {part.name or 'nothing'}")
        else:
            stack[-1].begins_before_a_property |= bool(stack[-1].parts)
            stack[-1].properties.append(line)
    if stack != [root] or len(root.parts) != 1 or root.properties:
        raise ValueError("it is not one whole component")
    return root.parts[0]


class Feed:
    """One .ics file: its bytes as they are, their outline, and what icalendar makes of them."""

    def __init__(self, path, site):
        self.site = site.name
        self.name = site.name_of(path)
        self.bytes = path.read_bytes()
        self.calendars = Calendar.from_ical(self.bytes, multiple=True)
        self.events = [event for calendar in self.calendars for event in calendar.walk("VEVENT")]
        self.zones = {str(zone["TZID"]): zone for calendar in self.calendars for zone in calendar.walk("VTIMEZONE")}

    @cached_property
    def outline(self):
        """What a check that asks for it cannot have of broken bytes: then that check has found something."""
        return outline(self.bytes.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", ""))


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


def lines_are_folded_only_where_they_must_be(feed):
    """A fold hides nothing: it comes where no further character or escape fits, and something follows its space."""
    lines = feed.bytes.decode("utf-8").removesuffix("\r\n").split("\r\n")
    for number, (line, following) in enumerate(zip(lines, lines[1:]), 1):
        if following.startswith("\t"):
            yield f"line {number + 1} goes on after a tab"
        elif following.startswith(" "):
            if len(following) == 1:
                yield f"line {number + 1} is a fold of nothing"
            elif len(line.encode()) + len(next_unit(following[1:]).encode()) <= 75:
                yield f"line {number} is folded early"


def next_unit(text):
    """The character that a text begins with, or the whole escape (RFC 5545 §3.3.11)."""
    return text[:2] if text.startswith("\\") else text[:1]


def no_fold_falls_within_an_escape(feed):
    """Some readers take a folded line by itself, so half an escape would end it."""
    lines = feed.bytes.decode("utf-8").split("\r\n")
    for number, (line, following) in enumerate(zip(lines, lines[1:]), 1):
        backslashes = len(line) - len(line.rstrip("\\"))
        if following.startswith(" ") and backslashes % 2:
            yield f"line {number} ends within an escape"


def no_line_is_empty_or_holds_control_characters(feed):
    for number, line in enumerate(feed.bytes.decode("utf-8").removesuffix("\r\n").split("\r\n"), 1):
        if not line.strip():
            yield f"line {number} is empty"
        if re.search("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", line):
            yield f"line {number}: {line!r}"
    if feed.bytes.startswith(b"\xef\xbb\xbf"):
        yield "a byte order mark"


# What stands where, all that may stand there, and in which order. Each property at most once (of an event, RFC 5545
# section 3.6.1 would allow several of CATEGORIES and CONTACT; some readers keep only the last).
PROPERTIES = {
    "VCALENDAR": "VERSION PRODID CALSCALE NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC X-WR-TIMEZONE REFRESH-INTERVAL"
    " X-PUBLISHED-TTL SOURCE URL LAST-MODIFIED COLOR CATEGORIES",
    "VTIMEZONE": "TZID",
    "STANDARD": "DTSTART TZOFFSETFROM TZOFFSETTO TZNAME RRULE",
    "DAYLIGHT": "DTSTART TZOFFSETFROM TZOFFSETTO TZNAME RRULE",
    "VEVENT": "UID DTSTAMP LAST-MODIFIED CREATED SEQUENCE DTSTART DTEND SUMMARY STATUS TRANSP LOCATION CATEGORIES URL"
    " CONTACT CONFERENCE DESCRIPTION",
}


def properties_are_known_once_and_in_order(feed):
    for part in feed.outline.walk():
        order = PROPERTIES.get(part.name, "").split()
        names = [line.name for line in part.properties]
        for name, times in Counter(names).items():
            if name not in order:
                yield f"{name} in a {part.name}"
            elif times > 1:
                yield f"{name} stands {times} times in a {part.name}"
        known = [order.index(name) for name in names if name in order]
        if known != sorted(known):
            yield f"a {part.name} with its properties in another order: {' '.join(names)}"
        if part.begins_before_a_property:
            yield f"a {part.name} has a property after a component"


def components_are_in_order(feed):
    """At most one VTIMEZONE, of one STANDARD and at most one DAYLIGHT, and all events after it."""
    for part in feed.outline.walk():
        names = " ".join(inner.name for inner in part.parts)
        shape = {"VCALENDAR": "(VTIMEZONE ?)?(VEVENT ?)*", "VTIMEZONE": "STANDARD( DAYLIGHT)?"}.get(part.name, "")
        if not re.fullmatch(shape, names):
            yield f"a {part.name} holds {names[:100] or 'nothing'}"
    if feed.outline.name != "VCALENDAR":
        yield f"a file of {feed.outline.name}"


def values_have_the_form_of_their_type(feed):
    moment = r"\d{8}T\d{6}"
    text = r"(?:[^\\;,]|\\[\\;,n])*"
    forms = {
        "VERSION": "2\\.0",
        "CALSCALE": "GREGORIAN",
        "STATUS": "CONFIRMED|TENTATIVE|CANCELLED",
        "TRANSP": "OPAQUE|TRANSPARENT",
        "SEQUENCE": r"\d{1,10}",
        "DTSTAMP": f"{moment}Z",
        "LAST-MODIFIED": f"{moment}Z",
        "CREATED": f"{moment}Z",
        "DTSTART": rf"{moment}Z?|\d{{8}}",
        "DTEND": rf"{moment}Z?|\d{{8}}",
        "TZOFFSETFROM": r"[+-]\d{4}(\d\d)?",
        "TZOFFSETTO": r"[+-]\d{4}(\d\d)?",
        "RRULE": r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)",
        "REFRESH-INTERVAL": r"PT\d+H",
        "X-PUBLISHED-TTL": r"PT\d+H",
        "SOURCE": r"https?://[!-~]+",
        "URL": r"https?://[!-~]+",
        "CONFERENCE": r"https?://[!-~]+",
        "COLOR": "[a-z]+",
        "CATEGORIES": f"{text}(,{text})*",
    }
    for part in feed.outline.walk():
        for line in part.properties:
            if not re.fullmatch(forms.get(line.name, text), line.value):
                yield f"{line.name} of a {part.name}: {line.value!r}"


def tzids_are_defined_before_they_are_used(feed):
    """By the bytes: icalendar would find a zone by its name in a database of its own."""
    defined = set()
    for part in feed.outline.walk():
        defined.update(part.values("TZID"))
        for line in part.properties:
            zone = line.parameters.get("TZID")
            if zone is not None and zone not in defined:
                yield f"{line.text!r}"


def events_are_sorted_by_local_start_then_uid(feed):
    clock = ZoneInfo(feed.outline.values("X-WR-TIMEZONE")[0])

    def key(event):
        start = event["DTSTART"].dt
        if not isinstance(start, datetime):
            return datetime.combine(start, time()), str(event["UID"])
        local = start.astimezone(clock) if start.tzinfo == timezone.utc or start.tzname() == "UTC" else start
        return local.replace(tzinfo=None), str(event["UID"])

    keys = [key(event) for event in feed.events]
    for before, after in zip(keys, keys[1:]):
        if before > after:
            yield f"{after[1]} comes after {before[1]}"


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
        # Whole days have an end; a meeting at a time of which nobody knows the end has none.
        whole_day = "DTSTART" in event and not isinstance(event["DTSTART"].dt, datetime)
        for name in ("DTSTAMP", "DTSTART", "SUMMARY", *(["DTEND"] if whole_day else [])):
            if name not in event:
                yield f"{event.get('UID')}: no {name}"


def every_event_ends_after_it_starts(feed):
    for event in feed.events:
        if "DTEND" not in event:
            continue
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
            if name not in event:
                continue
            moment = event[name].dt
            if isinstance(moment, datetime) and moment.tzinfo is None:
                yield f"{event['UID']}: {name} has neither zone nor Z"


def time_zones_agree_with_the_tz_database(feed):
    """The VTIMEZONE of the file gives each event the offset that the tz database gives it."""
    clocks = {name: zone.to_tz(lookup_tzid=False) for name, zone in feed.zones.items()}
    for event, name, zone, moment in time_zones_in_use(feed):
        if zone in clocks:
            local = moment.replace(tzinfo=None)
            ours = clocks[zone].utcoffset(local)
            theirs = ZoneInfo(zone).utcoffset(local)
            if ours != theirs:
                yield f"{event['UID']}: {name} is {ours} from UTC by the file, {theirs} by the tz database"


FEED_CHECKS = [
    lines_end_with_cr_lf,
    lines_have_at_most_75_octets,
    every_line_is_utf_8_by_itself,
    lines_are_folded_only_where_they_must_be,
    no_fold_falls_within_an_escape,
    no_line_is_empty_or_holds_control_characters,
    properties_are_known_once_and_in_order,
    components_are_in_order,
    values_have_the_form_of_their_type,
    tzids_are_defined_before_they_are_used,
    it_is_one_calendar_read_without_errors,
    version_and_prodid_are_given,
    no_method_is_given,
    it_holds_events_and_time_zones_only,
    uids_are_unique,
    every_event_says_what_and_when,
    every_event_ends_after_it_starts,
    events_do_not_repeat,
    events_are_sorted_by_local_start_then_uid,
    every_tzid_is_defined,
    no_time_is_without_a_zone,
    time_zones_agree_with_the_tz_database,
]


def a_uid_is_the_same_meeting_in_every_feed(feeds):
    """Someone who subscribes to two feeds that share a meeting must see one and the same."""
    seen = {}
    for feed in feeds:
        # Not at any BEGIN:VEVENT: a summary may end with these words.
        for event in re.split(b"^BEGIN:VEVENT\r\n", feed.bytes, flags=re.MULTILINE)[1:]:
            event = re.split(b"^END:VEVENT\r\n", event, flags=re.MULTILINE)[0]
            unfolded = event.replace(b"\r\n ", b"")
            uid = next((line for line in unfolded.split(b"\r\n") if line.startswith(b"UID:")), b"")
            other = seen.setdefault((feed.site, uid), (feed.name, event))
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
    sites = sites_of_arguments()
    feeds, unreadable = [], []
    for site in sites:
        for path in site.feeds:
            try:
                feeds.append(Feed(path, site))
            except Exception as error:
                unreadable.append(f"{site.name_of(path)}: {type(error).__name__}: {error}")
    results = [("every_feed_can_be_read", unreadable)]
    results += [(check.__name__, run(check, feeds)) for check in FEED_CHECKS]
    results.append(("a_uid_is_the_same_meeting_in_every_feed", list(a_uid_is_the_same_meeting_in_every_feed(feeds))))
    tell(results, f"{len(feeds)} feeds, {sum(len(feed.events) for feed in feeds)} events")


if __name__ == "__main__":
    main()
