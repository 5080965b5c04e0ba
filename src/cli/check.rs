//! `redway check`.

use clap::Args;

use super::COULD_NOT_RUN;
use super::report::{Format, Reporting, source_date};
use crate::build::{BuildOptions, check};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the site: it holds content/ (or site.yaml itself) and perhaps themes/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: std::path::PathBuf,
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
    let report = check(&BuildOptions {
        root: arguments.root.clone(),
        // Nothing is written.
        output: arguments.root.join("public"),
        base_url: None,
        drafts: arguments.drafts,
        strict: arguments.strict,
        source_date,
    });
    reporting.tell(&report, "checked")
}
