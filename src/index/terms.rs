//! Documents that have one of many terms of a field: those that begin so, those that pass a test.

use std::sync::Arc;

use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::termdict::{TermDictionary, TermStreamer};
use tantivy::{BitSet, DocId, DocSet, Score, SegmentReader, TantivyError};

use crate::query::WordTest;

/// Finds the documents that have such a term. It looks at every term of that beginning, so none is lost, whatever their
/// number.
#[derive(Clone, Debug)]
pub(super) struct Terms {
    field: Field,
    /// How they begin.
    stem: Arc<str>,
    test: Option<Arc<WordTest>>,
}

impl Terms {
    /// Terms that begin so.
    pub(super) fn beginning(field: Field, stem: &str) -> Self {
        Terms {
            field,
            stem: stem.into(),
            test: None,
        }
    }

    /// Terms that pass a test.
    pub(super) fn passing(field: Field, test: Arc<WordTest>) -> Self {
        Terms {
            field,
            stem: "".into(),
            test: Some(test),
        }
    }

    fn stream<'a>(&self, terms: &'a TermDictionary) -> std::io::Result<TermStreamer<'a>> {
        let mut range = terms.range();
        if !self.stem.is_empty() {
            range = range.ge(self.stem.as_bytes());
            if let Some(behind) = behind(&self.stem) {
                range = range.lt(behind);
            }
        }
        range.into_stream()
    }

    fn passes(&self, term: &[u8]) -> bool {
        self.test.as_ref().is_none_or(|test| {
            let term = std::str::from_utf8(term);
            term.is_ok_and(|term| test.passes(term))
        })
    }
}

/// The first bytes behind all texts that begin so. No byte of a text is 255.
fn behind(stem: &str) -> Option<Vec<u8>> {
    let mut bytes = stem.as_bytes().to_vec();
    let last = bytes.last_mut()?;
    *last = last.saturating_add(1);
    Some(bytes)
}

impl Query for Terms {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Terms {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut found = BitSet::with_max_value(reader.max_doc());
        let inverted = reader.inverted_index(self.field)?;
        let mut terms = self.stream(inverted.terms())?;
        while terms.advance() {
            if !self.passes(terms.key()) {
                continue;
            }
            let basic = IndexRecordOption::Basic;
            let mut postings = inverted.read_block_postings_from_terminfo(terms.value(), basic)?;
            while !postings.docs().is_empty() {
                for doc in postings.docs() {
                    found.insert(*doc);
                }
                postings.advance();
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(found), boost)))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        if self.scorer(reader, 1.0)?.seek(doc) == doc {
            Ok(Explanation::new("terms", 1.0))
        } else {
            let text = "the document is not found".to_owned();
            Err(TantivyError::InvalidArgument(text))
        }
    }
}
