//! Posts whose time is over, or has not come.

use std::collections::{HashMap, HashSet};

use super::page::{PageFindings, in_words};
use crate::diagnostic::Code;
use crate::load::{RawKind, RawPage, RawRole, RawSeat};

/// Warns of each role whose `until` has passed, unless another of the same name goes on.
pub(super) fn check(page: &RawPage, findings: &mut PageFindings<'_>) {
    match &page.kind {
        RawKind::Service(service) => {
            of_key(&service.leads, findings);
            of_key(&service.deputies, findings);
        }
        RawKind::Series(series) if series.retired.is_none() => of_key(&series.hosts, findings),
        RawKind::Group(group) => of_seats(&group.seats, findings),
        _ => {}
    }
}

/// Warns of each role that begins on a day to come, unless the list says how it stands today: who holds it, or that it is vacant.
fn to_come(roles: &[RawRole], findings: &mut PageFindings<'_>) {
    let today = findings.today;
    let name = |role: &RawRole| role.title.as_ref().map(|title| title.to_lowercase());
    let is_to_come = |role: &RawRole| role.from.as_ref().is_some_and(|day| day.value > today);
    let told: HashSet<_> = roles
        .iter()
        .filter(|role| !is_to_come(role) && role.title.is_some())
        .map(name)
        .collect();
    for role in roles.iter().filter(|role| is_to_come(role)) {
        let (Some(from), Some(title)) = (&role.from, &role.title) else {
            continue;
        };
        if !told.contains(&name(role)) {
            let message = format!(
                "the role `{title}` begins on {} here, and nothing says who holds it until then",
                in_words(from.value)
            );
            findings.warn(Code::RoleToCome, message, &from.span, BEFORE_IT);
        }
    }
}

const BEFORE_IT: &str =
    "add who holds it today, with `until`; or a second entry with `vacant: true` and `until`";

/// What tells one seat of a group from the others, where anything does.
type SeatName<'a> = [Option<&'a str>; 4];

fn seat_name(seat: &RawSeat) -> Option<SeatName<'_>> {
    let organisation = seat.organisation.as_ref();
    let name = [
        seat.office.as_deref(),
        seat.constituency.as_deref(),
        organisation.map(|name| name.value.as_str()),
        seat.side.as_deref(),
    ];
    // A side alone has many seats.
    name[..3].iter().any(Option::is_some).then_some(name)
}

/// Warns of each seat that somebody holds from a day to come, and of which nothing says how it stands today.
fn seats_to_come(seats: &[RawSeat], findings: &mut PageFindings<'_>) {
    let today = findings.today;
    let is_to_come = |seat: &RawSeat| seat.from.as_ref().is_some_and(|day| day.value > today);
    let told: HashSet<SeatName<'_>> = seats
        .iter()
        .filter(|seat| !is_to_come(seat))
        .filter_map(seat_name)
        .collect();
    for seat in seats.iter().filter(|seat| is_to_come(seat)) {
        if let (Some(from), Some(name)) = (&seat.from, seat_name(seat))
            && !told.contains(&name)
        {
            let message = format!(
                "this seat is held from {} on, and nothing says who holds it until then",
                in_words(from.value)
            );
            findings.warn(Code::RoleToCome, message, &from.span, BEFORE_IT);
        }
    }
}

/// Warns of each seat whose time is over.
fn of_seats(seats: &[RawSeat], findings: &mut PageFindings<'_>) {
    seats_to_come(seats, findings);
    let today = findings.today;
    for seat in seats {
        let Some(until) = seat.until.as_ref().filter(|day| day.value < today) else {
            continue;
        };
        let day = in_words(until.value);
        let filled = seat.member.is_some() || seat.name.is_some();
        let (message, help) = if filled {
            (
                format!("this seat was held until {day}"),
                "name who holds it now, or write `vacant: true`; take `until` away if the time goes on",
            )
        } else {
            (
                format!("this seat was vacant until {day}"),
                "name who holds it now, or take `until` away",
            )
        };
        findings.warn(Code::RoleEnded, message, &until.span, help);
    }
}

fn of_key(roles: &[RawRole], findings: &mut PageFindings<'_>) {
    two_holders(roles, findings);
    to_come(roles, findings);
    let today = findings.today;
    let goes_on = |role: &RawRole| role.until.as_ref().is_none_or(|day| day.value >= today);
    for role in roles {
        let Some(until) = role.until.as_ref().filter(|_| !goes_on(role)) else {
            continue;
        };
        if roles
            .iter()
            .any(|other| other.title == role.title && goes_on(other))
        {
            continue;
        }
        let day = in_words(until.value);
        let (message, help) = if role.holder.is_some() {
            (
                format!("this role ended on {day}"),
                "name the successor as `holder`, or write `vacant: true` instead of a holder; take `until` away if the time goes on",
            )
        } else {
            (
                format!("this role was vacant until {day}"),
                "name who holds it now as `holder`, or take `until` away",
            )
        };
        findings.warn(Code::RoleEnded, message, &until.span, help);
    }
}

/// Warns of a role that two people hold at a time, as far as their dates tell.
fn two_holders(roles: &[RawRole], findings: &mut PageFindings<'_>) {
    let mut by_title: HashMap<String, Vec<&RawRole>> = HashMap::new();
    for role in roles {
        if let (Some(title), Some(_)) = (&role.title, &role.holder) {
            by_title.entry(title.to_lowercase()).or_default().push(role);
        }
    }
    for role in roles {
        let Some(title) = role.title.as_ref().filter(|_| role.holder.is_some()) else {
            continue;
        };
        let Some(mut held) = by_title.remove(&title.to_lowercase()) else {
            continue;
        };
        // Whoever began first, then the others: those who began without a date were there from the start.
        held.sort_by_key(|role| role.from.as_ref().map(|day| day.value));
        for pair in held.windows(2) {
            let (before, after) = (pair[0], pair[1]);
            let parted = match (&before.until, &after.from) {
                (Some(until), Some(from)) => until.value < from.value,
                _ => false,
            };
            if !parted && let Some(holder) = &after.holder {
                findings.warn(
                    Code::TwoHolders,
                    format!("two people hold the role `{title}` here at a time"),
                    &holder.span,
                    "write `until` for the first and `from` for the second; or give the roles titles that tell them apart",
                );
            }
        }
    }
}
