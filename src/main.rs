//! The command. The library never prints and never ends the process; this side of it does.

mod cli;

/// A record is some hundreds of small texts, and this allocator gives and takes them faster than that of glibc.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
