//! The command line: one file for each command.

mod build;
mod calendar;
mod check;
mod diff;
mod exit;
mod report;
mod search;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns Markdown and YAML into a handbook website with calendar feeds and search.
#[derive(Debug, Parser)]
#[command(
    name = "redway",
    version,
    about,
    propagate_version = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site: check everything, then write pages, feeds and the search index
    Build(build::Arguments),
    /// Check the site without writing it, and tell what could be better
    Check(check::Arguments),
    /// Answer a query in the terminal as the site's own search does
    Search(search::Arguments),
    /// Tell which meetings are coming, as a table
    Calendar(calendar::Arguments),
    /// Tell what differs between two outputs for those who subscribed to calendars
    Diff(diff::Arguments),
}

/// Runs the command line. Wrong arguments end with exit code 2, as clap does by itself.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { command } = Cli::parse();
    ExitCode::from(match command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Calendar(arguments) => calendar::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
    })
}
