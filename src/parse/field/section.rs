//! The sections of a long cable: how many there are, and which the text holds.

use crate::record::Sections;

/// A section that a classification line or a page marker names: `SECTION 01 OF 03`, `002 OF 003`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Which section it is.
    pub section: u32,
    /// How many it says that there are.
    pub total: u32,
    /// The line that says so.
    pub line: u32,
}

/// More sections than this no telegram has: a number beyond is a misprint.
const MOST: u32 = 99;

/// Puts together what the classification lines and the page markers say, and names the line that counts the sections.
/// Absent where there is one section only.
pub(crate) fn read(named: &[Named]) -> Option<(Sections, u32)> {
    // The first line that counts the sections is the classification line; later ones may be another cable's.
    let first = named
        .iter()
        .find(|named| (1..=MOST).contains(&named.total))?;
    let total = first.total;
    let mut present: Vec<u32> = named
        .iter()
        .map(|named| named.section)
        .filter(|section| (1..=total).contains(section))
        .collect();
    present.sort_unstable();
    present.dedup();
    if total < 2 || present.is_empty() {
        return None;
    }
    let sections = Sections {
        total,
        present,
        markers: None,
    };
    Some((sections, first.line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(pairs: &[(u32, u32)]) -> Vec<Named> {
        pairs
            .iter()
            .map(|&(section, total)| Named {
                section,
                total,
                line: 1,
            })
            .collect()
    }

    #[test]
    fn sections_present() {
        for (pairs, present) in [
            (&[(1, 3), (2, 3), (2, 3), (3, 3)][..], vec![1, 2, 3]),
            (&[(1, 3), (3, 3)], vec![1, 3]),
        ] {
            let sections = Sections {
                total: 3,
                present,
                markers: None,
            };
            assert_eq!(read(&named(pairs)), Some((sections, 1)));
        }
        assert_eq!(read(&named(&[(1, 1)])), None);
    }
}
