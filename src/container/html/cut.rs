//! Where one page ends and the next begins: before a document type, or before `<html>` behind `</html>`.

use crate::container::content::Cut;
use crate::container::line;

/// The longest of the words that are looked for.
const LONGEST: usize = b"<!doctype html".len();

/// Cuts a stream into pages.
#[derive(Debug, Default)]
pub(in crate::container) struct Cutter {
    /// What was looked at already.
    at: usize,
    /// Whether the page has begun: its document type or its `<html>` was seen.
    begun: bool,
    /// Whether its `</html>` was seen.
    ended: bool,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        while let Some(found) = memchr::memchr(b'<', line::slice(bytes, self.at..bytes.len())) {
            let at = self.at + found;
            let tag = line::slice(bytes, at..bytes.len().min(at + LONGEST));
            if tag.len() < LONGEST && !last {
                self.at = at;
                return None;
            }
            let begins = |word: &[u8]| {
                tag.get(..word.len())
                    .is_some_and(|head| head.eq_ignore_ascii_case(word))
            };
            let (document, root) = (begins(b"<!doctype html"), begins(b"<html"));
            if self.begun && document || self.ended && root {
                *self = Cutter::default();
                return Some(at);
            }
            self.begun |= document || root;
            self.ended |= begins(b"</html");
            self.at = at + 1;
        }
        self.at = bytes.len();
        last.then(|| {
            *self = Cutter::default();
            bytes.len()
        })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::container::content::cut_in_steps;

    /// The pages of a stream that comes in steps of so many bytes.
    fn pages(stream: &str, step: usize) -> Vec<&str> {
        let pages = cut_in_steps(Cutter::default(), stream.as_bytes(), step);
        pages
            .into_iter()
            .map(|page| std::str::from_utf8(page).unwrap())
            .collect()
    }

    #[test]
    fn a_page_ends_where_the_next_begins() {
        let whole = "<!DOCTYPE html>\n<html><body><pre>A <HTML> < x</pre></body></html>\n";
        let plain = "<html><body><pre>x</pre></body></HTML>\n<!-- kept -->\n";
        let cut = "<!doctype HTML><html><pre>x";
        for expected in [
            vec![whole],
            vec![whole, whole, whole],
            vec![plain, plain],
            vec![plain, whole, cut, whole, cut],
            vec![
                "\u{feff}\n<!-- saved -->\n<!DOCTYPE html><html></html>",
                plain,
            ],
        ] {
            let stream = expected.concat();
            for step in [1, 7, 1000] {
                assert_eq!(pages(&stream, step), expected, "{step}");
            }
        }
        assert!(pages("", 1).is_empty());
        assert_eq!(pages("no page", 2), ["no page"]);
    }
}
