//! The files below a directory, in an order that is the same everywhere.

use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::error::{InputError, InputErrorKind};

/// Walks a directory: sorted by name bytes within each folder, hidden entries skipped, links to files followed, links
/// to folders not. What is neither file nor link to one (a pipe, a device) is skipped: reading it might never end.
pub(crate) struct Walk {
    root: PathBuf,
    entries: walkdir::FilterEntry<walkdir::IntoIter, fn(&DirEntry) -> bool>,
    /// Whether nothing was found yet.
    empty: bool,
    /// How many pipes, devices and sockets were passed over.
    pub passed: u64,
}

impl Walk {
    pub(crate) fn new(root: PathBuf) -> Self {
        let entries = WalkDir::new(&root)
            // The paths of one folder's entries differ in their names alone, which would have to be looked for.
            .sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()))
            .into_iter()
            .filter_entry(is_shown as fn(&DirEntry) -> bool);
        Walk {
            root,
            entries,
            empty: true,
            passed: 0,
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        for entry in self.entries.by_ref() {
            let found = match entry {
                Ok(entry) => file(entry, &mut self.passed),
                Err(error) => {
                    let path = error.path().unwrap_or(&self.root).to_path_buf();
                    Some(Err(unreadable(&path, error.into())))
                }
            };
            if found.is_some() {
                self.empty = false;
                return found;
            }
        }
        // An empty directory is said to be one, once.
        std::mem::take(&mut self.empty)
            .then(|| Err(InputError::of(&self.root, InputErrorKind::NoFiles)))
    }
}

/// Whether an entry is to be looked at: not hidden, or the directory that was named.
fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// The path of a file or of a link to one; an error for a link that leads nowhere. What is neither file nor folder is
/// counted.
fn file(entry: DirEntry, passed: &mut u64) -> Option<Result<PathBuf, InputError>> {
    let kind = if entry.path_is_symlink() && entry.depth() > 0 {
        match std::fs::metadata(entry.path()) {
            Ok(target) => target.file_type(),
            Err(error) => return Some(Err(unreadable(entry.path(), error))),
        }
    } else {
        entry.file_type()
    };
    *passed += u64::from(!kind.is_file() && !kind.is_dir() && !kind.is_symlink());
    kind.is_file().then(|| Ok(entry.into_path()))
}

fn unreadable(path: &Path, error: io::Error) -> InputError {
    InputError::of(path, InputErrorKind::Unreadable(error))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use std::fs;

    /// The walk's paths below the root, errors as their code.
    fn walk(root: &std::path::Path) -> Vec<String> {
        Walk::new(root.to_path_buf())
            .map(|found| match found {
                Ok(path) => path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned(),
                Err(error) => error.kind.code().to_owned(),
            })
            .collect()
    }

    #[test]
    fn files_come_sorted_by_name_bytes_and_hidden_ones_do_not() {
        let dir = tempfile::tempdir().unwrap();
        for name in [
            "b",
            "B",
            "a/z",
            "a/.hidden",
            ".git/config",
            "a.txt",
            "é",
            "10",
            "9",
        ] {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        assert_eq!(walk(dir.path()), ["10", "9", "B", "a/z", "a.txt", "b", "é"]);
    }

    #[test]
    fn an_empty_directory_is_said_to_be_one() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(".hidden"), "").unwrap();
        assert_eq!(walk(dir.path()), ["no-files"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_files_are_followed_and_links_to_folders_are_not() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("root");
        fs::create_dir_all(root.join("folder")).unwrap();
        fs::create_dir(dir.path().join("other")).unwrap();
        fs::write(dir.path().join("other/c"), "").unwrap();
        fs::write(root.join("folder/a"), "").unwrap();
        symlink(dir.path().join("other/c"), root.join("link")).unwrap();
        symlink(dir.path().join("other"), root.join("other")).unwrap();
        symlink(&root, root.join("loop")).unwrap();
        symlink("nowhere", root.join("torn")).unwrap();
        assert_eq!(walk(&root), ["folder/a", "link", "unreadable"]);
        // The directory that is named may itself be a link.
        symlink(&root, dir.path().join("named")).unwrap();
        assert_eq!(walk(&dir.path().join("named")).len(), 3);
    }
}
