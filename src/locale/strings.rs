//! The words of a language, by key: built in, then those that a site gives.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use icu_plurals::{PluralCategory, PluralRuleType, PluralRules};

use super::text::names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// The languages that are built in: their tags and their files.
const BUILT_IN: [(&str, &str); 2] = [
    ("en", include_str!("../../themes/toolkit/strings.en.yaml")),
    ("cy", include_str!("../../themes/toolkit/strings.cy.yaml")),
];

/// What a region says otherwise than its language does.
const REGIONS: [(&str, &str); 1] = [(
    "en-US",
    include_str!("../../themes/toolkit/strings.en-US.yaml"),
)];

/// Lists of words that a question to the search may hold. What a language does not give stays empty: an English word
/// may mean something else in it.
const OF_QUESTIONS: [&str; 3] = ["asides", "hints_", "title_endings"];

/// What only languages need that tell apart what follows "and" or "or".
const OF_VOWELS: [&str; 3] = ["list_vowels", "list_and_vowel", "list_or_vowel"];

/// Lists of names, and how many each has.
const NAMES: [(&str, usize); 5] = [
    ("months", 12),
    ("months_alone", 12),
    ("months_short", 12),
    ("weekdays", 7),
    ("weekdays_short", 7),
];

/// A file of a site with words of its own.
#[derive(Default)]
pub(crate) struct OwnWords {
    /// Where it is.
    pub(crate) file: Arc<str>,
    /// What it says.
    pub(crate) words: BTreeMap<String, String>,
}

/// The words of one language.
pub(super) struct Strings {
    /// Those of the language, built in or of the site.
    own: BTreeMap<String, String>,
    /// Those of English, which stand in for what the language lacks.
    english: BTreeMap<String, String>,
    plurals: PluralRules,
    english_plurals: PluralRules,
}

impl Strings {
    /// The words of a language with those of a site on top; later files win. What a site cannot mean, and what stays
    /// English for want of a word, is reported; `settings` is the file that names the language.
    pub(super) fn new(
        language: &icu_locale_core::Locale,
        settings: &Arc<str>,
        files: Vec<OwnWords>,
        out: &mut Diagnostics,
    ) -> Self {
        let english = built_in("en").unwrap_or_default();
        let tag = language.id.language;
        let mut own = built_in(tag.as_str()).unwrap_or_default();
        own.extend(of_region(language));
        let mut last = None;
        for file in files {
            let words = usable(file.words, &file.file, &english, out);
            own.extend(words);
            last = Some(file.file);
        }
        let lacking = lacking(&own, &english);
        if tag.as_str() != "en" && !lacking.is_empty() {
            out.push(missing(
                &tag.to_string(),
                &lacking,
                &last.unwrap_or_else(|| settings.clone()),
            ));
        }
        Strings {
            own,
            english,
            plurals: rules(language),
            english_plurals: rules(&icu_locale_core::locale!("en")),
        }
    }

    /// A word, in English if the language has none; nothing if there is none of that name.
    pub(super) fn word(&self, key: &str) -> &str {
        self.own
            .get(key)
            .or_else(|| self.english.get(key).filter(|_| !is_of_questions(key)))
            .map_or("", String::as_str)
    }

    /// The words beside a number, in the form that the number asks for.
    pub(super) fn count(&self, key: &str, n: usize) -> &str {
        let of = |words: &BTreeMap<String, String>, category| -> Option<String> {
            let name = form(key, category);
            words.contains_key(&name).then_some(name)
        };
        let name = of(&self.own, self.plurals.category_for(n))
            .or_else(|| of(&self.own, PluralCategory::Other))
            .or_else(|| of(&self.english, self.english_plurals.category_for(n)));
        name.map_or("", |name| self.word(&name))
    }

    /// All forms of the words beside a number, by the categories of the language.
    pub(super) fn forms(&self, key: &str) -> impl Iterator<Item = (&'static str, &str)> {
        self.plurals.categories().map(move |category| {
            let word = self.word(&form(key, category));
            let other = || self.word(&form(key, PluralCategory::Other));
            (
                name_of(category),
                if word.is_empty() { other() } else { word },
            )
        })
    }

    /// All words by key. Of words beside a number there are forms of English only where the language has none.
    pub(super) fn all(&self) -> BTreeMap<&str, &str> {
        let stands_in = |key: &&String| !(stem(key).1 && self.own.contains_key(&english_key(key)));
        self.english
            .keys()
            .filter(stands_in)
            .chain(self.own.keys())
            .map(|key| (key.as_str(), self.word(key)))
            .collect()
    }

