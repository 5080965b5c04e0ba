//! Tables of figures in `data/`.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::load::files::text;
use crate::load::files::walk::Found;
use crate::load::raw::RawTable;
use crate::load::yaml::fields::{Fields, Reader, Spanned, short};
use crate::load::yaml::tree::{Node, Value};
use crate::load::yaml::values::unknown_value;
use crate::model::{Cell, Chart, Column, ColumnSort};

const SORTS: [(&str, ColumnSort); 3] = [
    ("text", ColumnSort::Text),
    ("number", ColumnSort::Number),
    ("percent", ColumnSort::Percent),
];

/// Reads a table; `beside` finds a file of the source in the same folder, for the rows in CSV.
pub(crate) fn read<'f>(
    node: Node,
    id: &str,
    file: &Arc<str>,
    beside: &dyn Fn(&str) -> Option<&'f Found>,
    reader: &Reader,
) -> Option<RawTable> {
    let mut fields = reader.fields(node, "this table")?;
    let title = fields.required("title");
    let (as_of, document) = (fields.as_of("as_of"), fields.text("document"));
    let unit = fields.plain("unit");
    let columns = columns(&mut fields);
    let rows_span = fields.key_span("rows");
    let mut rows = rows(&mut fields, &columns);
    if let Some(name) = fields.text("rows_from") {
        rows.extend(csv_rows(&name, beside(&name.value), &columns, reader));
    }
    let mut notes = fields.plain_list("notes");
    derived(&mut fields, &columns, &mut rows, &mut notes);
    let chart = fields
        .take("chart")
        .and_then(|node| chart(node, &columns, reader));
    fields.finish();
    if columns.is_empty() || rows.is_empty() {
        reader.report(
            Diagnostic::error(Code::MissingKey, "a table needs `columns` and `rows`")
                .help("write columns: [{id: year, title: Year}, …] and rows: [[2021, 5], …]"),
            rows_span,
        );
        return None;
    }
    let rows = rows.into_iter().map(|row| row.cells).collect();
    Some(RawTable {
        file: Arc::clone(file),
        id: id.to_owned(),
        title: title?.value,
        as_of,
        document,
        unit,
        columns,
        rows,
        notes,
        chart,
    })
}

pub(crate) struct Row {
    cells: Vec<Cell>,
    span: Range<usize>,
}

fn columns(fields: &mut Fields<'_>) -> Vec<Column> {
    let reader = fields.reader;
    let mut columns: Vec<Column> = Vec::new();
    for node in fields.list("columns") {
        let Some(mut item) = reader.fields(node, "this column") else {
            continue;
        };
        let (id, title) = (item.required("id"), item.required("title"));
        let sort = item.choice("type", &SORTS).unwrap_or(ColumnSort::Text);
        item.finish();
        if let (Some(id), Some(title)) = (id, title) {
            if columns.iter().any(|c| c.id == id.value) {
                reader.report(
                    Diagnostic::error(
                        Code::DuplicateId,
                        format!("two columns have the id `{}`", id.value),
                    )
                    .help("give each column an id of its own"),
                    id.span,
                );
            }
            columns.push(Column {
                id: id.value,
                title: title.value,
                sort,
            });
        }
    }
    columns
}

fn rows(fields: &mut Fields<'_>, columns: &[Column]) -> Vec<Row> {
    let reader = fields.reader;
    let mut rows = Vec::new();
    for node in fields.list("rows") {
        let span = node.span.clone();
        let Value::List(cells) = node.value else {
            reader.report(
                Diagnostic::error(Code::WrongType, "a row should be a list of cells")
                    .help("write the cells of a row in square brackets: [Good, 97, 88]"),
                span,
            );
            continue;
        };
        let cells = cells.into_iter().map(|cell| match cell.value {
            Value::Null => Some((None, cell.span)),
            _ => reader
                .text(cell, "a cell")
                .map(|text| (Some(text.value), text.span)),
        });
        if let Some(cells) = cells.collect::<Option<Vec<_>>>() {
            rows.extend(row(cells, columns, span, reader));
        }
    }
    rows
}

/// The rows of a CSV file beside the table (RFC 4180), whose first line names the columns.
/// What is wrong in it is told at its own place.
fn csv_rows(
    name: &Spanned<String>,
    found: Option<&Found>,
    columns: &[Column],
    reader: &Reader,
) -> Vec<Row> {
    let shown = short(&name.value);
    let Some(found) = found else {
        reader.report(
            Diagnostic::error(
                Code::UnknownTable,
                format!("there is no file `{shown}` beside this one"),
            )
            .help("write the name of a CSV file in the same folder"),
            name.span.clone(),
        );
        return Vec::new();
    };
    let source = match text::read(&found.path, &found.file) {
        Ok(source) => source,
        Err(finding) => {
            reader.report_elsewhere(*finding);
            return Vec::new();
        }
    };
    rows_of_csv(&source, &found.file, name, columns, reader)
}

