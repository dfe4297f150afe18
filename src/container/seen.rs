//! What kinds of bytes stand in a text, told by one pass: nearly every text is printed ASCII and line feeds alone, and of
//! such a one much need not be asked.

/// At what the lines of an input may end, as far as it stands in the input at all: what hardly ever does costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ends {
    /// At line feeds.
    #[default]
    Feeds,
    /// At carriage returns and form feeds too.
    Returns,
    /// At the separators U+2028 and U+2029 too.
    Separators,
}

/// The kinds of bytes of a text, or of all that has come of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Whether anything but printed ASCII and line feeds stands in it.
    other: bool,
    /// How its lines may end.
    pub ends: Ends,
}

impl Seen {
    pub(super) fn of(bytes: &[u8]) -> Self {
        if is_printed(bytes) {
            return Seen::default();
        }
        let ends = if has_separators(bytes) {
            Ends::Separators
        } else if memchr::memchr2(b'\r', 0x0C, bytes).is_some() {
            Ends::Returns
        } else {
            Ends::Feeds
        };
        Seen { other: true, ends }
    }

    /// Takes note of more.
    pub(super) fn add(&mut self, more: Seen) {
        self.other |= more.other;
        self.ends = self.ends.max(more.ends);
    }

    /// Whether nothing but printed ASCII and line feeds stands in it.
    pub(super) fn is_printed(self) -> bool {
        !self.other
    }
}

/// So many bytes are counted in one byte, which has room for them.
const BLOCK: usize = 192;

/// Whether nothing but printed ASCII and line feeds stands in a text.
pub(super) fn is_printed(bytes: &[u8]) -> bool {
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    blocks.iter().all(|block| is_block_printed(block)) && is_block_printed(rest)
}

/// Without a branch, so that the compiler takes many bytes at once. One more than a byte is below 0x21 as a signed number
/// where the byte is a control character or none of ASCII.
fn is_block_printed(block: &[u8]) -> bool {
    let (mut others, mut feeds) = (0_u8, 0_u8);
    for byte in block {
        others += u8::from(byte.wrapping_add(1).cast_signed() < 0x21);
        feeds += u8::from(*byte == b'\n');
    }
    others == feeds
}

/// Whether U+2028 or U+2029 stands in an input.
pub(super) fn has_separators(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0xE2, bytes).any(|at| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        matches!(rest, [0x80, 0xA8 | 0xA9, ..])
    })
}

/// How many line feeds stand in a text.
pub(super) fn feeds(bytes: &[u8]) -> usize {
    let one = |b: &u8| u8::from(*b == b'\n');
    let (blocks, rest) = bytes.as_chunks::<BLOCK>();
    let sums = blocks.iter().map(|block| block.iter().map(one).sum::<u8>());
    sums.map(usize::from).sum::<usize>() + usize::from(rest.iter().map(one).sum::<u8>())
}

/// Where the first line feed stands. Lines are short: sixteen bytes at a time are quicker than a search that is made for
/// long stretches.
#[inline]
pub(super) fn feed(bytes: &[u8]) -> Option<usize> {
    const ONES: u128 = u128::MAX / 0xFF;
    let (words, rest) = bytes.as_chunks::<16>();
    for (index, word) in words.iter().enumerate() {
        if word.iter().fold(false, |found, b| found | (*b == b'\n')) {
            let word = u128::from_le_bytes(*word) ^ (ONES * b'\n' as u128);
            // The lowest bit that is set is that of the first byte which is zero.
            let zeros = word.wrapping_sub(ONES) & !word & (ONES << 7);
            return Some(16 * index + zeros.trailing_zeros() as usize / 8);
        }
    }
    let at = rest.iter().position(|b| *b == b'\n')?;
    Some(bytes.len() - rest.len() + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_text_is_seen() {
        let line = "UNCLAS LIMA 000012 ~\n".repeat(40);
        for (end, printed, ends) in [
            ("", true, Ends::Feeds),
            ("\t", false, Ends::Feeds),
            ("\0", false, Ends::Feeds),
            ("\u{7F}", false, Ends::Feeds),
            ("é", false, Ends::Feeds),
            ("\u{201C}", false, Ends::Feeds),
            ("\r\n", false, Ends::Returns),
            ("\u{C}", false, Ends::Returns),
            ("\u{2028}", false, Ends::Separators),
        ] {
            let text = line.clone() + end;
            let seen = Seen::of(text.as_bytes());
            assert_eq!((seen.is_printed(), seen.ends), (printed, ends), "{end:?}");
            assert!(!is_printed(&[0xFF]));
            assert_eq!(feeds(text.as_bytes()), text.matches('\n').count());
            assert_eq!(feed(text.as_bytes()), Some(20));
            assert_eq!(feed(end.as_bytes()), end.find('\n'));
        }
    }
}
