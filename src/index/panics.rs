//! Panics that become errors: tantivy trusts what it reads, and bytes that are not what they were can make it panic.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::IndexError;

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
