//! An object of which only some keys are read: the values of the others are passed over, which is many times faster.

use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::forward_to_deserialize_any;

/// Reads a struct from some of its keys.
pub(super) struct Chosen<'k, T> {
    /// What reads the whole of it.
    pub whole: T,
    pub keys: &'k [String],
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Chosen<'_, D> {
    type Error = D::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        let (whole, keys) = (visitor, self.keys);
        self.whole.deserialize_map(Chosen { whole, keys })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Chosen<'_, V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.whole.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        let (whole, keys) = (map, self.keys);
        self.whole.visit_map(Chosen { whole, keys })
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Chosen<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.whole.next_key::<&'de str>()? {
            if self.keys.iter().any(|known| known == key) {
                let key = BorrowedStrDeserializer::new(key);
                return seed.deserialize(key).map(Some);
            }
            self.whole.next_value::<IgnoredAny>()?;
        }
        Ok(None)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.whole.next_value_seed(seed)
    }
}
