//! The files of an index: packed, and named as the site's own script asks for them.

use std::io::Write as _;

use flate2::{Compression, Crc, GzBuilder};
use rayon::prelude::*;

use super::index::Index;
use super::manifest::{Manifest, Settings};
use super::{Shards, lengths, vocabulary};

/// How many documents stand in one file.
pub(super) const CHUNK: usize = 10;

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
        let terms = shards.borders;
        all("lengths", &lengths::blocks(self));
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
        let manifest = Manifest::of(self, settings, build.sum(), terms, words);
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
