//! Writes the archive of the benches into a folder: `write FOLDER COUNT` makes FOLDER/tree and FOLDER/cables.csv of so
//! many cables. It needs no crate, so that `rustc` makes it alone.

#[path = "../../tests/common/cables.rs"]
#[allow(dead_code)]
mod cables;
mod table;
#[allow(dead_code)]
mod tree;

use std::path::Path;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("a folder");
    let count = arguments.next().and_then(|count| count.parse().ok());
    let archive = cables::archive(2, count.expect("a number of cables"));
    let folder = Path::new(&folder);
    tree::write_tree(&folder.join("tree"), &archive);
    table::write_table(&folder.join("cables.csv"), &archive);
}
