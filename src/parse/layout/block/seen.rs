//! The labels that a block has shown.

use crate::part::Role;
use crate::vocab::labels::Label;

/// The labels that the block has shown.
#[derive(Default)]
pub(super) struct Seen {
    pub any: bool,
    pub order: bool,
    pub tags: bool,
    pub subject: bool,
    pub references: bool,
    pub classified_by: bool,
}

impl Seen {
    /// Whether a label has been seen.
    pub(super) fn has(&self, label: Label) -> bool {
        match label {
            Label::Order => self.order,
            Label::Tags => self.tags,
            Label::Subject => self.subject,
            Label::References => self.references,
            Label::ClassifiedBy | Label::DerivedFrom => self.classified_by,
        }
    }

    /// Notes the label of a line of this role.
    pub(super) fn note(&mut self, role: Role) {
        match role {
            Role::Order => self.order = true,
            Role::Tags => self.tags = true,
            Role::Subject => self.subject = true,
            Role::References => self.references = true,
            Role::ClassifiedBy => self.classified_by = true,
            _ => {}
        }
    }
}
