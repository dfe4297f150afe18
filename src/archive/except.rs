//! Files that are no inputs, whatever they are called: those that are written.

use std::ffi::OsString;
use std::fs::Metadata;
use std::io;
use std::path::Path;

/// A file's identity: two names of one file have the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileId(Id);

#[cfg(unix)]
type Id = (u64, u64);
#[cfg(not(unix))]
type Id = std::path::PathBuf;

impl FileId {
    /// The file that a name leads to.
    ///
    /// # Errors
    /// Where there is none.
    pub fn of(path: &Path) -> io::Result<Self> {
        FileId::known(path, &std::fs::metadata(path)?)
    }

    /// The same, where the file system has been asked already.
    #[cfg(unix)]
    pub fn known(_: &Path, about: &Metadata) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt;
        Ok(FileId((about.dev(), about.ino())))
    }

    /// The same, where the file system has been asked already.
    #[cfg(not(unix))]
    pub fn known(path: &Path, _: &Metadata) -> io::Result<Self> {
        Ok(FileId(std::fs::canonicalize(path)?))
    }
}

/// A file that is never read, wherever it turns up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Except {
    /// This file.
    File(FileId),
    /// Whatever is called so in this folder: it may not be there yet, or be replaced meanwhile.
    Named(FileId, OsString),
}

impl Except {
    /// Whatever has this path, now or later; nothing where its folder is not there.
    #[must_use]
    pub fn named(path: &Path) -> Option<Self> {
        let name = path.file_name()?.to_owned();
        Some(Except::Named(folder(path)?, name))
    }

    /// Whether a file is the one.
    fn is(&self, path: &Path, about: &Metadata) -> bool {
        match self {
            Except::File(id) => FileId::known(path, about).is_ok_and(|own| own == *id),
            Except::Named(id, name) => {
                let bytes = path.as_os_str().as_encoded_bytes();
                bytes.ends_with(name.as_encoded_bytes())
                    && path.file_name() == Some(name)
                    && folder(path).is_some_and(|own| own == *id)
            }
        }
    }

    /// Whether a file is one of these, also where it is a link to one.
    pub(crate) fn has(excepts: &[Self], path: &Path, about: &Metadata) -> bool {
        if excepts.is_empty() {
            return false;
        }
        let any = |path: &Path| excepts.iter().any(|except| except.is(path, about));
        any(path) || path.is_symlink() && path.canonicalize().is_ok_and(|target| any(&target))
    }
}

/// The folder of a file.
fn folder(path: &Path) -> Option<FileId> {
    let parent = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty());
    FileId::of(parent.unwrap_or(Path::new("."))).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_under_any_name() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let named = Except::named(&path).unwrap();
        std::fs::write(&path, "x").unwrap();
        std::fs::write(dir.path().join("b.txt"), "x").unwrap();
        let other = dir.path().join(".").join("a.txt");
        let about = |path: &Path| std::fs::metadata(path).unwrap();
        #[cfg(unix)]
        {
            let link = dir.path().join("link");
            std::os::unix::fs::symlink("a.txt", &link).unwrap();
            assert!(Except::has(
                std::slice::from_ref(&named),
                &link,
                &about(&link)
            ));
        }
        for except in [named, Except::File(FileId::of(&path).unwrap())] {
            assert!(except.is(&other, &about(&other)));
            let b = dir.path().join("b.txt");
            assert!(!except.is(&b, &about(&b)));
        }
    }
}
