use super::*;
use proptest::prelude::*;

const FEED: &str = "\
BEGIN:VCALENDAR
PRODID:-//Others//Others//EN
VERSION:2.0
X-WR-CALNAME:Governors, all
METHOD:PUBLISH
BEGIN:VEVENT
DTSTAMP:20260901T080000Z
UID:a@example.org
DTSTART;TZID=Asia/Kolkata:20261112T140000
DTEND;TZID=Asia/Kolkata:20261112T160000
SUMMARY;LANGUAGE=en:Governors\\, north
X-OTHERS;X-A=\"b:c\":d; e
RRULE:FREQ=WEEKLY;COUNT=10
EXDATE;TZID=Asia/Kolkata:20261119T140000,20261126T140000
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Soon
TRIGGER:-PT15M
END:VALARM
END:VEVENT
BEGIN:VTIMEZONE
TZID:Asia/Kolkata
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
BEGIN:X-OTHERS
Whatever:it holds
END:X-OTHERS
END:VCALENDAR
";

fn reported(feed: &str) -> Vec<(usize, Rule)> {
    let faults = faults(&feed.replace('\n', "\r\n"));
    faults.into_iter().map(|f| (f.line, f.rule)).collect()
}

/// The sample with one thing changed breaks this rule at this line, and no other.
fn breaks(what: &str, with: &str, line: usize, rule: Rule) {
    assert!(FEED.contains(what), "{what}");
    let changed = FEED.replacen(what, with, 1);
    assert_eq!(reported(&changed), [(line, rule)], "{what:?} -> {with:?}");
}

#[test]
fn a_feed_of_any_make_passes() {
    assert_eq!(reported(FEED), []);
    assert_eq!(reported(&format!("{FEED}{FEED}")), []);
    let small = FEED
        .replace("BEGIN:VEVENT", "begin:vevent")
        .replace("DTSTART;TZID", "dtstart;tzid");
    assert_eq!(reported(&small), []);
}

#[test]
fn what_is_no_calendar_is_told_once() {
    for text in [
        "",
        "<html>\n",
        "\u{feff}BEGIN:VCALENDAR\nEND:VCALENDAR\n",
        "BEGIN:VEVENT\nEND:VEVENT\n",
    ] {
        assert_eq!(reported(text), [(1, Rule::NoCalendar)], "{text}");
    }
}

#[test]
fn lines_are_told_where_they_stand_in_the_file() {
    let long = format!("SUMMARY;LANGUAGE=en:{}", "n".repeat(60));
    breaks(
        "SUMMARY;LANGUAGE=en:Governors",
        &long,
        11,
        Rule::Line(LineFault::Long),
    );
    breaks("UID:a", "UID:\n a\nSUMMARY-", 10, Rule::NoContentLine);
    // The number of a content line is that of its first.
    breaks(
        "SUMMARY",
        "TRANSP:OPA\n QUE\nTRANSP:OPAQUE\nSUMMARY",
        13,
        Rule::Repeated("TRANSP", "VEVENT"),
    );
}

#[test]
fn all_faults_are_told() {
    let feed = FEED
        .replace("VERSION:2.0", "VERSION:1.0")
        .replace("UID:a@example.org\n", "")
        .replace("TZOFFSETTO:+0530", "TZOFFSETTO:0530");
    assert_eq!(
        reported(&feed),
        [
            (
                3,
                Rule::Value("VERSION", "word that this property may have")
            ),
            (6, Rule::Missing("VEVENT", "UID")),
            (
                25,
                Rule::Value("TZOFFSETTO", "offset from UTC, such as +0100")
            ),
        ]
    );
}

#[test]
fn unsound_structure_is_told() {
    breaks(
        "END:X-OTHERS\nEND:VCALENDAR\n",
        "END:X-OTHERS\n",
        1,
        Rule::NeverEnded("VCALENDAR"),
    );
    breaks("END:VALARM\n", "", 19, Rule::WrongEnd);
    breaks(
        "BEGIN:VALARM",
        "END:VJOURNAL\nBEGIN:VALARM",
        15,
        Rule::WrongEnd,
    );
    breaks(
        "END:X-OTHERS\nEND:VCALENDAR\n",
        "END:X-OTHERS\nEND:VCALENDAR\nX-A:b\n",
        33,
        Rule::Outside,
    );
    breaks(
        "BEGIN:X-OTHERS",
        "BEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0000\nEND:STANDARD\nBEGIN:X-OTHERS",
        29,
        Rule::MisplacedComponent("STANDARD"),
    );
    let bare = "BEGIN:VCALENDAR\nPRODID:a\nVERSION:2.0\nEND:VCALENDAR\n";
    assert_eq!(reported(bare), [(1, Rule::NothingWithin("VCALENDAR"))]);
    let from = FEED.find("BEGIN:STANDARD").expect("in the sample");
    let to = FEED.find("END:VTIMEZONE").expect("in the sample");
    let bare = format!("{}{}", &FEED[..from], &FEED[to..]);
    assert_eq!(reported(&bare), [(21, Rule::NothingWithin("VTIMEZONE"))]);
}

