//! VEVENT (RFC 5545 §3.6.1).

use std::sync::Arc;

use jiff::civil;

use super::{
    check,
    component::Component,
    error::FeedError,
    stamp::{BasicDate, BasicDateTime, Stamp},
    value::{Parameter, Text, TextList, Uri},
    zone::{LocalTime, Zone},
};

/// One occurrence of a meeting, or one day or run of days.
///
/// Texts may hold anything: they are escaped, and line breaks survive only in
/// the description. The caller words them: nothing here says "cancelled".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What identifies the event in every feed and for ever (UID).
    pub uid: String,
    /// When the event was last revised (LAST-MODIFIED, and DTSTAMP, which has
    /// that meaning in a file without METHOD: RFC 5545 §3.8.7.2).
    pub revised: Stamp,
    /// When it was first written (CREATED).
    pub created: Option<Stamp>,
    /// Grows with each revision (SEQUENCE), at most 2 147 483 647.
    pub sequence: u32,
    /// When it happens.
    pub when: When,
    /// Whether it happens.
    pub status: Status,
    /// What it is, on one line (SUMMARY).
    pub summary: String,
    /// Plain text (DESCRIPTION); left out when empty.
    pub description: String,
    /// Where it happens, on one line (LOCATION).
    pub location: Option<String>,
    /// The web page about it (URL).
    pub page: Option<Uri>,
    /// Whom to ask, on one line (CONTACT).
    pub contact: Option<String>,
    /// Words to sort by (CATEGORIES).
    pub categories: Vec<String>,
}

/// When an event happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// From one local time to a later one, on the clocks of the feed's zone, to
    /// the second. A time that happens twice is its first occurrence, and is written in UTC.
    Timed {
        /// The start (DTSTART).
        start: civil::DateTime,
        /// The end (DTEND).
        end: civil::DateTime,
    },
    /// Whole days.
    AllDay {
        /// The first day (DTSTART).
        first: civil::Date,
        /// The last day, itself included (DTEND is the day after).
        last: civil::Date,
    },
}

impl When {
    /// The local time from which the event is sorted.
    fn start(self) -> civil::DateTime {
        match self {
            Self::Timed { start, .. } => start,
            Self::AllDay { first, .. } => first.at(0, 0, 0, 0),
        }
    }
}

/// Whether an event happens (STATUS).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It does.
    Confirmed,
    /// It is yet to be confirmed.
    Tentative,
    /// It does not.
    Cancelled,
}

/// An event as it stands in every feed of its zone, byte for byte: written once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenEvent {
    uid: String,
    start: civil::DateTime,
    zone: Arc<str>,
    text: String,
}

impl WrittenEvent {
    /// What feeds are sorted by: the local start, then the UID.
    #[must_use]
    pub fn order(&self) -> (civil::DateTime, &str) {
        (self.start, &self.uid)
    }

    /// What identifies the event.
    pub(super) fn uid(&self) -> &str {
        &self.uid
    }

    /// The name of the zone whose VTIMEZONE its times may refer to.
    pub(super) fn zone(&self) -> &str {
        &self.zone
    }

