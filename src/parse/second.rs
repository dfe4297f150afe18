//! A second header held against the first: what the two say of the same thing and do not agree on.
//!
//! The first header's values stay. Sections that were sent as transmissions of their own have their own section, serial,
//! filing time and transmission identifier, and contradict nothing by that.

use std::collections::{HashMap, HashSet};

use super::field::{address, dtg, indicators, security, station, transmission};
use super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic, shown};
use crate::line::{Shape, shape};
use crate::record::{Address, Record, Routing};

/// Diagnoses the lines of second headers that contradict the record, which the first header gave.
pub(super) fn check(record: &Record, lines: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) {
    if lines.is_empty() {
        return;
    }
    let first = First::new(&record.routing);
    let mut found: Vec<Found<'_>> = Vec::new();
    let mut list = Shape::To;
    for (i, line) in lines.iter().enumerate() {
        let kind = shape(line.text);
        if matches!(kind, Shape::To | Shape::Info | Shape::Exempt | Shape::From) {
            list = kind;
        }
        let further = lines.get(i + 1..).unwrap_or_default();
        for field in contradicted(record, &first, kind, list, line, further, notes) {
            match found.last_mut() {
                Some(last) if last.field == field && last.lines[1] + 1 >= line.line => {
                    last.lines[1] = line.line;
                }
                _ => found.push(Found {
                    field,
                    text: line.text,
                    lines: [line.line; 2],
                }),
            }
        }
    }
    notes.extend(found.into_iter().map(|found| {
        let message = format!("a second header says `{}`", shown(found.text.trim()));
        Diagnostic::new(Code::FieldContradicted, message)
            .field(found.field)
            .lines(found.lines[0], found.lines[1])
    }));
}

/// What the first header says, to be looked up: its lists may be long.
struct First<'a> {
    indicators: HashSet<&'a str>,
    addresses: HashMap<(&'static str, &'a str), &'a Address>,
}

impl<'a> First<'a> {
    fn new(routing: &'a Routing) -> Self {
        let lists = [
            ("routing.from", routing.from.as_slice()),
            ("routing.to", &routing.to),
            ("routing.info", &routing.info),
            ("routing.exempt", &routing.exempt),
        ];
        let of = |(field, list): (_, &'a [Address])| {
            list.iter().map(move |it| ((field, it.plad.as_str()), it))
        };
        First {
            indicators: routing.indicators.iter().map(String::as_str).collect(),
            addresses: lists.into_iter().flat_map(of).collect(),
        }
    }
}

/// A field that is contradicted on some lines.
struct Found<'a> {
    field: &'static str,
    text: &'a str,
    lines: [u32; 2],
}

/// The fields that one line contradicts.
fn contradicted(
    record: &Record,
    first: &First<'_>,
    kind: Shape,
    list: Shape,
    line: &Fragment<'_>,
    further: &[Fragment<'_>],
    notes: &mut Vec<Diagnostic>,
) -> Vec<&'static str> {
    let (header, one) = (&record.header, std::slice::from_ref(line));
    let mut fields = Vec::new();
    let mut differs = |field, differs: bool| {
        if differs {
            fields.push(field);
        }
    };
    let known = |signals: &[String]| signals.iter().all(|it| header.signals.contains(it));
    match kind {
        Shape::TransmissionId => {
            let own = transmission::read(one, notes);
            let elsewhere = further
                .iter()
                .map(|line| (shape(line.text), line))
                .take_while(|(kind, _)| *kind != Shape::TransmissionId)
                .find(|(kind, _)| *kind == Shape::Station)
                .and_then(|(_, line)| station::read(std::slice::from_ref(line), &mut Vec::new()))
                .is_some_and(|station| station.section != header.section);
            let differs_too = own.is_some() && own != header.transmission_id;
            differs("header.transmission_id", differs_too && !elsewhere);
        }
        Shape::RoutingLine | Shape::Indicators => {
            let own = indicators::read(one, notes).indicators;
            let known = |it: &String| first.indicators.contains(it.as_str());
            differs("routing.indicators", !own.iter().all(known));
        }
        Shape::Station => {
            let own = station::read(one, notes).unwrap_or_default();
            differs("header.station", other(&own.station, &header.station));
            if own.section == header.section {
                let filed = own
                    .filing
                    .and_then(|filing| station::filed(filing, record.date, &mut Vec::new()));
                differs("header.serial", other(&own.serial, &header.serial));
                differs("header.filed", other(&filed, &header.filed));
            }
            differs("header.signals", !known(&own.signals));
        }
        Shape::Security => {
            let own = security::read(one, notes);
            differs("header.security", other(&own.security, &header.security));
            differs("header.signals", !known(&own.signals));
        }
        Shape::Dtg => {
            let own = dtg::read(one, notes);
            differs("header.dtg", other(&own.date, &record.date));
            let other = !own.precedence.is_empty() && own.precedence != header.precedence;
            differs("header.precedence", other);
            differs("header.signals", !known(&own.signals));
        }
        _ => {
            let (word, field) = match list {
                Shape::From => (address::Line::From, "routing.from"),
                Shape::Info => (address::Line::Info, "routing.info"),
                Shape::Exempt => (address::Line::Exempt, "routing.exempt"),
                _ => (address::Line::To, "routing.to"),
            };
            let agrees = |own: &Address| {
                let known = first.addresses.get(&(field, own.plad.as_str()));
                known.is_some_and(|known| agree(known, own))
            };
            differs(field, !address::read(word, one, notes).iter().all(agrees));
        }
    }
    fields
}

