//! Some keys of a record as JSON, and not the rest: a table of three columns does not pay for the paragraphs.

use serde::ser::{Error as _, Impossible, Serialize, SerializeStruct, Serializer};
use serde_json::{Error, Map, Value};

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
    let keys = Keys {
        wanted,
        map: Map::new(),
    };
    // A record is always a struct, and always JSON.
    record.serialize(keys).unwrap_or_default()
}

/// Takes the keys of one struct.
struct Keys<W> {
    wanted: W,
    map: Map<String, Value>,
}

impl<W: Fn(&str) -> bool> SerializeStruct for Keys<W> {
    type Ok = Value;
    type Error = Error;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if (self.wanted)(key) {
            self.map
                .insert(key.to_owned(), serde_json::to_value(value)?);
        }
        Ok(())
    }

    fn end(self) -> Result<Value, Error> {
        Ok(Value::Object(self.map))
    }
}

/// What is no struct is none of ours.
type No = Impossible<Value, Error>;

fn no_struct<T>() -> Result<T, Error> {
    Err(Error::custom("no struct"))
}

/// Refuses values of these types.
macro_rules! refuse {
    ($($name:ident($($type:ty),*) -> $ok:ty;)+) => {
        $(fn $name(self, $(_: $type),*) -> Result<$ok, Error> {
            no_struct()
        })+
    };
}

impl<W: Fn(&str) -> bool> Serializer for Keys<W> {
    type Ok = Value;
    type Error = Error;
    type SerializeSeq = No;
    type SerializeTuple = No;
    type SerializeTupleStruct = No;
    type SerializeTupleVariant = No;
    type SerializeMap = No;
    type SerializeStruct = Self;
    type SerializeStructVariant = No;

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    refuse! {
        serialize_bool(bool) -> Value;
        serialize_i8(i8) -> Value;
        serialize_i16(i16) -> Value;
        serialize_i32(i32) -> Value;
        serialize_i64(i64) -> Value;
        serialize_u8(u8) -> Value;
        serialize_u16(u16) -> Value;
        serialize_u32(u32) -> Value;
        serialize_u64(u64) -> Value;
        serialize_f32(f32) -> Value;
        serialize_f64(f64) -> Value;
        serialize_char(char) -> Value;
        serialize_str(&str) -> Value;
        serialize_bytes(&[u8]) -> Value;
        serialize_none() -> Value;
        serialize_unit() -> Value;
        serialize_unit_struct(&'static str) -> Value;
        serialize_unit_variant(&'static str, u32, &'static str) -> Value;
        serialize_seq(Option<usize>) -> No;
        serialize_tuple(usize) -> No;
        serialize_tuple_struct(&'static str, usize) -> No;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> No;
        serialize_map(Option<usize>) -> No;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> No;
    }

    fn serialize_some<T: ?Sized + Serialize>(self, _: &T) -> Result<Value, Error> {
        no_struct()
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: &T,
    ) -> Result<Value, Error> {
        no_struct()
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Value, Error> {
        no_struct()
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
