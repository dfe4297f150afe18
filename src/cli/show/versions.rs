//! How versions of one cable differ. Until all inputs are read nobody knows which cables have several, so records wait
//! in a file; what is held in memory is where each lies.

use std::collections::HashMap;
use std::io::{Read, Seek, SeekFrom, Write};

use anyhow::{Context, Result};
use cablex::output::jsonl;
use cablex::parse;
use cablex::record::Record;
use cablex::view::{diff, text};
use tempfile::SpooledTempFile;

use super::super::Env;
use super::super::exit::ExitStatus;
use super::super::io::Out;
use super::super::page::Page;
use super::asked::Asked;
use super::pages::Pages;
use super::screen::Screen;
use super::{ShowArgs, ended};

/// Records of this many bytes are held in memory.
const HELD: usize = 1 << 23;

/// So many cables with one version are named; of the others, it is said how many there are.
const NAMED: usize = 10;

/// A record that one thread has read; its bytes are on the page.
struct Found {
    id: Option<String>,
    path: String,
    len: usize,
}

/// Where a record lies.
struct Place {
    start: u64,
    len: usize,
}

/// The versions of each cable.
struct Versions {
    records: SpooledTempFile,
    end: u64,
    /// In the order in which ids came; the path is that of the first version.
    cables: Vec<(String, String, Vec<Place>)>,
    at: HashMap<String, usize>,
    /// Paths of cables that have no id.
    nameless: Vec<String>,
}

impl Versions {
    fn new() -> Self {
        Versions {
            records: SpooledTempFile::new(HELD),
            end: 0,
            cables: Vec::new(),
            at: HashMap::new(),
            nameless: Vec::new(),
        }
    }

    /// Takes a page's records.
    fn take(&mut self, page: &mut Page<Vec<Found>>) -> Result<()> {
        let written = self.records.write_all(&page.out);
        written.context("a file for what waits to be compared")?;
        for found in page.more.drain(..) {
            let place = Place {
                start: self.end,
                len: found.len,
            };
            self.end += found.len as u64;
            let Some(id) = found.id else {
                self.nameless.push(found.path);
                continue;
            };
            match self.at.get(&id).and_then(|at| self.cables.get_mut(*at)) {
                Some((_, _, places)) => places.push(place),
                None => {
                    self.at.insert(id.clone(), self.cables.len());
                    self.cables.push((id, found.path, vec![place]));
                }
            }
        }
        Ok(())
    }

    /// The record at a place.
    fn record(&mut self, place: &Place) -> Result<Record> {
        self.records.seek(SeekFrom::Start(place.start))?;
        let mut bytes = vec![0; place.len];
        self.records.read_exact(&mut bytes)?;
        Ok(serde_json::from_slice(&bytes)?)
    }

    /// Says which cables have nothing to be compared with, and how many there are.
    fn alone(&self, env: &Env) -> usize {
        let alone = self.cables.iter().filter(|(_, _, places)| places.len() < 2);
        let alone = alone.map(|(id, path, _)| format!("{id}: one version only, in {path}"));
        let nameless = self.nameless.iter();
        let nameless = nameless.map(|path| format!("{path}: no id, so nothing tells its versions"));
        let lines: Vec<String> = alone.chain(nameless).collect();
        for line in lines.iter().take(NAMED) {
            env.err.line(line);
        }
        match lines.len().saturating_sub(NAMED) {
            0 => {}
            more => env
                .err
                .line(&format!("and {more} more with one version only")),
        }
        lines.len()
    }
}

/// Prints how each version differs from the one before it.
pub(super) fn show(
    args: &ShowArgs,
    asked: &Asked,
    env: &Env,
    out: &mut Out,
    screen: Screen,
) -> Result<ExitStatus> {
    let mut versions = Versions::new();
    let each = |page: &mut Page<Vec<Found>>, cable| {
        let record = parse::record(cable, parse::Options::default());
        if !asked.matches(&record) {
            return Ok(false);
        }
        let start = page.out.len();
        jsonl::line(&mut page.out, &record)?;
        page.more.push(Found {
            id: record.id,
            path: record.source.path,
            len: page.out.len() - start,
        });
        Ok(true)
    };
    let status = asked.gather(env, each, |page| versions.take(page))?;
    let mut pages = Pages::new();
    let mut shown = 0;
    let alone = versions.alone(env);
    for (_, _, places) in std::mem::take(&mut versions.cables) {
        let mut places = places.iter();
        let Some(first) = places.next().filter(|_| places.len() > 0) else {
            continue;
        };
        let mut old = versions.record(first)?;
        for place in places {
            let new = versions.record(place)?;
            let document = diff::document(&old, &new);
            if args.html {
                pages.document(&document)?;
            } else {
                if shown > 0 {
                    out.write_all(screen.between().as_bytes())?;
                }
                out.write_all(text::write(&document, &screen).as_bytes())?;
                out.finish_item()?;
            }
            shown += 1;
            old = new;
        }
    }
    pages.print(out)?;
    let compared = if alone > 0 {
        ExitStatus::Odd
    } else {
        ExitStatus::Done
    };
    Ok(ended(status, shown).max(compared))
}
