//! Page markers inside a line of prose: cut out, so that what is left is prose.

use super::furniture;
use super::sheet::{Sheet, Stretch, cut};
use super::spots::Spots;
use crate::line::Shape;
use crate::parse::element::{class_line, marker};
use crate::part::Role;
use crate::slice::part;
use crate::vocab::posts;

/// Where a page marker's station may begin: at most this many words before its number.
const STATION_WORDS: usize = 4;

/// Cuts the page markers that stand inside the lines from `from` on. Each becomes a stretch of its own.
///
/// In upper-case prose nothing but the station's name tells where a marker begins; the cable's own post does,
/// else the longest name before the number that is a post, else one word.
pub(super) fn markers(sheet: &mut Sheet<'_>, from: usize, spots: &Spots, own: &mut OwnPost) {
    let text = sheet.text;
    let Some(body) = sheet.rows.get(from).map(|row| row.start) else {
        return;
    };
    let spots = spots.halves_in_any_case.iter().copied();
    let spots: Vec<usize> = spots
        .filter(|spot| *spot >= body && is_inside(sheet, *spot))
        .collect();
    if spots.is_empty() {
        return;
    }
    let mut spots = spots.into_iter().peekable();
    let own = own.get(sheet);
    let tail = sheet.rows.split_off(from);
    for mut row in tail {
        while let Some(spot) = spots.next_if(|spot| *spot < row.end) {
            if row.shape == Shape::PageMarker || row.role == Some(Role::Repeat) || spot < row.start
            {
                continue;
            }
            let Some((start, end)) = around(text, row, spot, own) else {
                continue;
            };
            if let Some([before, rest]) = cut(text, row, start - row.start) {
                let printed = part(text, before.start, before.end);
                let ended = furniture::end_of_transmission(printed.trim_end());
                match ended.and_then(|at| cut(text, before, at)) {
                    Some([before, end]) => sheet.rows.extend([
                        before,
                        Stretch {
                            role: Some(Role::EndMark),
                            ..end
                        },
                    ]),
                    None => sheet.rows.push(before),
                }
                row = rest;
            }
            let rest = cut(text, row, end - row.start);
            let marker = rest.map_or(row, |[marker, _]| marker);
            sheet.rows.push(Stretch {
                shape: Shape::PageMarker,
                role: Some(Role::PageMarker),
                ..marker
            });
            match rest {
                Some([_, after]) => row = after,
                None => row.start = row.next,
            }
        }
        if row.start < row.next {
            sheet.rows.push(row);
        }
    }
}

/// Whether a place is inside a line that is neither a page marker nor a repeat.
fn is_inside(sheet: &Sheet<'_>, spot: usize) -> bool {
    let row = sheet.rows.get(sheet.at_offset(spot));
    row.is_some_and(|row| row.shape != Shape::PageMarker && row.role != Some(Role::Repeat))
}

/// Start and end of the marker around ` OF 0` in a row: station, number, page, total, and the blanks around it.
fn around(text: &str, row: Stretch, spot: usize, own: Option<&str>) -> Option<(usize, usize)> {
    let after = text.get(spot + 4..row.end)?;
    let total = after.bytes().take_while(u8::is_ascii_digit).count();
    if total != 3 {
        return None;
    }
    let rest = after.get(total..)?;
    let end = spot + 4 + total + (rest.len() - rest.trim_start().len());
    let before = text.get(row.start..spot)?.trim_end();
    let page = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    if !(3..=6).contains(&(before.len() - page.len())) {
        return None;
    }
    let page = page.trim_end();
    let number = page.trim_end_matches(|c: char| c.is_ascii_digit());
    if !(6..=8).contains(&(page.len() - number.len())) {
        return None;
    }
    let station = station(number.trim_end(), own)?;
    Some((row.start + station, end))
}

/// Where the station's name begins that ends a text.
fn station(text: &str, own: Option<&str>) -> Option<usize> {
    let at_word = |start: usize| {
        text.get(..start)
            .is_some_and(|before| before.is_empty() || before.ends_with([' ', '.', ',', '-']))
    };
    // A marker cuts a post's name after ten characters.
    let cut = own.and_then(|own| own.get(..10.min(own.len())));
    for own in [own, cut.map(str::trim_end)].into_iter().flatten() {
        let start = text.len().checked_sub(own.len());
        if let Some(start) = start.filter(|start| {
            text.get(*start..)
                .is_some_and(|end| end.eq_ignore_ascii_case(own))
                && at_word(*start)
        }) {
            return Some(start);
        }
    }
    let mut start = text.len();
    let (mut word, mut known) = (None, None);
    for _ in 0..STATION_WORDS {
        let before = text.get(..start)?.trim_end();
        let next = before.rfind(' ').map_or(0, |at| at + 1);
        let name = text.get(next..)?;
        // A dash is none of its words.
        let worded = name.starts_with(|c: char| c.is_ascii_alphabetic());
        if next >= before.len()
            || !worded
            || !name
                .bytes()
                .all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'.'))
        {
            break;
        }
        word = word.or(Some(next));
        if posts::canonical(name).is_some() {
            known = Some(next);
        }
        start = next;
    }
    known.or(word)
}

/// The cable's own post as its classification line, or its first page marker, prints it.
fn own_post(sheet: &Sheet<'_>, from: usize) -> Option<String> {
    let class = (from..sheet.rows.len())
        .take(4)
        .find(|&at| sheet.shape(at) == Shape::Classified);
    class
        .and_then(|at| class_line::scan(sheet.text(at)).post)
        .or_else(|| {
            let found = (from..sheet.rows.len()).filter(|&at| sheet.shape(at) == Shape::PageMarker);
            // The form of the 1970s cuts the name after six letters.
            let found = found
                .filter_map(|at| marker::read(sheet.text(at)))
                .find(|found| found.section.is_some());
            found.map(|found| found.post.to_owned())
        })
}

/// The post that the cable itself is of, looked for when it is first asked for: few cables ask.
pub(super) struct OwnPost {
    /// Where the block begins.
    block: usize,
    found: Option<Option<String>>,
}

impl OwnPost {
    pub(super) fn new(block: usize) -> Self {
        OwnPost { block, found: None }
    }

    pub(super) fn get(&mut self, sheet: &Sheet<'_>) -> Option<&str> {
        self.found
            .get_or_insert_with(|| own_post(sheet, self.block))
            .as_deref()
    }
}
