//! What search knows of the things on a page that have addresses of their own: seats, actions,
//! items of minutes, resolutions, steps. Whoever looks for a reference is led to it, not to the top
//! of a long page.

use crate::locale::Locale;
use crate::model::anchor;
use std::borrow::Cow;

use super::contacts::{add_contacts, as_of, reach, told};
use super::files::file_name;
use crate::model::{Group, Item, Kind, Page, Plan, Seat, Site, capitalised};
use crate::render::theme::Theme;
use crate::render::view::actions::target;
use crate::render::view::entry::{office, side_title};
use crate::search::{self, Record, SearchDocument};

/// The parts of a page, in the order in which they stand on it.
pub(crate) fn parts<'a>(site: &'a Site, theme: &Theme, page: &'a Page) -> Vec<SearchDocument<'a>> {
    let locale = theme.locale();
    let mut parts = steps_of(theme, site, page);
    match &page.kind {
        Kind::Plan(plan) => plan_parts(locale, site, page, plan, &mut parts),
        Kind::Minutes(minutes) => {
            for item in &minutes.items {
                item_parts(locale, page, item, &mut parts);
            }
        }
        Kind::Group(group) => parts.extend(seats(site, theme, page, group)),
        _ => {}
    }
    parts
}

/// A part of a page at an anchor.
fn part<'a>(
    locale: &Locale,
    page: &'a Page,
    kind: search::Kind,
    anchor: &str,
    title: Cow<'a, str>,
) -> SearchDocument<'a> {
    SearchDocument {
        kind,
        past: page.as_of.is_some(),
        headings: Cow::Borrowed(&page.title),
        record: Record {
            title,
            address: Cow::Owned(format!("{}#{anchor}", page.address.href)),
            context: Cow::Borrowed(&page.title),
            as_of: as_of(locale, page),
            ..Record::default()
        },
        ..SearchDocument::default()
    }
}

/// Gives a part its reference as a name, and without the zeros that people leave out: `RFC-12` for `RFC-0012`.
fn name<'a>(found: &mut SearchDocument<'a>, reference: Cow<'a, str>) {
    let short = without_zeros(&reference);
    found.whole_names.push(reference.clone());
    found.names = reference;
    if let Some(short) = short {
        found.names.to_mut().push('\n');
        found.names.to_mut().push_str(&short);
        found.whole_names.push(Cow::Owned(short));
    }
}

/// A reference whose numbers do not begin with zeros, if any of them does.
fn without_zeros(reference: &str) -> Option<String> {
    let mut short = String::new();
    let mut chars = reference.chars().peekable();
    while let Some(c) = chars.next() {
        let in_number = short.ends_with(|c: char| c.is_ascii_digit());
        let goes_on = chars.peek().is_some_and(char::is_ascii_digit);
        if in_number || c != '0' || !goes_on {
            short.push(c);
        }
    }
    (short != reference).then_some(short)
}

/// The texts that there are, one to a line.
fn joined<'t>(texts: impl IntoIterator<Item = Option<&'t str>>) -> String {
    let texts: Vec<&str> = texts.into_iter().flatten().collect();
    texts.join("\n")
}

fn steps_of<'a>(theme: &Theme, site: &Site, page: &'a Page) -> Vec<SearchDocument<'a>> {
    let step = |(index, step): (usize, &'a crate::model::Step)| {
        let text = step.text.as_ref().map(|text| site.text_of(text));
        let mut found = part(
            theme.locale(),
            page,
            search::Kind::Step,
            &anchor::step(index),
            Cow::Borrowed(&step.title),
        );
        let facts = [&step.level, &step.who, &step.within, &step.form];
        let mut body = joined(
            facts
                .map(Option::as_deref)
                .into_iter()
                .chain([text.as_deref()]),
        );
        add_contacts(site, &mut body, &step.contacts, None);
        found.body = Cow::Owned(body);
        found.record.summary = Cow::Owned(text.unwrap_or_default());
        let mut answers = Vec::new();
        if page.as_of.is_none() {
            answers.extend([&step.who, &step.within].into_iter().flatten().cloned());
            found.record.reach = reach(&step.contacts);
        }
        answers.extend(told(theme, &step.contacts));
        found.record.answer = Cow::Owned(answers.join("; "));
        found
    };
    page.steps.iter().enumerate().map(step).collect()
}

fn plan_parts<'a>(
    locale: &Locale,
    site: &Site,
    page: &'a Page,
    plan: &'a Plan,
    parts: &mut Vec<SearchDocument<'a>>,
) {
    for action in &plan.actions {
        let reference = &action.reference;
        let text = site.text_of(&action.text);
        let due = action.due.map(|day| locale.date(day));
        let target = target(locale, action).or(due);
        let mut found = part(
            locale,
            page,
            search::Kind::Action,
            reference,
            Cow::Borrowed(reference),
        );
        name(&mut found, Cow::Borrowed(reference));
        let owners = action.owners.iter().map(|owner| Some(owner.as_str()));
        let facts = [&target, &action.progress, &action.status, &action.note].map(Option::as_deref);
        found.body = Cow::Owned(joined(owners.chain(facts).chain([Some(text.as_str())])));
        if let Some(priority) = action.priority {
            found.headings.to_mut().push('\n');
            found
                .headings
                .to_mut()
                .push_str(&plan.priorities[priority].title);
        }
        found.record.summary = Cow::Owned(text);
        let answers = action.owners.iter().chain(&target).map(String::as_str);
        let answers: Vec<&str> = answers.collect();
        found.record.answer = Cow::Owned(answers.join("; "));
        parts.push(found);
    }
    for recommendation in &plan.recommendations {
        let reference = &recommendation.reference;
        let kind = search::Kind::Recommendation;
        let mut found = part(locale, page, kind, reference, Cow::Borrowed(reference));
        name(&mut found, Cow::Borrowed(reference));
        let owner = recommendation.owner.as_deref();
        found.body = Cow::Owned(joined([Some(recommendation.text.as_str()), owner]));
        found.record.summary = Cow::Borrowed(&recommendation.text);
        found.record.answer = Cow::Borrowed(owner.unwrap_or(""));
        parts.push(found);
    }
}

