//! The labels in front of references: `A.`, `A)`, `A.)`, `(A)`, `a.`, `1.`, doubled (`A. A)`, `A. REF A:`), bare before
//! a post and a number (`A LIMA 12`); a pilcrow may stand before them.

use super::item;
use crate::parse::cursor::Cursor;
use crate::parse::flow::run_on;
use crate::slice::{from, head};

/// A label in a block of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// Where it begins.
    pub start: usize,
    /// Its letter or digit.
    pub letter: char,
    /// Where the item begins.
    pub end: usize,
}

/// What the next label inside a line is held against.
struct Next {
    /// A letter, or a digit.
    letter: char,
    /// Whether nothing closes it, so that it may as well be a word.
    bare: bool,
    label: Label,
}

impl Next {
    /// How far its letter is behind that of another; nothing where one is a digit and the other none.
    fn steps_from(&self, other: Label) -> Option<i64> {
        let code = |letter: char| i64::from(u32::from(letter.to_ascii_uppercase()));
        let same = self.letter.is_ascii_digit() == other.letter.is_ascii_digit();
        same.then(|| code(self.letter) - code(other.letter))
    }

    /// Whether it is a label, after the labels before it.
    ///
    /// At the start of a line one always is, though it repeats or changes its case; one that goes back needs a cable
    /// behind it. Inside a line it is the very next, or has a cable behind it; a bare one is the very next and has.
    fn counts(&self, text: &str, last: Option<&Label>, line_start: bool) -> bool {
        let cable = || is_before_cable(text, self.label);
        let Some(last) = last else {
            let first = !self.letter.is_ascii_digit() || self.letter == '1' && cable();
            return line_start && first && (!self.bare || cable());
        };
        match self.steps_from(*last) {
            None => false,
            Some(1) => !self.bare || cable(),
            Some(_) if self.bare => false,
            Some(steps) if line_start && steps >= 0 => true,
            Some(_) => cable(),
        }
    }
}

/// Whether the cable of a known post follows a label.
fn is_before_cable(text: &str, label: Label) -> bool {
    let rest = run_on(head(from(text, label.end), LONGEST_NAME));
    item::cable(&rest).is_some_and(|cable| cable.known)
}

/// The bytes that are looked at for a cable behind a label.
const LONGEST_NAME: usize = 60;

/// The labels of a block, in order. The first is A or 1, or another that a further label or a cable follows.
pub(super) fn find(text: &str) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    let mut cursor = Cursor::new(text);
    let mut line_start = true;
    let mut before = '\n';
    while let Some(c) = cursor.peek() {
        let after_gap =
            matches!(before, '\n' | ' ' | '\t' | ',' | ';' | ':' | ')') || !before.is_ascii();
        // `LIMA 12B. QUITO 3`: the blank between a number and the next label is lost.
        let glued = before.is_ascii_digit() && c.is_ascii_alphabetic();
        if (line_start || after_gap || glued || c == '(')
            && let Some(next) = at(cursor)
            && next.counts(text, labels.last(), line_start)
            && (line_start || after_gap || is_before_cable(text, next.label))
        {
            cursor.advance(next.label.end - next.label.start);
            labels.push(next.label);
            (line_start, before) = (false, ' ');
            continue;
        }
        cursor.bump();
        match c {
            '\n' => line_start = true,
            ' ' | '\t' => {}
            _ if !c.is_ascii() => {}
            _ => line_start = false,
        }
        before = c;
    }
    if let [label] = labels.as_slice()
        && !matches!(label.letter, 'A' | 'a' | '1')
        && !is_before_cable(text, *label)
    {
        labels.clear();
    }
    labels
}

/// A label at the cursor, doubled or not.
fn at(mut cursor: Cursor<'_>) -> Option<Next> {
    // Behind a letter or a digit that is a label stands no other one, but for the word REF.
    if let [first, second, ..] = cursor.rest().as_bytes()
        && !matches!(first, b'R' | b'r' | b'(' | b'[')
        && second.is_ascii_alphanumeric()
    {
        return None;
    }
    let start = cursor.at();
    let (letter, mut bare) = single(&mut cursor)?;
    // Doubled: the same letter again, closed or before a blank.
    let mut ahead = cursor;
    ahead.spaces();
    if let Some((again, open)) = single(&mut ahead)
        && again.eq_ignore_ascii_case(&letter)
        && !(bare && open)
    {
        (cursor, bare) = (ahead, false);
    }
    Some(Next {
        letter,
        bare,
        label: Label {
            start,
            letter,
            end: cursor.at(),
        },
    })
}

