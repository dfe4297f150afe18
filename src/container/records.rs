//! Records that this crate wrote: read again as they were, nobody parses twice.
//!
//! A record is one object a line, or one over indented lines. It is given back as it was written, its `source` that of
//! the first reading; written again it is the same line, byte for byte. The schema grows by adding keys, so a later
//! version of this crate may have written keys that this one does not know: they are dropped, here as in every program
//! that reads records. Another schema is refused.

mod chosen;

use memchr::memmem;
use serde::Deserialize;

use self::chosen::Chosen;
use super::objects;
pub(super) use super::objects::Cutter;
use crate::error::InputErrorKind;
use crate::record::Record;

/// The key that every record has, which stands first where this crate wrote it and anywhere where another program
/// wrote it again.
const KEY: &[u8] = b"\"schema\"";
/// How the names of its schemas begin, as JSON may spell them.
const NAMES: [&[u8]; 2] = [b"\"cablex/", b"\"cablex\\/"];

/// Whether an input begins with a record, of whatever schema.
pub(super) fn recognise(head: &[u8]) -> bool {
    let object = objects::object(head);
    object.starts_with(b"{") && memmem::find_iter(object, KEY).any(|at| names_schema(object, at))
}

/// Whether the key that stands there is one, and not a part of a text, and its value names a schema of ours.
fn names_schema(object: &[u8], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| object.get(before));
    let value = object
        .get(at + KEY.len()..)
        .unwrap_or_default()
        .trim_ascii_start();
    let value = value
        .strip_prefix(b":")
        .unwrap_or_default()
        .trim_ascii_start();
    before != Some(&b'\\') && NAMES.iter().any(|name| value.starts_with(name))
}

