//! What archives, reviewers and communication centers print around a cable.

use std::sync::LazyLock;

use super::scan::ByLetter;
use super::tsv;
use crate::slice;

/// The kind of such a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The notice that the archive holds a part of the cable only.
    Partial,
    /// A card stands for the text, which was withdrawn.
    Withdrawn,
    /// Release and review.
    Stamp,
    /// The same on each page: it may stand amid the text.
    PageStamp,
    /// Below the signature.
    Footer,
    /// Remains of another system.
    Wrapper,
    /// The end of the transmission.
    EndMark,
}

struct Row {
    begins: &'static str,
    holds: &'static str,
    kind: Kind,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/furniture.tsv");

/// The rows by their first letter.
static ROWS: LazyLock<ByLetter<Row>> = LazyLock::new(|| by_letter(|_| true));

/// Those of them that stand on each page: every line of a text is held against them, so they are few.
static PAGES: LazyLock<ByLetter<Row>> = LazyLock::new(|| by_letter(|kind| kind == Kind::PageStamp));

fn by_letter(wanted: impl Fn(Kind) -> bool) -> ByLetter<Row> {
    let rows = tsv::rows(DATA).map(|[begins, holds, kind]| {
        let kind = match kind {
            "partial" => Kind::Partial,
            "withdrawn" => Kind::Withdrawn,
            "stamp" => Kind::Stamp,
            "page" => Kind::PageStamp,
            "footer" => Kind::Footer,
            "wrapper" => Kind::Wrapper,
            _ => Kind::EndMark,
        };
        Row {
            begins,
            holds,
            kind,
        }
    });
    let rows = rows.filter(|row| wanted(row.kind));
    ByLetter::new(rows.filter_map(|row| Some((row.begins.bytes().next()?, row))))
}

impl Row {
    fn is(&self, line: &str) -> bool {
        slice::begins(line, self.begins)
            && (self.holds.is_empty() || slice::find(line, self.holds).is_some())
    }
}

/// What a line is by the words with which it begins (and, for some, a word that it holds); case does not matter.
#[must_use]
pub fn read(line: &str) -> Option<Kind> {
    let row = ROWS.begin(line).iter().find(|row| row.is(line));
    row.map(|row| row.kind)
        .or_else(|| is_named_stamp(line).then_some(Kind::PageStamp))
}

/// Whether a line is a stamp that stands on each page.
#[must_use]
pub fn is_page_stamp(line: &str) -> bool {
    PAGES.begin(line).iter().any(|row| row.is(line)) || is_named_stamp(line)
}

/// What stands in the stamp of a review behind the name of the official who signed it, up to its slash.
const REVIEWED: &str = "DECLASSIFIED";
/// The name of an official has at most so many words.
const OFFICIAL: usize = 5;

/// Whether a line is the stamp of a review that an official's name leads, whoever it is: `Jane Q. Roe
/// Declassified/Released US Department of State ...`.
fn is_named_stamp(line: &str) -> bool {
    let Some(slash) = memchr::memchr(b'/', line.as_bytes()) else {
        return false;
    };
    let Some(at) = slash.checked_sub(REVIEWED.len()) else {
        return false;
    };
    let (Some(name), Some(stamp)) = (line.get(..at), line.get(at..)) else {
        return false;
    };
    slice::begins(stamp, "DECLASSIFIED/RELEASED")
        && name.split_ascii_whitespace().count() <= OFFICIAL
        && name
            .split_ascii_whitespace()
            .all(|word| word.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_cable() {
        assert_eq!(read("Released in full"), Some(Kind::Stamp));
        assert_eq!(read("Note by OC/T: not passed"), Some(Kind::Footer));
        let stamp = "UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001";
        assert_eq!(read(stamp), Some(Kind::PageStamp));
        let stamp =
            "Jane Q. Roe   Declassified/Released   US Department of State   EO Systematic Review";
        assert_eq!(read(stamp), Some(Kind::PageStamp));
        let prose = "He said that all of it was Declassified/Released";
        assert_eq!(read(prose), None);
        assert_eq!(read("UNCLASSIFIED LIMA 123"), None);
        assert_eq!(read(""), None);
    }
}
