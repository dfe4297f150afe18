//! One cable's text on its way from a container to the parser, with what the container said of it.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
use crate::part::Part;
use crate::path_bytes::PathBytes;

/// The archive format that a message came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Container {
    /// The bare telegram.
    Acp127,
    /// The text of a page: identifier, date, classification and origin over the bare telegram.
    Page,
    /// A web page of the archive: a table over header and body.
    Html,
    /// The archive in one table, whatever its delimiter, quotes and columns.
    Csv,
    /// JSON objects: one a line, in an array, in an object that holds a list of them.
    Json,
    /// A dump of a database: the rows of `INSERT` and `COPY`.
    Sql,
    /// Records that this crate wrote.
    Records,
    /// The National Archives' text of the 1970s: message text, then attributes.
    Aad,
    /// A page of the public library that holds the archives of the 1970s, or its text.
    Plusd,
    /// A release under the Freedom of Information Act: stamps on each page, fields over the text.
    Foia,
}

impl Container {
    /// Every container, with the name that records and `--from` use.
    pub const ALL: &'static [(Container, &'static str)] = &[
        (Container::Acp127, "acp127"),
        (Container::Page, "page"),
        (Container::Html, "html"),
        (Container::Csv, "csv"),
        (Container::Json, "json"),
        (Container::Sql, "sql"),
        (Container::Records, "records"),
        (Container::Aad, "aad"),
        (Container::Plusd, "plusd"),
        (Container::Foia, "foia"),
    ];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Container::ALL
            .iter()
            .find(|(container, _)| *container == self)
            .map_or("", |(_, name)| name)
    }
}

/// A value that a container gives: one text, or a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ArchiveValue {
    /// One value.
    Text(String),
    /// Several values, in the container's order.
    List(Vec<String>),
}

/// What a container said of a cable, as given: keys in snake case, in the container's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    entries: Vec<(String, ArchiveValue)>,
}

/// Keys whose value is a list, whatever the container: one type for those who read records.
const LISTS: [&str; 2] = ["reference", "references"];

impl Archive {
    /// Nothing said.
    #[must_use]
    pub const fn new() -> Self {
        Archive {
            entries: Vec::new(),
        }
    }

    /// Notes a value; an empty one is not noted. Under a key that holds a list in some container it is a list of one.
    pub fn set(&mut self, key: &str, value: &str) {
        if LISTS.contains(&key) && !value.is_empty() {
            self.set_list(key, vec![value.to_owned()]);
        } else if !value.is_empty() {
            self.entries
                .push((key.to_owned(), ArchiveValue::Text(value.to_owned())));
        }
    }

    /// Notes a list; an empty one is not noted.
    pub fn set_list(&mut self, key: &str, values: Vec<String>) {
        if !values.is_empty() {
            self.entries
                .push((key.to_owned(), ArchiveValue::List(values)));
        }
    }

    /// The text under a key, where there is one.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        self.entries.iter().find_map(|(name, value)| match value {
            ArchiveValue::Text(text) if name == key => Some(text.as_str()),
            _ => None,
        })
    }

    /// The list under a key; empty where there is none.
    #[must_use]
    pub fn list(&self, key: &str) -> &[String] {
        self.entries
            .iter()
            .find_map(|(name, value)| match value {
                ArchiveValue::List(list) if name == key => Some(list.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Whether the container said nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Serialize for Archive {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.entries.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de> Deserialize<'de> for Archive {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> serde::de::Visitor<'de> for Entries {
            type Value = Archive;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of texts and lists of texts")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(
                self,
                mut map: A,
            ) -> Result<Archive, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Archive { entries })
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

impl JsonSchema for Archive {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Archive".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<ArchiveValue>();
        schemars::json_schema!({
            "type": "object",
            "description": "What the container said of the cable, as given, keys in snake case.",
            "additionalProperties": value
        })
    }
}

/// One cable's text, decoded, and where it lay.
#[derive(Clone, Debug)]
pub struct Message {
    /// The input's path as given; `-` for standard input.
    pub path: String,
    /// The bytes of the path, where it is no text and [`Message::path`] lost some.
    pub path_bytes: Option<PathBytes>,
    /// The archive format.
    pub container: Container,
    /// Which message of its input this is, from 0.
    pub index: usize,
    /// Byte offsets in the (decompressed) input.
    pub bytes: Range<u64>,
    /// First and last line in the input, from 1, where the input is made of lines.
    pub lines: Option<[u64; 2]>,
    /// The decoded text; lines end in one line feed.
    pub text: String,
    /// What the container said.
    pub archive: Archive,
    /// The parts at the beginning and the end of the text that the container has read already, in order.
    pub given: Vec<Part>,
    /// What was noticed while the text was decoded.
    pub diagnostics: Vec<Diagnostic>,
}

impl Message {
    /// A bare telegram that came from nowhere in particular: the way in for a program that holds the text already.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        let lines = text.lines().count() as u64;
        Message {
            path: "-".to_owned(),
            path_bytes: None,
            container: Container::Acp127,
            index: 0,
            bytes: 0..text.len() as u64,
            lines: (lines > 0).then_some([1, lines]),
            text,
            archive: Archive::new(),
            given: Vec::new(),
            diagnostics: Vec::new(),
        }
    }
}
