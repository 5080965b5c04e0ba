//! `redway completions`.

use clap::{Args, Command};
use clap_complete::{Shell, generate};

use super::exit::BUILT;
use super::output::answer;

#[derive(Debug, Args)]
#[command(after_long_help = HOW)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

const HOW: &str = "\
Put the script where the shell looks for such scripts:

  redway completions bash > ~/.local/share/bash-completion/completions/redway
  redway completions zsh > ~/.zfunc/_redway                (~/.zfunc stands in fpath)
  redway completions fish > ~/.config/fish/completions/redway.fish
  redway completions powershell >> $PROFILE";

pub(super) fn run(arguments: &Arguments, mut command: Command) -> u8 {
    let mut script = Vec::new();
    generate(arguments.shell, &mut command, "redway", &mut script);
    answer(&String::from_utf8_lossy(&script)).or(BUILT)
}
