//! Standard output and standard error: whether they are terminals, whether they take colours.

use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use super::sanitize;

/// When to use colours. The names say it all, and a sentence for each would only make help longer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    // On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    Always,
    Never,
}

impl ColorWhen {
    /// Whether a stream takes colours.
    fn decide(self, stream: &impl anstream::stream::RawStream) -> bool {
        match self {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
        }
    }
}

/// Styles that can be read on light and on dark ground alike.
pub(crate) mod style {
    use super::{AnsiColor, Style};

    /// A colour of the sixteen that every terminal's theme sets.
    const fn of(color: AnsiColor) -> Style {
        Style::new().fg_color(Some(anstyle::Color::Ansi(color)))
    }

    pub(crate) const BLUE: Style = of(AnsiColor::Blue);
    pub(crate) const CYAN: Style = of(AnsiColor::Cyan);
    pub(crate) const GREEN: Style = of(AnsiColor::Green);
    pub(crate) const MAGENTA: Style = of(AnsiColor::Magenta);
    pub(crate) const RED: Style = of(AnsiColor::Red).bold();
    pub(crate) const BOLD: Style = Style::new().bold();
    pub(crate) const DIM: Style = Style::new().dimmed();
    pub(crate) const PLAIN: Style = Style::new();
}

/// What standard output is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Face {
    /// Whether it is a terminal: all text is escaped then, and lines are set to its width.
    pub terminal: bool,
    /// Whether it takes colours.
    pub color: bool,
}

impl Face {
    /// Whether text is escaped that stands beside colours. Colours that go into a pipe are for a terminal behind it, as in
    /// `--color always | less -R`, and what shows ours would obey those of a cable. What has no colours, such as rows for a
    /// program, is escaped on a terminal only.
    pub(crate) fn escapes(self) -> bool {
        self.terminal || self.color
    }

    /// A style, or none where there are no colours.
    pub(crate) fn style(self, style: Style) -> Style {
        if self.color { style } else { style::PLAIN }
    }

    /// How many columns a terminal has; nothing where it is none.
    pub(crate) fn width(self) -> Option<usize> {
        if !self.terminal {
            return None;
        }
        let size = terminal_size::terminal_size();
        Some(size.map_or(80, |(width, _)| usize::from(width.0)))
    }
}

/// Standard output, buffered, and what it is.
pub(crate) struct Out {
    writer: BufWriter<StdoutLock<'static>>,
    pub face: Face,
}

impl Out {
    pub(super) fn new(when: ColorWhen) -> Self {
        let stdout = io::stdout();
        Out {
            face: Face {
                terminal: stdout.is_terminal(),
                color: when.decide(&stdout),
            },
            writer: BufWriter::with_capacity(1 << 16, stdout.lock()),
        }
    }

    /// Shows what is finished: on a terminal at once.
    pub(crate) fn finish_item(&mut self) -> io::Result<()> {
        if self.face.terminal {
            self.writer.flush()
        } else {
            Ok(())
        }
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Standard error. Nothing can be done where it cannot be written to, so that is no failure.
pub(crate) struct Err {
    /// Whether text is escaped: on a terminal, and where there are colours.
    pub(super) escapes: bool,
    color: bool,
}

impl Err {
    pub(super) fn new(when: ColorWhen) -> Self {
        let stderr = io::stderr();
        let face = Face {
            terminal: stderr.is_terminal(),
            color: when.decide(&stderr),
        };
        Err {
            escapes: face.escapes(),
            color: face.color,
        }
    }

    /// One line, escaped where a person sees it: a line feed in a file's name, too.
    pub(crate) fn line(&self, text: &str) {
        let text = sanitize::escape_if(self.escapes, text);
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Several lines of ours. What has line feeds of its own is escaped before it is put in.
    #[cfg(feature = "index")]
    pub(crate) fn lines(&self, text: &str) {
        let text = self.shown(text);
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// A line that begins with `error:`.
    pub(super) fn error(&self, text: &str) {
        self.errors(&sanitize::escape_if(self.escapes, text));
    }

    /// Several lines of ours, the first of which begins with `error:`.
    pub(super) fn errors(&self, text: &str) {
        let text = self.shown(text);
        let style = if self.color { style::RED } else { style::PLAIN };
        let _ = writeln!(io::stderr().lock(), "{style}error:{style:#} {text}");
    }

    /// Lines as a person sees them.
    fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.escapes {
            sanitize::escape_lines(text)
        } else {
            Cow::Borrowed(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_ours_stay_lines_on_a_err() {
        let text = "wrong\n  \u{1b}[2J (\n  ^";
        let err = |escapes| Err {
            escapes,
            color: false,
        };
        assert_eq!(err(true).shown(text), "wrong\n  \\u{1b}[2J (\n  ^");
        assert_eq!(err(false).shown(text), text);
    }
}
