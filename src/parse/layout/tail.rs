//! The end of the text, read from below: first what is no text is peeled off, in whatever order and number it stands
//! there; then the last line of its own that is shaped like a name signs, or the name behind the last sentence.

mod footer;
mod signature;

use super::furniture;
use super::sheet::Sheet;
use crate::diagnostic::{Code, Diagnostic};
use crate::line::Shape;
use crate::parse::element::{caption_line, name, text};
use crate::part::Role;
use crate::slice;

/// A remark below the signature stands on at most so many lines.
const REMARK_LINES: usize = 3;
/// Lines of the subject that are looked at.
const SUBJECT_LINES: usize = 8;

/// Gives roles to what stands below the text. Returns the stretch behind the text's last one.
pub(super) fn read(sheet: &mut Sheet<'_>, body: usize, notes: &mut Vec<Diagnostic>) -> usize {
    let end = sheet.rows.len();
    let end = below_end(sheet, body, end);
    let mut tail = Tail {
        sheet,
        body,
        end,
        footer: false,
        signed: false,
        doubtful: Vec::new(),
    };
    tail.peel();
    if !tail.signed {
        tail.sign(notes);
    }
    if tail.signed {
        for (at, role) in std::mem::take(&mut tail.doubtful) {
            tail.sheet.set(at, role);
        }
        // A post's footer may stand over the signature too, and so may stray marks.
        tail.peel();
    }
    // What is no text below a signature only is text where none stands above.
    match tail.doubtful.first() {
        Some((lowest, _)) => lowest + 1,
        None => tail.end,
    }
}

/// Lines that are looked at for the word that the cable ends.
const REMAINS: usize = 24;

/// Whether a stretch is the end of a transmission, and a copy of the header stands below it: its date-time group, then
/// who sent it.
fn is_above_header(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let mut below = (at + 1..end).filter(|&row| sheet.shape(row) != Shape::Blank);
    sheet.shape(at) == Shape::EndMark
        && below
            .next()
            .is_some_and(|row| sheet.shape(row) == Shape::Dtg)
        && below
            .next()
            .is_some_and(|row| sheet.shape(row) == Shape::From)
}

/// What stands below the word that the cable ends, `=====CABLE ENDS=====`, is none of it. Returns where it begins.
fn below_end(sheet: &mut Sheet<'_>, body: usize, end: usize) -> usize {
    let from = body.max(end.saturating_sub(REMAINS));
    let ends = |at: &usize| match sheet.shape(*at) {
        Shape::EndMark => is_above_header(sheet, *at, end),
        // Dashes lead such a line.
        _ => !sheet.lead(*at).is_ascii_alphanumeric() && furniture::ends_cable(sheet.text(*at)),
    };
    let Some(mark) = (from..end).find(ends) else {
        return end;
    };
    for at in mark + 1..end {
        if sheet.role(at).is_none() && sheet.shape(at) != Shape::Blank {
            sheet.set(at, Role::Wrapper);
        }
    }
    mark + 1
}

/// The end of a text in the reading.
struct Tail<'s, 'm> {
    sheet: &'s mut Sheet<'m>,
    body: usize,
    /// The stretch behind the text's last one, so far as it was read.
    end: usize,
    /// A footer was found.
    footer: bool,
    /// The signature was found.
    signed: bool,
    /// Stretches that are no text if a signature stands above them, from below.
    doubtful: Vec<(usize, Role)>,
}

impl Tail<'_, '_> {
    /// Takes off from below what is no text: marks, stamps, trailers, remarks, footers.
    fn peel(&mut self) {
        while let Some(at) = self.last() {
            if let Some(role) = self.remain(at) {
                self.sheet.set(at, role);
                self.end = at;
            } else if !self.cut_behind(at) && !self.read_footer(at) && !self.doubt(at) {
                break;
            }
        }
    }

    /// The last stretch of text, or one that is nothing but the level between two pages.
    fn last(&self) -> Option<usize> {
        (self.body..self.end).rev().find(|&at| {
            self.sheet.shape(at) != Shape::Blank
                && self
                    .sheet
                    .role(at)
                    .is_none_or(|role| role == Role::PageClassification)
        })
    }

