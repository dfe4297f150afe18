//! Several instructions on one line: where the second begins.

use std::ops::Range;

use super::{asked, words};
use crate::parse::element::addressee::{COURTESY, is_known};
use crate::vocab::titles::{self, Word};

/// Words of a name: `DEPT OF HOMELAND SECURITY`.
const NAME: usize = 4;
/// Words that want another behind them.
const OPEN: [&str; 9] = [
    "FOR", "PASS", "TO", "AND", "US", "U.S.", "THE", "ALSO", "OF",
];

/// The instructions of a line. Another one begins behind a semicolon with whoever is asked, and behind a comma with posts
/// or departments, where the one before has said for whom it is; and so where a copy has lost the end of a line.
pub(super) fn several(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices([';', ',']) {
        let behind = text.get(at + 1..).unwrap_or_default();
        let before = text.get(start..at).unwrap_or_default();
        if begins_behind(before, mark, behind) {
            found.push(before.trim());
            start = text.len() - without_and(behind).len();
        }
    }
    found.push(text.get(start..).unwrap_or_default().trim());
    let mut found: Vec<_> = found.into_iter().flat_map(run_together).collect();
    found.retain(|text| !text.is_empty());
    found
}

/// Whether another instruction begins behind a mark.
fn begins_behind(before: &str, mark: &str, behind: &str) -> bool {
    let behind = without_and(behind);
    let Some(name) = asked(behind) else {
        return false;
    };
    let Some(above) = asked(before) else {
        return mark == ";" && !name.is_empty();
    };
    let offices = || is_office(above) && is_office(name);
    match name {
        "" => passes_on(behind),
        _ => mark == ";" || are_known(name) || offices(),
    }
}

/// A text without the AND that leads it.
fn without_and(text: &str) -> &str {
    let text = text.trim_start();
    text.strip_prefix("AND ").unwrap_or(text)
}

/// Whether a text asks to pass the cable on, and names nobody who is asked: `ALSO PASS TO ...`.
fn passes_on(text: &str) -> bool {
    let first = words(text).map(|(_, word)| word);
    let mut first = first.skip_while(|word| is_courtesy(word));
    first
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("PASS"))
}

/// Whether a word is one of courtesy, or parts it from a name.
fn is_courtesy(word: &str) -> bool {
    word == "-" || COURTESY.iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// Whether a name is that of an office in capitals, and of no department: `EUR/CE`.
fn is_office(name: &str) -> bool {
    !name
        .bytes()
        .any(|b| b.is_ascii_lowercase() || matches!(b, b' ' | b','))
        && !is_known(name)
        && titles::word(name) == Some(Word::Office)
}

/// Instructions that run together without a sign between them, `BAKU FOR ROE PARIS FOR MOE`: another begins with a known
/// name right before FOR or PASS, where the one before has come to its end.
fn run_together(text: &str) -> Vec<&str> {
    let mut line = Line {
        text,
        words: words(text).collect(),
        first: 0,
    };
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..line.words.len() {
        if !line.is(at, "FOR") && !line.is(at, "PASS") {
            continue;
        }
        let Some(name) = line.begins_before(at) else {
            continue;
        };
        let Some((next, _)) = line.words.get(name) else {
            continue;
        };
        let before = text.get(start..*next).unwrap_or_default();
        let before = before.trim_end();
        let before = before.strip_suffix(" AND").unwrap_or(before);
        found.push(before.trim().trim_end_matches([',', '.', ' ']));
        (start, line.first) = (*next, name);
    }
    found.push(text.get(start..).unwrap_or_default().trim());
    found
}

/// A line of instructions, taken apart into words.
struct Line<'a> {
    text: &'a str,
    words: Vec<(usize, &'a str)>,
    /// The word with which the open instruction begins.
    first: usize,
}

impl Line<'_> {
    fn is(&self, at: usize, wanted: &str) -> bool {
        self.words
            .get(at)
            .is_some_and(|(_, word)| word.eq_ignore_ascii_case(wanted))
    }

    /// The text from one word to another, both with it.
    fn between(&self, from: usize, to: usize) -> &str {
        let (from, to) = (self.words.get(from), self.words.get(to));
        from.zip(to)
            .and_then(|((from, _), (to, word))| self.text.get(*from..to + word.len()))
            .unwrap_or_default()
    }

    /// The word with which another instruction begins that goes on with the FOR or PASS at `at`.
    fn begins_before(&self, at: usize) -> Option<usize> {
        let passes = self.is(at, "PASS");
        let courtesy = |word: &usize| self.words.get(*word).is_some_and(|(_, it)| is_courtesy(it));
        let last = (self.first..at).rev().find(|word| !courtesy(word))?;
        // The longest name first: NEW DELHI before DELHI.
        let longest = (last + 1).saturating_sub(NAME).max(self.first + 1);
        let Some(mut name) = (longest..=last).find(|&name| self.is_asked(name, last)) else {
            // `PLEASE ALSO PASS TO ...` asks nobody anew.
            let polite = self.is(last + 1, "PLEASE") || self.is(last + 1, "PLS");
            let whole = last + 1 - usize::from(self.is(last, "AND"));
            return (passes && polite && self.ends(whole, true)).then_some(last + 1);
        };
        // `LONDON AND PARIS FOR ...`
        while name > self.first + 2 && self.is(name - 1, "AND") && self.is_asked_word(name - 2) {
            name -= 2;
        }
        self.ends(name, passes).then_some(name)
    }

    fn is_asked_word(&self, at: usize) -> bool {
        self.is_asked(at, at)
    }

    /// Whether some words are the name of a post or a department, an office of which may stand behind a slash (`AID/W`);
    /// where the instruction before asks an office, another one.
    fn is_asked(&self, from: usize, to: usize) -> bool {
        let name = self.between(from, to);
        let (of, office) = name.split_once('/').unwrap_or((name, ""));
        is_known(of) && !office.contains(' ')
            || from == to
                && name.contains('/')
                && is_office(name)
                && is_office(self.between(self.first, self.first))
    }

    /// Whether the open instruction is whole before a word: it says for whom, and ends in no word that wants another
    /// behind it. One that passes on may go on with the name of whom it is passed to, and FOR.
    fn ends(&self, before: usize, passes: bool) -> bool {
        let words = self.words.get(self.first..before).unwrap_or_default();
        let place = |wanted: &str| {
            words
                .iter()
                .position(|(_, word)| word.eq_ignore_ascii_case(wanted))
        };
        let open = words.last().is_none_or(|(_, word)| {
            OPEN.iter().any(|it| word.eq_ignore_ascii_case(it))
                || word.ends_with(['-', '/', '&', '('])
        });
        let named: Option<Range<usize>> = place("PASS").map(|pass| pass + 1..words.len());
        let passed = named.is_some_and(|range| {
            let behind = words.get(range).unwrap_or_default();
            behind.iter().any(|(_, word)| !is_courtesy(word))
        });
        !open && (place("FOR").is_some() || passes && place("PASS").is_some() || passed)
    }
}

/// Whether words are nothing but posts and departments: `LONDON, PARIS AND ROME`.
fn are_known(names: &str) -> bool {
    let mut names = names
        .split([',', '/'])
        .flat_map(|names| names.split(" AND "))
        .map(|name| name.trim().strip_prefix("AND ").unwrap_or(name.trim()));
    names.all(is_known)
}
