//! Links whose words are themselves an address, a mailbox or a number, and another one than that of the link.

use percent_encoding::percent_decode_str;

use super::{host, telephone};

/// What the words of a link say, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// The address, mailbox or number in the words.
    pub said: String,
    /// That of the link.
    pub leads: String,
}

/// Longer words are none of these.
const LONGEST: usize = 300;

/// Ends of words such as `report.pdf` that are no domain, or hardly ever.
const FILES: [&str; 29] = [
    "pdf", "md", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "csv", "txt", "yaml",
    "yml", "html", "htm", "json", "js", "ics", "vcf", "png", "jpg", "jpeg", "gif", "svg", "zip",
    "py", "rs", "toml",
];

/// Whether the words of a link are another address, mailbox or number than the one that it leads to. `address` is absolute.
#[must_use]
pub fn other(words: &str, address: &str) -> Option<Other> {
    let words = words.trim();
    if words.len() > LONGEST || words == address {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" | "webcal" => {
            let leads = host::of(address)?;
            let said = said_host(words)?;
            let same = said.host == leads || is_below(&leads, &said.host);
            // The people of a mailbox may have their form on another name of the same host.
            let kin = said.mailbox && is_below(&said.host, &leads);
            (!same && !kin).then_some(Other {
                said: said.text,
                leads,
            })
        }
        "mailto" => {
            let list = rest.split_once('?').map_or(rest, |(list, _)| list);
            let list = percent_decode_str(list).decode_utf8_lossy();
            // Who taps a number wants to ring it. With fewer digits it may be a year or a route.
            let digits = words.bytes().filter(u8::is_ascii_digit).count();
            if let Some((said, _)) =
                said_number(words).filter(|(said, _)| said == words && digits >= 7)
            {
                return Some(Other {
                    said,
                    leads: list.into_owned(),
                });
            }
            let said = said_host(words)?;
            let same = list.split(',').any(|mailbox| {
                let mailbox = mailbox.trim();
                if said.mailbox {
                    return is_same_mailbox(mailbox, &said.text);
                }
                host::of(mailbox)
                    .is_some_and(|leads| said.host == leads || is_below(&leads, &said.host))
            });
            (!same).then(|| Other {
                said: said.text,
                leads: list.into_owned(),
            })
        }
        "tel" | "sms" => {
            let written = percent_decode_str(rest).decode_utf8_lossy();
            let leads = telephone::read(&written)?;
            let (said, number) = said_number(words)?;
            (!number.same_as(&leads)).then(|| Other {
                said,
                leads: written.into_owned(),
            })
        }
        _ => None,
    }
}

/// The address of another site that the words of a link are which leads to a page of this one, below `base_url`. Only what
/// is beyond doubt an address counts: with `https:` or `www.`.
#[must_use]
pub fn another_site(words: &str, base_url: &str) -> Option<String> {
    let words = words.trim();
    let own = host::of(base_url)?;
    if words.len() > LONGEST {
        return None;
    }
    let mut all = words.split_whitespace();
    all.find_map(|word| {
        let text = trimmed(word);
        let host = host::of(text).filter(|host| is_full(text) && host.contains('.'))?;
        let same = host == own || is_below(&host, &own) || is_below(&own, &host);
        (!same).then(|| text.to_owned())
    })
}

/// Whether a host belongs to another: `pay.example.org` to `example.org`.
fn is_below(host: &str, other: &str) -> bool {
    host.strip_suffix(other)
        .is_some_and(|rest| rest.ends_with('.'))
}

fn is_same_mailbox(a: &str, b: &str) -> bool {
    let local = |mailbox: &str| {
        mailbox
            .rsplit_once('@')
            .map(|(name, _)| name.to_lowercase())
    };
    local(a) == local(b) && host::of(a) == host::of(b)
}

/// A host or mailbox that words name.
struct Said {
    text: String,
    host: String,
    mailbox: bool,
}

/// The first address or mailbox within words. A bare name of a host counts only where it is all that the words are.
fn said_host(words: &str) -> Option<Said> {
    let alone = !words.contains(char::is_whitespace);
    words.split_whitespace().find_map(|word| {
        let text = trimmed(word);
        let said = |mailbox| {
            Some(Said {
                text: text.to_owned(),
                host: host::of(text)?,
                mailbox,
            })
        };
        if is_full(text) {
            return said(false).filter(|said| said.host.contains('.'));
        }
        if let Some((name, host)) = text.rsplit_once('@') {
            return (!name.is_empty() && is_domain(host))
                .then(|| said(true))
                .flatten();
        }
        let domain = text.split(['/', '?', '#', ':']).next().unwrap_or("");
        (alone && is_domain(domain)).then(|| said(false)).flatten()
    })
}

/// A word without the signs around it.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| "()<>[]{}.,;:!?\"'“”‘’…".contains(c))
}

/// Whether a word is an address beyond doubt: with a scheme, or as people say it.
fn is_full(word: &str) -> bool {
    let start = word.get(..4).unwrap_or("");
    host::strip_scheme(word).is_some() || start.eq_ignore_ascii_case("www.")
}

