//! Which paths a record may have: its JSON Schema tells.

use std::sync::LazyLock;

use serde_json::Value;

use crate::near::{did_you_mean, nearest};
use crate::record;

/// A path that a record may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPath {
    /// Keys with dots between; `*` stands for any key.
    pub path: String,
    /// The type in words: `string`, `date-time`, `list of integer`, `object`.
    pub kind: String,
    /// The sentence of the schema; empty where it has none.
    pub description: String,
}

/// Every path of a record, sorted.
#[must_use]
pub fn paths() -> &'static [FieldPath] {
    static PATHS: LazyLock<Vec<FieldPath>> = LazyLock::new(|| {
        let schema = record::schema().to_value();
        let mut walk = Walk {
            root: &schema,
            paths: Vec::new(),
        };
        walk.keys(&schema, "", false);
        walk.paths.sort_by(|a, b| a.path.cmp(&b.path));
        walk.paths
    });
    &PATHS
}

/// Walks down a schema.
struct Walk<'a> {
    root: &'a Value,
    paths: Vec<FieldPath>,
}

impl<'a> Walk<'a> {
    /// The keys of an object's schema.
    fn keys(&mut self, schema: &'a Value, path: &str, listed: bool) {
        let before = if path.is_empty() {
            String::new()
        } else {
            format!("{path}.")
        };
        let properties = schema.get("properties").and_then(Value::as_object);
        for (key, value) in properties.into_iter().flatten() {
            self.value(value, format!("{before}{key}"), listed);
        }
        if let Some(any) = schema
            .get("additionalProperties")
            .filter(|any| any.is_object())
        {
            self.value(any, format!("{before}*"), listed);
        }
    }

    /// A value's schema, and what is below it.
    fn value(&mut self, schema: &'a Value, path: String, listed: bool) {
        let description = text(schema, "description");
        let value = self.resolved(schema);
        let (value, listed) = match value.get("items") {
            Some(items) => (self.resolved(items), true),
            None => (value, listed),
        };
        let kind = self.kind(value);
        self.paths.push(FieldPath {
            path: path.clone(),
            kind: if listed {
                format!("list of {kind}")
            } else {
                kind
            },
            description: description.to_owned(),
        });
        self.keys(value, &path, listed);
    }

    /// A schema without references and without `null`.
    fn resolved(&self, schema: &'a Value) -> &'a Value {
        let mut schema = schema;
        loop {
            let next = if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
                self.root.pointer(name.trim_start_matches('#'))
            } else {
                match alternatives(schema).as_slice() {
                    [one] => Some(*one),
                    _ => None,
                }
            };
            match next {
                Some(next) => schema = next,
                None => return schema,
            }
        }
    }

    /// The type of a schema in words.
    fn kind(&self, schema: &'a Value) -> String {
        let alternatives = alternatives(schema);
        if !alternatives.is_empty() {
            let kinds: Vec<String> = alternatives.iter().map(|one| self.kind(one)).collect();
            return kinds.join(" or ");
        }
        if let Some(items) = schema.get("items") {
            return format!("list of {}", self.kind(self.resolved(items)));
        }
        if schema.get("oneOf").is_some() {
            return "string".to_owned();
        }
        let format = text(schema, "format");
        if format.starts_with("date") {
            return format.to_owned();
        }
        let kind = match schema.get("type") {
            Some(Value::Array(kinds)) => kinds.first().and_then(Value::as_str),
            kind => kind.and_then(Value::as_str),
        };
        kind.unwrap_or("string").to_owned()
    }
}

/// The alternatives of a schema, `null` apart.
fn alternatives(schema: &Value) -> Vec<&Value> {
    let any = schema.get("anyOf").and_then(Value::as_array);
    any.into_iter()
        .flatten()
        .filter(|one| text(one, "type") != "null")
        .collect()
}

fn text<'a>(schema: &'a Value, key: &str) -> &'a str {
    schema.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// A name that no field has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no field {name:?}{}", did_you_mean(.nearest))]
pub struct UnknownField {
    /// The name.
    pub name: String,
    /// The paths that are nearest to it, at most three, the nearest first.
    pub nearest: Vec<&'static str>,
}

impl UnknownField {
    pub(super) fn new(name: &str) -> Self {
        let lower = name.to_lowercase();
        let last = |path: &str| path.rsplit('.').next().unwrap_or_default().to_owned();
        let likeness = |path: &str| {
            let whole = strsim::jaro_winkler(&lower, path);
            // Whoever leaves out the way to a field, or errs in it, names the field itself.
            let end = strsim::jaro_winkler(&last(&lower), &last(path)) * 0.95;
            // Of two that end alike, the shorter way is meant.
            whole.max(end) - path.len() as f64 / 10_000.0
        };
        let names = paths().iter().map(|field| field.path.as_str());
        let nearest = nearest(names.filter(|path| !path.ends_with('*')), likeness);
        UnknownField {
            name: name.to_owned(),
            nearest,
        }
    }
}

/// Whether a record may have this path.
pub(super) fn is_path(name: &str) -> bool {
    paths()
        .iter()
        .any(|field| match field.path.strip_suffix('*') {
            // Keys of `spans` have dots themselves.
            Some(before) => name.len() > before.len() && name.starts_with(before),
            None => field.path == name,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(path: &str) -> Option<&'static str> {
        let field = paths().iter().find(|field| field.path == path)?;
        Some(&field.kind)
    }

    #[test]
    fn the_schema_tells_the_paths() {
        for (path, expected) in [
            ("id", Some("string")),
            ("kind", Some("string")),
            ("date", Some("date-time")),
            ("partial", Some("boolean")),
            ("redactions", Some("integer")),
            ("mrn", Some("object")),
            ("mrn.year", Some("integer")),
            ("classification.level", Some("string")),
            ("classification.captions", Some("list of string")),
            ("classification.declassify.on", Some("date")),
            ("classification.by.name", Some("string")),
            ("routing.from.plad", Some("string")),
            ("routing.to", Some("list of object")),
            ("routing.to.plad", Some("list of string")),
            ("routing.instructions.for", Some("list of string")),
            ("tags", Some("list of object")),
            ("tags.code", Some("list of string")),
            ("paragraphs.number", Some("list of integer")),
            ("paragraphs.lines", Some("list of integer")),
            ("source.bytes", Some("list of integer")),
            ("sections.present", Some("list of integer")),
            ("archive", Some("object")),
            ("archive.*", Some("string or list of string")),
            ("spans.*", Some("list of list of integer")),
            ("roles.role", Some("list of string")),
            ("tags.level", None),
            ("", None),
        ] {
            assert_eq!(kind(path), expected, "{path}");
        }
        assert!(paths().is_sorted_by(|a, b| a.path < b.path));
        let undescribed: Vec<&str> = paths()
            .iter()
            .filter(|field| field.description.is_empty() && !field.path.ends_with('*'))
            .map(|field| field.path.as_str())
            .collect();
        assert_eq!(undescribed, [""; 0]);
    }
}
