//! What came of it.

use crate::diagnostic::{Diagnostic, Diagnostics};

/// What was written, for people; or why nothing was.
pub(super) type Outcome = Result<String, Diagnostics>;

/// One reason.
pub(super) fn refused(finding: Diagnostic) -> Diagnostics {
    let mut findings = Diagnostics::new();
    findings.push(finding);
    findings
}
