//! The worked cases, where they are at hand.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::case;

/// Cases the engine does not answer yet. A case that agrees must leave this list.
const NOT_YET: &[&str] = &[];

fn load() -> Option<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/rights/cases.json");
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).unwrap()),
        Err(error) => {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "{}: {error}", path.display());
            println!("skipped: {} is not here", path.display());
            None
        }
    }
}

fn set(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().map(|item| item.as_str().unwrap_or_default().to_owned()).collect()
}

fn differences(expect: &Value, got: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if expect.get("headline").is_none() {
        for (bucket, assets) in expect.as_object().unwrap() {
            if set(assets) != set(&got["buckets"][bucket]) {
                found.push(format!("{bucket}: {assets} against {}", got["buckets"][bucket]));
            }
        }
        if got["buckets"].as_object().unwrap().len() != expect.as_object().unwrap().len() {
            found.push("other buckets".to_owned());
        }
        return found;
    }
    if expect["headline"] != got["headline"] {
        found.push(format!("headline {} against {}", expect["headline"], got["headline"]));
    }
    for key in ["cleared", "reasons", "duties", "details"] {
        if expect.get(key).is_some() && set(&expect[key]) != set(&got[key]) {
            found.push(format!("{key} {} against {}", expect[key], got[key]));
        }
    }
    found
}

#[test]
fn cases_agree() {
    let Some(file) = load() else { return };
    let answers = case::run(&file).unwrap();
    let cases: Vec<&Value> = ["cases", "search"].iter().flat_map(|key| file[*key].as_array().unwrap()).collect();
    assert_eq!(answers.len(), cases.len());
    let mut wrong = Vec::new();
    for (case, got) in cases.iter().zip(&answers) {
        let id = case["id"].as_str().unwrap();
        assert_eq!(case["id"], got["id"]);
        let differences = differences(&case["expect"], got);
        if differences.is_empty() == NOT_YET.contains(&id) {
            wrong.push(format!("{id} ({}): {}", case["title"], differences.join("; ")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
