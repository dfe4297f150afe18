//! Operating signals, as format lines 3 to 5 hold them.

/// The operating signals of a text, in order, in capitals. A signal is Z and two letters, at times with a digit behind
/// it (`ZES-2`); slashes may enclose it. Other words are operands.
pub(crate) fn read(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '\\' | ',' | '.' | ';'))
        .filter_map(|word| {
            let (signal, tail) = word.split_at_checked(3)?;
            let shape = signal.starts_with(['Z', 'z'])
                && signal.bytes().all(|b| b.is_ascii_alphabetic())
                && tail.bytes().all(|b| b == b'-' || b.is_ascii_digit());
            shape.then(|| signal.to_ascii_uppercase())
        })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn signals_are_told_from_operands() {
        let of = |text| read(text).collect::<Vec<_>>();
        assert_eq!(of("ZOC STATE ZZH"), ["ZOC", "ZZH"]);
        assert_eq!(of(" //ZEL//"), ["ZEL"]);
        assert_eq!(of("ZDK DUE TO ZES-2"), ["ZDK", "ZES"]);
        assert_eq!(of("ZDK CTG RUEHZZ #0123"), ["ZDK"]);
    }
}
