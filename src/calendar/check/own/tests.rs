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
fn a_breach_names_the_line_of_the_file() {
    let breach = check(
        &FEED
            .replace('\n', "\r\n")
            .replace("UID:gov", "UID:g\r\n ov")
            .replace("OPAQUE", "MAYBE"),
    );
    let breach = breach.expect_err("MAYBE is no value of TRANSP");
    assert_eq!(
        (breach.line, breach.rule),
        (33, "a value is not of the type of its property")
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
    for conference in [
        "CONFERENCE:https://meet.example/",
        "CONFERENCE;VALUE=URI:https://meet.example/",
        "CONFERENCE;FEATURE=AUDIO;LABEL=Join;VALUE=URI:https://meet.example/",
        "CONFERENCE;FEATURE=VIDEO;LABEL=Join;VALUE=TEXT:https://meet.example/",
    ] {
        refused(
            "STATUS",
            &format!("{conference}\nSTATUS"),
            "a property lacks a parameter or has one too many",
        );
    }
    refused(
        "STATUS",
        "CONFERENCE;FEATURE=VIDEO;LABEL=Join;VALUE=URI:Room 3\nSTATUS",
        "a value is not of the type of its property",
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
