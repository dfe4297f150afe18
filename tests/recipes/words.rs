//! The calls of cablex on a page, and whether the command knows their words.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::process::Command;

/// The words behind `cablex`, as far as the shell would give them to it. Without a command: options that the prose
/// speaks of, such as `--errors`.
#[derive(Debug)]
pub struct Call {
    place: String,
    words: Vec<String>,
    /// Whether the words stand behind `cablex`.
    named: bool,
}

/// Every call, in the blocks and between backticks in the prose.
pub fn calls(page: &str, text: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    let mut block: Option<(String, String)> = None;
    for (line, number) in text.lines().zip(1..) {
        let place = format!("{page}:{number}");
        if line.starts_with("```") {
            if let Some((place, text)) = block.take() {
                push(&mut calls, &place, &text);
            } else {
                block = Some((place, String::new()));
            }
        } else if let Some((_, text)) = &mut block {
            text.push_str(line);
            text.push('\n');
        } else {
            for span in line.split('`').skip(1).step_by(2) {
                push(&mut calls, &place, span);
                if span.starts_with("--") {
                    let words = words(span).concat();
                    calls.push(Call {
                        place: place.clone(),
                        words,
                        named: false,
                    });
                }
            }
        }
    }
    calls
}

fn push(calls: &mut Vec<Call>, place: &str, text: &str) {
    for command in words(text) {
        let mut words = command.into_iter().skip_while(|word| word != "cablex");
        if words.next().is_some() {
            calls.push(Call {
                place: place.to_owned(),
                words: words.collect(),
                named: true,
            });
        }
    }
}

/// The commands of a script, each as its words: as much of a shell as the pages need.
fn words(script: &str) -> Vec<Vec<String>> {
    let mut commands = vec![Vec::new()];
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = script.chars().peekable();
    while let Some(char) = chars.next() {
        if quote == Some(char) {
            quote = None;
        } else if quote.is_some() {
            word.get_or_insert_default().push(char);
        } else if matches!(char, '\'' | '"') {
            quote = Some(char);
            word.get_or_insert_default();
        } else if char == '\\' && chars.peek() == Some(&'\n') {
            chars.next();
        } else if char == '#' && word.is_none() {
            while chars.peek().is_some_and(|next| *next != '\n') {
                chars.next();
            }
        } else if char.is_whitespace() || "|&;()<>".contains(char) {
            let command = commands.last_mut().unwrap();
            command.extend(word.take());
            if !matches!(char, ' ' | '\t') {
                commands.push(Vec::new());
            }
        } else {
            word.get_or_insert_default().push(char);
        }
    }
    commands.last_mut().unwrap().extend(word);
    commands.retain(|command| !command.is_empty());
    commands
}

/// What the command says of itself.
#[derive(Default)]
pub struct Help(RefCell<BTreeMap<String, String>>);

impl Help {
    /// `cablex COMMAND --help`, read once.
    fn of(&self, command: &str) -> String {
        let mut known = self.0.borrow_mut();
        let read = || {
            let mut call = Command::new(env!("CARGO_BIN_EXE_cablex"));
            call.args(command.split_whitespace()).arg("--help");
            let output = call.output().unwrap();
            assert!(output.status.success(), "{command} --help");
            String::from_utf8(output.stdout).unwrap()
        };
        known.entry(command.to_owned()).or_insert_with(read).clone()
    }

    /// The names of all commands.
    pub fn commands(&self) -> Vec<String> {
        let help = self.of("");
        let (_, list) = help.split_once("\nCommands:\n").unwrap();
        let rows = list.lines().take_while(|line| !line.is_empty());
        let names: Vec<String> = rows
            .map(|row| row.split_whitespace().next().unwrap().to_owned())
            .collect();
        assert!(names.len() > 5, "{names:?}");
        names
    }

    /// What a call has that the command does not know.
    pub fn wrong(&self, call: &Call) -> Option<String> {
        let commands = self.commands();
        let name = call.words.first().map(String::as_str).unwrap_or_default();
        let helps: Vec<String> = if !call.named {
            let all = commands.iter().map(|name| self.of(name));
            all.chain([self.of("")]).collect()
        } else if commands.iter().any(|command| command == name) {
            vec![self.of(name), self.of("")]
        } else if name.is_empty() || name.starts_with('-') || name == "COMMAND" {
            vec![self.of("")]
        } else {
            return Some(format!("{}: no command {name}", call.place));
        };
        let options = call.words.iter().filter(|word| word.starts_with("--"));
        let unknown = options
            .map(|option| option.split('=').next().unwrap())
            .find(|option| {
                let has = |help: &String| {
                    help.split(|c: char| c.is_whitespace() || ",[=".contains(c))
                        .any(|word| word == *option)
                };
                *option != "--" && !helps.iter().any(has)
            })?;
        Some(format!("{}: no option {unknown} of {name}", call.place))
    }
}
