//! What one reference is: a cable, or something else.

use crate::parse::cursor::Cursor;
use crate::slice::{from, part};
use crate::vocab::documents::{self, Document};
use crate::vocab::{months, posts};

/// A cable that is referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cable {
    /// The last two digits of the printed year.
    pub year: Option<u8>,
    /// The canonical post; for one that is not in the table its letters without spaces.
    pub post: String,
    /// Whether the whole of the printed name is in the table.
    pub known: bool,
    /// Whether the post is one of the table; a word like YOUR may stand before its name.
    pub listed: bool,
    /// Whether the year stands behind the number.
    pub year_behind: bool,
    /// The message number.
    pub number: u32,
    /// How many bytes of the text it takes.
    pub length: usize,
}

/// What a stretch of text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A cable.
    Cable(Cable),
    /// An e-mail.
    Email,
    /// A message with a date-time group, an intelligence report.
    Message,
    /// Another document.
    Document,
    /// What words name that stand in any text: a report, a law.
    Paper,
    /// The name of a post and no number.
    Post,
    /// Something else.
    Unread,
}

impl Kind {
    /// Whether nothing is missing.
    pub(super) fn is_complete(&self) -> bool {
        !matches!(self, Kind::Post | Kind::Unread)
    }

    /// Whether it is a cable of a post that the table knows by the whole printed name, or one with a year before it.
    pub(super) fn is_sure_cable(&self) -> bool {
        matches!(self, Kind::Cable(cable) if cable.known)
    }
}

/// What `text` refers to, read from its beginning.
pub(super) fn read(text: &str) -> Kind {
    let cable = cable(text);
    let known = cable.as_ref().is_some_and(|cable| cable.known);
    if !known && let Some(kind) = document(text) {
        return kind;
    }
    match cable {
        Some(cable) => Kind::Cable(cable),
        None if is_post(text) => Kind::Post,
        None => Kind::Unread,
    }
}

/// A post's name alone, a year before it or not.
fn is_post(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    year_before(&mut cursor);
    posts::canonical(cursor.rest().trim_matches([' ', '.', ',', ';', ':'])).is_some()
}

/// `[YY|YYYY|(YY) ]POST NNNN[-YY|/YY| (YYYY)][ TOSEC NNNN]`.
pub(crate) fn cable(text: &str) -> Option<Cable> {
    let found = as_printed(text);
    if found.as_ref().is_some_and(|cable| cable.known) {
        return found;
    }
    // `05 SANTIAG0 465`: a zero among letters is a letter. No place in the text moves.
    let mended = letters_for_zeros(text).and_then(|text| as_printed(&text));
    mended.filter(|cable| cable.known).or(found)
}

fn as_printed(text: &str) -> Option<Cable> {
    let mut cursor = Cursor::new(text);
    cursor.take_while(|c| c.is_whitespace() || matches!(c, '\'' | '"'));
    // `REF 07 KOLKATA 88`: the label again, before a year.
    let mut ahead = cursor;
    if ahead.word("REF") && ahead.spaces() && year_before(&mut ahead.clone()).is_some() {
        cursor = ahead;
    }
    let before = year_before(&mut cursor);
    let name = cursor
        .take_while(is_part_of_name)
        .trim_end_matches(|c: char| c.is_whitespace() || "-#,:.".contains(c));
    // `LIMA (06) 12`
    let between = year_between(&mut cursor);
    // Sooner told than what is before it: most text has none.
    let (number, after, length) = number(cursor.rest())?;
    let Named {
        post,
        known,
        listed,
    } = post(name)?;
    let after = between.or(after);
    cursor.advance(length);
    series_of_a_journey(&mut cursor);
    Some(Cable {
        year: before.or(after),
        post,
        known,
        listed,
        year_behind: before.is_none(),
        number,
        length: cursor.at(),
    })
}

/// The text with a letter for each zero beside a letter; nothing where none is.
fn letters_for_zeros(text: &str) -> Option<String> {
    memchr::memchr(b'0', text.as_bytes())?;
    let mut before = ' ';
    let mut any = false;
    let mut chars = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        let letter = c == '0'
            && !before.is_ascii_digit()
            && (before.is_ascii_alphabetic() || after.is_ascii_alphabetic());
        any |= letter;
        before = if letter { 'O' } else { c };
        out.push(before);
    }
    any.then_some(out)
}

