//! Hosts of addresses, as readers take them.

use super::punycode;

/// The longest host that is looked at (RFC 1035 §2.3.4, with room for letters of several bytes).
const LONGEST: usize = 1_000;

/// The host of a web address or mailbox, in small letters of its own script, without `www.`, port and final dot; nothing if
/// there is none.
pub(super) fn of(address: &str) -> Option<String> {
    let rest = match strip_scheme(address) {
        Some(rest) => rest,
        None => address.split_once('?').map_or(address, |(path, _)| path),
    };
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or("");
    // What stands before it is a name for the host, or the mailbox.
    let host = authority.rsplit('@').next().unwrap_or("");
    let host = host.split(':').next().unwrap_or("").trim_end_matches('.');
    if host.is_empty() || host.len() > LONGEST {
        return None;
    }
    let host = host.to_lowercase();
    let labels: Vec<String> = host
        .strip_prefix("www.")
        .unwrap_or(&host)
        .split('.')
        .map(|label| {
            let decoded = label.strip_prefix("xn--").and_then(punycode::decode);
            decoded.unwrap_or_else(|| label.to_owned())
        })
        .collect();
    Some(labels.join("."))
}

/// What follows `https://` or `http://`.
pub(super) fn strip_scheme(address: &str) -> Option<&str> {
    ["https://", "http://", "webcal://"]
        .iter()
        .find_map(|scheme| {
            let start = address.get(..scheme.len())?;
            start
                .eq_ignore_ascii_case(scheme)
                .then(|| &address[scheme.len()..])
        })
}

/// A host that can pass for another, since its letters are of two scripts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mixed {
    /// The host, in its own letters.
    pub host: String,
    /// A letter of the other script.
    pub letter: char,
}

/// Whether the host of a web address or `mailto:` link mixes scripts within a label, as only those do that imitate another
/// (Unicode Technical Standard 39 §5.1). Scripts of East Asia may stand beside Latin.
#[must_use]
pub fn mixed(address: &str) -> Option<Mixed> {
    if address.is_ascii() && !address.contains("xn--") && !address.contains("XN--") {
        return None;
    }
    let mailbox = address
        .get(..7)
        .filter(|s| s.eq_ignore_ascii_case("mailto:"));
    let host = of(mailbox.map_or(address, |start| &address[start.len()..]))?;
    for label in host.split('.') {
        let letters = || label.chars().filter(|c| c.is_alphabetic());
        let scripts = || letters().map(script);
        let Some(most) = scripts().next() else {
            continue;
        };
        // Of Latin and another script, the letter of the other one is told.
        let latin = scripts().any(|script| script == Script::Latin);
        let usual = if latin { Script::Latin } else { most };
        let strange = letters().find(|&c| {
            let script = script(c);
            script != usual && !(latin && script == Script::EastAsian)
        });
        if let Some(letter) = strange {
            return Some(Mixed { host, letter });
        }
    }
    None
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
    fn a_host_is_what_readers_take_it_for() {
        for (address, host) in [
            ("https://WWW.Example.org:443/a?b", "example.org"),
            ("https://bank.example@evil.example/", "evil.example"),
            ("http://xn--bcher-kva.example.", "bücher.example"),
            ("a@Example.org?subject=x", "example.org"),
            ("www.example.org/a", "example.org"),
        ] {
            assert_eq!(of(address).as_deref(), Some(host), "{address}");
        }
        assert_eq!(of("https:///x"), None);
    }

    #[test]
    fn letters_of_two_scripts_are_noticed() {
        let letter = |address| mixed(address).map(|mixed| mixed.letter);
        assert_eq!(letter("https://p\u{430}ypal.example/"), Some('\u{430}'));
        assert_eq!(letter("https://xn--pypal-4ve.example/"), Some('\u{430}'));
        assert_eq!(letter("mailto:a@p\u{430}ypal.example"), Some('\u{430}'));
        assert_eq!(letter("https://\u{3B1}\u{431}.example/"), Some('\u{431}'));
        for fine in [
            "https://example.org/\u{430}",
            "https://bücher.example/",
            "https://пример.example/",
            "https://\u{30C6}\u{30B9}\u{30C8}abc.example/",
            "https://\u{5D3}\u{5D5}.example/",
        ] {
            assert_eq!(letter(fine), None, "{fine}");
        }
    }
}
