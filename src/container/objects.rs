//! Cuts a stream of JSON objects: one a line, or each over several lines, or the items of one array.
//!
//! Nothing is parsed here. An object on one line ends where the line does and another object, or nothing, follows; any
//! other ends with the brace that closes it. Where a line begins as the open object began, with a brace behind the same
//! blanks, the open object is torn: it costs itself alone. (Inside an object no brace stands so far to the left.)

use super::content::Cut;
use super::line::slice;

/// Finds where objects end.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// Bytes of the open message that have been looked at.
    at: usize,
    state: State,
    /// How many blanks stand before the open object in its line; nothing where other things do.
    indent: Option<usize>,
}

#[derive(Clone, Copy, Debug, Default)]
enum State {
    /// Before an object: blanks, commas, the brackets of an array.
    #[default]
    Before,
    /// In an object's first line, which may hold all of it; the object begins here.
    Line(usize),
    /// In an object of several lines, inside so many braces.
    Object(usize),
    /// In a string of it.
    String(usize),
    /// Behind the object: the end of its line is looked for.
    Behind,
    /// In a line that holds no object.
    Other,
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        loop {
            let step = match self.state {
                State::Before => self.before(bytes, last),
                State::Line(start) => self.line(bytes, start, last),
                State::Object(depth) => self.object(bytes, depth, last),
                State::String(depth) => self.string(bytes, depth, last),
                State::Behind => self.behind(bytes, last),
                State::Other => self.other(bytes, last),
            };
            match step {
                Step::On => {}
                Step::More => return None,
                Step::End(end) => {
                    *self = Cutter::default();
                    return Some(end);
                }
            }
        }
    }
}

/// What a look at some bytes led to.
enum Step {
    /// Another state, or another place.
    On,
    /// More bytes are needed.
    More,
    /// The message ends here.
    End(usize),
}

impl Cutter {
    fn before(&mut self, bytes: &[u8], last: bool) -> Step {
        let rest = slice(bytes, self.at..bytes.len());
        let skipped = rest.iter().take_while(|b| is_between(**b)).count();
        self.at += skipped;
        match bytes.get(self.at) {
            // Blanks alone are no message; an array without an object is one that cannot be read.
            None if last && !bytes.trim_ascii().is_empty() => Step::End(bytes.len()),
            None => Step::More,
            Some(b'{') => {
                let before = slice(bytes, 0..self.at);
                let line = memchr::memrchr(b'\n', before)
                    .map_or(before, |feed| slice(before, feed + 1..before.len()));
                let blank = line.iter().all(|b| matches!(b, b' ' | b'\t'));
                self.indent = blank.then_some(line.len());
                self.state = State::Line(self.at);
                Step::On
            }
            Some(_) => {
                self.state = State::Other;
                Step::On
            }
        }
    }

    /// A first line. Where it is not all of the object, the object is looked at from its brace on.
    fn line(&mut self, bytes: &[u8], start: usize, last: bool) -> Step {
        let Some(feed) = self.find(bytes, b'\n') else {
            return if last {
                self.inside(start)
            } else {
                self.at = bytes.len();
                Step::More
            };
        };
        self.at = feed;
        match self.another(bytes, feed, last) {
            None => return Step::More,
            Some(true) => return Step::End(feed + 1),
            Some(false) => {}
        }
        self.inside(start)
    }

    fn inside(&mut self, start: usize) -> Step {
        self.at = start + 1;
        self.state = State::Object(1);
        Step::On
    }

    fn object(&mut self, bytes: &[u8], depth: usize, last: bool) -> Step {
        let rest = slice(bytes, self.at..bytes.len());
        let special = |b: &u8| matches!(b, b'"' | b'{' | b'}' | b'\n');
        let Some(found) = rest.iter().position(special) else {
            return self.run_out(bytes, last);
        };
        self.at += found;
        match rest.get(found) {
            Some(b'"') => self.state = State::String(depth),
            Some(b'{') => self.state = State::Object(depth + 1),
            Some(b'}') if depth == 1 => self.state = State::Behind,
            Some(b'}') => self.state = State::Object(depth - 1),
            _ => match self.another(bytes, self.at, last) {
                None => return Step::More,
                Some(true) => return Step::End(self.at + 1),
                Some(false) => {}
            },
        }
        self.at += 1;
        Step::On
    }

