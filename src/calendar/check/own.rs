//! The last look at the bytes of a feed of our own.

use std::{collections::HashSet, fmt};

use super::{
    lines::{Line, unfold},
    values::{is_date, is_local, is_text, is_utc},
};

/// A rule of RFC 5545, or of ours, that the bytes of a feed break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The line of the file, from 1, where the content line begins.
    pub line: usize,
    /// What is wrong with it.
    pub rule: &'static str,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the calendar: {}", self.line, self.rule)
    }
}

impl std::error::Error for Breach {}

/// Checks the bytes of a feed as [`Frame`](crate::calendar::Frame) makes it.
///
/// Stricter than RFC 5545: only the components and properties that this module
/// writes are known, so that text from data can never pass for one.
///
/// # Errors
///
/// The first rule that is broken: a line that is too long or not ended by CRLF, a
/// control character, an unknown, repeated, missing or misplaced property or
/// component, a local time without its VTIMEZONE, an event that does not end
/// after it starts, a UID used twice.
pub fn check(feed: &str) -> Result<(), Breach> {
    read(feed, "BEGIN:VCALENDAR", Part::Whole)
}

/// Checks a feed to which events are still to be added.
pub(in super::super) fn frame(feed: &str) -> Result<(), Breach> {
    read(feed, "BEGIN:VCALENDAR", Part::Frame)
}

/// Checks one VEVENT that is to stand in feeds of a zone, after its VTIMEZONE.
pub(in super::super) fn event(event: &str, zone: &str) -> Result<(), Breach> {
    read(event, "BEGIN:VEVENT", Part::Event { zone })
}

/// How much of a feed is read.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// All of it.
    Whole,
    /// All but the events, which are still to be added.
    Frame,
    /// One event, without the VCALENDAR around it.
    Event {
        /// The zone whose VTIMEZONE stands before it.
        zone: &'a str,
    },
}

fn read(text: &str, first: &str, part: Part<'_>) -> Result<(), Breach> {
    let (lines, faults) = unfold(text);
    if text.lines().next().is_some_and(|line| line != first) {
        let rule = "a feed begins with BEGIN:VCALENDAR";
        return Err(Breach { line: 1, rule });
    }
    if let Some((line, fault)) = faults.first() {
        return Err(Breach {
            line: *line,
            rule: fault.words(),
        });
    }
    let mut outline = Outline {
        open: Vec::with_capacity(3),
        zone: match part {
            Part::Event { zone } => Some(zone),
            Part::Whole | Part::Frame => None,
        },
        uids: HashSet::new(),
        part,
        finished: false,
    };
    for line in &lines {
        outline.take(&line.text).map_err(|rule| Breach {
            line: line.number,
            rule,
        })?;
    }
    if outline.finished {
        Ok(())
    } else {
        Err(Breach {
            line: text.lines().count(),
            rule: "the file ends before its VCALENDAR",
        })
    }
}

/// What a component may and must hold.
struct Kind {
    name: &'static str,
    /// The component around it; empty for the outermost.
    within: &'static str,
    /// In the order in which they are mostly written, at most 32. Every property is allowed once (CATEGORIES too: we
    /// write one list).
    properties: &'static [Property],
}

/// A property that a component may hold.
struct Property {
    name: &'static str,
    is_required: bool,
    value: Type,
}

/// What may stand after the name of a property. Without a parameter, unless one is named.
#[derive(Clone, Copy)]
enum Type {
    /// One of these words.
    Word(&'static [&'static str]),
    /// TEXT (RFC 5545 §3.3.11).
    Text,
    /// Several, parted by commas.
    Texts,
    /// A text by which events are told apart.
    Uid,
    /// The name of the zone that is explained.
    Tzid,
    /// A number of revisions.
    Sequence,
    /// A time in UTC.
    Utc,
    /// A local time, in the component that explains it.
    Local,
    /// When an event starts, with the parameters that this needs.
    Start,
    /// When an event ends, with the parameters that this needs.
    End,
    /// A web address.
    Uri,
    /// A web address, with the parameter that says so.
    ToldUri,
    /// A web address, with the parameters that say so and what there is (RFC 7986 §5.11).
    Conference,
    /// A duration, with the parameter that says so.
    ToldDuration,
    /// Anything.
    Any,
}

const fn required(name: &'static str, value: Type) -> Property {
    Property {
        name,
        is_required: true,
        value,
    }
}

const fn optional(name: &'static str, value: Type) -> Property {
    Property {
        name,
        is_required: false,
        value,
    }
}