#[test]
fn unsound_properties_are_told() {
    breaks(
        "PRODID:-//Others//Others//EN\n",
        "",
        1,
        Rule::Missing("VCALENDAR", "PRODID"),
    );
    breaks(
        "SUMMARY",
        "SUMMARY:Again\nSUMMARY",
        12,
        Rule::Repeated("SUMMARY", "VEVENT"),
    );
    breaks(
        "BEGIN:VALARM",
        "DUE:20261112T140000Z\nBEGIN:VALARM",
        15,
        Rule::MisplacedProperty("DUE", "VEVENT"),
    );
    breaks(
        "END:VEVENT",
        "LOCATION:Hall\nEND:VEVENT",
        20,
        Rule::PropertyAfterComponent("VEVENT"),
    );
    breaks(
        "METHOD:PUBLISH\nBEGIN:VEVENT\n",
        "BEGIN:VEVENT\nUID:b\nDTSTAMP:20260901T080000Z\nEND:VEVENT\nBEGIN:VEVENT\n",
        5,
        Rule::Missing("VEVENT", "DTSTART"),
    );
    breaks(
        "TRIGGER",
        "REPEAT:2\nTRIGGER",
        15,
        Rule::OnlyOne("DURATION", "REPEAT"),
    );
    breaks(
        "RRULE",
        "DURATION:PT1H\nRRULE",
        13,
        Rule::NotBoth("DTEND", "DURATION"),
    );
    breaks("north", "north, south", 11, Rule::Value("SUMMARY", "text"));
    let again = "BEGIN:X-OTHERS\nEND:X-OTHERS\nBEGIN:VEVENT\nUID:a@example.org\nDTSTAMP:20260901T080000Z\nDTSTART:20261112T140000Z\nEND:VEVENT\nBEGIN:X-OTHERS";
    breaks("BEGIN:X-OTHERS", again, 32, Rule::SameUid);
    let instance = again.replace("DTSTAMP", "RECURRENCE-ID:20261119T083000Z\nDTSTAMP");
    assert_eq!(reported(&FEED.replacen("BEGIN:X-OTHERS", &instance, 1)), []);
}

#[test]
fn zones_must_be_explained_unless_everybody_knows_them() {
    let other = FEED.replace("TZID:Asia/Kolkata", "TZID:Asia/Calcutta");
    let lines = [9, 10, 14].map(|line| (line, Rule::UnexplainedZone));
    assert_eq!(reported(&other), lines);
    assert_eq!(reported(&FEED.replace("TZID=Asia", "TZID=/a/Asia")), []);
}

#[test]
fn ends_are_compared_with_starts() {
    breaks(
        "20261112T160000",
        "20261112T140000",
        10,
        Rule::EndsTooEarly("DTEND"),
    );
    breaks(
        "DTEND;TZID=Asia/Kolkata:20261112T160000",
        "DTEND;VALUE=DATE:20261113",
        10,
        Rule::OtherForm("DTEND"),
    );
    breaks(
        "DTEND;TZID=Asia/Kolkata:20261112T160000",
        "DTEND;TZID=Asia/Kolkata:20261112T160000Z",
        10,
        Rule::NeedlessZone("DTEND"),
    );
}

#[test]
fn every_rule_has_words_and_a_section() {
    let rule = Rule::Repeated("RRULE", "VEVENT");
    assert!(rule.is_advice() && !Rule::SameUid.is_advice());
    assert_eq!(rule.to_string(), "RRULE stands again in the same VEVENT");
    assert_eq!((rule.section(), Rule::WrongEnd.section()), ("3.6", "3.4"));
}

#[test]
fn the_properties_of_all_components_have_a_type() {
    assert!(TYPES.is_sorted_by_key(|(name, _)| *name));
    for kind in KINDS {
        for name in [kind.required, kind.once, kind.many].concat() {
            assert!(TYPES.iter().any(|(known, _)| *known == name), "{name}");
        }
    }
}

proptest! {
    #[test]
    fn whatever_the_text_is_its_faults_are_told(text in any::<String>(), lines in "((BEGIN|END|DTEND|UID|RRULE|DURATION|GEO|TZOFFSETTO)[:;](VEVENT|VALARM|X|\\PC{0,8}|P1DT[0-9é]H|20261112T1[Zé0-9]*)\r\n){0,9}") {
        let _ = faults(&text);
        let _ = faults(&format!("BEGIN:VCALENDAR\r\n{lines}"));
        let _ = faults(&format!("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}{text}"));
    }
}
