//! Where in a text the words stand that a query looks for, so that they can be shown.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::test::WordTest;
use super::{Query, TextField, What};
use crate::words;

/// Finds in texts of one field what a query looks for. What it leaves out (`-word`) is not marked.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    words: HashSet<String>,
    tests: Vec<WordTest>,
    /// The words of phrases, by the first of them.
    phrases: HashMap<String, Vec<Vec<String>>>,
}

impl Marks {
    /// What a query looks for in a text of this field. Subject and paragraphs are [`TextField::Anywhere`] as well.
    ///
    /// ```
    /// use cablex::query::{Marks, TextField, parse};
    ///
    /// let query = parse("\"al qadir\" OR ferr* -lima")?;
    /// let marks = Marks::of(&query, TextField::Para);
    /// assert_eq!(marks.find("Al-Qadir, a ferry to Lima"), [0..8, 12..17]);
    /// # Ok::<(), cablex::query::QueryError>(())
    /// ```
    #[must_use]
    pub fn of(query: &Query, field: TextField) -> Self {
        let mut marks = Marks::default();
        marks.add(query, field);
        marks
    }

    /// Whether nothing is looked for in such texts.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.tests.is_empty() && self.phrases.is_empty()
    }

    /// The bytes of what is found, from left to right, none over another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        if self.is_empty() {
            return found;
        }
        // What lies ahead of a word is looked at only where a phrase begins with it.
        let mut ahead = words::placed(text);
        while let Some(placed) = ahead.next() {
            let range = placed.word.range;
            let folded = words::fold(placed.word.text);
            let longest = self.phrases.get(folded.as_ref()).into_iter().flatten();
            let end = longest.filter_map(|rest| end_of(rest, ahead.clone())).max();
            let joined = placed.joined.filter(|(joined, _)| self.is_one(joined));
            let end = match (end, joined) {
                (Some(end), _) => end,
                (None, Some((_, joined))) => joined.end,
                (None, None) if self.is_one(&folded) => range.end,
                (None, None) => continue,
            };
            match found.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(end),
                _ => found.push(range.start..end),
            }
        }
        found
    }

    fn is_one(&self, folded: &str) -> bool {
        self.words.contains(folded) || self.tests.iter().any(|test| test.passes(folded))
    }

    fn add(&mut self, query: &Query, field: TextField) {
        match query {
            Query::All(queries) | Query::Any(queries) => {
                for query in queries {
                    self.add(query, field);
                }
            }
            Query::Text {
                field: wanted,
                what,
            } if is_in(*wanted, field) => match what {
                What::Word(word) => {
                    self.words.insert(word.clone());
                }
                What::Phrase(words) => {
                    if let Some((first, rest)) = words.split_first() {
                        let same = self.phrases.entry(first.clone()).or_default();
                        if !same.iter().any(|one| one == rest) {
                            same.push(rest.to_vec());
                        }
                    }
                }
                other => self.tests.extend(WordTest::of(other)),
            },
            _ => {}
        }
    }
}

/// Whether what is wanted in one field may stand in another.
fn is_in(wanted: TextField, field: TextField) -> bool {
    let is_body = |field| {
        matches!(
            field,
            TextField::Anywhere | TextField::Subject | TextField::Para
        )
    };
    wanted == field
        || wanted == TextField::Anywhere && is_body(field)
        || field == TextField::Anywhere && is_body(wanted)
}

/// Where words end that follow one another.
fn end_of(words: &[String], mut text: words::Words<'_>) -> Option<usize> {
    let mut end = None;
    for word in words {
        let words::Placed { word: next, joined } = text.next()?;
        end = Some(match joined.filter(|(joined, _)| joined == word) {
            Some((_, range)) => range.end,
            None if words::fold(next.text) == *word => next.range.end,
            None => return None,
        });
    }
    end
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::query::parse;

    fn marked(query: &str, field: TextField, text: &str) -> String {
        let marks = Marks::of(&parse(query).unwrap(), field);
        let mut out = String::new();
        let mut at = 0;
        for range in marks.find(text) {
            out.push_str(text.get(at..range.start).unwrap());
            out.push_str(&format!("[{}]", text.get(range.clone()).unwrap()));
            at = range.end;
        }
        out.push_str(text.get(at..).unwrap());
        out
    }

    #[test]
    fn what_is_looked_for_is_marked() {
        let text = "A Ferry to Al-Qadir; ferries, al Qadir al-Qadir's FERRY.";
        for (query, expected) in [
            (
                "ferry",
                "A [Ferry] to Al-Qadir; ferries, al Qadir al-Qadir's [FERRY].",
            ),
            (
                "ferr*",
                "A [Ferry] to Al-Qadir; [ferries], al Qadir al-Qadir's [FERRY].",
            ),
            (
                "/ferr(y|ied)/",
                "A [Ferry] to Al-Qadir; ferries, al Qadir al-Qadir's [FERRY].",
            ),
            (
                "kadir~",
                "A Ferry to Al-[Qadir]; ferries, al [Qadir] al-[Qadir]'s FERRY.",
            ),
            (
                "al-qadir",
                "A Ferry to [Al-Qadir]; ferries, [al Qadir] [al-Qadir]'s FERRY.",
            ),
            (
                "\"qadir al\"",
                "A Ferry to Al-Qadir; ferries, al [Qadir al]-Qadir's FERRY.",
            ),
            (
                "\"qadir al\" al-qadir",
                "A Ferry to [Al-Qadir]; ferries, [al Qadir al-Qadir]'s FERRY.",
            ),
            (
                "ferry -qadir",
                "A [Ferry] to Al-Qadir; ferries, al Qadir al-Qadir's [FERRY].",
            ),
            ("-(ferry OR qadir)", text),
            (
                "to OR subject:a",
                "A Ferry [to] Al-Qadir; ferries, al Qadir al-Qadir's FERRY.",
            ),
            (
                "to para:a",
                "[A] Ferry [to] Al-Qadir; ferries, al Qadir al-Qadir's FERRY.",
            ),
            ("tag:PREL from:ferry", text),
            ("\"ferry to lima\"", text),
        ] {
            assert_eq!(marked(query, TextField::Para, text), expected, "{query}");
        }
        let all = "[A] Ferry [to] Al-Qadir; ferries, al Qadir al-Qadir's FERRY.";
        assert_eq!(marked("to subject:a", TextField::Subject, text), all);
        assert_eq!(marked("to subject:a", TextField::Anywhere, text), all);
        assert_eq!(
            marked("ferry from:lima", TextField::From, "AMEMBASSY LIMA"),
            "AMEMBASSY [LIMA]"
        );
        assert_eq!(marked("ÉTÉ", TextField::Para, "“été”"), "“[été]”");
        // In a text of capitals a hyphen may have broken a word.
        let broken = "A NEW LIGHT-HOUSE";
        assert_eq!(
            marked("lighthouse", TextField::Para, broken),
            "A NEW [LIGHT-HOUSE]"
        );
        assert_eq!(
            marked("\"new lighthouse\"", TextField::Para, broken),
            "A [NEW LIGHT-HOUSE]"
        );
        assert_eq!(
            marked("lighthouse", TextField::Para, "a light-house"),
            "a light-house"
        );
        assert!(Marks::of(&parse("tag:PREL -x").unwrap(), TextField::Para).is_empty());
    }
}
