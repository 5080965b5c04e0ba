//! `redway impact`.

use std::fmt::Write as _;

use clap::Args;
use jiff::civil::Date;

use super::calendar::date;
use super::editing::{Root, below_content, refused};
use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::{answer, say};
use super::report::{count, today};
use crate::characters::on_a_line;
use crate::diagnostic::nearest;
use crate::edit::{Follows, changed, of_page, of_person, succession, unified};

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
the successor in posts, seats and contact points of today; sentences, minutes and records of the past are left as they are. With \
a --from that is still to come, posts and seats get two entries, one with `until` and one with `from`; what names one person \
at a time is left, and told.";

/// What may have been meant, in words behind an error.
fn meant<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> String {
    let meant = nearest(written, known);
    meant.map_or_else(String::new, |meant| format!(": did you mean `{meant}`?"))
}

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
                let ids = raw.people.iter().map(|person| person.id.as_str());
                return refused(&format!(
                    "nobody in people.yaml has the id `{id}`{}",
                    meant(id, ids)
                ));
            }
        }
        let follows = Follows {
            id,
            successor,
            from,
            is_to_come: from > today,
        };
        let all = succession(&raw, follows, &text_of);
        let changes = match changed(&all.edits, &text_of) {
            Ok(changes) => changes,
            Err(why) => return refused(&why),
        };
        let mut left = String::new();
        for one in &all.left {
            let place = root.place(&one.file, one.at);
            let _ = writeln!(
                left,
                "left: {}: {}",
                on_a_line(&place),
                on_a_line(&one.what)
            );
        }
        if !all.left.is_empty() {
            let _ = writeln!(
                left,
                "note: {from} is still to come, and what is left names one person at a time: run this again on that day, or change it by hand then"
            );
            let code = say(&left).or(BUILT);
            if code != BUILT {
                return code;
            }
        }
        return answer(&unified(&changes)).or(BUILT);
    }
    let found = match what.split_once(':') {
        Some(("person", id)) => of_person(&raw, id, today, &text_of),
        Some(("service", path)) => of_page(&raw, &below_content(path), &text_of),
        _ => return refused("write `person:` and an id, or `service:` and the path of a page"),
    };
    let Some(found) = found else {
        let meant = match what.split_once(':') {
            Some(("person", id)) => meant(id, raw.people.iter().map(|person| person.id.as_str())),
            Some((_, path)) => meant(
                &below_content(path),
                raw.pages.iter().map(|page| page.path.as_str()),
            ),
            None => String::new(),
        };
        return refused(&format!("there is no `{what}` on this site{meant}"));
    };
    let mut out = String::new();
    for one in &found {
        let place = root.place(&one.file, one.at);
        let _ = writeln!(out, "{}: {}", on_a_line(&place), on_a_line(&one.what));
    }
    let _ = writeln!(out, "{}", count(found.len(), "place"));
    answer(&out).or(BUILT)
}
