//! From a query to its tokens.

use std::ops::Range;

use super::error::QueryError;

/// A token, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    pub at: Range<usize>,
    pub kind: TokenKind<'a>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind<'a> {
    Open,
    Close,
    And,
    Or,
    /// `NOT`, or the hyphen before a term.
    Not,
    /// A name; the token ends with its colon.
    Field(&'a str),
    /// What stands between blanks.
    Bare(&'a str),
    /// What stands between quotation marks.
    Quoted(&'a str),
    /// What stands between slashes, as it is written.
    Regex(&'a str),
    End,
}

impl TokenKind<'_> {
    /// Whether a term begins so.
    pub(super) fn begins_term(self) -> bool {
        !matches!(
            self,
            TokenKind::Close | TokenKind::And | TokenKind::Or | TokenKind::End
        )
    }
}

pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// A field's colon stands before: what follows is its value, whatever it looks like.
    in_field: bool,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer {
            text,
            at: 0,
            in_field: false,
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What stands at a place.
    pub(super) fn text(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    /// The token of so many bytes.
    fn take(&mut self, len: usize, kind: TokenKind<'a>) -> Token<'a> {
        let at = self.at..self.at + len;
        self.at = at.end;
        Token { at, kind }
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, QueryError> {
        let blank = self.rest().len() - self.rest().trim_start().len();
        self.at += blank;
        // A value stands right behind the colon.
        let in_field = std::mem::take(&mut self.in_field) && blank == 0;
        let rest = self.rest();
        let mut chars = rest.chars();
        let Some(first) = chars.next() else {
            return Ok(self.take(0, TokenKind::End));
        };
        match first {
            '(' => Ok(self.take(1, TokenKind::Open)),
            ')' => Ok(self.take(1, TokenKind::Close)),
            '|' => {
                let len = if rest.starts_with("||") { 2 } else { 1 };
                Ok(self.take(len, TokenKind::Or))
            }
            '/' => self.regex(),
            quote if is_quote(quote) => self.quoted(quote),
            '-' if !in_field => match chars.next() {
                Some(next) if !next.is_whitespace() => Ok(self.take(1, TokenKind::Not)),
                _ => Err(
                    QueryError::new(self.at..self.at + 1, "nothing stands behind the hyphen").hint(
                        "-word leaves out what has the word; a hyphen between words is left away",
                    ),
                ),
            },
            _ => Ok(self.bare(in_field)),
        }
    }

    /// What lies between quotation marks.
    fn quoted(&mut self, open: char) -> Result<Token<'a>, QueryError> {
        let start = self.at;
        let inside = self.rest().get(open.len_utf8()..).unwrap_or_default();
        // A straight one is closed by a straight one, a curly one by a curly one.
        let closes = |c: char| is_quote(c) && (c == '"') == (open == '"');
        let Some(end) = inside.find(closes) else {
            let at = start..start + open.len_utf8();
            return Err(QueryError::new(at, "this quotation mark is not closed"));
        };
        let (quoted, close) = inside.split_at_checked(end).unwrap_or((inside, ""));
        let close = close.chars().next().map_or(0, char::len_utf8);
        let len = open.len_utf8() + end + close;
        Ok(self.take(len, TokenKind::Quoted(quoted)))
    }

    /// What lies between slashes; a slash behind a backslash is one of the expression.
    fn regex(&mut self) -> Result<Token<'a>, QueryError> {
        let inside = self.rest().get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inside.find(|c| {
            let ends = c == '/' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let Some(end) = end else {
            let at = self.at..self.at + 1;
            return Err(QueryError::new(at, "this regular expression is not closed")
                .hint("it ends with a slash; where no expression is meant, leave the slash away"));
        };
        let pattern = inside.get(..end).unwrap_or_default();
        let token = self.take(end + 2, TokenKind::Regex(pattern));
        let next = self.rest().chars().next();
        if next.is_some_and(|c| !ends_bare(c)) {
            return Err(
                QueryError::new(token.at, "a regular expression ends with its slash, and a blank")
                    .hint(r"a slash in the expression is written \/; words with slashes stand in quotation marks"),
            );
        }
        Ok(token)
    }

    /// What lies between blanks: an operator, the name of a field, or a word.
    fn bare(&mut self, in_field: bool) -> Token<'a> {
        let rest = self.rest();
        let end = rest.find(ends_bare).unwrap_or(rest.len());
        let bare = rest.get(..end).unwrap_or_default();
        if in_field {
            return self.take(end, TokenKind::Bare(bare));
        }
        let name = bare.split_once(':').map(|(name, _)| name);
        let is_name =
            |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic());
        if let Some(name) = name.filter(is_name) {
            self.in_field = true;
            return self.take(name.len() + 1, TokenKind::Field(name));
        }
        let kind = match bare {
            "AND" => TokenKind::And,
            "OR" => TokenKind::Or,
            "NOT" => TokenKind::Not,
            _ => TokenKind::Bare(bare),
        };
        self.take(end, kind)
    }
}

/// The straight quotation mark, and those that word processors make of it.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

fn ends_bare(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|') || is_quote(c)
}
