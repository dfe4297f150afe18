//! Statements of a dump: what one begins with, and where it ends.

use crate::container::line::slice;

/// A table, and the names of its columns where they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub table: String,
    pub columns: Vec<String>,
}

/// What a statement is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// A table is made, with these columns.
    Create(Named),
    /// Tuples follow behind so many bytes.
    Insert(Named, usize),
    /// Lines follow behind so many bytes.
    Copy(Named, usize),
    /// Another one.
    Other,
}

/// A beginning longer than this is none of a statement that is of concern.
const LONGEST: usize = 1 << 16;

/// Words that dumps begin with.
const WORDS: &[&str] = &[
    "ALTER", "BEGIN", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOCK", "PRAGMA", "REPLACE",
    "SELECT", "SET", "START", "TRUNCATE", "USE",
];

/// Whether an input begins with a statement, comments before it or not.
pub(super) fn begins(head: &[u8]) -> bool {
    let at = start(head, 0, true).unwrap_or(0);
    let rest = slice(head, at..head.len());
    matches!(token(rest, 0), Some((Token::Word(word), _)) if WORDS.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// Where a statement begins behind `from`: blanks, semicolons and comments are passed. Nothing where the bytes end before.
pub(super) fn start(bytes: &[u8], from: usize, last: bool) -> Option<usize> {
    let mut at = from;
    loop {
        let rest = slice(bytes, at..bytes.len());
        match rest {
            [] => return None,
            [b, ..] if b.is_ascii_whitespace() || *b == b';' => at += 1,
            [b'-', b'-', ..] | [b'#', ..] => at += memchr::memchr(b'\n', rest)? + 1,
            [b'/', b'*', ..] => at += memchr::memmem::find(rest, b"*/")? + 2,
            [b'-' | b'/'] if !last => return None,
            _ => return Some(at),
        }
    }
}

/// What a statement is that begins here; nothing where more bytes are needed to tell.
pub(super) fn read(bytes: &[u8], last: bool) -> Option<Statement> {
    let near = slice(bytes, 0..bytes.len().min(LONGEST));
    let mut tokens = Tokens { bytes: near, at: 0 };
    let found = match tokens.word().as_deref() {
        Some("INSERT" | "REPLACE") => insert(&mut tokens),
        Some("CREATE") => create(&mut tokens),
        Some("COPY") => copy(&mut tokens),
        Some(_) => Some(Statement::Other),
        None => None,
    };
    // A word at the end of the bytes may go on; what is not told within so many is another statement.
    match found {
        Some(found) if tokens.at < near.len() || last => Some(found),
        None if near.len() == LONGEST || last => Some(Statement::Other),
        _ => None,
    }
}

/// `INSERT INTO name (a, b) VALUES`.
fn insert(tokens: &mut Tokens<'_>) -> Option<Statement> {
    for _ in 0..6 {
        match tokens.word()?.as_str() {
            "INTO" => {
                let mut named = tokens.name()?;
                let mut token = tokens.next()?;
                if token == Token::Sign(b'(') {
                    named.columns = tokens.names()?;
                    token = tokens.next()?;
                }
                let is_values = matches!(&token, Token::Word(word) if word.eq_ignore_ascii_case("VALUES") || word.eq_ignore_ascii_case("VALUE"));
                return Some(if is_values {
                    Statement::Insert(named, tokens.at)
                } else {
                    Statement::Other
                });
            }
            "IGNORE" | "OR" | "REPLACE" | "LOW_PRIORITY" | "DELAYED" | "HIGH_PRIORITY" => {}
            _ => break,
        }
    }
    Some(Statement::Other)
}

/// `CREATE TABLE IF NOT EXISTS name (a integer, b text, PRIMARY KEY (a))`.
fn create(tokens: &mut Tokens<'_>) -> Option<Statement> {
    let mut word = tokens.word()?;
    while ["TEMPORARY", "TEMP", "UNLOGGED", "GLOBAL", "LOCAL"].contains(&word.as_str()) {
        word = tokens.word()?;
    }
    if word != "TABLE" {
        return Some(Statement::Other);
    }
    let before = tokens.at;
    if tokens.word().as_deref() == Some("IF") {
        tokens.word()?;
        tokens.word()?;
    } else {
        tokens.at = before;
    }
    let mut named = tokens.name()?;
    if tokens.next()? != Token::Sign(b'(') {
        return Some(Statement::Other);
    }
    const KEYS: &[&str] = &[
        "CHECK",
        "CONSTRAINT",
        "EXCLUDE",
        "FOREIGN",
        "FULLTEXT",
        "INDEX",
        "KEY",
        "LIKE",
        "PRIMARY",
        "SPATIAL",
        "UNIQUE",
    ];
    let (mut depth, mut first) = (1, true);
    loop {
        match tokens.next()? {
            Token::Sign(b'(') => depth += 1,
            Token::Sign(b')') => {
                depth -= 1;
                if depth == 0 {
                    return Some(Statement::Create(named));
                }
            }
            Token::Sign(b',') if depth == 1 => {
                first = true;
                continue;
            }
            Token::Word(word) if first && KEYS.iter().any(|key| word.eq_ignore_ascii_case(key)) => {
            }
            Token::Word(name) | Token::Name(name) if first => named.columns.push(name),
            _ => {}
        }
        first = false;
    }
}

/// `COPY name (a, b) FROM stdin;` and the line's end.
fn copy(tokens: &mut Tokens<'_>) -> Option<Statement> {
    let mut named = tokens.name()?;
    let mut token = tokens.next()?;
    if token == Token::Sign(b'(') {
        named.columns = tokens.names()?;
        token = tokens.next()?;
    }
    if !matches!(&token, Token::Word(word) if word.eq_ignore_ascii_case("FROM")) {
        return Some(Statement::Other);
    }
    if tokens.word()? != "STDIN" {
        return Some(Statement::Other);
    }
    while tokens.next()? != Token::Sign(b';') {}
    let rest = slice(tokens.bytes, tokens.at..tokens.bytes.len());
    tokens.at += memchr::memchr(b'\n', rest)? + 1;
    Some(Statement::Copy(named, tokens.at))
}

/// The smallest thing that a statement is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// A bare word or number.
    Word(String),
    /// A name in quotes.
    Name(String),
    /// A string.
    String,
    /// Any other sign.
    Sign(u8),
}

struct Tokens<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Tokens<'_> {
    fn next(&mut self) -> Option<Token> {
        let (token, next) = token(self.bytes, self.at)?;
        self.at = next;
        Some(token)
    }

    /// A bare word in capitals.
    fn word(&mut self) -> Option<String> {
        match self.next()? {
            Token::Word(word) => Some(word.to_ascii_uppercase()),
            _ => Some(String::new()),
        }
    }

    /// A table's name; that of its database before it is passed.
    fn name(&mut self) -> Option<Named> {
        loop {
            let table = match self.next()? {
                Token::Word(name) | Token::Name(name) => name,
                _ => return Some(Named::default()),
            };
            let before = self.at;
            if self.next()? != Token::Sign(b'.') {
                self.at = before;
                let columns = Vec::new();
                return Some(Named { table, columns });
            }
        }
    }

    /// Names with commas between, behind a parenthesis and up to the next.
    fn names(&mut self) -> Option<Vec<String>> {
        let mut names = Vec::new();
        loop {
            match self.next()? {
                Token::Word(name) | Token::Name(name) => names.push(name),
                Token::Sign(b')') => return Some(names),
                _ => {}
            }
        }
    }
}

