//! The lines below a TAGS line that go on with it.

use super::tag_words::{self as words, Kind};
use crate::slice::from;

/// The longest end of a person's parenthesis that opened in the line before.
const LONGEST_END: usize = 40;

/// Whether a line goes on with the TAGS of the line before: every word of it is a known code, or stands between
/// parentheses. A word that is only shaped like a code will do where half of the words are known, or, after a comma,
/// where it stands alone between commas.
pub(crate) fn continues(text: &str, after_comma: bool) -> bool {
    // A person's parenthesis may have opened in the line before.
    let head = text.split('(').next().unwrap_or_default();
    let inner = match head.split_once(')') {
        Some((inside, after)) if !inside.contains(';') => {
            if inside.len() > LONGEST_END || after.contains(')') {
                return false;
            }
            from(text, inside.len() + 1)
        }
        _ => text,
    };
    let closes = inner.len() < text.len();
    let words = words::split(inner);
    if words.is_empty() {
        return closes;
    }
    let mut any = closes || after_comma;
    let (mut known, mut shaped) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        let alone =
            (at == 0 || word.after_comma) && words.get(at + 1).is_none_or(|next| next.after_comma);
        match word.kind {
            Kind::Inside => {}
            // A title in capitals and small letters is no line of codes.
            Kind::Plain if words::is_one_case(word.text) && words::is_known(word.text) => {
                any = true;
                known += 1;
            }
            Kind::Plain if after_comma && alone && words::is_code_shaped(word.text) => {}
            Kind::Plain if after_comma && alone && words::is_small_code(word.text) => shaped += 1,
            Kind::Plain if words::is_code_shaped(word.text) => shaped += 1,
            Kind::Plain => return false,
        }
    }
    any && shaped <= known
}

/// Whether a text is nothing but codes of the table.
pub(crate) fn is_codes(text: &str) -> bool {
    let words = words::split(text);
    let known = |word: &words::Word<'_>| match word.kind {
        Kind::Inside => true,
        Kind::Plain => words::is_one_case(word.text) && words::is_known(word.text),
    };
    !words.is_empty() && words.iter().all(known)
}

/// Whether every word of a text has the shape of a code, and one in two or more is in the table: so a line between TAGS
/// and SUBJECT goes on with the TAGS.
pub(crate) fn is_like_codes(text: &str) -> bool {
    let words = words::split(text);
    let plain = || words.iter().filter(|word| word.kind == Kind::Plain);
    let known = plain().filter(|word| words::is_known(word.text)).count();
    known > 0
        && known * 2 >= plain().count()
        && plain().all(|word| words::is_code_shaped(word.text))
}
