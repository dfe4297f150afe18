//! Page markers: `ANYTOWN 00000123  002 OF 003`, and of the 1970s `PAGE 02  ANYTOW 01234 01 OF 02 082030Z`.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::parse::cursor::Cursor;
use crate::slice::head;

/// No marker is longer.
const LONGEST: usize = 80;

/// No post's name has more words.
const NAME_WORDS: usize = 4;

/// What a page marker says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Marker<'a> {
    /// The post as printed; markers cut a long name.
    pub post: &'a str,
    /// The message number.
    pub number: u32,
    /// The page: of the section in the newer form, of the copy in that of the 1970s.
    pub page: Option<u32>,
    /// The section that is present here.
    pub section: Option<u32>,
    /// How many sections there are.
    pub total: Option<u32>,
}

/// Reads a text that is a page marker and nothing else, but for white space around it.
pub(crate) fn read(text: &str) -> Option<Marker<'_>> {
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    let marker = if cursor.word("PAGE") {
        old(&mut cursor)
    } else {
        new(&mut cursor)
    }?;
    cursor.spaces();
    cursor.is_end().then_some(marker)
}

/// Bytes of the marker of the 1970s with which a text begins, more behind it or not. It ends with its day and time, so
/// it has to have them.
pub(crate) fn page_at_start(text: &str) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    if !cursor.word("PAGE") || !cursor.spaces() {
        return None;
    }
    old(&mut cursor)?;
    let read = cursor.since(0);
    let digits = read.strip_suffix('Z')?.trim_end();
    digits
        .bytes()
        .rev()
        .take(4)
        .all(|b| b.is_ascii_digit())
        .then_some(read.len())
}

/// What stands between a page and the number of all.
static OF: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" OF 0"));

/// Bytes of the newer marker with which a text begins, something else behind it.
pub(crate) fn at_start(text: &str) -> Option<usize> {
    let near = head(text, LONGEST);
    OF.find(near.as_bytes())?;
    let mut cursor = Cursor::new(near);
    cursor.spaces();
    new(&mut cursor)?;
    let apart = cursor.spaces();
    (apart && cursor.at() < text.trim_end().len()).then_some(cursor.at())
}

/// Bytes of the second half of a marker with which a line begins, `001.2 OF 003`, or `OF 003` alone: what is behind it
/// stands apart.
pub(crate) fn second_half(text: &str) -> Option<usize> {
    let mut cursor = Cursor::new(text);
    cursor.spaces();
    let three = |cursor: &mut Cursor<'_>| cursor.digits().len() == 3;
    let alone = cursor.next_is(|c| c == 'O');
    if !alone
        && (!three(&mut cursor)
            || cursor.eat('.') && cursor.digits().is_empty()
            || !cursor.spaces())
    {
        return None;
    }
    let of = cursor.eat('O') && cursor.eat('F') && cursor.spaces();
    (of && three(&mut cursor) && (cursor.is_end() || cursor.spaces())).then_some(cursor.at())
}

/// Post, eight digits, section, at times a point and the page, OF, sections.
fn new<'a>(cursor: &mut Cursor<'a>) -> Option<Marker<'a>> {
    let post = post(cursor)?;
    let number = digits(cursor, 5..=8)?;
    let section = digits(cursor, 1..=3)?;
    let page = if cursor.eat('.') {
        Some(digits(cursor, 1..=2)?)
    } else {
        None
    };
    let total = of(cursor)?;
    Some(Marker {
        post,
        number,
        page,
        section: Some(section),
        total: Some(total),
    })
}

/// Page, post, number, at times section and sections, and the date-time group's first half.
fn old<'a>(cursor: &mut Cursor<'a>) -> Option<Marker<'a>> {
    let page = digits(cursor, 1..=3)?;
    let post = post(cursor)?;
    let number = digits(cursor, 3..=6)?;
    let mut marker = Marker {
        post,
        number,
        page: Some(page),
        ..Marker::default()
    };
    let mut ahead = *cursor;
    if let Some(section) = digits(&mut ahead, 1..=2)
        && let Some(total) = of(&mut ahead)
    {
        *cursor = ahead;
        marker.section = Some(section);
        marker.total = Some(total);
    }
    if cursor.spaced_digits(6).is_some() {
        cursor.spaces();
        cursor.eat('Z');
    }
    Some(marker)
}

