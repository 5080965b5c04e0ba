//! Plain text in which names may still be missing.

use super::hole::{Fill, Hole, Link};
use super::problem::offset;
use std::borrow::Cow;

/// Plain text, not escaped, with holes where a link written without text takes the name of its target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text, with nothing where the names go.
    pub text: Box<str>,
    /// Where names go ([`Fill::Name`]), sorted by position.
    pub names: Box<[Hole]>,
}

impl Plain {
    /// `text` and the `names` in it, which are counted from `base`, without white space at the ends.
    pub(super) fn new(text: &str, names: &[Hole], base: usize) -> Self {
        // White space between text and a name stays.
        let place = |name: Option<&Hole>| name.map(|name| (name.at as usize).saturating_sub(base));
        let blank = text.len() - text.trim_start().len();
        let start = blank.min(place(names.first()).unwrap_or(blank));
        let full = text.trim_end().len();
        let end = full.max(place(names.last()).unwrap_or(full)).max(start);
        let text = &text[start..end];
        let place = |at: u32| (at as usize).saturating_sub(base + start);
        Self {
            text: text.into(),
            names: names
                .iter()
                .map(|name| Hole {
                    at: offset(place(name.at)),
                    ..*name
                })
                .collect(),
        }
    }

    /// Whether there is neither text nor a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.names.is_empty()
    }

    /// The text with `name` in each hole. `links` are those of the document.
    #[must_use]
    pub fn fill<'a>(&self, links: &[Link], mut name: impl FnMut(&Link) -> Cow<'a, str>) -> String {
        let mut out = String::with_capacity(self.text.len() + 24 * self.names.len());
        let mut done = 0;
        for hole in &self.names {
            let at = hole.at as usize;
            out.push_str(&self.text[done..at]);
            out.push_str(&name(&links[hole.link as usize]));
            done = at;
        }
        out.push_str(&self.text[done..]);
        out
    }

    /// At most `limit` characters of it, cut after a word with "…".
    pub(super) fn cut(self, limit: usize) -> Self {
        let Some((end, next)) = self.text.char_indices().nth(limit) else {
            return self;
        };
        let room = &self.text[..end];
        let word = if next.is_whitespace() {
            end
        } else {
            room.rfind(char::is_whitespace).unwrap_or(end)
        };
        let kept = room[..word].trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let kept = if kept.is_empty() { room } else { kept };
        Self {
            text: format!("{kept}…").into(),
            names: self
                .names
                .iter()
                .filter(|hole| hole.at as usize <= kept.len())
                .copied()
                .collect(),
        }
    }

    /// Whether a hole of this kind belongs in plain text.
    pub(super) fn name(at: usize, link: u32) -> Hole {
        Hole {
            at: offset(at),
            link,
            what: Fill::Name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_after_a_word() {
        let text = "Schools send the form, and the team answers";
        let plain = Plain::new(text, &[], 0);
        assert_eq!(&*plain.clone().cut(26).text, "Schools send the form, and…");
        assert_eq!(&*plain.clone().cut(25).text, "Schools send the form…");
        assert_eq!(&*plain.clone().cut(200).text, text);
        assert_eq!(&*Plain::new("ééééé", &[], 0).cut(2).text, "éé…");
    }

    #[test]
    fn names_follow_the_text_when_white_space_is_trimmed() {
        let plain = Plain::new("  leads  ", &[Plain::name(12, 0), Plain::name(18, 1)], 10);
        assert_eq!(&*plain.text, "leads ");
        assert_eq!(plain.names.iter().map(|n| n.at).collect::<Vec<_>>(), [0, 6]);
    }
}
