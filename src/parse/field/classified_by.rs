//! stub
use crate::diagnostic::Diagnostic;
use crate::parse::fragment::Fragment;
use crate::record::ClassifiedBy;
#[derive(Default)]
pub(crate) struct By {
    pub by: Option<ClassifiedBy>,
    pub reasons: Vec<String>,
    pub derived_from: Option<String>,
}
pub(crate) fn read(_: &[Fragment<'_>], _: &mut Vec<Diagnostic>) -> By {
    By::default()
}
pub(crate) fn read_inside(_: &str, _: u32, _: &mut Vec<Diagnostic>) -> By {
    By::default()
}
