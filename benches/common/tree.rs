//! What the benches of whole processes share.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Cables in a folder.
const FOLDER: usize = 500;

/// Whether a budget is kept, in words.
pub(crate) fn verdict(kept: bool) -> &'static str {
    if kept { "kept" } else { "NOT KEPT" }
}

/// The median of some times.
pub(crate) fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Writes a file for each cable; returns their paths in order.
pub(crate) fn write_tree(tree: &Path, archive: &[String]) -> Vec<PathBuf> {
    let write = |(number, text): (usize, &String)| {
        let folder = tree.join(format!("{:03}", number / FOLDER));
        fs::create_dir_all(&folder).expect("a folder for the bench");
        let path = folder.join(format!("{number:06}.txt"));
        fs::write(&path, text).expect("a file for the bench");
        path
    };
    archive.iter().enumerate().map(write).collect()
}
