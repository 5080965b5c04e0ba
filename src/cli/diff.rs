//! `redway diff`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::calendar::date;
use super::exit::{BUILT, COULD_NOT_RUN, HAS_ERRORS};
use super::output::{answer, say};
use super::report::{Answer, source_date};
use crate::diff::{diff, draw_json, draw_text};
use crate::load::read_output;

#[derive(Debug, Args)]
#[command(after_long_help = LONG)]
pub(super) struct Arguments {
    /// The output as it was: a folder that holds calendars/
    old: PathBuf,
    /// The output as it is to be
    new: PathBuf,
    /// The day of the comparison, such as 2025-09-01: a meeting that was over by then is not lost when it goes [default: the day that `SOURCE_DATE_EPOCH` gives, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// How to tell what differs
    #[arg(long, value_enum, default_value_t = Answer::Text)]
    format: Answer,
}

const LONG: &str = "\
Ends with exit code 1 when those who subscribed would lose something: a meeting to come that is in no feed any more, an \
identifier that stands for another meeting, or a feed that is gone. Pages that are gone are told, and so are meetings \
that leave or join a feed and stay in another; neither is an error.

The object of --format json has `series`, each with `title` and `changes` (`kind`, `uid`, `title`, `when`, `words`), \
`feeds` (`feed`, and the UIDs `no_more` and `now` in it), `errors` (`kind`, `uid`, `feeds`, `words`, `help`) and `vanished_pages`. The kinds of changes are appeared, moved, \
cancelled, reinstated, confirmed, opened, renamed, relocated, left and reworded; those of errors lost, reused, doubled, \
vanished-feed and unreadable-feed.";

pub(super) fn run(arguments: &Arguments) -> u8 {
    let read = read_output(&arguments.old)
        .and_then(|old| read_output(&arguments.new).map(|new| (old, new)));
    let (old, new) = match read {
        Ok(outputs) => outputs,
        Err(why) => {
            let message = format!(
                "error: {why}\n  = help: name two folders that `redway build` wrote: the old one first\n"
            );
            return say(&message).or(COULD_NOT_RUN);
        }
    };
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let now = || {
        let seconds = source_date.unwrap_or_else(|| jiff::Timestamp::now().as_second());
        let at = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        at.to_zoned(jiff::tz::TimeZone::UTC).date()
    };
    let difference = diff(&old, &new, arguments.as_of.unwrap_or_else(now));
    let drawn = match arguments.format {
        Answer::Text => draw_text(&difference),
        Answer::Json => draw_json(&difference),
    };
    let code = if difference.broken.is_empty() {
        BUILT
    } else {
        HAS_ERRORS
    };
    answer(&drawn).or(code)
}
