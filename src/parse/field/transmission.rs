//! Format line 1: `VZCZC`, channel, up to four digits.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::cursor::Cursor;
use crate::parse::fragment::Fragment;
use crate::slice::{find, from};

const FIELD: &str = "header.transmission_id";
const START: &str = "VZCZC";

/// The transmission identifier; what stands before or behind it is no part of it.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Option<String> {
    let found = fragments
        .iter()
        .find_map(|fragment| Some((identifier(fragment.text)?.0, fragment)));
    if found.is_none()
        && let Some(fragment) = fragments.iter().find(|f| !f.text.trim().is_empty())
    {
        let message = format!("no transmission identifier in `{}`", shown(fragment.text));
        notes.push(fragment.diagnostic(Code::HeaderUnread, FIELD, message));
    }
    if let Some((_, fragment)) = &found
        && let Some(noise) = identifier(fragment.text).map(|(_, rest)| rest.trim())
        && !noise.is_empty()
        && noise != "\\"
    {
        let message = format!("`{}` behind the transmission identifier", shown(noise));
        notes.push(fragment.diagnostic(Code::HeaderUnread, FIELD, message));
    }
    found.map(|(printed, _)| printed.to_ascii_uppercase())
}

/// The identifier as printed, and what stands behind it.
fn identifier(text: &str) -> Option<(&str, &str)> {
    let mut cursor = Cursor::new(from(text, find(text, START)?));
    let printed = cursor.take_while(|c| c.is_ascii_alphanumeric());
    Some((printed, cursor.rest()))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    fn one(text: &str) -> (Option<String>, usize) {
        let mut notes = Vec::new();
        let found = read(&[Fragment { text, line: 1 }], &mut notes);
        (found, notes.len())
    }

    #[test]
    fn reads_the_identifier() {
        for (text, wanted) in [
            ("VZCZCXRO9712", "VZCZCXRO9712"),
            ("  VZCZCXYZ0002  ", "VZCZCXYZ0002"),
            ("QQ12 VZCZCXRM0040\\", "VZCZCXRM0040"),
            ("7\tSECRET\tVZCZCXYV0001\\", "VZCZCXYV0001"),
        ] {
            assert_eq!(one(text), (Some(wanted.to_owned()), 0), "{text}");
        }
    }

    #[test]
    fn says_what_it_could_not_read() {
        assert_eq!(one("VZZC 12"), (None, 1));
        assert_eq!(one("  "), (None, 0));
        assert_eq!(
            one("VZCZCXRO9712 ???"),
            (Some("VZCZCXRO9712".to_owned()), 1)
        );
    }
}
