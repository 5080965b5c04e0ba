//! Plain text in which names may still be missing.

use super::hole::{Fill, Hole};
use super::problem::offset;
use std::borrow::Cow;

/// Plain text, not escaped, with holes where a link written without text takes the name of its target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The text, with nothing where the names go.
    pub text: Box<str>,
    /// Where names and what follows them go, sorted by position.
    pub names: Box<[Hole]>,
}

impl Plain {
    /// `text` and the `names` in it, which are counted from `base`, without white space at the ends.
    pub(super) fn new(text: &str, names: &[Hole], base: usize) -> Self {
        let start = Plain::start(text, names, base);
        let place = |name: Option<&Hole>| name.map(|name| (name.at as usize).saturating_sub(base));
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

    /// How much white space at the beginning [`Plain::new`] leaves out: what stands before a name stays.
    pub(super) fn start(text: &str, names: &[Hole], base: usize) -> usize {
        let blank = text.len() - text.trim_start().len();
        let first = names
            .first()
            .map(|name| (name.at as usize).saturating_sub(base));
        blank.min(first.unwrap_or(blank))
    }

    /// Whether there is neither text nor a name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.names.is_empty()
    }

    /// The text with `name` in each hole.
    #[must_use]
    pub fn fill<'a>(&self, mut name: impl FnMut(&Hole) -> Cow<'a, str>) -> String {
        let mut out = String::with_capacity(self.text.len() + 24 * self.names.len());
        let mut done = 0;
        for hole in &self.names {
            let at = hole.at as usize;
            out.push_str(&self.text[done..at]);
            out.push_str(&name(hole));
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

    /// A place in plain text for something of a link.
    pub(super) fn hole(at: usize, link: u32, what: Fill) -> Hole {
        Hole {
            at: offset(at),
            link,
            what,
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
        let plain = Plain::new(
            "  leads  ",
            &[
                Plain::hole(12, 0, Fill::Name),
                Plain::hole(18, 1, Fill::Name),
            ],
            10,
        );
        assert_eq!(&*plain.text, "leads ");
        assert_eq!(plain.names.iter().map(|n| n.at).collect::<Vec<_>>(), [0, 6]);
    }
}
