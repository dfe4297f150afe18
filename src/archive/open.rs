//! One file's bytes.

use std::io::{self, Read};

use super::Input;
use crate::error::{InputError, InputErrorKind};

/// The name of an input as records hold it, and all its bytes.
pub(super) fn bytes(input: &Input) -> Result<(String, Vec<u8>), InputError> {
    let (name, bytes) = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes);
            ("-".to_owned(), read.map(|_| bytes))
        }
        Input::Path(path) => (path.to_string_lossy().into_owned(), std::fs::read(path)),
    };
    match bytes {
        Ok(bytes) => Ok((name, bytes)),
        Err(error) => Err(InputError::new(name, InputErrorKind::Unreadable(error))),
    }
}
