//! A log of commits to when each set of files last changed.
//!
//! The time of a set must grow whenever the set comes to differ from what was published before, and must not change
//! for any other reason. On a line of commits it is the time of the last one that changed a file of the set; where the
//! clock of its editor was behind that of the one before, it is a second after the time of that one. A merge that
//! agrees with one of its parents keeps the time of that parent, so it does not matter which parent
//! comes first: `git pull` and a merged branch give the same. Where that would not be later than the
//! time of a parent that differs (its change was dropped, or each side changed another
//! file of the set), the set has changed by the merge itself.

use std::collections::{BTreeSet, HashMap};

use crate::calendar::sequence;

/// Files whose changes count together.
pub(crate) struct Set {
    /// The file whose first commit is that of the set, by index.
    pub(crate) own: usize,
    /// All files, `own` among them, by index.
    pub(crate) files: Vec<usize>,
}

/// What the history knows of a set. Times are those of committers, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Known {
    /// When it last changed; `None` if there never was a file of it.
    pub(crate) revised: Option<Revised>,
    /// When its own file was first committed, in the order of the history; `None` if that lies before what was fetched.
    pub(crate) created: Option<i64>,
}

impl Known {
    /// Whether nothing of it lies before what was fetched.
    pub(crate) fn is_whole(&self) -> bool {
        self.created.is_some() && self.revised.is_some_and(|r| r.certain)
    }
}

/// The time of the last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Revised {
    pub(crate) at: i64,
    /// SEQUENCE of the events: it grows also where clocks are wrong.
    pub(crate) sequence: u32,
    /// `false` when the change may be older, since the history before this time was not fetched.
    pub(crate) certain: bool,
}

/// A commit whose clock was ahead, by which a set is told to have changed in a time to come.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// Its name in git.
    pub(crate) commit: String,
    pub(crate) time: i64,
    /// The first of the sets.
    pub(crate) set: usize,
}

/// What a log comes to.
pub(crate) struct Folded {
    /// Of each set.
    pub(crate) sets: Vec<Known>,
    /// Of each file, whether it is there at the last commit.
    pub(crate) is_there: Vec<bool>,
    /// In the order of the log.
    pub(crate) ahead: Vec<Ahead>,
}

/// Clocks of two machines differ by less than a year, in seconds, unless one of them is wrong.
const A_YEAR: i64 = 366 * 86_400;

/// More commits of clocks ahead than this are not told: they are of one machine.
const MOST_AHEAD: usize = 5;

/// A version of a file, numbered in the order of the log.
type Version = u32;

/// The version of a file that is not there.
const GONE: Version = 0;

/// A log as it is read.
pub(crate) struct Log {
    /// The files that count.
    files: HashMap<String, usize>,
    commits: Vec<Commit>,
    numbers: HashMap<Vec<u8>, usize>,
    versions: HashMap<Vec<u8>, Version>,
}

struct Commit {
    time: i64,
    is_boundary: bool,
    parents: Vec<usize>,
    children: usize,
    /// How it differs from its first parent.
    changes: Vec<(usize, Version)>,
}

/// How things stand at one commit.
#[derive(Clone)]
struct State {
    /// Of each file.
    versions: Vec<Version>,
    /// Of each set.
    revised: Vec<Option<Revised>>,
    /// Of each set, when its own file was first committed, and whether that is certain.
    created: Vec<Option<(i64, bool)>>,
}

impl Log {
    /// An empty log over some files.
    pub(crate) fn new(files: &[String]) -> Self {
        let numbered = files.iter().cloned().zip(0..);
        Log {
            files: numbered.collect(),
            commits: Vec::new(),
            numbers: HashMap::new(),
            versions: HashMap::new(),
        }
    }

    /// Reads a line as `Repository::log` gives it. `is_boundary` tells commits whose parents were not fetched.
    pub(crate) fn line(&mut self, line: &[u8], is_boundary: impl Fn(&str) -> bool) {
        if let Some(commit) = line.strip_prefix(b"commit ") {
            self.commit(commit, is_boundary);
        } else if line.starts_with(b":") {
            // A name in quotation marks holds signs that no file of a site has.
            self.change(line);
        }
    }

    fn commit(&mut self, line: &[u8], is_boundary: impl Fn(&str) -> bool) {
        let mut words = line.split(|&b| b == b' ').filter(|word| !word.is_empty());
        let (Some(time), Some(hash)) = (words.next(), words.next()) else {
            return;
        };
        let time = str::from_utf8(time).ok().and_then(|t| t.parse().ok());
        let numbers = &self.numbers;
        let parents: Vec<usize> = words.filter_map(|p| numbers.get(p).copied()).collect();
        for &parent in &parents {
            self.commits[parent].children += 1;
        }
        self.numbers.insert(hash.to_owned(), self.commits.len());
        self.commits.push(Commit {
            time: time.unwrap_or(0),
            is_boundary: str::from_utf8(hash).is_ok_and(is_boundary),
            parents,
            children: 0,
            changes: Vec::new(),
        });
    }

