//! What a field gets to read: its own stretches of text, each with the line it stands in.

use crate::diagnostic::{Code, Diagnostic};

/// A stretch of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fragment<'a> {
    /// The text as printed: without the white space at its end, but with that before it.
    pub text: &'a str,
    /// The line, from 1 at the message's first line.
    pub line: u32,
}

impl Fragment<'_> {
    /// A diagnostic that this line shows, concerning the field at a dotted path.
    pub(crate) fn diagnostic(
        self,
        code: Code,
        field: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::new(code, message)
            .field(field)
            .lines(self.line, self.line)
    }
}

/// The first and last line of some fragments; nothing where there are none.
pub(crate) fn lines_of(fragments: &[Fragment<'_>]) -> Option<[u32; 2]> {
    Some([fragments.first()?.line, fragments.last()?.line])
}

/// Lines of a test as fragments, the first of them in line `first`.
#[cfg(test)]
pub(crate) fn numbered<'a>(first: u32, lines: &[&'a str]) -> Vec<Fragment<'a>> {
    (first..)
        .zip(lines)
        .map(|(line, text)| Fragment { text, line })
        .collect()
}
