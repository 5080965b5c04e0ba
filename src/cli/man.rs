//! `redway man`.

use std::io;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::Man;

use super::exit::{BUILT, COULD_NOT_RUN};
use super::output::say;
use super::report::not_written;
use crate::diagnostic::reason;
use crate::write::{NewFile, add};

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder for the pages; those of an earlier version are not replaced
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn run(arguments: &Arguments, command: Command) -> u8 {
    let mut command = command.disable_help_subcommand(true);
    command.build();
    let mut files = Vec::new();
    if let Err(error) = pages(&command, &mut files) {
        let message = format!("error: the pages cannot be written: {}\n", reason(&error));
        return say(&message).or(COULD_NOT_RUN);
    }
    match add(&arguments.dir, &files) {
        Ok(()) => {
            let dir = arguments.dir.display();
            say(&format!("{} manual pages are in {dir}\n", files.len())).or(BUILT)
        }
        Err(finding) => not_written(*finding),
    }
}

/// The page of a command, then those of the commands in it.
fn pages(command: &Command, files: &mut Vec<NewFile>) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    files.push(NewFile {
        path: format!("{name}.1"),
        text: String::from_utf8_lossy(&page).into_owned(),
    });
    let commands = command.get_subcommands();
    { commands }
        .filter(|command| !command.is_hide_set())
        .try_for_each(|command| pages(command, files))
}
