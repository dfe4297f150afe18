//! The TAGS line: codes of subjects and places, and the persons among them (5 FAH-3).

use std::borrow::Cow;
use std::collections::HashSet;

use crate::diagnostic::{Code, Diagnostic, shown};
use crate::parse::element::caption_line;
use crate::parse::element::tag_words::{self as words, Kind, Word};
use crate::parse::flow::{Flow, Group, groups};
use crate::parse::fragment::Fragment;
use crate::record::{Tag, TagKind};
use crate::slice::{offset, part};
use crate::vocab::labels::Label;
use crate::vocab::portions;
use crate::vocab::tags as table;

/// The code after which persons stand.
const VISITS: &str = "OVIP";

/// Up to how many tags they are compared one by one.
const FEW: usize = 32;

/// An unknown word of more letters is none of a row of codes.
const CODE_LETTERS: usize = 5;

/// The most words that a keyword of the table has.
const LONGEST_KEYWORD: usize = 3;

/// Reads the TAGS lines of a cable of some year, in order, each code and person once.
pub(crate) fn read(
    fragments: &[Fragment<'_>],
    year: Option<i32>,
    notes: &mut Vec<Diagnostic>,
) -> Vec<Tag> {
    let unlabelled = groups(fragments, &[Label::Tags]).flat_map(Group::lines);
    let unlabelled: Vec<_> = unlabelled.collect();
    let flow = Flow::joined(unlabelled.iter().copied());
    let mut list = List {
        flow: &flow,
        commas: flow.text.contains(','),
        year,
        tags: Vec::new(),
        seen: HashSet::new(),
        notes,
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
    /// Whether commas part the TAGS.
    commas: bool,
    year: Option<i32>,
    tags: Vec<Tag>,
    /// The codes that are there, once they are many.
    seen: HashSet<Cow<'static, str>>,
    notes: &'d mut Vec<Diagnostic>,
}

impl List<'_, '_> {
    /// Reads what stands first in `words`; how many of them that were.
    fn step(&mut self, words: &[Word<'_>]) -> usize {
        let Some(first) = words.first() else {
            return 0;
        };
        // How the cable is to be handled is no code.
        if caption_line::among_tags(first.text).is_some() {
            return 1;
        }
        if first.kind == Kind::Inside {
            // A mark says how high the line is classified.
            if self.tags.is_empty() && is_mark(first.text) {
                return 1;
            }
            self.inside(first);
            return 1;
        }
        if let Some(read) = self.keyword(words) {
            return read;
        }
        if self.code(first) {
            return 1;
        }
        if self.after_person_code() {
            self.persons(words)
        } else if first.text.eq_ignore_ascii_case("AND") {
            1
        } else {
            self.unknown(words)
        }
    }

    /// A keyword of several words that has a row of its own.
    fn keyword(&mut self, words: &[Word<'_>]) -> Option<usize> {
        let (row, count) = self.keyword_at(words)?;
        let first = words.first()?.start;
        let last = words.get(count - 1)?.end();
        let printed = self.flow.text.get(first..last)?;
        self.row(row, printed, first, last);
        Some(count)
    }

    /// The row of a keyword of several words that `words` begin with, and how many of them it takes.
    fn keyword_at(&self, words: &[Word<'_>]) -> Option<(&'static table::Tag, usize)> {
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
            Some((table::find(printed)?, more + 1))
        })
    }

    /// A code, or several written as one word.
    fn code(&mut self, word: &Word<'_>) -> bool {
        let (start, end) = (word.start, word.end());
        if word.text.len() > words::LONGEST {
            return false;
        }
        let row = table::find(word.text);
        if let Some(row) = row
            && row.meant().nth(1).is_none()
        {
            self.row(row, word.text, start, end);
            return true;
        }
        let glued = table::split_glued(word.text)
            .map(|tags| tags.to_vec())
            .or_else(|| table::split_run(word.text));
        let Some(tags) = glued else {
            return false;
        };
        let names: Vec<&str> = tags.iter().map(|tag| tag.code).collect();
        self.note(
            Code::TagsGlued,
            format!("{} was read as {}", word.text, names.join(" ")),
            start,
            end,
        );
        for tag in tags {
            self.push(self.entry(tag, word.text));
        }
        true
    }

    /// A row of the table; a slip is the code that was meant.
    fn row(&mut self, row: &'static table::Tag, printed: &str, start: usize, end: usize) {
        let meant: Vec<_> = row.meant().filter_map(table::find).collect();
        if meant.is_empty() {
            self.push(self.entry(row, printed));
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
            self.push(self.entry(tag, printed));
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
                let before = word.start + offset(word.text, printed);
                for word in words::split(printed) {
                    let word = Word {
                        start: before + word.start,
                        ..word
                    };
                    if !self.code(&word) {
                        self.unknown(&[word]);
                    }
                }
            } else {
                self.push(without_row(printed.to_string(), TagKind::Person));
            }
        }
    }

    fn after_person_code(&self) -> bool {
        self.tags
            .last()
            .is_some_and(|tag| tag.kind == TagKind::Person || tag.code == VISITS)
    }

    /// Persons without parentheses. Two words or more between commas are one; two single words between commas are the
    /// names of one.
    fn persons(&mut self, words: &[Word<'_>]) -> usize {
        let mut count = cell(words);
        let single = |at: usize| {
            let next = words.get(at).filter(|word| is_unknown(word));
            next.is_some_and(|word| word.after_comma)
                && words
                    .get(at + 1)
                    .is_none_or(|word| word.after_comma || !is_unknown(word))
        };
        if count == 1 && single(1) {
            count += 1;
        }
        let printed = self.printed(words, count).to_string();
        self.push(without_row(printed, TagKind::Person));
        count
    }

    /// Words that the table does not know: each by itself where they are shaped like codes, else as one keyword of
    /// several words.
    fn unknown(&mut self, words: &[Word<'_>]) -> usize {
        let count = self.words_of_one(words);
        let these = words.get(..count).unwrap_or_default();
        // Codes that no table knows have few letters.
        let codes = these
            .iter()
            .all(|word| words::is_code_shaped(word.text) && word.text.len() <= CODE_LETTERS);
        for entry in these.chunks(if codes { 1 } else { count.max(1) }) {
            let printed = self.printed(entry, entry.len()).to_string();
            let (start, end) = (
                entry.first().map_or(0, |word| word.start),
                entry.last().map_or(0, Word::end),
            );
            let message = format!("{} is not in the table", shown(&printed));
            self.note(Code::TagsUnknown, message, start, end);
            let code = printed.to_ascii_uppercase();
            self.push(Tag {
                raw: (code != printed).then_some(printed),
                ..without_row(code, TagKind::Unknown)
            });
        }
        count
    }

    /// How many words an unknown keyword has. Where commas part the TAGS, what begins with a word that is no code goes on
    /// up to the comma, codes at its end left out; elsewhere it ends before a code. It ends before a known keyword.
    fn words_of_one(&self, words: &[Word<'_>]) -> usize {
        let free = self.commas
            && words
                .first()
                .is_some_and(|word| !words::is_code_shaped(word.text));
        let mut count = 1;
        let mut with_codes = 1;
        for at in 1..words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let ends = rest
                .first()
                .is_none_or(|word| word.after_comma || word.kind == Kind::Inside);
            let unknown = rest.first().is_some_and(is_unknown);
            if ends || !(unknown || free) || self.keyword_at(rest).is_some() {
                break;
            }
            with_codes += 1;
            if unknown {
                count = with_codes;
            }
        }
        count
    }

    /// A code of the table, as it was printed. Its name is that of its years: a code may have meant something else later.
    fn entry(&self, row: &'static table::Tag, printed: &str) -> Tag {
        Tag {
            code: row.code.into(),
            kind: row.kind.into(),
            name: row
                .name
                .filter(|_| self.year.is_none_or(|year| row.is_of(year)))
                .map(Cow::Borrowed),
            raw: (row.code != printed).then(|| printed.to_string()),
        }
    }

    /// The text from the first of some words to the end of the last.
    fn printed(&self, words: &[Word<'_>], count: usize) -> &str {
        let first = words.first().map_or(0, |word| word.start);
        let last = words.get(count.saturating_sub(1)).map_or(first, Word::end);
        part(&self.flow.text, first, last)
    }

    /// Adds a tag that is not there yet.
    fn push(&mut self, tag: Tag) {
        // Few tags are found quickest one by one; a line of thousands must not take a square of that.
        let there = if self.tags.len() < FEW {
            self.tags.iter().any(|there| there.code == tag.code)
        } else {
            if self.seen.is_empty() {
                self.seen = self.tags.iter().map(|tag| tag.code.clone()).collect();
            }
            !self.seen.insert(tag.code.clone())
        };
        if !there {
            self.tags.push(tag);
        }
    }

    fn note(&mut self, code: Code, message: String, start: usize, end: usize) {
        self.notes
            .push(self.flow.diagnostic([start, end], code, "tags", message));
    }
}

/// Whether what stands between parentheses is a portion mark, and no code.
fn is_mark(text: &str) -> bool {
    table::find(text).is_none() && portions::read(text).is_some()
}

/// A plain word that is no code.
fn is_unknown(word: &Word<'_>) -> bool {
    word.kind == Kind::Plain && !words::is_known(word.text)
}

/// How many words belong together that are no codes: the first, and those after it up to a comma or a code.
fn cell(words: &[Word<'_>]) -> usize {
    let more = words.iter().skip(1);
    1 + more
        .take_while(|word| !word.after_comma && is_unknown(word))
        .count()
}

/// What has no row in the table: a person, or a code that is not known.
fn without_row(code: String, kind: TagKind) -> Tag {
    Tag {
        code: code.into(),
        kind,
        name: None,
        raw: None,
    }
}

#[cfg(test)]
mod tests;
