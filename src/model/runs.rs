//! A text told by what of it stands in another one, in the same order.
//!
//! The words of a page all stand in its HTML, between tags. Told as how many bytes of the HTML to pass over and how many to
//! take, they need a twentieth of their length, and are found and put together again faster than a packer would.
//!
//! A run is how many bytes follow that stand in the text and not in the HTML, these bytes, how many bytes of the HTML to pass
//! over, and how many to take. The last run may end after its own bytes.

use std::collections::VecDeque;

use memchr::{Memchr2, memchr, memchr2_iter};

use super::varint;

/// Fewer bytes than these are not worth a run.
const SHORTEST: usize = 4;

/// How many bytes of the text may stand before a run: the white space between blocks, signs that HTML writes otherwise, short words.
const BEFORE: usize = 8;

/// After how many tags and escaped signs that lead nowhere a line of the text is taken to stand elsewhere, as words for a picture
/// do; fewer after several such lines. The bound keeps the time in step with the length of both.
const TRIES: usize = 32;
const FEWEST_TRIES: usize = 4;

/// What [`read`] makes `text` of again, given the same HTML.
pub(super) fn give(text: &str, html: &str) -> Vec<u8> {
    let (text, html) = (text.as_bytes(), html.as_bytes());
    let mut out = Vec::with_capacity(64 + text.len() / 16);
    let mut starts = Starts::new(html);
    // What is told of both so far, and where in the text a run is looked for.
    let (mut told, mut taken, mut at) = (0, 0, 0);
    let mut tries = TRIES;
    while at < text.len() {
        if let Some((before, start)) = starts.find(&text[at..], taken, tries) {
            let from = at + before;
            let length = alike(&text[from..], &html[start..]);
            put(&mut out, from - told);
            out.extend_from_slice(&text[told..from]);
            put(&mut out, start - taken);
            put(&mut out, length);
            (told, taken) = (from + length, start + length);
            at = told;
            tries = TRIES;
        } else {
            let line = memchr(b'\n', &text[at..]);
            at = line.map_or(text.len(), |line| at + line + 1);
            tries = FEWEST_TRIES.max(tries / 2);
        }
    }
    if told < text.len() {
        put(&mut out, text.len() - told);
        out.extend_from_slice(&text[told..]);
    }
    out
}

/// The text that [`give`] told.
pub(super) fn read(mut runs: &[u8], html: &str) -> String {
    let html = html.as_bytes();
    let mut text = Vec::with_capacity(html.len());
    let mut taken = 0;
    while !runs.is_empty() {
        let literal = number(&mut runs);
        let (bytes, rest) = runs.split_at(literal);
        text.extend_from_slice(bytes);
        runs = rest;
        if runs.is_empty() {
            break;
        }
        taken += number(&mut runs);
        let length = number(&mut runs);
        text.extend_from_slice(&html[taken..taken + length]);
        taken += length;
    }
    String::from_utf8(text).expect("`give` was given text")
}

/// Where text may begin in HTML: where it was left, and behind tags and escaped signs.
struct Starts<'h> {
    html: &'h [u8],
    ends: Memchr2<'h>,
    /// Those that were found and are not passed yet.
    found: VecDeque<usize>,
}

impl<'h> Starts<'h> {
    fn new(html: &'h [u8]) -> Self {
        Starts {
            html,
            ends: memchr2_iter(b'>', b';', html),
            found: VecDeque::new(),
        }
    }

    /// How many bytes of the text stand before the next run, and where it begins in the HTML, at `from` or later.
    fn find(&mut self, text: &[u8], from: usize, most: usize) -> Option<(usize, usize)> {
        while self.found.front().is_some_and(|start| *start < from) {
            self.found.pop_front();
        }
        let mut passed = 0;
        let mut start = from;
        loop {
            if let Some(before) = self.begins(text, start) {
                return Some((before, start));
            }
            if passed == most {
                return None;
            }
            while self.found.len() <= passed {
                let end = self.ends.next()?;
                if end >= from {
                    self.found.push_back(end + 1);
                }
            }
            start = self.found[passed];
            passed += 1;
        }
    }

    /// How many bytes of the text stand before what stands at `start` in the HTML.
    fn begins(&self, text: &[u8], start: usize) -> Option<usize> {
        let there = self.html.get(start..start + SHORTEST)?;
        let windows = text.windows(SHORTEST).take(BEFORE);
        windows.into_iter().position(|window| window == there)
    }
}

/// How many bytes two texts begin with that are the same.
fn alike(one: &[u8], other: &[u8]) -> usize {
    const STEP: usize = 16;
    let steps = one.chunks_exact(STEP).zip(other.chunks_exact(STEP));
    let whole = STEP * steps.take_while(|(one, other)| one == other).count();
    let rest = one[whole..].iter().zip(&other[whole..]);
    whole + rest.take_while(|(one, other)| one == other).count()
}

fn put(out: &mut Vec<u8>, number: usize) {
    varint::put(
        out,
        u32::try_from(number).expect("a page has less than 4 GB"),
    );
}

fn number(runs: &mut &[u8]) -> usize {
    varint::take(runs).expect("`give` wrote a number") as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_a_page_are_a_few_runs() {
        let html = "<h2 id=\"pay\">Pay &amp; leave</h2>\n<p>Ask the <em>team</em> at <a href=\"\">once</a>.</p>\n\
            <p><img src=\"map.png\" alt=\"A map of the area\">Then wait; a <b>b</b> is &quot;said&quot; to all.</p>";
        let text = "Pay & leave\nAsk the team at once.\nA map of the area\nThen wait; a b is \"said\" to all.";
        let runs = give(text, html);
        assert_eq!(read(&runs, html), text);
        assert!(runs.len() < 80, "{}", runs.len());
        let long = "The team answers every letter within a week. ".repeat(99);
        let html = format!("<p>{long}</p>");
        assert!(give(&long, &html).len() < 12);
        let html = format!("<p>Another.</p><p>Words.</p><p>{long}</p>");
        assert!(give(&long, &html).len() < 12);
    }

    #[test]
    fn words_in_another_order_come_back() {
        for (text, html) in [
            ("", ""),
            ("", "<p>a</p>"),
            ("none of it", ""),
            (
                "first line\nsecond line",
                "<p>second line</p><p>first line</p>",
            ),
            ("\u{e9}t\u{e9}", "<p>\u{e8}t\u{e9} \u{e9}t\u{e9}</p>"),
        ] {
            assert_eq!(read(&give(text, html), html), text);
        }
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "[ab\n\u{e9} &]{0,300}", html in "[ab\n<>;\u{e9} &]{0,300}") {
            prop_assert_eq!(read(&give(&text, &html), &html), text);
        }
    }
}
