//! A small reference for tests.

use serde_json::{Value, json};

use crate::Reference;

pub fn reference() -> Reference {
    Reference::from_json(&fixture()).unwrap()
}

pub fn fixture() -> Value {
    json!({
        "version": "test",
        "territories": {
            "DE": ["Europe/Berlin"], "AT": ["Europe/Vienna"], "CH": ["Europe/Zurich"], "LI": ["Europe/Vaduz"],
            "GB": ["Europe/London"], "FR": ["Europe/Paris"], "ES": ["Europe/Madrid", "Atlantic/Canary"],
            "US-NY": ["America/New_York"], "US-CA": ["America/Los_Angeles"], "JP": ["Asia/Tokyo"],
            "CL": ["America/Santiago"],
        },
        "groups": {
            "EU": { "dated": true, "versions": [
                { "from": "1900-01-01", "members": ["AT", "DE", "ES", "FR", "GB"] },
                { "from": "2020-02-01", "members": ["AT", "DE", "ES", "FR"] },
            ] },
            "DACH": { "dated": true, "versions": [
                { "from": "1900-01-01", "members": ["AT", "CH", "DE"], "possible": ["LI"] },
            ] },
            "US": { "versions": [{ "from": "1900-01-01", "members": ["US-NY", "US-CA"] }] },
        },
        "channels": {
            "leaves": [
                "social.organic.instagram", "social.organic.threads", "social.paid.instagram",
                "social.creator.allowlisted", "print.press", "owned.site",
            ],
            "reserved": ["social.creator.allowlisted"],
            "introduced_on": { "social.organic.threads": "2023-07-05" },
            "aliases": { "platform:instagram": ["social.organic.instagram", "social.paid.instagram"] },
            "online": [
                "social.organic.instagram", "social.organic.threads", "social.paid.instagram",
                "social.creator.allowlisted", "owned.site",
            ],
        },
        "purposes": {
            "leaves": ["commercial.advertising", "commercial.pr", "editorial.news", "ai.training"],
            "reserved": ["ai.training"],
        },
        "modifications": { "reserved": ["ai_edit"] },
        "defaults": { "signed": "2026-01-01", "request_purposes": ["commercial.advertising"] },
    })
}
