//! The page as its text: what the reader of a browser would copy, from the title on.
//!
//! Elements that stand in lines of their own end the line before them; blanks between words become one, but in printed
//! text (`<pre>`, and the element that holds the telegram) every byte counts, and a `<` that begins no tag is text.

use super::is_field;

/// Elements whose text is no text.
const SILENT: [&[u8]; 3] = [b"head", b"script", b"style"];
/// Elements inside a line.
const INLINE: [&[u8]; 10] = [
    b"a", b"abbr", b"b", b"code", b"em", b"font", b"i", b"span", b"strong", b"u",
];
/// Elements that are markup inside printed text too, beside those.
const INSIDE: [&[u8]; 4] = [b"br", b"div", b"p", b"pre"];
/// What the class or the id of the element that holds the telegram contains.
const TELEGRAM: [&[u8]; 2] = [b"text-content", b"tagged-text"];
/// The longest character reference that is looked for.
const REFERENCE: usize = 12;

/// The page's text. A text that stands in it twice, as content and as source, is taken once.
pub(super) fn text(raw: &[u8]) -> Vec<u8> {
    let mut page = Page::default();
    let mut at = 0;
    while at < raw.len() {
        let rest = raw.get(at..).unwrap_or_default();
        let next = memchr::memchr2(b'<', b'&', rest).unwrap_or(rest.len());
        page.write(rest.get(..next).unwrap_or_default());
        at += next;
        let rest = raw.get(at..).unwrap_or_default();
        at += match rest.first() {
            Some(b'<') => page.tag(rest),
            Some(_) => page.reference(rest),
            None => 0,
        };
    }
    page.finish()
}

/// The page as far as it is read.
#[derive(Default)]
struct Page {
    /// The lines outside printed text.
    lines: Vec<u8>,
    /// The printed texts.
    printed: Vec<Vec<u8>>,
    /// The printed element that is open, and how many of its name lie in it.
    open: Option<(Vec<u8>, u32)>,
    /// Where the lines stand below the last printed text: the page's own again.
    below: Option<usize>,
    /// The element that is open whose text is none.
    silent: Option<&'static [u8]>,
}

impl Page {
    fn write(&mut self, text: &[u8]) {
        if self.silent.is_some() || text.is_empty() {
            return;
        }
        if self.open.is_some() {
            if let Some(printed) = self.printed.last_mut() {
                printed.extend_from_slice(text);
            }
            return;
        }
        for byte in text {
            let is_blank = byte.is_ascii_whitespace();
            if !is_blank {
                self.lines.push(*byte);
            } else if !matches!(self.lines.last(), None | Some(b' ' | b'\n')) {
                self.lines.push(b' ');
            }
        }
    }

    /// Ends the line.
    fn end_line(&mut self) {
        if self.silent.is_some() {
            return;
        }
        if self.open.is_some() {
            if let Some(printed) = self.printed.last_mut() {
                printed.push(b'\n');
            }
            return;
        }
        while self.lines.last() == Some(&b' ') {
            self.lines.pop();
        }
        if !matches!(self.lines.last(), None | Some(b'\n')) {
            self.lines.push(b'\n');
        }
    }