/// The token behind `from`, and where it ends.
fn token(bytes: &[u8], from: usize) -> Option<(Token, usize)> {
    let rest = slice(bytes, from..bytes.len());
    let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
    let at = from + blank;
    let rest = slice(bytes, at..bytes.len());
    let first = *rest.first()?;
    let text = |range| String::from_utf8_lossy(slice(rest, range)).into_owned();
    match first {
        b'`' | b'"' | b'[' => {
            let close = if first == b'[' { b']' } else { first };
            let end = 1 + memchr::memchr(close, slice(rest, 1..rest.len()))?;
            Some((Token::Name(text(1..end)), at + end + 1))
        }
        b'\'' => {
            let end = 1 + memchr::memchr(b'\'', slice(rest, 1..rest.len()))?;
            Some((Token::String, at + end + 1))
        }
        _ => {
            let is_word =
                |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'$') || !b.is_ascii();
            let len = rest.iter().take_while(is_word).count();
            if len == 0 {
                return Some((Token::Sign(first), at + 1));
            }
            Some((Token::Word(text(0..len)), at + len))
        }
    }
}

/// Inside of what the end of a statement is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexer {
    /// Code.
    Code,
    /// A string or name between two of this quote.
    Quoted(u8),
    /// A comment up to the line's end.
    Line,
    /// A comment between `/*` and `*/`.
    Block,
    /// A string between `$$` and `$$`.
    Dollars,
}

