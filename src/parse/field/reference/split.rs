//! Where one reference ends and the next begins, in the text between two labels.
//!
//! Semicolons always divide. Commas, colons, AND and line ends divide only where what stands on both sides makes sense
//! by itself: all of them stand inside references too.

mod behind;

use super::item::{self, Cable, Kind};
use crate::parse::cursor::Cursor;
use crate::parse::flow::run_on;
use crate::slice::{find, from, head, indent, part};

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
    /// Where what stands behind a cable and is none of the reference ends.
    pub behind: Option<usize>,
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

/// How many bytes of a reference are read to find out what it is.
const LONGEST: usize = 300;

/// Of more pieces a reference is not put together: what follows is no more looked at for what it makes of it.
const PIECES: usize = 16;

/// A reference whose end is not yet certain.
#[derive(Clone, Debug)]
struct Draft {
    kind: Kind,
    /// How many pieces it was put together of.
    pieces: usize,
    start: usize,
    end: usize,
    behind: Option<usize>,
}

/// The references of a text, in order.
pub(super) fn items(text: &str) -> Vec<Item> {
    let mut drafts: Vec<Draft> = Vec::new();
    // The cable whose post and printed year further numbers go on with.
    let mut list: Option<Cable> = None;
    let pieces = pieces(text);
    for (at, &piece) in pieces.iter().enumerate() {
        let step = match drafts.last() {
            Some(last) => decide(text, last, piece, pieces.get(at + 1)),
            None => Step::Split,
        };
        match step {
            Step::Join => join(&mut drafts, text, piece.end),
            Step::Split => push(&mut drafts, text, [piece.start, piece.end], 1),
            Step::Number => {
                if let Some(cable) = further(text, piece, list.as_ref()) {
                    drafts.push(Draft {
                        kind: Kind::Cable(cable),
                        pieces: 1,
                        start: piece.start,
                        end: piece.end,
                        behind: None,
                    });
                    continue;
                }
                push(&mut drafts, text, [piece.start, piece.end], 1);
            }
        }
        list = match drafts.last().map(|last| &last.kind) {
            Some(Kind::Cable(cable)) => Some(cable.clone()),
            _ => None,
        };
    }
    let finished = drafts.into_iter().map(|draft| {
        let Draft {
            kind,
            start,
            end,
            behind,
            ..
        } = draft;
        let (text, notal) = without_notal(part(text, start, end));
        Item {
            kind,
            text,
            notal,
            start,
            end,
            behind,
        }
    });
    finished.filter(|item| !item.text.is_empty()).collect()
}

/// A further number of a list: a cable of the same post, and of the same year where none is printed.
fn further(text: &str, piece: Piece, list: Option<&Cable>) -> Option<Cable> {
    let first = list?;
    let (number, own, length) = item::number(part(text, piece.start, piece.end))?;
    Some(Cable {
        year: own.or(first.year),
        year_behind: own.is_some() || first.year_behind,
        post: first.post.clone(),
        known: true,
        listed: first.listed,
        number,
        length,
    })
}

