//! `years.yaml`: school years with their terms, half-term holidays and closures.

use std::ops::Range;

use jiff::civil::Date;

use super::records::{Records, records};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{CLOSURE, HALF_TERM, PUBLIC_HOLIDAY, Record, TERM_OF_YEAR, YEARS};
use crate::load::parts::ids;
use crate::load::yaml::fields::{Fields, Reader, Spanned};
use crate::load::yaml::tree::Node;
use crate::locale::Locale;
use crate::model::{Closure, SchoolTerm, SchoolYear, year_word};

/// The most days of a school year: more is a slip in a date, and whatever walks its days stays quick.
const MOST_DAYS: i32 = 400;

/// A record and where its dates stand.
type Placed<T> = (T, Range<usize>);

/// The school years, in order of time. `called` is what the site calls a year.
pub(crate) fn years(
    node: Node,
    reader: &Reader,
    locale: &Locale,
    called: Option<&str>,
) -> Option<Records<SchoolYear>> {
    let mut seen: Vec<(Date, Date, String)> = Vec::new();
    let mut years = records(node, reader, &YEARS, |id, fields| {
        let good = ids::check(reader, &id);
        let year = year(&id, fields, locale, called)?;
        let other = seen
            .iter()
            .find(|(first, last, _)| year.first <= *last && *first <= year.last);
        if let Some((_, _, other)) = other {
            let word = year_word(called, !year.terms.is_empty());
            reader.report(
                Diagnostic::error(
                    Code::SchoolYear,
                    format!(
                        "the {word} `{}` ({} to {}) overlaps `{other}`",
                        id.value, year.first, year.last
                    ),
                )
                .help(format!(
                    "correct the dates of one of the two: a day belongs to one {word} at most"
                )),
                id.span,
            );
            return None;
        }
        seen.push((year.first, year.last, year.id.clone()));
        good.then_some(year)
    })?;
    years.items.sort_by_key(|year| year.first);
    Some(years)
}

fn year(
    id: &Spanned<String>,
    fields: &mut Fields<'_>,
    locale: &Locale,
    called: Option<&str>,
) -> Option<SchoolYear> {
    let reader = fields.reader;
    let title = fields.plain("title");
    let (from, until) = (fields.day("from"), fields.day("until"));
    let terms: Vec<Option<Placed<SchoolTerm>>> = fields
        .list("terms")
        .into_iter()
        .map(|node| term(node, reader))
        .collect();
    let closures: Vec<Option<Placed<Closure>>> = fields
        .list("closures")
        .into_iter()
        .map(|node| closure(node, &CLOSURE, reader))
        .collect();
    let public_holidays: Vec<Option<Placed<Closure>>> = fields
        .list("public_holidays")
        .into_iter()
        .map(|node| closure(node, &PUBLIC_HOLIDAY, reader))
        .collect();
    // What follows from a date that cannot be read is not told.
    let (Ok(from), Ok(until)) = (from, until) else {
        return None;
    };
    let terms: Vec<_> = terms.into_iter().collect::<Option<_>>()?;
    let closures: Vec<_> = closures.into_iter().collect::<Option<_>>()?;
    let public_holidays: Vec<_> = public_holidays.into_iter().collect::<Option<_>>()?;
    let terms = in_order(terms, reader)?;
    let word = year_word(called, !terms.is_empty());
    let (first, last) = bounds(id, from, until, &terms, (&word, reader))?;
    let year = SchoolYear {
        title: title.unwrap_or_else(|| match called {
            Some(called) => locale.put("year_called", &[("called", called), ("year", &id.value)]),
            // Where there are terms, there are schools.
            None if terms.is_empty() => locale.put("year_of", &[("id", &id.value)]),
            None => locale.put("school_year_of", &[("id", &id.value)]),
        }),
        id: id.value.clone(),
        first,
        last,
        terms: terms.iter().map(|(term, _)| term.clone()).collect(),
        closures: Vec::new(),
        public_holidays: Vec::new(),
    };
    let mut good = true;
    for (term, span) in &terms {
        let what = format!("the term `{}`", term.title);
        good &= within(&year, &what, [term.first, term.last], span, reader);
    }
    for (closure, span) in &closures {
        let what = format!("the closure `{}`", closure.title);
        good &= within(&year, &what, [closure.first, closure.last], span, reader);
    }
    for (holiday, span) in &public_holidays {
        let what = format!("the public holiday `{}`", holiday.title);
        good &= within(&year, &what, [holiday.first, holiday.last], span, reader);
    }
    let sorted = |days: Vec<Placed<Closure>>| {
        let mut days: Vec<Closure> = days.into_iter().map(|(days, _)| days).collect();
        days.sort_by_key(|days| (days.first, days.last));
        days
    };
    good.then_some(SchoolYear {
        closures: sorted(closures),
        public_holidays: sorted(public_holidays),
        ..year
    })
}

/// The first and the last day of a year: as written, else those of its terms.
fn bounds(
    id: &Spanned<String>,
    from: Option<Spanned<Date>>,
    until: Option<Spanned<Date>>,
    terms: &[Placed<SchoolTerm>],
    (word, reader): (&str, &Reader),
) -> Option<(Date, Date)> {
    let end = until.as_ref().map_or(&id.span, |day| &day.span).clone();
    let first = from
        .map(|day| day.value)
        .or(terms.first().map(|(term, _)| term.first));
    let last = until
        .map(|day| day.value)
        .or(terms.last().map(|(term, _)| term.last));
    let (Some(first), Some(last)) = (first, last) else {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                format!(
                    "the {word} `{}` has neither terms nor `from` and `until`",
                    id.value
                ),
            )
            .help(
                "add `terms`, or the first and the last day: {from: 2025-09-01, until: 2026-07-21}",
            ),
            end,
        );
        return None;
    };
    if !in_right_order(first, last, &end, reader) {
        return None;
    }
    if (last - first).get_days() >= MOST_DAYS {
        reader.report(
            Diagnostic::error(
                Code::SchoolYear,
                format!("the {word} `{}` has more than {MOST_DAYS} days", id.value),
            )
            .help("correct its first or its last day"),
            end,
        );
        return None;
    }
    Some((first, last))
}

