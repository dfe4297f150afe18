//! What stands between a caller and an index.

use std::io;
use std::path::{Path, PathBuf};

use tantivy::TantivyError;
use tantivy::directory::error::{LockError, OpenDirectoryError, OpenReadError, OpenWriteError};

use super::VERSION;

/// Why an index could not be read or written. Each says what to do; the index that was there is as it was.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// There is none.
    #[error("no index in {}: `cablex index INPUT...` makes one", .0.display())]
    Missing(PathBuf),
    /// What is there belongs to something else.
    #[error("{}: holds something else than an index: name another directory", .0.display())]
    Foreign(PathBuf),
    /// It was made by another version.
    #[error(
        "{}: an index of version {found}, where this cablex has version {VERSION}: `cablex index --rebuild` makes it anew",
        dir.display()
    )]
    Version {
        /// The index.
        dir: PathBuf,
        /// Its version.
        found: u32,
    },
    /// A file of it is missing, cut or not what it should be.
    #[error("{}: the index is damaged ({text}): `cablex index --rebuild` makes it anew", path.display())]
    Damaged {
        /// The file, or the directory where the file is not known.
        path: PathBuf,
        /// What is wrong.
        text: String,
    },
    /// Another run is writing it.
    #[error("{}: another run is writing this index: wait for its end", .0.display())]
    Busy(PathBuf),
    /// The file system has no locks.
    #[error(
        "{}: this file system has no locks ({error}), and two runs could write the index at once: keep it on a local disk",
        path.display()
    )]
    NoLocks {
        /// The file of the lock.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The disk has no room for it.
    #[error("{}: no space left: make room, or name another directory; what was indexed before is as it was", .0.display())]
    Full(PathBuf),
    /// It may not be written or read.
    #[error("{}: permission denied: name a directory that is yours", .0.display())]
    Denied(PathBuf),
    /// It cannot be made anew, for what it is of cannot be told.
    #[error("{}: the index does not say any more what it is of: name the inputs", .0.display())]
    Unnamed(PathBuf),
    /// It cannot be made anew, for some of what it is of is not to be seen.
    #[error(
        "{}: a new index would lack the inputs that could not be read: name those that it is to be of",
        .0.display()
    )]
    Unseen(PathBuf),
    /// Nothing that is to be forgotten is in it.
    #[error("no input of the index, and no file in it, lies at {}", .0.display())]
    Unknown(PathBuf),
    /// The system refused something else.
    #[error("{}: {error}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl IndexError {
    /// What the system refused to do with a file.
    pub(super) fn io(path: &Path, error: io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => IndexError::Full(path),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                IndexError::Denied(path)
            }
            _ => IndexError::Io { path, error },
        }
    }

    /// A file of the index that is not what it should be.
    pub(super) fn damaged(path: &Path, text: impl Into<String>) -> Self {
        IndexError::Damaged {
            path: path.to_path_buf(),
            text: text.into(),
        }
    }

    /// An error of the index's own, which lies in a folder.
    pub(super) fn of(folder: &Path, error: TantivyError) -> Self {
        let io = |file: &Path, error: &io::Error| {
            // Without a blank name behind it where the file is not known.
            let path = folder.components().chain(file.components());
            IndexError::io(&path.collect::<PathBuf>(), copy(error))
        };
        match error {
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                IndexError::damaged(&folder.join(file), "it is missing")
            }
            TantivyError::OpenReadError(OpenReadError::IoError { io_error, filepath }) => {
                let io_error = told(&io_error);
                if is_damage(&io_error) {
                    IndexError::damaged(&folder.join(filepath), io_error.to_string())
                } else {
                    io(&filepath, &io_error)
                }
            }
            TantivyError::OpenWriteError(OpenWriteError::IoError { io_error, filepath }) => {
                io(&filepath, &io_error)
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::IoError { io_error, .. }) => {
                io(Path::new(""), &io_error)
            }
            TantivyError::OpenDirectoryError(OpenDirectoryError::DoesNotExist(path)) => {
                IndexError::damaged(&path, "it is missing")
            }
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                IndexError::Busy(folder.to_path_buf())
            }
            TantivyError::LockFailure(LockError::IoError(error), _) => io(Path::new(""), &error),
            TantivyError::IoError(error) => match told(&error) {
                error if is_damage(&error) => IndexError::damaged(folder, error.to_string()),
                error => io(Path::new(""), &error),
            },
            TantivyError::DataCorruption(error) => {
                IndexError::damaged(folder, format!("{error:?}"))
            }
            // What stopped a thread that writes: the system's reason is in its words only.
            TantivyError::InternalError(text)
            | TantivyError::ErrorInThread(text)
            | TantivyError::SystemError(text) => io(Path::new(""), &said(text)),
            other => IndexError::damaged(folder, other.to_string()),
        }
    }
}

/// Whether not the system says so, but who reads a file: files of an index are read from memory, and what is not there was
/// cut off.
fn is_damage(error: &io::Error) -> bool {
    error.raw_os_error().is_none()
        && matches!(
            error.kind(),
            io::ErrorKind::InvalidData
                | io::ErrorKind::InvalidInput
                | io::ErrorKind::UnexpectedEof
                | io::ErrorKind::Other
        )
}

/// What the system said, where an error only passes that on: who merges segments wraps it, and keeps its words.
fn told(error: &io::Error) -> io::Error {
    let mut inner = error;
    while let Some(cause) = inner.get_ref().and_then(|cause| cause.downcast_ref()) {
        inner = cause;
    }
    match inner.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None if inner.to_string().contains("(os error ") => said(inner.to_string()),
        None => copy(error),
    }
}

/// An error of the system that has become a text: `No space left on device (os error 28)`.
fn said(text: String) -> io::Error {
    let code = text.rsplit_once("os error ").and_then(|(_, code)| {
        code.split(|c: char| !c.is_ascii_digit())
            .next()?
            .parse()
            .ok()
    });
    code.map_or_else(|| io::Error::other(text), io::Error::from_raw_os_error)
}

/// An error of the system once more, for it cannot be cloned.
fn copy(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_full_disk_is_said_to_be_full_whoever_says_it() {
        let full = || io::Error::from_raw_os_error(28);
        let file = PathBuf::from("1.store");
        let written = OpenWriteError::wrap_io_error(full(), file);
        for error in [
            TantivyError::from(full()),
            TantivyError::InternalError(format!("'{}'", full())),
            TantivyError::ErrorInThread(format!("{:?}", full().to_string())),
            TantivyError::OpenWriteError(written),
            TantivyError::from(io::Error::other(full().to_string())),
            TantivyError::from(io::Error::other(full())),
        ] {
            let error = IndexError::of(Path::new("idx/1"), error).to_string();
            assert!(error.contains(": no space left: make room"), "{error}");
        }
        let error = TantivyError::InternalError("no reason".to_owned());
        let error = IndexError::of(Path::new("idx/1"), error).to_string();
        assert_eq!(error, "idx/1: no reason");
    }
}
