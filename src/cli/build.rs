//! `redway build`.

use std::path::PathBuf;

use clap::Args;

use super::COULD_NOT_RUN;
use super::report::{Format, Reporting, source_date};
use crate::build::{BuildOptions, build};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// Where to write the site [default: public in the folder of the site]
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The address at which the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Include pages that say `draft: true`
    #[arg(long)]
    drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    strict: bool,
    /// How to tell what was found
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let reporting = Reporting::start(&arguments.root, arguments.format);
    let Ok(source_date) = source_date() else {
        return COULD_NOT_RUN;
    };
    let output = arguments.output.clone();
    let report = build(&BuildOptions {
        output: output.unwrap_or_else(|| arguments.root.join("public")),
        root: arguments.root.clone(),
        base_url: arguments.base_url.clone(),
        drafts: arguments.drafts,
        strict: arguments.strict,
        source_date,
    });
    reporting.tell(&report, "")
}
