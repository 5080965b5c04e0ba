//! The last look at the bytes of a feed, by rules that share no code with the
//! writer.

use std::{collections::HashSet, fmt, iter};

use memchr::{memchr_iter, memchr3};

use super::super::fold::LIMIT;

/// A rule of RFC 5545, or of ours, that the bytes of a feed break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The line, from 1: as printed for rules about lines, else after unfolding.
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
    let content = Unfolded::of(text, first)?;
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
    for (number, line) in (1..).zip(content.lines()) {
        outline
            .take(line)
            .map_err(|rule| Breach { line: number, rule })?;
    }
    if outline.finished {
        Ok(())
    } else {
        Err(Breach {
            line: content.ends.len(),
            rule: "the file ends before its VCALENDAR",
        })
    }
}

/// The content lines of a text.
struct Unfolded {
    /// One after the other, without line breaks.
    text: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Unfolded {
    /// Unfolds a text if all its physical lines are sound (RFC 5545 §3.1).
    fn of(text: &str, first: &str) -> Result<Self, Breach> {
        let mut content = Self {
            text: String::with_capacity(text.len()),
            ends: Vec::with_capacity(32),
        };
        let mut rest = text;
        let mut line = 0;
        while !rest.is_empty() {
            line += 1;
            let breach = |rule| Err(Breach { line, rule });
            let Some(at) = line_end(rest) else {
                return breach("a line does not end in CRLF");
            };
            let (physical, next) = (&rest[..at], &rest[at + "\r\n".len()..]);
            if physical.is_empty() {
                return breach("a line is empty");
            }
            if physical.len() > LIMIT {
                return breach("a line is longer than 75 octets");
            }
            // To look at every byte without stopping is quicker than to stop.
            let is_plain = |plain: bool, byte: u8| plain & (b' '..0x7f).contains(&byte);
            if !physical.bytes().fold(true, is_plain) && physical.contains(is_out_of_place) {
                return breach("a line holds a control character");
            }
            if line == 1 && physical != first {
                return breach("a feed begins with BEGIN:VCALENDAR");
            }
            match physical.strip_prefix([' ', '\t']) {
                Some(more) if line > 1 => {
                    content.ends.pop();
                    content.text.push_str(more);
                }
                _ => content.text.push_str(physical),
            }
            content.ends.push(content.text.len());
            rest = next;
        }
        Ok(content)
    }

    fn lines(&self) -> impl Iterator<Item = &str> {
        let starts = iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.text[start..*end])
    }
}

/// Where the first CRLF stands.
fn line_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut returns = memchr_iter(b'\r', bytes);
    returns.find(|at| bytes.get(at + 1) == Some(&b'\n'))
}

/// Control characters but the tab, and the line breaks of Unicode, at which some
/// readers cut.
fn is_out_of_place(character: char) -> bool {
    (character.is_control() && character != '\t') || matches!(character, '\u{2028}' | '\u{2029}')
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
            required("DTEND", Type::End),
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
            optional("DESCRIPTION", Type::Text),
        ],
    },
];

/// What only a feed that can be read again has: all of these or none.
const PUBLISHED: [&str; 3] = ["REFRESH-INTERVAL", "X-PUBLISHED-TTL", "SOURCE"];

/// One content line in its parts (RFC 5545 §3.1).
struct Line<'a> {
    name: &'a str,
    parameters: Vec<(&'a str, &'a str)>,
    value: &'a str,
}

impl<'a> Line<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (name, rest) = split_name(line)?;
        let (mut rest, value) = match rest.strip_prefix(':') {
            Some(value) => (None, value),
            None => {
                let (parameters, value) = split_outside_quotes(rest.strip_prefix(';')?, b':')?;
                (Some(parameters), value)
            }
        };
        let mut parameters = Vec::new();
        while let Some(parameter) = rest {
            let (this, next) = match split_outside_quotes(parameter, b';') {
                Some((this, next)) => (this, Some(next)),
                None => (parameter, None),
            };
            let (key, written) = split_name(this)?;
            let written = written.strip_prefix('=')?;
            let bare = written.strip_prefix('"').and_then(|w| w.strip_suffix('"'));
            let value = bare.unwrap_or(written);
            if value.contains('"') {
                return None;
            }
            parameters.push((key, value));
            rest = next;
        }
        Some(Self {
            name,
            parameters,
            value,
        })
    }
}

