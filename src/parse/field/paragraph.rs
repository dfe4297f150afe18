//! The paragraphs: number, portion mark, heading, running text.

use crate::diagnostic::Diagnostic;
use crate::line::is_dash;
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{number, title, topic};
use crate::parse::fragment::Fragment;
use crate::parse::piece::Piece;
use crate::parse::running::{Gap, Line, Running};
use crate::parse::setting::Setting;
use crate::part::Role;
use crate::record::Paragraph;
use crate::slice::trim_end;

/// Reads the parts of the body, in order, into paragraphs. A heading that no paragraph follows is an entry of its own.
pub(crate) fn read(
    pieces: &[Piece<'_>],
    setting: Setting,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::with_capacity(PARAGRAPHS);
    let mut heading = Heading::default();
    let mut waiting: Option<Paragraph> = None;
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        at += 1;
        match piece.role {
            Role::Heading => {
                piece.each(0, "", |line, _| {
                    heading.push(line.fragment, &mut paragraphs)
                });
            }
            Role::Blank => heading.apart = true,
            Role::Rule => (heading.apart, heading.ruled) = (true, true),
            Role::ParagraphStart | Role::Paragraph => {
                let rest = pieces.get(at..).unwrap_or_default();
                let begins =
                    |next: &Piece<'_>| matches!(next.role, Role::ParagraphStart | Role::Heading);
                let len = rest.iter().position(begins).unwrap_or(rest.len());
                let further = rest.get(..len).unwrap_or_default();
                let outlined = paragraphs.last().and_then(outline);
                let mut paragraph = paragraph(piece, further, outlined, setting, notes);
                paragraph.heading = heading.take();
                marked_heading(&mut paragraph);
                at += len;
                let headed = pieces
                    .get(at)
                    .is_some_and(|next| next.role == Role::Heading);
                let numbered = paragraph.number.is_some() || paragraph.portion.is_some();
                if headed && numbered && paragraph.text.is_empty() && paragraph.heading.is_none() {
                    // `(C) -------`, `3. (C) HEADING -----`: number and mark stand over their paragraph's heading.
                    paragraphs.extend(waiting.replace(paragraph));
                    continue;
                }
                match waiting.take() {
                    Some(above) if paragraph.number.is_none() && paragraph.portion.is_none() => {
                        paragraph.number = above.number;
                        (paragraph.portion, paragraph.level) = (above.portion, above.level);
                    }
                    Some(above) => paragraphs.push(above),
                    None => {}
                }
                // A lost character in the place of a pilcrow is no paragraph.
                let says = paragraph.number.is_some()
                    || paragraph.portion.is_some()
                    || paragraph.heading.is_some()
                    || !paragraph.text.is_empty();
                if says {
                    paragraphs.push(paragraph);
                }
            }
            // A page marker may cut a heading.
            _ => heading.cut = true,
        }
    }
    paragraphs.extend(waiting);
    heading.finish(&mut paragraphs);
    paragraphs
}

/// Most cables have no more paragraphs.
const PARAGRAPHS: usize = 16;

/// Whether a list of points begins behind the word that heads a paragraph, each with its own mark: `Key Points: -- (C)
/// One. -- (U) Two.`.
fn is_list(text: &str, behind: usize) -> bool {
    let (heading, rest) = text.split_at_checked(behind).unwrap_or((text, ""));
    heading.trim_end().ends_with("--") && rest.contains(" -- (")
}

/// The letter of the outline label that leads the text of a paragraph: `A. Text`.
fn outline(paragraph: &Paragraph) -> Option<u8> {
    outline_label(&paragraph.text)
}

/// The letter of the outline label that leads a text.
fn outline_label(text: &str) -> Option<u8> {
    match text.as_bytes() {
        [letter @ b'A'..=b'Z', b'.', b' ', ..] => Some(*letter),
        _ => None,
    }
}

