//! Headings between two rules on one line.

use crate::slice::trim_start;

/// The words of such a heading are at most so long, in bytes.
const LONGEST: usize = 160;
/// The first part of a rule that was broken is at least so long.
const BROKEN: usize = 20;

/// Bytes of the ruled heading that leads a line, `------- Summary -------`, and of the blanks behind it.
pub(in crate::parse::layout) fn leading(text: &str) -> Option<usize> {
    let trimmed = trim_start(text);
    if trimmed.starts_with(SPACED) {
        return is_spaced(trimmed).then_some(text.len());
    }
    if !trimmed.starts_with("---") {
        return None;
    }
    let rest = trimmed.trim_start_matches('-');
    let words = rest.find("---")?;
    let after = rest.get(words..)?.trim_start_matches(['-', ' ']);
    let heading = rest.get(..words)?;
    is_ruled_words(heading).then_some(text.len() - after.len())
}

/// A rule whose dashes stand apart.
const SPACED: &str = "- - -";

/// Whether a line is a heading between two such rules: `- - - - Summary - - - -`.
fn is_spaced(line: &str) -> bool {
    let is_rule = |c: char| matches!(c, '-' | ' ');
    line.trim_end().ends_with(SPACED) && is_ruled_words(line.trim_matches(is_rule))
}

/// Where the ruled heading begins that ends a text.
pub(in crate::parse::layout) fn trailing(text: &str) -> Option<usize> {
    let words = text.trim_end_matches(['-', ' ']);
    let rule = text.get(words.len()..)?;
    if rule.matches('-').count() < 3 {
        return None;
    }
    let open = words.rfind("---")? + 3;
    if !is_ruled_words(words.get(open..)?) {
        return None;
    }
    // The rule may be broken in two.
    let before = words.get(..open)?.trim_end_matches('-');
    let broken = before.trim_end().trim_end_matches('-');
    if before.trim_end().len() >= broken.len() + BROKEN {
        return Some(broken.len());
    }
    Some(before.len())
}

/// Whether the words between two rules on one line are a heading.
fn is_ruled_words(words: &str) -> bool {
    let words = words.trim();
    words.len() <= LONGEST
        && words.contains(char::is_alphabetic)
        && !words.contains("  ")
        && !words.starts_with('|')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_on_a_line_of_its_own_rules() {
        let text = "------- Summary ------- 1. (C) Begins";
        assert_eq!(
            leading(text).and_then(|len| text.get(len..)),
            Some("1. (C) Begins")
        );
        assert_eq!(leading("------- Summary -------"), Some(23));
        assert_eq!(leading("- - - - Next Steps - - - - "), Some(27));
        assert_eq!(leading("- - - - a point"), None);
        assert_eq!(leading("-- a point"), None);
        assert_eq!(leading("---------------"), None);
    }

    #[test]
    fn a_heading_behind_a_sentence() {
        let text = "It ended. ------- Next Steps ------- ";
        assert_eq!(
            trailing(text).and_then(|at| text.get(at..)),
            Some("------- Next Steps ------- ")
        );
        assert_eq!(trailing("It ended."), None);
        let rule = "-".repeat(45);
        let text = format!("It ended. {rule} --- Next Steps {rule} ---");
        assert_eq!(trailing(&text), Some("It ended. ".len()));
    }
}
