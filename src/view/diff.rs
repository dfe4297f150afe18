//! Two versions of one cable, compared: the head field by field, the text paragraph by paragraph and word by word.

mod pairs;
mod words;

use std::borrow::Cow;

use super::{Block, Document, Field, Line, Options, Paragraph, Piece, Set, Span, Style, Values};
use super::{body, head};
use crate::record::Record;
use pairs::{Found, Text};
use similar::DiffTag;

/// How the second version differs from the first.
///
/// What stands under `Same` in the head has the same words in both. White space and line ends are not compared, nor is
/// where the versions were read.
#[must_use]
pub fn document<'a>(old: &'a Record, new: &'a Record) -> Document<'a> {
    let mut fields = vec![source("First", old), source("Second", new)];
    let mut same = Vec::new();
    for (label, [old, new]) in labels(old, new) {
        if plain(&old) == plain(&new) {
            same.push(vec![Span::quiet(label)]);
        } else {
            fields.push(Field {
                label: Cow::Owned(label),
                values: values(&old, &new),
            });
        }
    }
    if !same.is_empty() {
        fields.push(Field {
            label: Cow::Borrowed("Same"),
            values: Values::Run(same),
        });
    }
    let mut blocks = vec![Block::Head(fields)];
    text(old, new, &mut blocks);
    Document {
        id: new.id.as_deref(),
        title: Cow::Owned(match &new.id {
            Some(id) => format!("Two versions of {id}"),
            None => "Two versions of one cable".to_owned(),
        }),
        date: new.date.map(|date| date.format("%Y-%m-%d").to_string()),
        blocks,
    }
}

fn field<'a>(label: impl Into<Cow<'a, str>>, lines: Vec<Line<'a>>) -> Field<'a> {
    Field {
        label: label.into(),
        values: Values::Lines(lines),
    }
}

/// Where a version was read.
fn source<'a>(label: &'static str, record: &'a Record) -> Field<'a> {
    field(label, vec![head::source(&record.source)])
}

/// The fields of both heads, in the order of the second; what only the first one has stands at the end.
fn labels(old: &Record, new: &Record) -> Vec<(String, [Vec<String>; 2])> {
    let texts = |record| {
        let fields = head::fields(record, Options::default());
        let texts = fields.iter().filter(|field| field.label != head::SOURCE);
        texts
            .map(|field| (field.label.clone().into_owned(), items(field)))
            .collect::<Vec<(String, Vec<String>)>>()
    };
    let mut first = texts(old);
    let mut both = Vec::new();
    for (label, new) in texts(new) {
        let at = first.iter().position(|(own, _)| *own == label);
        let old = at.map(|at| first.remove(at).1).unwrap_or_default();
        both.push((label, [old, new]));
    }
    both.extend(
        first
            .into_iter()
            .map(|(label, old)| (label, [old, Vec::new()])),
    );
    both
}

/// The values of a field, as texts.
fn items(field: &Field<'_>) -> Vec<String> {
    let (Values::Lines(lines) | Values::Run(lines)) = &field.values;
    lines.iter().map(body::plain).collect()
}

/// Values with single blanks between their words.
fn plain(items: &[String]) -> Vec<String> {
    let one = |item: &String| item.split_whitespace().collect::<Vec<_>>().join(" ");
    items.iter().map(one).collect()
}

/// How the values of a field differ. A single one is compared word by word; of several, each is there or not, and one in
/// the place of another is compared with it where they have words in common.
fn values(old: &[String], new: &[String]) -> Values<'static> {
    if old.len().max(new.len()) < 2 {
        let text = |items: &[String]| items.first().cloned().unwrap_or_default();
        return Values::Lines(vec![words::merged(&text(old), &text(new))]);
    }
    let mut lines = Vec::new();
    for op in words::compare(&plain(old), &plain(new)) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let removed = old.get(old_range).unwrap_or_default();
        let added = new.get(new_range).unwrap_or_default();
        let whole = |style, items: &[String]| -> Vec<Line<'static>> {
            let line = |item: &String| vec![Span::new(style, item.clone())];
            items.iter().map(line).collect()
        };
        match (removed, added) {
            _ if tag == DiffTag::Equal => lines.extend(whole(Style::Plain, added)),
            ([old], [new]) if words::are_near(old, new) => lines.push(words::merged(old, new)),
            _ => {
                lines.extend(whole(Style::Removed, removed));
                lines.extend(whole(Style::Added, added));
            }
        }
    }
    Values::Run(lines)
}

/// The paragraphs: those that are the same in one line, the others word by word.
fn text<'a>(old: &'a Record, new: &'a Record, blocks: &mut Vec<Block<'a>>) {
    let (old, new) = (Text::of(old), Text::of(new));
    for found in pairs::find(&old.items, &new.items) {
        match found {
            Found::Same(items) => blocks.push(note(format!("{} same", pairs::names(items)))),
            Found::Changed(old, new) => {
                if let Some(heading) = two(&old.heading, &new.heading) {
                    blocks.push(Block::Heading(heading));
                }
                push(blocks, words::merged(&old.text, &new.text));
            }
            Found::Removed(item) => one(blocks, Style::Removed, item),
            Found::Added(item) => one(blocks, Style::Added, item),
        }
    }
    if old.signature != new.signature {
        let line = words::merged(&old.signature, &new.signature);
        blocks.push(Block::Signature(vec![line]));
    }
}

/// Two headings as one, where there is any.
fn two(old: &str, new: &str) -> Option<Line<'static>> {
    (!old.is_empty() || !new.is_empty()).then(|| words::merged(old, new))
}

/// A paragraph that one of the versions lacks.
fn one(blocks: &mut Vec<Block<'_>>, style: Style, item: &pairs::Item) {
    if !item.heading.is_empty() {
        blocks.push(Block::Heading(vec![Span::new(style, item.heading.clone())]));
    }
    if !item.text.is_empty() {
        push(blocks, vec![Span::new(style, item.text.clone())]);
    }
}

fn push(blocks: &mut Vec<Block<'_>>, line: Line<'static>) {
    blocks.push(Block::Paragraph(Paragraph {
        pieces: body::pieces(line),
        ..Paragraph::default()
    }));
}

/// A line of this crate's among the paragraphs.
fn note(text: String) -> Block<'static> {
    let set = Set::Running(vec![Span::quiet(text)]);
    Block::Paragraph(Paragraph {
        pieces: vec![Piece { apart: false, set }],
        ..Paragraph::default()
    })
}
