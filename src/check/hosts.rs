//! Mailboxes of records whose host is almost the one that other records have: what is sent to them arrives nowhere, or with
//! somebody else.

use std::collections::HashMap;
use std::sync::Arc;

use super::repeated::Almost;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Raw, scalars};

/// So many records with one host make it that of an organisation.
const SEVERAL: usize = 3;

/// Warns of each. `text_of` gives the text of a file.
pub(super) fn check(
    raw: &Raw,
    text_of: &dyn Fn(&str) -> Option<String>,
    diagnostics: &mut Diagnostics,
) {
    let mut mailboxes = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::new();
    for list in ["people.yaml", "contacts.yaml"] {
        let file: Arc<str> = format!("{}{list}", raw.prefix).into();
        let text = text_of(&file).unwrap_or_default();
        for fact in scalars(&file, &text) {
            let is_mailbox = fact.keys.iter().any(|key| key == "email");
            let Some((_, host)) = fact.value.trim().rsplit_once('@').filter(|_| is_mailbox) else {
                continue;
            };
            let host = host.to_lowercase();
            *counts.entry(host.clone()).or_default() += 1;
            mailboxes.push((Arc::clone(&file), host, fact.value.clone(), fact.span));
        }
    }
    let mut several: Vec<&String> = counts
        .iter()
        .filter(|(_, count)| **count >= SEVERAL)
        .map(|(host, _)| host)
        .collect();
    several.sort_unstable();
    let known: Vec<(String, &str)> = several
        .iter()
        .map(|host| ((*host).clone(), host.as_str()))
        .collect();
    let almost = Almost::new(&known, false);
    let alone = mailboxes
        .iter()
        .filter(|(_, host, ..)| counts[host] < SEVERAL);
    for (file, host, mailbox, span) in alone {
        let Some(right) = almost.of(host) else {
            continue;
        };
        let message = format!(
            "the host of `{}` is almost `{right}`, which {} other mailboxes have",
            mailbox.trim(),
            counts[right]
        );
        diagnostics.push(
            Diagnostic::warning(Code::StaleFact, message)
                .help(format!("if that is meant, write {right} behind the @"))
                .at(file, span.clone()),
        );
    }
}
