//! Charts of tables: every word is text, and only bars and lines are drawn, in shares of the room that there is, so that
//! nothing shrinks with it.

use std::cmp::Ordering;

use serde::Serialize;

use super::tables::{TableView, cell_text};
use crate::locale::Locale;
use crate::model::{Cell, Chart, ChartForm, ColumnSort, Table};

/// What `blocks/chart.html` may show.
#[derive(Serialize)]
pub(crate) struct TableWithChart {
    pub(crate) table: TableView,
    pub(crate) chart: ChartView,
}

/// What `blocks/chart.html` draws. Lengths and places are in percent of the room.
#[derive(Serialize)]
pub(crate) struct ChartView {
    /// `bar`, `line` or `stacked`.
    form: &'static str,
    /// What the chart shows, in a sentence that is computed; none where nothing can be said.
    sentence: Option<String>,
    /// The names of the columns, where there are several.
    series: Vec<String>,
    rows: Vec<RowView>,
    /// The marks of the axis, which begins at zero.
    ticks: Vec<TickView>,
}

#[derive(Serialize)]
struct RowView {
    label: String,
    bars: Vec<BarView>,
}

#[derive(Serialize)]
struct BarView {
    /// The number in words; nothing for one that is not given.
    value: Option<String>,
    /// Which of the columns it is of, from 1 to 4.
    number: usize,
    /// Where it begins.
    start: String,
    /// How long it is.
    length: String,
    /// Where it ends; in a line, the height of its point from above.
    top: String,
    /// In a line: where its point stands, and where the point before it does, if there is one.
    x: String,
    before: Option<PointView>,
}

#[derive(Clone, Serialize)]
struct PointView {
    x: String,
    y: String,
}

#[derive(Serialize)]
struct TickView {
    label: String,
    at: String,
}

/// So many columns can be told apart without colour.
const MOST_SERIES: usize = 4;

/// The chart of a table: the columns that it names, else every column of numbers of one sort, that of the first: an axis is of numbers or of shares.
pub(crate) fn view(locale: &Locale, table: &Table) -> ChartView {
    let drawn = table.chart.clone().unwrap_or(Chart {
        form: ChartForm::Bar,
        label: 0,
        values: Vec::new(),
    });
    let mut columns = drawn.values;
    if columns.is_empty() {
        let sorts = table.columns.iter().map(|column| column.sort);
        let numbers = sorts.enumerate().skip(1);
        let numbers = numbers.filter(|(_, sort)| *sort != ColumnSort::Text);
        let first = numbers.clone().next().map(|(_, sort)| sort);
        let alike = numbers.filter(|(_, sort)| Some(*sort) == first);
        columns = alike.map(|(column, _)| column).collect();
    }
    columns.truncate(MOST_SERIES);
    let stacked = drawn.form == ChartForm::Stacked;
    let sum = |row: &[Cell]| columns.iter().map(|&c| value(&row[c]).unwrap_or(0.0)).sum();
    let most = |row: &[Cell]| {
        let all = columns.iter().filter_map(|&c| value(&row[c]));
        all.fold(0.0, f64::max)
    };
    let largest = table
        .rows
        .iter()
        .map(|row| if stacked { sum(row) } else { most(row) });
    let largest = largest.fold(0.0, f64::max);
    let shares = columns
        .iter()
        .all(|&c| table.columns[c].sort == ColumnSort::Percent);
    let axis = Axis::of(largest, shares);
    let room = table.rows.len().max(1);
    let mut before: Vec<Option<PointView>> = vec![None; columns.len()];
    let rows = table.rows.iter().enumerate().map(|(at, row)| {
        let mut start = 0.0;
        let x = percent(as_float(2 * at + 1), as_float(2 * room));
        let bars = columns.iter().enumerate().map(|(number, &column)| {
            let given = value(&row[column]);
            let from = if stacked { start } else { 0.0 };
            let length = given.unwrap_or(0.0).max(0.0);
            start = from + length;
            let top = percent(axis.end() - length, axis.end());
            let point = given.map(|_| PointView {
                x: x.clone(),
                y: top.clone(),
            });
            BarView {
                value: cell_text(locale, &row[column], table.columns[column].sort),
                number: number + 1,
                start: percent(from, axis.end()),
                length: percent(length, axis.end()),
                top,
                x: x.clone(),
                before: std::mem::replace(&mut before[number], point),
            }
        });
        RowView {
            bars: bars.collect(),
            label: cell_text(locale, &row[drawn.label], table.columns[drawn.label].sort)
                .unwrap_or_default(),
        }
    });
    ChartView {
        form: match drawn.form {
            ChartForm::Bar => "bar",
            ChartForm::Line => "line",
            ChartForm::Stacked => "stacked",
        },
        rows: rows.collect(),
        sentence: sentence(locale, table, drawn.form, drawn.label, &columns),
        series: series(table, &columns),
        ticks: axis.ticks(locale, shares),
    }
}

