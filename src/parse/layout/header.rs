//! The header: what stands before format line 1, format lines 1 to 11, and the remains of other systems among them.

mod glued;

use super::block;
use super::format_line::{after_level, has_indicator, is_addressee, is_head, is_list, is_single};
use super::furniture;
use super::military;
use super::second::Known;
use super::sheet::Sheet;
use crate::line::Shape;
use crate::parse::element::{caption_line, class_line};
use crate::part::Role;
use crate::vocab::{labels, posts};

/// How far ahead a second header is looked for, behind the remains of another system.
const WRAPPER_LINES: usize = 32;

/// Gives the header's lines their roles. Returns the stretch with which the text begins: the classification line, or
/// what stands in its place.
pub(super) fn read(sheet: &mut Sheet<'_>, from: usize) -> usize {
    let begin = (from..sheet.rows.len())
        .find(|&at| begins(sheet, at))
        .unwrap_or(from);
    before(sheet, from, begin);
    let mut state = State {
        open: None,
        bare: false,
        blank: false,
        doubled: block::is_doubled(sheet, begin),
        first: begin,
        again: None,
        seen: Vec::new(),
    };
    let mut at = begin;
    while at < sheet.rows.len() {
        if ends(sheet, at, state.seen.is_empty()) {
            break;
        }
        let Some(next) = state.step(sheet, at) else {
            break;
        };
        at = next;
    }
    match class_line::junk_before(sheet.text(at)) {
        Some(junk) if sheet.role(at).is_none() => {
            sheet.split(at, junk);
            sheet.set(at, Role::Wrapper);
            at + 1
        }
        _ => at,
    }
}

/// Whether the header, or the text where there is no header, begins here.
fn begins(sheet: &Sheet<'_>, at: usize) -> bool {
    is_head(sheet.shape(at)) || ends(sheet, at, true)
}

/// Whether the text begins here: a classification line, a label of the block, a numbered paragraph. While no line of a
/// header has been read (`headless`), a classification line may stand above it.
fn ends(sheet: &Sheet<'_>, at: usize, headless: bool) -> bool {
    let text = sheet.text(at);
    match sheet.shape(at) {
        Shape::Classified | Shape::Classification if military::is_above_offices(sheet, at) => true,
        Shape::Classified => {
            let line = sheet.class_line(at);
            line.is_numbered() && !is_framed(sheet, at) && !(headless && is_ahead(sheet, at))
                || labels::read(after_level(text)).is_some()
                || line.post.as_deref().is_some_and(is_known_post) && !is_ahead(sheet, at)
        }
        Shape::Classification => {
            let next = (at + 1..sheet.rows.len())
                .find(|&next| sheet.shape(next) != Shape::Blank)
                .unwrap_or(at);
            let shape = sheet.shape(next);
            !is_head(shape) && shape != Shape::PageMarker && !is_ahead(sheet, at)
        }
        Shape::Numbered => true,
        Shape::Text => {
            labels::read(text)
                .is_some_and(|(label, _)| label != labels::Label::Subject || !is_ahead(sheet, at))
                || class_line::junk_before(text).is_some()
        }
        _ => false,
    }
}

/// Whether words are the name of a post of the table.
fn is_known_post(name: &str) -> bool {
    posts::canonical(name).is_some()
}

/// Whether a line that only a header has follows soon, above any line of the block and any numbered paragraph.
fn is_ahead(sheet: &Sheet<'_>, at: usize) -> bool {
    (at + 1..at + WRAPPER_LINES)
        .take_while(|&next| match sheet.shape(next) {
            Shape::Numbered => false,
            Shape::Text => labels::read(sheet.text(next))
                .is_none_or(|(label, _)| label == labels::Label::Subject),
            _ => true,
        })
        .any(|next| is_head(sheet.shape(next)))
}

/// Whether a header follows a classification line with no label of the block between them: another system's frame.
fn is_framed(sheet: &Sheet<'_>, at: usize) -> bool {
    (at + 1..at + WRAPPER_LINES)
        .take_while(|&next| match sheet.shape(next) {
            Shape::Numbered => false,
            // An abstract of the cable ends in dots.
            Shape::Text => {
                let text = sheet.text(next).trim();
                text != "..." && labels::read(text).is_none()
            }
            _ => true,
        })
        .any(|next| is_head(sheet.shape(next)))
}