    /// The role of a stretch that is no text whatever stands above.
    fn remain(&self, at: usize) -> Option<Role> {
        let printed = self.sheet.text(at);
        match self.sheet.shape(at) {
            Shape::EndMark => Some(Role::EndMark),
            Shape::Break => Some(Role::Break),
            Shape::Classification => Some(Role::PageClassification),
            Shape::Rule if self.footer => Some(Role::Footer),
            Shape::Rule => None,
            _ if furniture::is_marks(printed)
                && !printed.contains(')')
                && printed.trim().chars().count() <= 3 =>
            {
                Some(Role::Wrapper)
            }
            _ if self.ends_stamp(at) => Some(Role::Stamp),
            _ if furniture::is_group(printed) => Some(Role::PageClassification),
            _ if is_site(printed) && self.stands_alone(at) => Some(Role::Footer),
            _ => furniture::read(printed),
        }
    }

    /// Whether an address on a line of its own is led up to by nothing: `available at` above it makes it text.
    fn stands_alone(&self, at: usize) -> bool {
        last_text(self.sheet, self.body, at).is_none_or(|(above, _)| {
            let above = self.sheet.text(above);
            text::ends_sentence(above) && !above.trim_end().ends_with(':')
        })
    }

    /// Whether a stretch is the rest of the stamp on the line above.
    fn ends_stamp(&self, at: usize) -> bool {
        furniture::ends_stamp(self.sheet.text(at))
            && at.checked_sub(1).is_some_and(|above| {
                self.sheet.role(above) == Some(Role::Stamp)
                    || furniture::read(self.sheet.text(above)) == Some(Role::Stamp)
            })
    }

    /// Takes off the footer that a stretch ends, and the name behind it on its line, which signs.
    fn read_footer(&mut self, at: usize) -> bool {
        let named = (!self.signed)
            .then(|| signature::behind_footer(self.sheet.text(at)))
            .flatten();
        let Some((first, offset)) = self.footer_above(at, named) else {
            return false;
        };
        let mut last = at;
        if let Some(name) = named {
            self.sheet.split(at, name);
            self.sheet.set(at + 1, Role::Signature);
            self.signed = true;
        }
        let mut first = first;
        if offset > 0 {
            self.sheet.split(first, offset);
            first += 1;
            last += 1;
        }
        for row in first..=last {
            if self.sheet.role(row).is_none() && self.sheet.shape(row) != Shape::Blank {
                self.sheet.set(row, Role::Footer);
            }
        }
        // Rules below it are its own.
        for (row, _) in std::mem::take(&mut self.doubtful) {
            let moved = row + usize::from(named.is_some()) + usize::from(offset > 0);
            self.sheet.set(moved, Role::Footer);
        }
        self.footer = true;
        self.end = first;
        true
    }

    /// The stretch in which the footer begins that ends with a stretch, and where in it.
    fn footer_above(&self, at: usize, named: Option<usize>) -> Option<(usize, usize)> {
        let is_text =
            |row: &usize| self.sheet.role(*row).is_none() && self.sheet.shape(*row) != Shape::Blank;
        // Whether an address stands on the line below.
        let mut leads = false;
        for row in (self.body..=at).rev().filter(is_text).take(footer::LINES) {
            let line = self.sheet.text(row);
            let line = match named {
                Some(name) if row == at => slice::part(line, 0, name),
                _ => line,
            };
            if let Some(offset) = footer::start(line, leads) {
                return Some((row, offset));
            }
            leads = footer::names_site(line);
            // A name on a line of its own below a footer signs, other remains below it or not.
            let is_signer = named.is_none()
                && name::read(line)
                    .is_some_and(|name| row == at || name.letters == name::Letters::Capitals);
            if !leads && (is_signer || !footer::goes_on(line)) {
                break;
            }
        }
        None
    }

    /// Cuts off what another system left behind a name, on its line.
    fn cut_behind(&mut self, at: usize) -> bool {
        let Some((offset, role)) = furniture::behind(self.sheet.text(at)) else {
            return false;
        };
        let rows = self.sheet.rows.len();
        self.sheet.split(at, offset);
        if self.sheet.rows.len() == rows {
            return false;
        }
        self.sheet.set(at + 1, role);
        self.end = at + 1;
        for (row, _) in &mut self.doubtful {
            *row += 1;
        }
        true
    }

    /// Passes over what is no text if a signature stands above it: rules, a caption, a remark, the end of the subject.
    fn doubt(&mut self, at: usize) -> bool {
        if self.signed {
            return false;
        }
        let printed = self.sheet.text(at);
        let (first, role) = if caption_line::read(printed).is_some() {
            (at, Role::Caption)
        } else if furniture::is_marks(printed)
            || furniture::is_figure(printed) && self.is_apart_from_name(at)
        {
            (at, Role::Wrapper)
        } else if let Some(first) = self.remark(at) {
            (first, Role::Footer)
        } else if self.ends_subject(at) && self.is_below_name(at) {
            (at, Role::Wrapper)
        } else {
            return false;
        };
        for row in (first..=at).rev() {
            if self.sheet.shape(row) != Shape::Blank {
                self.doubtful.push((row, role));
            }
        }
        self.end = first;
        true
    }

