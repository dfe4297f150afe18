//! The reasons for classification, in the many shapes that cables print them: `1.4 (b) and (d)`, `1.4b/d`, `1,4 (B, D)`.

mod announcing;

use std::ops::RangeInclusive;

use crate::parse::cursor::Cursor;
use crate::slice::part;
pub(super) use announcing::is_announcing;
use announcing::{announced, is_reason, word_reason};

/// Reasons in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reasons {
    /// Normalized: `1.4(b)`. Empty where a word announces reasons that could not be read.
    pub list: Vec<String>,
    /// Where they begin, the words that announce them included.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// The first reasons in a text.
pub(super) fn find(text: &str) -> Option<Reasons> {
    let bytes = text.as_bytes();
    for (at, byte) in text.bytes().enumerate() {
        let inside = at > 0
            && bytes
                .get(at - 1)
                .is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'.' || *b == b'/');
        let slip = matches!(byte, b'l' | b'I');
        if !slip && byte != b'1' || inside && (slip || !after_abbreviation(text, at)) {
            continue;
        }
        let mut cursor = Cursor::new(text);
        cursor.advance(at);
        if let Some(list) = read(&mut cursor) {
            return Some(Reasons {
                list,
                start: announced(text, at),
                end: cursor.at(),
            });
        }
    }
    // Nothing but the word: whatever follows it could not be read.
    let at = word_reason(text)?;
    Some(Reasons {
        list: Vec::new(),
        start: announced(text, at),
        end: text.len(),
    })
}

/// `Reason.1.4` and `Sec.1.4`: a period right before the paragraph; `Reasons1.4`: nothing.
fn after_abbreviation(text: &str, at: usize) -> bool {
    let before = part(text, 0, at);
    let letters = before.strip_suffix('.').unwrap_or_default();
    letters.ends_with(|c: char| c.is_ascii_alphabetic())
        || before.ends_with(['s', 'S', 'n', 'N'])
            && is_reason(
                before
                    .rsplit(|c: char| !c.is_alphanumeric())
                    .next()
                    .unwrap_or_default(),
            )
}

/// Paragraph and letters at the cursor, again and again: `1.4 (b) and 1.5 (d)`.
fn read(cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
    let mut list: Vec<String> = Vec::new();
    let mut paragraph = paragraph(cursor)?;
    let mut ahead = *cursor;
    let (mut first, mut closed) = (true, false);
    loop {
        let joined = separator(&mut ahead);
        let mut next = ahead;
        if let Some(another) = self::paragraph(&mut next).filter(|_| !first) {
            paragraph = another;
            ahead = next;
            first = true;
            continue;
        }
        let last = ahead.rest().len() == 1;
        let Some(found) = letter(&mut ahead) else {
            break;
        };
        // `(b) a` at the end is `(b) and`, cut off.
        if found == b'a' && last && !list.is_empty() && closed {
            break;
        }
        first = false;
        let before = list
            .last()
            .and_then(|reason| range_start(reason, paragraph));
        let from = before
            .filter(|before| joined == Joined::Range && *before < found)
            .map_or(found, |before| before + 1);
        for letter in from..=found {
            let mut reason = format!("1.{paragraph}({})", char::from(letter));
            // Under E.O. 12356 a number within the letter follows: 1.3 (a)(5).
            let mut number = ahead;
            if let Some(digits) = in_parentheses(&mut number) {
                reason = format!("{reason}({digits})");
                ahead = number;
            }
            if !list.contains(&reason) {
                list.push(reason);
            }
        }
        closed = ahead.since(0).ends_with(')');
        *cursor = ahead;
    }
    (!list.is_empty()).then_some(list)
}

/// The letter of a reason of the same paragraph, from which a range goes on.
fn range_start(reason: &str, paragraph: char) -> Option<u8> {
    match reason.as_bytes() {
        [b'1', b'.', digit, b'(', letter, b')'] if char::from(*digit) == paragraph => Some(*letter),
        _ => None,
    }
}

