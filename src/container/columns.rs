//! What the columns of a table hold: told by their names, or by what stands in them.

use super::classified;
use super::parts::shows_cable;
use super::values::snake;
use crate::vocab::columns::{self, Thing};
use crate::vocab::{levels, posts};

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// The thing of a cable that it holds; another one where there is none.
    pub thing: Option<Thing>,
    /// The key of what it says; none where it says nothing.
    pub key: String,
}

impl Column {
    fn of(thing: Thing) -> Self {
        Column {
            thing: Some(thing),
            key: key(thing).to_owned(),
        }
    }

    fn other(name: &str, at: usize) -> Self {
        let name = snake(name);
        let key = if name.is_empty() {
            format!("column_{}", at + 1)
        } else {
            name
        };
        Column { thing: None, key }
    }
}

/// The key under which what the container says of a thing is kept.
pub(super) fn key(thing: Thing) -> &'static str {
    match thing {
        Thing::Row => "row",
        Thing::Created => "created",
        Thing::Identifier => "identifier",
        Thing::Origin => "origin",
        Thing::Classification => "classification",
        Thing::References => "references",
        Thing::Header => "header",
        Thing::Body => "body",
    }
}

/// The order in which the archive itself has its columns.
pub(super) const ARCHIVE: [Thing; 8] = [
    Thing::Row,
    Thing::Created,
    Thing::Identifier,
    Thing::Origin,
    Thing::Classification,
    Thing::References,
    Thing::Header,
    Thing::Body,
];

/// The orders in which copies have them, where there is no row of names.
const ORDERS: [[Thing; 8]; 2] = [
    ARCHIVE,
    [
        Thing::Row,
        Thing::Created,
        Thing::Identifier,
        Thing::Classification,
        Thing::Origin,
        Thing::References,
        Thing::Header,
        Thing::Body,
    ],
];

/// How many names of columns are known, and whether the text is among them.
pub(super) fn known(names: &[String]) -> (usize, bool) {
    let found: Vec<Thing> = names
        .iter()
        .filter_map(|name| Some(columns::find(name)?.thing))
        .collect();
    (found.len(), found.contains(&Thing::Body))
}

/// The columns by their names; some rows tell what a name means that may mean two things.
pub(super) fn by_names(names: &[String], rows: &[Vec<String>]) -> Vec<Column> {
    let mut found: Vec<Column> = names
        .iter()
        .enumerate()
        .map(|(at, name)| Column::other(name, at))
        .collect();
    let mut best: Vec<(Thing, u8, usize)> = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let Some(known) = columns::find(name) else {
            continue;
        };
        let cells = || cells(rows, at);
        let holds_ids = cells().next().is_some() && cells().all(is_identifier);
        let thing = match known.thing {
            Thing::Identifier if !holds_ids && cells().all(is_number) => Thing::Row,
            // One that holds several at a time is no identifier.
            Thing::Identifier if !holds_ids && cells().all(are_identifiers) => Thing::References,
            Thing::References if known.rank > 2 && !cells().all(are_identifiers) => continue,
            thing => thing,
        };
        best.push((thing, known.rank, at));
    }
    // A thing that several names may mean is in the column whose name is surest.
    best.sort_by_key(|(_, rank, at)| (*rank, *at));
    let mut taken = Vec::new();
    for (thing, _, at) in best {
        if !taken.contains(&thing) {
            taken.push(thing);
            if let Some(column) = found.get_mut(at) {
                *column = Column::of(thing);
            }
        }
    }
    apart(found)
}

/// The columns by what they hold: a text of a cable at least, and an identifier or a date beside it; names may be there
/// that are not known.
pub(super) fn by_content(names: Option<&[String]>, rows: &[Vec<String>]) -> Option<Vec<Column>> {
    let count = rows.first()?.len();
    let mut things: Vec<Option<Thing>> = (0..count).map(|at| thing(rows, at)).collect();
    let width = |at: usize| cells(rows, at).map(str::len).sum::<usize>();
    // Of several that may be the text, that with classification lines is, then the longest; another one is the header.
    let texts: Vec<usize> = places(&things, Thing::Body);
    let classified = |at: usize| cells(rows, at).filter(|cell| is_classified(cell)).count();
    let body = *texts
        .iter()
        .max_by_key(|at| (classified(**at), width(**at)))?;
    let header = texts.iter().copied().find(|at| *at != body);
    for at in texts {
        let own = (at == body).then_some(Thing::Body);
        let own = own.or((Some(at) == header).then_some(Thing::Header));
        set(&mut things, at, own);
    }
    // The column with most of them is the identifier; the others hold references.
    let ids = places(&things, Thing::Identifier);
    let filled = |at: &usize| cells(rows, *at).count();
    let most = ids.iter().map(&filled).max().unwrap_or(0);
    let own = ids.iter().copied().find(|at| filled(at) == most);
    for at in ids {
        set(
            &mut things,
            at,
            Some(if Some(at) == own {
                Thing::Identifier
            } else {
                Thing::References
            }),
        );
    }
    // Two numbers at the beginning: an index, and the number of the row.
    let numbers = places(&things, Thing::Row);
    let row = numbers.iter().take(2).copied().last();
    for at in numbers {
        set(&mut things, at, (Some(at) == row).then_some(Thing::Row));
    }
    first_only(&mut things);
    if !things.contains(&Some(Thing::Identifier)) && !things.contains(&Some(Thing::Created)) {
        return None;
    }
    in_order(&mut things, row.map_or(0, |at| usize::from(at == 1)));
    let column = |(at, thing): (usize, Option<Thing>)| match thing {
        Some(thing) => Column::of(thing),
        None => Column::other(
            names
                .and_then(|names| names.get(at))
                .map_or("", String::as_str),
            at,
        ),
    };
    Some(apart(things.into_iter().enumerate().map(column).collect()))
}