fn item_parts<'a>(
    locale: &Locale,
    page: &'a Page,
    item: &'a Item,
    parts: &mut Vec<SearchDocument<'a>>,
) {
    let reference = &item.reference;
    let title = Cow::Owned(format!("{reference} {}", item.title));
    let mut found = part(locale, page, search::Kind::Item, reference, title);
    name(&mut found, Cow::Borrowed(reference));
    let points = item.points.iter().flat_map(|points| {
        let heading = std::iter::once(points.heading.as_deref());
        heading.chain(points.list.iter().map(|point| Some(point.as_str())))
    });
    let papers = item.papers.iter();
    let papers = papers.flat_map(|paper| [Some(&*paper.title), file_name(&paper.target)]);
    found.body = Cow::Owned(joined(points.chain(papers)));
    parts.push(found);
    for (index, resolution) in item.resolutions.iter().enumerate() {
        let reference = format!("{reference}-{}", index + 1);
        let kind = search::Kind::Resolution;
        let mut found = part(
            locale,
            page,
            kind,
            &reference,
            Cow::Owned(reference.clone()),
        );
        // Its words would be found as often as the item's own.
        found.whole_names.push(Cow::Owned(reference.clone()));
        found.headings.to_mut().push('\n');
        found.headings.to_mut().push_str(&item.title);
        let to = resolution.to.as_deref();
        let follow_up = resolution.follow_up.as_deref();
        found.body = Cow::Owned(joined([Some(resolution.text.as_str()), to, follow_up]));
        found.record.summary = Cow::Borrowed(&resolution.text);
        found.record.answer = Cow::Borrowed(to.unwrap_or(""));
        parts.push(found);
    }
}

fn seats<'a>(
    site: &'a Site,
    theme: &Theme,
    page: &'a Page,
    group: &'a Group,
) -> Vec<SearchDocument<'a>> {
    let seat = |(index, seat): (usize, &'a Seat)| seat_of(site, theme, page, group, (index, seat));
    group.seats.iter().enumerate().filter_map(seat).collect()
}

/// A seat by its office, role or those it speaks for. A seat that says no more than a name is found
/// through the person and the group.
fn seat_of<'a>(
    site: &'a Site,
    theme: &Theme,
    page: &'a Page,
    group: &Group,
    (index, seat): (usize, &'a Seat),
) -> Option<SearchDocument<'a>> {
    let locale = theme.locale();
    let office = group
        .office_of(seat)
        .map(|word| capitalised(office(theme, word)));
    let title = match (&office, &seat.role, &seat.constituency, &seat.organisation) {
        (Some(office), Some(role), _, _) => Cow::Owned(format!("{office}, {role}")),
        (Some(office), None, _, _) => Cow::Owned(office.clone()),
        (None, Some(text), _, _) | (None, None, Some(text), _) | (None, None, None, Some(text)) => {
            Cow::Borrowed(text.as_str())
        }
        (None, None, None, None) => return None,
    };
    let member = seat.member.map(|id| site.person(id));
    let name = member.map(|person| person.name.as_str());
    let mut found = part(
        locale,
        page,
        search::Kind::Seat,
        &anchor::seat(index),
        title,
    );
    let bench = seat.side.as_deref().map(|side| side_title(theme, side));
    let facts = [
        &seat.role,
        &seat.organisation,
        &seat.constituency,
        &seat.note,
    ];
    found.body = Cow::Owned(joined(facts.map(Option::as_deref).into_iter().chain([
        name,
        seat.name.as_deref(),
        bench.as_deref(),
    ])));
    let details: Vec<&str> = [&seat.organisation, &seat.constituency]
        .map(Option::as_deref)
        .into_iter()
        .flatten()
        .filter(|text| *text != found.record.title)
        .collect();
    found.record.summary = Cow::Owned(details.join(", "));
    // Who sat there then is no answer now.
    if page.as_of.is_none() {
        found.record.answer = match name {
            Some(name) => Cow::Borrowed(name),
            None if seat.is_vacant() => Cow::Owned(theme.word("vacant").to_owned()),
            None => Cow::Borrowed(seat.name.as_deref().unwrap_or("")),
        };
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_beginning_of_a_number_are_left_out() {
        assert_eq!(without_zeros("RFC-0012").as_deref(), Some("RFC-12"));
        assert_eq!(without_zeros("2026-10/01").as_deref(), Some("2026-10/1"));
        assert_eq!(without_zeros("000").as_deref(), Some("0"));
        for plain in ["CYP07-0", " A10", "100", "0", "R-0"] {
            assert_eq!(
                without_zeros(plain).is_some(),
                plain.contains("07"),
                "{plain}"
            );
        }
    }
}