    /// A list of names, such as those of the months.
    pub(super) fn names(&self, key: &str) -> Vec<String> {
        self.word(key)
            .split(',')
            .map(|name| name.trim().to_owned())
            .collect()
    }
}

/// The words that are built in for a language.
fn built_in(language: &str) -> Option<BTreeMap<String, String>> {
    let (_, source) = BUILT_IN.iter().find(|(tag, _)| *tag == language)?;
    Some(lines(source).collect())
}

/// The words that are built in for the region of a language; none where it has no others.
fn of_region(language: &icu_locale_core::Locale) -> impl Iterator<Item = (String, String)> {
    let id = &language.id;
    let name = id.region.map(|region| format!("{}-{region}", id.language));
    let is_it = move |(tag, _): &&(&str, &str)| name.as_deref() == Some(*tag);
    REGIONS
        .iter()
        .filter(is_it)
        .flat_map(|(_, source)| lines(source))
}

/// The lines of a file that is built in: `key: text` or `key: "text"`, which a test also reads as YAML.
fn lines(source: &str) -> impl Iterator<Item = (String, String)> {
    source
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "))
        .map(|(key, text)| {
            let plain = text
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'));
            (key.to_owned(), plain.unwrap_or(text).to_owned())
        })
}

fn rules(language: &icu_locale_core::Locale) -> PluralRules {
    let options = PluralRuleType::Cardinal.into();
    PluralRules::try_new(language.into(), options)
        .expect("the plurals of every language are in the program")
}

/// The name of a category in keys and in `Intl.PluralRules`.
fn name_of(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

fn form(key: &str, category: PluralCategory) -> String {
    format!("{key}.{}", name_of(category))
}

/// The key without the category of plurals at its end, and whether it had one.
fn stem(key: &str) -> (&str, bool) {
    match key.rsplit_once('.') {
        Some((stem, end)) if PluralCategory::all().any(|category| name_of(category) == end) => {
            (stem, true)
        }
        _ => (key, false),
    }
}

/// The key under which English has the words of a key of any language.
fn english_key(key: &str) -> String {
    match stem(key) {
        (stem, true) => form(stem, PluralCategory::Other),
        (key, false) => key.to_owned(),
    }
}

fn is_of_questions(key: &str) -> bool {
    OF_QUESTIONS.iter().any(|start| key.starts_with(start))
}

/// The words of a file that can be used; the others are reported.
fn usable(
    words: BTreeMap<String, String>,
    file: &Arc<str>,
    english: &BTreeMap<String, String>,
    out: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut usable = BTreeMap::new();
    for (key, text) in words {
        let warning = |code, message| Diagnostic::warning(code, message).in_file(file);
        let Some(pattern) = english.get(&english_key(&key)) else {
            out.push(
                warning(
                    Code::UnknownKey,
                    format!("no template uses the words `{key}`"),
                )
                .did_you_mean(&key, english.keys().map(String::as_str))
                .help("the words that there are stand in the built-in strings.en.yaml"),
            );
            // A template of the site may.
            usable.insert(key, text);
            continue;
        };
        let list = NAMES.iter().find(|(name, _)| *name == key);
        if let Some((_, count)) = list
            && text
                .split(',')
                .filter(|name| !name.trim().is_empty())
                .count()
                != *count
        {
            out.push(
                warning(Code::UnknownValue, format!("`{key}` must be {count} names"))
                    .help(format!("put commas between them: `{key}: {pattern}`")),
            );
            continue;
        }
        let known: BTreeSet<&str> = names(pattern)
            .chain(of_times(&key).iter().copied())
            .collect();
        if let Some(unknown) = names(&text).find(|name| !known.contains(name)) {
            let all: Vec<String> = known.iter().map(|name| format!("`{{{name}}}`")).collect();
            let finding = warning(
                Code::UnknownValue,
                format!("nothing is known of the name `{{{unknown}}}` in `{key}`"),
            );
            out.push(if all.is_empty() {
                finding.help("these words stand as they are: leave the braces out")
            } else {
                finding.help(format!("names that can stand there: {}", all.join(", ")))
            });
        }
        usable.insert(key, text);
    }
    usable
}

/// What a time may hold, whether English uses it or not.
fn of_times(key: &str) -> &'static [&'static str] {
    match key {
        "time" | "time_whole" => &["hour", "hour2", "hour12", "minute", "half"],
        _ => &[],
    }
}

