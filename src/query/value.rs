//! The values of fields that hold codes and names.

use super::wrong::Wrong;
use super::{Code, CodeField};
use crate::near;
use crate::parse;
use crate::record::{Kind, Level};
use crate::vocab::posts;

/// Levels of classification as queries name them; the first name of a level is the one that is printed.
pub(super) const LEVELS: &[(&str, Level)] = &[
    ("unclassified", Level::Unclassified),
    ("confidential", Level::Confidential),
    ("secret", Level::Secret),
    ("top-secret", Level::TopSecret),
    ("u", Level::Unclassified),
    ("c", Level::Confidential),
    ("s", Level::Secret),
    ("ts", Level::TopSecret),
];

/// Kinds of documents as queries name them.
pub(super) const KINDS: &[(&str, Kind)] = &[
    ("cable", Kind::Cable),
    ("withdrawal", Kind::Withdrawal),
    ("document", Kind::Document),
];

pub(super) fn class(text: &str) -> Result<Level, Wrong> {
    let hint = "the classifications are u, c, s and ts, or in full unclassified, confidential, secret, top-secret";
    named(text, LEVELS, "classification", hint)
}

pub(super) fn kind(text: &str) -> Result<Kind, Wrong> {
    named(
        text,
        KINDS,
        "kind",
        "the kinds are cable, withdrawal and document",
    )
}

/// What has this name, whatever stands between its words.
fn named<T: Copy>(
    text: &str,
    names: &[(&'static str, T)],
    of: &str,
    hint: &str,
) -> Result<T, Wrong> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|word| !word.is_empty())
        .collect();
    let name = words.join("-").to_lowercase();
    if let Some((_, found)) = names.iter().find(|(known, _)| *known == name) {
        return Ok(*found);
    }
    let long = names
        .iter()
        .map(|(known, _)| *known)
        .filter(|known| known.len() > 2);
    let is_begun = |known: &str| name.len() > 2 && known.starts_with(&name);
    let nearest = near::nearest(long, |known| {
        if is_begun(known) {
            1.0
        } else {
            strsim::jaro_winkler(known, &name)
        }
    });
    let message = format!("there is no {of} {text:?}{}", near::did_you_mean(&nearest));
    Err(if nearest.is_empty() {
        Wrong::new(message, hint)
    } else {
        Wrong::plain(message)
    })
}

/// A code or a name; `*` behind it makes it a beginning.
pub(super) fn code(field: CodeField, text: &str, is_quoted: bool) -> Result<Code, Wrong> {
    let stem = text.strip_suffix('*').filter(|_| !is_quoted);
    let given = stem.unwrap_or(text);
    if given.chars().all(char::is_whitespace) {
        return Err(match stem {
            Some(_) => Wrong::new(
                "* stands alone",
                "it stands behind the beginning, as in tag:PR*",
            ),
            None => Wrong::plain("nothing stands in these quotation marks"),
        });
    }
    let is_odd = |c: char| c == '*' || c == '~' || c == '"' || c.is_control();
    if let Some(odd) = given.chars().find(|c| is_odd(*c)) {
        let hint = if odd == '*' {
            "it stands at the end, outside of quotation marks"
        } else {
            "fields with codes take a code, or its beginning with *"
        };
        return Err(Wrong::new(format!("no code holds {odd:?}"), hint));
    }
    if !is_quoted && given.contains([',', ';']) {
        let hint = "several stand in parentheses, as in tag:(PREL OR PGOV); what has a comma, in quotation marks";
        return Err(Wrong::new(format!("{given:?} is not one value"), hint));
    }
    if stem.is_some() {
        return Ok(Code::Begins(match field {
            CodeField::Tag | CodeField::Caption => capitals(given),
            CodeField::Post | CodeField::Cites | CodeField::Id => glued(given),
        }));
    }
    let code = match field {
        CodeField::Tag | CodeField::Caption => capitals(given),
        CodeField::Post => match posts::canonical(given) {
            Some(post) => post.to_owned(),
            None => glued(given),
        },
        CodeField::Cites | CodeField::Id => parse::id(given).map_err(|error| match error {
            parse::NoId::NoYear { .. } => Wrong::plain(error.to_string()),
            parse::NoId::Unread => Wrong::new(
                format!("{given:?} is no cable's id"),
                "an id is year, post and number: 09TASHKENT1243, or in quotation marks \"09 TASHKENT 1243\"",
            ),
        })?,
    };
    Ok(Code::Is(code))
}

/// In capitals, with one blank between words.
fn capitals(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(str::to_uppercase).collect();
    words.join(" ")
}

/// In capitals, without blanks.
fn glued(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.flat_map(char::to_uppercase).collect()
}
