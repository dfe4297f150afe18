//! The words that announce the reasons: `for reasons`, `; REASON:`, `based on E.O. 12958, section`.

use crate::slice::{begins, from, part};
use crate::vocab::{orders, titles};

/// The words, right before the reasons.
const ANNOUNCING: [&str; 32] = [
    "ACCORDANCE",
    "AND",
    "AS",
    "BASED",
    "BECAUSE",
    "BY",
    "CITED",
    "CITING",
    "DUE",
    "E.O",
    "EO",
    "EXECUTIVE",
    "FOLLOWING",
    "FOR",
    "FR",
    "IN",
    "IS",
    "OF",
    "ON",
    "ORDER",
    "PER",
    "PURSUANT",
    "REASON",
    "REASONS",
    "RSN",
    "RSNS",
    "THE",
    "TO",
    "UNDER",
    "UPON",
    "USING",
    "WITH",
];

/// The words that announce them before the number alone: `Economic Section; REASON: 1.4 (b)` names an office.
const NUMBERED: [&str; 7] = [
    "PAR",
    "PARA",
    "PARAGRAPH",
    "SEC",
    "SECTION",
    "SECTIONS",
    "SUBSECTION",
];

/// Whether a word may announce reasons.
pub(in crate::parse::field::classified_by) fn is_announcing(word: &str) -> bool {
    ANNOUNCING
        .iter()
        .chain(&NUMBERED)
        .any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether a word is REASON or REASONS, misspelt by one letter too, a zero read as the letter O; FOR may be glued to it.
pub(super) fn is_reason(word: &str) -> bool {
    let word = ["FOR", "FO"]
        .iter()
        .filter(|glued| begins(word, glued))
        .map(|glued| from(word, glued.len()))
        .find(|rest| rest.starts_with(['R', 'r']))
        .unwrap_or(word);
    if !(5..=9).contains(&word.len()) || !word.starts_with(['R', 'r']) {
        return false;
    }
    let upper: Vec<u8> = word
        .bytes()
        .map(|byte| {
            if byte == b'0' {
                b'O'
            } else {
                byte.to_ascii_uppercase()
            }
        })
        .collect();
    [&b"REASON"[..], b"REASONS"]
        .iter()
        .any(|reason| titles::near(reason, &upper, 1))
}

/// Where a word begins that is REASON or REASONS and announces what cannot be read.
pub(super) fn word_reason(text: &str) -> Option<usize> {
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let exact = |reason: &str| reason.eq_ignore_ascii_case(word);
        if exact("REASON") || exact("REASONS") {
            return Some(at);
        }
        at += piece.len();
    }
    None
}

/// Where the words that announce the reasons at `at` begin.
pub(super) fn announced(text: &str, at: usize) -> usize {
    let punctuation =
        |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '(' | ')' | '\u{2013}');
    let mut start = at;
    loop {
        let before = part(text, 0, start).trim_end_matches(punctuation);
        let word = before.rsplit(punctuation).next().unwrap_or_default();
        let word_start = before.len() - word.len();
        let word = word.trim_end_matches('.');
        // A name's full stop may stand right before the word: `Roe.Reasons`.
        let last = word.rsplit('.').next().unwrap_or_default();
        if last.len() < word.len() && is_reason(last) {
            start = word_start + word.len() - last.len();
            continue;
        }
        // `REASON(S)` falls apart at its parentheses.
        let plural = word.eq_ignore_ascii_case("S")
            && part(text, 0, word_start).ends_with('(')
            && part(text, before.len(), start).starts_with(')');
        // `E. O. 12958`
        let apart = |letter: &str, next: &str| {
            word.eq_ignore_ascii_case(letter)
                && from(text, start)
                    .trim_start_matches(['.', ' '])
                    .starts_with(next)
        };
        let order = apart("O", "1") && ends_in_e(part(text, 0, word_start))
            || apart("E", "O") && before.ends_with('.');
        let one_of = |words: &[&str]| words.iter().any(|it| it.eq_ignore_ascii_case(word));
        let numbered = from(text, start).starts_with(|c: char| c.is_ascii_digit());
        let zero = ["F0R", "F0"].iter().any(|it| it.eq_ignore_ascii_case(word));
        let announces = plural
            || order
            || zero
            || one_of(&ANNOUNCING)
            || is_reason(word)
            || numbered && one_of(&NUMBERED)
            || orders::meant(word).is_some();
        if !announces || word.is_empty() {
            return start;
        }
        start = word_start;
    }
}

/// Whether a text ends in an `E.` of its own.
fn ends_in_e(text: &str) -> bool {
    let word = text.trim_end().rsplit(char::is_whitespace).next();
    word.is_some_and(|word| word.eq_ignore_ascii_case("E."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_before_the_reasons() {
        for (name, words) in [
            ("Jane Roe", " based on 1.4 (b)"),
            ("JANE ROE", " BASED UPON REASON 1.4 (B)"),
            ("Jane Roe", ", due to 1.4 (b)"),
            ("Jane Roe", " fr reasons 1.4 (b)"),
            ("Jane Roe", " by reasons 1.4 (b)"),
            ("Jane Roe", " per E.O. 12958, resons: 1.4 (b)"),
            ("Jane Roe", ", E. O. 12958 Reason 1.4 (b)"),
            ("Jane Roe.", "Reasons 1.4 (b)"),
            ("JANE ROE", " F0R REAS0NS 1.4 (B)"),
            ("JANE ROE", " FOREASONS 1.4 (B)"),
            ("Jane Roe", " because of 1.4 (b)"),
            ("Jane Roe", " for the following reasons: 1.4 (b)"),
        ] {
            let text = format!("{name}{words}");
            let at = text.find("1.4").unwrap_or(0);
            let before = part(&text, 0, announced(&text, at));
            assert_eq!(before.trim_end_matches([' ', ',']), name, "{text}");
        }
        assert_eq!(word_reason("Jane Roe. Reason: none"), Some(10));
        assert_eq!(word_reason("treason"), None);
    }
}
