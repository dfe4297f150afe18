//! Words are the same where patterns that ignore case take them for the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use cablex::pattern::{Case, How, Patterns};
use cablex::words::{fold, fold_char, is_of_word, split};
use proptest::prelude::*;
use regex_syntax::hir::{ClassUnicode, ClassUnicodeRange};

/// They are most of all letters, and have no case.
fn is_of_east_asia(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{17000}'..='\u{18FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// What is folded to one letter is what `(?i)` takes for one letter, and all of it, in the whole of Unicode.
#[test]
fn letters_are_folded_as_patterns_ignore_case() {
    let mut alike: BTreeMap<char, Vec<char>> = BTreeMap::new();
    // The two may know different versions of Unicode; what only one knows is no word's.
    for c in (char::MIN..=char::MAX).filter(|c| is_of_word(*c) && !is_of_east_asia(*c)) {
        assert_eq!(fold_char(fold_char(c)), fold_char(c), "{c}");
        alike.entry(fold_char(c)).or_default().push(c);
    }
    for chars in alike.values() {
        let first = chars[0];
        let mut class = ClassUnicode::new([ClassUnicodeRange::new(first, first)]);
        class.try_case_fold_simple().unwrap();
        let same: Vec<char> = class
            .iter()
            .flat_map(|range| range.start()..=range.end())
            .collect();
        assert_eq!(*chars, same);
    }
}

/// Letters of some alphabets, among them what has several small or capital forms.
const TEXT: &str = "[a-zA-Z0-9_ .,'éÉßẞàÀÿŸµſıİМмЯяёЁΣσςΩωάΆβϐ-]{0,40}";

proptest! {
    #[test]
    fn a_word_is_in_a_text_where_a_pattern_finds_it(
        text in TEXT,
        cut in any::<prop::sample::Index>(),
        other in TEXT,
        upper in any::<bool>(),
    ) {
        let mut wanted: Vec<String> = split(&other).map(|word| word.text.to_owned()).collect();
        // Words of the text itself, whole and cut, in another case.
        for word in split(&text) {
            let changed: String = if upper { word.text.to_uppercase() } else { word.text.to_lowercase() };
            let chars: Vec<char> = changed.chars().collect();
            wanted.push(chars[cut.index(chars.len())..].iter().collect());
            wanted.push(changed);
        }
        let how = How { fixed: true, words: true, case: Case::Ignored };
        for word in wanted {
            let patterns = Patterns::new(&[&word], how).unwrap();
            let found = split(&text).any(|one| fold(one.text) == fold(&word));
            prop_assert_eq!(patterns.is_in(&text), found, "{:?} in {:?}", word, text);
        }
    }
}
