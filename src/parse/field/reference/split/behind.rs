//! What stands behind the number of a cable: words in parentheses, NOTAL, a title or a short note are the reference's
//! own. It ends there; sentences and words of handling behind it are none of it.

use super::{NOTAL, names_others};
use crate::parse::cursor::Cursor;
use crate::parse::element::portion::{self, Place};
use crate::slice::{from, head};
use crate::vocab::levels;

/// The longest words in parentheses, the longest title behind a dash, and the longest note.
const LONGEST_PARENTHESIS: usize = 160;
const LONGEST_TITLE: usize = 80;
const LONGEST_NOTE: usize = 40;

/// How many bytes behind a cable belong to the reference.
pub(super) fn own(rest: &str) -> usize {
    let mut cursor = Cursor::new(rest);
    loop {
        let mut ahead = cursor;
        ahead.spaces();
        let found = match ahead.peek() {
            Some('(' | '[') => parenthesis(&mut ahead),
            Some(_) => ahead.word(NOTAL) || ahead.word("NOTALS") || others(&mut ahead),
            None => false,
        };
        if !found {
            break;
        }
        cursor = ahead;
    }
    cursor.at() + note(cursor.rest())
}

/// Moves over `AND PREVIOUS`.
fn others(cursor: &mut Cursor<'_>) -> bool {
    cursor.eat(',');
    cursor.spaces();
    if cursor.word("AND") {
        cursor.spaces();
    }
    names_others(cursor)
}

/// Whether words stand there that are none of the reference and were not read.
pub(super) fn is_unread(rest: &str) -> bool {
    let mut cursor = Cursor::new(rest);
    cursor.take_while(|c| !c.is_alphanumeric());
    let _ = cursor.word("AND");
    cursor.rest().contains(char::is_alphanumeric)
}

/// Moves over words in parentheses; a portion mark before a text is none of the reference.
fn parenthesis(cursor: &mut Cursor<'_>) -> bool {
    let window = head(cursor.rest(), LONGEST_PARENTHESIS);
    let Some(end) = window.find([')', ']']) else {
        return false;
    };
    let after = from(cursor.rest(), end + 1);
    if portion::read(window, Place::Start).is_some() && after.contains(char::is_alphabetic) {
        return false;
    }
    cursor.advance(end + 1);
    true
}

/// The length of a title behind a dash, or of a short note on the line; nothing of a sentence or words of handling.
fn note(rest: &str) -> usize {
    let line = rest.split('\n').next().unwrap_or_default();
    let text = line.trim();
    let is_title = text.starts_with(['-', '"', '\u{201c}', '\u{2013}', '\u{2014}']);
    let longest = if is_title {
        LONGEST_TITLE
    } else {
        LONGEST_NOTE
    };
    if text.is_empty() || text.len() > longest || text.starts_with(['.', '…']) {
        return 0;
    }
    let mut words = Cursor::new(text);
    words.take_while(|c| !c.is_alphanumeric());
    let handling = levels::read(words.rest()).is_some();
    let sentence = text.ends_with('.') && text.contains(' ');
    if handling || words.word("AND") || sentence {
        return 0;
    }
    line.len()
}