const KINDS: [Kind; 5] = [
    Kind {
        name: "VCALENDAR",
        within: "",
        properties: &[
            required("VERSION", Type::Word(&["2.0"])),
            required("PRODID", Type::Text),
            required("CALSCALE", Type::Word(&["GREGORIAN"])),
            required("NAME", Type::Text),
            required("X-WR-CALNAME", Type::Text),
            optional("DESCRIPTION", Type::Text),
            optional("X-WR-CALDESC", Type::Text),
            required("X-WR-TIMEZONE", Type::Text),
            optional("REFRESH-INTERVAL", Type::ToldDuration),
            optional("X-PUBLISHED-TTL", Type::Any),
            optional("SOURCE", Type::ToldUri),
            required("URL", Type::Uri),
            required("LAST-MODIFIED", Type::Utc),
            optional("COLOR", Type::Any),
            optional("CATEGORIES", Type::Texts),
        ],
    },
    Kind {
        name: "VTIMEZONE",
        within: "VCALENDAR",
        properties: &[required("TZID", Type::Tzid)],
    },
    Kind {
        name: "STANDARD",
        within: "VTIMEZONE",
        properties: &[
            required("DTSTART", Type::Local),
            optional("RRULE", Type::Any),
            required("TZOFFSETFROM", Type::Any),
            required("TZOFFSETTO", Type::Any),
            required("TZNAME", Type::Text),
        ],
    },
    Kind {
        name: "DAYLIGHT",
        within: "VTIMEZONE",
        properties: &[
            required("DTSTART", Type::Local),
            required("RRULE", Type::Any),
            required("TZOFFSETFROM", Type::Any),
            required("TZOFFSETTO", Type::Any),
            required("TZNAME", Type::Text),
        ],
    },
    Kind {
        name: "VEVENT",
        within: "VCALENDAR",
        properties: &[
            required("UID", Type::Uid),
            required("DTSTAMP", Type::Utc),
            required("LAST-MODIFIED", Type::Utc),
            optional("CREATED", Type::Utc),
            required("SEQUENCE", Type::Sequence),
            required("DTSTART", Type::Start),
            // An event without one ends when it starts (§3.6.1).
            optional("DTEND", Type::End),
            required("SUMMARY", Type::Text),
            required(
                "STATUS",
                Type::Word(&["CONFIRMED", "TENTATIVE", "CANCELLED"]),
            ),
            required("TRANSP", Type::Word(&["OPAQUE", "TRANSPARENT"])),
            optional("LOCATION", Type::Text),
            optional("CATEGORIES", Type::Texts),
            optional("URL", Type::Uri),
            optional("CONTACT", Type::Text),
            optional("CONFERENCE", Type::Conference),
            optional("DESCRIPTION", Type::Text),
        ],
    },
];

/// What only a feed that can be read again has: all of these or none.
const PUBLISHED: [&str; 3] = ["REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE"];

impl Kind {
    /// The place of a property among all that a component may hold. It is looked for from a place on and then from the
    /// first: most follow one another.
    fn place(&self, name: &str, from: usize) -> Option<usize> {
        let is_it = |property: &Property| property.name == name;
        let (before, after) = self.properties.split_at(from);
        let further = after.iter().position(is_it).map(|place| from + place);
        further.or_else(|| before.iter().position(is_it))
    }
}

/// A component that has begun.
struct Open<'a> {
    kind: &'static Kind,
    /// Which properties it holds, one bit for each by its place.
    properties: u32,
    /// Where the next property may well have its place.
    next: usize,
    components: Vec<&'static str>,
    start: Option<Time<'a>>,
}

impl Open<'_> {
    fn has(&self, property: &str) -> bool {
        let place = self.kind.place(property, 0);
        place.is_some_and(|place| self.properties & (1 << place) != 0)
    }
}

/// What has been read so far.
struct Outline<'a> {
    open: Vec<Open<'a>>,
    /// The zone that a VTIMEZONE explains. There is one at most.
    zone: Option<&'a str>,
    uids: HashSet<&'a str>,
    part: Part<'a>,
    finished: bool,
}

type Checked = Result<(), &'static str>;

impl<'a> Outline<'a> {
    fn take(&mut self, line: &'a str) -> Checked {
        if self.finished {
            return Err("a line follows the VCALENDAR");
        }
        let line = Line::parse(line).ok_or("a line is not a name, parameters and a value")?;
        match line.name {
            "BEGIN" => self.begin(line.value),
            "END" => self.end(line.value),
            _ => self.property(&line),
        }
    }

    fn begin(&mut self, name: &str) -> Checked {
        let outermost = match self.part {
            Part::Event { .. } => "VCALENDAR",
            Part::Whole | Part::Frame => "",
        };
        let within = self.open.last().map_or(outermost, |open| open.kind.name);
        let kind = KINDS
            .iter()
            .find(|kind| kind.name == name && kind.within == within)
            .ok_or("a component is unknown or out of place")?;
        if let Some(outer) = self.open.last_mut() {
            if kind.name == "VTIMEZONE" && !outer.components.is_empty() {
                return Err("the one VTIMEZONE comes before every other component");
            }
            outer.components.push(kind.name);
        }
        self.open.push(Open {
            kind,
            properties: 0,
            next: 0,
            components: Vec::new(),
            start: None,
        });
        Ok(())
    }

