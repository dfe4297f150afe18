//! The cables that tests read: every fixture, and the seed where it is at hand.

use std::fs;
use std::path::{Path, PathBuf};

/// A file of cables.
pub struct File {
    /// Its name from the project's folder on, with slashes: `fixtures/acp127/sipdis_thrice.txt`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The project's folder.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every fixture, sorted by name.
pub fn fixtures() -> Vec<File> {
    let mut files = Vec::new();
    for container in folder(&root().join("fixtures")) {
        if container.is_dir() {
            files.extend(folder(&container).iter().filter_map(|path| file(path)));
        }
    }
    assert!(!files.is_empty(), "no fixtures");
    files
}

/// The seed: its text and its record. Nothing, and a notice, where the folder is not at hand.
pub fn seed() -> Option<(File, serde_json::Value)> {
    let dir = root().join("../shared/seed");
    if !dir.is_dir() {
        eprintln!("skipped: there is no {}", dir.display());
        return None;
    }
    let record = fs::read(dir.join("record.json")).unwrap();
    let texts = folder(&dir)
        .into_iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let texts: Vec<PathBuf> = texts.collect();
    let [text] = texts.as_slice() else {
        panic!("one cable was expected in {}", dir.display());
    };
    let file = File {
        name: text.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(text).unwrap(),
    };
    Some((file, serde_json::from_slice(&record).unwrap()))
}

/// The entries of a folder, sorted.
pub fn folder(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn file(path: &Path) -> Option<File> {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    if matches!(&*extension, "snap" | "new") {
        return None;
    }
    let name = path.strip_prefix(root()).unwrap();
    Some(File {
        name: name.to_string_lossy().replace('\\', "/"),
        bytes: fs::read(path).unwrap(),
    })
}
