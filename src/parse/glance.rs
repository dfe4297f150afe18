//! One look over the body of a cable for signs that most have none of, so that nothing else has to look for them.

/// Whether a text holds any sign of garble or of a redaction: signs that prose seldom has, a letter that is no ASCII, a
/// comma glued to a letter, a double X. Most texts hold none.
pub(super) fn is_odd(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    // No byte ends the look: the machine takes a row of them at once.
    let pairs = bytes.iter().zip(next);
    let seen = pairs.fold(0, |seen, (byte, next)| seen | odd(*byte, *next));
    seen != 0 || bytes.last().is_some_and(|byte| odd(*byte, 0) != 0)
}

/// Not 0 where a byte, with the one behind it, is odd.
#[inline]
fn odd(byte: u8, next: u8) -> u8 {
    let mask = |is: bool| if is { u8::MAX } else { 0 };
    // `[`, `^`, `~` and what is no ASCII stand behind the letters of either case.
    let behind = (byte & 0xDF).saturating_sub(b'Z');
    let sign = mask(byte == b'&') | mask(byte == b'#') | mask(byte == b'Q');
    let comma = mask(byte == b',') & next & 0x40;
    let double = mask(byte | 0x20 == b'x') & mask(next | 0x20 == b'x');
    behind | sign | comma | double
}

#[cfg(test)]
mod tests {
    use super::is_odd;

    #[test]
    fn what_is_odd_is_seen_wherever_it_stands() {
        for odd in ["[", "^", "~", "é", "&", "#", "Q", ",s", ",S", "xx", "xX"] {
            for before in 0..40 {
                for after in [0, 1, 15, 16, 17, 40] {
                    let text = format!("{}{odd}{}", "a".repeat(before), " b".repeat(after));
                    assert!(is_odd(&text), "{text}");
                }
            }
        }
        let prose = "The keeper, said the mayor, has 1,500 tons; an ox pulls \"them\" (for 2 x 3 days) at 5:30.\n";
        assert!(!is_odd(&prose.repeat(3)) && !is_odd(""));
    }
}