/// Where nothing contradicts one of the known orders, what is empty in the rows that were looked at is what stands there
/// in that order.
fn in_order(things: &mut [Option<Thing>], index: usize) {
    let own = things.get_mut(index..).unwrap_or_default();
    for order in ORDERS {
        let agrees = |(own, order): (&Option<Thing>, &Thing)| own.is_none_or(|own| own == *order);
        if own.len() == order.len() && own.iter().zip(&order).all(agrees) {
            for (own, order) in own.iter_mut().zip(order) {
                *own = Some(order);
            }
            return;
        }
    }
}

/// A thing is in one column only.
fn first_only(things: &mut [Option<Thing>]) {
    let mut seen = Vec::new();
    for thing in things {
        if let Some(own) = *thing {
            if seen.contains(&own) {
                *thing = None;
            } else {
                seen.push(own);
            }
        }
    }
}

/// Keys that meet are kept apart.
fn apart(mut columns: Vec<Column>) -> Vec<Column> {
    let mut seen: Vec<String> = Vec::new();
    for column in &mut columns {
        while seen.contains(&column.key) {
            column.key.push('_');
        }
        seen.push(column.key.clone());
    }
    columns
}

fn places(things: &[Option<Thing>], thing: Thing) -> Vec<usize> {
    let found = things.iter().enumerate();
    found
        .filter(|(_, own)| **own == Some(thing))
        .map(|(at, _)| at)
        .collect()
}

fn set(things: &mut [Option<Thing>], at: usize, thing: Option<Thing>) {
    if let Some(own) = things.get_mut(at) {
        *own = thing;
    }
}

/// The cells of a column that hold anything.
fn cells(rows: &[Vec<String>], at: usize) -> impl Iterator<Item = &str> {
    rows.iter()
        .filter_map(move |row| row.get(at))
        .map(|cell| cell.trim())
        .filter(|cell| !cell.is_empty() && *cell != "NULL")
}

/// What the cells of a column show.
fn thing(rows: &[Vec<String>], at: usize) -> Option<Thing> {
    let cells = || cells(rows, at);
    cells().next()?;
    if cells().all(is_identifier) {
        Some(Thing::Identifier)
    } else if cells().all(is_number) {
        Some(Thing::Row)
    } else if cells().all(is_date) {
        Some(Thing::Created)
    } else if cells().all(is_level) {
        Some(Thing::Classification)
    } else if cells().all(are_identifiers) {
        Some(Thing::References)
    } else if cells().any(shows_cable) {
        Some(Thing::Body)
    } else if cells().all(|cell| cell.len() < 64) && cells().any(is_origin) {
        Some(Thing::Origin)
    } else {
        None
    }
}

/// Whether a text has a classification line with post and number.
fn is_classified(text: &str) -> bool {
    text.lines()
        .any(|line| classified::number(line.trim().as_bytes()).is_some())
}

/// Whether a row shows a cable: a line that only one has, or the identifier of one.
pub(super) fn show_cable(row: &[String]) -> bool {
    row.iter()
        .any(|value| shows_cable(value) || is_sure_identifier(value))
}

/// Whether a value is the identifier of a cable from a post that is known: other things have such numbers too.
pub(super) fn is_sure_identifier(text: &str) -> bool {
    let post = text
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .trim_end_matches(|c: char| c.is_ascii_digit());
    is_identifier(text) && posts::canonical(post.trim()).is_some()
}

/// Whether a value looks like an identifier, a mangled one too: `09LIMA12`, `1976LIMA00012`.
pub(super) fn is_identifier(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(text.len() - rest.len(), 2 | 4)
        && text.len() <= 48
        && rest.starts_with(|c: char| c.is_ascii_uppercase())
        && rest.ends_with(|c: char| c.is_ascii_digit())
        && rest
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b" -.".contains(&b))
}

/// Whether a value holds identifiers and nothing else.
pub(super) fn are_identifiers(text: &str) -> bool {
    let mut items = references(text).peekable();
    items.peek().is_some() && items.all(is_identifier)
}

/// The items of a list of references, however they are set apart.
pub(super) fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split(['|', ',', ';', '\n'])
        .map(|item| item.trim_matches(|c: char| c.is_whitespace() || "\"'[]{}".contains(c)))
        .filter(|item| !item.is_empty())
}

pub(super) fn is_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a value looks like a date: three numbers apart, and a time behind them or not.
pub(super) fn is_date(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 40 {
        return false;
    }
    let mut date = text
        .split(['T', ' '])
        .next()
        .unwrap_or_default()
        .splitn(3, ['-', '/']);
    let (Some(a), Some(b), Some(c)) = (date.next(), date.next(), date.next()) else {
        return false;
    };
    let is_part =
        |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    [a, b, c].into_iter().all(is_part)
        && (a.len() == 4) != (c.len() == 4)
        && text
            .bytes()
            .all(|b| b.is_ascii_digit() || b"-/:. TZ+APMapmUC".contains(&b))
}

fn is_level(text: &str) -> bool {
    text.len() < 64
        && levels::read(text).is_some_and(|words| text.get(words.len..).is_some_and(is_caveat))
}

/// What may follow a level in its cell: `//NOFORN`.
fn is_caveat(rest: &str) -> bool {
    let rest = rest.trim();
    rest.is_empty() || rest.starts_with('/') && !rest.contains(char::is_whitespace)
}

fn is_origin(text: &str) -> bool {
    posts::of_origin(text).is_some()
}

#[cfg(test)]
mod tests;