    fn string(&mut self, bytes: &[u8], depth: usize, last: bool) -> Step {
        let rest = slice(bytes, self.at..bytes.len());
        let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
            return self.run_out(bytes, last);
        };
        self.at += found;
        match slice(rest, found..rest.len()) {
            [b'\\', _, ..] => self.at += 1,
            [b'\\'] => {
                return if last {
                    Step::End(bytes.len())
                } else {
                    Step::More
                };
            }
            [b'"', ..] => self.state = State::Object(depth),
            _ => match self.another(bytes, self.at, last) {
                None => return Step::More,
                Some(true) => return Step::End(self.at + 1),
                Some(false) => {}
            },
        }
        self.at += 1;
        Step::On
    }

    /// Up to the end of the line, where nothing but what closes the object stands in it.
    fn behind(&mut self, bytes: &[u8], last: bool) -> Step {
        let rest = slice(bytes, self.at..bytes.len());
        let passed = rest
            .iter()
            .take_while(|b| is_between(**b) && !matches!(b, b'\n' | b'['))
            .count();
        match rest.get(passed) {
            None if !last => {
                self.at = bytes.len();
                Step::More
            }
            None => Step::End(bytes.len()),
            Some(b'\n') => self.with_blanks(bytes, self.at + passed + 1, last),
            Some(_) => Step::End(self.at + passed),
        }
    }

    /// The end of a message whose line ends here: blank lines behind it, and the end of an array, go with it.
    fn with_blanks(&self, bytes: &[u8], end: usize, last: bool) -> Step {
        let rest = slice(bytes, end..bytes.len());
        let run = rest
            .iter()
            .take_while(|b| is_between(**b) && **b != b'[')
            .count();
        if run == rest.len() {
            return if last {
                Step::End(bytes.len())
            } else {
                Step::More
            };
        }
        // The blanks before the next object are its own.
        let lines = memchr::memrchr(b'\n', slice(rest, 0..run)).map_or(0, |feed| feed + 1);
        Step::End(end + lines)
    }

    fn other(&mut self, bytes: &[u8], last: bool) -> Step {
        match self.find(bytes, b'\n') {
            Some(feed) => {
                self.at = feed;
                self.with_blanks(bytes, feed + 1, last)
            }
            None => self.run_out(bytes, last),
        }
    }

    fn run_out(&mut self, bytes: &[u8], last: bool) -> Step {
        self.at = bytes.len();
        if last {
            Step::End(bytes.len())
        } else {
            Step::More
        }
    }

    fn find(&self, bytes: &[u8], byte: u8) -> Option<usize> {
        let rest = slice(bytes, self.at..bytes.len());
        memchr::memchr(byte, rest).map(|found| self.at + found)
    }

    /// Whether another object begins in the line behind this line feed as the open one began in its own.
    fn another(&self, bytes: &[u8], feed: usize, last: bool) -> Option<bool> {
        let Some(indent) = self.indent else {
            return Some(false);
        };
        let next = slice(bytes, feed + 1..bytes.len());
        let blanks = next
            .iter()
            .take(indent)
            .take_while(|b| matches!(b, b' ' | b'\t'))
            .count();
        match next.get(blanks) {
            None if !last => None,
            byte => Some(blanks == indent && byte == Some(&b'{')),
        }
    }
}

/// What may stand between the objects of a stream.
fn is_between(byte: u8) -> bool {
    // The last is the separator of records (RFC 7464).
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']' | 0x1E)
}

/// The object of a message, without what may stand before and behind it.
pub(super) fn object(raw: &[u8]) -> &[u8] {
    let start = raw
        .iter()
        .position(|b| !is_between(*b))
        .unwrap_or(raw.len());
    // A bracket behind a torn object may be its own; so only what stands behind a brace is dropped.
    let brace = raw.iter().rposition(|b| !is_between(*b));
    let end = match brace {
        Some(at) if raw.get(at) == Some(&b'}') => at + 1,
        _ => raw.trim_ascii_end().len(),
    };
    slice(raw, start..end)
}

