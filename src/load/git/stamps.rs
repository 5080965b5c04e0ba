//! When what stands in the calendar feed of each series last changed, as git knows it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::thread;

use super::history::{Ahead, Folded, Known, Log, Set};
use super::run::{Refusal, Repository};
use crate::calendar::{Stamp, sequence};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::disk::{Folder, Link};
use crate::load::raw::{Changed, RawContact, RawContactRecord, RawKind, RawPage, RawSeries};
use crate::load::values::dates::When;

/// A source without this file in git is not kept in git, even if it stands within some repository.
pub(super) const SETTINGS: &str = "site.yaml";

/// More paths than this cost git more than all files of the folder.
const MOST_PATHS: usize = 20;

/// A series with dates.
struct Dated<'a> {
    file: &'a Arc<str>,
    set: Set,
}

/// When each series with dates last changed, by file; empty without git. `prefix` is the folder of the content in messages.
/// Git is asked only if there is such a series.
pub(crate) fn stamps(
    content: &Folder,
    prefix: &str,
    pages: &[RawPage],
    contacts: &[RawContactRecord],
    findings: &mut Diagnostics,
) -> BTreeMap<Arc<str>, Changed> {
    let people = contacts.iter().filter(|record| record.point.is_person());
    let people = people.map(|record| record.id.value.as_str()).collect();
    let mut files = Files::new(content, people);
    let dated: Vec<Dated<'_>> = pages
        .iter()
        .filter_map(|page| match &page.kind {
            RawKind::Series(series) if has_dates(series) => Some(Dated {
                file: &page.file,
                set: files.set(page, series),
            }),
            _ => None,
        })
        .collect();
    if dated.is_empty() {
        return BTreeMap::new();
    }
    known(content, prefix, dated, &files.names, findings).unwrap_or_else(|refusal| {
        findings.push(refused(&refusal).in_file(&format!("{prefix}{SETTINGS}").into()));
        BTreeMap::new()
    })
}

/// Whether a series will have an event in a feed.
fn has_dates(series: &RawSeries) -> bool {
    let mut meetings = series.occurrences.iter();
    !series.recurs.is_empty()
        || meetings.any(|meeting| !matches!(meeting.when.value, When::Month(..)))
}

/// The lists whose words stand in the events of a series.
fn lists(page: &RawPage, series: &RawSeries, people: &HashSet<&str>) -> Vec<&'static str> {
    let areas = series.areas.iter();
    let chaired = !series.chairs.is_empty() || areas.clone().any(|area| !area.chairs.is_empty());
    let (named, person) = match series.contacts.first() {
        None => (false, false),
        Some(RawContact::Written(point)) => (false, point.is_person()),
        Some(RawContact::Named(id)) => (true, people.contains(id.value.as_str())),
    };
    let mut lists = Vec::new();
    if chaired || person {
        lists.push("people.yaml");
    }
    if named {
        lists.push("contacts.yaml");
    }
    if !page.audience.is_empty() {
        lists.push("audiences.yaml");
    }
    if !series.recurs.is_empty() {
        lists.push("years.yaml");
    }
    lists
}

