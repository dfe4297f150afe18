//! Who classified in the 1970s and 1980s: the name stood in parentheses behind the schedule of the E.O. line,
//! `E.O. 12065: GDS 2/3/86 (ROE, JANE)`.

use super::person;
use crate::parse::flow::Flow;
use crate::parse::fragment::Fragment;
use crate::record::ClassifiedBy;
use crate::vocab::declassification::{self, Instruction};

/// Reads the E.O. lines. A name there is a surname, a comma and what is given.
pub(crate) fn read(fragments: &[Fragment<'_>]) -> Option<ClassifiedBy> {
    let text = Flow::joined(fragments.iter().copied()).text;
    let scheduled = |word: &str| {
        word.ends_with("DS") && declassification::read(word).is_some()
            || declassification::read(word) == Some(Instruction::Schedule)
    };
    let (before, rest) = text.split_once('(')?;
    let mut words = before.split(|c: char| !c.is_ascii_alphabetic());
    if !words.any(scheduled) {
        return None;
    }
    // The number of the category may stand in parentheses first: `XGDS (2)`.
    let mut rest = rest;
    loop {
        let (inside, behind) = rest.split_once(')')?;
        if let Some(name) = person::turned_name(inside) {
            return Some(ClassifiedBy {
                name: Some(name),
                text: inside.trim().to_string(),
                ..ClassifiedBy::default()
            });
        }
        rest = behind.split_once('(')?.1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::fragment::numbered;

    #[test]
    fn a_name_behind_the_schedule() {
        for (line, want) in [
            ("E.O. 12065: GDS 2/3/86 (ROE, JANE)", Some("JANE ROE")),
            (
                "E.O. 12065: RDS-1 2/3/04 (ROE, JANE Q.) OR-P",
                Some("JANE Q. ROE"),
            ),
            ("E.O. 11652: XGDS (2) (ROE, JANE)", Some("JANE ROE")),
            ("E.O. 11652: XGDS (2)", None),
            ("E.O. 11652: GDS (ROE", None),
            ("E.O. 12958: DECL: 2/3/16 (ROE, JANE)", None),
            ("E.O. 12065: GDS 2/3/86 (POL, ECON)", None),
            ("", None),
        ] {
            let found = read(&numbered(1, &[line])).and_then(|by| by.name);
            assert_eq!(found.as_deref(), want, "{line}");
        }
    }
}
