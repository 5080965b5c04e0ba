//! What several pages show alike, as templates get it: it knows the site and the words, but no page.

pub(super) mod actions;
pub(super) mod anchors;
pub(super) mod audiences;
pub(super) mod charts;
pub(super) mod contacts;
pub(super) mod cut;
pub(super) mod entry;
pub(super) mod feeds;
pub(super) mod fresh;
pub(super) mod href;
pub(super) mod html;
pub(crate) mod machine;
pub(super) mod meetings;
pub(super) mod notices;
pub(super) mod papers;
pub(super) mod parts;
pub(super) mod plate;
pub(super) mod posts;
pub(super) mod report;
pub(super) mod span;
pub(super) mod steps;
pub(super) mod subscribe;
pub(super) mod tables;
pub(super) mod views;
