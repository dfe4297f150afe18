//! The section on a classification line: `SECTION 01 OF 03`, and what becomes of it.

use super::{ClassLine, is_post, is_separator};
use crate::parse::cursor::Cursor;
use crate::slice;

const SECTION: &str = "SECTION";
/// How many letters of SECTION may be wrong.
const SLIPS: usize = 2;

fn is_section(word: &str) -> bool {
    // Each letter that lacks is a slip.
    let lacks = || (slice::letters(SECTION) & !slice::letters(word)).count_ones() as usize;
    word.len().abs_diff(SECTION.len()) <= SLIPS
        && lacks() <= SLIPS
        && distance(word, SECTION) <= SLIPS
}

/// Reads `SECTION 01 OF 03`, however spelt. Returns what stands before it, if anything does.
pub(super) fn read<'a>(cursor: &mut Cursor<'a>, found: &mut ClassLine) -> Option<&'a str> {
    let mut ahead = *cursor;
    ahead.take_while(is_separator);
    let words = ahead.take_while(|c| !c.is_ascii_digit()).trim_end();
    if let Some((section, total)) = numbers(&mut ahead) {
        let word = words.split_whitespace().next_back().unwrap_or_default();
        let spaced = words.len() < 3 * SECTION.len() && {
            let joined: String = words.split_whitespace().collect();
            joined.eq_ignore_ascii_case(SECTION)
        };
        found.section = Some(section);
        found.total = Some(total);
        found.section_misspelt = !spaced && !word.eq_ignore_ascii_case(SECTION);
        found.end = ahead.at();
        *cursor = ahead;
        let before = if spaced {
            ""
        } else if is_section(word) {
            words.get(..words.len() - word.len()).unwrap_or_default()
        } else {
            words
        };
        return Some(before.trim()).filter(|before| is_post(before));
    }
    let mut ahead = *cursor;
    ahead.take_while(is_separator);
    if is_section(ahead.take_while(char::is_alphabetic)) {
        found.section_unread = true;
        *cursor = ahead;
        // One number may be left of the two; it is not the message's, which comes later.
        ahead.spaces();
        ahead.word("OF");
        ahead.spaces();
        let one = matches!(ahead.digits().len(), 1..=3);
        if one && ahead.rest().contains(|c: char| c.is_ascii_digit()) {
            *cursor = ahead;
        }
    }
    None
}

/// `01 OF 03`, `01/03`, `01GF02`: two short numbers and what parts them. A third one after a slash makes a date of them.
fn numbers(cursor: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let short = |digits: &str| {
        let fits = matches!(digits.len(), 1..=3);
        fits.then(|| digits.parse().ok()).flatten()
    };
    let section = short(cursor.digits())?;
    cursor.spaces();
    if !cursor.eat('/') {
        let of = cursor.take_while(char::is_alphabetic);
        (of.len() == 2 && of.ends_with(['F', 'f'])).then_some(())?;
    }
    cursor.spaces();
    let total = short(cursor.digits())?;
    (!cursor.rest().starts_with('/')).then_some((section, total))
}

/// How many letters must be put in, taken out or exchanged to make one word of the other; case does not count.
fn distance(word: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in word.bytes().enumerate() {
        let mut corner = i;
        let mut left = i + 1;
        for (cell, b) in row.iter_mut().skip(1).zip(other.bytes()) {
            let exchanged = corner + usize::from(!a.eq_ignore_ascii_case(&b));
            corner = *cell;
            left = exchanged.min(left + 1).min(*cell + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn distances() {
        assert_eq!(distance("SECTION", "section"), 0);
        assert_eq!(distance("SCTION", "SECTION"), 1);
        assert_eq!(distance("", "SECTION"), 7);
        assert_eq!(distance("SECRET", "SECTION"), 4);
    }
}
