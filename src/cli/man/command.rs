//! The page of a command, from its definition.

use std::io;

use clap_mangen::Man;

use super::Page;
use super::sheet::Sheet;

/// What each end of a run means.
const EXITS: [(&str, &str); 3] = [
    (
        "0",
        "What was asked for is done. A pipe that the reader closes early is no failure.",
    ),
    ("1", "Nothing was found, or something is odd."),
    (
        "2",
        "The usage is wrong, or an input failed. The other inputs still come out.",
    ),
];

/// What the command looks at around itself.
const ENVIRONMENT: [(&str, &str); 4] = [
    (
        "NO_COLOR",
        "Where it is set, there are no colours, unless `--color always` asks for them.",
    ),
    (
        "CLICOLOR, CLICOLOR_FORCE",
        "CLICOLOR=0 turns colours off, CLICOLOR_FORCE=1 turns them on also where the output is no terminal.",
    ),
    ("COLUMNS", "How wide help is, where no terminal tells it."),
    (
        "TMPDIR",
        "Where a zip from standard input is kept while it is read.",
    ),
];

/// The files that commands keep.
const FILES: [(&str, &str); 3] = [
    (
        "OUT.part",
        "What `cablex convert -o OUT` has written so far; it becomes OUT when it is whole.",
    ),
    (
        "OUT.part.state",
        "How far an interrupted run came, for `--resume`.",
    ),
    (
        ".OUT.done",
        "What a finished OUT was made of: `--resume` makes it once more only where that is another.",
    ),
];

pub(super) fn page(page: &Page, command: &clap::Command, pages: &[Page]) -> io::Result<String> {
    let mut usage = command.clone();
    let usage = usage.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").trim().to_owned();
    let shown = command
        .clone()
        .override_usage(usage)
        .subcommand_help_heading("COMMANDS")
        .mut_args(shown);
    let man = Man::new(shown).section(page.section.to_string());
    let mut sheet = Sheet::begin(page);
    let mut written = Vec::new();
    man.render_synopsis_section(&mut written)?;
    sheet.add(&written);
    sheet.section("DESCRIPTION");
    let about = command.get_long_about().or_else(|| command.get_about());
    sheet.prose(&about.map(ToString::to_string).unwrap_or_default());
    let mut written = Vec::new();
    if command.has_subcommands() {
        man.render_subcommands_section(&mut written)?;
    }
    man.render_options_section(&mut written)?;
    sheet.add(&plain_headings(command, written));
    sheet.section("EXIT STATUS");
    for (code, text) in EXITS {
        sheet.item(code, "", text);
    }
    sheet.section("ENVIRONMENT");
    for (name, text) in ENVIRONMENT {
        sheet.item(name, "", text);
    }
    let is_whole = page.name == command.get_name();
    if is_whole {
        sheet.section("FILES");
        for (name, text) in FILES {
            sheet.item(name, "", text);
        }
    }
    // What help of the whole command says at its end is its exit status.
    if !is_whole
        && let Some(notes) = command
            .get_after_long_help()
            .or_else(|| command.get_after_help())
    {
        sheet.section("NOTES");
        sheet.prose(&notes.to_string());
    }
    let examples = command
        .get_before_long_help()
        .or_else(|| command.get_before_help());
    if let Some(examples) = examples {
        sheet.examples(&examples.to_string());
    }
    Ok(sheet.end(page, pages))
}

/// An option as the manual shows it: also where short help leaves it out, and with values that need no words of their
/// own in a line.
fn shown(arg: clap::Arg) -> clap::Arg {
    if arg.get_id() == "help" {
        return arg.long_help("Print help; `-h` prints the short one");
    }
    let values: Vec<_> = arg.get_possible_values();
    let bare = values.iter().all(|value| value.get_help().is_none());
    let names: Vec<&str> = values.iter().map(|value| value.get_name()).collect();
    let help = arg.get_long_help().or_else(|| arg.get_help());
    let mut help = help.map(ToString::to_string).unwrap_or_default();
    let is_flag = !arg.get_action().takes_values();
    let hidden = is_flag || arg.is_hide_possible_values_set();
    if !hidden && bare && !names.is_empty() {
        help.push_str(&format!("\n\nOne of {}.", names.join(", ")));
    }
    arg.long_help(help)
        .hide_long_help(false)
        .hide_possible_values(hidden || bare)
}

/// Takes out of headings what stands in parentheses, and sets it below them: headings are all capitals.
fn plain_headings(command: &clap::Command, written: Vec<u8>) -> Vec<u8> {
    // Below the option whose values they are, not two steps in.
    let mut text = String::from_utf8_lossy(&written).replace(".RS 14", ".RS 7");
    for heading in command
        .get_arguments()
        .filter_map(clap::Arg::get_help_heading)
    {
        if let Some((name, rest)) = heading.split_once(" (") {
            let capitals = format!(".SH \"{}\"\n", heading.to_uppercase());
            let name = name.to_uppercase();
            let rest = rest.trim_end_matches(')');
            text = text.replace(&capitals, &format!(".SH \"{name}\"\n{rest}.\n"));
        }
    }
    text.into_bytes()
}
