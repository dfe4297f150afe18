//! What is looked for in the texts of records: one regular expression or many, or words taken as they are.
//!
//! `^` and `$` are the beginning and the end of a text, and `.` is any character, line feeds too: a text is one field or
//! one paragraph, however it is printed. The syntax is that of the `regex` crate.

mod finds;
mod folded;
mod hit;
mod names;
mod raw;
mod read;
mod run;

use std::ops::Range;

use regex_automata::{Input, meta};

use finds::Finds;
use hit::Hit;
use names::Names;
use raw::Raw;

/// How patterns are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// They are texts, not regular expressions.
    pub fixed: bool,
    /// What matches has no letter, digit or underscore before or behind it that would make it part of a longer word.
    pub words: bool,
    /// Whether capital and small letters differ.
    pub case: Case,
}

/// Whether capital and small letters differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Case {
    /// They do.
    #[default]
    Differs,
    /// They do not.
    Ignored,
    /// They do in a pattern that has a capital letter.
    Smart,
}

/// A pattern that cannot be read.
#[derive(Clone, Debug, thiserror::Error)]
pub enum PatternError {
    /// It is no regular expression; the text shows where.
    #[error("{}", shown(*.number, .text))]
    Syntax {
        /// Which pattern, from 1.
        number: usize,
        /// What is wrong, with the place.
        text: String,
    },
    /// All patterns together are too large.
    #[error("the patterns are too large: {0}")]
    TooLarge(String),
}

fn shown(number: usize, text: &str) -> String {
    if number == 1 {
        text.to_owned()
    } else {
        format!("pattern {number}: {text}")
    }
}

/// A place where a pattern was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Which pattern, from 0.
    pub pattern: usize,
}

/// How large the automaton of all regular expressions may become, in bytes.
const SIZE: usize = 1 << 26;
/// How much memory a search may take for what it has worked out, in bytes: a list of names needs more than one name.
const CACHE: usize = 1 << 24;
/// So many plain texts are looked for as a list of names. Fewer are found sooner among the regular expressions.
const MANY: usize = 32;

/// Patterns that are looked for together.
#[derive(Clone, Debug)]
pub struct Patterns {
    expressions: Option<Expressions>,
    /// Plain texts, where they are many: those that are looked for as they are, and those in any case.
    names: Vec<Names>,
    /// Which of the given patterns each is by its rank: of two that are found at one place, the one of the lower rank is
    /// meant.
    order: Vec<usize>,
    raw: Option<Raw>,
}

/// Regular expressions, in one automaton.
#[derive(Clone, Debug)]
struct Expressions {
    regex: meta::Regex,
    /// The rank of each.
    ranks: Vec<usize>,
}

impl Expressions {
    /// The first match at or behind a place.
    fn find_at(&self, text: &str, at: usize) -> Option<Hit> {
        let found = self.regex.search(&Input::new(text).range(at..))?;
        Some(Hit {
            range: found.range(),
            rank: *self.ranks.get(found.pattern().as_usize())?,
        })
    }
}

impl Patterns {
    /// Reads patterns. Of texts that begin alike the longest is found; of regular expressions, the one named first.
    ///
    /// ```
    /// use cablex::pattern::{How, Patterns};
    ///
    /// let patterns = Patterns::new(&["ferr(y|ies)", "Lima"], How::default())?;
    /// let found: Vec<_> = patterns.find("A ferry to Lima").map(|found| (found.range, found.pattern)).collect();
    /// assert_eq!(found, [(2..7, 0), (11..15, 1)]);
    /// # Ok::<(), cablex::pattern::PatternError>(())
    /// ```
    ///
    /// # Errors
    /// A pattern that is no regular expression, or patterns that are too large.
    pub fn new(patterns: &[impl AsRef<str>], how: How) -> Result<Self, PatternError> {
        Patterns::with(patterns, how, MANY)
    }

