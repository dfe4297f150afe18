//! What is looked for in the texts of records: one regular expression or many, or words taken as they are.
//!
//! `^` and `$` are the beginning and the end of a text, and `.` is any character, line feeds too: a text is one field or
//! one paragraph, however it is printed. The syntax is that of the `regex` crate.

mod raw;

use std::ops::Range;

use regex_automata::meta;
use regex_syntax::ParserBuilder;
use regex_syntax::ast::{self, Ast, Visitor};
use regex_syntax::hir::{Hir, Look};

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

/// How large the automaton of all patterns may become, in bytes.
const SIZE: usize = 1 << 28;
/// How much memory a search may take for what it has worked out, in bytes: a list of names needs more than one name.
const CACHE: usize = 1 << 24;

/// Patterns that are looked for together.
#[derive(Clone, Debug)]
pub struct Patterns {
    regex: meta::Regex,
    /// Which of the given patterns each pattern of the regex is.
    order: Vec<usize>,
    raw: Option<Raw>,
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
    /// A pattern that is no regular expression, or patterns that are too large together.
    pub fn new(patterns: &[impl AsRef<str>], how: How) -> Result<Self, PatternError> {
        let mut order: Vec<usize> = (0..patterns.len()).collect();
        if how.fixed {
            let len = |index: &usize| patterns.get(*index).map_or(0, |text| text.as_ref().len());
            order.sort_by_key(|index| std::cmp::Reverse(len(index)));
        }
        let given = order
            .iter()
            .filter_map(|index| Some((*index, patterns.get(*index)?)));
        let hirs: Vec<Hir> = given
            .map(|(index, text)| parsed(index + 1, text.as_ref(), how))
            .collect::<Result<_, _>>()?;
        let raw = Raw::of(&hirs);
        let config = meta::Config::new()
            .nfa_size_limit(Some(SIZE))
            .hybrid_cache_capacity(CACHE);
        let mut builder = meta::Regex::builder();
        let regex = builder.configure(config).build_many_from_hir(&hirs);
        let regex = regex.map_err(|error| PatternError::TooLarge(error.to_string()))?;
        Ok(Patterns { regex, order, raw })
    }

    /// Whether one of them is in a text.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// Where they are in a text, from left to right, none over another. What is empty is found nowhere.
    pub fn find(&self, text: &str) -> impl Iterator<Item = Found> {
        let found = self.regex.find_iter(text).filter(|found| !found.is_empty());
        found.map(|found| Found {
            range: found.range(),
            pattern: self
                .order
                .get(found.pattern().as_usize())
                .copied()
                .unwrap_or_default(),
        })
    }

    /// Whether one of them may be in one of the texts of a JSON object: never false where one is. Most objects that hold
    /// none are told by their bytes alone, many times faster than by reading them.
    #[must_use]
    pub fn may_be_in(&self, object: &[u8]) -> bool {
        self.raw.as_ref().is_none_or(|raw| raw.may_be_in(object))
    }
}

/// Reads one pattern.
fn parsed(number: usize, pattern: &str, how: How) -> Result<Hir, PatternError> {
    let syntax = |text: String| PatternError::Syntax { number, text };
    let escaped;
    let source = if how.fixed {
        escaped = regex_syntax::escape(pattern);
        &escaped
    } else {
        pattern
    };
    let ignored = match how.case {
        Case::Differs => false,
        Case::Ignored => true,
        Case::Smart if how.fixed => !pattern.contains(char::is_uppercase),
        Case::Smart => {
            let ast = ast::parse::Parser::new().parse(source);
            !has_capital(&ast.map_err(|error| syntax(error.to_string()))?)
        }
    };
    let mut parser = ParserBuilder::new();
    let parser = parser.case_insensitive(ignored).dot_matches_new_line(true);
    let hir = parser
        .build()
        .parse(source)
        .map_err(|error| syntax(error.to_string()))?;
    Ok(if how.words {
        Hir::concat(vec![
            Hir::look(Look::WordStartHalfUnicode),
            hir,
            Hir::look(Look::WordEndHalfUnicode),
        ])
    } else {
        hir
    })
}

/// Whether a regular expression has a capital letter that stands for itself: `\S` and `\pL` have none.
fn has_capital(ast: &Ast) -> bool {
    struct Capital(bool);
    impl Visitor for Capital {
        type Output = bool;
        type Err = ();

        fn finish(self) -> Result<bool, ()> {
            Ok(self.0)
        }

        fn visit_pre(&mut self, ast: &Ast) -> Result<(), ()> {
            if let Ast::Literal(literal) = ast {
                self.0 |= literal.c.is_uppercase();
            }
            Ok(())
        }

        fn visit_class_set_item_pre(&mut self, item: &ast::ClassSetItem) -> Result<(), ()> {
            match item {
                ast::ClassSetItem::Literal(literal) => self.0 |= literal.c.is_uppercase(),
                ast::ClassSetItem::Range(range) => {
                    self.0 |= range.start.c.is_uppercase() || range.end.c.is_uppercase();
                }
                _ => {}
            }
            Ok(())
        }
    }
    ast::visit(ast, Capital(false)).unwrap_or(false)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
        assert!(error.to_string().starts_with("the patterns are too large"));
        assert!(Patterns::new(&["fer(ry"], how("F")).is_ok());
    }
}
