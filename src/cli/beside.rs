//! Records of an earlier run among the files that they were made from: their cables come twice.

use std::path::{Path, PathBuf};

use cablex::archive::{Input, file_around};

/// The folders among the inputs.
#[derive(Default)]
pub(super) struct Folders(Vec<PathBuf>);

impl Folders {
    pub(super) fn of(inputs: &[Input]) -> Self {
        let folder = |input: &Input| match input {
            Input::Path(path) if path.is_dir() => path.canonicalize().ok(),
            _ => None,
        };
        Folders(inputs.iter().filter_map(folder).collect())
    }

    /// The file that a record was made from, where it lies below the folder that the file of the record lies below: under
    /// the path that the record has, or beside it.
    pub(super) fn source(&self, records: &str, source: &str) -> Option<PathBuf> {
        if self.0.is_empty() {
            return None;
        }
        let records = Path::new(records).canonicalize().ok()?;
        let folder = self.0.iter().find(|folder| records.starts_with(folder))?;
        let source = Path::new(source);
        let file = file_around(source).unwrap_or_else(|| source.to_owned());
        let name = source.to_str()?.split("!/").next().map(Path::new)?;
        let beside = records.parent()?.join(name.file_name()?);
        [file, beside].into_iter().find(|file| {
            file.is_file()
                && file
                    .canonicalize()
                    .is_ok_and(|file| file != records && file.starts_with(folder))
        })
    }
}
