//! Occurrences, in the short and the long form.

use super::dates::{self, Problem};
use super::fields::{Reader, Spanned, short};
use super::raw::RawOccurrence;
use super::series::MODES;
use super::yaml::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Status;

const STATUSES: [(&str, Status); 4] = [
    ("confirmed", Status::Confirmed),
    ("tentative", Status::Tentative),
    ("to be confirmed", Status::Tentative),
    ("cancelled", Status::Cancelled),
];

/// Reads one entry of `occurrences`.
pub(super) fn read(node: Node, reader: &Reader) -> Option<RawOccurrence> {
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
        });
    }
    let mut fields = reader.fields(node, "this meeting")?;
    let when = fields.required("on").and_then(|text| when(&text, reader));
    let status = fields.choice("status", &STATUSES);
    let occurrence = (|| {
        let when = when?;
        let month = matches!(when.value, dates::When::Month(..));
        Some(RawOccurrence {
            status: status.unwrap_or(if month {
                Status::Tentative
            } else {
                Status::Confirmed
            }),
            when,
            title: fields.plain("title"),
            venue: fields.plain("venue"),
            mode: fields.choice("mode", &MODES),
            was: fields.date("was"),
            why: fields.plain("why"),
            via: fields.plain("via"),
            note: fields.plain("note"),
            key: fields
                .text("key")
                .filter(|key| super::ids::check(reader, key)),
            areas: fields.texts("areas"),
        })
    })();
    if occurrence.is_some() {
        fields.finish();
    }
    occurrence
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
    let finding = match problem {
        Problem::Form(why) => Diagnostic::error(Code::BadDate, format!("`{shown}` is not a date: {why}"))
            .help("write 2026-06-29 10:00-12:00, or 2026-06-29 for all day, or 2026-06 when only the month is known"),
        Problem::NoSuchDay(why) => Diagnostic::error(Code::BadDate, format!("`{shown}` does not exist: {why}"))
            .help("look the date up and correct it"),
        Problem::Weekday { written, really, near } => {
            Diagnostic::error(Code::WrongWeekday, format!("`{shown}` is a {really}, not a {written}"))
                .label("weekday and date do not match")
                .help(format!("correct the weekday, or the date: the {written} before is {}, the {written} after is {}", near[0], near[1]))
        }
        Problem::EndBeforeStart => {
            Diagnostic::error(Code::EndBeforeStart, format!("`{shown}` ends before it starts"))
                .help("write the start first, times in 24 hours: 14:00-16:00")
        }
    };
    reader.report(finding, text.span.clone());
    None
}
