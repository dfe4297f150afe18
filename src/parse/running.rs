//! Running text: the lines of a paragraph put together again.
//!
//! The rules are those of the record (docs/architecture.md): wrapped lines join with one space, after letter and
//! hyphen with none; a blank line parts blocks unless the next line goes on in lower case; lists and tables keep
//! their lines; page markers vanish with the blank lines around them.

use super::element::number::without_pilcrows;
use super::element::text::{
    begins_inset, columns, digits, ends_open, ends_sentence, is_contact, is_point,
};
use super::flow::ends_in_hyphen;
use crate::slice::{from, head, part, trim_end, trim_start};

/// What stands between one line of a paragraph and the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing but the end of the line.
    Line,
    /// Nothing at all: both stand on one line.
    Same,
    /// Blank lines.
    Blank,
    /// A page marker, blank lines around it or not.
    Marker,
}

/// What a line of a paragraph is, when lines are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Running text.
    Prose,
    /// The point of a list: a line of prose below it goes on with it.
    Point,
    /// Indented, or in columns.
    Table,
    /// One of an address.
    Contact,
}

/// The text of a paragraph in the making.
pub(crate) struct Running {
    text: String,
    /// What the last line was.
    last: Kind,
    /// How long it was.
    length: usize,
    /// Where its columns were parted.
    gaps: Gaps,
    setting: Setting,
}

/// How running text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Keep the printed line breaks.
    pub layout: bool,
    /// Columns occur in the cable: each line is looked at for them.
    pub columns: bool,
    /// Most of the text is in lines that are whole paragraphs: a line's end is the end of a block.
    pub unwrapped: bool,
    /// A blank line stands behind every line of the copy: one alone ends nothing.
    pub doubled: bool,
}

impl Running {
    /// An empty text with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize, setting: Setting) -> Self {
        Running {
            text: String::with_capacity(bytes),
            last: Kind::Prose,
            length: 0,
            gaps: Gaps::default(),
            setting,
        }
    }

    /// Adds a line as printed, `next` the one below it; a pilcrow at its start is the archive's and no text.
    pub(crate) fn push(&mut self, line: &str, gap: Gap, next: &str) {
        let line = trim_end(line);
        let bare = trim_start(line);
        let first = self.text.is_empty();
        let gaps = if self.setting.columns {
            Gaps::of(line)
        } else {
            Gaps::default()
        };
        let kind = if first {
            Kind::Prose
        } else {
            self.kind(line, gap, gaps, next)
        };
        let inset = matches!(kind, Kind::Point | Kind::Table);
        let unmarked = without_pilcrows(bare);
        let line = match unmarked.len() == bare.len() {
            true if inset => line,
            true => bare,
            false => unmarked.trim_start(),
        };
        if line.is_empty() {
            return;
        }
        if !first {
            let small = line.starts_with(char::is_lowercase) && !is_label(line);
            match gap {
                Gap::Blank if inset || !small => self.text.push_str("\n\n"),
                Gap::Line | Gap::Blank | Gap::Marker if self.setting.layout => self.text.push('\n'),
                _ if inset || self.breaks(kind, gap, line) => self.text.push('\n'),
                _ if ends_in_hyphen(&self.text) => {}
                _ => self.text.push(' '),
            }
        }
        self.text.push_str(line);
        (self.last, self.length, self.gaps) = (kind, line.len(), gaps);
    }

    /// What a line is, as those around it show.
    fn kind(&self, line: &str, gap: Gap, gaps: Gaps, next: &str) -> Kind {
        if gap == Gap::Same {
            return if begins_inset(line) && gaps.several() {
                Kind::Table
            } else {
                Kind::Prose
            };
        }
        if begins_inset(line) {
            let dash = line.starts_with(['-', '*']);
            let open = gap == Gap::Line
                && self.last == Kind::Prose
                && self.length >= SHORT / 2
                && is_open_dash(&self.text, line, next);
            return match is_point(trim_start(line)) {
                true if dash && open => Kind::Prose,
                true if self.is_tabular(gaps, next) => Kind::Table,
                true => Kind::Point,
                false => Kind::Table,
            };
        }
        if self.is_tabular(gaps, next) || is_figures(line) {
            Kind::Table
        } else if gap == Gap::Line
            && (self.length < SHORT || self.last == Kind::Contact)
            && is_contact(line)
        {
            Kind::Contact
        } else {
            Kind::Prose
        }
    }

    /// Whether a line is one of a table: it has two gaps, or one where its neighbours have theirs.
    fn is_tabular(&self, gaps: Gaps, next: &str) -> bool {
        let beside = || self.gaps.beside(gaps) || gaps.beside(Gaps::of(trim_end(next)));
        gaps.several() || gaps.any() && beside()
    }

    /// Whether a line without an inset begins anew.
    fn breaks(&self, kind: Kind, gap: Gap, line: &str) -> bool {
        if gap == Gap::Same {
            return false;
        }
        let small = line.starts_with(char::is_lowercase);
        match self.last {
            _ if kind == Kind::Contact => true,
            Kind::Table => true,
            Kind::Contact if !small && self.length < SHORT => true,
            // A whole block stands on a line: the next one is another block, unless a sentence is broken.
            _ if gap == Gap::Line && self.setting.unwrapped => {
                !small
                    && !ends_open(&self.text)
                    && (ends_sentence(&self.text) || self.length < SHORT && line.len() < SHORT)
            }
            _ => false,
        }
    }

    /// The text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

