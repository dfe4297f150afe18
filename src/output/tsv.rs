//! Cells of tab-separated lines: tab, line feed, carriage return and backslash are written `\t`, `\n`, `\r` and `\\`.

/// Adds a cell to a line, escaped.
///
/// ```
/// let mut line = String::from("1\t");
/// cablex::output::tsv::push_cell(&mut line, "a\\b\n");
/// assert_eq!(line, "1\ta\\\\b\\n");
/// ```
pub fn push_cell(line: &mut String, cell: &str) {
    let mut rest = cell;
    let is_special = |b: &u8| matches!(b, b'\t' | b'\n' | b'\r' | b'\\');
    while let Some(at) = rest.as_bytes().iter().position(is_special) {
        let (plain, escaped) = rest.split_at_checked(at).unwrap_or((rest, ""));
        line.push_str(plain);
        line.push_str(match escaped.as_bytes().first() {
            Some(b'\t') => "\\t",
            Some(b'\n') => "\\n",
            Some(b'\r') => "\\r",
            _ => "\\\\",
        });
        rest = escaped.get(1..).unwrap_or_default();
    }
    line.push_str(rest);
}

/// A line of cells, its line feed included.
#[must_use]
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            line.push('\t');
        }
        push_cell(&mut line, cell);
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_escaped() {
        for (cells, expected) in [
            (&["a", "b"][..], "a\tb\n"),
            (&["a\tb\nc\\d\r", ""], "a\\tb\\nc\\\\d\\r\t\n"),
            (&["\u{1b}[0m é"], "\u{1b}[0m é\n"),
            (&[], "\n"),
        ] {
            assert_eq!(line(cells.iter().copied()), expected);
        }
    }
}