/// The name of a post: it begins with a letter.
fn post<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    cursor.spaces();
    let name = cursor.take_while(|c| {
        c.is_alphabetic() || matches!(c, '.' | '\'' | '-' | '’') || c.is_whitespace()
    });
    let name = name.trim_end();
    let short = name.split_ascii_whitespace().nth(NAME_WORDS).is_none();
    (short && name.starts_with(char::is_alphabetic)).then_some(name)
}

/// A number of so many digits, white space before it.
fn digits(cursor: &mut Cursor<'_>, count: std::ops::RangeInclusive<usize>) -> Option<u32> {
    cursor.spaces();
    let digits = cursor.digits();
    count.contains(&digits.len()).then_some(())?;
    digits.parse().ok()
}

/// OF and the number of sections.
fn of(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.spaces();
    let of = cursor.eat('O') && cursor.eat('F');
    if of { digits(cursor, 1..=3) } else { None }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;

    /// Post, number, page, section, sections.
    type Case<'a> = (&'a str, u32, Option<u32>, Option<u32>, Option<u32>);

    fn one(text: &str) -> Option<Case<'_>> {
        read(text).map(|m| (m.post, m.number, m.page, m.section, m.total))
    }

    #[test]
    fn reads_the_newer_form() {
        for (text, page) in [
            ("TASHKENT 00001243  002 OF 003", None),
            (" TASHKENT  00001243 002  of 003 ", None),
            ("TASHKENT00001243  002OF003", None),
            ("TASHKENT 00001243  002.1 OF 003", Some(1)),
        ] {
            let wanted = ("TASHKENT", 1243, page, Some(2), Some(3));
            assert_eq!(one(text), Some(wanted), "{text}");
        }
        let wanted = ("PORT AU PR", 7, None, Some(1), Some(12));
        assert_eq!(one("PORT AU PR 00000007  001 OF 012"), Some(wanted));
    }

    #[test]
    fn reads_the_form_of_the_1970s() {
        for (text, wanted) in [
            (
                "PAGE 02        ANYTOW  01196  01 OF 02 082030Z",
                ("ANYTOW", 1196, Some(2), Some(1), Some(2)),
            ),
            (
                "PAGE 01  NEW DE  01234  082030Z ",
                ("NEW DE", 1234, Some(1), None, None),
            ),
            (
                "PAGE 02        STATE   012345  182333Z",
                ("STATE", 12345, Some(2), None, None),
            ),
            (
                "Page 03 ANYTOW 01234",
                ("ANYTOW", 1234, Some(3), None, None),
            ),
        ] {
            assert_eq!(one(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_page_ends_with_its_time() {
        for (text, wanted) in [
            ("PAGE 02 LIMA 00412 151459Z THE AUTUMN.", Some(26)),
            (
                "PAGE 01 LIMA 00412 02 OF 02 151501Z ACTION WHA-00",
                Some(35),
            ),
            ("PAGE 02 LIMA 00412 THE AUTUMN.", None),
            ("PAGE TWO OF THE REPORT", None),
        ] {
            assert_eq!(page_at_start(text), wanted, "{text}");
        }
        for (text, wanted) in [
            ("LIMA 00000412 001.2 OF 003 Classified By: ROE", Some(27)),
            ("LIMA 00000412  001 OF 003 ", None),
            ("LIMA 00000412 001 OF 003", None),
            ("TALKS ON TRADE 001 OF 003 PORTS", None),
        ] {
            assert_eq!(at_start(text), wanted, "{text}");
        }
        assert_eq!(second_half("001.2 OF 003"), Some(12));
        assert_eq!(second_half(" 001 OF 003 "), Some(12));
        assert_eq!(second_half("001 OF 003 1. (C) The pier"), Some(11));
        assert_eq!(second_half("OF 003"), Some(6));
        assert_eq!(second_half("001 OF 003rd"), None);
        assert_eq!(second_half("1 OF 3"), None);
    }

    #[test]
    fn anything_else_is_no_marker() {
        for text in [
            "",
            "TASHKENT",
            "TASHKENT 1243",
            "TASHKENT 00001243",
            "TASHKENT 00001243  002 OF 003 said",
            "00001243  002 OF 003",
            "PAGE 02",
            "PAGE TWO OF THE REPORT",
            "1. TASHKENT 00001243  002 OF 003",
            "TASHKENT 00001243  002. OF 003",
            "SECTION 01 OF 03 TASHKENT 001243",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
