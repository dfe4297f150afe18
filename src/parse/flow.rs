//! Fragments put together into one text that still knows its lines.

use std::borrow::Cow;

use super::element::portion::{self, Place};
use super::element::tag_line;
use super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic};
use crate::slice::{from, part};
use crate::vocab::labels::{self, Label};
use crate::vocab::sets::{self, Set};

/// Several fragments as one text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// The text.
    pub text: String,
    /// For each fragment, where it begins in the text, and its line.
    starts: Vec<(usize, u32)>,
}

impl Flow {
    /// The fragments as running text: wrapped lines join with one space, a line that ends in letter-hyphen joins
    /// without one.
    pub(crate) fn joined<'a>(fragments: impl IntoIterator<Item = Fragment<'a>>) -> Flow {
        let mut flow = Flow::default();
        for fragment in fragments {
            flow.push(fragment, |text| if ends_in_hyphen(text) { "" } else { " " });
        }
        flow
    }

    /// The fragments with what `glue` says between them: it gets the text so far, and which fragment is next.
    pub(crate) fn glued<'a>(
        fragments: impl IntoIterator<Item = Fragment<'a>>,
        glue: impl Fn(&str, usize) -> &'static str,
    ) -> Flow {
        let mut flow = Flow::default();
        for (at, fragment) in fragments.into_iter().enumerate() {
            flow.push(fragment, |text| glue(text, at));
        }
        flow
    }

    /// The fragments with a line feed between lines, for a field in which lines mean something.
    pub(crate) fn lined<'a>(fragments: impl IntoIterator<Item = Fragment<'a>>) -> Flow {
        let mut flow = Flow::default();
        for fragment in fragments {
            flow.push(fragment, |_| "\n");
        }
        flow
    }

    fn push(&mut self, fragment: Fragment<'_>, glue: impl Fn(&str) -> &'static str) {
        let text = fragment.text.trim();
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            let glue = glue(&self.text);
            self.text.push_str(glue);
        }
        self.starts.push((self.text.len(), fragment.line));
        self.text.push_str(text);
    }

    /// The line in which the byte at an offset stands.
    pub(crate) fn line_at(&self, offset: usize) -> u32 {
        let after = self.starts.partition_point(|&(start, _)| start <= offset);
        self.starts
            .get(after.saturating_sub(1))
            .map_or(1, |&(_, line)| line)
    }

    /// The first and the last line of a span of bytes.
    pub(crate) fn lines(&self, [start, end]: [usize; 2]) -> [u32; 2] {
        [
            self.line_at(start),
            self.line_at(end.saturating_sub(1).max(start)),
        ]
    }

    /// A diagnostic that the lines of a span of bytes show, concerning the field at a dotted path.
    pub(crate) fn diagnostic(
        &self,
        span: [usize; 2],
        code: Code,
        field: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let [first, last] = self.lines(span);
        Diagnostic::new(code, message)
            .field(field)
            .lines(first, last)
    }

    /// From where to where all of it goes.
    pub(crate) fn whole(&self) -> [usize; 2] {
        [0, self.text.len()]
    }

    /// The lines of all of it.
    pub(crate) fn all_lines(&self) -> [u32; 2] {
        self.lines(self.whole())
    }
}

/// Whether two texts are the same but for case and white space.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let letters = |text| {
        str::bytes(text)
            .filter(|b| !b.is_ascii_whitespace())
            .map(|b| b.to_ascii_uppercase())
    };
    letters(a).eq(letters(b))
}

/// Whether a line of running text ends in letter-hyphen, so that the next one joins it without a space.
pub(crate) fn ends_in_hyphen(text: &str) -> bool {
    match text.as_bytes() {
        [before @ .., b'-'] => part(text, 0, before.len()).ends_with(char::is_alphabetic),
        _ => false,
    }
}

/// A stretch of a text with line feeds, as running text.
pub(crate) fn run_on(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return Cow::Borrowed(text.trim());
    }
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n') {
        let line = line.trim();
        if !out.is_empty() && !line.is_empty() && !ends_in_hyphen(&out) {
            out.push(' ');
        }
        out.push_str(line);
    }
    Cow::Owned(out)
}

/// A label that begins a line of a field, and what it labels, itself taken off: the fragments up to the next such
/// label. Other labels than the field's `own` are text.
pub(crate) fn groups<'a>(
    fragments: &[Fragment<'a>],
    own: &[Label],
) -> Vec<(Option<Label>, Vec<Fragment<'a>>)> {
    let mut groups: Vec<(Option<Label>, Vec<Fragment<'a>>)> = Vec::new();
    for &Fragment { text, line } in fragments {
        let trimmed = text.trim_start();
        match label_at(trimmed).filter(|(label, _)| own.contains(label)) {
            Some((found, length)) => {
                let text = from(trimmed, length);
                groups.push((Some(found), vec![Fragment { text, line }]));
            }
            None => match groups.last_mut() {
                Some((_, group)) => group.push(Fragment { text, line }),
                None => groups.push((None, vec![Fragment { text, line }])),
            },
        }
    }
    groups
}

/// The label that a line of a field begins with, a portion mark before it or not; where it is misspelt, layout has
/// found that it is due.
fn label_at(text: &str) -> Option<(Label, usize)> {
    labels::read(text)
        .or_else(|| labels::misspelt(text, tag_line::is_codes))
        .or_else(|| match sets::read(text)? {
            (Set::Subject, len) => Some((Label::Subject, len)),
            (Set::Reference, len) => Some((Label::References, len)),
            _ => None,
        })
        .or_else(|| {
            let behind = portion::read(text, Place::Start)?.length;
            let (label, len) = labels::read(from(text, behind))?;
            Some((label, behind + len))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    const LINES: [Fragment<'_>; 3] = [
        Fragment {
            text: "TALKS WITH US- ",
            line: 4,
        },
        Fragment {
            text: "BASED FIRMS  ",
            line: 5,
        },
        Fragment {
            text: "ON TRADE",
            line: 9,
        },
    ];

    #[test]
    fn lines_join_as_running_text() {
        let flow = Flow::joined(LINES);
        assert_eq!(flow.text, "TALKS WITH US-BASED FIRMS ON TRADE");
        assert_eq!((flow.line_at(0), flow.line_at(14)), (4, 5));
        assert_eq!(flow.all_lines(), [4, 9]);
    }

    #[test]
    fn a_dash_is_no_hyphen() {
        assert!(ends_in_hyphen("US-"));
        assert!(!ends_in_hyphen("TRADE -"));
        assert!(!ends_in_hyphen("1-"));
        assert_eq!(run_on("A\n -\nB- \nC"), "A - B-C");
    }

    #[test]
    fn same_but_for_case_and_spaces() {
        assert!(same("E.O. 12958:  N/A", "e.o. 12958: n/a "));
        assert!(!same("E.O. 12958: N/A", "E.O. 12958: X1"));
    }

    #[test]
    fn labels_begin_groups() {
        let fragments = numbered(1, &["x", " REF: a", "TAGS: b", "REF: c"]);
        let found = groups(&fragments, &[Label::References]);
        let texts: Vec<Vec<&str>> = found
            .iter()
            .map(|(_, g)| g.iter().map(|f| f.text).collect())
            .collect();
        assert_eq!(texts, [vec!["x"], vec!["a", "TAGS: b"], vec!["c"]]);
    }
}
