use super::super::{
    check::check,
    event::{Event, Status},
    fold::unfold,
    uid::Uid,
    when::When,
};
use super::*;
use jiff::civil::{date, datetime};
use proptest::prelude::*;

fn stamp() -> Stamp {
    Stamp::from_seconds(1_780_000_000).expect("in range")
}

fn title(text: &str) -> Title {
    Title::parse(text).expect("a title")
}

fn uid(text: &str) -> Uid {
    Uid::parse(text).expect("a sound UID")
}

fn uri(address: &str) -> Uri {
    Uri::parse(address).expect("a web address")
}

fn feed(zone: &str) -> Feed {
    Feed {
        name: title("Penaethiaid y Gogledd, heads"),
        description: "Every meeting;\nall year".to_owned(),
        published: Some(Published {
            address: uri("https://example.org/calendars/heads.ics"),
            refresh_hours: NonZeroU16::new(12).expect("twelve is not zero"),
        }),
        page: uri("https://example.org/meetings/heads/"),
        product_id: title("-//Redway//Redway//EN"),
        zone: Zone::find(zone).expect("a zone of the database"),
        revised: stamp(),
        color: Color::find("Teal"),
        categories: vec!["Heads".to_owned(), "North".to_owned()],
    }
}

fn write(feed: &Feed, events: &[&WrittenEvent]) -> Result<String, FeedError> {
    Ok(Frame::new(feed).pieces(events)?.concat())
}

/// The file of a feed with these events.
fn file(feed: &Feed, events: &[Event]) -> Result<String, FeedError> {
    let events: Vec<WrittenEvent> = events
        .iter()
        .map(|event| event.write(&feed.zone))
        .collect::<Result<_, _>>()?;
    write(feed, &events.iter().collect::<Vec<_>>())
}

fn event(uid: &str, when: When) -> Event {
    Event {
        uid: self::uid(uid),
        revised: stamp(),
        created: Some(stamp()),
        sequence: 0,
        when,
        status: Status::Confirmed,
        summary: title("Heads"),
        description: "Details".to_owned(),
        location: Some("Hall".to_owned()),
        page: Some(uri("https://example.org/meetings/heads/")),
        contact: Some("heads@example.org".to_owned()),
        categories: vec!["Heads".to_owned()],
        conference: None,
    }
}

fn timed(uid: &str, day: i8, hour: i8) -> Event {
    let start = datetime(2026, 11, day, hour, 0, 0, 0);
    let end = datetime(2026, 11, day, hour + 1, 0, 0, 0);
    event(
        uid,
        When::Timed {
            start,
            end: Some(end),
        },
    )
}

fn all_day(uid: &str, day: i8) -> Event {
    let first = date(2026, 11, day);
    event(uid, When::AllDay { first, last: first })
}

fn written(feed: &Feed, events: &[Event]) -> String {
    let file = file(feed, events).expect("a sound feed");
    assert_eq!(check(&file), Ok(()));
    file.replace("\r\n", "\n")
}

fn lines<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    text.lines()
        .filter_map(|line| line.strip_prefix(name))
        .collect()
}

#[test]
fn properties_then_timezone_then_events() {
    let events = [timed("a@example.org", 12, 14)];
    let text = written(&feed("Europe/London"), &events);
    let (head, rest) = text.split_once("BEGIN:VTIMEZONE\n").expect("a VTIMEZONE");
    assert_eq!(
        head,
        "BEGIN:VCALENDAR\n\
         VERSION:2.0\n\
         PRODID:-//Redway//Redway//EN\n\
         CALSCALE:GREGORIAN\n\
         NAME:Penaethiaid y Gogledd\\, heads\n\
         X-WR-CALNAME:Penaethiaid y Gogledd\\, heads\n\
         DESCRIPTION:Every meeting\\;\\nall year\n\
         X-WR-CALDESC:Every meeting\\;\\nall year\n\
         X-WR-TIMEZONE:Europe/London\n\
         REFRESH-INTERVAL;VALUE=DURATION:PT12H\n\
         X-PUBLISHED-TTL:PT12H\n\
         SOURCE;VALUE=URI:https://example.org/calendars/heads.ics\n\
         URL:https://example.org/meetings/heads/\n\
         LAST-MODIFIED:20260528T202640Z\n\
         COLOR:teal\n\
         CATEGORIES:Heads,North\n"
    );
    let (_, after) = rest.split_once("END:VTIMEZONE\n").expect("its end");
    assert!(after.starts_with("BEGIN:VEVENT\nUID:a@example.org\n"));
    assert!(after.ends_with("END:VEVENT\nEND:VCALENDAR\n"));
}