/// `A.`, `A)`, `A.)`, `A:`, `(A)`, `[A]`, `1.`, `REF A:`, or bare `A`: the letter, and whether it is bare. `U.S.` and
/// `1.4` are none.
fn single(cursor: &mut Cursor<'_>) -> Option<(char, bool)> {
    let mut ahead = *cursor;
    named(&mut ahead);
    let open = ahead.eat('(') || ahead.eat('[');
    if open {
        named(&mut ahead);
    }
    let letter = ahead
        .peek()
        .filter(|c| c.is_ascii_alphabetic() || matches!(c, '1'..='9'))?;
    ahead.bump();
    let mut closing = ahead;
    if open {
        closing.spaces();
    }
    if closing.eat(')') || closing.eat(']') {
        ahead = closing;
        let _ = ahead.eat('.') || ahead.eat(':');
    } else if open {
        return None;
    } else if ahead.eat('.') || ahead.eat(':') {
        if ahead.next_is(|c| c.is_ascii_digit()) && letter.is_ascii_digit() {
            return None;
        }
        let mut next = ahead;
        if next.letters().len() == 1 && next.eat('.') {
            return None;
        }
        let _ = ahead.eat(')');
    } else if letter.is_ascii_uppercase()
        && (ahead.next_is(char::is_whitespace) || ahead.rest().starts_with("/ "))
    {
        // `A/ LIMA 12`, `A - LIMA 12`
        ahead.eat('/');
        let mut dash = ahead;
        dash.spaces();
        if dash.eat('-') && dash.next_is(char::is_whitespace) {
            ahead = dash;
        }
        *cursor = ahead;
        return Some((letter, true));
    } else {
        return None;
    }
    *cursor = ahead;
    Some((letter, false))
}

/// Moves over the word REF before a letter.
fn named(cursor: &mut Cursor<'_>) {
    let mut ahead = *cursor;
    if ahead.word("REF") || ahead.word("REFTEL") {
        ahead.eat('.');
        if ahead.spaces() {
            *cursor = ahead;
        }
    }
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
            ("A.) LIMA 1 B.) QUITO 2", "A=LIMA B=QUITO"),
            ("(A)LIMA 1\n(B )QUITO 2", "A=LIMA B=QUITO"),
            ("A. REF A: LIMA 1\nB. REF B) QUITO 2", "A=LIMA B=QUITO"),
            ("A. A LIMA 1\nB. B QUITO 2", "A=LIMA B=QUITO"),
            ("A LIMA 1 B 07 QUITO 2", "A=LIMA B=07"),
            ("A LIMA 1 REF B QUITO 2", "A=LIMA B=QUITO"),
            ("A: LIMA 1; REF B: QUITO 2", "A=LIMA B=QUITO"),
            ("1. LIMA 1, 2. QUITO 2  3. LIMA 3", "1=LIMA 2=QUITO 3=LIMA"),
            ("(1) LIMA 1 (2) QUITO 2", "1=LIMA 2=QUITO"),
            ("A) LIMA 1 B) ROE EMAIL\nB) QUITO 2", "A=LIMA B=ROE B=QUITO"),
            ("a. LIMA 1\nB. QUITO 2\nc. LIMA 3", "a=LIMA B=QUITO c=LIMA"),
            ("A) LIMA 1 B) QUITO 2 B) 08 LIMA 3", "A=LIMA B=QUITO B=08"),
            ("A. LIMA 1B. QUITO 2", "A=LIMA B=QUITO"),
            ("A. ROE TELCON(B) QUITO 2", "A=ROE B=QUITO"),
            ("B. LIMA 3", "B=LIMA"),
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
            "A LETTER",
            "1.4 (B)",
            "1. ROE EMAIL",
            "(AB) C",
            "",
        ] {
            assert_eq!(shown(text), "", "{text}");
        }
        assert_eq!(shown("A. LIMA 1 D. ROE EMAIL"), "A=LIMA");
    }
}
