//! Where one reference ends and the next begins, in the text between two labels.
//!
//! Semicolons always divide. Commas, colons, AND and line ends divide only where what stands on both sides makes sense
//! by itself: all of them stand inside references too.

use super::super::super::flow::run_on;
use super::super::super::steps::{Cursor, from, part};
use super::item::{self, Cable, Kind};

/// One reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// What it is.
    pub kind: Kind,
    /// As printed, `(NOTAL)` taken off.
    pub text: String,
    /// Whether it was marked NOTAL.
    pub notal: bool,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// What stands between two pieces, the strongest where several do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Separator {
    Line,
    And,
    Comma,
    Semicolon,
}

/// A stretch that no separator divides.
#[derive(Clone, Copy, Debug)]
struct Piece {
    before: Separator,
    start: usize,
    end: usize,
}

/// The references of a text, in order.
pub(super) fn items(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut list_post: Option<(String, Option<u8>)> = None;
    let pieces = pieces(text);
    for (at, &piece) in pieces.iter().enumerate() {
        let printed = part(text, piece.start, piece.end);
        let Some(last) = items.last_mut() else {
            push(&mut items, text, piece.start, piece.end);
            list_post = post_of(&items);
            continue;
        };
        match decide(text, last, piece, pieces.get(at + 1)) {
            Step::Join => {
                let start = last.start;
                items.pop();
                push(&mut items, text, start, piece.end);
            }
            Step::Split => push(&mut items, text, piece.start, piece.end),
            Step::Number => {
                let (Some((post, year)), Some((number, own, length))) =
                    (list_post.clone(), item::number(printed))
                else {
                    push(&mut items, text, piece.start, piece.end);
                    continue;
                };
                let (text, notal) = without_notal(printed);
                let known = true;
                items.push(Item {
                    kind: Kind::Cable(Cable {
                        year: own.or(year),
                        post,
                        known,
                        number,
                        length,
                    }),
                    text,
                    notal,
                    start: piece.start,
                    end: piece.end,
                });
                continue;
            }
        }
        list_post = post_of(&items);
    }
    items
}

/// The post and the printed year that the further numbers of a list go on with.
fn post_of(items: &[Item]) -> Option<(String, Option<u8>)> {
    match &items.last()?.kind {
        Kind::Cable(cable) => Some((cable.post.clone(), cable.year)),
        _ => None,
    }
}

/// What to do with a piece.
enum Step {
    /// It belongs to the reference before it.
    Join,
    /// It is a reference of its own.
    Split,
    /// It is one more number of the same post.
    Number,
}

fn decide(text: &str, last: &Item, piece: Piece, next: Option<&Piece>) -> Step {
    let printed = part(text, piece.start, piece.end);
    if belongs_to_the_former(printed) {
        return Step::Join;
    }
    if piece.before > Separator::Line && matches!(last.kind, Kind::Cable(_)) && is_number(printed) {
        return if is_year_of(text, piece, next) {
            Step::Split
        } else {
            Step::Number
        };
    }
    if piece.before == Separator::Semicolon {
        return Step::Split;
    }
    let here = item::read(&run_on(printed));
    if last.kind.is_complete() {
        let divides = match (&last.kind, &here) {
            (_, Kind::Unread) => false,
            (_, Kind::Cable(cable)) if cable.known || cable.year.is_some() => true,
            // Words and a number after a letter or an e-mail are mostly its own.
            (kind, Kind::Cable(_)) => matches!(kind, Kind::Cable(_)),
            (kind, Kind::Post) => matches!(kind, Kind::Cable(_)) && piece.before != Separator::And,
            (_, Kind::Email | Kind::Message | Kind::Document) => true,
        };
        return if divides { Step::Split } else { Step::Join };
    }
    // The former has no end yet: a name or a number that was broken over two lines.
    let whole = item::read(&run_on(part(text, last.start, piece.end)));
    if piece.before == Separator::Line && whole.is_sure_cable() {
        return Step::Join;
    }
    let divides = match last.kind {
        Kind::Post => here.is_complete() || here == Kind::Post,
        _ => here.is_sure_cable(),
    };
    if divides { Step::Split } else { Step::Join }
}

/// `PREVIOUS`, `(NOTAL)`, `(2007)`: nothing that begins a reference.
fn belongs_to_the_former(printed: &str) -> bool {
    let mut cursor = Cursor::new(printed);
    cursor.spaces();
    cursor.peek() == Some(b'(')
        || ["PREVIOUS", "PREVIOUSES", "NOTAL", "PRECEDING", "SUBSEQUENT"]
            .iter()
            .any(|word| cursor.clone().word(word))
}

