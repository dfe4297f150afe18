//! The marks of summaries, comments and action requests in running text: `Summary:`, `(Comment:`, `End summary.`.

mod inside;

use super::portion::{self, Place};
use crate::slice;
use crate::vocab::topics::{self, Topics};

pub(crate) use inside::inside;

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
    /// Whether a parenthesis opens before it that the mark itself does not close.
    pub parenthesis: bool,
    /// Bytes of the mark, its punctuation and the blanks behind it included.
    pub len: usize,
}

/// What says that a stretch goes on: behind the word of the topic, in parentheses or not.
const CONTINUED: [&str; 8] = [
    "CONTINUED",
    "CONT'D",
    "CONT’D",
    "CON'T",
    "CON’T",
    "CONTD",
    "CONT.",
    "CONT",
];

/// Whether what stands before `rest` is in capitals, and the word behind it begins a sentence in small letters.
fn is_capital_word(text: &str, rest: &str) -> bool {
    let word = text.get(..text.len() - rest.len()).unwrap_or_default();
    if portion::read(rest.trim_start(), Place::Start).is_some() {
        return rest.starts_with(' ') && !word.contains(char::is_lowercase);
    }
    let mut next = rest.trim_start().chars();
    let capital = next.next().is_some_and(char::is_uppercase);
    rest.starts_with(' ')
        && !word.contains(char::is_lowercase)
        && capital
        && next.next().is_some_and(|c| c.is_lowercase() || c == ' ')
}

/// Words that AND may add to a topic, at most: `SUMMARY AND NEXT STEPS`.
const ADDED_WORDS: usize = 4;

