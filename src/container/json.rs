//! Copies of the archive as JSON: a cable an object, one a line, or over several lines, or in an array.
//!
//! ```text
//! {"id": "09LIMA12", "origin": "Embassy Lima", "date": "2009-07-17 04:51:00", "classification": "SECRET",
//!  "header": "VZCZC...", "body": "S E C R E T LIMA 000012 ..."}
//! ```
//!
//! Header and body are the message; every other key is what the container said, as given. The names of keys are a table
//! (`vocab/data/columns.tsv`). The object may lie in another one (`fields`, `_source`), the objects in a list that an
//! object holds (`hits.hits`, [`envelope`]), and before each may stand a line that says what a database is to do with
//! it. Some copies have their line feeds flattened to blanks: those before what begins a line in every cable are put
//! back ([`lines`]), with a diagnostic.

mod entries;
mod envelope;
mod items;
mod lines;

pub(in crate::container) use lines::restore;
mod mend;
mod node;

use std::borrow::Cow;

use super::content::{Content, Cut, Stretch};
use super::line::slice;
use super::{decode, escapes, objects};
use crate::diagnostic::{Code, Diagnostic};
use crate::error::InputErrorKind;
pub(super) use envelope::{Envelope, find as envelope};
pub(super) use items::Items;
use node::{Entries, Node, Object};

/// A text of one line that is longer than this has lost its line ends.
const LONGEST: usize = 400;
/// A line that says what is to be done with the next one is not longer than this.
const ACTION: usize = 1 << 10;

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

/// Cuts a stream of objects.
#[derive(Default)]
pub(super) struct Cutter {
    objects: objects::Cutter,
    judge: Judge,
    /// Bytes of a line before the open object that says what is to be done with it.
    action: usize,
    stretch: Stretch,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        loop {
            let rest = slice(bytes, self.action..bytes.len());
            let end = match self.objects.end(rest, last) {
                Some(end) => self.action + end,
                None if last && self.action > 0 => bytes.len(),
                None => return None,
            };
            let raw = slice(bytes, 0..end);
            if self.action == 0
                && let Some(action) = action(raw)
            {
                if action == Action::Alone {
                    self.stretch = Stretch::Between;
                    return Some(end);
                }
                self.action = end;
                continue;
            }
            self.action = 0;
            self.stretch = self.judge.judge(raw);
            return Some(end);
        }
    }

    fn stretch(&self) -> Stretch {
        self.stretch
    }

    fn skip(&mut self) -> bool {
        (self.objects, self.action) = (objects::Cutter::default(), 0);
        true
    }
}

/// Tells what objects are before one has shown a cable: where none does, that is told of once.
#[derive(Default)]
struct Judge {
    seen: bool,
    told: bool,
}

impl Judge {
    fn judge(&mut self, raw: &[u8]) -> Stretch {
        if self.seen {
            return Stretch::Message;
        }
        // One that is torn is told of by itself.
        let Ok(object) = parse(raw, &mut Vec::new()) else {
            return Stretch::Message;
        };
        self.seen = entries::is_identified(&object)
            || content(object, Vec::new()).is_ok_and(|content| entries::shows(&content));
        if self.seen {
            Stretch::Message
        } else if std::mem::replace(&mut self.told, true) {
            Stretch::Between
        } else {
            Stretch::Nothing
        }
    }
}

/// What a line before an object says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Action {
    /// The object that follows is to be put somewhere.
    Follows,
    /// Something is to be deleted: no object follows.
    Alone,
}

/// What a line of a bulk file says that is no object to keep: `{"index": {"_id": "09LIMA12"}}`.
fn action(raw: &[u8]) -> Option<Action> {
    let object = objects::object(raw);
    if object.len() > ACTION {
        return None;
    }
    let inner = object
        .strip_prefix(b"{")?
        .trim_ascii_start()
        .strip_prefix(b"\"")?;
    let word = slice(inner, 0..memchr::memchr(b'"', inner)?);
    let action = match word {
        b"index" | b"create" | b"update" => Action::Follows,
        b"delete" => Action::Alone,
        _ => return None,
    };
    let Object(entries) = serde_json::from_slice(object).ok()?;
    match entries.as_slice() {
        [(_, Node::Object(inner))] if !entries::has_text(inner) => Some(action),
        _ => None,
    }
}

/// Reads an object.
pub(super) fn read(raw: &[u8]) -> Result<Content, InputErrorKind> {
    let mut diagnostics = Vec::new();
    let entries = parse(raw, &mut diagnostics)?;
    content(entries, diagnostics)
}

/// Why an input without cables has none, by its first object.
pub(super) fn nothing(raw: &[u8]) -> String {
    let keys = parse(raw, &mut Vec::new()).map(|entries| entries::keys(&entries));
    format!(
        "JSON without cables, keys {}; looked for a cable's text under body, content, text, data or message",
        keys.unwrap_or_default()
    )
}

/// The keys and values of an object, and of a line before it that says what is to be done with it.
fn parse(raw: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Result<Entries, InputErrorKind> {
    if let Some((key, object)) = envelope::keyed(raw) {
        let mut entries = one(object, diagnostics)?;
        entries::name(&mut entries, &String::from_utf8_lossy(key));
        return Ok(entries);
    }
    let raw = objects::object(raw);
    let first = memchr::memchr(b'\n', raw).map_or(raw, |feed| slice(raw, 0..feed));
    if first.len() < raw.len() && action(first).is_some() {
        let Object(action) = serde_json::from_slice(first).unwrap_or(Object(Vec::new()));
        let mut entries = one(slice(raw, first.len()..raw.len()).trim_ascii(), diagnostics)?;
        for (_, node) in action {
            if let Node::Object(inner) = node {
                entries.extend(inner);
            }
        }
        return Ok(entries);
    }
    one(raw, diagnostics)
}

/// The keys and values of an object.
fn one(raw: &[u8], diagnostics: &mut Vec<Diagnostic>) -> Result<Entries, InputErrorKind> {
    let object = text(raw, diagnostics);
    let Object(entries) = match serde_json::from_str(&object) {
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
    Ok(entries)
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

/// What an object says.
fn content(entries: Entries, mut diagnostics: Vec<Diagnostic>) -> Result<Content, InputErrorKind> {
    let told = entries::told(entries::lift(entries)?)?;
    diagnostics.extend(told.diagnostics);
    let (header, body) = (told.header, told.body);
    let message = if header.is_empty() {
        body
    } else {
        format!("{header}\n{body}")
    };
    let (text, noticed) = decode::decode(message.as_bytes());
    let mut text = escapes::resolve(text);
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
            "the copy has no line ends: {put} put back where a line is known to begin; the others, those inside paragraphs too, stay lost"
        );
        diagnostics.push(Diagnostic::new(Code::LinesLost, message).field("paragraphs.text"));
    }
    Ok(Content {
        text,
        archive: told.archive,
        given: Vec::new(),
        diagnostics,
    })
}

#[cfg(test)]
mod tests;
