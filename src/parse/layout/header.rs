//! The header: what stands before format line 1, format lines 1 to 11, and the remains of other systems among them.

use super::furniture;
use super::second::Known;
use super::sheet::Sheet;
use crate::line::{Shape, is_indicator};
use crate::parse::element::class_line;
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
        blank: false,
        first: begin,
        again: None,
        seen: Vec::new(),
    };
    let mut at = begin;
    while at < sheet.rows.len() {
        if ends(sheet, at) {
            break;
        }
        let Some(next) = state.step(sheet, at) else {
            break;
        };
        at = next;
    }
    at
}

/// Whether the header, or the text where there is no header, begins here.
fn begins(sheet: &Sheet<'_>, at: usize) -> bool {
    is_head(sheet.shape(at)) || ends(sheet, at)
}

/// The lines that only a header has.
pub(super) fn is_head(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::TransmissionId
            | Shape::RoutingLine
            | Shape::Station
            | Shape::Security
            | Shape::Dtg
            | Shape::From
    )
}

/// Whether the text begins here: a classification line, a label of the block, a numbered paragraph.
fn ends(sheet: &Sheet<'_>, at: usize) -> bool {
    let text = sheet.text(at);
    match sheet.shape(at) {
        Shape::Classified => {
            let line = class_line::scan(text);
            line.is_numbered()
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
        Shape::Text => labels::read(text)
            .is_some_and(|(label, _)| label != labels::Label::Subject || !is_ahead(sheet, at)),
        _ => false,
    }
}

/// Whether words are the name of a post of the table.
fn is_known_post(name: &str) -> bool {
    posts::canonical(name).is_some()
}

/// What follows the word of classification.
fn after_level(text: &str) -> &str {
    crate::vocab::levels::read(text)
        .and_then(|words| text.get(words.len..))
        .unwrap_or_default()
        .trim_start()
}

/// Whether a line that only a header has follows soon.
fn is_ahead(sheet: &Sheet<'_>, at: usize) -> bool {
    (at + 1..at + WRAPPER_LINES).any(|next| is_head(sheet.shape(next)))
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
    /// Whether a blank line has come since.
    blank: bool,
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
            Shape::To => {
                // `TO PAGE 02  STATE ...`: the marker cuts in before the first addressee.
                let after = text.trim_start().get(2..).unwrap_or_default();
                if crate::line::shape(after) == Shape::PageMarker {
                    sheet.split(at, text.len() - after.trim_start().len());
                }
                self.open(sheet, at, Role::To)
            }
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
        self.blank = false;
        role
    }

    /// A line without a key of its own: a further addressee, remains of another system, or the end.
    fn other(&mut self, sheet: &mut Sheet<'m>, at: usize, text: &'m str) -> Option<usize> {
        if self.open.is_some_and(is_list) && self.is_number_line(sheet, at, text) {
            sheet.set(at, Role::Classification);
            self.open = None;
            return Some(at + 1);
        }
        if let Some(role) = self.open.filter(|role| {
            is_list(*role) && is_addressee(text) && (!self.blank || has_indicator(text))
        }) {
            sheet.set(at, self.told(text, role));
            return Some(at + 1);
        }
        if let Some(len) = furniture::dated(text) {
            sheet.split(at, len);
            sheet.set(at, Role::Wrapper);
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
        let role = furniture::read(text)?;
        sheet.set(at, role);
        Some(at + 1)
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

/// Roles whose line stands once in a header.
pub(super) fn is_single(role: Role) -> bool {
    matches!(
        role,
        Role::TransmissionId
            | Role::RoutingIndicators
            | Role::Station
            | Role::Security
            | Role::Dtg
            | Role::From
    )
}

/// Roles whose lines go on without a key.
pub(super) fn is_list(role: Role) -> bool {
    matches!(role, Role::From | Role::To | Role::Info | Role::Exempt)
}

/// Whether a line can be an addressee: a name in capitals, or anything behind a routing indicator.
pub(super) fn is_addressee(text: &str) -> bool {
    let text = text.trim();
    has_indicator(text)
        || text.len() < 120
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && !text.bytes().any(|b| b.is_ascii_lowercase() || b == b'\t')
}

/// Whether a routing indicator, or `ZEN`, and a slash lead.
pub(super) fn has_indicator(text: &str) -> bool {
    text.trim_start()
        .split_once('/')
        .is_some_and(|(ri, _)| is_indicator(ri) || ri == "ZEN")
}