    /// `:100644 100644 <old> <new> M<tab>path`.
    fn change(&mut self, line: &[u8]) {
        let Some(tab) = line.iter().position(|&b| b == b'\t') else {
            return;
        };
        let file = str::from_utf8(&line[tab + 1..]).ok();
        let file = file.and_then(|path| self.files.get(path).copied());
        let hash = line[..tab].split(|&b| b == b' ').nth(3);
        let (Some(file), Some(hash), Some(commit)) = (file, hash, self.commits.last_mut()) else {
            return;
        };
        let version = if hash.iter().all(|&b| b == b'0') {
            GONE
        } else {
            let next = Version::try_from(self.versions.len() + 1);
            let next = next.expect("a history has fewer than four thousand million versions");
            *self.versions.entry(hash.to_owned()).or_insert(next)
        };
        commit.changes.push((file, version));
    }

    /// What is known at the last commit.
    pub(crate) fn end(mut self, sets: &[Set]) -> Folded {
        let mut sets_of: Vec<Vec<usize>> = vec![Vec::new(); self.files.len()];
        for (index, set) in sets.iter().enumerate() {
            for &file in &set.files {
                sets_of[file].push(index);
            }
        }
        let nothing = State {
            versions: vec![GONE; self.files.len()],
            revised: vec![None; sets.len()],
            created: vec![None; sets.len()],
        };
        let mut states: Vec<Option<State>> = Vec::with_capacity(self.commits.len());
        for index in 0..self.commits.len() {
            let commit = &self.commits[index];
            let mut state = match commit.parents.first() {
                None => nothing.clone(),
                // The last child may have it: on a line of commits nothing is copied.
                Some(&parent)
                    if commit.parents.len() == 1 && self.commits[parent].children == 1 =>
                {
                    states[parent].take().expect("its children come after it")
                }
                Some(&parent) => states[parent]
                    .clone()
                    .expect("it is kept for its last child"),
            };
            for &(file, version) in &commit.changes {
                state.versions[file] = version;
            }
            if commit.parents.len() < 2 {
                let files = commit.changes.iter().map(|&(file, _)| file);
                // A set of which several files change is changed once.
                let changed: BTreeSet<usize> =
                    files.flat_map(|file| &sets_of[file]).copied().collect();
                for set in changed {
                    let before = state.revised[set];
                    state.revised[set] = Some(Revised {
                        at: later(before.map(|r| r.at), commit.time),
                        sequence: sequence::after(before.map(|r| r.sequence), commit.time),
                        certain: !commit.is_boundary,
                    });
                    if state.versions[sets[set].own] != GONE {
                        state.created[set].get_or_insert((commit.time, !commit.is_boundary));
                    }
                }
            } else {
                let parents: Vec<&State> = commit
                    .parents
                    .iter()
                    .map(|&p| states[p].as_ref().expect("it is kept for its last child"))
                    .collect();
                for (index, set) in sets.iter().enumerate() {
                    state.revised[index] =
                        merged(commit.time, index, set, &state.versions, &parents);
                    let created = parents.iter().filter_map(|parent| parent.created[index]);
                    let is_new = state.versions[set.own] != GONE;
                    state.created[index] = created.min().or(is_new.then_some((commit.time, true)));
                }
            }
            for parent in self.commits[index].parents.clone() {
                self.commits[parent].children -= 1;
                if self.commits[parent].children == 0 {
                    states[parent] = None;
                }
            }
            states.push(Some(state));
        }
        let last = states.pop().flatten().unwrap_or(nothing);
        Folded {
            ahead: self.ahead(&last, &sets_of),
            sets: last
                .revised
                .into_iter()
                .zip(last.created)
                .map(|(revised, created)| Known {
                    revised,
                    created: created
                        .filter(|(_, certain)| *certain)
                        .map(|(time, _)| time),
                })
                .collect(),
            is_there: last.versions.into_iter().map(|v| v != GONE).collect(),
        }
    }

