//! Running text: the lines of a paragraph put together again.
//!
//! The rules are those of the record (docs/architecture.md): wrapped lines join with one space, after letter and
//! hyphen with none; a blank line parts blocks unless the next line goes on in lower case; lists and tables keep
//! their lines; page markers vanish with the blank lines around them.

mod gaps;

use gaps::Gaps;

use super::element::ending::ends_in_redaction;
use super::element::number::without_pilcrows;
use super::element::text::{begins_inset, digits, ends_open, ends_sentence, is_contact, is_point};
use super::flow::ends_in_hyphen;
use super::setting::Setting;
use crate::slice::{from, has_digit, head, part, trim_end, trim_start};

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
    /// Lines that begin with a dash.
    dashes: u8,
    /// Where the blank line stands above the first of them, amid a sentence.
    open_dash: Option<usize>,
    setting: Setting,
}

/// A line of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'a> {
    /// As printed.
    pub text: &'a str,
    /// Whether three blanks in a row may stand in it, as columns have them.
    pub columns: bool,
}

impl Running {
    /// An empty text with room for so many bytes.
    pub(crate) fn with_capacity(bytes: usize, setting: Setting) -> Self {
        Running {
            text: String::with_capacity(bytes),
            last: Kind::Prose,
            length: 0,
            gaps: Gaps::default(),
            dashes: 0,
            open_dash: None,
            setting,
        }
    }

    /// Adds a line as printed, `next` the one below it; a pilcrow at its start is the archive's and no text.
    pub(crate) fn push(&mut self, printed: Line<'_>, gap: Gap, next: &str) {
        let line = trim_end(printed.text);
        let bare = trim_start(line);
        let first = self.text.is_empty();
        let gaps = if printed.columns {
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
            let small = || line.starts_with(char::is_lowercase) && !is_label(line);
            if kind == Kind::Point && line.starts_with('-') {
                let open = gap == Gap::Blank
                    && self.last == Kind::Prose
                    && !self.text.ends_with(',')
                    && is_open_dash(&self.text, line, line);
                self.open_dash = (self.dashes == 0 && open).then_some(self.text.len());
                self.dashes = self.dashes.saturating_add(1);
            }
            match gap {
                Gap::Blank if inset || !small() && !self.is_open_over_blank(kind, line) => {
                    self.text.push_str("\n\n");
                }
                Gap::Line | Gap::Blank | Gap::Marker if self.setting.layout => self.text.push('\n'),
                _ if inset || self.breaks(kind, gap, line) => self.text.push('\n'),
                _ if ends_in_hyphen(&self.text) => {}
                _ => self.text.push(' '),
            }
        }
        self.text.push_str(line);
        (self.last, self.length, self.gaps) = (kind, line.len(), gaps);
    }

    /// Adds a line that goes on with the sentence above, as nearly every line of prose does; whether it did. What may be
    /// anything else is left to [`Running::push`].
    #[inline]
    pub(crate) fn goes_on(&mut self, line: &str) -> bool {
        let prose = matches!(line.as_bytes(), [b'A'..=b'Z' | b'a'..=b'z', second, .., b'!'..=b'~'] if *second != b')');
        let full = self.length >= SHORT && !self.has_room(1);
        let running = self.last == Kind::Prose && !self.setting.layout && !self.setting.unwrapped;
        let plain = prose && full && running && !has_digit(line.as_bytes());
        if plain {
            if !ends_in_hyphen(&self.text) {
                self.text.push(' ');
            }
            self.text.push_str(line);
            (self.length, self.gaps) = (line.len(), Gaps::default());
        }
        plain
    }

