//! Graphs of invented cables.

mod formats;

use super::*;
use crate::record::{Record, Reference};

/// A cable with an id, or from a path where it has none.
fn cable(name: &str, references: &[Reference]) -> Record {
    let mut record = Record {
        references: references.to_vec(),
        ..Record::default()
    };
    match name.strip_prefix("at ") {
        Some(path) => record.source.path = path.to_owned(),
        None => record.id = Some(name.to_owned()),
    }
    record
}

/// A reference to a cable, `B 09LIMA12`, or to what has no id, `- a letter`.
fn to(text: &str) -> Reference {
    let (label, rest) = text.split_once(' ').unwrap();
    let is_id = rest.starts_with(|c: char| c.is_ascii_digit());
    Reference {
        label: (label != "-").then(|| label.to_owned()),
        text: rest.to_owned(),
        kind: if is_id {
            ReferenceKind::Cable
        } else {
            ReferenceKind::Document
        },
        id: is_id.then(|| rest.to_owned()),
        notal: false,
    }
}

fn graph_of(only: Option<&str>, cables: impl IntoIterator<Item = (Record, bool)>) -> Graph {
    let collect = Collect { attributes: true };
    let mut builder = Builder::default();
    for (record, cites) in cables {
        let others = record.archive.text("identifier").map(str::to_owned);
        builder.add(collect.take(record, others.into_iter().collect(), cites));
    }
    builder.finish(only)
}

fn graph(cables: impl IntoIterator<Item = Record>) -> Graph {
    graph_of(None, cables.into_iter().map(|record| (record, true)))
}

fn rows(graph: &Graph) -> Vec<String> {
    graph.edges().map(|edge| cells(&edge).join("|")).collect()
}

fn nodes(graph: &Graph) -> Vec<&str> {
    graph.nodes().map(|node| node.id).collect()
}

fn missing(graph: &Graph) -> Vec<(&str, usize)> {
    let missing = graph.missing();
    missing.iter().map(|it| (it.id, it.cited_by)).collect()
}

#[test]
fn references_come_in_the_order_of_the_cables() {
    let mut unnumbered = cable("at b.txt", &[to("- 09LIMA12")]);
    unnumbered.source.index = 3;
    let graph = graph([
        cable(
            "09LIMA13",
            &[to("A 09QUITO7"), to("B 09LIMA12"), to("- a letter")],
        ),
        cable("09LIMA12", &[to("- 09LIMA12")]),
        unnumbered,
        cable("09LIMA14", &[]),
    ]);
    assert_eq!(
        rows(&graph),
        [
            "09LIMA13|09QUITO7|A|cable|no|",
            "09LIMA13|09LIMA12|B|cable|yes|",
            "09LIMA13|||document||a letter",
            "09LIMA12|09LIMA12||cable|yes|",
            "b.txt#3|09LIMA12||cable|yes|",
        ]
    );
    let all = ["09LIMA13", "09QUITO7", "09LIMA12", "b.txt#3", "09LIMA14"];
    assert_eq!(nodes(&graph), all);
}

#[test]
fn two_releases_are_one_cable() {
    let mut first = cable("09LIMA12", &[to("A 09LIMA1"), to("A 09LIMA1")]);
    first.subject = Some("First".to_owned());
    let mut second = cable(
        "09LIMA12",
        &[
            to("A 09LIMA1"),
            to("B 09LIMA1"),
            to("- 09LIMA2"),
            to("- memo"),
            to("- memo"),
        ],
    );
    second.subject = Some("Second".to_owned());
    second.classification.level = Some(Level::Secret);
    second.references[0].notal = true;
    let graph = graph([first, second]);
    assert_eq!(
        rows(&graph),
        [
            "09LIMA12|09LIMA1|A|cable|no|",
            "09LIMA12|09LIMA1|B|cable|no|",
            "09LIMA12|09LIMA2||cable|no|",
            "09LIMA12|||document||memo",
        ]
    );
    let notal: Vec<bool> = graph.edges().map(|edge| edge.notal).collect();
    assert_eq!(notal, [true, false, false, false]);
    assert_eq!(nodes(&graph), ["09LIMA12", "09LIMA1", "09LIMA2"]);
    let node = graph.nodes().next().unwrap();
    assert_eq!(node.subject, Some("First"));
    assert_eq!(node.level, Some(Level::Secret));
}

#[test]
fn missing_cables_are_counted_by_those_that_cite_them() {
    let graph = graph([
        cable("09LIMA1", &[to("A 09QUITO7"), to("B 09QUITO7")]),
        cable("09LIMA2", &[to("A 09QUITO8"), to("B 09LIMA1")]),
        cable("09LIMA3", &[to("A 09QUITO8"), to("B 09ABUJA5")]),
        cable("09LIMA2", &[to("C 09QUITO8")]),
    ]);
    let expected = [("09QUITO8", 2), ("09ABUJA5", 1), ("09QUITO7", 1)];
    assert_eq!(missing(&graph), expected);
}

