//! The words that say what a reference is, where it is no cable.

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// What a reference is, where it is no cable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// An e-mail.
    Email,
    /// A message with a date-time group, or an intelligence report.
    Message,
    /// A memorandum, a letter, an airgram, a fax, a call, a meeting.
    Document,
    /// A report, a law, a note: what its words name only where a reference is known to stand.
    Paper,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/documents.tsv");

static WORDS: LazyLock<Map<Document>> = LazyLock::new(|| {
    tsv::map(DATA, |[word, what]| {
        let what = match what {
            "email" => Document::Email,
            "message" => Document::Message,
            "paper" => Document::Paper,
            _ => Document::Document,
        };
        (word, what)
    })
});

/// What a word says that a reference is, in any case.
#[must_use]
pub fn read(word: &str) -> Option<Document> {
    with_upper(word, |word| WORDS.get(word).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_a_reference_is() {
        assert_eq!(read("E-mail"), Some(Document::Email));
        assert_eq!(read("IIR"), Some(Document::Message));
        assert_eq!(read("MEMCON"), Some(Document::Document));
        assert_eq!(read("report"), Some(Document::Paper));
        assert_eq!(read("MEMORIAL"), None);
    }

    #[test]
    fn no_row_says_something_else() {
        let kinds = ["document", "email", "message", "paper"];
        assert!(tsv::rows(DATA).all(|[_, kind]| kinds.contains(&kind)));
    }
}
