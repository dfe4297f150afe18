//! One run writes an index at a time. Readers take no part in it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;

use super::IndexError;
use super::place::Place;

/// Held while an index is written. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    pub(super) fn take(place: &Place) -> Result<Self, IndexError> {
        let path = place.lock();
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path);
        let file = file.map_err(|error| IndexError::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(IndexError::Busy(place.dir().to_path_buf())),
            Err(TryLockError::Error(error)) => Err(match error.kind() {
                io::ErrorKind::PermissionDenied => IndexError::io(&path, error),
                _ => IndexError::NoLocks { path, error },
            }),
        }
    }
}
