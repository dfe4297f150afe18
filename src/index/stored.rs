//! A cable as the index keeps it: the text, and what else it takes to read it again as if it came from its file.

use serde::{Deserialize, Serialize};
use tantivy::schema::Value;
use tantivy::{DocAddress, TantivyDocument};

use super::schema::Fields;
use super::{Index, IndexError};
use crate::diagnostic::Diagnostic;
use crate::message::{Archive, Container, Message};
use crate::parse::{self, Options};
use crate::part::{Part, Role};
use crate::path_bytes::PathBytes;
use crate::record::{Cable, Record};

/// A cable of the index.
#[derive(Clone, Debug)]
pub struct Stored {
    cable: Cable,
}

/// What is kept beside the text.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Rest {
    /// Of a text.
    Message(Place),
    /// The record, where the cable came as one; its text is kept as a text.
    Record(Box<Record>),
}

/// Where a text lay, and what its container said.
#[derive(Serialize, Deserialize)]
struct Place {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path_bytes: Option<PathBytes>,
    container: Container,
    #[serde(default, skip_serializing_if = "is_zero")]
    index: usize,
    bytes: (u64, u64),
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lines: Option<[u64; 2]>,
    #[serde(default, skip_serializing_if = "Archive::is_empty")]
    archive: Archive,
    /// Start, end, line and role of each part that the container has read already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    given: Vec<(usize, usize, u32, Role)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    diagnostics: Vec<Diagnostic>,
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// A document that is none of ours, though the index can be read: it was damaged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("what is stored of a cable cannot be read: {0}")]
pub(super) struct Unreadable(String);

/// The text of a cable, where it has one, and the rest as JSON.
pub(super) fn split(cable: Cable) -> Result<(Option<String>, String), serde_json::Error> {
    let (text, rest) = match cable {
        Cable::Unread(message) => {
            let given = message.given.into_iter();
            let given = given
                .map(|part| (part.span.start, part.span.end, part.line, part.role))
                .collect();
            let place = Place {
                path: message.path,
                path_bytes: message.path_bytes,
                container: message.container,
                index: message.index,
                bytes: (message.bytes.start, message.bytes.end),
                lines: message.lines,
                archive: message.archive,
                given,
                diagnostics: message.diagnostics,
            };
            (Some(message.text), Rest::Message(place))
        }
        Cable::Read(mut record) => (record.text.take(), Rest::Record(record)),
    };
    Ok((text, serde_json::to_string(&rest)?))
}

impl Index {
    /// The cable of a document.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn stored(&self, address: DocAddress) -> Result<Stored, IndexError> {
        self.guard(|| {
            let document: TantivyDocument = self
                .searcher()
                .doc(address)
                .map_err(|error| self.error(error))?;
            Stored::of(&document, self.fields())
                .map_err(|error| IndexError::damaged(&self.folder(), error.to_string()))
        })
    }
}

impl Stored {
    /// The cable of a document.
    pub(super) fn of(document: &TantivyDocument, fields: &Fields) -> Result<Self, Unreadable> {
        let kept = |field| document.get_first(field).and_then(|value| value.as_str());
        let rest = kept(fields.rest).ok_or_else(|| Unreadable("nothing is there".to_owned()))?;
        let text = kept(fields.text).map(str::to_owned);
        Stored::joined(text, rest)
    }

    fn joined(text: Option<String>, rest: &str) -> Result<Self, Unreadable> {
        let rest = serde_json::from_str(rest).map_err(|error| Unreadable(error.to_string()))?;
        let cable = match rest {
            Rest::Message(place) => {
                let given = place.given.into_iter();
                let given = given.map(|(start, end, line, role)| Part {
                    span: start..end,
                    line,
                    role,
                });
                Cable::Unread(Message {
                    path: place.path,
                    path_bytes: place.path_bytes,
                    container: place.container,
                    index: place.index,
                    bytes: place.bytes.0..place.bytes.1,
                    lines: place.lines,
                    text: text.ok_or_else(|| Unreadable("its text is missing".to_owned()))?,
                    archive: place.archive,
                    given: given.collect(),
                    diagnostics: place.diagnostics,
                })
            }
            Rest::Record(mut record) => {
                record.text = text;
                Cable::Read(record)
            }
        };
        Ok(Stored { cable })
    }

    /// The path of the input that holds the text, or held it when it was read.
    #[must_use]
    pub fn path(&self) -> &str {
        self.cable.path()
    }

    /// Which message of that input it is, from 0.
    #[must_use]
    pub fn index(&self) -> usize {
        self.cable.index()
    }

    /// The decoded text; nothing where a record was indexed that had none.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.cable {
            Cable::Unread(message) => Some(&message.text),
            Cable::Read(record) => record.text.as_deref(),
        }
    }

    /// The record: read again from the text, or as it was indexed.
    #[must_use]
    pub fn record(self, options: Options) -> Record {
        parse::record(self.cable, options)
    }

    /// The cable, as its input gave it.
    #[must_use]
    pub fn cable(self) -> Cable {
        self.cable
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::container;

    const ALL: Options = Options {
        text: true,
        spans: true,
        roles: true,
        layout: false,
    };

    fn again(cable: Cable) -> Stored {
        let (text, rest) = split(cable).unwrap();
        Stored::joined(text, &rest).unwrap()
    }

    /// Every file below `fixtures/`.
    fn fixtures() -> Vec<(String, Vec<u8>)> {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");
        let files = walkdir::WalkDir::new(root)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let name = entry.path().to_string_lossy().into_owned();
                (name, std::fs::read(entry.path()).unwrap())
            });
        files.collect()
    }

    #[test]
    fn a_cable_that_was_kept_gives_the_same_record() {
        let mut cables = 0;
        for (name, bytes) in fixtures() {
            for cable in container::read(&name, bytes, None).flatten() {
                let text = match &cable {
                    Cable::Unread(message) => Some(message.text.clone()),
                    Cable::Read(record) => record.text.clone(),
                };
                let stored = again(cable.clone());
                assert_eq!(stored.text(), text.as_deref(), "{name}");
                assert_eq!(
                    (stored.path(), stored.index()),
                    (cable.path(), cable.index())
                );
                assert_eq!(
                    stored.record(ALL),
                    parse::record(cable.clone(), ALL),
                    "{name}"
                );
                // The same cable, as a record with its text and as one without.
                let mut record = parse::record(cable, ALL);
                let kept = again(Cable::Read(Box::new(record.clone())));
                assert_eq!(kept.text(), record.text.as_deref());
                assert_eq!(kept.record(Options::default()), record);
                record.text = None;
                let kept = again(Cable::Read(Box::new(record.clone())));
                assert_eq!(kept.text(), None);
                assert_eq!(kept.record(Options::default()), record);
                cables += 1;
            }
        }
        assert!(cables > 100, "{cables}");
    }

    #[test]
    fn what_is_none_of_ours_is_said_to_be_damaged() {
        let rest = split(Cable::Unread(Message::from_text("UNCLAS LIMA 1")))
            .unwrap()
            .1;
        for (text, rest) in [(None, &*rest), (Some(String::new()), "{"), (None, "{}")] {
            assert!(Stored::joined(text, rest).is_err());
        }
    }
}
