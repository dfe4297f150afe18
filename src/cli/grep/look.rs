//! Which texts of a record are found.

use std::sync::Arc;

use cablex::output::select::{Text, Texts};
use cablex::pattern::{Found, Patterns};
use serde_json::Value;

/// What is looked for, and where.
pub(super) struct Look {
    pub patterns: Arc<Patterns>,
    pub texts: Texts,
    /// Whether texts are wanted that do not match.
    pub invert: bool,
    pub most: Most,
    /// Whether it is wanted where in a text the patterns are.
    pub marks: bool,
}

/// How much of a cable is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Most {
    /// So many texts that match.
    pub texts: usize,
    /// Paragraphs before and behind each of them.
    pub before: usize,
    pub after: usize,
}

/// A text that is to be printed.
pub(super) struct Hit<'a> {
    pub text: Text<'a>,
    /// Where the patterns are in it; nothing where it is looked for because it does not match.
    pub marks: Vec<Found>,
    /// Whether it is one that was looked for, or stands near to one.
    pub is_match: bool,
    /// Whether paragraphs were left out between it and the hit before it.
    pub after_gap: bool,
}

impl Look {
    /// The texts that are found, and those near to them, in order; none where none is found.
    pub(super) fn at<'a>(&self, picked: &'a Value) -> Vec<Hit<'a>> {
        let texts = self.texts.of(picked);
        let mut left = self.most.texts;
        let matches: Vec<bool> = texts
            .iter()
            .map(|text| {
                let is_match = left > 0 && self.patterns.is_in(&text.text) != self.invert;
                left -= usize::from(is_match);
                is_match
            })
            .collect();
        if !matches.contains(&true) {
            return Vec::new();
        }
        let mut near = Vec::new();
        if self.most.before.max(self.most.after) > 0 {
            let found = texts
                .iter()
                .zip(&matches)
                .filter(|(_, is_match)| **is_match);
            near.extend(found.filter_map(|(text, _)| paragraph(text)));
        }
        let is_near = |text: &Text| {
            paragraph(text).is_some_and(|item| {
                let mut near = near.iter();
                near.any(|at| {
                    *at <= item.saturating_add(self.most.before)
                        && item <= at.saturating_add(self.most.after)
                })
            })
        };
        let mut hits = Vec::new();
        let mut expected = None;
        for (text, is_match) in texts.into_iter().zip(matches) {
            if !is_match && !is_near(&text) {
                continue;
            }
            let marks = if is_match && self.marks && !self.invert {
                self.patterns.find(&text.text).collect()
            } else {
                Vec::new()
            };
            let item = paragraph(&text);
            let after_gap = item.zip(expected).is_some_and(|(item, next)| item > next);
            // What is no paragraph stands before the first.
            expected = Some(item.map_or(0, |item| item + 1));
            hits.push(Hit {
                text,
                marks,
                is_match,
                after_gap,
            });
        }
        hits
    }
}

/// The paragraph that a text stands in, from 0.
pub(super) fn paragraph(text: &Text) -> Option<usize> {
    text.item.filter(|_| text.path.starts_with("paragraphs."))
}
