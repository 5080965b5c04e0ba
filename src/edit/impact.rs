//! What is touched when somebody leaves or a service changes, and the edit that names a successor.

use std::ops::Range;

use jiff::civil::Date;

use super::Edit;
use super::retiring::named_at;
use crate::load::{Raw, RawKind, RawPage, Scalar, scalars};

/// A place that names somebody or something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Touched {
    /// Relative to the root of the site.
    pub(crate) file: String,
    /// Byte offset of the name.
    pub(crate) at: usize,
    /// What stands there, in words.
    pub(crate) what: String,
}

/// The keys that hold the id of a person.
const PERSON: [&str; 4] = ["holder", "cover", "person", "member"];

/// Keys beside the id that say what the person does there.
const BESIDE: [&str; 4] = ["role", "office", "for", "name"];

/// Where somebody is named, by id or in words. `None` when nobody has the id. `today` tells which meetings are to come.
pub(crate) fn of_person(
    raw: &Raw,
    id: &str,
    today: Date,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Option<Vec<Touched>> {
    let person = raw.people.iter().find(|person| person.id == id)?;
    let link = format!("person:{id}");
    let mut all = Vec::new();
    let mut in_words = vec![person.name.as_str()];
    in_words.extend(person.email.as_deref());
    in_words.extend(person.phone.as_deref());
    for page in &raw.pages {
        let text = text_of(&page.file).unwrap_or_default();
        let past = if page.as_of.is_some() {
            ", on a record of the past"
        } else {
            ""
        };
        let facts = scalars(&page.file, &text);
        for fact in facts.iter().filter(|fact| is_person(fact, id)) {
            let what = format!(
                "{}{}{past}",
                does(fact, &facts),
                meetings(page, fact, today)
            );
            all.push(touched(&page.file, fact.span.start, what));
        }
        for (at, _) in text.match_indices(&link) {
            let rest = text[at + link.len()..].chars().next();
            if !rest.is_some_and(|next| next.is_alphanumeric() || "-_.".contains(next)) {
                all.push(touched(&page.file, at, format!("a link in the text{past}")));
            }
        }
        for words in &in_words {
            for (at, _) in text.match_indices(words) {
                let what = format!("`{words}` in words{past}");
                all.push(touched(&page.file, at, what));
            }
        }
    }
    for list in [
        "contacts.yaml",
        "organisations.yaml",
        "site.yaml",
        "people.yaml",
    ] {
        let file = format!("{}{list}", raw.prefix);
        let text = text_of(&file).unwrap_or_default();
        let facts = scalars(&file, &text);
        for fact in facts.iter().filter(|fact| is_person(fact, id)) {
            all.push(touched(&file, fact.span.start, does(fact, &facts)));
        }
        let own = |fact: &&Scalar| {
            list == "people.yaml" && fact.keys.first().is_some_and(|key| key == id)
        };
        if let Some(record) = facts.iter().find(own) {
            all.push(touched(
                &file,
                record.span.start,
                "the record itself".to_owned(),
            ));
        }
    }
    all.sort();
    all.dedup();
    Some(all)
}

fn touched(file: &str, at: usize, what: String) -> Touched {
    Touched {
        file: file.to_owned(),
        at,
        what,
    }
}

fn is_person(fact: &Scalar, id: &str) -> bool {
    let key = fact.keys.last().map_or("", String::as_str);
    PERSON.contains(&key) && fact.value.trim() == id
}

/// What somebody does at a place, in words: the list that it stands in, and what the keys beside it say.
fn does(fact: &Scalar, facts: &[Scalar]) -> String {
    let key = fact.keys.last().map_or("", String::as_str);
    let lists = fact.keys.iter().rev().skip(1);
    let list = lists
        .map(String::as_str)
        .find(|key| !key.starts_with(|c: char| c.is_ascii_digit()));
    let what = match (key, list) {
        ("member", _) => "a seat",
        ("cover", _) => "stands in",
        (_, Some("chairs")) => "chairs",
        (_, Some("contacts")) => "a contact point",
        (_, Some("host")) => "hosts",
        (_, Some("lead")) => "leads",
        (_, Some("deputies" | "deputy")) => "deputy",
        (_, Some("posts")) => "a post",
        (_, Some(list)) => list,
        (_, None) => key,
    };
    let beside = facts
        .iter()
        .filter(|other| other.around == fact.around && other.keys.len() == fact.keys.len());
    let words: Vec<&str> = beside
        .filter(|other| {
            other
                .keys
                .last()
                .is_some_and(|key| BESIDE.contains(&key.as_str()))
        })
        .map(|other| other.value.as_str())
        .collect();
    if words.is_empty() {
        what.to_owned()
    } else {
        format!("{what}: {}", words.join(", "))
    }
}

/// The meetings to come that somebody chairs or hosts.
fn meetings(page: &RawPage, fact: &Scalar, today: Date) -> String {
    let RawKind::Series(series) = &page.kind else {
        return String::new();
    };
    if fact.keys.iter().any(|key| key == "contacts") {
        return String::new();
    }
    let day = |when: &crate::load::When| when.first_day();
    let dates = series
        .occurrences
        .iter()
        .filter(|one| day(&one.when.value) >= today);
    match (dates.count(), series.recurs.is_empty()) {
        (0, true) => String::new(),
        (0, false) => " (with meetings by rule)".to_owned(),
        (1, _) => " (1 meeting to come)".to_owned(),
        (number, _) => format!(" ({number} meetings to come)"),
    }
}

/// Where a page is named, and who and what stands on it. `None` when there is no such page.
pub(crate) fn of_page(
    raw: &Raw,
    path: &str,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Option<Vec<Touched>> {
    let page = raw.pages.iter().find(|page| page.path == path)?;
    let mut all: Vec<Touched> = named_at(raw, page, text_of)
        .into_iter()
        .map(|one| {
            touched(
                &one.file,
                one.span.start,
                format!("names it as `{}`", one.written),
            )
        })
        .collect();
    if let Some(folder) = page.section.as_deref() {
        let below = raw.pages.iter().filter(|one| {
            one.path != path
                && one
                    .path
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.starts_with('/'))
        });
        all.extend(
            below.map(|one| touched(&one.file, 0, format!("stands below it: {}", one.title))),
        );
    }
    let text = text_of(&page.file).unwrap_or_default();
    let facts = scalars(&page.file, &text);
    for fact in &facts {
        let key = fact.keys.last().map_or("", String::as_str);
        let is_contact = fact.keys.first().is_some_and(|key| key == "contacts");
        if PERSON.contains(&key) {
            let what = format!("{}: {}", fact.value, does(fact, &facts));
            all.push(touched(&page.file, fact.span.start, what));
        } else if is_contact && key != "for" && key != "note" {
            let what = format!("a contact point: {}", fact.value);
            all.push(touched(&page.file, fact.span.start, what));
        }
    }
    for alias in &page.aliases {
        let what = format!("its old address {}", alias.value);
        all.push(touched(&page.file, alias.span.start, what));
    }
    all.sort();
    all.dedup();
    Some(all)
}

/// What names a successor.
#[derive(Debug, Default)]
pub(crate) struct Succession {
    pub(crate) edits: Vec<Edit>,
    /// Places that cannot say yet who follows on a day to come.
    pub(crate) left: Vec<Touched>,
}

/// Who follows whom, and from when on.
#[derive(Clone, Copy)]
pub(crate) struct Follows<'a> {
    /// Who leaves.
    pub(crate) id: &'a str,
    pub(crate) successor: &'a str,
    pub(crate) from: Date,
    /// Whether that day is still to come, so that today somebody else is right.
    pub(crate) is_to_come: bool,
}

