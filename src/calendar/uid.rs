//! What tells events apart.

use std::fmt;

use super::value::{Text, Value, is_line_break};

/// What identifies an event in every feed and for ever (UID).
///
/// It comes through unchanged, or two could become one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uid(String);

impl Uid {
    /// The most octets: every reader must keep as many (RFC 5545 §3.8.4.7).
    pub const LONGEST: usize = 255;

    /// Takes a text as a UID.
    ///
    /// # Errors
    ///
    /// When it is empty or longer than 255 octets, has a space at either end, or holds a control character or line break.
    pub fn parse(text: impl Into<String>) -> Result<Self, UidError> {
        let uid = text.into();
        let ill = |c: char| c.is_control() || is_line_break(c);
        let fault = if uid.is_empty() {
            UidFault::Empty
        } else if uid.len() > Self::LONGEST {
            UidFault::TooLong
        } else if uid.contains(ill) {
            UidFault::ControlCharacter
        } else if uid.trim() != uid {
            UidFault::OuterSpace
        } else {
            return Ok(Self(uid));
        };
        Err(UidError { uid, fault })
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for Uid {
    fn write(&self, line: &mut String) {
        Text::line(&self.0).write(line);
    }
}

/// Why a text cannot identify an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UidError {
    /// The text.
    pub uid: String,
    /// What is wrong with it.
    pub fault: UidFault,
}

/// What is wrong with a UID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UidFault {
    /// There is nothing in it.
    Empty,
    /// It has more than 255 octets.
    TooLong,
    /// It has a space at either end.
    OuterSpace,
    /// It holds a control character or line break.
    ControlCharacter,
}

impl fmt::Display for UidError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}` cannot identify an event: an identifier has 1 to 255 bytes, no control \
             characters, and no space at either end",
            self.uid.escape_debug()
        )
    }
}

impl std::error::Error for UidError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_not_come_through_unchanged_is_refused() {
        let long = "é".repeat(128);
        for (uid, fault) in [
            ("", UidFault::Empty),
            (" a", UidFault::OuterSpace),
            ("a\u{2003}", UidFault::OuterSpace),
            ("a\r\nMETHOD:CANCEL", UidFault::ControlCharacter),
            ("a\u{2028}b", UidFault::ControlCharacter),
            ("\ta", UidFault::ControlCharacter),
            (&long, UidFault::TooLong),
        ] {
            let error = Uid::parse(uid).expect_err(uid);
            assert_eq!((error.uid.as_str(), error.fault), (uid, fault));
        }
    }

    #[test]
    fn any_other_text_is_kept() {
        for uid in [
            "a",
            "quadrant-north.2026-06-18@example.org",
            "a b, c; d\\",
            &"é".repeat(127),
        ] {
            assert_eq!(Uid::parse(uid).as_ref().map(Uid::as_str), Ok(uid));
        }
    }
}
