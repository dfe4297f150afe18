//! How the running text of a copy is set, as far as its lines show.

use super::element::text::ends_sentence;
use super::piece::{Piece, all_lines};
use crate::part::Role;

/// How running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Keep the printed line breaks.
    pub layout: bool,
    /// Most of the text is in lines that are whole paragraphs: a line's end is the end of a block.
    pub unwrapped: bool,
    /// A blank line stands behind every line of the copy: one alone ends nothing.
    pub doubled: bool,
    /// How wide the lines of the text are set; 0 where nothing tells.
    pub width: usize,
}

/// A line of running text that is longer was not printed so: the copy has unwrapped it.
const PRINTED: usize = 120;
/// A text is set no wider, and no narrower, in bytes.
const WIDTHS: std::ops::Range<usize> = 40..96;
/// So many lines tell how wide a text is set.
const TELLING: usize = 6;

impl Setting {
    /// How a body is set; `layout` keeps its line breaks.
    pub(crate) fn of(body: &[Piece<'_>], layout: bool) -> Setting {
        let (mut long, mut all) = (0, 0);
        let mut counts = [0_usize; WIDTHS.end];
        all_lines(body, |piece| {
            let len = piece.fragment.text.len();
            all += len;
            match counts.get_mut(len) {
                Some(count) => *count += 1,
                None if len > PRINTED => long += len,
                None => {}
            }
            true
        });
        Setting {
            layout,
            unwrapped: long * 10 > all * 6,
            doubled: is_doubled(body),
            width: width(counts.get(WIDTHS).unwrap_or_default()),
        }
    }
}

/// How wide the lines of a text are set, so far as they show, by how many there are of each width: an eighth of its full
/// lines are wider. 0 where there are too few.
fn width(counts: &[usize]) -> usize {
    let lines: usize = counts.iter().sum();
    if lines < TELLING {
        return 0;
    }
    let mut wider = lines / 8;
    let found = counts.iter().rposition(|count| {
        let enough = *count > wider;
        wider = wider.saturating_sub(*count);
        enough
    });
    found.map_or(0, |at| WIDTHS.start + at)
}

/// At least so many lines tell that a copy has a blank line behind each.
const DOUBLED_LINES: usize = 8;

/// Whether a blank line stands behind every line of a text, in the middle of its sentences too.
fn is_doubled(body: &[Piece<'_>]) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_unwrapped_where_most_of_it_is_in_long_lines() {
        let (long, full) = ("a".repeat(PRINTED + 1), "a".repeat(PRINTED));
        for (lines, expected) in [
            (&[&long][..], true),
            (&[&full], false),
            (&[&long, &long, &full], true),
            (&[&long, &full], false),
        ] {
            let body: Vec<_> = lines
                .iter()
                .map(|text| Piece::of(Role::Paragraph, text))
                .collect();
            let setting = Setting::of(&body, false);
            assert_eq!(setting.unwrapped, expected, "{}", lines.len());
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
            [Piece::of(Role::Paragraph, text), Piece::of(Role::Blank, "")]
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