    /// The VEVENT, from BEGIN to END.
    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl Event {
    /// The bytes of the event for feeds of a zone.
    ///
    /// # Errors
    ///
    /// When a value cannot be represented.
    pub fn write(&self, zone: &Zone) -> Result<WrittenEvent, FeedError> {
        let text = self.component(zone)?.write();
        debug_assert_eq!(
            check::event(&text, zone.name()),
            Ok(()),
            "typed values make a sound event"
        );
        Ok(WrittenEvent {
            uid: self.uid.clone(),
            start: self.when.start(),
            zone: zone.shared_name(),
            text,
        })
    }

    /// The VEVENT. It is the same in every feed of the same zone.
    fn component(&self, zone: &Zone) -> Result<Component, FeedError> {
        self.check_uid()?;
        let uid = || self.uid.clone();
        let summary = Text::line(&self.summary);
        if summary.is_empty() {
            return Err(FeedError::EmptySummary { uid: uid() });
        }
        if i32::try_from(self.sequence).is_err() {
            return Err(FeedError::SequenceTooGreat { uid: uid() });
        }

        let mut event = Component::event(&Text::line(&self.uid), self.revised);
        event.put("LAST-MODIFIED", &self.revised);
        if let Some(created) = &self.created {
            event.put("CREATED", created);
        }
        event.put("SEQUENCE", &self.sequence);
        self.put_times(zone, &mut event)?;
        event.put("SUMMARY", &summary);
        event.put("STATUS", &self.status.word());
        event.put("TRANSP", &self.transparency());
        if let Some(location) = present(self.location.as_deref()) {
            event.put("LOCATION", &location);
        }
        let categories = TextList::new(&self.categories);
        if !categories.is_empty() {
            event.put("CATEGORIES", &categories);
        }
        if let Some(page) = &self.page {
            event.put("URL", page);
        }
        if let Some(contact) = present(self.contact.as_deref()) {
            event.put("CONTACT", &contact);
        }
        let description = Text::lines(&self.description);
        if !description.is_empty() {
            event.put("DESCRIPTION", &description);
        }
        Ok(event)
    }

    /// A UID must come through unchanged, or two could become one.
    fn check_uid(&self) -> Result<(), FeedError> {
        let uid = self.uid.as_str();
        let ill = |c: char| c.is_control() || super::value::is_line_break(c);
        if uid.is_empty() || uid.len() > 255 || uid.trim() != uid || uid.contains(ill) {
            return Err(FeedError::BadUid(uid.to_owned()));
        }
        Ok(())
    }

    fn put_times(&self, zone: &Zone, event: &mut Component) -> Result<(), FeedError> {
        let uid = || self.uid.clone();
        match self.when {
            When::AllDay { first, last } => {
                if last < first {
                    return Err(FeedError::EndsTooEarly { uid: uid() });
                }
                let after = last.tomorrow().ok().filter(|_| first.year() >= 1);
                let after = after.ok_or_else(|| FeedError::OutOfRange { uid: uid() })?;
                let date = Parameter::new("DATE");
                event.put_with("DTSTART", "VALUE", &date, &BasicDate(first));
                event.put_with("DTEND", "VALUE", &date, &BasicDate(after));
            }
            When::Timed { start, end } => {
                let (from, from_doubled) = self.instant(zone, start)?;
                let (to, to_doubled) = self.instant(zone, end)?;
                if to <= from {
                    return Err(FeedError::EndsTooEarly { uid: uid() });
                }
                // Readers differ over an hour that comes twice, whatever RFC 5545 §3.3.5 says: ical.js
                // and node-ical take the second. In UTC there is but one.
                let in_utc = from_doubled || to_doubled;
                if !in_utc && zone.rules().is_some_and(|rules| rules.cover(from)) {
                    let tzid = Parameter::new(zone.name());
                    event.put_with("DTSTART", "TZID", &tzid, &BasicDateTime(start));
                    event.put_with("DTEND", "TZID", &tzid, &BasicDateTime(end));
                } else {
                    event.put("DTSTART", &from);
                    event.put("DTEND", &to);
                }
            }
        }
        Ok(())
    }

    /// The instant of a local time, and whether that time comes twice.
    fn instant(&self, zone: &Zone, local: civil::DateTime) -> Result<(Stamp, bool), FeedError> {
        let out_of_range = || FeedError::OutOfRange {
            uid: self.uid.clone(),
        };
        if local.year() < 1 {
            return Err(out_of_range());
        }
        match zone.local_time(local).ok_or_else(out_of_range)? {
            LocalTime::Exact(instant) => Ok((instant, false)),
            LocalTime::Doubled { first, .. } => Ok((first, true)),
            LocalTime::Skipped(change) => Err(FeedError::SkippedTime {
                uid: self.uid.clone(),
                local,
                change,
            }),
        }
    }

    /// Outlook takes "busy" from TRANSP before STATUS, so only what is sure and
    /// has an hour blocks anyone's time.
    fn transparency(&self) -> &'static str {
        match (self.when, self.status) {
            (When::Timed { .. }, Status::Confirmed) => "OPAQUE",
            _ => "TRANSPARENT",
        }
    }
}

impl Status {
    fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "CONFIRMED",
            Self::Tentative => "TENTATIVE",
            Self::Cancelled => "CANCELLED",
        }
    }
}

