//! TAGS: codes of subjects, programs, places and organizations (5 FAH-3).

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TagKind {
    /// A subject.
    Subject,
    /// A program.
    Program,
    /// A country, a region, a body of water.
    Place,
    /// An organization.
    Organization,
    /// Not established, or several codes written as one word.
    Unknown,
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The code, in capitals.
    pub code: &'static str,
    /// What it stands for.
    pub kind: TagKind,
    /// Its title; none for a slip and where none was found.
    pub name: Option<&'static str>,
    /// From when to when it was in the lists: `1973-`, `1973-1979`.
    pub years: Option<&'static str>,
    /// The successor, or what was meant by a slip; several are separated by `; `. [`Tag::meant`] takes them apart.
    pub replaced_by: Option<&'static str>,
    /// Where the row comes from.
    pub source: &'static str,
}

impl Tag {
    /// The right code, or codes, where this one is a slip: a row without a name, but with what was meant. A named code
    /// that was replaced later is no slip, and gives nothing.
    pub fn meant(&self) -> impl Iterator<Item = &'static str> + use<> {
        let meant = match self.name {
            None => self.replaced_by,
            Some(_) => None,
        };
        meant.into_iter().flat_map(|codes| codes.split("; "))
    }

    /// Whether the code was in the lists in a year. A row without years is of every year.
    pub fn is_of(&self, year: i32) -> bool {
        let Some((first, last)) = self.years.and_then(|years| years.split_once('-')) else {
            return true;
        };
        let begun = first.parse().is_ok_and(|first: i32| first <= year);
        begun && (last.is_empty() || last.parse().is_ok_and(|last: i32| year <= last))
    }

    /// Whether this is one of the four-letter codes that most TAGS lines begin with.
    fn leads(&self) -> bool {
        matches!(self.kind, TagKind::Subject | TagKind::Program) && self.code.len() == 4
    }
}

/// The data file.
pub(super) const DATA: &str = include_str!("data/tags.tsv");

static TAGS: LazyLock<Map<Tag>> = LazyLock::new(|| {
    tsv::map(DATA, |[code, kind, name, years, replaced_by, source]| {
        let tag = Tag {
            code,
            kind: match kind {
                "subject" => TagKind::Subject,
                "program" => TagKind::Program,
                "place" => TagKind::Place,
                "organization" => TagKind::Organization,
                _ => TagKind::Unknown,
            },
            name: tsv::filled(name),
            years: tsv::filled(years),
            replaced_by: tsv::filled(replaced_by),
            source,
        };
        (code, tag)
    })
});

/// The row of this code, in any case.
#[must_use]
pub fn find(code: &str) -> Option<&'static Tag> {
    with_upper(code, |code| TAGS.get(code))
}

/// The row of this code where it has a name: a code in its own right, not a slip.
fn named(code: &str) -> Option<&'static Tag> {
    TAGS.get(code).filter(|tag| tag.name.is_some())
}

/// Where a word of two codes is cut: four letters first, then a place in front, then an organization in front.
const CUTS: [usize; 6] = [4, 2, 3, 5, 6, 7];

/// The two codes that were written as one word (`PRELPGOV`, `PHUMBA`, `VTPREL`).
///
/// What a row of the table says comes first. By rule, the word is no code of its own, both halves are named codes, and
/// one of them is a subject or program of four letters: without that, common words fall apart into codes
/// (`STATUS`, `LOCAL`).
#[must_use]
pub fn split_glued(word: &str) -> Option<[&'static Tag; 2]> {
    with_upper(word, |word| {
        if let Some(tag) = TAGS.get(word) {
            let mut meant = tag.meant().map(named);
            return match (meant.next()??, meant.next()??, meant.next()) {
                (left, right, None) => Some([left, right]),
                _ => None,
            };
        }
        CUTS.iter()
            .filter_map(|cut| halves(word, *cut))
            .find(|[left, right]| left.leads() || right.leads())
    })
}