#[test]
fn an_invitation_is_never_made() {
    let events = [timed("a@example.org", 12, 14)];
    let text = written(&feed("Europe/London"), &events);
    for name in ["METHOD", "ORGANIZER", "ATTENDEE", "BEGIN:VALARM", "ATTACH"] {
        assert_eq!(lines(&text, name), [""; 0]);
    }
}

#[test]
fn events_are_sorted_by_start_then_uid() {
    let events = [
        timed("d", 13, 9),
        timed("c", 12, 14),
        timed("b", 12, 14),
        timed("e", 12, 9),
        all_day("f", 12),
    ];
    let text = written(&feed("Europe/London"), &events);
    assert_eq!(lines(&text, "UID:"), ["f", "e", "b", "c", "d"]);
}

#[test]
fn an_event_is_the_same_bytes_in_every_feed() {
    let events = [timed("a", 12, 14), timed("b", 13, 14)];
    let vevent = |text: &str| {
        let from = text.find("BEGIN:VEVENT\nUID:b\n").expect("the event");
        text[from..]
            .split_once("END:VEVENT")
            .map(|(event, _)| event.to_owned())
    };
    let all = written(&feed("Europe/London"), &events);
    let one = written(&feed("Europe/London"), &events[1..]);
    assert_eq!(vevent(&all), vevent(&one));
}

#[test]
fn an_empty_feed_still_has_a_component() {
    for (zone, tzid) in [
        ("Europe/London", "Europe/London"),
        ("America/Santiago", "Etc/UTC"),
        ("UTC", "Etc/UTC"),
    ] {
        assert_eq!(lines(&written(&feed(zone), &[]), "TZID:"), [tzid]);
    }
}

#[test]
fn a_zone_without_simple_rules_has_no_vtimezone() {
    let events = [timed("a", 12, 14)];
    let text = written(&feed("America/Santiago"), &events);
    assert_eq!(lines(&text, "BEGIN:"), ["VCALENDAR", "VEVENT"]);
    assert_eq!(lines(&text, "DTSTART:"), ["20261112T170000Z"]);
    assert_eq!(lines(&text, "X-WR-TIMEZONE:"), ["America/Santiago"]);
}

#[test]
fn empty_properties_are_left_out() {
    let mut sparse = feed("Europe/London");
    sparse.description.clear();
    sparse.categories.clear();
    sparse.color = None;
    let text = written(&sparse, &[]);
    for name in ["DESCRIPTION", "X-WR-CALDESC", "CATEGORIES", "COLOR"] {
        assert_eq!(lines(&text, name), [""; 0]);
    }
}

#[test]
fn an_event_on_the_clocks_of_another_zone_is_refused() {
    let event = timed("a", 12, 14);
    let dublin = Zone::find("Europe/Dublin").expect("a zone of the database");
    let written = event.write(&dublin).expect("a sound event");
    assert_eq!(
        write(&feed("Europe/London"), &[&written]),
        Err(FeedError::OtherZone { uid: uid("a") })
    );
}

#[test]
fn a_file_that_is_imported_once_has_no_address_of_its_own() {
    let once = Feed {
        published: None,
        ..feed("Europe/London")
    };
    let text = written(&once, &[timed("a", 12, 14)]);
    for name in ["SOURCE", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"] {
        assert_eq!(lines(&text, name), [""; 0]);
    }
}

#[test]
fn a_uid_used_twice_is_refused() {
    let events = [timed("a", 12, 14), timed("b", 12, 14), timed("a", 13, 14)];
    let error = file(&feed("Europe/London"), &events);
    assert_eq!(error, Err(FeedError::DuplicateUid(uid("a"))));
}

