//! `cablex schema`: the JSON Schema of a record.

use std::io::Write;

use anyhow::Result;
use cablex::record;

use super::Env;
use super::exit::ExitStatus;
use super::json;

pub(super) const EXAMPLES: &str = "\
Examples:
  cablex schema > cablex-1.schema.json
  cablex schema | jq -r '.properties | keys[]'     every key of a record";

pub(super) fn run(env: &mut Env) -> Result<ExitStatus> {
    let mut out = env.out();
    let face = out.face;
    json::write(&mut out, face, &record::schema(), true)?;
    out.flush()?;
    Ok(ExitStatus::Done)
}
