//! A query that does not parse, shown with the place.

use cablex::query::QueryError;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::sanitize::escape;

/// How many columns of a query are shown.
const WIDEST: usize = 72;
/// How many columns stand before the place at least, where the query is too long to be shown whole.
const BEFORE: usize = 24;

/// What is wrong, the query with a mark below the place, and what would be right. A query may come from a file, so it is
/// shown as it can stand on a terminal.
pub(super) fn shown(query: &str, error: &QueryError) -> String {
    let part = |from, to| escape(query.get(from..to).unwrap_or_default()).into_owned();
    let before = part(0, error.at.start);
    let place = part(error.at.start, error.at.end);
    let behind = part(error.at.end, query.len());
    let before = match before.width() {
        width if width + place.width() > WIDEST => format!("...{}", last(&before, BEFORE)),
        _ => before,
    };
    let left = WIDEST.saturating_sub(before.width());
    let place = cut(&place, left.max(1));
    let behind = cut(&behind, left.saturating_sub(place.width()));
    let indent = " ".repeat(before.width());
    let mark = "^".repeat(place.width().max(1));
    let message = escape(&error.message);
    let mut shown = format!("{message}\n  {before}{place}{behind}\n  {indent}{mark}");
    if let Some(hint) = &error.hint {
        shown.push('\n');
        shown.push_str(&escape(hint));
    }
    shown
}

/// The beginning of a text, as far as so many columns hold it.
fn cut(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let columns = columns.saturating_sub("...".len());
    let len = fitting(text.chars(), columns);
    format!("{}...", text.get(..len).unwrap_or_default())
}

/// The end of a text, as far as so many columns hold it.
fn last(text: &str, columns: usize) -> &str {
    let len = fitting(text.chars().rev(), columns);
    text.get(text.len() - len..).unwrap_or_default()
}

/// How many bytes the first of some characters have that go into so many columns.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut width = 0;
    let fits = |c: &char| {
        width += c.width().unwrap_or(0);
        width <= columns
    };
    chars.take_while(fits).map(char::len_utf8).sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::indexing_slicing)]
mod tests {
    use super::*;
    use cablex::query::parse;

    fn of(query: &str) -> String {
        shown(query, &parse(query).unwrap_err())
    }

    #[test]
    fn the_mark_stands_below_the_place() {
        for (query, expected) in [
            (
                "ferry tga:PREL",
                "there is no field tga; did you mean tag?\n  ferry tga:PREL\n        ^^^",
            ),
            (
                "ferry OR",
                "nothing stands behind OR\n  ferry OR\n        ^^\nthe word itself is written \"OR\"",
            ),
            // A sign of two columns, an escape of five, a mark that takes up none.
            (
                "漢\u{7}e\u{301} (",
                "this parenthesis is not closed\n  漢\\u{7}e\u{301} (\n           ^",
            ),
            (
                "year:\u{202e}9",
                "\"\\u{202e}9\" is no year of four digits\n  year:\\u{202e}9\n       ^^^^^^^^^\n\
                years are written 2009, 2005..2009, 2005.. or ..2009",
            ),
        ] {
            assert_eq!(of(query), expected, "{query}");
        }
        let empty = of("");
        assert!(
            empty.starts_with("the query is empty\n  \n  ^\n"),
            "{empty}"
        );
    }

    #[test]
    fn a_long_query_is_cut_around_the_place() {
        let long = format!("{}(b {}", "aaaa ".repeat(40), "cccc ".repeat(40));
        let text = of(&long);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1].width(), WIDEST + 2, "{text}");
        assert!(
            lines[1].starts_with("  ...aaa aaaa ") && lines[1].ends_with("..."),
            "{text}"
        );
        assert_eq!(lines[1].find('('), lines[2].find('^'), "{text}");
        let text = of(&format!("tag:{}*a", "漢".repeat(500)));
        assert!(
            text.lines()
                .skip(1)
                .take(2)
                .all(|line| line.width() <= WIDEST + 2),
            "{text}"
        );
    }
}
