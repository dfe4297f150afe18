//! What containers say of a cable, whatever they call it: one list of keys for each thing, for any container.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};

use super::context::Context;
use super::created::{self, Precision};
use super::field::{dtg, reference, tags};
use super::fragment::Fragment;
use super::identifier::Identifier;
use crate::diagnostic::Diagnostic;
use crate::message::{Archive, Container, Message};
use crate::record::{Kind, Level, Reference, ReferenceKind, Tag};
use crate::vocab::{levels, posts};

/// The keys under which containers give a thing; the first that is there holds.
mod keys {
    pub(super) const IDENTIFIER: &[&str] =
        &["identifier", "document_number", "canonical_id", "mrn"];
    pub(super) const DATE: &[&str] = &["created", "draft_date", "sent_date", "date", "date_dtg"];
    pub(super) const LEVEL: &[&str] = &["classification", "original_classification"];
    pub(super) const SUBJECT: &[&str] = &["title", "subject"];
    pub(super) const TAGS: &[&str] = &["tags"];
    pub(super) const REFERENCES: &[&str] = &["references", "reference", "reference_s"];
    pub(super) const KIND: &[&str] = &["type"];
    /// The sender's name in full, where the identifier cuts it.
    pub(super) const SENDER: &str = "from";
}

fn text<'a>(archive: &'a Archive, keys: &[&str]) -> Option<&'a str> {
    keys.iter().find_map(|key| archive.text(key))
}

/// The items of a list, or the one text that stands in its place.
fn items<'a>(archive: &'a Archive, keys: &[&str]) -> Vec<&'a str> {
    let list = keys.iter().map(|key| archive.list(key));
    match list.into_iter().find(|list| !list.is_empty()) {
        Some(list) => list.iter().map(String::as_str).collect(),
        None => text(archive, keys).into_iter().collect(),
    }
}

/// The identifier as the container prints it, and read, where it could be.
pub(super) fn identifier(archive: &Archive) -> Option<(&str, Option<Identifier>)> {
    let printed = text(archive, keys::IDENTIFIER)?;
    let read = Identifier::read(printed);
    let read = read.or_else(|| document_number(printed, archive.text(keys::SENDER)));
    Some((printed, read))
}

/// `1976PORTO00123`, `_b` behind it or not: the year in full, then the post, cut after six characters, blanks counted
/// and then dropped. The sender's name tells which post was cut.
fn document_number(printed: &str, sender: Option<&str>) -> Option<Identifier> {
    let (century, _) = printed.split_at_checked(2)?;
    let mut read = Identifier::read(printed.get(2..)?)?;
    let is_year = ["19", "20"].contains(&century);
    let cut = read.post.clone();
    let sender = sender.and_then(|name| {
        let mut name = name.trim();
        loop {
            if self::cut(name) == read.printed {
                return posts::canonical(name);
            }
            // `Bangladesh Dhaka`: the country may stand before it.
            (_, name) = name.split_once(' ')?;
        }
    });
    if let Some(post) = sender {
        (read.post, read.known) = (post.to_owned(), true);
    } else {
        read.post = cut;
    }
    is_year.then_some(read)
}

/// A post's name as document numbers cut it.
pub(super) fn cut(name: &str) -> String {
    let head = name.chars().take(6).filter(|c| *c != ' ');
    head.flat_map(char::to_uppercase).collect()
}

/// The container's date as printed, where it could not be read.
pub(super) fn unread_date(message: &Message) -> Option<&str> {
    let printed = text(&message.archive, keys::DATE)?;
    date(message).is_none().then_some(printed)
}

