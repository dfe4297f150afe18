//! What the program cannot do: it speaks to no network, starts no other program, and runs no code of an input.

use std::fs;

use crate::{assert_none, corpus, sources};

/// Ways out of the process, as a source would have to name them.
const WAYS_OUT: &[&str] = &[
    "std::net",
    "net::Tcp",
    "net::Udp",
    "os::unix::net",
    "libloading",
    "dlopen",
];

/// Crates that open connections or run code that is handed to them. None may come in, under whatever dependency.
const CRATES: &[&str] = &[
    "curl",
    "hyper",
    "isahc",
    "libloading",
    "mio",
    "native-tls",
    "openssl",
    "quinn",
    "reqwest",
    "rhai",
    "rustls",
    "socket2",
    "tokio",
    "ureq",
    "wasmtime",
];

#[test]
fn no_source_names_a_way_out_of_the_process() {
    let mut wrong = Vec::new();
    for source in sources("src") {
        for line in source.text.lines() {
            // `clap::Command` starts nothing.
            let starts = line.contains("process::") && line.contains("Command");
            if starts || WAYS_OUT.iter().any(|way| line.contains(way)) {
                wrong.push(format!("{}: {line}", source.name));
            }
        }
    }
    assert_none("ways out of the process", wrong);
}

#[test]
fn no_crate_opens_connections() {
    let lock = fs::read_to_string(corpus::root().join("Cargo.lock")).unwrap();
    let named = CRATES
        .iter()
        .filter(|name| lock.contains(&format!("name = \"{name}\"\n")));
    assert_none(
        "crates that reach out",
        named.map(|name| (*name).to_owned()).collect(),
    );
}
