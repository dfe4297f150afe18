//! The paragraphs: number, portion mark, heading, running text.

use crate::diagnostic::Diagnostic;
use crate::line::{is_dash, printed};
use crate::parse::element::portion::{self, Place};
use crate::parse::element::text::ends_sentence;
use crate::parse::element::{number, title, topic};
use crate::parse::fragment::Fragment;
use crate::parse::running::{Gap, Line, Running, Setting};
use crate::part::Role;
use crate::record::Paragraph;

/// A part of the body: what it is, and its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece<'a> {
    pub role: Role,
    pub fragment: Fragment<'a>,
    /// Whether three blanks in a row stand in it, as columns have them.
    pub columns: bool,
    /// Whether it may have several lines.
    pub several: bool,
}

impl<'a> Piece<'a> {
    /// The lines of a part that may have several.
    fn lines(&self) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let piece = *self;
        let lines = piece.fragment.text.split('\n').zip(piece.fragment.line..);
        lines.map(move |(text, line)| {
            let text = printed(text);
            Piece {
                role: if text.is_empty() {
                    Role::Blank
                } else {
                    piece.role
                },
                fragment: Fragment { text, line },
                ..piece
            }
        })
    }

    /// The first line.
    fn first(&self) -> Fragment<'a> {
        let lines = self.several.then(|| self.lines().next()).flatten();
        lines.map_or(self.fragment, |line| line.fragment)
    }

    /// Gives each line from one on to `add`, with the text below it: below the last one it is `next`.
    #[inline]
    fn each(&self, from: usize, next: &'a str, mut add: impl FnMut(Piece<'a>, &'a str)) {
        if !self.several {
            if from == 0 {
                add(*self, next);
            }
            return;
        }
        let mut lines = self.lines().skip(from).peekable();
        while let Some(line) = lines.next() {
            add(line, lines.peek().map_or(next, |below| below.fragment.text));
        }
    }
}

/// Whether something holds for every line of some parts.
#[inline]
pub(crate) fn all_lines(body: &[Piece<'_>], mut holds: impl FnMut(&Piece<'_>) -> bool) -> bool {
    body.iter().all(|piece| {
        if piece.several {
            piece.lines().all(|line| holds(&line))
        } else {
            holds(piece)
        }
    })
}

/// Reads the parts of the body, in order, into paragraphs. A heading that no paragraph follows is an entry of its own.
pub(crate) fn read(
    pieces: &[Piece<'_>],
    setting: Setting,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
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
                let len = rest
                    .iter()
                    .position(|next| matches!(next.role, Role::ParagraphStart | Role::Heading))
                    .unwrap_or(rest.len());
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
                    above => paragraphs.extend(above),
                }
                // A lost character in the place of a pilcrow is no paragraph.
                let says = paragraph.number.is_some()
                    || paragraph.portion.is_some()
                    || paragraph.heading.is_some()
                    || !paragraph.text.is_empty();
                paragraphs.extend(says.then_some(paragraph));
            }
            // A page marker may cut a heading.
            _ => heading.cut = true,
        }
    }
    paragraphs.extend(waiting);
    heading.finish(&mut paragraphs);
    paragraphs
}

/// At least so many lines tell that a copy has a blank line behind each.
const DOUBLED_LINES: usize = 8;

/// Whether a blank line stands behind every line of a text, in the middle of its sentences too.
pub(crate) fn is_doubled(body: &[Piece<'_>]) -> bool {
    let (mut lines, mut going_on) = (0, 0);
    let mut apart = true;
    let parted = all_lines(body, |piece| {
        match piece.role {
            Role::Blank => apart = true,
            Role::ParagraphStart | Role::Paragraph if !apart => return false,
            Role::ParagraphStart | Role::Paragraph => {
                lines += 1;
                going_on += usize::from(!ends_sentence(piece.fragment.text));
                apart = false;
            }
            _ => apart = true,
        }
        true
    });
    parted && lines >= DOUBLED_LINES && going_on * 2 > lines
}

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
    let bytes = further
        .iter()
        .map(|piece| piece.fragment.text.len() + 2)
        .sum::<usize>()
        + piece.fragment.text.len();
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
    let mut running = Running::with_capacity(bytes, setting);
    let next_text = |at: usize| further.get(at).map_or("", |piece| piece.first().text);
    let mut next = next_text(0);
    if let Some(second) = piece.several.then(|| piece.lines().nth(1)).flatten() {
        next = second.fragment.text;
    }
    let line = Line {
        text,
        columns: piece.columns,
    };
    running.push(line, Gap::Line, next);
    running.printed(first.text.trim_end().len());
    let mut gap = Gap::Line;
    let mut blanks = 0;
    let mut lines = [first.line, first.line];
    let mut add = |piece: Piece<'a>, next: &str| match piece.role {
        Role::Paragraph | Role::ParagraphStart => {
            let same = piece.fragment.line == lines[1] && gap != Gap::Marker;
            let gap_before = if same { Gap::Same } else { gap };
            let line = Line {
                text: piece.fragment.text,
                columns: piece.columns,
            };
            running.push(line, gap_before, next);
            lines[1] = piece.fragment.line;
            (gap, blanks) = (Gap::Line, 0);
        }
        Role::Blank if setting.doubled && gap == Gap::Line && blanks == 0 => blanks = 1,
        Role::Blank | Role::Rule => gap = if gap == Gap::Marker { gap } else { Gap::Blank },
        Role::PassedHeader => gap = Gap::Blank,
        _ => gap = Gap::Marker,
    };
    piece.each(1, next_text(0), &mut add);
    for (at, piece) in further.iter().enumerate() {
        piece.each(0, next_text(at + 1), &mut add);
    }
    let mut paragraph = Paragraph {
        number: number.map(|number| number.value),
        text: running.finish(),
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

    fn piece(role: Role, text: &str) -> Piece<'_> {
        Piece {
            role,
            fragment: Fragment { text, line: 1 },
            columns: false,
            several: false,
        }
    }

    #[test]
    fn a_mark_over_a_heading_is_of_the_paragraph_below_it_where_that_has_none() {
        for (below, expected) in [
            ("It sailed.", &["- C It sailed."][..]),
            ("2. (U) It sailed.", &["- C ", "2 U It sailed."]),
            ("2. It sailed.", &["- C ", "2 - It sailed."]),
        ] {
            let pieces = [
                piece(Role::ParagraphStart, "(C)"),
                piece(Role::Heading, "KEY POINTS"),
                piece(Role::ParagraphStart, below),
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

    /// A body of lines with a blank line behind each; so many of them go on below.
    fn doubled(lines: usize, going_on: usize) -> bool {
        let line = |at| {
            let text = if at < going_on {
                "The keeper of the"
            } else {
                "It ended."
            };
            [piece(Role::Paragraph, text), piece(Role::Blank, "")]
        };
        is_doubled(&(0..lines).flat_map(line).collect::<Vec<_>>())
    }

    #[test]
    fn a_doubled_copy_has_blank_lines_amid_most_of_its_sentences() {
        for (lines, going_on, expected) in [
            (8, 5, true),
            (8, 4, false),
            (7, 7, false),
            (12, 7, true),
            (5, 4, false),
        ] {
            assert_eq!(doubled(lines, going_on), expected, "{lines}, {going_on}");
        }
    }
}
