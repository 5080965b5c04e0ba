//! What an accessibility statement leaves open that its readers need.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::RawSettings;

/// Tells of a statement that says nobody to write to: who meets a barrier cannot report it.
pub(super) fn check(settings: &RawSettings, diagnostics: &mut Diagnostics) {
    if let Some(statement) = &settings.accessibility
        && statement.contacts.is_empty()
    {
        let message = "the accessibility statement names nobody to tell of a barrier";
        diagnostics.push(
            Diagnostic::warning(Code::StatementContact, message)
                .help("give under `contact` whom to write to or call; the law of many countries asks public bodies for it")
                .at(&settings.file, statement.at.clone()),
        );
    }
}
