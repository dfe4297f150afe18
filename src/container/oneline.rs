//! A whole cable in one line: its line ends became runs of blanks, and the next cable is the next line.
//!
//! Such a line begins as a telegram does, with whatever may stand before one, is long, and holds a classification line and
//! a label of the block behind it; an unwrapped paragraph has none of the three.

use super::classified::number_at_start;
use super::json;
use super::kind::{self, Kind};
use super::line;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::is_office_copies;
use crate::vocab::furniture;

/// How far into the line its classification line and the first label may stand.
const HEAD: usize = 4096;
/// Labels that stand in every block, behind what was a line end.
const LABELS: [&[u8]; 4] = [b"TAGS", b"SUBJ", b"E.O.", b"EO 1"];

/// The number of the cable that a line is; nothing where it is none.
pub(super) fn number(line: &[u8]) -> Option<u32> {
    if !may_be(line) {
        return None;
    }
    let head = line.get(..HEAD).unwrap_or(line);
    let (number, behind) = words(head).find_map(|at| {
        let rest = line::slice(head, at..head.len());
        Some((number_at_start(rest)?, rest))
    })?;
    let labelled = words(behind).any(|at| {
        let rest = line::slice(behind, at..behind.len());
        LABELS.iter().any(|label| {
            rest.get(..label.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(label))
        })
    });
    labelled.then_some(number)
}

/// Whether a line is long, and begins as a telegram does.
pub(super) fn may_be(line: &[u8]) -> bool {
    line.len() >= kind::SHORTEST_CABLE && begins(line.get(..HEAD).unwrap_or(line))
}

/// Where words begin with a letter.
fn words(line: &[u8]) -> impl Iterator<Item = usize> {
    let mut before = b' ';
    line.iter().enumerate().filter_map(move |(at, byte)| {
        let begins = before == b' ' && byte.is_ascii_alphabetic();
        before = *byte;
        begins.then_some(at)
    })
}

/// Whether a line begins as a telegram does: with a format line or what stands before those, with its classification, or
/// with the notice that the archive has only a part of it.
fn begins(line: &[u8]) -> bool {
    let first = pieces(line).next().unwrap_or_default();
    let mut each = line
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let (word, next) = (
        each.next().unwrap_or_default(),
        each.next().unwrap_or_default(),
    );
    match word {
        // Blanks stand inside of these lines.
        b"PAGE" => return next == b"01",
        b"INFO" | b"ACTION" | b"ORIGIN" => return is_office_copies(next),
        _ => {}
    }
    match kind::kind(first) {
        Kind::TransmissionId(_)
        | Kind::Routing
        | Kind::Station(_)
        | Kind::Security
        | Kind::Dtg(_)
        | Kind::From(_)
        | Kind::Preamble => true,
        // Line noise may stand before it.
        _ if next.starts_with(b"VZCZC") => true,
        _ => number_at_start(line).is_some() || is_notice(first),
    }
}

/// Whether a text is the notice of a partial extract.
fn is_notice(text: &[u8]) -> bool {
    let text = text.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    furniture::read(text) == Some(furniture::Kind::Partial)
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
    may_be(line.as_bytes()).then_some(())?;
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
        let single = CABLE.replace("  ", " ");
        assert_eq!(number(single.as_bytes()), Some(401));
        let small = "UNCLAS LIMA 000401 E.O. 12958: N/A TAGS: EWWT, PE SUBJECT: ".to_lowercase();
        assert_eq!(number((small + &single).as_bytes()), Some(401));
        for other in [
            "C O N F I D E N T I A L LIMA 000401",
            &"The mayor wants a bridge of boats.  He has none.  ".repeat(8),
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
