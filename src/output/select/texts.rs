//! The texts that stand in chosen fields of a record, one by one, each with its place.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Fields, UnknownField, Visit, keys, paths};
use crate::record::Record;

/// What a field of many parts is taken to be: a name, and the paths that it stands for. A paragraph is its heading and
/// its text; whoever looks for a word does not mean every portion mark and role.
const MEANS: &[(&str, &[&str])] = &[("paragraphs", &["paragraphs.heading", "paragraphs.text"])];

/// Fields whose texts are wanted.
#[derive(Clone, Debug)]
pub struct Texts {
    paths: Vec<String>,
    /// The first keys of the paths, each once, in the order in which they were named.
    keys: Vec<String>,
}

/// A text of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// Where it stands, as `jq` would be asked for it: `subject`, `paragraphs[3].text`, items counted from 0.
    pub place: String,
    /// The path without the items: `paragraphs.text`.
    pub path: String,
    /// The item of the list that the first key holds, where it holds one.
    pub item: Option<usize>,
    /// The text; a number as it is printed in JSON.
    pub text: Cow<'a, str>,
}

impl Texts {
    /// Reads names with commas between: the paths of [`super::paths`]. A path that holds more than a text stands for all
    /// texts in it; `paragraphs` stands for their headings and texts.
    ///
    /// # Errors
    /// The first name that is no path of a record.
    pub fn parse(list: &str) -> Result<Self, UnknownField> {
        let mut paths = Vec::new();
        for name in Fields::parse(list)?.names {
            match MEANS.iter().find(|(known, _)| *known == name) {
                Some((_, means)) => paths.extend(means.iter().map(|path| (*path).to_owned())),
                None => paths.push(name),
            }
        }
        let mut keys: Vec<String> = Vec::new();
        for path in &paths {
            let key = path.split('.').next().unwrap_or_default();
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
        }
        Ok(Texts { paths, keys })
    }

    /// Whether texts are in one of the record's own keys with this name.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|known| known == key)
    }

    /// Whether a record holds every text as its JSON spells it. Dates are written anew: `+00:00` becomes `Z`.
    #[must_use]
    pub fn are_as_written(&self) -> bool {
        let mut dates = paths().iter().filter(|field| field.kind.contains("date"));
        !dates.any(|date| self.paths.iter().any(|path| is_in(&date.path, path)))
    }

    /// What of a record holds the texts, as JSON.
    #[must_use]
    pub fn pick(&self, record: &Record) -> Value {
        self.below(&mut String::new(), record)
    }

    /// What of a value, which stands under a path, holds texts that are wanted.
    fn below<T: Serialize + ?Sized>(&self, path: &mut String, value: &T) -> Value {
        let mut picked = Picked {
            texts: self,
            path,
            value: Value::Null,
        };
        keys(value, &mut picked);
        match picked.value {
            // It is no list and no struct, or there is nothing in it.
            Value::Null => serde_json::to_value(value).unwrap_or_default(),
            value => value,
        }
    }

    /// Whether a path is wanted, or lies in one that is.
    fn is_wanted(&self, path: &str) -> bool {
        self.paths.iter().any(|wanted| is_in(path, wanted))
    }

    /// Whether a path may lead to one that is wanted.
    fn leads_on(&self, path: &str) -> bool {
        self.paths.iter().any(|wanted| is_in(wanted, path))
    }

    /// The keys of a record that are the beginnings of the paths.
    #[must_use]
    pub fn keys(&self) -> &[String] {
        &self.keys
    }

    /// The texts in what [`Texts::pick`] gave: in the order of the named fields, and within one in that of the record.
    ///
    /// ```
    /// use cablex::output::select::Texts;
    /// use cablex::record::{Paragraph, Record};
    ///
    /// let mut record = Record { subject: Some("A ferry".to_owned()), ..Record::default() };
    /// record.paragraphs = vec![Paragraph { text: "It sailed.".to_owned(), ..Paragraph::default() }];
    /// let texts = Texts::parse("subject,paragraphs")?;
    /// let value = texts.pick(&record);
    /// let found: Vec<_> = texts.of(&value).into_iter().map(|text| (text.place, text.text)).collect();
    /// assert_eq!(found[1], ("paragraphs[0].text".to_owned(), "It sailed.".into()));
    /// # Ok::<(), cablex::output::select::UnknownField>(())
    /// ```
    #[must_use]
    pub fn of<'a>(&self, picked: &'a Value) -> Vec<Text<'a>> {
        let mut walk = Walk {
            texts: self,
            place: String::new(),
            path: String::new(),
            item: None,
            found: Vec::new(),
        };
        for key in &self.keys {
            if let Some(value) = picked.get(key) {
                walk.key(key, value);
            }
        }
        walk.found
    }
}

/// Picks what of a record holds the texts.
struct Picked<'t> {
    texts: &'t Texts,
    path: &'t mut String,
    /// What was picked so far: an object or a list.
    value: Value,
}

impl Visit for Picked<'_> {
    fn key<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) {
        let len = self.path.len();
        if len > 0 {
            self.path.push('.');
        }
        self.path.push_str(key);
        if !self.value.is_object() {
            self.value = Value::Object(Map::new());
        }
        let found = if self.texts.is_wanted(self.path) {
            serde_json::to_value(value).ok()
        } else if self.texts.leads_on(self.path) {
            Some(self.texts.below(self.path, value))
        } else {
            None
        };
        if let (Value::Object(picked), Some(found)) = (&mut self.value, found) {
            picked.insert(key.to_owned(), found);
        }
        self.path.truncate(len);
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) {
        if !self.value.is_array() {
            self.value = Value::Array(Vec::new());
        }
        if let Value::Array(picked) = &mut self.value {
            picked.push(self.texts.below(self.path, value));
        }
    }
}

