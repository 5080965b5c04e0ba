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

use super::postings::{Posting, Postings};
use super::{FIELDS, SearchDocument};

/// The index would be larger than allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OverBudget {
    /// About how large the file would be, in bytes: exact when every document was read, else
    /// reckoned from those that were and from how many the iterator said were to come.
    pub estimate: u64,
    /// What was allowed, in bytes.
    pub budget: u64,
}

impl fmt::Display for OverBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the search index would take about {} bytes, of {} allowed",
            self.estimate, self.budget
        )
    }
}

impl std::error::Error for OverBudget {}

/// The bytes of `search/elasticlunr.json`.
///
/// Documents are numbered "0", "1" and so on as they come, so the same documents in the same order
/// give the same bytes. Each is read and let go, and none of its body is stored as text.
///
/// # Errors
///
/// [`OverBudget`] when the file would have more than `budget` bytes. Reading stops as soon as that
/// is certain, so memory stays in proportion to the budget however many documents there are.
pub fn build<'a>(
    documents: impl IntoIterator<Item = SearchDocument<'a>>,
    budget: u64,
) -> Result<Vec<u8>, OverBudget> {
    let mut documents = documents.into_iter();
    let mut draft = Draft::new();
    while let Some(document) = documents.next() {
        draft.add(&document);
        if draft.at_least > budget {
            let (to_come, _) = documents.size_hint();
            return Err(OverBudget {
                estimate: draft.extrapolated(to_come),
                budget,
            });
        }
    }
    let file = draft.write();
    let size = file.len() as u64;
    if size > budget {
        return Err(OverBudget {
            estimate: size,
            budget,
        });
    }
    Ok(file)
}

/// An index in the making.
struct Draft {
    postings: Postings,
    /// The entries of `documentStore.docs`, as JSON.
    shown: Vec<u8>,
    /// The entries of `documentStore.docInfo`, as JSON: how many words each part has.
    lengths: Vec<u8>,
    /// How many bytes the file has for certain. Only the nodes of the trie at which no term ends,
    /// the outer braces and the longer numbers are missing.
    at_least: u64,
}

/// What the store keeps of a document, in alphabetical order.
#[derive(Serialize)]
struct Shown<'a> {
    address: &'a str,
    answer: &'a str,
    kind: &'a str,
    summary: &'a str,
    title: &'a str,
}

impl Draft {
    fn new() -> Self {
        Draft {
            postings: Postings::new(),
            shown: Vec::new(),
            lengths: Vec::new(),
            at_least: 0,
        }
    }

    fn add(&mut self, document: &SearchDocument<'_>) {
        let number = self.postings.documents();
        let digits = digits(number);
        let mut bytes = 0;
        let lengths = self.postings.add(document.searched(), |count, before| {
            bytes += digits + POSTING_BYTES + frequency(count).len() as u64;
            // A comma before it, or the node that its term ends at.
            bytes += if before == 0 { NODE_BYTES } else { 1 };
        });
        self.at_least += bytes;

        let kept = self.shown.len() + self.lengths.len();
        if number > 0 {
            self.shown.push(b',');
            self.lengths.push(b',');
        }
        put(&mut self.shown, format_args!("\"{number}\":"));
        put_json(
            &mut self.shown,
            &Shown {
                address: &document.address,
                answer: &document.answer,
                kind: &document.kind,
                summary: &document.summary,
                title: &document.title,
            },
        );
        put(&mut self.lengths, format_args!("\"{number}\":{{"));
        for (field, (name, length)) in FIELDS.iter().zip(lengths).enumerate() {
            let comma = if field > 0 { "," } else { "" };
            put(
                &mut self.lengths,
                format_args!("{comma}\"{name}\":{length}"),
            );
        }
        self.lengths.push(b'}');
        self.at_least += (self.shown.len() + self.lengths.len() - kept) as u64;
    }

    /// The size of the whole, if the documents to come are like those that came.
    fn extrapolated(&self, to_come: usize) -> u64 {
        let came = u128::from(self.postings.documents());
        let all = came + to_come as u128;
        let size = u128::from(self.at_least) * all / came.max(1);
        u64::try_from(size).unwrap_or(u64::MAX)
    }

    fn write(&self) -> Vec<u8> {
        // Room for the nodes at which no term ends, about a fifth, so that it need not grow.
        let room = usize::try_from(self.at_least + self.at_least / 4).unwrap_or(0);
        let mut out = Vec::with_capacity(room);
        out.extend_from_slice(b"{\"version\":");
        put_json(&mut out, ::elasticlunr::ELASTICLUNR_VERSION);
        out.extend_from_slice(b",\"lang\":\"English\",\"pipeline\":");
        put_json(&mut out, self.postings.words().steps());
        out.extend_from_slice(b",\"fields\":");
        put_json(&mut out, &FIELDS);
        out.extend_from_slice(b",\"ref\":\"id\",\"documentStore\":{\"save\":true,\"length\":");
        put(&mut out, format_args!("{}", self.postings.documents()));
        out.extend_from_slice(b",\"docs\":{");
        out.extend_from_slice(&self.shown);
        out.extend_from_slice(b"},\"docInfo\":{");
        out.extend_from_slice(&self.lengths);
        out.extend_from_slice(b"}},\"index\":{");
        let terms = self.postings.sorted_terms();
        for (field, name) in FIELDS.iter().enumerate() {
            let comma = if field > 0 { "," } else { "" };
            put(&mut out, format_args!("{comma}\"{name}\":{{\"root\":"));
            let lists = terms.iter().filter_map(|&id| {
                let list = self.postings.list(field, id);
                (!list.is_empty()).then(|| (&*self.postings.words().terms()[id as usize], list))
            });
            write_trie(&mut out, lists);
            out.push(b'}');
        }
        out.extend_from_slice(b"}}\n");
        out
    }
}

