//! Any bytes, as the web page of a cable.
#![no_main]

mod common;

use cablex::message::Container;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| common::read(bytes, Some(Container::Html)));
