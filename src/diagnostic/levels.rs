//! How much each rule of `redway check` matters to a site, and who answers for what.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Code, Diagnostic, Diagnostics, Severity};

/// How much a rule matters: `None` is off.
pub(crate) type Level = Option<Severity>;

const OFF: Level = None;
const NOTE: Level = Some(Severity::Note);
const WARNING: Level = Some(Severity::Warning);

/// The findings that need judgement or a clock, whose level a site may set (`check` in `site.yaml`), with the level that they
/// have unless it does. What merely may read better is a note; what only some sites want is off.
pub(crate) const RULES: [(Code, Level); 37] = [
    (Code::CheckedLongAgo, WARNING),
    (Code::CheckedToCome, WARNING),
    (Code::ColourOnly, NOTE),
    (Code::DayToCome, WARNING),
    (Code::DoubleBooked, WARNING),
    (Code::FarDay, WARNING),
    (Code::HeadingOrder, WARNING),
    (Code::HolidayClash, WARNING),
    (Code::LinkAddress, NOTE),
    (Code::LongSentence, OFF),
    (Code::MobileNumber, WARNING),
    (Code::ModeAndPlace, WARNING),
    (Code::NoDateToCome, NOTE),
    (Code::NoticeEnded, WARNING),
    (Code::OddHour, WARNING),
    (Code::OldDates, WARNING),
    (Code::OldYears, WARNING),
    (Code::Overdue, WARNING),
    (Code::PersonalData, WARNING),
    (Code::PicturePlace, WARNING),
    (Code::Placeholder, WARNING),
    (Code::PrivateMailbox, WARNING),
    (Code::ReadingAge, OFF),
    (Code::RepeatedFact, WARNING),
    (Code::RoleEnded, WARNING),
    (Code::RoleToCome, WARNING),
    (Code::StaleFact, WARNING),
    (Code::StatementContact, NOTE),
    (Code::StatusInWords, WARNING),
    (Code::TwoHolders, WARNING),
    (Code::UnknownAcronym, WARNING),
    (Code::Unused, WARNING),
    (Code::VagueLink, WARNING),
    (Code::WeekdayInText, WARNING),
    (Code::WordToAvoid, OFF),
    (Code::LinkGone, WARNING),
    (Code::LinkUnsure, NOTE),
];

/// What a site says of the rules, and who answers for its files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Levels {
    /// Of each rule the folders with their levels. A folder ends with a slash; that of the whole site is empty.
    set: HashMap<Code, HashMap<String, Level>>,
    /// Files and folders with who answers for them.
    owners: HashMap<String, Arc<str>>,
    /// What single files allow.
    allowed: HashMap<Arc<str>, Vec<Code>>,
}

impl Levels {
    /// Sets the level of a rule for the files of a folder.
    pub(crate) fn set(&mut self, code: Code, folder: String, level: Level) {
        self.set.entry(code).or_default().insert(folder, level);
    }

    /// Says who answers for a file, or for the files of a folder, which ends with a slash.
    pub(crate) fn own(&mut self, path: String, owner: &str) {
        self.owners.insert(path, owner.into());
    }

    /// Says what a file allows.
    pub(crate) fn allow(&mut self, file: &Arc<str>, codes: &[Code]) {
        if !codes.is_empty() {
            self.allowed.insert(Arc::clone(file), codes.to_vec());
        }
    }

    /// The level of a rule for a file; `None` is off. What is no rule has none.
    pub(crate) fn of(&self, code: Code, file: &str) -> Level {
        let allowed = self.allowed.get(file);
        if allowed.is_some_and(|codes| codes.contains(&code)) {
            return OFF;
        }
        let set = self.set.get(&code);
        match set.and_then(|set| nearest(set, file)) {
            Some(level) => *level,
            None => RULES.iter().find(|(rule, _)| *rule == code)?.1,
        }
    }

    /// Whether a rule is on anywhere.
    pub(crate) fn is_on(&self, code: Code) -> bool {
        let by_default = RULES
            .iter()
            .any(|(rule, level)| *rule == code && level.is_some());
        let set = self.set.get(&code);
        by_default || set.is_some_and(|set| set.values().any(Option::is_some))
    }

    /// Who answers for a file: whom it names, else the nearest folder above it.
    pub(crate) fn owner(&self, file: &str) -> Option<&Arc<str>> {
        nearest(&self.owners, file)
    }

    /// Gives each finding the severity that the site has set for it, drops those that it has switched off, and says who
    /// answers for the file.
    pub(crate) fn apply_to(&self, diagnostics: &mut Diagnostics) {
        diagnostics.list.retain_mut(|finding| self.apply(finding));
    }

    /// Who answers for what: files and folders, which end with a slash, in the order of their paths.
    #[cfg(feature = "cli")]
    pub(crate) fn owners(&self) -> Vec<(&str, &str)> {
        let mut owners: Vec<_> = self
            .owners
            .iter()
            .map(|(path, owner)| (path.as_str(), &**owner))
            .collect();
        owners.sort_unstable();
        owners
    }

    /// Gives a finding its level and its owner; `false` when it is switched off.
    fn apply(&self, finding: &mut Diagnostic) -> bool {
        let Some(place) = &finding.place else {
            return true;
        };
        finding.owner = self.owner(&place.file).cloned();
        if RULES.iter().any(|(rule, _)| *rule == finding.code) {
            match self.of(finding.code, &place.file) {
                None => return false,
                Some(severity) => finding.severity = severity,
            }
        }
        true
    }
}

/// What is said of a file: of itself, else of the nearest folder above it, else of all, whose name is empty.
fn nearest<'s, T>(said: &'s HashMap<String, T>, file: &str) -> Option<&'s T> {
    let folders = file.rmatch_indices('/').map(|(at, _)| &file[..=at]);
    let mut paths = std::iter::once(file).chain(folders).chain([""]);
    paths.find_map(|path| said.get(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_there_once() {
        let mut codes: Vec<_> = RULES.iter().map(|(code, _)| code.name()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), RULES.len());
    }

    #[test]
    fn the_deepest_folder_decides_and_a_file_may_allow() {
        let mut levels = Levels::default();
        levels.set(Code::OddHour, String::new(), NOTE);
        levels.set(Code::OddHour, "content/a/b/".into(), Some(Severity::Error));
        levels.set(Code::OddHour, "content/a/".into(), OFF);
        let file: Arc<str> = "content/a/b/own.md".into();
        levels.allow(&file, &[Code::OddHour]);
        let of = |file: &str| levels.of(Code::OddHour, file);
        assert_eq!(of("content/x.md"), NOTE);
        assert_eq!(of("content/a/x.md"), OFF);
        assert_eq!(of("content/ab/x.md"), NOTE);
        assert_eq!(of("content/a/b/x.md"), Some(Severity::Error));
        assert_eq!(of(&file), OFF);
        assert_eq!(levels.of(Code::LongSentence, "content/x.md"), OFF);
        assert!(levels.is_on(Code::OddHour) && !levels.is_on(Code::LongSentence));
    }

    #[test]
    fn the_nearest_owner_answers() {
        let mut levels = Levels::default();
        levels.own("content/a/".into(), "Team A");
        levels.own("content/a/x.md".into(), "Ann");
        let owner = |file: &str| levels.owner(file).map(ToString::to_string);
        assert_eq!(owner("content/a/x.md").as_deref(), Some("Ann"));
        assert_eq!(owner("content/a/b/c.md").as_deref(), Some("Team A"));
        assert_eq!(owner("content/b.md"), None);
    }
}