/// Whether a record of this schema begins and ends as one that is whole does.
pub(super) fn looks_whole(raw: &[u8]) -> bool {
    let object = objects::object(raw);
    object.starts_with(br#"{"schema":"cablex/1","#) && object.ends_with(b"}")
}

/// The keys without which no record can be read, and its id, of which more is asked than that it can be read.
pub(super) const NEEDED: [&str; 4] = ["schema", "id", "kind", "source"];

/// Reads a record; only these keys of it, where some are named.
pub(super) fn read(raw: &[u8], keys: Option<&[String]>) -> Result<Record, InputErrorKind> {
    let object = objects::object(raw);
    // It reads many characters at once. What it refuses is read again by the one that says why in plain words.
    let record = match keys {
        None => sonic_rs::from_slice(object),
        Some(keys) => {
            let mut json = sonic_rs::Deserializer::from_slice(object);
            let whole = &mut json;
            let record = Record::deserialize(Chosen { whole, keys });
            record.and_then(|record| json.end().map(|()| record))
        }
    };
    let record = match record {
        Ok(record) => record,
        Err(_) => slowly(object)?,
    };
    match wrong(&record) {
        Some(wrong) => Err(InputErrorKind::Damaged(wrong)),
        None => Ok(record),
    }
}

/// What of a record cannot be as it was written: whoever uses an id as the name of a file, or a path to find one, may rely
/// on them.
fn wrong(record: &Record) -> Option<String> {
    if let Some(id) = record.id.as_deref().filter(|id| !is_id(id)) {
        return Some(format!("{id:?} is no id"));
    }
    let source = &record.source;
    let bytes = source.path_bytes.as_ref()?;
    (!bytes.are_of(&source.path)).then(|| "path and path_bytes are of two names".to_owned())
}

/// Whether a text may be an id that this crate wrote: two digits, letters and digits, a digit. So it is no path either.
fn is_id(text: &str) -> bool {
    let year = text.bytes().take(2).filter(u8::is_ascii_digit).count();
    let number = text
        .bytes()
        .next_back()
        .is_some_and(|byte| byte.is_ascii_digit());
    year == 2 && text.len() > 2 && number && text.chars().all(char::is_alphanumeric)
}

/// The same by the reader that says what is wrong.
fn slowly(object: &[u8]) -> Result<Record, InputErrorKind> {
    serde_json::from_slice(object).map_err(|error| match schema(object) {
        Some(schema) if schema.starts_with("cablex/") && schema != "cablex/1" => {
            InputErrorKind::Unsupported {
                format: "record of another schema than cablex/1",
                advice: "read it with the cablex that wrote it",
            }
        }
        _ => InputErrorKind::Damaged(objects::fault(&error)),
    })
}

/// The schema that an object names, where it is whole.
fn schema(object: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        schema: String,
    }
    let named: Named = serde_json::from_slice(object).ok()?;
    Some(named.schema)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"schema":"cablex/1","id":"09LIMA12","kind":"cable","date":"2009-07-17T04:51:00Z","source":{"path":"a.txt","container":"page","index":3,"bytes":[10,20],"lines":[1,9]},"archive":{"title":"A \"title\"","tags":["PREL","PE"],"a":"b"},"mrn":{"post":"LIMA","number":12,"year":2009},"subject":"¶ title"}"#;

    fn whole(line: &[u8]) -> Result<Record, InputErrorKind> {
        read(line, None)
    }

    #[test]
    fn of_a_record_some_keys_are_read() {
        let keys = NEEDED.iter().chain(&["subject"]);
        let keys: Vec<String> = keys.map(|key| (*key).to_owned()).collect();
        let some =
            |line: &str| read(line.as_bytes(), Some(&keys)).map_err(|error| error.to_string());
        let all = whole(LINE.as_bytes()).unwrap_or_default();
        let record = some(LINE).unwrap_or_default();
        assert_eq!((&record.id, &record.subject), (&all.id, &all.subject));
        assert_eq!(record.source, all.source);
        assert!(record.mrn.post.is_none() && record.date.is_none() && record.archive.is_empty());
        // What is passed over has to be JSON.
        for (from, to) in [
            ("[1,9]", "[1,9}"),
            ("\"post\":", "post:"),
            ("2009}", "2009"),
        ] {
            let line = LINE.replace(from, to);
            assert_eq!(
                some(&line).err(),
                whole(line.as_bytes()).err().map(|error| error.to_string())
            );
        }
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let record = whole(format!("{LINE}\n").as_bytes()).unwrap_or_default();
        assert_eq!(record.source.path, "a.txt");
        assert_eq!(record.archive.list("tags"), ["PREL", "PE"]);
        assert_eq!(serde_json::to_string(&record).unwrap_or_default(), LINE);
        let pretty = serde_json::to_string_pretty(&record).unwrap_or_default();
        assert_eq!(whole(pretty.as_bytes()).unwrap_or_default(), record);
        assert!(recognise(LINE.as_bytes()) && recognise(pretty.as_bytes()));
    }

    #[test]
    fn a_record_that_another_program_wrote_again_is_one() {
        let sorted = LINE.replace("\"schema\":\"cablex/1\",", "");
        let sorted = sorted.replace("\"subject\"", "\"schema\" : \"cablex\\/1\",\"subject\"");
        assert!(recognise(sorted.as_bytes()), "{sorted}");
        let record = whole(sorted.as_bytes()).unwrap_or_default();
        assert_eq!(serde_json::to_string(&record).unwrap_or_default(), LINE);
        assert!(!looks_whole(sorted.as_bytes()));
    }

    #[test]
    fn keys_of_a_later_version_are_dropped() {
        let later = LINE.replace("\"kind\":", "\"later\":[{}],\"kind\":");
        let record = whole(later.as_bytes()).unwrap_or_default();
        assert_eq!(serde_json::to_string(&record).unwrap_or_default(), LINE);
    }

    #[test]
    fn what_is_no_record_is_refused_with_its_reason() {
        let other = LINE.replace("cablex/1", "cablex/2");
        for (line, expected) in [
            (
                &*other,
                "record of another schema than cablex/1: read it with the cablex that wrote it",
            ),
            (
                "{\"schema\":\"cablex/1\",\"kind\":\"cab",
                "damaged: column 32: EOF while parsing a string",
            ),
            (
                "{\"schema\":\"cablex/1\",\"kind\":\"letter\"}",
                "damaged: column 36: unknown variant `letter`, expected one of `cable`, `withdrawal`, `document`",
            ),
            (
                "{\"schema\":\"cablex/1\",\n\"kind\":\"cable\"}",
                "damaged: line 2 of the object, column 15: missing field `source`",
            ),
            (
                "{\"id\":\"09LIMA12\"}",
                "damaged: column 17: missing field `schema`",
            ),
            ("a line", "damaged: column 1: expected value"),
            (
                &LINE.replace("09LIMA12", "../../x"),
                "damaged: \"../../x\" is no id",
            ),
            (
                &LINE.replace("09LIMA12", "09LIMA\\n1"),
                "damaged: \"09LIMA\\n1\" is no id",
            ),
            (
                &LINE.replace("\"container\"", "\"path_bytes\":\"6S50eHQ=\",\"container\""),
                "damaged: path and path_bytes are of two names",
            ),
        ] {
            match whole(line.as_bytes()) {
                Ok(record) => assert_eq!(record, Record::default(), "{line}"),
                Err(error) => assert_eq!(error.to_string(), expected, "{line}"),
            }
        }
        assert!(recognise(other.as_bytes()));
    }

    #[test]
    fn other_texts_are_no_records() {
        for text in [
            "",
            "{",
            "{\"schema\":\"other/1\"}",
            "{\"id\":\"09LIMA12\",\"body\":\"\\\"schema\\\":\\\"cablex/1\\\"\"}",
            "\"schema\":\"cablex/1\"",
            "UNCLAS LIMA 000012\n{\"schema\":\"cablex/1\"}",
        ] {
            assert!(!recognise(text.as_bytes()), "{text}");
        }
    }
}
