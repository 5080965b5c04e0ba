//! The ways in which facts are written at the top of a page: what `yaml` reads of all of them is a tree, and only what is
//! proposed differs.

/// How the facts of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// In a page between two lines `---`.
    Yaml,
    /// Between two lines `+++`.
    Toml,
    /// In braces.
    Json,
}

impl Notation {
    /// Its name, and the line that facts stand between.
    pub(crate) fn name_and_fence(self) -> (&'static str, &'static str) {
        match self {
            Notation::Yaml => ("YAML", "---"),
            Notation::Toml => ("TOML", "+++"),
            Notation::Json => ("JSON", ""),
        }
    }

    /// What stands before a value, and what is said of its last sign.
    pub(crate) fn before_value(self, key: &str) -> (String, &'static str) {
        match self {
            Notation::Yaml => (format!("{key}:"), "colon"),
            Notation::Toml => (format!("{key} ="), "equals sign"),
            Notation::Json => (format!("\"{key}\":"), "colon"),
        }
    }

    /// A line with a fact.
    pub(crate) fn line(self, key: &str, value: &str) -> String {
        let (before, _) = self.before_value(key);
        match self {
            Notation::Yaml => format!("{before} {value}"),
            Notation::Toml => format!("{before} \"{value}\""),
            Notation::Json => format!("{before} \"{value}\","),
        }
    }

    /// Where a line with a fact of the page itself can be added.
    pub(crate) fn place(self) -> &'static str {
        match self {
            Notation::Yaml => "between the two lines `---` at the top",
            Notation::Toml => "after the first line `+++`",
            Notation::Json => "after the first brace",
        }
    }
}
