//! What cables are shown on: a terminal with its colours, or a pipe.

use std::borrow::Cow;
use std::fmt::Write;

use cablex::view::Style;
use cablex::view::text::Paper;

use super::super::check;
use super::super::io::{Face, style};
use super::super::sanitize;

/// Longer lines are hard to read.
const WIDEST: usize = 100;
/// Columns where the output is no terminal.
const PIPE: usize = 80;

/// What cables are shown on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    pub face: Face,
    width: usize,
}

impl Screen {
    pub(super) fn new(face: Face, width: Option<u16>) -> Self {
        let own = || face.width().map_or(PIPE, |width| width.min(WIDEST));
        Screen {
            face,
            width: width.map_or_else(own, usize::from),
        }
    }

    /// What stands between two cables.
    pub(super) fn between(self) -> String {
        let mut out = String::from("\n");
        self.paint(&mut out, Style::Quiet, &"=".repeat(self.width));
        out.push_str("\n\n");
        out
    }
}

impl Paper for Screen {
    fn width(&self) -> usize {
        self.width
    }

    fn clean<'t>(&self, text: &'t str) -> Cow<'t, str> {
        sanitize::escape_if(self.face.escapes(), text)
    }

    fn marks(&self) -> bool {
        !self.face.color
    }

    fn paint(&self, out: &mut String, style: Style, text: &str) {
        let style = self.face.style(color(style));
        // A text takes whatever is written to it.
        let _ = write!(out, "{style}{text}{style:#}");
    }
}

/// The colour of a style.
fn color(what: Style) -> anstyle::Style {
    match what {
        Style::Plain => style::PLAIN,
        Style::Label | Style::Quiet => style::DIM,
        Style::Title | Style::Heading | Style::Level => style::BOLD,
        Style::Id => style::BLUE,
        Style::Number | Style::Portion => style::CYAN,
        Style::Redacted => style::MAGENTA,
        Style::Present => style::GREEN,
        Style::Missing => style::RED,
        Style::Removed => style::RED.strikethrough(),
        Style::Added => style::GREEN.underline(),
        Style::Severity(severity) => check::style_of(severity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn screen(terminal: bool, color: bool) -> Screen {
        Screen::new(Face { terminal, color }, Some(20))
    }

    fn painted(screen: Screen, style: Style) -> String {
        let mut out = String::new();
        screen.paint(&mut out, style, "text");
        out
    }

    #[test]
    fn colours_are_painted_where_there_are_any() {
        assert_eq!(
            painted(screen(true, true), Style::Title),
            "\u{1b}[1mtext\u{1b}[0m"
        );
        assert_eq!(painted(screen(true, false), Style::Title), "text");
        assert_eq!(painted(screen(true, true), Style::Plain), "text");
    }

    #[test]
    fn a_terminal_gets_no_control_characters() {
        assert_eq!(screen(true, false).clean("a\u{1b}"), "a\\u{1b}");
        assert_eq!(screen(false, true).clean("a\u{1b}"), "a\\u{1b}");
        assert_eq!(screen(false, false).clean("a\u{1b}"), "a\u{1b}");
    }

    #[test]
    fn nothing_of_a_cable_moves_the_cursor() {
        let face = Face {
            terminal: true,
            color: false,
        };
        let screen = Screen::new(face, Some(80));
        let message = cablex::message::Message::from_text(
            "UNCLAS LIMA 001234\n\nSUBJECT: A \u{1b}[2JFERRY\n\n1. (U) It \u{202e}sailed.\n\n    A     \u{9b}31m1\n    B     2\n",
        );
        let record = cablex::parse::parse(&message, cablex::parse::Options::default());
        let document = cablex::view::document(&record, cablex::view::Options::default());
        let shown = cablex::view::text::write(&document, &screen);
        assert!(!shown.contains(|c| c != '\n' && sanitize::is_unsafe(c)));
        for text in ["A \\u{1b}[2JFERRY", "It \\u{202e}sailed.", "\\u{9b}31m1"] {
            assert!(shown.contains(text), "{shown}");
        }
    }

    #[test]
    fn the_rule_between_cables_is_as_wide_as_they_are() {
        let rule = format!("\n{}\n\n", "=".repeat(20));
        assert_eq!(screen(false, false).between(), rule);
    }
}
