//! The few elements of web pages that are markup inside printed text.

use std::sync::LazyLock;

use super::tsv;

/// What a tag does inside printed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Mark,
    /// Nothing; a start tag is one only where it has attributes.
    Link,
    /// It is a line feed.
    Break,
    /// The printed text ends; a start tag does that only where it has attributes.
    Close,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/markup.tsv");

struct Row {
    element: &'static str,
    start: Option<Effect>,
    end: Option<Effect>,
}

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let effect = |word| match word {
        "mark" => Some(Effect::Mark),
        "link" => Some(Effect::Link),
        "break" => Some(Effect::Break),
        "close" => Some(Effect::Close),
        _ => None,
    };
    tsv::rows(DATA)
        .map(|[element, start, end]| Row {
            element,
            start: effect(start),
            end: effect(end),
        })
        .collect()
});

/// What the start tag, or the end tag, of an element does inside printed text; nothing where it is text there. Case
/// does not matter.
#[must_use]
pub fn effect(element: &[u8], end: bool) -> Option<Effect> {
    let row = ROWS
        .iter()
        .find(|row| row.element.as_bytes().eq_ignore_ascii_case(element))?;
    if end { row.end } else { row.start }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_elements_are_markup() {
        assert_eq!(effect(b"A", false), Some(Effect::Link));
        assert_eq!(effect(b"br", false), Some(Effect::Break));
        assert_eq!(effect(b"pre", true), Some(Effect::Close));
        assert_eq!(effect(b"td", false), None);
        assert_eq!(effect(b"NAME", false), None);
    }
}
