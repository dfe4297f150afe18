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

    /// Calls `found` for each place where one of the words stands in a text, in order, with the number of the word, from 0.
    pub(crate) fn each(&self, text: &str, mut found: impl FnMut(usize, usize)) {
        match &self.searcher {
            Some(searcher) => {
                for place in searcher.find_iter(text) {
                    found(place.start(), place.pattern().as_usize());
                }
            }
            None => {
                for (at, word) in one_by_one(self.words, text) {
                    found(at, word);
                }
            }
        }
    }
}

/// Where words stand in a text, in order, by a pass for each.
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

    fn found(words: &'static [&'static str], text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        Literals::new(words).each(text, |at, word| found.push((at, word)));
        found
    }

    #[test]
    fn all_words_in_order() {
        const WORDS: &[&str] = &["PAGE", "VZCZC", " OF 0"];
        let long = format!("{}PAGE 01 OF 02", "the pier is closed ".repeat(9));
        for text in ["", "VZCZCPAGE 1 OF 0", "PAGE", &long] {
            assert_eq!(found(WORDS, text), one_by_one(WORDS, text), "{text}");
        }
        assert_eq!(found(WORDS, "x VZCZC 1 OF 02"), [(2, 1), (9, 2)]);
    }
}
