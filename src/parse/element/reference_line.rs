//! Whether a line goes on with the references: a letter before it, or a post and a number in it.

use super::number::PILCROWS;
use crate::vocab::documents::{self, Document};
use crate::vocab::posts;

/// The longest line that is looked at.
const LONGEST: usize = 200;

/// The name of a post has at most this many words.
const POST_WORDS: usize = 5;

/// Whether a line is an item with its letter: `B. LIMA 12`, `¶(C) 08 STATE 99999`, `d) ROE-DOE EMAIL`.
pub(crate) fn is_labelled_item(line: &str) -> bool {
    let text = line.trim_start();
    let bare = text.trim_start_matches(PILCROWS);
    let (open, inner) = match bare.strip_prefix('(') {
        Some(inner) => (true, inner),
        None => (false, bare),
    };
    let mut chars = inner.chars();
    if !chars.next().is_some_and(|c| c.is_ascii_alphabetic()) {
        return false;
    }
    let rest = chars.as_str();
    let rest = if open {
        rest.trim_start().strip_prefix(')')
    } else {
        rest.strip_prefix(['.', ')'])
    };
    // `(C)` before prose is a portion mark; before a post it is a letter.
    rest.is_some_and(|rest| !rest.trim().is_empty() && (!open || is_item(rest)))
}

/// Whether a line reads like an item: the name of a post and a number near its beginning, or a word for a document.
pub(crate) fn is_item(line: &str) -> bool {
    let text = line.trim();
    if text.len() > LONGEST {
        return false;
    }
    let name = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_start();
    let ends = name
        .match_indices(|c: char| !c.is_alphabetic())
        .map(|(end, _)| end);
    let names_post = |end: usize| {
        name.get(..end)
            .is_some_and(|name| posts::canonical(name).is_some())
    };
    let numbered = name.contains(|c: char| c.is_ascii_digit());
    (numbered && ends.take(POST_WORDS).any(names_post))
        || posts::canonical(name).is_some()
        || text
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| documents::read(word).is_some_and(|found| found != Document::Paper))
}