/// One paragraph: its first line and what follows up to the next one; `outlined` is the letter of the outline label that
/// the paragraph above has.
fn paragraph<'a>(
    piece: &Piece<'a>,
    further: &[Piece<'a>],
    outlined: Option<u8>,
    setting: Setting,
    notes: &mut Vec<Diagnostic>,
) -> Paragraph {
    let first = piece.first();
    let number = number::read_any(first.text);
    let text = number
        .and_then(|number| first.text.get(number.len..))
        .unwrap_or(first.text);
    let place = if number.is_some() {
        Place::AfterNumber
    } else {
        Place::Unnumbered
    };
    // `4. C. Text` below `3. B. Text` has a label, and no mark.
    let is_label = || outlined.is_some_and(|above| outline_label(text) == Some(above + 1));
    let mark = portion::read(text, place).filter(|mark| !mark.slip || !is_label());
    let text = mark
        .as_ref()
        .and_then(|mark| text.get(mark.length..))
        .unwrap_or(text);
    let (text, lines) = text_of(text, piece, further, setting);
    let mut paragraph = Paragraph {
        number: number.map(|number| number.value),
        text,
        lines,
        ..Paragraph::default()
    };
    if let Some(mark) = &mark {
        mark.diagnose(first.line, notes);
        (paragraph.portion, paragraph.level) = (Some(mark.printed.to_owned()), mark.level);
    } else {
        // `1. Summary: (SBU) ...`: the mark stands behind the word that heads the paragraph.
        let behind = topic::read(&paragraph.text).map_or(0, |marker| marker.len);
        if let Some(mark) = paragraph
            .text
            .get(behind..)
            .filter(|_| behind > 0 && !is_list(&paragraph.text, behind))
            .and_then(|text| portion::read(text, place))
        {
            mark.diagnose(first.line, notes);
            (paragraph.portion, paragraph.level) = (Some(mark.printed.to_owned()), mark.level);
            let len = mark.length;
            paragraph.text.replace_range(behind..behind + len, "");
        }
    }
    paragraph
}

/// The running text of a paragraph, and its first and last line; `text` is what its first line says behind number and mark.
fn text_of<'a>(
    text: &str,
    piece: &Piece<'a>,
    further: &[Piece<'a>],
    setting: Setting,
) -> (String, [u32; 2]) {
    let bytes = |piece: &Piece<'_>| piece.fragment.text.len() + 2;
    let bytes = further.iter().map(bytes).sum::<usize>() + bytes(piece);
    let first = piece.first();
    let mut running = Running::with_capacity(bytes, setting);
    let next_text = |at: usize| further.get(at).map_or("", |piece| piece.first().text);
    let second = piece.several.then(|| piece.lines().nth(1)).flatten();
    let next = second.map_or_else(|| next_text(0), |second| second.fragment.text);
    let columns = piece.columns;
    running.push(Line { text, columns }, Gap::Line, next);
    running.printed(trim_end(first.text).len());
    let mut text = Text {
        running,
        gap: Gap::Line,
        blanks: 0,
        lines: [first.line, first.line],
        doubled: setting.doubled,
    };
    piece.each(1, next_text(0), |line, next| text.add(line, next));
    for (at, piece) in further.iter().enumerate() {
        if piece.several || !text.goes_on(piece) {
            piece.each(0, next_text(at + 1), |line, next| text.add(line, next));
        }
    }
    (text.running.finish(), text.lines)
}

/// The text of a paragraph in the making, and what stood below its last line.
struct Text {
    running: Running,
    gap: Gap,
    blanks: u32,
    /// The first line and the last one so far.
    lines: [u32; 2],
    doubled: bool,
}

impl Text {
    /// Adds a line of prose that stands right below another, as nearly every one does; whether it was one.
    #[inline]
    fn goes_on(&mut self, piece: &Piece<'_>) -> bool {
        let below = self.gap == Gap::Line && piece.fragment.line != self.lines[1];
        let plain = piece.role == Role::Paragraph && !piece.columns;
        let goes_on = below && plain && self.running.goes_on(piece.fragment.text);
        if goes_on {
            self.lines[1] = piece.fragment.line;
            self.blanks = 0;
        }
        goes_on
    }

