//! The words of a heading inside running text: where they begin, and whether they look like a title.

mod unruled;

pub(crate) use unruled::{apart, in_capitals};

use crate::slice::{from, head};

use super::ending;
use super::text::{self, is_redaction};
use super::topic;

/// A heading without rules around it has at most so many words.
const WORDS: usize = 12;
/// The words of a heading are looked for in so many bytes.
const NEAR: usize = 180;
/// A word of so many letters has a capital in a title; shorter ones are articles and prepositions.
const SHORT: usize = 4;

/// Whether words look like a title: not many, all in capitals or most of the longer ones with a capital, no sentence.
pub(crate) fn is_title(words: &str) -> bool {
    let words = words.trim();
    // Nearly every line that is asked for is the last one of a sentence.
    if matches!(words.as_bytes(), [.., b',' | b';' | b'.' | b':' | b')']) {
        return false;
    }
    let words = words.trim_end_matches(['"', '”']);
    let begins = words.trim_start_matches(['"', '“', '\'', '(', '¶', '.', '/', ' ']);
    if !begins.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || words.ends_with([',', ';', '.', ':', ')'])
        || words.split(' ').all(is_redaction)
        || closes_outside(words)
        || is_end_mark(words)
    {
        return false;
    }
    let (mut count, mut long, mut large) = (0, 0, 0);
    for word in words.split_ascii_whitespace() {
        count += usize::from(word.contains(char::is_alphanumeric));
        let letters = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if letters.chars().filter(|c| c.is_alphabetic()).count() >= SHORT {
            long += 1;
            large += u32::from(!letters.starts_with(char::is_lowercase));
        }
    }
    let many = large * 3 >= long * 2;
    count <= WORDS && many && words.contains(char::is_alphabetic)
}

/// Whether a parenthesis closes behind a word of a text that did not open in it: `Endnote)  The Tugs`.
fn closes_outside(words: &str) -> bool {
    words.find(')').is_some_and(|at| {
        let before = head(words, at);
        !before.contains('(') && before.ends_with(char::is_alphanumeric)
    })
}

/// Words with which the second line of a heading goes on.
const JOINING: [&str; 8] = ["AND", "OR", "NOR", "BUT", "TO", "OF", "FOR", "WITH"];

/// Whether a line of a heading goes on with the next one, a blank line between them or not: in capitals with a colon
/// behind it, or by its last word, or by the first word of the next.
pub(crate) fn goes_on(line: &str, next: &str) -> bool {
    let (line, next) = (line.trim(), next.trim());
    let capitals =
        |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    let first = next.split(' ').next().unwrap_or_default();
    let both = || capitals(line) && capitals(next);
    line.ends_with(':') && capitals(line)
        || line.ends_with(',')
        || text::ends_open(line)
        || JOINING.contains(&first) && both()
}

/// Whether words are the mark with which a summary or a comment ends.
fn is_end_mark(words: &str) -> bool {
    topic::read(words).is_some_and(|mark| mark.mark == topic::Mark::End)
}

/// The places near the end of a text where words may begin that are no part of the sentence before: behind its end.
/// The last one comes first.
pub(crate) fn behind_sentences(text: &str) -> impl Iterator<Item = usize> {
    let near = near(text);
    words(text, near).filter(move |&at| ends(text.get(near..at).unwrap_or_default().trim_end()))
}

/// The places near the end of a text where a word begins, the last one first.
fn words(text: &str, near: usize) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    (near + 1..bytes.len()).rev().filter(move |&at| {
        let blank = |at: usize| bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\n'));
        blank(at - 1) && !blank(at)
    })
}

/// Where the part of a text begins in which a heading's words are looked for.
fn near(text: &str) -> usize {
    let from = text.len().saturating_sub(NEAR);
    (from..text.len())
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// Whether a sentence ends here, and not an initial or an abbreviation of one letter (`U.S.`).
fn ends(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '\'', ')', ']', '”', '’']);
    let Some(before) = bare.strip_suffix(['.', '?', '!', ':']) else {
        return false;
    };
    let short = [
        "Mr", "Mrs", "Ms", "Dr", "St", "Gen", "Col", "No", "Sen", "Amb",
    ];
    let word = before.rsplit([' ', '.', '(']).next().unwrap_or_default();
    !bare.ends_with('.')
        || word.chars().count() > 1 && !short.contains(&word)
        || bare.len() < text.len()
}

/// Where the words begin that head the next paragraph, at the end of a text: a title behind a sentence. Behind a colon
/// it is what the colon announces.
pub(crate) fn trailing(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let colon = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.trim_end().ends_with(':')
    };
    // A title may have a colon of its own: `Tugs: Who Has Them`.
    let at = behind_sentences(text).find(|&at| !colon(at))?;
    is_title(from(text, at)).then_some(at)
}

/// Where the heading begins that stands between dashes at the end of a text, behind a sentence: `-Next Steps-`. What
/// is all of a short text may have lost its first dash.
pub(crate) fn dashed(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let words = text.trim_end_matches('-');
    let dashes = text.len() - words.len();
    if !(1..=3).contains(&dashes) || !words.ends_with(char::is_alphanumeric) {
        return None;
    }
    let near = near(words);
    let mark = ["", " -", " --", " ---"].get(dashes).copied()?;
    let begins = words.get(near..)?.rfind(mark).map(|at| near + at + 1);
    let at = begins.unwrap_or(0);
    let (before, title) = words.split_at_checked(at)?;
    let title = title.trim_start_matches('-');
    let apart = before.trim().is_empty() || ends(before.trim_end());
    let large = title.starts_with(char::is_uppercase);
    (apart && title.len() <= DASHED && (is_title(title) || dashes > 1 && large)).then_some(at)
}

