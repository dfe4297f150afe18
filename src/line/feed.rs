//! Where the line feeds of a text stand: sixteen bytes are looked at at once.

/// One in each byte, and all but the highest bit of each.
const ONES: u64 = u64::from_le_bytes([1; 8]);
const LOW: u64 = u64::from_le_bytes([0x7F; 8]);

/// Calls `found` with the place of each line feed, in order.
#[inline]
pub(super) fn each(text: &[u8], mut found: impl FnMut(usize)) {
    let (rows, rest) = text.as_chunks::<16>();
    let mut at = 0;
    for row in rows {
        // Nothing but an "or" of all bytes together is told by one sign of the machine.
        if row.iter().fold(false, |any, byte| any | (*byte == b'\n')) {
            let bytes = u128::from_le_bytes(*row);
            half(bytes as u64, at, &mut found);
            half((bytes >> 64) as u64, at + 8, &mut found);
        }
        at += 16;
    }
    for byte in rest {
        if *byte == b'\n' {
            found(at);
        }
        at += 1;
    }
}

/// Those of eight bytes, the first of which stands at `at`.
#[inline]
fn half(bytes: u64, at: usize, found: &mut impl FnMut(usize)) {
    // A line feed is nothing but noughts here; then the highest bit of each byte that is one, and no other.
    let bytes = bytes ^ (ONES * u64::from(b'\n'));
    let mut feeds = !(((bytes & LOW) + LOW) | bytes | LOW);
    while feeds != 0 {
        found(at + (feeds.trailing_zeros() / 8) as usize);
        feeds &= feeds - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn every_line_feed_is_found() {
        for text in [
            "",
            "\n",
            "the pier",
            "\n\n\u{b}\n\u{8a}\u{10a}\n\n\n\n\n",
            "the pier is\nclosed to ferries\n\u{8b}\n\u{b}\n",
        ] {
            let mut found = Vec::new();
            each(text.as_bytes(), |at| found.push(at));
            let all: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
            assert_eq!(found, all, "{text:?}");
        }
    }
}
