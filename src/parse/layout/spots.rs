//! Where the marks of pages and transmissions stand in a text: one look over all of it spares its lines.

use std::sync::LazyLock;

use crate::literals::Literals;

/// The caption that is left of a page's head.
pub(super) const REMAIN: &str = "SIPDIS";

/// What is looked for. The second half of a marker has ` OF ` in either case before its total.
static MARKS: LazyLock<Literals> =
    LazyLock::new(|| Literals::new(&["VZCZC", "PAGE", " OF 0", " of 0", REMAIN]));

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
}

impl Spots {
    pub(super) fn of(text: &str) -> Self {
        let mut spots = Spots::default();
        for (at, mark) in MARKS.find(text) {
            match mark {
                0 => spots.transmissions.push(at),
                1 => spots.pages.push(at),
                2 | 3 if !is_total(text, at) => {}
                2 => {
                    spots.halves.push(at);
                    spots.halves_in_any_case.push(at);
                }
                3 => spots.halves_in_any_case.push(at),
                _ => spots.remains.push(at),
            }
        }
        spots
    }
}

/// Whether what stands behind ` OF ` is the total of a page marker: three digits. That of a section has two.
fn is_total(text: &str, of: usize) -> bool {
    let digits = text.bytes().skip(of + " OF ".len()).take(4);
    digits.take_while(u8::is_ascii_digit).count() == 3
}
