//! stub
use super::content::Cut;
use crate::error::InputErrorKind;
use crate::record::Record;
pub(super) fn recognise(_: &[u8]) -> bool {
    false
}
pub(super) fn read(_: &[u8]) -> Result<Record, InputErrorKind> {
    Err(InputErrorKind::Empty)
}
#[derive(Default)]
pub(super) struct Cutter;
impl Cut for Cutter {
    fn end(&mut self, _: &[u8], _: bool) -> Option<usize> {
        None
    }
}
