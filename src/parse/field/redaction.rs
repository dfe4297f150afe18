//! Redactions: runs of X, Latin or Cyrillic, of either case, and `[... redacted ...]`.

use crate::parse::element::text::is_redacted;

/// The shortest run that is a redaction (format.md: 5 to 17).
const SHORTEST: usize = 5;

/// How many redactions a text holds. `NAME (protect)` asks for protection and is none.
pub(crate) fn count(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let mut count = 0;
    let mut at = 0;
    // Latin X of both cases, the first byte of the Cyrillic letters, and the bracket of the written-out form.
    let is_lead = |b: &u8| matches!(b, b'X' | b'x' | 0xD0 | 0xD1 | b'[');
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(is_lead))
    {
        let start = at + found;
        let Some(rest) = text.get(start..) else { break };
        let run = rest.chars().take_while(|c| is_redacted(*c)).count();
        let bytes_of_run: usize = rest.chars().take(run).map(char::len_utf8).sum();
        let before = text
            .get(..start)
            .and_then(|before| before.chars().next_back());
        let after = rest
            .get(bytes_of_run..)
            .and_then(|after| after.chars().next());
        let alone =
            !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic);
        if run >= SHORTEST && alone || is_written_out(rest) {
            count += 1;
        }
        at = start + bytes_of_run.max(rest.chars().next().map_or(1, char::len_utf8));
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
    use super::count;

    #[test]
    fn runs_and_words() {
        for (text, expected) in [
            ("said XXXXXXXXXXXX, and XXXXXXXXXXXX's aide", 2),
            ("said ХХХХХХХХХХХХ (protect)", 1),
            ("xxxxxxxxxxxx said", 1),
            ("[... redacted ...] said", 1),
            ("said [redacted]", 1),
            ("XXX rated, Exxxxxon, FOXXXXXX", 0),
            ("[see below] х", 0),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
