//! An action of a plan, as the plan and other pages show it, and the words of registers.

use serde::Serialize;

use super::href::relative;
use super::html;
use crate::locale::Locale;
use crate::model::{Action, Page, PlanWords, Site, Votes};

/// One action.
#[derive(Serialize)]
pub(crate) struct ActionView {
    reference: String,
    /// Where it stands in its plan.
    href: String,
    text: String,
    owners: Vec<String>,
    target: Option<String>,
    due: Option<String>,
    progress: Option<String>,
    status: Option<String>,
    from: Vec<String>,
    see: Vec<String>,
    fields: Vec<FieldView>,
    note: Option<String>,
}

/// A fact that only some entries have.
#[derive(Serialize)]
struct FieldView {
    name: String,
    value: String,
}

/// What the parts of a register are called.
#[derive(Serialize)]
pub(crate) struct WordsView {
    /// Whether entries are actions, of which there are words for each number.
    counted: bool,
    action: String,
    actions: String,
    owner: String,
    target: String,
    progress: String,
    status: String,
    by_owner: String,
    by_target: String,
}

impl WordsView {
    /// The words of a plan, and those of the language for what it does not name.
    pub(crate) fn of(locale: &Locale, words: &PlanWords) -> Self {
        let or = |word: &Option<String>, key| {
            word.clone().unwrap_or_else(|| locale.word(key).to_owned())
        };
        let by = |word: &Option<String>, key| match (word, &words.actions) {
            (None, None) => locale.word(key).to_owned(),
            (None, Some(actions)) => actions.clone(),
            (Some(word), _) => locale.put("by_word", &[("word", word)]),
        };
        let actions = words.actions.as_ref().or(words.action.as_ref()).cloned();
        WordsView {
            counted: actions.is_none(),
            action: or(&words.action, "action_link"),
            actions: or(&actions, "actions"),
            owner: or(&words.owner, "action_owners"),
            target: or(&words.target, "action_target"),
            progress: or(&words.progress, "action_progress"),
            status: or(&words.status, "action_status"),
            by_owner: by(&words.owner, "by_owner"),
            by_target: by(&words.target, "by_target"),
        }
    }
}

/// How a vote went.
pub(crate) fn votes_in_words(locale: &Locale, votes: &Votes) -> String {
    match votes {
        Votes::Told(words) => words.clone(),
        Votes::Counted {
            in_favour,
            against,
            abstained,
        } => {
            let counted = locale.put(
                "votes_counted",
                &[
                    ("for", &in_favour.to_string()),
                    ("against", &against.to_string()),
                ],
            );
            match abstained {
                None => counted,
                Some(number) => locale.put(
                    "votes_abstained",
                    &[("votes", &counted), ("n", &number.to_string())],
                ),
            }
        }
    }
}

/// The day by which an action is due, unless its target tells it already.
fn due(locale: &Locale, action: &Action) -> Option<String> {
    let due = locale.date(action.due?);
    let told = action
        .target
        .as_ref()
        .is_some_and(|target| target.contains(&due));
    (!told).then_some(due)
}

/// An action of the plan on `page`, as another page or the plan itself shows it.
pub(crate) fn action(
    locale: &Locale,
    site: &Site,
    from: &str,
    page: &Page,
    action: &Action,
) -> ActionView {
    ActionView {
        href: relative(from, &format!("{}#{}", page.address.href, action.reference)),
        reference: action.reference.clone(),
        text: html::fill(site, from, &action.text),
        owners: action.owners.clone(),
        target: action.target.clone(),
        due: due(locale, action),
        progress: action.progress.clone(),
        status: action.status.clone(),
        from: action.from.clone(),
        see: action.see.clone(),
        fields: action
            .fields
            .iter()
            .map(|(name, value)| FieldView {
                name: name.clone(),
                value: value.clone(),
            })
            .collect(),
        note: action.note.clone(),
    }
}