/// Whether a word is the name of a host rather than one with a dot in it, such as `report.pdf`, `ASP.NET` or `2.30pm`.
fn is_domain(word: &str) -> bool {
    let labels: Vec<&str> = word.split('.').collect();
    let Some((last, before)) = labels.split_last() else {
        return false;
    };
    let is_label =
        |label: &&str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    !before.is_empty()
        && before.iter().all(is_label)
        && last.chars().count() >= 2
        && (last.starts_with("xn--")
            || last.chars().all(|c| c.is_alphabetic() && !c.is_uppercase()))
        && !FILES.contains(last)
        && before
            .iter()
            .any(|label| label.contains(char::is_alphabetic))
}

/// The number within words: all that they are, or a run of digits long enough for one.
fn said_number(words: &str) -> Option<(String, telephone::Number)> {
    if let Some(number) = telephone::read(words) {
        return Some((words.to_owned(), number));
    }
    let part = |c: char| c.is_ascii_digit() || " +()-\u{a0}".contains(c);
    words.split(|c| !part(c)).find_map(|run| {
        let run = run.trim_matches([' ', '-', '\u{a0}', ')']);
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let number = telephone::read(&run.replace('\u{a0}', " "))?;
        (digits >= 7).then(|| (run.to_owned(), number))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_leads_to_a_mailbox_is_another() {
        let told = |words| other(words, "mailto:desk@b.example").map(|other| other.said);
        assert_eq!(told("01632 960100").as_deref(), Some("01632 960100"));
        for words in [
            "the desk",
            "desk@b.example",
            "Write, or ring 01632 960100",
            "2026",
        ] {
            assert_eq!(told(words), None, "{words}");
        }
    }

    #[test]
    fn words_that_are_another_address_are_told_with_both() {
        for (words, address, said, leads) in [
            (
                "https://pay.handbook.example/",
                "https://pay.other.example/login",
                "https://pay.handbook.example/",
                "pay.other.example",
            ),
            (
                "Pay at www.bank.example.",
                "https://evil.example/",
                "www.bank.example",
                "evil.example",
            ),
            (
                "bank.example",
                "https://bank.example@evil.example/",
                "bank.example",
                "evil.example",
            ),
            (
                "help@handbook.example",
                "mailto:help@other.example",
                "help@handbook.example",
                "help@other.example",
            ),
            (
                "a@x.example",
                "mailto:b@x.example",
                "a@x.example",
                "b@x.example",
            ),
            (
                "help@bank.example",
                "https://evil.example/form",
                "help@bank.example",
                "evil.example",
            ),
            (
                "01632 960100",
                "tel:01632960199",
                "01632 960100",
                "01632960199",
            ),
            (
                "Ring 01632 960100",
                "tel:+441632960199",
                "01632 960100",
                "+441632960199",
            ),
            ("999", "tel:112", "999", "112"),
            (
                "my-bank.example",
                "https://evil.example/",
                "my-bank.example",
                "evil.example",
            ),
        ] {
            let expected = Other {
                said: said.into(),
                leads: leads.into(),
            };
            assert_eq!(other(words, address), Some(expected), "{words} {address}");
        }
    }

    #[test]
    fn the_same_place_by_another_spelling_and_words_that_are_none_are_quiet() {
        for (words, address) in [
            ("handbook.example", "https://handbook.example/start"),
            ("www.Handbook.example/", "http://handbook.example"),
            ("GOV.UK", "https://www.service.gov.uk/x"),
            ("gov.uk/send", "https://www.service.gov.uk/x"),
            ("bücher.example", "https://xn--bcher-kva.example/"),
            ("the desk", "mailto:desk@handbook.example"),
            (
                "Desk@Handbook.example",
                "mailto:desk@handbook.example?subject=x",
            ),
            ("o'brien@x.example", "mailto:o%27brien@x.example"),
            ("help@handbook.example", "https://www.handbook.example/form"),
            ("report.pdf", "https://files.example/r/1"),
            ("ASP.NET", "https://microsoft.example/"),
            ("2.30pm", "https://a.example/"),
            ("e.g.", "https://a.example/"),
            ("", "https://a.example/"),
            ("gate_list.example", "https://a.example/"),
            ("meet@noon", "https://a.example/"),
            ("@handbook.example", "https://social.example/"),
            ("handbook.example", "mailto:desk@handbook.example"),
            (
                "mailto:desk@handbook.example",
                "mailto:desk@handbook.example",
            ),
            ("v1.2", "https://a.example/"),
            ("01632 960100", "tel:+441632960100"),
            ("(01632) 960100", "tel:01632960100"),
            ("960100", "tel:01632960100"),
            ("+44 (0)1632 960100", "tel:01632960100"),
            ("01632 960100 ext. 12", "tel:01632960100"),
            ("Ring 3 times", "tel:01632960100"),
            ("the desk", "tel:01632960100"),
            ("24/7 line", "tel:01632960100"),
        ] {
            assert_eq!(other(words, address), None, "{words} {address}");
        }
    }
    #[test]
    fn words_that_are_too_long_to_be_an_address_are_quiet() {
        let longest = format!("{:a<LONGEST$}", "https://pay.handbook.example/");
        assert!(other(&longest, "https://evil.example/").is_some());
        assert_eq!(other(&format!("{longest}a"), "https://evil.example/"), None);
    }
}