/// Whether both are there and not the same.
fn other<T: PartialEq>(second: &Option<T>, first: &Option<T>) -> bool {
    matches!((second, first), (Some(second), Some(first)) if second != first)
}

/// Whether two addresses are the same, where both say something.
fn agree(first: &Address, second: &Address) -> bool {
    first.plad == second.plad
        && !other(&second.ri, &first.ri)
        && !other(&second.precedence, &first.precedence)
        && !other(&second.number, &first.number)
}

#[cfg(test)]
mod tests {
    use crate::message::Message;
    use crate::parse::{Options, parse};

    /// The fields that a second header contradicts, for a header with a line of it put in another's place.
    fn fields(first: &str, second: &str) -> Vec<String> {
        const HEADER: &str = "VZCZCXYZ0007\nPP RUEHC\nDE RUEHPE #1234/01 1320930\nZNR UUUUU ZZH\nP 120930Z MAY 06\n\
                              FM AMEMBASSY LIMA\nTO RUEHC/SECSTATE WASHDC 0421\n";
        let again = HEADER.replace(first, second);
        let text = format!(
            "{HEADER}UNCLAS SECTION 01 OF 02 LIMA 001234\n\n1. (U) It sailed\n\nBT\n#1234\n{again}\
             UNCLAS SECTION 02 OF 02 LIMA 001234\n\naway.\n\nROE\n"
        );
        let record = parse(&Message::from_text(text), Options::default());
        let texts: Vec<&str> = record
            .paragraphs
            .iter()
            .map(|it| it.text.as_str())
            .collect();
        assert_eq!(texts, ["It sailed away."], "{second}");
        assert_eq!(record.routing.to.len(), 1, "{second}");
        let notes = record.diagnostics.iter();
        notes
            .filter_map(|note| note.field.clone())
            .map(|field| field.to_string())
            .collect()
    }

    #[test]
    fn what_contradicts_and_what_does_not() {
        for (first, second, expected) in [
            ("#1234/01", "#1234/01", &[][..]),
            ("#1234/01 1320930", "#1235/02 1320940", &[]),
            ("#1234/01", "#1235/01", &["header.serial"]),
            ("PP RUEHC", "PP RUEHC RUEHQT", &["routing.indicators"]),
            ("ZNR UUUUU", "ZNY CCCCC", &["header.security"]),
            ("P 120930Z", "O 120930Z", &["header.precedence"]),
            ("LIMA\nTO", "QUITO\nTO", &["routing.from"]),
            ("WASHDC 0421", "WASHDC 0422", &["routing.to"]),
            ("WASHDC 0421", "WASHDC", &[]),
        ] {
            assert_eq!(fields(first, second), expected, "{second}");
        }
    }
}
