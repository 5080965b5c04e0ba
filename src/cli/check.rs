//! `redway check`.

use clap::Args;

use super::exit::COULD_NOT_RUN;
use super::report::{Reading, Reporting, source_date};
use crate::build::{BuildOptions, check};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(Arguments { reading }: &Arguments) -> u8 {
    let reporting = Reporting::start(&reading.root, reading.format);
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let report = check(&BuildOptions {
        source_date,
        ..reading.options()
    });
    reporting.tell(&report, "checked")
}
