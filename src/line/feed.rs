//! Where the line feeds of a text stand: sixteen bytes are looked at at once.

/// One in each byte, and all but the highest bit of each.
const ONES: u64 = u64::from_le_bytes([1; 8]);
const LOW: u64 = u64::from_le_bytes([0x7F; 8]);

/// Calls `found` with the place of each line feed, in order.
#[inline]
pub(super) fn each(text: &[u8], mut found: impl FnMut(usize)) {
    let (rows, rest) = text.as_chunks::<16>();
    let mut last = [0; 16];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let mut at = 0;
    for row in rows.iter().chain([&last]) {
        // Nothing but an "or" of all bytes together is told by one sign of the machine.
        if row.iter().fold(false, |any, byte| any | (*byte == b'\n')) {
            let (halves, _) = row.as_chunks::<8>();
            for (half, at) in halves.iter().zip([at, at + 8]) {
                // A line feed is nothing but noughts here; then the highest bit of each byte that is one, and no other.
                let half = u64::from_le_bytes(*half) ^ (ONES * u64::from(b'\n'));
                let mut feeds = !(((half & LOW) + LOW) | half | LOW);
                while feeds != 0 {
                    found(at + (feeds.trailing_zeros() / 8) as usize);
                    feeds &= feeds - 1;
                }
            }
        }
        at += 16;
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
