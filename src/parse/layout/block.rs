//! The block from the classification line to "Classified By": each line by its label, its continuations by the label
//! that is open. It goes on while its labels are ahead, and ends at a number, a portion mark or prose.

mod ahead;
mod bound;
mod line;
mod open;
mod seen;

pub(super) use ahead::is_doubled;
pub(super) use line::label_inside;

use line::{
    asks, begins_body, glued_behind, is_damaged_class_line, is_instruction, names_classifier,
};

use seen::Seen;

use super::furniture;
use super::repeat;
use super::sheet::Sheet;
use crate::diagnostic::Diagnostic;
use crate::line::Shape;
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{
    addressee, caption_line, class_line, handling, marker, reference_line, tag_line, text,
};
use crate::part::Role;
use crate::slice::from;
use crate::vocab::labels::{self, Label};

/// How far ahead a label is looked for, to tell an instruction from the text.
const INSTRUCTION_LINES: usize = 48;
/// How far ahead a label is looked for, to tell a stray line from the text.
const STRAY_LINES: usize = 8;

/// Gives the block's lines their roles. Returns the stretch with which the body begins.
pub(super) fn read(sheet: &mut Sheet<'_>, from: usize, notes: &mut Vec<Diagnostic>) -> usize {
    let mut block = Block {
        from,
        doubled: ahead::is_doubled(sheet, from),
        open: None,
        opened: from,
        taken: 0,
        gap: Gap::None,
        seen: Seen::default(),
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

/// What a stretch was read as.
#[derive(Clone, Copy)]
struct Read {
    role: Role,
    /// Bytes of its label.
    label: usize,
    /// Whether it goes on with the field that is open.
    continued: bool,
}

impl Read {
    /// A stretch without a label that goes on with nothing.
    fn new(role: Role) -> Self {
        Read {
            role,
            label: 0,
            continued: false,
        }
    }
}

/// Where in the block the reading stands.
struct Block {
    /// The stretch with which the block begins.
    from: usize,
    /// Whether a blank line stands behind every line.
    doubled: bool,
    /// The field whose lines may go on.
    open: Option<Role>,
    /// The stretch with which that field begins.
    opened: usize,
    /// How many bytes of it have been read.
    taken: usize,
    gap: Gap,
    seen: Seen,
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
                let single = self.doubled && !self.is_blank_above(sheet, at);
                if self.gap == Gap::None && !single {
                    self.gap = Gap::Blank;
                }
                sheet.set(at, Role::Blank);
                return Some(at + 1);
            }
            Shape::PageMarker => {
                self.gap = Gap::Marker;
                sheet.set(at, Role::PageMarker);
                return Some(at + 1);
            }
            _ if at == self.from
                && let Some(end) = class_line::goes_on(
                    &sheet.class_line(at),
                    sheet.text(at),
                    sheet.text(at + 1),
                ) =>
            {
                sheet.split(at + 1, end);
                sheet.set(at, Role::Classification);
                return Some(self.take(sheet, at + 1, Read::new(Role::Classification), notes));
            }
            // The foot of a page, above the next one's marker.
            Shape::Classification if at > self.from && is_before_marker(sheet, at) => {
                self.gap = Gap::Marker;
                sheet.set(at, Role::PageClassification);
                return Some(at + 1);
            }
            _ if let Some(end) = marker::at_start(sheet.text(at))
                && labels::read(sheet.text(at)).is_none() =>
            {
                self.gap = Gap::Marker;
                sheet.split(at, end);
                sheet.set(at, Role::PageMarker);
                return Some(at + 1);
            }
            Shape::Rule if self.is_boxed(sheet, at) || self.is_gap_of_dots(sheet, at) => {
                sheet.set(at, Role::Rule);
                self.open = None;
                self.gap = Gap::Blank;
                return Some(at + 1);
            }
            Shape::Classified | Shape::Classification if self.is_class_line(sheet, at) => {
                if self.seen.any
                    && let Some(end) = repeat::block(sheet, self.from, at, notes)
                {
                    self.gap = Gap::Blank;
                    return Some(end);
                }
                return Some(self.take(sheet, at, Read::new(Role::Classification), notes));
            }
            _ => {}
        }
        let mut read = self.role(sheet, at)?;
        if read.role == Role::Instruction {
            // Captions at either end of an instruction are no part of it.
            let text = sheet.text(at);
            let led = caption_line::leading(text);
            if let Some(end) = led.or_else(|| caption_line::trailing(text)) {
                sheet.split(at, end);
            }
            read.role = led.map_or(Role::Instruction, |_| Role::Caption);
        }
        Some(self.take(sheet, at, read, notes))
    }

    /// Whether the stretch above is a blank line.
    fn is_blank_above(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        at > self.from && sheet.shape(at - 1) == Shape::Blank
    }

    /// Whether a rule stands around a notice, the block's labels still ahead of it.
    fn is_boxed(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        !self.seen.subject
            && ahead::label_over_rules(sheet, at, self.reach(), |label| {
                matches!(label, Label::Order | Label::Tags | Label::Subject)
                    && !self.seen.has(label)
            })
    }

    /// Whether dots stand for what an abstract left out, the block's labels still ahead.
    fn is_gap_of_dots(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        self.seen.any
            && sheet.text(at).trim().bytes().all(|b| b == b'.')
            && ahead::is_between(sheet, at)
    }

    /// How far ahead a label is looked for.
    fn reach(&self) -> usize {
        if self.seen.any {
            STRAY_LINES
        } else {
            INSTRUCTION_LINES
        }
    }

    /// Gives a stretch its role, cut before the next label that stands inside it, and before the text.
    fn take(
        &mut self,
        sheet: &mut Sheet<'_>,
        at: usize,
        read: Read,
        notes: &mut Vec<Diagnostic>,
    ) -> usize {
        let Read {
            role,
            label,
            continued,
        } = read;
        if !continued {
            self.opened = at;
            self.taken = 0;
        }
        // Nothing is looked for behind what the field may hold: a line may be a whole cable.
        let whole = sheet.text(at);
        let text = bound::within(role, whole, label, self.taken);
        let inside = label_inside(text, label, role);
        let glued = (role == Role::Classification)
            .then(|| glued_behind(&sheet.class_line(at), text, inside))
            .flatten();
        let inside = inside.into_iter().chain(glued).min().unwrap_or(text.len());
        let own = text.get(..inside).unwrap_or(text);
        let ends = bound::text_inside(role, own, label, self.taken);
        let bounded = ends.is_some() && ends == bound::beyond(role, own, label, self.taken);
        let cut = ends.unwrap_or(inside);
        let cut = if cut < text.len() { cut } else { whole.len() };
        sheet.split(at, cut);
        sheet.set(at, role);
        self.taken += cut - label.min(cut);
        self.seen.note(role);
        // References go on behind a sentence on how to handle the cable.
        if role == Role::Caption && self.open == Some(Role::References) {
            self.gap = Gap::Marker;
            return at + 1;
        }
        self.open = (!bounded).then_some(role);
        if bounded {
            notes.extend(bound::cut(role, sheet.line(at)));
        }
        self.gap = Gap::None;
        at + 1
    }

    /// A classification line names its cable, or stands alone where the block begins.
    fn is_class_line(&self, sheet: &Sheet<'_>, at: usize) -> bool {
        let first = at == self.from || self.open.is_none();
        match sheet.shape(at) {
            Shape::Classification => first,
            _ => first || sheet.class_line(at).is_numbered(),
        }
    }

    /// The label that a line begins with. One that is misspelt counts where it is due, and a mark may stand before
    /// `Classified By`; the number of another order does not, where a subject goes on.
    fn label(&self, text: &str) -> Option<(Label, usize)> {
        if let Some((label, len)) = labels::read(text) {
            let other = label == Label::Order
                && self.open == Some(Role::Subject)
                && self.gap == Gap::None
                && !labels::is_instructed(from(text, len));
            return (!other).then_some((label, len));
        }
        let mark = portion::read(text, Place::Start).map_or(0, |mark| mark.length);
        if mark > 0 {
            let (label, len) = labels::read(from(text, mark))?;
            return (label == Label::ClassifiedBy).then_some((label, mark + len));
        }
        if !self.seen.any {
            return None;
        }
        labels::misspelt(text, tag_line::is_codes).filter(|(label, _)| !self.seen.has(*label))
    }

    /// What a stretch is by its label, by its words, or by the field that is open, and whether it goes on with that.
    fn role(&mut self, sheet: &Sheet<'_>, at: usize) -> Option<Read> {
        let text = sheet.text(at);
        if let Some((label, len)) = self.label(text) {
            self.seen.any = true;
            return Some(Read {
                label: len,
                ..Read::new(role(label))
            });
        }
        let inside = labels::find_inside(text, 0);
        let own = inside
            .and_then(|(end, _, _)| text.get(..end))
            .unwrap_or(text);
        if inside.is_some_and(|(_, label, _)| label == Label::Order) && open::is_order_tail(text) {
            return Some(Read::new(Role::Order));
        }
        if caption_line::read(own).is_some() {
            return Some(Read::new(Role::Caption));
        }
        if let Some(role) = self.continued(sheet, at, text, own) {
            return Some(Read {
                continued: true,
                ..Read::new(role)
            });
        }
        self.unlabelled(sheet, at, text, own).map(Read::new)
    }

    /// What a stretch is that has no label and goes on with nothing.
    fn unlabelled(&self, sheet: &Sheet<'_>, at: usize, text: &str, own: &str) -> Option<Role> {
        let ahead = ahead::label(sheet, at, self.reach())
            || own.len() < text.len()
            || self.is_boxed(sheet, at);
        let labelled = own.len() < text.len() || self.seen.classified_by;
        if self.seen.subject && !labelled && names_classifier(text) {
            return Some(Role::ClassifiedBy);
        }
        if self.seen.any && handling::is_all(own) {
            return Some(Role::Caption);
        }
        if begins_body(sheet.shape(at), text) {
            return None;
        }
        if furniture::is_stamp(sheet, at) {
            return Some(Role::Stamp);
        }
        if !self.seen.any && (ahead || is_instruction(text)) {
            // A notice of the archive is no instruction.
            let above = at.checked_sub(1).and_then(|above| sheet.role(above));
            let small = || text.bytes().any(|b| b.is_ascii_lowercase());
            let goes_on = above == Some(Role::Unread) && at > self.from && small();
            // So is none that has a capital first, small letters behind it, and asks nobody.
            let titled = || text.starts_with(char::is_uppercase) && text::is_mostly_small(text);
            let notice = (text::is_prose(text) || goes_on || titled()) && !asks(text);
            return Some(if notice {
                Role::Unread
            } else {
                Role::Instruction
            });
        }
        if self.seen.any
            && !self.seen.subject
            && self.open == Some(Role::Tags)
            && !text::is_prose(text)
            && !text::is_heading_word(text)
            && !reference_line::is_item(own)
            && !ahead::subject(sheet, at, STRAY_LINES)
        {
            return Some(Role::Subject);
        }
        if let Some(role) = furniture::read(text) {
            return Some(role);
        }
        if !ahead {
            // An instruction alone below the subject; a heading has a rule, or its text right below.
            let asks = || text::is_in_capitals(text) && addressee::is_asked(text);
            let alone = self.gap == Gap::Blank && sheet.shape(at + 1) == Shape::Blank;
            return (alone && self.seen.subject && asks()).then_some(Role::Instruction);
        }
        Some(if addressee::is_asked(text) {
            Role::Instruction
        } else if handling::is_handling(own) {
            Role::Caption
        } else if is_damaged_class_line(own) {
            Role::Classification
        } else if !self.seen.references && self.seen.any && reference_line::is_item(own) {
            Role::References
        } else {
            Role::Unread
        })
    }
}

/// The role of a line with this label.
pub(super) fn role(label: Label) -> Role {
    match label {
        Label::Order => Role::Order,
        Label::Tags => Role::Tags,
        Label::Subject => Role::Subject,
        Label::References => Role::References,
        Label::ClassifiedBy | Label::DerivedFrom => Role::ClassifiedBy,
    }
}

/// Whether a page marker follows, over blank lines.
fn is_before_marker(sheet: &Sheet<'_>, at: usize) -> bool {
    let next = (at + 1..at + STRAY_LINES).find(|&next| sheet.shape(next) != Shape::Blank);
    next.is_some_and(|next| sheet.shape(next) == Shape::PageMarker)
}
