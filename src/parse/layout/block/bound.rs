//! Where a field of the block ends inside its line: the text begins there, and what is behind is read anew.

use std::cell::LazyCell;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::element::portion::{self, Place};
use crate::parse::element::{ending, handling, number, opening, text};
use crate::part::Role;
use crate::slice::{self, from, part};

/// The highest number with which a body begins.
const FIRST_NUMBERS: u32 = 3;
/// Marks of a rule inside a line: so many are never prose.
const RULE: usize = 5;
/// A reference goes on for at most this many bytes without a digit.
const NO_DIGIT: usize = 200;
/// The longest number with its mark.
const LONGEST_LABEL: usize = 12;
/// So far behind its bound a field is looked at: what ends it may show only by what follows.
const AHEAD: usize = 400;
/// The longest mark that is looked for, parentheses included.
const LONGEST_MARK: usize = 40;

/// How long a field may be, in bytes; what lies behind is no part of it.
pub(super) fn longest(role: Role) -> usize {
    match role {
        Role::Subject => 500,
        Role::ClassifiedBy => 300,
        Role::Order => 300,
        _ => usize::MAX,
    }
}

/// Where the text of the cable begins inside a line of this field, at or behind `from`, which is behind the label;
/// `taken` bytes of the field stand on the lines above.
pub(super) fn text_inside(role: Role, line: &str, behind: usize, taken: usize) -> Option<usize> {
    if !matches!(
        role,
        Role::Subject | Role::References | Role::ClassifiedBy | Role::Tags
    ) {
        return None;
    }
    // Most lines have no sign of any of them.
    let text = from(line, behind);
    let signs = signs(text);
    let shows = |sign: u8| signs & sign != 0;
    let sentences = shows(SMALL) && text::may_have_sentence(text);
    let ends = [
        shows(OPENING | ENTIRE)
            .then(|| numbered(role, line, behind))
            .flatten(),
        shows(DASH).then(|| rule(line, behind)).flatten(),
        (shows(OPENING) && (role == Role::ClassifiedBy || sentences && role != Role::Tags))
            .then(|| marked(role, line, behind))
            .flatten(),
        (sentences && role == Role::References)
            .then(|| sentence(line, behind))
            .flatten(),
        (sentences && role != Role::Subject && role != Role::Tags)
            .then(|| unmarked(line, behind))
            .flatten(),
        shows(CANCELS).then(|| cancelled(line, behind)).flatten(),
        matches!(role, Role::Subject | Role::References)
            .then(|| handling::find_inside(line, behind))
            .flatten(),
        beyond(role, line, behind, taken),
    ];
    ends.into_iter().flatten().min()
}

/// A parenthesis or a bracket opens.
const OPENING: u8 = 1;
/// A sign of which rules are made.
const DASH: u8 = 2;
/// A small letter.
const SMALL: u8 = 4;
/// The rarest letter of ENTIRE TEXT.
const ENTIRE: u8 = 8;
/// The rarest letter of the signal that cancels a telegram.
const CANCELS: u8 = 16;

/// What the bytes of a text show, a bit each.
fn signs(text: &str) -> u8 {
    slice::bits(text.as_bytes(), |byte| {
        let opening = u8::from(matches!(byte, b'(' | b'[')) * OPENING;
        let dash = u8::from(matches!(byte, b'-' | b'=' | b'_')) * DASH;
        let small = u8::from(byte.is_ascii_lowercase()) * SMALL;
        let entire = u8::from(byte == b'X') * ENTIRE;
        let cancels = u8::from(byte == b'Z') * CANCELS;
        opening | dash | small | entire | cancels
    })
}

/// A numbered paragraph with its portion mark.
fn numbered(role: Role, line: &str, behind: usize) -> Option<usize> {
    opening::first(line, behind).filter(|&start| {
        let text = from(line, start);
        // `1. (U) Classified by` is the label again.
        let again = || {
            let blank = part(line, behind, start).trim().is_empty();
            let near = slice::head(text, LONGEST_MARK);
            // Its own line ends before that, where it has its colon.
            let bare = text.trim_end().len() <= LONGEST_LABEL && text.trim_end().ends_with(')');
            role == Role::ClassifiedBy
                && blank
                && (bare || slice::find(near, "CLASSIFIED BY").is_some())
        };
        number::read(text).is_some_and(|number| number.value <= FIRST_NUMBERS) && !again()
    })
}

/// The signal that cancels the telegram, behind words: it stands in place of the text.
fn cancelled(line: &str, behind: usize) -> Option<usize> {
    let places = memchr::memchr_iter(b'Z', line.as_bytes().get(behind..)?);
    let signals = places
        .map(|at| behind + at)
        .filter(|&at| ending::is_cancellation(from(line, at)));
    signals
        .map(|at| part(line, 0, at).trim_end_matches(['/', '\\']).len())
        .find(|&at| {
            let above = part(line, behind, at);
            above.ends_with(' ') && !above.trim().is_empty()
        })
}

