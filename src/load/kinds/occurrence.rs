//! Occurrences, in the short and the long form.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::keys::OCCURRENCE;
use crate::keys::words::{MODES, STATUSES};
use crate::load::parts::{ids, paper};
use crate::load::raw::RawOccurrence;
use crate::load::values::dates::{self, Form, Problem};
use crate::load::values::meant;
use crate::load::values::standing::{self, Standing};
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::tree::{Node, Value};
use crate::load::yaml::values::no_such_day;
use crate::model::Status;

/// Reads one entry of `occurrences`.
pub(crate) fn read(node: Node, reader: &Reader) -> Option<RawOccurrence> {
    if !matches!(node.value, Value::Map(_)) {
        let text = reader.text(node, "a meeting")?;
        let when = when(&text, reader)?;
        return Some(RawOccurrence {
            status: if matches!(when.value, dates::When::Month(..)) {
                Status::Tentative
            } else {
                Status::Confirmed
            },
            when,
            title: None,
            venue: None,
            mode: None,
            was: None,
            why: None,
            via: None,
            note: None,
            key: None,
            areas: Vec::new(),
            joint: None,
            papers: Vec::new(),
        });
    }
    if colon_after_date(&node, reader) {
        return None;
    }
    let mut fields = reader.fields(node, &OCCURRENCE)?;
    let when = fields.required("on").and_then(|text| when(&text, reader));
    let no_status = !fields.has_value("status");
    let status = fields.choice("status", STATUSES);
    let (title, venue) = (fields.plain("title"), fields.plain("venue"));
    let mode = fields.choice("mode", MODES);
    let no_was = !fields.has_value("was");
    let was = fields.date("was");
    let (why, via) = (fields.plain("why"), fields.plain("via"));
    let remark = fields.plain("note");
    let key = fields.text("key").filter(|key| ids::check(reader, key));
    let areas = fields.texts("areas");
    let joint = joint(&mut fields);
    let papers = paper::papers(&mut fields);
    if why.is_some() && no_status && no_was && !fields.misspelt(&["status", "was"]) {
        reader.report(
            Diagnostic::error(
                Code::MissingKey,
                "`why` says why a meeting is moved or cancelled, and this one is neither",
            )
            .help("add `status: cancelled`, or `was` with the day from which it was moved; for other words write `note`"),
            fields.key_span("why"),
        );
    }
    if no_was && !matches!(status, Some(Status::Cancelled)) {
        only_in_words(&fields, ("title", title.as_ref()), reader);
        only_in_words(&fields, ("note", remark.as_ref()), reader);
    }
    fields.finish();
    let when = when?;
    let month = matches!(when.value, dates::When::Month(..));
    Some(RawOccurrence {
        status: status.unwrap_or(if month {
            Status::Tentative
        } else {
            Status::Confirmed
        }),
        when,
        title,
        venue,
        mode,
        was,
        why,
        via,
        note: remark,
        key,
        areas,
        joint,
        papers,
    })
}

/// Whether areas meet together: the place of the key that says so.
pub(super) fn joint(fields: &mut Fields<'_>) -> Option<Range<usize>> {
    let span = fields.key_span("joint");
    fields.flag("joint")?.then_some(span)
}

