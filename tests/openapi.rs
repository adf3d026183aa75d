//! The API document is the contract: locked here, changed on purpose with `make api`.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use server::app::openapi;

fn snapshot() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/api/openapi.json")
}

#[test]
fn the_document_is_the_one_that_is_committed() {
    let text = format!("{:#}\n", openapi::document());
    if std::env::var("PLACET_UPDATE").is_ok() {
        fs::write(snapshot(), &text).expect("the document can be written");
    }
    let committed = fs::read_to_string(snapshot()).unwrap_or_default();
    assert!(
        committed == text,
        "the API changed: look at the difference after `make api`, and commit it if it is meant"
    );
}

#[test]
fn every_reference_in_the_document_leads_somewhere() {
    let document = openapi::document();
    let mut missing = Vec::new();
    visit(&document, &mut |value| {
        if let Some(target) = value.get("$ref").and_then(Value::as_str) {
            let pointer = target.trim_start_matches('#');
            if document.pointer(pointer).is_none() {
                missing.push(target.to_owned());
            }
        }
    });
    missing.sort();
    missing.dedup();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_operation_has_a_room_a_name_and_a_summary() {
    let document = openapi::document();
    let mut names = Vec::new();
    for (path, methods) in document["paths"].as_object().expect("paths") {
        for (method, operation) in methods.as_object().expect("methods") {
            let name = operation["operationId"].as_str().unwrap_or_default().to_owned();
            assert!(!name.is_empty(), "{method} {path} has no operation id");
            assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
            assert!(
                operation["summary"].as_str().is_some_and(|text| !text.is_empty()),
                "{method} {path} has no summary"
            );
            names.push(name);
        }
    }
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(all, names.len(), "two operations share a name");
}

fn visit(value: &Value, see: &mut impl FnMut(&Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        Value::Object(members) => members.values().for_each(|member| visit(member, see)),
        _ => {}
    }
}