/// The rows in the text of a CSV file, which goes by this name in the table.
pub(crate) fn rows_of_csv(
    source: &str,
    file: &Arc<str>,
    name: &Spanned<String>,
    columns: &[Column],
    reader: &Reader,
) -> Vec<Row> {
    let mut lines = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(source.as_bytes());
    let header: Vec<String> = match lines.headers() {
        Ok(header) => header.iter().map(|h| h.trim().to_owned()).collect(),
        Err(_) => Vec::new(),
    };
    let wanted: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
    if header != wanted {
        let end = source.find('\n').unwrap_or(source.len());
        reader.report_elsewhere(
            Diagnostic::error(Code::WrongType, "these are not the columns of the table")
                .at(file, 0..end)
                .help(format!("the first line should be `{}`", wanted.join(","))),
        );
        return Vec::new();
    }
    let csv = Reader::new(file, Severity::Error);
    let mut rows = Vec::new();
    for record in lines.records() {
        let Ok(record) = record else {
            reader.report_elsewhere(
                Diagnostic::error(Code::WrongType, "this is not CSV").in_file(file),
            );
            break;
        };
        let at = record
            .position()
            .map_or(0, |p| usize::try_from(p.byte()).unwrap_or(0));
        let span = at..at + source[at..].find('\n').unwrap_or(source.len() - at);
        let cells = record.iter().map(|cell| {
            let cell = cell.trim();
            ((!cell.is_empty()).then(|| cell.to_owned()), span.clone())
        });
        rows.extend(row(cells.collect(), columns, span.clone(), &csv));
    }
    for finding in csv.into_findings() {
        reader.report_elsewhere(finding);
    }
    // Later findings about these rows stand at the name of the file.
    for row in &mut rows {
        row.span = name.span.clone();
    }
    rows
}

fn row(
    cells: Vec<(Option<String>, Range<usize>)>,
    columns: &[Column],
    span: Range<usize>,
    reader: &Reader,
) -> Option<Row> {
    if cells.len() != columns.len() {
        reader.report(
            Diagnostic::error(
                Code::WrongType,
                format!(
                    "this row has {} cells, but the table has {} columns",
                    cells.len(),
                    columns.len()
                ),
            )
            .help("leave a cell that the source does not give empty in CSV, and write `null` in YAML; put text that holds a comma in double quotes"),
            span,
        );
        return None;
    }
    let mut row = Row {
        cells: Vec::with_capacity(cells.len()),
        span,
    };
    for ((text, at), column) in cells.into_iter().zip(columns) {
        row.cells.push(match (text, column.sort) {
            (None, _) => Cell::Missing,
            (Some(text), ColumnSort::Text) => Cell::Text(text),
            (Some(text), ColumnSort::Number | ColumnSort::Percent) => match number(&text) {
                Some((value, places)) => Cell::Number(value, places),
                None => {
                    reader.report(
                        Diagnostic::error(
                            Code::WrongType,
                            format!("`{}` is not a number", short(&text)),
                        )
                        .label(format!("the column `{}` holds numbers", column.id))
                        .help("write digits only, without a % sign; where the source gives nothing, write `null` in YAML and leave the cell empty in CSV"),
                        at,
                    );
                    Cell::Missing
                }
            },
        });
    }
    Some(row)
}

/// A number, perhaps with commas between thousands, and its number of decimal places.
fn number(text: &str) -> Option<(f64, u8)> {
    let plain = text.replace(',', "");
    let value: f64 = plain.parse().ok()?;
    let places = plain
        .split_once('.')
        .map_or(0, |(_, places)| places.len().min(6));
    value
        .is_finite()
        .then(|| (value, u8::try_from(places).unwrap_or(6)))
}

