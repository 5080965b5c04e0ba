//! Roles and who holds them.

use crate::diagnostic::{Code, Diagnostic};
use crate::keys::ROLE;
use crate::load::raw::RawRole;
use crate::load::yaml::fields::Fields;

/// The roles under a key: one, or a list.
pub(crate) fn roles(fields: &mut Fields<'_>, key: &'static str) -> Vec<RawRole> {
    let reader = fields.reader;
    let mut roles = Vec::new();
    for node in fields.list(key) {
        let Some(mut item) = reader.fields(node, &ROLE) else {
            continue;
        };
        let vacant = item.flag("vacant").unwrap_or(false);
        let role = RawRole {
            title: item.plain("role"),
            holder: item.text("holder"),
            cover: item.text("cover"),
            from: item.day("from").ok().flatten(),
            until: item.day("until").ok().flatten(),
            note: item.plain("note"),
        };
        let problem = match (&role.holder, vacant) {
            (None, false) => Some("a role needs a `holder`, or `vacant: true`"),
            (Some(_), true) => Some("a role cannot have a holder and be vacant"),
            (None, true) if role.title.is_none() => Some("a vacant role needs its title in `role`"),
            _ => None,
        };
        let span = item.span.start..item.span.start + 1;
        let slip = item.misspelt(&["holder", "vacant", "role"]);
        item.finish();
        let problem = problem.filter(|_| !slip);
        let unavailable = role.holder.is_none() && !vacant;
        match problem {
            Some(message) => reader.report(
                Diagnostic::error(Code::MissingKey, message)
                    .help("write for example {role: Head of stores, holder: ann-lee}"),
                span,
            ),
            None if unavailable => {}
            None => roles.push(role),
        }
    }
    roles
}
