//! The list of what Redway made in an output: its first line, then the path of a file on each line.

use std::collections::HashSet;

use super::folder::is_plain;

/// The first line of a manifest.
pub(crate) const HEAD: &str =
    "redway output 1: files below are replaced and removed by `redway build`";

/// The most bytes of a manifest: the paths of half a million files.
pub(crate) const LARGEST: u64 = 32 << 20;

/// What a file by the name of a manifest is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Manifest {
    /// A list of files; `whole` unless the file was cut short, as when a machine stops while it writes.
    Ours {
        /// Paths of files, none of which leads out of the folder.
        files: HashSet<String>,
        /// Whether nothing seems to be missing.
        whole: bool,
    },
    /// Something else.
    Foreign,
}

/// Reads a manifest. It is a file that anybody can write: lines that lead out of the folder are passed over.
pub(crate) fn read(bytes: &[u8]) -> Manifest {
    // Some file systems leave zeros where bytes were to be written.
    let end = bytes.iter().rposition(|&b| b != 0).map_or(0, |at| at + 1);
    let text = String::from_utf8_lossy(&bytes[..end]);
    let Some((head, list)) = text.split_once('\n') else {
        return if HEAD.starts_with(&*text) {
            let files = HashSet::new();
            Manifest::Ours {
                files,
                whole: false,
            }
        } else {
            Manifest::Foreign
        };
    };
    if head != HEAD {
        return Manifest::Foreign;
    }
    // Half a line may be the name of something else.
    let (list, whole) = match list.rsplit_once('\n') {
        _ if list.is_empty() => ("", end == bytes.len()),
        Some((list, rest)) => (list, rest.is_empty() && end == bytes.len()),
        None => ("", false),
    };
    let files = list.lines().filter(|line| is_below(line));
    Manifest::Ours {
        files: files.map(str::to_owned).collect(),
        whole,
    }
}

/// Whether a line names a file within the folder.
fn is_below(file: &str) -> bool {
    file.split('/').all(is_plain)
}

/// Whether a manifest is one that the next build can read.
pub(crate) fn fits(text: &str) -> bool {
    text.len() as u64 <= LARGEST
}

/// A manifest of these files.
pub(crate) fn text<'f>(files: impl Iterator<Item = &'f String>) -> String {
    let mut text = String::from(HEAD);
    text.push('\n');
    for file in files {
        text.push_str(file);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(bytes: &str) -> Option<(Vec<String>, bool)> {
        match read(bytes.as_bytes()) {
            Manifest::Ours { files, whole } => {
                let mut files: Vec<String> = files.into_iter().collect();
                files.sort();
                Some((files, whole))
            }
            Manifest::Foreign => None,
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let files = ["a/index.html".to_owned(), "x.txt".to_owned()];
        let written = text(files.iter());
        assert_eq!(ours(&written), Some((files.to_vec(), true)));
        assert_eq!(ours(&text([].iter())), Some((Vec::new(), true)));
    }

    #[test]
    fn a_manifest_cut_short_anywhere_is_ours_and_names_only_whole_lines() {
        let files = ["a/index.html".to_owned(), "x.txt".to_owned()];
        let written = text(files.iter());
        for end in 0..written.len() {
            let (read, whole) = ours(&written[..end]).expect("a part of a manifest is ours");
            assert!(read.iter().all(|file| files.contains(file)), "{read:?}");
            let at_the_end_of_a_line = end > HEAD.len() && written[..end].ends_with('\n');
            assert_eq!(whole, at_the_end_of_a_line, "{end}");
        }
        assert_eq!(ours("\0\0\0\0"), Some((Vec::new(), false)));
    }

    #[test]
    fn a_file_of_somebody_else_is_no_manifest() {
        for other in ["x", "\n", "my list\na\n", "redway output 2: x\na\n"] {
            assert_eq!(ours(other), None, "{other:?}");
        }
    }

    #[test]
    fn no_line_leads_out_of_the_folder() {
        let out = format!("{HEAD}\n../a\n/b\nc//d\ne/../f\ng\\h\n.\n\nok\n");
        assert_eq!(ours(&out), Some((vec!["ok".to_owned()], true)));
    }

    #[test]
    fn what_is_written_can_be_read() {
        let largest = usize::try_from(LARGEST).expect("some megabytes");
        let mut text = "a".repeat(largest);
        assert!(fits(&text));
        text.push('\n');
        assert!(!fits(&text));
    }
}
