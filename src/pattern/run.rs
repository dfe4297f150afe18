//! The part of a literal that JSON writes in one way only.

/// A run of fewer bytes is in almost every object.
const SHORTEST: usize = 2;

/// The longest run of a literal that JSON writes in one way, if it is long enough to tell anything.
pub(super) fn run_of(literal: &[u8]) -> Option<&[u8]> {
    let runs = literal.split(|byte| !is_plain(*byte));
    runs.max_by_key(|run| run.len())
        .filter(|run| run.len() >= SHORTEST)
}

/// Whether JSON writes a byte as itself or within a `\u` escape, and in no other way: quotes and backslashes are escaped,
/// a slash may be, and control characters have letters of their own.
fn is_plain(byte: u8) -> bool {
    !matches!(byte, b'"' | b'\\' | b'/' | 0..=0x1F | 0x7F)
}
