//! One file that elasticlunr.js 0.9.5 loads: an inverted index as a trie of characters for each
//! part that is searched, and a store of what a result shows.
//!
//! The `elasticlunr` crate makes the terms and names the format's version. Its own `Index` keeps
//! every node of the trie and every posting as a map of strings and stores the text of each
//! document. Here the same file is written straight from the postings, which takes a fraction of
//! the time and memory; a test holds it equal to what `Index` writes.

use std::borrow::Cow;
use std::fmt;
use std::io::Write;

use serde::Serialize;

use super::blocks::shared;
use super::document::FIELD_COUNT;
use super::index::{Entry, Index};
use super::manifest::Settings;
use super::postings::{Posting, Postings};
use super::texts::small_number;

/// The index would be larger than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverBudget {
    /// About how large the file would be, in bytes.
    pub estimate: u64,
    /// What was allowed, in bytes.
    pub budget: u64,
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the file for elasticlunr would take about {} bytes, of {} allowed",
            self.estimate, self.budget
        )
    }
}

impl std::error::Error for OverBudget {}

/// The fields of the file, which stand for the first parts of [`super::FIELDS`].
const NAMES: [&str; FIELD_COUNT] = ["title", "keywords", "headings", "body"];

/// The bytes of `search/elasticlunr.json`, with documents numbered as in the index.
///
/// # Errors
///
/// [`OverBudget`] when the file would have more than `budget` bytes. Where that is plain from the
/// postings, none of it is made, so memory stays in proportion to the budget.
pub fn build(index: &Index, settings: &Settings, budget: u64) -> Result<Vec<u8>, OverBudget> {
    let over = |estimate| Err(OverBudget { estimate, budget });
    let reckoned = reckon(index);
    if reckoned > budget.saturating_add(budget / 4) {
        return over(reckoned);
    }
    let file = write(index, settings, reckoned);
    let size = file.len() as u64;
    if size > budget { over(size) } else { Ok(file) }
}

/// How many bytes the file has about. The nodes at which no term ends, the names of members in the
/// store and the longer numbers are missing.
fn reckon(index: &Index) -> u64 {
    let sums = index.postings().sums();
    let nodes: u64 = sums
        .iter()
        .map(|sums| {
            let fields = sums.documents[..FIELD_COUNT].iter();
            let fields = fields.filter(|documents| **documents > 0);
            // A comma after each, or the node that its term ends at.
            let postings =
                fields.map(|documents| u64::from(*documents) * POSTING_BYTES + NODE_BYTES);
            postings.sum::<u64>() + u64::from(sums.repeated) * REPEATED_BYTES
        })
        .sum();
    let postings = sums.iter().flat_map(|sums| &sums.documents[..FIELD_COUNT]);
    let postings: u64 = postings.map(|documents| u64::from(*documents)).sum();
    let numbers = postings * digits(small_number(index.len().saturating_sub(1)));
    let documents: usize = index
        .documents
        .iter()
        .map(|known| known.record.len() + LENGTHS_BYTES)
        .sum();
    nodes + numbers + documents as u64
}

