//! Who is asked by the instructions of a cable, beside posts: departments, agencies, commands.

use std::sync::LazyLock;

use super::tsv::{self, Map, with_upper};

/// The data file.
pub(super) const DATA: &str = include_str!("data/asked.tsv");

static NAMES: LazyLock<Map<()>> = LazyLock::new(|| tsv::map(DATA, |[name]| (name, ())));

/// The longest name that is looked at.
const LONGEST: usize = 40;
/// What the names of departments begin with in full.
const DEPARTMENTS: [&str; 2] = ["DEPT OF ", "DEPARTMENT OF "];

/// Whether a name is that of a department, an agency or a command, in any case.
#[must_use]
pub fn is_known(name: &str) -> bool {
    name.len() <= LONGEST
        && with_upper(name, |name| {
            NAMES.contains_key(name)
                || DEPARTMENTS.iter().any(|of| {
                    let words = name.strip_prefix(of).map(|of| of.split(' ').count());
                    words.is_some_and(|words| words <= 2)
                })
        })
}

#[cfg(test)]
mod tests {
    use super::is_known;

    #[test]
    fn departments_and_agencies() {
        for name in [
            "NSC",
            "treasury",
            "DEPT OF ENERGY",
            "White House",
            "DEPT OF HOMELAND SECURITY",
        ] {
            assert!(is_known(name), "{name}");
        }
        for name in ["", "LIMA", "DEPT OF", "WHA", "DEPT OF THE BIG HARBOR"] {
            assert!(!is_known(name), "{name}");
        }
    }
}
