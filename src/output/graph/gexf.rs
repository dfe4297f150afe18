//! A graph as GEXF 1.2.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::xml::{self, Attribute, OF_CABLES, OF_REFERENCES, clean};
use super::{Edge, Graph, Node};

const NAMESPACE: &str = "http://www.gexf.net/1.2draft";

/// Writes a graph.
pub(super) fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    let mut xml = xml::begin(out)?;
    xml.create_element("gexf")
        .with_attribute(("xmlns", NAMESPACE))
        .with_attribute(("version", "1.2"))
        .write_inner_content(|xml| {
            xml.create_element("graph")
                .with_attribute(("mode", "static"))
                .with_attribute(("defaultedgetype", "directed"))
                .write_inner_content(|xml| {
                    attributes(xml, "node", &OF_CABLES)?;
                    attributes(xml, "edge", &OF_REFERENCES)?;
                    xml.create_element("nodes").write_inner_content(|xml| {
                        graph.nodes().try_for_each(|cable| node(xml, &cable))
                    })?;
                    xml.create_element("edges").write_inner_content(|xml| {
                        let mut arrows = graph.arrows().enumerate();
                        arrows.try_for_each(|(number, (source, target, edge))| {
                            reference(xml, number, [source, target], &edge)
                        })
                    })?;
                    Ok(())
                })?;
            Ok(())
        })?;
    xml::end(xml)
}

/// The declarations of attributes.
fn attributes<W: Write>(
    xml: &mut Writer<W>,
    class: &str,
    attributes: &[Attribute],
) -> io::Result<()> {
    xml.create_element("attributes")
        .with_attribute(("class", class))
        .write_inner_content(|xml| {
            for attribute in attributes {
                let element = xml
                    .create_element("attribute")
                    .with_attribute(("id", attribute.name))
                    .with_attribute(("title", attribute.name))
                    .with_attribute(("type", attribute.kind));
                match attribute.default {
                    None => element.write_empty()?,
                    Some(default) => element.write_inner_content(|xml| {
                        let default = BytesText::new(default);
                        xml.create_element("default").write_text_content(default)?;
                        Ok(())
                    })?,
                };
            }
            Ok(())
        })?;
    Ok(())
}

fn node<W: Write>(xml: &mut Writer<W>, node: &Node<'_>) -> io::Result<()> {
    xml.create_element("node")
        .with_attribute(("id", clean(node.id)))
        .with_attribute(("label", clean(node.id)))
        .write_inner_content(|xml| {
            xml.create_element("attvalues").write_inner_content(|xml| {
                for (name, text) in node.texts() {
                    value(xml, name, &text)?;
                }
                value(xml, "present", xml::word(node.present))
            })?;
            Ok(())
        })?;
    Ok(())
}

fn reference<W: Write>(
    xml: &mut Writer<W>,
    number: usize,
    [source, target]: [&str; 2],
    edge: &Edge<'_>,
) -> io::Result<()> {
    let mut element = xml
        .create_element("edge")
        .with_attribute(("id", number.to_string().as_str()))
        .with_attribute(("source", clean(source)))
        .with_attribute(("target", clean(target)));
    if let Some(label) = edge.label {
        element = element.with_attribute(("label", clean(label)));
    }
    element.write_inner_content(|xml| {
        xml.create_element("attvalues").write_inner_content(|xml| {
            value(xml, "kind", edge.kind.as_str())?;
            if edge.notal {
                value(xml, "notal", xml::word(true))?;
            }
            Ok(())
        })?;
        Ok(())
    })?;
    Ok(())
}

/// The value of an attribute.
fn value<W: Write>(xml: &mut Writer<W>, name: &str, text: &str) -> io::Result<()> {
    xml.create_element("attvalue")
        .with_attribute(("for", name))
        .with_attribute(("value", clean(text)))
        .write_empty()?;
    Ok(())
}
