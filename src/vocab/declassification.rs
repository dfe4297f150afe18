//! The words of a declassification instruction.

use std::sync::LazyLock;

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

static ROWS: LazyLock<Vec<(&'static str, Instruction)>> = LazyLock::new(|| {
    let rows = include_str!("data/declassification.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|line| {
        let mut columns = line.split('\t');
        let word = columns.next()?;
        let what = match columns.next()? {
            "declassify" => Instruction::Declassify,
            "downgrade" => Instruction::Downgrade,
            "known" => Instruction::Known,
            "event" => Instruction::Event,
            "schedule" => Instruction::Schedule,
            "period" => Instruction::Period,
            _ => return None,
        };
        Some((word, what))
    })
    .collect()
});

/// What a word says, in any case.
#[must_use]
pub fn read(word: &str) -> Option<Instruction> {
    ROWS.iter()
        .find(|(row, _)| row.eq_ignore_ascii_case(word))
        .map(|&(_, what)| what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        let rows = include_str!("data/declassification.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .count();
        assert_eq!(ROWS.len(), rows - 1);
        assert!(ROWS.is_sorted_by_key(|row| row.0));
        assert_eq!(read("decl"), Some(Instruction::Declassify));
        assert_eq!(read("DECLINE"), None);
    }
}
