//! Anchors of what has no heading of its own.

/// The anchor of a step by its place, from 0. No heading can have it, as they have no full stop.
pub(crate) fn step(index: usize) -> String {
    format!("step.{}", index + 1)
}

/// The anchor of a seat of a group by its place, from 0.
pub(crate) fn seat(index: usize) -> String {
    format!("seat.{}", index + 1)
}

/// The anchor of the resolutions of all bodies on a page, or of those of one group.
pub(crate) fn resolutions(group: Option<&str>) -> String {
    group.map_or_else(
        || "resolutions.all".to_owned(),
        |id| format!("resolutions.{id}"),
    )
}
