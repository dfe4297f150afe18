//! Objects that lie in an object: the hits of a search, the rows of an answer, `{"cables": [{...}, {...}]}`.
//!
//! The list is told by where it lies: so deep, under this key. All that stands before it, behind it and beside it is
//! passed over as it comes; several such objects may follow one another. An object whose keys are identifiers of cables,
//! or numbers, is a list as well, told by its depth: `{"09LIMA12": {...}, "09LIMA13": {...}}`.

use crate::container::columns::is_identifier;
use crate::container::line::slice;
use crate::vocab::columns::{self, Thing};

/// A list may lie in so many objects.
const DEPTH: usize = 4;
/// Where the list lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::container) struct Envelope {
    /// Inside so many braces.
    pub(super) depth: usize,
    /// The key of the list; nothing where each object of it has a key of its own.
    pub(super) key: Option<Vec<u8>>,
}

/// Whether a key names the cable that lies under it: its identifier, or its number in the list.
pub(super) fn is_own(key: &[u8]) -> bool {
    std::str::from_utf8(key).is_ok_and(|key| {
        is_identifier(key) || !key.is_empty() && key.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The key and the object of an item that has one.
pub(super) fn keyed(raw: &[u8]) -> Option<(&[u8], &[u8])> {
    let quote = raw.len() - raw.trim_ascii_start().len();
    let end = (raw.get(quote) == Some(&b'"')).then(|| string_end(raw, quote))??;
    let rest = slice(raw, end..raw.len()).trim_ascii_start();
    Some((
        slice(raw, quote + 1..end - 1),
        rest.strip_prefix(b":")?.trim_ascii(),
    ))
}

/// Where the string ends that begins at a quote, behind its closing quote.
pub(super) fn string_end(bytes: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        let rest = slice(bytes, at..bytes.len());
        at += memchr::memchr2(b'"', b'\\', rest)?;
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// The list of objects that hold texts, where the input's first object has one and no text of its own.
pub(in crate::container) fn find(head: &[u8]) -> Option<Envelope> {
    let mut at = head.len() - head.trim_ascii_start().len();
    let mut open: Vec<u8> = Vec::new();
    // The key under which each of these lies.
    let mut owners: Vec<&[u8]> = Vec::new();
    let mut string = 0..0;
    let mut key: &[u8] = b"";
    let mut found: Option<Envelope> = None;
    if head.get(at) != Some(&b'{') {
        return None;
    }
    loop {
        match *head.get(at)? {
            b'"' => {
                let end = string_end(head, at)?;
                string = at + 1..end - 1;
                at = end;
                continue;
            }
            b':' => {
                key = slice(head, string.clone());
                let value = slice(head, at + 1..head.len()).trim_ascii_start();
                if is_text(key) && value.starts_with(b"\"") {
                    if found.is_none()
                        && open.len() > 1
                        && owners.last().is_some_and(|key| is_own(key))
                    {
                        let depth = open.len() - 1;
                        return Some(Envelope { depth, key: None });
                    }
                    // In an object of the list, or one below it; else it is the object's own.
                    let inside = open.len().saturating_sub(found.as_ref()?.depth);
                    return found.filter(|_| (2..=3).contains(&inside));
                }
            }
            b'[' => {
                let list = found.is_none() && open.len() <= DEPTH && !open.contains(&b'[');
                if list {
                    found = Some(Envelope {
                        depth: open.len(),
                        key: Some(key.to_vec()),
                    });
                }
                open.push(b'[');
                owners.push(b"");
            }
            b'{' => {
                owners.push(std::mem::take(&mut key));
                open.push(b'{');
            }
            b'}' | b']' => {
                open.pop()?;
                owners.pop();
                if open.is_empty() {
                    return None;
                }
                if found
                    .as_ref()
                    .is_some_and(|found| found.depth == open.len())
                {
                    found = None;
                }
            }
            _ => {}
        }
        at += 1;
    }
}

fn is_text(key: &[u8]) -> bool {
    let name = std::str::from_utf8(key).ok().and_then(columns::find);
    name.is_some_and(|name| name.thing == Thing::Body)
}
