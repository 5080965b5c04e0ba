//! Values of keys that are more than text: days, numbers, words to choose from, and data for templates.

use std::fmt::{self, Display};

use jiff::civil::Date;

use super::declared::Way;
use super::fields::{Fields, Reader, Reported, Spanned, Wanted, short};
use super::tree::{Node, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::words::FLAGS;
use crate::load::values::dates::{self, Form, NoDate};
use crate::load::values::{meant, order};
use crate::model::{AsOf, Data, Order};

const DAY: Wanted<'static> = Wanted {
    sort: "a date",
    help: &"write it as 2026-06-29: year, month, day",
};

const AS_OF: Wanted<'static> = Wanted {
    sort: "a date",
    help: &"write a year, a month or a day: 2021, 2021-09 or 2021-09-09",
};

const WHOLE: Wanted<'static> = Wanted {
    sort: "a whole number",
    help: &"write digits only, for example 10",
};

const ORDER: Wanted<'static> = Wanted {
    sort: "a number",
    help: &"write a number such as 10; 10.5 stands between 10 and 11",
};

impl Reader {
    /// A date like 2026-06-29.
    pub(crate) fn date(&self, node: Node, what: &str) -> Option<Spanned<Date>> {
        self.date_of(self.scalar(node, what, &DAY)?)
    }

    /// The date that a text is. Of a day with a time only the day is read, as it is written; that is told.
    pub(crate) fn date_of(&self, text: Spanned<String>) -> Option<Spanned<Date>> {
        let Spanned { value, span } = text;
        if let Some(day) = dates::day_of_moment(&value) {
            let finding = Diagnostic::warning(
                Code::BadDate,
                format!("of `{}` only the day is read", short(&value)),
            );
            self.report(finding.help(format!("write {day}")), span.clone());
            return self.date_of(Spanned {
                value: day.to_owned(),
                span,
            });
        }
        match dates::date(&value) {
            Ok(date) => Some(Spanned { value: date, span }),
            Err(problem) => {
                let finding = match problem {
                    NoDate::NoSuchDay(why) => no_such_day(&value, &why),
                    NoDate::Form(form) => not_a_day(&value, &form),
                };
                self.report(finding, span);
                None
            }
        }
    }
}

