//! The blocks of a page: the README, or one of docs/recipes.

/// What a block is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Sh,
    /// Lines that begin with `$ ` are commands; what follows is what they print.
    Console,
    Python,
    R,
    Sql,
    /// Shown, and compared with nothing.
    Json,
    Rust,
}

impl Language {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "sh" => Self::Sh,
            "console" => Self::Console,
            "python" => Self::Python,
            "r" => Self::R,
            "sql" => Self::Sql,
            "json" => Self::Json,
            "rust" => Self::Rust,
            _ => return None,
        })
    }

    pub fn runs(self) -> bool {
        !matches!(self, Self::Json | Self::Rust)
    }
}

pub struct Block {
    pub language: Language,
    /// The page, and the line of it where the block begins.
    pub place: String,
    pub text: String,
    /// The block `text` that follows it: what it prints.
    pub shown: Option<String>,
    /// `<!-- not run: why -->` stands before it.
    pub not_run: Option<String>,
}

impl Block {
    /// The commands of a console, each with what it prints.
    pub fn commands(&self) -> Vec<(String, String)> {
        let mut commands: Vec<(String, String)> = Vec::new();
        for line in self.text.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                commands.push((command.to_owned(), String::new()));
            } else if let Some((_, shown)) = commands.last_mut() {
                shown.push_str(line);
                shown.push('\n');
            } else {
                panic!("{}: it does not begin with `$ `", self.place);
            }
        }
        commands
    }
}

pub fn blocks(page: &str, text: &str) -> Vec<Block> {
    read(page, text).unwrap_or_else(|error| panic!("{page}:{error}"))
}

/// All blocks, or what is wrong: a language or a comment that nothing here knows, a block that shows what nothing prints.
pub fn read(page: &str, text: &str) -> Result<Vec<Block>, String> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut not_run = None;
    // Whether nothing but empty lines stands between the last block and this line.
    let mut behind_block = false;
    let mut lines = text.lines().zip(1..);
    while let Some((line, number)) = lines.next() {
        if let Some(name) = line.strip_prefix("```") {
            let mut text = String::new();
            loop {
                match lines.next() {
                    Some(("```", _)) => break,
                    Some((line, _)) => {
                        text.push_str(line);
                        text.push('\n');
                    }
                    None => return Err(format!("{number}: a block without an end")),
                }
            }
            let not_run = not_run.take();
            if name == "text" {
                match blocks.last_mut() {
                    Some(last) if behind_block && last.language.runs() => last.shown = Some(text),
                    _ => return Err(format!("{number}: no block that prints this")),
                }
                behind_block = false;
                continue;
            }
            let Some(language) = Language::named(name) else {
                return Err(format!("{number}: a block of {name:?}"));
            };
            behind_block = true;
            blocks.push(Block {
                language,
                place: format!("{page}:{number}"),
                text,
                shown: None,
                not_run,
            });
            continue;
        }
        if not_run.is_some() {
            return Err(format!("{number}: a marker, and no block behind it"));
        }
        if line.contains("<!--") {
            let why = line
                .strip_prefix("<!-- not run: ")
                .and_then(|rest| rest.strip_suffix(" -->"));
            match why {
                Some(why) if !why.trim().is_empty() => not_run = Some(why.to_owned()),
                _ => return Err(format!("{number}: a marker that nobody knows: {line}")),
            }
        }
        behind_block &= line.is_empty();
    }
    Ok(blocks)
}
