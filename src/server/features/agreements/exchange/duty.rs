//! Duties of a policy as duties of a grant. In ODRL each comes before the use; a credit line cannot.

use serde_json::{Map, Value, json};

use super::json_ld::{get, items, term, text};
use super::proposal::Note;

/// Reads duties. `prefix` makes their ids unique.
pub fn read(duties: Option<&Value>, prefix: &str, at: &str) -> (Vec<Value>, Vec<Note>) {
    let (mut read, mut notes) = (Vec::new(), Vec::new());
    for (number, duty) in items(duties).into_iter().enumerate() {
        let at = format!("{at}/{number}");
        let Value::Object(map) = duty else {
            let message = "The duty stands elsewhere; until somebody reads it, it is open.";
            notes.push(Note::new("duty_elsewhere", &at, message));
            read.push(written(prefix, &at, "other", "pre", duty));
            continue;
        };
        for action in actions(map) {
            let kind = kind_of(&action);
            if kind == "other" {
                let message = format!("The duty {action:?} is not known here; until somebody reads it, it is open.");
                notes.push(Note::new("duty_unknown", &at, message));
            }
            let timing = timing(map, kind);
            let id = format!("{at}/{action}");
            read.push(written(prefix, &id, kind, timing, duty));
        }
    }
    (read, notes)
}

fn written(prefix: &str, at: &str, kind: &str, timing: &str, duty: &Value) -> Value {
    let text: String = duty.to_string().chars().take(2_000).collect();
    let mut body = json!({ "id": format!("{prefix}{at}"), "kind": kind, "timing": timing, "text": text });
    if let Some(consequence) = duty.as_object().and_then(|map| get(map, "consequence"))
        && let Some(body) = body.as_object_mut()
    {
        body.insert("consequence".to_owned(), json!("none"));
        body.insert("note".to_owned(), json!(format!("If it is not kept: {consequence}")));
    }
    body
}

/// The actions of a rule or duty: plain, or with a refinement around them.
pub fn actions(map: &Map<String, Value>) -> Vec<String> {
    let each = items(get(map, "action")).into_iter().filter_map(|action| match action {
        Value::Object(inner) => inner.get("rdf:value").and_then(text).or_else(|| text(action)),
        other => text(other),
    });
    each.map(|name| term(&name)).collect()
}

fn kind_of(action: &str) -> &'static str {
    match action {
        "attribute" | "placet:credit" => "credit",
        "compensate" => "payment",
        "obtainConsent" => "approval",
        "inform" => "notice",
        "acceptTracking" => "report",
        "shareAlike" | "cc:ShareAlike" => "share_alike",
        "removeFromService" | "delete" => "takedown",
        "placet:report" => "report",
        "placet:ai_label" => "ai_label",
        "placet:ad_disclosure" => "ad_disclosure",
        "placet:metadata_keep" => "metadata_keep",
        "placet:geo_block" => "geo_block",
        _ => "other",
    }
}

/// What the policy says about the order; otherwise before the use, but for what goes with the use itself.
fn timing(duty: &Map<String, Value>, kind: &str) -> &'static str {
    for constraint in items(get(duty, "constraint")).into_iter().filter_map(Value::as_object) {
        let named = |key: &str| get(constraint, key).and_then(text).map(|name| term(&name)).unwrap_or_default();
        if named("leftOperand") == "event" && named("rightOperand") == "policyUsage" {
            match named("operator").as_str() {
                "lt" => return "pre",
                "eq" => return "concurrent",
                "gt" => return "post",
                _ => {}
            }
        }
    }
    match kind {
        "credit" | "share_alike" | "ai_label" | "ad_disclosure" | "metadata_keep" => "concurrent",
        "takedown" => "post",
        _ => "pre",
    }
}
