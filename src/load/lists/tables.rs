//! Tables of figures in `data/`.

use std::ops::Range;
use std::sync::Arc;

use super::rows::Lines;
use crate::characters;
use crate::diagnostic::{Code, Diagnostic};
use crate::keys::words::{CHARTS, COLUMNS};
use crate::keys::{CHART, COLUMN, DERIVED, EXPLAINED, TABLE};
use crate::load::files::text;
use crate::load::files::walk::Found;
use crate::load::raw::RawTable;
use crate::load::values::numbers::{Marks, NoNumber, number};
use crate::load::yaml::fields::{Fields, Reader, Reported, Spanned, short};
use crate::load::yaml::tree::{Node, Value};
use crate::load::yaml::unseen;
use crate::load::yaml::values::unknown_value;
use crate::model::{Cell, Chart, Column, ColumnSort};

/// Reads a table; `beside` finds a file of the source in the same folder, for the rows in CSV.
pub(crate) fn read<'f>(
    node: Node,
    id: &str,
    file: &Arc<str>,
    beside: &dyn Fn(&str) -> Option<&'f Found>,
    reader: &Reader,
) -> Option<RawTable> {
    let mut fields = reader.fields(node, &TABLE)?;
    let title = fields.required_words("title");
    let (as_of, document) = (fields.as_of("as_of"), fields.text("document"));
    let unit = fields.plain("unit");
    let columns = columns(&mut fields);
    let Some(columns) = columns.as_ref().ok().filter(|columns| !columns.is_empty()) else {
        // What cells and names of columns would come to is not known.
        for key in ["rows", "rows_from", "notes", "derived", "chart"] {
            fields.pass(key);
        }
        let reported = columns.is_err() || fields.misspelt(&["columns"]);
        return incomplete(fields, reported, "columns");
    };
    let Rows {
        mut rows,
        mut refused,
    } = rows(&mut fields, columns);
    if let Some(name) = fields.text("rows_from") {
        let more = csv_rows(&name, beside(&name.value), columns, reader);
        refused |= more.refused;
        rows.extend(more.rows);
    }
    let mut notes = fields.plain_list("notes");
    derived(&mut fields, columns, &mut rows, !refused, &mut notes);
    let chart = fields
        .take("chart")
        .and_then(|node| chart(node, columns, reader));
    if refused || rows.is_empty() {
        let reported = refused || fields.misspelt(&["rows", "rows_from"]);
        return incomplete(fields, reported, "rows");
    }
    fields.finish();
    let rows = rows.into_iter().map(|row| row.cells).collect();
    Some(RawTable {
        file: Arc::clone(file),
        id: id.to_owned(),
        title: title?.value,
        as_of,
        document,
        unit,
        columns: columns.clone(),
        rows,
        notes,
        chart,
    })
}

/// Ends a table that cannot be shown; says what it lacks, unless that is told already.
fn incomplete(fields: Fields<'_>, reported: bool, key: &str) -> Option<RawTable> {
    let (reader, span) = (fields.reader, fields.key_span(key));
    fields.finish();
    if !reported {
        reader.report(
            Diagnostic::error(Code::MissingKey, "a table needs `columns` and `rows`")
                .help("write columns: [{id: year, title: Year}, …] and rows: [[2021, 5], …]"),
            span,
        );
    }
    None
}

struct Row {
    cells: Vec<Cell>,
    span: Range<usize>,
}

/// Rows as far as they could be read. Figures that should follow from those are checked also where another is refused.
#[derive(Default)]
pub(crate) struct Rows {
    rows: Vec<Row>,
    /// One at least could not be read, which is told.
    refused: bool,
}

impl Rows {
    /// None, which is told.
    fn refused() -> Self {
        Rows {
            rows: Vec::new(),
            refused: true,
        }
    }
}

/// The columns. `Err` when one of them could not be read, which is told.
fn columns(fields: &mut Fields<'_>) -> Result<Vec<Column>, Reported> {
    let reader = fields.reader;
    let mut columns: Vec<Column> = Vec::new();
    let mut refused = false;
    for node in fields.list("columns") {
        let Some(mut item) = reader.fields(node, &COLUMN) else {
            refused = true;
            continue;
        };
        let (id, title) = (item.required("id"), item.required_words("title"));
        let sort = item.choice("type", COLUMNS).unwrap_or(ColumnSort::Text);
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
        } else {
            refused = true;
        }
    }
    if refused { Err(Reported) } else { Ok(columns) }
}

