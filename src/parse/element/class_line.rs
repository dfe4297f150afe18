//! The classification line: level, captions, section, post and number.

mod section;

use crate::parse::cursor::Cursor;
use crate::record::Level;
use crate::redaction;
use crate::slice::from;
use crate::vocab::levels::{self, Damage};
use crate::vocab::{captions, labels, posts};

/// So many bytes of signs before a classification line.
const LONGEST_JUNK: usize = 8;
/// No half of a classification line is longer than this.
const LONGEST_HALF: usize = 100;
/// Digits of the number of an archive's row, no less.
const ROW_DIGITS: usize = 5;
/// No message number is longer than this, zeros included.
const NUMBER_DIGITS: usize = 8;

/// What a classification line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassLine {
    /// The level.
    pub level: Option<Level>,
    /// Whether the word of the level had lost or doubled a letter.
    pub level_misspelt: bool,
    /// Whether words stand in the level's place that are none.
    pub level_unread: bool,
    /// Controls and captions as the vocabulary spells them, in order.
    pub captions: Vec<&'static str>,
    /// Which section of the text begins here.
    pub section: Option<u32>,
    /// How many sections there are.
    pub total: Option<u32>,
    /// Whether the word SECTION was misspelt or left out.
    pub section_misspelt: bool,
    /// Whether the word SECTION stands without numbers that could be read.
    pub section_unread: bool,
    /// The post as printed.
    pub post: Option<String>,
    /// The message number.
    pub number: Option<u32>,
    /// Whether a number stands there with other characters inside, and was not read.
    pub number_unread: bool,
    /// Where the classification line ends, in bytes; in some copies other lines follow on the same one.
    pub end: usize,
}

impl ClassLine {
    /// Whether a number stands behind the post, read or not.
    pub(crate) fn is_numbered(&self) -> bool {
        self.number.is_some() || self.number_unread
    }
}

/// Reads the text from the classification to the number, and the captions behind it. What comes later is not touched.
pub(crate) fn scan(text: &str) -> ClassLine {
    #[cfg(test)]
    crate::tally::count(crate::tally::Asked::ClassLine);
    let mut found = ClassLine::default();
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    // The number of an archive's row may be glued to it.
    let mut ahead = cursor;
    if ahead.digits().len() >= ROW_DIGITS && levels::read(ahead.rest()).is_some() {
        cursor = ahead;
    }
    if let Some(words) = levels::read(cursor.rest()) {
        cursor.advance(words.len);
        found.level = Level::from_words(words.level);
        found.level_misspelt = words.damage != Damage::None;
        found.captions.extend(words.control);
    }
    found.end = cursor.at();
    let name = take_captions(&mut cursor, &mut found);
    let before = section::read(&mut cursor, &mut found);
    number(&mut cursor, &mut found, name, before);
    if found.level.is_none()
        && let Some(post) = found.post.as_deref().and_then(known_post_at_end)
    {
        // What stands before it is what is left of the level.
        found.post = Some(post.to_owned());
        found.level_unread = true;
    }
    if found.number.is_some() && found.total.is_none() {
        // `UNCLAS ANYTOWN 000123 SECTION 01 OF 02`
        let (mut ahead, mut later) = (cursor, ClassLine::default());
        section::read(&mut ahead, &mut later);
        if later.total.is_some() && !later.section_misspelt {
            cursor = ahead;
            (found.section, found.total) = (later.section, later.total);
            found.end = later.end;
        }
    }
    if found.number.is_some() {
        take_captions(&mut cursor, &mut found);
    } else if found.post.is_none() {
        found.end += subject_code(from(text, found.end)).unwrap_or(0);
    }
    found
}

/// Bytes of the code of a subject between slashes, which military traffic has in place of post and number: `//N01650//`.
fn subject_code(text: &str) -> Option<usize> {
    let inner = text.trim().strip_prefix("//")?.strip_suffix("//")?.trim();
    let digits = inner.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let is_code = inner.len() - digits.len() <= 1
        && (4..=5).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some(text.len())
}

/// The longest name of a post at the end of some words, something else before it.
pub(crate) fn known_post_at_end(words: &str) -> Option<&str> {
    let words = words.trim();
    words
        .match_indices(' ')
        .filter_map(|(at, _)| words.get(at + 1..))
        .find(|name| posts::canonical(name).is_some())
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | ',' | ';' | ':' | '-' | '.')
}

/// Reads the captions that stand here, one after another. Returns the last one as printed, in case it is the name of the
/// post: SECTO is both.
fn take_captions<'a>(cursor: &mut Cursor<'a>, found: &mut ClassLine) -> Option<&'a str> {
    let mut last = None;
    loop {
        let mut ahead = *cursor;
        ahead.take_while(is_separator);
        let start = ahead.at();
        let Some((code, len)) = caption(ahead.rest()) else {
            return last;
        };
        ahead.advance(len);
        last = Some(ahead.since(start));
        found.captions.push(code);
        found.end = ahead.at();
        *cursor = ahead;
    }
}

/// The caption that begins here, its letters together or apart (`E F T O`), and its bytes.
fn caption(text: &str) -> Option<(&'static str, usize)> {
    if let Some((caption, len)) = captions::longest(text).or_else(|| captions::glued(text)) {
        return Some((caption.code, len));
    }
    let (joined, len) = spaced_word(text)?;
    captions::longest(&joined)
        .filter(|(_, read)| *read == joined.len())
        .map(|(caption, _)| (caption.code, len))
}

