//! Cuts objects that lie in an object, where it is known where their list lies.

use super::Judge;
use super::envelope::{Envelope, is_own, string_end};
use crate::container::content::{Cut, Stretch};
use crate::container::line::slice;

/// A longer string is no key of concern.
const KEY: usize = 256;
/// So much is passed over at once.
const STEP: usize = 1 << 16;

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
