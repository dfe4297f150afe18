//! The cables of an id, which may be their own or the container's.

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Term};

use super::{Index, IndexError, Stored};
use crate::query::{Code, CodeField, Query};

impl Index {
    /// Every version of the cable with this canonical id, in the order of their paths.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn versions(&self, id: &str) -> Result<Vec<Stored>, IndexError> {
        self.with(self.fields().id, id)
    }

    /// Every cable that has this canonical id beside its own, in the order of their paths.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn known_as(&self, id: &str) -> Result<Vec<Stored>, IndexError> {
        self.with(self.fields().other_id, id)
    }

    /// Whether there is a cable with this canonical id, its own or another.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn has_cable(&self, id: &str) -> Result<bool, IndexError> {
        self.guard(|| {
            let fields = self.fields();
            let has = |field| self.any_with(field, id).map_err(|error| self.error(error));
            Ok(has(fields.id)? || has(fields.other_id)?)
        })
    }

    /// The same query, where what refers to a cable is what refers to it by any of its ids.
    pub(super) fn by_every_id(&self, query: &Query) -> tantivy::Result<Query> {
        let each = |queries: &[Query]| -> tantivy::Result<Vec<Query>> {
            queries
                .iter()
                .map(|query| self.by_every_id(query))
                .collect()
        };
        let cites = |id| Query::Code {
            field: CodeField::Cites,
            code: Code::Is(id),
        };
        Ok(match query {
            Query::All(queries) => Query::All(each(queries)?),
            Query::Any(queries) => Query::Any(each(queries)?),
            Query::Not(query) => Query::Not(Box::new(self.by_every_id(query)?)),
            Query::Code {
                field: CodeField::Cites,
                code: Code::Is(id),
            } => {
                let mut queries: Vec<Query> = self.ids_of(id)?.into_iter().map(cites).collect();
                match queries.pop() {
                    Some(only) if queries.is_empty() => only,
                    last => {
                        queries.extend(last);
                        Query::Any(queries)
                    }
                }
            }
            query => query.clone(),
        })
    }

    /// The ids by which others refer to the cable that an id names: the one that has it as its own, else those that have
    /// it beside their own. An id that another cable has as its own names that one.
    fn ids_of(&self, id: &str) -> tantivy::Result<Vec<String>> {
        let fields = self.fields();
        let mut named = self.addresses(fields.id, id)?;
        if named.is_empty() {
            named = self.addresses(fields.other_id, id)?;
        }
        let mut ids = vec![id.to_owned()];
        for address in named {
            for own in self.texts("id", address)? {
                if !ids.contains(&own) {
                    ids.push(own);
                }
            }
            for other in self.texts("other_id", address)? {
                if !ids.contains(&other) && !self.any_with(fields.id, &other)? {
                    ids.push(other);
                }
            }
        }
        Ok(ids)
    }

    /// The values of a field of codes in a document.
    fn texts(&self, field: &str, address: DocAddress) -> tantivy::Result<Vec<String>> {
        let segment = self.searcher().segment_reader(address.segment_ord);
        let mut texts = Vec::new();
        if let Some(column) = segment.fast_fields().str(field)? {
            for ord in column.term_ords(address.doc_id) {
                let mut text = String::new();
                if column.ord_to_str(ord, &mut text)? {
                    texts.push(text);
                }
            }
        }
        Ok(texts)
    }

    fn with(&self, field: Field, id: &str) -> Result<Vec<Stored>, IndexError> {
        let found = self.guard(|| self.addresses(field, id).map_err(|error| self.error(error)))?;
        let stored = found.into_iter().map(|address| self.stored(address));
        let mut versions: Vec<Stored> = stored.collect::<Result<_, _>>()?;
        versions.sort_by(|a, b| (a.path(), a.index()).cmp(&(b.path(), b.index())));
        Ok(versions)
    }

    fn addresses(&self, field: Field, id: &str) -> tantivy::Result<Vec<DocAddress>> {
        let found = self
            .searcher()
            .search(&exact(field, id), &DocSetCollector)?;
        Ok(found.into_iter().collect())
    }

    fn any_with(&self, field: Field, id: &str) -> tantivy::Result<bool> {
        Ok(self.searcher().search(&exact(field, id), &Count)? > 0)
    }
}

fn exact(field: Field, id: &str) -> TermQuery {
    TermQuery::new(Term::from_field_text(field, id), IndexRecordOption::Basic)
}