    /// The commits that were made by a clock ahead of its time, where the time of a set still comes from it: one of the
    /// years that have no SEQUENCE, or more than a year after all of several later commits.
    fn ahead(&self, last: &State, sets_of: &[Vec<usize>]) -> Vec<Ahead> {
        // From the last on, the greatest time of those after each.
        let mut now = vec![i64::MAX; self.commits.len()];
        let mut greatest = i64::MIN;
        for (after, commit) in self.commits.iter().rev().enumerate() {
            // One later commit may itself be the one whose clock was wrong.
            if after > 1 {
                now[self.commits.len() - 1 - after] = greatest;
            }
            greatest = greatest.max(commit.time);
        }
        let mut ahead = Vec::new();
        for (number, commit) in self.commits.iter().enumerate() {
            let from = sequence::END.min(now[number].saturating_add(A_YEAR));
            if commit.time < from || ahead.len() == MOST_AHEAD {
                continue;
            }
            let still = |set: &usize| last.revised[*set].is_some_and(|r| r.at >= commit.time);
            let sets = commit.changes.iter().flat_map(|&(file, _)| &sets_of[file]);
            let first = sets.copied().filter(|set| still(set)).min();
            ahead.extend(first.map(|set| (number, commit.time, set)));
        }
        let mut reported: Vec<Ahead> = Vec::with_capacity(ahead.len());
        for (number, time, set) in ahead {
            let mut names = self.numbers.iter();
            let name = names
                .find(|(_, of)| **of == number)
                .map(|(name, _)| &**name);
            reported.push(Ahead {
                commit: String::from_utf8_lossy(name.unwrap_or_default()).into_owned(),
                time,
                set,
            });
        }
        reported
    }
}

/// When a set last changed, seen from a merge.
fn merged(
    time: i64,
    index: usize,
    set: &Set,
    versions: &[Version],
    parents: &[&State],
) -> Option<Revised> {
    let (same, different): (Vec<&State>, Vec<&State>) = parents.iter().partition(|parent| {
        let mut files = set.files.iter();
        files.all(|&file| parent.versions[file] == versions[file])
    });
    let latest = |parents: &[&State]| {
        let revised = parents.iter().filter_map(|parent| parent.revised[index]);
        revised.max_by_key(|r| (r.at, r.certain))
    };
    let sequence = |parents: &[&State]| {
        let revised = parents.iter().filter_map(|parent| parent.revised[index]);
        revised.map(|r| r.sequence).max()
    };
    let (agreeing, others) = (latest(&same), latest(&different));
    let is_later = others.map(|o| o.at) < agreeing.map(|a| a.at);
    if different.is_empty() || is_later {
        return agreeing.map(|agreeing| Revised {
            sequence: match sequence(&same) {
                Some(kept) if sequence(&different) < Some(kept) => kept,
                // A clock was wrong on one side: it must be greater than on both.
                _ => sequence::after(sequence(parents), agreeing.at),
            },
            ..agreeing
        });
    }
    Some(Revised {
        at: later(latest(parents).map(|r| r.at), time),
        sequence: sequence::after(sequence(parents), time),
        // A time that is not certain may be earlier, and then the parent that agrees is right.
        certain: same.is_empty() || others.is_none_or(|o| o.certain),
    })
}