/// The keys that a language has no words for. Of plurals the form for all other numbers will do.
fn lacking<'k>(
    own: &BTreeMap<String, String>,
    english: &'k BTreeMap<String, String>,
) -> Vec<&'k str> {
    english
        .keys()
        .filter(|key| !is_of_questions(key) && !own.contains_key(&english_key(key)))
        .filter(|key| english_key(key) == **key && !OF_VOWELS.contains(&key.as_str()))
        .map(String::as_str)
        .collect()
}

/// The finding for words that stay English.
fn missing(language: &str, keys: &[&str], file: &Arc<str>) -> Diagnostic {
    let written = format!("write them in themes/toolkit/strings.{language}.yaml");
    let all = keys.contains(&"skip_to_content") && keys.contains(&"months");
    if all {
        return Diagnostic::warning(
            Code::MissingWords,
            format!("Redway has no words in `{language}`, so it speaks English to readers"),
        )
        .in_file(file)
        .help(format!(
            "{written}; the built-in strings.en.yaml has all of them"
        ));
    }
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    Diagnostic::warning(
        Code::MissingWords,
        format!(
            "these words are missing in `{language}`, so readers see English: {}",
            keys.join(", ")
        ),
    )
    .in_file(file)
    .help(format!(
        "{written}, as they stand in the built-in strings.en.yaml"
    ))
}

