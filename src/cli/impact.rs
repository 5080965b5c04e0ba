//! `redway impact`.

use std::fmt::Write as _;

use clap::Args;
use jiff::civil::Date;

use super::calendar::date;
use super::editing::{Root, below_content, refused};
use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::answer;
use super::report::{count, today};
use crate::characters::on_a_line;
use crate::edit::{changed, of_page, of_person, succession, unified};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// `person:` with an id of people.yaml, or `service:` with the path of a page within the content
    #[arg(value_name = "person:ID|service:PATH")]
    what: String,
    /// Print the edit that names this person instead, as a patch
    #[arg(long, value_name = "ID", requires = "from")]
    successor: Option<String>,
    /// The day from which the successor holds the posts
    #[arg(long, value_name = "DATE", value_parser = date, requires = "successor")]
    from: Option<Date>,
}

const LONG: &str = "\
Every place is told that names a person or a page: posts, seats, chairs with the number of meetings to come, contact points, \
links, and names, mailboxes and numbers in words. Nothing is written: the patch of --successor is for `git apply`. It names \
the successor in posts, seats and contact points of today; sentences, minutes and records of the past are left as they are.";

pub(super) fn run(arguments: &Arguments) -> u8 {
    let root = &arguments.root;
    let Ok(today) = today() else {
        return COULD_NOT_RUN;
    };
    let (raw, _) = match root.read() {
        Ok(read) => read,
        Err(code) => return code,
    };
    let text_of = |file: &str| root.text_of(file);
    let what = arguments.what.as_str();
    if let (Some(successor), Some(from)) = (&arguments.successor, arguments.from) {
        let Some(id) = what.strip_prefix("person:") else {
            return refused("only a person has a successor");
        };
        for id in [id, successor] {
            if !raw.people.iter().any(|person| person.id == id) {
                return refused(&format!("nobody in people.yaml has the id `{id}`"));
            }
        }
        let edits = succession(&raw, (id, successor), from, &text_of);
        return match changed(&edits, &text_of) {
            Ok(changes) => answer(&unified(&changes)).or(BUILT),
            Err(why) => refused(&why),
        };
    }
    let found = match what.split_once(':') {
        Some(("person", id)) => of_person(&raw, id, today, &text_of),
        Some(("service", path)) => of_page(&raw, &below_content(path), &text_of),
        _ => return refused("write `person:` and an id, or `service:` and the path of a page"),
    };
    let Some(found) = found else {
        return refused(&format!("there is no `{what}` on this site"));
    };
    let mut out = String::new();
    for one in &found {
        let place = root.place(&one.file, one.at);
        let _ = writeln!(out, "{}: {}", on_a_line(&place), on_a_line(&one.what));
    }
    let _ = writeln!(out, "{}", count(found.len(), "place"));
    answer(&out).or(BUILT)
}
