//! The full-text index of archives, in a directory of its own.

#![allow(dead_code)]

mod schema;
mod words;

/// The version of what is in the directory; an index of another version is made anew.
const VERSION: u32 = 1;