/// What stands before the header: a distribution block, a post's own block, mail headers, noise.
fn before(sheet: &mut Sheet<'_>, from: usize, begin: usize) {
    let mut block = Role::Preamble;
    for at in from..begin {
        let text = sheet.text(at).trim_start();
        let role = match sheet.shape(at) {
            Shape::Blank => Role::Blank,
            Shape::PageMarker => Role::PageMarker,
            Shape::Distribution => {
                block = Role::Distribution;
                Role::Distribution
            }
            _ if furniture::read(text).is_some() => furniture::read(text).unwrap_or(Role::Preamble),
            _ if is_drafting(text) => {
                block = Role::Drafting;
                Role::Drafting
            }
            _ if block == Role::Distribution && !is_copy_number(text) && !text.starts_with('-') => {
                Role::Preamble
            }
            // The number of the copy stands over the distribution, the dashed line under it.
            _ if is_copy_number(text) => Role::Distribution,
            _ => block,
        };
        sheet.set(at, role);
    }
}

/// A line of a post's own block: a key of capitals and a colon.
fn is_drafting(text: &str) -> bool {
    text.split_once(':').is_some_and(|(key, _)| {
        (2..=24).contains(&key.len())
            && key
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b == b' ' || b == b'/')
    })
}

/// A short number by itself.
fn is_copy_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Where in the header the reading stands.
struct State<'m> {
    /// The list of addressees or indicators that is open.
    open: Option<Role>,
    /// Whether nothing but its key has come of it.
    bare: bool,
    /// Whether a blank line has come since.
    blank: bool,
    /// Whether a blank line stands behind every line of the copy.
    doubled: bool,
    /// The header's first stretch.
    first: usize,
    /// The first header, where this is the header a second time, behind the remains of another system.
    again: Option<Known<'m>>,
    /// The roles that have been opened.
    seen: Vec<Role>,
}

impl<'m> State<'m> {
    /// Gives one stretch its role; the next stretch, or nothing where the header has ended.
    fn step(&mut self, sheet: &mut Sheet<'m>, at: usize) -> Option<usize> {
        if let Some([end, start]) = cell(sheet.text(at)) {
            sheet.split(at, end);
            sheet.split(at + 1, start - end);
            if start > end {
                sheet.set(at + 1, Role::Wrapper);
            }
        }
        let open = self.open.is_some_and(is_list);
        if let Some(end) = glued::end(sheet.text(at), sheet.shape(at), open) {
            sheet.split(at, end);
        }
        if sheet.role(at) == Some(Role::Wrapper) {
            return Some(at + 1);
        }
        let text = sheet.text(at);
        let role = match sheet.shape(at) {
            Shape::Blank => {
                self.blank = true;
                sheet.set(at, Role::Blank);
                return Some(at + 1);
            }
            Shape::PageMarker => Role::PageMarker,
            Shape::Distribution => Role::Distribution,
            Shape::TransmissionId => {
                let junk = text.find("VZCZC").unwrap_or(0);
                if junk > 0 {
                    sheet.split(at, junk);
                    sheet.set(
                        at,
                        if text.contains('\t') {
                            Role::Wrapper
                        } else {
                            Role::Preamble
                        },
                    );
                    return Some(at + 1);
                }
                self.open(sheet, at, Role::TransmissionId)
            }
            Shape::RoutingLine => self.open(sheet, at, Role::RoutingIndicators),
            Shape::Indicators if self.open == Some(Role::RoutingIndicators) => {
                Role::RoutingIndicators
            }
            Shape::Station => self.open(sheet, at, Role::Station),
            Shape::Security => self.open(sheet, at, Role::Security),
            Shape::Dtg => self.open(sheet, at, Role::Dtg),
            Shape::From => self.open(sheet, at, Role::From),
            Shape::To => self.open(sheet, at, Role::To),
            Shape::Info => self.open(sheet, at, Role::Info),
            Shape::Exempt => self.open(sheet, at, Role::Exempt),
            Shape::Break => {
                self.open = None;
                Role::Break
            }
            _ => return self.other(sheet, at, text),
        };
        sheet.set(at, self.told(text, role));
        Some(at + 1)
    }

