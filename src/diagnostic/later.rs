//! What is worked out only when a finding is shown.

use std::fmt;
use std::sync::Arc;

/// Sentences on what to do, worked out when they are asked for. Two of them count as the same: what is proposed follows from
/// the place and the message of a finding.
#[derive(Clone)]
pub struct Later(Arc<dyn Fn() -> Vec<String> + Send + Sync>);

impl Later {
    /// What is worked out.
    pub(super) fn new(advice: impl Fn() -> Vec<String> + Send + Sync + 'static) -> Self {
        Later(Arc::new(advice))
    }

    /// The sentences.
    pub(super) fn say(&self) -> Vec<String> {
        (self.0)()
    }
}

impl fmt::Debug for Later {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Later")
    }
}

impl PartialEq for Later {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Later {}
