//! Words that are looked for over a whole input, once.

use std::ops::Range;

use memchr::memmem::Finder;

/// The next place of some bytes, looked for once over the whole input.
pub(super) struct Seek {
    finder: &'static Finder<'static>,
    /// Where the next one stands, or the end; nothing before the first look.
    next: Option<usize>,
}

impl Seek {
    pub(super) fn new(finder: &'static Finder<'static>) -> Self {
        Seek { finder, next: None }
    }

    /// More bytes have come: what was not there may be there now.
    pub(super) fn go_on(&mut self) {
        self.next = self.next.filter(|next| *next != usize::MAX);
    }

    /// Bytes have been cut off at the beginning.
    pub(super) fn cut(&mut self, end: usize) {
        self.next = match self.next {
            Some(usize::MAX) => self.next,
            next => next.and_then(|next| next.checked_sub(end)),
        };
    }

    /// The first place in a range that does not begin before earlier ones.
    fn within(&mut self, bytes: &[u8], range: Range<usize>) -> Option<usize> {
        let next = match self.next {
            Some(next) if next >= range.start => next,
            _ => {
                let rest = bytes.get(range.start..).unwrap_or_default();
                let next = self
                    .finder
                    .find(rest)
                    .map_or(usize::MAX, |at| range.start + at);
                self.next = Some(next);
                next
            }
        };
        (next < range.end).then_some(next)
    }

    /// The last place in such a range.
    pub(super) fn last_within(&mut self, bytes: &[u8], mut range: Range<usize>) -> Option<usize> {
        let mut last = None;
        while let Some(at) = self.within(bytes, range.clone()) {
            last = Some(at);
            range.start = at + 1;
        }
        last
    }
}
