//! The files of an index: packed, and named as the site's own script asks for them.

use std::io::Write as _;

use flate2::{Compression, Crc, GzBuilder};
use rayon::prelude::*;

use super::index::Index;
use super::manifest::{CHUNK, Manifest, Settings};
use super::terms::Shards;
use super::{lengths, vocabulary};

/// How hard files are packed.
const LEVEL: Compression = Compression::new(9);

impl Index {
    /// Hands every file of the index to `put`, by its name below `search/`: `manifest.json` and files
    /// that end in `.bin`, packed with gzip, in no order. The files are the same bytes for the same
    /// documents.
    pub fn files(&self, settings: &Settings, put: impl Fn(&str, &[u8]) + Sync) {
        let mut build = Crc::new();
        let mut all = |folder: &str, files: &[Vec<u8>]| {
            for sum in put_all(folder, files, &put) {
                build.update(&sum.to_le_bytes());
            }
        };
        let shards = Shards::of(self.postings());
        all("terms", &shards.bytes);
        all("lengths", &lengths::blocks(&self.documents));
        let (words, blocks) = vocabulary::blocks(self);
        all("words", &blocks);
        let chunks: Vec<Vec<u8>> = self
            .documents
            .chunks(CHUNK)
            .map(|chunk| {
                let records: Vec<&[u8]> = chunk.iter().map(|known| &*known.record).collect();
                [b"[".as_slice(), &records.join(&b","[..]), b"]"].concat()
            })
            .collect();
        all("documents", &chunks);
        let manifest = Manifest::of(self, settings, build.sum(), &shards.borders, words);
        put("manifest.json", &manifest.bytes());
    }
}

/// Packs and hands on numbered files, and returns the check sum of each.
fn put_all(folder: &str, files: &[Vec<u8>], put: &(impl Fn(&str, &[u8]) + Sync)) -> Vec<u32> {
    files
        .par_iter()
        .enumerate()
        .map(|(number, bytes)| {
            let packed = packed(bytes);
            put(&format!("{folder}/{number}.bin"), &packed);
            let mut sum = Crc::new();
            sum.update(&packed);
            sum.sum()
        })
        .collect()
}

/// The bytes as a gzip member without name and time, so that they depend on nothing else.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzBuilder::new()
        .mtime(0)
        .operating_system(255)
        .write(Vec::with_capacity(bytes.len() / 2 + 32), LEVEL);
    writer.write_all(bytes).expect("a vector takes every byte");
    writer.finish().expect("a vector takes every byte")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Read as _;
    use std::sync::Mutex;

    use super::*;
    use crate::search::{Analyser, Record, SearchDocument};

    fn files(edit: Option<usize>) -> BTreeMap<String, Vec<u8>> {
        let documents: Vec<SearchDocument<'_>> = (0..25)
            .map(|number| SearchDocument {
                body: format!("words of page {number}").into(),
                record: Record {
                    title: format!("Page {number}").into(),
                    summary: if edit == Some(number) {
                        "Changed".into()
                    } else {
                        "".into()
                    },
                    ..Record::default()
                },
                ..SearchDocument::default()
            })
            .collect();
        let found = Mutex::new(BTreeMap::new());
        Index::read(Analyser::English, documents, |document| vec![document]).files(
            &Settings::default(),
            |file, bytes| {
                let mut found = found.lock().expect("no thread panics");
                found.insert(file.to_owned(), bytes.to_vec());
            },
        );
        found.into_inner().expect("no thread panics")
    }

    fn unpacked(bytes: &[u8]) -> String {
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes)
            .read_to_string(&mut text)
            .expect("gzip");
        text
    }

    #[test]
    fn files_are_packed_without_a_time_and_the_same_for_the_same_documents() {
        let all = files(None);
        let names: Vec<&str> = all.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "documents/0.bin",
                "documents/1.bin",
                "documents/2.bin",
                "lengths/0.bin",
                "manifest.json",
                "terms/0.bin",
                "words/0.bin"
            ]
        );
        // RFC 1952: no name, no time, system unknown.
        let head = &all["terms/0.bin"][..10];
        assert_eq!(
            (&head[..8], head[9]),
            (&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0][..], 255)
        );
        assert_eq!(
            unpacked(&all["documents/2.bin"]).matches("\"t\":").count(),
            5
        );
        assert!(unpacked(&all["documents/1.bin"]).starts_with("[{\"t\":\"Page 10\"}"));
        assert_eq!(all, files(None));
    }

    #[test]
    fn an_edit_changes_the_check_sum_and_no_file_that_does_not_hold_it() {
        let (before, after) = (files(None), files(Some(12)));
        let changed: Vec<&str> = before
            .iter()
            .filter(|(name, bytes)| after[*name] != **bytes)
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(changed, ["documents/1.bin", "manifest.json"]);
    }
}
