//! The folder of an index as tantivy sees it: files that are mapped into memory.
//!
//! It locks for two reasons. That only one run writes is this crate's own matter (`lock.rs`). That no file is deleted
//! while a reader opens it is a lock of a moment, which a reader goes without where it may not write.

use std::io;
use std::path::Path;
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, WatchCallback, WatchHandle,
    WritePtr,
};

#[derive(Clone, Debug)]
pub(super) struct Shelf(pub(super) MmapDirectory);

impl Directory for Shelf {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let none = || DirectoryLock::from(Box::new(()));
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(none());
        }
        match self.0.acquire_lock(lock) {
            Err(LockError::IoError(_)) => Ok(none()),
            other => other,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(callback)
    }
}