/// `1.4`, `1,4`, `1. 4`, `1.4.`, and before a letter in parentheses `1/4 (b)` and `14 (b)`: its second digit. A letter
/// that looks like the digit one may stand for it, right before its point: `l.4 (b)`.
fn paragraph(cursor: &mut Cursor<'_>) -> Option<char> {
    let mut ahead = *cursor;
    if ahead.eat('l') || ahead.eat('I') {
        let mut digit = ahead;
        if !digit.eat('.') || !digit.next_is(|c| c.is_ascii_digit()) {
            return None;
        }
    } else if !ahead.eat('1') {
        return None;
    }
    let glued = ahead.next_is(|c| PARAGRAPHS.contains(&c));
    ahead.spaces();
    let slip = glued || ahead.eat('/');
    if !(slip || ahead.eat('.') || ahead.eat(',') || ahead.eat(':')) {
        return None;
    }
    ahead.spaces();
    if slip
        && !ahead
            .rest()
            .get(1..)
            .is_some_and(|rest| rest.trim_start().starts_with('('))
    {
        return None;
    }
    let digit = ahead.peek().filter(|c| ('1'..='9').contains(c))?;
    ahead.bump();
    if ahead.next_is(|c| c.is_ascii_digit()) {
        return None;
    }
    let mut point = ahead;
    if point.eat('.') && !point.next_is(|c| c.is_ascii_digit()) {
        ahead = point;
    }
    *cursor = ahead;
    Some(digit)
}

/// The second digits of the paragraphs that list reasons, in all the orders.
const PARAGRAPHS: RangeInclusive<char> = '3'..='5';

/// The words between two letters; a line that was cut may have a blank inside of AND.
const AND: [&str; 7] = ["AND", "OR", "A ND", "AN D", "ABD", "ADN", "AMD"];

/// What stands between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joined {
    /// Nothing, a comma, AND.
    List,
    /// A hyphen, TO, THROUGH.
    Range,
}

fn separator(cursor: &mut Cursor<'_>) -> Joined {
    let mut joined = Joined::List;
    loop {
        cursor.take_while(|c| c.is_whitespace() || ",;:/&+()[]{}\"".contains(c));
        // `b. and d.`
        let mut ahead = *cursor;
        if ahead.eat('.') && ahead.spaces() && ahead.word("AND") {
            *cursor = ahead;
            continue;
        }
        if cursor.eat('-')
            || ["TO", "THROUGH", "THRU"]
                .iter()
                .any(|word| cursor.word(word))
        {
            joined = Joined::Range;
        } else if !AND.iter().any(|word| cursor.word(word)) {
            return joined;
        }
    }
}

/// A letter from a to j that stands by itself, and the parenthesis that closes after it.
fn letter(cursor: &mut Cursor<'_>) -> Option<u8> {
    let mut ahead = *cursor;
    let found = u8::try_from(ahead.peek()?).ok()?.to_ascii_lowercase();
    ahead.bump();
    let ends = !ahead.next_is(|c| c.is_ascii_alphanumeric() || c == '\'');
    if !(b'a'..=b'j').contains(&found) || !ends {
        return None;
    }
    let _ = ahead.eat(')') || ahead.eat('}') || ahead.eat(']');
    *cursor = ahead;
    Some(found)
}

