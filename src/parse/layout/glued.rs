//! The numbers of paragraphs that a copy without line ends has glued to the word before: `the harbor.¶2. (C) The pier`.
//!
//! A pilcrow is no letter of a cable: archives put it where a number begins a line. So it does, glued or not; whether the
//! number counts, its sequence decides. Several pilcrows are one.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::sheet::{Sheet, cut};
use crate::line::Shape;
use crate::slice::{from, part};

static PILCROW: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("\u{b6}"));

/// Cuts the lines before such numbers.
pub(super) fn numbers(sheet: &mut Sheet<'_>) {
    if sheet.is_ascii {
        return;
    }
    let text = sheet.text;
    let glued = |at: &usize| {
        let before = text.as_bytes().get(at.wrapping_sub(1));
        before.is_some_and(|b| !b.is_ascii_whitespace() && *b != b'(')
            && !part(text, 0, *at).ends_with('\u{b6}')
            && is_number(from(text, *at))
    };
    let mut places = PILCROW.find_iter(text.as_bytes()).filter(glued).peekable();
    if places.peek().is_none() {
        return;
    }
    let mut rows = Vec::with_capacity(sheet.rows.len() + 8);
    std::mem::swap(&mut rows, &mut sheet.rows);
    for mut row in rows {
        while let Some(at) = places.next_if(|at| *at < row.end) {
            let open = row.role.is_none() && at > row.start;
            if let Some([before, rest]) =
                cut(text, row, at.saturating_sub(row.start)).filter(|_| open)
            {
                sheet.rows.push(before);
                row = rest;
                row.shape = Shape::Numbered;
            }
        }
        sheet.rows.push(row);
    }
}

/// Whether pilcrows, one to three digits and a period or a parenthesis lead.
fn is_number(text: &str) -> bool {
    let rest = text.trim_start_matches('\u{b6}');
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (1..=3).contains(&digits) && part(rest, digits, digits + 1).starts_with(['.', ')'])
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_pilcrow_and_a_number_lead() {
        for (text, expected) in [
            ("\u{b6}2. (C) The pier", true),
            ("\u{b6}12) The pier", true),
            ("\u{b6}2 above", false),
            ("\u{b6} The pier", false),
            ("\u{b6}2007. The pier", false),
        ] {
            assert_eq!(is_number(text), expected, "{text}");
        }
    }
}
