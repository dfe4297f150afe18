//! Opens an index to read it.

use std::fmt;
use std::path::{Path, PathBuf};

use tantivy::index::SegmentComponent;
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{ReloadPolicy, Searcher};

use super::IndexError;
use super::panics::guarded;
use super::place::Place;
use super::schema::{Fields, WORDS};
use super::shelf::Shelf;
use super::words::Words;

/// How many blocks of stored texts are kept unpacked.
const BLOCKS: usize = 4;

/// How often an index that could not be opened is tried again.
const AGAIN: usize = 3;

/// An index that is read: as it was when it was opened, whatever is written to it meanwhile.
#[derive(Clone)]
pub struct Index {
    place: Place,
    number: u32,
    fields: Fields,
    searcher: Searcher,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index of a directory.
    ///
    /// # Errors
    /// There is none, it is another version's, or it cannot be read.
    pub fn open(dir: &Path) -> Result<Self, IndexError> {
        let place = Place::new(dir);
        let mut opened = Index::of(&place, place.current()?);
        // A run that writes it may have replaced what was about to be opened.
        for _ in 0..AGAIN {
            if opened.is_ok() {
                break;
            }
            opened = Index::of(&place, place.current()?);
        }
        opened
    }

    fn of(place: &Place, number: u32) -> Result<Self, IndexError> {
        let folder = place.folder(number);
        guarded(&folder, || {
            let (index, fields) = open_folder(&folder)?;
            let searcher = searcher(&index).map_err(|error| IndexError::of(&folder, error))?;
            Ok(Index {
                place: place.clone(),
                number,
                fields,
                searcher,
            })
        })
    }

    /// Its directory.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.place.dir()
    }

    pub(super) fn folder(&self) -> PathBuf {
        self.place.folder(self.number)
    }

    /// How many cables it holds; the same cable of two files is two.
    #[must_use]
    pub fn cables(&self) -> u64 {
        self.searcher.num_docs()
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// An error of a search in it.
    pub(super) fn error(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::of(&self.folder(), error)
    }
}

/// What is searched at this moment.
fn searcher(index: &tantivy::Index) -> tantivy::Result<Searcher> {
    let reader = index
        .reader_builder()
        .reload_policy(ReloadPolicy::Manual)
        .doc_store_cache_num_blocks(BLOCKS)
        .try_into()?;
    let searcher = reader.searcher();
    // Where the file of positions cannot be opened, a segment goes without, and finds no phrase.
    for segment in index.searchable_segments()? {
        if searcher.generation().segments().contains_key(&segment.id()) {
            segment.open_read(SegmentComponent::Positions)?;
        }
    }
    Ok(searcher)
}

/// The index in a folder, to be read or written.
pub(super) fn open_folder(folder: &Path) -> Result<(tantivy::Index, Fields), IndexError> {
    let error = |error| IndexError::of(folder, error);
    let shelf = Shelf::open(folder).map_err(|cause| error(cause.into()))?;
    let index = tantivy::Index::open(shelf).map_err(error)?;
    with_words(folder, index)
}

/// A new index in a folder that is empty.
pub(super) fn create_folder(folder: &Path) -> Result<(tantivy::Index, Fields), IndexError> {
    let error = |error| IndexError::of(folder, error);
    let shelf = Shelf::open(folder).map_err(|cause| error(cause.into()))?;
    let (schema, _) = Fields::schema();
    let index = tantivy::Index::open_or_create(shelf, schema).map_err(error)?;
    with_words(folder, index)
}

