//! What was found by each part of the patterns, as if one automaton had found it: from left to right, at each place the
//! pattern of the lowest rank.

use super::Expressions;
use super::folded::Folded;
use super::hit::Hit;
use super::names::Names;

/// What is found in one text.
pub(super) struct Finds<'a> {
    text: &'a str,
    seekers: Vec<Seeker<'a>>,
    /// Where the next match may begin; nothing behind the end.
    at: Option<usize>,
    last_end: Option<usize>,
}

/// One part of the patterns, and what it finds next.
struct Seeker<'a> {
    part: Part<'a>,
    next: Next,
}

enum Part<'a> {
    Expressions(&'a Expressions),
    Names(&'a Names, Folded<'a>),
}

enum Next {
    /// Not looked for yet.
    Unknown,
    Is(Hit),
    /// There is no further one.
    None,
}

impl<'a> Finds<'a> {
    pub(super) fn new(
        expressions: Option<&'a Expressions>,
        names: &'a [Names],
        text: &'a str,
    ) -> Self {
        let expressions = expressions.map(Part::Expressions).into_iter();
        let names = names
            .iter()
            .map(|names| Part::Names(names, names.folded(text)));
        let seekers = expressions.chain(names).map(|part| Seeker {
            part,
            next: Next::Unknown,
        });
        Finds {
            text,
            seekers: seekers.collect(),
            at: Some(0),
            last_end: None,
        }
    }

    /// The first match that begins at or behind a place.
    fn first(&mut self, at: usize) -> Option<Hit> {
        let hits = self.seekers.iter_mut();
        let hits = hits.filter_map(|seeker| seeker.find_at(self.text, at));
        hits.min_by_key(|hit| (hit.range.start, hit.rank)).cloned()
    }
}

impl Iterator for Finds<'_> {
    type Item = Hit;

    fn next(&mut self) -> Option<Hit> {
        let mut hit = self.first(self.at?)?;
        // What is empty right behind a match is none: the next one begins a character later.
        if hit.range.is_empty() && Some(hit.range.end) == self.last_end {
            let rest = self.text.get(hit.range.end..).unwrap_or_default();
            self.at = rest.chars().next().map(|c| hit.range.end + c.len_utf8());
            hit = self.first(self.at?)?;
        }
        self.at = Some(hit.range.end);
        self.last_end = self.at;
        Some(hit)
    }
}

impl Seeker<'_> {
    fn find_at(&mut self, text: &str, at: usize) -> Option<&Hit> {
        let is_known = match &self.next {
            Next::Unknown => false,
            Next::Is(hit) => hit.range.start >= at,
            Next::None => true,
        };
        if !is_known {
            let hit = match &self.part {
                Part::Expressions(expressions) => expressions.find_at(text, at),
                Part::Names(names, folded) => names.find_at(folded, at),
            };
            self.next = hit.map_or(Next::None, Next::Is);
        }
        match &self.next {
            Next::Is(hit) => Some(hit),
            Next::Unknown | Next::None => None,
        }
    }
}
