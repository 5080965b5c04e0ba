//! Writes a run of text, word by word: escaped, with bare addresses as links and abbreviations explained.

use super::abbreviations::{Found, word_end};
use super::autolink;
use super::escape;
use super::open::Line;
use super::problem::{Problem, ProblemKind};
use super::run::Run;
use super::writer::Writer;

impl Writer<'_, '_> {
    /// Writes the pending text, if any.
    #[inline]
    pub(super) fn flush(&mut self, run: &mut Run) {
        let line = std::mem::take(&mut self.at_line);
        if !run.text.is_empty() {
            self.text.push_str(&run.text);
            if line != Line::Within && !run.glued {
                self.look_at_line(run.source(0), line);
            }
            if !self.muted() {
                self.write_words(run);
            }
            run.clear();
        }
    }

    fn write_words(&mut self, run: &Run) {
        let text = &*run.text;
        let bytes = text.as_bytes();
        let notable = self.options.abbreviations.notable();
        let mut done = 0;
        let mut told = 0;
        let mut at = 0;
        loop {
            at = next_in(bytes, at, notable);
            let Some(&byte) = bytes.get(at) else {
                break;
            };
            if matches!(byte, b'[' | b'{' | b'*' | b'_' | b'`') {
                if at >= told
                    && let Some(end) = self.missed_at(run, at)
                {
                    told = end;
                }
            } else if self.link.is_none()
                && let Some(end) = self.special(run, done, at)
            {
                done = end;
                at = end;
                continue;
            }
            at += 1;
        }
        escape::text(&mut self.out, &text[done..]);
    }

    /// Looks at a sign of Markdown that stayed text. Gives where what is told of it ends.
    fn missed_at(&mut self, run: &Run, at: usize) -> Option<usize> {
        match run.text.as_bytes()[at] {
            b'[' => {
                self.undefined_footnote(run, at);
                self.bracket(run, at)
            }
            b'{' => self.brace(run, at),
            b'*' => self.stars(run, at).or_else(|| self.unclosed(run, at)),
            _ => self.unclosed(run, at),
        }
    }

    /// An address or abbreviation around `at`, written together with the text since `done`. Gives where
    /// it ends.
    fn special(&mut self, run: &Run, done: usize, at: usize) -> Option<usize> {
        let text = &*run.text;
        match text.as_bytes()[at] {
            b':' | b'.' => {
                let (start, end) = autolink::web_around(text, done, at)?;
                if start == 0 && run.glued {
                    return None;
                }
                escape::text(&mut self.out, &text[done..start]);
                self.write_web(&run.typed(start..end, self.source));
                self.judge_host(&text[start..end], run.source(start)..run.source(end));
                Some(end)
            }
            b'@' => {
                let apostrophe = |place| run.exchanged_at(place);
                let (start, end) = autolink::mail(text, done, at, run.glued, apostrophe)?;
                escape::text(&mut self.out, &text[done..start]);
                self.write_mail(&run.typed(start..end, self.source));
                self.judge_host(&text[start..end], run.source(start)..run.source(end));
                Some(end)
            }
            _ => {
                let in_word = match text.as_bytes()[..at].last() {
                    None => false,
                    Some(before) if before.is_ascii() => before.is_ascii_alphanumeric(),
                    Some(_) => text[..at].ends_with(char::is_alphanumeric),
                };
                if in_word || self.heading.is_some() {
                    return None;
                }
                let found = self
                    .options
                    .abbreviations
                    .at(text, at, word_end(text, at))?;
                if self.explained.get(found.term) == Some(&true)
                    || autolink::starts_address(text, at, found.end)
                {
                    return None;
                }
                escape::text(&mut self.out, &text[done..at]);
                self.write_abbreviation(found, &text[at..found.end]);
                Some(found.end)
            }
        }
    }

    fn write_abbreviation(&mut self, found: Found<'_>, word: &str) {
        if self.explained.is_empty() {
            self.explained = vec![false; self.options.abbreviations.len()];
        }
        self.explained[found.term] = true;
        self.out.push_str("<abbr title=\"");
        escape::attribute(&mut self.out, found.meaning);
        self.out.push_str("\">");
        escape::text(&mut self.out, word);
        self.out.push_str("</abbr>");
    }

    fn write_web(&mut self, address: &str) {
        self.has_more_than_text();
        self.out.push_str("<a href=\"");
        if address.as_bytes()[0].eq_ignore_ascii_case(&b'w') {
            // As in GitHub Flavored Markdown: browsers try https first, and fall back on what works.
            self.out.push_str("http://");
        }
        escape::href(&mut self.out, address);
        self.out.push_str("\">");
        escape::text(&mut self.out, address);
        self.out.push_str("</a>");
    }

    fn write_mail(&mut self, address: &str) {
        self.has_more_than_text();
        self.out.push_str("<a href=\"mailto:");
        escape::mailbox(&mut self.out, address);
        self.out.push_str("\">");
        // Where it is longer than a line, it goes on before its sign.
        let (name, host) = address.split_at(address.rfind('@').unwrap_or(address.len()));
        escape::text(&mut self.out, name);
        self.out.push_str("<wbr>");
        escape::text(&mut self.out, host);
        self.out.push_str("</a>");
    }

    /// Reports a reference to a footnote that stayed text because there is no such footnote.
    fn undefined_footnote(&mut self, run: &Run, at: usize) {
        /// Longer is no label.
        const LONGEST: usize = 100;
        let Some(rest) = run.text[at..].strip_prefix("[^") else {
            return;
        };
        let no_label = |c: char| c.is_whitespace() || matches!(c, '[' | ']');
        let Some((end, ']')) = rest
            .char_indices()
            .take(LONGEST)
            .find(|&(_, c)| no_label(c))
        else {
            return;
        };
        let from = run.source(at);
        let backslashes = self.source[..from]
            .bytes()
            .rev()
            .take_while(|&b| b == b'\\')
            .count();
        if end > 0 && backslashes % 2 == 0 {
            let to = run.source(at + 2 + end) + 1;
            self.problems.push(Problem::new(
                from..to,
                ProblemKind::UndefinedFootnote(rest[..end].into()),
            ));
        }
    }
}

/// Where the next byte of a set stands, from `at` on; the end if there is none.
#[inline]
fn next_in(bytes: &[u8], mut at: usize, set: &[bool; 256]) -> usize {
    // Most text is letters and spaces: eight at once, without a branch for each.
    while let Some(eight) = bytes.get(at..at + 8) {
        if eight
            .iter()
            .fold(false, |found, &b| found | set[usize::from(b)])
        {
            break;
        }
        at += 8;
    }
    while at < bytes.len() && !set[usize::from(bytes[at])] {
        at += 1;
    }
    at
}
