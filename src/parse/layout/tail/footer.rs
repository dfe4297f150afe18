//! A post's footer: where on a line it begins, and which lines below go on with it.

use crate::parse::element::{ending, text};
use crate::slice;

/// A footer stands on at most so many lines.
pub(super) const LINES: usize = 6;
/// It has at most so many bytes on its first line; what stands further ahead is not looked at.
const LONGEST: usize = 700;
/// Its site is named so soon behind the word that begins it.
const SOON: usize = 110;
/// Words behind which prose has begun.
const MOST_WORDS: usize = 40;

/// What a footer invites to: these, a `classified web`, and what WEB begins.
const SITES: [&str; 5] = ["home page", "http", "www.", "sgov.gov", "siprnet"];
/// What each of these, and WEB, shows that few words have.
const SIGNS: [[u8; 3]; 6] = [*b"hom", *b"htt", *b"www", *b"sgo", *b"ipr", *b"web"];
/// What follows WEB in the word for a site.
const OF_THE_WEB: [&str; 4] = ["SITE", " SITE", "PAGE", " PAGE"];

/// Where a footer begins in a line: `Visit ... Website: ADDRESS`, `Please visit ...`, `For more ..., visit ...`; behind
/// a sentence, an end mark, a redaction or a rule of stars, or at the line's beginning. The rule is part of it. Where it
/// `leads` to an address on the line below, `Visit ... at` need not name one.
pub(super) fn start(line: &str, leads: bool) -> Option<usize> {
    let mut from = line.len().saturating_sub(LONGEST);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let late = line.get(from..)?;
    let mut at = 0;
    while let Some(found) = slice::find(slice::from(late, at), "VISIT ") {
        let visit = at + found;
        at = visit + "VISIT ".len();
        let rest = slice::from(late, visit);
        let led = leads && rest.len() <= SOON && rest.trim_end_matches([':', ' ']).ends_with(" at");
        if (led || names_site(slice::head(rest, SOON)))
            && rest.split_ascii_whitespace().count() <= MOST_WORDS
        {
            let before = line.get(..from + visit)?;
            if let Some(start) = opens(before, rest.starts_with('V')) {
                return Some(start);
            }
        }
    }
    None
}

/// Whether a text names a site or its address.
pub(super) fn names_site(text: &str) -> bool {
    slice::shows(text, &SIGNS)
        && (names_web(text) || SITES.iter().any(|site| slice::find(text, site).is_some()))
}

/// Whether a text names a site by the word WEB.
fn names_web(text: &str) -> bool {
    let mut at = 0;
    while let Some(found) = slice::find(slice::from(text, at), "WEB") {
        let (before, behind) = (slice::part(text, 0, at + found), at + found + "WEB".len());
        let rest = slice::from(text, behind);
        let led = before.strip_suffix(' ');
        if OF_THE_WEB.iter().any(|word| slice::begins(rest, word))
            || led.is_some_and(|led| strip_word(led, "CLASSIFIED").is_some())
        {
            return true;
        }
        at = behind;
    }
    false
}

/// Where the footer begins whose word `visit` stands behind `before`; nothing where that word goes on with a sentence.
fn opens(before: &str, large: bool) -> Option<usize> {
    let led = before.trim_end();
    let led = led.trim_end_matches(['"', '“']);
    let asked = strip_word(led, "PLEASE");
    let more = led.strip_suffix(',').and_then(|led| {
        led.char_indices().rev().take(60).find_map(|(at, _)| {
            let rest = slice::from(led, at);
            slice::begins(rest, "FOR MORE ").then_some(slice::part(led, 0, at))
        })
    });
    let above = match (asked, more) {
        (Some(above), _) | (None, Some(above)) => above,
        (None, None) if large => led,
        (None, None) => return None,
    };
    let bare = without_rule(above).trim_end();
    let opens = bare.is_empty()
        || bare.len() < above.trim_end().len()
        || text::ends_sentence(bare)
        || ending::ends_in_mark(bare)
        || ending::ends_in_redaction(bare)
        || bare.ends_with([')', ']'])
        || before.ends_with(['"', '“']);
    (opens && !is_number(bare)).then(|| {
        let after = slice::from(before, bare.len());
        before.len() - after.trim_start().len()
    })
}

/// The text without a word behind it.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    let (above, last) = text.split_at_checked(at)?;
    last.eq_ignore_ascii_case(word).then(|| above.trim_end())
}

/// A text without the rule of stars or dashes behind it.
pub(super) fn without_rule(text: &str) -> &str {
    let bare = text.trim_end_matches(['*', '-', '=', '_', ' ']);
    let rule = slice::from(text, bare.len());
    let marks = rule.bytes().filter(|b| *b != b' ').count();
    if marks >= 5 { bare } else { text }
}

/// Whether a text is a paragraph's number, its mark behind it or not: what follows is that paragraph.
fn is_number(text: &str) -> bool {
    let bare = text.trim_start_matches(['¶', ' ']);
    bare.starts_with(|c: char| c.is_ascii_digit()) && bare.len() <= 12
}

/// Whether a line below the first one of a footer, which names no site, goes on with it: the rest of an address, a rule, a
/// redaction.
pub(super) fn goes_on(line: &str) -> bool {
    let line = line.trim();
    without_rule(line).is_empty()
        || ending::ends_in_redaction(without_rule(line))
        || line.ends_with(" at")
        || line.split_ascii_whitespace().count() <= 3 && !text::ends_sentence(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_footer_begins() {
        for (line, footer) in [
            (
                "Visit Lima's Classified Website:",
                "Visit Lima's Classified Website:",
            ),
            (
                "It ended. Visit Lima's Web Site at http://lima",
                "Visit Lima's Web Site at http://lima",
            ),
            (
                "It ended. Please visit our website.",
                "Please visit our website.",
            ),
            (
                "For more on Lima, visit our classified website at:",
                "For more on Lima, visit our classified website at:",
            ),
            (
                "It ended. ******** Visit Lima's Website: XXXXXXXXXXXX",
                "******** Visit Lima's Website: XXXXXXXXXXXX",
            ),
            (
                "End comment. ROE \"Visit Lima's Web Site at http://lima\"",
                "\"Visit Lima's Web Site at http://lima\"",
            ),
        ] {
            assert_eq!(
                start(line, false).map(|at| slice::from(line, at)),
                Some(footer),
                "{line}"
            );
        }
        for line in [
            "the minister asked to visit the website of the port",
            "8. (U) Visit Lima's Classified Website: http://lima",
            "Visit of the minister to Lima",
            "",
        ] {
            assert_eq!(start(line, false), None, "{line}");
        }
        assert_eq!(start("Visit the Lima Forum at", true), Some(0));
        assert_eq!(start("Visit the Lima Forum at", false), None);
        assert_eq!(start("Visit the Lima Forum", true), None);
    }
}