    /// Reads what begins with `<`; returns how many bytes that was.
    fn tag(&mut self, rest: &[u8]) -> usize {
        if rest.starts_with(b"<!--") && self.open.is_none() {
            return memchr::memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3);
        }
        let closes = rest.get(1) == Some(&b'/');
        let start = 1 + usize::from(closes);
        let name: Vec<u8> = rest
            .iter()
            .skip(start)
            .take(12)
            .take_while(|b| b.is_ascii_alphanumeric())
            .map(u8::to_ascii_lowercase)
            .collect();
        let is_markup = match &self.open {
            _ if rest.get(1) == Some(&b'!') && self.open.is_none() => true,
            None => name.first().is_some_and(u8::is_ascii_alphabetic),
            // In printed text `<NAME>` is text.
            Some(_) => {
                let known = INLINE.iter().chain(&INSIDE).any(|known| *known == name);
                known && rest.get(start..start + name.len()) == Some(name.as_slice())
            }
        };
        let end = memchr::memchr(b'>', rest);
        let Some(end) = end.filter(|_| is_markup && self.is_wanted(&name, closes)) else {
            self.write(b"<");
            return 1;
        };
        let source = rest.get(..end).unwrap_or_default();
        match (closes, name.as_slice()) {
            (false, name) => self.start(name, source),
            (true, name) => self.end(name),
        }
        end + 1
    }

    /// Inside an element whose text is none only its end counts.
    fn is_wanted(&self, name: &[u8], closes: bool) -> bool {
        self.silent.is_none_or(|silent| closes && name == silent)
    }

    fn start(&mut self, name: &[u8], source: &[u8]) {
        if let Some((element, depth)) = &mut self.open {
            *depth += u32::from(name == element.as_slice());
            if name == b"br" {
                self.end_line();
            }
            return;
        }
        if let Some(silent) = SILENT.iter().find(|silent| **silent == name) {
            self.silent = Some(silent);
            return;
        }
        let holds = |mark: &[u8]| memchr::memmem::find(source, mark).is_some();
        if name == b"pre" || TELEGRAM.iter().any(|mark| holds(mark)) {
            self.end_line();
            self.open = Some((name.to_vec(), 0));
            self.printed.push(Vec::new());
        } else if !INLINE.contains(&name) {
            self.end_line();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if self.silent == Some(name) {
            self.silent = None;
        } else if let Some((element, depth)) = &mut self.open {
            if element.as_slice() != name {
                if name == b"p" || name == b"div" {
                    self.end_line();
                }
            } else if *depth == 0 {
                self.open = None;
                self.below = Some(self.lines.len());
            } else {
                *depth -= 1;
                if !INLINE.contains(&name) {
                    self.end_line();
                }
            }
        } else if !INLINE.contains(&name) {
            self.end_line();
        }
    }

    /// Reads what begins with `&`; returns how many bytes that was.
    fn reference(&mut self, rest: &[u8]) -> usize {
        let window = rest.get(..REFERENCE).unwrap_or(rest);
        let found = memchr::memchr(b';', window).and_then(|end| {
            let name = std::str::from_utf8(window.get(1..end)?).ok()?;
            Some((character(name)?, end + 1))
        });
        let (character, length) = found.unwrap_or(('&', 1));
        if character == '\n' {
            self.end_line();
        } else {
            self.write(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        length
    }

    /// The lines from the title on, and the printed texts below.
    fn finish(mut self) -> Vec<u8> {
        self.open = None;
        self.silent = None;
        self.lines.truncate(self.below.unwrap_or(self.lines.len()));
        self.end_line();
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', &self.lines).map(|at| at + 1));
        let field = starts.iter().position(|start| {
            let line = self.lines.get(*start..).unwrap_or_default();
            let line = line.split(|b| *b == b'\n').next().unwrap_or_default();
            std::str::from_utf8(line).is_ok_and(is_field)
        });
        let title = field.and_then(|field| starts.get(field.saturating_sub(1)));
        let mut out = self.lines.split_off(title.copied().unwrap_or(0));
        for (at, printed) in self.printed.iter().enumerate() {
            let bare = printed.trim_ascii();
            let before = self.printed.get(..at).unwrap_or_default();
            let again =
                before.len() < MOST_TEXTS && before.iter().any(|text| text.trim_ascii() == bare);
            if !bare.is_empty() && !again {
                out.push(b'\n');
                // The first line may be indented.
                let from = printed.iter().position(|b| !matches!(b, b'\n' | b'\r'));
                let printed = printed.get(from.unwrap_or(0)..).unwrap_or_default();
                out.extend_from_slice(printed.trim_ascii_end());
                out.push(b'\n');
            }
        }
        out
    }
}

/// So many printed texts are compared with each other; no page has more.
const MOST_TEXTS: usize = 8;

/// The character of a reference: the few names that such pages use, and numbers.
fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "apos" => '\'',
        "gt" => '>',
        "lt" => '<',
        "nbsp" => '\u{a0}',
        "para" => '¶',
        "quot" => '"',
        _ => return None,
    })
}
