//! Folding of content lines (RFC 5545 §3.1).

/// The most octets a physical line may hold, its line break not counted.
const LIMIT: usize = 75;

/// Lays content lines out again, folded or not, so that none is longer than the limit.
///
/// The limit counts octets, the space that opens a continuation among them, but a fold never splits a character or an
/// escape: some calendar apps decode each physical line alone, and would show `�` in "Siân" or a backslash before a comma.
pub(super) fn lay_out(drawn: &str) -> String {
    let mut out = String::with_capacity(drawn.len() + drawn.len() / 32);
    let mut unfolded = String::new();
    let mut lines = drawn.split_inclusive("\r\n").peekable();
    while let Some(first) = lines.next() {
        let is_more = |next: &&str| next.starts_with(' ');
        // Most lines are short and stay as they are.
        if first.len() <= LIMIT + BREAK.len() && lines.peek().is_none_or(|next| !is_more(next)) {
            out.push_str(first);
            continue;
        }
        unfolded.clear();
        unfolded.push_str(first.trim_end_matches(BREAK));
        while let Some(more) = lines.next_if(is_more) {
            unfolded.push_str(more[1..].trim_end_matches(BREAK));
        }
        let (mut rest, mut room) = (unfolded.as_str(), LIMIT);
        while rest.len() > room {
            let (fits, more) = rest.split_at(boundary(rest, room));
            out.push_str(fits);
            out.push_str(BREAK);
            out.push(' ');
            (rest, room) = (more, LIMIT - 1);
        }
        out.push_str(rest);
        out.push_str(BREAK);
    }
    out
}

/// What ends a line.
const BREAK: &str = "\r\n";

/// The last place, at most so many octets into a text, that lies in no character and no escape: one is a backslash and
/// the octet after it, so an odd number of backslashes before a place begins one there.
fn boundary(text: &str, most: usize) -> usize {
    let at = text.floor_char_boundary(most);
    let backslashes = text[..at].bytes().rev().take_while(|&octet| octet == b'\\');
    at - backslashes.count() % 2
}

/// Undoes folding: a line break followed by one space or tab disappears.
#[cfg(test)]
pub(super) fn unfold(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut ended = false;
    for piece in folded.split_inclusive('\n') {
        let continues = ended && piece.starts_with([' ', '\t']);
        if continues {
            out.truncate(out.len() - "\r\n".len());
        }
        out.push_str(&piece[usize::from(continues)..]);
        ended = piece.ends_with("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(line: &str) -> String {
        lay_out(&format!("{line}\r\n"))
    }

    /// Whether no physical line ends within an escape.
    fn escapes_are_whole(lines: &str) -> bool {
        lines.split_terminator("\r\n").all(|line| {
            let backslashes = line.bytes().rev().take_while(|&octet| octet == b'\\');
            backslashes.count() % 2 == 0
        })
    }

    fn is_within_the_limit(lines: &str) -> bool {
        let mut physical = lines.split_terminator("\r\n");
        physical.all(|line| line.len() <= LIMIT)
    }

    #[test]
    fn a_line_of_75_octets_stays_whole() {
        let line = "a".repeat(75);
        assert_eq!(folded(&line), format!("{line}\r\n"));
    }

    #[test]
    fn what_stands_before_and_after_a_line_stays_as_it_is() {
        for length in [10, 75, 76, 200] {
            let line = "a".repeat(length);
            let text = format!("b\r\n{line}\r\nc\r\n");
            assert_eq!(lay_out(&text), format!("b\r\n{}c\r\n", folded(&line)));
        }
    }

    #[test]
    fn the_space_of_a_continuation_counts() {
        let lines = folded(&"a".repeat(75 + 74 + 1));
        let lengths: Vec<usize> = lines.split_terminator("\r\n").map(str::len).collect();
        assert_eq!(lengths, [75, 75, 2]);
    }

    #[test]
    fn folds_are_moved_wherever_they_are() {
        let line = "a".repeat(200);
        for at in 1..200 {
            let (before, after) = line.split_at(at);
            assert_eq!(lay_out(&format!("{before}\r\n {after}\r\n")), folded(&line));
        }
        assert_eq!(lay_out("ab\r\n c\r\nd\r\n"), "abc\r\nd\r\n");
    }

    #[test]
    fn a_character_is_never_split() {
        // The two octets of "â" would be the 75th and 76th.
        let lines = folded(&format!("{}Siân", "a".repeat(72)));
        assert_eq!(lines, format!("{}Si\r\n ân\r\n", "a".repeat(72)));
        let emoji = folded(&format!("{}🎓", "a".repeat(73)));
        assert_eq!(emoji, format!("{}\r\n 🎓\r\n", "a".repeat(73)));
    }

    #[test]
    fn an_escape_is_never_split() {
        let before = "a".repeat(74);
        for escape in ["\\,", "\\;", "\\n", "\\\\"] {
            let lines = folded(&format!("{before}{escape}b"));
            assert_eq!(lines, format!("{before}\r\n {escape}b\r\n"));
        }
        // Here the fold falls between two escapes.
        let lines = folded(&format!("{}\\\\\\,", &before[..73]));
        assert_eq!(lines, format!("{}\\\\\r\n \\,\r\n", &before[..73]));
    }

    #[test]
    fn escapes_are_whole_at_every_length() {
        for escapes in ["\\,", "\\\\", "\\\\\\n", "\\;é\\\\,"] {
            for before in 0..160 {
                let line = format!("{}{}", "a".repeat(before), escapes.repeat(60));
                let lines = folded(&line);
                assert!(
                    escapes_are_whole(&lines) && is_within_the_limit(&lines),
                    "{lines}"
                );
                assert_eq!(unfold(&lines), format!("{line}\r\n"));
            }
        }
    }

    #[test]
    fn a_space_of_the_content_survives_at_a_fold() {
        let line = format!("{} b", "a".repeat(75));
        assert_eq!(folded(&line), format!("{}\r\n  b\r\n", "a".repeat(75)));
        assert_eq!(unfold(&folded(&line)), format!("{line}\r\n"));
    }

    proptest! {
        #[test]
        fn unfolding_takes_away_each_break_before_a_space_or_tab(text in "(\r\n|[\r\n \ta]){0,30}") {
            let expected = text.replace("\r\n ", "\u{0}").replace("\r\n\t", "\u{0}");
            prop_assert_eq!(unfold(&text), expected.replace('\u{0}', ""));
        }

        #[test]
        fn any_line_folds_within_the_limit_and_back(text in any::<String>()) {
            // Line breaks are kept out by `Text` before a line is folded, and a name comes first.
            let line: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
            let line = format!("X:{line}");
            let lines = folded(&line);
            prop_assert!(is_within_the_limit(&lines));
            prop_assert_eq!(unfold(&lines), format!("{line}\r\n"));
        }

        #[test]
        fn long_lines_of_wide_characters_and_escapes_fold_back(text in "([aâ漢🎓 \t]|\\\\[\\\\,;n]){60,400}") {
            let line = format!("X:{text}");
            let lines = folded(&line);
            prop_assert!(is_within_the_limit(&lines) && escapes_are_whole(&lines));
            prop_assert_eq!(unfold(&lines), format!("{line}\r\n"));
            prop_assert_eq!(lay_out(&lines), lines);
        }

        #[test]
        fn what_the_crate_folds_is_laid_out_as_if_it_had_not(text in "([aâ漢🎓 ]|\\\\[\\\\,;n]){0,400}") {
            let drawn = ics::components::Property::new("X", text.as_str()).to_string();
            prop_assert_eq!(lay_out(&drawn), folded(&format!("X:{text}")));
        }
    }
}