/// Single letters with white space between them, as the word that they spell, and their bytes.
fn spaced_word(text: &str) -> Option<(String, usize)> {
    let mut letters = text.chars();
    letters.next();
    if letters.next().is_none_or(char::is_alphanumeric) {
        return None;
    }
    let mut cursor = Cursor::new(text);
    let mut word = String::new();
    let mut end = 0;
    loop {
        let letters = cursor.take_while(char::is_alphanumeric);
        if letters.len() != 1 {
            break;
        }
        word.push_str(letters);
        end = cursor.at();
        cursor.spaces();
    }
    (word.len() > 2).then_some((word, end))
}

fn in_post(c: char) -> bool {
    c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-')
}

/// Whether words can name a post: three letters at least, one of them last. `E.O. 12958` and `EO 12958` are no post and
/// number.
fn is_post(words: &str) -> bool {
    words.chars().all(in_post)
        && words.ends_with(char::is_alphabetic)
        && words.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}

/// Passes over a year that stands before the post: `75 ANYTOWN 0604`, `1975 ANYTOWN 0604`.
fn pass_year(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    ahead.eat('\'');
    let digits = ahead.digits();
    let four = digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    if digits.len() != 2 && !four || !ahead.spaces() {
        return;
    }
    let mut behind = ahead;
    let name = behind.take_while(in_post).trim_end();
    if is_post(name) && !behind.digits().is_empty() {
        *cursor = ahead;
    }
}

/// Bytes of the line below with which a classification line goes on, which says `alone` what it does: what names the cable
/// is whole only with that. A label of the block may follow.
pub(crate) fn goes_on(alone: &ClassLine, text: &str, below: &str) -> Option<usize> {
    let text = text.trim();
    if alone.is_numbered() && alone.post.is_some()
        || text.is_empty()
        || text.len() > LONGEST_HALF
        || below.len() > LONGEST_HALF
    {
        return None;
    }
    let both = format!("{text} {below}");
    let found = scan(&both);
    let rest = both.get(found.end..).unwrap_or_default().trim_start();
    let whole = found.level.is_some() && !found.level_misspelt && found.number.is_some();
    let end = found
        .end
        .checked_sub(text.len() + 1)
        .filter(|end| *end > 0)?;
    let last = rest.is_empty() || labels::read(rest).is_some();
    (whole && found.post.is_some() && last).then_some(end)
}

/// Bytes of quotation marks, commas and other signs before a classification line: what a row of a table, or a mail, puts
/// there.
pub(crate) fn junk_before(text: &str) -> Option<usize> {
    let is_junk = |c: char| !c.is_alphanumeric() && c != '(';
    if !text.starts_with(is_junk) {
        return None;
    }
    let line = text.trim_start_matches(is_junk);
    let junk = text.len() - line.len();
    text.get(..junk)
        .filter(|junk| junk.len() <= LONGEST_JUNK && !junk.trim().is_empty())?;
    scan(line)
        .level
        .is_some_and(|_| scan(line).is_numbered())
        .then_some(junk)
}

/// Whether what is glued to the digits of a number is a part of it: a letter or two, or letters and digits. A caption or
/// the section may be glued to it too, and they are words.
fn is_damaged(behind: &str) -> bool {
    let letters = behind.chars().take_while(|c| c.is_alphabetic()).count();
    let digits = behind.chars().nth(letters).is_some_and(char::is_numeric);
    letters > 0 && (letters <= 2 || digits)
}

/// Reads the post and its number. Where no name stands directly before the number, what stood before the section is it, or
/// else the caption.
fn number<'a>(
    cursor: &mut Cursor<'a>,
    found: &mut ClassLine,
    caption: Option<&'a str>,
    before: Option<&'a str>,
) {
    let mut ahead = *cursor;
    ahead.take_while(is_separator);
    pass_year(&mut ahead);
    let name = ahead.take_while(in_post).trim_end();
    let digits = ahead.digits();
    if !matches!(digits.len(), 1..=NUMBER_DIGITS) {
        let alone = ahead.rest().trim().is_empty();
        let post = if alone && is_post(name) {
            Some(name)
        } else {
            before
        };
        if post.is_some() {
            found.post = post.map(str::to_owned);
            found.end = if alone { ahead.at() } else { found.end };
        }
        return;
    }
    let is_x = |word: &str| word.bytes().all(|b| matches!(b, b'X' | b'x'));
    if redaction::is_whole(name) || name.contains(' ') && name.split(' ').all(is_x) {
        // A redaction is no post.
    } else if is_post(name) {
        found.post = Some(name.to_owned());
    } else if !name.is_empty() {
        return;
    } else if before.is_some() {
        found.post = before.map(str::to_owned);
    } else if let Some(caption) = caption {
        found.captions.pop();
        found.post = Some(caption.to_owned());
    }
    if is_damaged(ahead.rest()) {
        ahead.take_while(char::is_alphanumeric);
        found.number_unread = true;
    } else {
        found.number = digits.parse().ok();
    }
    found.end = ahead.at();
    *cursor = ahead;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_on_where_only_both_name_the_cable() {
        for (text, below, expected) in [
            ("C O N F I D E N T I A L", "LIMA 001234", Some(11)),
            ("C O N F I D E N T I A L LIMA", "001234", Some(6)),
            ("UNCLAS", "LIMA 001234 SUBJECT: A PIER", Some(11)),
            ("UNCLAS", "LIMA 001234 and more", None),
            // Not the level, not the number, not the post.
            ("UNCLAS", "LIMA", None),
            ("LIMA", "001234", None),
            ("UNCLAS", "001234", None),
            ("UNCLAS LIMA 001234", "QUITO 000012", None),
            ("", "UNCLAS LIMA 001234", None),
        ] {
            assert_eq!(
                goes_on(&scan(text), text, below),
                expected,
                "{text} / {below}"
            );
        }
    }
}
