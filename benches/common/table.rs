//! The bench's archive as one table.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// Writes the same cables as one table of eight columns, as the archive's has them.
pub(crate) fn write_table(path: &Path, archive: &[String]) {
    let mut out = BufWriter::new(File::create(path).expect("a file for the bench"));
    let mut write = |text: &str| {
        out.write_all(text.as_bytes())
            .expect("a file for the bench")
    };
    for (number, text) in archive.iter().enumerate() {
        let body = text.match_indices('\n').nth(8).map_or(0, |(at, _)| at + 1);
        let (header, body) = text.split_at(body);
        write(&format!(
            "\"{}\",\"1/2/2008 9:30\",\"08LIMA{number}\",\"Embassy Lima\",\"SECRET\",\"\",\"",
            number + 1
        ));
        for (text, end) in [(header.trim_end(), "\",\""), (body, "\"\n")] {
            write(&text.replace('\\', "\\\\").replace('"', "\\\""));
            write(end);
        }
    }
}
