//! Names of people, audiences and documents to ids.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::load::{Lost, LostNames, RawPerson, Spanned};
use crate::model::{Audience, AudienceId, Document, DocumentId, PersonId};

/// The names of a site.
pub(crate) struct Names<'a> {
    people: Table<'a>,
    audiences: Table<'a>,
    documents: Table<'a>,
}

struct Table<'a> {
    code: Code,
    what: &'static str,
    file: &'static str,
    /// Names that are reported already.
    lost: &'a Lost,
    by_name: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    /// The names of these lists.
    pub(crate) fn new(
        people: &'a [RawPerson],
        audiences: &'a [Audience],
        documents: &'a [Document],
        lost: &'a LostNames,
    ) -> Self {
        Names {
            people: Table::new(
                Code::UnknownPerson,
                "person",
                "people.yaml",
                &lost.people,
                people.iter().map(|p| p.id.as_str()),
            ),
            audiences: Table::new(
                Code::UnknownAudience,
                "audience",
                "audiences.yaml",
                &lost.audiences,
                audiences.iter().map(|a| a.id.as_str()),
            ),
            documents: Table::new(
                Code::UnknownDocument,
                "document",
                "documents.yaml",
                &lost.documents,
                documents.iter().map(|d| d.id.as_str()),
            ),
        }
    }

    /// A person.
    pub(crate) fn person(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        out: &mut Diagnostics,
    ) -> Option<PersonId> {
        self.people.find(name, file, out).map(PersonId::new)
    }

    /// An audience.
    pub(crate) fn audience(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        out: &mut Diagnostics,
    ) -> Option<AudienceId> {
        self.audiences.find(name, file, out).map(AudienceId::new)
    }

    /// A document.
    pub(crate) fn document(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        out: &mut Diagnostics,
    ) -> Option<DocumentId> {
        self.documents.find(name, file, out).map(DocumentId::new)
    }
}

impl<'a> Table<'a> {
    fn new(
        code: Code,
        what: &'static str,
        file: &'static str,
        lost: &'a Lost,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        Table {
            code,
            what,
            file,
            lost,
            by_name: names.enumerate().map(|(n, name)| (name, n)).collect(),
        }
    }

    fn find(
        &self,
        name: &Spanned<String>,
        file: &Arc<str>,
        out: &mut Diagnostics,
    ) -> Option<usize> {
        let found = self.by_name.get(name.value.as_str()).copied();
        if found.is_none() && !self.lost.may_hold(&name.value) {
            let shown: String = name.value.chars().take(60).collect();
            out.push(
                Diagnostic::error(self.code, format!("no {} is called `{shown}`", self.what))
                    .at(file, name.span.clone())
                    .label(format!("not in {}", self.file))
                    .did_you_mean(&name.value, self.sorted())
                    .help(format!(
                        "use an id from {}, or add a record there",
                        self.file
                    )),
            );
        }
        found
    }

    /// The names in order, so that the nearest of two equals is always the same.
    fn sorted(&self) -> Vec<&'a str> {
        let mut names: Vec<_> = self.by_name.keys().copied().collect();
        names.sort_unstable();
        names
    }
}
