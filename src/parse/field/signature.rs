//! The surnames of those who sign.

use crate::parse::fragment::Fragment;

/// One name a line, as printed; a stray quotation mark behind it is left out.
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
            text.trim_end_matches(['"', '\\']).trim_end().to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}
