//! The page text of the archives: four labels, four values, a title, TAGS, a line of links, then the bare telegram.
//!
//! ```text
//! Identifier
//! Created
//! Classification
//! Origin
//! 09ANYTOWN123
//! 2009-07-17 04:51:00
//! CONFIDENTIAL
//! Embassy Anytown
//! Cable title:
//!
//! A title
//!
//! Tags:   PREL PGOV
//! pdf  how-to read a cable
//! VZCZCXRO1234
//! ```
//!
//! Items of a line are separated by no-break spaces.

use super::line::{Line, Lines};
use crate::message::Archive;
use crate::part::{Part, Role};

/// The labels, each in a line of its own.
const LABELS: [&str; 4] = ["Identifier", "Created", "Classification", "Origin"];
/// The archive's keys for the values, in the same order.
const KEYS: [&str; 4] = ["identifier", "created", "classification", "origin"];
/// How many lines may stand between the values and the line of links.
const LONGEST: usize = 24;

/// What a page says of its cable, and its lines as parts.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub archive: Archive,
    pub given: Vec<Part>,
}

/// Where a page's head begins in this line, its first label, perhaps behind the last line of a file without a last
/// line feed; `after` stands behind the line.
pub(super) fn head_in(mut after: Lines<'_>, line: Line, text: &[u8]) -> Option<usize> {
    let [first, others @ ..] = LABELS;
    if text.last() != Some(&b'r') || !text.ends_with(first.as_bytes()) {
        return None;
    }
    for label in others {
        let next = after.next()?;
        if after.text(next) != label.as_bytes() {
            return None;
        }
    }
    let glued = text.len() > first.len();
    Some(if glued {
        line.end.saturating_sub(first.len()).max(line.start)
    } else {
        line.start
    })
}

/// Reads the head of a page in a decoded text. What stands before it is no part of it.
pub(super) fn read(text: &str) -> Page {
    let mut page = Page::default();
    let mut lines = text.split_inclusive('\n').peekable();
    let mut at = 0;
    let mut number = 1;
    let mut take = |line: &str, role: Role, given: &mut Vec<Part>| {
        given.push(Part {
            span: at..at + line.len(),
            line: number,
            role,
        });
        at += line.len();
        number += 1;
    };
    while let Some(line) = lines.next_if(|line| trim(line) != "Identifier") {
        let role = if trim(line).is_empty() {
            Role::Blank
        } else {
            Role::Preamble
        };
        take(line, role, &mut page.given);
    }
    for line in lines.by_ref().take(LABELS.len()) {
        take(line, Role::Archive, &mut page.given);
    }
    for key in KEYS {
        let Some(line) = lines.next_if(|line| !trim(line).starts_with("Cable title:")) else {
            break;
        };
        page.archive.set(key, trim(line));
        take(line, Role::Archive, &mut page.given);
    }
    // Whether the rest is a page's, its line of links tells, or its TAGS.
    let rest: Vec<&str> = lines.clone().take(LONGEST).collect();
    let last = rest
        .iter()
        .position(|line| is_links(line))
        .or_else(|| rest.iter().position(|line| trim(line).starts_with("Tags:")));
    let Some(last) = last else {
        return page;
    };
    let (mut title, mut tags) = (Vec::new(), Vec::new());
    let mut section = Section::Before;
    for (index, line) in lines.take(last + 1).enumerate() {
        let mut words = trim(line);
        if let Some(after) = words.strip_prefix("Cable title:") {
            (section, words) = (Section::Title, trim(after));
        } else if let Some(after) = words.strip_prefix("Tags:") {
            (section, words) = (Section::Tags, trim(after));
        } else if index == last {
            section = Section::Before;
        }
        match section {
            Section::Title if !words.is_empty() => title.push(words),
            Section::Tags => tags.extend(
                words
                    .split('\u{a0}')
                    .map(trim)
                    .filter(|tag| !tag.is_empty()),
            ),
            Section::Title | Section::Before => {}
        }
        take(line, Role::Archive, &mut page.given);
    }
    page.archive.set("title", &title.join(" "));
    page.archive
        .set_list("tags", tags.into_iter().map(str::to_owned).collect());
    page
}

/// Which label stood last.
#[derive(Clone, Copy)]
enum Section {
    Before,
    Title,
    Tags,
}

/// The line of links under a page's TAGS.
fn is_links(line: &str) -> bool {
    let line = trim(line);
    line.starts_with("pdf") && line.ends_with("how-to read a cable")
}

/// A line without blanks around it, no-break spaces among them.
fn trim(line: &str) -> &str {
    line.trim()
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::string_slice, clippy::unwrap_used)]
mod tests {
    use super::*;

    const PAGE: &str = "Identifier\nCreated\nClassification\nOrigin\n09LIMA12\n2009-07-17 04:51:00\n\
        CONFIDENTIAL\nEmbassy Lima\nCable title:\u{a0}\u{a0} \n\nA title\nthat wraps\n\n\
        Tags:\u{a0}\u{a0} PREL\u{a0} FREE TRADE\u{a0} PE\u{a0} \npdf\u{a0} how-to read a cable\nVZCZCXRO1234\n";

    #[test]
    fn a_page_says_what_it_says() {
        let page = read(PAGE);
        for (key, value) in [
            ("identifier", "09LIMA12"),
            ("created", "2009-07-17 04:51:00"),
            ("classification", "CONFIDENTIAL"),
            ("origin", "Embassy Lima"),
            ("title", "A title that wraps"),
        ] {
            assert_eq!(page.archive.text(key), Some(value), "{key}");
        }
        assert_eq!(page.archive.list("tags"), ["PREL", "FREE TRADE", "PE"]);
    }

    #[test]
    fn its_lines_are_given_one_by_one() {
        let page = read(PAGE);
        assert_eq!(page.given.len(), 15);
        assert!(page.given.iter().all(|part| part.role == Role::Archive));
        let joined: String = page
            .given
            .iter()
            .map(|part| &PAGE[part.span.clone()])
            .collect();
        assert_eq!(joined + "VZCZCXRO1234\n", PAGE);
        assert_eq!(page.given.last().unwrap().line, 15);
    }

    #[test]
    fn what_is_missing_is_absent() {
        let page = read(
            "from a disk\nIdentifier\nCreated\nClassification\nOrigin\n09LIMA12\n\n\n\nUNCLAS LIMA 000012\n",
        );
        assert_eq!(page.archive.text("identifier"), Some("09LIMA12"));
        assert_eq!(page.archive.text("created"), None);
        assert_eq!(page.archive.text("title"), None);
        assert_eq!(page.given[0].role, Role::Preamble);
        assert_eq!(page.given.len(), 9);
        let cut = read("Identifier\nCreated\nClassification\nOrigin");
        assert_eq!(cut.given.len(), 4);
    }
}
