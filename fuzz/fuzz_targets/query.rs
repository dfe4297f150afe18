//! Any text as a query: what is read is printed, reads the same again, and finds words within the text.
#![no_main]

use cablex::query::{Marks, TextField, parse};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    match parse(&text) {
        Ok(query) => {
            let printed = query.to_string();
            assert_eq!(parse(&printed).as_ref(), Ok(&query), "{printed}");
            for field in [TextField::Anywhere, TextField::Subject] {
                for found in Marks::of(&query, field).find(&text) {
                    assert!(text.get(found).is_some_and(|word| !word.is_empty()));
                }
            }
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