fn write(index: &Index, settings: &Settings, reckoned: u64) -> Vec<u8> {
    // Room for what was not reckoned, about a fifth, so that it need not grow.
    let room = usize::try_from(reckoned + reckoned / 4).unwrap_or(0);
    let mut out = Vec::with_capacity(room);
    out.extend_from_slice(b"{\"version\":");
    put_json(&mut out, ::elasticlunr::ELASTICLUNR_VERSION);
    if let Some(language) = index.analyser.name() {
        out.extend_from_slice(b",\"lang\":");
        put_json(&mut out, language);
    }
    out.extend_from_slice(b",\"pipeline\":");
    put_json(&mut out, &index.analyser.steps());
    out.extend_from_slice(b",\"fields\":");
    put_json(&mut out, &NAMES);
    out.extend_from_slice(b",\"ref\":\"id\",\"documentStore\":{\"save\":true,\"length\":");
    put(&mut out, format_args!("{}", index.len()));
    out.extend_from_slice(b",\"docs\":{");
    for number in 0..index.len() {
        let comma = if number > 0 { "," } else { "" };
        put(&mut out, format_args!("{comma}\"{number}\":"));
        put_json(&mut out, &Shown::of(&index.entry(number), settings));
    }
    out.extend_from_slice(b"},\"docInfo\":{");
    for (number, known) in index.documents.iter().enumerate() {
        let comma = if number > 0 { "," } else { "" };
        put(&mut out, format_args!("{comma}\"{number}\":{{"));
        for (field, (name, length)) in NAMES.iter().zip(known.lengths).enumerate() {
            let comma = if field > 0 { "," } else { "" };
            put(&mut out, format_args!("{comma}\"{name}\":{length}"));
        }
        out.push(b'}');
    }
    out.extend_from_slice(b"}},\"index\":{");
    let postings = index.postings();
    for (field, name) in NAMES.iter().enumerate() {
        let comma = if field > 0 { "," } else { "" };
        put(&mut out, format_args!("{comma}\"{name}\":{{\"root\":"));
        let there = (0..postings.len()).filter(|&place| postings.documents(place, field) > 0);
        write_trie(&mut out, postings, field, there);
        out.push(b'}');
    }
    out.extend_from_slice(b"}}\n");
    out
}

/// What the store keeps of a document, in alphabetical order.
#[derive(Serialize)]
struct Shown<'a> {
    address: Cow<'a, str>,
    answer: String,
    kind: String,
    summary: Cow<'a, str>,
    title: Cow<'a, str>,
}

impl<'a> Shown<'a> {
    fn of(entry: &Entry<'a>, settings: &Settings) -> Self {
        let record = entry.record.clone();
        let label = settings.labels.get(usize::from(entry.kind));
        let label = label.map_or("", |labels| &labels.one);
        // A record must not be taken for what is true today.
        let kind = if record.as_of.is_empty() {
            label.to_owned()
        } else {
            format!("{label}, {} {}", settings.record_of, record.as_of)
        };
        let answers = std::iter::once(&*record.answer).chain(record.seen_ways());
        let answers: Vec<&str> = answers.filter(|answer| !answer.is_empty()).collect();
        Shown {
            answer: answers.join("; "),
            kind,
            address: record.address,
            summary: record.summary,
            title: record.title,
        }
    }
}

/// The bytes of `"":{"tf":1}`, which every posting has around its number where the term stands once.
const POSTING_BYTES: u64 = 11;

/// The bytes of `,"a":{"docs":{},"df":1}`, the least that the node of a term takes.
const NODE_BYTES: u64 = 23;

/// How many bytes more a frequency takes where a term stands more than once: most square roots are long.
const REPEATED_BYTES: u64 = 16;

/// About how many bytes the lengths of a document take.
const LENGTHS_BYTES: usize = 52;

/// Writes sorted terms with their postings as a trie: each node has its postings as `docs`, their
/// number as `df`, and a member for each character that follows. Sorted terms share their
/// beginnings with their neighbours, so nodes are opened and closed in one pass and no trie is
/// ever held in memory.
fn write_trie(
    out: &mut Vec<u8>,
    postings: &Postings,
    field: usize,
    places: impl Iterator<Item = usize>,
) {
    const EMPTY: &[u8] = b"{\"docs\":{},\"df\":0";
    out.extend_from_slice(EMPTY);
    let mut open = "";
    for place in places {
        let term = postings.term(place);
        let shared = shared(open, term);
        close(out, &open[shared..]);
        let mut characters = term[shared..].chars().peekable();
        while let Some(character) = characters.next() {
            out.push(b',');
            put_json(out, &character);
            out.push(b':');
            if characters.peek().is_some() {
                out.extend_from_slice(EMPTY);
            } else {
                write_node(out, postings.of(place, field));
            }
        }
        open = term;
    }
    close(out, open);
    out.push(b'}');
}

/// Closes one node for each character.
fn close(out: &mut Vec<u8>, characters: &str) {
    out.extend(characters.chars().map(|_| b'}'));
}