impl Fields<'_> {
    /// A date.
    pub(crate) fn date(&mut self, key: &'static str) -> Option<Date> {
        self.day(key).ok().flatten().map(|day| day.value)
    }

    /// A date with its place, if there is one.
    pub(crate) fn day(&mut self, key: &'static str) -> Result<Option<Spanned<Date>>, Reported> {
        self.declared(key, &Way::Date);
        let Some(node) = self.taken(key) else {
            return Ok(None);
        };
        let text = self.reader.scalar(node, &format!("`{key}`"), &DAY);
        let mut text = text.ok_or(Reported)?;
        // Other generators write these by themselves, with the time.
        if matches!(key, "date" | "updated" | "checked")
            && dates::day_of_moment(&text.value).is_some()
        {
            text.value.truncate("2026-03-02".len());
        }
        self.reader.date_of(text).map(Some).ok_or(Reported)
    }

    /// A list of dates; a single one stands for a list of one.
    pub(crate) fn days(&mut self, key: &'static str) -> Vec<Spanned<Date>> {
        let what = format!("each of `{key}`");
        let reader = self.reader;
        self.declared(key, &Way::Each(&Way::Date));
        let nodes = self.nodes(key).into_iter();
        nodes.filter_map(|node| reader.date(node, &what)).collect()
    }

    /// A date that must be there.
    pub(crate) fn required_day(&mut self, key: &'static str) -> Option<Spanned<Date>> {
        self.declared(key, &Way::Required(&Way::Date));
        let text = self.required_scalar(key, &DAY)?;
        self.reader.date_of(text)
    }

    /// A year, a month or a day.
    pub(crate) fn as_of(&mut self, key: &'static str) -> Option<AsOf> {
        self.declared(key, &Way::AsOf);
        let text = self.scalar(key, &AS_OF)?;
        match dates::as_of(dates::day_of_moment(&text.value).unwrap_or(&text.value)) {
            Ok(as_of) => Some(as_of),
            Err(problem) => {
                self.reader.error(
                    Code::BadDate,
                    format!("`{}` is not a date: {problem}", short(&text.value)),
                    &text.span,
                    &AS_OF.help.to_string(),
                );
                None
            }
        }
    }

    /// One of a few words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Option<T> {
        self.declared(key, &Way::Choice(&|| words.iter().map(|w| w.0).collect()));
        self.one_of(key, words)
    }

    fn one_of<T: Copy>(&mut self, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
        let help = can_be(words.iter().map(|w| w.0));
        let wanted = Wanted {
            sort: "a word",
            help: &help,
        };
        let text = self.scalar(key, &wanted)?;
        let found = words.iter().find(|(word, _)| *word == text.value);
        if found.is_none() {
            self.reader.report(
                unknown_value(key, &text.value, words.iter().map(|w| w.0)),
                text.span,
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Some of a few words; a single one stands for a list of one.
    pub(crate) fn choices<T: Copy>(
        &mut self,
        key: &'static str,
        words: &[(&'static str, T)],
    ) -> Vec<T> {
        let names = || words.iter().map(|w| w.0).collect();
        self.declared(key, &Way::Each(&Way::Choice(&names)));
        let texts = self.each_text(key);
        let mut found = Vec::new();
        for text in texts {
            match words.iter().find(|(word, _)| *word == text.value) {
                Some((_, value)) => found.push(*value),
                None => self.reader.report(
                    unknown_value(key, &text.value, words.iter().map(|w| w.0)),
                    text.span,
                ),
            }
        }
        found
    }

    /// `true` or `false`, also written yes, no, on, off.
    pub(crate) fn flag(&mut self, key: &'static str) -> Option<bool> {
        self.declared(key, &Way::Flag);
        self.one_of(key, FLAGS)
    }

    /// A whole number.
    pub(crate) fn number(&mut self, key: &'static str) -> Option<i64> {
        self.declared(key, &Way::Number);
        let text = self.scalar(key, &WHOLE)?;
        match text.value.parse() {
            Ok(number) => Some(number),
            Err(_) => {
                self.reader.error(
                    Code::WrongType,
                    format!(
                        "`{key}` should be {}, not `{}`",
                        WHOLE.sort,
                        short(&text.value)
                    ),
                    &text.span,
                    &WHOLE.help.to_string(),
                );
                None
            }
        }
    }

    /// A number that pages are ordered by.
    pub(crate) fn order(&mut self, key: &'static str) -> Option<Order> {
        self.declared(key, &Way::Order);
        let text = self.scalar(key, &ORDER)?;
        let order = order::order(&text.value);
        if order.is_none() {
            self.reader.error(
                Code::WrongType,
                format!(
                    "`{key}` should be {}, not `{}`",
                    ORDER.sort,
                    short(&text.value)
                ),
                &text.span,
                &ORDER.help.to_string(),
            );
        }
        order
    }

    /// Anything, for templates.
    pub(crate) fn data(&mut self, key: &'static str) -> Data {
        self.declared(key, &Way::Data);
        self.taken(key).map_or(Data::Null, data)
    }
}

/// The finding for a date in the right form, of a day that the calendar does not have.
pub(crate) fn no_such_day(written: &str, why: &str) -> Diagnostic {
    let shown = short(written);
    Diagnostic::error(Code::BadDate, format!("`{shown}` does not exist: {why}"))
        .help("look the date up and correct it")
}

/// The finding for what is no date, with what may be meant if that is plain.
fn not_a_day(written: &str, form: &Form) -> Diagnostic {
    let days: Vec<&str> = written.split(',').map(str::trim).collect();
    let several = days.len() > 1 && days.iter().all(|day| dates::date(day).is_ok());
    let proposed = |meant: &String| form.proposal.as_ref().is_some_and(|p| p.contains(meant));
    let help = if several {
        format!(
            "write several days as a list: [{}]",
            short(&days.join(", "))
        )
    } else if let Some(meant) = meant::moment(written).filter(|meant| !proposed(meant)) {
        format!("write it as year, month, day; if this is meant: {meant}")
    } else {
        DAY.help.to_string()
    };
    let shown = short(written);
    Diagnostic::error(Code::BadDate, format!("`{shown}` is not a date: {form}")).help(help)
}

/// A finding that a value is none of the words allowed.
pub(crate) fn unknown_value<'a>(
    key: &str,
    wrong: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    Diagnostic::error(
        Code::UnknownValue,
        format!("`{key}` cannot be `{}`", short(wrong)),
    )
    .did_you_mean(wrong, words.clone())
    .help(can_be(words).to_string())
}

/// All words that a key can hold.
fn can_be<'a>(words: impl Iterator<Item = &'a str> + Clone) -> impl Display {
    fmt::from_fn(move |f| {
        for (number, word) in words.clone().enumerate() {
            let before = if number == 0 { "it can be " } else { ", " };
            write!(f, "{before}`{word}`")?;
        }
        Ok(())
    })
}

/// YAML's core schema for data that only templates read.
pub(crate) fn data(node: Node) -> Data {
    match node.value {
        Value::Null => Data::Null,
        Value::Scalar { text, plain: true } => match text.as_str() {
            "true" => Data::Bool(true),
            "false" => Data::Bool(false),
            // Telephone numbers and codes with a leading zero stay text.
            word if word.len() > 1 && word.starts_with('0') && !word.starts_with("0.") => {
                Data::Text(text)
            }
            word => match (word.parse::<i64>(), word.parse::<f64>()) {
                (Ok(number), _) => Data::Integer(number),
                (_, Ok(number)) if number.is_finite() => Data::Float(number),
                _ => Data::Text(text),
            },
        },
        Value::Scalar { text, .. } => Data::Text(text),
        Value::List(items) => Data::List(items.into_iter().map(data).collect()),
        Value::Map(entries) => Data::Map(
            entries
                .into_iter()
                .map(|(k, v)| (k.text, data(v)))
                .collect(),
        ),
    }
}
