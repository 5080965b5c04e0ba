//! Which way a language is written, from its tag.

/// Languages that are written from right to left where their tag names no script (CLDR, likely subtags).
const LANGUAGES: [&str; 26] = [
    "ar", "arc", "bal", "bgn", "bqi", "ckb", "dv", "fa", "glk", "he", "iw", "khw", "ks", "lrc",
    "mzn", "nqo", "pnb", "prs", "ps", "rhg", "sd", "skr", "syr", "ug", "ur", "yi",
];

/// Scripts that run from right to left (ISO 15924).
const SCRIPTS: [&str; 13] = [
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "syrj", "syrn",
    "thaa",
];

/// Whether a language is written from right to left. A script in the tag decides; otherwise the language does.
pub(crate) fn is_right_to_left(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    // BCP 47: a script has four letters and comes before the region; a variant of four begins with a digit.
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_lowercase()));
    match script {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&language),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_decides_before_the_language_does() {
        for tag in [
            "ar",
            "ur-PK",
            "he",
            "FA",
            "pa-Arab",
            "uz-Arab-AF",
            "ku-Arab-IQ",
        ] {
            assert!(is_right_to_left(tag), "{tag}");
        }
        for tag in ["en-GB", "cy", "de-1996", "ar-Latn", "pa", "az-Latn-IR", ""] {
            assert!(!is_right_to_left(tag), "{tag}");
        }
    }
}
