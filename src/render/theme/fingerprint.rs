//! Names of theme files that tell what is in them, so that a browser may keep a file for good: `redway.1f2e3d4c.css`.
//!
//! The mark is of a file and of all that it loads, however far away: what changes in one script changes the names of those that
//! load it. Scripts may load each other in a circle, so the mark is made from the files as they are before names are put in.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use flate2::Crc;

/// Files of a theme by their names below `assets/`.
type Files = BTreeMap<String, Vec<u8>>;

/// The files under the names that they are published by, and these names by their own ones. Files that are not `marked` keep
/// their names, and all name each other rightly.
pub(super) fn published(
    files: Files,
    marked: impl Fn(&str) -> bool,
) -> (Files, BTreeMap<String, String>) {
    let loads: BTreeMap<&str, Vec<(Range<usize>, &str)>> = files
        .iter()
        .map(|(name, bytes)| (name.as_str(), references(name, bytes, &files)))
        .collect();
    let names: BTreeMap<String, String> = files
        .keys()
        .map(|name| {
            let published = if marked(name) {
                with_mark(name, mark(name, &files, &loads))
            } else {
                name.clone()
            };
            (name.clone(), published)
        })
        .collect();
    let published = files
        .iter()
        .map(|(name, bytes)| {
            (
                names[name].clone(),
                with_names(bytes, &loads[name.as_str()], &names),
            )
        })
        .collect();
    (published, names)
}

/// A number of a file and of all that it loads.
fn mark(name: &str, files: &Files, loads: &BTreeMap<&str, Vec<(Range<usize>, &str)>>) -> u32 {
    let (mut reached, mut open) = (BTreeSet::from([name]), vec![name]);
    while let Some(at) = open.pop() {
        for (_, next) in &loads[at] {
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    let mut crc = Crc::new();
    for name in reached {
        crc.update(name.as_bytes());
        crc.update(&files[name]);
    }
    crc.sum()
}

/// `sub/a.js` with its mark before the ending.
fn with_mark(name: &str, mark: u32) -> String {
    match name
        .rsplit_once('.')
        .filter(|(_, ending)| !ending.contains('/'))
    {
        Some((stem, ending)) => format!("{stem}.{mark:08x}.{ending}"),
        None => format!("{name}.{mark:08x}"),
    }
}

/// A file with the names by which those that it loads are published. They stay in their folders, so only what stands
/// after the last slash changes.
fn with_names(
    bytes: &[u8],
    loads: &[(Range<usize>, &str)],
    names: &BTreeMap<String, String>,
) -> Vec<u8> {
    let (mut out, mut kept) = (Vec::with_capacity(bytes.len() + 16 * loads.len()), 0);
    for (span, name) in loads {
        let file = last(name);
        out.extend_from_slice(&bytes[kept..span.end - file.len()]);
        out.extend_from_slice(last(&names[*name]).as_bytes());
        kept = span.end;
    }
    out.extend_from_slice(&bytes[kept..]);
    out
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Where a file names others of the theme, in order: a script as modules do (`"./other.js"`), a stylesheet by `url(…)`.
fn references<'f>(name: &str, bytes: &[u8], files: &'f Files) -> Vec<(Range<usize>, &'f str)> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let starts: Vec<usize> = match ending {
        "js" | "mjs" => text
            .match_indices(['"', '\'', '`'])
            .map(|(at, _)| at + 1)
            .filter(|at| text[*at..].starts_with("./") || text[*at..].starts_with("../"))
            .collect(),
        "css" => text
            .match_indices("url(")
            .map(|(at, sign)| {
                let rest = &text[at + sign.len()..];
                let blank = rest.len() - rest.trim_start().len();
                let quote = usize::from(rest.trim_start().starts_with(['"', '\'']));
                at + sign.len() + blank + quote
            })
            .collect(),
        _ => return Vec::new(),
    };
    let found = starts.into_iter().filter_map(|start| {
        let rest = &text[start..];
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "._-/".contains(c)))
            .unwrap_or(rest.len());
        let known = files.get_key_value(&resolved(name, &rest[..end])?);
        known.map(|(known, _)| (start..start + end, known.as_str()))
    });
    found.collect()
}

/// The file that a relative address leads to from another; `None` above the folder of all.
fn resolved(from: &str, to: &str) -> Option<String> {
    let mut path: Vec<&str> = from.split('/').collect();
    path.pop();
    for part in to.split('/') {
        match part {
            "." => {}
            ".." => {
                path.pop()?;
            }
            part => path.push(part),
        }
    }
    Some(path.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(of: &[(&str, &str)]) -> Files {
        let bytes = |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
        of.iter().map(bytes).collect()
    }

    #[test]
    fn what_a_file_loads_is_named_as_it_is_published() {
        let (published, names) = published(
            files(&[
                (
                    "a.js",
                    "import { b } from \"./sub/b.js\"; import(`./c.js${again}`); \"./d.js\"",
                ),
                ("c.js", "import '../c.js'; import \"./a.js\""),
                ("sub/b.js", "export const b = 1; // ./a.js"),
                (
                    "look.css",
                    "a { background: url( \"dot.svg\" ) } b { background: url(sub/none.svg) }",
                ),
                ("dot.svg", "<svg/>"),
                ("own.txt", "./a.js"),
            ]),
            |name| name != "own.txt",
        );
        let name = |of: &str| names[of].as_str();
        assert_eq!(name("own.txt"), "own.txt");
        assert_eq!(name("dot.svg").len(), "dot.12345678.svg".len());
        let text = |of: &str| std::str::from_utf8(&published[name(of)]).expect("it is text");
        let b = name("sub/b.js");
        assert_eq!(
            text("a.js"),
            format!(
                "import {{ b }} from \"./{b}\"; import(`./{}${{again}}`); \"./d.js\"",
                name("c.js")
            )
        );
        assert_eq!(
            text("c.js"),
            format!("import '../c.js'; import \"./{}\"", name("a.js"))
        );
        assert_eq!(text("sub/b.js"), "export const b = 1; // ./a.js");
        assert!(text("look.css").contains(&format!("url( \"{}\" )", name("dot.svg"))));
        assert_eq!(text("own.txt"), "./a.js");
    }

    #[test]
    fn a_change_renames_the_file_and_all_that_load_it_and_no_other() {
        let names = |last: &str| {
            published(
                files(&[
                    ("a.js", "import \"./b.js\""),
                    ("b.js", "import \"./c.js\""),
                    ("c.js", last),
                    ("d.js", "alone"),
                ]),
                |_| true,
            )
            .1
        };
        let (one, other) = (names("1"), names("2"));
        let changed: Vec<&String> = one
            .keys()
            .filter(|name| one[*name] != other[*name])
            .collect();
        assert_eq!(changed, ["a.js", "b.js", "c.js"]);
    }
}
