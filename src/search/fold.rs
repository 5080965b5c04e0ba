//! One form for all ways to write a word: what search compares.

use std::borrow::Cow;
use std::collections::BTreeMap;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use crate::characters::is_ignorable;
use crate::model::{is_accent, plain_letters};

/// A text as search compares it: in small plain letters. What shows nothing is passed over, another form of a letter
/// counts as the letter (compatibility forms, Unicode Annex 15), and letters lose accents, strokes and hooks. Curly
/// apostrophes and long dashes are those of a keyboard.
///
/// `fold` of `search-words.js` does the same with `String.normalize`; `tests/search/folds.txt` holds the two equal.
pub(super) fn folded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    let seen = |c: &char| !is_ignorable(*c) && !matches!(c, '\u{2122}' | '\u{2120}');
    let mut out = String::with_capacity(text.len());
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter(text.chars().filter(seen));
    for c in apart
        .filter(|c| !is_accent(*c))
        .flat_map(char::to_lowercase)
    {
        match instead_of(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    Cow::Owned(
        ComposingNormalizerBorrowed::new_nfc()
            .normalize(&out)
            .into_owned(),
    )
}

/// What counts in place of a character that Unicode does not take apart.
fn instead_of(c: char) -> Option<&'static str> {
    match c {
        // Which of the two stands at an end depends on what follows.
        'ς' => Some("σ"),
        '\u{2b9}'..='\u{2bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}' => Some("'"),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some("-"),
        c => plain_letters(c),
    }
}

/// The end of the last block of Latin letters (Latin Extended-G): nothing behind it has a plain letter.
const LAST_LATIN: char = '\u{1dfff}';

/// All of [`instead_of`], for scripts: what counts, a colon, and the characters that it is for; a space behind each.
pub(super) fn table() -> String {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for c in ('\u{80}'..=LAST_LATIN).filter(|c| !c.is_uppercase()) {
        if let Some(letters) = instead_of(c) {
            groups.entry(letters).or_default().push(c);
        }
    }
    let groups: Vec<String> = groups
        .iter()
        .map(|(letters, all)| format!("{letters}:{all}"))
        .collect();
    groups.join(" ")
}

/// The marks that [`folded`] drops, for scripts: what stands between the brackets of a class.
pub(super) fn marks() -> String {
    let mut out = String::new();
    let all = ('\u{300}'..='\u{ffff}').filter(|c| is_accent(*c));
    let mut before = '\0';
    for c in all {
        if u32::from(c) == u32::from(before) + 1 {
            // The first of a range stays, and its last takes the place of those between.
            if out.ends_with(before) && out.chars().nth_back(1) == Some('-') {
                out.pop();
            } else {
                out.push('-');
            }
        }
        out.push(c);
        before = c;
    }
    out
}

/// A text as elasticlunr gets it: with its accents, and without what hides a word from it.
pub(super) fn readable(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let seen: String = text
        .chars()
        .filter(|c| !is_ignorable(*c))
        .map(|c| if c == '\u{2019}' { '\'' } else { c })
        .collect();
    let letters = ComposingNormalizerBorrowed::new_nfkc().normalize(&seen);
    Cow::Owned(letters.replace(['\u{2010}', '\u{2011}'], "-"))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_table_for_scripts_holds_every_letter() {
        let behind = (LAST_LATIN..=char::MAX).skip(1);
        assert_eq!(behind.filter_map(instead_of).count(), 0);
    }

    #[test]
    fn the_marks_for_scripts_are_all_that_are_dropped() {
        let listed: Vec<char> = marks().chars().collect();
        let mut all = Vec::new();
        for (at, &c) in listed.iter().enumerate() {
            match c {
                '-' => all.extend((listed[at - 1]..listed[at + 1]).skip(1)),
                c => all.push(c),
            }
        }
        assert!(('\0'..=char::MAX).filter(|c| is_accent(*c)).eq(all));
    }

    #[test]
    fn letters_of_every_latin_block_are_found_by_their_plain_ones() {
        for (written, plain) in [
            ("\u{141}ukasz \u{15a}wi\u{105}tek", "lukasz swiatek"),
            (
                "\u{d8}rjan \u{de}\u{f3}r \u{110}\u{1ee9}c",
                "orjan thor duc",
            ),
            (
                "\u{c4}\u{304}whina A\u{304}whina \u{14c}tere",
                "awhina awhina otere",
            ),
            (
                "Stra\u{df}e \u{1e9e} \u{c6}r\u{f8} \u{152}uvre",
                "strasse ss aero oeuvre",
            ),
            (
                "\u{130}stanbul D\u{131}yarbak\u{131}r",
                "istanbul diyarbakir",
            ),
            ("\u{18f}li \u{181}ala \u{24c}ed", "eli bala red"),
            ("d\u{175}r \u{1ef3}", "dwr y"),
        ] {
            assert_eq!(folded(written), plain);
        }
    }

    #[test]
    fn what_shows_nothing_or_is_another_form_of_a_letter_hides_no_word() {
        assert_eq!(
            folded("hand\u{AD}book non\u{200B}stop key\u{2060}holder kit\u{FEFF}chen"),
            "handbook nonstop keyholder kitchen"
        );
        assert_eq!(
            folded("o\u{FB03}ce \u{FF34}\u{FF4F}\u{FF4F}\u{FF4C} pre\u{2011}paid Outlook\u{2122}"),
            "office tool pre-paid outlook"
        );
        assert_eq!(
            folded("\u{645}\u{6CC}\u{200C}\u{634}"),
            "\u{645}\u{6CC}\u{634}"
        );
    }

    #[test]
    fn marks_that_are_vowels_stay() {
        for word in [
            "\u{939}\u{93f}\u{928}\u{94d}\u{926}\u{940}",
            "\u{e17}\u{e35}\u{e48}",
            "\u{304c}",
            "\u{d55c}\u{ae00}",
        ] {
            assert_eq!(folded(word), word);
        }
    }

    /// What becomes of every character that is not the same afterwards: its code point, a space and what it becomes.
    fn folds() -> String {
        let mut out = String::new();
        for c in (0..=0x0010_FFFF).filter_map(char::from_u32) {
            let mut buffer = [0; 4];
            let own = &*c.encode_utf8(&mut buffer);
            let folded = folded(own);
            if folded != own {
                let _ = write!(out, "{:X}", u32::from(c));
                for c in folded.chars() {
                    let _ = write!(out, " {:X}", u32::from(c));
                }
                out.push('\n');
            }
        }
        out
    }

    #[test]
    fn all_of_unicode_is_folded_as_the_browser_is_told() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/search/folds.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(file, folds()).expect("the list can be written");
        }
        let listed = std::fs::read_to_string(file).expect("the list is there");
        assert!(
            listed == folds(),
            "UPDATE_EXPECTED=1 writes tests/search/folds.txt anew; read the difference"
        );
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_so(text in "\\PC{0,12}") {
            let once = folded(&text).into_owned();
            prop_assert_eq!(&*folded(&once), &*once);
        }
    }
}