/// Reports `2026-03-13: 10:00-12:00`, where the colon makes a key of the day; `true` when it is that.
fn colon_after_date(node: &Node, reader: &Reader) -> bool {
    let Value::Map(entries) = &node.value else {
        return false;
    };
    let Some((key, value)) = entries
        .iter()
        .find(|(key, _)| dates::when(&key.text).is_ok())
    else {
        return false;
    };
    let times = match &value.value {
        Value::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    let whole = format!("{} {times}", key.text);
    let better = if dates::when(&whole).is_ok() {
        format!("write {whole}")
    } else {
        format!("write the day after `on`: {{on: {}, note: …}}", key.text)
    };
    reader.report(
        Diagnostic::error(
            Code::BadDate,
            format!("a colon stands after `{}`", short(&key.text)),
        )
        .help(better),
        key.span.clone(),
    );
    true
}

fn when(text: &Spanned<String>, reader: &Reader) -> Option<Spanned<dates::When>> {
    let problem = match dates::when(&text.value) {
        Ok(value) => {
            return Some(Spanned {
                value,
                span: text.span.clone(),
            });
        }
        Err(problem) => problem,
    };
    let shown = short(&text.value);
    if let Some(first) = several(&text.value) {
        reader.report(
            Diagnostic::error(Code::BadDate, "several meetings stand in one entry")
                .help("begin each of them on a line of its own, with its hyphen below the hyphen of the one before")
                .help(format!("a line of a list starts with `- `: write - {first}")),
            text.span.clone(),
        );
        return None;
    }
    let finding = match problem {
        Problem::Form(form) => not_a_date(&text.value, &form),
        Problem::NoSuchDay(why) => no_such_day(&text.value, &why),
        Problem::Weekday { written, really, near } => {
            Diagnostic::error(Code::WrongWeekday, format!("`{shown}` is a {really}, not a {written}"))
                .label("weekday and date do not match")
                .help(format!("correct the weekday, or the date: the {written} before is {}, the {written} after is {}", near[0], near[1]))
        }
        Problem::EndBeforeStart => {
            end_before_start(&text.value)
        }
    };
    reader.report(finding, text.span.clone());
    None
}

/// The first of several meetings that stand in one text, with a hyphen between them or none.
fn several(text: &str) -> Option<&str> {
    let good = |text: &str| dates::when(text).is_ok();
    let spaces = text.match_indices(' ').map(|(at, _)| at);
    // No meeting has more words than these.
    let firsts = spaces.take(8).filter_map(|at| {
        let rest = text[at..].trim_start();
        let rest = rest.strip_prefix("- ").unwrap_or(rest).trim_start();
        let words: Vec<&str> = rest.split_whitespace().take(2).collect();
        let follows =
            || good(rest) || good(&words.join(" ")) || words.first().is_some_and(|day| good(day));
        (good(&text[..at]) && !rest.is_empty() && follows()).then_some(&text[..at])
    });
    firsts.last()
}

/// What is no date in a form that is understood, with what may be meant if that is plain.
fn not_a_date(written: &str, form: &Form) -> Diagnostic {
    let finding = |why: &dyn fmt::Display| {
        Diagnostic::error(
            Code::BadDate,
            format!("`{}` is not a date: {why}", short(written)),
        )
    };
    let forms = "write 2026-06-29 10:00-12:00, or 2026-06-29 10:00 without an end, or 2026-06-29 for all day, or 2026-06 when only the month is known";
    if let Some((moment, more)) = written_after(written) {
        if let Some(standing) = standing::begins(more) {
            return standing_as_key(finding(form), moment, standing);
        }
        return finding(form).help(format!(
            "other facts of a meeting have keys: {{on: {moment}, note: {more}}}"
        ));
    }
    match meant::moment(written).or_else(|| meant::month_alone(written)) {
        // The whole is proposed, so the day alone need not be.
        Some(meant) => finding(&form.why)
            .help(format!("if this is meant, write {meant}"))
            .help(forms),
        None => finding(form).help(forms),
    }
}

/// A day with times that can be read, and the words after them.
fn written_after(written: &str) -> Option<(&str, &str)> {
    let spaces = written.match_indices(' ').map(|(at, _)| at);
    spaces
        .rev()
        .map(|at| (&written[..at], written[at..].trim()))
        .find(|(moment, more)| match dates::when(moment) {
            Ok(dates::When::Timed(..)) => true,
            Ok(_) => standing::begins(more).is_some(),
            Err(_) => false,
        })
}

/// What to write where words after a day say whether the meeting is held then.
fn standing_as_key(finding: Diagnostic, moment: &str, standing: Standing) -> Diagnostic {
    let cancelled = format!("{{on: {moment}, status: cancelled, why: …}}");
    match standing {
        Standing::Cancelled => finding.help(format!("`status` says it to calendars: {cancelled}")),
        Standing::Postponed => {
            let day = match dates::when(moment) {
                Ok(dates::When::Timed(day, ..) | dates::When::Days(day, _)) => day.to_string(),
                _ => moment.to_owned(),
            };
            finding
                .help(format!(
                    "write the new day behind `on`, and the old one behind `was`: {{on: …, was: {day}, why: …}}"
                ))
                .help(format!("if there is no new day yet, cancel it: {cancelled}"))
        }
        Standing::Open => finding.help(format!(
            "`status` says it to calendars: {{on: {moment}, status: to be confirmed}}"
        )),
    }
}

/// Warns where words say that a meeting is not held, and its status says that it is.
fn only_in_words(
    fields: &Fields<'_>,
    (key, words): (&'static str, Option<&String>),
    reader: &Reader,
) {
    let Some(words) = words.filter(|words| standing::says_not_held(words)) else {
        return;
    };
    let message = format!(
        "`{key}` says `{}`, and calendars are told that the meeting is held",
        short(words)
    );
    reader.report(
        Diagnostic::warning(Code::StatusInWords, message)
            .help("write `status: cancelled`, and the reason under `why`; if it was moved, write the new day behind `on` and the old one behind `was`"),
        fields.key_span(key),
    );
}

fn end_before_start(written: &str) -> Diagnostic {
    let shown = short(written);
    let same = written
        .split_whitespace()
        .next_back()
        .and_then(|times| times.split_once('-'))
        .is_some_and(|(start, end)| start == end);
    let (problem, help) = if same {
        (
            "ends when it starts",
            "write when it ends, as in 14:00-16:00",
        )
    } else if written.contains(':') {
        (
            "ends before it starts",
            "write the start first, times in 24 hours: 14:00-16:00",
        )
    } else {
        ("ends before it starts", "write the first day first")
    };
    Diagnostic::error(Code::EndBeforeStart, format!("`{shown}` {problem}")).help(help)
}