#[test]
fn a_cable_whose_references_are_not_wanted_is_there() {
    let cables = || {
        [
            (cable("09LIMA1", &[to("A 09QUITO7")]), false),
            (cable("09LIMA2", &[to("A 09LIMA1"), to("B 09QUITO9")]), true),
            (cable("09LIMA3", &[to("A 09LIMA1")]), false),
        ]
    };
    let graph = graph_of(None, cables());
    assert_eq!(
        rows(&graph),
        [
            "09LIMA2|09LIMA1|A|cable|yes|",
            "09LIMA2|09QUITO9|B|cable|no|"
        ]
    );
    assert_eq!(missing(&graph), [("09QUITO9", 1)]);
    assert_eq!(nodes(&graph), ["09LIMA1", "09LIMA2", "09QUITO9"]);
}

#[test]
fn only_who_cites_one_cable() {
    let cables = |with_itself: bool| {
        let mut cables = vec![
            (cable("09LIMA1", &[to("A 09QUITO7"), to("B 09LIMA9")]), true),
            (cable("09LIMA2", &[to("A 09LIMA9")]), true),
            (cable("at x", &[to("A 09QUITO7")]), true),
        ];
        if with_itself {
            cables.push((cable("09QUITO7", &[to("A 09LIMA9")]), true));
        }
        cables
    };
    for (with_itself, present) in [(true, "yes"), (false, "no")] {
        let graph = graph_of(Some("09QUITO7"), cables(with_itself));
        let expected = [
            format!("09LIMA1|09QUITO7|A|cable|{present}|"),
            format!("x#0|09QUITO7|A|cable|{present}|"),
        ];
        assert_eq!(rows(&graph), expected);
        assert_eq!(nodes(&graph), ["09LIMA1", "09QUITO7", "x#0"]);
    }
}

/// A cable that is known by another id beside its own.
fn known_by(other: &str, name: &str, references: &[Reference]) -> Record {
    let mut record = cable(name, references);
    record.archive.set("identifier", other);
    record
}

#[test]
fn a_cable_is_found_by_another_id() {
    let cables = [
        cable("09LIMA1", &[to("A 09QUITO7"), to("B 09LIMA31")]),
        cable("09LIMA2", &[to("A 09ABUJA5"), to("A 09QUITO7")]),
        known_by("09QUITO7", "09LIMA31", &[to("A 09LIMA1")]),
        known_by("09ABUJA5", "at x", &[to("A 09ACCRA3")]),
        // The first that is known by an id is the one.
        known_by("09QUITO7", "09LIMA32", &[]),
    ];
    let every = cables.clone().map(|record| (record, true));
    assert_eq!(
        rows(&graph_of(None, every.clone())),
        [
            "09LIMA1|09LIMA31|A|cable|yes|",
            "09LIMA1|09LIMA31|B|cable|yes|",
            "09LIMA2|x#0|A|cable|yes|",
            "09LIMA2|09LIMA31|A|cable|yes|",
            "09LIMA31|09LIMA1|A|cable|yes|",
            "x#0|09ACCRA3|A|cable|no|",
        ]
    );
    let whole = graph_of(None, every.clone());
    assert_eq!(missing(&whole), [("09ACCRA3", 1)]);
    let all = [
        "09LIMA1", "09LIMA31", "09LIMA2", "x#0", "09ACCRA3", "09LIMA32",
    ];
    assert_eq!(nodes(&whole), all);
    for only in ["09QUITO7", "09LIMA31"] {
        let graph = graph_of(Some(only), every.clone());
        let expected = [
            "09LIMA1|09LIMA31|A|cable|yes|",
            "09LIMA1|09LIMA31|B|cable|yes|",
            "09LIMA2|09LIMA31|A|cable|yes|",
        ];
        assert_eq!(rows(&graph), expected, "{only}");
        assert_eq!(nodes(&graph), ["09LIMA1", "09LIMA31", "09LIMA2"]);
    }
    // Nobody names it so, or it is not there at all.
    for (only, expected) in [("09ABUJA5", 1), ("09ACCRA3", 1), ("09ACCRA4", 0)] {
        assert_eq!(rows(&graph_of(Some(only), every.clone())).len(), expected);
    }
    // Where a cable has the id as its own, that is the one.
    let own = (cable("09QUITO7", &[]), false);
    let graph = graph_of(Some("09QUITO7"), every.into_iter().chain([own]));
    let expected = [
        "09LIMA1|09QUITO7|A|cable|yes|",
        "09LIMA2|09QUITO7|A|cable|yes|",
    ];
    assert_eq!(rows(&graph), expected);
}
