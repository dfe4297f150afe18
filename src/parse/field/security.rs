//! Format line 4: the security warning, then operating signals, their operands, remarks in parentheses.

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::element::signal;
use crate::parse::fragment::{Fragment, lines_of};
use crate::record::{self, Level};
use crate::vocab::levels;

/// What format line 4 says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Security {
    /// The security warning.
    pub security: Option<record::Security>,
    /// The operating signals behind it, in order.
    pub signals: Vec<String>,
}

/// Reads format line 4.
pub(crate) fn read(fragments: &[Fragment<'_>], notes: &mut Vec<Diagnostic>) -> Security {
    let mut found = Security::default();
    // Whether the next word must be the letters of the warning.
    let mut group_next = false;
    let mut unread: Option<(&'static str, &str)> = None;
    for mut word in words(fragments) {
        if found.security.is_none()
            && let Some((signal, glued)) = warning(word)
        {
            found.security = Some(record::Security {
                signal,
                level: None,
            });
            group_next = true;
            word = glued;
        }
        if word.is_empty() {
            continue;
        }
        if std::mem::take(&mut group_next) {
            if let (Some(level), Some(security)) = (group(word), &mut found.security) {
                security.level = level;
                continue;
            }
            if signal::read(word).next().is_none() {
                unread = Some(("header.security.level", word));
            }
        }
        let signals = signal::read(word).filter(|signal| !is_warning(signal));
        found.signals.extend(signals);
    }
    if found.security.is_none() {
        unread = fragments
            .iter()
            .map(|fragment| fragment.text)
            .find(|text| !text.trim().is_empty())
            .map(|text| ("header.security", text));
    }
    if let (Some((field, text)), Some([first, last])) = (unread, lines_of(fragments)) {
        let message = format!("no security warning in `{}`", shown(text));
        notes.push(
            Diagnostic::new(Code::SecurityUnread, message)
                .field(field)
                .lines(first, last),
        );
    }
    found
}

/// The words of the lines, without remarks, which stand in parentheses and may wrap.
fn words<'a>(fragments: &[Fragment<'a>]) -> Vec<&'a str> {
    let mut words = Vec::new();
    let mut in_remark = false;
    for fragment in fragments {
        for piece in fragment.text.split_inclusive(['(', ')']) {
            if !in_remark {
                words.extend(piece.trim_end_matches(['(', ')']).split_whitespace());
            }
            in_remark = match piece.chars().next_back() {
                Some('(') => true,
                Some(')') => false,
                _ => in_remark,
            };
        }
    }
    words
}

fn is_warning(signal: &str) -> bool {
    signal.eq_ignore_ascii_case("ZNR") || signal.eq_ignore_ascii_case("ZNY")
}

/// A word that begins with the warning's signal, as that signal and what is glued to it.
fn warning(word: &str) -> Option<(String, &str)> {
    let (signal, glued) = word.split_at_checked(3)?;
    is_warning(signal).then(|| (signal.to_ascii_uppercase(), glued))
}

/// The level that the warning's letters say: nothing at all where they are no such letters, no level where they stand
/// for special handling only. The first letter tells, and must stand at least twice.
fn group(word: &str) -> Option<Option<Level>> {
    let letters = word.split(['/', '\\']).next()?.to_ascii_uppercase();
    let first = letters.chars().next()?;
    let shape = matches!(letters.len(), 2..=6)
        && letters.bytes().all(|b| b.is_ascii_uppercase())
        && letters.chars().nth(1) == Some(first);
    if !shape {
        return None;
    }
    levels::letter(first).map(|row| row.level.and_then(Level::from_words))
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used, clippy::string_slice)]
mod tests {
    use super::*;
    use Level::*;

    fn one(text: &str) -> (Security, Vec<Diagnostic>) {
        let mut notes = Vec::new();
        let found = read(&[Fragment { text, line: 4 }], &mut notes);
        (found, notes)
    }

    #[test]
    fn reads_the_forms() {
        let cases: &[(&str, &str, Option<Level>, &[&str])] = &[
            ("ZNR UUUUU ZZH", "ZNR", Some(Unclassified), &["ZZH"]),
            ("ZNY CCCCC ZZH\\", "ZNY", Some(Confidential), &["ZZH"]),
            ("ZNY SSSSS", "ZNY", Some(Secret), &[]),
            ("ZNY TTTTT ZZK ", "ZNY", Some(TopSecret), &["ZZK"]),
            ("ZNY EEEEE ZZH", "ZNY", Some(Unclassified), &["ZZH"]),
            ("ZNY MMMMM ZZH", "ZNY", None, &["ZZH"]),
            ("ZNY AAAAA", "ZNY", None, &[]),
            ("ZNY SSSAA ZZH", "ZNY", Some(Secret), &["ZZH"]),
            ("ZNR UUUAA", "ZNR", Some(Unclassified), &[]),
            ("ZNY CCCCC/AAAAA ZZH", "ZNY", Some(Confidential), &["ZZH"]),
            (
                "ZNY CCCCC ZOC STATE ZZH",
                "ZNY",
                Some(Confidential),
                &["ZOC", "ZZH"],
            ),
            (
                "znr uuuuu zzh (CCY AD1234AB ZDK MSI5678-695) ZZK",
                "ZNR",
                Some(Unclassified),
                &["ZZH", "ZZK"],
            ),
            ("ZNYCCCCC ZZH", "ZNY", Some(Confidential), &["ZZH"]),
            ("ZNY ZZH", "ZNY", None, &["ZZH"]),
        ];
        for (text, signal, level, wanted) in cases {
            let (found, notes) = one(text);
            let security = found.security.unwrap();
            assert_eq!(security.signal, *signal, "{text}");
            assert_eq!(security.level, *level, "{text}");
            assert_eq!(found.signals, *wanted, "{text}");
            assert!(notes.is_empty(), "{text}");
        }
    }

    #[test]
    fn a_remark_may_wrap() {
        let fragments = ["ZNR UUUUU ZZH (CCY AD1234AB", "ZDK MSI5678) ZZK"]
            .map(|text| Fragment { text, line: 4 });
        assert_eq!(read(&fragments, &mut Vec::new()).signals, ["ZZH", "ZZK"]);
    }

    #[test]
    fn says_what_it_could_not_read() {
        for (text, field) in [
            ("CCCCC ZZH", "header.security"),
            ("ZNY C?CCC ZZH", "header.security.level"),
            ("ZNY XXXXX ZZH", "header.security.level"),
        ] {
            let (_, notes) = one(text);
            assert_eq!(notes[0].code, "security-unread", "{text}");
            assert_eq!(notes[0].field.as_deref(), Some(field), "{text}");
        }
    }
}
