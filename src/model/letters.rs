//! Letters as names are sorted and files are named.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// A small letter without the accents that are common in names.
#[must_use]
pub fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ò'..='ö' => 'o',
        'ù'..='ü' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ç' => 'c',
        'ñ' => 'n',
        c => c,
    }
}

/// A text in letters a to z, as far as its letters are some of those with marks or joined: `pōwhiri` to `powhiri`.
/// What is of another script stays.
#[must_use]
pub fn in_plain_letters(text: &str) -> String {
    let is_mark = |c: char| matches!(c, '\u{300}'..='\u{36f}');
    let mut out = String::with_capacity(text.len());
    for c in DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(text)
        .chars()
    {
        match c {
            c if is_mark(c) => {}
            'ß' => out.push_str("ss"),
            'ẞ' => out.push_str("SS"),
            'æ' => out.push_str("ae"),
            'Æ' => out.push_str("AE"),
            'œ' => out.push_str("oe"),
            'Œ' => out.push_str("OE"),
            'þ' => out.push_str("th"),
            'Þ' => out.push_str("TH"),
            'đ' | 'ð' => out.push('d'),
            'Đ' | 'Ð' => out.push('D'),
            'ł' => out.push('l'),
            'Ł' => out.push('L'),
            'ø' => out.push('o'),
            'Ø' => out.push('O'),
            'ħ' => out.push('h'),
            'Ħ' => out.push('H'),
            'ŧ' => out.push('t'),
            'Ŧ' => out.push('T'),
            'ı' => out.push('i'),
            'ŋ' => out.push('n'),
            'Ŋ' => out.push('N'),
            c => out.push(c),
        }
    }
    out
}

/// The text with its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_marks_become_plain_ones() {
        for (written, plain) in [
            ("pōwhiri", "powhiri"),
            ("po\u{304}whiri", "powhiri"),
            ("Straße ﬁn", "Strasse fin"),
            ("Łódź, Đà Nẵng", "Lodz, Da Nang"),
            ("smørrebrød Æsop œuvre", "smorrebrod AEsop oeuvre"),
            ("Żółć ŵyl", "Zolc wyl"),
            ("年間計画", "年間計画"),
        ] {
            assert_eq!(in_plain_letters(written), plain);
        }
    }

    #[test]
    fn names_lose_accents_and_gain_capitals() {
        assert_eq!(
            "siân ŵy".chars().map(without_accent).collect::<String>(),
            "sian wy"
        );
        assert_eq!(capitalised("chair"), "Chair");
        assert_eq!(capitalised("étage"), "Étage");
        assert_eq!(capitalised(""), "");
    }
}
