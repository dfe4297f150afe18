//! The words of a declassification instruction.

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// What a word of a declassification instruction says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instruction {
    /// What follows says until when.
    Declassify,
    /// What follows says when a lower level holds; it is no day of declassification.
    Downgrade,
    /// The word is the instruction, and gives no day by itself.
    Known,
    /// An event is described.
    Event,
    /// Exempt from the general schedule; the category follows.
    Schedule,
    /// A number of years.
    Period,
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/declassification.tsv");

static WORDS: LazyLock<Map<Instruction>> = LazyLock::new(|| {
    let rows = tsv::rows(DATA).map(|[word, what]| {
        let what = match what {
            "declassify" => Instruction::Declassify,
            "downgrade" => Instruction::Downgrade,
            "event" => Instruction::Event,
            "period" => Instruction::Period,
            "schedule" => Instruction::Schedule,
            _ => Instruction::Known,
        };
        (word, what)
    });
    rows.collect()
});

/// What a word says, in any case.
#[must_use]
pub fn read(word: &str) -> Option<Instruction> {
    with_upper(word, |word| WORDS.get(word).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_an_instruction_is() {
        assert_eq!(read("decl"), Some(Instruction::Declassify));
        assert_eq!(read("DNG"), Some(Instruction::Downgrade));
        assert_eq!(read("After"), Some(Instruction::Event));
        assert_eq!(read("YEARS"), Some(Instruction::Period));
        assert_eq!(read("XGDS"), Some(Instruction::Schedule));
        assert_eq!(read("OADR"), Some(Instruction::Known));
        assert_eq!(read("DECLINE"), None);
    }

    #[test]
    fn no_row_says_something_else() {
        let kinds = [
            "declassify",
            "downgrade",
            "event",
            "known",
            "period",
            "schedule",
        ];
        assert!(tsv::rows(DATA).all(|[_, what]| kinds.contains(&what)));
    }
}
