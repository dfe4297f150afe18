//! By what cables can be counted: the dimensions of the table below, and every path of a record.

use std::borrow::Cow;

use chrono::Datelike;
use serde_json::Value as Json;

use super::{Value, unread};
use crate::diagnostic::Code;
use crate::near::{did_you_mean, nearest};
use crate::output::select::{Fields, UnknownField, values};
use crate::record::Record;
use crate::vocab::tags;

/// A dimension with a name of its own.
#[derive(Debug)]
pub struct Known {
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub counts: &'static str,
    /// Whether its values are times, which stand in their own order.
    pub time: bool,
    /// Where a record would have it: what is unread there is unread here.
    fields: &'static [&'static str],
    /// The values of a record, as they come.
    values: fn(&Record) -> Texts<'_>,
    /// What a value means, in words.
    note: fn(&str) -> Option<&'static str>,
}

type Texts<'a> = Vec<Cow<'a, str>>;

impl PartialEq for Known {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Known {}

impl Known {
    const fn new(
        name: &'static str,
        counts: &'static str,
        fields: &'static [&'static str],
        values: fn(&Record) -> Texts<'_>,
    ) -> Self {
        Known {
            name,
            counts,
            time: false,
            fields,
            values,
            note: |_| None,
        }
    }

    const fn time(mut self) -> Self {
        self.time = true;
        self
    }

    const fn note(mut self, note: fn(&str) -> Option<&'static str>) -> Self {
        self.note = note;
        self
    }
}

/// Every dimension with a name of its own.
static KNOWN: [Known; 11] = [
    Known::new(
        "year",
        "the year of the date-time group",
        &["date", "header.dtg"],
        year,
    )
    .time(),
    Known::new(
        "month",
        "its month: 2009-07",
        &["date", "header.dtg"],
        month,
    )
    .time(),
    Known::new(
        "origin",
        "the sending post; its PLAD where no table knows it",
        &["mrn.post", "routing.from"],
        origin,
    ),
    Known::new(
        "classification",
        "the level of the classification line",
        &["classification.level"],
        |record| one(record.classification.level.map(|level| level.as_str())),
    ),
    Known::new(
        "caption",
        "each caption: SIPDIS, EXDIS",
        &["classification.captions"],
        |record| each(&record.classification.captions),
    ),
    Known::new(
        "tag",
        "each TAGS code, and each person among them",
        &["tags"],
        |record| {
            let codes = record.tags.iter().map(|tag| &*tag.code);
            codes.map(Cow::Borrowed).collect()
        },
    )
    .note(|code| tags::find(code)?.name),
    Known::new(
        "drafter",
        "who drafted the cable, as printed",
        &["drafting.drafted_by"],
        |record| one(record.drafting.drafted_by.as_deref()),
    ),
    Known::new(
        "container",
        "the archive format",
        &["source.container"],
        |record| one(Some(record.source.container.name())),
    ),
    Known::new(
        "kind",
        "cable, withdrawal or document",
        &["kind"],
        |record| one(Some(record.kind.as_str())),
    ),
    Known::new(
        "code",
        "each code of the diagnostics",
        &["diagnostics"],
        |record| {
            let codes = record.diagnostics.iter().map(|found| found.code.as_ref());
            codes.map(Cow::Borrowed).collect()
        },
    )
    .note(|code| Some(Code::find(code)?.severity().as_str())),
    Known::new(
        "severity",
        "each of their severities: note, warning, error",
        &["diagnostics"],
        |record| {
            let severities = record.diagnostics.iter().map(|found| found.severity);
            severities
                .map(|severity| severity.as_str().into())
                .collect()
        },
    ),
];

fn one(text: Option<&str>) -> Texts<'_> {
    text.map(Cow::Borrowed).into_iter().collect()
}

fn each(texts: &[impl AsRef<str>]) -> Texts<'_> {
    texts
        .iter()
        .map(|text| Cow::Borrowed(text.as_ref()))
        .collect()
}

fn year(record: &Record) -> Texts<'_> {
    let year = record.year().map(|year| format!("{year:04}").into());
    year.into_iter().collect()
}

