//! Further worked worlds, each argued by hand from the definitions: what is asked, what must come out, and why.

mod catalogue;
mod fields;
mod guards;
mod rules;
mod scopes;

use serde_json::{Value, json};

use super::maker::fixture;
use crate::case;

/// Puts the fields of `over` over those of `base`; `null` takes a field away.
fn over(mut base: Value, over: Value) -> Value {
    for (key, value) in over.as_object().unwrap() {
        base[key] = value.clone();
    }
    base
}

/// A licence for social media in DACH this winter.
fn g(id: &str, other: Value) -> Value {
    over(
        json!({
            "id": id, "interest": "i1", "agreement": "AG1", "channels": ["social"], "territories": ["DACH"],
            "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": "2027-01-31" },
        }),
        other,
    )
}

fn interest(id: &str, asset: &str, completeness: &str) -> Value {
    json!({ "id": id, "asset": asset, "kind": "copyright.work", "completeness": completeness })
}

/// One complete interest of asset A under these grants, with what else is on record.
fn a(grants: Vec<Value>, other: Value) -> Value {
    over(json!({ "interests": [interest("i1", "A", "complete")], "grants": grants }), other)
}

/// An organic post in Germany this winter.
fn q(other: Value) -> Value {
    over(
        json!({
            "asset": "A", "channels": ["social.organic.instagram"], "territories": ["DE"],
            "start": "2026-12-01", "end": "2027-01-31",
        }),
        other,
    )
}

fn period(from: &str, until: &str) -> Value {
    json!({ "period": { "start": from, "end": until } })
}

fn zoned(from: &str, until: &str, zone: &str) -> Value {
    json!({ "period": { "start": from, "end": until, "zone": zone } })
}

const IG: &str = "social.organic.instagram";

/// One world: its question, and the headline, cleared lines, reasons and duties that must come out.
struct World {
    why: &'static str,
    given: Value,
    request: Value,
    headline: &'static str,
    cleared: Vec<String>,
    reasons: Vec<&'static str>,
    duties: Vec<&'static str>,
}

fn world(
    why: &'static str,
    given: Value,
    request: Value,
    headline: &'static str,
    cleared: &[&str],
    reasons: &[&'static str],
) -> World {
    let cleared = cleared.iter().map(|part| {
        if part.contains('+') || part.matches('|').count() > 1 { (*part).to_owned() } else { format!("{IG} | {part}") }
    });
    World { why, given, request, headline, cleared: cleared.collect(), reasons: reasons.to_vec(), duties: Vec::new() }
}

impl World {
    fn owing(mut self, duties: &[&'static str]) -> Self {
        self.duties = duties.to_vec();
        self
    }
}

const WINTER: &str = "DE | 2026-12-01..2027-01-31";

fn check(worlds: Vec<World>) {
    let cases = worlds.iter().map(|world| json!({ "id": world.why, "given": world.given, "request": world.request }));
    let file = json!({ "fixture": fixture(), "cases": cases.collect::<Vec<_>>() });
    let mut wrong = Vec::new();
    for (world, got) in worlds.iter().zip(case::run(&file).unwrap()) {
        let expected = json!([world.headline, world.cleared, world.reasons, world.duties]);
        let got = json!([got["headline"], got["cleared"], got["reasons"], got["duties"]]);
        if expected != got {
            wrong.push(format!("{}\n  expected {expected}\n  got      {got}", world.why));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
