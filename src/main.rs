//! The command. The library never prints and never ends the process; this side of it does.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
