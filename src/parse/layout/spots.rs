//! Where the marks of pages and transmissions stand in a text: one look over all of it spares its lines.

use std::sync::LazyLock;

use crate::literals::Literals;

/// The caption that is left of a page's head.
pub(super) const REMAIN: &str = "SIPDIS";

/// What is looked for. The second half of a marker has OF in either case before its total: its last letter and what
/// follows are seldom, where OF is in every line. The last ones are what SUMMARY, COMMENT, KEY POINTS and ACTION REQUEST are
/// known by, in their cases.
static MARKS: LazyLock<Literals> = LazyLock::new(|| {
    Literals::new(&[
        "VZCZC", "PAGE", "F 0", "f 0", REMAIN, "mmar", "MMAR", "mmen", "MMEN", "Key", "key", "KEY",
        "kEY", "equest", "EQUEST",
    ])
});

/// The places of each mark, in bytes, in order.
#[derive(Default)]
pub(super) struct Spots {
    /// Format line 1.
    pub transmissions: Vec<usize>,
    /// The word PAGE.
    pub pages: Vec<usize>,
    /// ` OF ` before the total of a page marker.
    pub halves: Vec<usize>,
    /// The same, and ` of `.
    pub halves_in_any_case: Vec<usize>,
    /// [`REMAIN`].
    pub remains: Vec<usize>,
    /// Where the mark of a summary, a comment or a request may stand.
    pub topics: Vec<usize>,
}

impl Spots {
    pub(super) fn of(text: &str) -> Self {
        let mut spots = Spots::default();
        MARKS.each(text, |at, mark| match mark {
            0 => spots.transmissions.push(at),
            1 => spots.pages.push(at),
            2 | 3 => {
                let first = if mark == 2 { b'O' } else { b'o' };
                let Some(at) = at
                    .checked_sub(1)
                    .filter(|of| text.as_bytes().get(*of) == Some(&first))
                else {
                    return;
                };
                // Where the line begins with it, the pages stand on the line above.
                if mark == 2 && begins_line(text, at) {
                    spots.halves.push(at);
                } else if let Some(blank) = before_total(text, at) {
                    spots.halves_in_any_case.push(blank);
                    if mark == 2 {
                        spots.halves.push(blank);
                    }
                }
            }
            4 => spots.remains.push(at),
            _ => spots.topics.push(at),
        });
        spots
    }
}

/// Whether a line begins here.
fn begins_line(text: &str, at: usize) -> bool {
    at.checked_sub(1)
        .is_some_and(|before| text.as_bytes().get(before) == Some(&b'\n'))
}

/// Where the blank before OF stands, if the total of a page marker follows: three digits. That of a section has two.
fn before_total(text: &str, of: usize) -> Option<usize> {
    let digits = text.bytes().skip(of + "OF ".len()).take(4);
    let total = digits.take_while(u8::is_ascii_digit).count() == 3;
    let blank = of.checked_sub(1).filter(|_| total)?;
    (text.as_bytes().get(blank) == Some(&b' ')).then_some(blank)
}
