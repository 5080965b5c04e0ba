//! Words that mean the same, from the short forms of a glossary.

use super::analyser::Analyser;
use super::document::FIELDS;
use super::index::Index;
use super::words::{plain_words, term_of, words_of};

/// Classes of forms that mean the same. A form is a list of words as a query is cut into words; it
/// may stand in several classes, since one short form may have two meanings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Vec<Vec<String>>>);

/// A short form with what it stands for.
#[derive(Debug, Clone, Copy)]
pub struct Saying<'a> {
    /// The short form: `AP`.
    pub short: &'a str,
    /// What it stands for: "alternative provision". Two meanings are told apart by ", or ".
    pub means: &'a str,
    /// Other forms: `PRU`.
    pub also: &'a [String],
}

/// What is longer explains a word; nobody types it in its place.
const LONGEST_MEANING: usize = 4;

/// The same for a meaning that the short form has its letters from, though not the first ones.
const LONGEST_SHORTENED: usize = 6;

impl Synonyms {
    /// The classes of a glossary, for the site that an index was made of.
    #[must_use]
    pub fn of<'a>(sayings: impl IntoIterator<Item = Saying<'a>>, index: &Index) -> Self {
        let mut classes: Vec<Vec<Vec<String>>> = Vec::new();
        let analyser = index.analyser();
        let meanings = |saying| meanings(analyser, saying);
        for forms in sayings.into_iter().flat_map(meanings) {
            let mut class: Vec<Form> = Vec::new();
            for form in forms
                .into_iter()
                .filter_map(|form| Form::new(analyser, form))
            {
                if class.iter().all(|other| other.stems != form.stems) && !form.is_plain(index) {
                    class.push(form);
                }
            }
            let class: Vec<Vec<String>> = class.into_iter().map(|form| form.words).collect();
            let is_told = |other: &Vec<Vec<String>>| class.iter().all(|form| other.contains(form));
            if class.len() > 1 && !classes.iter().any(is_told) {
                classes.push(class);
            }
        }
        Synonyms(classes)
    }

    /// The classes, each with at least two forms.
    #[must_use]
    pub fn classes(&self) -> &[Vec<Vec<String>>] {
        &self.0
    }
}

/// For each meaning of a short form, all forms that have it.
fn meanings(analyser: Analyser, saying: Saying<'_>) -> Vec<Vec<&str>> {
    let alternatives: Vec<&str> = match analyser {
        Analyser::English => saying.means.split(", or ").collect(),
        Analyser::Whole => vec![saying.means],
    };
    let stems_of = |text: &str| -> Vec<String> {
        plain_words(analyser, text)
            .iter()
            .filter_map(|word| term_of(analyser, word))
            .collect()
    };
    let mut meanings: Vec<Vec<&str>> = alternatives
        .iter()
        .map(|means| {
            let mut forms = vec![saying.short];
            forms.extend(is_form(analyser, saying.short, means).then_some(*means));
            forms
        })
        .collect();
    for also in saying.also {
        // Autism is one meaning of ASC and adult social care the other: a form belongs to the
        // meaning with which it shares a word.
        let own = stems_of(also);
        let mut shared = alternatives
            .iter()
            .map(|means| stems_of(means).iter().any(|stem| own.contains(stem)));
        let of = if alternatives.len() == 1 {
            Some(0)
        } else {
            shared.position(|shared| shared)
        };
        match of {
            Some(place) => meanings[place].push(also),
            None => meanings.push(vec![saying.short, also]),
        }
    }
    meanings
}

/// Whether a meaning is what somebody may type instead of the short form, and no explanation.
fn is_form(analyser: Analyser, short: &str, means: &str) -> bool {
    let begins = means.split_whitespace().next().unwrap_or("").to_lowercase();
    if stands_for(analyser, short, means) {
        return true;
    }
    let explains =
        analyser == Analyser::English && ["a", "an", "the", "one"].contains(&begins.as_str());
    let words = plain_words(analyser, means).len();
    !explains
        && (words <= LONGEST_MEANING || words <= LONGEST_SHORTENED && is_shortened(short, means))
}

/// Whether a short form is made of the first letters of words, of all or of those that count.
pub fn stands_for(analyser: Analyser, short: &str, means: &str) -> bool {
    let letters: String = letters_of(short).collect();
    let initials = |words: Vec<String>| -> String {
        words
            .iter()
            .filter_map(|word| letters_of(word).next())
            .collect()
    };
    let all = means.split(|c: char| c.is_whitespace() || "-/".contains(c));
    !letters.is_empty()
        && (letters == initials(all.map(str::to_owned).collect())
            || letters == initials(plain_words(analyser, means)))
}

/// Whether a short form has its letters from a meaning, in order and from the first on: Ofsted.
fn is_shortened(short: &str, means: &str) -> bool {
    let mut letters = letters_of(means).peekable();
    let same_first = letters_of(short).next() == letters.peek().copied();
    same_first && letters_of(short).all(|letter| letters.any(|other| other == letter))
}

