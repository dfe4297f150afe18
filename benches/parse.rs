//! Placeholder for the harness.
fn main() {}
