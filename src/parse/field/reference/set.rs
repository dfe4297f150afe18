//! References as formatted military messages list them, a set each: `REF/A/MSG/ANYTOWN/121200ZNOV04//`.

use crate::parse::flow::Flow;
use crate::record::{Reference, ReferenceKind};
use crate::vocab::sets::{self, Named, Set};

/// Words that close a set and say something of it.
const NOTAL: &str = "/NOTAL";

/// Whether a line begins such a set.
pub(super) fn is_one(line: &str) -> bool {
    sets::read(line.trim_start()).is_some_and(|(set, _)| set == Set::Reference)
}

/// The reference of one set, its name taken off; nothing where no label of one or two letters leads.
pub(super) fn read(flow: &Flow) -> Option<Reference> {
    let text = flow.text.trim_end_matches('/');
    let (label, rest) = text.split_once('/')?;
    let is_label = matches!(label.len(), 1 | 2) && label.bytes().all(|b| b.is_ascii_uppercase());
    let word = rest.split('/').next()?;
    let kind = match sets::named(word) {
        Some(Named::Message) => ReferenceKind::Message,
        Some(Named::Email) => ReferenceKind::Email,
        Some(Named::Document) => ReferenceKind::Document,
        // The short title of a message stands in its place, and a date-time group closes the set then.
        None if rest.split('/').any(is_dtg) => ReferenceKind::Message,
        None => ReferenceKind::Document,
    };
    (is_label && !rest.is_empty()).then(|| Reference {
        label: Some(label.to_owned()),
        text: rest.strip_suffix(NOTAL).unwrap_or(rest).to_owned(),
        kind,
        id: None,
        notal: rest.ends_with(NOTAL),
    })
}

/// Whether a field is a date-time group: `121200ZNOV04`.
fn is_dtg(field: &str) -> bool {
    let (digits, month) = field.split_once('Z').unwrap_or_default();
    digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit()) && month.len() >= 3
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    #[test]
    fn a_set_is_one_reference() {
        for (text, expected) in [
            (
                "A/MSG/ANYTOWN/121200ZNOV04//",
                Some((
                    "A",
                    "MSG/ANYTOWN/121200ZNOV04",
                    ReferenceKind::Message,
                    false,
                )),
            ),
            (
                "B/DOC/A BOOK OF PIERS/NOTAL//",
                Some(("B", "DOC/A BOOK OF PIERS", ReferenceKind::Document, true)),
            ),
            (
                "C/ANYTOWN/121200ZNOV04",
                Some(("C", "ANYTOWN/121200ZNOV04", ReferenceKind::Message, false)),
            ),
            ("A. LIMA 12", None),
            ("LIMA/12", None),
        ] {
            let found = read(&Flow::joined(numbered(1, &[text])));
            let found = found.as_ref().map(|found| {
                (
                    found.label.as_deref().unwrap(),
                    &*found.text,
                    found.kind,
                    found.notal,
                )
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