    /// The first line is so long as printed, with what stood before its text.
    pub(crate) fn printed(&mut self, length: usize) {
        self.length = length;
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
            let flowing = gap == Gap::Line && self.last == Kind::Prose;
            let open = flowing && self.length >= SHORT / 2 && is_open_dash(&self.text, line, next);
            // The archive's pilcrow before an initial: the sentence goes on with a name.
            let initial =
                |line: &str| !without_pilcrows(line).starts_with(['A', 'a', '-', '*', '(']);
            let named = flowing
                && self.length >= SHORT
                && without_pilcrows(line).len() < line.len()
                && initial(line)
                && !ends_sentence(&self.text);
            return match is_point(trim_start(line)) {
                true if named => Kind::Prose,
                true if dash && open => Kind::Prose,
                true if !dash && flowing && self.is_counted(trim_start(line)) => Kind::Prose,
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
        let small = || line.starts_with(char::is_lowercase);
        match self.last {
            _ if kind == Kind::Contact => true,
            Kind::Table => true,
            Kind::Contact if !small() && self.length < SHORT => true,
            // A whole block stands on a line: the next one is another block, unless a sentence is broken.
            _ if gap == Gap::Line && self.setting.unwrapped => {
                !small() && !ends_open(&self.text) && self.ends_block(line)
            }
            _ => gap == Gap::Line && kind == Kind::Prose && self.had_room(line),
        }
    }

    /// Whether a block ends above a line of an unwrapped copy, where the copy broke no sentence: a sentence ends there or
    /// a point of a list, or the line above is too short to have been broken, or this one is and no end of a sentence.
    fn ends_block(&self, line: &str) -> bool {
        if ends_sentence(&self.text) || self.text.ends_with(';') {
            return true;
        }
        let short = [self.length, line.len()].map(|length| length < SHORT);
        // What was taken out of a line made it shorter.
        let whole = || !self.text.ends_with(['#', ']']) && !ends_in_redaction(&self.text);
        match short {
            [true, true] => true,
            [true, false] => whole(),
            [false, true] => !ends_sentence(line) && whole(),
            [false, false] => false,
        }
    }

    /// Whether the list of which a line has the next label runs inside the lines: the label before it stands inside one
    /// of them, `there are two: (1) the pier, and` over `(2) the quay`.
    fn is_counted(&self, line: &str) -> bool {
        let label = match without_pilcrows(line).as_bytes() {
            [b'(', label, b')', ..] | [label, b')', ..] => *label,
            _ => return false,
        };
        if matches!(label, b'1' | b'a' | b'A')
            || self.setting.unwrapped
            || self.has_room(first_word(line))
        {
            return false;
        }
        let near = from(&self.text, self.text.len().saturating_sub(COUNTED)).as_bytes();
        let Some(at) = memchr::memmem::rfind(near, &[label - 1, b')']) else {
            return false;
        };
        let before = near.get(..at).unwrap_or_default();
        match before {
            [.., above, b'('] => *above != b'\n',
            [.., above, b' '] => *above != b'\n',
            [.., b'-'] => true,
            _ => false,
        }
    }

    /// Whether the line above had room for the first word of this one, so that the break is meant: one of a list or an
    /// address. No sentence ends there, and this line begins large; below a word in small letters both lines are short,
    /// and in a text of capitals so is all of the block.
    fn had_room(&self, line: &str) -> bool {
        let first = line.as_bytes().first();
        let large = || first.is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !self.has_room(1) || !large() {
            return false;
        }
        let word = first_word(line);
        if !self.has_room(word) {
            return false;
        }
        let short = self.length < ADDRESS && line.len() < ADDRESS;
        // A redaction is shorter or longer than the words in its place.
        let start = self.text.len().saturating_sub(self.length);
        let above = from(&self.text, start);
        let above = above.rsplit('\n').next().unwrap_or_default();
        let alone =
            start == 0 || above.len() < self.length || part(&self.text, 0, start).ends_with('\n');
        let redacted = |text: &str| text.contains("XXXX") || text.contains("xxxx");
        // `Course: HARBOR PILOT` begins a line of a form, whatever ends above it.
        let labelled = word > 2 && line.get(..word).is_some_and(|word| word.ends_with(':'));
        let capitals = !labelled && !line.bytes().any(|b| b.is_ascii_lowercase());
        let last = above.rsplit(' ').next().unwrap_or_default();
        let small = last.bytes().all(|b| b.is_ascii_lowercase());
        !above.ends_with([',', '-', ';'])
            && (labelled || !ends_sentence(above))
            && !ends_open(above)
            && (short || !small && !capitals)
            && (!capitals || alone)
            && !redacted(above)
            && !redacted(line)
    }

    /// Whether a word of so many bytes would have gone on the line above.
    #[inline]
    fn has_room(&self, word: usize) -> bool {
        self.length + 1 + word + ROOM <= self.setting.width
    }

    /// Whether a blank line stands amid a sentence: it is open above, by its last word or in full lines of capitals.
    fn is_open_over_blank(&self, kind: Kind, line: &str) -> bool {
        if kind != Kind::Prose || self.last != Kind::Prose || self.length < FULL {
            return false;
        }
        let capital = |text: &str| !text.bytes().any(|b| b.is_ascii_lowercase());
        let above = from(&self.text, self.text.len().saturating_sub(self.length));
        ends_open(&self.text) && !self.text.ends_with(',')
            || line.len() >= FULL
                && self.text.ends_with(char::is_alphabetic)
                && capital(line)
                && capital(above)
                && !above.is_empty()
    }

    /// The text.
    pub(crate) fn finish(mut self) -> String {
        // A dash that no other follows is one of a sentence that went on over a blank line.
        if let Some(at) = self.open_dash.filter(|_| !self.setting.layout) {
            self.text.replace_range(at..at + 2, " ");
        }
        self.text
    }
}

/// The label before one inside the lines is no further above, in bytes.
const COUNTED: usize = 1_000;
/// A line that is so short is no whole line of running text.
const SHORT: usize = 50;
/// So much more room than for a word is left at the end of a line that was broken on purpose.
const ROOM: usize = 8;
/// The lines of an address are shorter.
const ADDRESS: usize = 36;
/// A line of running text that is broken at its end is no shorter.
const FULL: usize = 40;

/// Bytes of the first word of a line.
fn first_word(line: &str) -> usize {
    memchr::memchr(b' ', line.as_bytes()).unwrap_or(line.len())
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
mod tests;
