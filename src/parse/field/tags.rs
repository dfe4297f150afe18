//! The TAGS line: codes of subjects and places, and the persons among them (5 FAH-3).

use super::super::flow::{Flow, groups};
use super::super::fragment::Fragment;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::element::tag_words::{self as words, Kind, Word};
use crate::record::{Tag, TagKind};
use crate::vocab::labels::{self, Label};
use crate::vocab::tags as table;

/// The code after which persons stand.
const VISITS: &str = "OVIP";

/// The most words that a keyword of the table has.
const LONGEST_KEYWORD: usize = 3;

/// Reads the TAGS lines, in order, each code and person once.
pub(crate) fn read(fragments: &[Fragment<'_>], diagnostics: &mut Vec<Diagnostic>) -> Vec<Tag> {
    let label = |text: &str| labels::read(text).filter(|(found, _)| *found == Label::Tags);
    let unlabelled = groups(fragments, label)
        .into_iter()
        .flat_map(|(_, group)| group);
    let flow = Flow::joined(unlabelled);
    let mut list = List {
        flow: &flow,
        tags: Vec::new(),
        diagnostics,
    };
    let words = words::split(&flow.text);
    let mut rest = words.as_slice();
    while !rest.is_empty() {
        let read = list.step(rest);
        rest = rest.get(read.max(1)..).unwrap_or_default();
    }
    list.tags
}

/// The list in the making.
struct List<'a, 'd> {
    flow: &'a Flow,
    tags: Vec<Tag>,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl List<'_, '_> {
    /// Reads what stands first in `words`; how many of them that were.
    fn step(&mut self, words: &[Word<'_>]) -> usize {
        let Some(first) = words.first() else {
            return 0;
        };
        if first.kind == Kind::Inside {
            self.inside(first);
            return 1;
        }
        if let Some(read) = self.keyword(words) {
            return read;
        }
        if self.code(first) {
            return 1;
        }
        // What is no code goes on to the next code or parenthesis.
        let run = words
            .iter()
            .take_while(|word| word.kind == Kind::Plain && !words::is_known(word.text))
            .count()
            .max(1);
        let run = words.get(..run).unwrap_or_default();
        if self.after_person_code() {
            self.persons(run)
        } else {
            self.unknown(run)
        }
    }

    /// A keyword of several words that has a row of its own.
    fn keyword(&mut self, words: &[Word<'_>]) -> Option<usize> {
        let first = words.first()?;
        let more = words
            .iter()
            .skip(1)
            .take_while(|word| word.kind == Kind::Plain && !word.after_comma)
            .take(LONGEST_KEYWORD - 1)
            .count();
        (1..=more).rev().find_map(|more| {
            let last = words.get(more)?;
            let printed = self.flow.text.get(first.start..last.end())?;
            let row = table::find(printed)?;
            self.row(row, printed, first.start, last.end());
            Some(more + 1)
        })
    }

    /// A code, or several written as one word.
    fn code(&mut self, word: &Word<'_>) -> bool {
        let (start, end) = (word.start, word.end());
        let glued = table::split_glued(word.text)
            .map(|tags| tags.to_vec())
            .or_else(|| table::split_run(word.text));
        if let Some(tags) = glued {
            let names: Vec<&str> = tags.iter().map(|tag| tag.code).collect();
            self.note(
                Code::TagsGlued,
                format!("{} was read as {}", word.text, names.join(" ")),
                start,
                end,
            );
            for tag in tags {
                self.push(entry(tag, word.text));
            }
            return true;
        }
        let Some(row) = table::find(word.text) else {
            return false;
        };
        self.row(row, word.text, start, end);
        true
    }

    /// A row of the table; a slip is the code that was meant.
    fn row(&mut self, row: &'static table::Tag, printed: &str, start: usize, end: usize) {
        let meant: Vec<_> = row.meant().filter_map(table::find).collect();
        if meant.is_empty() {
            self.push(entry(row, printed));
            return;
        }
        let names: Vec<&str> = meant.iter().map(|tag| tag.code).collect();
        self.note(
            Code::TagsMisspelt,
            format!("{printed} was read as {}", names.join(" ")),
            start,
            end,
        );
        for tag in meant {
            self.push(entry(tag, printed));
        }
    }

    /// What stands between parentheses: persons, separated by semicolons, or codes.
    fn inside(&mut self, word: &Word<'_>) {
        let all_codes = word
            .text
            .split([',', ' ', ';'])
            .filter(|part| !part.is_empty())
            .all(|part| words::is_one_case(part) && table::find(part).is_some());
        for printed in word.text.split(';').map(str::trim) {
            if printed.is_empty() {
                continue;
            }
            if all_codes || printed.bytes().filter(u8::is_ascii_alphabetic).count() < 2 {
                for word in words::split(printed) {
                    if !self.code(&word) {
                        self.unknown(&[word]);
                    }
                }
            } else {
                self.push(person(printed.to_string()));
            }
        }
    }

    fn after_person_code(&self) -> bool {
        self.tags
            .last()
            .is_some_and(|tag| tag.kind == TagKind::Person || tag.code == VISITS)
    }

    /// Persons without parentheses. Two words or more between commas are one; single words between commas are the
    /// names of one.
    fn persons(&mut self, run: &[Word<'_>]) -> usize {
        let Some((first, more)) = run.split_first() else {
            return 0;
        };
        let mut cell = 1 + more.iter().take_while(|word| !word.after_comma).count();
        if cell == 1 {
            let single = |at: usize| run.get(at).is_some_and(|word| word.after_comma);
            cell += usize::from(single(1) && (single(2) || run.len() == 2));
        }
        let last = run.get(cell - 1).unwrap_or(first);
        let printed = self.flow.text.get(first.start..last.end());
        self.push(person(printed.unwrap_or_default().to_string()));
        cell
    }

    /// Words that the table does not know: each by itself where they are shaped like codes, else as one keyword of
    /// several words.
    fn unknown(&mut self, run: &[Word<'_>]) -> usize {
        let Some((first, more)) = run.split_first() else {
            return 0;
        };
        let cell = 1 + more.iter().take_while(|word| !word.after_comma).count();
        let cell = run.get(..cell).unwrap_or_default();
        let codes = cell.iter().all(|word| words::is_code_shaped(word.text));
        let last = cell.last().filter(|_| !codes).unwrap_or(first);
        let from_text = self.flow.text.get(first.start..last.end());
        let printed = from_text.unwrap_or(first.text);
        let code = printed.to_ascii_uppercase();
        self.note(
            Code::TagsUnknown,
            format!("{printed} is not in the table"),
            first.start,
            last.end(),
        );
        self.push(Tag {
            raw: (code != printed).then(|| printed.to_string()),
            code,
            kind: TagKind::Unknown,
            name: None,
        });
        if codes { 1 } else { cell.len() }
    }

    /// Adds a tag that is not there yet.
    fn push(&mut self, tag: Tag) {
        if !self.tags.iter().any(|there| there.code == tag.code) {
            self.tags.push(tag);
        }
    }

    fn note(&mut self, code: Code, message: String, start: usize, end: usize) {
        let [first, last] = self.flow.lines(start, end);
        self.diagnostics.push(
            Diagnostic::new(code, message)
                .field("tags")
                .lines(first, last),
        );
    }
}

fn person(name: String) -> Tag {
    Tag {
        code: name,
        kind: TagKind::Person,
        name: None,
        raw: None,
    }
}

fn entry(row: &table::Tag, printed: &str) -> Tag {
    Tag {
        code: row.code.to_string(),
        kind: row.kind.into(),
        name: row.name.map(str::to_string),
        raw: (row.code != printed).then(|| printed.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::element::tag_line::continues;

    fn read_lines(lines: &[&str]) -> (String, Vec<String>) {
        let fragments: Vec<Fragment<'_>> = (7..)
            .zip(lines)
            .map(|(line, text)| Fragment { text, line })
            .collect();
        let mut diagnostics = Vec::new();
        let tags = read(&fragments, &mut diagnostics);
        let shown: Vec<String> = tags
            .iter()
            .map(|tag| match tag.kind {
                TagKind::Person => format!("<{}>", tag.code),
                TagKind::Unknown => format!("?{}", tag.code),
                _ => tag.code.clone(),
            })
            .collect();
        let codes = diagnostics.iter().map(|d| d.code.to_string()).collect();
        (shown.join("; "), codes)
    }

    #[test]
    fn every_form_of_the_line() {
        for (lines, want) in [
            (&["TAGS: PREL, PGOV, UZ"][..], "PREL; PGOV; UZ"),
            (&["TAGS: PREL PGOV UZ "], "PREL; PGOV; UZ"),
            (&["TAGS: PREL,PGOV,  UZ."], "PREL; PGOV; UZ"),
            (&["TAGS PREL PGOV"], "PREL; PGOV"),
            (&["TAGE: PREL/PGOV"], "PREL; PGOV"),
            (&["tags: prel, uz"], "PREL; UZ"),
            (
                &["TAGS: PREL, PGOV,", "MTCRE, UNGA, EUN"],
                "PREL; PGOV; MTCRE; UNGA; EUN",
            ),
            (&["TAGS: PREL", "PGOV UZ"], "PREL; PGOV; UZ"),
            (&["TAGS: PREL, UZ", "TAGS: PREL, UZ"], "PREL; UZ"),
            (&["TAGS: PREL, AL-1, UNGA/C-1"], "PREL; AL-1; UNGA/C-1"),
            (&["TAGS: OVIP (DOE, JANE), PREL"], "OVIP; <DOE, JANE>; PREL"),
            (
                &["TAGS: OVIP (DOE,", "JANE) PREL"],
                "OVIP; <DOE, JANE>; PREL",
            ),
            (
                &["TAGS: OVIP (DOE, JANE; ROE, RICHARD)"],
                "OVIP; <DOE, JANE>; <ROE, RICHARD>",
            ),
            (
                &["TAGS: PREL (ROE, RICHARD), UZ"],
                "PREL; <ROE, RICHARD>; UZ",
            ),
            (
                &["TAGS: OVIP LONGSTOCKING PIPPI PREL UZ"],
                "OVIP; <LONGSTOCKING PIPPI>; PREL; UZ",
            ),
            (
                &["TAGS: PREL, OVIP LONGSTOCKING PIPPI, UZ"],
                "PREL; OVIP; <LONGSTOCKING PIPPI>; UZ",
            ),
            (
                &["TAGS: OVIP, LONGSTOCKING, PIPPI, UZ"],
                "OVIP; <LONGSTOCKING, PIPPI>; UZ",
            ),
            (
                &["TAGS: OVIP DOUGHNUT JANE, LONGSTOCKING PIPPI, UZ"],
                "OVIP; <DOUGHNUT JANE>; <LONGSTOCKING PIPPI>; UZ",
            ),
            (&["TAGS: PREL, COLOMBO PLAN, UZ"], "PREL; COLOMBO PLAN; UZ"),
        ] {
            assert_eq!(read_lines(lines), (want.to_string(), vec![]), "{lines:?}");
        }
    }

    #[test]
    fn slips_are_mended_and_said() {
        for (line, want, code) in [
            ("TAGS: PRELPGOV, UZ", "PREL; PGOV; UZ", "tags-glued"),
            ("TAGS: IZPREL", "IZ; PREL", "tags-glued"),
            ("TAGS: ENVR", "SENV", "tags-misspelt"),
            ("TAGS: KQQQ, UZ", "?KQQQ; UZ", "tags-unknown"),
            (
                "TAGS: PREL, HARVEST FESTIVALS, UZ",
                "PREL; ?HARVEST FESTIVALS; UZ",
                "tags-unknown",
            ),
            (
                "TAGS: PREL DOUGHNUTS UZ",
                "PREL; ?DOUGHNUTS; UZ",
                "tags-unknown",
            ),
            (
                "TAGS: PREL, OVIP (LONGSTOCKING, PIPPI",
                "PREL; OVIP; <LONGSTOCKING, PIPPI>",
                "",
            ),
        ] {
            let (shown, codes) = read_lines(&[line]);
            assert_eq!(
                (shown.as_str(), codes.join(" ").as_str()),
                (want, code),
                "{line}"
            );
        }
    }

    #[test]
    fn the_printed_form_is_kept_where_it_differs() {
        let line = [Fragment {
            text: "TAGS: prel PRELPGOV ENVR",
            line: 3,
        }];
        let tags = read(&line, &mut Vec::new());
        let raw: Vec<Option<&str>> = tags.iter().map(|tag| tag.raw.as_deref()).collect();
        assert_eq!(raw, [Some("prel"), Some("PRELPGOV"), Some("ENVR")]);
        assert_eq!(
            tags.first().and_then(|tag| tag.name.as_deref()),
            Some("External Political Relations")
        );
    }

    #[test]
    fn only_codes_continue_the_line() {
        for (text, comma, want) in [
            ("PGOV, UZ", false, true),
            ("pgov uz", true, true),
            ("PGOV UZ", false, true),
            ("KQQQ, UZ", true, true),
            ("KQQQ, UZ", false, false),
            ("JANE), PREL", true, true),
            ("JANE)", true, true),
            ("PREL, OVIP (DOE, JANE)", false, true),
            ("TRADE TALKS", false, false),
            ("TALKS ON TRADE GO ON AND ON", true, false),
            ("SUBJECT: TALKS", true, false),
            ("Iran", false, false),
            ("", true, false),
        ] {
            assert_eq!(continues(text, comma), want, "{text}");
        }
    }

    #[test]
    fn text_without_sense_gives_no_panic() {
        for line in [
            "TAGS:",
            "TAGS: (",
            "TAGS: )(",
            "TAGS: é, ÉÉÉ (é",
            "TAGS: ,,;;--",
            "TAGS: (U)",
        ] {
            read_lines(&[line]);
            continues(line, true);
        }
    }
}
