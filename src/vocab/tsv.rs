//! The data files as rows, and the maps that look-ups go through.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from keys of the built-in tables. Its keys are the tables' own, so no input can make it slow, and a plain
/// hash serves.
pub(super) type Map<V, K = &'static str> = HashMap<K, V, BuildHasherDefault<Fnv>>;

/// The Fowler-Noll-Vo hash (1a, 64 bits), quick on keys of a few bytes.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The lines of a data file that are no comment: the header first.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// The rows of a data file, the header left out; a column that is not there is empty.
pub(super) fn rows<const N: usize>(
    text: &'static str,
) -> impl Iterator<Item = [&'static str; N]> + Clone {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t');
            std::array::from_fn(|_| cells.next().unwrap_or(""))
        })
}

/// A cell, or nothing where it is empty.
pub(super) fn filled(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// Calls `look` with the text in capitals; text that has no small letters is not copied.
pub(super) fn with_upper<R>(text: &str, look: impl FnOnce(&str) -> R) -> R {
    if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        look(&text.to_ascii_uppercase())
    } else {
        look(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_skip_comments_and_the_header() {
        let text = "# a\n# b\nkey\tname\nA\tfirst\nB\n";
        let read: Vec<[&str; 2]> = rows(text).collect();
        assert_eq!(read, [["A", "first"], ["B", ""]]);
        assert_eq!(lines(text).next(), Some("key\tname"));
        assert_eq!(filled(""), None);
        assert_eq!(filled("x"), Some("x"));
    }

    #[test]
    fn small_letters_become_capitals() {
        assert_eq!(with_upper("Prel-1", str::to_owned), "PREL-1");
        assert_eq!(with_upper("PREL é", str::to_owned), "PREL é");
    }
}