/// `(5)`.
fn in_parentheses<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    let mut ahead = *cursor;
    ahead.spaces();
    if !ahead.eat('(') {
        return None;
    }
    let digits = ahead.digits();
    if digits.is_empty() || !ahead.eat(')') {
        return None;
    }
    *cursor = ahead;
    Some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slice::from;

    fn shown(text: &str) -> String {
        find(text).map_or(String::new(), |found| {
            format!(
                "{}|{}|{}",
                part(text, 0, found.start),
                found.list.join(" "),
                from(text, found.end)
            )
        })
    }

    #[test]
    fn every_shape() {
        for text in [
            "1/4 (b) and (d)",
            "1.4 (b) and (d)",
            "14 (b) and (d)",
            "14(b,d)",
            "l.4 (b) and (d)",
            "I.4 b, d",
            "1.4(B),(D)",
            "1.4 b/d",
            "1.4 (B, D)",
            "1.4 (B,D)",
            "1. 4 (b) and (d)",
            "1,4 (b) and (d)",
            "1.4. (b) and (d)",
            "1.4 (b) d",
            "1.4 (b) and 1.4 (d)",
            "1.4b and d",
            "1.4 B AND D",
            "1.4 (b)(d)",
            "1.4 (b/d)",
            "1.4 (b) & (d)",
            "1.4 b,d",
            "1.4 (b and d)",
            "1.4 (b) or (d)",
            "1.4 (b) (d)",
            "1.4(b) and(d)",
            "1.4: b, d",
            "1 .4 (b, d",
            "1:4 (b) and (d)",
            "1.4 [b] and [d]",
            "1.4 (b) abd (d)",
            "1.4 b. and d",
            "1.4 \"b\" and \"d",
        ] {
            assert_eq!(shown(text), "|1.4(b) 1.4(d)|", "{text}");
        }
        for (text, want) in [
            ("1.5 (d)", "|1.5(d)|"),
            ("1.5 (b), (c), and (d).", "|1.5(b) 1.5(c) 1.5(d)|."),
            ("1.5 (b)-(d)", "|1.5(b) 1.5(c) 1.5(d)|"),
            ("1.4 (a) through (c)", "|1.4(a) 1.4(b) 1.4(c)|"),
            ("1.4 (b) and 1.5 (d)", "|1.4(b) 1.5(d)|"),
            ("1.4 (b) and (b)", "|1.4(b)|"),
            ("1.4 (d)-(b)", "|1.4(d) 1.4(b)|"),
            ("1.3 (a)(5)", "|1.3(a)(5)|"),
            ("1.4 (d) DECL: X1", "|1.4(d)| DECL: X1"),
            ("1.4 (b) a nd (d)", "|1.4(b) 1.4(d)|"),
            ("1.4 (b) a", "|1.4(b)| a"),
            ("1.4 b, a", "|1.4(b) 1.4(a)|"),
            ("Reasons1.4(b)", "|1.4(b)|"),
            ("1.4 (b). D is a pier", "|1.4(b)|. D is a pier"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_announces_them_is_no_name() {
        for (text, want) in [
            ("Jane Roe for reasons 1.4 (b).", "Jane Roe |1.4(b)|."),
            ("Jane Roe; REASON: 1.4(B)", "Jane Roe; |1.4(b)|"),
            ("Jane Roe, Reason(s): 1.4 (b)", "Jane Roe, |1.4(b)|"),
            ("JANE ROE, REASON(S) 1.4 (B)", "JANE ROE, |1.4(b)|"),
            ("JANE ROE - 1.5 B,D.", "JANE ROE - |1.5(b) 1.5(d)|."),
            (
                "Jane Roe, under E.O. 12958, section 1.4 (b)",
                "Jane Roe, |1.4(b)|",
            ),
            ("Jane Roe per 1.4 (b)", "Jane Roe |1.4(b)|"),
            ("Jane Roe, Reasons:1.4 (b)", "Jane Roe, |1.4(b)|"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_no_reason() {
        for text in [
            "11.4 (b)",
            "1.45 b",
            "14 b",
            "12 (b)",
            "145 (b)",
            "2014 (b)",
            "l 4 (b)",
            "al.4 (b)",
            "1.4 billion",
            "1.4",
            "2.1.4 b",
            "",
            "treasonable 4",
            "1.4 (x)",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
        assert_eq!(shown("Jane Roe, Reason: unknown"), "Jane Roe, ||");
    }
}
