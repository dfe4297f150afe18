//! How a text ends: with an end mark, an address, a redaction, or in mid-sentence.

use super::name;
use super::text::ends_sentence;
use crate::redaction;
use crate::slice::{self, trim_end};

/// What an end mark ends: the first word behind `END`.
const ENDED: &str = "COMMENT COMMENTS SUMMARY TEXT NOTE QUOTE TRANSLATION TRANSCRIPT LIST BIO BIOGRAPHIC BACKGROUND \
    PARAPHRASE CABLE MESSAGE TELEGRAM ATTACHMENT ANNEX INTRODUCTION REPORT UNOFFICIAL INFORMAL EXCERPT EXCERPTS \
    TABLE POINTS NOTES PROPOSED ACTION KEY DRAFT NONPAPER NON-PAPER STATEMENT LETTER";

/// The operating signal with which a telegram is cancelled.
const CANCELLED: &str = "ZFR";

/// Whether a text begins with the signal that cancels its telegram, `ZFR ZFR ...`, strokes before it or not.
pub(crate) fn is_cancellation(text: &str) -> bool {
    text.trim_start_matches([' ', '/', '\\'])
        .strip_prefix(CANCELLED)
        .is_some_and(|rest| rest.starts_with([' ', '-', '.']))
}

/// Bytes at the end of a text that are looked at for the word that it was cleared.
const CLEARANCE: usize = 160;

/// Whether the last words of a text say who cleared it: with them a text ends.
pub(crate) fn says_cleared(text: &str) -> bool {
    let mut from = text.len().saturating_sub(CLEARANCE);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    ends_sentence(text) && slice::find(slice::from(text, from), " CLEARED ").is_some()
}

/// Whether a text ends in an end mark, a period behind it or not: `End comment`, `END TEXT OF LETTER`, `UNQUOTE`; or in
/// the signal with which a telegram is cancelled.
pub(crate) fn ends_in_mark(text: &str) -> bool {
    let mut rest = trim_end(text).trim_end_matches(['.', ')', ']', '"', '”', '-', ' ']);
    let mut behind = "";
    for words in 0..MARK_WORDS {
        let start = rest.bytes().rposition(|byte| byte == b' ');
        let word = slice::from(rest, start.map_or(0, |blank| blank + 1));
        // Nearly every word ends in another letter than these marks.
        let marks = match word.as_bytes().last() {
            Some(b'E' | b'e' | b'R') => words == 0,
            Some(b'D' | b'd') => true,
            _ => false,
        };
        if marks {
            let word = word.trim_start_matches(OPENING);
            if words == 0 && is_mark(word) {
                return true;
            }
            if word.eq_ignore_ascii_case("END") {
                let behind = behind.trim_start_matches(OPENING);
                let behind = behind.trim_end_matches(['.', ',', ':']);
                let mut ended = ENDED.split(' ');
                return ended.any(|ended| ended.eq_ignore_ascii_case(behind));
            }
        }
        behind = word;
        let Some(blank) = start else { break };
        rest = slice::part(rest, 0, blank).trim_end_matches(' ');
    }
    false
}

/// An end mark has at most so many words.
const MARK_WORDS: usize = 5;
/// What may stand before its first word.
const OPENING: [char; 5] = ['(', '[', '"', '“', '-'];

/// Whether a word is an end mark by itself.
fn is_mark(word: &str) -> bool {
    word.eq_ignore_ascii_case("UNQUOTE") || matches!(word, "UNQTE" | CANCELLED)
}

/// Whether the last word of a text is an address: of a page, a mailbox, a site.
pub(crate) fn ends_in_address(text: &str) -> bool {
    let word = text
        .trim_end_matches([' ', '/', '\t'])
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    is_address(word)
}

/// Whether a word is the address of a page or a mailbox.
pub(crate) fn is_address(word: &str) -> bool {
    let mailbox = || {
        word.split_once('@')
            .is_some_and(|(who, place)| !who.is_empty() && !place.is_empty())
    };
    let asked = || word.contains('?') && word.contains('=');
    // Most words are letters only.
    word.bytes().any(|b| b"./@?".contains(&b))
        && (word.contains("://")
            || word.contains("www.")
            || word.contains(".gov")
            || mailbox()
            || asked())
}

/// Whether the last word of a text is a redaction, or one ends it.
pub(crate) fn ends_in_redaction(text: &str) -> bool {
    let text = trim_end(text);
    text.ends_with(" REMOVED]")
        || text
            .chars()
            .rev()
            .take_while(|c| redaction::is_letter(*c))
            .count()
            >= 5
}

/// Whether a text breaks off in mid-sentence: it ends in a letter or a comma, and not in an end mark, an address, a
/// redaction, a list or the name of a person who was listed.
pub(crate) fn breaks_off(text: &str) -> bool {
    let listed = || {
        text.rsplit_once([',', ':'])
            .and_then(|(_, last)| name::read(last))
            .is_some_and(|name| name.words > 1)
    };
    text.ends_with(|c: char| c.is_alphabetic() || c == ',')
        && !ends_in_mark(text)
        && !ends_in_address(text)
        && !ends_in_redaction(text)
        && !ends_in_list(text)
        && !listed()
}

/// Whether a text ends in a list or a table: its last line is one of several.
fn ends_in_list(text: &str) -> bool {
    text.rfind('\n')
        .is_some_and(|at| !slice::from(text, at).contains(". "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_marks() {
        assert!(is_cancellation("ZFR ZFR ZFR CANCEL TELEGRAM"));
        assert!(is_cancellation("//////ZFR ZFR ZFR//////"));
        assert!(says_cleared("Embassy Lima cleared this message."));
        for text in [
            "CANCEL TELEGRAM ZFR ZFR",
            "it ended. End comment",
            "It ended END TEXT OF LETTER.",
            "(End note.)",
            "he said UNQUOTE",
        ] {
            assert!(ends_in_mark(text), "{text}");
        }
        for text in ["by the end of May", "the end", "a comment", ""] {
            assert!(!ends_in_mark(text), "{text}");
        }
    }

    #[test]
    fn addresses() {
        for word in [
            "roe@lima.example",
            "www.pier.example",
            "https://pier.example/a",
            "view?id=4",
            "state.gov/lima",
        ] {
            assert!(is_address(word), "{word}");
        }
        for word in ["@lima", "roe@", "and/or", "why?", "pier.", "a=b"] {
            assert!(!is_address(word), "{word}");
        }
    }

    #[test]
    fn texts_that_break_off() {
        for text in [
            "the pier was",
            "the pier, the ferry,",
            "the Lima Standing Co",
        ] {
            assert!(breaks_off(text), "{text}");
        }
        for text in [
            "the pier was closed.",
            "so he said END COMMENT",
            "seen by XXXXXXXXXXXX",
            "write to roe@example.gov",
            "Ferries:\n  Lima\n  Quito",
            "point of contact is the harbor master, Jane Q. Roe",
        ] {
            assert!(!breaks_off(text), "{text}");
        }
    }
}
