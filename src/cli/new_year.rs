//! `redway new-year`.

use std::fmt::Write as _;

use clap::Args;

use super::editing::{Root, list, refused};
use super::exit::BUILT;
use super::output::answer;
use crate::characters::on_a_line;
use crate::edit::{new_year, old_names};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The year, named by its start and end, such as 2026-27
    year: String,
}

const LONG: &str = "\
The year is added to years.yaml without its terms. Rules of the year before are copied, as comments while terms are missing. A \
series with dates gets the months that its `pattern` names, to be confirmed; else a comment where its dates go. No date is \
made up. Then every line is told that still names the year before.";

pub(super) fn run(Arguments { root, year }: &Arguments) -> u8 {
    let (raw, _) = match root.read() {
        Ok(read) => read,
        Err(code) => return code,
    };
    let text_of = |file: &str| root.text_of(file);
    let new = match new_year(&raw, year, &text_of) {
        Ok(new) => new,
        Err(why) => return refused(&why),
    };
    let names = old_names(&raw, &new.old, &text_of);
    // Places are those of before.
    let mut out = String::new();
    for (file, at, told) in &new.told {
        let _ = writeln!(
            out,
            "{}: {}",
            on_a_line(&root.place(file, *at)),
            on_a_line(told)
        );
    }
    let mut left = String::new();
    for one in &names {
        let place = root.place(&one.file, one.at);
        let _ = writeln!(left, "{}: {}", on_a_line(&place), on_a_line(&one.line));
    }
    let changes = match root.write(&new.edits, None, None, &|_| Ok(())) {
        Ok(changes) => changes,
        Err(why) => return refused(&why),
    };
    out.push_str(&list(&changes, &str::to_owned));
    let number = names.len();
    let _ = match number {
        0 => writeln!(out, "\nno line names {}", new.old),
        1 => writeln!(out, "\n1 line names {}:\n{left}", new.old),
        _ => writeln!(out, "\n{number} lines name {}:\n{left}", new.old),
    };
    answer(out.trim_end()).and(answer("\n")).or(BUILT)
}
