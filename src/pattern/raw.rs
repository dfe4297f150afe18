//! Whether patterns may be in a JSON object, told by its bytes alone.
//!
//! Whatever matches begins, or ends, with one of some literals. Of each literal a run is taken that JSON writes in one
//! way only, unless it writes characters as `\u` and their number: an object with such an escape may hold anything.

use aho_corasick::AhoCorasick;
use memchr::memmem;
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor, Seq};

use super::names::Names;
use super::run::run_of;

/// What one of has to be in the bytes.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// Of regular expressions; nothing where there are none.
    runs: Option<AhoCorasick>,
    /// Finds `\u`.
    escape: memmem::Finder<'static>,
}

/// How many literals one pattern may have.
const LITERALS: usize = 512;
/// How many literals all patterns may have.
const ALL_LITERALS: usize = 1 << 14;

impl Raw {
    /// What the bytes have to hold for any of these patterns; nothing where one of them may match without.
    pub(super) fn of(expressions: &[Hir], names: &[Names]) -> Option<Self> {
        if !names.iter().all(Names::are_told_by_bytes) {
            return None;
        }
        let most = LITERALS.min(ALL_LITERALS / expressions.len().max(1));
        let mut runs = Vec::new();
        for pattern in expressions {
            let [prefixes, suffixes] = [ExtractKind::Prefix, ExtractKind::Suffix].map(|kind| {
                let mut extractor = Extractor::new();
                runs_of(&extractor.kind(kind).limit_total(most).extract(pattern))
            });
            let shortest = |runs: &Vec<Vec<u8>>| runs.iter().map(Vec::len).min();
            runs.extend(match (prefixes, suffixes) {
                (Some(prefixes), Some(suffixes)) if shortest(&suffixes) > shortest(&prefixes) => {
                    suffixes
                }
                (prefixes, suffixes) => prefixes.or(suffixes)?,
            });
        }
        runs.sort_unstable();
        runs.dedup();
        let runs = match runs.is_empty() {
            true => None,
            false => Some(AhoCorasick::new(runs).ok()?),
        };
        Some(Raw {
            runs,
            escape: memmem::Finder::new(b"\\u"),
        })
    }

    pub(super) fn may_be_in(&self, object: &[u8], names: &[Names]) -> bool {
        self.runs.as_ref().is_some_and(|runs| runs.is_match(object))
            || self.escape.find(object).is_some()
            || names.iter().any(|names| names.may_be_in(object))
    }
}

/// The longest run of each literal; nothing where a match need not hold any of them, or one has no run.
fn runs_of(literals: &Seq) -> Option<Vec<Vec<u8>>> {
    let literals = literals.literals()?.iter();
    let run = |literal: &[u8]| run_of(literal).map(<[u8]>::to_vec);
    // None at all: nothing ever matches, and there is nothing to gain.
    let runs: Option<Vec<Vec<u8>>> = literals.map(|literal| run(literal.as_bytes())).collect();
    runs.filter(|runs| !runs.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{Case, How, Patterns};
    use proptest::prelude::*;

    fn patterns(pattern: &str, how: How) -> Patterns {
        Patterns::new(&[pattern], how).unwrap()
    }

    #[test]
    fn objects_are_told_by_their_bytes() {
        let object = br#"{"subject":"A ferry, \"new\"","text":"one\ntwo"}"#;
        for (pattern, expected) in [
            ("ferry", true),
            ("boat", false),
            ("boat|ferry", true),
            ("boat|ship", false),
            (r"\w+ boat", false),
            (r"\w+ ferry", true),
            // What stands behind the quote is looked for, not the quote.
            ("\"new\"", true),
            ("\"old\"", false),
            ("one\ntwo", true),
            // Nothing has to be there.
            (r"\w+", true),
            ("x", true),
            ("x?", true),
        ] {
            assert_eq!(
                patterns(pattern, How::default()).may_be_in(object),
                expected,
                "{pattern}"
            );
        }
        let ignored = How {
            case: Case::Ignored,
            words: true,
            ..How::default()
        };
        assert!(patterns("FERRY", ignored).may_be_in(object));
        assert!(!patterns("BOAT", ignored).may_be_in(object));
        assert!(patterns("boat", How::default()).may_be_in(br#"{"text":"\u0062oat"}"#));
    }

    proptest! {
        #[test]
        fn what_is_in_a_text_is_never_missed(
            before in "[ -~é\\n\"/\\\\]{0,9}",
            word in "[a-zA-Zé\"/\\\\\\n ]{1,9}",
            after in "\\PC{0,9}",
            ignored: bool,
            slashes: bool,
            ascii: bool,
        ) {
            let case = if ignored { Case::Ignored } else { Case::Differs };
            let how = How { fixed: true, case, ..How::default() };
            let patterns = patterns(&word, how);
            let text = format!("{before}{word}{after}");
            prop_assert!(patterns.is_in(&text));
            let mut object = serde_json::json!({ "text": text }).to_string();
            if slashes {
                object = object.replace('/', "\\/");
            }
            if ascii {
                object = object.replace('é', "\\u00e9");
            }
            prop_assert!(patterns.may_be_in(object.as_bytes()));
        }
    }
}
