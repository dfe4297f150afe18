//! Who signs: the last line of its own that is shaped like a name, or the name behind the last sentence on its line.

use std::cell::LazyCell;

use super::super::sheet::Sheet;
use super::footer::without_rule;
use super::{Gap, last_text};
use crate::line::Shape;
use crate::parse::element::name::{self, Letters, Name};
use crate::parse::element::{ending, text};
use crate::slice;

/// Signatures stand on at most this many lines.
const LINES: usize = 4;
/// Lines that are looked at for how wide a text is set, and whether it has small letters.
const LOOK: usize = 40;
/// A text that is set wider than this has a block a line: none of them is wrapped.
const WIDEST: usize = 90;

/// The lines of their own that sign, from below, of the text up to `end`.
pub(super) fn lines(sheet: &Sheet<'_>, body: usize, end: usize) -> Vec<usize> {
    let Some((last, _)) = last_text(sheet, body, end) else {
        return Vec::new();
    };
    let Some(signer) = own_line(sheet, body, last) else {
        return Vec::new();
    };
    let mut found = vec![last];
    // Names above it sign too where a sentence ends above them, and so does the same name printed twice.
    let mut group = 1;
    let small = signer.letters == Letters::Capitals && has_small_letters(sheet, body, last);
    while let Some((above, gap)) = found.last().and_then(|&at| last_text(sheet, body, at)) {
        let text = sheet.text(above);
        // A blank line over names in capitals, in a text of two cases, parts them from it.
        if found.len() > 1 && gap == Gap::Blank && small {
            group = found.len();
        }
        if found.len() > 1 || sheet.text(last) != text {
            let closed = text::ends_sentence(text) && !text.trim_end().ends_with(':')
                || ending::ends_in_mark(text);
            if closed {
                group = found.len();
            }
        }
        let same = sheet.text(last) == text;
        let is_name = name::read(text)
            .is_some_and(|name| name.letters == signer.letters && !name.period)
            || same;
        if !is_name || found.len() == LINES {
            break;
        }
        found.push(above);
        if same {
            group = found.len();
        }
    }
    found.truncate(group);
    found
}

/// The name on a line of its own, where it signs.
fn own_line(sheet: &Sheet<'_>, body: usize, at: usize) -> Option<Name> {
    let line = sheet.text(at);
    let above = last_text(sheet, body, at);
    let Some(name) = name::read(line) else {
        return small_name(sheet, body, at, above);
    };
    let Some((above, gap)) = above else {
        return Some(name);
    };
    let over = sheet.text(above);
    let closed = sheet.shape(above) == Shape::Rule || closes(over);
    let apart = closed || gap == Gap::Blank;
    let signs = if name.period {
        apart
            && (name.letters == Letters::Capitals
                || name.words == 1 && (closed && gap == Gap::Blank || ends_elsewhere(over)))
    } else {
        let alone = name.words == 1;
        match name.letters {
            Letters::Capitals if alone && has_small_letters(sheet, body, at) => true,
            Letters::Titled if !alone => closed,
            _ => apart || had_room(sheet, body, above, line),
        }
    };
    signs.then_some(name)
}

/// Whether nothing goes on behind a text: a sentence, an end mark, an address, a redaction or a rule ends it.
fn closes(line: &str) -> bool {
    text::ends_sentence(line)
        || ending::ends_in_mark(line)
        || ending::ends_in_address(line)
        || ending::ends_in_redaction(line)
        || line.trim_end().ends_with([')', ']'])
}

/// Whether a line ends in an address or a redaction: what stands below is no end of its sentence.
fn ends_elsewhere(line: &str) -> bool {
    ending::ends_in_address(line) || ending::ends_in_redaction(line)
}

/// Whether the text above has small letters.
pub(super) fn has_small_letters(sheet: &Sheet<'_>, body: usize, at: usize) -> bool {
    let small = |byte: u8| u8::from(byte.is_ascii_lowercase());
    prose(sheet, body, at).any(|line| {
        let bytes = line.as_bytes();
        let mut threes = bytes.windows(3);
        slice::bits(bytes, small) != 0
            && threes.any(|three| three.iter().all(u8::is_ascii_lowercase))
    })
}

