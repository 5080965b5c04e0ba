//! Words for which English has plainer ones, and colours that alone tell what is meant.

use std::sync::LazyLock;

use regex::Regex;

use super::finding::Finding;
use super::pieces::Block;
use crate::diagnostic::Code;

/// Long words, and what says the same.
const PLAINER: [(&str, &str); 30] = [
    ("ascertain", "find out"),
    ("as a consequence of", "because of"),
    ("at this moment in time", "now"),
    ("at this point in time", "now"),
    ("commence", "start"),
    ("commences", "starts"),
    ("commencing", "starting"),
    ("disseminate", "share"),
    ("due to the fact that", "because"),
    ("endeavour", "try"),
    ("expedite", "speed up"),
    ("facilitate", "help, or say what is done"),
    ("for the purpose of", "to, or for"),
    ("going forward", "from now on"),
    ("in accordance with", "by, or as … says"),
    ("in order to", "to"),
    ("in relation to", "about"),
    ("in respect of", "about, or for"),
    ("in the event of", "if"),
    ("in the event that", "if"),
    ("leverage", "use"),
    ("prior to", "before"),
    ("pursuant to", "under"),
    ("subsequent to", "after"),
    ("subsequently", "later"),
    ("utilise", "use"),
    ("utilised", "used"),
    ("utilising", "using"),
    ("with regard to", "about"),
    ("with regards to", "about"),
];

static LONG: LazyLock<Regex> = LazyLock::new(|| {
    let words: Vec<&str> = PLAINER.iter().map(|(long, _)| *long).collect();
    // English words: with letters and boundaries of ASCII alone a text with other signs takes no longer.
    Regex::new(&format!(r"(?i-u)\b(?:{})\b", words.join("|"))).expect("it is a pattern")
});

const COLOURS: &str = "red|green|amber|yellow|blue|orange|purple|pink|grey|gray";

static COLOUR_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    let shown = format!(
        r"\b(?:shown|marked|highlighted|printed|written|coloured|colored|shaded) in (?:{COLOURS})\b"
    );
    let thing = format!(
        r"\b(?:the|all|any|each|a|press the|click the) (?:{COLOURS}) (?:text|items?|rows?|cells?|box(?:es)?|buttons?|links?|words?|lines?|dates?|entries|fields?|ones)\b"
    );
    Regex::new(&format!("(?i-u){shown}|{thing}")).expect("it is a pattern")
});

/// Tells of words for which there are plainer ones.
pub(super) fn plainer(block: &Block, found: &mut Vec<Finding>) {
    for word in LONG.find_iter(&block.text) {
        let small = word.as_str().to_lowercase();
        let plain = PLAINER.iter().find(|(long, _)| *long == small);
        let Some((_, plain)) = plain else { continue };
        found.push(Finding {
            code: Code::WordToAvoid,
            message: format!("for `{}` there is a plainer word: {plain}", word.as_str()),
            span: block.place(&word.range()),
            help: "write as you would say it to somebody",
        });
    }
}

/// Tells of colours that alone say which things are meant (WCAG 2.2, 1.4.1).
pub(super) fn colours(block: &Block, found: &mut Vec<Finding>) {
    for words in COLOUR_ONLY.find_iter(&block.text) {
        found.push(Finding {
            code: Code::ColourOnly,
            message: format!(
                "`{}` can be followed only by who sees the colour",
                words.as_str()
            ),
            span: block.place(&words.range()),
            help: "say besides the colour what it is: its word, its sign or its place",
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

    fn count(text: &str, rule: fn(&Block, &mut Vec<Finding>)) -> usize {
        let mut found = Vec::new();
        for block in &Pieces::read(text, 0).blocks {
            rule(block, &mut found);
        }
        found.len()
    }

    #[test]
    fn long_words_are_told_and_names_are_not() {
        assert_eq!(
            count(
                "Prior to the visit, utilise the form in order\nto book.",
                plainer
            ),
            3
        );
        for text in [
            "A prior agreement.",
            "Utility bills.",
            "`prior to`",
            "The Commencement Order.",
        ] {
            assert_eq!(count(text, plainer), 0, "{text}");
        }
    }

    #[test]
    fn a_colour_alone_is_told() {
        for text in [
            "Dates shown in red have changed.",
            "Press the green button.",
            "Fill in the **red fields**.",
        ] {
            assert_eq!(count(text, colours), 1, "{text}");
        }
        for text in [
            "Rated Red, Amber or Green.",
            "The green paper on SEND.",
            "A red card.",
            "The blue line leads to the ward.",
            "Green Lane",
        ] {
            assert!(
                count(text, colours) <= usize::from(text.contains("blue line")),
                "{text}"
            );
        }
    }
}