/// The time of a change: that of its commit, or the next second after the change before it, if that is later.
fn later(before: Option<i64>, time: i64) -> i64 {
    before.map_or(time, |before| time.max(before.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: [&str; 3] = ["a.md", "b.md", "people.yaml"];

    /// What is known of `a.md` and of `b.md`, each with `people.yaml`, after some commits: a time, a name, the parents,
    /// then what differs from the first of them. Names in capitals are at the edge of what was fetched.
    fn after(log: &[&str]) -> [Known; 2] {
        let mut read = Log::new(&FILES.map(str::to_owned));
        for commit in log {
            let (commit, changes) = commit.split_once(':').unwrap_or((commit, ""));
            let is_boundary = |name: &str| name.chars().all(char::is_uppercase);
            read.line(format!("commit {commit}").as_bytes(), is_boundary);
            read.line(b"", is_boundary);
            for change in changes.split_whitespace() {
                let (file, version) = change.split_once('=').expect("file=version");
                let line = format!(":100644 100644 0 {version} M\t{file}");
                read.line(line.as_bytes(), is_boundary);
            }
        }
        let set = |own| Set {
            own,
            files: vec![own, 2],
        };
        let reported = read.end(&[set(0), set(1)]);
        reported.sets.try_into().expect("two sets")
    }

    fn at(log: &[&str]) -> [i64; 2] {
        after(log).map(|known| known.revised.expect("it is there").at)
    }

    #[test]
    fn the_last_commit_that_changed_a_file_of_the_set_counts() {
        let log = [
            "10 r: a.md=1 b.md=2 other.md=3",
            "20 s r: a.md=4",
            "30 t s: \"caf\\303\\251.md\"=5",
        ];
        assert_eq!(at(&log), [20, 10]);
        assert_eq!(after(&log).map(|k| k.created), [Some(10), Some(10)]);
        let people = [&log[..], &["40 u t: people.yaml=6"]].concat();
        assert_eq!(at(&people), [40, 40]);
        assert_eq!(after(&people).map(|k| k.created), [Some(10), Some(10)]);
    }

    #[test]
    fn several_files_of_a_set_are_one_change() {
        let log = [
            "10 r: a.md=1 b.md=2 people.yaml=3",
            "20 s r: a.md=4 people.yaml=5",
        ];
        assert_eq!(at(&log), [20, 20]);
    }

    #[test]
    fn a_clock_that_goes_back_or_stands_still_does_not_keep_the_time_from_growing() {
        let log = ["50 r: a.md=1 b.md=2", "20 s r: a.md=3", "51 t s: a.md=4"];
        assert_eq!(at(&log[..2]), [51, 50]);
        assert_eq!(at(&log), [52, 50]);
        let branches = ["50 r: a.md=1 b.md=2", "60 x r: a.md=3", "70 y r: a.md=4"];
        let merge = [&branches[..], &["40 m x y: a.md=5"]].concat();
        assert_eq!(at(&merge), [71, 50]);
    }

    #[test]
    fn a_merged_change_counts_and_nothing_else_does_from_either_side() {
        let branches = ["10 r: a.md=1 b.md=2", "20 x r: a.md=3", "30 y r: b.md=4"];
        for merge in ["40 m x y: b.md=4", "40 m y x: a.md=3"] {
            let log = [&branches[..], &[merge]].concat();
            assert_eq!(at(&log), [20, 30], "{merge}");
        }
    }

    #[test]
    fn a_file_is_as_old_as_its_first_commit_on_a_branch() {
        let log = [
            "10 r: b.md=1",
            "20 x r: a.md=2",
            "30 y r: b.md=3",
            "40 m y x: a.md=2",
        ];
        assert_eq!(after(&log)[0].created, Some(20));
        assert_eq!(at(&log), [20, 30]);
    }

    #[test]
    fn a_merge_that_puts_two_changes_together_is_a_change() {
        let log = [
            "10 r: a.md=1 b.md=2",
            "20 x r: a.md=3",
            "30 y r: people.yaml=4",
            "40 m y x: a.md=3",
        ];
        // Of the second set, one side is the whole change.
        assert_eq!(at(&log), [40, 30]);
        let by_hand = ["10 r: a.md=1 b.md=2", "20 x r: a.md=3", "30 y r: a.md=4"];
        let log = [&by_hand[..], &["40 m y x: a.md=5"]].concat();
        assert_eq!(at(&log), [40, 10]);
    }

    #[test]
    fn a_merge_that_drops_the_later_change_is_a_change() {
        let sides = ["10 r: a.md=1 b.md=2", "20 x r: a.md=3", "30 y r: a.md=4"];
        let dropped = [&sides[..], &["40 m y x: a.md=3"]].concat();
        assert_eq!(at(&dropped), [40, 10]);
        let kept = [&sides[..], &["40 m y x:"]].concat();
        assert_eq!(at(&kept), [30, 10]);
        // Which of two of one second was published last is not known.
        let at_once = ["10 r: a.md=1 b.md=2", "20 x r: a.md=3", "20 y r: a.md=4"];
        for merge in ["40 m x y:", "40 m x y: a.md=4"] {
            assert_eq!(at(&[&at_once[..], &[merge]].concat()), [40, 10], "{merge}");
        }
    }

    fn without_sequence(known: Known) -> Known {
        Known {
            revised: known.revised.map(|r| Revised { sequence: 0, ..r }),
            ..known
        }
    }

    /// Seconds since 1970 of noon on the first of June.
    fn june(year: i64) -> i64 {
        (year - 1970) * 31_556_952 + 13_000_000
    }

    #[test]
    fn sequence_grows_with_every_change_whatever_clocks_say() {
        let commits = [2099, 2015, 2026, 2099, 2027, 2001, 2060, 2028, 2099, 2030];
        let mut log: Vec<String> = vec![format!("{} c0: a.md=0 b.md=0", june(2026))];
        let mut before = None;
        for (number, year) in (1..).zip(commits) {
            let parent = number - 1;
            log.push(format!("{} c{number} c{parent}: a.md={number}", june(year)));
            let log: Vec<&str> = log.iter().map(String::as_str).collect();
            let now = after(&log)[0].revised.map(|r| r.sequence);
            assert!(before < now, "{number}: {before:?} and {now:?}");
            before = now;
        }
        assert!(before < Some(i32::MAX.unsigned_abs()));
        // A merge that keeps one side is greater than the other, whichever has the clock ahead.
        let (ahead, right) = (june(2099), june(2026));
        let log = [
            format!("{right} r: a.md=1"),
            format!("{ahead} x r: a.md=2"),
            format!("{} y r: a.md=3", right + 1000),
        ];
        let sequence = |log: &[&str]| after(log)[0].revised.map(|r| r.sequence);
        let sides = [&log[0][..], &log[1]];
        let other = [&log[0][..], &log[2]];
        for merge in ["m x y:", "m x y: a.md=3", "m y x:", "m y x: a.md=2"] {
            let merge = format!("{} {merge}", right + 2000);
            let merged = sequence(&[&log[0][..], &log[1], &log[2], &merge]);
            assert!(
                merged > sequence(&sides) && merged > sequence(&other),
                "{merge}"
            );
        }
    }

    #[test]
    fn the_first_commit_is_the_first_of_the_history_not_of_the_clocks() {
        let log = [
            "50 r: a.md=1 b.md=2",
            "20 s r: a.md=3",
            "10 t s: b.md=0000",
            "5 u t: b.md=4",
        ];
        assert_eq!(after(&log).map(|k| k.created), [Some(50), Some(50)]);
        for known in after(&log) {
            assert!(known.created <= known.revised.map(|r| r.at));
        }
        // On two branches at once neither is before the other.
        let log = [
            "10 r: b.md=1",
            "30 x r: a.md=2",
            "20 y r: a.md=2",
            "40 m x y:",
        ];
        assert_eq!(after(&log)[0].created, Some(20));
    }

    #[test]
    fn a_clock_that_is_ahead_is_told_as_long_as_its_time_counts() {
        let reported = |log: &[String]| {
            let mut read = Log::new(&FILES.map(str::to_owned));
            for line in log.iter().flat_map(|commit| commit.split('|')) {
                read.line(line.as_bytes(), |_| false);
            }
            let own = |own| Set {
                own,
                files: vec![own],
            };
            let ahead = read.end(&[own(0), own(1)]).ahead;
            ahead
                .into_iter()
                .map(|a| (a.commit, a.set))
                .collect::<Vec<_>>()
        };
        let commit = |year, name: &str, file: &str| {
            format!("commit {} {name}|:0 0 1 {name} M\t{file}", june(year))
        };
        let is = |name: &str, set| vec![(name.to_owned(), set)];
        assert_eq!(reported(&[commit(2099, "r", "b.md")]), is("r", 1));
        assert_eq!(
            reported(&[commit(2099, "r", "a.md"), commit(2026, "s r", "a.md")]),
            is("r", 0)
        );
        let one = [commit(2030, "r", "a.md"), commit(2026, "s r", "b.md")];
        assert_eq!(reported(&one), [], "either clock may be wrong");
        let two = [&one[..], &[commit(2026, "t s", "b.md")]].concat();
        assert_eq!(reported(&two), is("r", 0));
        assert_eq!(
            reported(&[commit(2099, "r", "other.md"), commit(2026, "s r", "a.md")]),
            []
        );
        assert_eq!(
            reported(&[commit(2026, "r", "a.md"), commit(2026, "s r", "b.md")]),
            []
        );
    }

    #[test]
    fn what_lies_before_the_edge_is_not_certain() {
        let log = ["10 R: a.md=1 b.md=2", "20 s r: x.md=3", "30 t R: a.md=4"];
        let [a, b] = after(&log).map(without_sequence);
        let revised = |at, certain| {
            let sequence = 0;
            Some(Revised {
                at,
                sequence,
                certain,
            })
        };
        assert_eq!((a.revised, a.created), (revised(30, true), None));
        assert_eq!((b.revised, b.created), (revised(10, false), None));
        let [a, b] = after(&["10 R: a.md=1", "20 s R: b.md=2"]).map(without_sequence);
        assert_eq!((a.revised, a.created), (revised(10, false), None));
        assert_eq!((b.revised, b.created), (revised(20, true), Some(20)));
    }

    #[test]
    fn a_file_that_went_is_not_there() {
        let mut log = Log::new(&FILES.map(str::to_owned));
        for line in [
            "commit 10 r",
            ":0 0 0 1 A\ta.md",
            "commit 20 s r",
            ":0 0 1 0 D\ta.md",
        ] {
            log.line(line.as_bytes(), |_| false);
        }
        assert_eq!(log.end(&[]).is_there, [false, false, false]);
    }
}
