//! What a line of the block is by its own words.

use crate::line::Shape;
use crate::parse::element::addressee;
use crate::parse::element::class_line::{self, ClassLine};
use crate::parse::element::portion::{self, Place};
use crate::part::Role;
use crate::slice::{find, from, head};
use crate::vocab::labels::{self, Label};
use crate::vocab::posts;

/// The label of the references, as it may be glued to what stands before it.
const GLUED: &str = "REF:";

/// Whether a line is a classification line that lost its level: a known post, its number, and captions.
pub(super) fn is_damaged_class_line(text: &str) -> bool {
    let line = class_line::scan(text);
    let known = line.post.as_deref().and_then(posts::canonical).is_some();
    known && line.number.is_some() && !line.captions.is_empty()
}

/// Whether a line has the shape with which only the body begins.
pub(super) fn begins_body(shape: Shape, text: &str) -> bool {
    match shape {
        Shape::Numbered | Shape::Rule => true,
        // A mark alone on its line is the last of the field above.
        Shape::Parenthesis => portion::read(text, Place::Start)
            .is_some_and(|mark| mark.length < text.trim_end().len()),
        _ => text.starts_with("---"),
    }
}

/// Where a label begins that is glued to the end of a classification line, or an instruction behind its captions, above
/// the label `inside` the line.
pub(super) fn glued_behind(line: &ClassLine, text: &str, inside: Option<usize>) -> Option<usize> {
    let rest = text
        .get(line.end..)
        .filter(|rest| !rest.trim_start().is_empty())?;
    let glued = !rest.starts_with(char::is_whitespace);
    let until = inside.and_then(|inside| inside.checked_sub(line.end));
    let own = until.and_then(|until| rest.get(..until)).unwrap_or(rest);
    let instructs =
        !line.captions.is_empty() && (addressee::is_asked(own) || glued && is_instruction(own));
    (glued && labels::read(rest).is_some() || instructs).then_some(line.end)
}

/// How far into a line its reasons may stand.
const CLASSIFIER: usize = 160;

/// Whether a line says who classified the cable, `Jane Roe, DCM, Lima. REASON: 1.4 (b)`, and has lost its label.
pub(super) fn names_classifier(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_uppercase());
    let near = head(text, CLASSIFIER + 2);
    let mut stops = near.match_indices(". ").map(|(at, stop)| at + stop.len());
    let reasons = stops
        .by_ref()
        .take_while(|at| *at <= CLASSIFIER)
        .find_map(|at| Some((at, from(text, at + labels::reason(from(text, at))?))));
    begins
        && reasons.is_some_and(|(at, listed)| {
            let named = text.get(..at).is_some_and(|who| who.contains(", "));
            named && (listed.starts_with("1.4") || listed.starts_with("1.5"))
        })
}

/// Where the next label stands inside a line of this role, behind its own. An order's number is one only with its
/// instruction where it may be part of what a field says, and a subject may name its label twice.
pub(in crate::parse::layout) fn label_inside(
    text: &str,
    behind: usize,
    role: Role,
) -> Option<usize> {
    let strict = matches!(role, Role::Subject | Role::ClassifiedBy | Role::References);
    let mut from_here = behind;
    while let Some((start, label, len)) = labels::find_inside(text, from_here) {
        let other =
            strict && label == Label::Order && !labels::is_instructed(from(text, start + len));
        let again = role == Role::Subject
            && label == Label::Subject
            && portion::read(from(text, behind), Place::Start)
                .is_some_and(|mark| behind + mark.length == start);
        if !other && !again {
            return Some(start);
        }
        from_here = start + len;
    }
    if role == Role::References
        && let Some(start) = misspelt_inside(text, behind)
    {
        return Some(start);
    }
    // The label of the references may be glued to the subject's last word.
    let printed = text.trim_end();
    let glued = printed.strip_suffix(GLUED).filter(|subject| {
        subject.len() > behind && subject.ends_with(|c: char| c.is_ascii_uppercase())
    });
    glued.filter(|_| role == Role::Subject).map(str::len)
}

/// Where `Classified By:` stands inside a line, its first word misspelt.
fn misspelt_inside(text: &str, behind: usize) -> Option<usize> {
    let at = behind + find(from(text, behind), " BY:")?;
    let start = text.get(..at)?.rfind(' ')? + 1;
    let label = labels::misspelt(from(text, start), |_| false);
    (start > behind && label.is_some_and(|(label, _)| label == Label::ClassifiedBy))
        .then_some(start)
}

/// Whether a line asks to pass the cable on, or draws someone's attention, in any case.
pub(super) fn asks(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic())
        .take(12)
        .any(|word| {
            ["FOR", "PASS", "ATTN", "ATTENTION", "DELIVER"]
                .iter()
                .any(|ask| ask.eq_ignore_ascii_case(word))
        })
}

/// Whether a line by itself draws attention or asks to pass the cable on.
pub(super) fn is_instruction(text: &str) -> bool {
    let text = text.trim();
    let upper = !text.bytes().any(|b| b.is_ascii_lowercase());
    let words = || text.split_ascii_whitespace();
    upper
        && text.len() < 160
        && !text.ends_with('.')
        && (words().take(6).any(|word| word == "PASS") || words().take(5).any(|word| word == "FOR"))
}
