//! What is referred to, and how: names, links, anchors, calls and meetings.

pub(super) mod among;
pub(super) mod anchors;
pub(super) mod calls;
pub(super) mod contacts;
pub(super) mod generated;
pub(super) mod key;
pub(super) mod links;
pub(super) mod meetings;
pub(super) mod names;
pub(super) mod organisations;
pub(super) mod roles;
mod telling;
pub(super) mod unread;
