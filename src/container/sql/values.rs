//! The values of a row of a dump.

use super::dialect::Dialect;
use crate::container::line::slice;
use crate::container::table::letter;

/// A value; nothing where it is `NULL`.
type Value = Option<Vec<u8>>;

/// Functions lie in one another no deeper.
const DEPTH: usize = 8;

/// The values of a tuple, with what may stand before it; nothing where it has no end.
pub(super) fn tuple(raw: &[u8], dialect: Dialect) -> Option<Vec<Value>> {
    let between = |b: &&u8| b.is_ascii_whitespace() || matches!(b, b',' | b')');
    let begin = raw.iter().take_while(between).count();
    let mut reader = Reader {
        bytes: raw,
        at: begin,
        dialect,
    };
    if reader.peek() != Some(b'(') {
        return None;
    }
    reader.at += 1;
    reader.list(DEPTH)
}

/// The values of a line behind `COPY`.
pub(super) fn line(raw: &[u8]) -> Vec<Value> {
    let line = raw.strip_suffix(b"\n").unwrap_or(raw);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = line.strip_prefix(b"\n").unwrap_or(line);
    line.split(|b| *b == b'\t')
        .map(|value| {
            if value == b"\\N" {
                return None;
            }
            let mut out = Vec::with_capacity(value.len());
            let mut rest = value;
            while let Some(at) = memchr::memchr(b'\\', rest) {
                out.extend_from_slice(slice(rest, 0..at));
                match rest.get(at + 1) {
                    Some(escaped) => out.push(letter(*escaped)),
                    None => out.push(b'\\'),
                }
                rest = slice(rest, at + 2..rest.len());
            }
            out.extend_from_slice(rest);
            Some(out)
        })
        .collect()
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    dialect: Dialect,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|b| b.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    /// Values with commas between, up to the parenthesis that closes them.
    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            values.push(self.value(depth)?);
            match self.peek()? {
                b',' => self.at += 1,
                b')' => {
                    self.at += 1;
                    return Some(values);
                }
                // A cast, or another thing behind a value.
                _ => self.pass()?,
            }
            if self.bytes.get(self.at.checked_sub(1)?) == Some(&b')') {
                return Some(values);
            }
        }
    }

    /// Goes behind the comma or parenthesis that ends a value, where something else stands behind it.
    fn pass(&mut self) -> Option<()> {
        let rest = slice(self.bytes, self.at..self.bytes.len());
        self.at += 1 + memchr::memchr2(b',', b')', rest)?;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        self.blanks();
        let value = if self.peek()? == b'\'' {
            Some(self.string(self.dialect.backslash)?)
        } else {
            let start = self.at;
            let ends = |b: u8| matches!(b, b',' | b')' | b'(' | b'\'') || b.is_ascii_whitespace();
            while !ends(self.peek()?) {
                self.at += 1;
            }
            let word = slice(self.bytes, start..self.at);
            match self.peek()? {
                b'(' if depth > 0 => {
                    self.at += 1;
                    let values = self.list(depth - 1)?;
                    call(word, values)
                }
                b'(' => return None,
                // `E'...'`, `N'...'`, `X'...'`.
                b'\'' => {
                    let text =
                        self.string(self.dialect.backslash || matches!(word, b"E" | b"e"))?;
                    Some(if matches!(word, b"X" | b"x") {
                        hex(&text)
                    } else {
                        text
                    })
                }
                // `_binary '...'`.
                b if b.is_ascii_whitespace() && word.starts_with(b"_") => return self.value(depth),
                _ => bare(word),
            }
        };
        self.blanks();
        Some(value)
    }

    /// A string, from its quote on.
    fn string(&mut self, backslash: bool) -> Option<Vec<u8>> {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            let rest = slice(self.bytes, self.at..self.bytes.len());
            let found = memchr::memchr2(b'\'', if backslash { b'\\' } else { b'\'' }, rest)?;
            out.extend_from_slice(slice(rest, 0..found));
            match slice(rest, found..rest.len()) {
                [b'\'', b'\'', ..] => out.push(b'\''),
                [b'\'', ..] => {
                    self.at += found + 1;
                    return Some(out);
                }
                [_, escaped, ..] => out.push(letter(*escaped)),
                _ => return None,
            }
            self.at += found + 2;
        }
    }
}

/// A value without quotes.
fn bare(word: &[u8]) -> Value {
    if word.eq_ignore_ascii_case(b"NULL") || word.is_empty() {
        return None;
    }
    match word {
        [b'0', b'x' | b'X', digits @ ..] => Some(hex(digits)),
        _ => Some(word.to_vec()),
    }
}

/// Bytes that are written as hexadecimal digits; what are none stand for themselves.
fn hex(digits: &[u8]) -> Vec<u8> {
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(pair, 16).ok()
    };
    let bytes: Option<Vec<u8>> = digits.chunks(2).map(byte).collect();
    bytes.unwrap_or_else(|| digits.to_vec())
}

/// What a function gives: `replace('a\nb','\n',char(10))` puts back line feeds; of any other the first value counts.
fn call(name: &[u8], values: Vec<Value>) -> Value {
    if name.eq_ignore_ascii_case(b"char") {
        let code = values.into_iter().next()??;
        let code: u8 = std::str::from_utf8(&code).ok()?.parse().ok()?;
        return Some(vec![code]);
    }
    let mut values = values.into_iter();
    let text = values.next()??;
    if name.eq_ignore_ascii_case(b"replace")
        && let (Some(Some(from)), Some(Some(to))) = (values.next(), values.next())
        && !from.is_empty()
    {
        let mut out = Vec::with_capacity(text.len());
        let mut rest = text.as_slice();
        while let Some(at) = memchr::memmem::find(rest, &from) {
            out.extend_from_slice(slice(rest, 0..at));
            out.extend_from_slice(&to);
            rest = slice(rest, at + from.len()..rest.len());
        }
        out.extend_from_slice(rest);
        return Some(out);
    }
    Some(text)
}
