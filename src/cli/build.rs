//! `redway build`.

use std::path::PathBuf;

use clap::Args;

use super::COULD_NOT_RUN;
use super::report::{Reading, Reporting, source_date};
use crate::build::{BuildOptions, build};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    reading: Reading,
    /// Where to write the site [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address at which the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let reading = &arguments.reading;
    let reporting = Reporting::start(&reading.root, reading.format);
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let output = arguments.output.clone();
    let report = build(&BuildOptions {
        output: output.unwrap_or_else(|| reading.root.join("public")),
        root: reading.root.clone(),
        base_url: arguments.base_url.clone(),
        drafts: reading.drafts,
        strict: reading.strict,
        source_date,
    });
    reporting.tell(&report, "")
}
