//! Letters as names are sorted and files are named.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The plain letters that stand for a small Latin letter whose stroke, hook or bar Unicode does not take apart, or for
/// two letters in one: `ł` and `l`, `ß` and `ss`.
#[must_use]
pub fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ᶏ' | 'ⱥ' | 'ɑ' => "a",
        'æ' => "ae",
        'ꜻ' => "av",
        'ƀ' | 'ƃ' | 'ɓ' | 'ᵬ' | 'ᶀ' | 'ꞗ' => "b",
        'ƈ' | 'ȼ' | 'ɕ' | 'ꞓ' | 'ꞔ' | '𝼝' => "c",
        'ð' | 'đ' | 'ƌ' | 'ȡ' | 'ɖ' | 'ɗ' | 'ᵭ' | 'ᶁ' | 'ᶑ' | 'ꟈ' => "d",
        'ɇ' | 'ə' | 'ɛ' | 'ǝ' | 'ᶒ' | 'ⱸ' | 'ꬴ' => "e",
        'ƒ' | 'ᵮ' | 'ᶂ' | 'ꞙ' => "f",
        'ǥ' | 'ɠ' | 'ɣ' | 'ᶃ' | 'ꞡ' => "g",
        'ħ' | 'ɦ' | 'ⱨ' | 'ꞕ' => "h",
        'ı' | 'ɨ' | 'ɩ' | 'ᶖ' | '𝼚' => "i",
        'ɉ' | 'ȷ' | 'ʝ' => "j",
        'ĸ' | 'ƙ' | 'ᶄ' | 'ⱪ' | 'ꝁ' | 'ꝃ' | 'ꝅ' | 'ꞣ' => "k",
        'ł' | 'ƚ' | 'ȴ' | 'ɫ' | 'ɬ' | 'ɭ' | 'ᶅ' | 'ⱡ' | 'ꝉ' | 'ꞎ' | 'ꬷ' | 'ꬸ' | 'ꬹ' | '𝼑' | '𝼓' => {
            "l"
        }
        'ỻ' => "ll",
        'ɱ' | 'ᵯ' | 'ᶆ' | 'ꬺ' => "m",
        'ŋ' | 'ƞ' | 'ȵ' | 'ɲ' | 'ɳ' | 'ᵰ' | 'ᶇ' | 'ꞑ' | 'ꞥ' | 'ꬻ' => "n",
        'ø' | 'ɔ' | 'ɵ' | 'ⱺ' | 'ꝋ' | 'ꝍ' | '𝼛' => "o",
        'œ' => "oe",
        'ƥ' | 'ᵱ' | 'ᵽ' | 'ᶈ' | 'ꝑ' | 'ꝓ' | 'ꝕ' => "p",
        'ɋ' | 'ʠ' | 'ꝗ' | 'ꝙ' => "q",
        'ɍ' | 'ɼ' | 'ɽ' | 'ɾ' | 'ᵲ' | 'ᵳ' | 'ᶉ' | 'ꞧ' | 'ꭉ' | '𝼖' => "r",
        'ȿ' | 'ʂ' | 'ᵴ' | 'ᶊ' | 'ꞩ' | 'ꟊ' | '𝼞' => "s",
        'ß' => "ss",
        'ŧ' | 'ƫ' | 'ƭ' | 'ȶ' | 'ʈ' | 'ᵵ' | 'ⱦ' | '𝼉' => "t",
        'þ' | 'ᵺ' => "th",
        'ʉ' | 'ʊ' | 'ᶙ' | 'ꞹ' | 'ꭎ' | 'ꭒ' => "u",
        'ʋ' | 'ᶌ' | 'ⱱ' | 'ⱴ' | 'ꝟ' => "v",
        'ƿ' | 'ⱳ' => "w",
        'ᶍ' | 'ꭖ' | 'ꭗ' | 'ꭘ' | 'ꭙ' => "x",
        'ƴ' | 'ɏ' | 'ỿ' | 'ꭚ' => "y",
        'ƶ' | 'ȥ' | 'ɀ' | 'ʐ' | 'ʑ' | 'ᵶ' | 'ᶎ' | 'ⱬ' => "z",
        _ => return None,
    })
}

/// Whether a character is a mark on the letter before it that a name is found and sorted without: those of Latin, Greek,
/// Cyrillic, Hebrew and Arabic letters. In other scripts marks are vowels, without which a word is another.
#[must_use]
pub fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}'
            | '\u{483}'..='\u{487}'
            | '\u{591}'..='\u{5bd}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}'
            | '\u{fe20}'..='\u{fe2f}'
    )
}

/// A text in letters a to z, as far as its letters are some of those with marks or joined: `pōwhiri` to `powhiri`.
/// What is of another script stays.
#[must_use]
pub fn in_plain_letters(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in DecomposingNormalizerBorrowed::new_nfkd()
        .normalize(text)
        .chars()
        .filter(|c| !is_accent(*c))
    {
        let mut small = c.to_lowercase();
        match small.next().and_then(plain_letters) {
            Some(letters) if c.is_uppercase() => out.push_str(&letters.to_uppercase()),
            Some(letters) => out.push_str(letters),
            None => out.push(c),
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
    fn names_gain_capitals() {
        assert_eq!(capitalised("chair"), "Chair");
        assert_eq!(capitalised("étage"), "Étage");
        assert_eq!(capitalised(""), "");
    }
}
