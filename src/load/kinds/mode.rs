//! How people take part in a meeting.

use crate::model::Mode;

/// The words for how people take part.
pub(crate) const MODES: [(&str, Mode); 4] = [
    ("in-person", Mode::InPerson),
    ("online", Mode::Online),
    ("hybrid", Mode::Hybrid),
    ("in-person or online", Mode::InPersonOrOnline),
];
