//! The files of an index: packed, and named as the site's own script asks for them.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use rayon::prelude::*;

use super::index::Index;
use super::manifest::{CHUNK, Manifest, Settings};
use super::segment::Known;
use super::terms::Cut;
use super::{lengths, vocabulary};

/// How hard files are packed. Harder takes twice as long and saves nothing: most of what they hold are numbers.
const LEVEL: Compression = Compression::new(6);

impl Index {
    /// Hands every file of the index to `put`, by its name below `search/`: `manifest.json` and files
    /// that end in `.bin`, packed with gzip, in no order. The files are the same bytes for the same
    /// documents.
    pub fn files(&self, settings: &Settings, put: impl Fn(&str, &[u8]) + Sync) {
        let mut build = Crc::new();
        let mut all = |folder: &str, many: usize, file: &(dyn Fn(usize) -> Vec<u8> + Sync)| {
            for sum in put_all(folder, many, file, &put) {
                build.update(&sum.to_le_bytes());
            }
        };
        let cut = Cut::of(self.postings());
        all("terms", cut.len(), &|number| cut.shard(number));
        let lengths = lengths::blocks(&self.documents);
        all("lengths", lengths.len(), &|number| lengths[number].clone());
        let (words, blocks) = vocabulary::blocks(self);
        all("words", blocks.len(), &|number| blocks[number].clone());
        let chunks: Vec<&[Known]> = self.documents.chunks(CHUNK).collect();
        all("documents", chunks.len(), &|number| {
            let records = chunks[number].iter().map(|known| &*known.record);
            let records: Vec<&[u8]> = records.collect();
            [b"[".as_slice(), &records.join(&b","[..]), b"]"].concat()
        });
        let manifest = Manifest::of(self, settings, build.sum(), &cut.borders, words);
        put("manifest.json", &manifest.bytes());
    }
}

/// Makes, packs and hands on numbered files, one for each core at a time, and returns the check sum of each.
fn put_all(
    folder: &str,
    many: usize,
    file: &(dyn Fn(usize) -> Vec<u8> + Sync),
    put: &(impl Fn(&str, &[u8]) + Sync),
) -> Vec<u32> {
    (0..many)
        .into_par_iter()
        .map_init(Packer::new, |packer, number| {
            let packed = packer.packed(&file(number));
            put(&format!("{folder}/{number}.bin"), packed);
            let mut sum = Crc::new();
            sum.update(packed);
            sum.sum()
        })
        .collect()
}

/// What stands before the packed bytes of a gzip member (RFC 1952 §2.3): no name and no time, packed neither as hard nor as fast as
/// can be, on a system that is not told. So the bytes depend on nothing else.
const HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];

/// Packs files as gzip members. What it needs for that is as large as forty files, and so used again.
struct Packer {
    compress: Compress,
    out: Vec<u8>,
}

impl Packer {
    fn new() -> Self {
        Packer {
            compress: Compress::new(LEVEL, false),
            out: Vec::new(),
        }
    }

    /// The bytes as a gzip member.
    fn packed(&mut self, bytes: &[u8]) -> &[u8] {
        self.compress.reset();
        self.out.clear();
        self.out.extend_from_slice(&HEAD);
        loop {
            self.out.reserve(bytes.len() / 2 + 64);
            let taken = usize::try_from(self.compress.total_in()).expect("a file is in memory");
            let status =
                self.compress
                    .compress_vec(&bytes[taken..], &mut self.out, FlushCompress::Finish);
            if status.expect("bytes can be packed") == Status::StreamEnd {
                break;
            }
        }
        let mut sum = Crc::new();
        sum.update(bytes);
        self.out.extend_from_slice(&sum.sum().to_le_bytes());
        self.out.extend_from_slice(&sum.amount().to_le_bytes());
        &self.out
    }
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
