//! What the containers say, held to what is true of it.

use chrono::{DateTime, Timelike, Utc};

use super::identity;
use crate::message::{Container, Message};

/// The container's date, as exact as it is, and how exact that is in words.
pub(super) fn date(message: &Message) -> Option<(DateTime<Utc>, &'static str)> {
    let date = identity::created(&message.archive)?;
    match message.container {
        // The page prints the hour on the twelve-hour clock where its minutes should stand.
        Container::Html => Some((
            date.with_minute(0)?.with_second(0)?,
            "the date, to the hour,",
        )),
        _ => Some((date, "the date")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_the_web_knows_the_hour() {
        let mut message = Message::from_text("");
        assert_eq!(date(&message), None);
        message.archive.set("created", "2007-06-15 18:06");
        for (container, expected) in [
            (Container::Html, "2007-06-15T18:00:00+00:00"),
            (Container::Page, "2007-06-15T18:06:00+00:00"),
        ] {
            message.container = container;
            assert_eq!(date(&message).unwrap().0.to_rfc3339(), expected);
        }
    }
}