/// The container's date, and how exact it is.
pub(super) fn date(message: &Message) -> Option<(DateTime<Utc>, Precision)> {
    let archive = &message.archive;
    let key = keys::DATE.iter().find(|key| archive.text(key).is_some())?;
    let printed = archive.text(key)?.trim();
    if *key == "created" {
        let (date, precision) = created::read(printed)?;
        // A web page prints the hour on the twelve-hour clock where its minutes should stand.
        return match message.container {
            Container::Html => Some((date.with_minute(0)?.with_second(0)?, Precision::Hour)),
            _ => Some((date, precision)),
        };
    }
    if let Some(date) = day(printed) {
        return Some((date.and_time(NaiveTime::MIN).and_utc(), Precision::Day));
    }
    if let Some((date, _)) = printed.split_once(" (") {
        // `1975 January 1, 00:00 (Wednesday)`: where the hour is not known it is midnight.
        let date = NaiveDateTime::parse_from_str(date, "%Y %B %d, %H:%M").ok()?;
        let precision = if date.time() == NaiveTime::MIN {
            Precision::Day
        } else {
            Precision::Minute
        };
        return Some((date.and_utc(), precision));
    }
    // `Oct 30, 2001 / 301122Z OCT 01`
    let (date, group) = printed.split_once('/').unwrap_or((printed, printed));
    let line = Fragment {
        text: group.trim(),
        line: 0,
    };
    if let Some(date) = dtg::read(&[line], &mut Vec::new()).date {
        return Some((date, Precision::Minute));
    }
    let date = NaiveDate::parse_from_str(date.trim(), "%b %d, %Y").ok()?;
    Some((date.and_time(NaiveTime::MIN).and_utc(), Precision::Day))
}

/// `01 JAN 1994`, `01 jan 1994`, `01-Jan-1994 12:00:00 am`.
fn day(printed: &str) -> Option<NaiveDate> {
    let mut parts = printed
        .split(|c: char| c == '-' || c.is_whitespace())
        .take(3);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_one = day.len() <= 2 && year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    is_one.then_some(())?;
    NaiveDate::parse_from_str(&format!("{day} {month} {year}"), "%d %b %Y").ok()
}

/// The level at which the cable was classified.
pub(super) fn level(archive: &Archive) -> Option<Level> {
    let words = levels::read(text(archive, keys::LEVEL)?)?;
    Level::from_words(words.level)
}

/// The subject.
pub(super) fn subject(archive: &Archive) -> Option<&str> {
    text(archive, keys::SUBJECT)
}

/// The TAGS, as if the cable had printed them; `AE - United Arab Emirates` is `AE`.
pub(super) fn tags(archive: &Archive, year: Option<i32>, notes: &mut Vec<Diagnostic>) -> Vec<Tag> {
    let items = items(archive, keys::TAGS);
    let codes: Vec<&str> = items
        .iter()
        .map(|item| item.split_once(" - ").map_or(*item, |(code, _)| code))
        .collect();
    let line = Fragment {
        text: &codes.join(", "),
        line: 0,
    };
    read_apart(notes, |notes| tags::read(&[line], year, notes))
}

/// The references, as if the cable had printed them.
pub(super) fn references(
    archive: &Archive,
    context: &Context<'_>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut others = Vec::new();
    for item in items(archive, keys::REFERENCES) {
        // An identifier has no blanks; what has some is read as the cable's own lines are.
        match Identifier::read(item).filter(|id| id.known && !item.contains(' ')) {
            Some(id) => found.push(Reference {
                label: None,
                text: item.to_owned(),
                kind: ReferenceKind::Cable,
                id: Some(id.canonical()),
                notal: false,
            }),
            None => others.push(item),
        }
    }
    if !others.is_empty() {
        let line = Fragment {
            text: &others.join(", "),
            line: 0,
        };
        let read = read_apart(notes, |notes| reference::read(&[line], context, notes));
        found.extend(read);
    }
    found
}

/// Reads what stands in no line of the text: what is noticed has no lines.
fn read_apart<T>(notes: &mut Vec<Diagnostic>, read: impl FnOnce(&mut Vec<Diagnostic>) -> T) -> T {
    let mut own = Vec::new();
    let found = read(&mut own);
    notes.extend(own.into_iter().map(|note| Diagnostic {
        lines: None,
        ..note
    }));
    found
}

/// What kind of document it is, as far as the container says it: `TE`, `TE - Telegram (cable)` is one.
pub(super) fn kind(archive: &Archive) -> Kind {
    match text(archive, keys::KIND) {
        Some(printed) if printed.split_ascii_whitespace().next() != Some("TE") => Kind::Document,
        _ => Kind::Cable,
    }
}

#[cfg(test)]
mod tests;
