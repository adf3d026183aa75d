//! Tests of what comes in from the outside and what goes out.

mod corpus;
mod others;
mod policies;
mod round_trip;
mod same_graph;
mod solid;
mod statements;
mod turtle;

use std::collections::BTreeMap;

use rights::Reference;
use serde_json::Value;

use super::odrl;
use super::proposal::Proposal;

/// The tables of what becomes of others' policies.
const DOCUMENT: &str = include_str!("../../../../../../docs/odrl-suite.md");

fn reference() -> Reference {
    Reference::product().expect("the reference")
}

fn zones() -> Value {
    let raw: Value =
        serde_json::from_str(include_str!("../../../../../rights/reference.json")).expect("the reference as JSON");
    raw["territories"].clone()
}

fn proposed(policy: &Value) -> Proposal {
    let read = odrl::import(&policy.to_string(), &reference(), &[]);
    read.expect("a policy that can be read").remove(0)
}

/// A table of a document: the first cell of each row to those after it but the last, which says why and is not empty.
fn table(document: &str, heading: &str) -> BTreeMap<String, Vec<String>> {
    let part = document.split(heading).nth(1).expect("the heading").split("\n## ").next().unwrap_or_default();
    let rows = part.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    let mut found = BTreeMap::new();
    for row in rows.skip(1) {
        let mut cells: Vec<String> = row.split(" | ").map(|cell| cell.trim().to_owned()).collect();
        let why = cells.pop().unwrap_or_default();
        assert!(!why.is_empty(), "{row}: a reason is missing");
        let before = found.insert(cells.remove(0), cells);
        assert!(before.is_none(), "{row}: the second row for it");
    }
    found
}
