//! A term: words of a text, or the value of a field.

use std::ops::Range;

use super::error::QueryError;
use super::field::{Field, Takes};
use super::lex::{Token, TokenKind};
use super::test;
use super::wrong::Wrong;
use super::{Query, TextField, What, date, value};
use crate::words;

/// Most letters that may be wrong.
const MOST_WRONG: u8 = 2;

/// What a token asks for in a field.
pub(super) fn term(field: &Field, token: &Token) -> Result<Query, QueryError> {
    if let Takes::Text(field) = field.takes {
        return words_of(field, token);
    }
    let (text, is_quoted) = match token.kind {
        TokenKind::Bare(text) => (text, false),
        TokenKind::Quoted(text) => (text, true),
        _ => {
            let message = format!("{}: takes no regular expression", field.name);
            let hint = format!("as in {}", field.example);
            return Err(QueryError::new(token.at.clone(), message).hint(hint));
        }
    };
    value_of(field, text, is_quoted).map_err(|wrong| QueryError {
        at: token.at.clone(),
        message: wrong.message,
        hint: wrong.hint,
    })
}

/// What the value of a field asks for.
fn value_of(field: &Field, text: &str, is_quoted: bool) -> Result<Query, Wrong> {
    Ok(match field.takes {
        Takes::Text(_) => return Err(Wrong::plain("no value")),
        Takes::Code(field) => Query::Code {
            field,
            code: value::code(field, text, is_quoted)?,
        },
        Takes::Class => Query::Class(value::class(text)?),
        Takes::Kind => Query::Kind(value::kind(text)?),
        Takes::Year => Query::Year(date::years(text)?),
        Takes::Date => Query::Date(date::days(text)?),
        Takes::Number => Query::Number(date::numbers(text)?),
    })
}

fn words_of(field: TextField, token: &Token) -> Result<Query, QueryError> {
    let at = token.at.clone();
    let what = match token.kind {
        TokenKind::Quoted(text) => phrase(text).ok_or_else(|| {
            QueryError::new(at, "no word stands in these quotation marks")
                .hint("only letters and digits are looked for")
        })?,
        TokenKind::Regex(pattern) => regex(pattern, at)?,
        TokenKind::Bare(text) => bare(text, at)?,
        _ => return Err(QueryError::new(at, "no term")),
    };
    Ok(Query::Text { field, what })
}

/// The words of a text, one behind the other.
fn phrase(text: &str) -> Option<What> {
    let words: Vec<String> = folded(text).collect();
    match <[String; 1]>::try_from(words) {
        Ok([word]) => Some(What::Word(word)),
        Err(words) => (!words.is_empty()).then_some(What::Phrase(words)),
    }
}

fn folded(text: &str) -> impl Iterator<Item = String> {
    words::split(text).map(|word| words::fold(word.text).into_owned())
}

/// A word, with what may stand behind it.
fn bare(text: &str, at: Range<usize>) -> Result<What, QueryError> {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    if let Some(stem) = stem.strip_suffix('~') {
        return fuzzy(text, stem, at);
    }
    let Some(star) = text.find('*') else {
        return phrase(text).ok_or_else(|| {
            QueryError::new(at, format!("there is no word in {text}"))
                .hint("only letters and digits are looked for")
        });
    };
    let stem = text.get(..star).unwrap_or_default();
    let star_at = at.start + star..at.start + star + 1;
    if star + 1 < text.len() {
        let pattern = text.replace('*', ".*");
        let is_word = pattern
            .chars()
            .all(|c| words::is_of_word(c) || ".*".contains(c));
        let error = QueryError::new(star_at, "* stands at the end of a word only");
        return Err(if is_word {
            error.hint(format!(
                "a regular expression takes longer, and finds it: /{pattern}/"
            ))
        } else {
            error.hint("other places are for regular expressions, such as /.*bridge/")
        });
    }
    if stem.is_empty() {
        return Err(QueryError::new(star_at, "* stands alone")
            .hint("it stands behind the beginning of a word, as in ferr*"));
    }
    one(stem, "*", at).map(What::Prefix)
}

fn fuzzy(text: &str, stem: &str, at: Range<usize>) -> Result<What, QueryError> {
    let sign = at.start + stem.len()..at.end;
    let letters = match text.get(stem.len() + 1..) {
        None | Some("") => Some(1),
        Some(digits) => digits.parse().ok(),
    };
    if stem.is_empty() {
        return Err(
            QueryError::new(sign, "~ stands alone").hint("it stands behind a word, as in qadir~")
        );
    }
    let Some(letters) = letters.filter(|letters| (1..=MOST_WRONG).contains(letters)) else {
        return Err(QueryError::new(sign, "one or two letters may be wrong")
            .hint(format!("{stem}~ or {stem}~2")));
    };
    let word = one(stem, "~", at)?;
    Ok(What::Fuzzy(word, letters))
}

/// The only word of a text that a sign stands behind.
fn one(stem: &str, sign: &str, at: Range<usize>) -> Result<String, QueryError> {
    let mut words = folded(stem);
    let is_whole = stem.chars().all(words::is_of_word);
    if let Some(word) = words.next().filter(|_| is_whole) {
        return Ok(word);
    }
    let parts: Vec<&str> = words::split(stem).map(|word| word.text).collect();
    let error = QueryError::new(
        at,
        format!("{sign} stands behind one whole word; {stem} is none"),
    );
    Err(match parts.as_slice() {
        [] => error.hint("only letters and digits are looked for"),
        [parts @ .., last] => {
            let before = parts
                .iter()
                .map(|part| format!("{part} "))
                .collect::<String>();
            error.hint(format!("its words are {before}{last}{sign}"))
        }
    })
}

/// A regular expression over one word.
fn regex(source: &str, at: Range<usize>) -> Result<What, QueryError> {
    if source.is_empty() {
        return Err(QueryError::new(at, "this regular expression is empty")
            .hint(r"words with slashes stand in quotation marks"));
    }
    let start = at.start + 1;
    if let Some(blank) = source.find(char::is_whitespace) {
        let len = source.get(blank..).and_then(|rest| rest.chars().next());
        let at = start + blank..start + blank + len.map_or(1, char::len_utf8);
        return Err(QueryError::new(
            at,
            "a regular expression is for one word, which holds no blank",
        )
        .hint(r#"several words are a phrase, as in "new bridge""#));
    }
    match test::regex(source) {
        Ok(_) => Ok(What::Regex(unescaped(source))),
        Err(test::Broken::Syntax { at: place, message }) => {
            let place = start + place.start..start + place.end;
            // At the end of the expression the place is empty: then its slash is shown.
            let place = if place.is_empty() {
                place.start..(place.start + 1).min(at.end)
            } else {
                place
            };
            Err(QueryError::new(
                place,
                format!("no regular expression: {message}"),
            ))
        }
        Err(test::Broken::Looks) => Err(QueryError::new(
            at,
            "a regular expression is for one whole word",
        )
        .hint(r"leave ^, $ and \b away, and put .* where anything may stand")),
        Err(test::Broken::TooLarge) => {
            Err(QueryError::new(at, "this regular expression is too large"))
        }
    }
}

/// An expression without the backslashes that kept its slashes from ending it.
fn unescaped(source: &str) -> String {
    let mut pattern = String::with_capacity(source.len());
    let mut chars = source.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('/')) => {}
            ('\\', Some(next)) => {
                pattern.extend([c, next]);
                chars.next();
            }
            _ => pattern.push(c),
        }
    }
    pattern
}
