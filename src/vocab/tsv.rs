//! The data files as rows, and the maps that look-ups go through.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map from keys of the built-in tables. Its keys are the tables' own, so no input can make it slow, and a plain
/// hash serves.
pub(super) type Map<V, K = &'static str> = HashMap<K, V, BuildHasherDefault<KeyHash>>;

/// A multiplicative hash that takes eight bytes at a time, quick on short keys.
#[derive(Default)]
pub(super) struct KeyHash(u64);

impl KeyHash {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for KeyHash {
    fn write(&mut self, bytes: &[u8]) {
        let (words, _) = bytes.as_chunks::<8>();
        for word in words {
            self.add(u64::from_le_bytes(*word));
        }
        // The last bytes, some of them again.
        let last = match (bytes.last_chunk::<8>(), bytes.last_chunk::<4>(), bytes) {
            (Some(last), ..) => u64::from_le_bytes(*last),
            (_, Some(last), [a, b, c, d, ..]) => {
                let first = u32::from_le_bytes([*a, *b, *c, *d]);
                u64::from(first) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            (_, _, [first, .., last]) => {
                let middle = bytes.get(1).copied().unwrap_or_default();
                u64::from(u32::from_le_bytes([*first, middle, *last, 3]))
            }
            (_, _, [only]) => u64::from(*only),
            _ => 0,
        };
        self.add(last);
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn finish(&self) -> u64 {
        // The map looks at the low bits, and multiplication mixes the high ones.
        self.0.rotate_left(26)
    }
}

/// The lines of a data file that are no comment: the header first.
pub(super) fn lines(text: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    text.lines().filter(|line| !line.starts_with('#'))
}

/// The rows of a data file, the header left out; a column that is not there is empty.
pub(super) fn rows<const N: usize>(
    text: &'static str,
) -> impl Iterator<Item = [&'static str; N]> + Clone {
    lines(text).skip(1).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or(""))
    })
}

/// A map of the rows of a data file, made large enough at once.
pub(super) fn map<V, const N: usize>(
    text: &'static str,
    entry: impl Fn([&'static str; N]) -> (&'static str, V),
) -> Map<V> {
    let mut map = Map::with_capacity_and_hasher(lines(text).count(), BuildHasherDefault::new());
    map.extend(rows(text).map(entry));
    map
}

/// A cell, or nothing where it is empty.
pub(super) fn filled(cell: &'static str) -> Option<&'static str> {
    (!cell.is_empty()).then_some(cell)
}

/// A text that is no longer is put into capitals without an allocation.
const SHORT: usize = 32;

/// Calls `look` with the text in capitals; text that has no small letters is not copied.
pub(super) fn with_upper<R>(text: &str, look: impl FnOnce(&str) -> R) -> R {
    if !text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return look(text);
    }
    let mut short = [0; SHORT];
    if let Some(upper) = short.get_mut(..text.len()) {
        upper.copy_from_slice(text.as_bytes());
        upper.make_ascii_uppercase();
        if let Ok(upper) = str::from_utf8(upper) {
            return look(upper);
        }
    }
    look(&text.to_ascii_uppercase())
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