/// The number in the series to a Secretary who travels, beside that of STATE: `STATE 123 TOSEC 45`.
fn series_of_a_journey(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    ahead.spaces();
    let _ = ahead.eat('/') || ahead.eat(',') || ahead.eat('(');
    ahead.spaces();
    if ahead.word("TOSEC") {
        ahead.take_while(|c| c.is_whitespace() || c == '-');
        if !ahead.digits().is_empty() {
            ahead.eat(')');
            *cursor = ahead;
        }
    }
}

/// A number and the year behind it, as further ones stand in a list (`13`, `15 (2007)`), and the bytes of both.
pub(super) fn number(text: &str) -> Option<(u32, Option<u8>, usize)> {
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    let digits = cursor.digits();
    let number = digits
        .parse()
        .ok()
        .filter(|n| (1..10_000_000).contains(n))?;
    let year = year_after(&mut cursor).ok()?;
    Some((number, year, cursor.at()))
}

/// A year of two or four digits before a name, perhaps in parentheses: its last two digits. The letter O may stand for
/// its zero (`O4`), and a blank inside it (`0 8`).
fn year_before(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = *cursor;
    let open = ahead.eat('(') || ahead.eat('[');
    ahead.eat('\'');
    let year = if ahead.eat('O') {
        let digit = ahead.digits();
        digit.parse().ok().filter(|_| digit.len() == 1)?
    } else {
        let start = ahead;
        let digits = ahead.digits();
        if digits == "0" && !open {
            ahead = start;
            u8::try_from(ahead.spaced_digits(2)?).ok()?
        } else {
            two_digits(digits)?
        }
    };
    if open && !(ahead.eat(')') || ahead.eat(']')) {
        return None;
    }
    ahead.take_while(|c| c.is_whitespace() || c == '-');
    ahead.peek().filter(char::is_ascii_alphabetic)?;
    *cursor = ahead;
    Some(year)
}

/// A year in parentheses between a name and the number.
fn year_between(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = *cursor;
    if !ahead.eat('(') {
        return None;
    }
    ahead.eat('\'');
    let year = two_digits(ahead.digits())?;
    if !ahead.eat(')') {
        return None;
    }
    *cursor = ahead;
    Some(year)
}

/// Digits that are no number of a cable.
struct NoNumber;

/// What follows the number: `-91`, `/08`, `-2008`, `(2007)`. An error where the digits were no number of a cable,
/// but part of a date (`05/11/07`, `08.11.2008`) or of a date-time group (`121200Z`), or were cut off (`4...`).
fn year_after(cursor: &mut Cursor<'_>) -> Result<Option<u8>, NoNumber> {
    let rest = cursor.rest();
    let goes_on = |after: &str| after.starts_with(|c: char| c.is_ascii_digit());
    let letters = cursor.next_is(|c| c.is_ascii_alphabetic());
    if letters || rest.starts_with(['…']) || rest.starts_with("...") {
        return Err(NoNumber);
    }
    let mut ahead = *cursor;
    if ahead.eat('.') {
        return if goes_on(ahead.rest()) {
            Err(NoNumber)
        } else {
            Ok(None)
        };
    }
    if ahead.eat('-') || ahead.eat('/') {
        let digits = ahead.digits();
        let year = two_digits(digits);
        let dated = !digits.is_empty()
            && ahead.next_is(|c| matches!(c, '/' | '-' | '.'))
            && goes_on(from(ahead.rest(), 1));
        if dated {
            return Err(NoNumber);
        }
        let ends = !ahead.next_is(|c| c.is_ascii_alphanumeric());
        if ends && year.is_some() {
            *cursor = ahead;
            return Ok(year);
        }
        return Ok(None);
    }
    ahead.spaces();
    if ahead.eat('(') || ahead.eat('[') {
        ahead.take_while(|c| matches!(c, '\'' | ' '));
        let year = two_digits(ahead.digits());
        if year.is_some() && (ahead.eat(')') || ahead.eat(']')) {
            *cursor = ahead;
            return Ok(year);
        }
    }
    Ok(None)
}

/// The last two digits of a year of two digits, or of four that begin with 19 or 20.
fn two_digits(digits: &str) -> Option<u8> {
    match digits.len() {
        2 => digits.parse().ok(),
        4 if digits.starts_with("19") || digits.starts_with("20") => {
            part(digits, 2, 4).parse().ok()
        }
        _ => None,
    }
}

