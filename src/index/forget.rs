//! Takes files out of an index, whether they are there or not.

use std::path::PathBuf;

use super::IndexError;
use super::key::{self, absolute};
use super::manifest::Manifest;
use super::place::Place;
use super::report::Report;
use super::write::Writer;
use crate::archive::file_around;

/// Takes out what is to be forgotten.
pub(super) fn forget(
    paths: &[PathBuf],
    threads: usize,
    place: &Place,
    current: Option<u32>,
    mut manifest: Manifest,
) -> Result<Report, IndexError> {
    let mut gone = Vec::new();
    for path in paths {
        let above = absolute(path);
        let lies_there = |name: &str| {
            let path = key::path(name);
            let around = || file_around(&path).is_some_and(|file| file.starts_with(&above));
            path.starts_with(&above) || around()
        };
        let (files, roots) = (gone.len(), manifest.roots.len());
        let rows = manifest.rows.keys().filter(|key| lies_there(key));
        gone.extend(rows.cloned());
        manifest.roots.retain(|root| !lies_there(&root.path));
        if gone.len() == files && manifest.roots.len() == roots {
            return Err(IndexError::Unknown(path.clone()));
        }
    }
    gone.sort_unstable();
    gone.dedup();
    let mut writer = Writer::open(place, current, threads)?;
    for key in &gone {
        writer.delete(key);
        manifest.rows.remove(key);
    }
    writer.commit(&mut manifest)?;
    let mut report = Report {
        vanished: gone.len() as u64,
        ..Report::default()
    };
    report.close(&manifest, 0);
    writer.finish(place)?;
    Ok(report)
}
