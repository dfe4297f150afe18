//! Names that are no text: on some systems a path is any bytes, and a record is text.
//!
//! A record and an error call an input by its name as text, in which U+FFFD stands for what is none. Where that lost
//! something, the bytes stand beside it, in base64.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::BASE64;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bytes of a name that is no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathBytes(Arc<[u8]>);

impl PathBytes {
    /// Those of a name; nothing where it is text, and says all by itself.
    #[must_use]
    pub fn of(name: &[u8]) -> Option<Self> {
        let is_text = std::str::from_utf8(name).is_ok();
        (!is_text).then(|| PathBytes(Arc::from(name)))
    }

    /// The same of a path.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        PathBytes::of(path.as_os_str().as_encoded_bytes())
    }

    /// As they are.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The path that they are; nothing on systems whose paths are no bytes.
    #[cfg(unix)]
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStrExt;
        Some(PathBuf::from(OsStr::from_bytes(&self.0)))
    }

    /// The path that they are; nothing on systems whose paths are no bytes.
    #[cfg(not(unix))]
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        std::str::from_utf8(&self.0)
            .ok()
            .map(|text| PathBuf::from(OsStr::new(text)))
    }

    /// Whether the text that stands for them is this one.
    #[must_use]
    pub fn are_of(&self, text: &str) -> bool {
        matches!(String::from_utf8_lossy(&self.0), Cow::Owned(own) if own == text)
    }
}

impl Serialize for PathBytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&BASE64.encode_display(&self.0))
    }
}

impl<'de> Deserialize<'de> for PathBytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes());
        let bytes = bytes.map_err(|_| serde::de::Error::custom("path_bytes is no base64"))?;
        PathBytes::of(&bytes)
            .ok_or_else(|| serde::de::Error::custom("path_bytes is a text, which path holds"))
    }
}

impl JsonSchema for PathBytes {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "PathBytes".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "contentEncoding": "base64" })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_go_through_json() {
        let bytes = PathBytes::of(b"a\xE9.txt").unwrap();
        let json = serde_json::to_string(&bytes).unwrap();
        assert_eq!(json, "\"YekudHh0\"");
        assert_eq!(serde_json::from_str::<PathBytes>(&json).unwrap(), bytes);
        assert!(bytes.are_of("a\u{FFFD}.txt") && !bytes.are_of("a.txt"));
        assert_eq!(PathBytes::of("é.txt".as_bytes()), None);
        for wrong in ["\"YS50eHQ=\"", "\"Yek\"", "1"] {
            assert!(serde_json::from_str::<PathBytes>(wrong).is_err(), "{wrong}");
        }
    }
}
