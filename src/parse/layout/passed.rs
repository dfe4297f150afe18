//! A telegram that the text passes on, with its own header: its format lines have a role of their own, and what follows
//! up to the end of the passage (`END TEXT`, `UNQUOTE`) is text of the paragraph in which it stands, numbers and all.

use super::second;
use super::sheet::Sheet;
use crate::line::Shape;
use crate::parse::element::class_line;
use crate::part::Role;
use crate::vocab::passages::{self, Kinds};
use crate::vocab::posts;

/// Looks for the headers of other telegrams in the text, from above.
pub(super) struct Passed<'m> {
    /// Where the block begins; the header stands above.
    block: usize,
    body: usize,
    own: Option<Own<'m>>,
    /// Whether text stands above.
    begun: bool,
    /// Up to here there is none.
    searched: usize,
    /// Up to here passages have been looked for, and those that are open there.
    looked: usize,
    open: Kinds,
}

/// What tells the cable from another one.
#[derive(Clone, Copy)]
struct Own<'m> {
    dtg: Option<&'m str>,
    from: Option<&'m str>,
    number: Option<u32>,
}

impl<'m> Own<'m> {
    /// What the header and the block above the body say.
    fn new(sheet: &Sheet<'m>, block: usize, body: usize) -> Self {
        let first = |from: usize, wanted: Role| {
            (from..body)
                .find(|&row| sheet.role(row) == Some(wanted))
                .map(|row| sheet.text(row))
        };
        Own {
            dtg: first(0, Role::Dtg),
            from: first(0, Role::From),
            number: first(block, Role::Classification).and_then(number),
        }
    }
}

impl Own<'_> {
    /// Whether a header in the text is none of this cable: neither its date-time group nor its number, and another
    /// originator or another number.
    fn is_another(self, own: Own<'_>) -> bool {
        let differ = |a: Option<&str>, b: Option<&str>| a.is_some() && b.is_some() && a != b;
        let numbers = self.number.is_some() && own.number.is_some();
        let dated = self.dtg.is_some() && self.dtg == own.dtg;
        let numbered = numbers && self.number == own.number;
        !dated && !numbered && (differ(self.from, own.from) || numbers)
    }
}

/// The number on a classification line.
fn number(line: &str) -> Option<u32> {
    class_line::scan(line).number
}

impl<'m> Passed<'m> {
    pub(super) fn new(block: usize, body: usize) -> Self {
        Passed {
            block,
            body,
            own: None,
            begun: false,
            searched: 0,
            looked: body,
            open: Kinds::NONE,
        }
    }

    /// Gives roles to the header of another telegram that begins at a stretch, and to what is passed on below it.
    /// Returns the stretch behind; nothing where there is none.
    pub(super) fn read(&mut self, sheet: &mut Sheet<'m>, at: usize) -> Option<usize> {
        if at < self.searched {
            return None;
        }
        let mut lines = second::lines(sheet, at);
        let end = lines.last().map_or(at, |(at, _)| at + 1);
        self.searched = end;
        if !is_header(sheet, &lines) {
            return None;
        }
        let class = (end..sheet.rows.len())
            .find(|&row| !matches!(sheet.shape(row), Shape::Blank | Shape::Break))
            .filter(|&row| matches!(sheet.shape(row), Shape::Classified | Shape::Classification));
        let own = *self
            .own
            .get_or_insert_with(|| Own::new(sheet, self.block, self.body));
        let first = |wanted: Role| {
            let (row, _) = lines.iter().find(|(_, role)| *role == wanted)?;
            Some(sheet.text(*row))
        };
        let other = Own {
            dtg: first(Role::Dtg),
            from: first(Role::From),
            number: class.and_then(|row| number(sheet.text(row))),
        };
        if !other.is_another(own) {
            return None;
        }
        lines.extend(class.map(|row| (row, Role::Classification)));
        for (row, role) in &lines {
            let role = match role {
                Role::PageMarker | Role::Blank => *role,
                _ => Role::PassedHeader,
            };
            sheet.set(*row, role);
        }
        let below = class.map_or(end, |row| row + 1);
        let passage = self.passage(sheet, at, below);
        Some(passage.map_or(below, |close| self.fill(sheet, below, close)))
    }

