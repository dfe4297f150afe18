//! Damage inside the files of an index: where reading one fails, the checksums say which file it was.

use std::path::PathBuf;

use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentComponent;

use super::panics::guarded;
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
