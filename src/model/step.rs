//! Steps of a process.

use super::visit::Visit;
use super::{Body, Contact};

/// One step of a process, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do, in a few words.
    pub title: String,
    /// What to do, in sentences.
    pub text: Option<Body>,
    /// Who does it.
    pub who: Option<String>,
    /// A label such as a level of need.
    pub level: Option<String>,
    /// The time limit, as the source says it.
    pub within: Option<String>,
    /// The form to use.
    pub form: Option<String>,
    /// Whom to contact.
    pub contacts: Vec<Contact>,
}

impl Step {
    /// Tells what stands in it.
    pub(crate) fn visit(&self, visit: &mut impl Visit) {
        visit.words(&self.title);
        if let Some(text) = &self.text {
            visit.body(text);
        }
        visit.all_words([&self.who, &self.within, &self.form]);
        visit.asked(&self.contacts);
    }
}
