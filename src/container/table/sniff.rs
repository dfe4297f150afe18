//! Finds out how a table is written, from its beginning.

use super::dialect::{Dialect, Escape};
use super::scan;
use crate::container::classified;
use crate::container::columns::{self, is_date, is_identifier, is_number};
use crate::container::kind::{Kind, kind};
use crate::container::line::slice;
use crate::container::row::Found;

/// The characters that set values apart.
const DELIMITERS: &[u8] = b",;\t|";
/// So many rows are looked at, and so many lines to find one where the first does not begin one.
const ROWS: usize = 12;
const LINES: usize = 8192;
/// So many of those lines are tried.
const TRIES: usize = 16;
/// So many values at most; a line with more is none of a table of cables.
const COLUMNS: usize = 64;
/// A row of names is not longer than this.
const NAMES: usize = 2048;
/// So much of a value is looked at.
const VALUE: usize = 1 << 14;

/// What an input is.
#[derive(Debug)]
pub(in crate::container) enum Sniffed {
    /// A table of cables.
    Table(Dialect),
    /// A table, but none that is known: the reason.
    Unknown(String),
    /// Something else.
    Other,
}

/// Looks at the beginning of an input.
pub(in crate::container) fn sniff(head: &[u8]) -> Sniffed {
    let returns = memchr::memchr(b'\n', head).is_none();
    let (begin, declared) = declared(head);
    let first = begin + blank(head, begin);
    if first == head.len() {
        return Sniffed::Other;
    }
    let line = line(head, first, returns);
    // A telegram is none, whatever stands in it.
    let is_text = matches!(kind(line.trim_ascii()), Kind::Text | Kind::Preamble);
    if !is_text || classified::number(line.trim_ascii()).is_some() {
        return Sniffed::Other;
    }
    let delimiters: Vec<u8> = match declared {
        Some(one) => vec![one],
        None => DELIMITERS
            .iter()
            .copied()
            .filter(|one| line.contains(one))
            .collect(),
    };
    for delimiter in &delimiters {
        let found = named(head, first, *delimiter, returns);
        if !matches!(found, Sniffed::Other) {
            return found;
        }
    }
    for delimiter in &delimiters {
        if let Some(dialect) = nameless(head, first, *delimiter, returns) {
            return Sniffed::Table(dialect);
        }
    }
    if let Some(dialect) = slice_of(head) {
        return Sniffed::Table(dialect);
    }
    unknown(head, first, &delimiters, returns)
}

/// `sep=;` in the first line, as spreadsheets write it.
fn declared(head: &[u8]) -> (usize, Option<u8>) {
    match head {
        [b's', b'e', b'p', b'=', delimiter, b'\n', ..] => (6, Some(*delimiter)),
        [b's', b'e', b'p', b'=', delimiter, b'\r', b'\n', ..] => (7, Some(*delimiter)),
        _ => (0, None),
    }
}

/// Bytes of blank lines at a place; a tab is an empty value.
fn blank(bytes: &[u8], at: usize) -> usize {
    let rest = slice(bytes, at..bytes.len());
    rest.iter()
        .take_while(|b| matches!(b, b'\n' | b'\r'))
        .count()
}

/// The line that begins at a place, as far as a row of names may go.
fn line(bytes: &[u8], at: usize, returns: bool) -> &[u8] {
    let rest = slice(bytes, at..bytes.len().min(at + NAMES));
    let end = memchr::memchr(if returns { b'\r' } else { b'\n' }, rest);
    slice(rest, 0..end.unwrap_or(rest.len()))
}

/// A table whose first line holds names.
fn named(head: &[u8], first: usize, delimiter: u8, returns: bool) -> Sniffed {
    let mut dialect = dialect(head, first, delimiter, returns);
    let Some((names, next)) = row(head, first, &dialect) else {
        return Sniffed::Other;
    };
    let (count, has_text) = columns::known(&names);
    if names.len() < 2 || count < 2 || !names.iter().all(|name| is_name(name)) {
        return Sniffed::Other;
    }
    let rows = rows(head, next, &dialect);
    dialect.columns = columns::by_names(&names, &rows);
    if !has_text {
        // Names of which the one of the text is not known: what stands there tells.
        match columns::by_content(Some(&names), &rows) {
            Some(columns) => dialect.columns = columns,
            None => return Sniffed::Other,
        }
    }
    if !rows.is_empty() && !rows.iter().any(|row| columns::show_cable(row)) {
        return Sniffed::Unknown(format!(
            "a table without cables, line 1: {}; looked for texts of cables, or their identifiers, in its rows",
            crate::diagnostic::shown(&names.join(", "))
        ));
    }
    dialect.even = rows.iter().all(|row| row.len() == names.len());
    dialect.before = next;
    dialect.named = true;
    Sniffed::Table(ready(dialect, head))
}

