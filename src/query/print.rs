//! A query as a text that reads the same.

use std::fmt::{self, Display, Formatter};

use super::field::{self, Takes};
use super::value::{KINDS, LEVELS};
use super::{Code, Days, Query, Span, TextField, What};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Query::All(queries) => joined(f, queries, " "),
            Query::Any(queries) => joined(f, queries, " OR "),
            Query::Not(query) => {
                f.write_str("-")?;
                part(f, query)
            }
            Query::Text { field, what } => {
                if *field != TextField::Anywhere {
                    name(f, Takes::Text(*field))?;
                }
                write!(f, "{what}")
            }
            Query::Code { field, code } => {
                name(f, Takes::Code(*field))?;
                match code {
                    Code::Is(code) => value(f, code),
                    Code::Begins(stem) => write!(f, "{stem}*"),
                }
            }
            Query::Class(level) => {
                name(f, Takes::Class)?;
                named(f, LEVELS, *level)
            }
            Query::Kind(kind) => {
                name(f, Takes::Kind)?;
                named(f, KINDS, *kind)
            }
            Query::Year(years) => {
                name(f, Takes::Year)?;
                write!(f, "{years:04}")
            }
            Query::Date(days) => {
                name(f, Takes::Date)?;
                write!(f, "{days}")
            }
            Query::Number(numbers) => {
                name(f, Takes::Number)?;
                write!(f, "{numbers}")
            }
        }
    }
}

fn name(f: &mut Formatter<'_>, takes: Takes) -> fmt::Result {
    write!(f, "{}:", field::name(takes))
}

fn joined(f: &mut Formatter<'_>, queries: &[Query], between: &str) -> fmt::Result {
    for (index, query) in queries.iter().enumerate() {
        if index > 0 {
            f.write_str(between)?;
        }
        part(f, query)?;
    }
    Ok(())
}

/// A query that stands beside others.
fn part(f: &mut Formatter<'_>, query: &Query) -> fmt::Result {
    match query {
        Query::All(_) | Query::Any(_) => write!(f, "({query})"),
        _ => write!(f, "{query}"),
    }
}

fn named<T: PartialEq>(f: &mut Formatter<'_>, names: &[(&str, T)], wanted: T) -> fmt::Result {
    let found = names.iter().find(|(_, one)| *one == wanted);
    f.write_str(found.map_or("", |(name, _)| name))
}

/// A value, in quotation marks where it is more than letters and digits.
fn value(f: &mut Formatter<'_>, value: &str) -> fmt::Result {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    if value.chars().all(is_plain) {
        f.write_str(value)
    } else {
        // The parser lets no straight quotation mark into a value.
        write!(f, "\"{value}\"")
    }
}

impl Display for What {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            What::Word(word) => f.write_str(word),
            What::Phrase(words) => write!(f, "\"{}\"", words.join(" ")),
            What::Prefix(stem) => write!(f, "{stem}*"),
            What::Regex(pattern) => write!(f, "/{}/", escaped(pattern)),
            What::Fuzzy(word, 1) => write!(f, "{word}~"),
            What::Fuzzy(word, wrong) => write!(f, "{word}~{wrong}"),
        }
    }
}

/// An expression with a backslash before each slash, so that none ends it.
fn escaped(pattern: &str) -> String {
    let mut escaped = String::with_capacity(pattern.len());
    let mut after = false;
    for c in pattern.chars() {
        if c == '/' && !after {
            escaped.push('\\');
        }
        escaped.push(c);
        after = c == '\\' && !after;
    }
    escaped
}

impl<T: Display + PartialEq> Display for Span<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(first) = &self.first {
            first.fmt(f)?;
        }
        if self.first == self.last {
            return Ok(());
        }
        f.write_str("..")?;
        match &self.last {
            Some(last) => last.fmt(f),
            None => Ok(()),
        }
    }
}

impl Display for Days {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(from) = self.from {
            write!(f, "{from}")?;
        }
        let last = self
            .before
            .map(|before| before.pred_opt().unwrap_or(before));
        if self.from == last {
            return Ok(());
        }
        f.write_str("..")?;
        match last {
            Some(last) => write!(f, "{last}"),
            None => Ok(()),
        }
    }
}
