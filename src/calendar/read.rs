//! Reading feeds, of ours or of others: what a subscriber sees of each event.
//!
//! Lenient where [`check()`](super::check()) is strict: whatever the bytes are, something comes of them.

use jiff::civil::{Date, DateTime};

use super::{stamp::Stamp, zone::Zone};

/// An event as a subscriber sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadEvent {
    /// What identifies it; empty when the feed does not say.
    pub uid: String,
    /// SUMMARY; empty when missing, as all texts are.
    pub summary: String,
    /// DESCRIPTION, its lines parted by `\n`.
    pub description: String,
    /// LOCATION.
    pub location: String,
    /// STATUS in capitals.
    pub status: String,
    /// The first of CATEGORIES.
    pub category: String,
    /// DTSTART.
    pub start: ReadTime,
    /// DTEND; for whole days the day after the last.
    pub end: ReadTime,
}

/// A time as a feed writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadTime {
    /// A day.
    Day(Date),
    /// A time on the clocks of a zone, by its name; empty for whatever zone the reader is in.
    Local(DateTime, String),
    /// A time in UTC.
    Utc(DateTime),
    /// None of these.
    Unknown(String),
}

impl ReadTime {
    /// The day, as written.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Local(time, _) | Self::Utc(time) => Some(time.date()),
            Self::Unknown(_) => None,
        }
    }

    /// Whether two times are the same, however each is written.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self == other
            || match (self.instant(), other.instant()) {
                (Some(one), Some(another)) => one == another,
                _ => false,
            }
    }

    fn instant(&self) -> Option<Stamp> {
        match self {
            Self::Local(time, zone) => Zone::find(zone)?.instant(*time),
            Self::Utc(time) => Zone::find("UTC")?.instant(*time),
            Self::Day(_) | Self::Unknown(_) => None,
        }
    }
}

/// The events of a feed in the order of the file; `None` when it is no calendar at all.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Vec<ReadEvent>> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut lines = Unfolded { rest: text };
    if !is_line(&lines.next()?, "BEGIN", "VCALENDAR") {
        return None;
    }
    let mut events = Vec::new();
    // Only properties of the event itself count, not those of an alarm within it.
    let mut event: Option<ReadEvent> = None;
    let mut within = 0_usize;
    for line in lines {
        let Some(property) = Property::parse(&line) else {
            continue;
        };
        let is_event = property.value.eq_ignore_ascii_case("VEVENT");
        match (property.name.as_str(), &mut event) {
            ("BEGIN", None) if is_event => event = Some(empty()),
            ("BEGIN", Some(_)) => within += 1,
            ("END", Some(_)) if within > 0 => within -= 1,
            ("END", Some(_)) => events.extend(event.take()),
            (_, Some(event)) if within == 0 => take(event, &property),
            _ => {}
        }
    }
    Some(events)
}

fn empty() -> ReadEvent {
    ReadEvent {
        uid: String::new(),
        summary: String::new(),
        description: String::new(),
        location: String::new(),
        status: String::new(),
        category: String::new(),
        start: ReadTime::Unknown(String::new()),
        end: ReadTime::Unknown(String::new()),
    }
}

fn take(event: &mut ReadEvent, property: &Property<'_>) {
    match property.name.as_str() {
        "UID" => event.uid = unescape(property.value),
        "SUMMARY" => event.summary = unescape(property.value),
        "DESCRIPTION" => event.description = unescape(property.value),
        "LOCATION" => event.location = unescape(property.value),
        "STATUS" => event.status = property.value.trim().to_ascii_uppercase(),
        "CATEGORIES" if event.category.is_empty() => {
            event.category = unescape(first_of(property.value));
        }
        "DTSTART" => event.start = property.time(),
        "DTEND" => event.end = property.time(),
        _ => {}
    }
}

fn is_line(line: &str, name: &str, value: &str) -> bool {
    Property::parse(line).is_some_and(|p| p.name == name && p.value.eq_ignore_ascii_case(value))
}

/// Content lines, unfolded, whatever ends the lines.
struct Unfolded<'a> {
    rest: &'a str,
}

impl Unfolded<'_> {
    fn physical(&mut self) -> &str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line.strip_suffix('\r').unwrap_or(line)
    }
}

impl Iterator for Unfolded<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        if self.rest.is_empty() {
            return None;
        }
        let mut line = self.physical().to_owned();
        while self.rest.starts_with([' ', '\t']) {
            let more = self.physical();
            line.push_str(&more[1..]);
        }
        Some(line)
    }
}

/// A property with the parameter that times need.
struct Property<'a> {
    name: String,
    zone: &'a str,
    value: &'a str,
}

impl<'a> Property<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let mut quoted = false;
        let (colon, _) = line.char_indices().find(|&(_, c)| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (head, value) = (&line[..colon], &line[colon + 1..]);
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let zone = parameters.split(';').find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.eq_ignore_ascii_case("TZID")
                .then_some(value.trim_matches('"'))
        });
        Some(Self {
            name: name.to_ascii_uppercase(),
            zone: zone.unwrap_or(""),
            value,
        })
    }

    fn time(&self) -> ReadTime {
        let value = self.value.trim();
        let unknown = || ReadTime::Unknown(value.to_owned());
        let (local, utc) = match value.strip_suffix('Z') {
            Some(local) => (local, true),
            None => (value, false),
        };
        match (local.split_once('T'), utc) {
            (None, false) => day(local).map_or_else(unknown, ReadTime::Day),
            (Some((date, clock)), utc) => {
                let Some(time) = day(date).and_then(|date| at(date, clock)) else {
                    return unknown();
                };
                if utc {
                    ReadTime::Utc(time)
                } else {
                    ReadTime::Local(time, self.zone.to_owned())
                }
            }
            (None, true) => unknown(),
        }
    }
}

