"""What the libraries for Python make of a feed: one record for each event.

A record is a dictionary. `start` and `end` are `2026-03-26` for whole days and `2026-03-26T10:00:00Z` for times, so that
an hour that was read on the wrong clocks is another text. Nothing else is changed of what a library hands out.
"""

from datetime import datetime, timezone

import icalendar
import recurring_ical_events
import vobject

# Times further off than any meeting of the sites: these bound a search, they leave nothing out.
FIRST, LAST = datetime(1960, 1, 1, tzinfo=timezone.utc), datetime(2060, 1, 1, tzinfo=timezone.utc)


def written(moment):
    """A date as a day, a time as the instant that it is."""
    if not isinstance(moment, datetime):
        return moment.isoformat()
    if moment.tzinfo is None:
        return f"{moment.isoformat()} on no clock"
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def record_of(event):
    """The record of an event as icalendar holds it. Without DTEND it ends when it starts (RFC 5545 §3.6.1)."""
    return {
        "uid": str(event["UID"]),
        "start": written(event["DTSTART"].dt),
        "end": written(event.get("DTEND", event["DTSTART"]).dt),
        "summary": str(event["SUMMARY"]),
        "status": str(event["STATUS"]),
        "location": str(event.get("LOCATION", "")),
        "description": str(event.get("DESCRIPTION", "")),
    }


def by_icalendar(feed):
    calendar = icalendar.Calendar.from_ical(feed)
    return [record_of(event) for event in calendar.walk("VEVENT")]


def by_recurring_ical_events(feed):
    """What there is in a span of time, worked out as for rules."""
    calendar = icalendar.Calendar.from_ical(feed)
    return [record_of(event) for event in recurring_ical_events.of(calendar).between(FIRST, LAST)]


def by_vobject(feed):
    calendar = vobject.readOne(feed.decode("utf-8"))
    return [
        {
            "uid": event.uid.value,
            "start": written(event.dtstart.value),
            "end": written(event.getChildValue("dtend", event.dtstart.value)),
            "summary": event.summary.value,
            "status": event.status.value,
            "location": event.getChildValue("location", ""),
            "description": event.getChildValue("description", ""),
        }
        for event in calendar.contents.get("vevent", [])
    ]


READERS = {
    "icalendar": by_icalendar,
    "recurring-ical-events": by_recurring_ical_events,
    "vobject": by_vobject,
}
