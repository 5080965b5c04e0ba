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
    /// When its own file was first committed; `None` if that lies before what was fetched.
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
    /// `false` when the change may be older, since the history before this time was not fetched.
    pub(crate) certain: bool,
}

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

    /// What is known of each set at the last commit, and of each file whether it is there.
    pub(crate) fn end(mut self, sets: &[Set]) -> (Vec<Known>, Vec<bool>) {
        let created = self.created(sets);
        let mut sets_of: Vec<Vec<usize>> = vec![Vec::new(); self.files.len()];
        for (index, set) in sets.iter().enumerate() {
            for &file in &set.files {
                sets_of[file].push(index);
            }
        }
        let nothing = State {
            versions: vec![GONE; self.files.len()],
            revised: vec![None; sets.len()],
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
                    let before = state.revised[set].map(|r| r.at);
                    state.revised[set] = Some(Revised {
                        at: later(before, commit.time),
                        certain: !commit.is_boundary,
                    });
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
        let known = last.revised.into_iter().zip(created);
        (
            known
                .map(|(revised, created)| Known { revised, created })
                .collect(),
            last.versions.into_iter().map(|v| v != GONE).collect(),
        )
    }

    /// When the own file of each set was first committed, on whichever side of a merge.
    fn created(&self, sets: &[Set]) -> Vec<Option<i64>> {
        let mut first: Vec<Option<i64>> = vec![None; self.files.len()];
        let mut before = vec![false; self.files.len()];
        for commit in &self.commits {
            for &(file, version) in &commit.changes {
                if version != GONE {
                    let time = first[file].map_or(commit.time, |t| t.min(commit.time));
                    first[file] = Some(time);
                    before[file] |= commit.is_boundary;
                }
            }
        }
        sets.iter()
            .map(|set| first[set.own].filter(|_| !before[set.own]))
            .collect()
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
    let (agreeing, others) = (latest(&same), latest(&different));
    let is_later = others.map(|o| o.at) < agreeing.map(|a| a.at);
    if different.is_empty() || is_later {
        return agreeing;
    }
    Some(Revised {
        at: later(latest(parents).map(|r| r.at), time),
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
        let (known, _) = read.end(&[set(0), set(1)]);
        known.try_into().expect("two sets")
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

    #[test]
    fn what_lies_before_the_edge_is_not_certain() {
        let [a, b] = after(&["10 R: a.md=1 b.md=2", "20 s r: x.md=3", "30 t R: a.md=4"]);
        let revised = |at, certain| Some(Revised { at, certain });
        assert_eq!((a.revised, a.created), (revised(30, true), None));
        assert_eq!((b.revised, b.created), (revised(10, false), None));
        let [a, b] = after(&["10 R: a.md=1", "20 s R: b.md=2"]);
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
        assert_eq!(log.end(&[]).1, [false, false, false]);
    }
}