    fn open(&mut self, sheet: &Sheet<'m>, at: usize, role: Role) -> Role {
        // These lines stand once: the second one begins the header anew.
        if self.again.is_none()
            && is_single(role)
            && self.open != Some(role)
            && self.seen.contains(&role)
        {
            self.again = Some(Known::new(sheet, self.first..at));
        }
        self.seen.push(role);
        self.open = Some(role);
        self.bare = matches!(sheet.text(at).trim(), "TO" | "INFO");
        self.blank = false;
        role
    }

    /// A line without a key of its own: a further addressee, remains of another system, or the end.
    fn other(&mut self, sheet: &mut Sheet<'m>, at: usize, text: &'m str) -> Option<usize> {
        // Below the date-time group the key of the sender stands alone where his post was lost.
        if self.open == Some(Role::Dtg) && text.trim() == "FM" {
            let role = self.open(sheet, at, Role::From);
            sheet.set(at, self.told(text, role));
            return Some(at + 1);
        }
        // Below this header a copy of the cable may stand in another system's frame, its classification line on top.
        let framed = sheet.shape(at) == Shape::Classified && is_framed(sheet, at);
        if !framed && self.open.is_some_and(is_list) && self.is_number_line(sheet, at, text) {
            sheet.set(at, Role::Classification);
            self.open = None;
            return Some(at + 1);
        }
        if self.open.is_some_and(is_list) && caption_line::read(text).is_some() {
            sheet.set(at, Role::Caption);
            self.open = None;
            return Some(at + 1);
        }
        if let Some(role) = self.open.filter(|role| {
            let apart = self.blank && !self.doubled && !self.bare;
            !framed && is_list(*role) && is_addressee(text) && (!apart || has_indicator(text))
        }) {
            sheet.set(at, self.told(text, role));
            self.bare = false;
            return Some(at + 1);
        }
        if let Some(len) = furniture::dated(text) {
            sheet.split(at, len);
            sheet.set(at, Role::Wrapper);
            return Some(at + 1);
        }
        if let Some(role) = furniture::read(text) {
            sheet.set(at, role);
            return Some(at + 1);
        }
        if is_ahead(sheet, at) {
            if self.again.is_none() {
                self.again = Some(Known::new(sheet, self.first..at));
            }
            let mut at = at;
            while !is_head(sheet.shape(at)) {
                let role = if sheet.shape(at) == Shape::Blank {
                    Role::Blank
                } else {
                    Role::Wrapper
                };
                sheet.set(at, role);
                at += 1;
            }
            self.open = None;
            return Some(at);
        }
        None
    }

    /// Whether a line closes the addressees with the sender's post and a number, behind a word that is no level: a
    /// classification line too damaged to show what it is.
    fn is_number_line(&self, sheet: &Sheet<'_>, at: usize, text: &str) -> bool {
        let below =
            (at + 1..sheet.rows.len()).find(|&below| sheet.shape(below) != Shape::PageMarker);
        if has_indicator(text) || below.is_some_and(|below| sheet.shape(below) != Shape::Blank) {
            return false;
        }
        let name = text.trim().trim_end_matches(|c: char| c.is_ascii_digit());
        if name.len() == text.trim().len() || posts::of_plad(name).is_some() {
            return false;
        }
        let sender = (self.first..at)
            .find(|&row| sheet.role(row) == Some(Role::From))
            .and_then(|row| posts::of_plad(sheet.text(row).trim_start().get(2..)?));
        sender.is_some() && class_line::known_post_at_end(name).and_then(posts::canonical) == sender
    }

    /// The role of a line that looks like `role`: in a second header, by what the first one says.
    fn told(&self, text: &str, role: Role) -> Role {
        self.again
            .as_ref()
            .map_or(role, |known| known.told(text, role))
    }
}

/// Where a cell ends, and where the next one begins, in which the classification line stands: behind a tab, or behind the
/// quotation marks and the comma of a table.
fn cell(text: &str) -> Option<[usize; 2]> {
    let mark = memchr::memrchr2(b'\t', b'"', text.as_bytes())?;
    let start = mark + 1;
    let line = class_line::scan(text.get(start..)?);
    let before = text.get(..mark)?.trim_end_matches(['"', ',']);
    let end = if text.get(mark..start) == Some("\t") {
        start
    } else {
        before.len()
    };
    (line.level.is_some() && line.is_numbered()).then_some([end, start])
}
