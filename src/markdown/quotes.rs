//! Which way a typographic mark turns that stands for a straight one. What stands before it decides: after a letter, digit or
//! closing bracket it closes, and after a digit it is a prime (6′2″) unless it ends what a mark began.

use super::writer::Writer;

/// So many marks after digits are looked past for one that closes.
const MOST_LOOKED_PAST: usize = 4;
/// As far is looked for a mark that closes, in bytes.
const FARTHEST: usize = 400;

impl Writer<'_, '_> {
    /// What is written for the straight mark at this place, for which the parser made another.
    pub(super) fn quote(&mut self, at: usize, made: char) -> char {
        let before = self.source[..at].chars().next_back();
        let after = self.source[at + 1..].chars().next();
        let is_number = before.is_some_and(char::is_numeric);
        let closes = before.is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | ']' | '}'));
        if matches!(made, '“' | '”') {
            if is_number && (!self.quotes.double || closes_later(&self.source[at + 1..])) {
                return '″';
            }
            self.quotes.double = !closes && made == '“';
            return if self.quotes.double { made } else { '”' };
        }
        if is_number {
            // "the 1990's" has an apostrophe.
            if after.is_some_and(char::is_alphabetic) {
                return '’';
            }
            if after.is_some_and(char::is_numeric) || !self.quotes.single {
                return '′';
            }
        }
        if closes {
            let ends = !after.is_some_and(char::is_alphanumeric);
            self.quotes.single &= !ends;
            return '’';
        }
        self.quotes.single = made == '‘';
        made
    }
}

/// Whether a double mark that closes comes before one that opens.
fn closes_later(rest: &str) -> bool {
    let rest = &rest[..rest.floor_char_boundary(FARTHEST.min(rest.len()))];
    let before = |at: usize| rest[..at].chars().next_back();
    rest.match_indices('"')
        .take(MOST_LOOKED_PAST)
        .find(|(at, _)| !before(*at).is_some_and(char::is_numeric))
        .is_some_and(|(at, _)| {
            let closes = |c: char| !c.is_whitespace() && !matches!(c, '(' | '[');
            before(at).is_some_and(closes) && !rest[..at].contains("\n\n")
        })
}
