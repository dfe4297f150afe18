//! The record against the container, and against itself: contradictions, what only the container has, what is missing.

use chrono::{DateTime, Datelike, Utc};

use super::cited;
use super::said::{self, Precision};
use super::sorted::Sorted;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::message::Message;
use crate::part::Role;
use crate::record::{Kind, Record};
use crate::slice::from;
use crate::vocab::furniture;

/// The container's date and the cable's own lie at most this far apart.
const DAY_MINUTES: i64 = 24 * 60;

/// The container's date, for a cable that has none.
pub(super) fn date(message: &Message, notes: &mut Vec<Diagnostic>) -> Option<DateTime<Utc>> {
    let (date, precision) = said::date(message)?;
    notes.push(from_container("date", precision.words()));
    Some(date)
}

/// Completes a record from its container, and says what does not agree and what is missing.
pub(super) fn record(
    record: &mut Record,
    message: &Message,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    kind(record, message, sorted);
    created(record, message, notes);
    level(record, message, notes);
    subject_and_tags(record, message, notes);
    cited::check(record, &message.archive, notes);
    partial(record, message, sorted, notes);
}

fn from_container(field: &'static str, what: &str) -> Diagnostic {
    Diagnostic::new(
        Code::FieldFromContainer,
        format!("{what} is the container's: the cable has none"),
    )
    .field(field)
}

/// The container's date should be that of the date-time group; clocks may be in another zone.
fn created(record: &Record, message: &Message, notes: &mut Vec<Diagnostic>) {
    if let Some(printed) = said::unread_date(message) {
        let text = format!("the container's date could not be read: {}", shown(printed));
        notes.push(Diagnostic::new(Code::DateUnread, text).field("date"));
    }
    let Some((own, (given, precision))) = record.date.zip(said::date(message)) else {
        return;
    };
    let days = match precision {
        Precision::Day => 2,
        Precision::Hour | Precision::Minute => 1,
    };
    if own.signed_duration_since(given).num_minutes().abs() > days * DAY_MINUTES {
        let message = format!(
            "the cable's date is {}, but the container says {}",
            own.format("%Y-%m-%d"),
            given.format("%Y-%m-%d")
        );
        notes.push(Diagnostic::new(Code::DateContradicted, message).field("date"));
    }
}

/// Classification line, security warning and container should say the same level.
fn level(record: &mut Record, message: &Message, notes: &mut Vec<Diagnostic>) {
    let given = said::level(&message.archive);
    let class = &mut record.classification;
    if class.level.is_none() && given.is_some() {
        class.level = given;
        notes.push(from_container("classification.level", "the level"));
    }
    let warned = record
        .header
        .security
        .as_ref()
        .and_then(|security| security.level);
    let others = [(warned, "the security warning"), (given, "the container")];
    for (other, who) in others {
        if let (Some(own), Some(other)) = (class.level, other)
            && own != other
        {
            let message = format!(
                "the cable is {}, but {who} says {}",
                own.as_str(),
                other.as_str()
            );
            notes.push(
                Diagnostic::new(Code::ClassificationContradicted, message)
                    .field("classification.level"),
            );
        }
    }
}

fn subject_and_tags(record: &mut Record, message: &Message, notes: &mut Vec<Diagnostic>) {
    if record.subject.is_none()
        && let Some(title) = said::subject(&message.archive)
    {
        record.subject = Some(title.to_owned());
        notes.push(from_container("subject", "the subject"));
    }
    if record.tags.is_empty() {
        let year = record.date.map(|date| date.year());
        record.tags = said::tags(&message.archive, year, notes);
        if !record.tags.is_empty() {
            notes.push(from_container("tags", "the list of TAGS"));
        }
    }
}

/// Whether it is a cable at all: the container may say that it is not, and a card may stand for a text withdrawn.
fn kind(record: &mut Record, message: &Message, sorted: &Sorted<'_>) {
    record.kind = said::kind(&message.archive);
    if sorted.has_no_text() && is_stamped(sorted, furniture::Kind::Withdrawn) {
        record.kind = Kind::Withdrawal;
    }
}

/// Whether a stamp of this kind stands on the cable.
fn is_stamped(sorted: &Sorted<'_>, kind: furniture::Kind) -> bool {
    sorted
        .of(Role::Stamp)
        .iter()
        .any(|stamp| furniture::read(stamp.text.trim_start()) == Some(kind))
}

/// Whether the archive holds only a part of the cable: it says so, a section is missing where the text has no end
/// either, the text ends in mid-word, or it is not there at all.
fn partial(
    record: &mut Record,
    message: &Message,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    let notice = is_stamped(sorted, furniture::Kind::Partial);
    let ended = !record.signature.is_empty()
        || sorted
            .last_role
            .is_some_and(|role| matches!(role, Role::EndMark | Role::Footer));
    let missing = record
        .sections
        .as_ref()
        .is_some_and(|sections| sections.present.len() < sections.total as usize);
    let last = record
        .paragraphs
        .iter()
        .rev()
        .find(|paragraph| !paragraph.text.is_empty());
    let cut = record.kind == Kind::Cable
        && !ended
        && last
            .is_some_and(|last| last.text.ends_with(char::is_alphabetic) && !in_list(&last.text));
    if let Some(last) = last.filter(|_| cut) {
        let message = "the text ends in the middle of a sentence";
        notes.push(
            Diagnostic::new(Code::TextCut, message)
                .field("partial")
                .lines(last.lines[1], last.lines[1]),
        );
    }
    let absent = record.kind == Kind::Cable && sorted.has_no_text();
    if absent {
        let message = match sorted.of(Role::Archive) {
            [] if !message.text.trim().is_empty() => "the header stands alone: no text follows it",
            _ => "the archive has no text of the cable",
        };
        notes.push(Diagnostic::new(Code::TextMissing, message).field("paragraphs"));
    }
    record.partial = notice || missing && !ended || cut || absent;
}

/// Whether a text ends in a list or a table: its last line is one of several.
fn in_list(text: &str) -> bool {
    text.rfind('\n')
        .is_some_and(|at| !from(text, at).contains(". "))
}