/// The codes of a word that holds three or more of them (`ECINECONCS`).
///
/// All but the last one or two must be subjects or programs of four letters; the rest is any named code, or two.
#[must_use]
pub fn split_run(word: &str) -> Option<Vec<&'static Tag>> {
    with_upper(word, |word| {
        let (mut codes, mut rest) = (Vec::new(), word);
        loop {
            if let Some(last) = named(rest) {
                codes.push(last);
                break;
            }
            match rest.split_at_checked(4) {
                Some((code, more)) if !more.is_empty() && named(code).is_some_and(Tag::leads) => {
                    codes.extend(named(code));
                    rest = more;
                }
                _ => {
                    codes.extend(CUTS.iter().find_map(|cut| halves(rest, *cut))?);
                    break;
                }
            }
        }
        // One leading code in front of two others would be chance: EINV + ALIT would read as three.
        let leading = codes.iter().filter(|tag| tag.leads()).count();
        (codes.len() > 2 && leading > 1).then_some(codes)
    })
}

/// The two named codes on both sides of a cut.
fn halves(word: &str, cut: usize) -> Option<[&'static Tag; 2]> {
    let (left, right) = word.split_at_checked(cut)?;
    Some([named(left)?, named(right)?])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn codes<'a>(tags: impl IntoIterator<Item = &'a &'static Tag>) -> Vec<&'static str> {
        tags.into_iter().map(|tag| tag.code).collect()
    }

    #[test]
    fn a_code_is_found_in_any_case() {
        let tag = find("prel").unwrap();
        assert_eq!(tag.code, "PREL");
        assert_eq!(tag.kind, TagKind::Subject);
        assert_eq!(tag.name, Some("External Political Relations"));
        assert_eq!(find("UZ").unwrap().kind, TagKind::Place);
        assert_eq!(find("KIRF").unwrap().kind, TagKind::Program);
        assert_eq!(find("UNGA").unwrap().kind, TagKind::Organization);
        assert_eq!(find("MIL").unwrap().kind, TagKind::Unknown);
        assert!(find("").is_none() && find("CLINTON").is_none());
    }

    #[test]
    fn a_slip_gives_what_was_meant_and_a_named_code_nothing() {
        let meant = |code| find(code).unwrap().meant().collect::<Vec<_>>();
        assert_eq!(meant("RU"), ["RS"]);
        assert_eq!(meant("VZ"), ["VE"]);
        assert_eq!(meant("ITPGOV"), ["IT", "PGOV"]);
        assert_eq!(meant("PHALANAGE PARTY"), ["PHALANGE PARTY"]);
        assert!(meant("PREL").is_empty());
        assert!(meant("CZ").is_empty() && find("CZ").unwrap().replaced_by == Some("EZ; LO"));
    }

    #[test]
    fn what_is_meant_is_a_code() {
        for tag in TAGS.values() {
            for code in tag.replaced_by.into_iter().flat_map(|it| it.split("; ")) {
                assert!(named(code).is_some(), "{}: {code}", tag.code);
            }
        }
    }

    #[test]
    fn glued_rows_and_the_rules_agree() {
        for tag in TAGS.values() {
            let meant: Vec<&str> = tag.meant().collect();
            match meant.len() {
                0 | 1 => assert!(split_glued(tag.code).is_none(), "{}", tag.code),
                2 => {
                    assert_eq!(codes(&split_glued(tag.code).unwrap()), meant);
                    let by_rule = CUTS.iter().filter_map(|cut| halves(tag.code, *cut));
                    assert_eq!(codes(&by_rule.into_iter().next().unwrap()), meant);
                }
                _ => assert_eq!(codes(&split_run(tag.code).unwrap()), meant),
            }
        }
    }

    #[test]
    fn glued_words() {
        for (word, want) in [
            ("PRELPGOV", ["PREL", "PGOV"]),
            ("pgovuz", ["PGOV", "UZ"]),
            ("USPREL", ["US", "PREL"]),
            ("PARMMTCRE", ["PARM", "MTCRE"]),
            ("EUNPREL", ["EUN", "PREL"]),
        ] {
            assert_eq!(codes(&split_glued(word).unwrap()), want);
        }
        // Codes of their own, slips, and words that would fall apart into codes that do not belong together.
        for word in [
            "PREL", "GTIP", "STATUS", "LOCAL", "IRAN", "SMITH", "", "PRELé", "PRELQZ",
        ] {
            assert!(split_glued(word).is_none(), "{word}");
        }
        assert_eq!(
            codes(&split_run("PRELPGOVUZ").unwrap()),
            ["PREL", "PGOV", "UZ"]
        );
        for word in ["PRELPGOV", "STATUSES", "", "PRELPGOVQZ", "é"] {
            assert!(split_run(word).is_none(), "{word}");
        }
    }
}
