//! The block: its labels, what stands between them, and the page markers in it.

use super::{LONGEST, Reader, Stage};
use crate::vocab::labels::{self, Label};

/// The place of the references among the labels of the block.
const REFERENCES: usize = 4;

impl Reader<'_> {
    /// A label of the block, where it cannot be a word of prose: it has its colon or its number, or it is in capitals
    /// and the one whose turn it is.
    pub(super) fn label(&mut self, at: usize) -> bool {
        let word = self.word(at);
        let Some((label, _)) = labels::read(self.ahead(at)) else {
            return false;
        };
        let place = match label {
            Label::Order => 1,
            Label::Tags => 2,
            Label::Subject => 3,
            Label::References => REFERENCES,
            Label::ClassifiedBy => 5,
            _ => return false,
        };
        let capitals = word.starts_with(|c: char| c.is_ascii_uppercase());
        let sure = match label {
            Label::Order => true,
            Label::ClassifiedBy => capitals,
            _ => word.ends_with(':') || capitals && self.label < place,
        };
        if sure {
            self.label = place;
        }
        sure
    }

    /// Whether the references are open: each further one may be indented.
    pub(super) fn lists(&self) -> bool {
        self.stage == Stage::Block && self.label == REFERENCES
    }

    /// Whether a word before ends in a hyphen that broke it: `US-` and the rest behind a blank. `pre- and post-` is whole.
    fn is_broken(&self, at: usize) -> bool {
        let before = self.before(at, 1).strip_suffix('-');
        before.is_some_and(|before| before.ends_with(char::is_alphabetic))
            && self.word(at).starts_with(char::is_alphabetic)
            && !["AND", "OR", "TO"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(self.word(at)))
    }

    /// A line of the block by the blanks before it: those behind a comma, a colon or a period are none of a line end.
    pub(super) fn block(&self, at: usize) -> bool {
        match self.blanks(at) {
            0 => false,
            1 => self.is_broken(at),
            // Words whose letters are set apart have two blanks between.
            2 if is_letter(self.word(at)) && is_letter(self.before(at, 1)) => false,
            2 => self.instructs(at) || !self.before(at, 1).ends_with([',', ':', ';', '.', ')']),
            _ => true,
        }
    }

    /// Whether a word is an addressee, and what is asked of it follows.
    fn instructs(&self, at: usize) -> bool {
        let word = self.word(at);
        let capitals = word.len() > 2 && word.bytes().all(|b| b.is_ascii_uppercase());
        capitals && matches!(self.word(at + 1), "FOR" | "PASS")
    }

    /// The last word of the page marker that begins with a word: a name, eight digits, the page of how many.
    fn marker(&self, at: usize) -> Option<usize> {
        let is_name = |at: usize| {
            let word = self.word(at);
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
        };
        let digits = (at + 1..=at + LONGEST).find(|at| {
            let word = self.word(*at);
            word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit())
        })?;
        let is_page = |word: &str| {
            word.starts_with(|c: char| c.is_ascii_digit())
                && word.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        };
        // What blanks set apart from the name is the end of another line.
        let whole = (at..digits).all(is_name)
            && (at + 1..digits).all(|at| self.gap(at) == 1)
            && is_page(self.word(digits + 1))
            && self.word(digits + 2) == "OF"
            && is_page(self.word(digits + 3));
        whole.then_some(digits + 3)
    }

    /// A page marker in the block, and what stands behind it.
    pub(super) fn page(&mut self, at: usize) -> Option<bool> {
        match self.marked {
            Some(last) if at <= last => return Some(false),
            Some(last) if at == last + 1 => {
                let _ = self.paragraph(at) || self.label(at);
                return Some(true);
            }
            _ => {}
        }
        self.marked = Some(self.marker(at)?);
        Some(true)
    }
}

fn is_letter(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase())
}
