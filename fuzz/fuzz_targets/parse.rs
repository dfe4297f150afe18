//! Any bytes, of whatever container they look like.
#![no_main]

mod common;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    common::check(cablex::container::read("fuzz", bytes, None));
});
