//! How an input is to be read, and which records of it are wanted.

use std::sync::Arc;

use super::records;
use crate::message::Container;

/// How an input is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The container that every input is taken to be, instead of looking.
    pub from: Option<Container>,
    /// How many bytes one message may have.
    pub max_message: u64,
}

/// A record may be so many times as long as the message that it was made of: of two characters that are an unknown tag it
/// holds the tag and a diagnostic, and all that in JSON.
const RECORD: u64 = 96;

impl Limits {
    /// How many bytes one message of a container may have. Whatever was read within these limits can be written as a
    /// record, and be read again.
    pub(super) fn longest(&self, container: Container) -> u64 {
        match container {
            Container::Records => self.max_message.saturating_mul(RECORD),
            _ => self.max_message,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            from: None,
            max_message: 16 << 20,
        }
    }
}

/// Which records are wanted, told by the bytes of each: whoever looks for a word need not read those without it.
#[derive(Clone)]
pub struct Wanted {
    holds: Arc<Holds>,
    /// The keys that are read.
    keys: Option<Arc<[String]>>,
}

/// Whether it holds for the JSON of a record.
type Holds = dyn Fn(&[u8]) -> bool + Send + Sync;

impl Wanted {
    /// Those for which `wanted` holds; it is given the JSON of a record that looks whole. What does not look whole is
    /// read, so that it fails.
    pub fn new(wanted: impl Fn(&[u8]) -> bool + Send + Sync + 'static) -> Self {
        Wanted {
            holds: Arc::new(wanted),
            keys: None,
        }
    }

    /// The same, of which only these keys are wanted. The others are not read: they are as in a record that has none of
    /// them, whatever stands there. Those that say which record it is are always read.
    #[must_use]
    pub fn with_keys<'a>(mut self, keys: impl IntoIterator<Item = &'a str>) -> Self {
        let keys = records::NEEDED.into_iter().chain(keys);
        self.keys = Some(keys.map(str::to_owned).collect());
        self
    }

    pub(super) fn keys(&self) -> Option<&[String]> {
        self.keys.as_deref()
    }

    pub(super) fn passes_over(&self, raw: &[u8]) -> bool {
        records::looks_whole(raw) && !(self.holds)(raw)
    }
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wanted")
    }
}