fn with_words(
    folder: &Path,
    index: tantivy::Index,
) -> Result<(tantivy::Index, Fields), IndexError> {
    let (schema, fields) = Fields::schema();
    if index.schema() != schema {
        return Err(IndexError::damaged(folder, "it has other fields"));
    }
    let words = TextAnalyzer::from(Words::default());
    index.tokenizers().register(WORDS, words);
    Ok((index, fields))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use tantivy::collector::DocSetCollector;
    use tantivy::query::{PhraseQuery, Query, TermQuery};
    use tantivy::schema::IndexRecordOption::Basic;
    use tantivy::schema::{Field, Term};
    use tantivy::{DocAddress, IndexWriter};

    use super::super::document::document;
    use super::*;
    use crate::container;
    use crate::parse::{self, Options};

    const TEXT: &str = "R 120930Z MAY 06\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC 0123\nINFO AMEMBASSY BOGOTA\n\
        S E C R E T LIMA 001234\n\nNOFORN SIPDIS\n\nE.O. 12958: DECL: 05/12/2016\nTAGS: PGOV, PE\n\
        SUBJECT: A NEW BRIDGE\n\nREF: A. 06 BOGOTA 12 B. 06 BOGOTA 12\n\nClassified By: DCM Jane Doe, 1.4 (b).\n\n\
        1. (S) It opened.\n\nOther Bridges\n-------------\n\n2. (S) None is planned.\n\nROE\n";

    /// An index of these texts.
    fn index(texts: &[&str]) -> (tempfile::TempDir, Index) {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path());
        assert_eq!(place.make().unwrap(), 1);
        let (index, fields) = create_folder(&place.folder(1)).unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 20_000_000).unwrap();
        for text in texts {
            for cable in container::read("a.txt", *text, None) {
                let document = document(&fields, "/x/a.txt", cable.unwrap()).unwrap();
                writer.add_document(document).unwrap();
            }
        }
        writer.commit().unwrap();
        place.switch(1).unwrap();
        let index = Index::open(dir.path()).unwrap();
        (dir, index)
    }

    impl Index {
        fn finds(&self, query: &dyn Query) -> bool {
            !self
                .searcher
                .search(query, &DocSetCollector)
                .unwrap()
                .is_empty()
        }

        fn has(&self, field: Field, text: &str) -> bool {
            self.finds(&TermQuery::new(Term::from_field_text(field, text), Basic))
        }

        fn says(&self, words: &[&str]) -> bool {
            let terms = words
                .iter()
                .map(|word| Term::from_field_text(self.fields.body, word));
            self.finds(&PhraseQuery::new(terms.collect()))
        }
    }

    #[test]
    fn a_cable_is_found_by_what_its_record_holds() {
        let (_dir, index) = index(&[TEXT]);
        let f = index.fields.clone();
        for (field, text) in [
            (f.file, "/x/a.txt"),
            (f.id, "06LIMA1234"),
            (f.kind, "cable"),
            (f.post, "LIMA"),
            (f.class, "SECRET"),
            (f.caption, "NOFORN"),
            (f.caption, "SIPDIS"),
            (f.tag, "PGOV"),
            (f.tag, "PE"),
            (f.cites, "06BOGOTA12"),
            (f.from, "lima"),
            (f.to, "secstate"),
            (f.to, "bogota"),
            (f.by, "doe"),
            (f.signed, "roe"),
            (f.subject, "bridge"),
            (f.body, "bridges"),
            (f.body, "planned"),
        ] {
            assert!(index.has(field, text), "{field:?} {text}");
        }
        let date = 1_147_426_200;
        for term in [
            Term::from_field_i64(f.date, date),
            Term::from_field_i64(f.year, 2006),
            Term::from_field_u64(f.number, 1234),
        ] {
            assert!(
                index.finds(&TermQuery::new(term.clone(), Basic)),
                "{term:?}"
            );
        }
        assert_eq!(index.cables(), 1);
        let stored = index.stored(DocAddress::new(0, 0)).unwrap();
        assert_eq!((stored.path(), stored.text()), ("a.txt", Some(TEXT)));
        let cable = container::read("a.txt", TEXT, None)
            .next()
            .unwrap()
            .unwrap();
        let options = Options::default();
        assert_eq!(stored.record(options), parse::record(cable, options));
    }

    #[test]
    fn no_phrase_goes_over_the_end_of_a_paragraph_or_a_heading() {
        let (_dir, index) = index(&[TEXT]);
        assert!(index.says(&["it", "opened"]) && index.says(&["none", "is", "planned"]));
        assert!(!index.says(&["opened", "other"]) && !index.says(&["bridges", "none"]));
    }

    #[test]
    fn an_index_that_cannot_be_read_says_why() {
        let (dir, _) = index(&[TEXT]);
        let said = || Index::open(dir.path()).unwrap_err().to_string();
        let current = dir.path().join("current");
        for (text, expected) in [
            ("cablex 9 index-1\n", "an index of version 9"),
            ("", "current: the index is damaged (it names no folder)"),
            (
                "cablex 3 index-2\n",
                "index-2: the index is damaged (it is missing)",
            ),
        ] {
            std::fs::write(&current, text).unwrap();
            assert!(said().contains(expected), "{}", said());
            assert!(said().contains("cablex index --rebuild"), "{}", said());
        }
        std::fs::write(&current, "cablex 3 index-1\n").unwrap();
        for entry in std::fs::read_dir(dir.path().join("index-1")).unwrap() {
            let path = entry.unwrap().path();
            let whole = std::fs::read(&path).unwrap();
            if path.file_name().unwrap().to_string_lossy().starts_with('.') || whole.is_empty() {
                continue;
            }
            std::fs::write(&path, b"{").unwrap();
            assert!(said().contains("damaged"), "{}: {}", path.display(), said());
            std::fs::remove_file(&path).unwrap();
            if !path.ends_with(".managed.json") {
                assert!(said().contains("damaged"), "{}: {}", path.display(), said());
            }
            std::fs::write(&path, whole).unwrap();
        }
        assert!(Index::open(dir.path()).is_ok());
        std::fs::remove_file(&current).unwrap();
        assert!(said().contains("no index in"), "{}", said());
    }
}
