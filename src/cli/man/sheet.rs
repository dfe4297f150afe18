//! Roff: the pieces that pages are put together from.

use std::fmt::Write;

use roff::{Inline, Roff, bold, italic, roman};

use super::Page;

/// The manual that all pages belong to.
const MANUAL: &str = "Cablex Manual";

/// The program and its version, which stand at a page's foot; there is no date, so that a build makes the same bytes on
/// any day.
const SOURCE: &str = concat!("cablex ", env!("CARGO_PKG_VERSION"));

/// An argument that is there and empty.
const EMPTY: &str = "\"\"";

/// A page that is being written.
#[derive(Default)]
pub(super) struct Sheet {
    roff: Roff,
    /// What is written already, by this and by others.
    written: Vec<u8>,
}

impl Sheet {
    /// The head of a page, and its name.
    pub(super) fn begin(page: &Page) -> Self {
        let mut sheet = Sheet::default();
        let section = page.section.to_string();
        let title = page.name.to_uppercase().replace('-', "\\-");
        let head = [title.as_str(), &section, EMPTY, SOURCE, MANUAL];
        sheet.roff.control("TH", head);
        // Names with hyphens are not to be broken, and lines not to be stretched.
        sheet.roff.control("nh", []);
        sheet.roff.control("ad", ["l"]);
        sheet.section("NAME");
        sheet.text(&format!("{} - {}", page.name, page.about));
        sheet
    }

    /// Adds what another has written.
    pub(super) fn add(&mut self, written: &[u8]) {
        self.flush();
        self.written.extend_from_slice(written);
    }

    /// Writes out what stands in `roff`.
    fn flush(&mut self) {
        // Memory takes everything.
        let _ = std::mem::take(&mut self.roff).to_writer(&mut self.written);
    }

    pub(super) fn section(&mut self, name: &str) {
        self.roff.control("SH", [name]);
    }

    /// A new paragraph begins.
    pub(super) fn paragraph(&mut self) {
        self.roff.control("PP", []);
    }

    /// A line of running text.
    pub(super) fn text(&mut self, text: &str) {
        self.roff.text([roman(text)]);
    }

    /// Paragraphs, apart by blank lines; one whose lines are all indented is an example, set as it stands.
    pub(super) fn prose(&mut self, text: &str) {
        for (index, paragraph) in text.trim_end().split("\n\n").enumerate() {
            if paragraph.lines().all(|line| line.starts_with("  ")) {
                self.example(paragraph.lines().map(|line| line.get(2..).unwrap_or(line)));
                continue;
            }
            if index > 0 {
                self.paragraph();
            }
            for line in paragraph.lines() {
                self.text(line.trim());
            }
        }
    }

    /// Lines set as they stand.
    pub(super) fn example<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        self.paragraph();
        self.roff.control("RS", ["4"]);
        self.roff.control("EX", []);
        for line in lines {
            self.text(line);
        }
        self.roff.control("EE", []);
        self.roff.control("RE", []);
    }

    /// The examples of help, each with its remark above it.
    pub(super) fn examples(&mut self, help: &str) {
        self.section("EXAMPLES");
        for line in help.lines().filter_map(|line| line.strip_prefix("  ")) {
            let (code, remark) = match line.split_once("  ") {
                Some((code, remark)) if !code.is_empty() => (code, remark.trim()),
                _ => (line, ""),
            };
            if !remark.is_empty() {
                self.paragraph();
                let mut letters = remark.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                self.text(&format!(
                    "{}{}:",
                    first.collect::<String>(),
                    letters.as_str()
                ));
            }
            self.example(std::iter::once(code));
        }
    }

    /// An item of a list: its name, what stands behind the name, and a text.
    pub(super) fn item(&mut self, name: &str, more: &str, text: &str) {
        self.roff.control("TP", []);
        let mut head: Vec<Inline> = vec![bold(name)];
        if !more.is_empty() {
            head.extend([roman(" ("), italic(more), roman(")")]);
        }
        self.roff.text(head);
        self.text(text);
    }

    /// Items below an item.
    pub(super) fn items<'a>(&mut self, items: impl Iterator<Item = (&'a str, &'a str)>) {
        self.roff.control("RS", []);
        for (name, text) in items {
            self.item(name, "", text);
        }
        self.roff.control("RE", []);
    }

    /// The other pages, and the end.
    pub(super) fn end(mut self, page: &Page, pages: &[Page]) -> String {
        self.section("SEE ALSO");
        let others: Vec<&Page> = pages
            .iter()
            .filter(|other| other.name != page.name)
            .collect();
        for (index, other) in others.iter().enumerate() {
            let end = if index + 1 < others.len() { ")," } else { ")" };
            let section = format!("({}{end}", other.section);
            self.roff.text([bold(&other.name), roman(section)]);
        }
        self.flush();
        finish(&String::from_utf8_lossy(&self.written))
    }
}

/// Sets right what the writers of roff leave: the definition of an apostrophe again and again, blank lines and breaks
/// where there is one already, and characters that roff would turn into others. What stands in a pair of backticks
/// becomes bold.
fn finish(written: &str) -> String {
    let mut out = String::new();
    let mut example = false;
    let mut last = "";
    for line in written.lines() {
        let is_definition = line.starts_with(".ie \\n(.g") || line.starts_with(".el .ds Aq");
        let is_broken = matches!(last, ".br" | ".sp" | ".PP") || last.starts_with(".SH");
        let line = if line.is_empty() { ".sp" } else { line };
        if is_definition || is_broken && matches!(line, ".br" | ".sp" | ".PP") {
            continue;
        }
        if line.starts_with('.') {
            example = (example || line == ".EX") && line != ".EE";
            out.push_str(line);
        } else {
            push_text(&mut out, line, example);
        }
        out.push('\n');
        last = line;
    }
    out
}

/// Adds a line of text, in which roff has been escaped once.
fn push_text(out: &mut String, line: &str, example: bool) {
    let text = line.replace("\\\\", "\\(rs").replace("\\*(Aq", "\\(aq");
    let ticks = text.matches('`').count();
    let mut open = false;
    for c in text.chars() {
        match c {
            '`' if !example && ticks.is_multiple_of(2) => {
                open = !open;
                out.push_str(if open { "\\fB" } else { "\\fR" });
            }
            '`' => out.push_str("\\(ga"),
            '^' => out.push_str("\\(ha"),
            '~' => out.push_str("\\(ti"),
            c if c.is_ascii() => out.push(c),
            c => {
                // Writing to a String always works.
                let _ = write!(out, "\\[u{:04X}]", u32::from(c));
            }
        }
    }
}