/// What the columns of one chart are called; a single one is told by the title of the chart.
fn series(table: &Table, columns: &[usize]) -> Vec<String> {
    let titles = columns.iter().map(|&c| table.columns[c].title.as_str());
    let titles: Vec<&str> = titles.filter(|_| columns.len() > 1).collect();
    apart(&titles).into_iter().map(ToOwned::to_owned).collect()
}

/// A number that can be drawn.
fn value(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Number(value, _) if value.is_finite() => Some(*value),
        _ => None,
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "a table has fewer rows than a float has digits"
)]
fn as_float(number: usize) -> f64 {
    number as f64
}

/// A share of a whole in percent, with two places at most.
fn percent(part: f64, whole: f64) -> String {
    let share = if whole > 0.0 {
        part / whole * 100.0
    } else {
        0.0
    };
    let text = format!("{:.2}", share.clamp(0.0, 100.0));
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The axis of numbers, from zero: so many steps of one size.
struct Axis {
    step: f64,
    steps: usize,
}

/// No step is smaller or larger than these, so that what is reckoned of it stays a number. A longer bar ends where the axis does.
const SIZES: (f64, f64) = (1e-300, 1e300);

impl Axis {
    /// Ends at a round number, after five steps at the most; shares of a hundred end at a hundred.
    fn of(largest: f64, shares: bool) -> Self {
        if shares && largest <= 100.0 {
            return Axis {
                step: 25.0,
                steps: 4,
            };
        }
        if largest <= 0.0 {
            return Axis {
                step: 1.0,
                steps: 1,
            };
        }
        let largest = largest.clamp(SIZES.0, SIZES.1);
        let size = 10_f64.powf(largest.log10().floor());
        let round = [0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0].map(|part| part * size);
        let mut fitting = round.into_iter().filter_map(|step| {
            let steps = (1..=5).find(|&n| step * as_float(n) >= largest)?;
            Some(Axis { step, steps })
        });
        fitting.next().unwrap_or(Axis {
            step: largest,
            steps: 1,
        })
    }

    fn end(&self) -> f64 {
        self.step * as_float(self.steps)
    }

    fn ticks(&self, locale: &Locale, shares: bool) -> Vec<TickView> {
        // As many places as a step has, so that no two marks are called alike.
        let is_whole = |places: &u8| {
            let part = self.step * 10_f64.powi(i32::from(*places));
            (part - part.round()).abs() < part * 1e-9
        };
        let places = (0..=6).find(is_whole).unwrap_or(6);
        let marks = (0..=self.steps).map(|n| {
            let at = self.step * as_float(n);
            TickView {
                label: if shares {
                    locale.percent(at, places)
                } else {
                    locale.number(at, places)
                },
                at: percent(at, self.end()),
            }
        });
        marks.collect()
    }
}

/// What the numbers say, in one sentence.
fn sentence(
    locale: &Locale,
    table: &Table,
    form: ChartForm,
    label: usize,
    columns: &[usize],
) -> Option<String> {
    let name = |row: &[Cell]| cell_text(locale, &row[label], table.columns[label].sort);
    let words = |row: &[Cell], column: usize| {
        cell_text(locale, &row[column], table.columns[column].sort).unwrap_or_default()
    };
    match (form, columns) {
        (ChartForm::Line, &[column]) => {
            let mut given = table
                .rows
                .iter()
                .filter(|row| value(&row[column]).is_some());
            let (first, last) = (given.clone().next()?, given.next_back()?);
            let (from, to) = (value(&first[column])?, value(&last[column])?);
            let key = match from.total_cmp(&to) {
                Ordering::Less => "chart_rose",
                Ordering::Greater => "chart_fell",
                Ordering::Equal => "chart_same",
            };
            (name(first)? != name(last)?).then(|| {
                locale.put(
                    key,
                    &[
                        ("first", &name(first).unwrap_or_default()),
                        ("last", &name(last).unwrap_or_default()),
                        ("from", &words(first, column)),
                        ("to", &words(last, column)),
                    ],
                )
            })
        }
        (ChartForm::Bar, &[column]) => {
            let given = table
                .rows
                .iter()
                .filter_map(|row| Some((value(&row[column])?, row)));
            let most = given.clone().reduce(|a, b| if b.0 > a.0 { b } else { a })?;
            let least = given.reduce(|a, b| if b.0 < a.0 { b } else { a })?;
            let all_given = table.rows.iter().all(|row| value(&row[column]).is_some());
            (most.0 > least.0).then(|| {
                locale.put(
                    if all_given {
                        "chart_range"
                    } else {
                        "chart_range_given"
                    },
                    &[
                        ("most", &name(most.1).unwrap_or_default()),
                        ("most_value", &words(most.1, column)),
                        ("least", &name(least.1).unwrap_or_default()),
                        ("least_value", &words(least.1, column)),
                    ],
                )
            })
        }
        (ChartForm::Bar, &[one, other]) => {
            let rows = table.rows.iter().map(|row| {
                let both = value(&row[one]).zip(value(&row[other]));
                let order = both.map(|(one, other)| one.total_cmp(&other));
                (order, name(row).unwrap_or_default())
            });
            let rows: Vec<(Option<Ordering>, String)> = rows.collect();
            compared(
                locale,
                [one, other].map(|c| table.columns[c].title.as_str()),
                &rows,
            )
        }
        _ => None,
    }
}

/// How two columns compare, row by row: in how many rows the one that is mostly higher is so, and what the other rows are.
/// Rows that lack a number have no order, and are told too.
fn compared(
    locale: &Locale,
    mut titles: [&str; 2],
    rows: &[(Option<Ordering>, String)],
) -> Option<String> {
    let of = |order: Option<Ordering>| -> Vec<&str> {
        let rows = rows.iter().filter(|(which, _)| *which == order);
        rows.map(|(_, name)| name.as_str()).collect()
    };
    let (mut higher, mut lower) = (of(Some(Ordering::Greater)), of(Some(Ordering::Less)));
    if higher.len() < lower.len() {
        titles.reverse();
        std::mem::swap(&mut higher, &mut lower);
    }
    if higher.is_empty() {
        return None;
    }
    let titles = apart(&titles);
    let pair = [("one", titles[0]), ("other", titles[1])];
    if higher.len() == rows.len() {
        return Some(locale.put("chart_all_higher", &pair));
    }
    let number = |n: usize| locale.number(as_float(n), 0);
    let (count, all) = (number(higher.len()), number(rows.len()));
    let words = [pair[0], pair[1], ("higher", &count), ("all", &all)];
    let mut parts = vec![locale.put("chart_compared", &words)];
    for (key, rest) in [
        ("chart_lower", lower),
        ("chart_equal", of(Some(Ordering::Equal))),
        ("chart_unknown", of(None)),
    ] {
        let rows = match rest.as_slice() {
            [] => continue,
            [name] => locale.put("chart_row", &[("name", name)]),
            [..] if rest.len() <= MOST_NAMED => locale.all_of(&rest),
            [..] => locale.put("chart_rows", &[("n", &number(rest.len()))]),
        };
        parts.push(locale.put(key, &[("rows", &rows)]));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    Some(format!("{}.", locale.all_of(&parts)))
}

/// What tells columns apart: of `Hill: share` and `Vale: share` what stands before the colon.
fn apart<'t>(titles: &[&'t str]) -> Vec<&'t str> {
    let parted: Option<Vec<_>> = titles.iter().map(|title| title.rsplit_once(": ")).collect();
    match parted {
        Some(parted) if parted.windows(2).all(|pair| pair[0].1 == pair[1].1) => {
            parted.into_iter().map(|(own, _)| own).collect()
        }
        _ => titles.to_vec(),
    }
}

