//! Lists that a person names: files of patterns, of queries, of names of inputs.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};

/// The bytes of a file, or of standard input for `-`; where it cannot be read, the error begins with `said`, what the file
/// was named for, and its name.
pub(super) fn bytes(said: &str, file: &Path) -> Result<Vec<u8>> {
    let read = if file == Path::new("-") {
        let mut bytes = Vec::new();
        let read = std::io::stdin().lock().read_to_end(&mut bytes);
        read.map(|_| bytes)
    } else {
        std::fs::read(file)
    };
    read.with_context(|| format!("{said}{}", file.display()))
}

/// The same of a text: what an editor puts before the first line is no part of it.
pub(super) fn text(said: &str, file: &Path) -> Result<Vec<u8>> {
    let bytes = bytes(said, file)?;
    Ok(match bytes.strip_prefix("\u{FEFF}".as_bytes()) {
        Some(rest) => rest.to_vec(),
        None => bytes,
    })
}
