//! Page markers that share a line with something else, or stand on two: each is made a stretch of its own before anything
//! is read.
//!
//! `PAGE 02  ANYTOW  01234  082030Z` ends with its day and time, and what follows is what the page cut. The word of
//! classification that stands before it is the page's own foot.

use super::sheet::{Sheet, Stretch, cut};
use super::spots::{REMAIN, Spots};
use crate::line::Shape;
use crate::parse::element::marker;
use crate::part::Role;
use crate::slice::{from, head, part};
use crate::vocab::{levels, posts};

/// What follows the caption where a sentence is about it.
const ABOUT: [&str; 7] = [
    "caption",
    "label",
    "distribution",
    "cable",
    "channel",
    "message",
    "telegram",
];
/// No marker is longer.
const LONGEST: usize = 80;
/// How far above a marker's second half the first one is looked for.
const BLANKS: usize = 2;
/// The longest word of classification at the foot of a page, in words.
const FOOT_WORDS: usize = 3;
/// Letters of a level, no less.
const LEVEL_LETTERS: usize = 6;

/// Cuts the page markers out of the lines that are not given.
pub(super) fn cut_out(sheet: &mut Sheet<'_>, spots: &Spots) {
    let text = sheet.text;
    // Most markers stand on lines of their own, and need no cut.
    let open = |at: &usize| sheet.is_open(*at);
    let pages = pages(text, spots.pages.iter().copied().filter(open));
    let halves: Vec<usize> = spots.halves.iter().copied().filter(open).collect();
    let mut remains = remains(text, &spots.remains);
    remains.retain(open);
    if pages.is_empty() && halves.is_empty() && remains.is_empty() {
        return;
    }
    let mut remains = remains.into_iter().peekable();
    let mut pages = pages.into_iter().peekable();
    let mut halves = halves.into_iter().peekable();
    let mut rows = Vec::with_capacity(sheet.rows.len() + 8);
    std::mem::swap(&mut rows, &mut sheet.rows);
    for mut row in rows {
        while let Some((start, len)) = pages.next_if(|(start, _)| *start < row.end) {
            let end = start + len;
            if row.role.is_some()
                || row.shape == Shape::PageMarker
                || start < row.start
                || end > row.end
            {
                continue;
            }
            if let Some([before, rest]) = cut(text, row, start - row.start) {
                foot(sheet, before);
                row = rest;
            } else if let Some(above) = sheet.rows.pop() {
                foot(sheet, above);
            }
            let behind = part(text, end, row.end);
            let blanks = behind.len() - behind.trim_start().len();
            match cut(text, row, end + blanks - row.start) {
                Some([marker, rest]) => {
                    sheet.rows.push(Stretch {
                        shape: Shape::PageMarker,
                        ..marker
                    });
                    row = rest;
                }
                None => row.shape = Shape::PageMarker,
            }
        }
        let mut half = false;
        while halves.next_if(|start| *start < row.end).is_some() {
            half = true;
        }
        if half
            && row.role.is_none()
            && let Some(len) = marker::second_half(part(text, row.start, row.end))
            && first_half(
                sheet,
                !text.get(row.start..).is_some_and(|it| it.starts_with('O')),
            )
        {
            match cut(text, row, len) {
                Some([half, rest]) => {
                    sheet.rows.push(Stretch {
                        shape: Shape::PageMarker,
                        ..half
                    });
                    row = rest;
                }
                None => row.shape = Shape::PageMarker,
            }
        }
        while let Some(start) = remains.next_if(|start| *start < row.end) {
            if row.role.is_some() || row.shape == Shape::PageMarker || start < row.start {
                continue;
            }
            row = remain(sheet, row, start);
        }
        sheet.rows.push(row);
    }
}

/// Cuts a caption out of a sentence. Returns what is behind it, or the caption itself where nothing is.
fn remain(sheet: &mut Sheet<'_>, row: Stretch, start: usize) -> Stretch {
    let text = sheet.text;
    let caption = match cut(text, row, start - row.start) {
        Some([before, rest]) => {
            sheet.rows.push(before);
            rest
        }
        None => row,
    };
    let behind = part(text, start + REMAIN.len(), row.end);
    let len = start + REMAIN.len() + behind.len() - behind.trim_start().len();
    match cut(text, caption, len - caption.start) {
        Some([caption, rest]) => {
            sheet.rows.push(Stretch {
                role: Some(Role::Caption),
                ..caption
            });
            rest
        }
        None => Stretch {
            role: Some(Role::Caption),
            ..caption
        },
    }
}

/// Where the caption stands again amid a text in small letters: what is left of a page's head. A sentence may be about
/// the caption, too.
fn remains(text: &str, spots: &[usize]) -> Vec<usize> {
    let small = |near: &[u8]| near.iter().filter(|b| b.is_ascii_lowercase()).count() >= SMALL;
    spots
        .iter()
        .copied()
        // The first one is the cable's own.
        .skip(1)
        .filter(|&at| {
            let end = at + REMAIN.len();
            let (before, behind) = (part(text, 0, at), from(text, end));
            let apart = before.ends_with([' ', '\n']) && behind.starts_with([' ', '\n']);
            let bytes = text.as_bytes();
            let above = bytes.get(at.saturating_sub(AROUND)..at).unwrap_or_default();
            let below = bytes
                .get(end..bytes.len().min(end + AROUND))
                .unwrap_or_default();
            let told = behind.trim_start();
            apart
                && small(above)
                && small(below)
                && !ABOUT.iter().any(|word| told.starts_with(word))
        })
        .collect()
}

