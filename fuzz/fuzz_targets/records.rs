//! Any bytes as lines of records: what is read is written, read again the same, and can be shown.
#![no_main]

mod common;

use cablex::container;
use cablex::message::Container;
use cablex::output::select::Fields;
use cablex::record::Cable;
use cablex::view;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let fields = Fields::parse("id,date,routing.to.plad,tags.code,paragraphs.text").unwrap();
    for cable in container::read("fuzz", bytes, Some(Container::Records)) {
        match cable {
            Ok(Cable::Read(record)) => {
                common::promises::assert_read_back(&record);
                let document = view::document(&record, view::Options::default());
                assert!(!view::html::page(&[document]).is_empty());
                assert_eq!(fields.cells(&record, "|").len(), fields.names().len());
                if let Some(message) = Cable::Read(record).message() {
                    common::promises::assert_tiled(&container::again(message));
                }
            }
            Ok(Cable::Unread(message)) => panic!("a text among records: {message:?}"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