/// The rows that stand in the file itself.
fn rows(fields: &mut Fields<'_>, columns: &[Column]) -> Rows {
    let reader = fields.reader;
    let (mut rows, mut refused) = (Vec::new(), false);
    for node in fields.list("rows") {
        let span = node.span.clone();
        let Value::List(cells) = node.value else {
            reader.report(
                Diagnostic::error(Code::WrongType, "a row should be a list of cells")
                    .help("write the cells of a row in square brackets: [Good, 97, 88]"),
                span,
            );
            refused = true;
            continue;
        };
        let cells = cells.into_iter().map(|cell| match cell.value {
            Value::Null => Some((None, cell.span)),
            _ => reader
                .text(cell, "a cell")
                .map(|text| (Some(text.value), text.span)),
        });
        let cells: Option<Vec<_>> = cells.collect();
        let row = cells.and_then(|cells| row(cells, columns, span, Marks::Point, reader));
        refused |= row.is_none();
        rows.extend(row);
    }
    Rows { rows, refused }
}

/// The rows of a CSV file beside the table (RFC 4180, or as a spreadsheet saves it), whose first line names
/// the columns. What is wrong in it is told at its own place.
fn csv_rows(
    name: &Spanned<String>,
    found: Option<&Found>,
    columns: &[Column],
    reader: &Reader,
) -> Rows {
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
        return Rows::refused();
    };
    let source = match text::read(found) {
        Ok(source) => source,
        Err(finding) => {
            reader.report_elsewhere(*finding);
            return Rows::refused();
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
) -> Rows {
    let csv = Reader::of_site(file, reader.ways());
    unseen::report(source, &csv);
    let wanted: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
    let lines = Lines::new(source, &wanted);
    if lines.header() != wanted {
        reader.report_elsewhere(
            Diagnostic::error(Code::WrongType, "these are not the columns of the table")
                .at(file, lines.header_span())
                .help(format!(
                    "the line with the names of the columns should be `{}`",
                    lines.written(&wanted)
                )),
        );
        tell_elsewhere(csv, reader);
        return Rows::refused();
    }
    let (mut rows, mut refused, mut none) = (Vec::new(), false, true);
    for line in lines.rows() {
        none = false;
        let Some((cells, span)) = line else {
            reader.report_elsewhere(
                Diagnostic::error(Code::WrongType, "this is not CSV").in_file(file),
            );
            refused = true;
            break;
        };
        let cells = cells.iter().map(|cell| {
            let cell = characters::published(cell, reader.ways().right_to_left);
            let cell = cell.trim();
            ((!cell.is_empty()).then(|| cell.to_owned()), span.clone())
        });
        let row = row(cells.collect(), columns, span.clone(), lines.marks(), &csv);
        refused |= row.is_none();
        rows.extend(row);
    }
    if none {
        reader.report_elsewhere(
            Diagnostic::error(
                Code::WrongType,
                "no rows stand below the names of the columns",
            )
            .at(file, lines.header_span())
            .help("write a line for each row, its cells in the order of the columns"),
        );
        refused = true;
    }
    tell_elsewhere(csv, reader);
    // Later findings about these rows stand at the name of the file.
    for row in &mut rows {
        row.span = name.span.clone();
    }
    Rows { rows, refused }
}

/// Tells what is wrong with another file among the findings of the table.
fn tell_elsewhere(other: Reader, reader: &Reader) {
    for finding in other.into_findings() {
        reader.report_elsewhere(finding);
    }
}

fn row(
    cells: Vec<(Option<String>, Range<usize>)>,
    columns: &[Column],
    span: Range<usize>,
    marks: Marks,
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
            (Some(text), ColumnSort::Number | ColumnSort::Percent) => match number(&text, marks) {
                Ok((value, places)) => Cell::Number(value, places),
                Err(problem) => {
                    let finding = not_a_number(&text, &problem);
                    let holds = format!("the column `{}` holds numbers", column.id);
                    reader.report(finding.label(holds), at);
                    Cell::Missing
                }
            },
        });
    }
    Some(row)
}