/// The edits that name a successor in all posts, seats and contact points of today, from a day on where that is said. Until a
/// day to come the one who leaves stays named, and what takes no dates is left as it is.
pub(crate) fn succession(
    raw: &Raw,
    follows: Follows<'_>,
    text_of: &dyn Fn(&str) -> Option<String>,
) -> Succession {
    let mut all = Succession::default();
    let today = raw
        .pages
        .iter()
        .filter(|page| page.as_of.is_none() && !matches!(page.kind, RawKind::Minutes(_)));
    let lists = ["contacts.yaml", "organisations.yaml", "site.yaml"];
    let lists = lists.map(|list| format!("{}{list}", raw.prefix));
    let pages = today.map(|page| (&*page.file, true));
    for (file, takes_days) in pages.chain(lists.iter().map(|file| (file.as_str(), false))) {
        let text = text_of(file).unwrap_or_default();
        in_file(file, &text, follows, takes_days, &mut all);
    }
    all
}

/// Two entries in place of one: who leaves until the day before, and the successor from that day on. `None` where the entry
/// holds more than one of them may have, or is not written in braces.
fn one_after_the_other(
    file: &str,
    text: &str,
    fact: &Scalar,
    follows: Follows<'_>,
    beside: &dyn Fn(&str) -> Option<Range<usize>>,
) -> Option<Edit> {
    let Follows {
        id,
        successor,
        from,
        ..
    } = follows;
    let (key, list) = (fact.keys.last()?, fact.keys.first()?);
    let takes_days = match key.as_str() {
        "holder" => ["lead", "deputies", "host"].contains(&list.as_str()),
        "member" => list == "seats",
        _ => false,
    };
    let of_one = ["cover", "note", "until", "documents"];
    let whole = &text[fact.around.clone()];
    if !takes_days || of_one.iter().any(|key| beside(key).is_some()) || !text.starts_with("---") {
        return None;
    }
    let inner = whole.strip_prefix('{')?.strip_suffix('}')?;
    let was = format!(
        "{{{}, until: {}}}",
        inner.trim_end(),
        from.yesterday().ok()?
    );
    let within = |span: &Range<usize>| span.start - fact.around.start..span.end - fact.around.start;
    let mut parts = vec![(
        within(&fact.span),
        whole[within(&fact.span)].replace(id, successor),
    )];
    let known = beside("from");
    if let Some(span) = &known {
        parts.push((within(span), from.to_string()));
    }
    parts.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut is = whole.to_owned();
    for (span, words) in parts {
        is.replace_range(span, &words);
    }
    if known.is_none() {
        let end = is.len() - 1;
        let end = is[..end].trim_end().len();
        is.insert_str(end, &format!(", from: {from}"));
    }
    let before = text[..fact.around.start].trim_end();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let indent = &before[line..before.len() - before[line..].trim_start().len()];
    let (start, new) = match before.chars().next_back()? {
        '-' => (fact.around.start, format!("{was}\n{indent}- {is}")),
        '[' | ',' => (fact.around.start, format!("{was}, {is}")),
        ':' => (
            before.len(),
            format!("\n{indent}  - {was}\n{indent}  - {is}"),
        ),
        _ => return None,
    };
    Some(Edit::new(file, &(start..fact.around.end), new))
}