fn split_outside_quotes(text: &str, mark: u8) -> Option<(&str, &str)> {
    let mut quoted = false;
    let at = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == mark && !quoted
    })?;
    Some((&text[..at], &text[at + 1..]))
}

/// The name of a property or parameter, and all after it.
fn split_name(text: &str) -> Option<(&str, &str)> {
    let capital = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
    let end = text.bytes().position(|byte| !capital(byte))?;
    (end > 0).then(|| text.split_at(end))
}

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
        (Type::Start | Type::End, _) => true,
        (_, parameters) => parameters.is_empty(),
    };
    if !parameters_are_right {
        return Err("a property lacks a parameter or has one too many");
    }
    let text = line.value;
    let is_right = match value {
        Type::Word(words) => words.contains(&text),
        Type::Text | Type::Uid | Type::Tzid => is_text(text, b";,"),
        Type::Texts => is_text(text, b";"),
        Type::Sequence => text.parse::<i32>().is_ok_and(|number| number >= 0),
        Type::Utc => is_utc(text),
        Type::Local => is_local(text),
        Type::Uri | Type::ToldUri => text.is_ascii() && text.contains("://"),
        Type::Start | Type::End | Type::ToldDuration | Type::Any => true,
    };
    if is_right {
        Ok(())
    } else {
        Err("a value is not of the type of its property")
    }
}

