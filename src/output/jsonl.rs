//! Records as JSON: one object a line, or one object over indented lines.

use std::io::{self, Write};

use crate::record::Record;

/// Writes records as JSON, each followed by one line feed, through a buffer that is used again.
#[derive(Debug)]
pub struct Jsonl<W> {
    out: W,
    buffer: Vec<u8>,
}

impl<W: Write> Jsonl<W> {
    /// Writes to `out`, one call a record.
    pub fn new(out: W) -> Self {
        Jsonl {
            out,
            buffer: Vec::new(),
        }
    }

    /// Writes a record in one line.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn line(&mut self, record: &Record) -> io::Result<()> {
        self.buffer.clear();
        serde_json::to_writer(&mut self.buffer, record)?;
        self.buffer.push(b'\n');
        self.out.write_all(&self.buffer)
    }

    /// Writes a record over indented lines.
    ///
    /// # Errors
    /// Where `out` cannot be written to.
    pub fn pretty(&mut self, record: &Record) -> io::Result<()> {
        self.buffer.clear();
        serde_json::to_writer_pretty(&mut self.buffer, record)?;
        self.buffer.push(b'\n');
        self.out.write_all(&self.buffer)
    }

    /// What is written to.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }

    /// What was written to.
    pub fn into_inner(self) -> W {
        self.out
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_one_line_or_an_indented_object() {
        let record = Record {
            subject: Some("One\nline, \"quoted\"".to_owned()),
            ..Record::default()
        };
        let mut out = Jsonl::new(Vec::new());
        out.line(&record).unwrap();
        out.line(&record).unwrap();
        let text = String::from_utf8(out.into_inner()).unwrap();
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with(r#"{"schema":"cablex/1","kind":"cable","source":"#));
        for line in text.lines() {
            assert_eq!(serde_json::from_str::<Record>(line).unwrap(), record);
        }
        let mut out = Jsonl::new(Vec::new());
        out.pretty(&record).unwrap();
        let text = String::from_utf8(out.into_inner()).unwrap();
        assert!(text.starts_with("{\n  \"schema\": \"cablex/1\",\n"));
        assert!(text.ends_with("}\n"));
    }
}
