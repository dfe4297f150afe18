//! The values under a path, one by one, for whoever counts them.

use serde_json::Value;

use super::{find, item};

/// What a record, as JSON, has under a path, one text a value: where the path goes through a list, or leads to one, the
/// items of the list; a scalar as it is, anything else as JSON; nothing where the record has nothing there.
///
/// ```
/// use cablex::output::select::values;
///
/// let record = serde_json::json!({"signature": ["ROE", "DOE"], "mrn": {"number": 12}});
/// assert_eq!(values(&record, "signature"), ["ROE", "DOE"]);
/// assert_eq!(values(&record, "mrn.number"), ["12"]);
/// assert_eq!(values(&record, "subject"), [""; 0]);
/// ```
#[must_use]
pub fn values(record: &Value, path: &str) -> Vec<String> {
    let mut listed = false;
    let mut texts = Vec::new();
    for value in find(record, path, &mut listed) {
        match value {
            Some(Value::Array(items)) => texts.extend(items.iter().map(|value| item(Some(value)))),
            None | Some(Value::Null) => {}
            value => texts.push(item(value)),
        }
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_are_opened() {
        let record = json!({
            "tags": [{"code": "PREL", "name": "A"}, {"code": "PE"}],
            "routing": {"to": [{"plad": "A", "offices": ["B", "C"]}, {"plad": "D"}]},
            "paragraphs": [{"lines": [1, 2], "level": "SECRET"}],
            "archive": {"tags": ["PREL", "PE"]},
            "partial": true,
        });
        for (path, expected) in [
            ("tags.code", &["PREL", "PE"][..]),
            ("tags.name", &["A"]),
            ("tags.raw", &[]),
            (
                "tags",
                &[r#"{"code":"PREL","name":"A"}"#, r#"{"code":"PE"}"#],
            ),
            ("routing.to.offices", &["B", "C"]),
            ("paragraphs.lines", &["1", "2"]),
            ("archive.tags", &["PREL", "PE"]),
            ("partial", &["true"]),
            ("subject", &[]),
        ] {
            assert_eq!(values(&record, path), expected, "{path}");
        }
    }
}
