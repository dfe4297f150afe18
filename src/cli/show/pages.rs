//! All cables as one web page. Its table of contents stands before them, so they wait in a file until all are known.

use std::io::{Seek, SeekFrom, Write, copy};

use anyhow::{Context, Result};
use cablex::parse;
use cablex::view::Document;
use cablex::view::html::{self, Entry};
use tempfile::SpooledTempFile;

use super::super::Env;
use super::super::exit::ExitStatus;
use super::super::io::Out;
use super::super::page::Page;
use super::asked::Asked;
use super::{ShowArgs, ended};

/// A page of this many bytes is held in memory.
const HELD: usize = 1 << 23;

/// A web page in the making.
pub(super) struct Pages {
    entries: Vec<Entry>,
    articles: SpooledTempFile,
}

impl Pages {
    pub(super) fn new() -> Self {
        Pages {
            entries: Vec::new(),
            articles: SpooledTempFile::new(HELD),
        }
    }

    /// How many articles there are.
    pub(super) fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Adds an article.
    pub(super) fn add(&mut self, entry: Entry, body: &str) -> Result<()> {
        self.entries.push(entry);
        let article = html::article(self.entries.len(), body);
        let written = self.articles.write_all(article.as_bytes());
        written.context("a file for what waits to be printed")
    }

    /// Adds a document.
    pub(super) fn document(&mut self, document: &Document<'_>) -> Result<()> {
        self.add(Entry::of(document), &html::body(document))
    }

    /// Prints it all; nothing where there is no article.
    pub(super) fn print(mut self, out: &mut Out) -> Result<()> {
        if self.entries.is_empty() {
            return Ok(());
        }
        out.write_all(html::begin(&self.entries).as_bytes())?;
        self.articles.seek(SeekFrom::Start(0))?;
        copy(&mut self.articles, out)?;
        out.write_all(html::END.as_bytes())?;
        Ok(())
    }
}

/// Prints the page of all cables that the filters let through.
pub(super) fn show(args: &ShowArgs, asked: &Asked, env: &Env, out: &mut Out) -> Result<ExitStatus> {
    let mut pages = Pages::new();
    let each = |page: &mut Page<Vec<(Entry, String)>>, cable| {
        let record = parse::record(cable, parse::Options::default());
        if !asked.matches(&record) {
            return Ok(false);
        }
        let article = args.document(asked, &record, |document| {
            (Entry::of(document), html::body(document))
        });
        page.more.push(article);
        Ok(true)
    };
    let status = asked.gather(env, each, |page| {
        let mut articles = page.more.drain(..);
        articles.try_for_each(|(entry, body)| pages.add(entry, &body))
    })?;
    let shown = pages.len();
    pages.print(out)?;
    Ok(ended(status, shown))
}