/// Walks down some JSON.
struct Walk<'t, 'a> {
    texts: &'t Texts,
    place: String,
    path: String,
    item: Option<usize>,
    found: Vec<Text<'a>>,
}

impl<'a> Walk<'_, 'a> {
    /// A key of the record itself, or of what is below it.
    fn key(&mut self, key: &str, value: &'a Value) {
        let (place, path) = (self.place.len(), self.path.len());
        for text in [&mut self.place, &mut self.path] {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(key);
        }
        if self.texts.is_wanted(&self.path) || self.texts.leads_on(&self.path) {
            self.value(value);
        }
        self.place.truncate(place);
        self.path.truncate(path);
    }

    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(keys) => {
                for (key, value) in keys {
                    self.key(key, value);
                }
            }
            Value::Array(items) => self.items(items),
            _ if !self.texts.is_wanted(&self.path) => {}
            Value::String(text) => self.add(Cow::Borrowed(text)),
            Value::Null => {}
            value => self.add(Cow::Owned(value.to_string())),
        }
    }

    fn items(&mut self, items: &'a [Value]) {
        let end = self.place.len();
        let first = self.item.is_none();
        for (index, value) in items.iter().enumerate() {
            if first {
                self.item = Some(index);
            }
            let _ = write!(self.place, "[{index}]");
            self.value(value);
            self.place.truncate(end);
        }
        if first {
            self.item = None;
        }
    }

    fn add(&mut self, text: Cow<'a, str>) {
        self.found.push(Text {
            place: self.place.clone(),
            path: self.path.clone(),
            item: self.item,
            text,
        });
    }
}

/// Whether a path is another one, or lies below it.
fn is_in(path: &str, above: &str) -> bool {
    // Most paths are told apart by what stands where the other one ends.
    match path.as_bytes().get(above.len()) {
        None => path == above,
        Some(byte) => *byte == b'.' && path.starts_with(above),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn found(list: &str) -> Vec<String> {
        let record = serde_json::json!({
            "id": "09LIMA12",
            "mrn": {"post": "LIMA", "number": 12},
            "subject": "A ferry",
            "classification": {"captions": ["SIPDIS", "EXDIS"]},
            "routing": {"to": [{"plad": "A", "offices": ["B", "C"]}, {"plad": "D"}]},
            "paragraphs": [
                {"heading": "H", "lines": [1, 2], "role": ["summary"], "text": "one"},
                {"lines": [3, 4], "number": 2, "text": "two"},
            ],
            "archive": {"tags": ["PREL"], "subjects": "S"},
        });
        let texts = Texts::parse(list).unwrap();
        texts
            .of(&record)
            .into_iter()
            .map(|text| format!("{}={}", text.place, text.text))
            .collect()
    }

    #[test]
    fn texts_stand_in_the_order_of_the_fields_and_of_the_record() {
        for (list, expected) in [
            (
                "subject,paragraphs",
                &[
                    "subject=A ferry",
                    "paragraphs[0].heading=H",
                    "paragraphs[0].text=one",
                    "paragraphs[1].text=two",
                ][..],
            ),
            (
                "paragraphs.text, subject",
                &[
                    "paragraphs[0].text=one",
                    "paragraphs[1].text=two",
                    "subject=A ferry",
                ],
            ),
            ("paragraphs.number", &["paragraphs[1].number=2"]),
            ("mrn", &["mrn.number=12", "mrn.post=LIMA"]),
            (
                "classification",
                &[
                    "classification.captions[0]=SIPDIS",
                    "classification.captions[1]=EXDIS",
                ],
            ),
            (
                "routing.to.offices,routing.to.plad",
                &[
                    "routing.to[0].offices[0]=B",
                    "routing.to[0].offices[1]=C",
                    "routing.to[0].plad=A",
                    "routing.to[1].plad=D",
                ],
            ),
            ("archive.tags", &["archive.tags[0]=PREL"]),
            ("comment", &[]),
        ] {
            assert_eq!(found(list), expected, "{list}");
        }
    }

    #[test]
    fn a_text_tells_the_item_it_stands_in() {
        let record = serde_json::json!({"routing": {"to": [{"plad": "A"}, {"plad": "D", "offices": ["B", "C"]}]}});
        let texts = Texts::parse("routing.to").unwrap();
        let items: Vec<_> = texts.of(&record).iter().map(|text| text.item).collect();
        assert_eq!(items, [Some(0), Some(1), Some(1), Some(1)]);
        let second = texts.of(&record).into_iter().nth(1).unwrap();
        assert_eq!(second.path, "routing.to.offices");
    }

    #[test]
    fn dates_are_not_as_they_were_written() {
        for (list, expected) in [
            ("subject,paragraphs,id,mrn", true),
            ("date", false),
            ("subject,header", false),
            ("header.dtg", true),
            ("classification.declassify", false),
            ("classification.declassify.text", true),
        ] {
            assert_eq!(
                Texts::parse(list).unwrap().are_as_written(),
                expected,
                "{list}"
            );
        }
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let error = Texts::parse("subject,paragraph").unwrap_err();
        assert!(error.to_string().contains("did you mean"), "{error}");
    }
}
