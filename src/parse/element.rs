//! The telegram's small words: what layout looks for and fields read, each in one place.

pub(crate) mod addressee;
pub(crate) mod caption_line;
pub(crate) mod class_line;
pub(crate) mod ending;
pub(crate) mod handling;
pub(crate) mod marker;
pub(crate) mod name;
pub(crate) mod number;
pub(crate) mod opening;
pub(crate) mod portion;
pub(crate) mod reference_line;
pub(crate) mod signal;
pub(crate) mod tag_line;
pub(crate) mod tag_words;
pub(crate) mod text;
pub(crate) mod title;
pub(crate) mod topic;
pub(crate) mod year;