/// A rule behind words.
fn rule(line: &str, behind: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = behind;
    while let Some(found) = memchr::memchr3(b'-', b'=', b'_', bytes.get(at..)?) {
        let start = at + found;
        let mark = bytes.get(start)?;
        let run = from(line, start).bytes().take_while(|b| b == mark).count();
        if run >= RULE {
            let blank = part(line, behind, start).trim().is_empty();
            return (start > behind && !blank).then_some(start);
        }
        at = start + run;
    }
    None
}

/// A portion mark with a sentence behind it. The letter of a reason is followed by no sentence, and a mark that leads
/// the field belongs to it.
fn marked(role: Role, line: &str, behind: usize) -> Option<usize> {
    let opens = memchr::memchr_iter(b'(', line.as_bytes().get(behind..)?).map(|at| behind + at);
    // Looked for once, however many marks there are.
    let reasons = LazyCell::new(|| reason(from(line, behind)).map(|end| behind + end));
    opens
        .filter(|&open| !part(line, behind, open).trim().is_empty())
        .filter(|&open| slice::from(line, open).len() > LONGEST_MARK)
        .find(|&open| {
            let apart = line
                .as_bytes()
                .get(open - 1)
                .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'.' | b')'));
            let text = from(line, open);
            apart
                && portion::read(text, Place::Start).is_some_and(|mark| {
                    let rest = from(text, mark.length);
                    text::begins_sentence(rest)
                        || role == Role::ClassifiedBy
                            && reasons.is_some_and(|end| end <= open)
                            && text::is_long_in_capitals(rest)
                })
        })
}

/// Whether a text is a portion mark and prose behind it: the letter of a reason has none.
pub(super) fn is_marked_text(text: &str) -> bool {
    portion::read(text, Place::Start).is_some_and(|mark| {
        let rest = from(text, mark.length);
        text::begins_sentence(rest) || text::is_long_in_capitals(rest)
    })
}

/// Whether a text names reasons for a classification: the paragraph of an order.
pub(super) fn has_reasons(text: &str) -> bool {
    reason(text).is_some()
}

/// Where the first words end that tell a reason: `1.4`.
fn reason(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let tells = |at: &usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let behind = (bytes.get(at + 1), bytes.get(at + 2));
        before.is_none_or(|b| !b.is_ascii_digit())
            && matches!(behind, (Some(b'.' | b','), Some(b' ' | b'3'..=b'7')))
    };
    let found = memchr::memchr_iter(b'1', bytes).find(tells);
    found.map(|at| at + "1.4".len())
}

/// A sentence behind a post and its number: `STATE 12345 We delivered the points ...`.
fn sentence(line: &str, behind: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let blanks = memchr::memchr_iter(b' ', bytes.get(behind..)?);
    blanks.map(|blank| behind + blank + 1).find(|&at| {
        bytes.get(at).is_some_and(u8::is_ascii_uppercase)
            && part(line, behind, at)
                .trim_end_matches([' ', ',', '.'])
                .ends_with(|c: char| c.is_ascii_digit())
            && from(line, at).split(' ').next().is_some_and(|word| {
                word.len() < 3 || word.ends_with(|c: char| c.is_ascii_lowercase())
            })
            && text::begins_sentence(from(line, at))
            // The end of a page marker.
            && !from(line, at).starts_with("OF 0")
    })
}

/// The number of the first paragraph inside a line.
static FIRST: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(" 1."));

/// The first paragraph, without a mark: `STATE 12345 1. Post asks ...`.
fn unmarked(line: &str, behind: usize) -> Option<usize> {
    FIRST
        .find_iter(line.as_bytes().get(behind..)?)
        .map(|at| behind + at + 1)
        .find(|&at| {
            let text = from(line, at);
            number::read(text).is_some_and(|number| text::begins_sentence(from(text, number.len)))
        })
}

/// The bound of a field inside its line, where the line goes on behind it.
fn bound(role: Role, line: &str, behind: usize, taken: usize) -> Option<usize> {
    let bound = if role == Role::References {
        last_digit(line, behind, NO_DIGIT)?
    } else {
        behind.saturating_add(longest(role).saturating_sub(taken))
    };
    (line.len() > bound).then_some(bound)
}

/// A line as far as a field may reach in it, and a little more.
pub(super) fn within(role: Role, line: &str, behind: usize, taken: usize) -> &str {
    bound(role, line, behind, taken)
        .map_or(line, |bound| slice::head(line, bound.saturating_add(AHEAD)))
}

/// Where a field is longer than it may be, at the last blank within.
pub(super) fn beyond(role: Role, line: &str, behind: usize, taken: usize) -> Option<usize> {
    let bound = bound(role, line, behind, taken)?;
    let within = slice::head(line, bound);
    let at = within.trim_end().rfind(' ')? + 1;
    (at > behind).then_some(at)
}

