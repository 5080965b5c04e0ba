//! `redway new`: a handbook to begin with, one file of a handbook, and what a Git host runs on each change.

mod ci;
mod one;
mod outcome;
mod starter;
mod texts;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Date;

use self::ci::Host;
use self::outcome::{Outcome, refused};
use self::starter::Trade;
use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::say;
use super::report::{could_not, today};
use crate::diagnostic::{Code, Diagnostic};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// The folder of a new handbook: an empty one, or one that is not there yet
    dir: Option<PathBuf>,
    /// What follows a kind of file that there is not.
    #[arg(hide = true, requires = "dir")]
    more: Option<String>,
    /// Whose words the new handbook has [default: school]
    #[arg(long = "for", value_enum, value_name = "TRADE", requires = "dir")]
    trade: Option<Trade>,
    /// Write the files by which a Git host checks each change, builds and publishes
    #[arg(long, value_enum, value_name = "HOST")]
    ci: Option<Host>,
    /// The folder of the site that --ci is for, where no DIR is given
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

/// One file of a handbook.
#[derive(Debug, Subcommand)]
enum What {
    /// A page of text
    Page(one::Page),
    /// A service or team: who leads it, and how to reach it
    Service(one::Page),
    /// A series of meetings, with a calendar
    Series(one::Page),
    /// A forum, panel or board with seats
    Group(one::Page),
    /// The minutes of one meeting
    Minutes(one::Page),
    /// A register of actions
    Plan(one::Page),
    /// Somebody, as a record at the end of people.yaml
    Person(one::Person),
}

pub(super) fn run(arguments: &Arguments) -> u8 {
    let Ok(today) = today() else {
        return COULD_NOT_RUN;
    };
    let outcome = match &arguments.what {
        Some(What::Page(page)) => one::page("page", page, today),
        Some(What::Service(page)) => one::page("service", page, today),
        Some(What::Series(page)) => one::page("series", page, today),
        Some(What::Group(page)) => one::page("group", page, today),
        Some(What::Minutes(page)) => one::page("minutes", page, today),
        Some(What::Plan(page)) => one::page("plan", page, today),
        Some(What::Person(person)) => one::person(person),
        None => handbook(arguments, today),
    };
    match outcome {
        Ok(told) => say(&told).or(BUILT),
        Err(findings) => could_not(&findings),
    }
}

/// A handbook, or files for a host, or both.
fn handbook(arguments: &Arguments, today: Date) -> Outcome {
    if let (Some(kind), Some(_)) = (&arguments.dir, &arguments.more) {
        let kind = kind.to_string_lossy();
        let kinds = texts::PAGES.iter().map(|(kind, _)| *kind);
        let kinds: Vec<&str> = kinds.chain(["person"]).collect();
        let finding = Diagnostic::error(
            Code::UnknownValue,
            format!("`{kind}` is no kind of file that a handbook has"),
        );
        let finding = finding
            .did_you_mean(&kind, kinds.iter().copied())
            .help(format!("there are {}", kinds.join(", ")));
        return Err(refused(finding));
    }
    let mut told = String::new();
    let root = match &arguments.dir {
        Some(dir) => {
            let trade = arguments.trade.unwrap_or(Trade::School);
            told += &starter::make(dir, trade, today)?;
            dir
        }
        None => &arguments.root,
    };
    if let Some(host) = arguments.ci {
        told += &ci::add(root, host)?;
    }
    Ok(told)
}
