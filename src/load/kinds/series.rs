//! Front matter of a series of meetings.

use super::{occurrence, rule};
use crate::calendar::Color;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::words::MODES;
use crate::keys::{AREA, AREAS, CHAIR};
use crate::load::markdown::inline::Inline;
use crate::load::parts::{contact, ids, role};
use crate::load::raw::{RawArea, RawChair, RawOccurrence, RawRule, RawSeries, UnavailableParts};
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};

/// Reads what only series have.
pub(crate) fn read(fields: &mut Fields<'_>, inline: &Inline<'_>) -> Option<RawSeries> {
    let reader = fields.reader;
    let id = fields.required("id");
    let good = id.as_ref().is_some_and(|id| ids::check(reader, id));
    let former_ids = fields.texts("former_ids");
    let former_ids = former_ids
        .into_iter()
        .filter(|id| ids::check(reader, id))
        .collect();
    let retired = fields.day("retired").ok().flatten();
    let hosts = role::roles(fields, "host");
    let chairs = chairs(fields);
    let mode = fields.choice("mode", MODES);
    let (venue, cost, pattern) = (
        fields.plain("venue"),
        fields.plain("cost"),
        fields.words("pattern"),
    );
    let colour = colour(fields);
    let join = fields.text("join");
    if let Some(text) = &join {
        address_without_scheme(text, reader);
    }
    let join = join.map(|text| inline.convert(&text, reader));
    let contacts = contact::contacts(fields);
    let (mut areas, mut areas_unavailable) = (Vec::new(), false);
    if let Some(node) = fields.take("areas") {
        let list = reader.entries(node, &AREAS);
        areas_unavailable = list.is_none();
        for (key, node) in list.unwrap_or_default() {
            let id = Spanned {
                value: key.text,
                span: key.span,
            };
            let good = ids::check(reader, &id);
            let Some(mut item) = reader.fields(node, &AREA) else {
                areas_unavailable = true;
                continue;
            };
            let title = item.required_words("title");
            let colour = self::colour(&mut item);
            let chairs = self::chairs(&mut item);
            item.finish();
            match title {
                Some(title) if good => areas.push(RawArea {
                    id,
                    title: title.value,
                    colour,
                    chairs,
                }),
                _ => areas_unavailable = true,
            }
        }
    }
    let written = ["occurrences", "recurs"];
    let written = written.into_iter().find(|key| fields.has(key));
    let occurrences_span = fields.key_span(written.unwrap_or("occurrences"));
    let rules: Vec<Option<RawRule>> = fields
        .list("recurs")
        .into_iter()
        .map(|node| rule::read(node, reader))
        .collect();
    let closures_ok = fields.flag("closures_ok").unwrap_or(false);
    let occurrences: Vec<Option<RawOccurrence>> = fields
        .list("occurrences")
        .into_iter()
        .map(|node| occurrence::read(node, reader))
        .collect();
    good.then_some(RawSeries {
        id: id?,
        former_ids,
        retired,
        hosts,
        chairs,
        mode,
        venue,
        cost,
        pattern,
        colour,
        join,
        contacts,
        areas,
        unavailable: UnavailableParts {
            rule: rules.iter().any(Option::is_none),
            occurrence: occurrences.iter().any(Option::is_none),
            area: areas_unavailable,
        },
        occurrences: occurrences.into_iter().flatten().collect(),
        recurs: rules.into_iter().flatten().collect(),
        closures_ok,
        occurrences_span,
    })
}

/// Warns of an address in the words on how to join that lacks `https://`: it is no link then, on the page or in a calendar.
fn address_without_scheme(text: &Spanned<String>, reader: &Reader) {
    let ends = |c: char| ".,;:!?()<>\"'".contains(c);
    let mut words = text
        .value
        .split_whitespace()
        .map(|word| word.trim_matches(ends));
    let is_address = |word: &&str| {
        let (host, path) = word.split_once('/').unwrap_or((word, ""));
        let (name, ending) = host.rsplit_once('.').unwrap_or_default();
        let plain = |part: &str| {
            let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
            !part.is_empty() && part.chars().all(fine)
        };
        let leads = !path.is_empty() || host.starts_with("www.");
        leads && plain(name) && ending.len() >= 2 && ending.chars().all(|c| c.is_ascii_alphabetic())
    };
    if let Some(word) = words.find(is_address) {
        let word = short(word);
        reader.report(
            Diagnostic::warning(
                Code::BadContact,
                format!("`{word}` is no link without its beginning"),
            )
            .help(format!("write https://{word}")),
            text.span.clone(),
        );
    }
}

/// The colour of a calendar.
fn colour(fields: &mut Fields<'_>) -> Option<String> {
    let name = fields.text("colour")?;
    if Color::find(&name.value).is_none() {
        fields.reader.report(
            Diagnostic::error(
                Code::UnknownValue,
                format!("`{}` is not the name of a colour", short(&name.value)),
            )
            .did_you_mean(&name.value, Color::names())
            .help("write one of the names that CSS 3 gives to colours, such as teal, indigo or darkorange; calendars know no others"),
            name.span,
        );
        return None;
    }
    Some(name.value)
}

fn chairs(fields: &mut Fields<'_>) -> Vec<RawChair> {
    let reader = fields.reader;
    let mut chairs = Vec::new();
    for node in fields.list("chairs") {
        let Some(mut item) = reader.fields(node, &CHAIR) else {
            continue;
        };
        let person = item.required("person");
        let role_for = item.text("for");
        item.finish();
        chairs.extend(person.map(|person| RawChair { person, role_for }));
    }
    chairs
}
