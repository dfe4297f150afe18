//! JSON for a person's eyes: coloured, and nothing in it that a terminal would obey.

use std::io::{self, Write};

use anstyle::Style;
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, PrettyFormatter};

use super::io::{Face, style};
use super::sanitize::is_unsafe;

/// Writes a value over indented lines or in one, in colours where the output takes them, and a line feed.
pub(super) fn write(
    out: &mut impl Write,
    face: Face,
    value: &impl Serialize,
    pretty: bool,
) -> io::Result<()> {
    if pretty {
        paint(out, face, value, PrettyFormatter::new())?;
    } else {
        paint(out, face, value, CompactFormatter)?;
    }
    out.write_all(b"\n")
}

fn paint(
    out: &mut impl Write,
    face: Face,
    value: &impl Serialize,
    inner: impl Formatter,
) -> serde_json::Result<()> {
    let painted = Painted {
        inner,
        color: face.color,
        escape: face.escapes(),
        key: false,
    };
    value.serialize(&mut serde_json::Serializer::with_formatter(out, painted))
}

/// A formatter with colours over one without.
struct Painted<F> {
    inner: F,
    color: bool,
    escape: bool,
    /// Whether the string that comes next is a key.
    key: bool,
}

impl<F> Painted<F> {
    fn start<W: ?Sized + Write>(&self, writer: &mut W, style: Style) -> io::Result<()> {
        if self.color {
            write!(writer, "{style}")
        } else {
            Ok(())
        }
    }

    fn end<W: ?Sized + Write>(&self, writer: &mut W, style: Style) -> io::Result<()> {
        if self.color {
            write!(writer, "{style:#}")
        } else {
            Ok(())
        }
    }

    fn string_style(&self) -> Style {
        if self.key { style::BLUE } else { style::GREEN }
    }
}

/// Hands a call on to the formatter within.
macro_rules! hand_on {
    ($($name:ident($($arg:ident: $type:ty),*))+) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $type)*) -> io::Result<()> {
            self.inner.$name(writer $(, $arg)*)
        })+
    };
}

/// Hands a call on, in a colour.
macro_rules! hand_on_painted {
    ($($name:ident($type:ty))+) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W, value: $type) -> io::Result<()> {
            self.start(writer, style::MAGENTA)?;
            self.inner.$name(writer, value)?;
            self.end(writer, style::MAGENTA)
        })+
    };
}

impl<F: Formatter> Formatter for Painted<F> {
    hand_on! {
        begin_array() end_array() begin_array_value(first: bool) end_array_value()
        begin_object() end_object() begin_object_value() end_object_value()
        write_char_escape(escape: CharEscape)
    }

    hand_on_painted! {
        write_bool(bool) write_u32(u32) write_u64(u64) write_i32(i32) write_i64(i64) write_f64(f64)
    }

    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        self.key = true;
        self.inner.begin_object_key(writer, first)
    }

    fn end_object_key<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.key = false;
        self.inner.end_object_key(writer)
    }

    fn begin_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.start(writer, self.string_style())?;
        self.inner.begin_string(writer)
    }

    fn end_string<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.inner.end_string(writer)?;
        self.end(writer, self.string_style())
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        if !self.escape || !fragment.contains(is_unsafe) {
            return writer.write_all(fragment.as_bytes());
        }
        for c in fragment.chars() {
            let mut units = [0; 2];
            if is_unsafe(c) {
                for unit in c.encode_utf16(&mut units) {
                    write!(writer, "\\u{unit:04x}")?;
                }
            } else {
                write!(writer, "{c}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn printed(value: &impl Serialize, color: bool, escape: bool) -> String {
        let mut out = Vec::new();
        let painted = Painted {
            inner: CompactFormatter,
            color,
            escape,
            key: false,
        };
        value
            .serialize(&mut serde_json::Serializer::with_formatter(
                &mut out, painted,
            ))
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn without_colours_it_is_the_json_itself() {
        let value = serde_json::json!({"a": [1, -2, true, null, "x\n\u{1b}"], "b": {"c": 0.5}});
        assert_eq!(printed(&value, false, false), value.to_string());
    }

    #[test]
    fn keys_strings_and_numbers_have_their_colours() {
        let text = printed(&serde_json::json!({"a": ["b", 1]}), true, false);
        assert_eq!(
            text,
            "{\u{1b}[34m\"a\"\u{1b}[0m:[\u{1b}[32m\"b\"\u{1b}[0m,\u{1b}[35m1\u{1b}[0m]}"
        );
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_back() {
        let value = serde_json::json!(["\u{9b}31m \u{202e}é \u{e0001}"]);
        let text = printed(&value, false, true);
        assert_eq!(text, "[\"\\u009b31m \\u202eé \\udb40\\udc01\"]");
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
