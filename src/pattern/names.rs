//! A long list of plain texts, looked for in one pass: a hundred thousand names are found nearly as fast as a hundred.
//!
//! In any case, names and texts are both folded as [`words`] fold, which is as `(?i)` does, and what is found is brought
//! back to its place in the text itself.

use std::borrow::Cow;
use std::collections::HashSet;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use super::PatternError;
use super::folded::Folded;
use super::hit::Hit;
use super::run::run_of;
use crate::words;

/// Lists of so many bytes have an automaton that is three times as fast, and takes some two hundred bytes a byte.
const QUICK: usize = 1 << 16;

/// Plain texts that are looked for together.
#[derive(Clone, Debug)]
pub(super) struct Names {
    automaton: AhoCorasick,
    /// The rank of each, from low to high.
    ranks: Vec<usize>,
    /// Whether they are looked for in any case.
    ignored: bool,
    /// Whether only whole words are meant.
    words: bool,
    in_json: InJson,
}

/// What of the names has to be in the bytes of a JSON object.
#[derive(Clone, Debug)]
enum InJson {
    /// A name as it is.
    Names,
    /// The part of a name that JSON writes in one way.
    Runs(AhoCorasick),
    /// Nothing.
    Nothing,
}

impl Names {
    /// Makes ready for a search: texts, none empty, with their ranks, from low to high.
    pub(super) fn new(
        list: Vec<(Cow<str>, usize)>,
        ignored: bool,
        words: bool,
    ) -> Result<Self, PatternError> {
        let mut seen = HashSet::with_capacity(list.len());
        let mut ranks = Vec::with_capacity(list.len());
        let mut texts = Vec::with_capacity(list.len());
        for (text, rank) in list {
            let text = if ignored {
                words::fold(&text).into_owned()
            } else {
                text.into_owned()
            };
            if !seen.contains(&text) {
                seen.insert(text.clone());
                texts.push(text);
                ranks.push(rank);
            }
        }
        drop(seen);
        let too_large = |error: aho_corasick::BuildError| PatternError::TooLarge(error.to_string());
        // Whole words are chosen from all that begin at a place, else the automaton knows which one is meant.
        let mut builder = AhoCorasick::builder();
        if texts.iter().map(String::len).sum::<usize>() <= QUICK {
            builder.kind(Some(AhoCorasickKind::DFA));
        }
        let automaton = if words {
            builder.start_kind(StartKind::Both).build(&texts)
        } else {
            builder.match_kind(MatchKind::LeftmostFirst).build(&texts)
        };
        let mut is_whole = true;
        let runs: Option<Vec<&[u8]>> = texts
            .iter()
            .map(|text| {
                let run = run_of(text.as_bytes())?;
                is_whole &= run.len() == text.len();
                Some(run)
            })
            .collect();
        let in_json = match runs {
            Some(_) if is_whole => InJson::Names,
            Some(runs) => InJson::Runs(AhoCorasick::new(runs).map_err(too_large)?),
            None => InJson::Nothing,
        };
        Ok(Names {
            automaton: automaton.map_err(too_large)?,
            ranks,
            ignored,
            words,
            in_json,
        })
    }

    /// A text as the names are looked for in it.
    pub(super) fn folded<'a>(&self, text: &'a str) -> Folded<'a> {
        if self.ignored {
            Folded::of(text)
        } else {
            Folded::as_it_stands(text)
        }
    }

    /// Whether one of them is in a text.
    pub(super) fn is_in(&self, text: &str) -> bool {
        let folded = self.folded(text);
        if self.words {
            self.whole_word_at(folded.text(), 0).is_some()
        } else {
            self.automaton.is_match(folded.text())
        }
    }

    /// The first that begins at or behind a place of the text itself.
    pub(super) fn find_at(&self, folded: &Folded, at: usize) -> Option<Hit> {
        let (text, at) = (folded.text(), folded.there(at));
        let (start, end, which) = if self.words {
            self.whole_word_at(text, at)?
        } else {
            let found = self.automaton.find(Input::new(text).range(at..))?;
            (found.start(), found.end(), found.pattern().as_usize())
        };
        Some(Hit {
            range: folded.back(start)..folded.back(end),
            rank: *self.ranks.get(which)?,
        })
    }

    /// The first that begins at or behind a place and is a whole word or several: of those that begin at one place the one
    /// of the lowest rank.
    fn whole_word_at(&self, text: &str, mut at: usize) -> Option<(usize, usize, usize)> {
        loop {
            // All others end behind the one that ends first, so what begins before it begins near to it.
            let input = Input::new(text).range(at..).earliest(true);
            let first = self.automaton.find(input)?;
            let longest = self.automaton.max_pattern_len();
            let mut from = first.end().saturating_sub(longest).max(at);
            while !text.is_char_boundary(from) {
                from += 1;
            }
            let near = text.get(from..).unwrap_or_default();
            let mut is_inside = ends_in_word(text.get(..from).unwrap_or_default());
            for (offset, c) in near.char_indices() {
                let start = from + offset;
                if start > first.start() {
                    break;
                }
                if !is_inside && let Some((end, which)) = self.whole_word_from(text, start) {
                    return Some((start, end, which));
                }
                is_inside = words::is_of_word(c);
                at = start + c.len_utf8();
            }
        }
    }

    /// The one of the lowest rank that begins at a place and ends with a word.
    fn whole_word_from(&self, text: &str, start: usize) -> Option<(usize, usize)> {
        let input = Input::new(text).range(start..).anchored(Anchored::Yes);
        let mut state = OverlappingState::start();
        let mut best: Option<(usize, usize)> = None;
        loop {
            self.automaton
                .try_find_overlapping(input.clone(), &mut state)
                .ok()?;
            let Some(found) = state.get_match() else {
                return best;
            };
            let which = found.pattern().as_usize();
            if found.start() == start
                && best.is_none_or(|(_, best)| which < best)
                && !begins_in_word(text.get(found.end()..).unwrap_or_default())
            {
                best = Some((found.end(), which));
            }
        }
    }

    /// Whether it can be told by the bytes of a JSON object that none of them is in its texts.
    pub(super) fn are_told_by_bytes(&self) -> bool {
        !matches!(self.in_json, InJson::Nothing)
    }

    /// Whether one of them may be in the texts of a JSON object that has no `\u`: never false where one is.
    pub(super) fn may_be_in(&self, object: &[u8]) -> bool {
        let automaton = match &self.in_json {
            InJson::Names => &self.automaton,
            InJson::Runs(automaton) => automaton,
            InJson::Nothing => return true,
        };
        match (self.ignored, std::str::from_utf8(object)) {
            (false, _) => automaton.is_match(object),
            (true, Ok(text)) => automaton.is_match(Folded::of(text).text()),
            (true, Err(_)) => true,
        }
    }
}

fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(words::is_of_word)
}

fn begins_in_word(text: &str) -> bool {
    text.chars().next().is_some_and(words::is_of_word)
}
