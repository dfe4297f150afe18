//! Damage inside the files of an index.
//!
//! tantivy trusts what it reads: bytes that are not what they were can make it panic. Here that becomes an error, and the
//! checksums say which file it was.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentComponent;

use super::{Index, IndexError};

/// The files of a segment; one without deleted documents has no list of them.
const COMPONENTS: [SegmentComponent; 7] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::Terms,
    SegmentComponent::Store,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Delete,
];

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread reads an index. A panic becomes an [`IndexError`] there, and a panic hook need not tell it.
#[must_use]
pub fn is_reading() -> bool {
    READING.get()
}

/// Reads something of the index in a folder.
pub(super) fn guarded<T>(
    folder: &Path,
    read: impl FnOnce() -> Result<T, IndexError>,
) -> Result<T, IndexError> {
    let before = READING.replace(true);
    // What was read is given up, so nobody sees it half done.
    let done = catch_unwind(AssertUnwindSafe(read));
    READING.set(before);
    done.unwrap_or_else(|panic| Err(IndexError::damaged(folder, text(&*panic))))
}

fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied());
    let line = text.and_then(|text| text.lines().next());
    line.unwrap_or("it cannot be read").to_owned()
}

impl Index {
    /// Reads something of it.
    pub(super) fn guard<T>(
        &self,
        read: impl FnOnce() -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let done = guarded(&self.folder(), read);
        match done {
            Err(IndexError::Damaged { .. }) => self.verify().and(done),
            done => done,
        }
    }

    /// Holds its files against their checksums.
    ///
    /// # Errors
    /// One of them is not what was written.
    pub fn verify(&self) -> Result<(), IndexError> {
        let folder = self.folder();
        guarded(&folder, || {
            let index = self.searcher().index();
            let segments = index.searchable_segment_metas();
            let mut files: Vec<PathBuf> = segments
                .map_err(|error| self.error(error))?
                .iter()
                .flat_map(|segment| COMPONENTS.map(|of| segment.relative_path(of)))
                .collect();
            files.sort();
            for file in files {
                match index.directory().validate_checksum(&file) {
                    // What it needs was there when it was opened: another run has replaced it.
                    Ok(true) | Err(OpenReadError::FileDoesNotExist(_)) => {}
                    Ok(false) => {
                        let text = "it is not what was written";
                        return Err(IndexError::damaged(&folder.join(file), text));
                    }
                    Err(error) => return Err(self.error(error.into())),
                }
            }
            Ok(())
        })
    }
}
