//! Queries as the index takes them.

use std::ops::Bound;
use std::sync::Arc;

use chrono::NaiveDate;
use tantivy::Term;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery,
    Query as Lowered, RangeQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};

use super::schema::Fields;
use super::terms::Terms;
use crate::query::{Code, CodeField, Days, Query, Span, TextField, What, WordTest};

/// The same query for the index. Scores are those of words and phrases; what names a field of codes, or words by less
/// than the whole of them, has none.
pub(super) fn lower(query: &Query, fields: &Fields, scored: bool) -> Box<dyn Lowered> {
    let lower = Lower {
        fields,
        scored,
        anywhere: [fields.subject, fields.body],
        ids: [fields.id, fields.other_id],
    };
    lower.query(query)
}

struct Lower<'a> {
    fields: &'a Fields,
    scored: bool,
    anywhere: [Field; 2],
    ids: [Field; 2],
}

impl Lower<'_> {
    fn query(&self, query: &Query) -> Box<dyn Lowered> {
        match query {
            Query::All(queries) => self.all(queries),
            Query::Any(queries) => self.any(queries),
            Query::Not(_) => self.all(std::slice::from_ref(query)),
            Query::Text { field, what } => {
                let found = self
                    .texts(*field)
                    .iter()
                    .map(|field| self.text(*field, what));
                any_of(found.collect())
            }
            Query::Code { field, code } => {
                let found = self.codes(*field).iter().map(|field| match code {
                    Code::Is(code) => exact(*field, code),
                    Code::Begins(stem) => Box::new(Terms::beginning(*field, stem)),
                });
                unscored(any_of(found.collect()))
            }
            Query::Class(level) => unscored(exact(self.fields.class, level.as_str())),
            Query::Kind(kind) => unscored(exact(self.fields.kind, kind.as_str())),
            Query::Year(Span { first, last }) => {
                let term = |year: i32| Term::from_field_i64(self.fields.year, i64::from(year));
                between(first.map(term), last.map(term), Bound::Included)
            }
            Query::Number(Span { first, last }) => {
                let term =
                    |number: u32| Term::from_field_u64(self.fields.number, u64::from(number));
                between(first.map(term), last.map(term), Bound::Included)
            }
            Query::Date(Days { from, before }) => {
                let term = |day: NaiveDate| {
                    let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
                    Term::from_field_i64(self.fields.date, midnight.timestamp())
                };
                between(from.map(term), before.map(term), Bound::Excluded)
            }
        }
    }

    fn all(&self, queries: &[Query]) -> Box<dyn Lowered> {
        let mut clauses = Vec::with_capacity(queries.len() + 1);
        for query in queries {
            clauses.push(match query {
                Query::Not(query) => (Occur::MustNot, self.query(query)),
                query => (Occur::Must, self.query(query)),
            });
        }
        // Something has to be there of which others are taken away.
        if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            clauses.push((Occur::Must, unscored(Box::new(AllQuery))));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn any(&self, queries: &[Query]) -> Box<dyn Lowered> {
        any_of(queries.iter().map(|query| self.query(query)).collect())
    }

    /// Where the words of a text stand.
    fn texts(&self, field: TextField) -> &[Field] {
        match field {
            TextField::Anywhere => &self.anywhere,
            TextField::Subject => std::slice::from_ref(&self.fields.subject),
            TextField::Para => std::slice::from_ref(&self.fields.body),
            TextField::From => std::slice::from_ref(&self.fields.from),
            TextField::To => std::slice::from_ref(&self.fields.to),
            TextField::By => std::slice::from_ref(&self.fields.by),
            TextField::Signed => std::slice::from_ref(&self.fields.signed),
        }
    }

    /// Where a code stands.
    fn codes(&self, field: CodeField) -> &[Field] {
        match field {
            CodeField::Tag => std::slice::from_ref(&self.fields.tag),
            CodeField::Post => std::slice::from_ref(&self.fields.post),
            CodeField::Caption => std::slice::from_ref(&self.fields.caption),
            CodeField::Cites => std::slice::from_ref(&self.fields.cites),
            CodeField::Id => &self.ids,
        }
    }

    fn text(&self, field: Field, what: &What) -> Box<dyn Lowered> {
        match what {
            What::Word(word) => {
                let kept = if self.scored {
                    IndexRecordOption::WithFreqs
                } else {
                    IndexRecordOption::Basic
                };
                Box::new(TermQuery::new(Term::from_field_text(field, word), kept))
            }
            What::Phrase(words) => {
                let terms = words.iter().map(|word| Term::from_field_text(field, word));
                Box::new(PhraseQuery::new(terms.collect()))
            }
            What::Prefix(stem) => unscored(Box::new(Terms::beginning(field, stem))),
            // It finds what [`WordTest`] lets pass, without looking at every term.
            What::Fuzzy(word, wrong) => {
                let term = Term::from_field_text(field, word);
                unscored(Box::new(FuzzyTermQuery::new(term, *wrong, true)))
            }
            What::Regex(_) => match WordTest::of(what) {
                Some(test) => unscored(Box::new(Terms::passing(field, Arc::new(test)))),
                // A regular expression that does not parse, of a query that was not read but made, finds nothing.
                None => Box::new(EmptyQuery),
            },
        }
    }
}

fn any_of(mut queries: Vec<Box<dyn Lowered>>) -> Box<dyn Lowered> {
    match queries.pop() {
        Some(only) if queries.is_empty() => only,
        last => {
            queries.extend(last);
            Box::new(BooleanQuery::union(queries))
        }
    }
}

fn exact(field: Field, text: &str) -> Box<dyn Lowered> {
    let term = Term::from_field_text(field, text);
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

fn between(
    first: Option<Term>,
    last: Option<Term>,
    last_is: fn(Term) -> Bound<Term>,
) -> Box<dyn Lowered> {
    if first.is_none() && last.is_none() {
        return unscored(Box::new(AllQuery));
    }
    let bound = |term: Option<Term>, is: fn(Term) -> Bound<Term>| term.map_or(Bound::Unbounded, is);
    unscored(Box::new(RangeQuery::new(
        bound(first, Bound::Included),
        bound(last, last_is),
    )))
}

/// A query that adds nothing to the score.
fn unscored(query: Box<dyn Lowered>) -> Box<dyn Lowered> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}
