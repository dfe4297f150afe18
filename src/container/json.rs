//! Copies of the archive as JSON: a cable an object, one a line, or over several lines, or in an array.
//!
//! ```text
//! {"id": "09LIMA12", "origin": "Embassy Lima", "date": "2009-07-17 04:51:00", "classification": "SECRET",
//!  "header": "VZCZC...", "body": "S E C R E T LIMA 000012 ..."}
//! ```
//!
//! Header and body are the message; every other key is what the container said, as given. Some copies have their line
//! feeds flattened to blanks: those before what begins a line in every cable are put back ([`lines`]), with a
//! diagnostic.

mod lines;

pub(in crate::container) use lines::restore;
mod mend;

use std::borrow::Cow;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::content::Content;
pub(super) use super::objects::Cutter;
use super::{decode, objects};
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::error::InputErrorKind;
use crate::message::Archive;

/// The keys under which copies hold the identifier; the first in this order that holds one is believed.
const IDENTIFIER: &[&str] = &["identifier", "reference_id", "id", "_id"];
/// The keys under which they hold the date.
const CREATED: &[&str] = &["created", "date_time", "date"];
/// A text of one line that is longer than this has lost its line ends.
const LONGEST: usize = 400;

/// Whether an input begins with an object: a brace, a name and a colon, and nothing else begins so.
pub(super) fn recognise(head: &[u8]) -> bool {
    let object = objects::object(head).strip_prefix(b"{");
    let Some(rest) = object.and_then(|rest| rest.trim_ascii_start().strip_prefix(b"\"")) else {
        return false;
    };
    let name = rest
        .iter()
        .take(64)
        .take_while(|b| b.is_ascii_alphanumeric() || b"_- $.".contains(b))
        .count();
    let behind = rest.get(name..).unwrap_or_default().strip_prefix(b"\"");
    behind.is_some_and(|rest| rest.trim_ascii_start().starts_with(b":"))
}

/// Reads an object.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let mut diagnostics = Vec::new();
    let object = text(objects::object(raw), &mut diagnostics);
    let Entries(entries) = match serde_json::from_str(&object) {
        Ok(entries) => entries,
        Err(error) => {
            // Once more, mended; where that does not help, the first fault is the one to be told.
            let (mended, count) = mend::mend(&object);
            let entries = serde_json::from_str(&mended)
                .map_err(|_| InputErrorKind::Damaged(objects::fault(&error)))?;
            let what = if count == 1 {
                "1 escape or control character is"
            } else {
                &format!("{count} escapes or control characters are")
            };
            diagnostics.push(Diagnostic::new(
                Code::ContainerMended,
                format!("{what} none that JSON knows: read as the characters meant"),
            ));
            entries
        }
    };
    content(entries, diagnostics)
}

/// The characters of an object.
fn text<'a>(object: &'a [u8], diagnostics: &mut Vec<Diagnostic>) -> Cow<'a, str> {
    let (text, reinterpreted) = decode::characters(object);
    if let Some((count, _)) = reinterpreted {
        let what = if count == 1 {
            "1 byte was"
        } else {
            &format!("{count} bytes were")
        };
        diagnostics.push(Diagnostic::new(
            Code::EncodingReinterpreted,
            format!("{what} not UTF-8, and read as Windows-1252"),
        ));
    }
    text
}

/// An object's keys and values, in its order.
struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Entries;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// What an object says.
fn content(
    entries: Vec<(String, Value)>,
    mut diagnostics: Vec<Diagnostic>,
) -> Result<Content, InputErrorKind> {
    let is_text = |(key, value): &(String, Value)| {
        matches!(key.as_str(), "header" | "body") && value.is_string()
    };
    if !entries.iter().any(is_text) {
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.as_str()).collect();
        return Err(InputErrorKind::Damaged(format!(
            "no header and no body among its keys: {}",
            shown(&keys.join(", "))
        )));
    }
    let identifier = first(&entries, IDENTIFIER, is_identifier);
    let created = first(&entries, CREATED, |text| !text.trim().is_empty());

    let (mut header, mut body) = (None, None);
    let mut archive = Archive::new();
    let mut names = Vec::new();
    for (key, value) in entries {
        let part = match key.as_str() {
            "header" => Some(&mut header),
            "body" => Some(&mut body),
            _ => None,
        };
        let name = match part {
            Some(part) => match value {
                Value::String(text) if part.is_none() => {
                    *part = Some(text);
                    continue;
                }
                Value::Null => continue,
                _ => key,
            },
            None if identifier == Some(key.as_str()) => "identifier".to_owned(),
            None if created == Some(key.as_str()) => "created".to_owned(),
            None => {
                if identifier.is_none() && IDENTIFIER.contains(&key.as_str()) {
                    let message =
                        format!("the container's {key} is no identifier: {}", said(&value));
                    diagnostics.push(
                        Diagnostic::new(Code::IdentifierMangled, shown(&message)).field("id"),
                    );
                }
                snake(&key)
            }
        };
        let mut name = name;
        while names.contains(&name) {
            name.push('_');
        }
        set(&mut archive, &name, value);
        names.push(name);
    }
    let (header, body) = (header.unwrap_or_default(), body.unwrap_or_default());
    let message = if header.is_empty() {
        body
    } else {
        format!("{header}\n{body}")
    };
    let (mut text, noticed) = decode::decode(message.as_bytes());
    diagnostics.extend(noticed);
    // Header and body are a line each at most.
    if text.lines().count() <= 2 && text.lines().any(|line| line.len() > LONGEST) {
        let (restored, count) = lines::restore(&text);
        text = restored;
        let put = if count == 1 {
            "1 was"
        } else {
            &format!("{count} were")
        };
        let message = format!(
            "the copy has no line ends: {put} put back where a line is known to begin, the others stay lost"
        );
        diagnostics.push(Diagnostic::new(Code::LinesLost, message).field("paragraphs.text"));
    }
    Ok(Content {
        text,
        archive,
        given: Vec::new(),
        diagnostics,
    })
}

/// The first of these keys that holds a text that is believed.
fn first(
    entries: &[(String, Value)],
    keys: &[&'static str],
    believed: fn(&str) -> bool,
) -> Option<&'static str> {
    let holds = |key: &&'static str| {
        let entry = entries.iter().find(|(own, _)| own == *key);
        matches!(entry, Some((_, Value::String(text))) if believed(text))
    };
    keys.iter().copied().find(holds)
}

/// Whether a value looks like an identifier, a mangled one too: `09LIMA12`, `1976LIMA00012`. Some copies hold the
/// references under the name of an identifier.
fn is_identifier(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(text.len() - rest.len(), 2 | 4)
        && text.len() <= 48
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.ends_with(|c: char| c.is_ascii_digit())
        && rest
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b" -.".contains(&b))
}

/// Notes a value as given.
fn set(archive: &mut Archive, key: &str, value: Value) {
    match value {
        Value::Array(values) => {
            archive.set_list(
                key,
                values
                    .iter()
                    .map(said)
                    .filter(|text| !text.is_empty())
                    .collect(),
            );
        }
        value => archive.set(key, &said(&value)),
    }
}

/// A value as one text: nothing for `null`, what is nested as JSON.
fn said(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

/// A key in snake case: `dateTime` and `Date Time` are `date_time`.
fn snake(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut lower = false;
    for c in key.chars() {
        if c.is_alphanumeric() {
            if c.is_uppercase() && lower {
                out.push('_');
            }
            lower = c.is_lowercase() || c.is_numeric();
            out.extend(c.to_lowercase());
        } else {
            lower = false;
            if !out.ends_with('_') {
                out.push('_');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
