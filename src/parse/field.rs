//! The fields of a record, each read from its own stretches of text alone. One field knows nothing of another.

pub(crate) mod address;
pub(crate) mod classification;
pub(crate) mod distribution;
pub(crate) mod drafting;
pub(crate) mod dtg;
pub(crate) mod indicators;
pub(crate) mod instruction;
pub(crate) mod marker;
pub(crate) mod security;
pub(crate) mod station;
pub(crate) mod transmission;
