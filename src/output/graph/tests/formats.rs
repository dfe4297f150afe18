//! What programs for graphs read: what is XML is read again.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::*;

/// A graph in which every text holds what formats have to escape.
fn odd() -> Graph {
    let mut cites = cable(
        "at <a>&\"b\"\\\u{1}\n.txt",
        &[to("A 09LIMA1"), to("- memo")],
    );
    cites.subject = Some("\u{0}\u{1b}[2J </data> ]]> 'ü' \u{ffff}\u{7f}\u{85}\ttab\\".to_owned());
    cites.date = Some("2009-07-17T04:51:00Z".parse().unwrap());
    cites.mrn.post = Some("LIMA".to_owned());
    cites.classification.level = Some(Level::TopSecret);
    cites.references[0].label = Some("\"<\u{c}".to_owned());
    cites.references[0].notal = true;
    graph([cites, cable("09LIMA2", &[])])
}

fn written(graph: &Graph, format: Format) -> String {
    let mut out = Vec::new();
    graph.write(&mut out, format).unwrap();
    String::from_utf8(out).unwrap()
}

/// The elements of a document: the path of names, the attributes, the text.
type Element = (String, BTreeMap<String, String>, String);

fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<usize> = Vec::new();
    let mut found: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let above = open.last().map(|above| found[*above].0.clone() + "/");
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                    (attribute.key.as_ref().to_owned(), value.into_owned())
                });
                let attributes = attributes.collect();
                if matches!(event, Event::Start(_)) {
                    open.push(found.len());
                }
                found.push((above.unwrap_or_default() + &name, attributes, String::new()));
            }
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    found[*at].2.push_str(text);
                }
            }
            Event::GeneralRef(name) => {
                let name: &str = name;
                let name = format!("&{name};");
                let text = quick_xml::escape::unescape(&name).unwrap();
                found[*open.last().unwrap()].2.push_str(&text);
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    found
}

const PATH: &str = "<a>&\"b\"\\\u{FFFD} .txt#0";
const SUBJECT: &str = "\u{FFFD}\u{FFFD}[2J </data> ]]> 'ü' \u{FFFD}\u{FFFD}\u{FFFD} tab\\";

/// An element's attributes in a row.
fn shown((path, attributes, text): &Element) -> String {
    let attributes = attributes
        .iter()
        .map(|(name, value)| format!(" {name}={value}"));
    format!(
        "{}{} {text}",
        path.rsplit('/').next().unwrap(),
        attributes.collect::<String>()
    )
}

#[test]
fn graphml_is_read_again() {
    let text = written(&odd(), Format::Graphml);
    let elements = elements(&text);
    let keys: BTreeMap<&str, &str> = elements
        .iter()
        .filter(|(path, ..)| path == "graphml/key")
        .map(|(_, of, _)| (of["id"].as_str(), of["for"].as_str()))
        .collect();
    for of in ["node", "edge"] {
        let path = format!("graphml/graph/{of}/data");
        let mut data = elements.iter().filter(|it| it.0 == path);
        assert!(data.all(|(_, data, _)| keys[data["key"].as_str()] == of));
    }
    let below = "graphml/graph/";
    let found: Vec<String> = elements
        .iter()
        .filter(|(path, ..)| path.starts_with(below))
        .map(shown)
        .map(|row| row.trim_end().to_owned())
        .collect();
    assert_eq!(
        found,
        [
            &format!("node id={PATH}"),
            &format!("data key=node_label {PATH}"),
            "data key=node_date 2009-07-17T04:51:00Z",
            &format!("data key=node_subject {SUBJECT}"),
            "data key=node_post LIMA",
            "data key=node_level TOP SECRET",
            "data key=node_present true",
            "node id=09LIMA1",
            "data key=node_label 09LIMA1",
            "data key=node_present false",
            "node id=09LIMA2",
            "data key=node_label 09LIMA2",
            "data key=node_present true",
            &format!("edge source={PATH} target=09LIMA1"),
            "data key=edge_label \"<\u{FFFD}",
            "data key=edge_kind cable",
            "data key=edge_notal true",
        ]
    );
}

#[test]
fn gexf_is_read_again() {
    let text = written(&odd(), Format::Gexf);
    let elements = elements(&text);
    let declared: Vec<&str> = elements
        .iter()
        .filter(|(path, ..)| path == "gexf/graph/attributes/attribute")
        .map(|(_, attribute, _)| attribute["id"].as_str())
        .collect();
    assert_eq!(
        declared,
        [
            "date", "subject", "post", "level", "present", "kind", "notal"
        ]
    );
    let found: Vec<String> = elements
        .iter()
        .filter(|(_, attributes, _)| {
            attributes.contains_key("source")
                || attributes.contains_key("label")
                || attributes.contains_key("value")
        })
        .map(shown)
        .map(|row| row.trim_end().to_owned())
        .collect();
    assert_eq!(
        found,
        [
            &format!("node id={PATH} label={PATH}"),
            "attvalue for=date value=2009-07-17T04:51:00Z",
            &format!("attvalue for=subject value={SUBJECT}"),
            "attvalue for=post value=LIMA",
            "attvalue for=level value=TOP SECRET",
            "attvalue for=present value=true",
            "node id=09LIMA1 label=09LIMA1",
            "attvalue for=present value=false",
            "node id=09LIMA2 label=09LIMA2",
            "attvalue for=present value=true",
            &format!("edge id=0 label=\"<\u{FFFD} source={PATH} target=09LIMA1"),
            "attvalue for=kind value=cable",
            "attvalue for=notal value=true",
        ]
    );
}

#[test]
fn dot_is_one_statement_a_line() {
    let text = written(&odd(), Format::Dot);
    let path = r#""<a>&\"b\"\\� .txt#0""#;
    let subject = "\u{FFFD}\u{FFFD}[2J </data> ]]> 'ü' \u{ffff}\u{FFFD}\u{FFFD} tab\\\\";
    assert_eq!(
        text.lines().collect::<Vec<&str>>(),
        [
            "digraph cables {",
            &format!(
                "  {path} [label={path}, date=\"2009-07-17T04:51:00Z\", subject=\"{subject}\", post=\"LIMA\", level=\"TOP SECRET\", present=yes];"
            ),
            "  \"09LIMA1\" [label=\"09LIMA1\", present=no, style=dashed];",
            "  \"09LIMA2\" [label=\"09LIMA2\", present=yes];",
            &format!("  {path} -> \"09LIMA1\" [label=\"\\\"<\u{FFFD}\", kind=cable, notal=yes];"),
            "}",
        ]
    );
}

#[test]
fn an_empty_graph_is_a_whole_file() {
    for (format, end) in [
        (Format::Dot, "}\n"),
        (Format::Graphml, "</graphml>\n"),
        (Format::Gexf, "</gexf>\n"),
    ] {
        let text = written(&graph([]), format);
        assert!(text.ends_with(end), "{text}");
        if format != Format::Dot {
            assert!(elements(&text).len() > 2);
        }
    }
}
