//! What one cell says: title, office, name.

use super::super::cell::{Kind, words};
use super::between;
use crate::vocab::posts;

/// The words of the longest name; initials and particles are not counted.
const NAME: usize = 4;
/// The words of the longest name of a post.
const PLACE: usize = 4;

/// What a cell says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    /// A title and no name.
    Title(&'a str),
    /// An office and no name.
    Office(&'a str),
    /// A name, with what stands before it and behind it.
    Named {
        title: Option<&'a str>,
        office: Option<&'a str>,
        name: &'a str,
        behind: Option<&'a str>,
    },
    /// Something else.
    Nobody,
}

type Words<'w, 'a> = &'w [(&'a str, Kind)];

/// Reads a cell, with a look at the next one.
pub(super) fn divide<'a>(cell: &'a str, next: Option<&str>) -> Cell<'a> {
    let all = words(cell);
    let asides = all
        .iter()
        .rev()
        .take_while(|(_, kind)| *kind == Kind::Aside)
        .count();
    if is_whole(&all) {
        return whole(cell, &all);
    }
    let (all, aside) = all.split_at(all.len() - asides);
    let aside = aside_title(cell, aside);
    let words = first_person(all);
    let run = words
        .iter()
        .rev()
        .take_while(|(_, kind)| goes_on(*kind))
        .count();
    let (before, trailing) = words.split_at(words.len() - run);
    if let [(word, _)] = trailing
        && is_capitals(word)
        && names_somebody(before)
        && before
            .iter()
            .any(|(word, _)| word.contains(char::is_lowercase))
    {
        // `Jane Roe DCM`
        return person(cell, before, joined(cell, trailing).or(aside));
    }
    // `Iran Desk Officer` and `North Sea Office` before a cell that names.
    let titled = words.first().is_some_and(|(_, kind)| kind.is_title());
    if run == 1 && titled && next.is_some_and(is_name) {
        return whole(cell, words);
    }
    if run > 1 {
        // `Jane Roe Political Counselor`, or `North Sea Desk Officer` before a cell that names.
        let named = names_somebody(since_title(before)) && !next.is_some_and(is_name);
        return if named {
            person(cell, before, joined(cell, trailing))
        } else {
            whole(cell, words)
        };
    }
    person(cell, words, aside)
}

/// Title, office and name of words with which a name ends.
fn person<'a>(cell: &'a str, words: Words<'_, 'a>, behind: Option<&'a str>) -> Cell<'a> {
    let inner = words
        .get(..words.len().saturating_sub(1))
        .unwrap_or_default();
    let last = inner
        .iter()
        .rposition(|(_, kind)| kind.is_title() || *kind == Kind::Aside);
    let start = match last.map(|last| governed(cell, words, last)) {
        None => 0,
        Some(Some(start)) => start,
        // `Jane Roe DCM Embassy Lima`, or an office and its place.
        Some(None) => {
            let first = words.iter().position(|(_, kind)| kind.is_title());
            let (before, after) = words.split_at(first.unwrap_or(0));
            return if names_somebody(before) {
                person(cell, before, joined(cell, after))
            } else {
                whole(cell, words)
            };
        }
    };
    let (before, rest) = words.split_at(start);
    let Some(name) = name(cell, rest) else {
        return Cell::Nobody;
    };
    let before_text = joined(cell, before);
    let is_title = before.iter().any(|(_, kind)| *kind == Kind::Title);
    Cell::Named {
        title: before_text.filter(|_| is_title),
        office: before_text.filter(|_| !is_title),
        name,
        behind,
    }
}

/// Where the name begins behind the last word of titles. TO, FOR, OF and what they govern belong to the title, and so
/// does the place behind an embassy: the name is the last two words, three where the middle is an initial. Nothing where
/// that leaves nothing to be governed. A place that the table of posts knows is told from the name, and so is `ConGen`
/// without a place.
fn governed(cell: &str, words: Words<'_, '_>, last: usize) -> Option<usize> {
    let kind = |at: usize| words.get(at).map(|(_, kind)| *kind);
    let before = last.checked_sub(1).and_then(kind);
    let mission = kind(last) == Some(Kind::Mission)
        || before == Some(Kind::Mission) && kind(last) == Some(Kind::Title);
    let mut first = last + 1;
    if kind(first) != Some(Kind::Link) {
        if !mission {
            return Some(first);
        }
        let behind = words.get(first..).unwrap_or_default();
        let place = place(cell, behind);
        if names_somebody(behind.get(place..).unwrap_or_default()) {
            return Some(first + place);
        }
    }
    while kind(first) == Some(Kind::Link) {
        first += 1;
    }
    let back = |at: usize, over: Kind| at.checked_sub(1).filter(|&at| kind(at) == Some(over));
    let mut at = words.len();
    at = back(at, Kind::Suffix).unwrap_or(at);
    at = at.checked_sub(1)?;
    while let Some(particle) = back(at, Kind::Particle) {
        at = particle;
    }
    let initial = back(at, Kind::Initial);
    at = initial.unwrap_or(at).checked_sub(1)?;
    // Where an initial stands first, the word before it is governed.
    if initial.is_some() && at < first + 1 {
        at += 1;
    }
    (at > first).then_some(at)
}

