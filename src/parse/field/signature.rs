//! The surnames of those who sign.

use crate::parse::fragment::Fragment;

/// One name a line, as printed; a stray quotation mark behind it is left out.
pub(crate) fn read(lines: &[Fragment<'_>]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            line.text
                .trim()
                .trim_end_matches(['"', '\\'])
                .trim_end()
                .to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}
