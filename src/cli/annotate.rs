//! `cablex annotate`: every part of the source beside what it was read as.

use std::io::Write;

use anstyle::Style;
use anyhow::Result;
use cablex::container;
use cablex::error::{InputError, InputErrorKind};
use cablex::message::Message;
use cablex::output::tsv;
use cablex::parse::{Options, parse, parts};
use cablex::part::{Part, Role, RoleGroup};
use clap::Args;

use super::Env;
use super::exit::ExitStatus;
use super::input::InputArgs;
use super::io::{Face, style};
use super::sanitize;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex annotate cable.txt                        what each line was read as
  cablex annotate --color always cable.txt | less -R
  cablex annotate cable.txt | awk -F'\\t' '$2 == \"unread\"'
  cablex annotate cables/ | grep -v '^#' | cut -f2 | sort | uniq -c";

/// Show every part of the source beside what it was read as
///
/// One row a part: the line in which it begins (from 1 at the cable's first line), its role, its text. A line that
/// holds several things has several parts; together the parts are the whole decoded text.
///
/// Where piped, the three columns are separated by tabs, and tab, line feed and backslash in the text are written
/// \t, \n and \\: the third column, unescaped and put together, is the text byte for byte. A row of `#`, the cable's
/// number in its input (from 0) and the input's path stands before each cable, but not before the first one of a
/// single file. On a terminal, long lines are cut to its width (see --wrap), and control characters are escaped.
#[derive(Args, Debug)]
pub(crate) struct AnnotateArgs {
    /// On a terminal, wrap long lines instead of cutting them
    #[arg(long)]
    wrap: bool,
    #[command(flatten)]
    input: InputArgs,
}

pub(super) fn run(args: &AnnotateArgs, env: &mut Env) -> Result<ExitStatus> {
    let mut out = env.out();
    let face = out.face;
    let one_file = args.input.is_one_file();
    let filter = &args.input.filter;
    let status = args.input.print(env, &mut out, |page, cable| {
        let (path, index) = (cable.path().to_owned(), cable.index());
        let Some(message) = cable.message().map(container::again) else {
            page.failed(InputError::new(path, InputErrorKind::NoText).at(index));
            return Ok(false);
        };
        if !filter.is_empty() && !filter.matches(&parse(&message, Options::default())) {
            return Ok(false);
        }
        let parts = parts(&message);
        let named = !one_file || message.index > 0;
        if face.terminal {
            for_eyes(&mut page.out, face, &message, &parts, named, args.wrap)?;
        } else {
            for_programs(&mut page.out, face, &message, &parts, named)?;
        }
        Ok(true)
    })?;
    out.flush()?;
    Ok(status)
}

/// The text of a part.
fn text<'a>(message: &'a Message, part: &Part) -> &'a str {
    message.text.get(part.span.clone()).unwrap_or_default()
}

/// Tab-separated rows.
fn for_programs(
    out: &mut Vec<u8>,
    face: Face,
    message: &Message,
    parts: &[Part],
    named: bool,
) -> std::io::Result<()> {
    if named {
        let mut path = String::new();
        tsv::push_cell(&mut path, &message.path);
        let path = sanitize::escape_if(face.escapes(), &path);
        writeln!(out, "#\t{}\t{path}", message.index)?;
    }
    let mut row = String::new();
    for part in parts {
        let style = face.style(style_of(part.role));
        row.clear();
        tsv::push_cell(&mut row, text(message, part));
        writeln!(
            out,
            "{}\t{style}{}{style:#}\t{}",
            part.line,
            part.role.name(),
            sanitize::escape_if(face.escapes(), &row)
        )?;
    }
    Ok(())
}

/// Columns, coloured, set to the terminal's width.
fn for_eyes(
    out: &mut Vec<u8>,
    face: Face,
    message: &Message,
    parts: &[Part],
    named: bool,
    wrap: bool,
) -> std::io::Result<()> {
    let heading = face.style(style::BOLD);
    if named {
        let path = sanitize::escape(&message.path);
        match message.index {
            0 => writeln!(out, "{heading}{path}{heading:#}")?,
            index => writeln!(out, "{heading}{path}, cable {}{heading:#}", index + 1)?,
        }
    }
    let dim = face.style(style::DIM);
    let numbers = parts.last().map_or(1, |part| part.line.to_string().len());
    let names = Role::ALL
        .iter()
        .map(|role| role.name().len())
        .max()
        .unwrap_or(0);
    let before = numbers + names + 4;
    let width = face
        .width()
        .unwrap_or(usize::MAX)
        .saturating_sub(before)
        .max(16);
    for part in parts {
        let style = face.style(style_of(part.role));
        let name = part.role.name();
        let text = text(message, part);
        let text = sanitize::escape(text.strip_suffix('\n').unwrap_or(text)).replace("\\u{a}", "⏎");
        let number = part.line;
        let rows = if wrap {
            wrapped(&text, width)
        } else {
            vec![cut(&text, width)]
        };
        for (index, row) in rows.iter().enumerate() {
            if index == 0 {
                write!(
                    out,
                    "{dim}{number:numbers$}{dim:#}  {style}{name:names$}{style:#}"
                )?;
            } else {
                write!(out, "{:1$}", "", numbers + 2 + names)?;
            }
            if row.is_empty() {
                writeln!(out)?;
            } else {
                writeln!(out, "  {style}{row}{style:#}")?;
            }
        }
    }
    if named {
        writeln!(out)?;
    }
    Ok(())
}

/// A text no wider than so many columns, its end replaced by an ellipsis where it is.
pub(super) fn cut(text: &str, width: usize) -> String {
    match text.char_indices().nth(width) {
        None => text.to_owned(),
        Some(_) => {
            let mut cut: String = text.chars().take(width.saturating_sub(1)).collect();
            cut.push('…');
            cut
        }
    }
}

/// A text in rows no wider than so many columns, broken at blanks where there are any.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut rest = text;
    while let Some((limit, _)) = rest.char_indices().nth(width) {
        let head = rest.get(..limit).unwrap_or(rest);
        let at = head.rfind(' ').map_or(limit, |blank| blank + 1);
        let (row, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        rows.push(row.trim_end().to_owned());
        rest = after;
    }
    rows.push(rest.to_owned());
    rows
}

/// The colour of a role: its group's, and one that stands out for what could not be read.
fn style_of(role: Role) -> Style {
    match (role, role.group()) {
        (Role::Unread, _) => style::RED,
        (_, RoleGroup::Archive) => style::BLUE,
        (_, RoleGroup::Header) => style::CYAN,
        (_, RoleGroup::Block) => style::MAGENTA,
        (Role::Heading | Role::Signature, RoleGroup::Body) => style::BOLD,
        (_, RoleGroup::Body) => style::PLAIN,
        (_, RoleGroup::Furniture) => style::DIM,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_cut_or_wrapped() {
        assert_eq!(cut("short", 5), "short");
        assert_eq!(cut("¶ longer", 5), "¶ lo…");
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}
