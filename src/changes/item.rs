//! One thing that differs, as it is told.

/// What differs in one respect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// The name for programs.
    pub(crate) key: &'static str,
    /// The name for people.
    pub(crate) title: &'static str,
    /// What differs, in order.
    pub(crate) items: Vec<Item>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Item {
    /// What happened, for programs.
    pub(crate) kind: &'static str,
    /// What happened, in words.
    pub(crate) words: String,
    /// The file to change or look at, and the line in it where one is known.
    pub(crate) place: Option<(String, Option<usize>)>,
    /// What to do.
    pub(crate) help: Vec<String>,
    /// Whether readers would lose something without a word.
    pub(crate) is_loss: bool,
}

impl Item {
    /// Something to know.
    pub(super) fn told(kind: &'static str, words: String) -> Self {
        Item {
            kind,
            words,
            place: None,
            help: Vec::new(),
            is_loss: false,
        }
    }

    /// Something that readers would lose.
    pub(super) fn loss(kind: &'static str, words: String) -> Self {
        Item {
            is_loss: true,
            ..Item::told(kind, words)
        }
    }

    /// Where to change it.
    pub(super) fn at(mut self, file: &str, line: Option<usize>) -> Self {
        self.place = Some((file.to_owned(), line));
        self
    }

    /// What to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
