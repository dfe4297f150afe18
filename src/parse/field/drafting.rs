//! A post's own block over the header: `DRAFTED: POL:JROE`, `APPROVED: AMB:...`, `CLEARED: ...`; in the 1970s
//! `DRAFTED BY EUR/EX:JROE`.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::cursor::Cursor;
use crate::parse::fragment::Fragment;
use crate::record::Drafting;

/// What a line of the block opens with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Drafted,
    Approved,
    Cleared,
    Other,
}

/// Reads who drafted, approved and cleared; other keys are passed over.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Option<Drafting> {
    let mut found = Drafting::default();
    // The key that a line without one goes on with; none where the form knows no continuation.
    let mut open = None;
    for fragment in fragments {
        let text = fragment.text.trim();
        if text.is_empty() {
            continue;
        }
        let (key, value) = if let Some((key, value, colon)) = keyed(text) {
            open = colon.then_some(key);
            (Some(key), value)
        } else {
            (open, text)
        };
        let slot = match key {
            Some(Key::Drafted) => &mut found.drafted_by,
            Some(Key::Approved) => &mut found.approved_by,
            Some(Key::Cleared) => &mut found.cleared_by,
            Some(Key::Other) => continue,
            None => {
                if !text.contains("---") {
                    let message = format!("whose part `{}` is, is not said", shown(text));
                    notes.push(fragment.diagnostic(Code::HeaderUnread, "drafting", message));
                }
                continue;
            }
        };
        if value.is_empty() {
            continue;
        }
        match slot {
            Some(printed) => {
                printed.push(' ');
                printed.push_str(value);
            }
            None => *slot = Some(value.to_owned()),
        }
    }
    (found != Drafting::default()).then_some(found)
}

/// A line's key and value, and whether a colon stands between them. A key's colon is followed by a space or nothing, that
/// of a value (`POL:JROE`) by a name.
fn keyed(text: &str) -> Option<(Key, &str, bool)> {
    let mut cursor = Cursor::new(text);
    let first = cursor.take_while(|c| c.is_ascii_alphanumeric());
    let key = [
        ("DRAFTED", Key::Drafted),
        ("APPROVED", Key::Approved),
        ("CLEARED", Key::Cleared),
    ]
    .into_iter()
    .find(|(word, _)| first.eq_ignore_ascii_case(word))
    .map_or(Key::Other, |(_, key)| key);
    cursor.spaces();
    let by = cursor.word("BY");
    cursor.spaces();
    if cursor.eat(':') {
        let value = cursor.rest();
        let is_key =
            key != Key::Other || value.is_empty() || value.starts_with(char::is_whitespace);
        return (is_key && !first.is_empty()).then_some((key, value.trim_start(), true));
    }
    (by && key != Key::Other).then_some((key, cursor.rest(), false))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    fn of(lines: &[&str]) -> (Drafting, Vec<Diagnostic>) {
        let fragments = numbered(1, lines);
        let mut notes = Vec::new();
        let found = read(&fragments, &mut notes).unwrap_or_default();
        (found, notes)
    }

    #[test]
    fn reads_a_posts_own_block() {
        let (found, notes) = of(&[
            "CXANYTOWN:",
            "    ACTION: POL",
            "    INFO:   AMB DCM ECON",
            "DISSEMINATION: POL",
            "CHARGE: PROG",
            "APPROVED: AMB:JDOE ",
            "DRAFTED: POL:JROE",
            "CLEARED: DCM:BDOE,",
            "     ECON:RROE",
            "",
        ]);
        assert_eq!(found.approved_by.as_deref(), Some("AMB:JDOE"));
        assert_eq!(found.drafted_by.as_deref(), Some("POL:JROE"));
        assert_eq!(found.cleared_by.as_deref(), Some("DCM:BDOE, ECON:RROE"));
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn reads_the_lines_of_the_1970s() {
        let (found, notes) = of(&[
            "DRAFTED BY EUR/EX:JROE:ABC",
            "APPROVED BY EUR:BDOE",
            "EB/TT:MR DOE",
            "--------------------- 054819",
        ]);
        assert_eq!(found.drafted_by.as_deref(), Some("EUR/EX:JROE:ABC"));
        assert_eq!(found.approved_by.as_deref(), Some("EUR:BDOE"));
        assert_eq!(found.cleared_by, None);
        assert_eq!(notes.len(), 1);
        assert_eq!(notes[0].lines, Some([3, 3]));
    }

    #[test]
    fn other_keys_are_nothing() {
        assert_eq!(of(&["CHARGE: PROG", "more"]), (Drafting::default(), vec![]));
    }
}
