//! A name, a title and an office.
//!
//! One rule tells them apart: within the cell that names, everything as far as the last word of a title, an office or
//! an agency is title or office, and what follows is the name. A cell of such words only names nobody.

mod naming;

use super::cell::{Cells, Kind, words};
use crate::record::ClassifiedBy;
use crate::slice::{from, head, offset, part};
use crate::vocab::posts;
use crate::vocab::titles::{self, Word};
use naming::{Cell, divide};

/// How much of a text is read.
const REACH: usize = 400;
/// What an office does not begin or end with.
const ENDS: [char; 8] = [' ', ',', ';', ':', '-', '/', '?', '\u{2013}'];

/// The words that name somebody, without what stands around them. `Jr.` keeps its period.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_start_matches(super::ENDS);
    let bare = text.trim_end_matches(super::ENDS);
    let word = bare.rsplit(' ').next().unwrap_or_default();
    let abbreviated = text
        .get(bare.len()..)
        .is_some_and(|rest| rest.starts_with('.'))
        && word.ends_with(['r', 'R'])
        && titles::word(word) == Some(Word::Suffix);
    if abbreviated {
        part(text, 0, bare.len() + 1)
    } else {
        bare
    }
}

/// Reads who is named. None where nothing stands there; no name where only a title does.
pub(super) fn read(text: &str) -> Option<ClassifiedBy> {
    if !text.contains(|c: char| c.is_alphabetic()) {
        return None;
    }
    let all = text.to_string();
    let text = head(text, REACH);
    let mut cells = Cells { rest: text };
    let mut found = Found {
        text,
        titles: Vec::new(),
        offices: Vec::new(),
    };
    let name = named(&mut found, &mut cells);
    let rest = cells.rest.trim_matches(ENDS);
    if name.is_some() && !rest.is_empty() {
        found.offices.push(rest);
    }
    let filled = |cells: Vec<&str>| Some(cells.join(", ")).filter(|text| !text.is_empty());
    Some(ClassifiedBy {
        name,
        title: filled(found.titles).map(once),
        office: filled(found.offices),
        text: all,
    })
}

/// A title that stands twice, at the end of one line and again on the next, counts once.
fn once(title: String) -> String {
    let half = title.len() / 2;
    let (first, second) = (head(&title, half), from(&title, half + 1));
    if !first.is_empty() && first.eq_ignore_ascii_case(second) {
        first.to_string()
    } else {
        title
    }
}

/// What the cells hold beside the name.
struct Found<'a> {
    text: &'a str,
    titles: Vec<&'a str>,
    offices: Vec<&'a str>,
}

impl<'a> Found<'a> {
    /// A title; two that only a divider parts are one, as printed.
    fn title(&mut self, cell: &'a str) {
        if let Some(last) = self.titles.last_mut() {
            let end = offset(self.text, last) + last.len();
            let gap = part(self.text, end, offset(self.text, cell));
            if !gap.contains(char::is_alphanumeric) {
                *last = between(self.text, last, cell);
                return;
            }
        }
        self.titles.push(cell);
    }

    fn is_empty(&self) -> bool {
        self.titles.is_empty() && self.offices.is_empty()
    }
}

/// The name; the cells are left where the office begins.
fn named<'a>(found: &mut Found<'a>, cells: &mut Cells<'a>) -> Option<String> {
    let (name, aside) = loop {
        let cell = cells.next()?;
        let mut ahead = *cells;
        match divide(cell, ahead.next()) {
            Cell::Title(title) => found.title(title),
            Cell::Office(office) => found.offices.push(office),
            Cell::Named {
                title,
                office,
                name,
                behind,
            } => {
                title.into_iter().for_each(|title| found.title(title));
                found.offices.extend(office);
                break (name, behind);
            }
            Cell::Nobody => return None,
        }
    };
    let mut full = name.to_string();
    if let Some(turned) = turned(name, cells).filter(|_| found.is_empty()) {
        full = turned;
    }
    // `Jr.` belongs to the name, its comma too.
    let mut ahead = *cells;
    if let Some(suffix) = ahead.next().filter(|cell| is_all(cell, Kind::Suffix)) {
        full = if full == name {
            between(found.text, name, suffix).to_string()
        } else {
            format!("{full} {suffix}")
        };
        *cells = ahead;
    }
    if let Some(aside) = aside.filter(|_| found.titles.is_empty()) {
        found.title(aside);
    } else {
        title_behind(found, cells);
    }
    Some(full)
}

