//! Where a numbered paragraph opens inside a line: its number, and the portion mark behind it.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::number::PILCROWS;
use super::portion::{self, Place};
use super::topic;
use crate::vocab::levels;

/// A heading word between the number and the mark is at most this long: `1. Summary and Action Request: (SBU) ...`.
const WORDS: usize = 48;
/// What stands in place of a mark where one level covers the whole text: `1. CONFIDENTIAL - ENTIRE TEXT.`.
static ENTIRE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("ENTIRE TEXT"));

/// The places from `from` on where a number with a portion mark stands, in order. A pilcrow belongs to the number.
pub(crate) fn marked(text: &str, from: usize) -> impl Iterator<Item = usize> {
    let opens = memchr::memchr2_iter(b'(', b'[', text.as_bytes().get(from..).unwrap_or_default());
    opens.map(move |at| from + at).filter_map(move |open| {
        let before = text.get(from..open)?;
        // Few parentheses have a number before them.
        if !may_end_in_number(before.trim_end()) {
            return None;
        }
        portion::read(text.get(open..)?, Place::AfterNumber)?;
        Some(number_before(before)? + from)
    })
}

/// Words behind which a number counts something: `No. 3.`.
const COUNTED: [&str; 8] = [
    "No.", "Nos.", "Art.", "Sec.", "Res.", "Para.", "Par.", "Vol.",
];

/// Whether the last word of a text counts what follows.
fn is_counted(text: &str) -> bool {
    let word = text.trim_end().rsplit(' ').next().unwrap_or_default();
    COUNTED
        .iter()
        .any(|counted| counted.eq_ignore_ascii_case(word))
}

/// The place from `from` on where a number stands behind the end of a sentence, of a rule or of a heading between
/// dashes, without a mark.
pub(crate) fn bare(text: &str, from: usize, value: u32) -> Option<usize> {
    let number = format!("{value}.");
    let behind = text.as_bytes().get(from..)?;
    memchr::memmem::find_iter(behind, number.as_bytes())
        .map(|at| from + at)
        .find(|&at| {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + number.len()..).unwrap_or_default();
            let bare = before.trim_end_matches(PILCROWS);
            bare.ends_with(' ')
                && (super::text::ends_sentence(bare) && !is_counted(bare)
                    || bare.ends_with(")  ")
                    || super::title::dashed(bare).is_some()
                    || super::title::over_short_rule(bare).is_some())
                && after.starts_with(' ')
                && after
                    .trim_start()
                    .starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '(' | '\''))
        })
}

/// The first place from `from` on where a number stands before a portion mark, or before what stands in its place.
pub(crate) fn first(text: &str, from: usize) -> Option<usize> {
    let entire = ENTIRE.find(text.as_bytes().get(from..)?).and_then(|at| {
        let before = text
            .get(from..from + at)?
            .trim_end()
            .strip_suffix('-')?
            .trim_end();
        (0..before.len()).rev().take(WORDS).find_map(|start| {
            let words = before.get(start..).and_then(levels::read)?;
            let number = number_before(before.get(..start)?)?;
            (words.len == before.len() - start).then_some(from + number)
        })
    });
    let small = |at: &usize| {
        let number = super::number::read(text.get(*at..).unwrap_or_default());
        let mark = number.and_then(|number| text.get(at + number.len..));
        mark.is_some_and(|mark| {
            let mut letters = mark.bytes().skip(1);
            mark.starts_with('(')
                && letters.next().is_some_and(|b| b.is_ascii_lowercase())
                && letters.next() == Some(b')')
        })
    };
    [marked(text, from).find(|at| !small(at)), entire]
        .into_iter()
        .flatten()
        .min()
}

/// Where the number begins that ends a text, a heading word behind it or not. A blank, or nothing, stands before it.
fn number_before(text: &str) -> Option<usize> {
    let text = text.trim_end();
    if let Some(start) = ends_in_number(text) {
        return Some(start);
    }
    // Only a mark of a summary or a comment may stand between.
    if !may_end_in_number(text) {
        return None;
    }
    let near = (0..=text.len())
        .rev()
        .take(WORDS)
        .filter(|&at| text.is_char_boundary(at));
    // The number is sooner looked for than the mark: few places stand behind one.
    near.filter_map(|at| Some((ends_in_number(text.get(..at)?.trim_end())?, text.get(at..)?)))
        .find(|(_, words)| topic::read(words).is_some_and(|marker| marker.len == words.len()))
        .map(|(number, _)| number)
}

/// Whether a text ends as a number does, or a heading word behind one.
fn may_end_in_number(text: &str) -> bool {
    text.ends_with([':', '.', '-', ')'])
}

/// Where the number begins that ends a text: one to three digits and a period or parenthesis.
fn ends_in_number(text: &str) -> Option<usize> {
    let before = text.strip_suffix(['.', ')'])?;
    let digits = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = digits.trim_end_matches(PILCROWS);
    let count = before.len() - digits.len();
    let apart = start.is_empty() || start.ends_with(char::is_whitespace);
    ((1..=3).contains(&count) && apart).then_some(start.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_mark() {
        for (text, value, number) in [
            ("It ended.  3. Then it began", 3, Some("3.")),
            ("It ended.  -Tugs and Cranes-  4. Then", 4, Some("4.")),
            ("He read Resolution No. 3. Then he left", 3, None),
            ("It ended in 3. Then it began", 3, None),
        ] {
            let found = bare(text, 0, value);
            assert_eq!(found, number.and_then(|number| text.find(number)), "{text}");
        }
    }

    #[test]
    fn numbers_inside_a_line() {
        for (text, number) in [
            (
                "Classified By: DCM Jane Roe for reasons 1.4 (b) and (d). 1. (C) Begins",
                "1. (C)",
            ),
            ("REASON: 1.4 (B). \u{b6}1.Summary: (SBU) Begins", "\u{b6}1."),
            (
                "SUBJECT: TALKS 1. CONFIDENTIAL - ENTIRE TEXT. It began",
                "1. CONF",
            ),
            ("It ended. 12) (S//NF) More", "12)"),
            ("REASON: 1.4 (b), (d) 1. [S/NF] Begins", "1. [S"),
        ] {
            assert_eq!(first(text, 0), text.find(number), "{text}");
        }
        for text in [
            "REASON: 1.4 (B), (D)",
            "LIMA 1. (NOTAL)",
            "in 2007. (C) is a mark",
            "3.5 (C) warmer",
        ] {
            assert_eq!(first(text, 0), None, "{text}");
        }
    }
}
