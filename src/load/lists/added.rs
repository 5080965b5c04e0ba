//! A list with one more record, and all else byte for byte as it was.

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, reason};
use crate::disk::Folder;
use crate::load::files::text::MAX_BYTES;
use crate::load::yaml::tree::{Value, parse};

/// The text of a list of the site with a record at its end, which is written as lines of YAML; whether the list is there
/// already. `file` is its path below the root.
pub(crate) fn with_record(
    root: &Path,
    file: &str,
    id: &str,
    record: &str,
) -> Result<(String, bool), Box<Diagnostic>> {
    let unreadable = |error: &std::io::Error| {
        let message = format!("this list cannot be read: {}", reason(error));
        Box::new(Diagnostic::error(Code::Unreadable, message).in_file(&file.into()))
    };
    let read = Folder::open(root).and_then(|root| root.bytes(file, MAX_BYTES));
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Ok((record.to_owned(), false));
        }
        Err(error) => return Err(unreadable(&error)),
    };
    let text = String::from_utf8(bytes).map_err(|_| {
        unreadable(&std::io::Error::new(
            std::io::ErrorKind::InvalidData,
            "it is not UTF-8",
        ))
    })?;
    let refused = |message: String, help: String| {
        Box::new(
            Diagnostic::error(Code::Write, message)
                .in_file(&file.into())
                .help(help),
        )
    };
    match joined(&text, id, record) {
        Ok(text) => Ok((text, true)),
        Err(Unfit::Taken) => Err(refused(
            format!("there is a record `{id}` already"),
            "choose another id, or change that record".to_owned(),
        )),
        Err(Unfit::NoMap) => Err(refused(
            "a record cannot be added at the end of this list".to_owned(),
            format!("put it where it belongs by hand:\n{}", record.trim_end()),
        )),
    }
}

/// Why a record cannot stand at the end of a list.
#[derive(Debug, PartialEq, Eq)]
enum Unfit {
    /// Another one has its id.
    Taken,
    /// The list is no map from ids to records, or is not written with one record after the other.
    NoMap,
}

/// The ids of a list.
fn ids(text: &str) -> Option<Vec<String>> {
    let (node, passed) = parse(text.trim_start_matches('\u{feff}'), 0).ok()?;
    match node.value {
        Value::Null => Some(Vec::new()),
        Value::Map(entries) if passed.is_empty() => {
            Some(entries.into_iter().map(|(key, _)| key.text).collect())
        }
        _ => None,
    }
}

fn joined(text: &str, id: &str, record: &str) -> Result<String, Unfit> {
    let mut before = ids(text).ok_or(Unfit::NoMap)?;
    if before.iter().any(|other| other == id) {
        return Err(Unfit::Taken);
    }
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    if !(whole.is_empty() || whole.ends_with('\n')) {
        whole.push_str(end);
    }
    whole.push_str(&record.replace('\n', end));
    // Read again: a list in braces, or one that is indented, would not hold it.
    before.push(id.to_owned());
    match ids(&whole) {
        Some(after) if after == before => Ok(whole),
        _ => Err(Unfit::NoMap),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_stands_at_the_end_and_the_rest_is_as_it_was() {
        let record = "bo:\n  name: Bo\n";
        let lists = [
            "",
            "# nobody yet\n",
            "ann: {name: Ann}   # first\n",
            "ann:\n  name: Ann",
            "\u{feff}ann:\r\n  name: Ann\r\n",
        ];
        for list in lists {
            let whole = joined(list, "bo", record).expect(list);
            let added = whole.strip_prefix(list).expect("the list is as it was");
            assert_eq!(added.replace("\r\n", "\n").trim_start(), record);
            assert_eq!(whole.contains('\r'), list.contains('\r'), "{list}");
            assert_eq!(joined(&whole, "bo", record), Err(Unfit::Taken));
        }
        for list in [
            "{ann: {name: Ann}}\n",
            "- ann\n",
            "  ann: {name: Ann}\n",
            "ann: [\n",
            "a: 1\n...\n",
        ] {
            assert_eq!(joined(list, "bo", record), Err(Unfit::NoMap), "{list}");
        }
    }
}