/// A one-line text, unless it is missing or empty.
fn present(data: Option<&str>) -> Option<Text<'_>> {
    data.map(Text::line).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, datetime};

    fn stamp(seconds: i64) -> Stamp {
        Stamp::from_seconds(seconds).expect("in range")
    }

    fn event() -> Event {
        Event {
            uid: "quadrant-north.2026-06-18@example.org".to_owned(),
            revised: stamp(1_780_000_000),
            created: None,
            sequence: 7,
            when: When::Timed {
                start: datetime(2026, 6, 18, 10, 0, 0, 0),
                end: datetime(2026, 6, 18, 12, 0, 0, 0),
            },
            status: Status::Confirmed,
            summary: "North quadrant meeting".to_owned(),
            description: String::new(),
            location: None,
            page: None,
            contact: None,
            categories: Vec::new(),
        }
    }

    fn timed(start: civil::DateTime, end: civil::DateTime) -> Event {
        Event {
            when: When::Timed { start, end },
            ..event()
        }
    }

    fn written_in(zone: &str, event: &Event) -> Result<String, FeedError> {
        let zone = Zone::find(zone).expect("a zone of the database");
        let component = event.component(&zone)?;
        Ok(component.write().replace("\r\n", "\n"))
    }

    fn written(event: &Event) -> Result<String, FeedError> {
        written_in("Europe/London", event)
    }

    fn has(event: &Event, lines: &str) {
        let text = written(event).expect("a sound event");
        assert!(text.contains(lines), "{lines:?} in {text}");
    }

    #[test]
    fn the_least_event_has_no_empty_properties() {
        let bare = Event {
            location: Some("\n".to_owned()),
            contact: Some(" ".to_owned()),
            categories: vec![String::new()],
            description: "\r\n".to_owned(),
            ..event()
        };
        assert_eq!(
            written(&bare).as_deref(),
            Ok("BEGIN:VEVENT\n\
                UID:quadrant-north.2026-06-18@example.org\n\
                DTSTAMP:20260528T202640Z\n\
                LAST-MODIFIED:20260528T202640Z\n\
                SEQUENCE:7\n\
                DTSTART;TZID=Europe/London:20260618T100000\n\
                DTEND;TZID=Europe/London:20260618T120000\n\
                SUMMARY:North quadrant meeting\n\
                STATUS:CONFIRMED\n\
                TRANSP:OPAQUE\n\
                END:VEVENT\n")
        );
    }

    #[test]
    fn a_full_event_has_every_property_in_order() {
        let full = Event {
            created: Some(stamp(1_779_999_000)),
            location: Some("Ysgol Siôn,\nMain Hall".to_owned()),
            page: Uri::parse("https://example.org/meetings/a,b/").ok(),
            contact: Some("heads@example.org".to_owned()),
            categories: vec!["Heads, all".to_owned(), "North".to_owned()],
            description: "Bring: laptop; pen\n\nDetails".to_owned(),
            ..event()
        };
        has(&full, "\nCREATED:20260528T201000Z\nSEQUENCE:7\n");
        has(
            &full,
            "TRANSP:OPAQUE\n\
             LOCATION:Ysgol Siôn\\, Main Hall\n\
             CATEGORIES:Heads\\, all,North\n\
             URL:https://example.org/meetings/a,b/\n\
             CONTACT:heads@example.org\n\
             DESCRIPTION:Bring: laptop\\; pen\\n\\nDetails\n\
             END:VEVENT\n",
        );
    }

    #[test]
    fn whole_days_end_on_the_day_after_the_last() {
        let mut day = event();
        day.when = When::AllDay {
            first: date(2026, 12, 31),
            last: date(2026, 12, 31),
        };
        has(
            &day,
            "DTSTART;VALUE=DATE:20261231\nDTEND;VALUE=DATE:20270101\n",
        );
        has(&day, "TRANSP:TRANSPARENT\n");
    }

    #[test]
    fn only_what_is_sure_blocks_time() {
        for (status, lines) in [
            (Status::Tentative, "STATUS:TENTATIVE\nTRANSP:TRANSPARENT\n"),
            (Status::Cancelled, "STATUS:CANCELLED\nTRANSP:TRANSPARENT\n"),
        ] {
            has(&Event { status, ..event() }, lines);
        }
    }

    #[test]
    fn times_without_a_simple_rule_are_in_utc() {
        let text = written_in("Africa/Casablanca", &event()).expect("a sound event");
        assert!(
            text.contains("DTSTART:20260618T090000Z\nDTEND:20260618T110000Z\n"),
            "{text}"
        );
        let text = written_in("UTC", &event()).expect("a sound event");
        assert!(
            text.contains("DTSTART:20260618T100000Z\nDTEND:20260618T120000Z\n"),
            "{text}"
        );
        let before_the_rules = timed(
            datetime(1990, 12, 3, 10, 0, 0, 0),
            datetime(1990, 12, 3, 11, 0, 0, 0),
        );
        has(&before_the_rules, "DTSTART:19901203T100000Z\n");
    }

    #[test]
    fn a_time_that_does_not_exist_is_refused_with_the_change() {
        let skipped = datetime(2026, 3, 29, 1, 30, 0, 0);
        let error = written(&timed(skipped, datetime(2026, 3, 29, 3, 0, 0, 0)));
        assert_eq!(
            error.expect_err("the clocks skip the start").to_string(),
            "the event `quadrant-north.2026-06-18@example.org` is at 01:30 on 29 March 2026, a \
             time that does not exist: the clocks go from 01:00 to 02:00"
        );
        let error = written(&timed(datetime(2026, 3, 28, 23, 0, 0, 0), skipped));
        assert!(matches!(error, Err(FeedError::SkippedTime { local, .. }) if local == skipped));
    }

    #[test]
    fn a_doubled_time_is_written_in_utc_and_is_the_first() {
        let doubled = datetime(2026, 10, 25, 1, 30, 0, 0);
        has(
            &timed(doubled, datetime(2026, 10, 25, 2, 0, 0, 0)),
            "DTSTART:20261025T003000Z\nDTEND:20261025T020000Z\n",
        );
        has(
            &timed(datetime(2026, 10, 25, 0, 30, 0, 0), doubled),
            "DTSTART:20261024T233000Z\nDTEND:20261025T003000Z\n",
        );
    }

    #[test]
    fn an_event_must_end_after_it_starts() {
        let noon = datetime(2026, 6, 18, 12, 0, 0, 0);
        let too_early = |event: &Event| {
            assert!(matches!(
                written(event),
                Err(FeedError::EndsTooEarly { .. })
            ));
        };
        too_early(&timed(noon, noon));
        too_early(&timed(noon, datetime(2026, 6, 18, 11, 0, 0, 0)));
        // Half a second is not written.
        too_early(&timed(noon, datetime(2026, 6, 18, 12, 0, 0, 500_000_000)));
        let when = When::AllDay {
            first: date(2026, 6, 18),
            last: date(2026, 6, 17),
        };
        too_early(&Event { when, ..event() });
    }

    #[test]
    fn days_beyond_four_digits_are_refused() {
        for (first, last) in [
            (date(0, 12, 31), date(1, 1, 1)),
            (date(9999, 12, 31), date(9999, 12, 31)),
        ] {
            let when = When::AllDay { first, last };
            let error = written(&Event { when, ..event() });
            assert!(matches!(error, Err(FeedError::OutOfRange { .. })));
        }
        let error = written(&timed(civil::DateTime::MIN, civil::DateTime::MAX));
        assert!(matches!(error, Err(FeedError::OutOfRange { .. })));
    }

    #[test]
    fn what_cannot_be_represented_is_refused() {
        for uid in [
            "",
            " a",
            "a\r\nMETHOD:CANCEL",
            "a\u{2028}b",
            &"é".repeat(128),
        ] {
            let uid = uid.to_owned();
            let error = written(&Event {
                uid: uid.clone(),
                ..event()
            });
            assert_eq!(error, Err(FeedError::BadUid(uid)));
        }
        let summary = "\u{7}\r\n".to_owned();
        let error = written(&Event { summary, ..event() });
        assert!(matches!(error, Err(FeedError::EmptySummary { .. })));
        let sequence = 1 << 31;
        let error = written(&Event {
            sequence,
            ..event()
        });
        assert!(matches!(error, Err(FeedError::SequenceTooGreat { .. })));
    }
}
