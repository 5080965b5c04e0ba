//! `redway move`.

use std::fmt::Write as _;

use clap::Args;

use super::editing::{Root, below_content, list, refused};
use super::exit::BUILT;
use super::output::answer;
use crate::characters::on_a_line;
use crate::edit::{in_root, leads_as_before, moved};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    #[command(flatten)]
    root: Root,
    /// The page, file or folder as it is called, within the content
    old: String,
    /// The new path; a folder with a slash at its end takes a page in under its name
    new: String,
}

const LONG: &str = "\
Links that lead to what moves, links that it holds, and facts that name it are mended in all files, and each page gets an \
alias, so that its old address leads to the new one. All is done or nothing: a target that is there, a site with errors, a \
file that changes meanwhile, or a link that would lead elsewhere stops it.";

pub(super) fn run(Arguments { root, old, new }: &Arguments) -> u8 {
    let (raw, site) = match root.read() {
        Ok(read) => read,
        Err(code) => return code,
    };
    let (from, to) = (below_content(old), below_content(new));
    let text_of = |file: &str| root.text_of(file);
    let moving = match moved((&raw, &site), (from.trim_end_matches('/'), &to), &text_of) {
        Ok(moving) => moving,
        Err(why) => return refused(&why),
    };
    let prefix = raw.prefix.as_str();
    let (from, to) = (in_root(prefix, &moving.from), in_root(prefix, &moving.to));
    let is_well = |now: &_| leads_as_before((&site, now), prefix, (&moving.from, &moving.to));
    let changes = match root.write(&moving.edits, Some((&from, &to)), None, &is_well) {
        Ok(changes) => changes,
        Err(why) => return refused(&why),
    };
    let mut out = format!("moved: {} to {}\n", on_a_line(&from), on_a_line(&to));
    out.push_str(&list(&changes, &|file| {
        let rest = file.strip_prefix(&*from);
        rest.map_or_else(|| file.to_owned(), |rest| format!("{to}{rest}"))
    }));
    for file in &moving.without_alias {
        let _ = writeln!(
            out,
            "note: /{} has another address now, and nothing leads on from the old one: only pages have aliases",
            on_a_line(file)
        );
    }
    answer(&out).or(BUILT)
}
