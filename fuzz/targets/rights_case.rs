//! The case format: any file of facts and questions is answered, the same way twice and in any order of its facts.
#![no_main]

use std::collections::BTreeSet;

use fuzz::{change, seeds};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

const WORDS: &[&str] = &[
    "interest",
    "completeness",
    "complete",
    "partial",
    "not_required",
    "person",
    "grants",
    "restrictions",
    "waivers",
    "revocations",
    "usage",
    "duty_events",
    "engagements",
    "components",
    "flags",
    "duty_rules",
    "policy",
    "reach",
    "agreement",
    "asset",
    "organisation",
    "channels",
    "exclude_channels",
    "territories",
    "exclude",
    "purposes",
    "period",
    "start",
    "end",
    "duration",
    "trigger",
    "blackout",
    "option",
    "auto_renew",
    "zone",
    "zones",
    "runoff",
    "upstream",
    "caps",
    "duties",
    "sublicense",
    "brands",
    "brands_except",
    "categories",
    "category_excluded",
    "modifications",
    "embedding",
    "territory_test",
    "accessible",
    "future_media",
    "enumerated_only",
    "signed",
    "review",
    "produce_window",
    "acts",
    "PUBLISH",
    "CONTINUE",
    "RETAIN",
    "published_at",
    "mode",
    "continue",
    "belief_at",
    "recorded",
    "superseded",
    "replaces",
    "quantity",
    "concurrent",
    "cumulative",
    "distinct",
    "per_period",
    "placements",
    "channels",
    "dob",
    "guardian",
    "status",
    "suspected",
    "confirmed",
    "rejected",
    "prospective",
    "ab_initio",
    "disputed",
    "breach",
    "grace_days",
    "effective",
    "social",
    "platform:instagram",
    "social.creator.allowlisted",
    "ai.training",
    "commercial.pr",
    "ai_edit",
    "binding",
    "frozen",
    "floating",
    "asymmetric",
    "first_use",
    "longstop",
    "library",
    "search",
    "cases",
    "fixture",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change::document(data, size, max_size, seed, WORDS)
});

fuzz_target!(init: seeds::write("rights_case", seeds::case), |data: &[u8]| {
    let Ok(file) = serde_json::from_slice::<Value>(data) else { return };
    let Ok(answers) = rights::case::run(&file) else { return };
    let again = rights::case::run(&file).expect("a file that could be read once");
    assert_eq!(answers, again, "the same question has two answers");
    if ids_are_unique(&file) {
        let turned = rights::case::run(&turned(&file)).expect("the same facts in another order");
        for (one, other) in answers.iter().zip(&turned) {
            assert_eq!(one["headline"], other["headline"], "the order of facts matters");
            assert_eq!(one["cleared"], other["cleared"], "the order of facts matters");
        }
    }
});

/// The facts of every case, last first.
fn turned(file: &Value) -> Value {
    let mut turned = file.clone();
    let cases = turned.get_mut("cases").and_then(Value::as_array_mut);
    for given in cases.into_iter().flatten().filter_map(|case| case.get_mut("given")?.as_object_mut()) {
        for list in ["grants", "restrictions", "interests", "components"] {
            if let Some(facts) = given.get_mut(list).and_then(Value::as_array_mut) {
                facts.reverse();
            }
        }
    }
    turned
}

/// Facts on record have ids of their own; what shares one is not a world there can be.
fn ids_are_unique(file: &Value) -> bool {
    let givens = file["cases"].as_array().into_iter().flatten().map(|case| &case["given"]);
    givens.into_iter().all(|given| {
        let mut seen = BTreeSet::new();
        let facts = ["grants", "restrictions", "interests"].iter().flat_map(|list| given[*list].as_array());
        facts.flatten().all(|fact| fact["id"].as_str().is_some_and(|id| seen.insert(id.to_owned())))
    })
}
