//! From bytes to messages: recognise the archive format, cut the input into cables, decode each.
//!
//! An input that holds no cable gives one [`InputError`](crate::error::InputError), never a made-up message. Whatever
//! the bytes, there is no panic, and the time is linear in their number.

mod aad;
mod classified;
mod columns;
mod content;
mod csv;
mod decode;
mod escapes;
mod fields;
mod foia;
mod form;
mod formats;
mod head;
mod html;
mod inside;
mod json;
mod kind;
mod limits;
mod line;
mod magic;
mod objects;
mod oneline;
mod page;
mod parts;
mod piece;
mod plusd;
mod records;
mod row;
mod seen;
mod split;
mod sql;
mod stream;
mod table;
mod take;
mod values;

use std::sync::Arc;

use crate::message::{Container, Message};
pub use limits::{Limits, Wanted};
pub(crate) use magic::office;
pub use piece::{Cables, Piece};
pub(crate) use stream::{STEP, cut};
pub(crate) use take::Take;

/// The cables of one input, in order. `path` is how the input is called in records and errors; the container is
/// recognised from the content, unless `from` says it.
///
/// ```
/// let bytes = "VZCZCXYZ0001\nFM AMEMBASSY LIMA\nTO SECSTATE WASHDC\nUNCLAS LIMA 000012\n";
/// let cables: Result<Vec<_>, _> = cablex::container::read("a.txt", bytes, None).collect();
/// assert_eq!(cables?.len(), 1);
/// # Ok::<(), cablex::error::InputError>(())
/// ```
pub fn read(path: impl Into<String>, bytes: impl Into<Vec<u8>>, from: Option<Container>) -> Cables {
    let limits = Limits {
        from,
        max_message: u64::MAX,
    };
    let path: String = path.into();
    Piece::whole(Arc::from(path), bytes.into(), limits, Take::All).cables()
}

/// The message of a text that a record kept: what the container had read in it is read again.
#[must_use]
pub fn again(mut message: Message) -> Message {
    let content = formats::read_again(message.container, message.text);
    message.text = content.text;
    message.given = content.given;
    message
}

#[cfg(test)]
mod tests;
