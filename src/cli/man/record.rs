//! cablex-record(5): every key of a record, from its JSON Schema.

use std::io;

use cablex::diagnostic::Code;
use cablex::error::InputErrorKind;
use cablex::output::select;

use super::Page;
use super::sheet::Sheet;

pub(super) const ABOUT: &str = "The keys of a record, and what they mean";

const DESCRIPTION: &str = "\
A record is one cable as a JSON object. `cablex parse` and `cablex convert` write one a line; its first key is \
`schema`, now `cablex/1`. The schema grows by adding keys only.

What a cable does not have is left out: a record holds no `null`, and no empty text, list or object. What stands in \
the cable but could not be read gives an entry of `diagnostics` whose `field` is the path of the key.

The cable's own words win. Where it has none, a few keys are taken from the container, the archive's file around the \
cable, and a diagnostic says so. What the container says of the cable stands in `archive`.

`source.bytes` and `source.lines` are places in the input. All other lines count from 1 at the first line of the \
message.

`cablex schema` prints the same as a JSON Schema.";

pub(super) fn page(page: &Page, pages: &[Page]) -> io::Result<String> {
    let mut sheet = Sheet::begin(page);
    sheet.section("DESCRIPTION");
    sheet.prose(DESCRIPTION);
    sheet.section("KEYS");
    sheet.text("A dot leads into an object, and into each object of a list; * stands for any key.");
    for field in select::paths() {
        sheet.item(&field.path, &field.kind, &field.description);
        if !field.values.is_empty() {
            let values = field.values.iter();
            sheet.items(values.map(|value| (value.name.as_str(), value.description.as_str())));
        }
    }
    sheet.section("DIAGNOSTICS");
    sheet.text("The codes of `diagnostics.code`, with their severity.");
    for code in Code::ALL {
        sheet.item(code.as_str(), code.severity().as_str(), code.explanation());
    }
    sheet.section("FAILED INPUTS");
    sheet
        .text("An input that failed gives no record. These codes stand in the file of `--errors`.");
    for (code, text) in InputErrorKind::CODES {
        sheet.item(code, "", text);
    }
    sheet.examples(EXAMPLES);
    Ok(sheet.end(page, pages))
}

const EXAMPLES: &str = "\
Examples:
  cablex parse --pretty cable.txt                     a record to look at
  cablex parse cables/ | jq -r '.tags[]?.code'        every TAGS code
  cablex check --explain text-cut                     what a code means
  cablex schema > cablex-1.schema.json                for a program that checks records";
