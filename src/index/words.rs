//! Texts in words, as `words` cuts and folds them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::words::{self, Placed, fold_into, placed};

/// Cuts a text into folded words, each at the position behind the one before it; a word that a hyphen may have broken
/// stands at the position of its first half too.
#[derive(Clone, Default)]
pub(super) struct Words {
    token: Token,
}

pub(super) struct Stream<'a> {
    words: words::Words<'a>,
    /// The joined word that stands where the last word stood.
    joined: Option<(String, std::ops::Range<usize>)>,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream {
            words: placed(text),
            joined: None,
            token: &mut self.token,
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let range = if let Some((joined, range)) = self.joined.take() {
            self.token.text = joined;
            range
        } else {
            let Some(Placed { word, joined }) = self.words.next() else {
                return false;
            };
            self.joined = joined;
            self.token.position = self.token.position.wrapping_add(1);
            self.token.text.clear();
            fold_into(word.text, &mut self.token.text);
            word.range
        };
        self.token.offset_from = range.start;
        self.token.offset_to = range.end;
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
