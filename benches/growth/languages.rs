//! What a user types or has in a file: queries, patterns, names; and a text in which each is looked for.

use std::fmt::Write;
use std::hint::black_box;

use cablex::pattern::{Case, How, Patterns};
use cablex::query::{self, Marks, TextField};

/// A language, and what reads so many bytes of it.
pub type Language = (&'static str, fn(&str));

pub const LANGUAGES: [Language; 5] = [
    ("query", of_query),
    ("query of words", of_words),
    ("pattern", of_patterns),
    ("names", of_names),
    ("text for patterns", of_text),
];

/// The tokens of queries and patterns.
pub fn tokens() -> impl Iterator<Item = Vec<u8>> {
    let tokens = [
        "(",
        ")",
        "((",
        "-",
        "-(",
        " OR ",
        " AND ",
        "\"",
        "\"a ",
        "tag:",
        "tag:PREL ",
        "year:",
        "..",
        "2007..",
        "~",
        "ferry~2 ",
        "*",
        "a* ",
        "/a.*b/ ",
        "/",
        "\\",
        "[",
        "[a-",
        "(?i",
        "(a|",
        "a{9}",
        "(a*)*",
        ".*",
        "\\w+",
        "|",
        "^",
        "$",
        "\u{301}",
        "ß",
        "İ",
    ];
    tokens
        .into_iter()
        .flat_map(|token| [token.to_owned(), format!("{token}\n")])
        .map(String::into_bytes)
}

/// A query, and what it marks in a text.
fn of_query(text: &str) {
    if let Ok(query) = query::parse(text) {
        black_box(Marks::of(&query, TextField::Para).find("The keeper left the light."));
        black_box(query.to_string().len());
    }
}

/// A query that reads, whatever the token is: words and the token between them, in quotation marks.
fn of_words(text: &str) {
    let mut quoted = String::new();
    for word in text.split('"') {
        let _ = write!(quoted, "\"keeper {word}\" ");
    }
    of_query(&quoted);
}

/// Expressions, a line each.
fn of_patterns(text: &str) {
    let lines: Vec<_> = text.lines().collect();
    black_box(Patterns::new(&lines, How::default()).is_ok());
}

/// Plain texts in any case, a line each, and each numbered so that they differ.
fn of_names(text: &str) {
    let begins: Vec<_> = text.char_indices().take(64).map(|(at, _)| at).collect();
    let name = |number: usize| {
        let begin = begins[number % begins.len()];
        format!("{:.12}{number}", &text[begin..])
    };
    let names: Vec<_> = (0..text.len() / 16).map(name).collect();
    let how = How {
        fixed: true,
        words: true,
        case: Case::Ignored,
    };
    black_box(Patterns::new(&names, how).is_ok_and(|found| found.is_in(text)));
}

/// A text, where a pattern, a word and a name are looked for.
fn of_text(text: &str) {
    let patterns = ["keep(er|ers)", r"\bR\w+E\b", "Jane Roe"];
    for case in [Case::Differs, Case::Ignored] {
        let how = How {
            case,
            ..How::default()
        };
        let found = Patterns::new(&patterns, how).map(|patterns| patterns.find(text).count());
        black_box(found.is_ok());
    }
    if let Ok(query) = query::parse("keeper \"jane roe\" ferr* lihgt~1") {
        black_box(Marks::of(&query, TextField::Para).find(text).len());
    }
}