fn letters_of(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// One form of a class.
struct Form {
    words: Vec<String>,
    stems: Vec<String>,
    /// Whether it is one word without a capital.
    is_word: bool,
}

impl Form {
    /// Nothing when it begins with a stop word: without it "to be confirmed" and "our voice" are
    /// other words. A short form in capitals that is such a word, IT, is none of them.
    fn new(analyser: Analyser, text: &str) -> Option<Self> {
        let all = words_of(analyser, text);
        let is_short = all.len() == 1 && !text.contains(char::is_lowercase);
        let words: Vec<String> = match all.first() {
            Some(first) if first.stop && !is_short => Vec::new(),
            _ => {
                let kept = all.iter().filter(|word| is_short || !word.stop);
                kept.map(|word| word.typed.clone()).collect()
            }
        };
        let stems: Vec<String> = words.iter().map(|word| analyser.stem(word)).collect();
        let is_word = words.len() == 1 && !text.contains(char::is_uppercase);
        (!words.is_empty()).then_some(Form {
            words,
            stems,
            is_word,
        })
    }

    /// Whether it is a plain word that a tenth of the site has: `council`. Whoever types it does
    /// not mean the short form, and for who types the short form it would find everything.
    fn is_plain(&self, index: &Index) -> bool {
        let postings = index.postings();
        let body = FIELDS.len() - 2;
        self.is_word
            && self
                .stems
                .first()
                .and_then(|stem| postings.find(stem))
                .is_some_and(|place| {
                    let with = postings.documents(place, body) as usize;
                    with > 10 && with > index.len() / 10
                })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(short: &str, means: &str, also: &[&str]) -> Vec<String> {
        let also: Vec<String> = also.iter().map(|&form| form.to_owned()).collect();
        let index = Index::read(Analyser::English, Vec::<()>::new(), |()| Vec::new());
        let saying = Saying {
            short,
            means,
            also: &also,
        };
        let synonyms = Synonyms::of([saying], &index);
        let class = |class: &Vec<Vec<String>>| {
            let forms: Vec<String> = class.iter().map(|form| form.join(" ")).collect();
            forms.join(" = ")
        };
        synonyms.classes().iter().map(class).collect()
    }

    #[test]
    fn a_short_form_its_meaning_and_its_other_forms_are_one_class() {
        assert_eq!(
            classes(
                "AP",
                "alternative provision",
                &["APs", "PRU", "pupil referral unit"]
            ),
            ["ap = alternative provision = pru = pupil referral unit"]
        );
        assert_eq!(
            classes(
                "SENDCo",
                "special educational needs and disabilities co-ordinator",
                &["SENCO", "SENCo", "SENCos"]
            ),
            ["sendco = special educational needs disabilities co ordinator = senco"],
            "forms that are the same word to the index stand once"
        );
        assert_eq!(
            classes(
                "Ofsted",
                "Office for Standards in Education, Children's Services and Skills",
                &[]
            ),
            ["ofsted = office standards education children services skills"]
        );
    }

    #[test]
    fn an_explanation_is_no_form() {
        assert!(classes("TBC", "to be confirmed", &[]).is_empty());
        assert!(classes("OLA", "other local authority", &[]).is_empty());
        assert!(classes("Quadrant", "one of four areas of Milton Keynes", &[]).is_empty());
        assert!(classes("PAMS", "the name of a kind of assessment", &[]).is_empty());
        assert!(
            classes(
                "Panel",
                "people from all services who meet to decide together",
                &[]
            )
            .is_empty()
        );
        assert!(classes("it", "information technology", &[]).is_empty());
    }

    #[test]
    fn a_short_form_may_be_a_stop_word_in_capitals() {
        assert_eq!(
            classes("IT", "information technology", &[]),
            ["it = information technology"]
        );
    }

    #[test]
    fn two_meanings_of_one_short_form_are_two_classes() {
        assert_eq!(
            classes(
                "ASC",
                "autism spectrum condition, or in papers of 2021 adult social care",
                &["autism", "adult social care"]
            ),
            [
                "asc = autism spectrum condition = autism",
                "asc = adult social care"
            ]
        );
    }

    #[test]
    fn first_letters_are_of_all_words_or_of_those_that_count() {
        assert!(stands_for(
            Analyser::English,
            "DfE",
            "Department for Education"
        ));
        assert!(stands_for(
            Analyser::English,
            "CAMHS",
            "child and adolescent mental health services"
        ));
        assert!(stands_for(
            Analyser::English,
            "DSL",
            "Designated safeguarding lead"
        ));
        assert!(!stands_for(Analyser::English, "DSL", "Designated lead"));
        assert!(!stands_for(Analyser::English, "", ""));
    }
}
