//! No two files need one another: what both need lies in a third.
//!
//! A file and the folder of its name are one room: what lies in the folder may use what the file holds, however the file
//! uses it. Everything else that a file names leads to the file that has it, whichever files pass it on.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::group_items;
use crate::{Source, sources};

/// Circles that are still there: the files of each. A row that is needed no more has to go.
const LEFT: &[&[&str]] = &[];

/// The names that lead to a module or an item from the crate's root on, as `parse`, `field`, `tags`, `read`.
type Path = Vec<String>;

/// What a file has to do with others.
#[derive(Default)]
struct File {
    /// What it has from elsewhere, by the names that it has here.
    names: BTreeMap<String, Path>,
    /// What it uses of the crate.
    uses: BTreeSet<Path>,
}

/// All files of the crate, by their modules; those that are tests are left out.
struct Files(BTreeMap<Path, File>);

impl Files {
    fn read() -> Self {
        let mut files = BTreeMap::new();
        let mut tests: Vec<Path> = Vec::new();
        for source in sources("src") {
            let mut own = names(source.module());
            if own == ["main"] || tests.iter().any(|tests| own.starts_with(tests)) {
                continue;
            }
            if own == ["lib"] {
                own.clear();
            }
            let (code, of_tests) = without_tests(&source);
            tests.extend(of_tests.map(|name| joined(&own, [name])));
            files.insert(own.clone(), File::read(&own, &code));
        }
        Files(files)
    }

    /// The module of the file that has what a path names.
    fn home(&self, path: &[String]) -> Option<&Path> {
        let mut path = path.to_vec();
        // However often it is passed on.
        for _ in 0..8 {
            let of_module = |at: &usize| self.0.get_key_value(&path[..*at]);
            let (module, file) = (0..=path.len()).rev().find_map(|at| of_module(&at))?;
            let passed_on = path.get(module.len()).and_then(|name| file.names.get(name));
            match passed_on.filter(|target| !path.starts_with(target)) {
                Some(target) => path = joined(target, path[module.len() + 1..].iter().cloned()),
                None => return Some(module),
            }
        }
        None
    }

    /// What a file uses of other files, beside those in whose folders it lies: the module of each, and the path.
    fn needs<'a>(&'a self, own: &'a Path) -> impl Iterator<Item = (&'a Path, &'a Path)> {
        let uses = self.0.get(own).into_iter().flat_map(|file| &file.uses);
        // What a module is imported for stands where its items are named.
        let items = uses.filter(|path| !self.0.contains_key(*path));
        let needs = items.filter_map(|path| Some((self.home(path)?, path)));
        needs.filter(|(home, _)| !own.starts_with(home))
    }

    /// The files of each circle.
    fn circles(&self) -> BTreeSet<BTreeSet<&Path>> {
        let needs = |own| self.needs(own).map(|(home, _)| home).collect();
        let direct: BTreeMap<&Path, BTreeSet<&Path>> =
            self.0.keys().map(|own| (own, needs(own))).collect();
        let all: BTreeMap<&Path, BTreeSet<&Path>> = self
            .0
            .keys()
            .map(|own| (own, reached(own, &direct)))
            .collect();
        let circle = |own: &&Path| -> BTreeSet<&Path> {
            let there = all[own].iter().copied();
            there.filter(|other| all[other].contains(own)).collect()
        };
        let circles = all.keys().map(circle);
        circles.filter(|circle| !circle.is_empty()).collect()
    }
}

/// All files that a file needs, directly or for what it needs.
fn reached<'a>(
    own: &'a Path,
    direct: &BTreeMap<&'a Path, BTreeSet<&'a Path>>,
) -> BTreeSet<&'a Path> {
    let (mut reached, mut open) = (BTreeSet::new(), vec![own]);
    while let Some(next) = open.pop() {
        let new = direct[next].iter().filter(|file| reached.insert(**file));
        open.extend(new);
    }
    reached
}

impl File {
    /// Reads the code of the file of a module.
    fn read(own: &Path, code: &str) -> Self {
        let mut file = File::default();
        let mut imports = Vec::new();
        let mut modules = BTreeSet::new();
        let mut rest = String::new();
        let mut lines = code.lines();
        while let Some(line) = lines.next() {
            let (is_passed_on, item) = visibility(line);
            if let Some(tree) = item.strip_prefix("use ") {
                let mut tree = tree.to_owned();
                while !tree.ends_with(';') {
                    tree += lines.next().unwrap().trim();
                }
                imports.push((is_passed_on, tree));
            } else if let Some(module) = declared(item) {
                modules.insert(module);
            } else {
                rest += line;
                rest.push('\n');
            }
        }
        let words: BTreeSet<&str> = rest.split(|c| !is_of_name(c)).collect();
        for (is_passed_on, tree) in imports {
            for (path, name) in imported(tree.trim_end_matches(';'), &[]) {
                let Some(path) = absolute(own, &modules, &path) else {
                    continue;
                };
                if !is_passed_on || words.contains(name.as_str()) {
                    file.uses.insert(path.clone());
                }
                file.names.insert(name, path);
            }
        }
        // Paths in expressions begin with a name that is known here, or as imports do.
        for word in rest.split(|c| !is_of_name(c) && c != ':') {
            let path = names(word.split("::").filter(|name| !name.is_empty()));
            if let [first, _, ..] = path.as_slice() {
                file.uses.extend(match file.names.get(first) {
                    Some(known) => Some(joined(known, path[1..].iter().cloned())),
                    None => absolute(own, &modules, &path),
                });
            }
        }
        file
    }
}

fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> Path {
    names.into_iter().map(str::to_owned).collect()
}

fn joined(path: &[String], rest: impl IntoIterator<Item = String>) -> Path {
    path.iter().cloned().chain(rest).collect()
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// An item without `pub` and the like, and whether it had that.
fn visibility(line: &str) -> (bool, &str) {
    let line = line.trim_start();
    match line.strip_prefix("pub") {
        Some(rest) if rest.starts_with([' ', '(']) => {
            (true, rest.split_once(' ').map_or(rest, |(_, item)| item))
        }
        _ => (false, line),
    }
}

/// The module that an item declares whose text is elsewhere.
fn declared(item: &str) -> Option<&str> {
    item.strip_prefix("mod ")?.strip_suffix(';')
}

/// The paths of a use tree, each with the name that it has from then on.
fn imported(tree: &str, base: &[String]) -> Vec<(Path, String)> {
    if let Some((path, group)) = tree.split_once("::{") {
        let base = joined(base, names(path.split("::")));
        let items = group_items(group).into_iter().map(str::trim);
        let items = items.filter(|item| !item.is_empty());
        return items.flat_map(|item| imported(item, &base)).collect();
    }
    let (path, name) = match tree.split_once(" as ") {
        Some((path, name)) => (path, Some(name.to_owned())),
        None => (tree, None),
    };
    let path = names(path.split("::").filter(|name| *name != "self"));
    let path = joined(base, path);
    let last = path.last().cloned().unwrap_or_default();
    vec![(path, name.unwrap_or(last))]
}

/// A path as it is from the crate's root on; nothing where it leads elsewhere.
fn absolute(own: &Path, modules: &BTreeSet<&str>, path: &[String]) -> Option<Path> {
    let up = path.iter().take_while(|name| *name == "super").count();
    let rest = path[up..].iter().cloned();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some(joined(own, path[1..].iter().cloned())),
        "super" => Some(joined(&own[..own.len().checked_sub(up)?], rest)),
        first => modules.contains(first).then(|| joined(own, rest)),
    }
}

/// A file's code without comments and without what is for tests only, and the modules of other files that are.
fn without_tests(source: &Source) -> (String, impl Iterator<Item = String>) {
    let (mut code, mut modules) = (String::new(), Vec::new());
    let mut lines = source.text.lines();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            if !line.trim_start().starts_with("//") {
                code += line;
                code.push('\n');
            }
            continue;
        }
        let item = lines
            .find(|line| !line.trim_start().starts_with("#["))
            .unwrap();
        modules.extend(declared(visibility(item).1).map(str::to_owned));
        if !item.ends_with([';', ',']) {
            let indent = item.len() - item.trim_start().len();
            let end = format!("{}}}", &item[..indent]);
            lines.find(|line| *line == end).unwrap();
        }
    }
    (code, modules.into_iter())
}

/// A module as its file is called, without the folder of all and the ending.
fn file(module: &Path) -> String {
    module.join("/")
}

#[test]
fn no_two_files_need_one_another() {
    let files = Files::read();
    let circles = files.circles();
    let found: Vec<Vec<String>> = circles
        .iter()
        .map(|circle| circle.iter().map(|module| file(module)).collect())
        .collect();
    let mut needs = BTreeSet::new();
    for circle in &circles {
        for own in circle {
            let inside = files.needs(own).filter(|(home, _)| circle.contains(home));
            let said = |(home, path): (&Path, &Path)| {
                format!("{} needs {} of {}", file(own), path.join("::"), file(home))
            };
            needs.extend(inside.map(said));
        }
    }
    assert_eq!(found, LEFT, "circles of files: {needs:#?}");
}

#[test]
fn what_a_file_needs_is_found_behind_what_passes_it_on() {
    let own = names(["parse", "field"]);
    let code = "mod tags;\npub(super) use tags::{Tag, read as tags};\nuse super::order::{\n    self as orders, Order,\n};\nuse std::fmt;\n\
                fn f() -> Order {\n    orders::find(crate::vocab::posts::CODES, fmt::Error)\n}\n";
    let file = File::read(&own, code);
    let uses: Vec<String> = file.uses.iter().map(|path| path.join("::")).collect();
    assert_eq!(
        uses,
        [
            "parse::order",
            "parse::order::Order",
            "parse::order::find",
            "vocab::posts::CODES"
        ]
    );
    assert_eq!(file.names["tags"].join("::"), "parse::field::tags::read");
}
