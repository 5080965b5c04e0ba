//! The name that was likely meant, among many: what is near is found without looking at every name.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use super::nearest::{LONGEST, Rows, SHORTEST_PART, allowed, contains};

/// The most beginnings of names that are looked at for one wrong name. Real names are told apart after a few letters, so
/// that a few hundred do; what is made to be slow gets no answer.
const MOST_STEPS: usize = 3_000;

/// The same for all wrong names of one list together: with that many mistakes the list itself is what is wrong.
const MOST_STEPS_IN_ALL: usize = 12_000_000;

/// In a list of no more names than this every one is looked at for a part that is the same.
const FEW: usize = 300;

/// So many names are kept to be listed.
const MOST_LISTED: usize = 30;

/// Of names that contain the wrong one, so many are compared.
const MOST_CONTAINING: usize = 64;

/// The names of one list, which may be as many as a site has pages. Each wrong name is looked for once.
pub(crate) struct Known {
    /// In small letters and as they are written, in order.
    names: Box<[(Box<str>, Box<str>)]>,
    /// For long lists: where words start within names, in the order of what follows.
    words: Box<[(u32, u8)]>,
    /// For long lists: the names in small letters.
    whole: HashSet<Box<str>>,
    /// The first of the names in the order given, and how many there are.
    first: Box<[Box<str>]>,
    len: usize,
    asked: Mutex<Asked>,
}

/// What was looked for already.
struct Asked {
    answers: HashMap<Box<str>, Option<Box<str>>>,
    steps_left: usize,
}

impl Known {
    /// The names of a list, in any order.
    pub(crate) fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let (mut first, mut len) = (Vec::new(), 0);
        let names = names.into_iter().inspect(|name| {
            len += 1;
            if len <= MOST_LISTED {
                first.push(Box::from(*name));
            }
        });
        let names = names.filter(|name| name.len() <= LONGEST);
        let mut names: Vec<(Box<str>, Box<str>)> = names
            .map(|name| (name.to_lowercase().into(), name.into()))
            .filter(|(small, _): &(Box<str>, Box<str>)| small.len() <= LONGEST)
            .collect();
        names.sort_unstable();
        names.dedup();
        let (mut words, mut whole) = (Vec::new(), HashSet::new());
        if names.len() > FEW {
            for ((small, _), place) in names.iter().zip(0..) {
                words.extend(word_starts(small).map(|at| (place, at)));
            }
            let rest = |&(place, at): &(u32, u8)| &names[place as usize].0[usize::from(at)..];
            words.sort_unstable_by(|a, b| rest(a).cmp(rest(b)).then(a.cmp(b)));
            whole = names.iter().map(|(small, _)| small.clone()).collect();
        }
        Known {
            names: names.into(),
            words: words.into(),
            whole,
            first: first.into(),
            len,
            asked: Mutex::new(Asked {
                answers: HashMap::new(),
                steps_left: MOST_STEPS_IN_ALL,
            }),
        }
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The first names in the order in which they were given: thirty at most.
    pub(crate) fn first(&self, most: usize) -> impl Iterator<Item = &str> {
        self.first.iter().take(most).map(|name| &**name)
    }

    /// The name most like `wrong`, when it is near enough to be a slip of the hand. What is found may depend on what was
    /// looked for before, so it is asked in the order in which findings are shown.
    pub(crate) fn nearest(&self, wrong: &str) -> Option<String> {
        let small = wrong.to_lowercase();
        if small.is_empty() || small.len() > LONGEST {
            return None;
        }
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(answer) = asked.answers.get(&*small) {
            return answer.as_deref().map(str::to_owned);
        }
        let most = MOST_STEPS.min(asked.steps_left);
        let mut search = Search::new(&self.names, &small, most);
        let found = search.nearest().or_else(|| self.containing(&small));
        asked.steps_left -= most - search.steps_left;
        let found = found.map(|place| self.names[place].1.clone());
        let answer = found.as_deref().map(str::to_owned);
        asked.answers.insert(small.into(), found);
        answer
    }

    /// A name that contains `wrong`, or is contained in it: the one that differs least.
    fn containing(&self, wrong: &str) -> Option<usize> {
        if wrong.len() < SHORTEST_PART {
            return None;
        }
        let letters = wrong.chars().count();
        let nearest = |places: &mut dyn Iterator<Item = usize>| {
            places.min_by_key(|&place| {
                let (small, name) = &self.names[place];
                (small.chars().count().abs_diff(letters), name)
            })
        };
        if self.names.len() <= FEW {
            let all = 0..self.names.len();
            return nearest(&mut all.filter(|&place| contains(wrong, &self.names[place].1)));
        }
        let rest = |&(place, at): &(u32, u8)| &self.names[place as usize].0[usize::from(at)..];
        let first = self.words.partition_point(|word| rest(word) < wrong);
        let containing = self.words[first..].iter().take(MOST_CONTAINING);
        let containing = containing.take_while(|word| rest(word).starts_with(wrong));
        let ends: Vec<usize> = wrong.char_indices().map(|(at, _)| at).collect();
        let parts = ends.iter().flat_map(|&start| {
            let longer = ends
                .iter()
                .filter(move |&&end| end >= start + SHORTEST_PART);
            let ends = longer.copied().chain([wrong.len()]);
            ends.map(move |end| &wrong[start..end])
        });
        let contained =
            parts.filter(|part| part.len() >= SHORTEST_PART && self.whole.contains(*part));
        let contained =
            contained.map(|part| self.names.partition_point(|(small, _)| **small < *part));
        nearest(
            &mut containing
                .map(|&(place, _)| place as usize)
                .chain(contained),
        )
    }
}

