//! From tokens to a query.

use std::ops::Range;

use super::Query;
use super::error::QueryError;
use super::field::{self, ANYWHERE, FIELDS, Field};
use super::lex::{Lexer, Token, TokenKind};
use super::term;
use crate::near;

/// How deep parentheses may lie in one another.
const DEEPEST: usize = 64;

pub(super) fn parse(text: &str) -> Result<Query, QueryError> {
    let mut lexer = Lexer::new(text);
    let token = lexer.next()?;
    if token.kind == TokenKind::End {
        return Err(QueryError::new(0..text.len(), "the query is empty")
            .hint("a word, or a field with its value, such as tag:PREL"));
    }
    let mut parser = Parser {
        lexer,
        token,
        field: &ANYWHERE,
        depth: 0,
    };
    let query = parser.alternatives()?;
    match parser.token.kind {
        TokenKind::End => Ok(query),
        _ => Err(closes_none(parser.token.at)),
    }
}

fn closes_none(at: Range<usize>) -> QueryError {
    QueryError::new(at, "this parenthesis closes none")
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    /// The token that is next.
    token: Token<'a>,
    /// Where terms look that name no field themselves.
    field: &'static Field,
    /// How many parentheses are open.
    depth: usize,
}

impl<'a> Parser<'a> {
    /// The next token; the one behind it is next then.
    fn take(&mut self) -> Result<Token<'a>, QueryError> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    /// Whatever `OR` parts.
    fn alternatives(&mut self) -> Result<Query, QueryError> {
        let mut any = vec![self.terms()?];
        while self.token.kind == TokenKind::Or {
            let or = self.take()?;
            self.wants_term(&or.at)?;
            any.push(self.terms()?);
        }
        Ok(join(
            any,
            |one| match one {
                Query::Any(inner) => Ok(inner),
                other => Err(other),
            },
            Query::Any,
        ))
    }

    /// Terms that stand beside one another.
    fn terms(&mut self) -> Result<Query, QueryError> {
        let at = self.token.at.clone();
        match self.token.kind {
            TokenKind::Or | TokenKind::And => return Err(self.lonely(at, "before")),
            TokenKind::Close if self.depth > 0 => {
                return Err(QueryError::new(at, "nothing stands in these parentheses"));
            }
            TokenKind::Close => return Err(closes_none(at)),
            _ => {}
        }
        let mut all = vec![self.negated()?];
        loop {
            if self.token.kind == TokenKind::And {
                let and = self.take()?;
                self.wants_term(&and.at)?;
            } else if !self.token.kind.begins_term() {
                break;
            }
            all.push(self.negated()?);
        }
        Ok(join(
            all,
            |one| match one {
                Query::All(inner) => Ok(inner),
                other => Err(other),
            },
            Query::All,
        ))
    }

    /// Complains of an operator that no term follows.
    fn wants_term(&self, operator: &Range<usize>) -> Result<(), QueryError> {
        if self.token.kind.begins_term() {
            return Ok(());
        }
        Err(self.lonely(operator.clone(), "behind"))
    }

    /// An operator that has no term on one side.
    fn lonely(&self, operator: Range<usize>, side: &str) -> QueryError {
        let word = self.lexer.text(&operator);
        let error = QueryError::new(operator, format!("nothing stands {side} {word}"));
        if word.starts_with(char::is_alphabetic) {
            error.hint(format!("the word itself is written \"{word}\""))
        } else {
            error
        }
    }

    /// A term that may be turned round.
    fn negated(&mut self) -> Result<Query, QueryError> {
        let mut is_negated = false;
        while self.token.kind == TokenKind::Not {
            let not = self.take()?;
            self.wants_term(&not.at)?;
            is_negated = !is_negated;
        }
        let term = self.term()?;
        Ok(match (is_negated, term) {
            (false, term) => term,
            (true, Query::Not(term)) => *term,
            (true, term) => Query::Not(Box::new(term)),
        })
    }

