//! What one worker makes of the documents that it reads.

use std::collections::BTreeSet;

use super::analyser::Analyser;
use super::document::{FIELD_COUNT, FIELDS, SearchDocument};
use super::kind::Kind;
use super::learnt::Lexicon;
use super::tokens::{Read, Spelling, TermId, Words};
use super::varint;
use super::words::whole_name;

/// The mark of a document of the past, beside the number of its kind.
const PAST: u8 = 0x80;

/// Documents that follow each other, read. Postings are kept as few bytes as they need: at ten
/// thousand pages there are millions.
pub(super) struct Segment<'l> {
    analyser: Analyser,
    words: Words<'l>,
    /// The postings of each term, by its id.
    lists: Vec<List>,
    /// What is known of each document.
    pub(super) documents: Vec<Known>,
    /// The names that have stop words only, as terms without the last space.
    commons: BTreeSet<String>,
    /// Kept between documents so that it is not allocated anew for each.
    read: Read,
}

/// What is known of a document beside its postings.
pub(super) struct Known {
    /// How many words each part has.
    pub(super) lengths: [u32; FIELD_COUNT],
    /// The number of its kind, with [`PAST`] if it tells of the past.
    pub(super) kind: u8,
    /// Its record as JSON.
    pub(super) record: Box<[u8]>,
}

impl Known {
    /// The number of its kind.
    pub(super) fn kind_number(&self) -> u8 {
        self.kind & !PAST
    }

    /// Its kind.
    pub(super) fn kind(&self) -> Kind {
        Kind::of(self.kind_number()).expect("the segment wrote it")
    }

    /// Whether it tells of the past.
    pub(super) fn is_past(&self) -> bool {
        self.kind & PAST != 0
    }
}

/// The postings of a term as they come: pairs of a step and a count. A step leads from one place
/// to the next, a place being the number of the document times the number of parts, and the part.
#[derive(Default)]
pub(super) struct List {
    bytes: Vec<u8>,
    last: u32,
}

impl List {
    fn push(&mut self, document: u32, field: u32, count: u32) {
        let place = document
            .checked_mul(PARTS)
            .and_then(|place| place.checked_add(field))
            .expect("a site has fewer than 2^29 things to find");
        varint::put(&mut self.bytes, place - self.last);
        varint::put(&mut self.bytes, count);
        self.last = place;
    }

    /// Document, part and count of each posting, in order.
    pub(super) fn postings(&self) -> impl Iterator<Item = (u32, usize, u32)> {
        let mut rest = self.bytes.as_slice();
        let mut place = 0;
        std::iter::from_fn(move || {
            place += varint::take(&mut rest)?;
            let count = varint::take(&mut rest).expect("`push` wrote a count");
            Some((place / PARTS, (place % PARTS) as usize, count))
        })
    }
}

/// How often the term of a whole name counts as being there: of a title twice, so that it is told from other names.
const NAME: u32 = 1;
const TITLE: u32 = 2;

/// The first parts are titles and names.
const NAMED: u32 = 2;

/// The number of parts, and the last of them, which no text fills.
const PARTS: u32 = 5;
const EXTRA: u32 = PARTS - 1;
const _: () = assert!(PARTS as usize == FIELDS.len());

/// A word as it is written, how often it was met, and whether in a title or name.
pub(super) struct Spelled {
    pub(super) word: Box<str>,
    pub(super) met: u32,
    pub(super) named: bool,
}

impl Spelled {
    /// Adds what another tells of the same word.
    pub(super) fn add(&mut self, other: &Spelled) {
        self.met = self.met.saturating_add(other.met);
        self.named |= other.named;
    }
}

/// A term of a segment with its postings, and its spellings with how often each was met.
pub(super) struct Term {
    /// The term itself.
    pub(super) text: Box<str>,
    /// Its postings.
    pub(super) list: List,
    /// Its spellings, each once.
    pub(super) spellings: Vec<Spelled>,
}

