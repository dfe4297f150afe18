//! Words of official titles, to tell a title from the name that follows it.

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// The data file.
pub(super) const DATA: &str = include_str!("data/titles.tsv");

struct Word {
    /// It counts only between others.
    joins: bool,
    /// It counts only in one case, for in two it is a name.
    one_case: bool,
}

static TITLES: LazyLock<Map<Word>> = LazyLock::new(|| {
    tsv::rows(DATA)
        .map(|[word, joins, case]| {
            let one_case = case == "one";
            (
                word,
                Word {
                    joins: joins == "yes",
                    one_case,
                },
            )
        })
        .collect()
});

/// Whether a word belongs to a title, and if so, whether it only joins others. A word of several parts (`POL/ECON`,
/// `Minister-Counselor`) belongs where all of them do.
fn belongs(word: &str) -> Option<bool> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let two_cases = word.bytes().any(|b| b.is_ascii_lowercase())
        && word.bytes().any(|b| b.is_ascii_uppercase());
    with_upper(word, |word| {
        if let Some(found) = TITLES.get(word) {
            return (!found.one_case || !two_cases).then_some(found.joins);
        }
        word.contains(['/', '-'])
            .then(|| word.split(['/', '-']).all(|part| TITLES.contains_key(part)))?
            .then_some(false)
    })
}

/// How many bytes of `text` the words of a title take up that it begins with: `Minister Counselor for Economic Affairs`
/// of `Minister Counselor for Economic Affairs Jane Roe`. A comma or a semicolon ends the title, and is not counted.
#[must_use]
pub fn leading(text: &str) -> usize {
    let (mut end, mut at) = (0, 0);
    for piece in text.split_inclusive([' ', '\t']) {
        let word = piece.trim_end_matches([' ', '\t']);
        let bare = word.trim_end_matches([',', ';']);
        if !bare.is_empty() {
            match belongs(bare) {
                Some(false) => end = at + bare.len(),
                Some(true) if end > 0 => {}
                _ => break,
            }
            if bare.len() != word.len() {
                break;
            }
        }
        at += piece.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_end_where_the_name_begins() {
        for (title, rest) in [
            ("Minister Counselor for Economic Affairs", " Jane Roe"),
            ("Ambassador", " Jane Roe"),
            ("AMBASSADOR", " JANE ROE"),
            ("Charge d'Affaires", " Jane Roe"),
            ("Charge d'Affaires a.i.", " Jane Roe"),
            ("Deputy Chief of Mission", " Jane Roe"),
            ("A/DCM", " Jane Roe"),
            ("Pol/Econ Chief", " Jane Roe"),
            ("Minister-Counselor", " Jane Roe"),
            ("Acting  Political Counselor", ", Jane Roe"),
            ("Consul General", ""),
            ("Second Secretary", ", State"),
            ("Ambassador", " of Roe"),
            ("DCM", " Jane Roe"),
            ("dcm", " jane roe"),
            ("Ambassador", " Com Roe"),
            ("", "Jane Roe"),
            ("", "the Ambassador Jane Roe"),
            ("", "Pol-Roe"),
            ("", ""),
            ("", "  "),
            ("", "é Ambassador"),
        ] {
            assert_eq!(
                leading(&format!("{title}{rest}")),
                title.len(),
                "{title}{rest}"
            );
        }
    }
}
