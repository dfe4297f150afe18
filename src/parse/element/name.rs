//! The shape of a name that signs: `ROE`, `Roe`, `McROE`, `van Roe`, `ROE DOE`; not whose name it is.

use super::text;
use crate::slice;

/// The longest name, in bytes.
const LONGEST: usize = 48;
/// A name has at most this many words.
pub(crate) const MOST_WORDS: usize = 3;

/// What stands behind a name and is no part of it.
const MARKS: [char; 10] = ['"', '“', '”', '\\', '#', '*', '>', '<', '=', ','];

/// Small words that lead a name or stand inside of one.
const PARTICLES: [&str; 25] = [
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e",
    "el", "ibn", "la", "le", "ten", "ter", "van", "vande", "von", "y", "zu",
];

/// Beginnings in small letters of names in capitals: `McROE`, `DeROE`.
const BEGINNINGS: [&str; 13] = [
    "Mc", "Mac", "De", "Di", "Du", "Da", "La", "Le", "Van", "Von", "Fitz", "St", "O'",
];

/// Words that no name holds: end marks, closings, levels, captions, addressees, and the small words of headings. In
/// alphabetical order.
const NO_NAMES: [&str; 76] = [
    "ACTION",
    "ADDRESSEE",
    "AIDAC",
    "AMCONSUL",
    "AMEMBASSY",
    "AND",
    "ANNEX",
    "AT",
    "ATTACHMENT",
    "BACKGROUND",
    "BEGIN",
    "BT",
    "BY",
    "CABLE",
    "CLASSIFIED",
    "COMMENT",
    "COMMENTS",
    "CONCLUSION",
    "CONFIDENTIAL",
    "CONSIDERED",
    "CONSULATE",
    "DEPARTMENT",
    "EMBASSY",
    "END",
    "ENDS",
    "EXDIS",
    "EXEMPT",
    "FOR",
    "FOUO",
    "FROM",
    "IN",
    "INTRODUCTION",
    "LIMDIS",
    "LOU",
    "MESSAGE",
    "MINIMISE",
    "MINIMIZE",
    "MINIMIZED",
    "NNN",
    "NNNN",
    "NODIS",
    "NOFORN",
    "NONE",
    "NOT",
    "NOTE",
    "NOTES",
    "OF",
    "ON",
    "OR",
    "PARTICIPANTS",
    "QTE",
    "QUOTE",
    "RECOMMENDATION",
    "RECOMMENDATIONS",
    "REF",
    "REFTEL",
    "REGARDS",
    "REQUEST",
    "REQUESTED",
    "SBU",
    "SECRET",
    "SECSTATE",
    "SENSITIVE",
    "SIPDIS",
    "STADIS",
    "SUBJECT",
    "SUMMARY",
    "TELEGRAM",
    "TEXT",
    "THE",
    "TOTAL",
    "UNCLAS",
    "UNCLASSIFIED",
    "UNQUOTE",
    "USMISSION",
    "WITH",
];

/// How a name is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Letters {
    /// `ROE`, `McROE`, `van der ROE`.
    Capitals,
    /// `Roe`, `LeRoe`.
    Titled,
}

/// What the shape of a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub letters: Letters,
    /// Words, particles apart.
    pub words: usize,
    /// A period stands behind it.
    pub period: bool,
}

/// The name without what stands around it: `"ROE ##` is `ROE`, and so is `ROE .`.
pub(crate) fn bare(text: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || MARKS.contains(&c);
    let text = text.trim_start_matches(is_mark).trim_end_matches(is_mark);
    // The spelling of a control character.
    let text = text.strip_suffix("\\v").map_or(text, str::trim_end);
    let unstopped = text.trim_end_matches(|c| c == '.' || is_mark(c));
    match unstopped.rsplit(' ').next() {
        Some(word) if is_suffix(word) => text,
        _ => unstopped,
    }
}

/// `JR`, which keeps its period.
fn is_suffix(word: &str) -> bool {
    word.eq_ignore_ascii_case("jr") || word.eq_ignore_ascii_case("sr")
}