    /// Where the remark begins that a stretch ends, right below a name: `NOTE: RELAYED ...`.
    fn remark(&self, at: usize) -> Option<usize> {
        let first = (self.body..=at)
            .rev()
            .take(REMARK_LINES)
            .take_while(|&row| self.sheet.shape(row) != Shape::Blank)
            .find(|&row| self.sheet.text(row).trim_start().starts_with("NOTE"))?;
        self.is_below_name(first).then_some(first)
    }

    /// Whether a stretch is what was left of the subject's last words.
    fn ends_subject(&self, at: usize) -> bool {
        let words = self.sheet.text(at).trim().trim_end_matches('.');
        let mut subject = (0..self.body)
            .filter(|&row| self.sheet.role(row) == Some(Role::Subject))
            .take(SUBJECT_LINES);
        words.len() >= 4
            && (words.contains(' ') || self.sheet.text(at).ends_with("..."))
            && subject.any(|row| self.sheet.text(row).contains(words))
    }

    /// Whether the stretch above, blank lines apart, is a name.
    fn is_below_name(&self, at: usize) -> bool {
        last_text(self.sheet, self.body, at)
            .is_some_and(|(above, _)| name::read(self.sheet.text(above)).is_some())
    }

    /// Whether the stretch above, over blank lines, is a name in capitals.
    fn is_apart_from_name(&self, at: usize) -> bool {
        last_text(self.sheet, self.body, at).is_some_and(|(above, gap)| {
            let name = name::read(self.sheet.text(above));
            gap == Gap::Blank && name.is_some_and(|name| name.letters == name::Letters::Capitals)
        })
    }

    /// Finds who signs.
    fn sign(&mut self, notes: &mut Vec<Diagnostic>) {
        let found = signature::lines(self.sheet, self.body, self.end);
        if let Some(&first) = found.last() {
            self.end = first;
            self.signed = true;
            set_lines(self.sheet, &found, notes);
            return;
        }
        let Some((last, _)) = last_text(self.sheet, self.body, self.end) else {
            return;
        };
        let small = signature::has_small_letters(self.sheet, self.body, last + 1);
        let Some(at) = signature::behind(self.sheet.text(last), small) else {
            return;
        };
        self.sheet.split(last, at);
        self.sheet.set(last + 1, Role::Signature);
        for (row, _) in &mut self.doubtful {
            *row += 1;
        }
        self.end = last + 1;
        self.signed = true;
    }
}

/// Whether a line is the address of a site and nothing else.
fn is_site(line: &str) -> bool {
    let line = line.trim();
    (line.contains("://") || line.starts_with("www.")) && !line.contains(' ')
}

/// Gives the lines that sign their roles; `found` has them from below. A name printed twice signs once.
fn set_lines(sheet: &mut Sheet<'_>, found: &[usize], notes: &mut Vec<Diagnostic>) {
    for (i, &at) in found.iter().enumerate().rev() {
        let name = sheet.text(at);
        let earlier = found
            .iter()
            .skip(i + 1)
            .find(|&&before| sheet.text(before) == name);
        let Some(&earlier) = earlier else {
            sheet.set(at, Role::Signature);
            continue;
        };
        sheet.set(at, Role::Repeat);
        let (line, first) = (sheet.line(at), sheet.line(earlier));
        let message = format!("line {line} repeats line {first}");
        notes.push(
            Diagnostic::new(Code::SignatureRepeated, message)
                .field("signature")
                .lines(line, line),
        );
    }
}

/// What parts a stretch from the one below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Marker,
}

/// The last stretch of text before `at`, and what stands between.
fn last_text(sheet: &Sheet<'_>, body: usize, at: usize) -> Option<(usize, Gap)> {
    let mut gap = Gap::None;
    for before in (body..at).rev() {
        match (sheet.shape(before), sheet.role(before)) {
            (_, Some(Role::PageMarker)) => gap = Gap::Marker,
            (Shape::Blank, _) => gap = if gap == Gap::Marker { gap } else { Gap::Blank },
            (_, Some(_)) => {}
            _ => return Some((before, gap)),
        }
    }
    None
}
