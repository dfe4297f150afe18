//! Some keys of a record as JSON, and not the rest: a table of three columns does not pay for the paragraphs.

use serde::Serialize;
use serde_json::{Map, Value};

use super::keys::{Visit, keys};
use crate::record::Record;

/// The record as JSON with only those of its own keys that `wanted` names: what is absent is absent.
///
/// ```
/// use cablex::output::select::pick;
/// use cablex::record::Record;
///
/// let record = Record { id: Some("09LIMA12".to_owned()), ..Record::default() };
/// assert_eq!(pick(&record, |key| key == "id" || key == "subject").to_string(), r#"{"id":"09LIMA12"}"#);
/// ```
#[must_use]
pub fn pick(record: &Record, wanted: impl Fn(&str) -> bool) -> Value {
    let mut picked = Picked {
        wanted,
        map: Map::new(),
    };
    keys(record, &mut picked);
    Value::Object(picked.map)
}

/// The keys that are wanted.
struct Picked<W> {
    wanted: W,
    map: Map<String, Value>,
}

impl<W: Fn(&str) -> bool> Visit for Picked<W> {
    fn key<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) {
        if (self.wanted)(key) {
            // What a record holds is always JSON.
            let value = serde_json::to_value(value).unwrap_or_default();
            self.map.insert(key.to_owned(), value);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_key_picked_is_the_whole_record() {
        let mut record = Record {
            subject: Some("A title".to_owned()),
            signature: vec!["ROE".to_owned()],
            redactions: 2,
            ..Record::default()
        };
        record.mrn.year = Some(2009);
        let whole = serde_json::to_value(&record).unwrap();
        assert_eq!(pick(&record, |_| true), whole);
        assert_eq!(pick(&record, |_| false), serde_json::json!({}));
        let some = serde_json::json!({"mrn": {"year": 2009}, "redactions": 2});
        let keys = ["mrn", "redactions", "partial", "tags"];
        assert_eq!(pick(&record, |key| keys.contains(&key)), some);
    }
}