/// Files of the content by number.
struct Files<'a> {
    content: &'a Folder,
    /// Contact points of `contacts.yaml` that are people.
    people: HashSet<&'a str>,
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl<'a> Files<'a> {
    /// The settings alone.
    fn new(content: &'a Folder, people: HashSet<&'a str>) -> Self {
        Files {
            content,
            people,
            names: vec![SETTINGS.to_owned()],
            numbers: HashMap::from([(SETTINGS.to_owned(), 0)]),
        }
    }

    /// The files that the events of a series come from.
    fn set(&mut self, page: &RawPage, series: &RawSeries) -> Set {
        let own = self.number(&page.path);
        let mut files = vec![own];
        for name in std::iter::once(page.path.as_str()).chain(lists(page, series, &self.people)) {
            files.push(self.number(name));
            if let Some(target) = self.target(name) {
                files.push(self.number(&target));
            }
        }
        files.sort_unstable();
        files.dedup();
        Set { own, files }
    }

    fn number(&mut self, name: &str) -> usize {
        *self.numbers.entry(name.to_owned()).or_insert_with(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// What a symbolic link leads to: git keeps the two apart.
    fn target(&self, name: &str) -> Option<String> {
        match self.content.link(name)? {
            Link::File(target) => Some(target),
            _ => None,
        }
    }
}

/// Asks git, and says what it cannot tell.
fn known(
    content: &Folder,
    prefix: &str,
    dated: Vec<Dated<'_>>,
    names: &[String],
    findings: &mut Diagnostics,
) -> Result<BTreeMap<Arc<str>, Changed>, Refusal> {
    let Some(repository) = Repository::open(content.path())? else {
        return Ok(BTreeMap::new());
    };
    let paths = paths(names);
    let mut log = Log::new(names);
    // Both wait for git most of the time.
    let (read, edited) = thread::scope(|scope| {
        let edited = scope.spawn(|| repository.changed(&paths));
        let read = repository.log(&paths, |line| {
            log.line(line, |commit| repository.is_boundary(commit));
        });
        (read, edited.join().expect("it does not panic"))
    });
    read?;
    let (series, sets): (Vec<&Arc<str>>, Vec<Set>) =
        dated.into_iter().map(|d| (d.file, d.set)).unzip();
    let Folded {
        sets: known,
        is_there: committed,
        ahead,
    } = log.end(&sets);
    if !committed[0] {
        return Ok(BTreeMap::new());
    }
    let edited = edited?;
    // A list that is neither here nor in git is none, and nothing to commit.
    let is_open = |file: &usize| {
        let is_new = || !committed[*file] && matches!(content.kind(&names[*file]), Ok(Some(_)));
        edited.contains(&names[*file]) || is_new()
    };
    let open: BTreeSet<usize> = sets
        .iter()
        .flat_map(|set| set.files.iter().copied().filter(is_open))
        .collect();
    let head = if open.is_empty() {
        0
    } else {
        repository.head_time()?
    };
    for &file in &open {
        let file: Arc<str> = format!("{prefix}{}", names[file]).into();
        findings.push(uncommitted(&file));
    }
    let is_cut = |(set, known): (&Set, &Known)| committed[set.own] && !known.is_whole();
    if sets.iter().zip(&known).any(is_cut) {
        findings.push(shallow().in_file(&format!("{prefix}{SETTINGS}").into()));
    }
    for ahead in &ahead {
        if let Some(finding) = clock_ahead(ahead) {
            findings.push(finding.in_file(series[ahead.set]));
        }
    }
    let changed = |set: &Set, known: Known| {
        let mut files = set.files.iter();
        let head = files.any(|file| open.contains(file)).then_some(head);
        let revised = known.revised.filter(|_| committed[set.own]);
        Some(Changed {
            // Versions that are only on the disk have no time yet: they are newer than the last commit.
            revised: revised.map(|r| r.at).max(head)?,
            sequence: revised
                .map(|r| r.sequence)
                .max(head.and_then(sequence::at))
                .unwrap_or(0),
            certain: revised.is_some_and(|r| r.certain || head.is_some()),
            created: known.created.filter(|_| committed[set.own]),
        })
    };
    let all = series.into_iter().zip(sets.iter().zip(known));
    Ok(all
        .filter_map(|(file, (set, known))| Some((Arc::clone(file), changed(set, known)?)))
        .collect())
}

/// Few paths that hold all files: git looks through less of the history of a large site.
pub(super) fn paths(names: &[String]) -> Vec<String> {
    let folder = |name: &String| {
        name.rsplit_once('/')
            .map_or(name.clone(), |(f, _)| f.to_owned())
    };
    let paths: BTreeSet<String> = names.iter().map(folder).collect();
    if paths.len() > MOST_PATHS {
        vec![".".to_owned()]
    } else {
        paths.into_iter().collect()
    }
}

fn uncommitted(file: &Arc<str>) -> Diagnostic {
    Diagnostic::warning(
        Code::Uncommitted,
        "this file is not committed as it is here, so git cannot say when the dates that draw on it last changed",
    )
    .in_file(file)
    .help("commit it before you publish: calendar programs look for changes by that time")
    .help("until then the time of the last commit stands in; for a new file, `updated:` or SOURCE_DATE_EPOCH if there is one")
}

/// `None` for a time that calendars cannot write: then another stands in.
fn clock_ahead(ahead: &Ahead) -> Option<Diagnostic> {
    let at = Stamp::from_seconds(ahead.time)?;
    let name = ahead.commit.get(..12).unwrap_or(&ahead.commit);
    Some(
        Diagnostic::warning(
            Code::ClockAhead,
            format!(
                "the commit {name} is dated {}, and from it calendar programs learn when these dates last changed",
                at.day()
            ),
        )
        .help("the clock of the machine that made it was wrong; set it right there, or the next commit will be wrong too")
        .help("if nobody else has that commit yet, `git commit --amend --no-edit` or `git rebase --force-rebase` date it anew")
        .help(
            "later changes are still told, since SEQUENCE grows with each; but as the time of the last change \
             programs see that date and the seconds after it",
        ),
    )
}

pub(super) fn shallow() -> Diagnostic {
    Diagnostic::warning(
        Code::ShallowClone,
        "only a part of the git history is here, so it is not certain when all dates were made and last changed",
    )
    .help("fetch all of it with `git fetch --unshallow`; in a workflow, set `fetch-depth: 0` for the checkout")
    .help("until then `updated:` or SOURCE_DATE_EPOCH stands in, or else the time of the oldest commit that is here")
}

pub(super) fn refused(refusal: &Refusal) -> Diagnostic {
    let finding = |why: &str| {
        Diagnostic::warning(
            Code::NoHistory,
            format!("the git history does not tell when dates last changed: {why}"),
        )
    };
    let again =
        "run `git log` and `git status` in the folder of the site, and see where they stand still";
    let finding = match refusal {
        Refusal::Late => finding("git gave no answer within 30 seconds, and was stopped")
            .help(format!("{again}; a disk of the network may not answer")),
        Refusal::Endless => finding("git printed without end, and was stopped").help(again),
        Refusal::NotRun(why) => finding(why).help("see whether `git` can be run here"),
        Refusal::Owner => finding("git does not read a folder that belongs to somebody else")
            .help("if you trust its owner, say so with `git config --global --add safe.directory` and the full path of the folder"),
        Refusal::Other(why) => finding(why).help("run `git log` and `git status` in the folder of the site, and mend what they report"),
    };
    finding.help("until then `updated:` or SOURCE_DATE_EPOCH stands in")
}
