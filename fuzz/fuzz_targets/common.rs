//! What the targets share: the envelopes and the promises of the tests, and a file to be read.
#![allow(dead_code)]

#[path = "../../tests/common/envelope.rs"]
pub mod envelope;
#[path = "../../tests/common/promises.rs"]
pub mod promises;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use cablex::error::InputError;
use cablex::parse::{Options, record};
use cablex::record::Cable;

/// What must hold of the cables of an input, and of the errors among them.
pub fn check(cables: impl Iterator<Item = Result<Cable, InputError>>) {
    for cable in cables {
        match cable {
            Ok(cable) => {
                if let Cable::Unread(message) = &cable {
                    promises::assert_tiled(message);
                }
                promises::assert_read_back(&record(cable, Options::default()));
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// A folder of this process, in the folder for temporary files.
pub fn folder() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = std::env::temp_dir().join(format!("cablex-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        folder
    })
}
