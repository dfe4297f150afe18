//! Values as JSON in one line, for what records are made of: texts, whole numbers, lists, and objects whose keys the code
//! names, which are copied as they stand. The bytes are those of `serde_json`.

use std::fmt::{Display, Write};

use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};
use serde_json::Error;

/// Adds a value.
pub(super) fn write(out: &mut Vec<u8>, value: &impl Serialize) -> Result<(), Error> {
    value.serialize(Json(out))
}

/// Writes one value.
struct Json<'a>(&'a mut Vec<u8>);

/// Writes the items of a list or an object. Each has a comma before it; the first of them becomes the bracket.
struct Items<'a> {
    out: &'a mut Vec<u8>,
    start: usize,
    brackets: [u8; 2],
}

impl<'a> Items<'a> {
    fn new(out: &'a mut Vec<u8>, brackets: [u8; 2]) -> Self {
        let start = out.len();
        Items {
            out,
            start,
            brackets,
        }
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.out.push(b',');
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        let [open, close] = self.brackets;
        match self.out.get_mut(self.start) {
            Some(comma) => *comma = open,
            None => self.out.push(open),
        }
        self.out.push(close);
        Ok(())
    }
}

/// What no record holds.
fn unknown<T>() -> Result<T, Error> {
    Err(Error::custom("no value of a record"))
}

/// Methods for values of which a record has none.
macro_rules! none_of {
    ($($name:ident($($kind:ty),*) -> $out:ty;)*) => {
        $(fn $name(self, $(_: $kind),*) -> Result<$out, Error> {
            unknown()
        })*
    };
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.0.push(b'"');
        escape(self.0, text);
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Error> {
        digits(self.0, number);
        Ok(())
    }

    fn serialize_u32(self, number: u32) -> Result<(), Error> {
        self.serialize_u64(number.into())
    }

    fn serialize_i64(self, number: i64) -> Result<(), Error> {
        if number < 0 {
            self.0.push(b'-');
        }
        self.serialize_u64(number.unsigned_abs())
    }

    fn serialize_i32(self, number: i32) -> Result<(), Error> {
        self.serialize_i64(number.into())
    }

    fn serialize_bool(self, is_so: bool) -> Result<(), Error> {
        self.0
            .extend_from_slice(if is_so { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        name: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(name)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        let mut text = String::new();
        write!(text, "{value}").map_err(Error::custom)?;
        self.serialize_str(&text)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, *b"[]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, *b"[]"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, *b"{}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, *b"{}"))
    }

    none_of! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_u8(u8) -> ();
        serialize_u16(u16) -> ();
        serialize_f32(f32) -> ();
        serialize_f64(f64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple_struct(&'static str, usize) -> Impossible<(), Error>;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Error>;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Impossible<(), Error>;
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        unknown()
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Error;

    // In its place the key is known, and is copied in one or two steps.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.out.reserve(key.len() + 4);
        self.out.extend_from_slice(b",\"");
        self.out.extend_from_slice(key.as_bytes());
        self.out.extend_from_slice(b"\":");
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        Items::end(self)
    }
}

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.item(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.out.push(b':');
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        Items::end(self)
    }
}

/// Lists, whether their length is known or not.
macro_rules! elements_of {
    ($($list:ident),*) => {
        $(impl $list for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                Items::end(self)
            }
        })*
    };
}

elements_of!(SerializeSeq, SerializeTuple);

/// Adds a number.
fn digits(out: &mut Vec<u8>, number: u64) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.push(b'0' + (number % 10) as u8);
}

/// Adds the characters of a text, those escaped that JSON does not take as they are.
fn escape(out: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some((plain, odd)) = rest.split_at_checked(plain(rest)) {
        out.extend_from_slice(plain);
        let Some((&odd, behind)) = odd.split_first() else {
            break;
        };
        let sign = match odd {
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x08 => b'b',
            0x0C => b'f',
            b'"' | b'\\' => odd,
            _ => b'u',
        };
        out.extend_from_slice(&[b'\\', sign]);
        if sign == b'u' {
            let hex = |digit| {
                if digit < 10 {
                    b'0' + digit
                } else {
                    b'a' - 10 + digit
                }
            };
            out.extend_from_slice(&[b'0', b'0', hex(odd >> 4), hex(odd & 15)]);
        }
        rest = behind;
    }
}

/// How many bytes stand before the first that has to be escaped.
fn plain(bytes: &[u8]) -> usize {
    let (steps, _) = bytes.as_chunks::<16>();
    let plain = steps.iter().take_while(|&step| are_plain(step)).count();
    if plain == steps.len() && is_end_plain(bytes) {
        return bytes.len();
    }
    let rest = bytes.get(plain * 16..).unwrap_or_default();
    plain * 16 + rest.iter().take_while(|byte| !is_odd(**byte)).count()
}

/// Whether nothing has to be escaped in the last of some bytes, those that are no whole step among them.
fn is_end_plain(bytes: &[u8]) -> bool {
    if let Some(last) = bytes.last_chunk::<16>() {
        are_plain(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        are_plain(first) && are_plain(last)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        are_plain(first) && are_plain(last)
    } else {
        !bytes.iter().any(|byte| is_odd(*byte))
    }
}

/// Whether none of some bytes has to be escaped. All are looked at, at once where the processor can.
#[inline(always)]
fn are_plain<const N: usize>(bytes: &[u8; N]) -> bool {
    !bytes.iter().fold(false, |odd, byte| odd | is_odd(*byte))
}

#[inline(always)]
fn is_odd(byte: u8) -> bool {
    // Without branches, so that many are compared at once.
    (byte < b' ') | (byte == b'"') | (byte == b'\\')
}
