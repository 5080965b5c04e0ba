//! The name that was likely meant, among a few.

/// The most bytes of a name that is compared: a longer one is no slip of the hand, and comparing costs its square.
pub(super) const LONGEST: usize = 100;

/// The fewest bytes of a name that may be found within another.
pub(super) const SHORTEST_PART: usize = 4;

/// How many slips a name of so many letters may hold: one in three, and no more than four.
pub(super) fn allowed(letters: usize) -> usize {
    (letters / 3).clamp(1, 4)
}

/// The name most like `wrong`, when it is near enough to be a slip of the hand: at most a third of its letters differ,
/// or one contains the other. Every name is looked at, so this is for short lists that are asked once; `Known`
/// is for those that grow with a site.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wrong = wrong.to_lowercase();
    if wrong.is_empty() || wrong.len() > LONGEST {
        return None;
    }
    let letters: Vec<char> = wrong.chars().collect();
    let allowed = allowed(letters.len());
    let mut best: Option<(usize, &str)> = None;
    for name in known {
        if name.len() > LONGEST {
            continue;
        }
        let contained = contains(&wrong, name);
        // What is contained may be further away than any slip.
        let most = if contained { LONGEST } else { allowed };
        let most = best.map_or(most, |(distance, _)| distance.min(most));
        if let Some(distance) = slips(&letters, &name.to_lowercase(), most)
            && best.is_none_or(|best| (distance, name) < best)
        {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Whether two names differ by no more slips of the hand than `most`.
pub(crate) fn is_slip(one: &str, other: &str, most: usize) -> bool {
    let letters: Vec<char> = one.to_lowercase().chars().collect();
    let fits = letters.len() <= LONGEST && other.len() <= LONGEST;
    fits && slips(&letters, &other.to_lowercase(), most).is_some()
}

/// Whether one of two names, the first in small letters, contains the other.
pub(super) fn contains(wrong: &str, name: &str) -> bool {
    wrong.len() >= SHORTEST_PART
        && name.len() >= SHORTEST_PART
        && (name.contains(wrong) || wrong.contains(name))
}

/// How many letters are left out, added, exchanged or swapped with their neighbour, if no more than `most`.
pub(super) fn slips(wrong: &[char], name: &str, most: usize) -> Option<usize> {
    let name: Vec<char> = name.chars().collect();
    if wrong.len().abs_diff(name.len()) > most {
        return None;
    }
    let mut rows = Rows::new(wrong.len());
    for (depth, &c) in name.iter().enumerate() {
        let before = depth.checked_sub(1).map(|before| name[before]);
        rows.add(wrong, c, before, most);
        if rows.hopeless(most) {
            return None;
        }
    }
    rows.distance().filter(|&distance| distance <= most)
}

/// The table of slips between a wrong name and the beginnings of another, a row for each letter of the other
/// ("optimal string alignment": no letter is changed twice).
pub(super) struct Rows {
    width: usize,
    cells: Vec<u8>,
}

/// More slips than anyone counts.
const FAR: u8 = 200;

impl Rows {
    /// Before the first letter.
    pub(super) fn new(letters: usize) -> Self {
        let cells = (0..=letters).map(|n| u8::try_from(n).unwrap_or(FAR).min(FAR));
        Rows {
            width: letters + 1,
            cells: cells.collect(),
        }
    }

    /// How many letters the beginning has.
    fn depth(&self) -> usize {
        self.cells.len() / self.width - 1
    }

    /// Goes on with a letter. Only cells that can stay within `most` slips are worked out.
    pub(super) fn add(&mut self, wrong: &[char], c: char, before: Option<char>, most: usize) {
        let (width, row) = (self.width, self.depth() + 1);
        let start = self.cells.len();
        self.cells.resize(start + width, FAR);
        let above = start - width;
        let first = row.saturating_sub(most);
        if first == 0 {
            self.cells[start] = u8::try_from(row).unwrap_or(FAR).min(FAR);
        }
        for column in first.max(1)..=(row + most).min(width - 1) {
            let same = wrong[column - 1] == c;
            let mut cell = self.cells[above + column - 1].saturating_add(u8::from(!same));
            cell = cell
                .min(self.cells[above + column].saturating_add(1))
                .min(self.cells[start + column - 1].saturating_add(1));
            if column >= 2
                && Some(wrong[column - 1]) == before
                && wrong[column - 2] == c
                && row >= 2
            {
                cell = cell.min(self.cells[above - width + column - 2].saturating_add(1));
            }
            self.cells[start + column] = cell.min(FAR);
        }
    }

    /// Takes the last letter back.
    pub(super) fn pop(&mut self) {
        self.cells.truncate(self.cells.len() - self.width);
    }

    /// Whether no name that goes on from here is within `most` slips.
    pub(super) fn hopeless(&self, most: usize) -> bool {
        // A swap reaches over one row.
        let last = self.cells.chunks_exact(self.width).rev().take(2);
        last.flatten().all(|&slips| usize::from(slips) > most)
    }

    /// The slips between the wrong name and the beginning so far, unless they are very many.
    pub(super) fn distance(&self) -> Option<usize> {
        let last = *self
            .cells
            .last()
            .expect("there is a row before the first letter");
        (last < FAR).then_some(usize::from(last))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_nearest_name_is_one_slip_away() {
        let known = ["nadia-forest", "max-heard", "head-maintained"];
        assert_eq!(nearest("nadia-forast", known), Some("nadia-forest"));
        assert_eq!(nearest("Max-Heard", known), Some("max-heard"));
        assert_eq!(nearest("forest", known), Some("nadia-forest"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(nearest("", known), None);
    }

    proptest! {
        #[test]
        fn slips_are_those_that_strsim_counts(wrong in "[abc]{0,8}", name in "[abc]{0,8}", most in 0_usize..9) {
            let letters: Vec<char> = wrong.chars().collect();
            let all = strsim::osa_distance(&wrong, &name);
            prop_assert_eq!(slips(&letters, &name, most), (all <= most).then_some(all));
        }
    }
}
