//! Whether what a record lacks stands in the cable all the same, and could not be read.

use crate::diagnostic::{Code, Severity};
use crate::record::Record;

/// Whether a diagnostic says that the field, or what is above or below it, could not be read. The record is known not to
/// have the field.
pub(super) fn is_unread(record: &Record, field: &str) -> bool {
    fields(record).any(|found| is_related(found, field))
}

/// The fields of the diagnostics that may tell of something unread.
pub(super) fn fields(record: &Record) -> impl Iterator<Item = &str> {
    // A header that stands alone has a warning too, but nothing stands where its text would be.
    let missing = Code::TextMissing.as_str();
    record
        .diagnostics
        .iter()
        .filter(move |found| found.severity >= Severity::Warning && found.code != missing)
        .filter_map(|found| found.field.as_deref())
}

/// Whether two paths are the same, or one leads through the other.
pub(super) fn is_related(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    #[test]
    fn a_field_is_unread_with_what_is_above_or_below_it() {
        for (a, b, expected) in [
            ("mrn", "mrn", true),
            ("mrn", "mrn.number", true),
            ("mrn.number", "mrn", true),
            ("mrn.number", "mrn.post", false),
            ("header.security", "header.section", false),
            ("header.section", "header.sections", false),
            ("subject", "subject_portion", false),
        ] {
            assert_eq!(is_related(a, b), expected, "{a} {b}");
            assert_eq!(is_related(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn notes_and_missing_texts_leave_nothing_unread() {
        let record = |code| Record {
            diagnostics: vec![Diagnostic::new(code, "").field("paragraphs")],
            ..Record::default()
        };
        assert!(is_unread(&record(Code::LinesLost), "paragraphs"));
        assert!(!is_unread(&record(Code::NumberingGap), "paragraphs"));
        assert!(!is_unread(&record(Code::TextMissing), "paragraphs"));
        assert!(!is_unread(&record(Code::LinesLost), "subject"));
    }
}