/// Text made to break out of its property.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        any::<String>(),
        "[a-zâ漢🎓 ]{0,90}",
        "[\\\\;,:\"=\t\r\n\u{0}\u{b}\u{c}\u{1c}\u{85}\u{2028}\u{2029}\u{feff}]{1,6}",
        Just("\r\nMETHOD:CANCEL\r\n".to_owned()),
        Just("\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x".to_owned()),
        Just("\n ATTENDEE:mailto:a@b.example".to_owned()),
        Just("\\nORGANIZER:x\\".to_owned()),
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

/// The names of the properties, in order, as a reader finds them.
fn outline(bytes: &str) -> Vec<String> {
    unfold(bytes)
        .split_terminator("\r\n")
        .map(|line| match line.split_once(':') {
            Some((name @ ("BEGIN" | "END"), component)) => format!("{name}:{component}"),
            _ => line
                .chars()
                .take_while(|c| !matches!(c, ':' | ';'))
                .collect(),
        })
        .collect()
}

proptest! {
    #[test]
    fn no_text_can_start_a_property(
        text in prop::collection::vec(hostile(), 9),
        uid in hostile(),
        zone in prop::sample::select(vec!["Europe/London", "Asia/Kolkata", "America/Santiago", "UTC"]),
        day in 1_i8..=30,
        hour in 0_i8..=22,
    ) {
        // A letter keeps each text from being empty, which would leave its property out.
        let hostile = |number: usize| format!("x{}", text[number]);
        let mut wild = timed("a@example.org", day, hour);
        wild.summary = title(&hostile(0));
        wild.description = hostile(1);
        wild.location = Some(hostile(2));
        wild.contact = Some(hostile(3));
        wild.categories = vec![hostile(4), hostile(5)];
        let address = format!("https://example.org/{}", text[6]);
        wild.page = Some(Uri::parse(&address).unwrap_or_else(|_| uri("https://example.org/")));
        let tame = [timed("a@example.org", day, hour)];
        let expected = outline(&file(&feed(zone), &tame).expect("a sound feed"));

        let events = [wild.clone()];
        let mut feed = feed(zone);
        feed.name = title(&hostile(7));
        feed.description = hostile(8);
        feed.product_id = title(&hostile(0));
        feed.categories = vec![hostile(1), hostile(2)];
        let bytes = file(&feed, &events).expect("any text can be written");
        prop_assert_eq!(outline(&bytes), expected.clone());
        prop_assert_eq!(check(&bytes), Ok(()));

        // A UID is refused rather than changed.
        if let Ok(uid) = Uid::parse(uid) {
            wild.uid = uid;
            let bytes = file(&feed, &[wild]).expect("any UID can be written");
            prop_assert_eq!(outline(&bytes), expected);
        }
    }

    #[test]
    fn any_days_and_times_give_a_sound_feed_or_an_error_of_the_event(
        starts in prop::collection::vec((1_i16..=9999, 1_i16..=365, 0_i32..86_400, -90_000_i64..900_000), 0..8),
        zone in prop::sample::select(vec!["Europe/London", "Pacific/Auckland", "Africa/Casablanca", "Asia/Kolkata", "UTC"]),
    ) {
        let events: Vec<Event> = starts
            .iter()
            .enumerate()
            .filter_map(|(number, &(year, day, second, seconds))| {
                let first = date(year, 1, 1).with().day_of_year(day).build().ok()?;
                let start = first.at(0, 0, 0, 0).checked_add(jiff::SignedDuration::from_secs(second.into())).ok()?;
                let end = start.checked_add(jiff::SignedDuration::from_secs(seconds)).ok()?;
                let when = if second % 3 == 0 {
                    When::AllDay { first, last: end.date() }
                } else {
                    When::Timed { start, end: Some(end) }
                };
                Some(event(&format!("e{number}"), when))
            })
            .collect();
        let zone_of = Zone::find(zone).expect("a zone of the database");
        for event in &events {
            prop_assert_eq!(event.when.check(&zone_of).is_ok(), event.write(&zone_of).is_ok());
        }
        match file(&feed(zone), &events) {
            Ok(bytes) => prop_assert_eq!(check(&bytes), Ok(())),
            Err(error) => prop_assert!(matches!(error, FeedError::When { .. }), "{}", error),
        }
    }
}