/// Where words start within a name: what follows a sign.
fn word_starts(name: &str) -> impl Iterator<Item = u8> {
    let mut in_word = false;
    name.char_indices().filter_map(move |(at, c)| {
        let starts = c.is_alphanumeric() && !in_word;
        in_word = c.is_alphanumeric();
        starts.then(|| u8::try_from(at).expect("longer names are left out"))
    })
}

/// A search for one wrong name. Names that begin alike are followed together, as far as the beginning is like that of the
/// wrong one.
struct Search<'k> {
    names: &'k [(Box<str>, Box<str>)],
    wrong: Vec<char>,
    rows: Rows,
    steps_left: usize,
    best: Option<usize>,
}

impl<'k> Search<'k> {
    fn new(names: &'k [(Box<str>, Box<str>)], wrong: &str, steps: usize) -> Self {
        let wrong: Vec<char> = wrong.chars().collect();
        Search {
            names,
            rows: Rows::new(wrong.len()),
            wrong,
            steps_left: steps,
            best: None,
        }
    }

    /// The place of the name with the fewest slips.
    fn nearest(&mut self) -> Option<usize> {
        // One slip first, which rules out nearly all names at their beginning.
        for most in 0..=allowed(self.wrong.len()) {
            self.follow(0..self.names.len(), 0, None, most);
            if self.best.is_some() {
                break;
            }
        }
        self.best
    }

    /// Goes through names that are the same up to `at`.
    fn follow(
        &mut self,
        names: std::ops::Range<usize>,
        at: usize,
        last: Option<char>,
        most: usize,
    ) {
        let mut start = names.start;
        while start < names.end {
            let Some(c) = self.names[start].0[at..].chars().next() else {
                if self.rows.distance().is_some_and(|slips| slips <= most) {
                    self.found(start);
                }
                start += 1;
                continue;
            };
            if self.steps_left == 0 {
                return;
            }
            self.steps_left -= 1;
            let end = at + c.len_utf8();
            // In order, and the same before: those that go on with this letter stand together.
            let here = &self.names[start].0[at..end];
            let alike = self.names[start..names.end]
                .partition_point(|(name, _)| name[at..].starts_with(here));
            self.rows.add(&self.wrong, c, last, most);
            if !self.rows.hopeless(most) {
                self.follow(start..start + alike, end, Some(c), most);
            }
            self.rows.pop();
            start += alike;
        }
    }

    /// Of equals, the first in order as they are written.
    fn found(&mut self, place: usize) {
        let name = |place: usize| &self.names[place].1;
        if self.best.is_none_or(|best| name(place) < name(best)) {
            self.best = Some(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::nearest::nearest;
    use super::*;
    use proptest::prelude::*;

    /// Names such as a site has, a thousand at least.
    fn many() -> Vec<String> {
        let names = (0..1_500).map(|n| format!("rae-moss-{n}"));
        names
            .chain(["nadia-forest".to_owned(), "Max-Heard".to_owned()])
            .collect()
    }

    #[test]
    fn a_name_is_found_among_many() {
        let names = many();
        let known = Known::new(names.iter().map(String::as_str));
        for (wrong, meant) in [
            ("nadia-forast", Some("nadia-forest")),
            ("max-heard", Some("Max-Heard")),
            ("forest", Some("nadia-forest")),
            ("nadia-forest-of-stantonbury", Some("nadia-forest")),
            ("rae-mos-77", Some("rae-moss-77")),
            ("zzz", None),
            ("", None),
        ] {
            assert_eq!(known.nearest(wrong).as_deref(), meant, "{wrong}");
        }
    }

    #[test]
    fn a_name_is_looked_for_once_and_all_together_cost_no_more_than_a_bound() {
        let names: Vec<String> = (0..40_000_u32)
            .map(|n| {
                (0..16)
                    .map(|bit| if n >> bit & 1 == 0 { 'a' } else { 'b' })
                    .collect()
            })
            .collect();
        let known = Known::new(names.iter().map(String::as_str));
        let left = || known.asked.lock().expect("nothing panics").steps_left;
        known.nearest("ccccaaaaaaaacccc");
        let once = MOST_STEPS_IN_ALL - left();
        assert!(once <= MOST_STEPS, "{once}");
        known.nearest("ccccaaaaaaaacccc");
        assert_eq!(MOST_STEPS_IN_ALL - left(), once);
    }

    proptest! {
        #[test]
        fn short_lists_get_the_answer_of_looking_at_every_name(
            names in prop::collection::btree_set("[ab-]{1,7}", 0..40),
            wrong in "[abB-]{1,9}",
        ) {
            let names = || names.iter().map(String::as_str);
            let known = Known::new(names());
            let found = known.nearest(&wrong);
            prop_assert_eq!(found.as_deref(), nearest(&wrong, names()));
        }
    }
}
