//! The portion mark of a paragraph: the classification of that paragraph alone, between parentheses.

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::cursor::Cursor;
use crate::record::Level;
use crate::slice::{from, indent, part, trim_end, trim_start};
use crate::vocab::portions;

/// The longest mark between its parentheses: `S//REL TO USA, AUS, CAN, GBR, NZL//NF` and the like, names in full.
const LONGEST: usize = 110;

/// Where a mark may stand; what is read as one depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Right after a paragraph's number: here `(c)`, `[C]`, `(C text` and `C. Text` are marks too.
    AfterNumber,
    /// At the beginning of a text without a number, or after a heading word.
    Start,
    /// At the beginning of a paragraph of a cable whose paragraphs have marks and no numbers: `(C text` is one too.
    Unnumbered,
}

/// A portion mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark<'a> {
    /// What stands between the parentheses, as printed.
    pub printed: &'a str,
    /// The level it gives the paragraph, where the mark tells.
    pub level: Option<Level>,
    /// How many bytes of the text it takes, the space after it included.
    pub length: usize,
    /// Whether it is written as the handbooks do not know it.
    pub slip: bool,
}

impl Mark<'_> {
    /// Says that the mark is a slip, if it is one.
    pub(crate) fn diagnose(&self, line: u32, notes: &mut Vec<Diagnostic>) {
        if self.slip {
            notes.push(
                Diagnostic::new(
                    Code::PortionMisprinted,
                    format!("an unusual portion mark: {}", self.printed),
                )
                .field("paragraphs.portion")
                .lines(line, line),
            );
        }
    }
}

/// The portion mark that a text begins with.
pub(crate) fn read(text: &str, place: Place) -> Option<Mark<'_>> {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::Portion);
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    if cursor.eat('(') {
        closed(text, cursor.at(), place)
            .or_else(|| unclosed(text, cursor.at()).filter(|_| place != Place::Start))
    } else if place == Place::AfterNumber && cursor.eat('[') {
        bracketed(text, cursor.at())
    } else if place == Place::AfterNumber {
        bare(cursor)
    } else {
        None
    }
}

/// `(C)`, `(C )`, `(S//REL TO USA, GBR)`.
fn closed(text: &str, start: usize, place: Place) -> Option<Mark<'_>> {
    if let Some([letter, b')']) = text.as_bytes().get(start..start + 2)
        && let Some(found) = portions::of_letter(*letter)
    {
        return Some(Mark {
            printed: part(text, start, start + 1),
            level: found.level.and_then(Level::from_words),
            length: over_spaces(text, start + 2),
            slip: found.slip,
        });
    }
    // Most marks are a few letters.
    let near = from(text, start).bytes().take(LONGEST + 1);
    let end = start + { near }.position(|b| matches!(b, b'(' | b')'))?;
    if text.as_bytes().get(end) != Some(&b')') {
        return None;
    }
    let inside = part(text, start, end);
    let printed = trim_start(trim_end(inside));
    // A small letter in parentheses is mostly that of a list.
    let found = match place {
        Place::AfterNumber => portions::read_any(printed)?,
        Place::Start | Place::Unnumbered => portions::read(printed)?,
    };
    Some(Mark {
        printed,
        level: found.level.and_then(Level::from_words),
        length: over_spaces(text, end + 1),
        slip: found.slip || printed != inside,
    })
}

/// `[C]`, `[S/NF]` right after the number.
fn bracketed(text: &str, start: usize) -> Option<Mark<'_>> {
    let rest = from(text, start);
    let len = rest.bytes().take(BRACKETED).position(|b| b == b']')?;
    let printed = part(rest, 0, len);
    let capitals = printed.bytes().all(|b| b.is_ascii_uppercase() || b == b'/');
    let found = portions::read(printed).filter(|_| capitals)?;
    Some(Mark {
        printed,
        level: found.level.and_then(Level::from_words),
        length: over_spaces(text, start + len + 1),
        slip: true,
    })
}

/// The longest mark that is looked for between brackets.
const BRACKETED: usize = 16;

/// Where the next parenthesis stands, opening or closing.
fn parenthesis(text: &str) -> Option<usize> {
    memchr::memchr2(b'(', b')', text.as_bytes())
}

