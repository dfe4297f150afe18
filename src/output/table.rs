//! Rows of cells: tab-separated lines, or CSV after RFC 4180.

use std::borrow::Cow;
use std::io;

use super::tsv;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A row a line, cells apart by tabs; tab, line feed, carriage return and backslash inside a cell are escaped.
    Tsv,
    /// Commas, quotes where they are needed, lines that end in carriage return and line feed.
    Csv,
    /// Every cell as it is and NUL behind it, for `xargs -0`; a NUL within a cell is written as U+FFFD.
    Nul,
}

/// Writes rows.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// How they are written.
    pub format: Format,
    /// Whether a cell that a spreadsheet would run as a formula is disarmed by an apostrophe before it.
    pub csv_safe: bool,
}

/// What a formula begins with, also full in width, or small: some spreadsheets take these for the same.
const FORMULA: [char; 12] = [
    '=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\u{FE66}', '\u{FE62}',
    '\u{FE63}', '\u{FE6B}',
];

/// Whether a spreadsheet would, or might, run a cell as a formula: it begins with a sign of one, or with what a
/// spreadsheet throws away before it looks, or parts cells by: blanks, controls, marks of no width. In tab-separated lines
/// the quotation marks around a cell go too.
fn is_formula(format: Format, cell: &str) -> bool {
    if cell.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let is_ignored = |c: char| {
        c.is_whitespace() || c.is_control() || is_mark(c) || c == '"' && format == Format::Tsv
    };
    cell.trim_start_matches(is_ignored).starts_with(FORMULA)
}

/// A mark of byte order, of direction or of no width; NUL as it is written.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FFFD}')
}

impl Table {
    /// Adds a row to `out`, its line end included.
    ///
    /// ```
    /// use cablex::output::table::{Format, Table};
    ///
    /// let mut out = Vec::new();
    /// let table = Table { format: Format::Csv, csv_safe: true };
    /// table.row(&mut out, ["09LIMA12", "=A1", "a, b"])?;
    /// assert_eq!(out, b"09LIMA12,'=A1,\"a, b\"\r\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// None that is known: memory is what is written to.
    pub fn row<C: AsRef<str>>(
        self,
        out: &mut Vec<u8>,
        cells: impl IntoIterator<Item = C>,
    ) -> io::Result<()> {
        match self.format {
            Format::Tsv => {
                let mut line = String::new();
                for (index, cell) in cells.into_iter().enumerate() {
                    if index > 0 {
                        line.push('\t');
                    }
                    let cell = without_nul(cell.as_ref());
                    line.push_str(self.guard(&cell));
                    tsv::push_cell(&mut line, &cell);
                }
                line.push('\n');
                out.extend_from_slice(line.as_bytes());
                Ok(())
            }
            Format::Nul => {
                for cell in cells {
                    let cell = cell.as_ref();
                    out.extend_from_slice(self.guard(cell).as_bytes());
                    out.extend_from_slice(without_nul(cell).as_bytes());
                    out.push(0);
                }
                Ok(())
            }
            Format::Csv => {
                let mut row = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .buffer_capacity(1024)
                    .from_writer(out);
                for cell in cells {
                    let cell = without_nul(cell.as_ref());
                    match self.guard(&cell) {
                        "" => row.write_field(&*cell)?,
                        guard => row.write_field(format!("{guard}{cell}"))?,
                    }
                }
                row.write_record(None::<&[u8]>)?;
                row.flush()
            }
        }
    }

    /// What is written before a cell.
    fn guard(self, cell: &str) -> &'static str {
        if self.csv_safe && is_formula(self.format, cell) {
            "'"
        } else {
            ""
        }
    }
}

/// A cell without NUL, where many readers of tables end the row: U+FFFD stands for it.
fn without_nul(cell: &str) -> Cow<'_, str> {
    if cell.contains('\0') {
        Cow::Owned(cell.replace('\0', "\u{FFFD}"))
    } else {
        Cow::Borrowed(cell)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn row(format: Format, csv_safe: bool, cells: &[&str]) -> String {
        let mut out = Vec::new();
        let table = Table { format, csv_safe };
        table.row(&mut out, cells).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn rows_are_lines() {
        let cells = &["a", "b\tc", "d\r\ne\\", "\"f\", g", "", "h\u{b6}"];
        assert_eq!(
            row(Format::Tsv, false, cells),
            "a\tb\\tc\td\\r\\ne\\\\\t\"f\", g\t\th\u{b6}\n"
        );
        assert_eq!(
            row(Format::Csv, false, cells),
            "a,b\tc,\"d\r\ne\\\",\"\"\"f\"\", g\",,h\u{b6}\r\n"
        );
        assert_eq!(
            row(Format::Nul, false, &["a\tb\n", "", "c\0d"]),
            "a\tb\n\0\0c\u{fffd}d\0"
        );
        assert_eq!(row(Format::Csv, false, &["a\0"]), "a\u{fffd}\r\n");
        assert_eq!(row(Format::Tsv, false, &["a\0"]), "a\u{fffd}\n");
        assert_eq!(row(Format::Csv, false, &[""]), "\"\"\r\n");
        assert_eq!(row(Format::Tsv, false, &[""]), "\n");
    }

    #[test]
    fn a_reader_gets_back_what_was_written() {
        let cells = ["a\nb", "\"", "", ",", "\r", " c "];
        let text = row(Format::Csv, false, &cells).repeat(2);
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| *row == cells[..]));
    }

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_disarmed() {
        for (cell, tsv, csv) in [
            ("=1+1", "'=1+1", "'=1+1"),
            ("+1", "'+1", "'+1"),
            ("-1", "'-1", "'-1"),
            ("@A1", "'@A1", "'@A1"),
            ("\t=1", "'\\t=1", "'\t=1"),
            ("\r=1", "'\\r=1", "\"'\r=1\""),
            ("a=1", "a=1", "a=1"),
            (" a", " a", " a"),
            (" =1", "' =1", "' =1"),
            ("\n=1+1", "'\\n=1+1", "\"'\n=1+1\""),
            ("\n\n-1", "'\\n\\n-1", "\"'\n\n-1\""),
            ("\u{feff}=1", "'\u{feff}=1", "'\u{feff}=1"),
            (
                "\u{a0}\u{200b}@A1",
                "'\u{a0}\u{200b}@A1",
                "'\u{a0}\u{200b}@A1",
            ),
            ("\u{ff1d}1", "'\u{ff1d}1", "'\u{ff1d}1"),
            ("\u{ff0b}1", "'\u{ff0b}1", "'\u{ff0b}1"),
            ("\u{ff0d}1", "'\u{ff0d}1", "'\u{ff0d}1"),
            ("\u{ff20}A1", "'\u{ff20}A1", "'\u{ff20}A1"),
            // A reader of tab-separated lines may take quotation marks away; CSV doubles those of a text.
            ("\"=1\"", "'\"=1\"", "\"\"\"=1\"\"\""),
            ("\"a\"", "\"a\"", "\"\"\"a\"\"\""),
            ("", "", "\"\""),
        ] {
            assert_eq!(row(Format::Tsv, true, &[cell]), format!("{tsv}\n"));
            assert_eq!(row(Format::Csv, true, &[cell]), format!("{csv}\r\n"));
            let plain = row(Format::Tsv, false, &[cell]);
            assert_eq!(plain, tsv::line([cell]));
        }
    }
}