fn in_file(file: &str, text: &str, follows: Follows<'_>, takes_days: bool, all: &mut Succession) {
    let Follows { id, successor, .. } = follows;
    let from = takes_days.then_some(follows.from);
    let facts = scalars(file, text);
    let beside = |fact: &Scalar, key: &str| {
        facts.iter().find(|other| {
            other.around == fact.around
                && other.keys.len() == fact.keys.len()
                && other.keys.last().is_some_and(|known| known == key)
        })
    };
    for fact in facts.iter().filter(|fact| is_person(fact, id)) {
        let is_over = |until: &Scalar| {
            let day = until.value.trim().parse::<Date>();
            day.is_ok_and(|day| day < follows.from)
        };
        if beside(fact, "until").is_some_and(is_over) {
            continue;
        }
        // What says when it was so is of the past.
        if beside(fact, "as_of").is_some() {
            continue;
        }
        let Some(at) = text[fact.span.clone()].find(id) else {
            continue;
        };
        if follows.is_to_come {
            let span = |key: &str| beside(fact, key).map(|other| other.span.clone());
            match one_after_the_other(file, text, fact, follows, &span) {
                Some(edit) if takes_days => all.edits.push(edit),
                _ => {
                    let what = does(fact, &facts);
                    all.left.push(touched(file, fact.span.start, what));
                }
            }
            continue;
        }
        let edits = &mut all.edits;
        let start = fact.span.start + at;
        edits.push(Edit::new(file, &(start..start + id.len()), successor));
        let key = fact.keys.last().map_or("", String::as_str);
        let Some(from) = from.filter(|_| matches!(key, "holder" | "member")) else {
            continue;
        };
        let from = from.to_string();
        match beside(fact, "from") {
            Some(known) => edits.push(Edit::new(file, &known.span, from)),
            // Facts of TOML and JSON are left to whoever writes them.
            None if !text.starts_with("---") => {}
            None => {
                let end = fact.span.end;
                let line = text[..fact.span.start].rfind('\n').map_or(0, |at| at + 1);
                let is_flow = text[fact.around.clone()].starts_with('{');
                let before = &text[line..fact.span.start];
                let indent = before.len() - before.trim_start_matches([' ', '-']).len();
                let added = if is_flow {
                    format!(", from: {from}")
                } else {
                    format!("\n{}from: {from}", " ".repeat(indent))
                };
                edits.push(Edit::new(file, &(end..end), added));
            }
        }
    }
}
