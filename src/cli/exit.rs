//! The codes that the program ends with.

/// The site was built.
pub(super) const BUILT: u8 = 0;
/// The content has errors, or could not be written; the last output is as it was, unless it is said otherwise.
pub(super) const HAS_ERRORS: u8 = 1;
/// There was nothing to build.
pub(super) const COULD_NOT_RUN: u8 = 2;
/// All went well, but what there was to say could not be written.
pub(super) const NOT_TOLD: u8 = 3;
