//! The block from the classification line to "Classified By": each line by its label, its continuations by the label
//! that is open.

use super::furniture;
use super::repeat;
use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::line::Shape;
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{
    caption_line, class_line, number, opening, reference_line, tag_line, text,
};
use crate::part::Role;
use crate::vocab::labels::{self, Label};

/// The highest number with which a body begins.
const FIRST_NUMBERS: u32 = 3;
/// How far ahead a label is looked for, to tell an instruction from the text.
const INSTRUCTION_LINES: usize = 48;
/// How far ahead a label is looked for, to tell a stray line from the text.
const STRAY_LINES: usize = 8;

/// Gives the block's lines their roles. Returns the stretch with which the body begins.
pub(super) fn read(sheet: &mut Sheet<'_>, from: usize, notes: &mut Vec<Diagnostic>) -> usize {
    let mut block = Block {
        from,
        open: None,
        gap: Gap::None,
        labelled: false,
        subject: false,
    };
    let mut at = from;
    while at < sheet.rows.len() && sheet.role(at).is_none() {
        let Some(next) = block.step(sheet, at, notes) else {
            break;
        };
        at = next;
    }
    at
}

/// What stands between the open field's last line and this one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// Nothing.
    None,
    /// Blank lines.
    Blank,
    /// A page marker, blank lines around it or not: the field goes on behind it.
    Marker,
}

/// Where in the block the reading stands.
struct Block {
    /// The stretch with which the block begins.
    from: usize,
    /// The field whose lines may go on.
    open: Option<Role>,
    gap: Gap,
    /// Whether a label has been seen.
    labelled: bool,
    /// Whether the subject has been seen.
    subject: bool,
}

impl Block {
    /// Gives one stretch its role; the next stretch, or nothing where the body begins.
    fn step(
        &mut self,
        sheet: &mut Sheet<'_>,
        at: usize,
        notes: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        match sheet.shape(at) {
            Shape::Blank => {
                self.gap = if self.gap == Gap::Marker {
                    Gap::Marker
                } else {
                    Gap::Blank
                };
                sheet.set(at, Role::Blank);
                return Some(at + 1);
            }
            Shape::PageMarker => {
                self.gap = Gap::Marker;
                sheet.set(at, Role::PageMarker);
                return Some(at + 1);
            }
            _ if at == self.from
                && let Some(end) = class_line::goes_on(sheet.text(at), sheet.text(at + 1)) =>
            {
                sheet.split(at + 1, end);
                sheet.set(at, Role::Classification);
                return Some(self.take(sheet, at + 1, Role::Classification));
            }
            // The foot of a page, above the next one's marker.
            Shape::Classification if at > self.from && is_before_marker(sheet, at) => {
                self.gap = Gap::Marker;
                sheet.set(at, Role::PageClassification);
                return Some(at + 1);
            }
            Shape::Classified | Shape::Classification if self.is_class_line(sheet, at) => {
                if self.labelled
                    && let Some(end) = repeat::block(sheet, self.from, at, notes)
                {
                    self.gap = Gap::Blank;
                    return Some(end);
                }
                return Some(self.take(sheet, at, Role::Classification));
            }
            _ => {}
        }
        let role = match self.role(sheet, at)? {
            // Captions at either end of an instruction are no part of it.
            Role::Instruction => {
                let text = sheet.text(at);
                let led = caption_line::leading(text);
                if let Some(end) = led.or_else(|| caption_line::trailing(text)) {
                    sheet.split(at, end);
                }
                led.map_or(Role::Instruction, |_| Role::Caption)
            }
            role => role,
        };
        Some(self.take(sheet, at, role))
    }

