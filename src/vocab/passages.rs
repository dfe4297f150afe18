//! The words that open and close a passage which is passed on inside the text: `BEGIN TEXT`, `UNQUOTE`.

use std::sync::LazyLock;

use super::tsv;

/// The kinds of passages of which something is said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u8);

impl Kinds {
    /// None of them.
    pub const NONE: Kinds = Kinds(0);

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of either.
    #[must_use]
    pub fn with(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Those of both.
    #[must_use]
    pub fn both(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }

    /// Those that the other has not.
    #[must_use]
    pub fn without(self, other: Kinds) -> Kinds {
        Kinds(self.0 & !other.0)
    }
}

/// What one line does to passages: what it opens at its beginning or its end, then what it closes there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// The kinds that it opens.
    pub opens: Kinds,
    /// The kinds that it closes.
    pub closes: Kinds,
}

struct Row {
    words: &'static str,
    kinds: Kinds,
    opens: bool,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/passages.tsv");

static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let rows = tsv::rows(DATA).map(|[words, kind, does]| Row {
        words,
        kinds: Kinds(match kind {
            "text" => 1,
            "quote" => 2,
            "message" => 4,
            _ => 8,
        }),
        opens: does == "opens",
    });
    let mut rows: Vec<Row> = rows.collect();
    // The longest words first: END QUOTE before QUOTE.
    rows.sort_by_key(|row| std::cmp::Reverse(row.words.len()));
    rows
});

impl Row {
    /// Whether it is a word that stands in any prose, too.
    fn is_bare(&self) -> bool {
        self.opens && !self.words.contains(' ')
    }

    /// Whether a line, without the signs around it, begins with the words.
    fn begins(&self, line: &[u8]) -> bool {
        let Some((head, rest)) = line.split_at_checked(self.words.len()) else {
            return false;
        };
        self.is(head)
            && !rest.first().is_some_and(u8::is_ascii_alphanumeric)
            && (!self.is_bare() || rest.is_empty())
    }

    /// Whether it ends with them.
    fn ends(&self, line: &[u8]) -> bool {
        let at = line.len().checked_sub(self.words.len());
        let Some((before, tail)) = at.and_then(|at| line.split_at_checked(at)) else {
            return false;
        };
        let apart = match before.trim_ascii_end().last() {
            None => true,
            Some(sign) if self.is_bare() => matches!(sign, b'.' | b':' | b';' | b',' | b'-'),
            Some(_) => !before.last().is_some_and(u8::is_ascii_alphanumeric),
        };
        apart && self.is(tail)
    }

    fn is(&self, words: &[u8]) -> bool {
        words.eq_ignore_ascii_case(self.words.as_bytes())
            && !(self.is_bare() && words.iter().any(u8::is_ascii_lowercase))
    }
}

/// What a line does to passages.
#[must_use]
pub fn read(line: &[u8]) -> Marks {
    let mut marks = Marks::default();
    let line = bare(line);
    let (Some(first), Some(last)) = (line.first(), line.last()) else {
        return marks;
    };
    if matches!(first.to_ascii_uppercase(), b'B' | b'E' | b'Q' | b'T' | b'U')
        && let Some(row) = ROWS.iter().find(|row| row.begins(line))
    {
        marks.add(row);
    }
    if matches!(last.to_ascii_uppercase(), b'E' | b'M' | b'S' | b'T')
        && let Some(row) = ROWS.iter().find(|row| row.ends(line))
    {
        // What one line opens and closes is over.
        if row.opens || mentioned(line).both(row.kinds).is_empty() {
            marks.add(row);
        } else {
            marks.opens = marks.opens.without(row.kinds);
        }
    }
    marks
}

/// The kinds that words anywhere in a line may open: more than [`read`] tells, for whoever has to be sure.
#[must_use]
pub fn mentioned(line: &[u8]) -> Kinds {
    let mut kinds = Kinds::NONE;
    for row in ROWS.iter().filter(|row| row.opens) {
        let words = line.windows(row.words.len()).enumerate();
        let mut places = words.filter(|(_, words)| row.is(words)).map(|(at, _)| at);
        let is_word = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| line.get(before));
            !before.is_some_and(u8::is_ascii_alphanumeric) && !closes(line.get(..at))
        };
        if places.any(is_word) {
            kinds = kinds.with(row.kinds);
        }
    }
    kinds
}

/// Whether a text ends with the word that makes the next one close a passage: `END` before `QUOTE`.
fn closes(before: Option<&[u8]>) -> bool {
    let before = before.unwrap_or_default().trim_ascii_end();
    let word = before.rsplit(u8::is_ascii_whitespace).next();
    word.is_some_and(|word| word.eq_ignore_ascii_case(b"END") || word.eq_ignore_ascii_case(b"OF"))
}

/// A line without blanks and signs around it.
fn bare(line: &[u8]) -> &[u8] {
    let start = line.iter().position(u8::is_ascii_alphanumeric);
    let end = line.iter().rposition(u8::is_ascii_alphanumeric);
    match (start, end) {
        (Some(start), Some(end)) => line.get(start..=end).unwrap_or_default(),
        _ => &[],
    }
}

impl Marks {
    fn add(&mut self, row: &Row) {
        let kinds = if row.opens {
            &mut self.opens
        } else {
            &mut self.closes
        };
        *kinds = kinds.with(row.kinds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_either_end_of_a_line_open_and_close() {
        const TEXT: Kinds = Kinds(1);
        const QUOTE: Kinds = Kinds(2);
        for (line, opens, closes) in [
            ("BEGIN TEXT:", TEXT, Kinds::NONE),
            ("(Begin text of the note)", TEXT, Kinds::NONE),
            (
                "3. THE NOTE READS AS FOLLOWS. BEGIN TEXT.",
                TEXT,
                Kinds::NONE,
            ),
            ("QUOTE", QUOTE, Kinds::NONE),
            ("--QUOTE:", QUOTE, Kinds::NONE),
            ("THE NOTE READS: QUOTE", QUOTE, Kinds::NONE),
            ("END TEXT.", Kinds::NONE, TEXT),
            ("the pier is ours. End text.", Kinds::NONE, TEXT),
            ("UNQUOTE", Kinds::NONE, QUOTE),
            ("UNQUOTE. WE AGREE", Kinds::NONE, QUOTE),
            ("END QUOTE", Kinds::NONE, QUOTE),
            ("BEGIN TEXT: NO. END TEXT", Kinds::NONE, Kinds::NONE),
            ("HE SAID QUOTE NO UNQUOTE", Kinds::NONE, Kinds::NONE),
            ("THIS IS A QUOTE", Kinds::NONE, Kinds::NONE),
            ("QUOTE OF THE DAY", Kinds::NONE, Kinds::NONE),
            ("Quote", Kinds::NONE, Kinds::NONE),
            ("QUOTED TEXT", Kinds::NONE, Kinds::NONE),
            ("THE TEXT ENDS", Kinds::NONE, TEXT),
            ("", Kinds::NONE, Kinds::NONE),
        ] {
            assert_eq!(read(line.as_bytes()), Marks { opens, closes }, "{line:?}");
        }
    }

    #[test]
    fn words_inside_a_line_are_mentioned() {
        assert_eq!(mentioned(b"HE SAID QUOTE NO AND LEFT"), Kinds(2));
        assert_eq!(mentioned(b"OURS UNQUOTE"), Kinds::NONE);
        assert_eq!(mentioned(b"OURS END QUOTE"), Kinds::NONE);
    }
}