    /// Adds any line, or what stands between two; `next` is the text below it.
    fn add(&mut self, piece: &Piece<'_>, next: &str) {
        match piece.role {
            Role::Paragraph | Role::ParagraphStart => {
                let same = piece.fragment.line == self.lines[1] && self.gap != Gap::Marker;
                let gap = if same { Gap::Same } else { self.gap };
                let line = Line {
                    text: piece.fragment.text,
                    columns: piece.columns,
                };
                self.running.push(line, gap, next);
                self.lines[1] = piece.fragment.line;
                (self.gap, self.blanks) = (Gap::Line, 0);
            }
            Role::Blank if self.doubled && self.gap == Gap::Line && self.blanks == 0 => {
                self.blanks = 1;
            }
            Role::Blank | Role::Rule if self.gap == Gap::Marker => {}
            Role::Blank | Role::Rule | Role::PassedHeader => self.gap = Gap::Blank,
            _ => self.gap = Gap::Marker,
        }
    }
}

/// `(C) KEY POINTS` over a paragraph that has no mark of its own: the heading's mark is the paragraph's.
fn marked_heading(paragraph: &mut Paragraph) {
    let heading = paragraph.heading.as_deref().unwrap_or_default();
    if paragraph.portion.is_some() || !heading.starts_with('(') {
        return;
    }
    let Some(mark) = portion::read(heading, Place::Start) else {
        return;
    };
    let words = heading.get(mark.length..).unwrap_or_default().trim();
    if !words.is_empty() {
        let words = words.to_owned();
        (paragraph.portion, paragraph.level) = (Some(mark.printed.to_owned()), mark.level);
        paragraph.heading = Some(words);
    }
}

/// The heading that waits for its paragraph.
#[derive(Default)]
struct Heading {
    text: String,
    lines: [u32; 2],
    /// Whether a blank line or a rule has come since its last line.
    apart: bool,
    /// Whether a rule has.
    ruled: bool,
    /// Whether a page marker has come since.
    cut: bool,
}

impl Heading {
    /// A line of a heading. Behind a blank line it is another one, and the first stands alone.
    fn push(&mut self, line: Fragment<'_>, paragraphs: &mut Vec<Paragraph>) {
        // In a copy that doubles its blank lines a heading may go on behind one: `THE BUILDER:` in capitals.
        let apart = self.apart && (!self.cut || self.ruled);
        if apart && !title::goes_on(&self.text, line.text) {
            self.finish(paragraphs);
        }
        let words = line.text.trim_matches(|c: char| {
            is_dash(c) || matches!(c, '=' | '_' | '*') || c.is_whitespace()
        });
        let words = number::without_pilcrows(words).trim_start();
        if self.text.is_empty() {
            self.lines = [line.line, line.line];
        } else {
            self.text.push(' ');
        }
        self.text.push_str(words);
        self.lines[1] = line.line;
        (self.apart, self.ruled, self.cut) = (false, false, false);
    }

    fn take(&mut self) -> Option<String> {
        let text = std::mem::take(&mut self.text);
        (!text.is_empty()).then_some(text)
    }

    /// The heading as an entry of its own.
    fn finish(&mut self, paragraphs: &mut Vec<Paragraph>) {
        let lines = self.lines;
        if let Some(heading) = self.take() {
            let mut paragraph = Paragraph {
                heading: Some(heading),
                lines,
                ..Paragraph::default()
            };
            marked_heading(&mut paragraph);
            paragraphs.push(paragraph);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_over_a_heading_is_of_the_paragraph_below_it_where_that_has_none() {
        for (below, expected) in [
            ("It sailed.", &["- C It sailed."][..]),
            ("2. (U) It sailed.", &["- C ", "2 U It sailed."]),
            ("2. It sailed.", &["- C ", "2 - It sailed."]),
        ] {
            let pieces = [
                Piece::of(Role::ParagraphStart, "(C)"),
                Piece::of(Role::Heading, "KEY POINTS"),
                Piece::of(Role::ParagraphStart, below),
            ];
            let shown = |paragraph: &Paragraph| {
                let number = paragraph.number.map_or("-".to_owned(), |it| it.to_string());
                let mark = paragraph.portion.as_deref().unwrap_or("-");
                format!("{number} {mark} {}", paragraph.text)
            };
            let found = read(&pieces, Setting::default(), &mut Vec::new());
            let found: Vec<String> = found.iter().map(shown).collect();
            assert_eq!(found, expected, "{below}");
        }
    }
}