    /// Reads patterns; so many plain texts are a list of names.
    fn with(patterns: &[impl AsRef<str>], how: How, many: usize) -> Result<Self, PatternError> {
        let mut order: Vec<usize> = (0..patterns.len()).collect();
        if how.fixed {
            let len = |index: &usize| patterns.get(*index).map_or(0, |text| text.as_ref().len());
            order.sort_by_key(|index| std::cmp::Reverse(len(index)));
        }
        let text = |rank: usize| {
            let index = *order.get(rank)?;
            Some((index, patterns.get(index)?.as_ref()))
        };
        // By their ranks: the plain texts, by whether case is ignored, and all else.
        let mut plain = [Vec::new(), Vec::new()];
        let mut others = Vec::new();
        for rank in 0..order.len() {
            let Some((_, pattern)) = text(rank) else {
                continue;
            };
            match read::plain(pattern, how) {
                Some(plain_text) => {
                    let [exact, ignored] = &mut plain;
                    let list = if plain_text.ignored { ignored } else { exact };
                    list.push((plain_text.text, rank));
                }
                None => others.push(rank),
            }
        }
        let mut names = Vec::new();
        for (list, ignored) in plain.into_iter().zip([false, true]) {
            if list.len() < many {
                others.extend(list.iter().map(|(_, rank)| *rank));
            } else {
                names.push(Names::new(list, ignored, how.words)?);
            }
        }
        others.sort_unstable();
        let mut hirs = Vec::with_capacity(others.len());
        for (index, pattern) in others.iter().filter_map(|rank| text(*rank)) {
            hirs.push(read::expression(index + 1, pattern, how)?);
        }
        let expressions = if hirs.is_empty() && !names.is_empty() {
            None
        } else {
            let config = meta::Config::new()
                .nfa_size_limit(Some(SIZE))
                .hybrid_cache_capacity(CACHE);
            let mut builder = meta::Regex::builder();
            let regex = builder.configure(config).build_many_from_hir(&hirs);
            let regex = regex.map_err(|error| PatternError::TooLarge(error.to_string()))?;
            let ranks = others;
            Some(Expressions { regex, ranks })
        };
        let raw = Raw::of(&hirs, &names);
        Ok(Patterns {
            expressions,
            names,
            order,
            raw,
        })
    }

