//! Front matter of a group.

use crate::diagnostic::{Code, Diagnostic};
use crate::keys::SEAT;
use crate::load::parts::{contact, documents, ids};
use crate::load::raw::{RawGroup, RawSeat};
use crate::load::yaml::fields::Fields;

/// Reads what only groups have.
pub(crate) fn read(fields: &mut Fields<'_>) -> Option<RawGroup> {
    let reader = fields.reader;
    let id = fields.required("id");
    let good = id.as_ref().is_some_and(|id| ids::check(reader, id));
    let meets = fields.words("meets");
    let contacts = contact::contacts(fields);
    let mut seats = Vec::new();
    for node in fields.list("seats") {
        let Some(mut item) = reader.fields(node, &SEAT) else {
            continue;
        };
        let vacant = item.flag("vacant").unwrap_or(false);
        let count = item.number("count");
        let seat = RawSeat {
            member: item.text("member"),
            name: item.plain("name"),
            role: item.plain("role"),
            organisation: item.text("organisation"),
            constituency: item.plain("constituency"),
            office: item.plain("office"),
            side: item.plain("side"),
            as_of: item.as_of("as_of"),
            documents: documents::read(&mut item),
            count: count
                .and_then(|n| u32::try_from(n).ok())
                .filter(|n| (1..=1000).contains(n))
                .unwrap_or(1),
            from: item.day("from").ok().flatten(),
            until: item.day("until").ok().flatten(),
            note: item.plain("note"),
        };
        let span = item.span.start..item.span.start + 1;
        let slip = item.misspelt(&["member", "name", "vacant", "count"]);
        item.finish();
        if slip {
            continue;
        }
        let filled = seat
            .member
            .as_ref()
            .map(|m| &m.value)
            .or(seat.name.as_ref());
        let problem = match (filled, vacant) {
            _ if seat.member.is_some() && seat.name.is_some() => Some(
                "a seat has a `member` of people.yaml or the `name` of somebody else, not both",
            ),
            (None, false) => Some("a seat needs a `member`, a `name`, or `vacant: true`"),
            (Some(_), true) => Some("a seat cannot have a member and be vacant"),
            (Some(_), false) if count.is_some_and(|n| n != 1) => {
                Some("a seat with a member is one seat")
            }
            _ if count.is_some_and(|n| !(1..=1000).contains(&n)) => {
                Some("`count` should be a number from 1 to 1000")
            }
            _ => None,
        };
        match problem {
            Some(message) => reader.report(
                Diagnostic::error(Code::MissingKey, message)
                    .help("write {member: person-id} for a seat that is filled, {vacant: true, count: 2} for empty ones"),
                span,
            ),
            None => seats.push(seat),
        }
    }
    good.then_some(RawGroup {
        id: id?,
        meets,
        contacts,
        seats,
    })
}
