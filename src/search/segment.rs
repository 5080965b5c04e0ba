//! What one worker makes of the documents that it reads.

use std::collections::BTreeSet;

use super::analyser::Analyser;
use super::document::{BODY, FIELD_COUNT, FIELDS, HEADINGS, SearchDocument};
use super::kind::Kind;
use super::packed;
use super::texts::Texts;
use super::tokens::{Read, Spelling, TermId, Words};
use super::varint;
use super::words::whole_name;

/// The mark of a document of the past, beside the number of its kind.
const PAST: u8 = 0x80;

/// Documents that follow each other, read. Postings are kept as few bytes as they need: at ten
/// thousand pages there are millions.
pub(super) struct Segment {
    analyser: Analyser,
    words: Words,
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

/// The postings of a term as they come: pairs of a step and a packed count and section. A step leads from one place
/// to the next, a place being the number of the document times the number of parts, and the part.
#[derive(Default)]
pub(super) struct List {
    bytes: Vec<u8>,
    last: u32,
}

impl List {
    /// Whether the term was only seen in words that stand for more than it.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn push(&mut self, document: u32, field: usize, count: u32, section: u32) {
        let place = document
            .checked_mul(PARTS)
            .zip(u32::try_from(field).ok())
            .and_then(|(place, field)| place.checked_add(field))
            .expect("a site has fewer than 2^29 things to find");
        varint::put(&mut self.bytes, place - self.last);
        varint::put(&mut self.bytes, packed::of(count, section));
        self.last = place;
    }

    /// Document, part, and packed count and section of each posting, in order.
    pub(super) fn postings(&self) -> impl Iterator<Item = (u32, usize, u32)> {
        let mut rest = self.bytes.as_slice();
        let mut place = 0;
        std::iter::from_fn(move || {
            place += varint::take(&mut rest)?;
            let packed = varint::take(&mut rest).expect("`push` wrote a count");
            Some((place / PARTS, (place % PARTS) as usize, packed))
        })
    }
}

/// How often the term of a whole name counts as being there: of a title twice, so that it is told from other names.
const NAME: u32 = 1;
const TITLE: u32 = 2;

/// The first parts are titles and names.
const NAMED: usize = 2;

/// The number of parts, and the last of them, which no text fills.
const PARTS: u32 = 5;
const EXTRA: usize = FIELD_COUNT;
const _: () = assert!(PARTS as usize == FIELDS.len());

/// A word as it is written, how often it was met, and whether in a title or name.
pub(super) struct Spelled<'s> {
    pub(super) word: &'s str,
    pub(super) met: u32,
    pub(super) named: bool,
}

impl Spelled<'_> {
    /// Adds what another tells of the same word.
    pub(super) fn add(&mut self, other: &Spelled<'_>) {
        self.met = self.met.saturating_add(other.met);
        self.named |= other.named;
    }
}

/// All that a segment has read.
pub(super) struct Finished {
    /// What is known of each document.
    pub(super) documents: Vec<Known>,
    /// The names of stop words only.
    pub(super) commons: BTreeSet<String>,
    /// The postings of each term, by its id.
    pub(super) lists: Vec<List>,
    pub(super) vocabulary: Vocabulary,
}

/// The terms of a segment by their ids, and how words spell them.
pub(super) struct Vocabulary {
    terms: Texts,
    words: Texts,
    /// In the order of terms.
    spellings: Vec<Spelling>,
}

impl Vocabulary {
    /// The term of an id.
    pub(super) fn term(&self, id: TermId) -> &str {
        self.terms.get(id)
    }

    /// The spellings of a term; one may be there more than once.
    pub(super) fn spellings(&self, id: TermId) -> impl Iterator<Item = Spelled<'_>> {
        let start = self
            .spellings
            .partition_point(|spelling| spelling.term < id);
        let of_term = self.spellings[start..].iter();
        let of_term = of_term.take_while(move |spelling| spelling.term == id);
        of_term.map(|spelling| Spelled {
            word: self.words.get(spelling.word),
            met: spelling.met,
            named: spelling.named,
        })
    }
}

