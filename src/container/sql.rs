//! The archive as a dump of a database: the rows of `INSERT` and `COPY`.
//!
//! ```text
//! INSERT INTO `cable` VALUES (1,'2009-07-17 04:51:00','09LIMA12','SECRET','Embassy Lima','','VZCZC...','S E C R E T ...'),(2,...
//! COPY cables (id, date, refid, content) FROM stdin;
//! ```
//!
//! A tuple, or a line behind `COPY`, is a message. Its columns are those that the statement names, or the `CREATE TABLE`
//! before it; where neither does, what the first row holds tells. Tables without cables, and all other statements, are
//! passed over as they come: nothing of the dump is held but one tuple. (Parsers of SQL want a whole statement, which
//! may be the whole archive.)

mod dialect;
mod statement;
mod values;

use std::sync::Arc;

use super::columns::{self, Column};
use super::content::{Content, Cut, Stretch};
use super::form::Form;
use super::line::slice;
use super::row;
use crate::diagnostic::shown;
use crate::error::InputErrorKind;
pub(super) use dialect::{Dialect, Table};
use statement::{Lexer, Named, Statement};

/// So much is passed over at once.
const STEP: usize = 1 << 16;
/// So many rows tell whether a table holds cables.
const TRIES: u32 = 16;

/// Whether an input is a dump, and its dialect: it begins with a statement or a comment, and rows follow.
pub(super) fn recognise(head: &[u8]) -> Option<Dialect> {
    if !statement::begins(head) {
        return None;
    }
    let has = |word: &str| memchr::memmem::find(head, word.as_bytes()).is_some();
    let rows = [
        "INSERT ", "insert ", "REPLACE ", "replace ", "COPY ", "copy ",
    ];
    let at_line = |word: &&str| head.starts_with(word.as_bytes()) || has(&format!("\n{word}"));
    if !rows.iter().any(at_line) {
        return None;
    }
    let backslash =
        if has("PostgreSQL") || has("standard_conforming_strings = on") || has("PRAGMA ") {
            false
        } else {
            has("MySQL") || has("MariaDB") || has("\\'") || has(" `") || !has("''") && has("\\n")
        };
    Some(Dialect { backslash })
}

/// Finds where tuples end.
pub(super) struct Cutter {
    dialect: Dialect,
    /// Bytes that have been looked at of what is open.
    at: usize,
    place: Place,
    /// The columns of tables that were created.
    created: Vec<Named>,
    /// The table whose rows come, and what is known of it.
    opened: Named,
    table: Rows,
    /// The names of tables that hold no cables.
    others: Vec<String>,
    seen: bool,
    stretch: Stretch,
}

/// Where in the dump the cutter stands.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Before a statement.
    Statement,
    /// In a statement of no concern, up to its end.
    Other(Lexer),
    /// Before a tuple.
    Before,
    /// In a tuple, inside so many parentheses; in a string or not.
    Tuple(usize, bool),
    /// Behind `COPY`, before its lines.
    Copied,
    /// Before a line of it.
    Line,
}

/// What is known of a table.
enum Rows {
    /// It holds cables.
    Cables(Arc<Form>),
    /// It holds none.
    Other,
    /// Not yet known; so many rows have been looked at.
    Unknown(u32),
}

impl Cutter {
    pub(super) fn new(dialect: Dialect) -> Self {
        Cutter {
            dialect,
            at: 0,
            place: Place::Statement,
            created: Vec::new(),
            opened: Named::default(),
            table: Rows::Other,
            others: Vec::new(),
            seen: false,
            stretch: Stretch::Between,
        }
    }

    /// Cuts off a stretch. A dump without cables is told of in its last one, so one is kept until it is known whether
    /// any is there.
    fn cut(&mut self, bytes: &[u8], end: usize, stretch: Stretch, last: bool) -> Option<usize> {
        let (mut end, mut stretch) = (end, stretch);
        if stretch != Stretch::Message && !self.seen && end == bytes.len() {
            if last {
                stretch = Stretch::Nothing;
            } else {
                end -= 1;
            }
        }
        self.at = self.at.saturating_sub(end);
        self.stretch = stretch;
        (end > 0).then_some(end)
    }

    /// All that there is, which is no row.
    fn rest(&mut self, bytes: &[u8]) -> Option<usize> {
        self.at = bytes.len();
        self.cut(bytes, bytes.len(), Stretch::Between, true)
    }

