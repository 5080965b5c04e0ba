//! What RFC 5545 asks of any calendar file, whoever wrote it: all that is wrong, not only the first.
//!
//! Properties and components that it does not name may be in a file and hold anything. Those of RFC 7986 are known too,
//! and what later standards added to alarms.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{
    lines::{ContentLine, Line, LineFault, unfold},
    values::Type,
};

/// A rule of RFC 5545 that a line of a calendar file breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1, where the content line begins.
    pub line: usize,
    /// What is wrong with it.
    pub rule: Rule,
}

/// A rule of RFC 5545 that is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// A physical line is not as it should be.
    Line(LineFault),
    /// A line is not a name, parameters and a value.
    NoContentLine,
    /// A component begins or a property stands outside a VCALENDAR.
    Outside,
    /// There is no VCALENDAR at all.
    NoCalendar,
    /// A component is not ended.
    NeverEnded(&'static str),
    /// END does not name the component that is open.
    WrongEnd,
    /// A component is within one that may not hold it.
    MisplacedComponent(&'static str),
    /// A calendar or time zone without any of the components that it must hold.
    NothingWithin(&'static str),
    /// A component lacks a property.
    Missing(&'static str, &'static str),
    /// A property that may stand once stands again in a component.
    Repeated(&'static str, &'static str),
    /// A property of the standard stands in a component that may not hold it.
    MisplacedProperty(&'static str, &'static str),
    /// A property follows a component within the same one.
    PropertyAfterComponent(&'static str),
    /// A value has not the form of its type, which is named.
    Value(&'static str, &'static str),
    /// Two properties of which a component may hold only one.
    NotBoth(&'static str, &'static str),
    /// Of two properties that go together one is missing.
    OnlyOne(&'static str, &'static str),
    /// It ends no later than it starts.
    EndsTooEarly(&'static str),
    /// The end and the start are not both days, or not both times.
    OtherForm(&'static str),
    /// A local time is on the clocks of a zone without VTIMEZONE.
    UnexplainedZone,
    /// A day or a time in UTC has a zone besides.
    NeedlessZone(&'static str),
    /// Two events are told apart by nothing.
    SameUid,
}

impl Rule {
    /// Whether the standard says that it should be so, rather than must.
    #[must_use]
    pub fn is_advice(&self) -> bool {
        matches!(
            self,
            Self::Line(LineFault::Long) | Self::Repeated("RRULE", _)
        )
    }

    /// The section of RFC 5545 that says so.
    #[must_use]
    pub fn section(&self) -> &'static str {
        match self {
            Self::Line(_) | Self::NoContentLine => "3.1",
            Self::Value(..) => "3.3",
            Self::UnexplainedZone | Self::NeedlessZone(_) => "3.2.19",
            Self::Outside | Self::NoCalendar | Self::NeverEnded(_) | Self::WrongEnd => "3.4",
            Self::SameUid => "3.8.4.7",
            Self::EndsTooEarly("DUE") | Self::OtherForm("DUE") => "3.8.2.3",
            Self::EndsTooEarly(_) | Self::OtherForm(_) => "3.8.2.2",
            _ => "3.6",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(fault) => f.write_str(fault.words()),
            Self::NoContentLine => f.write_str("a line is not a name, parameters and a value"),
            Self::Outside => f.write_str("a line stands outside a VCALENDAR"),
            Self::NoCalendar => f.write_str("the file does not begin with BEGIN:VCALENDAR"),
            Self::NeverEnded(component) => write!(f, "the {component} that begins here is never ended"),
            Self::WrongEnd => f.write_str("END does not name the component that was begun last"),
            Self::MisplacedComponent(component) => write!(f, "{component} may not stand here"),
            Self::NothingWithin("VTIMEZONE") => f.write_str("a VTIMEZONE holds neither STANDARD nor DAYLIGHT"),
            Self::NothingWithin(component) => write!(f, "a {component} holds no component"),
            Self::Missing(component, property) => write!(f, "a {component} lacks {property}"),
            Self::Repeated(property, component) => write!(f, "{property} stands again in the same {component}"),
            Self::MisplacedProperty(property, component) => {
                write!(f, "{property} may not stand in a {component}")
            }
            Self::PropertyAfterComponent(component) => {
                write!(f, "a property of a {component} follows a component within it")
            }
            Self::Value(property, kind) => write!(f, "the value of {property} is no {kind}"),
            Self::NotBoth(one, other) => write!(f, "{one} and {other} may not stand together"),
            Self::OnlyOne(one, other) => write!(f, "{one} and {other} stand only together"),
            Self::EndsTooEarly(property) => write!(f, "{property} is not later than DTSTART"),
            Self::OtherForm(property) => {
                write!(f, "{property} and DTSTART are not both days, or not both times")
            }
            Self::UnexplainedZone => f.write_str("the zone that TZID names has no VTIMEZONE in this calendar"),
            Self::NeedlessZone(property) => {
                write!(f, "{property} has a TZID, and is a day or a time in UTC")
            }
            Self::SameUid => f.write_str("another component of the same sort has this UID, and no RECURRENCE-ID tells them apart"),
        }
    }
}

/// Everything in a calendar file that RFC 5545 does not allow, by line.
#[must_use]
pub fn faults(text: &str) -> Vec<Fault> {
    let (lines, faults) = unfold(text);
    let faults = faults.into_iter().map(|(line, fault)| Fault {
        line,
        rule: Rule::Line(fault),
    });
    let mut reader = Reader {
        faults: faults.collect(),
        ..Reader::default()
    };
    let is_calendar = lines.first().is_some_and(|first| {
        Line::parse(&first.text).is_some_and(|line| {
            line.name.eq_ignore_ascii_case("BEGIN") && line.value.eq_ignore_ascii_case("VCALENDAR")
        })
    });
    if is_calendar {
        for line in &lines {
            reader.take(line);
        }
        while let Some(open) = reader.open.pop() {
            if let Some(kind) = open.kind {
                reader.tell(open.line, Rule::NeverEnded(kind.name));
            }
        }
    } else {
        reader.tell(1, Rule::NoCalendar);
    }
    let mut faults = reader.faults;
    faults.sort_by_key(|fault| fault.line);
    faults
}

/// What a component may and must hold.
struct Kind {
    name: &'static str,
    /// The components around it; none for the outermost.
    within: &'static [&'static str],
    required: &'static [&'static str],
    once: &'static [&'static str],
    many: &'static [&'static str],
    /// Whether its properties come before the components within it.
    is_ordered: bool,
}

const KINDS: [Kind; 9] = [
    Kind {
        name: "VCALENDAR",
        within: &[],
        required: &["PRODID", "VERSION"],
        once: &[
            "CALSCALE",
            "METHOD",
            "UID",
            "LAST-MODIFIED",
            "URL",
            "REFRESH-INTERVAL",
            "SOURCE",
            "COLOR",
        ],
        many: &["NAME", "DESCRIPTION", "CATEGORIES", "IMAGE"],
        is_ordered: true,
    },
    Kind {
        name: "VEVENT",
        within: &["VCALENDAR"],
        required: &["UID", "DTSTAMP"],
        once: &[
            "DTSTART",
            "CLASS",
            "CREATED",
            "DESCRIPTION",
            "GEO",
            "LAST-MODIFIED",
            "LOCATION",
            "ORGANIZER",
            "PRIORITY",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "TRANSP",
            "URL",
            "RECURRENCE-ID",
            "RRULE",
            "DTEND",
            "DURATION",
            "COLOR",
        ],
        many: &[
            "ATTACH",
            "ATTENDEE",
            "CATEGORIES",
            "COMMENT",
            "CONTACT",
            "EXDATE",
            "REQUEST-STATUS",
            "RELATED-TO",
            "RESOURCES",
            "RDATE",
            "IMAGE",
            "CONFERENCE",
        ],
        is_ordered: true,
    },
    Kind {
        name: "VTODO",
        within: &["VCALENDAR"],
        required: &["UID", "DTSTAMP"],
        once: &[
            "CLASS",
            "COMPLETED",
            "CREATED",
            "DESCRIPTION",
            "DTSTART",
            "GEO",
            "LAST-MODIFIED",
            "LOCATION",
            "ORGANIZER",
            "PERCENT-COMPLETE",
            "PRIORITY",
            "RECURRENCE-ID",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "URL",
            "RRULE",
            "DUE",
            "DURATION",
            "COLOR",
        ],
        many: &[
            "ATTACH",
            "ATTENDEE",
            "CATEGORIES",
            "COMMENT",
            "CONTACT",
            "EXDATE",
            "REQUEST-STATUS",
            "RELATED-TO",
            "RESOURCES",
            "RDATE",
            "IMAGE",
            "CONFERENCE",
        ],
        is_ordered: true,
    },
    Kind {
        name: "VJOURNAL",
        within: &["VCALENDAR"],
        required: &["UID", "DTSTAMP"],
        once: &[
            "CLASS",
            "CREATED",
            "DTSTART",
            "LAST-MODIFIED",
            "ORGANIZER",
            "RECURRENCE-ID",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "URL",
            "RRULE",
            "COLOR",
        ],
        many: &[
            "ATTACH",
            "ATTENDEE",
            "CATEGORIES",
            "COMMENT",
            "CONTACT",
            "DESCRIPTION",
            "EXDATE",
            "RELATED-TO",
            "RDATE",
            "REQUEST-STATUS",
            "IMAGE",
        ],
        is_ordered: true,
    },
    Kind {
        name: "VFREEBUSY",
        within: &["VCALENDAR"],
        required: &["UID", "DTSTAMP"],
        once: &["CONTACT", "DTSTART", "DTEND", "ORGANIZER", "URL"],
        many: &["ATTENDEE", "COMMENT", "FREEBUSY", "REQUEST-STATUS"],
        is_ordered: true,
    },
    Kind {
        name: "VTIMEZONE",
        within: &["VCALENDAR"],
        required: &["TZID"],
        once: &["LAST-MODIFIED", "TZURL"],
        many: &[],
        is_ordered: false,
    },
    Kind {
        name: "STANDARD",
        within: &["VTIMEZONE"],
        required: &["DTSTART", "TZOFFSETTO", "TZOFFSETFROM"],
        once: &["RRULE"],
        many: &["COMMENT", "RDATE", "TZNAME"],
        is_ordered: true,
    },
    Kind {
        name: "DAYLIGHT",
        within: &["VTIMEZONE"],
        required: &["DTSTART", "TZOFFSETTO", "TZOFFSETFROM"],
        once: &["RRULE"],
        many: &["COMMENT", "RDATE", "TZNAME"],
        is_ordered: true,
    },
    Kind {
        name: "VALARM",
        within: &["VEVENT", "VTODO"],
        required: &["ACTION", "TRIGGER"],
        once: &[
            "DURATION",
            "REPEAT",
            "DESCRIPTION",
            "SUMMARY",
            "UID",
            "ACKNOWLEDGED",
        ],
        many: &["ATTACH", "ATTENDEE", "RELATED-TO"],
        is_ordered: true,
    },
];

const TYPES: [(&str, Type); 53] = [
    ("ACKNOWLEDGED", Type::Utc),
    ("ACTION", Type::Text),
    ("ATTACH", Type::UriOrBinary),
    ("ATTENDEE", Type::Uri),
    ("CALSCALE", Type::Word(&["GREGORIAN"])),
    ("CATEGORIES", Type::Texts),
    ("CLASS", Type::Text),
    ("COLOR", Type::Text),
    ("COMMENT", Type::Text),
    ("COMPLETED", Type::Utc),
    ("CONFERENCE", Type::Uri),
    ("CONTACT", Type::Text),
    ("CREATED", Type::Utc),
    ("DESCRIPTION", Type::Text),
    ("DTEND", Type::Time),
    ("DTSTAMP", Type::Utc),
    ("DTSTART", Type::Time),
    ("DUE", Type::Time),
    ("DURATION", Type::Duration),
    ("EXDATE", Type::Times),
    ("FREEBUSY", Type::Periods),
    ("GEO", Type::Place),
    ("IMAGE", Type::UriOrBinary),
    ("LAST-MODIFIED", Type::Utc),
    ("LOCATION", Type::Text),
    ("METHOD", Type::Text),
    ("NAME", Type::Text),
    ("ORGANIZER", Type::Uri),
    ("PERCENT-COMPLETE", Type::Integer(0, 100)),
    ("PRIORITY", Type::Integer(0, 9)),
    ("PRODID", Type::Text),
    ("RDATE", Type::Times),
    ("RECURRENCE-ID", Type::Time),
    ("REFRESH-INTERVAL", Type::Duration),
    ("RELATED-TO", Type::Any),
    ("REPEAT", Type::Integer(0, i32::MAX)),
    ("REQUEST-STATUS", Type::Any),
    ("RESOURCES", Type::Texts),
    ("RRULE", Type::Recur),
    ("SEQUENCE", Type::Integer(0, i32::MAX)),
    ("SOURCE", Type::Uri),
    (
        "STATUS",
        Type::Word(&[
            "TENTATIVE",
            "CONFIRMED",
            "CANCELLED",
            "NEEDS-ACTION",
            "COMPLETED",
            "IN-PROCESS",
            "DRAFT",
            "FINAL",
        ]),
    ),
    ("SUMMARY", Type::Text),
    ("TRANSP", Type::Word(&["OPAQUE", "TRANSPARENT"])),
    ("TRIGGER", Type::Trigger),
    ("TZID", Type::Text),
    ("TZNAME", Type::Text),
    ("TZOFFSETFROM", Type::Offset),
    ("TZOFFSETTO", Type::Offset),
    ("TZURL", Type::Uri),
    ("UID", Type::Text),
    ("URL", Type::Uri),
    ("VERSION", Type::Word(&["2.0"])),
];

/// Properties of which a component may hold one, and those that stand only together.
const NOT_BOTH: [(&str, &str, &str); 2] = [
    ("VEVENT", "DTEND", "DURATION"),
    ("VTODO", "DUE", "DURATION"),
];
const TOGETHER: [(&str, &str, &str); 1] = [("VALARM", "DURATION", "REPEAT")];

/// A component that has begun.
struct Open {
    /// `None` for one that the standard does not name, which may hold anything.
    kind: Option<&'static Kind>,
    line: usize,
    /// What it holds of the properties that the standard names, and where each stood last.
    properties: HashMap<&'static str, usize>,
    has_components: bool,
    start: Option<Moment>,
    end: Option<(&'static str, Moment)>,
    uid: String,
    recurrence: String,
}

/// When something starts or ends, as written.
struct Moment {
    is_day: bool,
    /// Its TZID, `Z` for UTC, or nothing.
    zone: String,
    digits: String,
    line: usize,
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    faults: Vec<Fault>,
    open: Vec<Open>,
    /// The zones that this calendar explains, and those that it names.
    explained: HashSet<String>,
    named: Vec<(String, usize)>,
    /// What tells components apart: their sort, UID and RECURRENCE-ID.
    known: HashSet<(&'static str, String, String)>,
    has_method: bool,
    /// Events without a start, which is right only where the calendar has a METHOD.
    startless: Vec<usize>,
}

impl Reader {
    fn tell(&mut self, line: usize, rule: Rule) {
        self.faults.push(Fault { line, rule });
    }

    fn take(&mut self, content: &ContentLine<'_>) {
        let number = content.number;
        let Some(line) = Line::parse(&content.text) else {
            return self.tell(number, Rule::NoContentLine);
        };
        match line.name.to_ascii_uppercase().as_str() {
            "BEGIN" => self.begin(number, line.value),
            "END" => self.end(number, line.value),
            name => self.property(number, name, &line),
        }
    }

    fn begin(&mut self, line: usize, name: &str) {
        let kind = KINDS
            .iter()
            .find(|kind| kind.name.eq_ignore_ascii_case(name));
        match (self.open.last_mut(), kind) {
            (None, Some(kind)) if kind.within.is_empty() => {}
            (None, _) => self.tell(line, Rule::Outside),
            (Some(outer), _) => {
                outer.has_components = true;
                let may_hold = |kind: &Kind| {
                    outer
                        .kind
                        .is_none_or(|outer| kind.within.contains(&outer.name))
                };
                if let Some(kind) = kind.filter(|kind| !may_hold(kind)) {
                    self.tell(line, Rule::MisplacedComponent(kind.name));
                }
            }
        }
        self.open.push(Open {
            kind,
            line,
            properties: HashMap::new(),
            has_components: false,
            start: None,
            end: None,
            uid: String::new(),
            recurrence: String::new(),
        });
    }

    fn end(&mut self, line: usize, name: &str) {
        let is_it = |open: &Open| {
            open.kind
                .is_none_or(|kind| kind.name.eq_ignore_ascii_case(name))
        };
        let Some(at) = self.open.iter().rposition(is_it) else {
            return self.tell(line, Rule::WrongEnd);
        };
        // What was not ended within it ends with it.
        for open in self.open.split_off(at).into_iter().rev() {
            if !is_it(&open) {
                self.tell(line, Rule::WrongEnd);
            }
            if let Some(kind) = open.kind {
                self.close(kind, open);
            }
        }
    }

    fn close(&mut self, kind: &'static Kind, open: Open) {
        let has = |property: &str| open.properties.contains_key(property);
        let missing = kind.required.iter().filter(|property| !has(property));
        self.faults.extend(missing.map(|property| Fault {
            line: open.line,
            rule: Rule::Missing(kind.name, property),
        }));
        if matches!(kind.name, "VCALENDAR" | "VTIMEZONE") && !open.has_components {
            self.tell(open.line, Rule::NothingWithin(kind.name));
        }
        for (_, one, other) in NOT_BOTH.iter().filter(|(of, ..)| *of == kind.name) {
            if let Some(line) = open.properties.get(other).filter(|_| has(one)) {
                self.tell(*line, Rule::NotBoth(one, other));
            }
        }
        for (_, one, other) in TOGETHER.iter().filter(|(of, ..)| *of == kind.name) {
            if has(one) != has(other) {
                self.tell(open.line, Rule::OnlyOne(one, other));
            }
        }
        if let (Some(start), Some((property, end))) = (&open.start, &open.end) {
            if start.is_day != end.is_day {
                self.tell(end.line, Rule::OtherForm(property));
            } else if start.zone == end.zone && end.digits <= start.digits {
                self.tell(end.line, Rule::EndsTooEarly(property));
            }
        }
        match kind.name {
            "VCALENDAR" => self.close_calendar(),
            "VEVENT" if !has("DTSTART") => self.startless.push(open.line),
            _ => {}
        }
        if let Some(&line) = open.properties.get("UID")
            && kind.within == ["VCALENDAR"]
            && !self.known.insert((kind.name, open.uid, open.recurrence))
        {
            self.tell(line, Rule::SameUid);
        }
    }

    /// What can be told only when all of a calendar was read.
    fn close_calendar(&mut self) {
        let explained = std::mem::take(&mut self.explained);
        for (zone, line) in std::mem::take(&mut self.named) {
            // A name that begins with a slash is one that everybody knows.
            if !zone.starts_with('/') && !explained.contains(&zone) {
                self.tell(line, Rule::UnexplainedZone);
            }
        }
        for line in std::mem::take(&mut self.startless) {
            if !self.has_method {
                self.tell(line, Rule::Missing("VEVENT", "DTSTART"));
            }
        }
        self.has_method = false;
        self.known.clear();
    }

    fn property(&mut self, number: usize, name: &str, line: &Line<'_>) {
        let Some(open) = self.open.last_mut() else {
            return self.tell(number, Rule::Outside);
        };
        let Some(kind) = open.kind else {
            return;
        };
        let mut reported = Vec::new();
        if kind.is_ordered && open.has_components {
            reported.push(Rule::PropertyAfterComponent(kind.name));
        }
        if let Ok(at) = TYPES.binary_search_by_key(&name, |(name, _)| *name) {
            let (name, value) = TYPES[at];
            let is_of = |names: &[&str]| names.contains(&name);
            if !is_of(kind.required) && !is_of(kind.once) && !is_of(kind.many) {
                reported.push(Rule::MisplacedProperty(name, kind.name));
            } else if open.properties.insert(name, number).is_some() && !is_of(kind.many) {
                reported.push(Rule::Repeated(name, kind.name));
            }
            reported.extend(wrong_value(kind, name, value, line));
            open.keep(number, name, line);
            match (kind.name, name) {
                ("VTIMEZONE", "TZID") => drop(self.explained.insert(line.value.to_owned())),
                ("VCALENDAR", "METHOD") => self.has_method = true,
                _ => {}
            }
        }
        if let Some(zone) = parameter(line, "TZID") {
            self.named.push((zone.to_owned(), number));
        }
        for rule in reported {
            self.tell(number, rule);
        }
    }
}

impl Open {
    /// Keeps what is compared when the component ends.
    fn keep(&mut self, number: usize, name: &'static str, line: &Line<'_>) {
        match name {
            "UID" => line.value.clone_into(&mut self.uid),
            "RECURRENCE-ID" => line.value.clone_into(&mut self.recurrence),
            "DTSTART" => self.start = Some(Moment::of(number, line)),
            "DTEND" | "DUE" => self.end = Some((name, Moment::of(number, line))),
            _ => {}
        }
    }
}

impl Moment {
    fn of(number: usize, line: &Line<'_>) -> Self {
        let utc = line.value.strip_suffix('Z');
        let zone = parameter(line, "TZID").unwrap_or_default();
        Self {
            is_day: !line.value.contains('T'),
            zone: utc.map_or(zone, |_| "Z").to_owned(),
            digits: utc.unwrap_or(line.value).to_owned(),
            line: number,
        }
    }
}

/// What is wrong with the value of a property.
fn wrong_value(kind: &Kind, name: &'static str, value: Type, line: &Line<'_>) -> Option<Rule> {
    // An onset is on the clocks as they ran before it.
    let is_onset = kind.within == ["VTIMEZONE"] && name == "DTSTART";
    let value = if is_onset { Type::Local } else { value };
    if !value.is_form_of(line.value, parameter(line, "VALUE")) {
        return Some(Rule::Value(name, value.name()));
    }
    let is_local = line.value.contains('T') && !line.value.ends_with('Z');
    let has_zone = parameter(line, "TZID").is_some();
    let is_time = matches!(value, Type::Time | Type::Times);
    (is_time && has_zone && !is_local).then_some(Rule::NeedlessZone(name))
}

/// The value of a parameter.
fn parameter<'a>(line: &Line<'a>, name: &str) -> Option<&'a str> {
    let mut parameters = line.parameters.iter();
    let (_, value) = parameters.find(|(key, _)| key.eq_ignore_ascii_case(name))?;
    Some(value)
}

#[cfg(test)]
mod tests;
