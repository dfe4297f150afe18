//! How counts of hits are printed: as bars, as rows, as JSON.

use std::io::Write;

use anyhow::Result;
use cablex::index::{Answer, Facet, FacetCounts};
use cablex::output::table::Table;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde::Serialize;

use super::super::bars::{self, Row};
use super::super::io::{Face, style};
use super::super::paper::Paper;
use super::super::status::thousands;
use super::super::{json, sanitize};

/// The names of fields whose values are counted.
pub(super) fn names() -> impl TypedValueParser<Value = Facet> {
    let names = Facet::ALL.map(Facet::name);
    PossibleValuesParser::new(names).try_map(|name| {
        let mut all = Facet::ALL.into_iter();
        let found = all.find(|facet| facet.name() == name);
        found.ok_or("unknown facet")
    })
}

/// The names of the columns of rows.
pub(super) fn columns(list: bool) -> Vec<&'static str> {
    let mut columns = Vec::from(if list { &["query"][..] } else { &[] });
    columns.extend(["facet", "value", "count"]);
    columns
}

/// The values of a field and their counts; nothing is the value of cables that have none.
fn rows(counts: &FacetCounts) -> impl Iterator<Item = (Option<&str>, u64)> {
    let values = counts.values.iter();
    let none = (counts.none > 0).then_some((None, counts.none));
    values
        .map(|(value, count)| (Some(value.as_str()), *count))
        .chain(none)
}

/// What is to be said of fields that have more values than are shown.
pub(super) fn cut(answer: &Answer) -> impl Iterator<Item = String> {
    let cut = answer.facets.iter().filter(|counts| counts.more > 0);
    cut.map(|counts| {
        let shown = counts.values.len();
        let (shown, all) = (
            thousands(shown as u64),
            thousands((shown + counts.more) as u64),
        );
        let name = counts.facet.name();
        format!("{name}: {shown} of {all} values; --all shows them all")
    })
}

/// Bars for a person.
pub(super) fn bars(
    out: &mut Vec<u8>,
    paper: Paper,
    query: Option<&str>,
    answer: &Answer,
) -> Result<()> {
    let bold = paper.style(style::BOLD);
    let noun = if answer.total == 1 { "cable" } else { "cables" };
    let query = query.map(|query| format!("{}: ", sanitize::escape(query)));
    let query = query.unwrap_or_default();
    writeln!(
        out,
        "{bold}{query}{} {noun}{bold:#}",
        thousands(answer.total)
    )?;
    for counts in answer.facets.iter().filter(|_| answer.total > 0) {
        writeln!(out)?;
        let rows: Vec<Row> = rows(counts)
            .map(|(value, count)| Row {
                text: value.unwrap_or("(none)"),
                note: "",
                count,
                known: value.is_some(),
            })
            .collect();
        bars::write(out, paper, counts.facet.name(), &rows, answer.total)?;
    }
    Ok(())
}

/// Rows for a program.
pub(super) fn table(
    out: &mut Vec<u8>,
    table: Table,
    face: Face,
    query: Option<&str>,
    answer: &Answer,
) -> Result<()> {
    for counts in &answer.facets {
        for (value, count) in rows(counts) {
            let count = count.to_string();
            let cells = [counts.facet.name(), value.unwrap_or_default(), &count];
            let cells = query.into_iter().chain(cells);
            let cells = cells.map(|cell| sanitize::escape_if(face.terminal, cell));
            table.row(out, cells)?;
        }
    }
    Ok(())
}

/// The counts as JSON.
#[derive(Serialize)]
struct Object<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
    total: u64,
    facets: Vec<ObjectFacet<'a>>,
}

#[derive(Serialize)]
struct ObjectFacet<'a> {
    facet: &'static str,
    values: Vec<ObjectValue<'a>>,
    #[serde(skip_serializing_if = "is_none")]
    more: usize,
}

#[derive(Serialize)]
struct ObjectValue<'a> {
    value: Option<&'a str>,
    count: u64,
}

fn is_none(more: &usize) -> bool {
    *more == 0
}

pub(super) fn object(
    out: &mut Vec<u8>,
    face: Face,
    query: Option<&str>,
    answer: &Answer,
) -> Result<()> {
    let facets = answer.facets.iter().map(|counts| ObjectFacet {
        facet: counts.facet.name(),
        values: rows(counts)
            .map(|(value, count)| ObjectValue { value, count })
            .collect(),
        more: counts.more,
    });
    let object = Object {
        query,
        total: answer.total,
        facets: facets.collect(),
    };
    Ok(json::write(out, face, &object, face.terminal)?)
}
