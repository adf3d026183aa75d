//! Open licences and statements of rights as proposed agreements: Creative Commons and RightsStatements.org.

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::proposal::{NOT_UNDERSTOOD, Note, Proposal, ProposedRule, RuleKind};

/// A licence or statement by its usual short name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Preset {
    /// For example `cc-by-sa-4.0` or `rs-InC`.
    pub id: String,
    pub name: String,
    /// The page of the licence or statement.
    pub url: String,
    /// `creative_commons` or `rights_statements`.
    pub family: &'static str,
    /// Whether it permits anything: a statement tells what somebody believes and permits nothing by itself.
    pub is_licence: bool,
    pub rules: Vec<ProposedRule>,
    pub notes: Vec<Note>,
}

/// Short name, name, versions.
const LICENCES: &[(&str, &str, &[&str])] = &[
    ("by", "Attribution", ALL),
    ("by-sa", "Attribution-ShareAlike", ALL),
    ("by-nd", "Attribution-NoDerivatives", ALL),
    ("by-nc", "Attribution-NonCommercial", ALL),
    ("by-nc-sa", "Attribution-NonCommercial-ShareAlike", ALL),
    ("by-nc-nd", "Attribution-NonCommercial-NoDerivatives", &["4.0", "3.0", "2.5", "2.0"]),
];
const ALL: &[&str] = &["4.0", "3.0", "2.5", "2.0", "1.0"];

/// Code, name, and what it may permit: territories and purposes.
type Statement = (&'static str, &'static str, Option<(&'static [&'static str], &'static [&'static str])>);
const STATEMENTS: &[Statement] = &[
    ("InC", "In Copyright", None),
    ("InC-OW-EU", "In Copyright - EU Orphan Work", None),
    ("InC-EDU", "In Copyright - Educational Use Permitted", Some((&["WORLD"], &["nonprofit.education"]))),
    (
        "InC-NC",
        "In Copyright - Non-Commercial Use Permitted",
        Some((&["WORLD"], &["nonprofit", "internal", "editorial"])),
    ),
    ("InC-RUU", "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable", None),
    ("NoC-CR", "No Copyright - Contractual Restrictions", Some((&["WORLD"], &["any"]))),
    ("NoC-NC", "No Copyright - Non-Commercial Use Only", Some((&["WORLD"], &["nonprofit", "internal", "editorial"]))),
    ("NoC-OKLR", "No Copyright - Other Known Legal Restrictions", Some((&["WORLD"], &["any"]))),
    ("NoC-US", "No Copyright - United States", Some((&["US"], &["any"]))),
    ("CNE", "Copyright Not Evaluated", None),
    ("UND", "Copyright Undetermined", None),
    ("NKC", "No Known Copyright", Some((&["WORLD"], &["any"]))),
];

/// All presets, licences first.
pub fn all() -> Vec<Preset> {
    let licences = LICENCES.iter().flat_map(|(code, name, versions)| {
        versions.iter().map(move |version| licence(code, &format!("Creative Commons {name} {version}"), version))
    });
    let zero = licence("zero", "Creative Commons CC0 1.0 Public Domain Dedication", "1.0");
    licences.chain([zero]).chain(STATEMENTS.iter().map(statement)).collect()
}

pub fn find(id: &str) -> Option<Preset> {
    all().into_iter().find(|preset| preset.id == id)
}

fn licence(code: &str, name: &str, version: &str) -> Preset {
    let zero = code == "zero";
    let (id, url) = if zero {
        ("cc0-1.0".to_owned(), "https://creativecommons.org/publicdomain/zero/1.0/".to_owned())
    } else {
        (format!("cc-{code}-{version}"), format!("https://creativecommons.org/licenses/{code}/{version}/"))
    };
    let has = |part: &str| code.split('-').any(|own| own == part);
    let purposes = if has("nc") { json!(["editorial", "internal", "nonprofit"]) } else { json!(["any"]) };
    let mut duties = Vec::new();
    let mut duty = |kind: &str, text: &str| {
        duties.push(json!({ "id": format!("{id}:{kind}"), "kind": kind, "timing": "concurrent", "text": text }));
    };
    if has("by") {
        duty("credit", "Name the author, the licence and its address, and say whether anything was changed.");
    }
    if has("sa") {
        duty("share_alike", "What is made of it is given out under the same licence.");
    }
    let mut body = json!({
        "channels": ["all"], "territories": ["WORLD"], "purposes": purposes, "period": { "end": "PERPETUAL" },
        "future_media": true, "sublicense": "any",
    });
    if has("nd") {
        body["modifications"] = json!([]);
    }
    if !duties.is_empty() {
        body["duties"] = json!(duties);
    }
    let mut notes =
        vec![Note::new("irrevocable", &url, "The licence cannot be taken back; keep proof of where it was seen.")];
    if has("nc") {
        notes.push(Note::new("non_commercial", &url, "Confirm that the use is not directed at commercial advantage."));
    }
    let quote = format!("{name}, {url}");
    Preset {
        rules: vec![grant(body, quote)],
        name: name.to_owned(),
        family: "creative_commons",
        is_licence: true,
        id,
        url,
        notes,
    }
}

fn statement((code, name, may): &Statement) -> Preset {
    let id = format!("rs-{code}");
    let url = format!("https://rightsstatements.org/vocab/{code}/1.0/");
    let told = Note::new("statement", &url, "A statement of what somebody believes; it is no licence.");
    let rules = may.iter().map(|(territories, purposes)| {
        let body = json!({
            "channels": ["all"], "territories": territories, "purposes": purposes, "period": { "end": "PERPETUAL" },
            NOT_UNDERSTOOD: ["statement: A statement of what somebody believes; it is no licence."],
        });
        grant(body, format!("{name}, {url}"))
    });
    Preset {
        rules: rules.collect(),
        name: (*name).to_owned(),
        family: "rights_statements",
        is_licence: false,
        notes: vec![told],
        id,
        url,
    }
}

fn grant(body: Value, quote: String) -> ProposedRule {
    let body: Map<String, Value> = body.as_object().cloned().unwrap_or_default();
    ProposedRule { kind: RuleKind::Grant, target: None, quote, body }
}

impl Preset {
    /// The agreement it amounts to. `seen_at` is where somebody found it, kept word for word.
    pub fn proposal(self, reference: String, licensor: String, seen_at: Option<&str>) -> Proposal {
        let rules = self.rules.into_iter().map(|mut rule| {
            if let Some(seen) = seen_at {
                rule.quote = format!("{} (seen at {seen})", rule.quote);
            }
            rule
        });
        Proposal {
            reference,
            title: self.name,
            kind: "open_licence",
            status: "executed",
            review: "extracted",
            licensor,
            licensee: String::new(),
            rules: rules.collect(),
            notes: self.notes,
        }
    }
}
