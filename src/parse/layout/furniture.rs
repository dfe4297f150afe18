//! What archives and communication centers put around a cable: stamps, footers, remains of other systems.

use crate::part::Role;
use crate::vocab::furniture;

/// The role of a line that is no text of the cable by its own words, wherever it stands.
pub(super) fn read(text: &str) -> Option<Role> {
    let text = text.trim_start();
    if let Some(kind) = furniture::read(text) {
        return Some(match kind {
            furniture::Kind::Stamp
            | furniture::Kind::PageStamp
            | furniture::Kind::Partial
            | furniture::Kind::Withdrawn => Role::Stamp,
            furniture::Kind::Footer => Role::Footer,
            furniture::Kind::Wrapper => Role::Wrapper,
            furniture::Kind::EndMark => Role::EndMark,
        });
    }
    (is_date_alone(text) || is_named_rule(text) || is_dateline(text) || is_trailer(text))
        .then_some(Role::Wrapper)
}

/// Whether a line is a stamp that stands on each page, so that it interrupts the text.
pub(super) fn is_page_stamp(text: &str) -> bool {
    furniture::is_page_stamp(text.trim_start())
}

/// Dashes or equal signs with words between that name an end: `----- header ends -----`, `=====CABLE ENDS=====`.
fn is_named_rule(text: &str) -> bool {
    let marks = text
        .bytes()
        .take_while(|b| matches!(b, b'-' | b'='))
        .count();
    let inner = text.trim_matches(|c| matches!(c, '-' | '=' | ' '));
    marks >= 4 && text.ends_with(['-', '=']) && inner.to_ascii_lowercase().ends_with(" ends")
}

/// `Cable dated:2009-01-02T10:00:00` and nothing else.
fn is_date_alone(text: &str) -> bool {
    text.strip_prefix("Cable dated:").is_some_and(|rest| {
        let mark = |b: u8| b.is_ascii_digit() || matches!(b, b'-' | b'T' | b':' | b' ');
        rest.bytes().all(mark)
    })
}

/// The date line of a reader's own system: `Friday, 05 February 2010, 10:23`.
fn is_dateline(text: &str) -> bool {
    const DAYS: [&str; 7] = [
        "Monday,",
        "Tuesday,",
        "Wednesday,",
        "Thursday,",
        "Friday,",
        "Saturday,",
        "Sunday,",
    ];
    let mut words = text.split_ascii_whitespace();
    words.next().is_some_and(|day| DAYS.contains(&day))
        && words
            .next()
            .is_some_and(|day| day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit()))
        && words
            .next()
            .is_some_and(|month| crate::vocab::months::read(month).is_some())
        && words.count() == 2
}

/// The line of a collection behind the text: `2001ANYTOW00123 - Classification: SECRET`.
fn is_trailer(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .split_once(" - Classification: ")
            .is_some_and(|(id, level)| {
                id.len() <= 20
                    && id
                        .bytes()
                        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
                    && level.len() <= 40
            })
}

/// Bytes of a leading `Cable dated:2009-01-02T10:00:00` and the blanks behind it; the cable follows on the same line.
pub(super) fn dated(text: &str) -> Option<usize> {
    let rest = text.trim_start().strip_prefix("Cable dated:")?;
    let rest = rest.trim_start();
    let stamp = rest
        .bytes()
        .take_while(|b| b.is_ascii_digit() || matches!(b, b'-' | b'T' | b':'))
        .count();
    let after = rest.get(stamp..)?.trim_start();
    (stamp >= 10 && !after.is_empty()).then_some(text.len() - after.len())
}