/// Where the statement ends that is open behind `from`, behind its semicolon; else inside of what the bytes end. (A
/// backslash before a quote is passed: what that does to dialects that have none ends with the next string.)
pub(super) fn end(bytes: &[u8], from: usize, lexer: Lexer) -> (Option<usize>, Lexer) {
    let mut lexer = lexer;
    let mut at = from;
    loop {
        let rest = slice(bytes, at..bytes.len());
        let found = match lexer {
            Lexer::Code => rest
                .iter()
                .position(|b| matches!(b, b';' | b'\'' | b'"' | b'`' | b'-' | b'/' | b'$')),
            Lexer::Quoted(quote) => memchr::memchr2(quote, b'\\', rest),
            Lexer::Line => memchr::memchr(b'\n', rest),
            Lexer::Block => memchr::memmem::find(rest, b"*/"),
            Lexer::Dollars => memchr::memmem::find(rest, b"$$"),
        };
        let Some(found) = found else {
            return (None, lexer);
        };
        at += found;
        let rest = slice(rest, found..rest.len());
        let len;
        (lexer, len) = match (lexer, rest) {
            (Lexer::Code, [b';', ..]) => return (Some(at + 1), Lexer::Code),
            (Lexer::Code, [quote @ (b'\'' | b'"' | b'`'), ..]) => (Lexer::Quoted(*quote), 1),
            (Lexer::Code, [b'-', b'-', ..]) => (Lexer::Line, 2),
            (Lexer::Code, [b'/', b'*', ..]) => (Lexer::Block, 2),
            (Lexer::Code, [b'$', b'$', ..]) => (Lexer::Dollars, 2),
            (Lexer::Code, _) => (Lexer::Code, 1),
            (Lexer::Quoted(_), [b'\\', _, ..]) => (lexer, 2),
            (Lexer::Quoted(_), [b'\\']) => return (None, lexer),
            (Lexer::Quoted(_) | Lexer::Line, _) => (Lexer::Code, 1),
            (Lexer::Block | Lexer::Dollars, _) => (Lexer::Code, 2),
        };
        at += len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_told_within_so_many_bytes() {
        for (text, last, expected) in [
            ("INSERT INTO", false, None),
            ("INSERT INTO", true, Some(Statement::Other)),
            ("", true, Some(Statement::Other)),
            ("SELECT 1", false, Some(Statement::Other)),
            ("SELECT", false, None),
        ] {
            assert_eq!(read(text.as_bytes(), last), expected, "{text}");
        }
        let long = format!("INSERT INTO {}", " ".repeat(LONGEST));
        assert_eq!(read(long.as_bytes(), false), Some(Statement::Other));
        let short = slice(long.as_bytes(), 0..LONGEST - 1);
        assert_eq!(read(short, false), None);
    }
}