/// The finding for a cell of a column of numbers.
fn not_a_number(text: &str, problem: &NoNumber) -> Diagnostic {
    let shown = short(text);
    let (message, help) = match problem {
        NoNumber::Word => (
            format!("`{shown}` is not a number"),
            "write digits only, without a % sign; where the source gives nothing, write `null` in YAML and leave the cell empty in CSV".to_owned(),
        ),
        NoNumber::OtherMarks(plain) => (
            format!("`{shown}` has its decimals after a comma"),
            format!("write {plain}: decimals follow a point, and commas may stand between thousands"),
        ),
        NoNumber::Doubtful([whole, decimal]) => (
            format!("`{shown}` can be read as {whole} and as {decimal}"),
            format!("write {whole}, or {decimal}0, as it is meant"),
        ),
    };
    Diagnostic::error(Code::WrongType, message).help(help)
}

/// Figures that can be computed are, and compared with what the source prints. `all_read` unless a row is
/// missing that could not be read.
fn derived(
    fields: &mut Fields<'_>,
    columns: &[Column],
    rows: &mut [Row],
    all_read: bool,
    notes: &mut Vec<String>,
) {
    let reader = fields.reader;
    for node in fields.list("derived") {
        let Some(mut item) = reader.fields(node, &DERIVED) else {
            continue;
        };
        let mut find = |key| {
            item.required(key)
                .and_then(|name| column(&name, key, columns, reader))
        };
        let (shown, part, whole) = (find("column"), find("part"), find("whole"));
        let explained: Vec<(String, String)> = item
            .take("note")
            .and_then(|node| reader.entries(node, &EXPLAINED))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(row, note)| {
                let there = rows
                    .iter()
                    .any(|r| r.cells[0] == Cell::Text(row.text.clone()));
                if !there && all_read {
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

/// Why a chart cannot draw a column: it holds words, or not the sort of numbers that the first one has, since one axis is either.
fn unlike(column: &Column, first: Option<&Column>) -> Option<Diagnostic> {
    let id = &column.id;
    if column.sort == ColumnSort::Text {
        let message = format!("a chart draws numbers, and the column `{id}` holds words");
        let help = format!("name a column of numbers, or give `{id}` `type: number`");
        return Some(Diagnostic::error(Code::WrongType, message).help(help));
    }
    let first = first.filter(|first| first.sort != column.sort)?;
    let (shares, numbers) = if column.sort == ColumnSort::Percent {
        (id, &first.id)
    } else {
        (&first.id, id)
    };
    let message =
        format!("`{shares}` holds shares and `{numbers}` numbers, which one axis cannot show");
    let help = "leave out one of them, or write the other as a table of its own with a chart";
    Some(Diagnostic::error(Code::WrongType, message).help(help))
}

fn chart(node: Node, columns: &[Column], reader: &Reader) -> Option<Chart> {
    let mut item = reader.fields(node, &CHART)?;
    let form = item.choice("type", CHARTS).unwrap_or_default();
    let label = match item.text("label") {
        Some(name) => column(&name, "label", columns, reader),
        None => Some(0),
    };
    let mut values: Vec<usize> = Vec::new();
    for name in item.texts("values") {
        let Some(found) = column(&name, "values", columns, reader) else {
            continue;
        };
        let first = values.first().map(|first| &columns[*first]);
        match unlike(&columns[found], first) {
            Some(finding) => reader.report(finding, name.span),
            None => values.push(found),
        }
    }
    item.finish();
    Some(Chart {
        form,
        label: label?,
        values,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
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
    fn a_chart_draws_numbers_of_one_sort() {
        for (values, wrong) in [
            ("good, all", None),
            ("share", None),
            (
                "good, share",
                Some("`share` holds shares and `good` numbers, which one axis cannot show"),
            ),
            (
                "share, good, all",
                Some("`share` holds shares and `good` numbers, which one axis cannot show"),
            ),
            (
                "row",
                Some("a chart draws numbers, and the column `row` holds words"),
            ),
        ] {
            let (_, said) = read_text(&format!(
                "{HEAD}rows: [[England, 2, 3, 72]]\nchart: {{type: bar, label: row, values: [{values}]}}\n"
            ));
            assert_eq!(said.first().map(String::as_str), wrong, "{values}");
        }
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
