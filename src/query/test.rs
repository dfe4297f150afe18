//! Whether a word is one of those that are looked for.

use std::ops::Range;

use regex_automata::meta;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Hir, Look};

use super::What;

/// What a word has to pass. Words are to be folded before.
#[derive(Clone, Debug)]
pub struct WordTest(Test);

#[derive(Clone, Debug)]
enum Test {
    Is(String),
    Begins(String),
    Fits(meta::Regex),
    Near {
        word: String,
        len: usize,
        wrong: usize,
    },
}

impl WordTest {
    /// The test for what is looked for; nothing for a phrase, which is more than a word, and for what is no regular
    /// expression.
    ///
    /// ```
    /// use cablex::query::{What, WordTest};
    ///
    /// let test = WordTest::of(&What::Regex("ferr(y|ies)".to_owned())).unwrap();
    /// assert!(test.passes("ferries") && !test.passes("ferried"));
    /// ```
    #[must_use]
    pub fn of(what: &What) -> Option<Self> {
        let test = match what {
            What::Word(word) => Test::Is(word.clone()),
            What::Phrase(_) => return None,
            What::Prefix(stem) => Test::Begins(stem.clone()),
            What::Regex(pattern) => Test::Fits(regex(pattern).ok()?),
            What::Fuzzy(word, wrong) => Test::Near {
                word: word.clone(),
                len: word.chars().count(),
                wrong: usize::from(*wrong),
            },
        };
        Some(WordTest(test))
    }

    /// Whether a folded word passes.
    #[must_use]
    pub fn passes(&self, folded: &str) -> bool {
        match &self.0 {
            Test::Is(word) => word == folded,
            Test::Begins(stem) => folded.starts_with(stem.as_str()),
            Test::Fits(regex) => regex.is_match(folded),
            Test::Near { word, len, wrong } => {
                folded.chars().count().abs_diff(*len) <= *wrong
                    && strsim::osa_distance(word, folded) <= *wrong
            }
        }
    }
}

/// Why a regular expression is not one over a word.
#[derive(Debug)]
pub(super) enum Broken {
    /// It does not parse, at these bytes of it.
    Syntax {
        at: Range<usize>,
        message: String,
    },
    /// It looks at what stands around.
    Looks,
    TooLarge,
}

/// How large the automaton of an expression may become, in bytes.
const SIZE: usize = 1 << 22;

/// Reads an expression that is to match a whole word in any case.
pub(super) fn regex(pattern: &str) -> Result<meta::Regex, Broken> {
    let mut parser = ParserBuilder::new();
    let parsed = parser.case_insensitive(true).build().parse(pattern);
    let hir = parsed.map_err(|error| {
        let (span, message) = match &error {
            regex_syntax::Error::Parse(error) => (error.span(), error.kind().to_string()),
            regex_syntax::Error::Translate(error) => (error.span(), error.kind().to_string()),
            _ => return Broken::TooLarge,
        };
        let at = span.start.offset..span.end.offset;
        Broken::Syntax { at, message }
    })?;
    if !hir.properties().look_set().is_empty() {
        return Err(Broken::Looks);
    }
    let whole = Hir::concat(vec![Hir::look(Look::Start), hir, Hir::look(Look::End)]);
    let config = meta::Config::new().nfa_size_limit(Some(SIZE));
    let built = meta::Regex::builder()
        .configure(config)
        .build_from_hir(&whole);
    built.map_err(|_| Broken::TooLarge)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn words_pass_or_not() {
        let word = |text: &str| text.to_owned();
        for (what, passing, failing) in [
            (
                What::Word(word("ferry")),
                &["ferry"][..],
                &["ferr", "ferrys", ""][..],
            ),
            (
                What::Prefix(word("ferr")),
                &["ferr", "ferry", "ferries"],
                &["fer", "aferry"],
            ),
            (
                What::Regex(word("FERR(y|ies)")),
                &["ferry", "ferries"],
                &["ferryx", "aferry"],
            ),
            (
                What::Regex(word("a|bc")),
                &["a", "bc"],
                &["ab", "ac", "xbc"],
            ),
            (What::Regex(word("été.?")), &["été", "étés"], &["ete"]),
            (
                What::Fuzzy(word("qadir"), 1),
                &["qadir", "qadr", "qadeir", "kadir", "qaidr"],
                &["kader", "qad", "q"],
            ),
            (
                What::Fuzzy(word("qadir"), 2),
                &["kader", "qad", "aqdri"],
                &["ka", "quadiris"],
            ),
            (What::Fuzzy(word("été"), 1), &["té", "étés"], &["e"]),
        ] {
            let test = WordTest::of(&what).unwrap();
            for word in passing {
                assert!(test.passes(word), "{what:?} {word}");
            }
            for word in failing {
                assert!(!test.passes(word), "{what:?} {word}");
            }
        }
        assert!(WordTest::of(&What::Phrase(vec![word("a"), word("b")])).is_none());
        assert!(WordTest::of(&What::Regex(word("("))).is_none());
    }
}
