//! Fields of a record by their dotted paths: `id,classification.level,tags.code`.
//!
//! Which paths there are, the JSON Schema of the record tells. A path goes through lists: `tags.code` is the code of
//! every TAG. `archive` holds whatever a container said, so `archive.` and any key is a path.

mod keys;
mod name;
mod path;
mod pick;
mod texts;
mod values;

use serde_json::Value;

use crate::record::Record;

pub use self::keys::{Visit, keys};
pub use self::name::UnknownField;
use self::name::is_path;
pub use self::path::{FieldPath, FieldValue, paths};
pub use self::pick::pick;
pub use self::texts::{Text, Texts};
pub use self::values::values;

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

    /// Whether a field is one of the record's own keys with this name, or lies below it.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        let mut names = self.names.iter();
        names.any(|name| name.split('.').next() == Some(key))
    }

    /// The cells of a record, one a field; see [`cell`].
    #[must_use]
    pub fn cells(&self, record: &Record, joiner: &str) -> Vec<String> {
        let value = pick(record, |key| self.has(key));
        self.names
            .iter()
            .map(|name| cell(&value, name, joiner))
            .collect()
    }
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
