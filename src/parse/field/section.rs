//! The sections of a long cable: how many there are, and which the text holds.

use crate::diagnostic::{Code, Diagnostic};
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

/// Puts together what the classification lines and the page markers say. Absent where there is one section only.
pub(crate) fn read(named: &[Named], notes: &mut Vec<Diagnostic>) -> Option<Sections> {
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
    let missing: Vec<String> = (1..=total)
        .filter(|section| !present.contains(section))
        .map(|section| section.to_string())
        .collect();
    if !missing.is_empty() {
        let message = format!(
            "of {total} sections these are not there: {}",
            missing.join(", ")
        );
        notes.push(
            Diagnostic::new(Code::SectionMissing, message)
                .field("sections.present")
                .lines(first.line, first.line),
        );
    }
    Some(Sections { total, present })
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
    fn sections_present_and_missing() {
        let mut notes = Vec::new();
        let sections = read(&named(&[(1, 3), (2, 3), (2, 3), (3, 3)]), &mut notes);
        assert_eq!(
            sections,
            Some(Sections {
                total: 3,
                present: vec![1, 2, 3]
            })
        );
        assert!(notes.is_empty());
        let sections = read(&named(&[(1, 3), (3, 3)]), &mut notes);
        assert_eq!(
            sections,
            Some(Sections {
                total: 3,
                present: vec![1, 3]
            })
        );
        assert_eq!(notes.len(), 1);
        assert_eq!(read(&named(&[(1, 1)]), &mut notes), None);
    }
}
