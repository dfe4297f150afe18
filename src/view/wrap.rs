//! Lines no wider than so many columns.

use std::borrow::Cow;

use unicode_width::UnicodeWidthStr;

use super::paper::Paper;
use super::{Span, Style};

/// Texts side by side, as they are printed.
pub(super) type Row = Vec<(Style, String)>;

/// What is not broken: the texts between two blanks, or several words that are to stay together.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    parts: Row,
    width: usize,
}

impl Word {
    /// Adds a text behind the others.
    pub(super) fn push(&mut self, style: Style, text: &str) {
        self.width += text.width();
        match self.parts.last_mut() {
            Some((last, own)) if *last == style => own.push_str(text),
            _ => self.parts.push((style, text.to_owned())),
        }
    }

    /// Several words as one, where that is no wider than so many columns; else they stay as they are.
    pub(super) fn together(words: Vec<Word>, width: usize) -> Vec<Word> {
        let all = words.iter().map(|word| word.width + 1).sum::<usize>();
        if all > width + 1 {
            return words;
        }
        let mut one = Word::default();
        for word in words {
            if one.width > 0 {
                let blank = one.blank(&word);
                one.push(blank, " ");
            }
            for (style, text) in word.parts {
                one.push(style, &text);
            }
        }
        vec![one]
    }

    /// The style of the blank before the next word: theirs where both have one style.
    fn blank(&self, next: &Word) -> Style {
        match (self.parts.last(), next.parts.first()) {
            (Some((left, _)), Some((right, _))) if left == right => *left,
            _ => Style::Plain,
        }
    }
}

/// The words of a line, made fit for the paper. Marks around what differs cling to the first and the last word of it.
pub(super) fn words(line: &[Span<'_>], paper: &impl Paper) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for span in line {
        let text = marks(span, paper.marks());
        for (index, piece) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                open = false;
            }
            if piece.is_empty() {
                continue;
            }
            let piece = paper.clean(piece);
            match words.last_mut().filter(|_| open) {
                Some(word) => word.push(span.style, &piece),
                None => {
                    let mut word = Word::default();
                    word.push(span.style, &piece);
                    words.push(word);
                }
            }
            open = true;
        }
    }
    words
}

/// A text with marks around it where it is one that differs and no colour says so.
pub(super) fn marks<'s>(span: &'s Span<'_>, marked: bool) -> Cow<'s, str> {
    let text = &*span.text;
    match span.style {
        Style::Removed if marked => Cow::Owned(format!("[-{text}-]")),
        Style::Added if marked => Cow::Owned(format!("{{+{text}+}}")),
        _ => Cow::Borrowed(text),
    }
}

/// The words in rows; what is wider than a row by itself has one of its own.
pub(super) fn rows(words: Vec<Word>, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut row = Word::default();
    for word in words {
        if row.width > 0 && row.width + 1 + word.width > width {
            rows.push(std::mem::take(&mut row).parts);
        }
        if row.width > 0 {
            let blank = row.blank(&word);
            row.push(blank, " ");
        }
        for (style, text) in word.parts {
            row.push(style, &text);
        }
    }
    if row.width > 0 || !row.parts.is_empty() {
        rows.push(row.parts);
    }
    rows
}

/// A line as it is, its tabs set to every eighth column.
pub(super) fn as_it_is(line: &[Span<'_>], paper: &impl Paper) -> Row {
    let mut row = Word::default();
    for span in line {
        let text = marks(span, paper.marks());
        for (index, piece) in text.split('\t').enumerate() {
            if index > 0 {
                let blanks = 8 - row.width % 8;
                row.push(span.style, &" ".repeat(blanks));
            }
            let piece = piece.trim_end_matches('\r');
            row.push(span.style, &paper.clean(piece));
        }
    }
    if let Some((_, last)) = row.parts.last_mut() {
        last.truncate(last.trim_end().len());
    }
    row.parts
}

#[cfg(test)]
mod tests {
    use super::super::text::Plain;
    use super::*;

    fn wrapped(line: &[Span<'_>], width: usize) -> Vec<String> {
        let rows = rows(words(line, &Plain { width }), width);
        let text = |row: Row| row.into_iter().map(|(_, text)| text).collect();
        rows.into_iter().map(text).collect()
    }

    #[test]
    fn words_fill_rows() {
        let text = |text| [Span::plain(text)];
        assert_eq!(wrapped(&text("one two  three"), 8), ["one two", "three"]);
        assert_eq!(wrapped(&text("unbreakable a"), 4), ["unbreakable", "a"]);
        assert_eq!(wrapped(&text("大使館 大使"), 11), ["大使館 大使"]);
        assert_eq!(wrapped(&text("大使館 大使"), 10), ["大使館", "大使"]);
        assert!(wrapped(&text(" \n"), 10).is_empty());
    }

    #[test]
    fn what_no_blank_parts_stays_together() {
        let line = [
            Span::plain("said "),
            Span::new(Style::Redacted, "XXXXXX"),
            Span::plain(", and left"),
        ];
        assert_eq!(wrapped(&line, 12), ["said XXXXXX,", "and left"]);
        assert_eq!(wrapped(&line, 11), ["said", "XXXXXX, and", "left"]);
    }

    #[test]
    fn what_differs_is_marked_where_no_colour_says_so() {
        let line = [
            Span::plain("a "),
            Span::new(Style::Removed, "b c"),
            Span::plain(" "),
            Span::new(Style::Added, "d"),
            Span::plain("."),
        ];
        assert_eq!(wrapped(&line, 80), ["a [-b c-] {+d+}."]);
    }

    #[test]
    fn words_stay_together_where_there_is_room() {
        let words = words(&[Span::plain("AMEMBASSY LIMA")], &Plain { width: 80 });
        assert_eq!(Word::together(words.clone(), 14).len(), 1);
        assert_eq!(Word::together(words, 13).len(), 2);
    }

    #[test]
    fn tabs_are_set_to_columns() {
        let row = as_it_is(&[Span::plain("a\tb\t \r")], &Plain { width: 80 });
        assert_eq!(row, [(Style::Plain, "a       b".to_owned())]);
    }
}
