//! `redway build`.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::exit::COULD_NOT_RUN;
use super::output::{Delivery, say};
use super::progress::shown;
use super::report::{Asked, Reading, Reporting, source_date};
use crate::build::{BuildOptions, build, build_timed, default_output};

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
    /// Do one stage after another and tell how long each takes
    #[arg(long, hide = true)]
    timings: bool,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let reading = &arguments.reading;
    let reporting = Reporting::start(&reading.root, reading.format);
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let output = arguments.output.clone();
    let output = output.unwrap_or_else(|| default_output(&reading.root));
    let options = BuildOptions {
        base_url: arguments.base_url.clone(),
        source_date,
        ..reading.options()
    };
    let mut delivery = Delivery::Whole;
    let report = if arguments.timings {
        let start = Instant::now();
        let (report, stages) = build_timed(&options, &output, &|| start.elapsed());
        for (stage, took) in stages {
            let line = format!("{:9.3} ms {stage}\n", 1000.0 * took.as_secs_f64());
            delivery = delivery.and(say(&line));
        }
        report
    } else {
        shown("Building", || build(&options, &output))
    };
    delivery.or(reporting.tell(&report, Asked::Build))
}
