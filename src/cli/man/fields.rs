//! cablex-fields(7): how commands are told which fields of a record are wanted.

use std::io;

use cablex::output::select;
use serde_json::json;

use super::sheet::Sheet;
use super::{Page, Text};

pub(super) const ABOUT: &str = "The paths by which fields of a record are named";

const DESCRIPTION: &str = "\
Commands that take fields name them by their paths: the keys of a record with dots between, as `id` or \
`classification.level`. Several paths are separated by commas. A path goes through lists: `tags.code` is the code of \
every TAG. A path that no record can have is an error, and the nearest ones are named.

`archive` holds whatever the container said of the cable, so that `archive.` and any key is a path. The keys of `spans` \
are paths themselves: `spans.classification.level`.";

const CELLS: &str = "\
What a cable does not have is an empty cell. A text, a number or a date stands as it is. A list is joined with `|`, or \
with what `--join` says; where the path goes through a list, each item has its place, an empty one where it has \
nothing there, so that two paths through the same list go together. Anything else is written as JSON.";

const ESCAPES: &str = "\
In tab-separated output a cable is a line and a field is a cell, whatever stands in the text. Four characters of a cell \
are written as two:";

const UNESCAPE: &str = "\
To get the text of a cell back, read these from left to right. CSV has no such escapes: a cell that holds a comma, a \
quotation mark or a line end stands in quotation marks, as RFC 4180 wants.

A spreadsheet takes a cell that begins with =, +, - or @ for a formula, also where these are full in width or stand \
behind blanks or line ends; where there is `--csv-safe`, it puts an apostrophe before such a cell.";

pub(super) fn page(page: &Page, pages: &[Page]) -> io::Result<String> {
    let mut sheet = Sheet::begin(page);
    sheet.section("DESCRIPTION");
    sheet.prose(DESCRIPTION);
    sheet.section("COMMANDS");
    sheet.text("These take fields:");
    for (usage, help) in takers(pages) {
        sheet.item(&usage, "", &help);
    }
    sheet.section("CELLS");
    sheet.prose(CELLS);
    cells(&mut sheet);
    sheet.section("ESCAPES");
    sheet.prose(ESCAPES);
    for (escape, text) in [
        ("\\t", "a tab"),
        ("\\n", "a line feed"),
        ("\\r", "a carriage return"),
        ("\\\\", "a backslash"),
    ] {
        sheet.item(escape, "", text);
    }
    sheet.section("NOTES");
    sheet.prose(UNESCAPE);
    sheet.section("PATHS");
    sheet.text("Every path with its type; cablex-record(5) says what each holds.");
    let fields = select::paths();
    let width = fields
        .iter()
        .map(|field| field.path.len())
        .max()
        .unwrap_or(0);
    let rows: Vec<String> = fields
        .iter()
        .map(|field| format!("{:width$}  {}", field.path, field.kind))
        .collect();
    sheet.example(rows.iter().map(String::as_str));
    sheet.examples(EXAMPLES);
    Ok(sheet.end(page, pages))
}

/// The options of commands that take fields, with their help.
fn takers(pages: &[Page]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for page in pages {
        let Text::Command(command) = &page.text else {
            continue;
        };
        let name = command.get_bin_name().unwrap_or_default();
        for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let values = arg.get_value_names().unwrap_or_default();
            if values.iter().any(|value| value.starts_with("FIELD")) {
                let help = arg.get_help().map(ToString::to_string);
                found.push((format!("{name} {arg}"), help.unwrap_or_default()));
            }
        }
    }
    found
}

/// Some cells of an invented record, as they really come out.
fn cells(sheet: &mut Sheet) {
    let record = json!({
        "id": "09LIMA12",
        "mrn": {"post": "LIMA", "number": 12, "year": 2009},
        "tags": [{"code": "PREL"}, {"code": "PE"}],
        "references": [
            {"label": "A", "id": "09LIMA7"},
            {"label": "B", "text": "NOTAL"},
            {"label": "C", "id": "08BOGOTA3"},
        ],
    });
    sheet.paragraph();
    sheet.text("Of a cable with two TAGS and three references, the second of which is no cable:");
    let paths = [
        "id",
        "subject",
        "mrn.number",
        "mrn",
        "tags.code",
        "references.label",
        "references.id",
    ];
    let rows: Vec<String> = paths
        .iter()
        .map(|path| {
            format!("{path:16}  {}", select::cell(&record, path, "|"))
                .trim_end()
                .to_owned()
        })
        .collect();
    sheet.example(rows.iter().map(String::as_str));
}

const EXAMPLES: &str = "\
Examples:
  cablex convert cables/ -o out.tsv --fields id,date,tags.code
  cablex convert cables/ -o out.csv --fields id,archive.title --join '; '
  cablex parse cables/ | jq -r '[.id, .subject] | @tsv'     the same with jq";
