//! Writing to the two outputs of the program, with the exit code that tells whether it went through.

use std::io::{self, ErrorKind, Write};

use super::exit::NOT_TOLD;
use crate::diagnostic::reason;

/// Whether what the program said reached whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Told {
    /// All of it; or the reader has gone away, as `head` does when it has read enough.
    Yes,
    /// The same, and there is nobody to tell more.
    NobodyListens,
    /// Some of it is lost, on a full disk for instance.
    No,
}

impl Told {
    /// The exit code of a command that would end with `code`: what is lost must not pass for success.
    pub(super) fn or(self, code: u8) -> u8 {
        match self {
            Told::No if code == 0 => NOT_TOLD,
            _ => code,
        }
    }

    /// Of two outputs.
    pub(super) fn and(self, other: Told) -> Told {
        match (self, other) {
            (Told::No, _) | (_, Told::No) => Told::No,
            (Told::NobodyListens, _) | (_, Told::NobodyListens) => Told::NobodyListens,
            (Told::Yes, Told::Yes) => Told::Yes,
        }
    }
}

/// Writes the answer of a command; that it cannot be written is said to people.
pub(super) fn answer(text: &str) -> Told {
    match write(&mut io::stdout().lock(), text) {
        Ok(()) => Told::Yes,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Told::NobodyListens,
        Err(error) => {
            let why = reason(&error);
            let message = format!("error: the answer could not be written: {why}\n");
            // Whether or not this is read, the exit code says it.
            let _ = say(&message);
            Told::No
        }
    }
}

/// Writes to people.
pub(super) fn say(text: &str) -> Told {
    match write(&mut io::stderr().lock(), text) {
        Ok(()) => Told::Yes,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Told::NobodyListens,
        Err(_) => Told::No,
    }
}

fn write(to: &mut impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}
