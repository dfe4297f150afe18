//! What a field may know of the cable beside its own lines.

use chrono::{DateTime, Utc};

/// The cable's own date, post and number, as far as its header and classification line say them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Context<'a> {
    /// The date-time group; it gives the year of references and the century of two-digit years.
    pub date: Option<DateTime<Utc>>,
    /// The canonical post.
    pub post: Option<&'a str>,
    /// The message number.
    pub number: Option<u32>,
    /// The canonical post of the only action addressee.
    pub action: Option<&'a str>,
}
