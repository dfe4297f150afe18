//! Texts in words, as `words` cuts and folds them.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::words::{Split, fold, split};

/// Cuts a text into folded words, each at the position behind the one before it.
#[derive(Clone, Default)]
pub(super) struct Words {
    token: Token,
}

pub(super) struct Stream<'a> {
    words: Split<'a>,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.token.reset();
        Stream {
            words: split(text),
            token: &mut self.token,
        }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some(word) = self.words.next() else {
            return false;
        };
        self.token.position = self.token.position.wrapping_add(1);
        self.token.offset_from = word.range.start;
        self.token.offset_to = word.range.end;
        self.token.text.clear();
        self.token.text.push_str(&fold(word.text));
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