/// A line that is so short is no whole line of running text.
const SHORT: usize = 50;

/// Where columns are parted in a line: three blanks in a row, not behind the end of a sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Gaps {
    count: u8,
    /// Where the first one ends.
    at: usize,
}

impl Gaps {
    /// The gaps of a line.
    fn of(line: &str) -> Gaps {
        let mut gaps = Gaps::default();
        let start = line.len() - trim_start(line).len();
        let mut at = start;
        while let Some(found) = columns(from(line, at)).map(|found| at + found) {
            let rest = from(line, found).trim_start();
            let end = line.len() - rest.len();
            let before = part(line, start, found);
            let sign = before.bytes().all(|b| !b.is_ascii_alphanumeric());
            if !sign && !ends_sentence(before) {
                gaps.count = gaps.count.saturating_add(1);
                if gaps.count == 1 {
                    gaps.at = end;
                }
            }
            at = end;
        }
        gaps
    }

    fn any(self) -> bool {
        self.count > 0
    }

    /// Whether one line alone shows columns.
    fn several(self) -> bool {
        self.count > 1
    }

    /// Whether two neighbouring lines have columns at one place.
    fn beside(self, other: Gaps) -> bool {
        self.any()
            && other.any()
            && (self.at.abs_diff(other.at) <= 3 || self.several() || other.several())
    }
}

/// Whether a line that begins with a dash goes on with the sentence above: that is open, and what follows the dash is
/// its next word. A point of a list has a capital, or stands below another, or ends in a semicolon.
fn is_open_dash(above: &str, line: &str, next: &str) -> bool {
    let word = line.trim_start_matches(['-', '*', ' ']);
    let small = word.starts_with(char::is_lowercase) && !above.ends_with(';');
    !ends_sentence(above)
        && (small || !next.starts_with(['-', '*']) && !above.ends_with([';', ',']))
}

/// Whether a line is one of figures: most of its words, and three at least, are numbers.
fn is_figures(line: &str) -> bool {
    // A row ends in a figure, and none of its figures in a comma: those are counted up in a sentence.
    let said = matches!(line.as_bytes(), [.., b'.' | b';'] | [b'(', ..]);
    if line.len() > FIGURES || said || digits(line) < 3 {
        return false;
    }
    let (mut words, mut numbers) = (0, 0);
    for word in line.split_ascii_whitespace() {
        words += 1;
        if word.ends_with(',') {
            return false;
        }
        let figure = |b: u8| b.is_ascii_digit() || b".,%-()$/".contains(&b);
        numbers +=
            usize::from(word.bytes().all(figure) && word.bytes().any(|b| b.is_ascii_digit()));
    }
    numbers >= 3 && numbers * 2 > words
}

/// A line of figures is no longer.
const FIGURES: usize = 100;

/// A label in small letters and its sign are no longer.
const LABEL: usize = 5;