/// The bytes of `"":{"tf":}`, which every posting has around its number and frequency.
const POSTING_BYTES: u64 = 10;

/// The bytes of `,"a":{"docs":{},"df":1}`, the least that the node of a term takes.
const NODE_BYTES: u64 = 23;

/// Writes sorted terms with their postings as a trie: each node has its postings as `docs`, their
/// number as `df`, and a member for each character that follows. Sorted terms share their
/// beginnings with their neighbours, so nodes are opened and closed in one pass and no trie is
/// ever held in memory.
fn write_trie<'a>(out: &mut Vec<u8>, lists: impl Iterator<Item = (&'a str, &'a [Posting])>) {
    const EMPTY: &[u8] = b"{\"docs\":{},\"df\":0";
    out.extend_from_slice(EMPTY);
    let mut open = "";
    for (term, list) in lists {
        let shared: usize = open
            .chars()
            .zip(term.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        close(out, &open[shared..]);
        let mut characters = term[shared..].chars().peekable();
        while let Some(character) = characters.next() {
            out.push(b',');
            put_json(out, &character);
            out.push(b':');
            if characters.peek().is_some() {
                out.extend_from_slice(EMPTY);
            } else {
                write_node(out, list);
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
fn write_node(out: &mut Vec<u8>, list: &[Posting]) {
    out.extend_from_slice(b"{\"docs\":{");
    for (place, posting) in list.iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        put(
            out,
            format_args!(
                "\"{}\":{{\"tf\":{}}}",
                posting.document,
                frequency(posting.count)
            ),
        );
    }
    put(out, format_args!("}},\"df\":{}", list.len()));
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
    use ::elasticlunr::IndexBuilder;
    use serde_json::Value;
    use std::cell::Cell;

    const NO_LIMIT: u64 = u64::MAX;

    fn document<'a>(title: &'a str, body: &'a str) -> SearchDocument<'a> {
        SearchDocument {
            address: "services/send/".into(),
            kind: "Service".into(),
            title: title.into(),
            body: body.into(),
            summary: "What it is.".into(),
            ..SearchDocument::default()
        }
    }

    /// A made-up page that differs from its neighbours.
    fn page(number: u32) -> SearchDocument<'static> {
        SearchDocument {
            address: format!("pages/{number}/").into(),
            kind: "Page".into(),
            title: format!("Page {number} about attendance").into(),
            keywords: format!("p{number} absence").into(),
            headings: "Who to ask. What happens next".into(),
            body: format!(
                "Schools {0} and schools {1} meeting termly, term {2}",
                number * 7,
                number % 5,
                number % 3
            )
            .into(),
            summary: String::new().into(),
            answer: "01908 000000".into(),
        }
    }

    fn read(file: &[u8]) -> Value {
        serde_json::from_slice(file).expect("the index is JSON")
    }

    #[test]
    fn it_is_what_elasticlunr_writes_apart_from_the_store() {
        let documents: Vec<_> = (0..120).map(page).collect();
        let mut theirs = IndexBuilder::new().add_fields(FIELDS).build();
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
        shown.answer = "virtual.school@example.org".into();
        shown.keywords = "guineafowl".into();
        shown.headings = "Hippopotamus".into();
        let file = build([shown], NO_LIMIT).expect("no limit");
        assert_eq!(
            read(&file)["documentStore"],
            serde_json::json!({
                "save": true,
                "length": 1,
                "docs": {"0": {
                    "address": "services/send/",
                    "answer": "virtual.school@example.org",
                    "kind": "Service",
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
    fn what_is_certain_while_reading_is_never_more_than_the_file() {
        let mut draft = Draft::new();
        for number in 0..200 {
            draft.add(&page(number));
            let size = draft.write().len() as u64;
            assert!(
                draft.at_least <= size,
                "{} > {size} after {number}",
                draft.at_least
            );
            assert!(
                draft.at_least * 3 > size,
                "{} is far from {size}",
                draft.at_least
            );
        }
    }

    #[test]
    fn reading_stops_when_the_budget_is_certain_to_be_exceeded() {
        let read = Cell::new(0);
        let endless = (0..).map(|number| {
            read.set(number + 1);
            page(number)
        });
        let over = build(endless, 20_000).expect_err("an endless site fits no budget");
        assert!(over.estimate > 20_000);
        assert!(read.get() < 200, "{} documents were read", read.get());
    }

    #[test]
    fn the_estimate_covers_the_documents_that_were_not_read() {
        let documents: Vec<_> = (0..2_000).map(page).collect();
        let size = build(documents.clone(), NO_LIMIT).expect("no limit").len() as u64;
        let over = build(documents, size / 10).expect_err("a tenth is not enough");
        assert!(
            over.estimate > size / 2 && over.estimate < size * 2,
            "{over} but {size}"
        );
    }
}
