//! The record against the container, and against itself: contradictions, what only the container has, what is missing.

use chrono::{DateTime, Utc};

use super::field::tags;
use super::identity;
use super::sorted::Sorted;
use crate::diagnostic::{Code, Diagnostic};
use crate::message::Message;
use crate::part::Role;
use crate::record::{Kind, Level, Record, Tag, TagKind};
use crate::slice::from;
use crate::vocab::{self, furniture, levels};

/// The container's date and the cable's own lie at most this far apart.
const DAY_MINUTES: i64 = 24 * 60;

/// The container's date, for a cable that has none.
pub(super) fn date(message: &Message, notes: &mut Vec<Diagnostic>) -> Option<DateTime<Utc>> {
    let date = identity::created(&message.archive)?;
    notes.push(from_container("date", "the date"));
    Some(date)
}

/// Completes a record from its container, and says what does not agree and what is missing.
pub(super) fn record(
    record: &mut Record,
    message: &Message,
    sorted: &Sorted<'_>,
    notes: &mut Vec<Diagnostic>,
) {
    created(record, message, notes);
    level(record, message, notes);
    subject_and_tags(record, message, notes);
    partial(record, sorted, notes);
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
    let Some((own, given)) = record.date.zip(identity::created(&message.archive)) else {
        return;
    };
    if own.signed_duration_since(given).num_minutes().abs() > DAY_MINUTES {
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
    let given = message
        .archive
        .text("classification")
        .and_then(levels::read)
        .and_then(|words| Level::from_words(words.level));
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
        && let Some(title) = message.archive.text("title")
    {
        record.subject = Some(title.to_owned());
        notes.push(from_container("subject", "the subject"));
    }
    if record.tags.is_empty() && !message.archive.list("tags").is_empty() {
        record.tags = message
            .archive
            .list("tags")
            .iter()
            .map(|code| tag(code))
            .collect();
        notes.push(from_container("tags", "the list of TAGS"));
    }
}

/// A container's TAG; how the cable printed it is not known.
fn tag(code: &str) -> Tag {
    match vocab::tags::find(code) {
        Some(row) => tags::entry(row, row.code),
        None => tags::without_row(code.to_owned(), TagKind::Unknown),
    }
}

/// Whether the archive holds only a part of the cable: it says so, a section is missing where the text has no end
/// either, the text ends in mid-word, or it is not there at all.
fn partial(record: &mut Record, sorted: &Sorted<'_>, notes: &mut Vec<Diagnostic>) {
    let notice = sorted
        .of(Role::Stamp)
        .iter()
        .any(|stamp| furniture::read(stamp.text.trim_start()) == Some(furniture::Kind::Partial));
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
    let cut = !ended
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
        let message = "the header stands alone: no text follows it";
        notes.push(Diagnostic::new(Code::TextMissing, message).field("paragraphs"));
    }
    record.partial = notice || missing && !ended || cut || absent;
}

/// Whether a text ends in a list or a table: its last line is one of several.
fn in_list(text: &str) -> bool {
    text.rfind('\n')
        .is_some_and(|at| !from(text, at).contains(". "))
}
