//! What a document is printed on.

use std::borrow::Cow;

use super::Style;

/// Where the text of a document goes: how wide that is, and how a style looks there.
pub trait Paper {
    /// How many columns it has.
    fn width(&self) -> usize;

    /// A text of the cable, with nothing in it that the paper would obey.
    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    /// Whether what differs between two versions is to be marked, since no colour says so.
    fn marks(&self) -> bool {
        true
    }

    /// Adds a text in a style.
    fn paint(&self, out: &mut String, style: Style, text: &str) {
        let _ = style;
        out.push_str(text);
    }
}

/// Paper without colours, for a program or a file: the text as it is.
#[derive(Clone, Copy, Debug)]
pub struct Plain {
    /// How many columns it has.
    pub width: usize,
}

impl Paper for Plain {
    fn width(&self) -> usize {
        self.width
    }
}
