//! A name, a title and an office, in the order in which they are printed.

use super::super::super::steps::{from, part};
use crate::record::ClassifiedBy;
use crate::vocab::titles;

/// Reads who is named. None where nothing stands there; no name where only a title does.
///
/// A title before the name needs no comma (`Ambassador Jane Roe, Embassy Lima`); after a name, commas divide name,
/// title and office (`Jane Roe, Second Secretary, State, Pol-Econ`).
pub(super) fn read(text: &str) -> Option<ClassifiedBy> {
    if !text.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let mut by = ClassifiedBy {
        text: text.to_string(),
        ..ClassifiedBy::default()
    };
    let mut cells = Cells { rest: text };
    let first = cells.next()?;
    let title = titles::leading(first);
    let name = from(first, title).trim_start_matches([' ', '.', ':']);
    if title > 0 {
        by.title = Some(part(first, 0, title).to_string());
    }
    let mut name = if name.is_empty() {
        cells.next().unwrap_or_default()
    } else {
        name
    };
    // `Jr.` belongs to the name, its comma too.
    let mut ahead = cells;
    if let Some(suffix) = ahead.next().filter(|cell| is_suffix(cell)) {
        name = between(text, name, suffix);
        cells = ahead;
    }
    if !name.is_empty() {
        by.name = Some(name.to_string());
    }
    // A title after the name; without a word of titles in it, it is one only where an office follows.
    let mut ahead = cells;
    if let Some(cell) = ahead.next() {
        let known = titles::leading(cell);
        if by.title.is_none() && (known > 0 || !ahead.rest.trim().is_empty()) {
            by.title = Some(cell.to_string());
            cells = ahead;
        } else if known == cell.len() {
            by.title = by.title.map(|title| format!("{title}, {cell}"));
            cells = ahead;
        }
    }
    let office = cells.rest.trim_matches([' ', ',', ';']);
    if !office.is_empty() {
        by.office = Some(office.to_string());
    }
    Some(by)
}

/// `Jr.`, `Sr.`, `II`, `III`, `IV`.
fn is_suffix(cell: &str) -> bool {
    ["JR", "SR", "II", "III", "IV"]
        .iter()
        .any(|suffix| suffix.eq_ignore_ascii_case(cell.trim_end_matches('.')))
}

/// The text from the beginning of one of its parts to the end of another.
fn between<'a>(text: &'a str, first: &str, last: &str) -> &'a str {
    let offset = |part: &str| (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    part(text, offset(first), offset(last) + last.len())
}

/// What stands between commas and semicolons.
#[derive(Clone, Copy)]
struct Cells<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        while !self.rest.is_empty() {
            let (cell, rest) = self.rest.split_once([',', ';']).unwrap_or((self.rest, ""));
            self.rest = rest;
            let cell = cell.trim();
            if !cell.is_empty() {
                return Some(cell);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_titles_offices() {
        for (text, want) in [
            ("Ambassador Jane Roe", "Jane Roe|Ambassador|"),
            ("Ambassador, Jane Roe, Lima", "Jane Roe|Ambassador|Lima"),
            ("A/DCM Jane Roe", "Jane Roe|A/DCM|"),
            (
                "Charge d'Affaires Jane Roe, DCM",
                "Jane Roe|Charge d'Affaires, DCM|",
            ),
            ("Jane Roe", "Jane Roe||"),
            ("Jane Roe, DCM", "Jane Roe|DCM|"),
            ("Jane Roe, Tea Taster, State", "Jane Roe|Tea Taster|State"),
            ("Jane Roe, EUR/ERA", "Jane Roe||EUR/ERA"),
            ("Jane Roe, III, DCM", "Jane Roe, III|DCM|"),
            ("DCM", "|DCM|"),
        ] {
            let by = read(text).unwrap_or_default();
            let words = [by.name, by.title, by.office].map(Option::unwrap_or_default);
            assert_eq!(words.join("|"), want, "{text}");
            assert_eq!(by.text, text);
        }
        assert_eq!(read("1.4"), None);
        assert_eq!(read(""), None);
    }
}