    /// Where the passage around a place is closed, behind `below`.
    fn passage(&mut self, sheet: &Sheet<'_>, at: usize, below: usize) -> Option<usize> {
        for row in self.looked..at {
            let marks = passages::read(sheet.text(row).as_bytes());
            self.open = self.open.with(marks.opens).without(marks.closes);
        }
        self.looked = below;
        let mut within = Kinds::NONE;
        for row in below..sheet.rows.len() {
            if self.open.is_empty() {
                return None;
            }
            let marks = passages::read(sheet.text(row).as_bytes());
            let closes = marks.closes.without(within).both(self.open);
            self.looked = row + 1;
            if !closes.is_empty() {
                self.open = Kinds::NONE;
                return Some(row);
            }
            within = within.without(marks.closes).with(marks.opens);
        }
        // It is not closed: no later one is.
        self.open = Kinds::NONE;
        None
    }

    /// Makes what is passed on text. Returns the stretch behind it.
    fn fill(&mut self, sheet: &mut Sheet<'_>, below: usize, close: usize) -> usize {
        let is_text = |row: usize| sheet.role(row).is_none() && sheet.shape(row) != Shape::Blank;
        self.begun = self.begun || (self.body..below).any(is_text);
        let mut begins = !std::mem::replace(&mut self.begun, true);
        for row in below..=close {
            if sheet.role(row).is_some() {
                continue;
            }
            let role = match sheet.shape(row) {
                Shape::Blank => Role::Blank,
                Shape::PageMarker => Role::PageMarker,
                Shape::Break | Shape::EndMark => Role::PassedHeader,
                _ if std::mem::take(&mut begins) => Role::ParagraphStart,
                _ => Role::Paragraph,
            };
            sheet.set(row, role);
        }
        close + 1
    }
}

/// Whether lines are a header and no prose: a date-time group or a station and an originator, or an originator that
/// is known and its addressee.
fn is_header(sheet: &Sheet<'_>, lines: &[(usize, Role)]) -> bool {
    let line = |wanted: Role| lines.iter().find(|(_, role)| *role == wanted);
    let Some((from, _)) = line(Role::From) else {
        return false;
    };
    let name = sheet.text(*from).trim_start().get(2..);
    line(Role::Dtg).is_some()
        || line(Role::Station).is_some()
        || line(Role::To).is_some() && name.and_then(posts::of_plad).is_some()
}

#[cfg(test)]
mod tests {
    use crate::message::Message;
    use crate::parse::{Options, parse};

    /// Numbers of the paragraphs, the signature and the codes of a cable that passes on a telegram.
    fn read(header: &str, body: &str) -> (Vec<Option<u32>>, Vec<String>, Vec<String>) {
        let text = format!(
            "P 120930Z MAY 06\nFM SECSTATE WASHDC\nTO AMEMBASSY LIMA 0421\nUNCLAS STATE 001234\n\n\
             1. (U) As follows.\n\n{header}{body}\n2. (U) That is all.\n\nROE\n"
        );
        let record = parse(&Message::from_text(text), Options::default());
        let codes = record.diagnostics.iter().map(|note| note.code.to_string());
        (
            record.paragraphs.iter().map(|it| it.number).collect(),
            record.signature.clone(),
            codes.collect(),
        )
    }

    #[test]
    fn a_telegram_that_is_passed_on_is_text() {
        let head = "R 110815Z MAY 06\nFM AMEMBASSY QUITO\nTO SECSTATE WASHDC 0007\nBT\nUNCLAS QUITO 000065\n\n";
        let inner = "SUBJECT: A PIER\n\n1. (U) It floats.\n\n2. (U) It sinks.\n\nDOE\nBT\n#0065\n";
        for (open, close) in [("BEGIN TEXT:\n\n", "END TEXT.\n"), ("QUOTE\n", "UNQUOTE\n")] {
            let (numbers, signature, codes) =
                read(&format!("{open}{head}"), &format!("{inner}{close}"));
            assert_eq!(numbers, [Some(1), Some(2)], "{open}");
            assert_eq!(signature, ["ROE"], "{open}");
            assert!(codes.is_empty(), "{codes:?}");
        }
        // Without the end of a passage the header alone is told.
        let (numbers, signature, codes) = read(head, "It floats.\n");
        assert_eq!(numbers, [Some(1), Some(2)]);
        assert_eq!(signature, ["ROE"]);
        assert!(codes.is_empty(), "{codes:?}");
    }
}
