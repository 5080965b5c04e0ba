//! The command line: one file for each command.

mod build;
mod calendar;
mod check;
mod cms;
mod completions;
mod diff;
mod editing;
mod exit;
mod explain;
mod impact;
mod man;
mod moving;
mod new;
mod new_year;
mod output;
mod progress;
mod report;
mod retire;
mod schema;
mod search;
mod serve;

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use self::exit::COULD_NOT_RUN;
use self::output::Delivery;

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
    /// Make a handbook to begin with, or one file of one
    New(new::Arguments),
    /// Build the site: check everything, then write pages, feeds and the search index
    Build(build::Arguments),
    /// Check the site without writing it, and tell what could be better
    Check(check::Arguments),
    /// Show the site in the browser while you write, and show it again when a file is saved
    Serve(serve::Arguments),
    /// Tell what a finding means, with a wrong and a right example
    Explain(explain::Arguments),
    /// Answer a query in the terminal as the site's own search does
    Search(search::Arguments),
    /// Tell which meetings are coming, as a table
    Calendar(calendar::Arguments),
    /// Tell what differs for readers: from the site of a commit, or between two outputs
    Diff(diff::Arguments),
    /// Move a page, file or folder, with the links to it and its old address
    Move(moving::Arguments),
    /// Remove a page so that its address leads on, or end a series
    Retire(retire::Arguments),
    /// Tell what is touched when somebody leaves or a service changes
    Impact(impact::Arguments),
    /// Roll the site over to a new year
    NewYear(new_year::Arguments),
    /// Write JSON Schemas, by which editors complete and check what you type
    Schema(schema::Arguments),
    /// Write forms, for editors who write no Markdown and no YAML
    Cms(cms::Arguments),
    /// Print a script by which a shell completes commands, options and their values
    Completions(completions::Arguments),
    /// Write a manual page for each command
    Man(man::Arguments),
}

/// Runs the command line. Wrong arguments end with exit code 2, as clap does by itself.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { command } = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(other) => return ExitCode::from(said(&other)),
    };
    ExitCode::from(match command {
        Command::New(arguments) => new::run(&arguments),
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Search(arguments) => search::run(&arguments),
        Command::Calendar(arguments) => calendar::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Move(arguments) => moving::run(&arguments),
        Command::Retire(arguments) => retire::run(&arguments),
        Command::Impact(arguments) => impact::run(&arguments),
        Command::NewYear(arguments) => new_year::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
        Command::Cms(arguments) => cms::run(&arguments),
        Command::Completions(arguments) => completions::run(&arguments, Cli::command()),
        Command::Man(arguments) => man::run(&arguments, Cli::command()),
    })
}

/// Tells help, the version, or what is wrong with the arguments, and gives the exit code.
fn said(instead: &clap::Error) -> u8 {
    let code = u8::try_from(instead.exit_code()).unwrap_or(COULD_NOT_RUN);
    // It chooses the output and the colours, and drops nothing but the last line of a full disk.
    let reported = instead.print().and_then(|()| std::io::stdout().flush());
    match reported {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Delivery::Lost.or(code),
        _ => code,
    }
}
