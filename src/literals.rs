//! A few words looked for at once: one pass over a text, whatever their number.

use aho_corasick::packed::Searcher;

/// Words that are looked for together. None of them may begin inside another one.
pub(crate) struct Literals {
    words: &'static [&'static str],
    /// Nothing on a machine that cannot.
    searcher: Option<Searcher>,
}

impl Literals {
    /// Makes ready for a search.
    pub(crate) fn new(words: &'static [&'static str]) -> Self {
        Literals {
            words,
            searcher: Searcher::new(words),
        }
    }

    /// Where the words stand in a text, in order, and which of them it is, from 0.
    pub(crate) fn find(&self, text: &str) -> Vec<(usize, usize)> {
        match &self.searcher {
            Some(searcher) => searcher
                .find_iter(text)
                .map(|found| (found.start(), found.pattern().as_usize()))
                .collect(),
            None => one_by_one(self.words, text),
        }
    }
}

/// As [`Literals::find`] does, a pass for each word.
fn one_by_one(words: &[&str], text: &str) -> Vec<(usize, usize)> {
    let places = |(which, word)| text.match_indices(word).map(move |(at, _)| (at, which));
    let words = words.iter().copied().enumerate();
    let mut found: Vec<_> = words.flat_map(places).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_in_order() {
        const WORDS: &[&str] = &["PAGE", "VZCZC", " OF 0"];
        let long = format!("{}PAGE 01 OF 02", "the pier is closed ".repeat(9));
        for text in ["", "VZCZCPAGE 1 OF 0", "PAGE", &long] {
            assert_eq!(
                Literals::new(WORDS).find(text),
                one_by_one(WORDS, text),
                "{text}"
            );
        }
        assert_eq!(
            Literals::new(WORDS).find("x VZCZC 1 OF 02"),
            [(2, 1), (9, 2)]
        );
    }
}