/// Where the heading of one short word begins that ends a text over a rule of its own length, behind a sentence or a
/// rule like that below: `---- Lima ----`, `LIMA ----`.
pub(crate) fn over_short_rule(text: &str) -> Option<usize> {
    let text = text.trim_end();
    let words = text.trim_end_matches('-');
    let dashes = text.len() - words.len();
    let words = words.trim_end();
    if !(3..=4).contains(&dashes) || text.len() == words.len() + dashes {
        return None;
    }
    let (before, title) = words.split_at_checked(words.len().checked_sub(dashes)?)?;
    let large =
        title.starts_with(char::is_uppercase) && title.bytes().all(|b| b.is_ascii_alphabetic());
    let told = before.trim_end();
    if !large || before.len() == told.len() {
        return None;
    }
    let sentence = told.trim_end_matches('-');
    let ruled = told.len() - sentence.len() == dashes && sentence.ends_with(' ');
    if ruled {
        return Some(sentence.len());
    }
    (ends(told) || ending::ends_in_mark(told)).then_some(before.len())
}

/// A heading between dashes is no longer, in bytes.
const DASHED: usize = 80;

/// Where the words begin that a rule of so many dashes underlines, at the end of a text; `whole` where they may be all
/// of it. They are about as long as the rule; where none are, they are a title behind the last sentence.
pub(crate) fn underlined(text: &str, dashes: usize, whole: bool) -> Option<usize> {
    let text = text.trim_end();
    let length = |at: usize| from(text, at).chars().count();
    let fits = |at: usize| {
        let length = length(at);
        length.abs_diff(dashes) <= 1 + length / 8
    };
    let start = text.len() - text.trim_start().len();
    let whole = (whole && text.len() - start <= NEAR).then_some(start);
    let begins = |at: &usize| !head(from(text, *at), 4).starts_with(char::is_lowercase);
    let fitting = behind_sentences(text)
        .chain(whole)
        .filter(begins)
        .filter(|at| {
            let words = from(text, *at);
            !is_end_mark(words) && (!words.ends_with('.') || words.ends_with(".."))
        })
        .filter(|at| fits(*at))
        .min_by_key(|at| length(*at).abs_diff(dashes));
    let sentence = behind_sentences(text).next().is_some();
    let title = |at: &usize| is_title(from(text, *at));
    fitting
        .or_else(|| whole.filter(|_| !sentence).filter(title))
        .or_else(|| trailing(text))
        .or_else(|| {
            words(text, near(text))
                .find(|&at| length(at) >= dashes)
                .filter(|&at| length(at) == dashes && title(&at))
        })
        .or_else(|| apart(text, true))
        .or_else(|| whole.filter(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_sentences() {
        for words in [
            "The Tugs",
            "NO PIER BEFORE THE AUTUMN",
            "What the Harbor Master Wants",
            "2004: A Good Year",
            "//The Tugs and their Crews//",
            "Tugs - The First - The Second - The Third - Who Has Them and Why",
            "Comment",
        ] {
            assert!(is_title(words), "{words}");
        }
        for words in [
            "the tugs",
            "He wants two cranes and a boat",
            "XXXXXXXXXXXX",
            "Tugs,",
            "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen",
        ] {
            assert!(!is_title(words), "{words}");
        }
    }

    #[test]
    fn words_between_dashes() {
        for (text, heading) in [
            ("It ended.  -Next Steps-  ", Some("-Next Steps-")),
            ("Next Steps- ", Some("Next Steps-")),
            ("It ended.  --Next steps--  ", Some("--Next steps--")),
            ("It was a half- ", None),
            ("It ended.  -and so on- ", None),
        ] {
            let found = dashed(text).map(|at| from(text, at).trim_end());
            assert_eq!(found, heading, "{text}");
        }
    }

    #[test]
    fn a_word_over_a_short_rule() {
        for (text, heading) in [
            ("It ended. ---- Lima ---- ", Some("---- Lima ---- ")),
            ("It ended. --- ILO ---", Some("--- ILO ---")),
            ("It ended. LIMA ----", Some("LIMA ----")),
            ("End summary  LIMA ----", Some("LIMA ----")),
            ("It ended in Lima ----", None),
            ("It ended. The Lima Pier ----", None),
            ("It ended. Quito ----", None),
            ("It ended. ----", None),
        ] {
            let found = over_short_rule(text).map(|at| from(text, at));
            assert_eq!(found, heading, "{text}");
        }
    }

    #[test]
    fn words_over_a_rule() {
        for (text, heading) in [
            ("It ended. The Tugs", "The Tugs"),
            ("It ended in the U.S. A Pier", "U.S. A Pier"),
            ("He called Mr. Roe. \"Cranes\"", "\"Cranes\""),
            ("End summary BP Unsure", "BP Unsure"),
        ] {
            let dashes = heading.len();
            let found = underlined(text, dashes, false).map(|at| from(text, at));
            assert_eq!(found, Some(heading), "{text}");
        }
        assert_eq!(underlined("The Tugs", 8, true), Some(0));
        assert_eq!(underlined("The Tugs", 8, false), None);
        assert_eq!(underlined("Masters Call Tugs a Loss", 11, true), Some(0));
        assert_eq!(
            underlined("It ended. Masters Call Tugs a Loss", 11, false),
            Some(10)
        );
        assert_eq!(underlined("It ended.", 30, false), None);
    }
}
