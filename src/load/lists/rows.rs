//! Rows of a table from a CSV file, as spreadsheets of many countries save it.

use std::ops::Range;

use crate::load::values::numbers::Marks;

/// The lines of a CSV file, and what parts their cells.
pub(super) struct Lines<'t> {
    source: &'t str,
    /// Where the line with the names of the columns starts.
    from: usize,
    delimiter: u8,
}

/// What may part the cells of a line, the usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

impl<'t> Lines<'t> {
    /// Finds what parts the cells: what a first line `sep=;` says, as Excel writes it; else what gives the
    /// columns that are wanted, or else the most of them.
    pub(super) fn new(source: &'t str, wanted: &[&str]) -> Self {
        let end = source.find('\n').map_or(source.len(), |at| at + 1);
        let first = source[..end].trim().trim_matches('"').to_ascii_lowercase();
        if let Some(&[delimiter]) = first.strip_prefix("sep=").map(str::as_bytes)
            && !delimiter.is_ascii_alphanumeric()
        {
            return Lines {
                source,
                from: end,
                delimiter,
            };
        }
        // `sep=` and a tab, of which nothing is left when the line is trimmed.
        if first == "sep=" {
            return Lines {
                source,
                from: end,
                delimiter: b'\t',
            };
        }
        let by = |delimiter| Lines {
            source,
            from: 0,
            delimiter,
        };
        let good = DELIMITERS.map(by).into_iter().find(|lines| {
            lines
                .header()
                .iter()
                .map(String::as_str)
                .eq(wanted.iter().copied())
        });
        good.unwrap_or_else(|| {
            let most = |lines: &Lines<'_>| lines.header().len();
            let [first, rest @ ..] = DELIMITERS.map(by);
            rest.into_iter().fold(first, |best, next| {
                if most(&next) > most(&best) {
                    next
                } else {
                    best
                }
            })
        })
    }

    /// The names of the columns.
    pub(super) fn header(&self) -> Vec<String> {
        let mut reader = self.reader();
        match reader.headers() {
            Ok(header) => header.iter().map(|cell| cell.trim().to_owned()).collect(),
            Err(_) => Vec::new(),
        }
    }

    /// Where the names of the columns stand.
    pub(super) fn header_span(&self) -> Range<usize> {
        self.line(self.from)
    }

    /// The names of columns as the first line should have them.
    pub(super) fn written(&self, names: &[&str]) -> String {
        names.join(&char::from(self.delimiter).to_string())
    }

    /// How the file is likely to write numbers.
    pub(super) fn marks(&self) -> Marks {
        if self.delimiter == b',' {
            Marks::Point
        } else {
            Marks::Comma
        }
    }

    /// Each row, its cells trimmed, with its place. `None` for what is no CSV, after which nothing comes.
    pub(super) fn rows(&self) -> Vec<Option<(Vec<String>, Range<usize>)>> {
        let mut rows = Vec::new();
        for record in self.reader().records() {
            let Ok(record) = record else {
                rows.push(None);
                break;
            };
            // A spreadsheet ends with rows that somebody emptied.
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let at = record
                .position()
                .map_or(0, |place| usize::try_from(place.byte()).unwrap_or(0));
            let cells = record.iter().map(|cell| cell.trim().to_owned()).collect();
            rows.push(Some((cells, self.line(self.from + at))));
        }
        rows
    }

    fn reader(&self) -> csv::Reader<&[u8]> {
        csv::ReaderBuilder::new()
            .flexible(true)
            .delimiter(self.delimiter)
            .from_reader(&self.source.as_bytes()[self.from..])
    }

    fn line(&self, at: usize) -> Range<usize> {
        let at = at.min(self.source.len());
        at..self.source[at..]
            .find('\n')
            .map_or(self.source.len(), |length| at + length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(source: &str) -> Vec<Vec<String>> {
        let lines = Lines::new(source, &["ward", "beds"]);
        assert_eq!(lines.header(), ["ward", "beds"], "{source:?}");
        let rows = lines.rows().into_iter();
        rows.map(|row| row.expect("it is CSV").0).collect()
    }

    #[test]
    fn cells_are_parted_as_spreadsheets_do() {
        for source in [
            "ward,beds\nNorth,12\n",
            "ward;beds\nNorth;12\n;\n",
            "ward\tbeds\nNorth\t12\n",
            "ward|beds\nNorth|12\n",
            "sep=;\nward;beds\nNorth;12\n",
            "SEP=,\nward,beds\nNorth,12\n,\n\n",
            "\"sep=;\"\nward;beds\n\"North\";\"12\"\n",
            "sep=\t\nward\tbeds\nNorth\t12\n",
        ] {
            assert_eq!(cells(source), [["North", "12"]], "{source:?}");
        }
        assert_eq!(cells("ward;beds\n\"A; B\";1,5\n"), [["A; B", "1,5"]]);
    }

    #[test]
    fn places_are_those_of_the_file() {
        let source = "sep=;\nward;beds\nNorth;12\n";
        let lines = Lines::new(source, &["ward", "beds"]);
        assert_eq!(&source[lines.header_span()], "ward;beds");
        let rows = lines.rows();
        let (_, place) = rows[0].as_ref().expect("it is CSV");
        assert_eq!(&source[place.clone()], "North;12");
    }
}
