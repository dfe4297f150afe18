//! What archives and communication centers put around a cable: stamps, footers, remains of other systems.

use super::sheet::Sheet;
use crate::part::Role;
use crate::slice;
use crate::vocab::{furniture, levels};

/// The role of a line that is no text of the cable by its own words, wherever it stands.
pub(super) fn read(text: &str) -> Option<Role> {
    let text = text.trim_start();
    if let Some(kind) = furniture::read(text) {
        return Some(match kind {
            furniture::Kind::Stamp
            | furniture::Kind::PageStamp
            | furniture::Kind::Partial
            | furniture::Kind::Withdrawn => Role::Stamp,
            furniture::Kind::Footer => Role::Footer,
            furniture::Kind::Wrapper => Role::Wrapper,
            furniture::Kind::EndMark => Role::EndMark,
        });
    }
    if text.eq_ignore_ascii_case("NNNN") {
        return Some(Role::EndMark);
    }
    (is_date_alone(text)
        || is_named_rule(text)
        || is_dateline(text)
        || is_trailer(text)
        || is_row_number(text))
    .then_some(Role::Wrapper)
}

/// The number of a row in a reader's own system: `ID: 12345` and nothing else.
fn is_row_number(text: &str) -> bool {
    text.strip_prefix("ID:").is_some_and(|rest| {
        let number = rest.trim();
        !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Whether a line is the downgrading group of a cable of the sixties, below its text: `GP-3`.
pub(super) fn is_group(text: &str) -> bool {
    let group = text.trim().strip_prefix("GP");
    group.is_some_and(|group| {
        matches!(
            group
                .trim_start_matches(['-', ' ', '.'])
                .trim_end_matches('.')
                .as_bytes(),
            [b'1'..=b'4']
        )
    })
}

/// Whether a line is a date or a number and nothing else: what a printer or another system left below a name.
pub(super) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 10
        && text.bytes().any(|b| b.is_ascii_digit())
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-'))
}

/// Whether a line says that the cable ends above it: what stands below is none of it.
pub(super) fn ends_cable(text: &str) -> bool {
    let text = slice::trim_end(slice::trim_start(text));
    is_named_rule(text) && slice::find(text, "CABLE").is_some()
}

/// Whether a line is a stamp that stands on each page, so that it interrupts the text.
pub(super) fn is_page_stamp(text: &str) -> bool {
    furniture::is_page_stamp(slice::trim_start(text))
}

/// Dashes or equal signs with words between that name an end: `----- header ends -----`, `=====CABLE ENDS=====`.
fn is_named_rule(text: &str) -> bool {
    let marks = text
        .bytes()
        .take_while(|b| matches!(b, b'-' | b'='))
        .count();
    if marks < 4 {
        return false;
    }
    let inner = text.trim_matches(|c| matches!(c, '-' | '=' | ' '));
    text.ends_with(['-', '=']) && inner.to_ascii_lowercase().ends_with(" ends")
}

/// `Cable dated:2009-01-02T10:00:00` and nothing else.
fn is_date_alone(text: &str) -> bool {
    text.strip_prefix("Cable dated:").is_some_and(|rest| {
        let mark = |b: u8| b.is_ascii_digit() || matches!(b, b'-' | b'T' | b':' | b' ');
        rest.bytes().all(mark)
    })
}

/// The date line of a reader's own system: `Friday, 05 February 2010, 10:23`.
fn is_dateline(text: &str) -> bool {
    const DAYS: [&str; 7] = [
        "Monday,",
        "Tuesday,",
        "Wednesday,",
        "Thursday,",
        "Friday,",
        "Saturday,",
        "Sunday,",
    ];
    let mut words = text.split_ascii_whitespace();
    words.next().is_some_and(|day| DAYS.contains(&day))
        && words
            .next()
            .is_some_and(|day| day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit()))
        && words
            .next()
            .is_some_and(|month| crate::vocab::months::read(month).is_some())
        && words.count() == 2
}

/// The line of a collection behind the text: `2001ANYTOW00123 - Classification: SECRET`, either part alone too; a
/// stray quotation mark leads it in some.
fn is_trailer(text: &str) -> bool {
    let text = text.trim_start_matches(['"', '>', ' ', '\t']);
    let is_id = |id: &str| {
        (8..=20).contains(&id.len())
            && id.starts_with(|c: char| c.is_ascii_digit())
            && id.ends_with(|c: char| c.is_ascii_digit())
            && id
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    let (led, rest) = match text.split_once(" - ") {
        Some((id, rest)) if is_id(id) => (true, rest),
        _ => (false, text),
    };
    match rest.strip_prefix("Classification: ") {
        Some(level) => level.len() <= 40 && levels::read(level).is_some(),
        None => led && rest.len() <= 40 && levels::read(rest).is_some(),
    }
}

/// Where the remains of another system begin behind a name: `ROE 0 02/05/2010`, `ROE 2010-02-05`, `ROE NNNN`, `ROE BT
/// #0012 NNNN`, `ROE ",2/5/2010,"A FERRY ...`.
pub(super) fn behind(text: &str) -> Option<(usize, Role)> {
    let bare = text.trim_end().trim_end_matches(['.', ' ']);
    let at = bare.rfind(char::is_whitespace)?;
    let last = bare.get(at..)?.trim();
    if matches!(last, "NNNN" | "NNN") {
        return Some((at + 1, Role::EndMark));
    }
    if let Some(at) = end_of_transmission(bare) {
        return Some((at, Role::EndMark));
    }
    if let Some(at) = next_cell(bare) {
        return Some((at, Role::Wrapper));
    }
    let parts = |mark: char| last.split(mark).count() == 3;
    let sized = (8..=10).contains(&last.len());
    if !sized
        || !(parts('/') || parts('-'))
        || !last
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-'))
    {
        return None;
    }
    let before = bare.get(..at)?.trim_end();
    let count = before.rfind(char::is_whitespace)?;
    let digits = before.get(count..)?.trim();
    let counted = digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit());
    let named = || digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    match counted {
        true => Some((count + 1, Role::Wrapper)),
        false => named().then_some((at + 1, Role::Wrapper)),
    }
}

/// So many bytes the end of a transmission has at most where it stands on a line with the text's last words.
const TRANSMISSION: usize = 60;

/// Where the end of the transmission begins behind a name, or amid a text that goes on behind the next page's marker: `BT #0012 NNNN`, its letters spaced or not.
pub(super) fn end_of_transmission(text: &str) -> Option<usize> {
    let mut from = text.len().saturating_sub(TRANSMISSION);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let near = text.get(from..)?;
    let serial = near.rfind(" #")?;
    let number = near.get(serial + 2..)?.bytes();
    if number.take_while(u8::is_ascii_digit).count() != 4 {
        return None;
    }
    let before = near.get(..serial)?;
    let name = before
        .strip_suffix(" BT")
        .or_else(|| before.strip_suffix(" B T"))?;
    Some(from + name.len() + 1)
}

/// Where the next cell of a table begins behind a cable whose quotation mark closed it: `",2/5/2010,"`.
fn next_cell(text: &str) -> Option<usize> {
    let at = memchr::memmem::find(text.as_bytes(), b"\",")?;
    let cell = text.get(at + 2..)?.split(',').next()?;
    let dated =
        cell.split('/').count() == 3 && cell.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    dated.then_some(at)
}

/// Whether a stretch is a stamp that stands on each page, or the rest of the one on the line above.
pub(super) fn is_stamp(sheet: &Sheet<'_>, at: usize) -> bool {
    is_page_stamp(sheet.text(at))
        || at
            .checked_sub(1)
            .is_some_and(|above| sheet.role(above) == Some(Role::Stamp))
            && ends_stamp(sheet.text(at))
}

/// Whether a line is the rest of a stamp that was wrapped: `Systematic Review 05 JUL 2006`.
pub(super) fn ends_stamp(text: &str) -> bool {
    let text = text.trim();
    let year = text.rsplit(' ').next().unwrap_or_default();
    year.len() == 4
        && year.bytes().all(|b| b.is_ascii_digit())
        && text.split_ascii_whitespace().count() <= 8
        && (text.len() == 4 || slice::find(text, "REVIEW").is_some())
}

/// Whether a line is all marks and no word: `"`, `.`, `>`, `-`.
pub(super) fn is_marks(text: &str) -> bool {
    !text.contains(|c: char| c.is_alphanumeric())
}

/// Bytes of a leading `Cable dated:2009-01-02T10:00:00` and the blanks behind it; the cable follows on the same line.
pub(super) fn dated(text: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix("Cable dated:")?;
    let rest = rest.trim_start();
    let stamp = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'T' | b':'))
        .count();
    let after = rest.get(stamp..)?.trim_start();
    (stamp >= 10 && !after.is_empty()).then_some(text.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_a_stamp_ends_in_its_year() {
        for (text, expected) in [
            ("Systematic Review 05 JUL 2006", true),
            (" 2006 ", true),
            ("of the Department, review of 2006", true),
            ("Systematic Review", false),
            ("Nobody came in 2006", false),
            ("It was in the review of the old pier in 2006", false),
        ] {
            assert_eq!(ends_stamp(text), expected, "{text}");
        }
    }
}
