//! Facts out as a policy and back: whatever comes back cleared is cleared here.
#![no_main]

use std::sync::OnceLock;

use fuzz::exchange::export::{self, Frame};
use fuzz::exchange::odrl;
use fuzz::worlds::maker;
use fuzz::{change, laws, seeds};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use rights::Reference;
use serde_json::{Value, json};

const WORDS: &[&str] = &[
    "interest",
    "grants",
    "restrictions",
    "reach",
    "agreement",
    "asset",
    "organisation",
    "channels",
    "territories",
    "exclude",
    "purposes",
    "period",
    "start",
    "end",
    "zone",
    "zones",
    "blackout",
    "runoff",
    "caps",
    "duties",
    "brands",
    "categories",
    "category_excluded",
    "modifications",
    "embedding",
    "territory_test",
    "accessible",
    "signed",
    "review",
    "acts",
    "quantity",
    "cumulative",
    "pre",
    "post",
    "concurrent",
    "timing",
    "fulfilled",
    "waived",
    "licensees",
    "actor",
    "flags",
    "policy",
    "produce_window",
    "trigger",
    "completeness",
    "complete",
    "ai.training",
];

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change::document(data, size, max_size, seed, WORDS)
});

fn world() -> &'static (Reference, Value) {
    static READ: OnceLock<(Reference, Value)> = OnceLock::new();
    READ.get_or_init(|| {
        let fixture = maker::fixture();
        (Reference::from_json(&fixture).expect("the worlds' reference"), fixture["territories"].clone())
    })
}

fuzz_target!(init: seeds::write("odrl_export", seeds::world), |data: &[u8]| {
    let Ok(case) = serde_json::from_slice::<Value>(data) else { return };
    let (reference, zones) = world();
    let (given, request) = (&case["given"], &case["request"]);
    let asset = request["asset"].as_str().unwrap_or("X");
    let assigners = ["Studio Nord".to_owned()];
    let now = "2026-11-22T12:00:00Z".parse().expect("an instant");
    let frame = Frame { uid: "urn:policy", target: "urn:asset", assignee: "urn:house", assigners: &assigners, now };
    let policy = export::policy(reference, zones, given, asset, &frame);
    let Ok(proposals) = odrl::import(&policy.to_string(), reference, &[]) else { return };
    let rules = proposals.iter().flat_map(|proposal| &proposal.rules);
    let mut back = laws::facts_of(rules, "approved");
    back["interests"][0]["asset"] = json!(asset);
    if laws::is_cleared(laws::headline(reference, &back, request)) {
        let here = laws::headline(reference, given, request);
        assert!(laws::is_cleared(here), "{here:?} here, cleared outside by {policy}");
    }
});
