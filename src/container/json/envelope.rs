//! Objects that lie in an object: the hits of a search, the rows of an answer, `{"cables": [{...}, {...}]}`.
//!
//! The list is told by where it lies: so deep, under this key. All that stands before it, behind it and beside it is
//! passed over as it comes; several such objects may follow one another. An object whose keys are identifiers of cables,
//! or numbers, is a list as well, told by its depth: `{"09LIMA12": {...}, "09LIMA13": {...}}`.

use super::Judge;
use crate::container::columns::is_identifier;
use crate::container::content::{Cut, Stretch};
use crate::container::line::slice;
use crate::vocab::columns::{self, Thing};

/// A list may lie in so many objects.
const DEPTH: usize = 4;
/// A longer string is no key of concern.
const KEY: usize = 256;
/// So much is passed over at once.
const STEP: usize = 1 << 16;

/// Where the list lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::container) struct Envelope {
    /// Inside so many braces.
    depth: usize,
    /// The key of the list; nothing where each object of it has a key of its own.
    key: Option<Vec<u8>>,
}

/// Whether a key names the cable that lies under it: its identifier, or its number in the list.
fn is_own(key: &[u8]) -> bool {
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
fn string_end(bytes: &[u8], quote: usize) -> Option<usize> {
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

/// Cuts the objects of such lists.
pub(in crate::container) struct Items {
    envelope: Envelope,
    judge: Judge,
    /// Bytes that have been looked at of what is open.
    at: usize,
    place: Place,
    /// The last string outside of the list, and where it begins.
    key: Vec<u8>,
    key_at: usize,
    stretch: Stretch,
}

/// Where the cutter stands.
#[derive(Clone, Copy)]
enum Place {
    /// Outside of the list, inside so many braces and brackets.
    Outside(usize),
    /// The same, in a string that is too long for a key.
    Long(usize),
    /// In the list, between its objects.
    Between,
    /// In an object, inside so many braces; in a string or not.
    Object(usize, bool),
}

impl Items {
    pub(in crate::container) fn new(envelope: Envelope) -> Self {
        Items {
            envelope,
            judge: Judge::default(),
            at: 0,
            place: Place::Outside(0),
            key: Vec::new(),
            key_at: 0,
            stretch: Stretch::Between,
        }
    }

    fn cut(&mut self, end: usize, stretch: Stretch) -> Option<usize> {
        self.at = self.at.saturating_sub(end);
        self.key_at = self.key_at.saturating_sub(end);
        self.stretch = stretch;
        Some(end)
    }

    /// What is left at the end, or a long stretch of no concern but for its last byte: an input that has shown no cable
    /// is told of there.
    fn pass(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        if last {
            self.at = bytes.len();
            let nothing = !self.judge.seen && !self.judge.told;
            let stretch = if nothing {
                Stretch::Nothing
            } else {
                Stretch::Between
            };
            return self.cut(bytes.len(), stretch).filter(|end| *end > 0);
        }
        if self.at > STEP {
            return self.cut(self.at - 1, Stretch::Between);
        }
        None
    }

    fn outside(&mut self, bytes: &[u8], depth: usize, last: bool) -> Option<usize> {
        let mut depth = depth;
        loop {
            let rest = slice(bytes, self.at..bytes.len());
            let special = |b: &u8| matches!(b, b'"' | b'{' | b'}' | b'[' | b']');
            let Some(found) = rest.iter().position(special) else {
                self.at = bytes.len();
                self.place = Place::Outside(depth);
                return self.pass(bytes, last);
            };
            self.at += found;
            match rest.get(found) {
                Some(b'"') => match string_end(bytes, self.at) {
                    Some(end) => {
                        let inner = slice(bytes, self.at + 1..end - 1);
                        self.key.clear();
                        self.key
                            .extend_from_slice(slice(inner, 0..inner.len().min(KEY)));
                        self.key_at = self.at;
                        self.at = end;
                    }
                    None if bytes.len() - self.at < KEY && !last => {
                        self.place = Place::Outside(depth);
                        return None;
                    }
                    None => {
                        self.at += 1;
                        self.place = Place::Long(depth);
                        return None;
                    }
                },
                Some(b'{')
                    if depth == self.envelope.depth
                        && self.envelope.key.is_none()
                        && is_own(&self.key) =>
                {
                    // The item begins with its key.
                    if self.key_at > 0 {
                        self.place = Place::Outside(depth);
                        return self.cut(self.key_at, Stretch::Between);
                    }
                    self.at += 1;
                    self.key.clear();
                    self.place = Place::Object(1, false);
                    return None;
                }
                Some(b'[')
                    if depth == self.envelope.depth
                        && self.envelope.key.as_ref() == Some(&self.key) =>
                {
                    self.at += 1;
                    self.place = Place::Between;
                    return self.cut(self.at, Stretch::Between);
                }
                Some(b'{' | b'[') => {
                    depth += 1;
                    self.at += 1;
                }
                _ => {
                    depth = depth.saturating_sub(1);
                    self.at += 1;
                }
            }
        }
    }

    /// Up to the end of an object.
    fn object(&mut self, bytes: &[u8], depth: usize, in_string: bool, last: bool) -> Option<usize> {
        let (mut depth, mut in_string) = (depth, in_string);
        loop {
            let rest = slice(bytes, self.at..bytes.len());
            let found = if in_string {
                memchr::memchr2(b'"', b'\\', rest)
            } else {
                memchr::memchr3(b'"', b'{', b'}', rest)
            };
            let escape =
                found.filter(|found| rest.get(*found) == Some(&b'\\') && found + 1 == rest.len());
            let Some(found) = found.filter(|_| last || escape.is_none()) else {
                self.at = escape.map_or(bytes.len(), |found| self.at + found);
                self.place = Place::Object(depth, in_string);
                return if last {
                    self.item(bytes, bytes.len())
                } else {
                    None
                };
            };
            self.at += found + 1;
            match rest.get(found) {
                Some(b'\\') => self.at = bytes.len().min(self.at + 1),
                Some(b'"') => in_string = !in_string,
                Some(b'{') => depth += 1,
                _ => depth -= 1,
            }
            if depth == 0 {
                self.place = match self.envelope.key {
                    Some(_) => Place::Between,
                    None => Place::Outside(self.envelope.depth),
                };
                return self.item(bytes, self.at);
            }
        }
    }

    fn item(&mut self, bytes: &[u8], end: usize) -> Option<usize> {
        self.at = end;
        let stretch = self.judge.judge(slice(bytes, 0..end));
        self.cut(end, stretch)
    }
}

impl Cut for Items {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        loop {
            match self.place {
                Place::Outside(depth) => {
                    let end = self.outside(bytes, depth, last);
                    if end.is_some() || matches!(self.place, Place::Outside(_)) {
                        return end;
                    }
                }
                Place::Long(depth) => {
                    let rest = slice(bytes, self.at..bytes.len());
                    match memchr::memchr2(b'"', b'\\', rest) {
                        Some(found) if rest.get(found) == Some(&b'"') => {
                            self.key.clear();
                            self.at += found + 1;
                            self.place = Place::Outside(depth);
                        }
                        Some(found) if found + 1 < rest.len() => self.at += found + 2,
                        _ if last => return self.pass(bytes, last),
                        Some(_) => return None,
                        None => {
                            self.at = bytes.len();
                            return self.pass(bytes, last);
                        }
                    }
                }
                Place::Between => {
                    let rest = slice(bytes, self.at..bytes.len());
                    let blank = rest.iter().position(|b| matches!(b, b'{' | b']'));
                    match blank.and_then(|at| rest.get(at)) {
                        // What stands before an object goes with it.
                        Some(b'{') => {
                            self.at += blank.unwrap_or(0) + 1;
                            self.place = Place::Object(1, false);
                        }
                        Some(_) => {
                            self.at += blank.unwrap_or(0);
                            self.place = Place::Outside(self.envelope.depth + 1);
                        }
                        None if last => return self.pass(bytes, last),
                        None => return None,
                    }
                }
                Place::Object(depth, in_string) => {
                    return self.object(bytes, depth, in_string, last);
                }
            }
        }
    }

    fn stretch(&self) -> Stretch {
        self.stretch
    }

    fn skip(&mut self) -> bool {
        self.at = 0;
        true
    }
}

#[cfg(test)]
mod tests;
