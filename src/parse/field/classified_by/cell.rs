//! The cells of what stands behind `Classified by`, and what their words are.

use crate::slice::{begins, from, part, trim_end, trim_start};
use crate::vocab::titles::{self, Word};

/// What stands between two dividers.
///
/// Commas, semicolons and colons divide; so do a dash, a stroke and a question mark with a blank on either side, and a
/// stroke or a hyphen between a title and a word that no table knows (`DCM-Jane Roe`). The comma of `d,Affaires` does
/// not, nor what stands in parentheses.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) rest: &'a str,
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        while !self.rest.is_empty() {
            let (end, next) = divider(self.rest).unwrap_or((self.rest.len(), self.rest.len()));
            let cell = part(self.rest, 0, end).trim();
            self.rest = from(self.rest, next);
            if !cell.is_empty() {
                return Some(cell);
            }
        }
        None
    }
}

/// Where the first divider of a text begins and ends.
fn divider(text: &str) -> Option<(usize, usize)> {
    let mut deep = false;
    let (mut before, mut word) = (' ', 0);
    for (at, c) in text.char_indices() {
        let behind = at + c.len_utf8();
        let next = || from(text, behind);
        let apart = || before.is_whitespace() || next().starts_with(char::is_whitespace);
        let divides = match c {
            '(' | ')' => {
                deep = c == '(' && next().contains(')');
                false
            }
            _ if deep => false,
            ',' => {
                let d = matches!(part(text, word, at), "d" | "D");
                !(d && begins(trim_start(next()), "AFF"))
            }
            ';' | ':' | '\u{2013}' | '\u{2014}' => true,
            '-' | '/' | '?' => {
                apart() || c == '-' && before == '-' || parts(part(text, word, at), c, next())
            }
            _ => false,
        };
        if divides {
            return Some((at, behind));
        }
        if c.is_whitespace() {
            word = behind;
        }
        before = c;
    }
    None
}

/// Whether a sign inside a word parts a title from a name: the word behind it is one that no table knows, and another
/// follows.
fn parts(title: &str, sign: char, next: &str) -> bool {
    let mut words = next.split_ascii_whitespace();
    let name = words.next().unwrap_or_default();
    let small = name.bytes().any(|b| b.is_ascii_lowercase());
    words.next().is_some()
        && name.len() > 1
        && (sign != '/' || small)
        && name.starts_with(|c: char| c.is_uppercase())
        && titles::word(name).is_none()
        && !titles::is_misspelt(name)
        && matches!(
            titles::word(title),
            Some(Word::Title | Word::Office | Word::Mission)
        )
}

/// What a word is in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Office,
    Mission,
    Link,
    /// One letter and its period.
    Initial,
    Particle,
    Suffix,
    /// In parentheses.
    Aside,
    /// In small letters, and of no table.
    Small,
    /// Anything else; what names are made of.
    Other,
}

impl Kind {
    /// Whether a title or an office goes as far as this word.
    pub(super) fn is_title(self) -> bool {
        matches!(self, Kind::Title | Kind::Office | Kind::Mission)
    }
}

/// The words of a cell with what they are.
pub(super) fn words(cell: &str) -> Vec<(&str, Kind)> {
    let small = |text: &str| text.chars().any(char::is_lowercase);
    let has_capitals = cell.chars().any(char::is_uppercase);
    // Capitals are an office only beside a name that is none.
    let mixed = small(
        cell.split_ascii_whitespace()
            .next_back()
            .unwrap_or_default(),
    );
    let mut aside = false;
    let mut unknown = false;
    let mut words: Vec<(&str, Kind)> = Vec::new();
    for piece in cell.split_ascii_whitespace() {
        let bare = piece.trim_matches(['"', '\'', '\u{2019}', '`']);
        let previous = words.last().map(|(word, _)| *word);
        let kind = if aside || opens(piece, cell) {
            aside = !piece.ends_with([')', ']']);
            Kind::Aside
        } else if previous.is_some_and(is_charge) && is_d(bare)
            || previous.is_some_and(is_d) && titles::is_plain_affaires(bare)
        {
            Kind::Title
        } else {
            kind(bare, has_capitals)
        };
        let kind = if kind == Kind::Other && !unknown && titles::is_misspelt(bare) {
            Kind::Title
        } else {
            kind
        };
        unknown |= kind == Kind::Other;
        words.push((piece, kind));
    }
    // Among capitals only what has no vowel is no name.
    let before_two = words.len().saturating_sub(2);
    for (word, kind) in words.iter_mut().take(before_two) {
        if *kind == Kind::Other && is_acronym(word) && (mixed || is_voiceless(word)) {
            *kind = Kind::Office;
        }
    }
    words
}

/// Whether a parenthesis or a bracket opens a piece of its cell, and is closed in it.
fn opens(piece: &str, cell: &str) -> bool {
    piece.starts_with('(') && cell.contains(')') || piece.starts_with('[') && cell.contains(']')
}

fn kind(word: &str, has_capitals: bool) -> Kind {
    let first = word.chars().next().unwrap_or(' ');
    match titles::word(word) {
        Some(Word::Title) => Kind::Title,
        Some(Word::Office) => Kind::Office,
        Some(Word::Mission) => Kind::Mission,
        Some(Word::Link) => Kind::Link,
        Some(Word::Suffix) => Kind::Suffix,
        Some(Word::Particle) if first.is_lowercase() => Kind::Particle,
        _ if is_initial(word) => Kind::Initial,
        _ if is_charge(word) => Kind::Title,
        _ if has_capitals && first.is_lowercase() && !word.contains(char::is_uppercase) => {
            Kind::Small
        }
        _ => Kind::Other,
    }
}

/// `J.`, `J`, `J.R.`
fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 && word.len() <= 3
        || letters > 1 && word.split('.').all(|it| it.chars().count() < 2)
}

/// `Chargé` with any accent, its sign apart too: `Charge'`.
fn is_charge(word: &str) -> bool {
    let bare = trim_end(word).trim_end_matches(|c: char| !c.is_alphabetic());
    let bare = bare.trim_end_matches(['\u{e9}', '\u{c9}', 'e', 'E']);
    bare.eq_ignore_ascii_case("CHARG")
}

/// The `d'` of `d' Affaires`.
fn is_d(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
    ["D", "DE"].iter().any(|d| d.eq_ignore_ascii_case(bare))
}

/// Three letters or more and no vowel among them.
fn is_voiceless(word: &str) -> bool {
    word.len() > 2 && !word.contains(['A', 'E', 'I', 'O', 'U', 'Y'])
}

/// Two to five capitals.
fn is_acronym(word: &str) -> bool {
    (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase())
}
