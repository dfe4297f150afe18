//! Words that say what a stretch of the text is: summary, comment, action request.

use std::sync::LazyLock;

use super::scan::{self, ByLetter};
use super::tsv;
use crate::slice;

/// What a stretch of the text is; one heading may say several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// A summary.
    pub summary: bool,
    /// A comment.
    pub comment: bool,
    /// A request for action.
    pub action: bool,
}

impl std::ops::BitOr for Topics {
    type Output = Topics;
    fn bitor(self, other: Topics) -> Topics {
        Topics {
            summary: self.summary || other.summary,
            comment: self.comment || other.comment,
            action: self.action || other.action,
        }
    }
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/topics.tsv");

static ROWS: LazyLock<ByLetter<(&'static str, Topics)>> = LazyLock::new(|| {
    let rows = tsv::rows(DATA);
    let mut rows: Vec<_> = rows
        .map(|[phrase, topic]| {
            let topics = Topics {
                summary: topic == "summary",
                comment: topic == "comment",
                action: topic == "action",
            };
            (phrase, topics)
        })
        .collect();
    // The longest phrase first: COMMENTS before COMMENT.
    rows.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    let led = rows.into_iter();
    ByLetter::new(led.filter_map(|row| Some((row.0.bytes().next()?, row))))
});

/// The phrase that begins a text, whatever its case, up to the end of a word: what it says and its bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(Topics, usize)> {
    let (phrase, topics) = ROWS
        .begin(text)
        .iter()
        .find(|(phrase, _)| slice::begins(text, phrase) && scan::word_ends(text, phrase.len()))?;
    Some((*topics, phrase.len()))
}
