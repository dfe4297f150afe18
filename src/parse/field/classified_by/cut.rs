//! Lines that were cut where they were full, in the middle of a word: `for reaso`, and `ns 1.4 (b)` on the next.

use super::reasons;
use crate::parse::flow::{Flow, ends_in_hyphen};
use crate::parse::fragment::Fragment;
use crate::slice::{from, part};
use crate::vocab::titles;

/// How long a printed line is that may have been cut.
const CUT: std::ops::RangeInclusive<usize> = 67..=72;

/// The lines as running text. `printed` are their lengths as printed, labels included.
pub(super) fn joined<'a>(
    fragments: impl Iterator<Item = Fragment<'a>> + Clone,
    mut printed: impl Iterator<Item = usize> + Clone,
) -> Flow {
    if printed.clone().all(|length| length < *CUT.start()) {
        return Flow::joined(fragments);
    }
    // The lines, and whether each goes on with the word that the one before it ends in.
    let mut lines: Vec<(Fragment<'a>, bool)> = Vec::new();
    let mut full = false;
    for fragment in fragments {
        let length = printed.next().unwrap_or_default();
        let goes_on = full
            && lines
                .last()
                .is_some_and(|(before, _)| is_cut(before.text, fragment.text));
        match inside(fragment.text, length) {
            Some((head, tail)) => {
                lines.push((
                    Fragment {
                        text: head,
                        ..fragment
                    },
                    goes_on,
                ));
                lines.push((
                    Fragment {
                        text: tail,
                        ..fragment
                    },
                    true,
                ));
            }
            None => lines.push((fragment, goes_on)),
        }
        full = CUT.contains(&length);
    }
    Flow::glued(lines.iter().map(|(line, _)| *line), |text, at| {
        let goes_on = lines.get(at).is_some_and(|(_, goes_on)| *goes_on);
        let glued = goes_on || ends_in_hyphen(text);
        if glued { "" } else { " " }
    })
}

/// A line that was cut, and whose lines an archive joined since with a blank: what stands on either side of it. `length`
/// is that of the printed line, of which the text is the end.
fn inside(text: &str, length: usize) -> Option<(&str, &str)> {
    if length <= *CUT.end() {
        return None;
    }
    let label = length.saturating_sub(text.chars().count());
    let place = |&(at, _): &(usize, (usize, char))| CUT.contains(&(at + label));
    let sides = |is_cut: fn(&str, &str) -> bool| {
        let mut blanks = text
            .char_indices()
            .enumerate()
            .skip_while(|it| !place(it))
            .take_while(place)
            .filter(|(_, (_, c))| *c == ' ');
        blanks.find_map(|(_, (blank, _))| {
            let (head, tail) = (part(text, 0, blank), from(text, blank + 1));
            is_cut(head, tail).then_some((head, tail))
        })
    };
    // Of two blanks, `Roe fo r`, the one inside a known word.
    sides(is_known_cut).or_else(|| sides(is_cut))
}

/// Whether a word goes on over the line's end: where it is a known word only put together, or where the next line
/// begins in small letters, this one ends in a capitalized word, and neither half is a known word.
fn is_cut(line: &str, next: &str) -> bool {
    let (first, second) = halves(line, next);
    let small = first.starts_with(char::is_uppercase) && second.starts_with(char::is_lowercase);
    is_known_cut(line, next) || small && !is_known(first) && !is_known(second)
}

/// Whether a known word goes on over the line's end.
fn is_known_cut(line: &str, next: &str) -> bool {
    let (first, second) = halves(line, next);
    let halves = !first.is_empty() && !second.is_empty();
    halves && is_known(&[first, second].concat()) && !(is_known(first) && is_known(second))
}

/// The last letters of a line, and the first ones of the next.
fn halves<'a>(line: &'a str, next: &'a str) -> (&'a str, &'a str) {
    let letters = |c: char| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}');
    let first = from(line, line.trim_end_matches(letters).len());
    let end = next.find(|c| !letters(c)).unwrap_or(next.len());
    (first, part(next, 0, end))
}

/// Whether a word stands by itself beside a name.
fn is_known(word: &str) -> bool {
    titles::word(word).is_some() || reasons::is_announcing(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_over_the_end_of_a_line() {
        for (first, second) in [
            ("Jane Roe for reaso", "ns 1.4 (b)"),
            ("JANE ROE FOR REASO", "NS 1.4 (B)"),
            ("JANE ROE F", "OR REASONS 1.4 (B)"),
            ("reasons 1.4 (b) a", "nd (d)"),
            ("Political Counse", "lor Jane Roe"),
            ("Charge d\u{2019}Affa", "ires Jane Roe"),
            ("Counselor Jane Featherst", "onehaugh"),
        ] {
            assert!(is_cut(first, second), "{first}|{second}");
        }
        for (first, second) in [
            ("Counselor Jane Roe for", "reasons 1.4 (b)"),
            ("Counselor Jane Roe", "for reasons 1.4 (b)"),
            ("Jane Roe, reasons", "1.4 (b)"),
            ("Counselor Jane", "van Roe"),
            ("POLITICAL COUNSELOR JANE", "ROE"),
            ("Jane Roe for reaso", " ns 1.4 (b)"),
            ("Counselor", "jane roe"),
        ] {
            assert!(!is_cut(first, second), "{first}|{second}");
        }
    }

    #[test]
    fn only_a_full_line_was_cut() {
        let lines = [
            Fragment {
                text: "Jane Roe for reaso",
                line: 3,
            },
            Fragment {
                text: "ns 1.4 (b)",
                line: 4,
            },
        ];
        for (printed, want) in [
            (66, "Jane Roe for reaso ns 1.4 (b)"),
            (67, "Jane Roe for reasons 1.4 (b)"),
            (72, "Jane Roe for reasons 1.4 (b)"),
            (73, "Jane Roe for reaso ns 1.4 (b)"),
        ] {
            assert_eq!(
                joined(lines.iter().copied(), [printed, 10].into_iter()).text,
                want,
                "{printed}"
            );
        }
    }

    #[test]
    fn lines_that_were_joined_since() {
        let text = "Acting Minister-Counselor for Trade and Quays Jane Featherst onehaugh, 1.4 (b)";
        let set = |text, length| {
            let line = std::iter::once(Fragment { text, line: 3 });
            super::joined(line, std::iter::once(length)).text
        };
        let joined = |length| set(text, length);
        assert_eq!(joined(text.len()), text);
        assert!(joined(text.len() + 12).contains("Featherstonehaugh"));
        assert!(!joined(text.len() + 20).contains("Featherstonehaugh"));
        let text = "Acting Minister-Counselor for Trade and the Quays Jane Roe fo r 1.4 (b)";
        let name = set(text, text.len() + 9);
        assert!(name.contains("Jane Roe for 1.4"), "{name}");
    }
}
