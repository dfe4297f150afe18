//! Inputs that cannot be found any more. A disk that is not there looks as if all its files had vanished: what an index has
//! of such an input is kept, until it is said to be forgotten.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::key;
use super::manifest::{Manifest, Root};
use super::scan::{Known, Scan};

/// An input of which no file can be found any more: a disk that is not there, for all that can be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// The input.
    pub path: PathBuf,
    /// Files of it that the index keeps.
    pub files: u64,
}

/// The roots of which no file was found.
pub(super) fn lost(scan: &Scan, roots: &[Root]) -> Vec<PathBuf> {
    let found: HashSet<usize> = scan.found.iter().map(|file| file.root).collect();
    let numbered = roots.iter().enumerate();
    numbered
        .filter(|(number, _)| !found.contains(number))
        .map(|(_, root)| key::path(&root.path))
        .collect()
}

/// What vanished with all else of its root does not go, but where it was only moved.
pub(super) fn keep_lost(
    lost: &[PathBuf],
    manifest: &Manifest,
    known: &Known,
    vanished: &mut Vec<String>,
) {
    if lost.is_empty() {
        return;
    }
    let moved: HashSet<_> = known.read.iter().filter_map(|file| file.hash).collect();
    vanished.retain(|key| {
        let hash = manifest.rows.get(key).and_then(|row| row.hash);
        let is_moved = hash.is_some_and(|hash| moved.contains(&hash));
        let path = key::path(key);
        is_moved || !lost.iter().any(|root| path.starts_with(root))
    });
}

/// The roots that are lost, with the files that stay in the index.
pub(super) fn lost_files(
    lost: Vec<PathBuf>,
    manifest: &Manifest,
    vanished: &[String],
) -> Vec<Lost> {
    let gone: HashSet<&String> = vanished.iter().collect();
    let stays = |path: &Path| {
        let keys = manifest.rows.keys().filter(|key| !gone.contains(key));
        keys.filter(|key| key::path(key).starts_with(path)).count() as u64
    };
    let lost = lost.into_iter().map(|path| Lost {
        files: stays(&path),
        path,
    });
    lost.filter(|lost| lost.files > 0).collect()
}
