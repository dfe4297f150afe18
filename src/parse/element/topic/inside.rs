//! Marks inside a text, found by the middles of their words: one pass, whatever the text.

use std::sync::LazyLock;

use super::{LONGEST_WORD, Marker, read};
use crate::literals::Literals;
use crate::parse::element::text::ends_sentence;
use crate::slice::part;

/// The middles of SUMMARY, COMMENT and KEY POINTS, in their cases.
static MIDDLES: LazyLock<Literals> =
    LazyLock::new(|| Literals::new(&["mmar", "MMAR", "mmen", "MMEN", "ey P", "ey p", "EY P"]));

/// The places of a text where a mark may begin inside it, found by the middles of its words.
pub(crate) fn inside(text: &str) -> Vec<(usize, Marker)> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    MIDDLES.each(text, |at, _| found.extend(around(text, at)));
    found.sort_unstable_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    found
}

/// Between END and the topic's own word stand at most so many others: `End of action request and summary`.
const END_WORDS: usize = 5;

/// The mark around the middle of a topic's word: it begins with that word or a few words before.
fn around(text: &str, at: usize) -> Option<(usize, Marker)> {
    let word = at.checked_sub(
        if part(text, at, at + 2) == "ey" || part(text, at, at + 2) == "EY" {
            1
        } else {
            2
        },
    )?;
    let before = text.get(..word)?;
    if before.ends_with(char::is_alphanumeric) {
        return None;
    }
    let end = before.trim_end();
    if let Some(found) = behind_lead(text, end) {
        return Some(found);
    }
    // A start in mid-text stands in a parenthesis, or behind a sentence with a colon.
    let opens = end.ends_with(['(', '[']);
    let start = if opens { end.len() - 1 } else { word };
    let marker = read(text.get(start..)?)?;
    let colon = text.get(start..start + marker.len)?.contains(':');
    let sentence = end.is_empty() || ends_sentence(end);
    let capital = text.get(word..)?.starts_with(char::is_uppercase);
    (opens || sentence && colon && capital).then_some((start, marker))
}

/// The mark that END or BEGIN begins, a few words before the end of `before`.
fn behind_lead(text: &str, before: &str) -> Option<(usize, Marker)> {
    let mut end = before;
    for _ in 0..END_WORDS {
        let letters = end.bytes().rev().take(LONGEST_WORD);
        let len = letters.take_while(u8::is_ascii_alphabetic).count();
        let (rest, lead) = end.split_at_checked(end.len() - len)?;
        if lead.eq_ignore_ascii_case("END") || lead.eq_ignore_ascii_case("BEGIN") {
            let start = rest.len() - usize::from(rest.ends_with(['(', '[']));
            let marker = read(text.get(start..)?)?;
            // It has to reach the word that was found.
            return (start + marker.len > before.len()).then_some((start, marker));
        }
        let next = rest.strip_suffix([' ', '\n', '/', '-'])?;
        if lead.is_empty() {
            return None;
        }
        end = next.trim_end();
    }
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::Mark;
    use super::*;

    #[test]
    fn marks_in_the_middle() {
        let text = "He left. (Comment: He may return. End comment.) No comment. It ended.";
        let marks: Vec<_> = inside(text)
            .into_iter()
            .map(|(at, marker)| (at, marker.mark))
            .collect();
        assert_eq!(
            marks,
            [
                (text.find("(C").unwrap(), Mark::Start),
                (text.find("End").unwrap(), Mark::End)
            ]
        );
    }

    #[test]
    fn ends_behind_other_words() {
        let text = "He left. End action request and summary. Nobody saw the end, in comments or otherwise.";
        let marks: Vec<_> = inside(text)
            .into_iter()
            .map(|(at, marker)| (at, marker.mark))
            .collect();
        assert_eq!(marks, [(text.find("End").unwrap(), Mark::End)]);
    }
}
