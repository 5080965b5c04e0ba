//! Letters as names are sorted and files are named.

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
