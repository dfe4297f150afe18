//! What is wrong with a value, before it is known where in the query that stands.

/// What is wrong with a value, wherever it stands.
#[derive(Debug)]
pub(super) struct Wrong {
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Wrong {
            message: message.into(),
            hint: Some(hint.into()),
        }
    }

    pub(super) fn plain(message: impl Into<String>) -> Self {
        Wrong {
            message: message.into(),
            hint: None,
        }
    }
}
