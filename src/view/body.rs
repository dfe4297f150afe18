//! The text: headings, paragraphs, the signature; and what was odd.

use std::borrow::Cow;

use super::{Block, Line, Paragraph, Piece, Set, Span, Style};
use crate::diagnostic::Code;
use crate::record::{Kind, Record};
use crate::redaction;

/// The stretches of the text, in order.
pub(super) fn blocks<'a>(record: &'a Record, blocks: &mut Vec<Block<'a>>) {
    for paragraph in &record.paragraphs {
        if let Some(heading) = &paragraph.heading {
            blocks.push(Block::Heading(vec![Span::new(Style::Heading, &**heading)]));
        }
        if paragraph.number.is_some() || !paragraph.text.is_empty() {
            blocks.push(Block::Paragraph(Paragraph {
                number: paragraph.number,
                portion: paragraph.portion.as_deref(),
                pieces: pieces(marked(&paragraph.text)),
            }));
        }
    }
    if record.paragraphs.is_empty() && is_without_text(record) {
        let line = vec![Span::quiet("There is no text.")];
        blocks.push(Block::Paragraph(Paragraph {
            pieces: pieces(line),
            ..Paragraph::default()
        }));
    }
    if !record.signature.is_empty() {
        let names = record.signature.iter();
        let names = names.map(|name| vec![Span::plain(&**name)]);
        blocks.push(Block::Signature(names.collect()));
    }
}

/// Whether a record says that its cable has no text: a card for one that was withdrawn, a header that stands alone. One
/// that has no paragraphs because its fields were chosen does not say so.
fn is_without_text(record: &Record) -> bool {
    let missing = Code::TextMissing.as_str();
    let elsewhere = Code::FieldOverlong.as_str();
    let says = |code| record.diagnostics.iter().any(|found| found.code == code);
    record.kind != Kind::Cable || says(missing) && !says(elsewhere)
}

/// A text whose redactions are marked.
fn marked(text: &str) -> Line<'_> {
    let mut line = Vec::new();
    let mut end = 0;
    let mut push = |style, range: std::ops::Range<usize>| {
        if let Some(text) = text.get(range).filter(|text: &&str| !text.is_empty()) {
            line.push(Span::new(style, text));
        }
    };
    for found in redaction::find(text) {
        push(Style::Plain, end..found.start);
        end = found.end;
        push(Style::Redacted, found);
    }
    push(Style::Plain, end..text.len());
    line
}

/// What parts columns: three blanks in a row.
const COLUMNS: &str = "   ";

/// A longer line is no line of a table: teletypes printed 69 characters.
const LONGEST: usize = 90;

/// A text taken apart at its line feeds: tables, points of lists, running text.
pub(super) fn pieces(text: Line<'_>) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut apart = false;
    let lines: Vec<(Line, String)> = lines(text)
        .into_iter()
        .map(|line| {
            let plain = plain(&line);
            (line, plain)
        })
        .collect();
    let is_short = |text: &str| text.chars().nth(LONGEST).is_none();
    // A block of lines in which one has columns is a table, but for its lines that are too long.
    let tables = lines
        .split(|(_, text)| text.trim().is_empty())
        .flat_map(|block| {
            let has_columns = block.len() > 1
                && block
                    .iter()
                    .any(|(_, text)| is_short(text) && text.trim().contains(COLUMNS));
            std::iter::repeat_n(has_columns, block.len() + 1)
        });
    let tables: Vec<bool> = tables.collect();
    for ((line, text), in_table) in lines.into_iter().zip(tables) {
        if text.trim().is_empty() {
            apart = !pieces.is_empty();
            continue;
        }
        let is_row = in_table && is_short(&text);
        match pieces.last_mut().map(|piece| &mut piece.set) {
            Some(Set::Table(rows)) if is_row && !apart => rows.push(line),
            _ => {
                let set = if is_row {
                    Set::Table(vec![line])
                } else {
                    Set::Running(line)
                };
                pieces.push(Piece { apart, set });
            }
        }
        apart = false;
    }
    pieces
}

/// A text cut at its line feeds.
fn lines(text: Line<'_>) -> Vec<Line<'_>> {
    let mut lines = vec![Vec::new()];
    for Span { style, text } in text {
        let pieces: Vec<Cow<str>> = match text {
            Cow::Borrowed(text) => text.split('\n').map(Cow::Borrowed).collect(),
            Cow::Owned(text) => text
                .split('\n')
                .map(|piece| Cow::Owned(piece.to_owned()))
                .collect(),
        };
        for (index, text) in pieces.into_iter().enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Span { style, text });
            }
        }
    }
    lines
}

/// The text of a line, without its styles.
pub(super) fn plain(line: &Line<'_>) -> String {
    line.iter().map(|span| &*span.text).collect()
}

/// What was odd, one a line; lines count from 1 at the input's first line.
pub(super) fn diagnostics(record: &Record) -> Vec<Line<'_>> {
    if record.diagnostics.is_empty() {
        return vec![vec![Span::quiet("Nothing was odd.")]];
    }
    let first = record.source.lines.map_or(1, |[first, _]| first);
    let at = |line: u32| first.saturating_add(u64::from(line).saturating_sub(1));
    let line = |found: &crate::diagnostic::Diagnostic| -> Line<'static> {
        let place = match found.lines {
            None => String::new(),
            Some([from, to]) if from == to => format!("line {}: ", at(from)),
            Some([from, to]) => format!("lines {}-{}: ", at(from), at(to)),
        };
        let code = format!("{}[{}]", found.severity.as_str(), found.code);
        vec![
            Span::quiet(place),
            Span::new(Style::Severity(found.severity), code),
            Span::plain(format!(": {}", found.message.replace('\n', " "))),
        ]
    };
    record.diagnostics.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let shown = |piece: Piece| {
            let apart = if piece.apart { "/" } else { "" };
            match piece.set {
                Set::Running(line) => format!("{apart}{}", plain(&line)),
                Set::Table(rows) => {
                    let rows: Vec<String> = rows.iter().map(plain).collect();
                    format!("{apart}<{}>", rows.join("|"))
                }
            }
        };
        pieces(marked(text)).into_iter().map(shown).collect()
    }

    #[test]
    fn a_text_falls_apart_into_running_text_lists_and_tables() {
        assert_eq!(shown("One two."), ["One two."]);
        assert_eq!(shown("One.\n\nTwo."), ["One.", "/Two."]);
        assert_eq!(
            shown("One:\n\n   A     1\n   total\n\nTwo."),
            ["One:", "/<   A     1|   total>", "/Two."]
        );
        assert_eq!(shown("One:\n- a\n- b"), ["One:", "- a", "- b"]);
        let long = "x ".repeat(60);
        assert_eq!(
            shown(&format!("{long}\n A    1\n B    2")),
            [long.as_str(), "< A    1| B    2>"]
        );
        assert_eq!(
            shown("two columns    on one line"),
            ["two columns    on one line"]
        );
        assert!(shown("").is_empty());
    }

    #[test]
    fn redactions_are_marked() {
        let line = marked("XXXXXXXX said [redacted], and went.");
        let found = line.iter().filter(|span| span.style == Style::Redacted);
        let found: Vec<&str> = found.map(|span| &*span.text).collect();
        assert_eq!(found, ["XXXXXXXX", "[redacted]"]);
        assert_eq!(plain(&line), "XXXXXXXX said [redacted], and went.");
    }
}