/// The languages that are built in, with their files and what is read from them.
#[cfg(test)]
pub(crate) fn all_built_in()
-> impl Iterator<Item = (&'static str, &'static str, BTreeMap<String, String>)> {
    BUILT_IN
        .into_iter()
        .map(|(tag, source)| (tag, source, lines(source).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(language: &str, words: &[(&str, &str)]) -> (Strings, Vec<String>) {
        let words = words
            .iter()
            .map(|(key, text)| ((*key).to_owned(), (*text).to_owned()))
            .collect();
        let mut out = Diagnostics::new();
        let files = vec![OwnWords {
            file: "themes/toolkit/strings.yaml".into(),
            words,
        }];
        let tag = language.parse().expect("it is a tag");
        let strings = Strings::new(&tag, &"content/site.yaml".into(), files, &mut out);
        (strings, out.iter().map(|d| d.message.clone()).collect())
    }

    #[test]
    fn every_language_has_every_word_with_the_same_facts() {
        let english = built_in("en").expect("it is built in");
        for (language, _) in BUILT_IN {
            let words = built_in(language).expect("it is built in");
            let rules = rules(&language.parse().expect("it is a tag"));
            let categories: BTreeSet<&str> = rules.categories().map(name_of).collect();
            for key in english.keys() {
                let (stem, counts) = stem(key);
                if counts {
                    for category in &categories {
                        let key = format!("{stem}.{category}");
                        assert!(words.contains_key(&key), "{language}: {key}");
                    }
                } else {
                    assert!(words.contains_key(key), "{language}: {key}");
                }
            }
            for (key, text) in &words {
                let theirs = english.get(&english_key(key));
                let theirs = theirs.unwrap_or_else(|| panic!("{language}: {key}"));
                let mut facts: Vec<&str> = names(text).collect();
                let mut expected: Vec<&str> = names(theirs).collect();
                facts.sort_unstable();
                expected.sort_unstable();
                if !matches!(key.as_str(), "time" | "time_whole") {
                    assert_eq!(facts, expected, "{language}: {key}");
                }
                if let (stem, true) = stem(key) {
                    let category = &key[stem.len() + 1..];
                    assert!(categories.contains(category), "{language}: {key}");
                }
                assert_eq!(text.trim(), text, "{language}: {key}");
                assert!(
                    !text.is_empty() || key == "list_vowels",
                    "{language}: {key} has no words"
                );
            }
            for (key, count) in NAMES {
                assert_eq!(words[key].split(", ").count(), count, "{language}: {key}");
            }
        }
    }

    #[test]
    fn a_region_says_some_words_otherwise_than_its_language() {
        let (british, _) = strings("en-GB", &[]);
        let (american, said) = strings("en-US", &[("date", "{year} {month} {day}")]);
        assert!(said.is_empty());
        assert_eq!(british.word("organisations_title"), "Organisations");
        assert_eq!(american.word("organisations_title"), "Organizations");
        assert_eq!(american.word("menu"), british.word("menu"));
        // What a site says comes last.
        assert_eq!(american.word("date"), "{year} {month} {day}");
        for (region, source) in REGIONS {
            let language: icu_locale_core::Locale = region.parse().expect("it is a tag");
            let base = built_in(language.id.language.as_str()).expect("it is built in");
            for (key, text) in lines(source) {
                assert_ne!(base.get(&key), Some(&text), "{region}: {key}");
                let mut facts: Vec<&str> = names(&text).collect();
                let mut expected: Vec<&str> = names(&base[&key]).collect();
                facts.sort_unstable();
                expected.sort_unstable();
                assert_eq!(facts, expected, "{region}: {key}");
            }
        }
    }

    #[test]
    fn files_are_read_whole() {
        for (language, source) in BUILT_IN.into_iter().chain(REGIONS) {
            let written = source
                .lines()
                .filter(|line| !line.is_empty() && !line.starts_with('#'))
                .count();
            assert_eq!(lines(source).count(), written, "{language}");
            let keys: BTreeSet<String> = lines(source).map(|(key, _)| key).collect();
            assert_eq!(keys.len(), written, "{language}: a key stands there twice");
            assert!(!source.contains('\\'), "{language}");
        }
    }

    #[test]
    fn numbers_choose_the_form_of_the_words_beside_them() {
        let (english, said) = strings("en-GB", &[]);
        assert!(said.is_empty());
        assert_eq!(english.count("meeting", 1), "{n} meeting");
        assert_eq!(english.count("meeting", 0), "{n} meetings");
        assert_eq!(english.count("nothing", 0), "");
        let (welsh, said) = strings("cy", &[("meeting.two", "dau")]);
        assert!(said.is_empty());
        let forms: Vec<&str> = (0..8).map(|n| welsh.count("meeting", n)).collect();
        assert_eq!(
            forms,
            [
                "{n} cyfarfod",
                "{n} cyfarfod",
                "dau",
                "{n} chyfarfod",
                "{n} cyfarfod",
                "{n} cyfarfod",
                "{n} chyfarfod",
                "{n} cyfarfod"
            ]
        );
        let (maori, _) = strings("mi", &[("seat.other", "{n} tūru")]);
        assert_eq!(maori.count("seat", 1), "{n} tūru");
        assert_eq!(maori.count("meeting", 1), "{n} meeting");
        assert_eq!(maori.all().get("seat.one"), None);
        assert_eq!(maori.all()["meeting.one"], "{n} meeting");
        assert_eq!(
            maori.forms("seat").collect::<Vec<_>>(),
            [("other", "{n} tūru")]
        );
    }

    #[test]
    fn what_a_language_lacks_is_said_in_english_and_told_once() {
        let (none, said) = strings("mi", &[]);
        assert_eq!(none.word("menu"), "Menu");
        assert_eq!(none.word("asides"), "");
        assert_eq!(
            said,
            ["Redway has no words in `mi`, so it speaks English to readers"]
        );
        let all: Vec<(String, String)> = built_in("en")
            .expect("it is built in")
            .into_iter()
            .filter(|(key, _)| key != "menu" && !key.starts_with("seat."))
            .filter(|(key, _)| !is_of_questions(key))
            .collect();
        let mut all: Vec<(&str, &str)> = all.iter().map(|(k, v)| (&**k, &**v)).collect();
        let (_, said) = strings("mi", &all);
        assert_eq!(
            said,
            ["these words are missing in `mi`, so readers see English: `menu`, `seat.other`"]
        );
        all.extend([("menu", "Tahua"), ("seat.other", "{n} tūru")]);
        assert_eq!(strings("mi", &all).1, Vec::<String>::new());
    }

    #[test]
    fn slips_in_words_are_told() {
        let (words, said) = strings(
            "en",
            &[
                ("menuu", "Menu"),
                ("months", "one, two"),
                ("date", "{dya} {month} {year}"),
                ("time", "{hour2}.{minute}"),
                ("menu", "{n}"),
                ("meeting.few", "{n} few"),
            ],
        );
        assert_eq!(
            said,
            [
                "nothing is known of the name `{dya}` in `date`",
                "nothing is known of the name `{n}` in `menu`",
                "no template uses the words `menuu`",
                "`months` must be 12 names",
            ]
        );
        assert_eq!(words.names("months")[0], "January");
        assert_eq!(words.word("menuu"), "Menu");
    }
}