impl<'l> Segment<'l> {
    /// Nothing read.
    pub(super) fn new(analyser: Analyser, lexicon: &'l Lexicon) -> Self {
        Segment {
            analyser,
            words: Words::new(lexicon),
            lists: Vec::new(),
            documents: Vec::new(),
            commons: BTreeSet::new(),
            read: Read::default(),
        }
    }

    /// Reads the next document.
    pub(super) fn add(&mut self, document: &SearchDocument<'_>) {
        let number = u32::try_from(self.documents.len()).expect("fewer than 2^32 things to find");
        let mut lengths = [0; FIELD_COUNT];
        let mut extra = Vec::new();
        for (field, (text, length)) in (0..).zip(document.searched().into_iter().zip(&mut lengths))
        {
            self.read.clear();
            self.words.read(text, field < NAMED, &mut self.read);
            *length = self.read.length;
            extra.append(&mut self.read.extra);
            self.read.terms.sort_unstable();
            for same in self.read.terms.chunk_by(PartialEq::eq) {
                let count = u32::try_from(same.len()).expect("fewer than 2^32 words in a text");
                push(&mut self.lists, same[0], number, field, count);
            }
        }
        let special = document.special.iter();
        extra.extend(special.map(|term| self.words.special(term)));
        extra.sort_unstable();
        extra.dedup();
        let mut extra: Vec<(TermId, u32)> = extra.into_iter().map(|term| (term, 1)).collect();
        let names = document.whole_names.iter().map(|name| (&**name, NAME));
        for (name, count) in names.chain([(&*document.record.title, TITLE)]) {
            let name = whole_name(self.analyser, name);
            if name.is_common {
                self.commons.insert(name.terms[0].trim_end().to_owned());
            }
            let terms = name.terms.iter();
            extra.extend(terms.map(|term| (self.words.special(term), count)));
        }
        // Of a name that is also the title, the greater count.
        extra.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        extra.dedup_by_key(|(term, _)| *term);
        for (term, count) in extra {
            push(&mut self.lists, term, number, EXTRA, count);
        }
        self.documents.push(Known {
            lengths,
            kind: document.kind.number() | if document.past { PAST } else { 0 },
            record: serde_json::to_vec(&document.record)
                .expect("texts and lists of texts have a JSON form")
                .into(),
        });
    }

    /// What is known of its documents, its terms with their postings, in no order, and the names of stop words only.
    pub(super) fn finish(self) -> (Vec<Known>, Vec<Term>, BTreeSet<String>) {
        let (terms, mut spellings) = self.words.into_terms();
        spellings.sort_unstable_by(|a, b| (a.term, &a.word).cmp(&(b.term, &b.word)));
        let mut spellings = spellings.into_iter().peekable();
        let terms = (0..).zip(terms).zip(self.lists);
        let terms = terms
            .map(|((id, term), list)| Term {
                text: term,
                list,
                spellings: of_term(&mut spellings, id),
            })
            .filter(|term| !term.list.bytes.is_empty())
            .collect();
        (self.documents, terms, self.commons)
    }
}

/// The spellings of a term, each once. They come sorted by term and word.
fn of_term(
    spellings: &mut std::iter::Peekable<impl Iterator<Item = Spelling>>,
    term: TermId,
) -> Vec<Spelled> {
    let mut found: Vec<Spelled> = Vec::new();
    while let Some(spelling) = spellings.next_if(|spelling| spelling.term == term) {
        let Spelling {
            word, met, named, ..
        } = spelling;
        let next = Spelled { word, met, named };
        match found.last_mut() {
            Some(last) if last.word == next.word => last.add(&next),
            _ => found.push(next),
        }
    }
    found
}

fn push(lists: &mut Vec<List>, term: TermId, document: u32, field: u32, count: u32) {
    let place = term as usize;
    if lists.len() <= place {
        lists.resize_with(place + 1, List::default);
    }
    lists[place].push(document, field, count);
}
