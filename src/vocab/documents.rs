//! The words that say what a reference is, where it is no cable.

use std::sync::LazyLock;

/// What a reference is, where it is no cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// An e-mail.
    Email,
    /// A message with a date-time group, or an intelligence report.
    Message,
    /// A memorandum, a letter, an airgram, a fax, a call, a meeting.
    Document,
}

static ROWS: LazyLock<Vec<(&'static str, Document)>> = LazyLock::new(|| {
    let rows = include_str!("data/documents.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let word = columns.next()?;
        let kind = match columns.next()? {
            "email" => Document::Email,
            "message" => Document::Message,
            "document" => Document::Document,
            _ => return None,
        };
        Some((word, kind))
    })
    .collect()
});

/// What the word says, in any case.
#[must_use]
pub fn read(word: &str) -> Option<Document> {
    ROWS.iter()
        .find(|(row, _)| row.eq_ignore_ascii_case(word))
        .map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("data/documents.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(ROWS.len(), rows - 1);
        assert!(ROWS.is_sorted_by_key(|row| row.0));
        assert_eq!(read("E-mail"), Some(Document::Email));
        assert_eq!(read("MEMORIAL"), None);
    }
}
