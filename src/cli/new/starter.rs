//! A small handbook that somebody makes their own.

use std::path::Path;

use clap::ValueEnum;
use jiff::ToSpan as _;
use jiff::civil::Date;

use super::outcome::{Outcome, refused};
use super::texts::{HANDBOOK, fill, word};
use crate::write::{self, NewFile};

/// Whose words a handbook has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Trade {
    /// Teams, class teachers, a staff meeting
    School,
    /// Services, ward councillors, a ward forum
    Council,
    /// Teams, ward managers, what to do on a ward
    Health,
    /// Teams, branches, volunteers
    Charity,
    /// Teams, maintainers, releases
    Software,
}

impl Trade {
    fn words(self) -> &'static str {
        match self {
            Trade::School => include_str!("../../../starters/trades/school.txt"),
            Trade::Council => include_str!("../../../starters/trades/council.txt"),
            Trade::Health => include_str!("../../../starters/trades/health.txt"),
            Trade::Charity => include_str!("../../../starters/trades/charity.txt"),
            Trade::Software => include_str!("../../../starters/trades/software.txt"),
        }
    }
}

/// Makes the handbook, and tells what to do next.
pub(super) fn make(dir: &Path, trade: Trade, today: Date) -> Outcome {
    let files = files(trade, today);
    write::make(dir, &files).map_err(|finding| refused(*finding))?;
    Ok(told(dir, files.len()))
}

/// The files of a handbook that begins on this day.
fn files(trade: Trade, today: Date) -> Vec<NewFile> {
    let first = today.first_of_month().saturating_add(1.month());
    let last = first.saturating_add(11.months()).last_of_month();
    let open = first.saturating_add(12.months());
    let days = [
        ("today", today.to_string()),
        ("from", first.to_string()),
        ("until", last.to_string()),
        ("open", open.strftime("%Y-%m").to_string()),
    ];
    let words = trade.words();
    let fact = |name: &str| {
        let mut days = days.iter();
        let day = days.find(|(known, _)| *known == name);
        day.map(|(_, day)| day.as_str())
            .or_else(|| word(words, name))
    };
    HANDBOOK
        .iter()
        .map(|(path, text)| NewFile {
            path: fill(path, fact),
            text: fill(text, fact),
        })
        .collect()
}

fn told(dir: &Path, files: usize) -> String {
    let dir = dir.display();
    format!(
        "{files} files of a new handbook are in {dir}

next:
  redway serve --open --root {dir}     shows the site while you write
  redway check --notes --root {dir}    tells what is wrong, and what could be better
  redway build --root {dir}            writes the site to {dir}/public
  python3 -m http.server --directory {dir}/public    shows it at http://localhost:8000/

Names, numbers and addresses in it are examples. Begin with {dir}/content/site.yaml.
"
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_fact_of_a_handbook_has_a_word_in_every_trade() {
        for trade in Trade::value_variants() {
            for file in files(*trade, date(2026, 11, 27)) {
                assert!(
                    !file.path.contains('<') && !file.text.contains("<<"),
                    "{file:?}"
                );
            }
        }
    }

    #[test]
    fn no_word_of_a_trade_is_left_over() {
        let texts: String = HANDBOOK
            .iter()
            .flat_map(|(path, text)| [*path, *text])
            .collect();
        for line in Trade::value_variants()
            .iter()
            .flat_map(|trade| trade.words().lines())
        {
            let (name, _) = line.split_once(": ").expect("a word and its text");
            assert!(texts.contains(&format!("<<{name}>>")), "{name}");
        }
    }

    #[test]
    fn a_handbook_begins_on_any_day() {
        for day in [date(2026, 1, 31), date(2028, 2, 29), Date::MAX, Date::MIN] {
            assert_eq!(files(Trade::School, day).len(), HANDBOOK.len());
        }
    }
}