/// Whether a line begins with a label in small letters, `a.`, `iv)`: with it a block begins.
fn is_label(line: &str) -> bool {
    let near = head(line, LABEL);
    let Some((label, _)) = near.split_once(['.', ')']) else {
        return false;
    };
    let roman = label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
    let spaced = line
        .as_bytes()
        .get(label.len() + 1)
        .is_some_and(|b| *b == b' ');
    spaced && (letter || roman && (1..=4).contains(&label.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[(&str, Gap)]) -> String {
        let setting = Setting {
            layout: false,
            columns: true,
            ..Setting::default()
        };
        set(lines, setting)
    }

    fn set(lines: &[(&str, Gap)], setting: Setting) -> String {
        let mut running = Running::with_capacity(0, setting);
        for (at, (line, gap)) in lines.iter().enumerate() {
            let next = lines.get(at + 1).map_or("", |(line, _)| *line);
            running.push(line, *gap, next);
        }
        running.finish()
    }

    #[test]
    fn points_and_columns() {
        for (lines, expected) in [
            (
                vec![
                    "Two points:",
                    "-- The pier is",
                    "too short.",
                    "-- Nobody pays.",
                ],
                "Two points:\n-- The pier is too short.\n-- Nobody pays.",
            ),
            (
                vec!["He will pay only if the city", "-- and the owners -- pay"],
                "He will pay only if the city -- and the owners -- pay",
            ),
            (
                vec!["The pier is short;", "- the ferry is not", "- nobody pays"],
                "The pier is short;\n- the ferry is not\n- nobody pays",
            ),
            (
                vec!["Boats and years", "2003 2004 2005", "12 14 1,027"],
                "Boats and years\n2003 2004 2005\n12 14 1,027",
            ),
            (
                vec!["A ferry", "cannot land.   He expects", "that."],
                "A ferry cannot land.   He expects that.",
            ),
            (
                vec!["As follows:", "Boats    12", "Ferries   3", "Then"],
                "As follows:\nBoats    12\nFerries   3\nThen",
            ),
            (
                vec!["Call:", "Jane Dunmore", "Office- (511) 555-0133", "Lima"],
                "Call: Jane Dunmore\nOffice- (511) 555-0133\nLima",
            ),
        ] {
            let lines: Vec<_> = lines.into_iter().map(|line| (line, Gap::Line)).collect();
            assert_eq!(joined(&lines), expected);
        }
        assert_eq!(
            joined(&[
                ("Advice:", Gap::Line),
                ("a. Ferry", Gap::Blank),
                ("b. Money", Gap::Blank)
            ]),
            "Advice:\n\na. Ferry\n\nb. Money"
        );
    }

    #[test]
    fn blocks_of_an_unwrapped_copy() {
        let setting = Setting {
            unwrapped: true,
            ..Setting::default()
        };
        let long = "The harbor master named three reasons why no ferry can land at the old pier.";
        for (second, between) in [
            ("He did not name the fourth.", "\n"),
            ("and a fourth one.", " "),
        ] {
            assert_eq!(
                set(&[(long, Gap::Line), (second, Gap::Line)], setting),
                format!("{long}{between}{second}")
            );
        }
    }

    #[test]
    fn lines_join() {
        for (lines, expected) in [
            (vec![("One ", Gap::Line), ("two", Gap::Line)], "One two"),
            (
                vec![("multi-", Gap::Line), ("ethnic", Gap::Line)],
                "multi-ethnic",
            ),
            (
                vec![("a dash -", Gap::Line), ("and more", Gap::Line)],
                "a dash - and more",
            ),
            (
                vec![("One.", Gap::Line), ("Two.", Gap::Blank)],
                "One.\n\nTwo.",
            ),
            (
                vec![("One", Gap::Line), ("goes on", Gap::Blank)],
                "One goes on",
            ),
            (vec![("One", Gap::Line), ("Two", Gap::Marker)], "One Two"),
            (
                vec![("since", Gap::Line), ("¶2007. Next", Gap::Line)],
                "since 2007. Next",
            ),
            (
                vec![
                    ("As follows:", Gap::Line),
                    ("     a   1", Gap::Blank),
                    ("     b   2", Gap::Line),
                    ("Then", Gap::Blank),
                ],
                "As follows:\n\n     a   1\n     b   2\n\nThen",
            ),
        ] {
            assert_eq!(joined(&lines), expected);
        }
    }
}