/// A table without known names.
fn nameless(head: &[u8], first: usize, delimiter: u8, returns: bool) -> Option<Dialect> {
    let mut dialect = dialect(head, first, delimiter, returns);
    let mut rows = rows_and_ends(head, first, &dialect);
    let count = usual(rows.iter().map(|(row, _)| row.len()))?;
    if !(3..=COLUMNS).contains(&count) {
        return None;
    }
    // Names that nobody knows, and values of other forms below them.
    let is_one = |name: &String| {
        let name = name.trim();
        is_name(name) && !is_number(name) && !is_date(name) && !is_identifier(name)
    };
    let names = match rows.first() {
        Some((names, next))
            if rows.len() > 1 && names.len() == count && names.iter().all(is_one) =>
        {
            dialect.before = *next;
            dialect.named = true;
            Some(rows.remove(0).0)
        }
        _ => None,
    };
    let looked = rows.len();
    let whole: Vec<Vec<String>> = rows
        .into_iter()
        .map(|(row, _)| row)
        .filter(|row| row.len() == count)
        .collect();
    dialect.even = whole.len() == looked;
    dialect.columns = columns::by_content(names.as_deref(), &whole)?;
    Some(ready(dialect, head))
}

/// The number that stands there most often, of several the first.
fn usual(counts: impl DoubleEndedIterator<Item = usize> + Clone) -> Option<usize> {
    let often = |count: &usize| counts.clone().filter(|own| own == count).count();
    counts.clone().rev().max_by_key(often)
}

/// A table that begins inside a row: the first line behind a row's end that begins one.
pub(in crate::container) fn slice_of(head: &[u8]) -> Option<Dialect> {
    let returns = memchr::memchr(b'\n', head).is_none();
    let first = blank(head, 0);
    let line_end = if returns { b'\r' } else { b'\n' };
    let mut tries = TRIES;
    for found in memchr::memchr_iter(line_end, slice(head, first..head.len())).take(LINES) {
        let at = first + found + 1;
        let begin = slice(head, at..head.len().min(at + 96));
        if !matches!(begin.first(), Some(b'"' | b'0'..=b'9')) {
            continue;
        }
        let delimiters = DELIMITERS.iter().filter(|one| begin.contains(one));
        let Some(delimiter) = delimiters.copied().find(|one| begins_row(begin, *one)) else {
            continue;
        };
        tries -= 1;
        if let Some(dialect) = sliced(head, at, delimiter, returns) {
            return Some(dialect);
        }
        if tries == 0 {
            break;
        }
    }
    None
}

/// A table of which a row begins here, behind the rest of another one.
fn sliced(head: &[u8], at: usize, delimiter: u8, returns: bool) -> Option<Dialect> {
    let mut dialect = dialect(head, at, delimiter, returns);
    // A row of a table may stand in a telegram, but not behind the quote that ends another one.
    let before = slice(head, 0..at).trim_ascii_end();
    if dialect.quotes && !before.ends_with(b"\"") {
        return None;
    }
    let rows = rows(head, at, &dialect);
    let count = rows.first().map(Vec::len).filter(|count| *count > 3)?;
    let whole: Vec<Vec<String>> = rows.into_iter().filter(|row| row.len() == count).collect();
    if !dialect.quotes && whole.len() < 2 {
        return None;
    }
    dialect.columns = columns::by_content(None, &whole)?;
    dialect.before = at;
    Some(ready(dialect, head))
}

/// Whether the first two values of a line are such as rows begin with, a date or an identifier among them.
fn begins_row(line: &[u8], delimiter: u8) -> bool {
    let dialect = Dialect {
        delimiter,
        quotes: true,
        ..Dialect::default()
    };
    let mut at = 0;
    let mut sure = false;
    for _ in 0..2 {
        let rest = slice(line, at..line.len());
        let Some(cell) = scan::cell(rest, &dialect, 0, true) else {
            return false;
        };
        let value = String::from_utf8_lossy(slice(rest, cell.range)).into_owned();
        let value = value.trim();
        if !is_number(value) {
            if !is_date(value) && !is_identifier(value) {
                return false;
            }
            sure = true;
        }
        at += cell.next;
    }
    sure
}

/// What is known before columns are.
fn dialect(head: &[u8], first: usize, delimiter: u8, returns: bool) -> Dialect {
    let mut dialect = Dialect {
        delimiter,
        returns,
        quotes: true,
        escape: escape(slice(head, first..head.len()), delimiter),
        ..Dialect::default()
    };
    // Values that are all bare have their line feeds as letters.
    let quoted = [&[b'"', delimiter][..], &[delimiter, b'"'], b"\"\n", b"\"\r"];
    let has = |word: &&[u8]| memchr::memmem::find(head, word).is_some();
    if !quoted.iter().any(has) && memchr::memmem::find(head, b"\\n").is_some() {
        dialect.quotes = false;
        dialect.escape = Escape::Letters;
    }
    dialect
}

