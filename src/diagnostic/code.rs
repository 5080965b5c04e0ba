//! The stable names of findings.

macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)+) => {
        /// The stable name of a sort of finding; it never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $variant,)+
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// What `redway check` tells of a page, and the page may allow.
            pub const ALLOWED_BY_PAGES: &'static [Code] = &[
                Code::RoleEnded,
                Code::RoleToCome,
                Code::ModeAndPlace,
                Code::FarDay,
                Code::OddHour,
                Code::StatusInWords,
                Code::Overdue,
                Code::OldDates,
                Code::RepeatedFact,
                Code::StaleFact,
                Code::WeekdayInText,
                Code::TwoHolders,
                Code::UnknownAcronym,
                Code::CheckedLongAgo,
                Code::NoDateToCome,
                Code::DoubleBooked,
                Code::HolidayClash,
                Code::HeadingOrder,
                Code::VagueLink,
                Code::LinkAddress,
                Code::ColourOnly,
                Code::LongSentence,
                Code::WordToAvoid,
                Code::ReadingAge,
                Code::PrivateMailbox,
                Code::MobileNumber,
                Code::PersonalData,
                Code::LinkGone,
                Code::LinkUnsure,
            ];

            /// The name as it is printed, in lower case with hyphens.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Code::$variant => $name,)+
                }
            }
        }
    };
}