/// So many rows are named in a sentence; more are counted.
const MOST_NAMED: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_by_what_tells_them_apart() {
        assert_eq!(apart(&["Hill: share", "Vale: share"]), ["Hill", "Vale"]);
        assert_eq!(
            apart(&["Hill: share", "Vale: number"]),
            ["Hill: share", "Vale: number"]
        );
        assert_eq!(apart(&["Hill", "Vale"]), ["Hill", "Vale"]);
    }

    #[test]
    fn the_axis_ends_at_a_round_number_and_shares_at_a_hundred() {
        let ends = [0.0, 7.0, 97.0, 2431.0, 1.3].map(|largest| Axis::of(largest, false).end());
        let ends = ends.map(|end| format!("{end}"));
        assert_eq!(ends, ["1", "8", "100", "2500", "1.5"]);
        assert!((Axis::of(88.0, true).end() - 100.0).abs() < f64::EPSILON);
        assert!(Axis::of(130.0, true).end() >= 130.0);
    }

    #[test]
    fn the_axis_of_any_number_has_few_marks_and_each_its_own_name() {
        let huge = f64::MAX;
        for largest in [
            5e-324,
            1e-310,
            0.003,
            0.7,
            1.3,
            1e17,
            1.7e307,
            huge,
            f64::INFINITY,
        ] {
            for shares in [false, true] {
                let axis = Axis::of(largest, shares);
                let marks = axis.ticks(Locale::english(), shares);
                assert!((2..=6).contains(&marks.len()), "{largest}");
                assert!(axis.end().is_finite(), "{largest}");
                let places: Vec<&str> = marks.iter().map(|mark| &*mark.at).collect();
                assert!(
                    places.starts_with(&["0"]) && places.ends_with(&["100"]),
                    "{largest}"
                );
            }
        }
        let labels = |largest| {
            let marks = Axis::of(largest, false).ticks(Locale::english(), false);
            marks.into_iter().map(|mark| mark.label).collect::<Vec<_>>()
        };
        assert_eq!(labels(0.003), ["0.000", "0.001", "0.002", "0.003"]);
        assert_eq!(labels(97.0), ["0", "20", "40", "60", "80", "100"]);
    }

    #[test]
    fn two_columns_are_compared_in_a_sentence_that_names_the_few_rows_which_differ() {
        const LESS: Option<Ordering> = Some(Ordering::Less);
        const EQUAL: Option<Ordering> = Some(Ordering::Equal);
        const GREATER: Option<Ordering> = Some(Ordering::Greater);
        let said = |orders: &[Option<Ordering>]| {
            let rows = orders.iter().zip('A'..);
            let rows: Vec<_> = rows.map(|(o, c)| (*o, c.to_string())).collect();
            compared(Locale::english(), ["here", "there"], &rows)
        };
        let told = |orders| said(orders).unwrap_or_default();
        assert_eq!(
            told(&[GREATER, GREATER]),
            "“here” is higher than “there” in every row."
        );
        assert_eq!(
            told(&[GREATER, EQUAL, GREATER]),
            "“here” is higher than “there” in 2 of 3 rows and the same in one (B)."
        );
        assert_eq!(
            told(&[LESS, GREATER, LESS, LESS, LESS, EQUAL]),
            "“there” is higher than “here” in 4 of 6 rows and lower in one (B) and the same in one (F)."
        );
        assert_eq!(
            told(&[LESS, LESS, LESS, EQUAL, EQUAL]),
            "“there” is higher than “here” in 3 of 5 rows and the same in D and E."
        );
        assert_eq!(
            told(&[GREATER, None]),
            "“here” is higher than “there” in 1 of 2 rows and a number is missing in one (B)."
        );
        assert_eq!(said(&[EQUAL, EQUAL]), None);
    }

    #[test]
    fn lengths_are_in_proportion_and_nothing_is_nothing() {
        assert_eq!(percent(50.0, 200.0), "25");
        assert_eq!(percent(1.0, 3.0), "33.33");
        assert_eq!(percent(0.0, 0.0), "0");
    }
}