/// What a line or the end of one is as a name; nothing where it has not the shape of one.
pub(crate) fn read(line: &str) -> Option<Name> {
    if line.len() > 2 * LONGEST {
        return None;
    }
    let name = bare(line);
    // An ellipsis leaves something out, so what stands before it is no name.
    if !(2..=LONGEST).contains(&name.len())
        || text::is_heading_word(name)
        || line.contains('.') && line.contains("...")
    {
        return None;
    }
    let mut words = 0;
    let (mut capitals, mut titled) = (true, true);
    let (mut first, mut last) = ("", "");
    for word in name.split_ascii_whitespace() {
        if first.is_empty() {
            first = word;
        }
        last = word;
        if is_particle(word) {
            continue;
        }
        words += 1;
        let shape = letters(word)?;
        capitals &= shape != Letters::Titled || is_initial(word);
        titled &= shape == Letters::Titled || is_initial(word);
    }
    if !(1..=MOST_WORDS).contains(&words) || is_particle(last) || is_initial(last) {
        return None;
    }
    let letters = match (capitals, titled) {
        (true, _) => Letters::Capitals,
        (false, true) => Letters::Titled,
        // `Jane ROE`.
        (false, false) if letters(last) == Some(Letters::Capitals) => Letters::Capitals,
        // `ROE Roe`: one name, printed twice.
        (false, false) if words == 2 && first.eq_ignore_ascii_case(last) => Letters::Capitals,
        (false, false) => return None,
    };
    let behind = slice::from(line, slice::offset(line, name) + name.len());
    Some(Name {
        letters,
        words,
        period: behind.contains('.'),
    })
}

/// How a word of a name is printed; nothing where it is none.
fn letters(word: &str) -> Option<Letters> {
    let core = word.trim_end_matches('.');
    // A word in small letters, as in prose.
    if core.starts_with(|c: char| c.is_ascii_lowercase()) && !core.contains('-') {
        return None;
    }
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    // Periods stand inside of initials only: `J.R.`.
    let initials = || core.split('.').all(|part| part.chars().count() == 1);
    if !core.chars().all(is_part) && !initials()
        || core.starts_with("XXXXX")
        || text::is_redaction(core)
    {
        return None;
    }
    if is_no_name(core) {
        return None;
    }
    // `al-Roe`.
    let led = core
        .split_once('-')
        .filter(|(first, _)| PARTICLES.contains(first))
        .map_or(core, |(_, rest)| rest);
    let small = |text: &str| text.contains(char::is_lowercase);
    if !led.starts_with(char::is_uppercase) {
        return None;
    }
    let begun = || {
        BEGINNINGS.iter().any(|begin| {
            led.strip_prefix(begin)
                .is_some_and(|rest| rest.len() > 1 && !small(rest))
        })
    };
    if !small(led) || begun() {
        return Some(Letters::Capitals);
    }
    led.ends_with(char::is_lowercase).then_some(Letters::Titled)
}

/// Whether a word is a small one of names.
fn is_particle(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase()) && PARTICLES.contains(&word)
}

/// Whether a word, in any case, is one that no name holds.
fn is_no_name(word: &str) -> bool {
    let capitals = || word.bytes().map(|b| b.to_ascii_uppercase());
    NO_NAMES
        .binary_search_by(|no| no.bytes().cmp(capitals()))
        .is_ok()
}

/// `J.` or `J`.
fn is_initial(word: &str) -> bool {
    word.trim_end_matches('.').chars().count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_those_who_sign() {
        for (text, letters, words) in [
            ("ROE", Letters::Capitals, 1),
            ("ROE\"", Letters::Capitals, 1),
            ("ROE##", Letters::Capitals, 1),
            ("ROE \",", Letters::Capitals, 1),
            ("ROE \\v", Letters::Capitals, 1),
            ("McROE", Letters::Capitals, 1),
            ("MacRoe", Letters::Titled, 1),
            ("O'HARA", Letters::Capitals, 1),
            ("ROE DOE", Letters::Capitals, 2),
            ("J. ROE", Letters::Capitals, 2),
            ("van der ROE", Letters::Capitals, 1),
            ("Roe", Letters::Titled, 1),
            ("van Roe", Letters::Titled, 1),
            ("al-Roe", Letters::Titled, 1),
            ("LeRoe", Letters::Titled, 1),
            ("Jane ROE", Letters::Capitals, 2),
            ("ROE Roe", Letters::Capitals, 2),
        ] {
            let name = read(text).map(|name| (name.letters, name.words, name.period));
            assert_eq!(name, Some((letters, words, false)), "{text}");
        }
        assert!(read("ROE .").is_some_and(|name| name.period));
    }

    #[test]
    fn what_no_name_is() {
        for text in [
            "and so on",
            "XXXXXXXXXXXX",
            "SUMMARY",
            "END COMMENT",
            "End comment.",
            "UNQUOTE",
            "MINIMIZE CONSIDERED",
            "BEST REGARDS",
            "AMEMBASSY LIMA",
            "CONFIDENTIAL",
            "roe",
            "Roe...",
            "van",
            "ONE TWO THREE FOUR",
            "R2D2",
            "A.",
            "",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_name_alone() {
        for (text, name) in [
            ("ROE.", "ROE"),
            (" ROE ##", "ROE"),
            ("\"ROE\"", "ROE"),
            ("ROE JR.", "ROE JR."),
            ("ROE \\", "ROE"),
        ] {
            assert_eq!(bare(text), name, "{text}");
        }
    }
}