/// How many words name a post of the table.
fn place(cell: &str, words: Words<'_, '_>) -> usize {
    let longest = words.len().min(PLACE);
    let named = |count: &usize| {
        let words = words.get(..*count).and_then(|words| joined(cell, words));
        words.and_then(posts::canonical).is_some()
    };
    (1..=longest).rev().find(named).unwrap_or(0)
}

/// The name at the beginning of some words: it ends at a word in small letters.
fn name<'a>(cell: &'a str, words: Words<'_, 'a>) -> Option<&'a str> {
    let is_part = |kind: Kind| {
        matches!(
            kind,
            Kind::Other | Kind::Initial | Kind::Particle | Kind::Suffix | Kind::Title
        )
    };
    let mut end = words.iter().take_while(|(_, kind)| is_part(*kind)).count();
    // The last word is never an office.
    if words
        .get(end..)
        .is_some_and(|rest| matches!(rest, [(_, Kind::Office)]))
    {
        end += 1;
    }
    let words = words.get(..end)?;
    let particles = words
        .iter()
        .rev()
        .take_while(|(_, kind)| *kind == Kind::Particle)
        .count();
    let words = words.get(..end - particles)?;
    let is_word = |kind: Kind| matches!(kind, Kind::Other | Kind::Title | Kind::Office);
    let count = words.iter().filter(|(_, kind)| is_word(*kind)).count();
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    let long = words
        .iter()
        .any(|(word, kind)| is_word(*kind) && letters(word) > 1);
    let name = joined(cell, words)?.trim_end_matches([',', ';', ':', '-', '/', '?']);
    let suffixed = words.last().is_some_and(|(_, kind)| *kind != Kind::Other);
    let name = if suffixed {
        name
    } else {
        name.trim_end_matches('.')
    };
    ((1..=NAME).contains(&count) && long).then_some(name)
}

/// The words of the first person where AND joins two.
fn first_person<'w, 'a>(words: Words<'w, 'a>) -> Words<'w, 'a> {
    let and = (0..words.len()).find(|&at| {
        let is_and = words
            .get(at)
            .is_some_and(|(word, _)| *word == "&" || word.eq_ignore_ascii_case("AND"));
        let before = words.get(..at).unwrap_or_default();
        is_and
            && !before.iter().any(|(_, kind)| *kind == Kind::Link)
            && names_somebody(since_title(before))
    });
    words.get(..and.unwrap_or(words.len())).unwrap_or(words)
}

/// The words behind the last one of a title.
fn since_title<'w, 'a>(words: Words<'w, 'a>) -> Words<'w, 'a> {
    let last = words.iter().rposition(|(_, kind)| kind.is_title());
    words
        .get(last.map_or(0, |last| last + 1)..)
        .unwrap_or_default()
}

/// Whether words are a name of two words or more.
fn names_somebody(words: Words<'_, '_>) -> bool {
    let others = words
        .iter()
        .filter(|(_, kind)| *kind == Kind::Other)
        .count();
    let named = |kind: Kind| {
        matches!(
            kind,
            Kind::Other | Kind::Initial | Kind::Particle | Kind::Suffix
        )
    };
    words.len() > 1 && others > 0 && words.iter().all(|(_, kind)| named(*kind))
}

/// Whether a cell is nothing but a name.
fn is_name(cell: &str) -> bool {
    let words = words(cell);
    words.len() <= NAME && names_somebody(&words) && posts::canonical(cell).is_none()
}

/// Whether a title or an office goes on over a word.
fn goes_on(kind: Kind) -> bool {
    kind.is_title() || matches!(kind, Kind::Link | Kind::Aside)
}

/// Whether there is nothing but words of titles and offices.
fn is_whole(words: Words<'_, '_>) -> bool {
    words
        .iter()
        .all(|(_, kind)| goes_on(*kind) || *kind == Kind::Initial)
        && words.iter().any(|(_, kind)| kind.is_title())
}

/// A cell that names nobody: a title where there is a word of titles, otherwise an office.
fn whole<'a>(cell: &'a str, words: Words<'_, 'a>) -> Cell<'a> {
    let Some(text) = joined(cell, words) else {
        return Cell::Nobody;
    };
    let mission = words.iter().any(|(_, kind)| *kind == Kind::Mission);
    let last = words.iter().rfind(|(_, kind)| *kind != Kind::Link);
    let titled = last.is_some_and(|(_, kind)| *kind == Kind::Title);
    if titled || !mission && words.iter().any(|(_, kind)| *kind == Kind::Title) {
        Cell::Title(text)
    } else {
        Cell::Office(text)
    }
}

/// The title in parentheses behind a name.
fn aside_title<'a>(cell: &'a str, aside: Words<'_, 'a>) -> Option<&'a str> {
    let inner = joined(cell, aside)?.trim_matches(['(', ')']).trim();
    is_whole(&words(inner)).then_some(inner)
}

fn is_capitals(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Words as they stand in their cell.
fn joined<'a>(cell: &'a str, words: Words<'_, 'a>) -> Option<&'a str> {
    let ((first, _), (last, _)) = (words.first()?, words.last()?);
    Some(between(cell, first, last))
}