    /// What has been looked at is no row: it is cut off where it is long.
    fn pass(&mut self, bytes: &[u8]) -> Option<usize> {
        if self.at > STEP {
            return self.cut(bytes, self.at, Stretch::Between, false);
        }
        None
    }

    /// Reads what a statement begins with. False where more bytes are needed.
    fn statement(&mut self, bytes: &[u8], last: bool) -> bool {
        let Some(at) = statement::start(bytes, self.at, last) else {
            return false;
        };
        self.at = at;
        let rest = slice(bytes, at..bytes.len());
        match statement::read(rest, last) {
            None => return false,
            Some(Statement::Create(named)) => {
                self.created.push(named);
                self.place = Place::Other(Lexer::Code);
            }
            Some(Statement::Insert(named, len)) => {
                self.open(named);
                self.at += len;
                self.place = Place::Before;
            }
            Some(Statement::Copy(named, len)) => {
                self.open(named);
                self.at += len;
                self.place = Place::Copied;
            }
            Some(Statement::Other) => self.place = Place::Other(Lexer::Code),
        }
        true
    }

    /// A table's rows follow.
    fn open(&mut self, mut named: Named) {
        if named.columns.is_empty()
            && let Some(created) = self.created.iter().find(|own| own.table == named.table)
        {
            named.columns.clone_from(&created.columns);
        }
        if self.opened != named {
            self.opened = named;
            self.table = Rows::Unknown(0);
        }
    }

    /// A row ends: what it is.
    fn row(&mut self, raw: &[u8], copy: bool) -> Stretch {
        if let Rows::Unknown(tries) = self.table {
            let values = if copy {
                Some(values::line(raw))
            } else {
                values::tuple(raw, self.dialect)
            };
            let texts: Vec<String> = values
                .unwrap_or_default()
                .into_iter()
                .map(|value| String::from_utf8_lossy(&value.unwrap_or_default()).into_owned())
                .collect();
            let columns = columns::show_cable(&texts)
                .then(|| columns_of(&self.opened.columns, texts))
                .flatten();
            self.table = match columns {
                Some(columns) => Rows::Cables(Arc::new(Form::Tuples(Table {
                    dialect: self.dialect,
                    columns,
                    copy,
                }))),
                None => self.other(tries + 1),
            };
        }
        if matches!(self.table, Rows::Cables(_)) {
            self.seen = true;
            Stretch::Message
        } else {
            Stretch::Between
        }
    }

    /// So many rows of the table have shown no cable.
    fn other(&mut self, tries: u32) -> Rows {
        if !self.others.contains(&self.opened.table) {
            self.others.push(self.opened.table.clone());
        }
        if tries < TRIES {
            Rows::Unknown(tries)
        } else {
            Rows::Other
        }
    }

    /// A tuple, up to the comma behind it.
    fn tuple(&mut self, bytes: &[u8], depth: usize, in_string: bool, last: bool) -> Option<usize> {
        let (mut depth, mut in_string) = (depth, in_string);
        loop {
            let rest = slice(bytes, self.at..bytes.len());
            let found = if in_string {
                let backslash = if self.dialect.backslash { b'\\' } else { b'\'' };
                memchr::memchr2(b'\'', backslash, rest)
            } else {
                memchr::memchr3(b'\'', b'(', b')', rest)
            };
            let Some(found) = found else {
                self.at = bytes.len();
                self.place = Place::Tuple(depth, in_string);
                if !last {
                    return None;
                }
                let stretch = self.row(bytes, false);
                return self.cut(bytes, bytes.len(), stretch, last);
            };
            self.at += found;
            match slice(rest, found..rest.len()) {
                [b'\\', ..] if in_string => {
                    if self.at + 1 == bytes.len() && !last {
                        self.place = Place::Tuple(depth, in_string);
                        return None;
                    }
                    self.at = bytes.len().min(self.at + 2);
                }
                // A doubled quote opens its string again.
                [b'\'', ..] => {
                    in_string = !in_string;
                    self.at += 1;
                }
                [b'(', ..] => {
                    depth += 1;
                    self.at += 1;
                }
                _ => {
                    depth -= 1;
                    self.at += 1;
                    if depth == 0 {
                        self.place = Place::Before;
                        let stretch = self.row(slice(bytes, 0..self.at), false);
                        return self.cut(bytes, self.at, stretch, last);
                    }
                }
            }
        }
    }