/// Figures that can be computed are, and compared with what the source prints.
fn derived(fields: &mut Fields<'_>, columns: &[Column], rows: &mut [Row], notes: &mut Vec<String>) {
    let reader = fields.reader;
    for node in fields.list("derived") {
        let Some(mut item) = reader.fields(node, "this derived figure") else {
            continue;
        };
        let mut find = |key| {
            item.required(key)
                .and_then(|name| column(&name, key, columns, reader))
        };
        let (shown, part, whole) = (find("column"), find("part"), find("whole"));
        let explained: Vec<(String, String)> = item
            .take("note")
            .and_then(|node| reader.fields(node, "`note`"))
            .map(Fields::into_entries)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(row, note)| {
                let there = rows
                    .iter()
                    .any(|r| r.cells[0] == Cell::Text(row.text.clone()));
                if !there {
                    reader.report(
                        Diagnostic::error(
                            Code::UnknownValue,
                            format!("no row starts with `{}`", short(&row.text)),
                        )
                        .help("write the first cell of the row as it stands in the table"),
                        row.span,
                    );
                }
                Some((row.text, reader.text(note, "a note")?.value))
            })
            .collect();
        item.finish();
        let (Some(shown), Some(part), Some(whole)) = (shown, part, whole) else {
            continue;
        };
        for row in rows.iter_mut() {
            let (Cell::Number(part, _), Cell::Number(whole, _)) =
                (&row.cells[part], &row.cells[whole])
            else {
                continue;
            };
            if *whole <= 0.0 {
                continue;
            }
            let share = 100.0 * part / whole;
            let Cell::Number(printed, places) = row.cells[shown] else {
                row.cells[shown] = Cell::Number(share.round(), 0);
                continue;
            };
            // As precisely as it is printed.
            let unit = 10_f64.powi(i32::from(places));
            let computed = (share * unit).round() / unit;
            if (printed - computed).abs() < 0.5 / unit {
                continue;
            }
            let name = match &row.cells[0] {
                Cell::Text(name) => name.clone(),
                Cell::Number(..) | Cell::Missing => String::new(),
            };
            if let Some((_, note)) = explained.iter().find(|(row, _)| *row == name) {
                notes.push(format!("{name}: {note}"));
                row.cells[shown] = Cell::Number(computed, places);
            } else {
                reader.report(
                    Diagnostic::error(
                        Code::Figure,
                        format!("{part} of {whole} is {computed} percent, but {printed} is written here"),
                    )
                    .help("correct the figures; if the source itself is wrong, say so under `note` of this derived figure"),
                    row.span.clone(),
                );
            }
        }
    }
}

fn column(name: &Spanned<String>, key: &str, columns: &[Column], reader: &Reader) -> Option<usize> {
    let found = columns.iter().position(|c| c.id == name.value);
    if found.is_none() {
        reader.report(
            unknown_value(key, &name.value, columns.iter().map(|c| c.id.as_str())),
            name.span.clone(),
        );
    }
    found
}

fn chart(node: Node, columns: &[Column], reader: &Reader) -> Option<Chart> {
    let mut item = reader.fields(node, "`chart`")?;
    item.choice("type", &[("bar", ())]);
    let label = match item.text("label") {
        Some(name) => column(&name, "label", columns, reader),
        None => Some(0),
    };
    let values: Vec<usize> = item
        .texts("values")
        .iter()
        .filter_map(|name| column(name, "values", columns, reader))
        .collect();
    item.finish();
    Some(Chart {
        label: label?,
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::yaml::tree::parse;

    fn read_text(text: &str) -> (Option<RawTable>, Vec<String>) {
        let file: Arc<str> = "content/data/x.yaml".into();
        let reader = Reader::new(&file, Severity::Error);
        let (node, _) = parse(text, 0).expect("the test writes YAML");
        let table = read(node, "x", &file, &|_| None, &reader);
        let said = reader
            .into_findings()
            .iter()
            .map(|d| d.message.clone())
            .collect();
        (table, said)
    }

    const HEAD: &str = "title: T\ncolumns: [{id: row, title: R}, {id: good, title: G, type: number}, {id: all, title: A, type: number}, {id: share, title: '%', type: percent}]\n";

    #[test]
    fn a_share_is_computed_and_compared_with_what_is_printed() {
        let (table, said) = read_text(&format!(
            "{HEAD}rows:\n  - [England, \"2,528\", 3315, 72]\n  - [Here, 97, 110, null]\nderived: [{{column: share, part: good, whole: all, note: {{England: printed 72}}}}]\n"
        ));
        assert!(said.is_empty(), "{said:?}");
        let table = table.expect("a table");
        assert_eq!(table.rows[0][3], Cell::Number(76.0, 0));
        assert_eq!(table.rows[1][3], Cell::Number(88.0, 0));
        assert_eq!(table.notes, ["England: printed 72"]);
    }

    #[test]
    fn a_misprint_without_a_word_is_an_error() {
        let (_, said) = read_text(&format!(
            "{HEAD}rows: [[England, 2528, 3315, 72]]\nderived: [{{column: share, part: good, whole: all}}]\n"
        ));
        assert_eq!(said, ["2528 of 3315 is 76 percent, but 72 is written here"]);
        let (_, said) = read_text(&format!("{HEAD}rows: [[a, b, 3, 4], [a, 1]]\n"));
        assert_eq!(
            said,
            [
                "`b` is not a number",
                "this row has 2 cells, but the table has 4 columns"
            ]
        );
    }
}
