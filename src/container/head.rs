//! The head of a telegram in a stream: the lines from FL1 to FL6 by which one cable is told from the next.
//!
//! Only what tells cables apart is read here, from bytes, before anything is decoded. What the lines say in full is
//! the parser's business.

use super::kind::{Dtg, Kind, kind};
use super::line::Lines;

/// How many lines that are no format line may stand between two format lines of one head.
const STRAY: usize = 3;
/// How many may stand between `PAGE 01` and FL5: the distribution of a copy of the 1970s.
const STRAY_AFTER_PAGE: usize = 40;

/// What one head says of its cable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Format line 1.
    transmission: Option<Vec<u8>>,
    /// The serial number modulo 10,000, from FL3, from the page line or from the classification line.
    serial: Option<u32>,
    /// The date-time group.
    dtg: Option<Dtg>,
    /// The originator.
    from: Option<Vec<u8>>,
    /// The first action addressee's line.
    to: Option<Vec<u8>>,
}

impl Head {
    /// A head of which only the serial is known.
    pub(super) fn of_serial(number: u32) -> Self {
        Head {
            serial: Some(number % 10_000),
            ..Head::default()
        }
    }

    /// A head of which only the date-time group is known.
    pub(super) fn of_dtg(dtg: Dtg) -> Self {
        Head {
            dtg: Some(dtg),
            ..Head::default()
        }
    }

    /// The serial number, where it is known.
    pub(super) fn serial(&self) -> Option<u32> {
        self.serial
    }

    /// Whether it says more than a number: the lines of a header.
    pub(super) fn is_full(&self) -> bool {
        self.dtg.is_some() || self.from.is_some()
    }

    /// Whether it has a date-time group.
    pub(super) fn has_dtg(&self) -> bool {
        self.dtg.is_some()
    }

    /// Whether both heads are of one cable: nothing that both say differs but the transmission and the section, and
    /// they do say something in common.
    pub(super) fn is_of_same_cable(&self, other: &Head) -> bool {
        let pairs = [
            agree(self.serial.as_ref(), other.serial.as_ref()),
            agree(self.dtg.as_ref(), other.dtg.as_ref()),
            agree(self.from.as_ref(), other.from.as_ref()),
        ];
        if pairs.contains(&Some(false)) {
            return false;
        }
        let [serial, dtg, from] = pairs.map(|pair| pair == Some(true));
        serial
            || dtg
            || agree(self.transmission.as_ref(), other.transmission.as_ref()) == Some(true)
            || (from && agree(self.to.as_ref(), other.to.as_ref()) == Some(true))
    }

    /// Adds what another head of the same cable says.
    pub(super) fn add(&mut self, other: Head) {
        self.transmission = self.transmission.take().or(other.transmission);
        self.serial = self.serial.or(other.serial);
        self.dtg = self.dtg.or(other.dtg);
        self.from = self.from.take().or(other.from);
        self.to = self.to.take().or(other.to);
    }
}

/// Whether two values are equal, where both are known.
fn agree<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> Option<bool> {
    Some(a? == b?)
}

/// The head that begins with a line of this kind, the one before `lines`, and where the line after its last one begins; nothing where the line begins
/// no head: prose may look like one format line, but not like two.
pub(super) fn read(mut lines: Lines<'_>, first: Kind<'_>) -> Option<(Head, usize)> {
    let mut head = Head::default();
    let mut rank = 0;
    let mut stray = 0;
    let mut allowed = STRAY;
    let (mut page, mut seen, mut capitals) = (false, false, false);
    let mut end = lines.at;
    let mut found = first;
    loop {
        let next_rank = match found {
            Kind::FirstPage(_) => 1,
            Kind::TransmissionId(_) => 2,
            Kind::Routing => 3,
            Kind::Indicators if rank == 3 => 3,
            Kind::Station(_) => 4,
            Kind::Security => 5,
            Kind::Dtg(_) => 6,
            Kind::From(_) => 7,
            Kind::To(_) => 8,
            _ => 0,
        };
        if next_rank == 0 {
            stray += 1;
            if stray > allowed || rank == 0 {
                break;
            }
        } else if next_rank < rank || (next_rank == rank && found != Kind::Indicators) {
            break;
        } else {
            (rank, stray) = (next_rank, 0);
            match found {
                Kind::FirstPage(number) => {
                    page = true;
                    allowed = STRAY_AFTER_PAGE;
                    head.serial = Some(number % 10_000);
                }
                Kind::TransmissionId(id) => {
                    seen = true;
                    head.transmission = Some(id.to_vec());
                }
                Kind::Station(serial) => {
                    seen = true;
                    head.serial = Some(serial % 10_000);
                }
                Kind::Dtg(dtg) => {
                    allowed = 1;
                    seen |= page;
                    head.dtg = Some(dtg);
                }
                Kind::From(from) => {
                    allowed = 0;
                    // FL5 and FL6 make a head, and so do `PAGE 01` and FL6; FL6 alone needs FL7.
                    seen |= page || head.dtg.is_some();
                    capitals = !from.iter().any(u8::is_ascii_lowercase);
                    head.from = Some(words(from));
                }
                Kind::To(to) => {
                    // Prose may go on so, but not in capitals.
                    seen |= head.from.is_some() && capitals;
                    head.to = Some(words(to));
                }
                _ => {}
            }
            end = lines.at;
            if rank == 8 {
                break;
            }
        }
        match lines.next_printed() {
            Some((_, next)) => found = kind(next),
            None => break,
        }
    }
    seen.then_some((head, end))
}

/// The words of a line in capitals, with one blank between them.
fn words(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len().min(80));
    for word in text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .take(12)
    {
        if !out.is_empty() {
            out.push(b' ');
        }
        out.extend(word.iter().take(40).map(u8::to_ascii_uppercase));
    }
    out
}

/// How much of what stands before a head in its own line belongs to the cable before: nothing of a table's cells or
/// of a short word of line noise (`QQ12 VZCZC...`), all of anything else.
pub(super) fn lead(before: &[u8]) -> usize {
    // A byte order mark belongs to the file that it began.
    let before = before.strip_suffix(b"\xEF\xBB\xBF").unwrap_or(before);
    let text = before.trim_ascii_end();
    if before.ends_with(b"\t") {
        return 0;
    }
    let word = text
        .rsplit(u8::is_ascii_whitespace)
        .next()
        .unwrap_or_default();
    let is_noise =
        text.len() < before.len() && word.len() <= 8 && word.iter().any(u8::is_ascii_digit);
    if is_noise {
        text.len() - word.len()
    } else {
        before.len()
    }
}