/// Whether a piece is a number, perhaps with a year and `(NOTAL)`, and nothing else.
fn is_number(printed: &str) -> bool {
    let (text, _) = without_notal(printed);
    item::number(&text).is_some_and(|(_, _, length)| from(&text, length).trim().is_empty())
}

/// Whether a number at the end of a line is the year of the cable that the next line begins with.
fn is_year_of(text: &str, piece: Piece, next: Option<&Piece>) -> bool {
    let printed = part(text, piece.start, piece.end);
    let year = match printed.len() {
        2 => piece.before == Separator::Semicolon || printed.starts_with('0') || printed >= "66",
        _ => printed.len() == 4 && (printed.starts_with("19") || printed.starts_with("20")),
    };
    year && piece.before != Separator::And
        && next.is_some_and(|next| {
            let rest = run_on(part(text, next.start, next.end));
            next.before == Separator::Line
                && matches!(item::read(&rest), Kind::Cable(cable) if cable.known && cable.year.is_none())
        })
}

/// Adds the reference between two places; more than one where nothing stands between a cable and the next.
fn push(items: &mut Vec<Item>, text: &str, start: usize, end: usize) {
    let mut start = start;
    loop {
        let printed = part(text, start, end);
        let kind = item::read(&run_on(printed));
        // Line feeds that were joined do not change where a cable ends: they are one byte, as the space is.
        let more = match &kind {
            Kind::Cable(cable) => start + cable.length,
            _ => end,
        };
        let rest = from(printed, more - start);
        let next = rest.len() - rest.trim_start().len();
        let follows = next > 0 && item::cable(&run_on(rest)).is_some_and(|cable| cable.known);
        let stop = if follows { more } else { end };
        let (shown, notal) = without_notal(part(text, start, stop));
        if !shown.is_empty() {
            items.push(Item {
                kind,
                text: shown,
                notal,
                start,
                end: stop,
            });
        }
        if !follows {
            return;
        }
        start = more + next;
    }
}

/// The printed text in one line, `(NOTAL)` and punctuation at its ends taken off, and whether NOTAL stood there.
fn without_notal(printed: &str) -> (String, bool) {
    let mut text = run_on(printed);
    let mut notal = false;
    for form in ["(NOTAL)", "[NOTAL]", "NOTAL"] {
        let found = text.to_ascii_uppercase().find(form);
        if let Some(at) = found {
            text.replace_range(at..at + form.len(), "");
            notal = true;
        }
    }
    let ends = |c: char| c.is_whitespace() || ",;:.¶\u{FFFD}".contains(c);
    let mut shown = text.trim_matches(ends);
    for word in [" AND", " and", " &"] {
        shown = shown
            .strip_suffix(word)
            .unwrap_or(shown)
            .trim_end_matches(ends);
    }
    (shown.to_string(), notal)
}

