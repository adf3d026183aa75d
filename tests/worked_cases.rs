//! The worked cases of the rights semantics, recorded through the API as a rights manager would, asked at `/verdicts`.
//!
//! The engine answers these cases from a file elsewhere; here each fact goes through the doors of the product, is kept
//! in its database and read back from there, and the answer is the one people read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Value;
use server::testing::hand_reference;

use crate::recorder::Recorder;

/// Cases that are about the file format alone, each with the reason. None so far: everything can be recorded.
const ABOUT_THE_FILE_ONLY: &[(&str, &str)] = &[];

fn cases() -> Option<Value> {
    let named = std::env::var_os("PLACET_CASES").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/cases/rights/cases.json");
    let path = named.unwrap_or(beside);
    match std::fs::read_to_string(&path) {
        Ok(text) => Some(serde_json::from_str(&text).expect("a case file")),
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

fn parts(value: &Value, key: &str) -> BTreeSet<String> {
    let parts = value.as_array().into_iter().flatten();
    parts.map(|part| part[key].as_str().unwrap_or_default().to_owned()).collect()
}

/// What the verdict says differently from what the case expects.
fn differences(expect: &Value, verdict: &Value) -> Vec<String> {
    let mut found = Vec::new();
    if expect["headline"] != verdict["headline"] {
        found.push(format!("headline {} expected, {} told", expect["headline"], verdict["headline"]));
    }
    let told = [
        ("cleared", set(&verdict["cleared"])),
        ("reasons", parts(&verdict["reasons"], "code")),
        ("duties", parts(&verdict["duties"], "id")),
        ("details", set(&verdict["details"])),
    ];
    for (key, told) in told {
        if !expect[key].is_null() && set(&expect[key]) != told {
            found.push(format!("{key} {} expected, {told:?} told", expect[key]));
        }
    }
    found
}

/// Records one case in a house of its own and compares the answer.
async fn disagreement(fixture: &Value, case: &Value) -> Vec<String> {
    let mut recorder = Recorder::open(fixture).await;
    recorder.record(&case["given"]).await;
    differences(&case["expect"], &recorder.ask(&case["request"]).await)
}

async fn agree(chosen: impl Fn(usize) -> bool) {
    let Some(file) = cases() else { return };
    hand_reference(&file["fixture"]);
    let cases = file["cases"].as_array().expect("cases");
    let ids: BTreeSet<&str> = cases.iter().filter_map(|case| case["id"].as_str()).collect();
    for (id, why) in ABOUT_THE_FILE_ONLY {
        assert!(ids.contains(id), "{id} is skipped ({why}) but there is no such case");
    }
    let skipped = |case: &Value| ABOUT_THE_FILE_ONLY.iter().any(|(id, _)| case["id"] == *id);
    let (mut agreed, mut differ) = (0, Vec::new());
    for (_, case) in cases.iter().enumerate().filter(|(at, case)| chosen(*at) && !skipped(case)) {
        let found = disagreement(&file["fixture"], case).await;
        match found.is_empty() {
            true => agreed += 1,
            false => differ.push(format!("{} {}: {}", case["id"], case["title"], found.join("; "))),
        }
    }
    println!("{agreed} cases agree");
    assert!(differ.is_empty(), "{}", differ.join("\n"));
    assert!(agreed > 0, "no case was asked");
}

// Each case is a house of its own, so the file is asked in three parts that can run side by side.
#[actix_web::test]
async fn the_first_worked_cases_are_answered_alike_through_the_doors() {
    agree(|at| at % 3 == 0).await;
}

#[actix_web::test]
async fn the_second_worked_cases_are_answered_alike_through_the_doors() {
    agree(|at| at % 3 == 1).await;
}

#[actix_web::test]
async fn the_third_worked_cases_are_answered_alike_through_the_doors() {
    agree(|at| at % 3 == 2).await;
}

#[actix_web::test]
async fn the_library_of_the_worked_cases_is_found_alike_through_the_search() {
    let Some(file) = cases() else { return };
    hand_reference(&file["fixture"]);
    let mut recorder = Recorder::open(&file["fixture"]).await;
    recorder.record(&file["library"]).await;
    for case in file["search"].as_array().expect("searches") {
        let buckets = recorder.search(&case["request"]).await;
        for (headline, assets) in case["expect"].as_object().expect("buckets") {
            assert_eq!(buckets.get(headline).cloned().unwrap_or_default(), set(assets), "{} {headline}", case["id"]);
        }
        let (expected, found) = (case["expect"].as_object().map(serde_json::Map::len), buckets.len());
        assert_eq!(expected, Some(found), "{}: other buckets {buckets:?}", case["id"]);
    }
}
