//! Front matter of a plan.

use std::collections::HashSet;

use crate::calendar::shows_nothing;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::{ACTION, FIELDS, PRIORITIES, PRIORITY, RECOMMENDATION, WORDS};
use crate::load::markdown::inline::Inline;
use crate::load::parts::ids;
use crate::load::raw::{RawAction, RawBody, RawPlan};
use crate::load::values::meant;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::model::{PlanWords, Priority, Recommendation};

/// Reads what only plans have.
pub(crate) fn read(fields: &mut Fields<'_>, inline: &Inline<'_>) -> Option<RawPlan> {
    let reader = fields.reader;
    let id = fields.required("id");
    let good = id.as_ref().is_some_and(|id| ids::check(reader, id));
    let words = words(fields);
    let priorities = priorities(fields);
    let mut seen = HashSet::new();
    let mut recommendations = Vec::new();
    for node in fields.list("recommendations") {
        let Some(mut item) = reader.fields(node, &RECOMMENDATION) else {
            continue;
        };
        let (reference, text) = (item.required("ref"), item.required_words("text"));
        let owner = item.plain("owner");
        item.finish();
        if let (Some(reference), Some(text)) = (reference, text) {
            check_reference(reader, &reference, &mut seen);
            let recommendation = Recommendation {
                reference: reference.value.clone(),
                text: text.value,
                owner,
            };
            recommendations.push((reference, recommendation));
        }
    }
    let mut actions = Vec::new();
    for node in fields.list("actions") {
        let Some(mut item) = reader.fields(node, &ACTION) else {
            continue;
        };
        let reference = item.required("ref");
        let text: Option<RawBody> = item
            .required("text")
            .map(|text| inline.convert(&text, reader));
        let priority = item.text("priority");
        let owners = item.plain_list("owners");
        let (target, due) = (item.plain("target"), item.day("due").ok().flatten());
        let (progress, status) = (item.plain("progress"), item.plain("status"));
        let (from, see) = (item.texts("from"), item.texts("see"));
        let own = own_fields(&mut item);
        let note = item.plain("note");
        item.finish();
        if let (Some(reference), Some(text)) = (reference, text) {
            check_reference(reader, &reference, &mut seen);
            let by = due.as_ref().map(|day| day.value);
            let by = by.or_else(|| meant::day_within(target.as_deref()?));
            actions.push(RawAction {
                reference,
                text,
                priority,
                owners,
                target,
                due,
                by,
                progress,
                status,
                from,
                see,
                fields: own,
                note,
            });
        }
    }
    good.then_some(RawPlan {
        id: id?,
        words,
        priorities,
        actions,
        recommendations,
    })
}

/// What the parts of a register are called.
fn words(fields: &mut Fields<'_>) -> PlanWords {
    let reader = fields.reader;
    let node = fields.take("words");
    let Some(mut words) = node.and_then(|node| reader.fields(node, &WORDS)) else {
        return PlanWords::default();
    };
    let read = PlanWords {
        action: words.plain("action"),
        actions: words.plain("actions"),
        owner: words.plain("owner"),
        target: words.plain("target"),
        progress: words.plain("progress"),
        status: words.plain("status"),
    };
    words.finish();
    read
}

/// Facts that an entry has besides those that all have: texts by what they are called.
fn own_fields(item: &mut Fields<'_>) -> Vec<(String, String)> {
    let reader = item.reader;
    let node = item.take("fields");
    let entries = node.and_then(|node| reader.entries(node, &FIELDS));
    let read = entries.into_iter().flatten().filter_map(|(key, node)| {
        let value = reader.text(node, &format!("`{}`", short(&key.text)))?;
        (!shows_nothing(&value.value)).then_some((key.text, value.value))
    });
    read.collect()
}

fn priorities(fields: &mut Fields<'_>) -> Vec<Priority> {
    let reader = fields.reader;
    let node = fields.take("priorities");
    let list = node.and_then(|node| reader.entries(node, &PRIORITIES));
    let mut priorities = Vec::new();
    for (key, node) in list.unwrap_or_default() {
        let id = Spanned {
            value: key.text,
            span: key.span,
        };
        let good = ids::check(reader, &id);
        let Some(mut item) = reader.fields(node, &PRIORITY) else {
            continue;
        };
        let title = item.required_words("title");
        let aim = item.plain("aim");
        let outcomes = item.plain_list("outcomes");
        item.finish();
        if let (true, Some(title)) = (good, title) {
            priorities.push(Priority {
                id: id.value,
                title: title.value,
                aim,
                outcomes,
            });
        }
    }
    priorities
}

/// A reference is an anchor of the page, and there is one of each.
pub(crate) fn check_reference(
    reader: &Reader,
    reference: &Spanned<String>,
    seen: &mut HashSet<String>,
) {
    let text = &reference.value;
    let good = text.len() <= 40
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.');
    if !good {
        reader.report(
            Diagnostic::error(
                Code::BadId,
                format!("`{}` cannot be a reference", short(text)),
            )
            .help("a reference has letters a to z, digits, hyphens and dots, as in WMH4"),
            reference.span.clone(),
        );
    } else if !seen.insert(text.clone()) {
        reader.report(
            Diagnostic::error(
                Code::DuplicateId,
                format!("the reference `{text}` stands here twice"),
            )
            .label("the second one")
            .help("each reference names one thing; correct one of the two"),
            reference.span.clone(),
        );
    }
}