/// Says that a field was cut at its bound in this line.
pub(super) fn cut(role: Role, line: u32) -> Option<Diagnostic> {
    let (path, what) = match role {
        Role::Subject => ("subject", "the subject is"),
        Role::ClassifiedBy => ("classification.by", "the line \"Classified By\" is"),
        Role::References => ("references", "a reference without a digit is"),
        _ => return None,
    };
    let bound = if role == Role::References {
        NO_DIGIT
    } else {
        longest(role)
    };
    let message =
        format!("{what} longer than {bound} characters: what lies behind is no part of it");
    let note = Diagnostic::new(Code::FieldCut, message).field(path);
    Some(note.lines(line, line))
}

/// The byte up to which a reference reaches that is followed by too much without a digit.
fn last_digit(line: &str, behind: usize, longest: usize) -> Option<usize> {
    if line.len() <= behind + longest {
        return None;
    }
    let mut last = behind;
    for (at, byte) in line.bytes().enumerate().skip(behind) {
        if byte.is_ascii_digit() {
            last = at;
        } else if at - last > longest {
            return Some(at);
        }
    }
    None
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn the_text_begins_inside_a_line() {
        for (role, line, text) in [
            (
                Role::ClassifiedBy,
                "Classified By: DCM Jane Roe per 1.4 (b) and (d). (C) The harbor master came to the embassy",
                "(C) The",
            ),
            (
                Role::ClassifiedBy,
                "REASON: 1.4 (B), (D) (C) THE HARBOR MASTER CAME TO THE EMBASSY ON MONDAY",
                "(C) THE",
            ),
            (
                Role::References,
                "REF: STATE 7602 We gave the points to the harbor master in the morning",
                "We gave",
            ),
            (
                Role::References,
                "REF: STATE 7602 _______ (SBU) Post gave the points",
                "_______",
            ),
            (
                Role::References,
                "REF: STATE 7602 1. Post asks that the visit of the two be put off",
                "1. Post",
            ),
            (
                Role::References,
                "REF: STATE 7602 (SBU) We gave the points to the harbor master",
                "(SBU)",
            ),
            (
                Role::Subject,
                "SUBJECT: TALKS ------- Summary -------",
                "-------",
            ),
            (Role::Subject, "SUBJECT: TALKS 1. (C) It began", "1. (C)"),
            (
                Role::ClassifiedBy,
                "Classified By: DCM Jane Roe per 1.4 (b). ZFR ZFR CANCEL TELEGRAM",
                "ZFR",
            ),
            (
                Role::References,
                "REF: (F) LIMA 30 SENSITIVE BUT UNCLASSIFIED - PROTECT ACCORDINGLY",
                "SENSITIVE",
            ),
            (
                Role::Subject,
                "SUBJECT: TALKS SENSITIVE BUT UNCLASSIFIED - PROTECT ACCORDINGLY",
                "SENSITIVE",
            ),
        ] {
            let behind = line.find(':').map_or(0, |at| at + 1);
            assert_eq!(
                text_inside(role, line, behind, 0).map(|at| &line[at..]),
                line.find(text).map(|at| &line[at..]),
                "{line}"
            );
        }
    }

    #[test]
    fn what_belongs_to_the_field() {
        for (role, line) in [
            (
                Role::References,
                "REF: STATE 7602 LIMA 00000412 001.2 OF 003 said",
            ),
            (
                Role::ClassifiedBy,
                "Classified By: (U) DCM Jane Roe, reasons 1.5 (b), (c) and (d)",
            ),
            (Role::ClassifiedBy, "REASON: 1.5 (B) (C) AND (D)"),
            (
                Role::References,
                "REF: A. LIMA 12 (NOTAL) B. Roe-Doe email of June 3, 2008",
            ),
            (
                Role::References,
                "REF: (A) LIMA 12 (C) STATE 456 (U) QUITO 9",
            ),
            (
                Role::Subject,
                "SUBJECT: (C) TALKS (PART 2) -- THE HARBOR (C)",
            ),
            (
                Role::Subject,
                "SUBJECT: TREATMENT OF SENSITIVE BUT UNCLASSIFIED PAPERS",
            ),
        ] {
            let behind = line.find(':').map_or(0, |at| at + 1);
            assert_eq!(text_inside(role, line, behind, 0), None, "{line}");
        }
    }

    #[test]
    fn fields_are_bounded() {
        let line = format!("SUBJECT: {}", "WORD ".repeat(200));
        let at = text_inside(Role::Subject, &line, 9, 0);
        assert!(at.is_some_and(|at| at > 480 && at <= 509), "{at:?}");
        let line = format!("REF: LIMA 12 {}", "WORD ".repeat(200));
        let at = text_inside(Role::References, &line, 5, 0);
        assert!(at.is_some_and(|at| at < 240), "{at:?}");
        assert_eq!(text_inside(Role::Subject, "TALKS", 0, 400), None);
    }
}