/// A title after the name; without a word of titles in it, it is one only where an office follows.
fn title_behind<'a>(found: &mut Found<'a>, cells: &mut Cells<'a>) {
    let mut ahead = *cells;
    let Some(cell) = ahead.next() else {
        return;
    };
    let kinds = words(cell);
    let (first, last) = (kinds.first(), kinds.last());
    let is_title = |kind: Option<&(&str, Kind)>| kind.is_some_and(|(_, kind)| *kind == Kind::Title);
    // `State POL` is an office.
    let office = first.is_some_and(|(_, kind)| matches!(kind, Kind::Office | Kind::Mission));
    let titled = is_title(first) || is_title(last) && !office;
    let whole = |wanted: fn(Kind) -> bool| kinds.iter().all(|(_, kind)| wanted(*kind));
    let takes = if found.titles.is_empty() {
        let office = whole(|kind| matches!(kind, Kind::Office | Kind::Mission));
        titled || !office && ahead.next().is_some()
    } else {
        titled && whole(|kind| kind.is_title() || kind == Kind::Link)
    };
    if takes {
        cells.next();
        found.title(cell);
    }
    let mut ahead = *cells;
    if let Some(cell) = ahead.next().filter(|cell| is_interim(cell)) {
        *cells = ahead;
        found.title(cell);
    }
}

/// `ROE, JANE Q.`: a surname, a comma and what is given, and nothing else.
pub(super) fn turned_name(text: &str) -> Option<String> {
    let (surname, given) = text.split_once(',')?;
    let (surname, given) = (surname.trim(), given.trim());
    let (surnames, names) = (words(surname), words(given));
    let is_name = is_name(&surnames) && is_name(&names);
    let short = (1..=2).contains(&surnames.len()) && (1..=3).contains(&names.len());
    let plain = !text.contains(|c: char| c.is_ascii_digit()) && !given.contains(',');
    (is_name && short && plain).then(|| format!("{given} {surname}"))
}

/// Whether words are such as names are made of.
fn is_name(words: &[(&str, Kind)]) -> bool {
    words
        .iter()
        .all(|(_, kind)| matches!(kind, Kind::Other | Kind::Initial))
}

/// `Roe, Jane, DCM`: a surname in a cell of its own, then the given name, then the title. The cells move over the given
/// name.
fn turned(surname: &str, cells: &mut Cells<'_>) -> Option<String> {
    let mut ahead = *cells;
    let given = ahead.next()?;
    let after = ahead;
    let title = ahead.next()?;
    let (surnames, names) = (words(surname), words(given));
    // `van der Roe` is one surname.
    let plain: Vec<(&str, Kind)> = surnames
        .iter()
        .copied()
        .filter(|(_, kind)| *kind != Kind::Particle)
        .collect();
    let longest = if plain.len() == 1 { 2 } else { 1 };
    let is_given = is_name(&names) && names.len() <= longest && posts::canonical(given).is_none();
    let is_title = matches!(words(title).first(), Some((_, Kind::Title)));
    if plain.len() > 2 || !is_name(&plain) || !is_given || !is_title {
        return None;
    }
    *cells = after;
    Some(format!("{given} {surname}"))
}

/// Whether all words of a cell are of one kind.
fn is_all(cell: &str, wanted: Kind) -> bool {
    words(cell).iter().all(|(_, kind)| *kind == wanted)
}

/// `a.i.`, `acting`, `ad interim`: it goes on with a title.
fn is_interim(cell: &str) -> bool {
    let letters = |word: &str| {
        let bytes = cell.bytes().filter(u8::is_ascii_alphabetic);
        bytes.map(|b| b.to_ascii_uppercase()).eq(word.bytes())
    };
    ["AI", "ACTING", "ADINTERIM"]
        .iter()
        .any(|word| letters(word))
}

/// The text from the beginning of one of its parts to the end of another.
fn between<'a>(text: &'a str, first: &str, last: &str) -> &'a str {
    part(text, offset(text, first), offset(text, last) + last.len())
}

#[cfg(test)]
mod tests;
