//! A graph as GraphML.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::xml::{self, Attribute, OF_CABLES, OF_REFERENCES, clean};
use super::{Edge, Graph, Node};

const NAMESPACE: &str = "http://graphml.graphdrawing.org/xmlns";
const INSTANCE: &str = "http://www.w3.org/2001/XMLSchema-instance";
const SCHEMA: &str =
    "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd";

/// The label of cables and of references.
const LABEL: Attribute = Attribute {
    name: "label",
    kind: "string",
    default: None,
};

/// Writes a graph.
pub(super) fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    let mut xml = xml::begin(out)?;
    xml.create_element("graphml")
        .with_attribute(("xmlns", NAMESPACE))
        .with_attribute(("xmlns:xsi", INSTANCE))
        .with_attribute(("xsi:schemaLocation", SCHEMA))
        .write_inner_content(|xml| {
            for attribute in [LABEL].iter().chain(&OF_CABLES) {
                key(xml, "node", attribute)?;
            }
            for attribute in [LABEL].iter().chain(&OF_REFERENCES) {
                key(xml, "edge", attribute)?;
            }
            xml.create_element("graph")
                .with_attribute(("id", "cables"))
                .with_attribute(("edgedefault", "directed"))
                .write_inner_content(|xml| {
                    for cable in graph.nodes() {
                        node(xml, &cable)?;
                    }
                    for (source, target, edge) in graph.arrows() {
                        reference(xml, source, target, &edge)?;
                    }
                    Ok(())
                })?;
            Ok(())
        })?;
    xml::end(xml)
}

/// The declaration of an attribute.
fn key<W: Write>(xml: &mut Writer<W>, of: &str, attribute: &Attribute) -> io::Result<()> {
    let key = xml
        .create_element("key")
        .with_attribute(("id", format!("{of}_{}", attribute.name).as_str()))
        .with_attribute(("for", of))
        .with_attribute(("attr.name", attribute.name))
        .with_attribute(("attr.type", attribute.kind));
    match attribute.default {
        None => key.write_empty()?,
        Some(default) => key.write_inner_content(|xml| {
            let default = BytesText::new(default);
            xml.create_element("default").write_text_content(default)?;
            Ok(())
        })?,
    };
    Ok(())
}

fn node<W: Write>(xml: &mut Writer<W>, node: &Node<'_>) -> io::Result<()> {
    xml.create_element("node")
        .with_attribute(("id", clean(node.id)))
        .write_inner_content(|xml| {
            data(xml, "node_label", node.id)?;
            for (name, text) in node.texts() {
                data(xml, &format!("node_{name}"), &text)?;
            }
            data(xml, "node_present", xml::word(node.present))
        })?;
    Ok(())
}

fn reference<W: Write>(
    xml: &mut Writer<W>,
    source: &str,
    target: &str,
    edge: &Edge<'_>,
) -> io::Result<()> {
    xml.create_element("edge")
        .with_attribute(("source", clean(source)))
        .with_attribute(("target", clean(target)))
        .write_inner_content(|xml| {
            if let Some(label) = edge.label {
                data(xml, "edge_label", label)?;
            }
            data(xml, "edge_kind", edge.kind.as_str())?;
            if edge.notal {
                data(xml, "edge_notal", xml::word(true))?;
            }
            Ok(())
        })?;
    Ok(())
}

/// The value of an attribute.
fn data<W: Write>(xml: &mut Writer<W>, key: &str, text: &str) -> io::Result<()> {
    xml.create_element("data")
        .with_attribute(("key", key))
        .write_text_content(BytesText::new(&clean(text)))?;
    Ok(())
}
