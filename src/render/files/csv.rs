//! The figures of a table as a file for spreadsheets (RFC 4180).

use crate::model::{Cell, Table};

/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The file: a line with the titles of the columns, then the rows. A cell that is not given is empty.
pub(crate) fn csv(table: &Table) -> Vec<u8> {
    let mut file = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let titles = table.columns.iter().map(|column| text(&column.title));
    let rows = table.rows.iter().map(|row| row.iter().map(cell).collect());
    for record in std::iter::once(titles.collect()).chain(rows) {
        let record: Vec<String> = record;
        file.write_record(record)
            .expect("memory takes every record, and all are as long as the columns");
    }
    file.into_inner().expect("memory takes every record")
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(words) => text(words),
        Cell::Number(value, places) => format!("{value:.*}", usize::from(*places)),
    }
}

/// Words as words, also in a program that would reckon with them.
fn text(words: &str) -> String {
    if words.starts_with(FORMULA) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Column, ColumnSort};

    #[test]
    fn cells_are_quoted_numbers_are_plain_and_no_word_is_a_formula() {
        let column = |title: &str, sort| Column {
            id: "x".into(),
            title: title.into(),
            sort,
        };
        let table = Table {
            id: "t".into(),
            title: "T".into(),
            as_of: None,
            document: None,
            unit: None,
            columns: vec![
                column("Place, or all", ColumnSort::Text),
                column("Share", ColumnSort::Percent),
            ],
            rows: vec![
                vec![Cell::Text("=1+1".into()), Cell::Number(12.5, 1)],
                vec![Cell::Text("A \"b\"".into()), Cell::Missing],
            ],
            notes: Vec::new(),
            chart: None,
        };
        let file = String::from_utf8(csv(&table)).expect("text");
        assert_eq!(
            file,
            "\"Place, or all\",Share\r\n'=1+1,12.5\r\n\"A \"\"b\"\"\",\r\n"
        );
    }
}