    /// Whether one of them is in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let expressions = self.expressions.as_ref();
        expressions.is_some_and(|all| all.regex.is_match(text))
            || self.names.iter().any(|names| names.is_in(text))
    }

    /// Where they are in a text, from left to right, none over another. What is empty is found nowhere.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let found = Finds::new(self.expressions.as_ref(), &self.names, text);
        let found = found.filter(|hit| !hit.range.is_empty());
        found.map(|hit| Found {
            range: hit.range,
            pattern: self.order.get(hit.rank).copied().unwrap_or_default(),
        })
    }

    /// Whether one of them may be in one of the texts of a JSON object: never false where one is. Most objects that hold
    /// none are told by their bytes alone, many times faster than by reading them.
    #[must_use]
    pub fn may_be_in(&self, object: &[u8]) -> bool {
        self.raw
            .as_ref()
            .is_none_or(|raw| raw.may_be_in(object, &self.names))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn how(options: &str) -> How {
        How {
            fixed: options.contains('F'),
            words: options.contains('w'),
            case: match options {
                _ if options.contains('i') => Case::Ignored,
                _ if options.contains('S') => Case::Smart,
                _ => Case::Differs,
            },
        }
    }

    fn found(patterns: &[&str], options: &str, text: &str) -> Vec<String> {
        let patterns = Patterns::new(patterns, how(options)).unwrap();
        assert_eq!(patterns.is_in(text), patterns.find(text).next().is_some());
        let found = patterns.find(text);
        found
            .map(|found| format!("{} {}", found.pattern, text.get(found.range).unwrap()))
            .collect()
    }

    #[test]
    fn patterns_are_found_as_asked() {
        let text = "The Al-Qadir ferry (Ferry No. 3)\nferries ÉTÉ été.";
        for (pattern, options, expected) in [
            ("ferr(y|ies)", "", &["0 ferry", "0 ferries"][..]),
            ("ferry", "i", &["0 ferry", "0 Ferry"]),
            ("ferry", "S", &["0 ferry", "0 Ferry"]),
            ("Ferry", "S", &["0 Ferry"]),
            (r"\Sferry|\Wferry", "S", &["0  ferry", "0 (Ferry"]),
            ("[F-G]erry", "S", &["0 Ferry"]),
            ("ferr", "w", &[]),
            ("ferry", "w", &["0 ferry"]),
            ("(Ferry", "Fw", &["0 (Ferry"]),
            ("No. 3", "F", &["0 No. 3"]),
            ("No.3", "F", &[]),
            ("été", "i", &["0 ÉTÉ", "0 été"]),
            ("qadir", "iw", &["0 Qadir"]),
            (r"3\).ferries", "", &["0 3)\nferries"]),
            ("^The", "", &["0 The"]),
            ("^ferries", "", &[]),
            (r"été\.$", "", &["0 été."]),
        ] {
            assert_eq!(found(&[pattern], options, text), expected, "{pattern}");
        }
        let patterns = Patterns::new(&["x*"], How::default()).unwrap();
        assert_eq!(patterns.find("abc").next(), None);
    }

    #[test]
    fn of_many_each_is_told_apart() {
        let text = "ALI HASSAN and ALI and BO";
        let names = ["ALI", "BO", "ALI HASSAN"];
        assert_eq!(found(&names, "F", text), ["2 ALI HASSAN", "0 ALI", "1 BO"]);
        assert_eq!(found(&names, "", text), ["0 ALI", "0 ALI", "1 BO"]);
        assert_eq!(found(&names, "Fw", "ALIBI, BO"), ["1 BO"]);
        let many: Vec<String> = (0..500).map(|number| format!("Name{number}")).collect();
        let patterns = Patterns::new(&many, how("Fwi")).unwrap();
        let text = "name77, NAME499, Name500";
        let found: Vec<usize> = patterns.find(text).map(|found| found.pattern).collect();
        assert_eq!(found, [77, 499]);
    }

    /// Letters with several forms, letters that change their length when folded, signs, and what is no letter.
    const TEXT: &str = "[abAB kKsSßéÉÅÅſKΣσςİıȺⱥ.()_\\-\u{301}]{0,24}";
    const EXPRESSIONS: &[&str] = &[
        "a+b?", r"k\w*", "[^a ]", "b*", "^a", "s$", r"a\.", r"\b", "(?-i)K",
    ];
    const NAME: &str = "[abAB kKséÅſKσȺⱥ(]{1,5}";

    proptest! {
        #[test]
        fn a_list_of_names_is_found_as_expressions_are(
            text in TEXT,
            names in prop::collection::vec(NAME, 1..12),
            cuts in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index, u8)>(), 0..12),
            expressions in prop::collection::vec(prop::sample::select(EXPRESSIONS), 0..3),
            turn: prop::sample::Index,
            options in "F?w?[iS]?",
        ) {
            let mut list = names;
            // What stands in the text, in another case.
            let chars: Vec<char> = text.chars().collect();
            for (from, to, case) in cuts {
                let (from, to) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
                let piece: String = chars.iter().skip(from.min(to)).take(from.abs_diff(to)).collect();
                list.push(match case % 3 {
                    0 => piece,
                    1 => piece.to_lowercase(),
                    _ => piece.to_uppercase(),
                });
            }
            let how = how(&options);
            if !how.fixed {
                list = list.iter().map(|name| regex_syntax::escape(name)).collect();
                list.extend(expressions.into_iter().map(str::to_owned));
                let by = turn.index(list.len());
                list.rotate_left(by);
            }
            let many = Patterns::with(&list, how, 1).unwrap();
            let few = Patterns::with(&list, how, usize::MAX).unwrap();
            let found: Vec<Found> = many.find(&text).collect();
            prop_assert_eq!(&found, &few.find(&text).collect::<Vec<_>>(), "{:?}", list);
            prop_assert_eq!(many.is_in(&text), few.is_in(&text));
            let object = serde_json::json!({ "text": text }).to_string();
            prop_assert!(found.is_empty() || many.may_be_in(object.as_bytes()));
        }
    }

    #[test]
    fn a_long_list_is_told_by_bytes() {
        let name = |number: u32| format!("Name {number} \"the \u{c9}\"");
        let names: Vec<String> = (0..100).map(name).collect();
        let patterns = Patterns::new(&names, how("Fiw")).unwrap();
        for (object, expected) in [
            ("{\"text\":\"name 77 \\\"THE \u{e9}\\\"\"}", true),
            ("{\"text\":\"name\"}", false),
            (r#"{"text":"\u00e9"}"#, true),
        ] {
            assert_eq!(patterns.may_be_in(object.as_bytes()), expected, "{object}");
        }
    }

    #[test]
    fn repeats_are_bounded() {
        for pattern in [
            "(((a{100}){100}){100})",
            "((a*){1000}){1000}",
            "(b|(?:ab){3,19999}c)",
            r"(\w{100}){1000}",
            "a{4294967295}",
            "(((((((((a{9}){9}){9}){9}){9}){9}){9}){9}){9}){9}",
        ] {
            let error = Patterns::new(&["x", pattern], How::default()).unwrap_err();
            let expected = "pattern 2: what it repeats is too large";
            assert!(
                error.to_string().starts_with(expected),
                "{pattern}: {error}"
            );
        }
        let long = "name|".repeat(9999);
        for pattern in [
            r"(\w{9}){9}",
            ".{0,9999}x",
            "(a*)*{1000}",
            &format!("({long}x)?"),
        ] {
            assert!(
                Patterns::new(&[pattern], How::default()).is_ok(),
                "{pattern}"
            );
        }
    }

    #[test]
    fn a_wrong_pattern_shows_where() {
        let error = Patterns::new(&["fer(ry"], How::default()).unwrap_err();
        let expected = "regex parse error:\n    fer(ry\n       ^\nerror: unclosed group";
        assert_eq!(error.to_string(), expected);
        let error = Patterns::new(&["a", "[b"], how("S")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("pattern 2: regex parse error")
        );
        let error = Patterns::new(&[r"(\w{1000}){1000}"], How::default()).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("what it repeats is too large")
        );
        assert!(Patterns::new(&["fer(ry"], how("F")).is_ok());
    }
}
