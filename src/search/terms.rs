//! Terms and their postings in shards: a query fetches those of its words and no others.

use std::ops::Range;

use super::blocks::{Reading, Sizes, Writing, border, cut, small};
use super::document::FIELDS;
use super::postings::{Merging, Part, Posting, Postings};
use crate::model::varint;

/// How large a shard is, in bytes before it is packed, for so many bytes in all. The smaller, the
/// less a query fetches, and the more borders stand in the manifest, which every reader fetches; so
/// both grow with the site, in steps, since borders move with each.
fn sizes(all: usize) -> Sizes {
    let scale = match all {
        0..16_000_000 => 1,
        16_000_000..64_000_000 => 2,
        _ => 4,
    };
    Sizes {
        least: scale * 2_000,
        most: scale * 5_000,
        alone: scale * 3_500,
    }
}

/// Where the shards of all terms begin and end. A shard is made when it is asked for, since all of them together are as much
/// memory again as the postings.
pub(super) struct Cut<'p> {
    postings: &'p Postings,
    /// See [`Shards::borders`].
    pub(super) borders: Vec<String>,
    blocks: Vec<Range<usize>>,
}

impl<'p> Cut<'p> {
    /// Cuts the terms of an index.
    pub(super) fn of(postings: &'p Postings) -> Self {
        let texts = (0..postings.len()).zip(postings.sums());
        let texts = texts.map(|(place, sums)| (postings.term(place), sums.size as usize));
        let all = texts
            .clone()
            .map(|(term, beside)| term.len() + beside)
            .sum();
        let blocks = cut(texts, sizes(all));
        let borders = blocks
            .iter()
            .map(|block| match block.start {
                0 => String::new(),
                start => border(postings.term(start - 1), postings.term(start)),
            })
            .collect();
        Cut {
            postings,
            borders,
            blocks,
        }
    }

    /// How many shards there are.
    pub(super) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// A shard, not packed.
    pub(super) fn shard(&self, number: usize) -> Vec<u8> {
        let block = self.blocks[number].clone();
        let sizes = self.postings.sums()[block.clone()].iter();
        let lists: usize = sizes.map(|sums| sums.size as usize + 4).sum();
        let terms = block.clone().map(|place| self.postings.term(place).len());
        let mut shard = Writing::new(block.len(), terms.sum::<usize>() + lists);
        let mut merging = Merging::default();
        for place in block {
            let list = self.postings.list(place, &mut merging);
            let beside = shard.text(self.postings.term(place));
            varint::put(beside, small(list.len()));
            beside.extend_from_slice(list);
        }
        shard.finish()
    }
}

/// The shards of all terms, and where each begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shards {
    /// For each shard the least text that is greater than all terms of the one before and not
    /// greater than its own first. The shard of a term is the last that begins at it or before.
    pub borders: Vec<String>,
    /// The shards, not packed.
    pub bytes: Vec<Vec<u8>>,
}

impl Shards {
    /// The shards of an index.
    #[must_use]
    pub fn of(postings: &Postings) -> Self {
        let cut = Cut::of(postings);
        let bytes = (0..cut.len()).map(|number| cut.shard(number)).collect();
        Shards {
            borders: cut.borders,
            bytes,
        }
    }

