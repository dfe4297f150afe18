//! The marks of summaries, comments and action requests in running text: `Summary:`, `(Comment:`, `End summary.`.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::slice::part;
use crate::vocab::topics::{self, Topics};

/// What a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// The stretch begins behind it.
    Start,
    /// The stretch has ended before it.
    End,
    /// The stretch of the paragraph before goes on behind it: `(Summary cont'd)`.
    Continued,
}

/// A mark at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marker {
    pub mark: Mark,
    pub topics: Topics,
    /// Whether a parenthesis opens before it.
    pub parenthesis: bool,
    /// Bytes of the mark, its punctuation and the blanks behind it included.
    pub len: usize,
}

/// Reads the mark that begins a text, a parenthesis before it or not.
pub(crate) fn read(text: &str) -> Option<Marker> {
    let parenthesis = text.starts_with(['(', '[']);
    let inner = if parenthesis {
        text.get(1..)?.trim_start()
    } else {
        text
    };
    let (mark, rest) = match (word(inner, "END"), word(inner, "BEGIN")) {
        (Some(rest), _) => (Mark::End, word(rest, "OF").unwrap_or(rest)),
        (None, Some(rest)) => (Mark::Start, rest),
        (None, None) => (Mark::Start, inner),
    };
    let begun = mark == Mark::Start && rest.len() < inner.len();
    let (topics, rest) = phrases(rest)?;
    let after = rest.trim_start();
    let continued = ["CONT'D", "CONTINUED", "CONT.", "(CONT'D)", "CONT’D"]
        .iter()
        .find_map(|cont| {
            let head = after.get(..cont.len())?;
            head.eq_ignore_ascii_case(cont)
                .then(|| after.get(cont.len()..).unwrap_or_default())
        });
    if let Some(rest) = continued.filter(|_| mark == Mark::Start) {
        let rest = punctuation(rest);
        return Some(Marker {
            mark: Mark::Continued,
            topics,
            parenthesis,
            len: text.len() - rest.len(),
        });
    }
    let behind = punctuation(rest);
    // A start needs its punctuation: `Comment on the talks` is prose.
    if mark == Mark::Start && !begun && behind.len() == after.len() {
        return None;
    }
    Some(Marker {
        mark,
        topics,
        parenthesis,
        len: text.len() - behind.len(),
    })
}

/// What a heading says, where it is made of such words alone.
pub(crate) fn of_heading(heading: &str) -> Option<Topics> {
    let (topics, rest) = phrases(heading.trim())?;
    punctuation(rest).is_empty().then_some(topics)
}

/// Phrases joined by AND, commas or slashes.
fn phrases(text: &str) -> Option<(Topics, &str)> {
    let (mut topics, len) = topics::leading(text)?;
    let mut rest = text.get(len..)?;
    loop {
        let next = rest.trim_start();
        let next =
            word(next, "AND").or_else(|| next.strip_prefix(['/', '&', ',']).map(str::trim_start));
        let Some((more, len)) = next.and_then(topics::leading) else {
            return Some((topics, rest));
        };
        topics = topics | more;
        rest = next.and_then(|next| next.get(len..)).unwrap_or_default();
    }
}

/// What follows a word, whatever its case, and the blanks behind it.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let rest = text.get(word.len()..)?;
    let head = text.get(..word.len())?;
    (head.eq_ignore_ascii_case(word) && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// What follows the punctuation of a mark: a colon, a period, dashes, a closing parenthesis.
fn punctuation(text: &str) -> &str {
    let rest = text.trim_start();
    let bare = rest.trim_start_matches([':', '.', ')', ']']);
    let dashes = bare.trim_start();
    if dashes.starts_with("- ") || dashes.starts_with("--") {
        return dashes.trim_start_matches('-').trim_start();
    }
    if bare.len() < rest.len() {
        dashes
    } else {
        rest
    }
}

/// What the middles of SUMMARY and COMMENT have in common, in both cases.
static MIDDLES: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["mm", "MM"].map(Finder::new));

/// The places of a text where a mark may begin inside it, found by the middles of SUMMARY and COMMENT.
pub(crate) fn inside(text: &str) -> Vec<(usize, Marker)> {
    let mut found: Vec<(usize, Marker)> = Vec::new();
    for middle in MIDDLES.iter() {
        let places = middle.find_iter(text.as_bytes());
        found.extend(places.filter_map(|at| {
            let middle = part(text, at, at + 4);
            matches!(middle, "mmar" | "MMAR" | "mmen" | "MMEN").then(|| around(text, at))?
        }));
    }
    found.sort_unstable_by_key(|(at, _)| *at);
    found.dedup_by_key(|(at, _)| *at);
    found
}

/// The mark around `mm` of SUMMARY or COMMENT: it begins a word or two before.
fn around(text: &str, at: usize) -> Option<(usize, Marker)> {
    let word = text
        .get(..at)?
        .rfind(|c: char| !c.is_alphabetic())
        .map_or(0, |before| before + 1);
    let before = text.get(..word)?;
    let end = before.trim_end();
    for lead in ["END OF", "END", "BEGIN"] {
        let start = end.len().checked_sub(lead.len());
        if let Some(start) = start.filter(|start| {
            end.get(*start..)
                .is_some_and(|end| end.eq_ignore_ascii_case(lead))
        }) {
            let start = if end.get(..start)?.ends_with(['(', '[']) {
                start - 1
            } else {
                start
            };
            return Some((start, read(text.get(start..)?)?));
        }
    }
    // A start in mid-text stands in a parenthesis, or behind a sentence with a colon.
    let start = if end.ends_with(['(', '[']) {
        end.len() - 1
    } else {
        word
    };
    let marker = read(text.get(start..)?)?;
    let colon = text.get(start..start + marker.len)?.contains(':');
    let sentence = end.is_empty() || super::text::ends_sentence(end);
    let capital = text.get(word..)?.starts_with(char::is_uppercase);
    (marker.parenthesis || sentence && colon && capital).then_some((start, marker))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_what_follows_them() {
        for (text, mark, rest) in [
            ("Summary: It began.", Mark::Start, "It began."),
            ("SUMMARY. It began.", Mark::Start, "It began."),
            ("BEGIN SUMMARY: It began.", Mark::Start, "It began."),
            (
                "Summary and Action Request: It began.",
                Mark::Start,
                "It began.",
            ),
            ("Comment -- It began.", Mark::Start, "It began."),
            (
                "(Summary cont'd) It went on.",
                Mark::Continued,
                "It went on.",
            ),
            ("End Summary. More", Mark::End, "More"),
            ("End comment.) More", Mark::End, "More"),
        ] {
            let marker = read(text).unwrap();
            assert_eq!(
                (marker.mark, text.get(marker.len..).unwrap()),
                (mark, rest),
                "{text}"
            );
        }
        for text in [
            "Comment on the talks",
            "Summaryless",
            "The summary: no",
            "Commentary: no",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

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
}
