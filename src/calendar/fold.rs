//! Folding of content lines (RFC 5545 §3.1).

/// The most octets a physical line may hold, its line break not counted.
pub(super) const LIMIT: usize = 75;

/// Folds the content line that stands at the end of a text, from an index on, and ends it with a line break.
///
/// The limit counts octets, the space that opens a continuation among them, but
/// a fold never splits a character: some calendar apps decode each physical
/// line alone and would show `�` in "Siân".
pub(super) fn fold_from(start: usize, text: &mut String) {
    // Most lines are short and stay where they are.
    if text.len() - start > LIMIT {
        let line = text.split_off(start);
        let mut rest = line.as_str();
        let mut room = LIMIT;
        while rest.len() > room {
            let (fits, more) = rest.split_at(rest.floor_char_boundary(room));
            text.push_str(fits);
            text.push_str("\r\n ");
            rest = more;
            room = LIMIT - 1;
        }
        text.push_str(rest);
    }
    text.push_str("\r\n");
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
        let mut text = line.to_owned();
        fold_from(0, &mut text);
        text
    }

    #[test]
    fn a_line_of_75_octets_stays_whole() {
        let line = "a".repeat(75);
        assert_eq!(folded(&line), format!("{line}\r\n"));
    }

    #[test]
    fn what_stands_before_the_line_stays_as_it_is() {
        let before = format!("{}\r\n", "b".repeat(80));
        for length in [10, 76] {
            let line = "a".repeat(length);
            let mut text = format!("{before}{line}");
            fold_from(before.len(), &mut text);
            assert_eq!(text, format!("{before}{}", folded(&line)));
        }
    }

    #[test]
    fn the_space_of_a_continuation_counts() {
        let lines = folded(&"a".repeat(75 + 74 + 1));
        let lengths: Vec<usize> = lines.split_terminator("\r\n").map(str::len).collect();
        assert_eq!(lengths, [75, 75, 2]);
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
            // Line breaks are kept out by `Text` before a line is folded.
            let line: String = text.chars().filter(|c| !matches!(c, '\r' | '\n')).collect();
            let lines = folded(&line);
            prop_assert!(lines.split_terminator("\r\n").all(|physical| physical.len() <= LIMIT));
            prop_assert_eq!(unfold(&lines), format!("{line}\r\n"));
        }

        #[test]
        fn long_lines_of_wide_characters_fold_back(line in "[aâ漢🎓 \t]{60,400}") {
            let lines = folded(&line);
            prop_assert!(lines.split_terminator("\r\n").all(|physical| physical.len() <= LIMIT));
            prop_assert_eq!(unfold(&lines), format!("{line}\r\n"));
        }
    }
}
