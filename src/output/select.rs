//! Fields of a record by their dotted paths: `id,classification.level,tags.code`.
//!
//! Which paths there are, the JSON Schema of the record tells. A path goes through lists: `tags.code` is the code of
//! every TAG. `archive` holds whatever a container said, so `archive.` and any key is a path.

mod values;

use std::sync::LazyLock;

use serde_json::Value;

use crate::near::{did_you_mean, nearest};
use crate::record::{self, Record};

pub use values::values;

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
    fn new(name: &str) -> Self {
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

/// Chosen fields, in the order in which they were named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    names: Vec<String>,
}

impl Fields {
    /// Reads names with commas between.
    ///
    /// ```
    /// use cablex::output::select::Fields;
    /// use cablex::record::Record;
    ///
    /// let fields = Fields::parse("id,subject")?;
    /// let record = Record { subject: Some("A title".to_owned()), ..Record::default() };
    /// assert_eq!(fields.cells(&record, "|"), ["", "A title"]);
    /// assert!(Fields::parse("id,subjekt").is_err());
    /// # Ok::<(), cablex::output::select::UnknownField>(())
    /// ```
    ///
    /// # Errors
    /// The first name that is no path of a record.
    pub fn parse(list: &str) -> Result<Self, UnknownField> {
        let names = list.split(',').map(str::trim);
        let names = names.map(|name| {
            if is_path(name) {
                Ok(name.to_owned())
            } else {
                Err(UnknownField::new(name))
            }
        });
        Ok(Fields {
            names: names.collect::<Result<_, _>>()?,
        })
    }

    /// The names, as given.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The cells of a record, one a field; see [`cell`].
    #[must_use]
    pub fn cells(&self, record: &Record, joiner: &str) -> Vec<String> {
        // A record is always JSON.
        let value = serde_json::to_value(record).unwrap_or_default();
        self.names
            .iter()
            .map(|name| cell(&value, name, joiner))
            .collect()
    }
}

/// Whether a record may have this path.
fn is_path(name: &str) -> bool {
    paths()
        .iter()
        .any(|field| match field.path.strip_suffix('*') {
            // Keys of `spans` have dots themselves.
            Some(before) => name.len() > before.len() && name.starts_with(before),
            None => field.path == name,
        })
}

/// What a record, as JSON, has under a path, as one text: nothing where it has nothing, a scalar as it is, a list of
/// scalars with `joiner` between, anything else as JSON. Where the path goes through a list, each item of the list has
/// its place, an empty one where it has nothing there, so that `references.label` and `references.id` go together.
#[must_use]
pub fn cell(record: &Value, path: &str, joiner: &str) -> String {
    let mut listed = false;
    let found = find(record, path, &mut listed);
    if listed {
        let items: Vec<String> = found.into_iter().map(item).collect();
        return if items.iter().all(String::is_empty) {
            String::new()
        } else {
            items.join(joiner)
        };
    }
    match found.as_slice() {
        [Some(Value::Array(items))] if items.iter().all(is_scalar) => {
            let items: Vec<String> = items.iter().map(|value| item(Some(value))).collect();
            items.join(joiner)
        }
        [value] => item(*value),
        _ => String::new(),
    }
}

/// The values under a path; `listed` tells that it went through a list.
fn find<'a>(value: &'a Value, path: &str, listed: &mut bool) -> Vec<Option<&'a Value>> {
    match value {
        Value::Array(items) => {
            *listed = true;
            items
                .iter()
                .flat_map(|value| find(value, path, listed))
                .collect()
        }
        Value::Object(keys) => {
            // The whole of it is one key, or its beginning is.
            if let Some(value) = keys.get(path) {
                return vec![Some(value)];
            }
            let below = path.split_once('.');
            match below.and_then(|(key, rest)| Some((keys.get(key)?, rest))) {
                Some((value, rest)) => find(value, rest, listed),
                None => vec![None],
            }
        }
        _ => vec![None],
    }
}

fn is_scalar(value: &Value) -> bool {
    !value.is_array() && !value.is_object()
}

fn item(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

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

    #[test]
    fn names_are_paths() {
        let list = "id, date,classification.level,routing.from.plad,tags.code,subject,archive.any_key,archive";
        let fields = Fields::parse(list).unwrap();
        assert_eq!(fields.names().len(), 8);
        assert_eq!(fields.names().last().map(String::as_str), Some("archive"));
        for (list, message) in [
            ("id,subjet", "no field \"subjet\"; did you mean subject"),
            (
                "level",
                "no field \"level\"; did you mean paragraphs.level, ",
            ),
            (
                "classification.levl",
                "no field \"classification.levl\"; did you mean classification.level",
            ),
            ("tag.code", "no field \"tag.code\"; did you mean tags.code"),
            ("qqq", "no field \"qqq\""),
            ("id,", "no field \"\""),
            ("archive.", "no field \"archive.\""),
            ("id.x", "no field \"id.x\""),
        ] {
            let error = Fields::parse(list).unwrap_err();
            assert!(error.to_string().starts_with(message), "{error}");
            assert!(error.nearest.len() <= 3);
        }
    }

    #[test]
    fn cells_of_a_record() {
        let record = json!({
            "id": "09LIMA12",
            "mrn": {"post": "LIMA", "number": 12},
            "partial": true,
            "classification": {"captions": ["SIPDIS", "EXDIS"]},
            "tags": [{"code": "PREL", "name": "A, B"}, {"code": "ROE, JANE"}],
            "references": [{"label": "A", "text": "x"}, {"text": "y|z"}, {"label": "C", "id": "09LIMA1"}],
            "routing": {"to": [{"plad": "A", "offices": ["B", "C"]}, {"plad": "D"}]},
            "paragraphs": [{"lines": [1, 2]}, {"lines": [3, 4], "role": ["summary"]}],
            "archive": {"tags": ["PREL", "PE"], "title": "T"},
            "spans": {"classification.level": [[1, 1], [3, 4]], "tags": [[2, 2]]},
        });
        for (path, expected) in [
            ("id", "09LIMA12"),
            ("subject", ""),
            ("mrn.number", "12"),
            ("mrn", r#"{"number":12,"post":"LIMA"}"#),
            ("partial", "true"),
            ("classification.captions", "SIPDIS|EXDIS"),
            ("classification.level", ""),
            ("header.dtg", ""),
            ("tags.code", "PREL|ROE, JANE"),
            ("tags.name", "A, B|"),
            ("tags.raw", ""),
            ("references.label", "A||C"),
            ("references.id", "||09LIMA1"),
            ("routing.to.offices", r#"["B","C"]|"#),
            (
                "routing.to",
                r#"[{"offices":["B","C"],"plad":"A"},{"plad":"D"}]"#,
            ),
            ("paragraphs.lines", "[1,2]|[3,4]"),
            ("archive.tags", "PREL|PE"),
            ("archive.title", "T"),
            ("archive.none", ""),
            ("spans.classification.level", "[[1,1],[3,4]]"),
            ("spans.tags", "[[2,2]]"),
        ] {
            assert_eq!(cell(&record, path, "|"), expected, "{path}");
        }
        assert_eq!(cell(&record, "tags.code", "; "), "PREL; ROE, JANE");
    }
}
