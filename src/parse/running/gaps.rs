//! Where the columns of a line are parted.

use crate::parse::element::text::{columns, ends_sentence};
use crate::slice::{from, part, trim_start};

/// Where columns are parted in a line: three blanks in a row, not behind the end of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gaps {
    count: u8,
    /// Where the first one ends.
    at: usize,
}

impl Gaps {
    /// The gaps of a line.
    pub(super) fn of(line: &str) -> Gaps {
        let mut gaps = Gaps::default();
        let start = line.len() - trim_start(line).len();
        let mut at = start;
        while let Some(found) = columns(from(line, at)).map(|found| at + found) {
            let rest = from(line, found).trim_start();
            let end = line.len() - rest.len();
            let before = part(line, start, found);
            let sign = before.bytes().all(|b| !b.is_ascii_alphanumeric());
            if !sign && !ends_sentence(before) {
                gaps.count = gaps.count.saturating_add(1);
                if gaps.count == 1 {
                    gaps.at = end;
                }
            }
            at = end;
        }
        gaps
    }

    pub(super) fn any(self) -> bool {
        self.count > 0
    }

    /// Whether one line alone shows columns.
    pub(super) fn several(self) -> bool {
        self.count > 1
    }

    /// Whether two neighbouring lines have columns at one place.
    pub(super) fn beside(self, other: Gaps) -> bool {
        self.any()
            && other.any()
            && (self.at.abs_diff(other.at) <= 3 || self.several() || other.several())
    }
}