/// `(C text`, where nothing closes the parenthesis before another opens.
fn unclosed(text: &str, start: usize) -> Option<Mark<'_>> {
    let rest = from(text, start);
    let next = parenthesis(rest).map(|at| from(rest, at));
    if next.is_some_and(|next| next.starts_with(')')) {
        return None;
    }
    let printed = Cursor::new(rest).take_while(|c| c.is_ascii_uppercase() || c == '/');
    if !from(rest, printed.len()).starts_with(char::is_whitespace) {
        return None;
    }
    slip(printed, over_spaces(text, start + printed.len()))
}

/// `C. Text` right after the number. `U. S.` is none.
fn bare(mut cursor: Cursor<'_>) -> Option<Mark<'_>> {
    let printed = cursor.take_while(|c| c.is_ascii_uppercase() || c == '/');
    if !cursor.eat('.') || !cursor.spaces() {
        return None;
    }
    let mut ahead = cursor;
    if ahead.letters().len() == 1 && ahead.eat('.') {
        return None;
    }
    slip(printed, cursor.at())
}

/// A mark without its parentheses: one of capitals and strokes alone.
fn slip(printed: &str, length: usize) -> Option<Mark<'_>> {
    let capitals = printed.bytes().all(|b| b.is_ascii_uppercase() || b == b'/');
    let found = portions::read(printed).filter(|_| capitals)?;
    Some(Mark {
        printed,
        level: found.level.and_then(Level::from_words),
        length,
        slip: true,
    })
}

/// Where the text goes on behind white space, and behind a period alone: `(SBU). Text`.
fn over_spaces(text: &str, at: usize) -> usize {
    let rest = from(text, at);
    let stop = usize::from(matches!(rest.as_bytes(), [b'.', b' ', ..]));
    at + stop + indent(from(rest, stop))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, place: Place) -> String {
        read(text, place).map_or(String::new(), |mark| {
            format!(
                "{}{} {}|{}",
                mark.printed,
                if mark.slip { "!" } else { "" },
                mark.level.map_or("", Level::as_str),
                from(text, mark.length)
            )
        })
    }

    #[test]
    fn marks() {
        for (text, want) in [
            ("(C) Text", "C CONFIDENTIAL|Text"),
            (" (SBU)Text", "SBU UNCLASSIFIED|Text"),
            ("(U//FOUO) Text", "U//FOUO UNCLASSIFIED|Text"),
            ("(S//NF) Text", "S//NF SECRET|Text"),
            ("(S/REL NATO) Text", "S/REL NATO SECRET|Text"),
            (
                "(S//REL TO USA, GBR) Text",
                "S//REL TO USA, GBR SECRET|Text",
            ),
            (
                "(C//REL TO USA, GBR//) Text",
                "C//REL TO USA, GBR// CONFIDENTIAL|Text",
            ),
            ("(LOU) Text", "LOU UNCLASSIFIED|Text"),
            ("(TS) Text", "TS TOP SECRET|Text"),
            ("(C ) Text", "C! CONFIDENTIAL|Text"),
            ("(SNF) Text", "SNF! SECRET|Text"),
            ("(S-NF) Text", "S-NF! SECRET|Text"),
            ("(C NF) Text", "C NF! CONFIDENTIAL|Text"),
            ("(SE) Text", "SE! |Text"),
        ] {
            assert_eq!(shown(text, Place::Start), want);
            assert_eq!(shown(text, Place::AfterNumber), want);
        }
    }

    #[test]
    fn marks_only_after_a_number() {
        for (text, want) in [
            ("(C Text (more) text", "C! CONFIDENTIAL|Text (more) text"),
            ("(C Text", "C! CONFIDENTIAL|Text"),
            ("C. Text", "C! CONFIDENTIAL|Text"),
            ("(c) text", "c CONFIDENTIAL|text"),
        ] {
            assert_eq!(shown(text, Place::AfterNumber), want);
            assert_eq!(shown(text, Place::Start), "");
        }
    }

    #[test]
    fn what_is_no_mark() {
        for text in [
            "(Note) Text",
            "(1) Text",
            "(b) text",
            "(A) Text",
            "(C text) more",
            "(CONTINUED) Text",
            "(",
            "(C",
            "",
            "U. S. policy",
            "C.",
            "Text (C)",
            "((C) Text",
            "(é) C",
            "C.Text",
            "A. Text",
            "()",
        ] {
            assert_eq!(shown(text, Place::AfterNumber), "", "{text}");
        }
    }
}
