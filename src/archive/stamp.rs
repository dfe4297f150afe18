//! What files were like when they were opened: a run that goes on reads them no second time, and has to know that they
//! are the same.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a file was like.
pub struct Stamp {
    path: Arc<str>,
    file: PathBuf,
    /// Its path, size and time of modification, as a number.
    hash: u64,
    /// When it was changed last, in nanoseconds.
    changed: i128,
}

impl Stamp {
    /// The file of a path, as records have it, by what is known of it.
    pub(crate) fn of(path: &Arc<str>, file: &Path, about: &Metadata) -> Self {
        let modified = about.modified().map_or(0, nanoseconds);
        let mut hash = fold(0, path.as_bytes());
        hash = fold(hash, &about.len().to_le_bytes());
        hash = fold(hash, &modified.to_le_bytes());
        Stamp {
            path: path.clone(),
            file: file.to_owned(),
            hash,
            changed: changed(about).unwrap_or(modified),
        }
    }

    /// The file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the file is still what it was, by what is known of it now.
    #[must_use]
    pub fn is_of(&self, about: &Metadata) -> bool {
        let now = Stamp::of(&self.path, &self.file, about);
        (now.hash, now.changed) == (self.hash, self.changed)
    }
}

/// What many files were like, one after another.
#[derive(Default)]
pub(crate) struct Stamps {
    /// All of them as a number.
    pub sum: u64,
    /// When one of them was changed last, and which.
    newest: Option<(i128, Arc<str>)>,
}

impl Stamps {
    pub(crate) fn add(&mut self, stamp: &Stamp) {
        self.sum = fold(self.sum, &stamp.hash.to_le_bytes());
        if self
            .newest
            .as_ref()
            .is_none_or(|(changed, _)| *changed < stamp.changed)
        {
            self.newest = Some((stamp.changed, stamp.path.clone()));
        }
    }

    /// Where they are not what they were, the one that was changed last is the one.
    pub(crate) fn newest(&self) -> Option<&Arc<str>> {
        self.newest.as_ref().map(|(_, path)| path)
    }
}

/// FNV-1a, 64 bits, which is the same on every machine and in every version: it is kept in files.
fn fold(hash: u64, bytes: &[u8]) -> u64 {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    let start = if hash == 0 { BASIS } else { hash };
    bytes.iter().fold(start, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    })
}

fn nanoseconds(time: SystemTime) -> i128 {
    let signed = |nanoseconds: u128| i128::try_from(nanoseconds).unwrap_or(i128::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => signed(after.as_nanos()),
        Err(before) => -signed(before.duration().as_nanos()),
    }
}

/// When a file, or what is known of it, was changed last: copying an old file into its place counts.
#[cfg(unix)]
fn changed(about: &Metadata) -> Option<i128> {
    use std::os::unix::fs::MetadataExt;
    Some(i128::from(about.ctime()) * 1_000_000_000 + i128::from(about.ctime_nsec()))
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> Option<i128> {
    None
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn another_size_or_time_is_another_sum() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let stamps = || {
            let mut stamps = Stamps::default();
            let about = std::fs::metadata(&path).unwrap();
            stamps.add(&Stamp::of(&Arc::from("a.txt"), &path, &about));
            stamps
        };
        std::fs::write(&path, "one").unwrap();
        let first = stamps().sum;
        assert_eq!(stamps().sum, first);
        assert_eq!(stamps().newest().map(|path| &**path), Some("a.txt"));
        std::fs::write(&path, "three").unwrap();
        let longer = stamps().sum;
        assert_ne!(longer, first);
        let file = std::fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(UNIX_EPOCH).unwrap();
        assert_ne!(stamps().sum, longer);
    }
}
