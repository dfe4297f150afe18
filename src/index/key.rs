//! Paths as texts, and back: an index keeps which file a cable came from, whatever bytes its name has.

use std::path::{Path, PathBuf};

use crate::archive::file_around;

/// What begins a key that stands for a path which is no text; the rest is its bytes in hexadecimal.
#[cfg(unix)]
const BYTES: char = '\0';

/// The text that stands for a path.
pub(super) fn key(path: &Path) -> String {
    if let Some(text) = path.to_str() {
        return text.to_owned();
    }
    #[cfg(unix)]
    {
        use std::fmt::Write;
        use std::os::unix::ffi::OsStrExt;
        let mut text = BYTES.to_string();
        for byte in path.as_os_str().as_bytes() {
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
    #[cfg(not(unix))]
    path.to_string_lossy().into_owned()
}

/// The path that a text stands for.
pub(super) fn path(key: &str) -> PathBuf {
    #[cfg(unix)]
    if let Some(hex) = key.strip_prefix(BYTES) {
        use std::os::unix::ffi::OsStringExt;
        let byte = |at| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let bytes = (0..hex.len()).step_by(2).filter_map(byte).collect();
        return std::ffi::OsString::from_vec(bytes).into();
    }
    PathBuf::from(key)
}

/// A path from the root of the file system on, so that it means the same file wherever the next run is started; that of
/// something in a file begins with that of the file.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let Some(file) = file_around(path) else {
        return whole(path);
    };
    let below = path.to_str().zip(file.to_str());
    match below.and_then(|(path, file)| path.strip_prefix(file)) {
        Some(below) => {
            let mut name = whole(&file).into_os_string();
            name.push(below);
            name.into()
        }
        None => whole(path),
    }
}

fn whole(path: &Path) -> PathBuf {
    let up = path
        .components()
        .any(|part| part == std::path::Component::ParentDir);
    // Behind a link, what is above it is not what its name says.
    let real = up.then(|| path.canonicalize().ok()).flatten();
    real.or_else(|| std::path::absolute(path).ok())
        .unwrap_or_else(|| path.to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_path_again() {
        for text in ["/a/b.txt", "/é", ""] {
            assert_eq!(key(Path::new(text)), text);
            assert_eq!(path(text), Path::new(text));
        }
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt;
            let odd = Path::new(std::ffi::OsStr::from_bytes(b"/a\xff/b\n"));
            assert_eq!(path(&key(odd)), odd);
        }
    }
}
