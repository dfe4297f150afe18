//! Labels that are misspelt, where they are due.

use super::Label;
use crate::slice;
use crate::vocab::scan;

/// A misspelt label is at most this long, blanks and colon included.
const LONGEST_LABEL: usize = 24;

/// The label that a line begins with, misspelt by a letter; ask where that label is due. As `read`, how many bytes it
/// takes up. TAGS may lack their colon where nothing but codes follow, which `is_codes` tells.
#[must_use]
pub fn misspelt(line: &str, is_codes: impl Fn(&str) -> bool) -> Option<(Label, usize)> {
    let blank = scan::blanks(line);
    let text = slice::from(line, blank);
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let head = slice::head(text, LONGEST_LABEL);
    let mut letters = [0; LONGEST_LABEL];
    let mut places = letters.iter_mut();
    let mut end = 0;
    for (at, byte) in head.bytes().enumerate() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' => {
                if let Some(place) = places.next() {
                    *place = byte.to_ascii_uppercase();
                }
            }
            b' ' | b'\t' | b'.' | b',' => {}
            b':' | b';' => {
                end = at + 1;
                break;
            }
            _ => break,
        }
    }
    let count = LONGEST_LABEL - places.len();
    let letters = letters.get(..count).map(str::from_utf8);
    if let Some(Ok(letters)) = letters.filter(|_| end > 0) {
        let len = end + scan::blanks(slice::from(text, end));
        let rest = slice::from(text, len);
        let near = |word: &str, edits| scan::near(letters, word, edits);
        let label = if near("SUBJECT", 1) || letters == "SUBJT" || letters == "SUB" {
            Label::Subject
        } else if near("CLASSIFIEDBY", 2) || near("CLASSIFIED", 1) {
            Label::ClassifiedBy
        } else if near("DERIVEDFROM", 1) {
            Label::DerivedFrom
        } else if near("REFTEL", 1) || near("REFERENCE", 1) || near("REFERENCES", 1) {
            Label::References
        } else if near("TAGS", 1) && is_codes(rest) {
            Label::Tags
        } else {
            return None;
        };
        return Some((label, blank + len));
    }
    let word = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let len = word
        + slice::from(text, word)
            .bytes()
            .take_while(|b| matches!(b, b',' | b'.' | b' ' | b'\t'))
            .count();
    let found = len > word
        && scan::near(slice::head(text, word), "TAGS", 1)
        && is_codes(slice::from(text, len));
    found.then_some((Label::Tags, blank + len))
}
