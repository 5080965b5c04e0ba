//! Front matter of minutes.

use std::collections::HashSet;

use jiff::civil::{Date, Time};

use super::plan;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{AGENDA_ITEM, ATTENDANCE, ATTENDEE, INTEREST, ITEM, POINTS, RESOLUTION, VOTES};
use crate::load::parts::{ids, paper};
use crate::load::raw::{RawAgendaItem, RawAttendee, RawItem, RawMinutes};
use crate::load::values::dates;
use crate::load::yaml::fields::{Fields, Spanned, short};
use crate::model::{Points, Resolution, Votes};

/// Reads what only minutes have.
pub(crate) fn read(fields: &mut Fields<'_>) -> Option<RawMinutes> {
    let reader = fields.reader;
    let id = fields.required("id");
    let good = id.as_ref().is_some_and(|id| ids::check(reader, id));
    let (series, group) = (fields.text("series"), fields.text("group"));
    let committee = fields.plain("committee");
    let held = fields.required("held").and_then(|text| held(&text, fields));
    let closed = fields.text("closed").and_then(|text| time(&text, fields));
    let venue = fields.plain("venue");
    let mut attendance = Vec::new();
    for node in fields.list("attendance") {
        let Some(mut item) = reader.fields(node, &ATTENDANCE) else {
            continue;
        };
        let capacity = item.required_words("as");
        let people = attendees(&mut item, "people");
        item.finish();
        attendance.extend(capacity.map(|capacity| (capacity.value, people)));
    }
    let items = items(fields);
    let agenda = agenda(fields);
    let papers = paper::papers(fields);
    let (day, start) = held?;
    good.then_some(RawMinutes {
        id: id?,
        series,
        group,
        papers,
        committee,
        day,
        start,
        closed,
        venue,
        attendance,
        items,
        agenda,
    })
}

/// `2021-07-15 19:00` or `2021-07-15`.
fn held(text: &Spanned<String>, fields: &Fields<'_>) -> Option<(Date, Option<Time>)> {
    let mut words = text.value.split_whitespace();
    let day = dates::date(words.next().unwrap_or(""));
    let start = words.next().map(dates::time_of_day);
    match (day, start, words.next()) {
        (Ok(day), None, None) => Some((day, None)),
        (Ok(day), Some(Ok(start)), None) => Some((day, Some(start))),
        _ => {
            fields.reader.report(
                Diagnostic::error(
                    Code::BadDate,
                    format!(
                        "`{}` is not a day, nor a day and a time",
                        short(&text.value)
                    ),
                )
                .help("write 2021-07-15, or 2021-07-15 19:00"),
                text.span.clone(),
            );
            None
        }
    }
}

fn time(text: &Spanned<String>, fields: &Fields<'_>) -> Option<Time> {
    let time = dates::time_of_day(&text.value).ok();
    if time.is_none() {
        fields.reader.report(
            Diagnostic::error(
                Code::BadDate,
                format!("`{}` is not a time", short(&text.value)),
            )
            .help("write hours and minutes of the 24 hour clock, as in 21:33"),
            text.span.clone(),
        );
    }
    time
}

fn attendees(fields: &mut Fields<'_>, key: &'static str) -> Vec<RawAttendee> {
    let reader = fields.reader;
    let mut people = Vec::new();
    for node in fields.list(key) {
        let Some(mut item) = reader.fields(node, &ATTENDEE) else {
            continue;
        };
        let role = item.plain("role");
        let substitute_for = item.plain("substitute_for");
        let attendee = somebody(&mut item, role, substitute_for);
        item.finish();
        people.extend(attendee);
    }
    people
}

/// Whoever has a `name`, or is a `person` with a record that has it.
fn somebody(
    item: &mut Fields<'_>,
    role: Option<String>,
    substitute_for: Option<String>,
) -> Option<RawAttendee> {
    let (name, person) = (item.plain("name"), item.text("person"));
    if name.is_none() && person.is_none() && !item.misspelt(&["name", "person"]) {
        let span = item.span.start..item.span.start + 1;
        let finding = Diagnostic::error(
            Code::MissingKey,
            "somebody needs a `name`, or is a `person` of people.yaml",
        );
        let help = "write for example {name: B Marsh} or {person: ann-lee}";
        item.reader.report(finding.help(help), span);
        return None;
    }
    Some(RawAttendee {
        name,
        role,
        substitute_for,
        person,
    })
}