/// Bytes around the caption in which so many small letters show a text of two cases.
const AROUND: usize = 24;
const SMALL: usize = 4;

/// The heads of pages among the places where the word PAGE stands, and how long they are.
fn pages(text: &str, spots: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    let glued = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
        before.is_some_and(u8::is_ascii_alphanumeric)
    };
    spots
        .filter(|at| !glued(*at))
        .filter_map(|at| Some((at, marker::page_at_start(head(from(text, at), LONGEST))?)))
        .collect()
}

/// Puts a stretch that stands before a marker back, the word of classification at its end cut off.
fn foot(sheet: &mut Sheet<'_>, above: Stretch) {
    let text = part(sheet.text, above.start, above.end);
    let word = above.role.is_none().then(|| foot_word(text)).flatten();
    match word.and_then(|at| cut(sheet.text, above, at)) {
        Some([before, word]) => sheet.rows.extend([before, word]),
        None => sheet.rows.push(above),
    }
}

/// Where the word of classification begins that ends a text, more before it.
fn foot_word(text: &str) -> Option<usize> {
    let mut found = None;
    let mut end = text.len();
    for _ in 0..FOOT_WORDS {
        let Some(at) = text.get(..end)?.rfind(' ') else {
            break;
        };
        let word = text.get(at + 1..)?;
        let level = levels::read(word).is_some_and(|it| it.len == word.len());
        if level && word.len() >= LEVEL_LETTERS && !word.bytes().any(|b| b.is_ascii_lowercase()) {
            found = Some(at + 1);
        }
        end = text.get(..at)?.trim_end().len();
    }
    found
}

/// Gives the first half of a marker its shape, where post and number end a line above: the pages stand on this one.
/// Where they do not (`paged`), they end that line too.
fn first_half(sheet: &mut Sheet<'_>, paged: bool) -> bool {
    let rows = &mut sheet.rows;
    let blanks = rows
        .iter()
        .rev()
        .take_while(|row| row.shape == Shape::Blank)
        .count();
    if blanks > BLANKS {
        return false;
    }
    let Some(at) = rows.len().checked_sub(blanks + 1) else {
        return false;
    };
    let Some(above) = rows.get(at).copied().filter(|row| row.role.is_none()) else {
        return false;
    };
    let text = part(sheet.text, above.start, above.end);
    let text = if paged { text } else { before_page(text) };
    let Some(start) = post_and_number(text) else {
        return false;
    };
    let marker = match cut(sheet.text, above, start) {
        Some([before, marker]) => {
            rows.insert(at, before);
            marker
        }
        None => above,
    };
    if let Some(row) = rows.iter_mut().rev().nth(blanks) {
        *row = Stretch {
            shape: Shape::PageMarker,
            ..marker
        };
    }
    true
}

/// What stands before the section and page that end a line; nothing where none do.
fn before_page(text: &str) -> &str {
    let page = text.rsplit(' ').next().unwrap_or_default();
    let digits = page.split('.').next().unwrap_or_default();
    let number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if digits.len() == 3 && number(digits) && page.split('.').all(number) {
        text.get(..text.len() - page.len())
            .unwrap_or_default()
            .trim_end()
    } else {
        ""
    }
}

/// Where a post's name begins that stands with eight digits at the end of a line.
fn post_and_number(text: &str) -> Option<usize> {
    let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if text.len() - name.len() != 8 {
        return None;
    }
    let name = name.trim_end();
    let mut end = name.len();
    let mut found = None;
    for _ in 0..4 {
        let at = name.get(..end)?.rfind(' ').map_or(0, |at| at + 1);
        if posts::canonical(name.get(at..)?).is_some() {
            found = Some(at);
        }
        end = name.get(..at)?.trim_end().len();
        if end == 0 {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{foot_word, post_and_number, remains};
    use crate::slice::find;

    #[test]
    fn the_foot_of_a_page() {
        assert_eq!(foot_word("HE WAS IN            CONFIDENTIAL"), Some(21));
        assert_eq!(foot_word("HE WAS IN LIMITED OFFICIAL USE"), Some(10));
        assert_eq!(foot_word("LIMA, CONFIDENTIAL"), Some(6));
        assert_eq!(foot_word("HE WAS IN LIMA"), None);
        assert_eq!(foot_word("CONFIDENTIAL"), None);
    }

    #[test]
    fn captions_left_inside_a_text() {
        for (text, left) in [
            ("SIPDIS\nThe pilot told us on SIPDIS November 1 that", true),
            (
                "SIPDIS\nThe owners of the old Pier SIPDIS Company said",
                true,
            ),
            ("SIPDIS\nThe cable has no SIPDIS caption and needs", false),
            ("SIPDIS\nFOR THE PILOT SIPDIS FOR THE OWNERS", false),
            ("SIPDIS\nThe cable was sent SIPDIS. The owners said", false),
        ] {
            let second = find(text, " SIPDIS").map(|at| at + 1);
            let spots: Vec<usize> = [Some(0), second].into_iter().flatten().collect();
            let expected: Vec<usize> = second.into_iter().filter(|_| left).collect();
            assert_eq!(remains(text, &spots), expected, "{text}");
        }
    }

    #[test]
    fn the_first_half_of_a_marker() {
        assert_eq!(post_and_number("LIMA 00000412"), Some(0));
        assert_eq!(post_and_number("B) BOGOTA 345 LIMA 00000412"), Some(14));
        assert_eq!(post_and_number("PORT AU PRINCE 00000412"), Some(0));
        assert_eq!(post_and_number("LIMA 412"), None);
        assert_eq!(post_and_number("PIERS 00000412"), None);
    }
}