fn month(record: &Record) -> Texts<'_> {
    let month = record
        .date
        .map(|date| format!("{:04}-{:02}", date.year(), date.month()));
    month.map(Cow::Owned).into_iter().collect()
}

fn origin(record: &Record) -> Texts<'_> {
    let from = record.routing.from.as_ref();
    one(record.sender().or_else(|| Some(from?.plad.as_str())))
}

/// A name that is no dimension and no path of a record.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("nothing is called {name:?}{}", did_you_mean(.nearest))]
pub struct UnknownDimension {
    /// The name.
    pub name: String,
    /// The names that are nearest to it, at most three, the nearest first.
    pub nearest: Vec<&'static str>,
}

/// By what cables are counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dimension {
    name: String,
    known: Option<&'static Known>,
}

impl Dimension {
    /// Every dimension with a name of its own.
    #[must_use]
    pub fn known() -> &'static [Known] {
        &KNOWN
    }

    /// The dimension of this name, or that of this path of a record.
    ///
    /// ```
    /// use cablex::stats::Dimension;
    ///
    /// assert!(Dimension::named("year").is_ok());
    /// assert!(Dimension::named("references.kind").is_ok());
    /// let error = Dimension::named("yaer").unwrap_err();
    /// assert!(error.to_string().starts_with("nothing is called \"yaer\"; did you mean year"));
    /// ```
    ///
    /// # Errors
    /// There is none.
    pub fn named(name: &str) -> Result<Self, UnknownDimension> {
        let name = name.trim();
        // A TAG as the record holds it says no more than its code, which whoever writes `tags` means.
        let name = if name == "tags" { "tag" } else { name };
        let known = KNOWN.iter().find(|known| known.name == name);
        if known.is_none() {
            Fields::parse(name).map_err(|error| unknown(&error))?;
        }
        Ok(Dimension {
            name: name.to_owned(),
            known,
        })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether its values are times, which stand in their own order; all others stand by their counts.
    #[must_use]
    pub fn is_time(&self) -> bool {
        self.known.is_some_and(|known| known.time)
    }

    /// What a value means, in words, where the built-in tables say it: the title of a TAG, the severity of a code.
    #[must_use]
    pub fn note(&self, value: &str) -> Option<&'static str> {
        (self.known?.note)(value)
    }

    /// The top-level key of a record that has it, where it is a path.
    pub(super) fn key(&self) -> Option<&str> {
        match self.known {
            Some(_) => None,
            None => self.name.split('.').next(),
        }
    }

    /// The distinct values of a record; where it has none, whether one stands there that could not be read. `picked` has
    /// the keys that paths lead through.
    pub(super) fn values(&self, record: &Record, picked: &Json) -> Vec<Value> {
        let mut found: Vec<Value> = match self.known {
            Some(known) => {
                let texts = (known.values)(record);
                texts
                    .into_iter()
                    .map(|text| Value::Known(text.into_owned()))
                    .collect()
            }
            None => values(picked, &self.name)
                .into_iter()
                .map(Value::Known)
                .collect(),
        };
        found.retain(|value| !matches!(value, Value::Known(text) if text.is_empty()));
        if found.len() > 1 {
            found.sort_unstable();
            found.dedup();
        }
        if found.is_empty() {
            let own = [self.name.as_str()];
            let fields = self.known.map_or(&own[..], |known| known.fields);
            let is_unread = fields.iter().any(|field| unread::is_unread(record, field));
            found.push(if is_unread {
                Value::Unread
            } else {
                Value::Absent
            });
        }
        found
    }
}

/// The error for a name that is no path: a dimension may be meant as well as a path.
fn unknown(error: &UnknownField) -> UnknownDimension {
    let lower = error.name.to_lowercase();
    // Whoever writes a dot means a path.
    let is_path = lower.contains('.');
    let names = KNOWN.iter().filter(|_| !is_path).map(|known| known.name);
    let mut near = nearest(names, |name| strsim::jaro_winkler(&lower, name));
    near.extend(&error.nearest);
    let mut seen: Vec<&str> = Vec::new();
    near.retain(|name| {
        let is_new = !seen.contains(name);
        seen.push(name);
        is_new
    });
    near.truncate(3);
    UnknownDimension {
        name: error.name.clone(),
        nearest: near,
    }
}
