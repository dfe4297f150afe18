//! What tables are set on: how wide it is, and which characters it shows.

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::io::Face;
use super::sanitize;
use super::status::thousands;

/// What tables are set on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub face: Face,
    /// In columns.
    pub width: usize,
    /// Whether characters beyond ASCII are shown.
    pub utf8: bool,
}

/// Parts of a block, from an eighth to seven.
const EIGHTHS: [&str; 7] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"];

impl Paper {
    pub(super) fn of(face: Face) -> Self {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| std::env::var(name).ok());
        Paper {
            face,
            width: face.width().unwrap_or(80),
            utf8: cfg!(windows) || is_utf8(locale),
        }
    }

    /// A style, where there are colours.
    pub(super) fn style(self, style: Style) -> Style {
        self.face.style(style)
    }

    /// A bar over a share of so many columns. What is more than nothing is seen.
    pub(super) fn bar(self, part: u64, whole: u64, columns: usize) -> String {
        if part == 0 || whole == 0 {
            return String::new();
        }
        let steps = if self.utf8 { 8 } else { 1 };
        let length = part as f64 / whole as f64 * (columns * steps) as f64;
        let length = (length.round() as usize).clamp(1, columns * steps);
        if !self.utf8 {
            return "#".repeat(length);
        }
        let eighth = (length % 8).checked_sub(1).and_then(|at| EIGHTHS.get(at));
        format!("{}{}", "█".repeat(length / 8), eighth.unwrap_or(&""))
    }

    /// A text of a cable, with nothing in it that a terminal would obey, no wider than so many columns.
    pub(super) fn cut(self, text: &str, columns: usize) -> String {
        let text = sanitize::escape(text);
        if text.width() <= columns {
            return text.into_owned();
        }
        let end = self.ellipsis();
        let mut room = columns.saturating_sub(end.width());
        let mut cut = String::new();
        for c in text.chars() {
            match room.checked_sub(c.width().unwrap_or(0)) {
                Some(rest) => room = rest,
                None => break,
            }
            cut.push(c);
        }
        // Where there is no room for it either, the text just ends.
        if columns >= end.width() {
            cut.push_str(end);
        }
        cut
    }

    /// What stands for what was left out.
    pub(super) fn ellipsis(self) -> &'static str {
        if self.utf8 { "…" } else { "..." }
    }
}

/// A text and the blanks that fill so many columns.
pub(super) fn left(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(text.width());
    format!("{text}{:blanks$}", "")
}

/// So many columns of blanks, the text at their end.
pub(super) fn right(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(text.width());
    format!("{:blanks$}{text}", "")
}

/// How wide a text is that is shown as [`Paper::cut`] shows it.
pub(super) fn width(text: &str) -> usize {
    sanitize::escape(text).width()
}

/// How wide a number is.
pub(super) fn digits(number: u64) -> usize {
    thousands(number).len()
}

/// A share, in a form that says neither nothing nor all where it is not.
pub(super) fn per_cent(part: u64, whole: u64) -> String {
    let share = part as f64 / whole.max(1) as f64 * 100.0;
    if part > 0 && share < 0.05 {
        "<0.1%".to_owned()
    } else if part < whole && share >= 99.95 {
        ">99.9%".to_owned()
    } else {
        format!("{share:.1}%")
    }
}

/// Columns of the widest share.
pub(super) const PER_CENT: usize = 6;

/// Whether a locale is one of UTF-8: the first variable that is set says so.
fn is_utf8(locale: [Option<String>; 3]) -> bool {
    let set = locale.into_iter().flatten().find(|value| !value.is_empty());
    set.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        value.contains("utf-8") || value.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(utf8: bool) -> Paper {
        Paper {
            face: Face {
                terminal: true,
                color: false,
            },
            width: 80,
            utf8,
        }
    }

    #[test]
    fn bars_are_as_long_as_their_share() {
        for (part, whole, utf8, ascii) in [
            (0, 8, "", ""),
            (1, 1000, "▏", "#"),
            (1, 8, "▌", "#"),
            (3, 8, "█▌", "##"),
            (4, 8, "██", "##"),
            (8, 8, "████", "####"),
            (0, 0, "", ""),
        ] {
            assert_eq!(paper(true).bar(part, whole, 4), utf8, "{part}/{whole}");
            assert_eq!(paper(false).bar(part, whole, 4), ascii, "{part}/{whole}");
        }
    }

    #[test]
    fn texts_are_cut_and_filled_by_their_columns() {
        let (fine, plain) = (paper(true), paper(false));
        assert_eq!(fine.cut("LIMA", 4), "LIMA");
        assert_eq!(fine.cut("TASHKENT", 5), "TASH…");
        assert_eq!(plain.cut("TASHKENT", 5), "TA...");
        assert_eq!(plain.cut("TASHKENT", 2), "");
        // A character of two columns that would stand across the edge does not stand there.
        assert_eq!(fine.cut("外交部長", 6), "外交…");
        assert_eq!(fine.cut("a\u{1b}[2J", 20), "a\\u{1b}[2J");
        assert_eq!(left("外交", 6), "外交  ");
        assert_eq!(right("1,000", 7), "  1,000");
        assert_eq!(right("1,000", 3), "1,000");
    }

    #[test]
    fn shares_are_honest() {
        for (part, whole, expected) in [
            (0, 10, "0.0%"),
            (1, 25_000, "<0.1%"),
            (1, 3, "33.3%"),
            (24_999, 25_000, ">99.9%"),
            (10, 10, "100.0%"),
            (0, 0, "0.0%"),
        ] {
            assert_eq!(per_cent(part, whole), expected);
        }
    }

    #[test]
    fn the_first_variable_that_is_set_says_the_locale() {
        let set = |values: [&str; 3]| values.map(|value| Some(value.to_owned()));
        assert!(is_utf8(set(["", "", "en_US.UTF-8"])));
        assert!(is_utf8(set(["C.utf8", "C", "C"])));
        assert!(!is_utf8(set(["C", "en_US.UTF-8", "en_US.UTF-8"])));
        assert!(!is_utf8(set(["", "POSIX", "en_US.UTF-8"])));
        assert!(!is_utf8([None, None, None]));
    }
}
