//! Records as JSON: one object a line, or one object over indented lines.

use std::io;

use super::json;
use crate::record::Record;

/// Adds a record in one line, its line feed included.
///
/// # Errors
/// None that is known: a record is always JSON.
pub fn line(out: &mut Vec<u8>, record: &Record) -> io::Result<()> {
    json::write(out, record)?;
    out.push(b'\n');
    Ok(())
}

/// Adds a record over indented lines.
///
/// # Errors
/// None that is known: a record is always JSON.
pub fn pretty(out: &mut Vec<u8>, record: &Record) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    out.push(b'\n');
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_escaped_as_serde_json_does() {
        let all: String = (0..=0x2_FFFF_u32).filter_map(char::from_u32).collect();
        let odd = ["\"", "\\", "\u{7f}\u{80}", "a\tb\r\n", "</script>", ""].map(str::to_owned);
        for text in odd.into_iter().chain([all]) {
            let record = Record {
                subject: Some(text),
                ..Record::default()
            };
            let mut out = Vec::new();
            line(&mut out, &record).unwrap();
            assert!(out == [&serde_json::to_vec(&record).unwrap(), &b"\n"[..]].concat());
        }
    }

    #[test]
    fn a_record_is_one_line_or_an_indented_object() {
        let record = Record {
            subject: Some("One\nline, \"quoted\"".to_owned()),
            ..Record::default()
        };
        let mut out = Vec::new();
        line(&mut out, &record).unwrap();
        line(&mut out, &record).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().count(), 2);
        assert!(text.starts_with(r#"{"schema":"cablex/1","kind":"cable","source":"#));
        for line in text.lines() {
            assert_eq!(serde_json::from_str::<Record>(line).unwrap(), record);
        }
        let mut out = Vec::new();
        pretty(&mut out, &record).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with("{\n  \"schema\": \"cablex/1\",\n"));
        assert!(text.ends_with("}\n"));
    }
}
