//! One tag, or one reference, read by html5ever's tokenizer.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::container::decode;

/// The value of an attribute of a start tag, which is given up to its `>`.
pub(super) fn attribute(tag: &[u8], name: &str) -> Option<String> {
    let tag = read(&[tag, b">"].concat()).tag.take()?;
    let mut attributes = tag.attrs.iter();
    let found = attributes.find(|attribute| &*attribute.name.local == name)?;
    Some(found.value.to_string())
}

/// The characters of a reference, its ampersand and semicolon included; itself where there is no such reference.
pub(super) fn reference(name: &[u8]) -> String {
    // A blank behind it, so that the tokenizer knows that the name goes on no further.
    let mut text = read(&[name, b" "].concat()).text.take();
    text.pop();
    text
}

fn read(bytes: &[u8]) -> Sink {
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(Sink::default(), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(&decode::characters(bytes).0));
    // It stops early only for scripts, which the sink never asks for.
    let _ = tokenizer.feed(&queue);
    tokenizer.sink
}

/// What the tokenizer read.
#[derive(Default)]
struct Sink {
    text: RefCell<String>,
    tag: RefCell<Option<Tag>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => *self.tag.borrow_mut() = Some(tag),
            Token::CharacterTokens(text) => self.text.borrow_mut().push_str(&text),
            Token::NullCharacterToken => self.text.borrow_mut().push('\0'),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
