//! What a page says and names, for whoever asks it of every kind of page.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{
    AsOf, AudienceId, Body, Contact, DocumentId, Occurrence, PageId, Paper, PersonId, PostStatus,
    Target,
};

/// Is led over a page: told in turn all that stands on it, and takes what it wants of that.
///
/// Each kind of page tells it in the file of its own record (`visit`), in the order in which search reads it. What a page
/// has because of others (who holds a post at the service above, say) is not on the way.
pub(crate) trait Visit {
    /// The text of the page itself.
    fn main(&mut self, text: &Body) {
        self.body(text);
    }

    /// A text of some part of the page.
    fn body(&mut self, _text: &Body) {}

    /// A text beside the matter, such as how to join: it leads somewhere, and is not searched.
    fn aside(&mut self, _text: &Body) {}

    /// Words without links.
    fn words(&mut self, _words: &str) {}

    /// Words that name the page or a part of it.
    fn name(&mut self, _words: &str) {}

    /// Another name of the whole page.
    fn alias(&mut self, _words: &str) {}

    /// How often there is a meeting.
    fn pattern(&mut self, words: &str) {
        self.words(words);
    }

    /// Somebody with a post here, what it is called if it has a name, and when that was so, if it is not of today.
    fn post(
        &mut self,
        _person: PersonId,
        _title: Option<&str>,
        _status: PostStatus,
        _as_of: Option<AsOf>,
    ) {
    }

    /// Somebody with a post here, for whom another stands in.
    fn covered(&mut self, person: PersonId, title: Option<&str>, _by: PersonId) {
        self.post(person, title, PostStatus::Covered, None);
    }

    /// Where a fact comes from that is told beside it.
    fn document(&mut self, _document: DocumentId) {}

    /// Somebody who is named and has no post here.
    fn person(&mut self, _person: PersonId) {}

    /// Who leads it for now, their title, and whether they only stand in.
    fn lead(&mut self, _person: PersonId, _title: Option<&str>, _covers: bool) {}

    /// Who has an office, by the word in front matter.
    fn officer(&mut self, _person: PersonId, _office: &str) {}

    /// The name of whom somebody sits or chairs for, which may be an organisation.
    fn organisation(&mut self, _name: &str) {}

    /// Somebody sits for wherever they come from.
    fn own_organisation(&mut self, _person: PersonId) {}

    /// Another page that it names.
    fn page(&mut self, _page: PageId) {}

    /// A file or page that belongs to it.
    fn paper(&mut self, paper: &Paper) {
        if let Target::Page(page, _) = paper.target {
            self.page(page);
        }
    }

    /// Whom it concerns.
    fn audience(&mut self, _audience: AudienceId) {}

    /// Its contact points, all at once.
    fn contacts(&mut self, _contacts: &[Contact]) {}

    /// Whom to ask in one step: that is no contact point of the page, and no post.
    fn asked(&mut self, _contacts: &[Contact]) {}

    /// A meeting, and the titles of the areas that it is of, when it is not of all.
    fn meeting<'t>(&mut self, _meeting: &Occurrence, _areas: impl Iterator<Item = &'t str>) {}

    /// The day that it is about.
    fn day(&mut self, _day: Date) {}

    /// It is no longer held.
    fn retired(&mut self) {}

    /// Words that there may be.
    fn all_words<'t>(&mut self, words: impl IntoIterator<Item = &'t Option<String>>) {
        for words in words.into_iter().flatten() {
            self.words(words);
        }
    }
}

/// Shows each piece of Markdown on a page to a function: the text, and those in front matter.
pub(crate) struct EachBody<F>(pub(crate) F);

impl<F: FnMut(&Body)> Visit for EachBody<F> {
    fn body(&mut self, text: &Body) {
        (self.0)(text);
    }

    fn aside(&mut self, text: &Body) {
        (self.0)(text);
    }
}

/// Gathers where facts come from, each document once.
#[derive(Default)]
pub(super) struct Sources {
    list: Vec<DocumentId>,
    seen: HashSet<DocumentId>,
}

impl Sources {
    /// Adds documents that are not there yet.
    pub(super) fn add<'d>(&mut self, documents: impl IntoIterator<Item = &'d DocumentId>) {
        for document in documents {
            if self.seen.insert(*document) {
                self.list.push(*document);
            }
        }
    }

    /// The documents in the order in which they came.
    pub(super) fn into_list(self) -> Vec<DocumentId> {
        self.list
    }
}

impl Visit for Sources {
    fn document(&mut self, document: DocumentId) {
        self.add([&document]);
    }

    fn contacts(&mut self, contacts: &[Contact]) {
        self.add(contacts.iter().flat_map(|contact| &contact.documents));
    }

    fn asked(&mut self, contacts: &[Contact]) {
        self.contacts(contacts);
    }
}