    /// A line behind `COPY`, or its end.
    fn line(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        let rest = slice(bytes, self.at..bytes.len());
        let end = match memchr::memchr(b'\n', rest) {
            Some(feed) => self.at + feed + 1,
            None if last => bytes.len(),
            None => {
                self.at = bytes.len();
                return None;
            }
        };
        let line = slice(bytes, 0..end);
        self.at = end;
        let stretch = if line.trim_ascii_end() == b"\\." {
            self.place = Place::Statement;
            Stretch::Between
        } else {
            self.row(line, true)
        };
        self.cut(bytes, end, stretch, last)
    }
}

/// The columns of a table by their names, else by what a row holds.
fn columns_of(names: &[String], row: Vec<String>) -> Option<Vec<Column>> {
    let rows = [row];
    let (_, has_text) = columns::known(names);
    if has_text {
        return Some(columns::by_names(names, &rows));
    }
    columns::by_content((!names.is_empty()).then_some(names), &rows)
}

impl Cut for Cutter {
    fn end(&mut self, bytes: &[u8], last: bool) -> Option<usize> {
        if bytes.is_empty() {
            return None;
        }
        loop {
            match self.place {
                Place::Statement => {
                    if !self.statement(bytes, last) {
                        return if last { self.rest(bytes) } else { None };
                    }
                }
                Place::Other(lexer) => {
                    let (found, lexer) = statement::end(bytes, self.at, lexer);
                    self.at = found.unwrap_or(bytes.len());
                    if found.is_some() {
                        self.place = Place::Statement;
                    } else {
                        self.place = Place::Other(lexer);
                        return if last {
                            self.rest(bytes)
                        } else {
                            self.pass(bytes)
                        };
                    }
                }
                Place::Before => {
                    let rest = slice(bytes, self.at..bytes.len());
                    let between = |b: &&u8| b.is_ascii_whitespace() || **b == b',';
                    let blank = rest.iter().take_while(between).count();
                    match rest.get(blank) {
                        None if last => return self.rest(bytes),
                        // What stands between two tuples goes with the second.
                        None => return None,
                        Some(b'(') if self.at > 0 => {
                            return self.cut(bytes, self.at, Stretch::Between, last);
                        }
                        Some(b'(') => {
                            self.at = blank + 1;
                            self.place = Place::Tuple(1, false);
                        }
                        Some(_) => {
                            self.at += blank;
                            self.place = Place::Other(Lexer::Code);
                        }
                    }
                }
                Place::Tuple(depth, in_string) => {
                    return self.tuple(bytes, depth, in_string, last);
                }
                Place::Copied => {
                    self.place = Place::Line;
                    return self.cut(bytes, self.at, Stretch::Between, last);
                }
                Place::Line => return self.line(bytes, last),
            }
        }
    }

    fn stretch(&self) -> Stretch {
        self.stretch
    }

    fn skip(&mut self) -> bool {
        self.at = 0;
        true
    }

    fn form(&self) -> Option<Arc<Form>> {
        match (&self.table, self.stretch) {
            (Rows::Cables(form), Stretch::Message) => Some(form.clone()),
            (_, Stretch::Nothing) => Some(Arc::new(Form::Nothing(self.reason()))),
            _ => None,
        }
    }
}

impl Cutter {
    /// Why the dump gave no cables.
    fn reason(&self) -> String {
        let tables = self.others.join(", ");
        let tables = if tables.is_empty() {
            "no rows".to_owned()
        } else {
            format!("tables {}", shown(&tables))
        };
        format!(
            "a dump of a database without cables: {tables}; looked for a column with their texts beside one with their identifiers or dates"
        )
    }
}

/// Reads a row.
pub(super) fn read(raw: &[u8], table: &Table) -> Result<Content, InputErrorKind> {
    let values = if table.copy {
        values::line(raw)
    } else {
        values::tuple(raw, table.dialect)
            .ok_or_else(|| InputErrorKind::Damaged("the tuple has no end".to_owned()))?
    };
    if values.len() != table.columns.len() {
        return Err(InputErrorKind::Damaged(format!(
            "{} of {} columns",
            values.len(),
            table.columns.len()
        )));
    }
    Ok(row::content(&table.columns, values))
}

#[cfg(test)]
mod tests;
