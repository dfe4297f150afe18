//! An object's keys and values in its order, and the types of databases as plain values.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Keys and values, in the object's order.
pub(super) type Entries = Vec<(String, Node)>;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Plain(Value),
    Object(Entries),
}

impl Node {
    /// The text of it: a string, or the one string of a list.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Node::Plain(Value::String(text)) => Some(text),
            Node::Plain(Value::Array(items)) => match items.as_slice() {
                [Value::String(text)] => Some(text),
                _ => None,
            },
            _ => None,
        }
    }

    /// As plain JSON.
    pub(super) fn into_value(self) -> Value {
        match self {
            Node::Plain(value) => value,
            Node::Object(entries) => Value::Object(
                entries
                    .into_iter()
                    .map(|(key, node)| (key, node.into_value()))
                    .collect(),
            ),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Node;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_str<E>(self, value: &str) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_string<E>(self, value: String) -> Result<Node, E> {
                Ok(Node::Plain(value.into()))
            }
            fn visit_unit<E>(self) -> Result<Node, E> {
                Ok(Node::Plain(Value::Null))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
                let mut found = Vec::new();
                while let Some(item) = items.next_element::<Value>()? {
                    found.push(item);
                }
                Ok(Node::Plain(Value::Array(found)))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Node, A::Error> {
                entries(map).map(plain)
            }
        }
        deserializer.deserialize_any(Any)
    }
}

fn entries<'de, A: MapAccess<'de>>(mut map: A) -> Result<Entries, A::Error> {
    let mut entries = Vec::new();
    while let Some(entry) = map.next_entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

/// A type that a database writes as an object of one key: `{"$date": 1235499600000}`, `{"$oid": "..."}`.
fn plain(entries: Entries) -> Node {
    match <[(String, Node); 1]>::try_from(entries) {
        Ok([(key, node)]) if key.starts_with('$') => {
            let milliseconds = match &node {
                Node::Plain(Value::Number(number)) => number.as_i64(),
                Node::Plain(Value::String(text)) => text.parse().ok(),
                _ => None,
            };
            let date = milliseconds
                .filter(|_| key == "$date")
                .and_then(DateTime::<Utc>::from_timestamp_millis);
            match date {
                Some(date) => Node::Plain(date.to_rfc3339_opts(SecondsFormat::Secs, true).into()),
                None => node,
            }
        }
        Ok(entry) => Node::Object(entry.into()),
        Err(entries) => Node::Object(entries),
    }
}

/// An object.
pub(super) struct Object(pub(super) Entries);

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Outer;
        impl<'de> Visitor<'de> for Outer {
            type Value = Object;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object, A::Error> {
                entries(map).map(Object)
            }
        }
        deserializer.deserialize_map(Outer)
    }
}
