//! The keys of a record with their values, or the items of a list, without making JSON of the whole of it: the paragraphs of
//! a cable are most of it, and whoever counts, or wants three columns, does not want them.

use serde::Serialize;
use serde::de::value::Error;
use serde::ser::{self, Serializer};

/// Takes the keys of a struct, or the items of a list, one by one.
pub trait Visit {
    /// A key that is there, with its value.
    fn key<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T);

    /// An item.
    fn item<T: Serialize + ?Sized>(&mut self, _: &T) {}
}

/// Gives the keys that a struct is written with, or a list's items; any other value has none.
pub fn keys<T: Serialize + ?Sized>(value: &T, visit: &mut impl Visit) {
    // Nothing below fails, and a value that would has no keys either.
    let _ = value.serialize(Keys(visit));
}

/// A serializer that writes nothing.
struct Keys<'a, V>(&'a mut V);

/// What is passed over: tuples, maps, variants.
struct Passed;

type Done = Result<(), Error>;

/// Scalars are passed over.
macro_rules! scalars {
    ($($name:ident($type:ty))+) => {
        $(fn $name(self, _: $type) -> Done {
            Ok(())
        })+
    };
}

impl<V: Visit> Serializer for Keys<'_, V> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeTuple = Passed;
    type SerializeTupleStruct = Passed;
    type SerializeTupleVariant = Passed;
    type SerializeMap = Passed;
    type SerializeStruct = Self;
    type SerializeStructVariant = Passed;

    scalars! {
        serialize_bool(bool) serialize_i8(i8) serialize_i16(i16) serialize_i32(i32) serialize_i64(i64)
        serialize_u8(u8) serialize_u16(u16) serialize_u32(u32) serialize_u64(u64) serialize_f32(f32)
        serialize_f64(f64) serialize_char(char) serialize_str(&str) serialize_bytes(&[u8])
        serialize_unit_struct(&'static str)
    }

    fn serialize_none(self) -> Done {
        Ok(())
    }

    fn serialize_unit(self) -> Done {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Done {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Done {
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Done {
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Passed, Error> {
        Ok(Passed)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Passed, Error> {
        Ok(Passed)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Passed, Error> {
        Ok(Passed)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Passed, Error> {
        Ok(Passed)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Error> {
        Ok(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Passed, Error> {
        Ok(Passed)
    }

    fn collect_map<K, T, I: IntoIterator<Item = (K, T)>>(self, _: I) -> Done {
        Ok(())
    }

    fn collect_str<T: std::fmt::Display + ?Sized>(self, _: &T) -> Done {
        Ok(())
    }
}

impl<V: Visit> ser::SerializeStruct for Keys<'_, V> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Done {
        self.0.key(key, value);
        Ok(())
    }

    fn end(self) -> Done {
        Ok(())
    }
}

impl<V: Visit> ser::SerializeSeq for Keys<'_, V> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        self.0.item(value);
        Ok(())
    }

    fn end(self) -> Done {
        Ok(())
    }
}

/// Items and fields are passed over.
macro_rules! passed {
    ($($name:ident $item:ident($($argument:ty),*))+) => {
        $(impl ser::$name for Passed {
            type Ok = ();
            type Error = Error;

            fn $item<T: Serialize + ?Sized>(&mut self, $(_: $argument,)* _: &T) -> Done {
                Ok(())
            }

            fn end(self) -> Done {
                Ok(())
            }
        })+
    };
}

passed! {
    SerializeTuple serialize_element()
    SerializeTupleStruct serialize_field()
    SerializeTupleVariant serialize_field()
    SerializeStructVariant serialize_field(&'static str)
}

impl ser::SerializeMap for Passed {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, _: &T) -> Done {
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, _: &T) -> Done {
        Ok(())
    }

    fn end(self) -> Done {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    #[derive(Default)]
    struct Names(Vec<&'static str>);

    impl Visit for Names {
        fn key<T: Serialize + ?Sized>(&mut self, key: &'static str, _: &T) {
            self.0.push(key);
        }
    }

    fn names(value: &impl Serialize) -> Vec<&'static str> {
        let mut names = Names::default();
        keys(value, &mut names);
        names.0
    }

    #[test]
    fn keys_are_those_that_are_written() {
        let mut record = Record {
            subject: Some("A title".to_owned()),
            signature: vec!["ROE".to_owned()],
            ..Record::default()
        };
        record.mrn.number = Some(12);
        record.archive.set("title", "A title");
        assert_eq!(
            names(&record),
            [
                "schema",
                "kind",
                "source",
                "archive",
                "mrn",
                "subject",
                "signature"
            ]
        );
        assert_eq!(names(&record.mrn), ["number"]);
        assert_eq!(names(&Some(&record.mrn)), ["number"]);
        assert_eq!(names(&record.signature), [""; 0]);
        assert_eq!(names(&record.archive), [""; 0]);
        assert_eq!(names(&record.kind), [""; 0]);
    }
}
