//! What a field gets to read: its own stretches of text, each with the line it stands in.

/// A stretch of one line, its line feed taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fragment<'a> {
    /// The text as it stands in the message, trailing spaces included.
    pub text: &'a str,
    /// The line, from 1 at the message's first line.
    pub line: u32,
}

/// The first and last line of some fragments; nothing where there are none.
pub(crate) fn lines_of(fragments: &[Fragment<'_>]) -> Option<[u32; 2]> {
    Some([fragments.first()?.line, fragments.last()?.line])
}
