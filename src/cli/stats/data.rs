//! Counts for programs: tab-separated lines, CSV, JSON.

use anyhow::Result;
use cablex::output::table::{Format, Table as Writer};
use cablex::stats::{Covered, Table, Value};
use chrono::{DateTime, Utc};
use clap::Args;
use serde::Serialize;

use super::super::io::Face;
use super::super::{json, sanitize};
use super::{Counted, Shown};

/// How counts are written for programs.
#[derive(Args, Debug)]
pub(super) struct DataArgs {
    /// Write CSV, also on a terminal
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// With --csv: disarm cells that a spreadsheet would run as formulas, by an apostrophe
    #[arg(long, requires = "csv", hide_short_help = true)]
    csv_safe: bool,
    /// Write JSON: one object with the number of cables, their dates, and the tables
    ///
    /// {"cables": 3, "first": DATE, "last": DATE, "tables": [{"by": ["year"], "rows": [{"value": ["2009"], "count": 3}]}],
    /// "coverage": [{"field": "subject", "present": 3, "absent": 0, "unread": 0}]}. A value that a cable does not have is
    /// null. `more` of a table says how many values of each field --top left out.
    #[arg(long)]
    json: bool,
    /// Put the names of the columns first, in TSV and CSV
    #[arg(long, conflicts_with = "json")]
    header: bool,
}

/// What a cell or a string holds for a value that stands in the cable but could not be read.
const UNREAD: &str = "(unread)";

/// The counts as one object.
#[derive(Serialize)]
struct Object<'a> {
    cables: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tables: Vec<ObjectTable<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage: Option<Vec<Covered>>,
}

/// A table of it.
#[derive(Serialize)]
struct ObjectTable<'a> {
    by: Vec<&'a str>,
    rows: Vec<ObjectRow<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<Vec<usize>>,
}

/// A count of it.
#[derive(Serialize)]
struct ObjectRow<'a> {
    value: Vec<Option<&'a str>>,
    count: u64,
}

impl DataArgs {
    /// Whether counts are to be written for programs; else they are for a person.
    pub(super) fn is_wanted(&self, face: Face) -> bool {
        self.csv || self.json || !face.terminal
    }

    /// Writes what was counted.
    pub(super) fn write(&self, out: &mut Vec<u8>, face: Face, counted: &Counted<'_>) -> Result<()> {
        if self.json {
            let object = object(counted);
            if face.terminal || face.color {
                json::write(out, face, &object, face.terminal)?;
            } else {
                serde_json::to_writer(&mut *out, &object)?;
                out.push(b'\n');
            }
            return Ok(());
        }
        let writer = Writer {
            format: if self.csv { Format::Csv } else { Format::Tsv },
            csv_safe: self.csv_safe,
        };
        let mut row = |cells: &[&str]| {
            let cells = cells
                .iter()
                .map(|cell| sanitize::escape_if(face.terminal, cell));
            writer.row(out, cells)
        };
        if self.header {
            match counted.shown {
                Shown::Overview => row(&["table", "value", "count"])?,
                Shown::Coverage => row(&["field", "present", "absent", "unread"])?,
                Shown::Table => {
                    for table in counted.plan.tables(counted.stats) {
                        let mut names = names(&table);
                        names.push("count");
                        row(&names)?;
                    }
                }
            }
        }
        if counted.shown == Shown::Overview {
            row(&["cables", "all", &counted.stats.cables().to_string()])?;
        }
        for table in counted.plan.tables(counted.stats) {
            let name = names(&table);
            for found in table.rows(counted.top()) {
                let count = found.count.to_string();
                let mut cells = Vec::with_capacity(3);
                if counted.shown == Shown::Overview {
                    cells.extend(&name);
                }
                let values = found.values.iter();
                cells.extend(values.map(|value| text(value).unwrap_or_default()));
                cells.push(&count);
                row(&cells)?;
            }
        }
        let coverage = counted.plan.coverage(counted.stats).unwrap_or_default();
        if counted.shown == Shown::Overview {
            for found in &coverage {
                row(&["coverage.present", found.field, &found.present.to_string()])?;
            }
            for found in &coverage {
                row(&["coverage.absent", found.field, &found.absent.to_string()])?;
            }
            for found in &coverage {
                row(&["coverage.unread", found.field, &found.unread.to_string()])?;
            }
        } else {
            for found in &coverage {
                let [present, absent, unread] =
                    [found.present, found.absent, found.unread].map(|count| count.to_string());
                row(&[found.field, &present, &absent, &unread])?;
            }
        }
        Ok(())
    }
}

/// The names of a table's fields.
fn names<'a>(table: &Table<'a>) -> Vec<&'a str> {
    let dimensions = table.dimensions().iter();
    dimensions.map(|dimension| dimension.name()).collect()
}

/// What is written for a value; nothing where the cable has none.
fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Known(text) => Some(text),
        Value::Unread => Some(UNREAD),
        Value::Absent => None,
    }
}

fn object<'a>(counted: &Counted<'a>) -> Object<'a> {
    let stats = counted.stats;
    let table = |table: Table<'a>| {
        let top = counted.top();
        let rows = table.rows(top).into_iter().map(|row| ObjectRow {
            value: row.values.into_iter().map(text).collect(),
            count: row.count,
        });
        let dimensions = 0..table.dimensions().len();
        let more: Vec<usize> = dimensions.map(|at| table.values(at, top).more).collect();
        ObjectTable {
            by: names(&table),
            rows: rows.collect(),
            more: Some(more).filter(|more| more.iter().any(|more| *more > 0)),
        }
    };
    Object {
        cables: stats.cables(),
        first: stats.dates().map(|[first, _]| first),
        last: stats.dates().map(|[_, last]| last),
        tables: counted.plan.tables(stats).map(table).collect(),
        coverage: counted.plan.coverage(stats),
    }
}
