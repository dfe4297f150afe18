//! The inputs of a command that reads cables.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use cablex::archive::{Input, Position, Selection, Wanted};
use cablex::batch::{self, Work};
use cablex::record::Cable;
use clap::Args;

use super::Env;
use super::exit::{ExitStatus, is_closed_pipe};
use super::filter::Filter;
use super::io::Out;
use super::page::Page;
use super::source::SourceArgs;
use super::status::Status;

/// What to read, and what of it.
#[derive(Args, Clone, Debug)]
pub(crate) struct InputArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[command(flatten)]
    pub(crate) filter: Filter,
}

/// What a command wants of the inputs, beside what the filters say.
#[derive(Debug, Default)]
pub(crate) struct Wants {
    /// It looks for some cables: the closing line says how many it found.
    pub some: bool,
    /// Which records it has to read at all.
    pub records: Option<Wanted>,
}

impl InputArgs {
    /// Gives every cable of the inputs to `each`, on all threads, which adds to the page what is to be printed and says
    /// whether the filters let the cable through; pages are printed in the order of the inputs. Inputs that fail are
    /// named and counted, and the others still come.
    pub(crate) fn print(
        &self,
        env: &Env,
        out: &mut Out,
        each: impl Fn(&mut Page, Cable) -> Result<bool> + Sync,
    ) -> Result<ExitStatus> {
        self.gather(env, &Wants::default(), each, |page| {
            out.write_all(&page.out)?;
            Ok(out.finish_item()?)
        })
    }

    /// Gives every cable of the inputs to `each`, on all threads, which adds to the page and says whether the filters let
    /// the cable through; gives pages to `sink` in the order of the inputs. Inputs that fail are named and counted, and
    /// the others still come.
    pub(crate) fn gather<T: Default + Send>(
        &self,
        env: &Env,
        wants: &Wants,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        mut sink: impl FnMut(&mut Page<T>) -> Result<()>,
    ) -> Result<ExitStatus> {
        let inputs = self.source.list()?;
        let counted = self.is_filtered() || wants.some;
        let mut status = Status::new(&self.source, counted)?.reading(&inputs);
        let selection = Selection {
            limits: self.source.limits(),
            bounds: self.source.bounds.bounds(),
            wanted: wants.records.clone(),
            except: self.source.written().collect(),
            ..Selection::default()
        };
        let done = self.run(
            inputs,
            &selection,
            &each,
            |_| Ok(()),
            |page, _, _| {
                status.page(&mut page.events, env)?;
                sink(page)
            },
        );
        match done {
            Ok(()) | Err(batch::Stop::Changed(_)) => {}
            Err(batch::Stop::Failed(error)) => {
                // Who reads has seen enough: what failed up to there is all that will.
                if is_closed_pipe(&error) {
                    status.finish()?;
                }
                return Err(error);
            }
        }
        if !env.quiet
            && let Some(line) = status.counts.closing()
        {
            env.err.line(&line);
        }
        status.finish()
    }

    /// Does with some cables that are at hand what [`InputArgs::gather`] does with those of the inputs.
    pub(crate) fn given<T: Default + Send>(
        &self,
        env: &Env,
        cables: Vec<Cable>,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        mut sink: impl FnMut(&mut Page<T>) -> Result<()>,
    ) -> Result<ExitStatus> {
        let mut status = Status::new(&self.source, self.is_filtered())?;
        let mut page = Page::default();
        for cable in cables {
            page.work(Work::Cable(cable), &each)?;
        }
        status.page(&mut page.events, env)?;
        sink(&mut page)?;
        status.finish()
    }

    /// Gives every cable of a selection to `each` and every page that is whole to `close`, on all threads, then to
    /// `sink` in the order of the inputs, with the position behind it and the bytes that were read for it.
    pub(crate) fn run<T: Default + Send>(
        &self,
        inputs: Vec<Input>,
        selection: &Selection,
        each: impl Fn(&mut Page<T>, Cable) -> Result<bool> + Sync,
        close: impl Fn(&mut Page<T>) -> Result<()> + Sync,
        sink: impl FnMut(&mut Page<T>, &Position, usize) -> Result<()>,
    ) -> Result<(), batch::Stop<anyhow::Error>> {
        let threads = self.source.threads(&inputs);
        batch::run(
            inputs,
            selection,
            threads,
            |page: &mut Page<T>, work| match work {
                Work::Close => close(page),
                work => page.work(work, &each),
            },
            sink,
        )
    }

    /// These arguments with another input before the others.
    pub(crate) fn beginning_with(&self, first: Option<PathBuf>) -> Self {
        let mut args = self.clone();
        args.source.inputs.splice(0..0, first);
        args
    }

    /// These arguments with those of the inputs that are wanted, and the others.
    pub(crate) fn apart(&self, wanted: impl Fn(&Path) -> bool) -> (Self, Vec<PathBuf>) {
        let mut args = self.clone();
        let (inputs, others) = std::mem::take(&mut args.source.inputs)
            .into_iter()
            .partition(|input| wanted(input));
        args.source.inputs = inputs;
        (args, others)
    }

    /// These arguments with the names in the list of --files-from among the inputs. Where there is none in it, they stay as
    /// they are: without a name, standard input would be read.
    pub(crate) fn listed(&self) -> Result<Self> {
        let mut args = self.clone();
        if args.source.files_from.is_some() {
            let named = args.source.named()?;
            if !named.is_empty() {
                args.source.inputs = named
                    .into_iter()
                    .map(|input| match input {
                        Input::Stdin => PathBuf::from("-"),
                        Input::Path(path) => path,
                    })
                    .collect();
                args.source.files_from = None;
            }
        }
        Ok(args)
    }

    /// Whether any input is named; else standard input is read.
    pub(crate) fn has_names(&self) -> bool {
        !self.source.inputs.is_empty() || self.source.files_from.is_some()
    }

    /// Whether standard input is read, for cables or for the names of inputs.
    pub(crate) fn reads_stdin(&self) -> bool {
        let stdin = Path::new("-");
        match &self.source.files_from {
            Some(file) => file == stdin || self.source.inputs.iter().any(|input| input == stdin),
            None => {
                self.source.inputs.is_empty()
                    || self.source.inputs.iter().any(|input| input == stdin)
            }
        }
    }

    /// Whether only some of the cables are wanted.
    pub(crate) fn is_filtered(&self) -> bool {
        !self.filter.is_empty()
    }

    /// What of these arguments decides what is read, in words that are the same for the same arguments.
    pub(crate) fn described(&self) -> String {
        format!(
            "{:?} {} {:?} {:?}",
            self.source.from,
            self.source.max_message,
            self.source.bounds.bounds(),
            self.filter
        )
    }

    /// Whether the inputs are exactly one name, and that of no directory: what is printed needs no path then.
    pub(crate) fn is_one_file(&self) -> bool {
        match (&self.source.files_from, self.source.inputs.as_slice()) {
            (None, []) => true,
            (None, [one]) => !one.is_dir(),
            _ => false,
        }
    }
}
