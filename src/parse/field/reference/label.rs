//! The letters in front of references: `A.`, `A)`, `(A)`, `a.`, doubled `A. A)`, a pilcrow before them.

use crate::parse::cursor::Cursor;

/// A label in a block of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Where it begins.
    pub start: usize,
    /// Its letter.
    pub letter: char,
    /// Where the item begins.
    pub end: usize,
}

impl Label {
    /// Whether its letter comes after that of another in the alphabet; one in another case is of another list.
    fn is_after(self, other: Label) -> bool {
        let same_case = self.letter.is_ascii_uppercase() == other.letter.is_ascii_uppercase();
        self.letter > other.letter && same_case
    }
}

/// The labels of a block, in order.
///
/// A letter is a label at the start of the block or of a line, where it comes after the label before it in the
/// alphabet; inside a line only where it is the very next. The first is A, or another that a further label follows.
pub(super) fn find(text: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut cursor = Cursor::new(text);
    let mut line_start = true;
    let mut after_gap = true;
    while let Some(c) = cursor.peek() {
        if (line_start || after_gap)
            && let Some(label) = at(cursor)
            && match labels.last() {
                None => line_start,
                Some(last) if line_start => label.is_after(*last),
                Some(last) => {
                    label.is_after(*last) && label.letter as u32 == last.letter as u32 + 1
                }
            }
        {
            labels.push(label);
            cursor.advance(label.end - label.start);
            (line_start, after_gap) = (false, true);
            continue;
        }
        cursor.bump();
        match c {
            '\n' => line_start = true,
            ' ' | '\t' => {}
            _ if !c.is_ascii() => {}
            _ => line_start = false,
        }
        after_gap = "\n \t,;:)".contains(c) || !c.is_ascii();
    }
    if let [label] = labels.as_slice()
        && !label.letter.eq_ignore_ascii_case(&'A')
    {
        labels.clear();
    }
    labels
}

/// A label at the cursor, doubled or not.
fn at(mut cursor: Cursor<'_>) -> Option<Label> {
    let start = cursor.at();
    let letter = single(&mut cursor)?;
    // Doubled: the same letter again.
    let mut ahead = cursor;
    ahead.spaces();
    if single(&mut ahead) == Some(letter) {
        cursor = ahead;
    }
    Some(Label {
        start,
        letter,
        end: cursor.at(),
    })
}

/// `A.`, `A)`, `A:`, `(A)`, `[A]`: the letter. `U.S.` is none.
fn single(cursor: &mut Cursor<'_>) -> Option<char> {
    let mut ahead = *cursor;
    let open = ahead.eat('(') || ahead.eat('[');
    let letter = ahead.peek().filter(char::is_ascii_alphabetic)?;
    ahead.bump();
    let closed = ahead.eat(')') || ahead.eat(']');
    let marked = closed || !open && (ahead.eat('.') || ahead.eat(':'));
    if !marked {
        return None;
    }
    ahead.eat('.');
    let mut next = ahead;
    if !closed && next.letters().len() == 1 && next.eat('.') {
        return None;
    }
    *cursor = ahead;
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slice::from;

    fn shown(text: &str) -> String {
        let labels: Vec<String> = find(text)
            .iter()
            .map(|label| {
                let rest = from(text, label.end).trim_start();
                let word = rest.split_whitespace().next().unwrap_or_default();
                format!("{}={word}", label.letter)
            })
            .collect();
        labels.join(" ")
    }

    #[test]
    fn every_form() {
        for (text, want) in [
            ("A. LIMA 1\nB. QUITO 2", "A=LIMA B=QUITO"),
            ("A) LIMA 1 B) QUITO 2", "A=LIMA B=QUITO"),
            ("(A) LIMA 1 (B) QUITO 2", "A=LIMA B=QUITO"),
            ("a. LIMA 1  b. QUITO 2", "a=LIMA b=QUITO"),
            ("A. A) LIMA 1\nB. B) QUITO 2", "A=LIMA B=QUITO"),
            (
                "A. LIMA 1\n¶B. QUITO 2\n¶C. LIMA 3",
                "A=LIMA B=QUITO C=LIMA",
            ),
            ("A.LIMA 1;B.QUITO 2", "A=LIMA B=QUITO"),
            ("A. LIMA 1\nC. QUITO 2", "A=LIMA C=QUITO"),
            ("B. LIMA 1\nC. QUITO 2", "B=LIMA C=QUITO"),
            ("ROE EMAIL\nA. LIMA 1", "A=LIMA"),
            ("\nA. LIMA 1", "A=LIMA"),
        ] {
            assert_eq!(shown(text), want, "{text}");
        }
    }

    #[test]
    fn letters_that_are_none() {
        for text in [
            "LIMA 1",
            "J. ROE EMAIL",
            "U.S. MISSION 5",
            "LIMA A-50",
            "ROE A. EMAIL",
            "A",
            "A LIMA 1",
            "(AB) C",
            "",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
        assert_eq!(shown("A. LIMA 1 D. ROE EMAIL"), "A=LIMA");
    }
}
