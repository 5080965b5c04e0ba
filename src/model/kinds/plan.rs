//! Registers of actions.

use jiff::civil::Date;

use crate::model::{Body, Visit};

/// A register of actions with references that never change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The name in calls.
    pub id: String,
    /// What its parts are called, where they are no actions.
    pub words: PlanWords,
    /// Groups of actions, in order.
    pub priorities: Vec<Priority>,
    /// The actions, in order.
    pub actions: Vec<Action>,
    /// What the actions answer to.
    pub recommendations: Vec<Recommendation>,
}

impl Plan {
    /// Tells what stands on its page.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        for priority in &self.priorities {
            visit.words(&priority.title);
            visit.all_words([&priority.aim]);
            for outcome in &priority.outcomes {
                visit.words(outcome);
            }
        }
        for action in &self.actions {
            visit.words(&action.reference);
            visit.body(&action.text);
            for owner in &action.owners {
                visit.words(owner);
            }
            for (_, value) in &action.fields {
                visit.words(value);
            }
        }
        for recommendation in &self.recommendations {
            visit.words(&recommendation.reference);
            visit.words(&recommendation.text);
        }
    }
}

/// What the parts of a register are called; those that are not set are called as in a plan of actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanWords {
    /// One entry: "Application".
    pub action: Option<String>,
    /// Several: "Applications".
    pub actions: Option<String>,
    /// Who does it: "Applicant".
    pub owner: Option<String>,
    /// By when: "Decided".
    pub target: Option<String>,
    /// What was recorded.
    pub progress: Option<String>,
    /// How it stands: "Decision".
    pub status: Option<String>,
}

/// A group of actions with one aim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priority {
    /// The name in calls and actions.
    pub id: String,
    /// The words that readers know.
    pub title: String,
    /// What it is for.
    pub aim: Option<String>,
    /// What should be true in the end.
    pub outcomes: Vec<String>,
}

/// One action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// The reference, also its anchor.
    pub reference: String,
    /// What will be done.
    pub text: Body,
    /// Its group, by index.
    pub priority: Option<usize>,
    /// Who does it.
    pub owners: Vec<String>,
    /// By when, in the words of the source.
    pub target: Option<String>,
    /// By when, if that is a day.
    pub due: Option<Date>,
    /// What was recorded.
    pub progress: Option<String>,
    /// How it stands, in a word of the source; `None`: not recorded.
    pub status: Option<String>,
    /// References of recommendations that it comes from.
    pub from: Vec<String>,
    /// The day by which `due`, or else the words of the target, want it: what lists by target are sorted by.
    pub by: Option<Date>,
    /// References of other actions of the plan.
    pub see: Vec<String>,
    /// Facts of its own, each with what it is called.
    pub fields: Vec<(String, String)>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What an action answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// The reference, also its anchor.
    pub reference: String,
    /// What is recommended.
    pub text: String,
    /// To whom.
    pub owner: Option<String>,
}
