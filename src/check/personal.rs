//! What is about a person and hardly meant to be published: private mailboxes and telephones, dates of birth, numbers of
//! patients and pupils, why somebody is away.

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::page::warn;
use super::places::Places;
use super::repeated::mailbox_around;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawPage;

/// Providers at which private persons have their mailboxes, as the beginning of the host.
const PRIVATE: [&str; 22] = [
    "aol.",
    "btinternet.",
    "fastmail.",
    "gmail.",
    "gmx.",
    "googlemail.",
    "hotmail.",
    "icloud.",
    "live.",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "ntlworld.",
    "outlook.",
    "proton.me",
    "protonmail.",
    "sky.com",
    "talktalk.",
    "virginmedia.",
    "xtra.co.nz",
    "yahoo.",
];

static MOBILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\+44[ -]?(?:\(0\)[ -]?)?|\b0)7[1-57-9]\d{2}[ -]?\d{3}[ -]?\d{3}\b")
        .expect("it is a pattern")
});
static BORN: LazyLock<Regex> = LazyLock::new(|| {
    let month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
    let day = format!(
        r"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)? {month} \d{{4}})"
    );
    Regex::new(&format!(
        r"(?i)\b(?:date of birth|d\.?o\.?b\.?|born(?: on)?)[:,]? {day}"
    ))
    .expect("it is a pattern")
});
static NHS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\bNHS (?:no\.?|number)?:? ?(\d{3}[ -]?\d{3}[ -]?\d{4})\b")
        .expect("it is a pattern")
});
static PUPIL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b").expect("it is a pattern")
});
static AWAY: LazyLock<Regex> = LazyLock::new(|| {
    let leave = "(?:sick|maternity|paternity|parental|adoption|compassionate|bereavement|stress|carer['’]s) leave";
    Regex::new(&format!(
        r"(?i)\b(?:is|was|currently|now) (?:on (?:long[- ]term )?{leave}|off sick|signed off)\b"
    ))
    .expect("it is a pattern")
});

/// Looks a page over. `british` says whether numbers are those of the United Kingdom.
pub(super) fn of_page(page: &RawPage, text: &str, british: bool, diagnostics: &mut Diagnostics) {
    let found = found(text, british);
    if found.is_empty() {
        return;
    }
    let places = Places::new(page, text);
    for (code, message, span) in found {
        if !places.is_code(&span) {
            warn(page, diagnostics, (code, message), &span, help(code));
        }
    }
}

/// Looks a list over.
pub(super) fn of_list(file: &Arc<str>, text: &str, british: bool, diagnostics: &mut Diagnostics) {
    for (code, message, span) in found(text, british) {
        let finding = Diagnostic::warning(code, message).help(help(code));
        diagnostics.push(finding.at(file, span));
    }
}

fn help(code: Code) -> &'static str {
    match code {
        Code::PrivateMailbox => {
            "give a mailbox of the organisation, or ask its owner before it is published"
        }
        Code::MobileNumber => {
            "give the number of the team, or ask its owner before it is published"
        }
        _ => {
            "take it away, and out of the history of the repository: who reads the site has no use for it"
        }
    }
}

/// What a text holds, in order. `british` says whether numbers are those of the United Kingdom.
fn found(text: &str, british: bool) -> Vec<(Code, String, Range<usize>)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let mailbox = mailbox_around(text, at);
        let host = text[at + 1..mailbox.end.max(at + 1)].to_ascii_lowercase();
        let is_private = PRIVATE.iter().any(|private| host.starts_with(private));
        if mailbox.start < at && is_private && host.contains('.') {
            let written = &text[mailbox.clone()];
            let message = format!("`{written}` is a mailbox at a provider for private persons");
            found.push((Code::PrivateMailbox, message, mailbox));
        }
    }
    if british {
        found.extend(MOBILE.find_iter(text).map(|number| {
            let message = format!("`{}` is the number of a mobile telephone", number.as_str());
            (Code::MobileNumber, message, number.range())
        }));
    }
    let mut personal = |what: &str, range: Range<usize>| {
        let message = format!("`{}` seems to be {what}", &text[range.clone()]);
        found.push((Code::PersonalData, message, range));
    };
    for born in BORN.find_iter(text) {
        personal("a date of birth", born.range());
    }
    for number in NHS.captures_iter(text).filter_map(|found| found.get(1)) {
        if is_nhs_number(number.as_str()) {
            personal("the NHS number of somebody", number.range());
        }
    }
    for number in PUPIL.find_iter(text) {
        if is_pupil_number(number.as_str()) {
            personal("the unique number of a pupil", number.range());
        }
    }
    for words in AWAY.find_iter(text) {
        personal("the reason why somebody is away", words.range());
    }
    found.sort_by_key(|(.., span)| span.start);
    found
}

