//! Fragments put together into one text that still knows its lines.

use std::borrow::Cow;

use super::element::portion::{self, Place};
use super::element::tag_line;
use super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic};
use crate::slice::{from, part, trim_end, trim_start};
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
    pub(crate) fn joined<'a>(
        fragments: impl IntoIterator<Item = Fragment<'a>, IntoIter: Clone>,
    ) -> Flow {
        Flow::glued(
            fragments,
            |text, _| {
                if ends_in_hyphen(text) { "" } else { " " }
            },
        )
    }

    /// The fragments with a line feed between lines, for a field in which lines mean something.
    pub(crate) fn lined<'a>(
        fragments: impl IntoIterator<Item = Fragment<'a>, IntoIter: Clone>,
    ) -> Flow {
        Flow::glued(fragments, |_, _| "\n")
    }

    /// The fragments with what `glue` says between them: it gets the text so far, and which fragment is next.
    pub(crate) fn glued<'a>(
        fragments: impl IntoIterator<Item = Fragment<'a>, IntoIter: Clone>,
        glue: impl Fn(&str, usize) -> &'static str,
    ) -> Flow {
        let fragments = fragments.into_iter();
        let (count, bytes) = fragments.clone().fold((0, 0), |(count, bytes), fragment| {
            (count + 1, bytes + fragment.text.len() + 1)
        });
        let mut flow = Flow {
            text: String::with_capacity(bytes),
            starts: Vec::with_capacity(count),
        };
        for (at, fragment) in fragments.enumerate() {
            let text = trim_start(trim_end(fragment.text));
            if text.is_empty() {
                continue;
            }
            if !flow.text.is_empty() {
                let glue = glue(&flow.text, at);
                flow.text.push_str(glue);
            }
            flow.starts.push((flow.text.len(), fragment.line));
            flow.text.push_str(text);
        }
        flow
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
#[inline]
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

/// A label that begins a line of a field, and what it labels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group<'f, 'a> {
    /// The label; nothing where the first line has none.
    pub label: Option<Label>,
    /// The first line, its label taken off.
    first: Fragment<'a>,
    further: &'f [Fragment<'a>],
}

impl<'f, 'a> Group<'f, 'a> {
    /// How many lines it has.
    pub(crate) fn len(self) -> usize {
        1 + self.further.len()
    }

    /// Its lines.
    pub(crate) fn lines(self) -> impl Iterator<Item = Fragment<'a>> + Clone + use<'f, 'a> {
        std::iter::once(self.first).chain(self.further.iter().copied())
    }
}

/// The groups of a field's lines: each goes up to the next label. Other labels than the field's `own` are text.
pub(crate) fn groups<'f, 'a>(
    fragments: &'f [Fragment<'a>],
    own: &'f [Label],
) -> impl Iterator<Item = Group<'f, 'a>> + use<'f, 'a> {
    let label = move |fragment: &Fragment<'a>| {
        let trimmed = trim_start(fragment.text);
        let (label, length) = label_at(trimmed).filter(|(label, _)| own.contains(label))?;
        let text = from(trimmed, length);
        Some((label, Fragment { text, ..*fragment }))
    };
    let mut rest = fragments;
    let mut known = None;
    std::iter::from_fn(move || {
        let (first, behind) = rest.split_first()?;
        let (label_of_first, first) = match known.take().or_else(|| label(first)) {
            Some((label, first)) => (Some(label), first),
            None => (None, *first),
        };
        let mut len = 0;
        while let Some(next) = behind.get(len) {
            known = label(next);
            if known.is_some() {
                break;
            }
            len += 1;
        }
        let (further, next) = behind.split_at_checked(len)?;
        rest = next;
        Some(Group {
            label: label_of_first,
            first,
            further,
        })
    })
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
            .map(|group| group.lines().map(|line| line.text).collect())
            .collect();
        assert_eq!(texts, [vec!["x"], vec!["a", "TAGS: b"], vec!["c"]]);
    }
}
