//! `redway diff`.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::calendar::date;
use super::exit::{BUILT, COULD_NOT_RUN, HAS_ERRORS};
use super::output::{answer, say};
use super::progress::shown;
use super::report::{Asked, Format, Reporting, today};
use crate::build::{BuildOptions, read, source_text};
use crate::changes::{changes, draw, has_losses};
use crate::diff::{diff, draw_json, draw_text};
use crate::load::{former_site, read_output};

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    /// The output as it was: a folder that holds calendars/
    #[arg(required_unless_present = "against", requires = "new")]
    old: Option<PathBuf>,
    /// The output as it is to be
    new: Option<PathBuf>,
    /// Compare the site in the working tree with that of a commit, such as main or HEAD~1: both are built in memory
    #[arg(long, value_name = "REV", conflicts_with = "old")]
    against: Option<String>,
    /// The folder of the site, for --against
    #[arg(long, value_name = "DIR", default_value = ".", requires = "against")]
    root: PathBuf,
    /// Include pages that say `draft: true`, for --against
    #[arg(long, requires = "against")]
    drafts: bool,
    /// The day of the comparison, such as 2025-09-01: a meeting that was over by then is not lost when it goes [default: the day that `SOURCE_DATE_EPOCH` gives, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// How to tell what differs
    #[arg(long, value_enum, default_value_t = Told::Text)]
    format: Told,
}

/// How what differs is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Told {
    /// For people
    Text,
    /// For the comment of a pull request; with --against
    Markdown,
    /// For programs, as JSON
    Json,
}

const LONG: &str = "\
Ends with exit code 1 when readers would lose something without a word: a meeting to come that is in no feed any more, an \
identifier that stands for another meeting, a feed that is gone, or a page whose address leads nowhere. Meetings that \
leave or join a feed and stay in another are told, and so are pages that Redway makes of a record and that go with it; neither is an error.

With --against, whoever approves a change is told it in words: the number for emergencies and notices, meetings, pages with \
their addresses, people and posts, contact points, steps, links and files, and which pages read otherwise, whatever made \
them do so. What readers would lose is shown with its file and line, and with what to write there. Nothing is \
written but a temporary folder with the files of the commit, which goes afterwards. The object of --format json has \
`sections`, each with `key`, `title` and `items` (`kind`, `error`, `file`, `line`, `words`, `help`), `changes` and `errors`.

The object of --format json for two outputs has `series`, each with `title` and `changes` (`kind`, `uid`, `title`, `when`, `words`), \
`feeds` (`feed`, and the UIDs `no_more` and `now` in it), `errors` (`kind`, `uid`, `feeds`, `words`, `help`) and `vanished_pages`. The kinds of changes are appeared, moved, \
cancelled, reinstated, confirmed, opened, renamed, relocated, left and reworded; those of errors lost, reused, doubled, \
vanished-feed, unreadable-feed and vanished-page.";

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Ok(today) = arguments.as_of.map_or_else(today, Ok) else {
        return COULD_NOT_RUN;
    };
    match (&arguments.against, &arguments.old, &arguments.new) {
        (Some(revision), ..) => against(arguments, revision, today),
        (None, Some(old), Some(new)) => outputs(arguments, old, new, today),
        // The arguments are read so that there is one or the other.
        (None, ..) => COULD_NOT_RUN,
    }
}

fn failed(why: &str, help: &str) -> u8 {
    say(&format!("error: {why}\n  = help: {help}\n")).or(COULD_NOT_RUN)
}

/// Compares two outputs.
fn outputs(arguments: &Arguments, old: &Path, new: &Path, today: Date) -> u8 {
    if arguments.format == Told::Markdown {
        let why = "two outputs are not compared as Markdown";
        return failed(
            why,
            "compare with a commit: `redway diff --against REV --format markdown`",
        );
    }
    let read = read_output(old).and_then(|old| read_output(new).map(|new| (old, new)));
    let (old, new) = match read {
        Ok(outputs) => outputs,
        Err(why) => {
            return failed(
                &why,
                "name two folders that `redway build` wrote: the old one first",
            );
        }
    };
    let difference = diff(&old, &new, today);
    let drawn = match arguments.format {
        Told::Json => draw_json(&difference),
        Told::Text | Told::Markdown => draw_text(&difference),
    };
    answer(&drawn).or(code(difference.broken.is_empty()))
}

/// Compares the site of a commit with that of the working tree.
fn against(arguments: &Arguments, revision: &str, today: Date) -> u8 {
    let root = &arguments.root;
    let reporting = Reporting::start(root, Format::Text);
    // The stamps of events are not compared.
    let options = |root: &Path| BuildOptions {
        drafts: arguments.drafts,
        source_date: Some(0),
        ..BuildOptions::new(root)
    };
    let read = |root: &Path| shown("Reading the site", || read(&options(root)));
    let mut new = match read(root) {
        Ok(new) => new,
        Err(report) => return reporting.tell(&report, Asked::Read),
    };
    let laid_out = || former_site(root, revision, &std::env::temp_dir());
    let former = match shown("Reading the commit", laid_out) {
        Ok(former) => former,
        Err(why) => {
            return failed(
                &why,
                "name a commit, branch or tag of the repository that the site stands in, such as `--against HEAD~1`",
            );
        }
    };
    let mut old = match read(former.root()) {
        Ok(old) => old,
        Err(report) => {
            let reporting = Reporting::start(former.root(), Format::Text);
            // What is wrong there is told; the code says that nothing was compared.
            let _ = reporting.tell(&report, Asked::Read);
            let why = format!(
                "the site of `{revision}` has errors, so that there is nothing to compare with"
            );
            return failed(&why, "name a commit whose site builds");
        }
    };
    let text_of = |file: &str| source_text(root, file);
    let compared = || changes(&mut old, &mut new, today, &text_of);
    let sections = match shown("Comparing", compared) {
        Ok(sections) => sections,
        Err(finding) => return failed(&finding.message, "`redway build` tells more"),
    };
    let drawn = match arguments.format {
        Told::Text => draw::draw_text(&sections),
        Told::Markdown => draw::draw_markdown(&sections),
        Told::Json => draw::draw_json(&sections),
    };
    answer(&drawn).or(code(!has_losses(&sections)))
}

fn code(is_well: bool) -> u8 {
    if is_well { BUILT } else { HAS_ERRORS }
}
