//! Words that say what a stretch of the text is: summary, comment, action request.

use std::sync::LazyLock;

use super::tsv;

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

static ROWS: LazyLock<Vec<(&'static str, Topics)>> = LazyLock::new(|| {
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
    rows
});

/// The phrase that begins a text, whatever its case, up to the end of a word: what it says and its bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(Topics, usize)> {
    let first = text.bytes().next()?.to_ascii_uppercase();
    let (phrase, topics) = ROWS.iter().find(|(phrase, _)| {
        phrase.as_bytes().first() == Some(&first)
            && text
                .get(..phrase.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(phrase))
            && !text
                .get(phrase.len()..)
                .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    })?;
    Some((*topics, phrase.len()))
}
