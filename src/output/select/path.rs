//! The paths of a record, which its JSON Schema tells.

use std::sync::LazyLock;

use serde_json::Value;

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
    /// The values that it can have; empty where they are not counted up.
    pub values: Vec<FieldValue>,
}

/// One of the values that a field can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldValue {
    /// The value, as a record holds it.
    pub name: String,
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
            values: values(value),
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

/// The values that a schema counts up.
fn values(schema: &Value) -> Vec<FieldValue> {
    let one = schema.get("oneOf").and_then(Value::as_array);
    one.into_iter()
        .flatten()
        .map(|one| FieldValue {
            name: text(one, "const").to_owned(),
            description: text(one, "description").to_owned(),
        })
        .collect()
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn values_that_are_counted_up_are_told() {
        let values = |path: &str| {
            let field = paths().iter().find(|field| field.path == path).unwrap();
            let values = field.values.iter();
            values
                .map(|value| (value.name.as_str(), value.description.as_str()))
                .collect::<Vec<_>>()
        };
        assert_eq!(values("subject"), []);
        assert_eq!(values("schema"), [("cablex/1", "The first version.")]);
        let levels = values("classification.level");
        assert!(
            levels.contains(&("TOP SECRET", "Top secret.")),
            "{levels:?}"
        );
        // Behind a list, and behind `null`.
        assert!(!values("paragraphs.role").is_empty());
        assert!(!values("tags.kind").is_empty());
    }
}