    /// Reads a shard as a browser does: its terms with their postings in each part of [`FIELDS`];
    /// `None` when it is damaged.
    #[must_use]
    pub fn read(shard: &[u8]) -> Option<Vec<(String, Vec<Vec<Posting>>)>> {
        let mut reading = Reading::new(shard)?;
        let mut terms = Vec::new();
        while reading.left() > 0 {
            let term = reading.text()?.to_owned();
            let length = varint::take(&mut reading.rest)? as usize;
            let (mut list, rest) = reading.rest.split_at_checked(length)?;
            reading.rest = rest;
            let mut parts = Vec::new();
            for _ in FIELDS {
                parts.push(Part::take(&mut list)?.postings().collect());
            }
            if !list.is_empty() {
                return None;
            }
            terms.push((term, parts));
        }
        reading.rest.is_empty().then_some(terms)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Analyser, Index, Record, SearchDocument, Section};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// Documents of made-up words, with accents, joints, telephone numbers and special terms.
    fn documents() -> impl Strategy<Value = Vec<SearchDocument<'static>>> {
        let text = "([a-d]{1,3}|Si\u{e2}n|caf\u{e9}s|and|a/b\u{e9}|01908 253414|\u{15d}ip)( ([a-d]{1,4}|the|D\u{e9}j\u{e0}|x-y)){0,12}";
        let section = (0_usize..40, 0_u32..=40);
        let sections = prop::collection::vec(section, 0..4).prop_map(|mut sections| {
            sections.sort_unstable();
            let sections = sections.into_iter();
            sections
                .map(|(at, heading)| Section { at, heading })
                .collect()
        });
        let special = prop::collection::vec("@0[1-9]", 0..2);
        let document = (text, text, text, special, sections);
        let document =
            document.prop_map(|(title, names, body, special, sections)| SearchDocument {
                names: names.into(),
                body: body.into(),
                body_sections: sections,
                special,
                record: Record {
                    title: title.into(),
                    ..Record::default()
                },
                ..SearchDocument::default()
            });
        prop::collection::vec(document, 0..12)
    }

    fn index(documents: &[SearchDocument<'static>]) -> Index {
        Index::read(Analyser::English, documents.to_vec(), |document| {
            vec![document]
        })
    }

    /// All postings, as the index has them.
    fn listed(postings: &Postings) -> Vec<(String, Vec<Vec<Posting>>)> {
        (0..postings.len())
            .map(|place| {
                let parts = (0..FIELDS.len()).map(|field| postings.of(place, field).collect());
                (postings.term(place).to_owned(), parts.collect())
            })
            .collect()
    }

    fn on_threads(threads: usize, documents: &[SearchDocument<'static>]) -> Index {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be started")
            .install(|| index(documents))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn shards_hold_the_postings_of_all_documents(documents in documents()) {
            let index = index(&documents);
            let postings = index.postings();
            let shards = Shards::of(postings);
            let read: Vec<_> = shards.bytes.iter().flat_map(|shard| Shards::read(shard).expect("whole")).collect();
            prop_assert_eq!(&read, &listed(postings));
            prop_assert!(read.is_sorted_by(|a, b| a.0 < b.0));
            for (place, (term, parts)) in read.iter().enumerate() {
                prop_assert_eq!(postings.find(term), Some(place));
                prop_assert_eq!(postings.list(place, &mut Merging::default()).len(), postings.sums()[place].size as usize);
                prop_assert!(postings.beginning(&term[..term.chars().next().map_or(0, char::len_utf8)]).contains(&place));
                for (field, list) in parts.iter().enumerate() {
                    prop_assert_eq!(postings.documents(place, field) as usize, list.len());
                    prop_assert!(list.is_sorted_by(|a, b| a.document < b.document));
                    prop_assert!(list.iter().all(|posting| (posting.document as usize) < documents.len()));
                    prop_assert!(list.iter().all(|posting| posting.count > 0 && posting.section <= 40));
                }
            }
        }

        #[test]
        fn postings_are_those_of_each_document_alone_on_any_number_of_threads(documents in documents()) {
            let together = on_threads(1, &documents);
            let mut alone: BTreeMap<(String, usize), Vec<Posting>> = BTreeMap::new();
            for (number, document) in (0..).zip(&documents) {
                for (term, parts) in listed(index(std::slice::from_ref(document)).postings()) {
                    for (field, list) in parts.into_iter().enumerate().filter(|(_, list)| !list.is_empty()) {
                        let posting = Posting { document: number, ..list[0] };
                        alone.entry((term.clone(), field)).or_default().push(posting);
                    }
                }
            }
            let lists: BTreeMap<(String, usize), Vec<Posting>> = listed(together.postings())
                .into_iter()
                .flat_map(|(term, parts)| {
                    let parts = parts.into_iter().enumerate().filter(|(_, list)| !list.is_empty());
                    parts.map(|(field, list)| ((term.clone(), field), list)).collect::<Vec<_>>()
                })
                .collect();
            prop_assert_eq!(lists, alone);
            for threads in [2, 3, 7] {
                let other = on_threads(threads, &documents);
                prop_assert_eq!(listed(other.postings()), listed(together.postings()));
                prop_assert_eq!(other.postings().sums(), together.postings().sums());
                prop_assert!(other.vocabulary().eq(together.vocabulary()));
            }
        }

        #[test]
        fn damaged_shards_are_told(documents in documents(), bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            let _ = Shards::read(&bytes);
            for shard in Shards::of(index(&documents).postings()).bytes {
                prop_assert!(Shards::read(&shard[..shard.len() - 1]).is_none());
            }
        }
    }

    /// A page of words of its own and words that many have.
    fn page(number: u32, more: &str) -> SearchDocument<'static> {
        let words: Vec<String> = (0..60)
            .map(|word| {
                format!(
                    "w{}",
                    number.wrapping_mul(7919).wrapping_add(word * word * 31) % 9000
                )
            })
            .collect();
        SearchDocument {
            body: format!("{} {more}", words.join(" ")).into(),
            record: Record {
                title: format!("Page {number}").into(),
                ..Record::default()
            },
            ..SearchDocument::default()
        }
    }

    #[test]
    fn an_edit_of_one_page_leaves_most_shards_the_same_bytes() {
        let mut pages: Vec<_> = (0..600).map(|number| page(number, "")).collect();
        let before = Shards::of(index(&pages).postings());
        pages[300] = page(300, "guineafowl hippopotamus w17 w4711 w8000");
        let after = Shards::of(index(&pages).postings());
        assert!(before.bytes.len() > 20, "{} shards", before.bytes.len());
        let same = after
            .bytes
            .iter()
            .filter(|shard| before.bytes.contains(shard))
            .count();
        assert!(
            same * 2 > after.bytes.len(),
            "{same} of {}",
            after.bytes.len()
        );
    }

    #[test]
    fn a_term_is_in_the_last_shard_that_begins_at_it_or_before() {
        let pages: Vec<_> = (0..300).map(|number| page(number, "")).collect();
        let index = index(&pages);
        let shards = Shards::of(index.postings());
        assert_eq!(shards.borders.len(), shards.bytes.len());
        assert_eq!(shards.borders[0], "");
        for (place, shard) in shards.bytes.iter().enumerate() {
            for (term, _) in Shards::read(shard).expect("whole") {
                let found = shards.borders.partition_point(|border| *border <= term) - 1;
                assert_eq!(found, place, "{term}");
            }
        }
    }
}
