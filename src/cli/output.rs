//! Writing to the two outputs of the program, with the exit code that tells whether it went through.

use std::io::{self, ErrorKind, Write};

use super::exit::NOT_TOLD;
use crate::diagnostic::reason;

/// Whether what the program said reached whoever asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub(super) enum Delivery {
    /// All of it; or the reader has gone away, as `head` does when it has read enough.
    Whole,
    /// The same, and there is nobody to tell more.
    NobodyListens,
    /// Some of it is lost, on a full disk for instance.
    Lost,
}

impl Delivery {
    /// The exit code of a command that would end with `code`: what is lost must not pass for success.
    pub(super) fn or(self, code: u8) -> u8 {
        match self {
            Delivery::Lost if code == 0 => NOT_TOLD,
            _ => code,
        }
    }

    /// Of two outputs.
    pub(super) fn and(self, other: Delivery) -> Delivery {
        match (self, other) {
            (Delivery::Lost, _) | (_, Delivery::Lost) => Delivery::Lost,
            (Delivery::NobodyListens, _) | (_, Delivery::NobodyListens) => Delivery::NobodyListens,
            (Delivery::Whole, Delivery::Whole) => Delivery::Whole,
        }
    }
}

/// Writes the answer of a command; that it cannot be written is said to people.
pub(super) fn answer(text: &str) -> Delivery {
    match write(&mut io::stdout().lock(), text) {
        Ok(()) => Delivery::Whole,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Delivery::NobodyListens,
        Err(error) => {
            let why = reason(&error);
            let message = format!("error: the answer could not be written: {why}\n");
            // Whether or not this is read, the exit code says it.
            let _ = say(&message);
            Delivery::Lost
        }
    }
}

/// Writes to people.
pub(super) fn say(text: &str) -> Delivery {
    match write(&mut io::stderr().lock(), text) {
        Ok(()) => Delivery::Whole,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Delivery::NobodyListens,
        Err(_) => Delivery::Lost,
    }
}

fn write(to: &mut impl Write, text: &str) -> io::Result<()> {
    to.write_all(text.as_bytes())?;
    to.flush()
}
