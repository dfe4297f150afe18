//! Redactions: runs of X, Latin or Cyrillic, of either case, and `[... redacted ...]`.

use crate::parse::element::text::is_redacted;

/// The shortest run that is a redaction (seen: 5 to 17).
const SHORTEST: usize = 5;

/// Whether a text may hold any: one look over a whole cable spares its paragraphs. What is no ASCII is looked at closely.
pub(crate) fn may_stand_in(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_x = |at: usize| matches!(bytes.get(at), Some(b'X' | b'x'));
    let may_begin = |at: usize| !is_x(at) || is_x(at + 1);
    !text.is_ascii() || memchr::memchr3_iter(b'X', b'x', b'[', bytes).any(may_begin)
}

/// How many redactions a text holds. `NAME (protect)` asks for protection and is none.
pub(crate) fn count(text: &str) -> u32 {
    let mut count = 0;
    // Where the redaction before this one ends: its letters are not looked at again.
    let mut end = 0;
    let mut look = |at: usize| {
        if at < end {
            return;
        }
        let rest = text.get(at..).unwrap_or_default();
        let run: usize = rest
            .chars()
            .take_while(|c| is_redacted(*c))
            .map(char::len_utf8)
            .sum();
        let letters = rest.get(..run).unwrap_or_default().chars().count();
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = rest.get(run..).and_then(|after| after.chars().next());
        let alone =
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic);
        if letters >= SHORTEST && alone || is_written_out(rest) {
            count += 1;
        }
        end = at + run;
    };
    if text.is_ascii() {
        memchr::memchr3_iter(b'X', b'x', b'[', text.as_bytes()).for_each(&mut look);
    } else {
        let found = text
            .char_indices()
            .filter(|(_, c)| is_redacted(*c) || *c == '[');
        found.for_each(|(at, _)| look(at));
    }
    count
}

/// Whether a text begins with brackets around the word: `[... redacted ...]`, `[REDACTED]`.
fn is_written_out(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('[') else {
        return false;
    };
    let Some(word) = inner
        .get(..24.min(inner.len()))
        .and_then(|head| head.split(']').next())
    else {
        return false;
    };
    word.trim_matches(|c: char| !c.is_alphanumeric())
        .eq_ignore_ascii_case("redacted")
}

#[cfg(test)]
mod tests {
    use super::{count, may_stand_in};

    #[test]
    fn runs_and_words() {
        for (text, expected) in [
            ("said XXXXXXXXXXXX, and XXXXXXXXXXXX's aide", 2),
            ("said ХХХХХХХХХХХХ (protect)", 1),
            ("xxxxxxxxxxxx said", 1),
            ("xXxXx said", 1),
            ("[... redacted ...] said", 1),
            ("said [redacted]", 1),
            ("XXX rated, Exxxxxon, FOXXXXXX", 0),
            ("[see below] х", 0),
        ] {
            assert_eq!(count(text), expected, "{text}");
            assert!(expected == 0 || may_stand_in(text), "{text}");
        }
    }
}
