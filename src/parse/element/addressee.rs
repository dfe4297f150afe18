//! Who is asked by an instruction: posts, departments, agencies, commands.

use crate::slice::offset;
use crate::vocab::{asked, posts};

/// FOR or PASS stands this far behind the beginning of an instruction.
const WORDS: usize = 6;
/// Words of courtesy before PASS, which name nobody.
pub(crate) const COURTESY: [&str; 4] = ["PLEASE", "PLS", "ALSO", "TO"];

/// Whether a name is that of a post or a department.
pub(crate) fn is_known(name: &str) -> bool {
    posts::canonical(name).is_some() || posts::of_plad(name).is_some() || asked::is_known(name)
}

/// Whether a line begins with the name of whom it asks, right before FOR or PASS: `DEPT FOR WHA/CEN`.
pub(crate) fn is_asked(text: &str) -> bool {
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    let Some(word) = text
        .split_ascii_whitespace()
        .take(WORDS)
        .find(|word| is(word, "FOR") || is(word, "PASS"))
    else {
        return false;
    };
    let mut name = text.get(..offset(text, word)).unwrap_or_default().trim();
    while let Some((before, last)) = name.rsplit_once(' ')
        && COURTESY.iter().any(|it| is(last, it))
    {
        name = before.trim_end();
    }
    is_known(name.split('/').next().unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use super::is_asked;

    #[test]
    fn a_line_begins_with_whom_it_asks() {
        for (line, wanted) in [
            ("DEPT FOR WHA/CEN", true),
            ("NEW DELHI PLEASE PASS TO LIMA", true),
            ("AID/W FOR LAC", true),
            ("A STRATEGY FOR THE HARBOR", false),
            ("FOR WHA", false),
            ("LIMA", false),
        ] {
            assert_eq!(is_asked(line), wanted, "{line}");
        }
    }
}
