//! Names of people, contact points, audiences and documents to ids.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Known, clipped};
use crate::load::{RawContactRecord, RawPerson, Spanned, Unavailable, UnavailableNames};
use crate::model::{Audience, AudienceId, ContactId, Document, DocumentId, PersonId};

/// The names of a site.
pub(crate) struct Names<'a> {
    people: Table<'a>,
    /// What people are called, in their order.
    called: Vec<&'a str>,
    contacts: Table<'a>,
    audiences: Table<'a>,
    documents: Table<'a>,
}

struct Table<'a> {
    code: Code,
    what: &'static str,
    file: &'static str,
    /// Names that are reported already.
    unavailable: &'a Unavailable,
    by_name: HashMap<&'a str, usize>,
    /// The same for finding the nearest, made for the first name that is wrong.
    known: OnceLock<Arc<Known>>,
}

impl<'a> Names<'a> {
    /// The names of these lists.
    pub(crate) fn new(
        people: &'a [RawPerson],
        contacts: &'a [RawContactRecord],
        audiences: &'a [Audience],
        documents: &'a [Document],
        unavailable: &'a UnavailableNames,
    ) -> Self {
        Names {
            called: people.iter().map(|person| person.name.as_str()).collect(),
            people: Table::new(
                Code::UnknownPerson,
                "person",
                "people.yaml",
                &unavailable.people,
                people.iter().map(|p| p.id.as_str()),
            ),
            contacts: Table::new(
                Code::UnknownContact,
                "contact point",
                "contacts.yaml",
                &unavailable.contacts,
                contacts.iter().map(|record| record.id.value.as_str()),
            ),
            audiences: Table::new(
                Code::UnknownAudience,
                "audience",
                "audiences.yaml",
                &unavailable.audiences,
                audiences.iter().map(|a| a.id.as_str()),
            ),
            documents: Table::new(
                Code::UnknownDocument,
                "document",
                "documents.yaml",
                &unavailable.documents,
                documents.iter().map(|d| d.id.as_str()),
            ),
        }
    }

    /// A person.
    pub(crate) fn person(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<PersonId> {
        self.people.find(name, file, diagnostics).map(PersonId::new)
    }

    /// What a person is called.
    pub(crate) fn called(&self, person: PersonId) -> &str {
        self.called[person.index()]
    }

    /// A person whose name is told as wrong, if it is, where it stands.
    pub(crate) fn person_told(&self, id: &str) -> Option<PersonId> {
        self.people.by_name.get(id).copied().map(PersonId::new)
    }

    /// A contact point.
    pub(crate) fn contact(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<ContactId> {
        self.contacts
            .find(name, file, diagnostics)
            .map(ContactId::new)
    }

    /// An audience.
    pub(crate) fn audience(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<AudienceId> {
        self.audiences
            .find(name, file, diagnostics)
            .map(AudienceId::new)
    }

    /// A document.
    pub(crate) fn document(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<DocumentId> {
        self.documents
            .find(name, file, diagnostics)
            .map(DocumentId::new)
    }
}

impl<'a> Table<'a> {
    fn new(
        code: Code,
        what: &'static str,
        file: &'static str,
        unavailable: &'a Unavailable,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        Table {
            code,
            what,
            file,
            unavailable,
            by_name: names.enumerate().map(|(n, name)| (name, n)).collect(),
            known: OnceLock::new(),
        }
    }

    fn find(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Option<usize> {
        let found = self.by_name.get(name.value.as_str()).copied();
        if found.is_none() && !self.unavailable.may_hold(&name.value) {
            let shown = clipped(&name.value);
            diagnostics.push(
                Diagnostic::error(self.code, format!("no {} is called `{shown}`", self.what))
                    .at(file, name.span.clone())
                    .label(format!("not in {}", self.file))
                    .meant_among(&name.value, self.known())
                    .help(format!(
                        "use an id from {}, or add a record there",
                        self.file
                    )),
            );
        }
        found
    }

    fn known(&self) -> &Arc<Known> {
        let known = || Arc::new(Known::new(self.by_name.keys().copied()));
        self.known.get_or_init(known)
    }
}
