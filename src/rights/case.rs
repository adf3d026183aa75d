//! The file format of worked cases: reference data, facts and questions in, one JSON object per answer out.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::answer::evaluate;
use crate::facts::Facts;
use crate::read::{Fields, ParseError};
use crate::reference::Reference;
use crate::request::UseRequest;

/// Answers every case of a file in its order, then every search case.
pub fn run(file: &Value) -> Result<Vec<Value>, ParseError> {
    let root = Fields::of(file, "")?;
    let fixture = root.get("fixture").ok_or_else(|| missing("fixture"))?;
    let reference = Reference::from_json(fixture)?;
    let mut answers = Vec::new();
    for case in list(&root, "cases")? {
        answers.push(answer(case, &reference));
    }
    let searches = list(&root, "search")?;
    if !searches.is_empty() {
        let library = root.get("library").ok_or_else(|| missing("library"))?;
        let facts = Facts::from_given_leniently(library, &reference)?;
        answers.extend(searches.iter().map(|case| search(case, &facts, &reference)));
    }
    Ok(answers)
}

fn missing(key: &str) -> ParseError {
    ParseError::new("field.missing", key, "this field is required")
}

fn list<'a>(root: &Fields<'a>, key: &str) -> Result<&'a [Value], ParseError> {
    match root.get(key) {
        None => Ok(&[]),
        Some(Value::Array(items)) => Ok(items),
        Some(_) => Err(root.invalid(key, "a list is expected")),
    }
}

/// A file has no clock: where a case states no belief, everything recorded and not corrected is believed.
fn moments(request: &UseRequest) -> (DateTime<Utc>, DateTime<Utc>) {
    match request.belief_at {
        Some(belief) => (belief, belief),
        None => (DateTime::<Utc>::MAX_UTC, DateTime::<Utc>::MIN_UTC),
    }
}

fn answer(case: &Value, reference: &Reference) -> Value {
    let id = case.get("id").cloned().unwrap_or(Value::Null);
    let nothing = json!({});
    let given = case.get("given").unwrap_or(&nothing);
    let request = case.get("request").unwrap_or(&nothing);
    let read = UseRequest::from_json(request, reference)
        .and_then(|request| Ok((Facts::from_given_leniently(given, reference)?, request)));
    let (facts, request) = match read {
        Ok(read) => read,
        Err(error) => return invalid(id, &error),
    };
    let (belief, now) = moments(&request);
    let verdict = evaluate(reference, &facts, &request, belief, now);
    json!({
        "id": id,
        "headline": verdict.headline.as_str(),
        "cleared": verdict.cleared.lines(),
        "reasons": verdict.codes(),
        "duties": verdict.duties,
        "details": verdict.details,
    })
}

fn invalid(id: Value, error: &ParseError) -> Value {
    let reason = if error.code == "period.end_before_start" { "EMPTY_PERIOD" } else { error.code };
    let details = if reason == "EMPTY_PERIOD" { Vec::new() } else { vec![error.to_string()] };
    json!({
        "id": id, "headline": "INVALID_REQUEST", "cleared": [], "reasons": [reason], "duties": [], "details": details,
    })
}

fn search(case: &Value, facts: &Facts, reference: &Reference) -> Value {
    let id = case.get("id").cloned().unwrap_or(Value::Null);
    let nothing = json!({});
    let request = match UseRequest::from_json(case.get("request").unwrap_or(&nothing), reference) {
        Ok(request) => request,
        Err(error) => return json!({ "id": id, "buckets": {}, "error": error.to_string() }),
    };
    let (belief, now) = moments(&request);
    let mut buckets: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for asset in facts.assets() {
        let verdict = evaluate(reference, facts, &request.with_asset(asset), belief, now);
        buckets.entry(verdict.headline.as_str()).or_default().push(asset);
    }
    json!({ "id": id, "buckets": buckets })
}
