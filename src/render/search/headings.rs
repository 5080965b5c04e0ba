//! The headings of a page that results lead to.

use std::borrow::Cow;

use crate::model::Heading;
use crate::search::{MOST_HEADINGS, Section};

/// The headings of a page, as search has them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Headings<'p> {
    /// All of them, a heading to a line.
    pub(crate) text: String,
    /// Which of that belongs to which section.
    pub(crate) sections: Vec<Section>,
    /// The anchors that results lead to, in order.
    pub(crate) anchors: Vec<Cow<'p, str>>,
    /// For each heading which of the anchors is its own or the last before it, from 1; 0 if there is none.
    pub(crate) numbers: Vec<u32>,
}

impl<'p> Headings<'p> {
    /// Of a page with more headings than results lead to, those of the higher levels serve.
    pub(crate) fn of(headings: &'p [Heading]) -> Self {
        let many = |level: u8| headings.iter().filter(|h| h.level <= level).count();
        let level = (1..=6)
            .rev()
            .find(|&level| (1..=MOST_HEADINGS).contains(&many(level)))
            .unwrap_or(6);
        let mut found = Headings::default();
        let mut met = 0;
        for heading in headings {
            if heading.level <= level {
                met += 1;
                if met <= MOST_HEADINGS {
                    found.anchors.push(Cow::Borrowed(&*heading.id));
                }
            }
            // What comes after the last of them is not below it.
            let number = if met <= MOST_HEADINGS { met } else { 0 };
            let number = u32::try_from(number).expect("few headings are numbered");
            found.numbers.push(number);
            found.sections.push(Section {
                at: found.text.len(),
                heading: number,
            });
            found.text.push_str(&heading.title);
            found.text.push('\n');
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headings(levels: impl IntoIterator<Item = u8>) -> Vec<Heading> {
        let heading = |(number, level): (usize, u8)| Heading {
            level,
            id: format!("h{number}").into(),
            title: format!("Heading {number}").into(),
            at: 0,
        };
        levels.into_iter().enumerate().map(heading).collect()
    }

    #[test]
    fn each_heading_of_a_page_has_an_anchor_and_its_words() {
        let few = headings([2, 3, 2]);
        let found = Headings::of(&few);
        assert_eq!(found.anchors, ["h0", "h1", "h2"]);
        assert_eq!(found.numbers, [1, 2, 3]);
        assert_eq!(found.text, "Heading 0\nHeading 1\nHeading 2\n");
        let starts: Vec<usize> = found.sections.iter().map(|section| section.at).collect();
        assert_eq!(starts, [0, 10, 20]);
        assert_eq!(Headings::of(&[]), Headings::default());
    }

    #[test]
    fn of_many_headings_the_higher_ones_serve() {
        let many = headings((0..60).map(|number| if number % 3 == 1 { 2 } else { 3 }));
        let found = Headings::of(&many);
        assert_eq!(found.anchors.len(), 20);
        assert_eq!(found.numbers[..5], [0, 1, 1, 1, 2]);
        assert_eq!(found.anchors[1], "h4");
        assert_eq!(found.numbers[59], 20);
    }

    #[test]
    fn what_comes_after_the_last_heading_that_has_a_number_leads_to_the_page() {
        let many = headings((0..MOST_HEADINGS + 5).map(|_| 2));
        let found = Headings::of(&many);
        assert_eq!(found.anchors.len(), MOST_HEADINGS);
        assert_eq!(found.numbers[MOST_HEADINGS - 1..=MOST_HEADINGS], [40, 0]);
    }
}