/// Adds a piece to the reference before it, which may become something else by that.
fn join(drafts: &mut Vec<Draft>, text: &str, end: usize) {
    if let Some(last) = drafts.pop() {
        if end - last.start > LONGEST || last.pieces >= PIECES {
            let cable = matches!(last.kind, Kind::Cable(_));
            drafts.push(Draft {
                end: if cable { last.end } else { end },
                behind: cable.then_some(end),
                ..last
            });
        } else {
            push(drafts, text, [last.start, end], last.pieces + 1);
        }
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

fn decide(text: &str, last: &Draft, piece: Piece, next: Option<&Piece>) -> Step {
    let printed = part(text, piece.start, piece.end);
    if belongs_to_the_former(printed) && !read(printed).is_sure_cable() {
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
    let here = read(printed);
    if last.kind.is_complete() {
        let divides = match (&last.kind, &here) {
            (_, Kind::Unread | Kind::Paper) => is_broken(text, piece, next),
            (_, Kind::Cable(cable)) if cable.known || cable.year.is_some() => true,
            // Words and a number after a letter or an e-mail are mostly its own.
            (kind, Kind::Cable(_)) => matches!(kind, Kind::Cable(_)),
            (kind, Kind::Post) => matches!(kind, Kind::Cable(_)),
            (_, Kind::Email | Kind::Message | Kind::Document) => true,
        };
        return if divides { Step::Split } else { Step::Join };
    }
    // The former has no end yet: a name or a number that was broken over two lines.
    let whole = || read(part(text, last.start, piece.end));
    if piece.before == Separator::Line && last.pieces < PIECES && whole().is_sure_cable() {
        return Step::Join;
    }
    let divides = match last.kind {
        Kind::Post => here.is_complete() || here == Kind::Post,
        _ => here.is_sure_cable(),
    };
    if divides { Step::Split } else { Step::Join }
}

/// Whether a piece is the beginning of a post's name that ends on the next line: `PORT AU`, then `PRINCE 12`.
fn is_broken(text: &str, piece: Piece, next: Option<&Piece>) -> bool {
    piece.before > Separator::Line
        && next.is_some_and(|next| {
            next.before == Separator::Line
                && read(part(text, piece.start, next.end)).is_sure_cable()
                && !read(part(text, next.start, next.end)).is_sure_cable()
        })
}

/// `PREVIOUS`, `(NOTAL)`, `(2007)`: nothing that begins a reference.
fn belongs_to_the_former(printed: &str) -> bool {
    let mut cursor = Cursor::new(printed);
    cursor.spaces();
    cursor.eat('(') || cursor.word(NOTAL) || names_others(&mut cursor)
}

/// Moves over a word that means further cables which it does not name: `PREVIOUS`.
fn names_others(cursor: &mut Cursor<'_>) -> bool {
    OTHERS.iter().any(|word| cursor.word(word))
}

/// The words that mean further cables.
const OTHERS: [&str; 4] = ["PREVIOUS", "PREVIOUSES", "PRECEDING", "SUBSEQUENT"];

/// A text without its last word, if that is the one given, in any case.
fn without_last<'a>(text: &'a str, word: &str) -> &'a str {
    let at = text.len().saturating_sub(word.len());
    let before = part(text, 0, at);
    let is_last = from(text, at).eq_ignore_ascii_case(word);
    let whole = before.is_empty() || before.ends_with(char::is_whitespace);
    if is_last && whole { before } else { text }
}

/// Whether a piece is a number, perhaps with a year and `(NOTAL)`, and nothing else.
fn is_number(printed: &str) -> bool {
    if !printed.starts_with(|c: char| c.is_ascii_digit()) || printed.len() > LONGEST {
        return false;
    }
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
            let rest = part(text, next.start, next.end);
            next.before == Separator::Line
                && matches!(read(rest), Kind::Cable(cable) if cable.known && cable.year.is_none())
        })
}

/// What a stretch of text refers to, from its beginning.
fn read(printed: &str) -> Kind {
    item::read(&run_on(head(printed, LONGEST)))
}

/// Adds the reference between two places, of so many pieces; more than one where nothing stands between a cable and the
/// next.
fn push(drafts: &mut Vec<Draft>, text: &str, [mut start, end]: [usize; 2], pieces: usize) {
    loop {
        let kind = read(part(text, start, end));
        let Kind::Cable(cable) = &kind else {
            drafts.push(Draft {
                kind,
                pieces,
                start,
                end,
                behind: None,
            });
            return;
        };
        // A line feed that became a space moved nothing: a cable's end is the same in both.
        let stop = start + cable.length;
        let rest = part(text, stop, end);
        let next = indent(rest);
        let follows =
            next > 0 && item::cable(&run_on(head(rest, LONGEST))).is_some_and(|cable| cable.known);
        // A name that is no post's may have more words behind the number.
        let sure = cable.listed || item::is_own_series(&cable.post);
        let own = match (follows, sure) {
            (true, _) => 0,
            (false, true) => behind::own(rest),
            (false, false) => rest.len(),
        };
        let unread = !follows && behind::is_unread(from(rest, own));
        drafts.push(Draft {
            kind,
            pieces,
            start,
            end: stop + own,
            behind: unread.then_some(end),
        });
        if !follows {
            return;
        }
        start = stop + next;
    }
}