    fn end(&mut self, name: &str) -> Checked {
        let open = self.open.pop().filter(|open| open.kind.name == name);
        let open = open.ok_or("END does not match BEGIN")?;
        let mut properties = open.kind.properties.iter().enumerate();
        if properties.any(|(place, p)| p.is_required && open.properties & (1 << place) == 0) {
            return Err("a component lacks a required property");
        }
        let published = || PUBLISHED.iter().filter(|p| open.has(p)).count();
        if name == "VCALENDAR" && !matches!(published(), 0 | 3) {
            return Err("a feed that can be read again says where and how often");
        }
        match (name, open.components.as_slice()) {
            ("VCALENDAR", []) if matches!(self.part, Part::Frame) => {}
            ("VCALENDAR", []) => return Err("a VCALENDAR holds at least one component"),
            ("VTIMEZONE", ["STANDARD"] | ["STANDARD", "DAYLIGHT"]) => {}
            ("VTIMEZONE", _) => {
                return Err("a VTIMEZONE has one STANDARD, then at most one DAYLIGHT");
            }
            _ => {}
        }
        self.finished = self.open.is_empty();
        Ok(())
    }

    fn property(&mut self, line: &Line<'a>) -> Checked {
        let open = self.open.last_mut().ok_or("a property is outside")?;
        let kind = open.kind;
        let place = kind
            .place(line.name, open.next)
            .ok_or("a property is unknown in its component")?;
        if !open.components.is_empty() {
            return Err("a property comes after a component");
        }
        let first = ["VERSION", "PRODID"].get(open.properties.count_ones() as usize);
        if kind.within.is_empty() && first.is_some_and(|first| *first != line.name) {
            return Err("VERSION comes first, then PRODID");
        }
        if open.properties & (1 << place) != 0 {
            return Err("a property is repeated");
        }
        open.properties |= 1 << place;
        open.next = place + 1;
        let value = kind.properties[place].value;
        check_value(line, value)?;
        match value {
            Type::Tzid => self.zone = Some(line.value),
            Type::Uid if !self.uids.insert(line.value) => return Err("a UID is used twice"),
            Type::Start => open.start = Some(Time::of(line, self.zone)?),
            Type::End => {
                let end = Time::of(line, self.zone)?;
                let start = open.start.as_ref().ok_or("DTEND comes before DTSTART")?;
                if start.form != end.form || start.digits >= end.digits {
                    return Err("DTEND is not a later time of the same form as DTSTART");
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn check_value(line: &Line<'_>, value: Type) -> Checked {
    let parameters_are_right = match (value, line.parameters.as_slice()) {
        (Type::ToldDuration, parameters) => parameters == [("VALUE", "DURATION")],
        (Type::ToldUri, parameters) => parameters == [("VALUE", "URI")],
        (Type::Conference, [feature, (label, _), value]) => {
            *feature == ("FEATURE", "VIDEO") && *label == "LABEL" && *value == ("VALUE", "URI")
        }
        (Type::Conference, _) => false,
        (Type::Start | Type::End, _) => true,
        (_, parameters) => parameters.is_empty(),
    };
    if !parameters_are_right {
        return Err("a property lacks a parameter or has one too many");
    }
    let text = line.value;
    let is_right = match value {
        Type::Word(words) => words.contains(&text),
        Type::Text | Type::Uid | Type::Tzid => is_text(text, b";,", b"n"),
        Type::Texts => is_text(text, b";", b"n"),
        Type::Sequence => text.parse::<i32>().is_ok_and(|number| number >= 0),
        Type::Utc => is_utc(text),
        Type::Local => is_local(text),
        Type::Uri | Type::ToldUri | Type::Conference => text.is_ascii() && text.contains("://"),
        Type::Start | Type::End | Type::ToldDuration | Type::Any => true,
    };
    if is_right {
        Ok(())
    } else {
        Err("a value is not of the type of its property")
    }
}

/// When an event starts or ends, as written.
struct Time<'a> {
    form: &'a str,
    digits: &'a str,
}

impl<'a> Time<'a> {
    /// UTC, local with a zone that has been explained, or a date: never floating,
    /// which each reader takes for its own zone.
    fn of(line: &Line<'a>, explained: Option<&str>) -> Result<Self, &'static str> {
        let form = match line.parameters.as_slice() {
            [] if is_utc(line.value) => "UTC",
            [("VALUE", "DATE")] if is_date(line.value) => "DATE",
            [("TZID", zone)] if is_local(line.value) => {
                if explained != Some(*zone) {
                    return Err("a TZID has no VTIMEZONE");
                }
                zone
            }
            _ => return Err("a time is neither in UTC, nor local with a TZID, nor a date"),
        };
        Ok(Self {
            form,
            digits: line.value,
        })
    }
}

#[cfg(test)]
mod tests;
