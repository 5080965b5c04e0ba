//! The sorts of things that can be found.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident $id:literal $weight:literal,)+) => {
        /// A sort of thing that can be found. Its number in the index is its place in [`Kind::ALL`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $($(#[$doc])* $name,)+
        }

        impl Kind {
            /// All kinds, in the order of their numbers.
            pub const ALL: &[Kind] = &[$(Kind::$name,)+];

            /// The name in the manifest and in keys of the theme's words.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Kind::$name => $id,)+
                }
            }

            /// What scores of this kind are multiplied by: what people mostly look for comes first.
            #[must_use]
            pub fn weight(self) -> f64 {
                match self {
                    $(Kind::$name => $weight,)+
                }
            }
        }
    };
}

kinds! {
    /// A page of text, or a section.
    #[default]
    Page "page" 1.0,
    /// A directorate, service or team.
    Service "service" 1.2,
    /// A person of today.
    Person "person" 1.2,
    /// A series of meetings.
    Series "series" 1.15,
    /// A forum, panel or board.
    Group "group" 1.1,
    /// A register of actions.
    Plan "plan" 1.0,
    /// The record of a meeting.
    Minutes "minutes" 0.9,
    /// A school, trust or other body.
    Organisation "organisation" 1.0,
    /// A role that a reader has.
    Audience "audience" 0.9,
    /// A term of the glossary.
    Term "term" 0.45,
    /// A source that pages draw on.
    Document "document" 0.8,
    /// A seat of a group.
    Seat "seat" 0.3,
    /// An action of a plan.
    Action "action" 0.9,
    /// What actions of a plan answer to.
    Recommendation "recommendation" 0.8,
    /// An item of minutes.
    Item "item" 0.85,
    /// What a committee resolved.
    Resolution "resolution" 0.7,
    /// A step of a process.
    Step "step" 0.9,
}

impl Kind {
    /// The kind of a name.
    #[must_use]
    pub fn of_id(id: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// The number in the index.
    #[must_use]
    pub fn number(self) -> u8 {
        self as u8
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn numbers_are_places_and_leave_room_for_the_mark_of_records() {
        for (place, kind) in Kind::ALL.iter().enumerate() {
            assert_eq!(usize::from(kind.number()), place);
        }
        assert!(Kind::ALL.len() < 0x80);
    }
}
