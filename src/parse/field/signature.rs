//! The surnames of those who sign.

use crate::parse::element::name;
use crate::parse::fragment::Fragment;

/// One name a line, as printed; what stands around it is left out: a stray quotation mark, a period.
pub(crate) fn read(lines: &[Fragment<'_>]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            // Among labelled fields it has a label.
            let text = line.text.trim();
            let text = match text.split_once(':') {
                Some((label, name)) if label.eq_ignore_ascii_case("SIGNATURE") => name.trim(),
                _ => text,
            };
            once(name::bare(text)).to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// A name that a copy prints twice on its line, in capitals and in small letters or not, is one name.
fn once(name: &str) -> &str {
    name.split_at_checked(name.len() / 2)
        .filter(|(first, second)| {
            let second = second.strip_prefix(' ');
            second.is_some_and(|second| second.eq_ignore_ascii_case(first))
        })
        .map_or(name, |(first, _)| first)
}

#[cfg(test)]
mod tests {
    use super::once;

    #[test]
    fn a_name_printed_twice_is_one() {
        assert_eq!(once("MARLOW MARLOW"), "MARLOW");
        assert_eq!(once("MARLOW Marlow"), "MARLOW");
        assert_eq!(once("MARLOW DUNMORE"), "MARLOW DUNMORE");
        assert_eq!(once(""), "");
    }
}