/// The last lines of text above a stretch, from below.
fn prose<'s>(sheet: &'s Sheet<'_>, body: usize, at: usize) -> impl Iterator<Item = &'s str> {
    (body..at)
        .rev()
        .take(2 * LOOK)
        .filter(|&row| sheet.role(row).is_none() && sheet.shape(row) != Shape::Blank)
        .take(LOOK)
        .map(|row| sheet.text(row))
}

/// Whether the line above had room for the first word of this one, so that the break is meant.
fn had_room(sheet: &Sheet<'_>, body: usize, above: usize, line: &str) -> bool {
    let width = prose(sheet, body, above)
        .map(str::len)
        .max()
        .unwrap_or_default();
    let word = line.trim_start().split(' ').next().unwrap_or_default();
    width > WIDEST || sheet.text(above).len() + 1 + word.len() < width
}

/// A name in small letters, where it signs: one word below the end of a text, or any name of a text that is in small
/// letters throughout.
fn small_name(
    sheet: &Sheet<'_>,
    body: usize,
    at: usize,
    above: Option<(usize, Gap)>,
) -> Option<Name> {
    let line = sheet.text(at).trim();
    if line.len() > 48 || !line.starts_with(|c: char| c.is_ascii_lowercase()) {
        return None;
    }
    let name = name::read(&line.to_uppercase())?;
    let (above, gap) = above?;
    let over = sheet.text(above);
    let alone = name.words == 1 && !name.period && !line.contains(' ');
    // `Jane` over `roe`, below the closing of a letter.
    let given = gap == Gap::None
        && name::read(over).is_some_and(|given| given.words == 1 && !given.period)
        && last_text(sheet, body, above).is_some_and(|(_, gap)| gap == Gap::Blank);
    let closed = given || sheet.shape(above) == Shape::Rule || ending::ends_in_mark(over);
    let signs = alone && closed
        || text::ends_sentence(over) && (alone || gap == Gap::Blank && is_small(sheet, body, at));
    signs.then_some(name)
}

/// Whether the text above is in small letters throughout, as some copies are.
fn is_small(sheet: &Sheet<'_>, body: usize, at: usize) -> bool {
    (body..at)
        .filter(|&row| sheet.role(row).is_none())
        .all(|row| !sheet.text(row).bytes().any(|b| b.is_ascii_uppercase()))
}

/// Where the name that signs begins behind the last sentence on its line; `small` says whether the text has small
/// letters.
pub(super) fn behind(line: &str, small: bool) -> Option<usize> {
    if small && let Some(at) = glued(line) {
        return Some(at);
    }
    let longest = last_words(line);
    let found = longest.into_iter().flatten().find(|&at| {
        let (before, last) = (slice::part(line, 0, at), slice::from(line, at));
        let told = before.trim_end();
        let Some(name) = name::read(last) else {
            return false;
        };
        if name.period {
            let large = name.letters == Letters::Capitals;
            return small
                && name.words == 1
                && (large && text::ends_sentence(told) && !is_abbreviated(told)
                    || ending::says_cleared(told));
        }
        let parted = before.len() > told.len() + 1;
        match name.letters {
            Letters::Capitals if small => {
                let long = name::bare(last).len() >= 4;
                (!is_abbreviated(told) || long) && text::ends_sentence(told)
                    || ending::ends_in_mark(told)
                    || ending::ends_in_redaction(told)
                    || ending::ends_in_address(told)
                    || told.ends_with([')', ']'])
                    || without_rule(told).len() < told.len()
                    || name.words == 1 && long && (parted || ends_persons(line, told, last))
            }
            Letters::Titled if name.words > 1 => false,
            Letters::Capitals | Letters::Titled => {
                text::ends_sentence(told)
                    && (!is_abbreviated(told) || parted && name.letters == Letters::Capitals)
                    && !told.ends_with(':')
                    || ending::ends_in_mark(told)
                    || without_rule(told).len() < told.len()
            }
        }
    })?;
    // What stands before a name in capitals may be the end of the sentence, a name of its own.
    let words = slice::from(line, found).trim_end();
    Some(match words.rfind(' ') {
        Some(last) if !is_one_name(words) => found + last + 1,
        _ => found,
    })
}