/// The printed text in one line, `(NOTAL)` and punctuation at its ends taken off, and whether NOTAL stood there.
fn without_notal(printed: &str) -> (String, bool) {
    let whole = run_on(printed);
    let mut text = String::with_capacity(whole.len());
    let mut rest = &*whole;
    let mut notal = false;
    while let Some(at) = find(rest, NOTAL) {
        let before = part(rest, 0, at);
        let after = from(rest, at + NOTAL.len());
        // `(ALL NOTAL)`, `(NOTALS)`.
        let before = before
            .strip_suffix("ALL ")
            .filter(|before| before.ends_with(['(', '[', ' ']))
            .unwrap_or(before);
        let after = after
            .strip_prefix(['S', 's'])
            .filter(|after| !after.starts_with(char::is_alphanumeric))
            .unwrap_or(after);
        text.push_str(before.strip_suffix(['(', '[']).unwrap_or(before));
        rest = after.strip_prefix([')', ']']).unwrap_or(after);
        notal = true;
    }
    text.push_str(rest);
    if let Some(at) = find(&text, NOT_ALL) {
        let after = from(&text, at + NOT_ALL.len()).to_owned();
        text.truncate(at);
        text.push_str(&after);
        notal = true;
    }
    let ends = |c: char| matches!(c, ',' | ';' | ':' | '.' | '¶' | '\u{FFFD}') || c.is_whitespace();
    let mut shown = text.trim_matches(ends);
    if shown.ends_with(|c: char| c.is_ascii_digit()) {
        return (shown.to_string(), notal);
    }
    for word in OTHERS.iter().chain(&["AND", "&"]) {
        let before = without_last(shown, word).trim_end_matches(ends);
        // `D. AND PREVIOUS` holds nothing else.
        if !before.is_empty() || !OTHERS.contains(word) {
            shown = before;
        }
    }
    (shown.to_string(), notal)
}

const NOTAL: &str = "NOTAL";

/// A slip for it.
const NOT_ALL: &str = "(NOT ALL)";

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
    while let Some(c) = cursor.peek() {
        let at = cursor.at();
        let found = match c {
            '(' | '[' => {
                depth += 1;
                None
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                None
            }
            '\n' => {
                // A parenthesis that nothing closes ends with its line.
                depth = 0;
                Some(Separator::Line)
            }
            _ if depth > 0 => None,
            ';' => Some(Separator::Semicolon),
            ',' | ':' => Some(Separator::Comma),
            '&' => Some(Separator::And),
            'A' | 'a' if !part(text, 0, at).ends_with(|c: char| c.is_ascii_alphanumeric()) => {
                let mut ahead = cursor;
                ahead.word("AND").then_some(Separator::And)
            }
            _ => None,
        };
        if let Some(found) = found {
            let done = add(start, at, before);
            before = if done { found } else { before.max(found) };
            cursor.advance(if c.is_ascii_alphabetic() { 3 } else { 1 });
            start = cursor.at();
        } else {
            cursor.bump();
        }
    }
    add(start, text.len(), before);
    // Leading space is none of a piece.
    for piece in &mut pieces {
        let printed = part(text, piece.start, piece.end);
        piece.start += indent(printed);
        piece.end = piece.start + printed.trim().len();
    }
    pieces
}

#[cfg(test)]
mod tests;