codes! {
    /// There is no `site.yaml`, so there is no site.
    NoSite = "no-site",
    /// A file or folder cannot be read.
    Unreadable = "unreadable",
    /// A file is not UTF-8.
    NotUtf8 = "not-utf-8",
    /// A text file is larger than any handbook page.
    TooLarge = "too-large",
    /// So much is wrong with a file that not all of it is shown.
    TooManyFindings = "too-many-findings",
    /// A file holds nothing.
    EmptyFile = "empty-file",
    /// A file or folder name that cannot become an address.
    FileName = "file-name",
    /// A file that a browser or a host may run, or of which that is not known.
    FileRuns = "file-runs",
    /// A file that does not begin as its ending says.
    FileSort = "file-sort",
    /// A file named in the settings that is not there.
    UnknownFile = "unknown-file",
    /// A folder that stands within too many others.
    FolderDepth = "folder-depth",
    /// A symbolic link that leads out of the site, to a folder, or in a circle.
    Symlink = "symlink",
    /// Neither a file nor a folder: a pipe, a socket or a device.
    NotAFile = "not-a-file",
    /// The text holds the markers of a merge that was never finished.
    MergeConflict = "merge-conflict",
    /// Front matter that does not start or never ends, or in a form that Redway does not read.
    FrontMatter = "front-matter",
    /// The text is not YAML.
    Yaml = "yaml",
    /// The text is not TOML.
    Toml = "toml",
    /// The text is not JSON.
    Json = "json",
    /// A tab where YAML wants spaces.
    YamlTab = "yaml-tab",
    /// YAML nested too deep or repeated without bound.
    YamlTooMuch = "yaml-too-much",
    /// A key that Redway does not know.
    UnknownKey = "unknown-key",
    /// The same key twice.
    DuplicateKey = "duplicate-key",
    /// A key that must be there is not.
    MissingKey = "missing-key",
    /// A key with nothing after it.
    EmptyKey = "empty-key",
    /// A value of the wrong sort.
    WrongType = "wrong-type",
    /// A value that is none of those allowed.
    UnknownValue = "unknown-value",
    /// A kind of page that Redway does not know.
    UnknownKind = "unknown-kind",
    /// A page without a title.
    MissingTitle = "missing-title",
    /// An id that breaks the rules for ids.
    BadId = "bad-id",
    /// The same id twice.
    DuplicateId = "duplicate-id",
    /// A person who is not in `people.yaml`.
    UnknownPerson = "unknown-person",
    /// A contact point that is not in `contacts.yaml`, or a way to reach it that the record does not have.
    UnknownContact = "unknown-contact",
    /// A role that no page of today has, or several have.
    UnknownRole = "unknown-role",
    /// An audience that is not in `audiences.yaml`.
    UnknownAudience = "unknown-audience",
    /// A document that is not in `documents.yaml`.
    UnknownDocument = "unknown-document",
    /// Two names of one record, or of two records, that are the same to readers.
    RepeatedName = "repeated-name",
    /// A post that two people hold at a time.
    TwoHolders = "two-holders",
    /// An area that the series does not have.
    UnknownArea = "unknown-area",
    /// A series that no page describes.
    UnknownSeries = "unknown-series",
    /// A time zone that is not in the time zone database.
    UnknownZone = "unknown-time-zone",
    /// A time zone without summer time, where one with it is likely meant.
    NoSummerTime = "no-summer-time",
    /// A colour in which text cannot be read.
    Contrast = "contrast",
    /// Not an e-mail address, telephone number or web address.
    BadContact = "bad-contact",
    /// Not a date or time, or one that does not exist.
    BadDate = "bad-date",
    /// The weekday and the date do not match.
    WrongWeekday = "wrong-weekday",
    /// A meeting, a term or a holiday that ends before it starts.
    EndBeforeStart = "end-before-start",
    /// A term, a holiday or a closure that does not fit its school year, or years that overlap.
    SchoolYear = "school-year",
    /// A school year that is not in `years.yaml`.
    UnknownYear = "unknown-year",
    /// A rule for meetings that does not give the days that it seems to give.
    Recurs = "recurs",
    /// A meeting on a day without school.
    ClosureClash = "closure-clash",
    /// A meeting after the day from which its series is no longer held.
    Retired = "retired",
    /// A local time that does not exist since the clocks go forward.
    SkippedTime = "skipped-time",
    /// A local time that comes twice since the clocks go back.
    DoubledTime = "doubled-time",
    /// Something that is published so many times that the output would outgrow the source.
    Repeated = "repeated",
    /// A series with dates and without a stamp for its feed.
    NoStamp = "no-stamp",
    /// A file whose changes are not in git yet, from which calendar feeds take their stamps.
    Uncommitted = "uncommitted",
    /// A clone without the whole history, from which calendar feeds take their stamps.
    ShallowClone = "shallow-clone",
    /// A commit that was made by a clock ahead of its time, or a stamp for which SEQUENCE has no number.
    ClockAhead = "clock-ahead",
    /// Git is there and refuses to tell the history, or fails.
    NoHistory = "no-history",
    /// Two outputs at one address.
    DuplicateAddress = "duplicate-address",
    /// A link that leads nowhere.
    BrokenLink = "broken-link",
    /// A link to a heading that the page does not have.
    BrokenAnchor = "broken-anchor",
    /// A link whose words say something else than where it leads, or whose host can pass for another.
    MisleadingLink = "misleading-link",
    /// A link of a scheme that is not allowed.
    LinkScheme = "link-scheme",
    /// A control character, or one that turns the direction of writing.
    Unseen = "unseen-character",
    /// A value between quotation marks that YAML does not know.
    CurlyQuotes = "curly-quotes",
    /// Raw HTML in Markdown.
    RawHtml = "raw-html",
    /// Markdown that cannot be turned into an accessible page.
    Markdown = "markdown",
    /// Text that is nearly Markdown, or that of another program, and is shown as it was typed.
    NearlyMarkdown = "nearly-markdown",
    /// A call such as `{{ table(…) }}` that cannot be read or names nothing.
    Call = "call",
    /// A figure that does not follow from the figures beside it.
    Figure = "figure",
    /// An organisation that is not in `organisations.yaml`.
    UnknownOrganisation = "unknown-organisation",
    /// A reference that the plan does not have.
    UnknownReference = "unknown-reference",
    /// A table that is not in `data/`.
    UnknownTable = "unknown-table",
    /// A feed that cannot be written.
    Feed = "feed",
    /// A calendar file that breaks a rule of RFC 5545.
    FeedRule = "feed-rule",
    /// A short form that the glossary does not explain.
    UnknownAcronym = "unknown-acronym",
    /// A post whose `until` has passed.
    RoleEnded = "role-ended",
    /// A role that begins on a day to come, and that nobody holds until then.
    RoleToCome = "role-to-come",
    /// A meeting whose place does not go with how people take part.
    ModeAndPlace = "mode-and-place",
    /// Facts that were confirmed on a day to come.
    CheckedToCome = "checked-to-come",
    /// What is told as past is of a day that has not come yet.
    DayToCome = "day-to-come",
    /// Words say that a meeting is not held, and its status says that it is.
    StatusInWords = "status-in-words",
    /// What a new file asks to be written still stands there.
    Placeholder = "placeholder",
    /// The accessibility statement names nobody to tell of a barrier.
    StatementContact = "statement-contact",
    /// A notice stands in the settings, though it holds no more.
    NoticeEnded = "notice-ended",
    /// A meeting on a day that is far from all others.
    FarDay = "far-day",
    /// A meeting in the night.
    OddHour = "odd-hour",
    /// An action whose day has passed, without a word on how it stands.
    Overdue = "overdue",
    /// Words on when something meets that name a year that is over.
    OldDates = "old-dates",
    /// A number, mailbox or day in a text that a record holds too.
    RepeatedFact = "repeated-fact",
    /// A number, mailbox or day in a text that is almost that of a record, or stands beside its name.
    StaleFact = "stale-fact",
    /// A weekday in a text that is not that of the day beside it.
    WeekdayInText = "weekday-in-text",
    /// A record that nothing uses.
    Unused = "unused",
    /// Facts that were confirmed longer ago than the site allows.
    CheckedLongAgo = "checked-long-ago",
    /// A series that goes on and has no meeting to come.
    NoDateToCome = "no-date-to-come",
    /// Two meetings at one time to which the same readers are expected.
    DoubleBooked = "double-booked",
    /// A meeting on a public holiday, or within a closure.
    HolidayClash = "holiday-clash",
    /// A heading that leaves out a level.
    HeadingOrder = "heading-order",
    /// The words of a link that do not say where it leads.
    VagueLink = "vague-link",
    /// A web address as the words of a link, or in a text.
    LinkAddress = "link-address",
    /// A colour that alone tells what is meant.
    ColourOnly = "colour-only",
    /// A sentence of many words.
    LongSentence = "long-sentence",
    /// A word for which there is a plainer one.
    WordToAvoid = "word-to-avoid",
    /// A page that is hard to read.
    ReadingAge = "reading-age",
    /// A mailbox at a provider for private persons.
    PrivateMailbox = "private-mailbox",
    /// A number of a mobile telephone, which is often somebody's own.
    MobileNumber = "mobile-number",
    /// A date of birth, a number of a patient or pupil, or why somebody was away.
    PersonalData = "personal-data",
    /// A picture that says where it was taken.
    PicturePlace = "picture-place",
    /// A page of another site that is not there any more.
    LinkGone = "link-gone",
    /// A page of another site that could not be asked.
    LinkUnsure = "link-unsure",
    /// A home page that is a draft, and is left out.
    DraftHome = "draft-home",
    /// No school year of today.
    OldYears = "old-years",
    /// The search index is larger than its budget.
    SearchBudget = "search-budget",
    /// A template with a mistake.
    Template = "template",
    /// A template that a page names and the site does not have.
    UnknownTemplate = "unknown-template",
    /// A block of a template that nothing it stands on has, so that it is never shown.
    UnknownBlock = "unknown-block",
    /// A file in the theme of the site that no page is made with.
    UnusedThemeFile = "unused-theme-file",
    /// Words that the language of the site lacks, and that readers see in English.
    MissingWords = "missing-words",
    /// An output folder that Redway did not make.
    OutputFolder = "output-folder",
    /// Writing failed.
    Write = "write",
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn names_are_unique_and_lower_case() {
        let mut names: Vec<_> = Code::ALL.iter().map(|c| c.name()).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(names.iter().all(|n| {
            n.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        }));
    }
}