/// Whether words behind a sentence are one name: not the end of that sentence and a name in capitals, `Roe. DOE`, `Jane
/// Roe DOE`.
fn is_one_name(words: &str) -> bool {
    let mut small = false;
    let mut before = "";
    for word in words.split_whitespace() {
        let letters = word.trim_matches(|c: char| !c.is_alphabetic());
        let capitals = letters.len() > 2 && !letters.contains(char::is_lowercase);
        let ends = before.len() > 2 && before.ends_with('.') && !before.contains('-');
        if ends || capitals && small {
            return false;
        }
        // A particle is small in a name in capitals, too.
        small |=
            letters.len() > 3 && letters.contains(char::is_lowercase) && !letters.starts_with("Mc");
        before = word;
    }
    true
}

/// Words of a list of persons that are looked at.
const LISTED: usize = 6;

/// Whether the name stands behind a list of persons and offices in a text that has a block a line: the words before it
/// begin large, and it stands nowhere else in the line.
fn ends_persons(line: &str, told: &str, name: &str) -> bool {
    // `e-POST` begins small and is a name all the same.
    let large =
        |word: &str| word.contains(char::is_uppercase) || matches!(word, "of" | "and" | "for");
    line.len() > 2 * WIDEST
        && told
            .rsplit(' ')
            .next()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
        && told
            .rsplit(' ')
            .filter(|word| !word.is_empty())
            .take(LISTED)
            .all(large)
        && !told.contains(name::bare(name))
}

/// Where the name behind a footer begins on its line, of which `line` is the footer and more.
pub(super) fn behind_footer(line: &str) -> Option<usize> {
    let longest = last_words(line);
    let sited = LazyCell::new(|| super::footer::names_site(line));
    longest
        .into_iter()
        .flatten()
        .find(|&at| {
            let before = slice::part(line, 0, at);
            let named = || {
                ending::ends_in_redaction(before)
                    || without_rule(before.trim_end()).trim_end().len() < before.trim_end().len()
                    || *sited && super::footer::names_site(before)
            };
            let name = name::read(slice::from(line, at));
            name.is_some_and(|name| name.letters == Letters::Capitals || name.words == 1) && named()
        })
        .or_else(|| glued(line))
}

/// Where the last three, two and one words of a line begin, particles not counted: the longest first.
fn last_words(line: &str) -> [Option<usize>; name::MOST_WORDS + 1] {
    let mut found = [None; name::MOST_WORDS + 1];
    let mut end = line.trim_end().len();
    for slot in found.iter_mut().rev() {
        let before = slice::part(line, 0, end);
        let Some(at) = before.rfind(char::is_whitespace) else {
            break;
        };
        let word = slice::from(before, at).trim_start();
        if !word.starts_with(char::is_alphabetic) {
            break;
        }
        *slot = Some(before.len() - word.len());
        end = slice::part(line, 0, at).trim_end().len();
    }
    found
}

/// Where a name in capitals begins that no blank parts from the sentence or the redaction before it: `came.ROE`.
fn glued(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let name = line
        .bytes()
        .rev()
        .take_while(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'\''))
        .count();
    let (before, name) = line.split_at_checked(line.len() - name)?;
    let redacted = name.bytes().take_while(|b| *b == b'X').count();
    let (before, name) = match name.split_at_checked(redacted) {
        Some((_, name)) if redacted >= 5 => (slice::part(line, 0, line.len() - name.len()), name),
        _ => (before, name),
    };
    if before.is_empty() || name.len() < 3 || name::read(name).is_none() {
        return None;
    }
    let mut chars = before.chars().rev();
    let parts = match chars.next()? {
        _ if ending::ends_in_redaction(before) => true,
        '*' => without_rule(before).len() < before.len(),
        '#' => true,
        '.' | '!' | '?' | ')' | ']' | '”' | '"' => {
            let before = chars.find(|c| c.is_alphanumeric());
            before.is_some_and(|c| c.is_lowercase() || c.is_numeric())
        }
        _ => false,
    };
    parts.then_some(before.len())
}

