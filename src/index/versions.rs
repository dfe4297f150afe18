//! The cables of an id.

use tantivy::collector::{Count, DocSetCollector};
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Term};

use super::{Index, IndexError, Stored};

impl Index {
    /// Every version of the cable with this canonical id, in the order of their paths.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn versions(&self, id: &str) -> Result<Vec<Stored>, IndexError> {
        let found = self.guard(|| {
            let found = self.searcher().search(&self.of_id(id), &DocSetCollector);
            found.map_err(|error| self.error(error))
        })?;
        let stored = found
            .into_iter()
            .map(|address: DocAddress| self.stored(address));
        let mut versions: Vec<Stored> = stored.collect::<Result<_, _>>()?;
        versions.sort_by(|a, b| (a.path(), a.index()).cmp(&(b.path(), b.index())));
        Ok(versions)
    }

    /// Whether there is a cable with this canonical id.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn has_cable(&self, id: &str) -> Result<bool, IndexError> {
        self.guard(|| {
            let found = self.searcher().search(&self.of_id(id), &Count);
            found
                .map(|count| count > 0)
                .map_err(|error| self.error(error))
        })
    }

    fn of_id(&self, id: &str) -> TermQuery {
        let term = Term::from_field_text(self.fields().id, id);
        TermQuery::new(term, IndexRecordOption::Basic)
    }
}