/// The digits of a number of a fixed length.
fn digits<T: std::str::FromStr>(text: &str, from: usize, to: usize) -> Option<T> {
    let part = text.get(from..to)?;
    part.bytes()
        .all(|b| b.is_ascii_digit())
        .then(|| part.parse().ok())?
}

fn day(text: &str) -> Option<Date> {
    if text.len() != 8 {
        return None;
    }
    Date::new(
        digits(text, 0, 4)?,
        digits(text, 4, 6)?,
        digits(text, 6, 8)?,
    )
    .ok()
}

fn at(date: Date, text: &str) -> Option<DateTime> {
    if text.len() != 6 {
        return None;
    }
    let (hour, minute) = (digits(text, 0, 2)?, digits(text, 2, 4)?);
    let time = jiff::civil::Time::new(hour, minute, digits(text, 4, 6)?, 0).ok()?;
    Some(date.to_datetime(time))
}

/// The text before the first comma that is not escaped.
fn first_of(list: &str) -> &str {
    let mut escaped = false;
    let end = list.char_indices().find(|&(_, c)| {
        let found = c == ',' && !escaped;
        escaped = c == '\\' && !escaped;
        found
    });
    end.map_or(list, |(at, _)| &list[..at])
}

/// RFC 5545 §3.3.11, read leniently.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(other) => out.push(other),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};
    use proptest::prelude::*;

    use super::*;

    const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX:y\r\nBEGIN:VEVENT\r\nUID:a@example.org\r\n\
        DTSTART;TZID=\"Europe/London\":20260618T100000\r\nDTEND:20260618T110000Z\r\n\
        SUMMARY:Heads\\, nor\r\n th\r\nBEGIN:VALARM\r\nDESCRIPTION:Ring\r\nEND:VALARM\r\n\
        DESCRIPTION:Moved from\\nDetails: \\\\\r\nCATEGORIES:Heads\\, all,North\r\nSTATUS:cancelled\r\n\
        END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20260229\r\nDTEND;VALUE=DATE:20260301\r\n\
        END:VEVENT\r\nEND:VCALENDAR\r\n";

    #[test]
    fn an_event_reads_as_a_subscriber_sees_it() {
        let events = read(FEED.as_bytes()).expect("a calendar");
        let [one, other] = events.as_slice() else {
            panic!("two events: {events:?}");
        };
        assert_eq!(one.uid, "a@example.org");
        assert_eq!(one.summary, "Heads, north");
        assert_eq!(one.description, "Moved from\nDetails: \\");
        assert_eq!(
            (one.category.as_str(), one.status.as_str()),
            ("Heads, all", "CANCELLED")
        );
        let ten = datetime(2026, 6, 18, 10, 0, 0, 0);
        assert_eq!(one.start, ReadTime::Local(ten, "Europe/London".to_owned()));
        assert_eq!(one.end, ReadTime::Utc(datetime(2026, 6, 18, 11, 0, 0, 0)));
        assert_eq!(other.start, ReadTime::Unknown("20260229".to_owned()));
        assert_eq!(other.end, ReadTime::Day(date(2026, 3, 1)));
    }

    #[test]
    fn lines_may_end_as_they_like() {
        let lenient = format!("\u{feff}{}", FEED.replace("\r\n", "\n"));
        assert_eq!(read(lenient.as_bytes()), read(FEED.as_bytes()));
    }

    #[test]
    fn one_time_written_in_two_ways_is_the_same() {
        let events = read(FEED.as_bytes()).expect("a calendar");
        let nine = ReadTime::Utc(datetime(2026, 6, 18, 9, 0, 0, 0));
        assert!(events[0].start.is_same(&nine));
        assert!(!events[0].end.is_same(&nine));
        assert!(!events[1].start.is_same(&events[1].end));
    }

    #[test]
    fn what_is_no_calendar_is_none() {
        for none in ["", "\r\n", "<html>", "VERSION:2.0\r\nBEGIN:VCALENDAR\r\n"] {
            assert_eq!(read(none.as_bytes()), None, "{none}");
        }
        assert_eq!(read(b"BEGIN:VCALENDAR"), Some(Vec::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
            let mut within = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_vec();
            within.extend(bytes);
            prop_assert!(read(&within).is_some());
        }

        #[test]
        fn a_feed_cut_or_garbled_anywhere_can_be_read(at in 0..FEED.len(), piece in "[\\PC\r\n\t;:\",\\\\ ]{0,20}") {
            let mut bytes = FEED.as_bytes()[..at].to_vec();
            bytes.extend(piece.as_bytes());
            let _ = read(&bytes);
            bytes.extend(&FEED.as_bytes()[at..]);
            let _ = read(&bytes);
        }
    }
}