    /// Gives a stretch its role, cut before the next label that stands inside it.
    fn take(&mut self, sheet: &mut Sheet<'_>, at: usize, role: Role) -> usize {
        let text = sheet.text(at);
        let label = labels::read(text).map_or(0, |(_, len)| len);
        let inside = labels::find_inside(text, label).map(|(at, _, _)| at);
        // A label may be glued to the last caption of the classification line.
        let glued = (role == Role::Classification)
            .then(|| class_line::scan(text).end)
            .filter(|end| {
                text.get(*end..).is_some_and(|rest| {
                    !rest.starts_with(char::is_whitespace) && labels::read(rest).is_some()
                })
            });
        let inside = inside.into_iter().chain(glued).min();
        let body = matches!(
            role,
            Role::Subject | Role::References | Role::ClassifiedBy | Role::Tags
        )
        .then(|| paragraph_inside(text, label))
        .flatten();
        if let Some(offset) = [inside, body].into_iter().flatten().min() {
            sheet.split(at, offset);
        }
        sheet.set(at, role);
        self.open = Some(role);
        self.gap = Gap::None;
        self.subject |= role == Role::Subject;
        at + 1
    }

    /// A classification line names its cable, or stands alone where the block begins.
    fn is_class_line(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        let first = at == self.from || self.open.is_none();
        let text = sheet.text(at);
        match sheet.shape(at) {
            Shape::Classification => first,
            _ => first || class_line::scan(text).is_numbered(),
        }
    }

    /// What a stretch is by its label, by its words, or by the field that is open.
    fn role(&mut self, sheet: &Sheet<'_>, at: usize) -> Option<Role> {
        let text = sheet.text(at);
        if let Some((label, _)) = labels::read(text) {
            self.labelled = true;
            return Some(match label {
                Label::Order => Role::Order,
                Label::Tags => Role::Tags,
                Label::Subject => Role::Subject,
                Label::References => Role::References,
                Label::ClassifiedBy | Label::DerivedFrom => Role::ClassifiedBy,
            });
        }
        let inside = labels::find_inside(text, 0);
        let own = inside
            .and_then(|(end, _, _)| text.get(..end))
            .unwrap_or(text);
        if inside.is_some_and(|(_, label, _)| label == Label::Order) && is_order_tail(text) {
            return Some(Role::Order);
        }
        if caption_line::read(own).is_some() {
            return Some(Role::Caption);
        }
        if let Some(role) = self.continued(sheet, at, text) {
            return Some(role);
        }
        let strays = if self.labelled {
            STRAY_LINES
        } else {
            INSTRUCTION_LINES
        };
        let ahead = label_ahead(sheet, at, strays) || own.len() < text.len();
        let begins = begins_body(sheet.shape(at), text);
        if begins {
            return None;
        }
        if !self.labelled && (ahead || is_instruction(text)) {
            return Some(Role::Instruction);
        }
        if self.labelled
            && !self.subject
            && self.open == Some(Role::Tags)
            && !subject_ahead(sheet, at)
        {
            return Some(Role::Subject);
        }
        if let Some(role) = furniture::read(text) {
            return Some(role);
        }
        ahead.then_some(Role::Unread)
    }

    /// The open field, where this line goes on with it.
    fn continued(&self, sheet: &Sheet<'_>, at: usize, text: &str) -> Option<Role> {
        let role = self.open?;
        let body = begins_body(sheet.shape(at), text);
        let goes_on = match role {
            Role::Order => self.gap == Gap::None && is_order_tail(text),
            Role::Tags => {
                self.gap != Gap::Blank && {
                    let comma = last_printed(sheet, at).is_some_and(|line| line.ends_with(','));
                    tag_line::continues(text, comma)
                }
            }
            Role::Subject => match self.gap {
                Gap::None => !body,
                Gap::Marker => !body && !is_heading_word(text),
                Gap::Blank => false,
            },
            Role::References => match self.gap {
                Gap::None => !body || reference_line::is_labelled_item(text),
                Gap::Marker | Gap::Blank => {
                    reference_line::is_labelled_item(text)
                        || self.gap == Gap::Marker && reference_line::is_item(text)
                }
            },
            Role::ClassifiedBy => {
                // `1.4 (b)` may break before its letters, and the paragraph of the order before its dot.
                let open = !last_printed(sheet, at).is_some_and(text::ends_sentence);
                let letters = sheet.shape(at) == Shape::Parenthesis && open;
                let reasons = self.gap == Gap::Marker && labels::reason(text).is_some();
                self.gap == Gap::None && (!body || is_reason(text) || letters) || reasons
            }
            _ => false,
        };
        goes_on.then_some(role)
    }
}

