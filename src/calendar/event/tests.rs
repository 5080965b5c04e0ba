use super::super::when::WhenError;
use super::*;
use jiff::civil::{date, datetime};

fn stamp(seconds: i64) -> Stamp {
    Stamp::from_seconds(seconds).expect("in range")
}

fn event() -> Event {
    Event {
        uid: Uid::parse("quadrant-north.2026-06-18@example.org").expect("a sound UID"),
        revised: stamp(1_780_000_000),
        created: None,
        sequence: 7,
        when: When::Timed {
            start: datetime(2026, 6, 18, 10, 0, 0, 0),
            end: Some(datetime(2026, 6, 18, 12, 0, 0, 0)),
        },
        status: Status::Confirmed,
        summary: Title::parse("North quadrant meeting").expect("a title"),
        description: String::new(),
        location: None,
        page: None,
        contact: None,
        categories: Vec::new(),
        conference: None,
    }
}

fn timed(start: civil::DateTime, end: civil::DateTime) -> Event {
    Event {
        when: When::Timed {
            start,
            end: Some(end),
        },
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
fn a_conference_says_what_its_address_is() {
    let online = Event {
        conference: Some(Conference {
            address: Uri::parse("https://meet.example/a;b?c=d,e").expect("an address"),
            label: "Join: \"here\"\nnow".to_owned(),
        }),
        ..event()
    };
    let text = written(&online).expect("a sound event");
    assert_eq!(
        text.replace("\n ", "").lines().nth_back(1),
        Some(
            "CONFERENCE;FEATURE=VIDEO;LABEL=\"Join: 'here' now\";VALUE=URI:https://meet.example/a;b?c=d,e"
        )
    );
    let zone = Zone::find("Europe/London").expect("a zone of the database");
    online.write(&zone).expect("our own check knows it");
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
    assert!(
        matches!(error, Err(FeedError::When { error: WhenError::SkippedTime { local, .. }, .. }) if local == skipped)
    );
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
            Err(FeedError::When {
                error: WhenError::EndsTooEarly,
                ..
            })
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
        assert!(matches!(
            error,
            Err(FeedError::When {
                error: WhenError::OutOfRange,
                ..
            })
        ));
    }
    let error = written(&timed(civil::DateTime::MIN, civil::DateTime::MAX));
    assert!(matches!(
        error,
        Err(FeedError::When {
            error: WhenError::OutOfRange,
            ..
        })
    ));
}

#[test]
fn what_cannot_be_represented_is_refused() {
    let sequence = 1 << 31;
    let error = written(&Event {
        sequence,
        ..event()
    });
    assert!(matches!(error, Err(FeedError::SequenceTooGreat { .. })));
}
