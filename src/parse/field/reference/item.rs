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
    if let Some(cable) = cable.clone().filter(|cable| cable.known) {
        return Kind::Cable(cable);
    }
    if let Some(kind) = document(text) {
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

/// `[YY|YYYY ]POST NNNN[-YY|/YY| (YYYY)]`.
pub(crate) fn cable(text: &str) -> Option<Cable> {
    let mut cursor = Cursor::new(text);
    cursor.take_while(|c| c.is_whitespace() || matches!(c, '\'' | '"'));
    let before = year_before(&mut cursor);
    let name = cursor
        .take_while(is_part_of_name)
        .trim_end_matches(|c: char| c.is_whitespace() || "-#,:.".contains(c));
    let (post, known) = post(name)?;
    let (number, after, length) = number(cursor.rest())?;
    Some(Cable {
        year: before.or(after),
        post,
        known,
        number,
        length: cursor.at() + length,
    })
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

/// A year of two or four digits before a name: its last two digits.
fn year_before(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = *cursor;
    let digits = ahead.digits();
    let year = two_digits(digits)?;
    ahead.take_while(|c| c.is_whitespace() || c == '-');
    ahead.peek().filter(char::is_ascii_alphabetic)?;
    *cursor = ahead;
    Some(year)
}

/// Digits that belong to a date.
struct PartOfDate;

/// What follows the number: `-91`, `/08`, `-2008`, `(2007)`. An error where the digits were no number of a cable,
/// but part of a date (`05/11/07`) or of a date-time group (`121200Z`).
fn year_after(cursor: &mut Cursor<'_>) -> Result<Option<u8>, PartOfDate> {
    if cursor.next_is(|c| c.is_ascii_alphabetic()) {
        return Err(PartOfDate);
    }
    let mut ahead = *cursor;
    if ahead.eat('-') || ahead.eat('/') {
        let year = two_digits(ahead.digits());
        let dated = ahead.next_is(|c| matches!(c, '/' | '-' | '.'))
            && from(ahead.rest(), 1).starts_with(|c: char| c.is_ascii_digit());
        if dated {
            return Err(PartOfDate);
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

/// The post that a printed name means, and whether the whole of the name is in the table: all of it, or its last
/// words, or else its letters.
fn post(name: &str) -> Option<(String, bool)> {
    if let Some(canonical) = posts::canonical(name) {
        return Some((canonical.to_string(), true));
    }
    let words: Vec<&str> = name.split_whitespace().take(MOST_WORDS + 1).collect();
    // The letter before an airgram's number is none of the name; a month is no post, nor what names a document.
    let is_other = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphabetic());
        word.len() < 2
            || months::read(word).is_some_and(|(_, slip)| !slip)
            || documents::read(word).is_some()
    };
    if words.is_empty() || words.len() > MOST_WORDS || words.iter().any(is_other) {
        return None;
    }
    for skipped in 1..words.len() {
        let last = words.get(skipped..).unwrap_or_default().join(" ");
        if let Some(canonical) = posts::canonical(&last) {
            return Some((canonical.to_string(), false));
        }
    }
    let letters: String = name.chars().filter(char::is_ascii_alphabetic).collect();
    let ascii = name.is_ascii() && !name.contains([',', ':', '/', '#']);
    (ascii && words.len() <= 3 && letters.len() >= 3).then(|| (letters.to_ascii_uppercase(), false))
}

/// What the first word that names a document says, or the shape of a date-time group or an airgram.
fn document(text: &str) -> Option<Kind> {
    let mut before = "";
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
    None
}

/// `121200Z`, `121200ZJAN07`.
fn is_dtg(word: &str) -> bool {
    let mut cursor = Cursor::new(word);
    cursor.digits().len() == 6 && cursor.eat('Z')
}

/// `A-50`.
fn is_airgram(word: &str) -> bool {
    let mut cursor = Cursor::new(word);
    cursor.eat('A') && cursor.eat('-') && !cursor.digits().is_empty() && cursor.is_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match read(text) {
            Kind::Cable(cable) => {
                let year = cable
                    .year
                    .map(|year| format!("{year:02}"))
                    .unwrap_or_default();
                let unknown = if cable.known { "" } else { "?" };
                format!(
                    "{year}{}{}{unknown}{}",
                    cable.post,
                    cable.number,
                    from(text, cable.length)
                )
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn cables() {
        for (text, want) in [
            ("RIYADH 1579", "RIYADH1579"),
            ("07 RIYADH 1298", "07RIYADH1298"),
            ("2007 RIYADH 1298", "07RIYADH1298"),
            ("07RIYADH1298", "07RIYADH1298"),
            ("RIYADH 12 (2007)", "07RIYADH12"),
            ("RIYADH 123-91", "91RIYADH123"),
            ("RIYADH 123/08", "08RIYADH123"),
            ("RIYADH 2009", "RIYADH2009"),
            ("SECSTATE 74879", "STATE74879"),
            ("Port-of-Spain 001", "PORTOFSPAIN1"),
            ("USUN NEW YORK 12", "USUNNEWYORK12"),
            ("THE HAGUE 12 AND PREVIOUS", "THEHAGUE12 AND PREVIOUS"),
            ("TAIPEI 12", "AITTAIPEI12"),
            ("LIMA-12", "LIMA12"),
            ("YOUR LIMA 12", "LIMA12?"),
            ("FAR TOWN 12", "FARTOWN12?"),
            ("FARTOWN 12", "FARTOWN12?"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_cable() {
        for (text, want) in [
            ("ROE-DOE EMAIL 05/11/07", "Email"),
            ("ROE-DOE E-MAIL OF 05/11/07", "Email"),
            ("ROE E MAIL", "Email"),
            ("ROE-DOE TELCON 05/11/07", "Document"),
            ("ROE MEMO OF 05/11/07", "Document"),
            ("ROE LETTER OF MAY 5", "Document"),
            ("FAX TO ROE", "Document"),
            ("LIMA A-50", "Document"),
            ("CDRUSCENTCOM 121200Z JAN 07", "Message"),
            ("IIR 6 888 0123 07", "Message"),
            ("TDX-315/01234-07", "Message"),
            ("TD-315/01234-07", "Message"),
            ("DTG 121200Z", "Message"),
            ("STATE", "Post"),
            ("08 STATE", "Post"),
            ("FARTOWN", "Unread"),
            ("JAN 07", "Unread"),
            ("OF 05/11/07", "Unread"),
            ("LIMA 12/13/07", "Unread"),
            ("LIMA 99999999999", "Unread"),
            ("12", "Unread"),
            ("", "Unread"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn numbers_of_a_list() {
        assert_eq!(number("13"), Some((13, None, 2)));
        assert_eq!(number("15 (2007)"), Some((15, Some(7), 9)));
        assert_eq!(number("13B"), None);
        assert_eq!(number("B"), None);
    }
}
