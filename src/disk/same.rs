//! Whether two files hold the same.

use std::io::{self, Read};

/// How many bytes are compared at once.
const PIECE: u64 = 64 * 1024;

/// Compares two files piece by piece: they may be films.
pub(crate) fn same_bytes(mut a: impl Read, mut b: impl Read) -> io::Result<bool> {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        a.by_ref().take(PIECE).read_to_end(&mut left)?;
        b.by_ref().take(PIECE).read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if left.is_empty() {
            return Ok(true);
        }
    }
}
