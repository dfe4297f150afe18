//! What archives, reviewers and communication centers print around a cable.

use std::sync::LazyLock;

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

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = tsv::rows(DATA);
    rows.map(|[begins, holds, kind]| {
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
    })
    .collect()
});

/// What a line is by the words with which it begins (and, for some, a word that it holds); case does not matter.
#[must_use]
pub fn read(line: &str) -> Option<Kind> {
    let first = line.bytes().next()?.to_ascii_uppercase();
    let row = ROWS.iter().find(|row| {
        row.begins.as_bytes().first() == Some(&first)
            && slice::begins(line, row.begins)
            && (row.holds.is_empty() || slice::find(line, row.holds).is_some())
    })?;
    Some(row.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_cable() {
        assert_eq!(read("Released in full"), Some(Kind::Stamp));
        assert_eq!(
            read("Visit Embassy Lima's Classified Website:"),
            Some(Kind::Footer)
        );
        let stamp = "UNCLASSIFIED U.S. Department of State Case No. F-2001-00001 Doc No. C00000001";
        assert_eq!(read(stamp), Some(Kind::PageStamp));
        assert_eq!(read("UNCLASSIFIED LIMA 123"), None);
        assert_eq!(read("visit to Lima ended"), None);
        assert_eq!(read(""), None);
    }
}