fn is_part_of_name(c: char) -> bool {
    c.is_ascii_alphabetic() || !c.is_ascii() || " \t\n-.'/#,:".contains(c)
}

/// The most words before a number that are still a name.
const MOST_WORDS: usize = 5;

/// What a printed name means.
struct Named {
    /// The canonical post, or the letters of the name.
    post: String,
    known: bool,
    listed: bool,
}

/// Words that may stand before the name of a post.
const WORDS_BEFORE: [&str; 7] = ["YOUR", "OUR", "SEE", "ALSO", "PER", "AND", "REF"];

/// The post that a printed name means: the whole of the name, or its last words, or else its letters.
fn post(name: &str) -> Option<Named> {
    if let Some(canonical) = posts::canonical(name) {
        return Some(Named {
            post: canonical.to_owned(),
            known: true,
            listed: true,
        });
    }
    let words: Vec<&str> = name.split_whitespace().take(MOST_WORDS + 1).collect();
    // The letter before an airgram's number is none of the name; a month is no post, nor what names a document.
    let is_other = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.len() < 2 || months::exact(word).is_some() || documents::read(word).is_some()
    };
    if words.is_empty() || words.len() > MOST_WORDS || words.iter().any(is_other) {
        return None;
    }
    let goes_before = |word: &&str| {
        WORDS_BEFORE
            .iter()
            .any(|before| word.eq_ignore_ascii_case(before))
    };
    for skipped in 1..words.len() {
        let (before, last) = words.split_at_checked(skipped).unwrap_or_default();
        if let Some(canonical) = posts::canonical(&last.join(" ")) {
            return Some(Named {
                post: canonical.to_owned(),
                known: false,
                listed: before.iter().all(goes_before),
            });
        }
    }
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let ascii = name.is_ascii() && !name.contains([',', ':', '/', '#']);
    (ascii && words.len() <= 3 && letters.len() >= 3).then(|| Named {
        post: letters.to_ascii_uppercase(),
        known: false,
        listed: false,
    })
}

/// Whether a name means the telegrams of an embassy that is not named: `EMBTEL 12`.
pub(super) fn is_own_series(post: &str) -> bool {
    matches!(post, "EMBTEL" | "EMBTELS")
}

/// What the first word that names a document says, or the shape of a date-time group or an airgram.
fn document(text: &str) -> Option<Kind> {
    let mut before = "";
    // The weakest of them.
    let mut paper = None;
    for word in text.split(|c: char| c.is_whitespace() || ",;()".contains(c)) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        // A report's number follows its letters (`TDX-315/...`), and `PHONE/FAX` is two words.
        let head = word.split(['-', '/']).next().unwrap_or_default();
        let found = documents::read(word)
            .or_else(|| documents::read(head).filter(|_| head.len() < word.len()))
            .or_else(|| {
                (before.eq_ignore_ascii_case("E") && word.eq_ignore_ascii_case("MAIL"))
                    .then_some(Document::Email)
            });
        if let Some(found) = found {
            return Some(match found {
                Document::Email => Kind::Email,
                Document::Message => Kind::Message,
                Document::Document => Kind::Document,
                Document::Paper => {
                    paper = Some(Kind::Paper);
                    before = word;
                    continue;
                }
            });
        }
        if is_dtg(word) {
            return Some(Kind::Message);
        }
        if !before.is_empty() && is_airgram(word) {
            return Some(Kind::Document);
        }
        before = word;
    }
    paper
}

/// `121200Z`, `121200ZJAN07`, the letter of its precedence before it or not.
fn is_dtg(word: &str) -> bool {
    let mut cursor = Cursor::new(word);
    let _ = ['Z', 'O', 'P', 'R']
        .iter()
        .any(|letter| cursor.eat(*letter));
    cursor.digits().len() == 6 && cursor.eat('Z')
}

/// `A-50`, and `CA-3400` of the department's circulars.
fn is_airgram(word: &str) -> bool {
    let mut cursor = Cursor::new(word);
    cursor.eat('C');
    cursor.eat('A') && cursor.eat('-') && !cursor.digits().is_empty() && cursor.is_end()
}

#[cfg(test)]
mod tests;
