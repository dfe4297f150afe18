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
            name::bare(text).to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}
