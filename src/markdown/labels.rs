//! The words that the Markdown layer adds for readers.

/// Words for readers, in the language of the site. The default is English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// Title of an alert `[!NOTE]`.
    pub note: String,
    /// Title of an alert `[!TIP]`.
    pub tip: String,
    /// Title of an alert `[!IMPORTANT]`.
    pub important: String,
    /// Title of an alert `[!WARNING]`.
    pub warning: String,
    /// Title of an alert `[!CAUTION]`.
    pub caution: String,
    /// Accessible name of the mark of a task that is done.
    pub done: String,
    /// Accessible name of the mark of a task that is not done.
    pub not_done: String,
    /// Accessible name of the list of footnotes.
    pub footnotes: String,
    /// Accessible name of a reference, before the number: "Footnote" 1.
    pub footnote: String,
    /// Accessible name of the link back, before the number: "Back to reference" 1.
    pub back_to_reference: String,
    /// Accessible name of the scroll region of a table, before the heading above it: "Table": Contacts.
    pub table: String,
    /// Accessible name of the anchor of a heading, before its text: "Link to this section": Contacts.
    pub section_link: String,
}

impl Default for Labels {
    fn default() -> Self {
        Self {
            note: "Note".into(),
            tip: "Tip".into(),
            important: "Important".into(),
            warning: "Warning".into(),
            caution: "Caution".into(),
            done: "Done".into(),
            not_done: "Not done".into(),
            footnotes: "Footnotes".into(),
            footnote: "Footnote".into(),
            back_to_reference: "Back to reference".into(),
            table: "Table".into(),
            section_link: "Link to this section".into(),
        }
    }
}
