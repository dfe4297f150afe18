//! Reads archives of diplomatic cables and writes one honest, normalized record per cable.

pub mod diagnostic;
pub mod message;
pub mod parse;
pub mod part;
pub mod record;
pub mod vocab;
