//! Headings that end a text without a rule, told by their letters or by what stands before them.

use super::{ends, is_end_mark, near, words};
use crate::parse::element::ending;
use crate::parse::element::text::{ends_sentence, is_mostly_small};
use crate::slice::{self, from};

/// Where the heading in capitals begins that ends a text of small letters, behind a sentence, a source in brackets or a
/// list: `It ended. NO PIER BEFORE THE AUTUMN`.
pub(crate) fn in_capitals(text: &str) -> Option<usize> {
    let text = text.trim_end();
    if text.ends_with(|c: char| c.is_lowercase() || matches!(c, '.' | ',' | ';' | ':' | ')' | ']'))
    {
        return None;
    }
    let mut end = text.len();
    let run: Vec<usize> = words(text, near(text))
        .take_while(|&at| {
            let word = text.get(at..end).unwrap_or_default();
            end = at;
            !word.contains(char::is_lowercase)
        })
        .collect();
    let told = |at: usize| text.get(..at).unwrap_or_default().trim_end();
    let closed = |at: usize| {
        let before = told(at);
        ends(before) && !before.ends_with(':') || before.ends_with([']', ')'])
    };
    // A source in brackets stands before it: `[Pier Post, 2/4] TUGS`.
    let sourced = |at: usize| from(text, at).starts_with(['[', '(']);
    let begins = run
        .iter()
        .rev()
        .copied()
        .find(|&at| closed(at) && !sourced(at));
    let below_list = || {
        let small = |at: usize| told(at).ends_with(char::is_lowercase);
        run.last().copied().filter(|&at| run.len() > 2 && small(at))
    };
    let at = begins.or_else(below_list)?;
    let title = from(text, at);
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    (letters > 1 && is_mostly_small(told(at)) && !is_end_mark(title) && !has_redaction(title))
        .then_some(at)
}

/// Whether a redaction stands in words.
fn has_redaction(words: &str) -> bool {
    words.contains("XXXXX") || words.contains("xxxxx")
}

/// Words with which a sentence begins, and no heading.
const PRONOUNS: [&str; 16] = [
    "We", "He", "She", "They", "It", "I", "In", "On", "At", "This", "That", "These", "There",
    "Those", "Although", "However",
];

/// Words that a sentence has, and no heading in small letters.
const VERBS: [&str; 12] = [
    "is", "are", "was", "were", "has", "have", "had", "would", "will", "said", "told", "noted",
];

/// A heading in small letters has at most so many words.
const PHRASE: usize = 10;

/// Where the heading in small letters begins that ends a text: behind an end mark, or behind a sentence and two blanks;
/// where the text is `ruled` below, behind a sentence.
pub(crate) fn apart(text: &str, ruled: bool) -> Option<usize> {
    let text = text.trim_end();
    let near = near(text);
    let told = |at: usize| text.get(..at).unwrap_or_default();
    let marked = slice::find(from(text, near), "END ").and_then(|_| {
        words(text, near)
            .filter(|&at| ending::ends_in_mark(told(at).trim_end()))
            .last()
    });
    let parted = || {
        words(text, near).find(|&at| {
            let before = told(at).trim_end();
            let parted = told(at).ends_with("  ");
            let closed = ends(before) && !before.ends_with(':');
            closed && (ruled || parted) || parted && before.ends_with(')')
        })
    };
    marked
        .filter(|&at| is_phrase(from(text, at)))
        .or_else(|| parted().filter(|&at| is_phrase(from(text, at))))
}

/// Whether words may be a heading in small letters: few, no sentence, no end of one.
fn is_phrase(words: &str) -> bool {
    let bare = words.strip_prefix("-- ").unwrap_or(words);
    let first = bare.split(' ').next().unwrap_or_default();
    let count = bare.split_ascii_whitespace().count();
    bare.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        && count <= PHRASE
        && (!ends_sentence(bare) || bare.ends_with('?'))
        && !bare.ends_with([',', ';', ')', ']', '-'])
        && !PRONOUNS.contains(&first)
        && !bare.split(' ').any(|word| VERBS.contains(&word))
        && !is_end_mark(bare)
        && !has_redaction(bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_capitals() {
        for (text, heading) in [
            (
                "It ended. NO PIER BEFORE THE AUTUMN",
                Some("NO PIER BEFORE THE AUTUMN"),
            ),
            ("It ended. [Pier Post, 2/4] TUGS", Some("TUGS")),
            ("It ended. [BELL, 2/4] TUGS", Some("TUGS")),
            (
                "the pier -- the tugs LIMA: THE NEXT STEPS",
                Some("LIMA: THE NEXT STEPS"),
            ),
            ("It ended. END SUMMARY", None),
            ("It ended. [WORDS REMOVED]", None),
            ("he paid it to the LIMA ILO", None),
            ("IT ENDED. NO PIER", None),
        ] {
            let found = in_capitals(text).map(|at| from(text, at));
            assert_eq!(found, heading, "{text}");
        }
    }

    #[test]
    fn words_in_small_letters() {
        for (text, heading) in [
            (
                "It ended.  The tugs and their crews",
                Some("The tugs and their crews"),
            ),
            ("It ended.  -- Tugs", Some("-- Tugs")),
            (
                "It ended. End summary. The tugs of the harbor",
                Some("The tugs of the harbor"),
            ),
            (
                "It ended. End summary The tugs of the harbor",
                Some("The tugs of the harbor"),
            ),
            ("It ended.  Who pays?", Some("Who pays?")),
            ("It ended. The tugs and their crews", None),
            ("It ended.  The tugs are slow", None),
            ("It ended.  He paid the crews of all tugs", None),
            ("It ended.  \"Nobody pays.\"", None),
            ("It ended.  Roe, Doe,", None),
        ] {
            let found = apart(text, false).map(|at| from(text, at));
            assert_eq!(found, heading, "{text}");
        }
        assert_eq!(apart("It ended. The tugs and their crews", true), Some(10));
    }
}
