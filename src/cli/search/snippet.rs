//! The words around what was found.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use cablex::query::{Marks, Query, TextField};
use cablex::record::Record;
use cablex::words;
use unicode_width::UnicodeWidthChar;

/// What a query looks for, by the texts in which it is marked.
pub(super) struct Finder {
    pub subject: Marks,
    pub para: Marks,
}

/// A piece of a text in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Snippet {
    /// The number of the paragraph.
    pub number: Option<u32>,
    pub text: String,
    /// Bytes of it.
    pub marks: Vec<Range<usize>>,
}

impl Finder {
    pub(super) fn new(query: &Query) -> Self {
        Finder {
            subject: Marks::of(query, TextField::Subject),
            para: Marks::of(query, TextField::Para),
        }
    }

    /// The words around the first match, in the first of the texts that have most of what is looked for; where nothing
    /// is found in any, how the text begins. No wider than so many columns.
    pub(super) fn snippet(&self, record: &Record, columns: usize) -> Option<Snippet> {
        let mut best: Option<(usize, Snippet)> = None;
        for paragraph in &record.paragraphs {
            let texts = [paragraph.heading.as_deref(), Some(&*paragraph.text)];
            for text in texts.into_iter().flatten().filter(|text| !text.is_empty()) {
                let text = one_line(text);
                let marks = self.para.find(&text);
                let found = marks
                    .iter()
                    .map(|mark| words::fold(text.get(mark.clone()).unwrap_or_default()))
                    .collect::<HashSet<Cow<str>>>()
                    .len();
                if best.as_ref().is_none_or(|(most, _)| found > *most) {
                    let whole = Snippet {
                        number: paragraph.number,
                        text: text.into_owned(),
                        marks,
                    };
                    best = Some((found, whole));
                }
            }
        }
        let (_, whole) = best?;
        let cut = cut(&whole.text, &whole.marks, columns);
        Some(Snippet {
            number: whole.number,
            ..cut
        })
    }
}

/// A text whose blanks and ends of lines are single blanks.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    let is_plain = text.trim() == text
        && !text.contains(|c: char| c != ' ' && c.is_whitespace())
        && !text.contains("  ");
    if is_plain {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// What stands for what was left out.
const GAP: &str = "…";

/// The part of a text in one line that lies around its first mark, from word to word.
fn cut(text: &str, marks: &[Range<usize>], columns: usize) -> Snippet {
    let width = |text: &str| -> usize { text.chars().map(|c| c.width().unwrap_or(0)).sum() };
    if width(text) <= columns {
        return Snippet {
            number: None,
            text: text.to_owned(),
            marks: marks.to_vec(),
        };
    }
    let room = columns.saturating_sub(2 * (GAP.chars().count()));
    let first = marks.first().map_or(0, |mark| mark.start);
    let (before, behind) = text.split_at_checked(first).unwrap_or(("", text));
    // A third of the room goes to what stands before the match, or more where little stands behind it.
    let share = (room / 3).max(room.saturating_sub(width(behind)));
    let start = start_of(before, share);
    let rest = text.get(start..).unwrap_or_default();
    let end = start + end_of(rest, room);
    let (lead, tail) = (
        if start > 0 { GAP } else { "" },
        if end < text.len() { GAP } else { "" },
    );
    let piece = text.get(start..end).unwrap_or_default();
    let shifted = |at: usize| at.clamp(start, end) - start + lead.len();
    let marks = marks
        .iter()
        .map(|mark| shifted(mark.start)..shifted(mark.end))
        .filter(|mark| !mark.is_empty());
    Snippet {
        number: None,
        text: format!("{lead}{piece}{tail}"),
        marks: marks.collect(),
    }
}

/// Where the last words of a text begin that are no wider than so many columns.
fn start_of(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut start = text.len();
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return start;
        }
        if at == 0 || c == ' ' {
            start = if at == 0 { 0 } else { at + 1 };
        }
    }
    start
}

/// Where the first words of a text end that are no wider than so many columns; one that is wider is cut.
fn end_of(text: &str, columns: usize) -> usize {
    let mut used = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if c == ' ' {
            end = at;
        }
        used += c.width().unwrap_or(0);
        if used > columns {
            return if end > 0 { end } else { at };
        }
    }
    text.len()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use cablex::query::parse;
    use cablex::record::Paragraph;

    fn shown(query: &str, texts: &[&str], columns: usize) -> String {
        let paragraphs = texts.iter().zip(1..).map(|(text, number)| Paragraph {
            number: Some(number),
            text: (*text).to_owned(),
            ..Paragraph::default()
        });
        let record = Record {
            paragraphs: paragraphs.collect(),
            ..Record::default()
        };
        let finder = Finder::new(&parse(query).unwrap());
        let snippet = finder.snippet(&record, columns).unwrap();
        let mut out = format!("{} ", snippet.number.unwrap());
        let mut at = 0;
        for mark in snippet.marks {
            out += snippet.text.get(at..mark.start).unwrap();
            out += &format!("[{}]", snippet.text.get(mark.clone()).unwrap());
            at = mark.end;
        }
        out + snippet.text.get(at..).unwrap()
    }

    #[test]
    fn the_words_around_the_first_match_are_shown() {
        let long = "One two three four five six seven eight nine ten eleven twelve thirteen.";
        for (query, columns, expected) in [
            (
                "five",
                100,
                "1 One two three four [five] six seven eight nine ten eleven twelve thirteen.",
            ),
            ("one", 20, "1 [One] two three four…"),
            ("seven", 20, "1 …six [seven] eight…"),
            ("thirteen", 22, "1 …twelve [thirteen]."),
            ("\"nine ten\"", 20, "1 …[nine ten] eleven…"),
            ("-x", 20, "1 One two three four…"),
        ] {
            assert_eq!(shown(query, &[long], columns), expected, "{query}");
        }
        // It is cut where there is no blank, and never in the middle of a character.
        assert_eq!(shown("-x", &["外交部長外交部長"], 9), "1 外交部…");
        assert_eq!(shown("x", &["外交部長外交部長 x"], 9), "1 …[x]");
        assert_eq!(shown("x", &["a\n\nb  x\u{a0}c"], 9), "1 a b [x] c");
    }

    #[test]
    fn the_text_that_has_most_of_it_is_shown() {
        let texts = ["no", "a ferry", "a ferry, a bridge", "a bridge and a ferry"];
        assert_eq!(shown("ferry bridge", &texts, 80), "3 a [ferry], a [bridge]");
        assert_eq!(shown("ferry", &texts, 80), "2 a [ferry]");
        assert_eq!(shown("subject:ferry", &texts, 80), "1 no");
        let finder = Finder::new(&parse("ferry").unwrap());
        assert_eq!(finder.snippet(&Record::default(), 80), None);
    }
}
