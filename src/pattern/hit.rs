//! Where a pattern was found.

use std::ops::Range;

/// A place where a pattern was found, which may be empty.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub range: Range<usize>,
    pub rank: usize,
}
