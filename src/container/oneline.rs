//! A whole cable in one line: its line ends became runs of blanks, and the next cable is the next line.
//!
//! Such a line begins as a telegram does, is long, and holds a label of the block behind a run of blanks; an unwrapped
//! paragraph has none of the three.

use super::classified;
use super::json;
use crate::diagnostic::{Code, Diagnostic};

/// A shorter line is no whole cable.
const SHORTEST: usize = 120;
/// How far into the line its classification line and the first label may stand.
const HEAD: usize = 4096;
/// Labels that stand in every block, behind what was a line end.
const LABELS: [&[u8]; 4] = [b"TAGS", b"SUBJ", b"E.O.", b"EO 1"];

/// The number of the cable that a line is; nothing where it is none.
pub(super) fn number(line: &[u8]) -> Option<u32> {
    if line.len() < SHORTEST || !line.first()?.is_ascii_uppercase() {
        return None;
    }
    let head = line.get(..HEAD).unwrap_or(line);
    if !begins(head) {
        return None;
    }
    let mut number = None;
    let mut labelled = false;
    for piece in pieces(head) {
        if number.is_none() {
            number = classified::number(piece);
        } else {
            labelled |= LABELS.iter().any(|label| piece.starts_with(label));
        }
    }
    number.filter(|_| labelled)
}

/// Whether a line begins with format line 1, or as a classification line does.
fn begins(line: &[u8]) -> bool {
    line.starts_with(b"VZCZC")
        || classified::number(pieces(line).next().unwrap_or_default()).is_some()
}

/// What stood on lines of its own: what runs of two blanks and more part.
fn pieces(line: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = line;
    std::iter::from_fn(move || {
        rest = rest.trim_ascii_start();
        if rest.is_empty() {
            return None;
        }
        let end = memchr::memmem::find(rest, b"  ").unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

/// The text with its line ends put back where it is sure that one stood, where it is a whole cable in one line.
pub(super) fn restore(text: &str) -> Option<(String, Diagnostic)> {
    let line = text.trim();
    if line.contains('\n') {
        return None;
    }
    number(line.as_bytes())?;
    let (text, count) = json::restore(text);
    let message =
        format!("a whole cable in one line: {count} line ends were put back, all others are lost");
    Some((text, Diagnostic::new(Code::LinesLost, message).lines(1, 1)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const CABLE: &str = "C O N F I D E N T I A L LIMA 000401  SIPDIS  E.O. 12958: DECL: 02/24/2019  TAGS: EWWT, PE  \
        SUBJECT: A BRIDGE OF BOATS  REF: QUITO 77  1. (C) The mayor wants a bridge of boats by the end of the dry season.  \
        2. (C) He has no boats, and the navy will not lend him any of its own.  ROE";

    #[test]
    fn a_line_may_be_a_whole_cable() {
        assert_eq!(number(CABLE.as_bytes()), Some(401));
        let header = "VZCZCXRO4411  PP RUEHBI  DE RUEHPE #0401/01 0551741  FM AMEMBASSY LIMA  ";
        assert_eq!(number(format!("{header}{CABLE}").as_bytes()), Some(401));
        for other in [
            "C O N F I D E N T I A L LIMA 000401",
            &"The mayor wants a bridge of boats.  He has none.  ".repeat(8),
            &CABLE.replace("  ", " "),
            "",
        ] {
            assert_eq!(number(other.as_bytes()), None, "{other}");
        }
    }

    #[test]
    fn line_ends_are_put_back_where_they_are_sure() {
        let (text, note) = restore(CABLE).unwrap();
        assert!(text.contains("\nSUBJECT: A BRIDGE OF BOATS"), "{text}");
        assert!(text.contains("\n2. (C) He has"), "{text}");
        assert_eq!(note.code, "lines-lost");
    }
}