/// Opens the node of a term.
fn write_node(out: &mut Vec<u8>, postings: impl Iterator<Item = Posting>) {
    out.extend_from_slice(b"{\"docs\":{");
    let mut documents = 0;
    for posting in postings {
        if documents > 0 {
            out.push(b',');
        }
        documents += 1;
        let frequency = frequency(posting.count);
        put(
            out,
            format_args!("\"{}\":{{\"tf\":{frequency}}}", posting.document),
        );
    }
    put(out, format_args!("}},\"df\":{documents}"));
}

/// The term frequency of elasticlunr, the square root of the count, as the shortest number that
/// reads back the same.
fn frequency(count: u32) -> Cow<'static, str> {
    match count {
        1 => Cow::Borrowed("1"),
        _ => Cow::Owned(f64::from(count).sqrt().to_string()),
    }
}

/// How many digits a number has.
fn digits(number: u32) -> u64 {
    u64::from(number.checked_ilog10().unwrap_or(0)) + 1
}

/// Writes to memory, which cannot fail.
fn put(out: &mut Vec<u8>, text: fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a vector takes every byte");
}

/// Writes a value that has a JSON form, to memory.
fn put_json<T: Serialize + ?Sized>(out: &mut Vec<u8>, value: &T) {
    serde_json::to_writer(out, value).expect("texts and lists of texts have a JSON form");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::manifest::KindLabels;
    use crate::search::{Analyser, Kind, Record, SearchDocument};
    use ::elasticlunr::IndexBuilder;
    use serde_json::Value;

    const NO_LIMIT: u64 = u64::MAX;

    fn document<'a>(title: &'a str, body: &'a str) -> SearchDocument<'a> {
        SearchDocument {
            kind: Kind::Service,
            body: body.into(),
            record: Record {
                address: "services/send/".into(),
                title: title.into(),
                summary: "What it is.".into(),
                ..Record::default()
            },
            ..SearchDocument::default()
        }
    }

    /// A made-up page that differs from its neighbours.
    fn page(number: u32) -> SearchDocument<'static> {
        SearchDocument {
            names: format!("p{number} absence").into(),
            headings: "Who to ask. What happens next".into(),
            body: format!(
                "Schools {0} and schools {1} meeting termly, term {2}",
                number * 7,
                number % 5,
                number % 3
            )
            .into(),
            special: vec!["@2026-06".to_owned()],
            record: Record {
                address: format!("pages/{number}/").into(),
                title: format!("Page {number} about attendance").into(),
                reach: vec!["tel:01908000000".to_owned()],
                ..Record::default()
            },
            ..SearchDocument::default()
        }
    }

    fn settings() -> Settings {
        let labels = Kind::ALL.iter().map(|kind| KindLabels {
            one: kind.id().to_owned(),
            many: String::new(),
        });
        Settings {
            labels: labels.collect(),
            record_of: "record of".to_owned(),
            ..Settings::default()
        }
    }

    fn build<'a>(
        documents: impl IntoIterator<Item = SearchDocument<'a>>,
        budget: u64,
    ) -> Result<Vec<u8>, OverBudget> {
        let documents: Vec<_> = documents
            .into_iter()
            .map(|document| vec![document])
            .collect();
        let index = Index::read(Analyser::English, documents, |document| document);
        super::build(&index, &settings(), budget)
    }

    fn read(file: &[u8]) -> Value {
        serde_json::from_slice(file).expect("the index is JSON")
    }

    #[test]
    fn it_is_what_elasticlunr_writes_apart_from_the_store() {
        let documents: Vec<_> = (0..120).map(page).collect();
        let mut theirs = IndexBuilder::new().add_fields(NAMES).build();
        for (number, document) in documents.iter().enumerate() {
            theirs.add_doc(&number.to_string(), document.searched());
        }
        let mut theirs: Value = serde_json::from_str(&theirs.to_json()).expect("JSON");
        let mut ours = read(&build(documents, NO_LIMIT).expect("no limit"));
        let their_store = theirs["documentStore"]["docs"].take();
        let our_store = ours["documentStore"]["docs"].take();
        assert_eq!(
            whole_numbers_as_floats(ours),
            whole_numbers_as_floats(theirs)
        );
        assert_eq!(our_store.as_object().map(serde_json::Map::len), Some(120));
        assert!(their_store["7"]["body"].is_string());
    }

    /// `1` and `1.0` are one number to every reader of JSON but this one.
    fn whole_numbers_as_floats(value: Value) -> Value {
        match value {
            Value::Number(number) => number.as_f64().into(),
            Value::Array(values) => values.into_iter().map(whole_numbers_as_floats).collect(),
            Value::Object(members) => members
                .into_iter()
                .map(|(k, v)| (k, whole_numbers_as_floats(v)))
                .collect(),
            other => other,
        }
    }

    #[test]
    fn the_store_has_what_a_result_shows_and_no_body() {
        let mut shown = document("Virtual School", "A walrus is mentioned in passing.");
        shown.record.answer = "Si\u{e2}n Evans".into();
        shown.record.reach = vec!["mailto:virtual.school@example.org".to_owned()];
        shown.record.as_of = "May 2021".into();
        shown.names = "guineafowl".into();
        shown.headings = "Hippopotamus".into();
        let file = build([shown], NO_LIMIT).expect("no limit");
        assert_eq!(
            read(&file)["documentStore"],
            serde_json::json!({
                "save": true,
                "length": 1,
                "docs": {"0": {
                    "address": "services/send/",
                    "answer": "Si\u{e2}n Evans; virtual.school@example.org",
                    "kind": "service, record of May 2021",
                    "summary": "What it is.",
                    "title": "Virtual School",
                }},
                "docInfo": {"0": {"title": 2, "keywords": 1, "headings": 1, "body": 3}},
            })
        );
        let text = String::from_utf8(file)
            .expect("JSON is UTF-8")
            .to_lowercase();
        for word in ["walrus", "mentioned", "guineafowl", "hippopotamus"] {
            assert!(!text.contains(word), "{word} is stored as text");
        }
    }

    #[test]
    fn the_same_documents_give_the_same_bytes() {
        let twice = [(); 2].map(|()| build((0..50).map(page), NO_LIMIT).expect("no limit"));
        assert_eq!(twice[0], twice[1]);
    }

    #[test]
    fn text_that_means_something_in_json_or_html_comes_back_unchanged() {
        let hostile = "\"},{\\ </script>\u{2028}\u{0}\n<img src=x onerror=alert(1)> a\"b\\c";
        let file = build([document(hostile, hostile)], NO_LIMIT).expect("no limit");
        let index = read(&file);
        assert_eq!(index["documentStore"]["docs"]["0"]["title"], hostile);
        let node = &index["index"]["body"]["root"]["a"]["\""]["b"]["\\"]["c"];
        assert_eq!(node["df"], 1);
    }

    #[test]
    fn no_documents_make_an_empty_index() {
        let index = read(&build([], NO_LIMIT).expect("no limit"));
        assert_eq!(index["documentStore"]["length"], 0);
        assert_eq!(
            index["index"]["body"]["root"],
            serde_json::json!({"docs": {}, "df": 0})
        );
    }

    #[test]
    fn a_file_as_large_as_the_budget_is_written_and_one_byte_more_is_not() {
        let size = build((0..40).map(page), NO_LIMIT).expect("no limit").len() as u64;
        assert!(build((0..40).map(page), size).is_ok());
        assert_eq!(
            build((0..40).map(page), size - 1),
            Err(OverBudget {
                estimate: size,
                budget: size - 1
            })
        );
    }

    #[test]
    fn what_is_reckoned_beforehand_is_near_the_size_of_the_file() {
        for many in [200, 2_000] {
            let documents: Vec<_> = (0..many).map(page).collect();
            let size = build(documents.clone(), NO_LIMIT).expect("no limit").len() as u64;
            let over = build(documents, size / 10).expect_err("a tenth is not enough");
            assert!(
                over.estimate > size / 2 && over.estimate < size * 5 / 4,
                "{over} but {size}"
            );
        }
    }
}