/// The stretches between separators; those inside parentheses are none.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut cursor = Cursor::new(text);
    let (mut start, mut depth) = (0, 0_usize);
    let mut before = Separator::Line;
    let mut add = |start: usize, end: usize, before: Separator| {
        let printed = part(text, start, end);
        let word = printed.chars().any(char::is_alphanumeric);
        if word {
            pieces.push(Piece { before, start, end });
        }
        word
    };
    while let Some(byte) = cursor.peek() {
        let at = cursor.at;
        let found = match byte {
            b'(' | b'[' => {
                depth += 1;
                None
            }
            b')' | b']' => {
                depth = depth.saturating_sub(1);
                None
            }
            b'\n' => Some(Separator::Line),
            _ if depth > 0 => None,
            b';' => Some(Separator::Semicolon),
            b',' | b':' => Some(Separator::Comma),
            b'&' => Some(Separator::And),
            b'A' | b'a'
                if at == 0
                    || !text
                        .as_bytes()
                        .get(at - 1)
                        .is_some_and(u8::is_ascii_alphanumeric) =>
            {
                let mut ahead = cursor;
                ahead.word("AND").then_some(Separator::And)
            }
            _ => None,
        };
        if let Some(found) = found {
            let done = add(start, at, before);
            before = if done { found } else { before.max(found) };
            cursor.at += if byte.eq_ignore_ascii_case(&b'A') {
                3
            } else {
                1
            };
            start = cursor.at;
        } else {
            cursor.bump();
        }
    }
    add(start, text.len(), before);
    // Leading space is none of a piece.
    for piece in &mut pieces {
        let printed = part(text, piece.start, piece.end);
        piece.start += printed.len() - printed.trim_start().len();
        piece.end = piece.start + printed.trim().len();
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let items: Vec<String> = items(text)
            .iter()
            .map(|item| {
                let kind = match &item.kind {
                    Kind::Cable(cable) => {
                        let year = cable.year.map(|year| format!("{year:02}"));
                        format!("{}{}{}", year.unwrap_or_default(), cable.post, cable.number)
                    }
                    other => format!("{other:?}"),
                };
                let notal = if item.notal { "!" } else { "" };
                format!("{}{notal}={kind}", item.text)
            })
            .collect();
        items.join("; ")
    }

    #[test]
    fn one() {
        for (text, want) in [
            ("RIYADH 12", "RIYADH 12=RIYADH12"),
            ("RIYADH 12 (NOTAL).", "RIYADH 12!=RIYADH12"),
            ("RIYADH 12 (NOTAL) (2007)", "RIYADH 12  (2007)!=RIYADH12"),
            ("RIYADH 12 AND PREVIOUS", "RIYADH 12 AND PREVIOUS=RIYADH12"),
            (
                "RIYADH 12 AND\nPREVIOUS (NOTAL)",
                "RIYADH 12 AND PREVIOUS!=RIYADH12",
            ),
            ("RIYADH 12\n(NOTAL)", "RIYADH 12!=RIYADH12"),
            ("ANKARA\n12", "ANKARA 12=ANKARA12"),
            ("PORT OF\nSPAIN 12", "PORT OF SPAIN 12=PORTOFSPAIN12"),
            ("07\nLIMA 12", "07 LIMA 12=07LIMA12"),
            ("USUN\nNEW YORK 12", "USUN NEW YORK 12=USUNNEWYORK12"),
            ("AIT\nTAIPEI 12", "AIT TAIPEI 12=AITTAIPEI12"),
            ("ROE-\nDOE EMAIL", "ROE-DOE EMAIL=Email"),
            ("ROE-DOE EMAIL\n05/11/07", "ROE-DOE EMAIL 05/11/07=Email"),
            (
                "ROE-DOE\nEMAIL OF MAY 11, 2007",
                "ROE-DOE EMAIL OF MAY 11, 2007=Email",
            ),
            (
                "CDRUSCENTCOM 121200Z\nJAN 07",
                "CDRUSCENTCOM 121200Z JAN 07=Message",
            ),
            ("IIR 6\n888 0123 07", "IIR 6 888 0123 07=Message"),
            ("LIMA\nA-50", "LIMA A-50=Document"),
            ("ROE AND DOE LETTER", "ROE AND DOE LETTER=Document"),
            ("STATE", "STATE=Post"),
            ("", ""),
            (" ;, ", ""),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn several() {
        let three = "RIYADH 12=RIYADH12; 13=RIYADH13; 15=RIYADH15";
        let two = "RIYADH 12=RIYADH12; 07 LIMA 13=07LIMA13";
        for (text, want) in [
            ("RIYADH 12, 13 AND 15", three),
            ("RIYADH 12, 13, AND 15", three),
            ("RIYADH 12,\n13 AND 15", three),
            ("RIYADH 12; 07 LIMA 13", two),
            ("RIYADH 12, 07 LIMA 13", two),
            ("RIYADH 12\n07 LIMA 13", two),
            ("RIYADH 12: 07 LIMA 13", two),
            ("RIYADH 12 AND 07 LIMA 13", two),
            ("RIYADH 12  07 LIMA 13", two),
            ("RIYADH 12; 07\nLIMA 13", two),
            ("RIYADH 12, 07\nLIMA 13", two),
            ("RIYADH 12 & 07 LIMA\n13", two),
            ("08 LIMA 12 AND 14", "08 LIMA 12=08LIMA12; 14=08LIMA14"),
            (
                "FARTOWN 1091: OTHERTOWN 263",
                "FARTOWN 1091=FARTOWN1091; OTHERTOWN 263=OTHERTOWN263",
            ),
            (
                "STATE 74879; ROE-DOE EMAIL 05/11/07",
                "STATE 74879=STATE74879; ROE-DOE EMAIL 05/11/07=Email",
            ),
            (
                "ROE-DOE EMAIL 05/11/07\nSTATE 74879",
                "ROE-DOE EMAIL 05/11/07=Email; STATE 74879=STATE74879",
            ),
            ("STATE\nLIMA 12", "STATE=Post; LIMA 12=LIMA12"),
            ("LIMA 12, STATE", "LIMA 12=LIMA12; STATE=Post"),
            ("RUBBISH; LIMA 12", "RUBBISH=Unread; LIMA 12=LIMA12"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }
}
