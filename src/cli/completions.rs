//! `cablex completions`: scripts by which a shell completes the arguments.

use std::io::Write;

use anyhow::Result;
use clap::{Args, CommandFactory, ValueHint};
use clap_complete::Shell;

use super::exit::ExitStatus;
use super::{Cli, Env};

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex completions fish > ~/.config/fish/completions/cablex.fish
  cablex completions --help           where bash, zsh and others look
  source <(cablex completions bash)   for this shell only";

pub(super) const INSTALL: &str = "\
To have them in every new shell:

  # bash, with the package bash-completion
  d=~/.local/share/bash-completion/completions
  mkdir -p $d && cablex completions bash > $d/cablex

  # zsh, in a folder of your $fpath, before compinit is called
  cablex completions zsh > ~/.zfunc/_cablex

  # fish
  cablex completions fish > ~/.config/fish/completions/cablex.fish

  # PowerShell
  cablex completions powershell >> $PROFILE

  # elvish
  cablex completions elvish >> ~/.config/elvish/rc.elv";

/// Print a script by which a shell completes the arguments
///
/// It knows the commands, their options and the values of these, and offers files where files are wanted.
#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

pub(super) fn run(args: &CompletionsArgs, env: &mut Env) -> Result<ExitStatus> {
    // In memory first: whoever writes the script has no word for a pipe that was closed.
    let mut script = Vec::new();
    let mut definition = without_files(Cli::command());
    clap_complete::generate(args.shell, &mut definition, "cablex", &mut script);
    let mut out = env.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// The definition, in which an option whose value is no path is not offered files.
fn without_files(command: clap::Command) -> clap::Command {
    let told = |arg: clap::Arg| match arg.get_value_hint() {
        ValueHint::Unknown if arg.get_action().takes_values() => arg.value_hint(ValueHint::Other),
        _ => arg,
    };
    command.mut_args(told).mut_subcommands(without_files)
}
