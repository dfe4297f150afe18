//! Redactions: runs of X, Latin or Cyrillic, of either case, and `[... redacted ...]`.

use std::ops::Range;

/// The shortest run that is a redaction (seen: 5 to 17).
const SHORTEST: usize = 5;

/// Bytes that are looked at for the word behind a bracket.
const BRACKETS: usize = 24;

/// The letters that stand for what was redacted.
pub(crate) fn is_letter(c: char) -> bool {
    matches!(c, 'X' | 'x' | 'Х' | 'х')
}

/// Whether a text is a redaction and nothing else.
pub(crate) fn is_whole(text: &str) -> bool {
    text.chars().all(is_letter) && text.chars().nth(SHORTEST - 1).is_some()
}

/// Whether a text may hold any: one look over a whole cable spares its paragraphs. What is no ASCII is looked at closely.
pub(crate) fn may_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_x = |at: usize| matches!(bytes.get(at), Some(b'X' | b'x'));
    let may_begin = |at: usize| !is_x(at) || is_x(at + 1);
    !text.is_ascii() || memchr::memchr3_iter(b'X', b'x', b'[', bytes).any(may_begin)
}

/// Where the redactions of a text stand, in order. `NAME (protect)` asks for protection and is none.
pub(crate) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Where the redaction before this one ends: its letters are not looked at again.
    let mut end = 0;
    let mut look = |at: usize| {
        if at < end {
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let run: usize = rest
            .chars()
            .take_while(|c| is_letter(*c))
            .map(char::len_utf8)
            .sum();
        let letters = rest.get(..run).unwrap_or_default().chars().count();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = rest.get(run..).and_then(|after| after.chars().next());
        let alone =
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic);
        end = at + run;
        if letters >= SHORTEST && alone {
            found.push(at..end);
        } else if let Some(length) = written_out(rest) {
            end = at + length;
            found.push(at..end);
        }
    };
    if text.is_ascii() {
        memchr::memchr3_iter(b'X', b'x', b'[', text.as_bytes()).for_each(&mut look);
    } else {
        let marks = text
            .char_indices()
            .filter(|(_, c)| is_letter(*c) || *c == '[');
        marks.for_each(|(at, _)| look(at));
    }
    found
}

/// The length of brackets around the word that begin a text: `[... redacted ...]`, `[REDACTED]`, `[NAME REMOVED]`.
fn written_out(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let head = inner.get(..BRACKETS.min(inner.len()))?;
    let word = head.split(']').next()?;
    let inside = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_word = inside.eq_ignore_ascii_case("redacted") || inside.ends_with(" REMOVED");
    let bracket = usize::from(head.len() > word.len());
    is_word.then_some(1 + word.len() + bracket)
}

#[cfg(test)]
mod tests {
    use super::{find, may_stand_in};

    #[test]
    fn runs_and_words() {
        for (text, expected) in [
            (
                "said XXXXXXXXXXXX, and XXXXXXXXXXXX's aide",
                &["XXXXXXXXXXXX", "XXXXXXXXXXXX"][..],
            ),
            ("said ХХХХХХХХХХХХ (protect)", &["ХХХХХХХХХХХХ"]),
            ("xxxxxxxxxxxx said", &["xxxxxxxxxxxx"]),
            ("xXxXx said", &["xXxXx"]),
            ("[... redacted ...] said", &["[... redacted ...]"]),
            ("said [redacted]", &["[redacted]"]),
            ("said [redacted", &["[redacted"]),
            ("XXX rated, Exxxxxon, FOXXXXXX", &[]),
            ("[see below] х", &[]),
        ] {
            let found = find(text);
            let found: Vec<&str> = found
                .into_iter()
                .filter_map(|range| text.get(range))
                .collect();
            assert_eq!(found, expected, "{text}");
            assert!(expected.is_empty() || may_stand_in(text), "{text}");
        }
    }
}
