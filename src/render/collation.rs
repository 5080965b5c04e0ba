//! The order of names in lists, and the letters that they stand under.

use crate::model::without_accent;

/// Letters as they are sorted: small, without accents of the common kind.
pub(crate) fn fold(text: &str) -> String {
    text.to_lowercase().chars().map(without_accent).collect()
}

/// The letter that something stands under: a to z in capitals, else `#`.
pub(crate) fn letter(text: &str) -> String {
    match fold(text).chars().next() {
        Some(c) if c.is_ascii_digit() => "0-9".to_owned(),
        Some(c) if c.is_alphabetic() => c.to_uppercase().to_string(),
        _ => "#".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn letters_are_plain_capitals() {
        assert_eq!(letter("Émile"), "E");
        assert_eq!(letter("ŵy"), "W");
        assert_eq!(letter("16 to 25"), "0-9");
        assert_eq!(letter("…"), "#");
        assert_eq!(letter("Ж"), "Ж");
    }
}
