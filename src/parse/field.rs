//! The fields of a record, each read from its own stretches of text alone. One field knows nothing of another.

pub(crate) mod address;
pub(crate) mod classification;
pub(crate) mod classified_by;
pub(crate) mod distribution;
pub(crate) mod drafting;
pub(crate) mod dtg;
pub(crate) mod garble;
pub(crate) mod indicators;
pub(crate) mod instruction;
pub(crate) mod order;
pub(crate) mod paragraph;
pub(crate) mod reference;
pub(crate) mod section;
pub(crate) mod security;
pub(crate) mod signature;
pub(crate) mod station;
pub(crate) mod subject;
pub(crate) mod summary;
pub(crate) mod tags;
pub(crate) mod transmission;