/// How quotes are escaped, by what there is of either kind.
fn escape(head: &[u8], delimiter: u8) -> Escape {
    let (mut behind, mut doubled, mut apostrophes) = (0_usize, 0_usize, 0_usize);
    let mut letters = 0_usize;
    let is_edge = |b: Option<&u8>| b.is_none_or(|b| *b == delimiter || matches!(b, b'\n' | b'\r'));
    let mut from = 0;
    while let Some(found) = memchr::memchr2(b'\\', b'"', slice(head, from..head.len())) {
        let at = from + found;
        let before = at.checked_sub(1).and_then(|before| head.get(before));
        from = match slice(head, at..head.len()) {
            [b'\\', b'"', ..] => {
                behind += 1;
                at + 2
            }
            [b'\\', b'\'', ..] => {
                apostrophes += 1;
                at + 2
            }
            [b'\\', b'n', ..] => {
                letters += 1;
                at + 2
            }
            [b'\\', _, ..] => at + 2,
            [b'"', b'"', ..] => {
                // An empty value is none.
                let empty = is_edge(before) && is_edge(head.get(at + 2));
                doubled += usize::from(!empty);
                at + 2
            }
            _ => at + 1,
        };
    }
    if behind + apostrophes > doubled {
        // Line feeds that are letters are many: a path with `\new` in it is one.
        if letters > 8 && letters > memchr::memchr_iter(b'\n', head).count() {
            Escape::Letters
        } else {
            Escape::Backslash
        }
    } else if doubled > 0 {
        Escape::Doubled
    } else if letters > 8 && letters > memchr::memchr_iter(b'\n', head).count() {
        Escape::Letters
    } else {
        Escape::Either
    }
}

/// The values of the row that begins at a place, and where the next one begins; nothing where the row has no end.
fn row(head: &[u8], begin: usize, dialect: &Dialect) -> Option<(Vec<String>, usize)> {
    let mut values = Vec::new();
    let mut at = begin;
    loop {
        let (start, quoted) = scan::open(head, at, dialect)?;
        let (end, next) = match scan::next(head, start, quoted, dialect, values.len(), true) {
            Found::Value { end, next } => (end, Some(next)),
            Found::Row { end, next } => {
                values.push(value(head, start..end, quoted, dialect));
                return Some((values, next));
            }
            // The last row that was looked at may not be whole.
            _ => (head.len(), None),
        };
        values.push(value(head, start..end, quoted, dialect));
        match next {
            Some(next) if values.len() < COLUMNS => at = next,
            _ => return Some((values, head.len())),
        }
    }
}

fn value(head: &[u8], range: std::ops::Range<usize>, quoted: bool, dialect: &Dialect) -> String {
    let raw = slice(head, range);
    let mut out = Vec::new();
    scan::unescape(
        slice(raw, 0..raw.len().min(VALUE)),
        quoted,
        dialect.escape,
        &mut out,
    );
    String::from_utf8_lossy(&out).into_owned()
}

/// The first rows from a place on, each with the place behind it.
fn rows_and_ends(head: &[u8], begin: usize, dialect: &Dialect) -> Vec<(Vec<String>, usize)> {
    let mut rows = Vec::new();
    let mut at = begin + blank(head, begin);
    while at < head.len() && rows.len() < ROWS {
        let Some((values, next)) = row(head, at, dialect) else {
            break;
        };
        // One that the look ends in may not be whole.
        if next == head.len() && rows.len() > 1 {
            break;
        }
        at = next + blank(head, next);
        rows.push((values, at));
    }
    rows
}

fn rows(head: &[u8], begin: usize, dialect: &Dialect) -> Vec<Vec<String>> {
    let rows = rows_and_ends(head, begin, dialect).into_iter();
    rows.map(|(row, _)| row).collect()
}

/// Whether a value may be the name of a column.
fn is_name(value: &str) -> bool {
    let value = value.trim();
    value.len() <= 40
        && !value.contains(['\n', '\r'])
        && !value.bytes().any(|b| b.is_ascii_control())
}

/// The dialect with what its columns tell of rows.
fn ready(mut dialect: Dialect, head: &[u8]) -> Dialect {
    dialect.lead = Dialect::leading(&dialect.columns);
    let first = dialect.before + blank(head, dialect.before);
    dialect.lead_quoted = head.get(first) == Some(&b'"');
    dialect
}

/// Whether the lines are those of a table nonetheless: as many values in each, three at least.
fn unknown(head: &[u8], first: usize, delimiters: &[u8], returns: bool) -> Sniffed {
    for delimiter in delimiters {
        let dialect = dialect(head, first, *delimiter, returns);
        let rows = rows(head, first, &dialect);
        let Some(count) = rows.first().map(Vec::len) else {
            continue;
        };
        if count >= 3 && rows.len() >= 2 && rows.iter().all(|row| row.len() == count) {
            let line = line(head, first, returns);
            let line = String::from_utf8_lossy(line).into_owned();
            return Sniffed::Unknown(format!(
                "a table of an unknown form, line 1: {}; looked for a column with the texts of cables beside one with their identifiers or dates",
                crate::diagnostic::shown(&line)
            ));
        }
    }
    Sniffed::Other
}