/// Whether the last word of a text is an abbreviation, so that its period ends no sentence: `U.S.`, `Mr.`.
fn is_abbreviated(text: &str) -> bool {
    const TITLES: [&str; 14] = [
        "Mr.", "Mrs.", "Ms.", "Dr.", "Gen.", "Col.", "Lt.", "Maj.", "Sen.", "Rep.", "St.", "No.",
        "Prof.", "Amb.",
    ];
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '"', '“']);
    TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
        || word.len() >= 2
            && word.split_terminator('.').all(|part| part.len() == 1)
            && word.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(line: &str, small: bool) -> Option<&str> {
        behind(line, small).map(|at| slice::from(line, at))
    }

    #[test]
    fn lines_that_end_in_no_word() {
        for (line, expected) in [
            ("write to roe@lima.example", true),
            ("and saw XXXXXXXXXXXX", true),
            ("and saw the pier", false),
        ] {
            assert_eq!(ends_elsewhere(line), expected, "{line}");
        }
    }

    #[test]
    fn names_behind_the_last_sentence() {
        for (line, signs) in [
            ("No ferry came. ROE", "ROE"),
            ("No ferry came. VAN ROE", "VAN ROE"),
            ("No ferry came. van Roe", "van Roe"),
            ("No ferry came. Roe", "Roe"),
            ("No ferry came.ROE", "ROE"),
            ("No ferry came. ROE.", "ROE."),
            ("No ferry came End Comment ROE", "ROE"),
            ("and saw XXXXXXXXXXXX ROE", "ROE"),
            ("and saw XXXXXXXXXXXXROE", "ROE"),
            ("the pier (Pier Post, May 2) ROE", "ROE"),
            ("call 5555-0123   MARLOW", "MARLOW"),
            ("of the U.S. MARLOW", "MARLOW"),
            ("No ferry came. ***** ROE", "ROE"),
            ("No ferry came. #ROE", "ROE"),
            ("she saw Ms. Doe. ROE", "ROE"),
            ("Embassy Quito cleared this message. Roe.", "Roe."),
            ("No ferry came. ROE Roe", "ROE Roe"),
            ("Faithfully, Dr. Jane Doe MARLOW", "MARLOW"),
        ] {
            assert_eq!(name(line, true), Some(signs), "{line}");
        }
        for line in [
            "with the U.S. Navy",
            "he saw Mr. Roe",
            "No ferry came to LIMA",
            "No ferry came. SIPDIS",
            "No ferry came. Unlikely.",
            "the U.S.NAVY",
            "ROE",
        ] {
            assert_eq!(name(line, true), None, "{line}");
        }
        assert_eq!(name("NO FERRY CAME. ROE", false), Some("ROE"));
        assert_eq!(name("THE PIER (SEE LIMA 12) ROE", false), None);
    }

    #[test]
    fn names_behind_a_footer() {
        for (line, signs) in [
            ("Visit Lima's Website: XXXXXXXXXXXX ROE", Some("ROE")),
            (
                "Visit Lima's Website: http://lima.example/index.c fm Roe",
                Some("Roe"),
            ),
            (
                "Visit Lima's Website: http://lima.example/Pe ru ROE DOE",
                Some("ROE DOE"),
            ),
            ("Visit Lima's Website: XXXXXXXXXXXX**** ROE", Some("ROE")),
            ("Visit Lima's Classified Website", None),
            ("Visit Lima's Website: http://lima.example", None),
        ] {
            assert_eq!(
                behind_footer(line).map(|at| slice::from(line, at)),
                signs,
                "{line}"
            );
        }
    }
}