/// RFC 5545 §3.3.11: every semicolon and backslash is escaped, and every comma
/// that does not part the texts of a list.
fn is_text(value: &str, never_bare: &[u8]) -> bool {
    // All that matter are ASCII, so bytes will do.
    let mut rest = value.as_bytes();
    while let Some(at) = memchr3(b'\\', b';', b',', rest) {
        let (is_right, after) = match rest[at] {
            b'\\' => {
                let escaped = rest.get(at + 1);
                (matches!(escaped, Some(b'\\' | b';' | b',' | b'n')), at + 2)
            }
            bare => (!never_bare.contains(&bare), at + 1),
        };
        if !is_right {
            return false;
        }
        rest = &rest[after..];
    }
    true
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

fn is_date(value: &str) -> bool {
    value.len() == 8 && value.bytes().all(|b| b.is_ascii_digit())
}

fn is_local(value: &str) -> bool {
    let time = |time: &str| time.len() == 6 && time.bytes().all(|b| b.is_ascii_digit());
    value
        .split_once('T')
        .is_some_and(|(day, clock)| is_date(day) && time(clock))
}

fn is_utc(value: &str) -> bool {
    value.strip_suffix('Z').is_some_and(is_local)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Redway//Redway//EN
CALSCALE:GREGORIAN
NAME:Governors
X-WR-CALNAME:Governors
X-WR-TIMEZONE:Asia/Kolkata
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
SOURCE;VALUE=URI:https://example.org/calendars/governors.ics
URL:https://example.org/meetings/governors/
LAST-MODIFIED:20260901T080000Z
CATEGORIES:Heads\\, all,North
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
TZNAME:IST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:governors.2026-11-12@example.org
DTSTAMP:20260901T080000Z
LAST-MODIFIED:20260901T080000Z
SEQUENCE:0
DTSTART;TZID=Asia/Kolkata:20261112T140000
DTEND;TZID=Asia/Kolkata:20261112T160000
SUMMARY:Governors\\, north
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
";

    fn checked(feed: &str) -> Result<(), &'static str> {
        check(&feed.replace('\n', "\r\n")).map_err(|breach| breach.rule)
    }

    /// The sample with one thing changed must be refused for `rule`.
    fn refused(what: &str, with: &str, rule: &str) {
        assert!(FEED.contains(what), "{what}");
        let changed = FEED.replacen(what, with, 1);
        assert_eq!(checked(&changed), Err(rule), "{what:?} -> {with:?}");
    }

    #[test]
    fn a_sound_feed_passes() {
        assert_eq!(checked(FEED), Ok(()));
    }

    #[test]
    fn unsound_lines_are_refused() {
        assert_eq!(
            check(FEED).map_err(|b| b.rule),
            Err("a line does not end in CRLF")
        );
        assert_eq!(checked(FEED.trim_end()), Err("a line does not end in CRLF"));
        refused("NAME:G", "\nNAME:G", "a line is empty");
        for before in ["\u{feff}", " ", "\t"] {
            refused(
                "BEGIN:VCAL",
                &format!("{before}BEGIN:VCAL"),
                "a feed begins with BEGIN:VCALENDAR",
            );
        }
        refused("north", &"n".repeat(60), "a line is longer than 75 octets");
        refused("north", "nor\u{7}th", "a line holds a control character");
        refused("north", "nor\u{85}th", "a line holds a control character");
        refused(
            "NAME:G",
            "NAME G",
            "a line is not a name, parameters and a value",
        );
        let lone_return = FEED.replace('\n', "\r\n").replace("north", "nor\rth");
        assert_eq!(
            check(&lone_return).map_err(|b| b.rule),
            Err("a line holds a control character")
        );
    }

    #[test]
    fn a_breach_names_the_line_unfolded() {
        let breach = check(
            &FEED
                .replace('\n', "\r\n")
                .replace("UID:gov", "UID:g\r\n ov")
                .replace("OPAQUE", "MAYBE"),
        );
        let breach = breach.expect_err("MAYBE is no value of TRANSP");
        assert_eq!(
            (breach.line, breach.rule),
            (32, "a value is not of the type of its property")
        );
    }

    #[test]
    fn unsound_structure_is_refused() {
        refused("END:VCALENDAR\n", "", "the file ends before its VCALENDAR");
        refused("END:VEVENT\n", "", "END does not match BEGIN");
        refused(
            "END:VCALENDAR\n",
            "END:VCALENDAR\nBEGIN:VCALENDAR\n",
            "a line follows the VCALENDAR",
        );
        refused(
            "BEGIN:VEVENT",
            "BEGIN:VTODO",
            "a component is unknown or out of place",
        );
        refused(
            "END:VCALENDAR",
            "BEGIN:VTIMEZONE",
            "the one VTIMEZONE comes before every other component",
        );
        refused(
            "END:VTIMEZONE",
            "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0530\nTZNAME:IST\nEND:STANDARD\nEND:VTIMEZONE",
            "a VTIMEZONE has one STANDARD, then at most one DAYLIGHT",
        );
        let head = &FEED[..FEED.find("BEGIN:VTIMEZONE").expect("in the sample")];
        assert_eq!(
            checked(&format!("{head}END:VCALENDAR\n")),
            Err("a VCALENDAR holds at least one component")
        );
        assert_eq!(checked(""), Err("the file ends before its VCALENDAR"));
    }

    #[test]
    fn unsound_properties_are_refused() {
        refused(
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "a property is unknown in its component",
        );
        refused(
            "TRANSP",
            "ATTENDEE:mailto:a@b.example\nTRANSP",
            "a property is unknown in its component",
        );
        refused("STATUS", "SUMMARY:Again\nSTATUS", "a property is repeated");
        refused(
            "SUMMARY:Governors\\, north\n",
            "",
            "a component lacks a required property",
        );
        refused(
            "VERSION:2.0\nPRODID:-//Redway//Redway//EN",
            "PRODID:x\nVERSION:2.0",
            "VERSION comes first, then PRODID",
        );
        refused(
            "END:VEVENT\n",
            "END:VEVENT\nCOLOR:teal\n",
            "a property comes after a component",
        );
        refused(
            "SOURCE;VALUE=URI",
            "SOURCE",
            "a property lacks a parameter or has one too many",
        );
        refused(
            "Governors\\, north",
            "Governors, north",
            "a value is not of the type of its property",
        );
        refused(
            "Heads\\, all",
            "Heads; all",
            "a value is not of the type of its property",
        );
        refused(
            "SOURCE;VALUE=URI",
            "SOURCE;VALUE=URI;X=Y",
            "a property lacks a parameter or has one too many",
        );
        refused(
            "REFRESH-INTERVAL;VALUE=DURATION",
            "REFRESH-INTERVAL",
            "a property lacks a parameter or has one too many",
        );
        refused(
            "SUMMARY:",
            "SUMMARY;LANGUAGE=en:",
            "a property lacks a parameter or has one too many",
        );
    }

    #[test]
    fn values_of_another_type_are_refused() {
        let all = [
            ("VERSION:2.0", "VERSION:1.0"),
            ("CALSCALE:GREGORIAN", "CALSCALE:JULIAN"),
            ("STATUS:CONFIRMED", "STATUS:CANCELED"),
            ("SEQUENCE:0", "SEQUENCE:2147483648"),
            ("SEQUENCE:0", "SEQUENCE:-1"),
            ("DTSTART:19700101T000000", "DTSTART:19700101T000000Z"),
            ("DTSTART:19700101T000000", "DTSTART:19700101"),
            ("https://example.org/meetings/", "example.org/meetings/"),
            ("meetings/governors/", "meetings/gouverneurs-élus/"),
            ("URI:https://example.org/", "URI:https://example.org/é/"),
            ("Governors\\, north", "Governors\\: north"),
            ("Governors\\, north", "Governors\\N north"),
            ("Governors\\, north", "Governors\\"),
            ("Heads\\, all", "Heads\\ all"),
        ];
        for (what, with) in all {
            refused(what, with, "a value is not of the type of its property");
        }
    }

    #[test]
    fn unsound_times_are_refused() {
        refused(
            "TZID:Asia/Kolkata",
            "TZID:Asia/Calcutta",
            "a TZID has no VTIMEZONE",
        );
        refused(
            "DTSTART;TZID=Asia/Kolkata",
            "DTSTART",
            "a time is neither in UTC, nor local with a TZID, nor a date",
        );
        refused(
            "20261112T160000",
            "20261112T140000",
            "DTEND is not a later time of the same form as DTSTART",
        );
        refused(
            "DTEND;TZID=Asia/Kolkata:20261112T160000",
            "DTEND:20261112T160000Z",
            "DTEND is not a later time of the same form as DTSTART",
        );
        refused(
            "DTSTAMP:20260901T080000Z",
            "DTSTAMP:20260901T080000",
            "a value is not of the type of its property",
        );
        let twice = FEED.replace(
            "END:VCALENDAR\n",
            &FEED[FEED.find("BEGIN:VEVENT").expect("in the sample")..],
        );
        assert_eq!(checked(&twice), Err("a UID is used twice"));
    }

    /// The sample cut into its frame and its event.
    fn parts() -> (String, String) {
        let feed = FEED.replace('\n', "\r\n");
        let at = feed.find("BEGIN:VEVENT").expect("in the sample");
        let end = feed.find("END:VCALENDAR").expect("in the sample");
        let (head, event) = (&feed[..at], &feed[at..end]);
        (format!("{head}{}", &feed[end..]), event.to_owned())
    }

    #[test]
    fn the_parts_of_a_sound_feed_pass() {
        let (whole, lone) = parts();
        assert_eq!(frame(&whole), Ok(()));
        assert_eq!(event(&lone, "Asia/Kolkata"), Ok(()));
        let bare = &whole[..whole.find("BEGIN:VTIMEZONE").expect("in the sample")];
        assert_eq!(frame(&format!("{bare}END:VCALENDAR\r\n")), Ok(()));
    }

    #[test]
    fn unsound_parts_are_refused() {
        let rule = |checked: Result<(), Breach>| checked.map_err(|breach| breach.rule);
        let (whole, lone) = parts();
        assert_eq!(
            rule(frame(&whole.replace("VERSION:2.0\r\n", ""))),
            Err("VERSION comes first, then PRODID")
        );
        assert_eq!(
            rule(frame(&whole.replace("END:VCALENDAR\r\n", ""))),
            Err("the file ends before its VCALENDAR")
        );
        assert_eq!(
            rule(event(&lone, "Europe/London")),
            Err("a TZID has no VTIMEZONE")
        );
        assert_eq!(
            rule(event(&format!("{lone}{lone}"), "Asia/Kolkata")),
            Err("a line follows the VCALENDAR")
        );
        assert_eq!(
            rule(event(&whole, "Asia/Kolkata")),
            Err("a feed begins with BEGIN:VCALENDAR")
        );
        assert_eq!(
            rule(event(
                &lone.replace("STATUS:CONFIRMED\r\n", ""),
                "Asia/Kolkata"
            )),
            Err("a component lacks a required property")
        );
    }

    #[test]
    fn a_file_that_is_read_once_does_not_say_where_to_read_it_again() {
        let mut once = FEED.to_owned();
        for name in PUBLISHED {
            let from = once.find(name).expect("in the sample");
            let line = once[from..].split_inclusive('\n').next().expect("a line");
            once = once.replace(line, "");
            let part = name != PUBLISHED[2];
            let rule = "a feed that can be read again says where and how often";
            assert_eq!(checked(&once), if part { Err(rule) } else { Ok(()) });
        }
    }

    #[test]
    fn quoted_parameters_are_understood() {
        let line = Line::parse(r#"A;B="c:d;e";F=g:h;i"#).expect("a content line");
        assert_eq!((line.name, line.value), ("A", "h;i"));
        assert_eq!(line.parameters, [("B", "c:d;e"), ("F", "g")]);
        assert!(Line::parse(r#"A;B=c"d:e"#).is_none());
    }
}
