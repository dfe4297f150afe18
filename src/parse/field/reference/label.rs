//! The letters in front of references: `A.`, `A)`, `(A)`, `a.`, doubled `A. A)`, a pilcrow before them.

use super::super::super::scan::Cursor;

/// A label in a block of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Where it begins.
    pub start: usize,
    /// Where its letter stands.
    pub letter: usize,
    /// Where the item begins.
    pub end: usize,
}

/// The labels of a block, in order.
///
/// A letter is a label at the start of the block or of a line, where it comes after the label before it in the
/// alphabet; inside a line only where it is the very next. The first is A, or another that a further label follows.
pub(super) fn find(text: &str) -> Vec<Label> {
    let mut labels: Vec<(Label, u8)> = Vec::new();
    let mut cursor = Cursor::new(text);
    let mut line_start = true;
    let mut after_gap = true;
    while let Some(byte) = cursor.peek() {
        let last = labels.last().map(|&(_, letter)| letter);
        if (line_start || after_gap)
            && let Some((label, letter)) = at(text, cursor)
            && match last {
                None => line_start,
                Some(last) if line_start => letter > last && same_case(letter, last),
                Some(last) => letter == last + 1,
            }
        {
            labels.push((label, letter));
            cursor.at = label.end;
            (line_start, after_gap) = (false, true);
            continue;
        }
        cursor.bump();
        match byte {
            b'\n' => line_start = true,
            b' ' | b'\t' | 0x80.. => {}
            _ => line_start = false,
        }
        after_gap = matches!(
            byte,
            b'\n' | b' ' | b'\t' | b',' | b';' | b':' | b')' | 0x80..
        );
    }
    let lone = labels.len() == 1;
    labels.retain(|(_, letter)| !lone || letter.eq_ignore_ascii_case(&b'A'));
    labels.into_iter().map(|(label, _)| label).collect()
}

fn same_case(a: u8, b: u8) -> bool {
    a.is_ascii_uppercase() == b.is_ascii_uppercase()
}

/// A label at the cursor, doubled or not.
fn at(text: &str, mut cursor: Cursor<'_>) -> Option<(Label, u8)> {
    let start = cursor.at;
    let letter = single(text, &mut cursor)?;
    let byte = letter_at(text, letter)?;
    // Doubled: the same letter again.
    let mut ahead = cursor;
    ahead.spaces();
    if let Some(again) = single(text, &mut ahead)
        && letter_at(text, again) == Some(byte)
    {
        cursor = ahead;
    }
    let label = Label {
        start,
        letter,
        end: cursor.at,
    };
    Some((label, byte))
}

fn letter_at(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

/// `A.`, `A)`, `A:`, `(A)`, `[A]`: where the letter stands. `U.S.` is none.
fn single(text: &str, cursor: &mut Cursor<'_>) -> Option<usize> {
    let mut ahead = *cursor;
    let open = ahead.eat(b'(') || ahead.eat(b'[');
    let letter = ahead.at;
    letter_at(text, letter).filter(u8::is_ascii_alphabetic)?;
    ahead.bump();
    let closed = ahead.eat(b')') || ahead.eat(b']');
    let marked = closed || !open && (ahead.eat(b'.') || ahead.eat(b':'));
    if !marked {
        return None;
    }
    ahead.eat(b'.');
    let mut next = ahead;
    if !closed && next.letters().len() == 1 && next.eat(b'.') {
        return None;
    }
    *cursor = ahead;
    Some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::scan::part;

    fn shown(text: &str) -> String {
        let labels: Vec<String> = find(text)
            .iter()
            .map(|label| {
                let rest = part(text, label.end, text.len()).trim_start();
                let word = rest.split_whitespace().next().unwrap_or_default();
                format!("{}={word}", part(text, label.letter, label.letter + 1))
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
