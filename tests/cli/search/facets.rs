//! Counts of what was found.

use super::*;

#[test]
fn facets_count_what_was_found() {
    let ran = search(&["--facets=class,year,tag", "ferry", "--header"]);
    let rows = |facet: &str| -> Vec<(String, u64)> {
        let rows = ran.out.lines().filter_map(|line| line.strip_prefix(facet));
        rows.map(|row| {
            let (value, count) = row.rsplit_once('\t').unwrap_or_default();
            (value.to_owned(), count.parse().unwrap())
        })
        .collect()
    };
    assert!(ran.out.starts_with("facet\tvalue\tcount\n"));
    let classes = rows("class\t");
    assert_eq!(classes.iter().map(|(_, count)| count).sum::<u64>(), 32);
    for (value, count) in &classes {
        let level = value.to_lowercase().replace(' ', "-");
        let counted = search(&["--count", "ferry", &format!("class:{level}")]);
        assert_eq!(counted.out, format!("{count}\n"), "{value}");
    }
    let years = rows("year\t");
    let names: Vec<&str> = years.iter().map(|(year, _)| year.as_str()).collect();
    assert_eq!(names, ["2007", "2008", "2009", ""]);
    for (tag, count) in rows("tag\t") {
        let counted = search(&["--count", "ferry", &format!("tag:\"{tag}\"")]);
        assert_eq!(counted.out, format!("{count}\n"), "{tag}");
    }
    let ran = search(&["--facets=post", "--limit=1", "boats"]);
    assert_eq!(ran.out, "post\tLIMA\t15\n");
    assert_eq!(ran.err, "post: 1 of 4 values; --all shows them all\n");
    let ran = search(&["--facets=kind,post", "--json", "boats", "--limit=2"]);
    let expected = serde_json::json!({
        "total": 60,
        "facets": [
            {"facet": "kind", "values": [{"value": "cable", "count": 60}]},
            {"facet": "post", "values": [{"value": "LIMA", "count": 15}, {"value": "NEWDELHI", "count": 15}], "more": 2},
        ],
    });
    assert_eq!(ran.json(), [expected]);
    let ran = search(&["--facets=year", "nowhere"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}