    fn term(&mut self) -> Result<Query, QueryError> {
        match self.token.kind {
            TokenKind::Open => self.group(),
            TokenKind::Field(name) => self.fielded(name),
            _ => {
                let token = self.take()?;
                term::term(self.field, &token)
            }
        }
    }

    fn group(&mut self) -> Result<Query, QueryError> {
        let open = self.take()?;
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("more than {DEEPEST} parentheses in one another");
            return Err(QueryError::new(open.at, message));
        }
        if self.token.kind == TokenKind::End {
            return Err(QueryError::new(open.at, "this parenthesis is not closed"));
        }
        let query = self.alternatives()?;
        if self.token.kind != TokenKind::Close {
            return Err(QueryError::new(open.at, "this parenthesis is not closed"));
        }
        self.take()?;
        self.depth -= 1;
        Ok(query)
    }

    /// A field with what it is to hold.
    fn fielded(&mut self, name: &str) -> Result<Query, QueryError> {
        let named = self.token.at.clone();
        let Some(field) = field::find(name) else {
            return Err(unknown(name, named));
        };
        self.take()?;
        let is_there = self.token.kind.begins_term() && self.token.at.start == named.end;
        if !is_there {
            let message = format!("{} has no value", field.name);
            let hint = format!("write it without a blank, as in {}", field.example);
            return Err(QueryError::new(named, message).hint(hint));
        }
        if self.token.kind == TokenKind::Open {
            let outer = std::mem::replace(&mut self.field, field);
            let query = self.group();
            self.field = outer;
            return query;
        }
        let value = self.take()?;
        let query = term::term(field, &value)?;
        // What follows would not be this field's any more, which is not what it looks like.
        let is_glued = self.token.kind == TokenKind::Or && self.token.at.start == value.at.end;
        if is_glued && !matches!(value.kind, TokenKind::Regex(_)) {
            let message = format!("{}: ends where | stands", field.name);
            let hint = format!(
                "alternatives of a field stand in parentheses: {}:(A | B)",
                field.name
            );
            return Err(QueryError::new(self.token.at.clone(), message).hint(hint));
        }
        Ok(query)
    }
}

/// A name that no field has.
fn unknown(name: &str, at: Range<usize>) -> QueryError {
    let lower = name.to_ascii_lowercase();
    let names = || FIELDS.iter().map(|field| field.name);
    // One with a letter more, such as the label that cables print: TAGS.
    let likeness = |known: &str| {
        let is_part = known.len() > 1
            && (lower.starts_with(known) || lower.len() > 2 && known.starts_with(&lower));
        if is_part {
            1.0
        } else {
            strsim::damerau_levenshtein(known, &lower)
                .checked_sub(2)
                .map_or(0.9, |_| strsim::jaro_winkler(known, &lower))
        }
    };
    let nearest = near::did_you_mean(&near::nearest(names(), likeness));
    let message = format!("there is no field {name}{nearest}");
    let all = names().collect::<Vec<_>>().join(", ");
    let error = QueryError::new(at.start..at.end.saturating_sub(1), message);
    if nearest.is_empty() {
        error.hint(format!(
            "the fields are {all}; to look for the words, put them in quotation marks"
        ))
    } else {
        error
    }
}

/// One query of several; what is of the same kind is taken apart.
fn join(
    queries: Vec<Query>,
    apart: impl Fn(Query) -> Result<Vec<Query>, Query>,
    whole: impl Fn(Vec<Query>) -> Query,
) -> Query {
    let mut flat = Vec::with_capacity(queries.len());
    for query in queries {
        match apart(query) {
            Ok(inner) => flat.extend(inner),
            Err(other) => flat.push(other),
        }
    }
    match flat.pop() {
        Some(only) if flat.is_empty() => only,
        Some(last) => {
            flat.push(last);
            whole(flat)
        }
        None => whole(flat),
    }
}
