//! `redway check`.

use std::path::PathBuf;

use clap::Args;

use super::exit::COULD_NOT_RUN;
use super::report::{Asked, Reading, Reporting, source_date};
use crate::build::{BuildOptions, check, check_feeds};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// Check this calendar file by RFC 5545, whoever made it, and no site; may be given again for more files
    #[arg(long, value_name = "FILE", conflicts_with_all = ["root", "drafts"])]
    feed: Vec<PathBuf>,
}

pub(super) fn run(Arguments { reading, feed }: &Arguments) -> u8 {
    let reporting = Reporting::start(&reading.root, reading.format);
    if !feed.is_empty() {
        return reporting.tell(&check_feeds(feed, reading.strict), Asked::Check);
    }
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let report = check(&BuildOptions {
        source_date,
        ..reading.options()
    });
    reporting.tell(&report, Asked::Check)
}