/// Reads the mark that begins a text, a parenthesis before it or not.
pub(crate) fn read(text: &str) -> Option<Marker> {
    let opens = text.starts_with(['(', '[']);
    let inner = if opens {
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
    let marker = |mark, behind: &str| {
        let len = text.len() - behind.len();
        let closes = text
            .get(..len)
            .is_some_and(|mark| mark.contains([')', ']']));
        Marker {
            mark,
            topics,
            parenthesis: opens && !closes,
            len,
        }
    };
    if mark == Mark::Start
        && let Some(rest) = continued(rest)
    {
        let behind = punctuation(rest);
        // `Comments continued to arrive` is prose.
        let marked = opens || behind.len() < rest.trim_start().len() || rest.trim().is_empty();
        return marked.then(|| marker(Mark::Continued, behind));
    }
    let after = rest.trim_start();
    let behind = punctuation(rest);
    // `SUMMARY The ferry sailed`: in capitals before a sentence in two cases.
    if mark == Mark::Start && !begun && behind.len() == after.len() && is_capital_word(inner, rest)
    {
        return Some(marker(mark, after));
    }
    // A start needs its punctuation: `Comment on the talks` is prose.
    if mark == Mark::Start && !begun && behind.len() == after.len() {
        let rest = added(rest)?;
        let behind = punctuation(rest);
        let marked = behind.len() < rest.trim_start().len();
        return marked.then(|| marker(mark, behind));
    }
    if mark == Mark::End && behind.len() == after.len() {
        let behind = added(rest).map_or(behind, punctuation);
        return Some(marker(mark, behind));
    }
    Some(marker(mark, behind))
}

/// Whether a line is the end mark of what stands above it, and nothing else: `END SUMMARY`.
pub(crate) fn is_end(line: &str) -> bool {
    let line = line.trim();
    let bare = line.trim_start_matches(['(', '[', '-', ' ']);
    let rest = bare.get(3..);
    if line.len() > LONGEST_END || rest.is_none() || !slice::begins(bare, "END") {
        return false;
    }
    read(bare).is_some_and(|marker| {
        marker.mark == Mark::End
            && bare
                .get(marker.len..)
                .is_some_and(|rest| rest.trim_matches(['-', ' ']).is_empty())
    })
}

/// A line that is an end mark alone is at most so long, in bytes.
const LONGEST_END: usize = 60;

/// What a heading says: it begins with such a word, and nothing follows, or its own punctuation and a title.
pub(crate) fn of_heading(heading: &str) -> Option<Topics> {
    let heading = without_outline(heading.trim_matches(['/', ' ', '-', '=', '*']));
    let (topics, rest) = phrases(heading)?;
    let after = rest.trim_start();
    let titled = after.is_empty()
        || after.starts_with([':', '.', '-', '–', '—', ',', '/', '('])
        || continued(rest).is_some_and(|rest| punctuation(rest).is_empty())
        || word(after, "AND").is_some();
    titled.then_some(topics)
}

/// A heading without its label and its portion mark: `A. SUMMARY`, `II. (C) SUMMARY`, `(U) SUMMARY`.
fn without_outline(heading: &str) -> &str {
    let label = heading.split_once('.').filter(|(label, _)| {
        (1..=4).contains(&label.len())
            && (label.len() == 1 || label.bytes().all(|b| b"IVX0123456789".contains(&b)))
            && label.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    let heading = label.map_or(heading, |(_, rest)| rest.trim_start());
    portion::read(heading, Place::Start)
        .and_then(|mark| heading.get(mark.length..))
        .map_or(heading, str::trim_start)
}

/// Phrases joined by AND, commas or slashes, behind a few words of another topic or not: `Introduction and summary`.
fn phrases(text: &str) -> Option<(Topics, &str)> {
    let (mut topics, mut rest) = match topics::leading(text) {
        Some((topics, len)) => (topics, text.get(len..)?),
        None => behind_another(text)?,
    };
    for _ in 0..JOINED {
        let next = rest.trim_start();
        let next =
            word(next, "AND").or_else(|| next.strip_prefix(['/', '&', ',']).map(str::trim_start));
        let Some((more, len)) = next.and_then(topics::leading) else {
            break;
        };
        topics = topics | more;
        rest = next.and_then(|next| next.get(len..)).unwrap_or_default();
    }
    Some((topics, rest))
}

/// So many phrases may be joined to the first.
const JOINED: usize = 6;

/// The phrase behind AND, `&` or a slash that follows one to three words of another topic, of which the first has a
/// capital: `Introduction and summary`, `Note/Comment`, `BIO NOTE AND COMMENT`. One word before COMMENT that names who
/// comments needs no AND: `PRT COMMENT`, `NAVCENT Comment`.
fn behind_another(text: &str) -> Option<(Topics, &str)> {
    if !text.starts_with(char::is_uppercase) {
        return None;
    }
    let mut rest = text;
    for words in 1..=OTHER_WORDS {
        let len = rest
            .bytes()
            .take(LONGEST_WORD + 1)
            .take_while(u8::is_ascii_alphabetic)
            .count();
        let word = rest
            .get(..len)
            .filter(|_| (1..=LONGEST_WORD).contains(&len))?;
        let after = rest.get(len..)?;
        // Mostly a word of prose follows.
        if let [b' ', b'b'..=b'z', ..] = after.as_bytes() {
            rest = slice::from(after, 1);
            continue;
        }
        let joined = slice::trim_start(after);
        let joined = match joined.as_bytes().first() {
            Some(b'A' | b'a') => self::word(joined, "AND"),
            Some(b'/' | b'&') => joined.get(1..).map(str::trim_start),
            _ => None,
        };
        if let Some(joined) = joined {
            let (topics, len) = topics::leading(joined)?;
            return Some((topics, joined.get(len..)?));
        }
        rest = after.strip_prefix(' ')?;
        let names = words < OTHER_WORDS && word.starts_with(char::is_uppercase);
        if rest.starts_with('C')
            && names
            && slice::begins(rest, "COMMENT")
            && !["NO", "FOR"].iter().any(|no| no.eq_ignore_ascii_case(word))
            && let Some((topics, len)) = topics::leading(rest)
            && len == "COMMENT".len()
        {
            return Some((topics, rest.get(len..)?));
        }
    }
    None
}

/// So many words of another topic may stand before AND.
const OTHER_WORDS: usize = 3;

/// What follows the word that a stretch goes on, a parenthesis around it or not.
fn continued(text: &str) -> Option<&str> {
    let text = text
        .trim_start()
        .trim_start_matches(['-', ','])
        .trim_start();
    let inner = text.strip_prefix('(').unwrap_or(text);
    let len = CONTINUED
        .iter()
        .find(|cont| slice::begins(inner, cont))?
        .len();
    let rest = inner.get(len..)?;
    if inner.len() < text.len() {
        return rest.strip_prefix(')');
    }
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// What follows the few words that AND, a comma or a slash adds to a topic: `Summary and next steps: ...`.
fn added(text: &str) -> Option<&str> {
    let after = text.trim_start();
    let mut rest =
        word(after, "AND").or_else(|| after.strip_prefix(['/', '&']).map(str::trim_start))?;
    for _ in 0..ADDED_WORDS {
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'))
            .unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        rest = rest.get(end..)?;
        match rest.strip_prefix(' ') {
            Some(more) if more.starts_with(char::is_alphanumeric) => rest = more,
            _ => return Some(rest),
        }
    }
    None
}

/// What follows a word, whatever its case, and the blanks behind it.
fn word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    if !slice::begins(text, word) {
        return None;
    }
    let rest = text.get(word.len()..)?;
    rest.starts_with([' ', '\n']).then(|| rest.trim_start())
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

/// A word that stands before the topic's own has at most so many letters.
const LONGEST_WORD: usize = 20;

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
            (
                "Summary and next steps: It began.",
                Mark::Start,
                "It began.",
            ),
            ("End summary and next steps. More", Mark::End, "More"),
            (
                "Introduction and summary. It began.",
                Mark::Start,
                "It began.",
            ),
            ("Note/Comment: It began.", Mark::Start, "It began."),
            ("PRT COMMENT: It began.", Mark::Start, "It began."),
            (
                "SUMMARY The ferry sailed.",
                Mark::Start,
                "The ferry sailed.",
            ),
            ("SUMMARY (U) It began.", Mark::Start, "(U) It began."),
            ("End\n\nSummary. More", Mark::End, "More"),
            ("End Key Points. More", Mark::End, "More"),
            ("END SUMMARY More", Mark::End, "More"),
            (
                "Comment (continued): It went on.",
                Mark::Continued,
                "It went on.",
            ),
            ("Comment con't. It went on.", Mark::Continued, "It went on."),
            (
                "Comment - continued: It went on.",
                Mark::Continued,
                "It went on.",
            ),
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
            "Comments continued to arrive.",
            "SUMMARY THE FERRY SAILED",
            "Summary The ferry sailed",
            "No comment: he left",
            "Press comments: none",
            "Summary and execution are words that stand in no such mark: no",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn headings_with_a_title() {
        let summary = |heading| of_heading(heading).is_some_and(|topics| topics.summary);
        for heading in [
            "SUMMARY",
            "Summary:",
            "SUMMARY AND OUTLOOK",
            "SUMMARY: A NEW PIER",
            "Summary - A New Pier",
            "Summary (continued)",
            "SUMMARY CONT'D",
            "II. SUMMARY",
            "A. Summary",
            "(C) SUMMARY",
            "COMMENT/SUMMARY",
            "//SUMMARY//",
            "INTRODUCTION AND SUMMARY",
            "Background & Summary",
        ] {
            assert!(summary(heading), "{heading}");
        }
        for heading in [
            "SUMMARY EXECUTIONS",
            "END SUMMARY",
            "A NEW PIER: SUMMARY",
            "SUMMARY JUSTICE - AGAIN",
        ] {
            assert!(!summary(heading), "{heading}");
        }
    }

    #[test]
    fn lines_that_are_end_marks() {
        for line in [
            "END SUMMARY",
            "End comment.",
            "(End Summary)",
            "---- END SUMMARY ----",
            "END KEY POINTS.",
        ] {
            assert!(is_end(line), "{line}");
        }
        for line in ["END OF THE ROAD", "End summary. He left.", "SUMMARY", "END"] {
            assert!(!is_end(line), "{line}");
        }
    }
}
