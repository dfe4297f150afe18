//! What differs between two texts, word by word.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

use super::super::{Line, Span, Style};

/// Two lists whose lengths, multiplied, are more than this are not compared item by item but as wholes: what they have
/// in common at their beginning and their end is set aside first.
const LONGEST: usize = 1 << 20;

/// How two lists differ. What is the same for the same lists, on every machine.
pub(super) fn compare<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T]) -> Vec<DiffOp> {
    let pairs = || old.iter().zip(new);
    let head = pairs().take_while(|(old, new)| old == new).count();
    let room = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev());
    let tail = tail.take(room).take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old.len() - head - tail, new.len() - head - tail);
    if old_len.saturating_mul(new_len) <= LONGEST {
        return capture_diff_slices(Algorithm::Myers, old, new);
    }
    let equal = |old_index, new_index, len| DiffOp::Equal {
        old_index,
        new_index,
        len,
    };
    vec![
        equal(0, 0, head),
        DiffOp::Replace {
            old_index: head,
            old_len,
            new_index: head,
            new_len,
        },
        equal(head + old_len, head + new_len, tail),
    ]
}

/// A word, and the blanks and line ends behind it.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    blanks: &'a str,
}

/// The words of a text; blanks before the first one are lost.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        rest = after.trim_start();
        let (blanks, _) = after.split_at(after.len() - rest.len());
        words.push(Word { text, blanks });
    }
    words
}

/// Both texts as one: the words of the second, and those of the first that it lacks, before what took their place.
/// Blanks and line ends are those of the text in which a word stands, and are not compared.
pub(super) fn merged(old: &str, new: &str) -> Line<'static> {
    let (old, new) = (words(old), words(new));
    let texts =
        |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.text.to_owned()).collect() };
    let mut line = Vec::new();
    for op in compare(&texts(&old), &texts(&new)) {
        let (tag, old_range, new_range) = op.as_tag_tuple();
        let removed = old.get(old_range).unwrap_or_default();
        let added = new.get(new_range).unwrap_or_default();
        match tag {
            DiffTag::Equal => push(&mut line, Style::Plain, added),
            _ => {
                push(&mut line, Style::Removed, removed);
                push(&mut line, Style::Added, added);
            }
        }
    }
    line
}

/// Adds words in a style; the blanks behind the last one are of none.
fn push(line: &mut Line<'static>, style: Style, words: &[Word<'_>]) {
    let Some((last, rest)) = words.split_last() else {
        return;
    };
    let mut text: String = rest
        .iter()
        .flat_map(|word| [word.text, word.blanks])
        .collect();
    text.push_str(last.text);
    line.push(Span::new(style, text));
    let blanks = if last.blanks.is_empty() {
        " "
    } else {
        last.blanks
    };
    line.push(Span::plain(blanks.to_owned()));
}

/// Whether two texts have so many words in common that what differs is worth to be shown word by word.
pub(super) fn are_near(old: &str, new: &str) -> bool {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut total = 0_usize;
    for word in old.split_whitespace() {
        *counts.entry(word).or_default() += 1;
        total += 1;
    }
    let mut common = 0_usize;
    for word in new.split_whitespace() {
        total += 1;
        if let Some(count) = counts.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            common += 1;
        }
    }
    // More than a third of all words are in both.
    common * 6 > total
}

#[cfg(test)]
mod tests {
    use super::super::super::text::{Plain, write};
    use super::super::super::{Block, Document, Paragraph, Piece, Set};
    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let set = Set::Running(merged(old, new));
        let piece = Piece { apart: false, set };
        let document = Document {
            blocks: vec![Block::Paragraph(Paragraph {
                pieces: vec![piece],
                ..Paragraph::default()
            })],
            ..Document::default()
        };
        write(&document, &Plain { width: 200 })
            .trim_end()
            .to_owned()
    }

    #[test]
    fn words_that_differ_are_marked() {
        for (old, new, expected) in [
            ("a b c", "a b c", "a b c"),
            ("a  b\nc", "a b c", "a b c"),
            ("a b c", "a x c", "a [-b-] {+x+} c"),
            ("a b", "a b c d", "a b {+c d+}"),
            ("a b c", "c", "[-a b-] c"),
            ("", "a", "{+a+}"),
            ("a", "", "[-a-]"),
        ] {
            assert_eq!(shown(old, new), expected, "{old} | {new}");
        }
    }

    #[test]
    fn lists_too_long_to_compare_keep_what_they_have_in_common_at_their_ends() {
        let old: Vec<usize> = (0..10_000).collect();
        let new: Vec<usize> = (0..10).chain(20_000..30_000).chain(9_990..10_000).collect();
        let ops = compare(&old, &new);
        let replaced = DiffOp::Replace {
            old_index: 10,
            old_len: 9_980,
            new_index: 10,
            new_len: 10_000,
        };
        assert_eq!(ops.len(), 3);
        assert_eq!(ops.get(1), Some(&replaced));
    }

    #[test]
    fn texts_are_near_where_a_third_of_their_words_is_common() {
        assert!(are_near("the ferry sailed", "the ferry sank"));
        assert!(!are_near("the ferry sailed", "no boat is there"));
        assert!(!are_near("", ""));
    }
}
