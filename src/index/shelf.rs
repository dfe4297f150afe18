//! The folder of an index as tantivy sees it: files that are mapped into memory.
//!
//! It locks for two reasons. That only one run writes is this crate's own matter (`lock.rs`). That no file is deleted
//! while a reader opens it is a lock of a moment, which a reader goes without where it may not write.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, INDEX_WRITER_LOCK, Lock, MmapDirectory, WatchCallback, WatchHandle,
    WritePtr,
};

#[derive(Clone, Debug)]
pub(super) struct Shelf {
    folder: PathBuf,
    files: MmapDirectory,
}

impl Shelf {
    pub(super) fn open(folder: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Shelf {
            folder: folder.to_path_buf(),
            files: MmapDirectory::open(folder)?,
        })
    }
}

impl Directory for Shelf {
    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let none = || DirectoryLock::from(Box::new(()));
        if lock.filepath == INDEX_WRITER_LOCK.filepath {
            return Ok(none());
        }
        match self.files.acquire_lock(lock) {
            Err(LockError::IoError(_)) => Ok(none()),
            other => other,
        }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        // As tantivy does it, but others may read the file as they may read the segments.
        let name = path.to_string_lossy();
        let (fresh, path) = (
            self.folder.join(format!("{name}.new")),
            self.folder.join(path),
        );
        let mut file = File::create(&fresh)?;
        file.write_all(data)?;
        file.sync_all()?;
        drop(file);
        fs::rename(&fresh, &path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}
