//! Runs one target of `redway::fuzz` under AFL++: `redway-fuzz markdown`.
//!
//! With files after the target, each is run once, which tells what is wrong with an input that was found.

use std::process::ExitCode;

use redway::fuzz::TARGETS;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_default();
    let Some((_, run)) = TARGETS.into_iter().find(|(name, _)| *name == wanted) else {
        let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
        eprintln!("usage: redway-fuzz {} [FILE …]", names.join("|"));
        return ExitCode::from(2);
    };
    let files: Vec<String> = arguments.collect();
    if files.is_empty() {
        afl::fuzz!(|bytes: &[u8]| run(bytes));
        return ExitCode::SUCCESS;
    }
    for file in files {
        match std::fs::read(&file) {
            Ok(bytes) => run(&bytes),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}