/// Whether a page marker follows, over blank lines.
fn is_before_marker(sheet: &Sheet<'_>, at: usize) -> bool {
    let next = (at + 1..at + STRAY_LINES).find(|&next| sheet.shape(next) != Shape::Blank);
    next.is_some_and(|next| sheet.shape(next) == Shape::PageMarker)
}

/// Whether a line has the shape with which only the body begins.
fn begins_body(shape: Shape, text: &str) -> bool {
    match shape {
        Shape::Numbered | Shape::Rule => true,
        Shape::Parenthesis => portion::read(text, Place::Start).is_some(),
        _ => text.starts_with("---"),
    }
}

/// Where the first numbered paragraph begins inside a line of the block.
fn paragraph_inside(text: &str, from: usize) -> Option<usize> {
    opening::first(text, from).filter(|&start| {
        let number = text.get(start..).and_then(number::read);
        number.is_some_and(|number| number.value <= FIRST_NUMBERS)
    })
}

/// Whether the block has a label ahead, before any paragraph.
fn label_ahead(sheet: &Sheet<'_>, at: usize, lines: usize) -> bool {
    (at + 1..(at + lines).min(sheet.rows.len()))
        .take_while(|&next| !matches!(sheet.shape(next), Shape::Numbered | Shape::Rule))
        .any(|next| labels::read(sheet.text(next)).is_some())
}

/// Whether a labelled subject follows in the block.
fn subject_ahead(sheet: &Sheet<'_>, at: usize) -> bool {
    (at + 1..(at + STRAY_LINES).min(sheet.rows.len()))
        .take_while(|&next| !begins_body(sheet.shape(next), sheet.text(next)))
        .any(|next| {
            labels::read(sheet.text(next)).is_some_and(|(label, _)| label == Label::Subject)
        })
}

/// The last printed line before this one.
fn last_printed<'m>(sheet: &Sheet<'m>, at: usize) -> Option<&'m str> {
    let printed = |at: &usize| !matches!(sheet.role(*at), Some(Role::Blank | Role::PageMarker));
    (0..at).rev().find(printed).map(|before| sheet.text(before))
}

/// Whether a line goes on with an E.O. line: a declassification or a reason that did not fit.
fn is_order_tail(text: &str) -> bool {
    let upper = text
        .trim_start()
        .get(..4)
        .unwrap_or_default()
        .to_ascii_uppercase();
    matches!(upper.as_str(), "DECL" | "OADR" | "DNG:")
}

/// Whether a line begins with the paragraph of the order that lists the reasons, a blank inside: `1. 4 (b)`.
fn is_reason(text: &str) -> bool {
    number::read(text).is_some_and(|number| {
        let rest = text.get(number.len..).unwrap_or_default();
        number.value == 1 && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a line is a word that heads the text: a subject does not go on with it.
fn is_heading_word(text: &str) -> bool {
    let word = text.trim().trim_end_matches([':', '.']);
    ["SUMMARY", "INTRODUCTION", "COMMENT", "KEY POINTS"]
        .iter()
        .any(|heading| heading.eq_ignore_ascii_case(word))
}

/// Whether a line by itself draws attention or asks to pass the cable on.
fn is_instruction(text: &str) -> bool {
    let text = text.trim();
    let upper = !text.bytes().any(|b| b.is_ascii_lowercase());
    let words = || text.split_ascii_whitespace();
    upper
        && text.len() < 160
        && !text.ends_with('.')
        && (words().take(6).any(|word| word == "PASS") || words().take(5).any(|word| word == "FOR"))
}
