//! Hosts that can pass for another by letters that only look like those of the other.

use super::host;

/// A host that can pass for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lookalike {
    /// The host, in its own letters.
    pub host: String,
    /// By what it can.
    pub by: Letters,
}

/// What letters make a host a [`Lookalike`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Those of two scripts within a label: a letter of the other one.
    Mixed(char),
    /// Those of another script alone, all of which look like Latin ones: what readers take the host for.
    Latin(String),
}

/// Letters of Greek and Cyrillic, each with the Latin letter that it looks like: the small ones among the confusables of
/// Unicode Technical Standard 39, version 18, that stand for one Latin letter.
const CONFUSABLES: [(char, char); 32] = [
    ('α', 'a'),
    ('γ', 'y'),
    ('ι', 'i'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('σ', 'o'),
    ('υ', 'u'),
    ('ϱ', 'p'),
    ('ϲ', 'c'),
    ('ϳ', 'j'),
    ('ϸ', 'p'),
    ('а', 'a'),
    ('г', 'r'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('ш', 'w'),
    ('ѕ', 's'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѡ', 'w'),
    ('ѵ', 'v'),
    ('ү', 'y'),
    ('һ', 'h'),
    ('ӏ', 'l'),
    ('ԁ', 'd'),
    ('ԛ', 'q'),
    ('ԝ', 'w'),
];

/// Top-level domains all of whose letters are among these, and that nobody takes for Latin ones.
const CYRILLIC_DOMAINS: [&str; 2] = ["рус", "орг"];

/// Whether the host of a web address or `mailto:` link imitates another (Unicode Technical Standard 39): within a label it
/// mixes scripts (§5.1; those of East Asia may stand beside Latin), or a label looks Latin from end to end and is not (§4,
/// "whole-script confusables"). Below a domain that is plainly Greek or Cyrillic nobody expects Latin.
#[must_use]
pub fn lookalike(address: &str) -> Option<Lookalike> {
    if address.is_ascii() && !address.contains("xn--") && !address.contains("XN--") {
        return None;
    }
    let mailbox = address
        .get(..7)
        .filter(|s| s.eq_ignore_ascii_case("mailto:"));
    let host = host::of(mailbox.map_or(address, |start| &address[start.len()..]))?;
    if let Some(letter) = host.split('.').find_map(mixed) {
        let by = Letters::Mixed(letter);
        return Some(Lookalike { host, by });
    }
    let domain = host.rsplit('.').next().unwrap_or("");
    let is_foreign = matches!(first_script(domain), Some(Script::Greek | Script::Cyrillic));
    if is_foreign && (in_latin(domain).is_none() || CYRILLIC_DOMAINS.contains(&domain)) {
        return None;
    }
    let latin: Vec<_> = host.split('.').map(in_latin).collect();
    if latin.iter().all(Option::is_none) {
        return None;
    }
    let read = host.split('.').zip(latin);
    let read: Vec<String> = read
        .map(|(label, latin)| latin.unwrap_or_else(|| label.to_owned()))
        .collect();
    let by = Letters::Latin(read.join("."));
    Some(Lookalike { host, by })
}

/// A letter of a label that is of another script than the rest; of Latin and another script, that of the other one.
fn mixed(label: &str) -> Option<char> {
    let most = first_script(label)?;
    let latin = letters(label).any(|c| script(c) == Script::Latin);
    let usual = if latin { Script::Latin } else { most };
    letters(label).find(|&c| {
        let script = script(c);
        script != usual && !(latin && script == Script::EastAsian)
    })
}

/// The Latin label that one of another script looks like; `None` when a letter of it looks like no Latin one.
fn in_latin(label: &str) -> Option<String> {
    letters(label).find(|c| !c.is_ascii())?;
    let looks_like = |c: char| {
        if !c.is_alphabetic() {
            return Some(c);
        }
        let found = CONFUSABLES.iter().find(|(own, _)| *own == c);
        found.map(|(_, latin)| *latin)
    };
    label.chars().map(looks_like).collect()
}

fn letters(label: &str) -> impl Iterator<Item = char> {
    label.chars().filter(|c| c.is_alphabetic())
}

fn first_script(label: &str) -> Option<Script> {
    letters(label).next().map(script)
}

/// Scripts as far as they matter for mixtures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    EastAsian,
    /// Any other, by its block of 128 characters: near enough, since all of a script stand together.
    Other(u32),
}

fn script(c: char) -> Script {
    match c {
        'a'..='z'
        | 'A'..='Z'
        | '\u{AA}'
        | '\u{BA}'
        | '\u{C0}'..='\u{2AF}'
        | '\u{1E00}'..='\u{1EFF}' => Script::Latin,
        '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Script::Greek,
        '\u{400}'..='\u{52F}' => Script::Cyrillic,
        '\u{1100}'..='\u{11FF}'
        | '\u{3005}'..='\u{318F}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => Script::EastAsian,
        // Arabic and its supplements count as one.
        '\u{600}'..='\u{77F}' | '\u{8A0}'..='\u{8FF}' => Script::Other(0x600 >> 7),
        _ => Script::Other(u32::from(c) >> 7),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_two_scripts_are_noticed() {
        let letter = |address| match lookalike(address)?.by {
            Letters::Mixed(letter) => Some(letter),
            Letters::Latin(_) => None,
        };
        assert_eq!(letter("https://p\u{430}ypal.example/"), Some('\u{430}'));
        assert_eq!(letter("https://xn--pypal-4ve.example/"), Some('\u{430}'));
        assert_eq!(letter("mailto:a@p\u{430}ypal.example"), Some('\u{430}'));
        assert_eq!(letter("https://\u{3B1}\u{431}.example/"), Some('\u{431}'));
    }

    #[test]
    fn a_host_that_looks_latin_and_is_not_is_noticed() {
        for (address, read) in [
            // All of these letters are Cyrillic, or Greek, up to the last dot.
            (
                "https://\u{430}\u{440}\u{440}\u{4CF}\u{435}.com/id",
                "apple.com",
            ),
            ("https://xn--80ak6aa92e.com/", "apple.com"),
            (
                "https://\u{455}\u{441}\u{43E}\u{440}\u{435}-24.example/",
                "scope-24.example",
            ),
            (
                "https://pay.\u{3BF}\u{3C5}\u{3C1}.example/",
                "pay.oup.example",
            ),
            (
                "mailto:a@\u{441}\u{43E}\u{441}\u{43E}\u{430}.example",
                "cocoa.example",
            ),
            (
                "https://\u{430}\u{440}\u{435}.\u{441}\u{43E}\u{441}",
                "ape.coc",
            ),
        ] {
            let by = lookalike(address).map(|lookalike| lookalike.by);
            assert_eq!(by, Some(Letters::Latin(read.to_owned())), "{address}");
        }
    }

    #[test]
    fn hosts_that_are_what_they_seem_are_quiet() {
        for fine in [
            "https://example.org/\u{430}",
            "https://bücher.example/",
            "https://пример.example/",
            "https://москва24.example/",
            "https://россия.рф/",
            "https://сахар.рф/",
            "https://ухо.рус/",
            "https://хор.орг/",
            "https://xn--80aswg.xn--p1ai/",
            "https://ελλάδα.example/",
            "https://σου.ελ/",
            "https://24.example/é",
            "https://\u{30C6}\u{30B9}\u{30C8}abc.example/",
            "https://\u{5D3}\u{5D5}.example/",
        ] {
            assert_eq!(lookalike(fine), None, "{fine}");
        }
    }

    #[test]
    fn letters_that_look_latin_are_of_the_script_they_are_said_to_be() {
        for (own, latin) in CONFUSABLES {
            let foreign = matches!(script(own), Script::Greek | Script::Cyrillic);
            assert!(foreign && latin.is_ascii_lowercase(), "{own}");
            assert!(own.is_lowercase(), "{own}: hosts are read in small letters");
        }
    }
}
