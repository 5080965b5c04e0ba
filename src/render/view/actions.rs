//! An action of a plan, as the plan and other pages show it, and the words of registers.

use serde::Serialize;

use super::href::relative;
use super::html;
use crate::locale::Locale;
use crate::markdown::slug;
use crate::model::{Action, Page, PlanWords, Site, Votes};

/// One action.
#[derive(Serialize)]
pub(crate) struct ActionView {
    reference: String,
    /// Where it stands in its plan.
    href: String,
    text: String,
    owners: Vec<String>,
    /// Who does it, as filters know them.
    owner_ids: Vec<String>,
    target: Option<String>,
    due: Option<String>,
    progress: Option<String>,
    status: Option<String>,
    /// How it stands, as filters know it.
    status_id: Option<String>,
    /// Whether the plan keeps count of how actions stand, and says nothing of this one.
    unknown: bool,
    from: Vec<String>,
    see: Vec<String>,
    fields: Vec<FieldView>,
    note: Option<String>,
}

/// What is the same in all of several actions, and so is told once for all of them.
#[derive(Default, Serialize)]
pub(crate) struct CommonView {
    owners: Vec<String>,
    when: Option<String>,
    progress: Option<String>,
    status: Option<String>,
    /// Whether the plan keeps count of how actions stand, and says it of none.
    unknown: bool,
    fields: Vec<FieldView>,
    /// Whether it keeps that count at all.
    #[serde(skip)]
    tracked: bool,
}

impl CommonView {
    /// What these actions have in common. One alone has nothing in common with others.
    pub(crate) fn of(locale: &Locale, actions: &[&Action]) -> Self {
        let tracked = actions.iter().any(|action| {
            action.target.is_some() || action.progress.is_some() || action.status.is_some()
        });
        let [first, others @ ..] = actions else {
            return CommonView::default();
        };
        if others.is_empty() {
            return CommonView {
                tracked,
                ..CommonView::default()
            };
        }
        let same = |alike: &dyn Fn(&Action) -> bool| others.iter().all(|action| alike(action));
        let when_same = same(&|a| (&a.target, a.due) == (&first.target, first.due));
        let fields = first.fields.iter();
        CommonView {
            owners: if same(&|a| a.owners == first.owners) {
                first.owners.clone()
            } else {
                Vec::new()
            },
            when: when_same.then(|| when(locale, first)).flatten(),
            progress: first
                .progress
                .clone()
                .filter(|_| same(&|a| a.progress == first.progress)),
            status: first
                .status
                .clone()
                .filter(|_| same(&|a| a.status == first.status)),
            unknown: tracked && actions.iter().all(|action| action.status.is_none()),
            fields: fields
                .filter(|field| same(&|a| a.fields.contains(field)))
                .map(FieldView::of)
                .collect(),
            tracked,
        }
    }
}

/// By when an action is to be done, in words.
fn when(locale: &Locale, action: &Action) -> Option<String> {
    match (target(locale, action), due(locale, action)) {
        (Some(target), Some(due)) => Some(format!("{target} ({due})")),
        (target, due) => target.or(due),
    }
}

/// By when an action is to be done in the words of its source; a month in numbers is put in words.
pub(crate) fn target(locale: &Locale, action: &Action) -> Option<String> {
    let target = action.target.as_deref()?;
    Some(locale.date_text(target))
}

/// A fact that only some entries have.
#[derive(PartialEq, Serialize)]
struct FieldView {
    name: String,
    value: String,
}

impl FieldView {
    fn of((name, value): &(String, String)) -> Self {
        FieldView {
            name: name.clone(),
            value: value.clone(),
        }
    }
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
            (Some(word), _) => locale.put("by_word", &[("word", &locale.within(word))]),
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
    let told = target(locale, action).is_some_and(|target| target.contains(&due));
    (!told).then_some(due)
}

/// An action of the plan on `page`, as another page or the plan itself shows it, without what it has in common with those beside it.
pub(crate) fn action(
    locale: &Locale,
    site: &Site,
    from: &str,
    page: &Page,
    action: &Action,
    common: &CommonView,
) -> ActionView {
    let told_once = common.when.is_some();
    ActionView {
        href: relative(from, &format!("{}#{}", page.address.href, action.reference)),
        reference: action.reference.clone(),
        text: html::fill(site, from, &action.text),
        owners: if common.owners.is_empty() {
            action.owners.clone()
        } else {
            Vec::new()
        },
        owner_ids: action.owners.iter().map(|owner| slug(owner)).collect(),
        target: target(locale, action).filter(|_| !told_once),
        due: due(locale, action).filter(|_| !told_once),
        progress: action
            .progress
            .clone()
            .filter(|_| common.progress.is_none()),
        status: action.status.clone().filter(|_| common.status.is_none()),
        status_id: action.status.as_deref().map(slug),
        unknown: common.tracked && !common.unknown && action.status.is_none(),
        from: action.from.clone(),
        see: action.see.clone(),
        fields: action
            .fields
            .iter()
            .map(FieldView::of)
            .filter(|field| !common.fields.contains(field))
            .collect(),
        note: action.note.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn action(target: Option<&str>, owner: &str, colour: &str) -> Action {
        Action {
            reference: owner.to_owned(),
            text: Body::default(),
            priority: None,
            owners: vec![owner.to_owned()],
            target: target.map(str::to_owned),
            due: None,
            progress: None,
            status: None,
            from: Vec::new(),
            by: None,
            see: Vec::new(),
            fields: vec![
                ("Colour".to_owned(), colour.to_owned()),
                ("Year".to_owned(), "2021".to_owned()),
            ],
            note: None,
        }
    }

    #[test]
    fn what_all_actions_share_is_told_once() {
        let (one, two) = (
            action(Some("May"), "a", "red"),
            action(Some("May"), "b", "green"),
        );
        let common = CommonView::of(Locale::english(), &[&one, &two]);
        assert_eq!(common.when.as_deref(), Some("May"));
        assert!(common.owners.is_empty());
        assert!(
            common.unknown,
            "a plan with targets keeps count of its actions"
        );
        let shared: Vec<_> = common.fields.iter().map(|field| &*field.name).collect();
        assert_eq!(shared, ["Year"]);
    }

    #[test]
    fn one_action_alone_tells_all_of_itself() {
        let common = CommonView::of(Locale::english(), &[&action(Some("May"), "a", "red")]);
        assert!(common.when.is_none() && common.fields.is_empty() && !common.unknown);
        assert!(common.tracked);
    }

    #[test]
    fn a_plan_that_keeps_no_count_lacks_no_record() {
        let (one, two) = (action(None, "a", "red"), action(None, "b", "red"));
        let common = CommonView::of(Locale::english(), &[&one, &two]);
        assert!(!common.unknown && !common.tracked);
    }
}
