//! `redway check`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::calendar::date;
use super::exit::COULD_NOT_RUN;
use super::progress::shown;
use super::report::{Asked, Reading, Reporting, source_date};
use crate::build::{BuildOptions, check, check_feeds};
use crate::check::Today;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// The day to check as of, such as 2025-09-01: what has passed by then, and what is far off [default: the day that `SOURCE_DATE_EPOCH` gives, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
    /// Show notes too: what is worth a thought and stands in nobody's way
    #[arg(long)]
    notes: bool,
    /// Ask other sites whether the pages that are linked to are still there, with curl
    #[arg(long)]
    external: bool,
    /// With --external, keep in this file which of those pages were there, and ask for them again after a week
    #[arg(long, value_name = "FILE", requires = "external")]
    cache: Option<PathBuf>,
    /// Check this calendar file by RFC 5545, whoever made it, and no site; may be given again for more files
    #[arg(long, value_name = "FILE", conflicts_with_all = ["root", "drafts", "as_of", "external"])]
    feed: Vec<PathBuf>,
}

pub(super) fn run(
    Arguments {
        reading,
        as_of,
        notes,
        external,
        cache,
        feed,
    }: &Arguments,
) -> u8 {
    let reporting = Reporting::start(&reading.root, reading.format).with_notes(*notes);
    if !feed.is_empty() {
        return reporting.tell(&check_feeds(feed, reading.strict), Asked::Check);
    }
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let now = || Today::At(source_date.unwrap_or_else(|| jiff::Timestamp::now().as_second()));
    let today = as_of.map_or_else(now, Today::Day);
    let options = BuildOptions {
        source_date,
        external: *external,
        external_cache: cache.clone(),
        ..reading.options()
    };
    let what = if *external {
        "Checking, and asking other sites"
    } else {
        "Checking"
    };
    let report = shown(what, || check(&options, Some(today)));
    reporting.tell(&report, Asked::Check)
}