/// Whether ten digits have the check digit of the NHS Data Dictionary: modulo 11.
fn is_nhs_number(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|c| c.to_digit(10)).collect();
    let [first @ .., last] = digits.as_slice() else {
        return false;
    };
    let sum: u32 = first
        .iter()
        .zip((2..=10).rev())
        .map(|(digit, by)| digit * by)
        .sum();
    first.len() == 9 && (11 - sum % 11) % 11 == *last
}

/// Whether the first letter is the check letter of a unique pupil number (Department for Education): modulo 23.
fn is_pupil_number(text: &str) -> bool {
    const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
    let value = |byte: u8| match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        _ => LETTERS.iter().position(|letter| *letter == byte),
    };
    let Some((first, rest)) = text.as_bytes().split_first() else {
        return false;
    };
    let mut sum = 0;
    for (byte, by) in rest.iter().zip(2..) {
        let Some(value) = value(*byte) else {
            return false;
        };
        sum += value * by;
    }
    rest.len() == 12 && LETTERS[sum % 23] == *first
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        found(text, true)
            .into_iter()
            .map(|(code, ..)| code)
            .collect()
    }

    #[test]
    fn what_is_private_is_told_with_its_place() {
        let text = "Write to rae.moss@gmail.com or ring 07700 900123.";
        let all = found(text, true);
        let shown: Vec<_> = all
            .iter()
            .map(|(code, _, span)| (*code, &text[span.clone()]))
            .collect();
        assert_eq!(
            shown,
            [
                (Code::PrivateMailbox, "rae.moss@gmail.com"),
                (Code::MobileNumber, "07700 900123")
            ]
        );
        assert_eq!(
            codes("+44 (0)7700 900123 +447700900123"),
            [Code::MobileNumber; 2]
        );
        for text in [
            "Date of birth: 3/4/2012",
            "DOB 2012-04-03",
            "She was born on 3 April 2012.",
        ] {
            assert_eq!(codes(text), [Code::PersonalData], "{text}");
        }
        // 943 476 5919 is the example of the NHS Data Dictionary.
        assert_eq!(codes("NHS number: 943 476 5919"), [Code::PersonalData]);
        assert_eq!(
            codes("Rae is currently on sick leave. Tom was off sick."),
            [Code::PersonalData; 2]
        );
    }

    #[test]
    fn a_pupil_number_has_its_check_letter() {
        let rest = "801200001001";
        let good: Vec<String> = ('A'..='Z')
            .map(|letter| format!("{letter}{rest}"))
            .filter(|one| is_pupil_number(one))
            .collect();
        assert_eq!(good.len(), 1);
        assert_eq!(codes(&good[0]), [Code::PersonalData]);
    }

    #[test]
    fn what_is_public_is_left_alone() {
        for text in [
            "office@gmail-road.school.example",
            "01908 253169",
            "0300 303 7700",
            "070 123",
            "Ring 076 1234",
            "NHS number 943 476 5910",
            "Every child has a date of birth.",
            "Staff born in 1990",
            "How to ask for maternity leave",
            "Order B123456789012",
            "The NHS 111 number",
            "The policy on sick leave is on the intranet.",
            "me@council.example",
            "liverpool@live-arts.example",
        ] {
            assert_eq!(codes(text), [], "{text}");
        }
        assert!(found("07700 900123", false).is_empty());
    }
}
