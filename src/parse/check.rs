//! The record against the container, and against itself: contradictions, and what only the container has.

use chrono::{DateTime, Datelike, Utc};

use super::cited;
use super::created::Precision;
use super::said;
use super::sorted::Sorted;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::message::Message;
use crate::record::{Kind, Record};
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
    if sorted.has_no_text() && sorted.is_stamped(furniture::Kind::Withdrawn) {
        record.kind = Kind::Withdrawal;
    }
}
