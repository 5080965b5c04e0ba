//! What front matter holds for each kind of page.

mod group;
mod minutes;
mod occurrence;
mod plan;
mod rule;
mod series;
mod service;

use super::markdown::inline::Inline;
use super::raw::RawKind;
use super::yaml::fields::{Fields, Spanned, short};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{KINDS, of_kind};
use crate::model::Kind;

/// What `kind` and the keys that go with it came to.
pub(super) enum Kinded {
    /// A record that can be used.
    Usable(RawKind),
    /// A record with a mistake that leaves nothing to use.
    Broken,
    /// Not a kind, so that nothing is known of its keys.
    Unknown,
}

impl From<Option<RawKind>> for Kinded {
    fn from(kind: Option<RawKind>) -> Self {
        kind.map_or(Kinded::Broken, Kinded::Usable)
    }
}

/// A key of these that only one kind of page has, and the kind.
fn telling(fields: &Fields<'_>) -> Option<(&'static str, &'static str)> {
    let keys = { KINDS.iter() }.flat_map(|(kind, own)| own.keys.iter().map(|key| (key, *kind)));
    let mut telling = keys.filter(|(key, _)| key.telling);
    let (key, kind) = telling.find(|(key, _)| fields.has(key.name))?;
    Some((key.name, kind))
}

/// Reads the keys that go with a kind; `name` is what stands after `kind`.
pub(super) fn read(
    name: Option<Spanned<String>>,
    fields: &mut Fields<'_>,
    inline: &Inline<'_>,
) -> Kinded {
    if name.is_none()
        && fields.reader.is_strict()
        && let Some((key, kind)) = telling(fields)
    {
        fields.reader.report(
            Diagnostic::error(
                Code::MissingKey,
                format!("this page has `{key}`, and does not say of which kind it is"),
            )
            .help(format!(
                "add a line `{}`",
                fields.reader.notation().line("kind", kind)
            )),
            fields.key_span(key),
        );
        return Kinded::Unknown;
    }
    let word = name.as_ref().map_or("page", |n| n.value.as_str());
    if let Some(own) = of_kind(word) {
        fields.and(own);
    }
    let kind = match word {
        "page" => Some(RawKind::Page),
        "service" => Some(RawKind::Service(Box::new(service::read(fields, inline)))),
        "series" => series::read(fields, inline).map(|s| RawKind::Series(Box::new(s))),
        "group" => group::read(fields).map(|g| RawKind::Group(Box::new(g))),
        "plan" => plan::read(fields, inline).map(|p| RawKind::Plan(Box::new(p))),
        "minutes" => minutes::read(fields).map(|m| RawKind::Minutes(Box::new(m))),
        wrong => {
            let kinds: Vec<String> = Kind::WORDS.iter().map(|kind| format!("`{kind}`")).collect();
            let finding = Diagnostic::error(
                Code::UnknownKind,
                format!("there is no kind `{}`", short(wrong)),
            )
            .did_you_mean(wrong, Kind::WORDS.iter().copied())
            .help(format!(
                "a page is one of {}; leave `kind` out for plain text",
                kinds.join(", ")
            ));
            fields.reader.report(finding, name.map_or(0..0, |n| n.span));
            return Kinded::Unknown;
        }
    };
    kind.into()
}