/// Whether days belong to their year; if not, that is told.
fn within(
    year: &SchoolYear,
    what: &str,
    days: [Date; 2],
    span: &Range<usize>,
    reader: &Reader,
) -> bool {
    let good = days.into_iter().all(|day| year.holds(day));
    if !good {
        reader.report(
            Diagnostic::error(
                Code::SchoolYear,
                format!(
                    "{what} is not within its year, {} to {}",
                    year.first, year.last
                ),
            )
            .help("correct its dates, or `from` and `until` of the year"),
            span.clone(),
        );
    }
    good
}

/// Terms by time; two that share a day are reported.
fn in_order(
    mut terms: Vec<Placed<SchoolTerm>>,
    reader: &Reader,
) -> Option<Vec<Placed<SchoolTerm>>> {
    terms.sort_by_key(|(term, _)| term.first);
    let mut good = true;
    for pair in terms.windows(2) {
        let [(before, _), (after, span)] = pair else {
            continue;
        };
        if after.first <= before.last {
            good = false;
            reader.report(
                Diagnostic::error(
                    Code::SchoolYear,
                    format!(
                        "the term `{}` starts on {}, before the term `{}` ends on {}",
                        after.title, after.first, before.title, before.last
                    ),
                )
                .help("correct the dates of one of the two"),
                span.clone(),
            );
        }
    }
    good.then_some(terms)
}

fn term(node: Node, reader: &Reader) -> Option<Placed<SchoolTerm>> {
    let mut fields = reader.fields(node, &TERM_OF_YEAR)?;
    let title = fields.required_words("title");
    let days = days(&mut fields);
    let half_term = fields
        .take("half_term")
        .map(|node| half_term(node, days.as_ref(), reader));
    // Without it nothing is known of the halves of the term, and more would seem wrong.
    let slip = fields.misspelt(&["half_term"]);
    fields.finish();
    if slip {
        return None;
    }
    let (title, days) = (title?, days?);
    let half_term = match half_term {
        Some(half) => Some(half?),
        None => None,
    };
    let term = SchoolTerm {
        title: title.value,
        first: days.0.value,
        last: days.1.value,
        half_term,
    };
    Some((term, days.0.span))
}

/// The holiday within a term, with days of the term before and after it.
fn half_term(
    node: Node,
    term: Option<&(Spanned<Date>, Spanned<Date>)>,
    reader: &Reader,
) -> Option<std::ops::RangeInclusive<Date>> {
    let mut fields = reader.fields(node, &HALF_TERM)?;
    let days = days(&mut fields);
    fields.finish();
    let (first, last) = days?;
    let (start, end) = term?;
    if first.value <= start.value || last.value >= end.value {
        reader.report(
            Diagnostic::error(
                Code::SchoolYear,
                format!(
                    "the half-term holiday, {} to {}, is not within its term, {} to {}",
                    first.value, last.value, start.value, end.value
                ),
            )
            .help("give the days without teaching in the middle of the term, the first and the last of them"),
            first.span,
        );
        return None;
    }
    Some(first.value..=last.value)
}

fn closure(node: Node, record: &'static Record, reader: &Reader) -> Option<Placed<Closure>> {
    let mut fields = reader.fields(node, record)?;
    let title = fields.required_words("title");
    let single = fields.has("on");
    let days = if single {
        let day = fields.required_day("on");
        if fields.has("from") || fields.has("until") {
            let span = fields.key_span(if fields.has("from") { "from" } else { "until" });
            reader.report(
                Diagnostic::error(
                    Code::UnknownValue,
                    format!(
                        "{} is `on` one day, or `from` one day `until` another",
                        record.what
                    ),
                )
                .help("keep `on`, or `from` and `until`"),
                span,
            );
        }
        // Known keys, though they do not belong together.
        fields.pass("from");
        fields.pass("until");
        day.map(|day| (day.clone(), day))
    } else if fields.has("from") || fields.has("until") {
        fields.pass("on");
        days(&mut fields)
    } else {
        fields.pass("from");
        fields.pass("until");
        fields.required_day("on").map(|day| (day.clone(), day))
    };
    fields.finish();
    let (title, (first, last)) = (title?, days?);
    let closure = Closure {
        title: title.value,
        first: first.value,
        last: last.value,
    };
    Some((closure, first.span))
}

/// `from` and `until`, both there and in the right order.
fn days(fields: &mut Fields<'_>) -> Option<(Spanned<Date>, Spanned<Date>)> {
    let (first, last) = (fields.required_day("from"), fields.required_day("until"));
    let (first, last) = (first?, last?);
    in_right_order(first.value, last.value, &last.span, fields.reader).then_some((first, last))
}

fn in_right_order(first: Date, last: Date, span: &Range<usize>, reader: &Reader) -> bool {
    if last < first {
        reader.report(
            Diagnostic::error(
                Code::EndBeforeStart,
                format!("it ends on {last}, before it starts on {first}"),
            )
            .help("`from` is the first day and `until` the last, which is included"),
            span.clone(),
        );
    }
    last >= first
}