/// Why an object could not be read: the place in it, and the reason.
pub(super) fn fault(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let reason = text
        .rsplit_once(" at line ")
        .map_or(&*text, |(reason, _)| reason);
    if error.line() > 1 {
        format!(
            "line {} of the object, column {}: {reason}",
            error.line(),
            error.column()
        )
    } else {
        format!("column {}: {reason}", error.column())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::container::content::cut_in_steps;

    /// The messages of a stream. However it arrives, they are the same.
    fn messages(stream: &str) -> Vec<&str> {
        let whole = cut(stream, stream.len().max(1));
        for step in [1, 3] {
            assert_eq!(cut(stream, step), whole, "in steps of {step}");
        }
        whole
    }

    fn cut(stream: &str, step: usize) -> Vec<&str> {
        let found = cut_in_steps(Cutter::default(), stream.as_bytes(), step);
        found
            .into_iter()
            .map(|one| std::str::from_utf8(one).unwrap())
            .collect()
    }

    #[test]
    fn objects_end_where_they_end() {
        let pretty = "{\n  \"a\": {\n    \"b\": \"}\"\n  }\n}\n";
        for expected in [
            &["{\"a\": 1}\n", "{\"b\": \"{\\\"\\n\"}\n"][..],
            &["{\"a\": 1}\r\n", "{\"b\": {}}"],
            &["\n{\"a\": 1}\n\n \n", "{\"b\": 2}\n\n"],
            &[pretty, pretty],
            &[pretty, "{\"a\": 1}\n", pretty],
            &["[{\"a\": 1}, ", "{\"b\": [{}]}]\n"],
            &[
                "[\n  {\n    \"a\": [\n      {}\n    ]\n  },\n",
                "  {\n    \"b\": 2\n  }\n",
            ],
            &["{\"a\": 1}", "{\"b\": 2}", "{\"c\": 3}\n"],
        ] {
            let stream = expected.concat();
            assert_eq!(messages(&stream), expected, "{stream:?}");
        }
        for one in ["[\n  {\"a\": 1}\n]\n", "{\"a\": 1}\n\n \n", "[]", "[]\n"] {
            assert_eq!(messages(one), [one]);
        }
        assert_eq!(messages(""), [""; 0]);
        assert_eq!(messages(" \n"), [""; 0]);
    }

    #[test]
    fn a_torn_object_costs_itself_alone() {
        for expected in [
            &["{\"a\": \"te\n", "{\"b\": 2}\n", "{\"c\": 3}\n"][..],
            &["{\"a\": 1}\n", "{\"b\": [{\n", "{\"c\": 3}\n"],
            &["{\"a\": 1}\n", "no object\n", "{\"c\": 3}\n"],
            &["{\"a\": \"x\ny\", \"b\": 1}\n", "{\"c\": 3}\n"],
            &["{\n  \"a\": \"te\n", "{\n  \"b\": 2\n}\n"],
            &[
                "[\n  {\n    \"a\": \"\n",
                "  {\n    \"b\": {\n    }\n  },\n",
                "  {}",
            ],
            &["{\"a\": 1}\n", "{\"b\": \"\\"],
        ] {
            let stream = expected.concat();
            assert_eq!(messages(&stream), expected, "{stream:?}");
        }
    }

    #[test]
    fn the_object_is_what_stands_between() {
        for (raw, expected) in [
            ("[\n {\"a\": [1]},\n", "{\"a\": [1]}"),
            ("{\"a\": [1]", "{\"a\": [1]"),
            ("{\"a\": 1}]\r\n", "{\"a\": 1}"),
            ("no object\n", "no object"),
            ("", ""),
        ] {
            assert_eq!(object(raw.as_bytes()), expected.as_bytes(), "{raw:?}");
        }
    }
}
