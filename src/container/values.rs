//! The values that an archive prints behind its keys, on their way to what the container said.

use std::borrow::Cow;

use crate::message::Archive;

/// How the items of a value are set apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Items {
    /// It is one text.
    One,
    /// Commas between them, those inside parentheses apart.
    Commas,
    /// Bars between them.
    Bars,
}

/// Keys and values in the order in which they are printed.
#[derive(Debug, Default)]
pub(super) struct Values {
    entries: Vec<Entry>,
    /// The entry that goes on.
    last: usize,
}

#[derive(Debug)]
struct Entry {
    name: Cow<'static, str>,
    items: Items,
    value: String,
}

impl Values {
    /// A key, and what stands behind it on its line. A key that stands again goes on: what it says anew is added.
    pub(super) fn begin(&mut self, name: Cow<'static, str>, items: Items, text: &str) {
        let known = self.entries.iter().position(|entry| entry.name == name);
        self.last = known.unwrap_or(self.entries.len());
        match self.entries.get(self.last) {
            Some(entry) if entry.value == text.trim() => {}
            Some(_) => self.go_on(text),
            None => {
                let value = String::new();
                self.entries.push(Entry { name, items, value });
                self.go_on(text);
            }
        }
    }

    /// A further line of the last value.
    pub(super) fn go_on(&mut self, text: &str) {
        let text = text.trim();
        if is_absent(text) {
            return;
        }
        if let Some(entry) = self.entries.get_mut(self.last) {
            if !entry.value.is_empty() {
                entry.value.push(' ');
            }
            entry.value.push_str(text);
        }
    }

    /// Whether there is a key at all.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a key stands here already.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name)
    }

    /// What the container said: values that are there, lists as lists.
    pub(super) fn into_archive(self) -> Archive {
        let mut archive = Archive::new();
        for entry in self.entries {
            match entry.items {
                Items::One => archive.set(&entry.name, &entry.value),
                items => archive.set_list(&entry.name, split(&entry.value, items)),
            }
        }
        archive
    }
}

/// Whether a value says that there is none: `n/a`, `-- Not Assigned --`.
pub(super) fn is_absent(text: &str) -> bool {
    const WORDS: [&str; 4] = ["n/a", "n/a or blank", "not assigned", "blank"];
    if text.is_empty() || text.len() >= 32 {
        return text.is_empty();
    }
    let bare = text.trim_matches(['-', ' ']);
    WORDS.iter().any(|word| bare.eq_ignore_ascii_case(word))
}

/// The items of a value.
fn split(value: &str, items: Items) -> Vec<String> {
    let mut depth = 0_u32;
    let parts = value.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match items {
            Items::One => false,
            // A parenthesis that is never closed must not hide all the rest, but a list of persons may be long.
            Items::Commas => c == ',' && depth == 0,
            Items::Bars => c == '|',
        }
    });
    parts
        .map(str::trim)
        .filter(|part| !is_absent(part))
        .map(str::to_owned)
        .collect()
}

/// A key in snake case.
pub(super) fn snake(key: &str) -> String {
    let mut name = String::with_capacity(key.len());
    for word in key.split(|c: char| !c.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            if !name.is_empty() {
                name.push('_');
            }
            name.push_str(&word.to_ascii_lowercase());
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_on_and_say_when_there_is_none() {
        let mut values = Values::default();
        values.begin("copy".into(), Items::One, " SINGLE");
        values.begin("drafter".into(), Items::One, " n/a");
        values.begin("markings".into(), Items::One, " n/a");
        values.go_on("Released");
        values.go_on("in full");
        values.begin("tags".into(), Items::Commas, "OVIP, (ROE, JANE), PREL");
        values.begin("terms".into(), Items::Bars, "A - B, C | D | -- N/A --");
        values.begin("copy".into(), Items::One, " SINGLE");
        values.begin("copy".into(), Items::One, " TWICE");
        let archive = values.into_archive();
        assert_eq!(archive.text("copy"), Some("SINGLE TWICE"));
        assert_eq!(archive.text("drafter"), None);
        assert_eq!(archive.text("markings"), Some("Released in full"));
        assert_eq!(archive.list("tags"), ["OVIP", "(ROE, JANE)", "PREL"]);
        assert_eq!(archive.list("terms"), ["A - B, C", "D"]);
    }

    #[test]
    fn keys_become_snake_case() {
        for (key, name) in [
            (
                "Disposition Approved on Date",
                "disposition_approved_on_date",
            ),
            ("Date/DTG", "date_dtg"),
            ("Reference(s)", "reference_s"),
        ] {
            assert_eq!(snake(key), name);
        }
    }

    #[test]
    fn absent_values() {
        for text in ["", "n/a", "N/A", "-- Not Assigned --", "-- N/A or Blank --"] {
            assert!(is_absent(text), "{text}");
        }
        for text in ["NONE", "n/a PREL", "- a dash"] {
            assert!(!is_absent(text), "{text}");
        }
    }
}