impl Segment {
    /// Nothing read.
    pub(super) fn new(analyser: Analyser) -> Self {
        Segment {
            analyser,
            words: Words::new(analyser),
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
        let (mut terms, mut extra) = (Vec::new(), Vec::new());
        let mut headings: Vec<u32> = Vec::new();
        for (field, length) in (0..).zip(&mut lengths) {
            for (text, heading) in document.pieces(field) {
                self.read.clear();
                self.words.read(text, field < NAMED, &mut self.read);
                *length += self.read.length;
                let piece = headings.len();
                let place = |term: &TermId| (*term, field, piece);
                terms.extend(self.read.terms.iter().map(place));
                extra.extend(self.read.extra.iter().map(place));
                headings.push(heading);
            }
        }
        terms.sort_unstable();
        for same in terms.chunk_by(is_same) {
            let section = section(same, &headings);
            for part in same.chunk_by(|(_, a, _), (_, b, _)| a == b) {
                let count = u32::try_from(part.len()).expect("fewer than 2^32 words in a text");
                let (term, field, _) = part[0];
                push(&mut self.lists, term, (number, field), count, section);
            }
        }
        extra.sort_unstable();
        let mut extra: Vec<(TermId, u32, u32)> = extra
            .chunk_by(is_same)
            .map(|same| (same[0].0, 1, section(same, &headings)))
            .collect();
        let special = document.special.iter();
        extra.extend(special.map(|term| (self.words.special(term), 1, 0)));
        let names = document.whole_names.iter().map(|name| (&**name, NAME));
        for (name, count) in names.chain([(&*document.record.title, TITLE)]) {
            let name = whole_name(self.analyser, name);
            if name.is_common {
                self.commons.insert(name.terms[0].trim_end().to_owned());
            }
            let terms = name.terms.iter();
            extra.extend(terms.map(|term| (self.words.special(term), count, 0)));
        }
        // Of a name that is also the title, the greater count.
        extra.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        extra.dedup_by_key(|(term, ..)| *term);
        for (term, count, section) in extra {
            push(&mut self.lists, term, (number, EXTRA), count, section);
        }
        self.documents.push(Known {
            lengths,
            kind: document.kind.number() | if document.past { PAST } else { 0 },
            record: serde_json::to_vec(&document.record)
                .expect("texts and lists of texts have a JSON form")
                .into(),
        });
    }

    /// All that it has read.
    pub(super) fn finish(self) -> Finished {
        let (terms, words, mut spellings) = self.words.finish();
        spellings.sort_unstable_by_key(|spelling| spelling.term);
        let vocabulary = Vocabulary {
            terms,
            words,
            spellings,
        };
        Finished {
            documents: self.documents,
            commons: self.commons,
            lists: self.lists,
            vocabulary,
        }
    }
}

/// A term with the part of the document and the piece of that in which it stands.
type Place = (TermId, usize, usize);

fn is_same((one, ..): &Place, (other, ..): &Place) -> bool {
    one == other
}

/// The section of a term that stands in these places of a document, in order: that of the first heading which has it, else the
/// one where it stands first. `headings` has the number of the heading of each piece.
fn section(places: &[Place], headings: &[u32]) -> u32 {
    let first = |part: usize| places.iter().find(|(_, field, _)| *field == part);
    let (_, _, piece) = first(HEADINGS)
        .or_else(|| first(BODY))
        .copied()
        .unwrap_or_default();
    headings[piece]
}

fn push(
    lists: &mut Vec<List>,
    term: TermId,
    (document, field): (u32, usize),
    count: u32,
    section: u32,
) {
    let place = term as usize;
    if lists.len() <= place {
        lists.resize_with(place + 1, List::default);
    }
    lists[place].push(document, field, count, section);
}
