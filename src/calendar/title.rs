//! Texts on one line that must say something.

use std::fmt;

use super::value::{Text, Value};
use crate::characters::is_ignorable;

/// What an event or a calendar is called: a text on one line that shows something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Title(String);

impl Title {
    /// Takes a text as a title. Line breaks become spaces; other control characters and the spaces around it go.
    ///
    /// # Errors
    ///
    /// When nothing is left that shows.
    pub fn parse(text: &str) -> Result<Self, TitleError> {
        if shows_nothing(text) {
            Err(TitleError::ShowsNothing)
        } else {
            Ok(Self(Text::line(text).as_str().to_owned()))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Value for Title {
    fn write(&self, line: &mut String) {
        Text::line(&self.0).write(line);
    }
}

/// Why a text is no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleError {
    /// It is empty, or all of it are spaces, control characters and characters that show nothing.
    ShowsNothing,
}

impl fmt::Display for TitleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ShowsNothing => f.write_str("a title must show something"),
        }
    }
}

impl std::error::Error for TitleError {}

/// The braille pattern without dots.
const BRAILLE_BLANK: char = '\u{2800}';

/// Whether there is nothing to see in a text: it is empty, or holds only spaces, control characters and characters that
/// Unicode says are to be ignored where they have no effect (`Default_Ignorable_Code_Point`), such as a zero-width space.
#[must_use]
pub fn shows_nothing(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || is_ignorable(c) || c == BRAILLE_BLANK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_shows_nothing_is_refused() {
        for text in [
            "",
            " ",
            "\n\r\n",
            "\u{7}",
            "\u{a0}\u{200b}",
            "\u{feff}\u{ad}",
            "\u{2800}",
        ] {
            assert_eq!(
                Title::parse(text),
                Err(TitleError::ShowsNothing),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_title_is_one_line() {
        let title = |text| Title::parse(text).map(|title| title.as_str().to_owned());
        assert_eq!(title(" Heads,\r\nall \u{7}"), Ok("Heads, all".to_owned()));
        assert_eq!(title("\u{200b}é"), Ok("\u{200b}é".to_owned()));
        let written = Title::parse("a; b").map(|title| title.written());
        assert_eq!(written.as_deref(), Ok("a\\; b"));
    }
}
