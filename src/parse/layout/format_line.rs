//! What the lines of a header are by themselves: which only a header has, which of them stand once, which go on with
//! further addressees, and what an addressee looks like.

use crate::line::{Shape, is_indicator, shape};
use crate::parse::element::class_line;
use crate::part::Role;
use crate::vocab::{levels, posts};

/// The longest key of a wrapper's line: `CLASSIFICATION: SECRET`.
const LONGEST_KEY: usize = 16;

/// The lines that only a header has.
#[inline]
pub(super) fn is_head(shape: Shape) -> bool {
    matches!(
        shape,
        Shape::TransmissionId
            | Shape::RoutingLine
            | Shape::Station
            | Shape::Security
            | Shape::Dtg
            | Shape::From
    )
}

/// Roles whose line stands once in a header.
pub(super) fn is_single(role: Role) -> bool {
    matches!(
        role,
        Role::TransmissionId
            | Role::RoutingIndicators
            | Role::Station
            | Role::Security
            | Role::Dtg
            | Role::From
    )
}

/// Roles whose lines go on without a key.
pub(super) fn is_list(role: Role) -> bool {
    matches!(role, Role::From | Role::To | Role::Info | Role::Exempt)
}

/// Whether a line can be an addressee: a name in capitals, or anything behind a routing indicator.
pub(super) fn is_addressee(text: &str) -> bool {
    let text = text.trim();
    has_indicator(text)
        || text.len() < 120
            && begins_name(text)
            && !is_other_line(text)
            && !text.bytes().any(|b| b.is_ascii_lowercase() || b == b'\t')
}

/// Whether a routing indicator, or `ZEN`, and a slash lead.
pub(super) fn has_indicator(text: &str) -> bool {
    text.trim_start()
        .split_once('/')
        .is_some_and(|(ri, _)| is_indicator(ri) || ri == "ZEN")
}

/// Whether a text is a key and its value, or a classification that lost its number: no name of an addressee.
fn is_other_line(text: &str) -> bool {
    let key = text.split_once(':').is_some_and(|(key, _)| {
        key.len() <= LONGEST_KEY && key.bytes().all(|b| b.is_ascii_uppercase())
    });
    let classed = matches!(shape(text), Shape::Classified | Shape::Classification);
    key || classed && posts::of_plad(text).is_none() && {
        let line = class_line::scan(text);
        line.total.is_some() || after_level(text).is_empty()
    }
}

/// Whether a capital begins a text, or a word of digits and capitals that more follows: `39ABG ELSEWHERE`.
fn begins_name(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    text.starts_with(|c: char| c.is_ascii_uppercase())
        || word.starts_with(|c: char| c.is_ascii_digit())
            && word.len() < text.len()
            && word
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && word.bytes().any(|b| b.is_ascii_uppercase())
}

/// What follows the word of classification.
pub(super) fn after_level(text: &str) -> &str {
    levels::read(text)
        .and_then(|words| text.get(words.len..))
        .unwrap_or_default()
        .trim_start()
}
