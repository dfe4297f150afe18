//! The words of a heading inside running text: where they begin, and whether they look like a title.

use crate::slice::{self, from, head};

use super::ending;
use super::text::{ends_sentence, is_mostly_small, is_redaction};
use super::topic;

/// A heading without rules around it has at most so many words.
const WORDS: usize = 12;
/// The words of a heading are looked for in so many bytes.
const NEAR: usize = 180;
/// A word of so many letters has a capital in a title; shorter ones are articles and prepositions.
const SHORT: usize = 4;

/// Whether words look like a title: not many, all in capitals or most of the longer ones with a capital, no sentence.
pub(crate) fn is_title(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['"', '”']);
    let begins = words.trim_start_matches(['"', '“', '\'', '(', '¶', '.', '/']);
    if !begins.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || words.ends_with([',', ';', '.', ':', ')'])
        || words.split(' ').all(is_redaction)
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
    fitting
        .or_else(|| {
            words(text, near(text))
                .find(|&at| length(at) >= dashes)
                .filter(|&at| length(at) == dashes && is_title(from(text, at)))
        })
        .or_else(|| trailing(text))
        .or_else(|| apart(text, true))
        .or_else(|| whole.filter(|at| is_title(from(text, *at))))
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
        assert_eq!(underlined("It ended.", 30, false), None);
    }
}
