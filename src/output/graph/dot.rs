//! A graph for Graphviz.

use std::io::{self, Write};

use super::Graph;

/// Writes a graph. Cables that are not among the inputs are dashed.
pub(super) fn write(out: &mut impl Write, graph: &Graph) -> io::Result<()> {
    out.write_all(b"digraph cables {\n")?;
    for node in graph.nodes() {
        let id = quoted(node.id);
        write!(out, "  {id} [label={id}")?;
        for (name, text) in node.texts() {
            write!(out, ", {name}={}", quoted(&text))?;
        }
        let present = if node.present {
            "present=yes"
        } else {
            "present=no, style=dashed"
        };
        writeln!(out, ", {present}];")?;
    }
    for (from, to, edge) in graph.arrows() {
        write!(out, "  {} -> {} [", quoted(from), quoted(to))?;
        if let Some(label) = edge.label {
            write!(out, "label={}, ", quoted(label))?;
        }
        let notal = if edge.notal { ", notal=yes" } else { "" };
        writeln!(out, "kind={}{notal}];", edge.kind.as_str())?;
    }
    out.write_all(b"}\n")
}

/// A text as a quoted string. A backslash is doubled everywhere, so that none stands before the last quote; in labels it
/// is one again. Other control characters, which a reader may stop at, are shown as lost.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn strings_are_quoted() {
        for (text, expected) in [
            ("09LIMA12", r#""09LIMA12""#),
            (r#"A "big" ship"#, r#""A \"big\" ship""#),
            (r"c:\a\", r#""c:\\a\\""#),
            ("a\nb\tc", r#""a b c""#),
            ("a\0\u{1b}b\u{9b}", "\"a\u{FFFD}\u{FFFD}b\u{FFFD}\""),
            ("é <b> &", r#""é <b> &""#),
        ] {
            assert_eq!(quoted(text), expected);
        }
    }
}