fn items(fields: &mut Fields<'_>) -> Vec<RawItem> {
    let reader = fields.reader;
    let (mut items, mut seen) = (Vec::new(), HashSet::new());
    for node in fields.list("items") {
        let Some(mut item) = reader.fields(node, &ITEM) else {
            continue;
        };
        let (reference, title) = (item.required("ref"), item.required_words("title"));
        let witnesses = attendees(&mut item, "witnesses");
        let interests = interests(&mut item);
        let votes = votes(&mut item);
        let papers = paper::papers(&mut item);
        let points = points(&mut item);
        let resolutions = resolutions(&mut item);
        item.finish();
        if let (Some(reference), Some(title)) = (reference, title) {
            plan::check_reference(reader, &reference, &mut seen);
            items.push(RawItem {
                reference,
                title: title.value,
                witnesses,
                interests,
                votes,
                papers,
                points,
                resolutions,
            });
        }
    }
    items
}

/// Who declared an interest in an item, and which.
fn interests(fields: &mut Fields<'_>) -> Vec<(RawAttendee, String)> {
    let reader = fields.reader;
    let mut interests = Vec::new();
    for node in fields.list("interests") {
        let Some(mut item) = reader.fields(node, &INTEREST) else {
            continue;
        };
        let interest = item.required_words("interest");
        let role = item.plain("role");
        let attendee = somebody(&mut item, role, None);
        item.finish();
        if let (Some(attendee), Some(interest)) = (attendee, interest) {
            interests.push((attendee, interest.value));
        }
    }
    interests
}

/// `{for: 7, against: 2, abstained: 1}`, or words.
fn votes(fields: &mut Fields<'_>) -> Option<Votes> {
    let reader = fields.reader;
    let Some(node) = fields.take_map("votes") else {
        return fields.plain("votes").map(Votes::Told);
    };
    let span = node.span.clone();
    let mut votes = reader.fields(node, &VOTES)?;
    let keys = ["for", "against", "abstained"];
    let there = keys.map(|key| votes.has_value(key));
    let numbers = keys.map(|key| votes.number(key));
    let counts = numbers.map(|number| number.and_then(|number| u32::try_from(number).ok()));
    let slip = votes.misspelt(&keys);
    votes.finish();
    let read = numbers
        .iter()
        .zip(there)
        .all(|(number, there)| number.is_some() || !there);
    match counts {
        [Some(in_favour), Some(against), abstained] if abstained.is_some() || !there[2] => {
            Some(Votes::Counted {
                in_favour,
                against,
                abstained,
            })
        }
        _ => {
            if read && !slip {
                reader.report(
                    Diagnostic::error(
                        Code::MissingKey,
                        "votes are counted `for` and `against`, and perhaps who `abstained`",
                    )
                    .help("write votes: {for: 7, against: 2}, or how it went in words: votes: carried by all"),
                    span,
                );
            }
            None
        }
    }
}

fn points(fields: &mut Fields<'_>) -> Vec<Points> {
    let reader = fields.reader;
    let mut points = Vec::new();
    for node in fields.list("points") {
        let Some(mut group) = reader.fields(node, &POINTS) else {
            continue;
        };
        let (heading, list) = (group.plain("heading"), group.plain_list("list"));
        group.finish();
        points.push(Points { heading, list });
    }
    points
}

fn resolutions(fields: &mut Fields<'_>) -> Vec<Resolution> {
    let reader = fields.reader;
    let mut resolutions = Vec::new();
    for node in fields.list("resolutions") {
        let Some(mut item) = reader.fields(node, &RESOLUTION) else {
            continue;
        };
        let text = item.required_words("text");
        let (to, follow_up) = (item.plain("to"), item.plain("follow_up"));
        let votes = votes(&mut item);
        item.finish();
        resolutions.extend(text.map(|text| Resolution {
            text: text.value,
            to,
            follow_up,
            votes,
        }));
    }
    resolutions
}

fn agenda(fields: &mut Fields<'_>) -> Vec<RawAgendaItem> {
    let reader = fields.reader;
    let mut agenda = Vec::new();
    for node in fields.list("agenda") {
        let Some(mut item) = reader.fields(node, &AGENDA_ITEM) else {
            continue;
        };
        let (number, title) = (item.required("number"), item.required_words("title"));
        let (text, pages) = (item.plain("text"), item.plain("pages"));
        let page = item.text("page");
        item.finish();
        if let (Some(number), Some(title)) = (number, title) {
            agenda.push(RawAgendaItem {
                number: number.value,
                title: title.value,
                text,
                pages,
                page,
            });
        }
    }
    agenda
}
