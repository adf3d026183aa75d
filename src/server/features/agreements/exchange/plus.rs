//! Rights fields of a file (PLUS, IPTC, XMP) as a proposed agreement, and what they suggest beside it.
//!
//! Fields are what a supplier claims: all of it is to be reviewed, and what only points elsewhere stays possible.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::proposal::{Note, Proposal, ProposedRule, RuleKind, doubt};
use super::reservation::Reservation;
use super::summary_code::{self, Dates};
use super::words::OPEN_MODIFICATIONS;

/// The fields of a file: `prefix:Name` to its values.
pub type Fields = BTreeMap<String, Vec<String>>;

/// A right the file hints at; never more than suspected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SuspectedInterest {
    pub kind: &'static str,
    pub subject: String,
    /// `none`, `partial` or `complete`.
    pub completeness: &'static str,
    /// Why nothing is needed, where the supplier warrants so.
    pub not_required: Option<String>,
    /// The field it was read from.
    pub at: &'static str,
}

/// What the fields amount to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FromFields {
    pub agreement: Proposal,
    pub interests: Vec<SuspectedInterest>,
    /// Flags the asset may need, such as `minor` or `synthetic_person`.
    pub flags: Vec<&'static str>,
}

/// A PLUS constraint on changes, and what it takes away.
const CHANGES: &[(&str, &[&str])] = &[
    ("AL-CRP", &["crop", "cut_down"]),
    ("AL-FLP", &["flip"]),
    ("AL-RET", &["retouch"]),
    ("AL-CLR", &["recolour"]),
    ("AL-DCL", &["decolour"]),
    ("AL-MRG", &["composite"]),
];
const TEXTS: &[&str] =
    &["plus:MediaConstraints", "plus:RegionConstraints", "plus:ProductOrServiceConstraints", "plus:OtherConstraints"];

/// Reads the fields of one file. `None` where they say nothing of rights.
pub fn read(fields: &Fields) -> Option<FromFields> {
    let mut notes = Vec::new();
    let mut rules = Vec::new();
    let guards = guards(fields);
    for mut rule in grants(fields, &mut notes) {
        for (key, value) in &guards {
            rule.body.insert(key.clone(), value.clone());
        }
        rules.push(rule);
    }
    rules.extend(constraints(fields));
    match first(fields, "plus:DataMining").map(|value| (value, Reservation::of_plus(code(value)))) {
        Some((value, Some(reservation))) => rules.extend(reservation.rules(&format!("plus:DataMining {value}"))),
        Some((value, None)) => {
            let message = format!("{value:?} is no value of data mining that is known here.");
            notes.push(Note::new("data_mining_unknown", "plus:DataMining", message));
        }
        None => {}
    }
    let (interests, flags) = (interests(fields), flags(fields));
    if first(fields, "plus:CopyrightStatus").map(code) == Some("CS-PUB") {
        let message = "The supplier says it is in the public domain, and not where.";
        notes.push(Note::new("public_domain_claimed", "plus:CopyrightStatus", message));
    }
    if rules.is_empty() && interests.is_empty() && flags.is_empty() && notes.is_empty() {
        return None;
    }
    let licensor = ["plus:LicensorName", "plus:Licensor", "dc:rights"].iter().find_map(|key| first(fields, key));
    let reference = ["plus:LicenseID", "plus:LicensorTransactionID", "plus:LicenseeProjectReference"];
    let line = |text: &str| text.chars().filter(|letter| !letter.is_control()).take(100).collect::<String>();
    let agreement = Proposal {
        reference: reference.iter().find_map(|key| first(fields, key)).map(line).unwrap_or_default(),
        title: "Rights fields of the file".to_owned(),
        kind: "licence",
        status: "draft",
        review: "extracted",
        licensor: licensor.map(line).unwrap_or_default(),
        licensee: first(fields, "plus:Licensee").map(line).unwrap_or_default(),
        rules,
        notes,
    };
    Some(FromFields { agreement, interests, flags })
}

fn first<'a>(fields: &'a Fields, key: &str) -> Option<&'a str> {
    fields.get(key)?.iter().map(|text| text.trim()).find(|text| !text.is_empty())
}

/// A value of a controlled list without its namespace.
fn code(value: &str) -> &str {
    value.rsplit(['/', '#']).next().unwrap_or(value)
}

/// One grant for each usage of the summary code; dates alone make one grant that says nothing of where.
fn grants(fields: &Fields, notes: &mut Vec<Note>) -> Vec<ProposedRule> {
    let dates = Dates { start: first(fields, "plus:LicenseStartDate"), end: first(fields, "plus:LicenseEndDate") };
    if let Some(summary) = first(fields, "plus:MediaSummaryCode") {
        match summary_code::read(summary, dates) {
            Ok(rules) => return rules,
            Err(note) => notes.push(note),
        }
    }
    let Some(terms) = first(fields, "xmpRights:UsageTerms").or(dates.end).or(dates.start) else { return Vec::new() };
    let mut body = Map::from_iter([
        ("channels".to_owned(), json!(["all"])),
        ("territories".to_owned(), json!(["WORLD"])),
        ("purposes".to_owned(), json!(["any"])),
        ("period".to_owned(), summary_code::period(dates, false)),
    ]);
    let why = Note::new("terms_in_words", "xmpRights:UsageTerms", "The terms are words that nobody has read yet.");
    doubt(RuleKind::Grant, &mut body, &[why]);
    vec![ProposedRule { kind: RuleKind::Grant, target: None, quote: terms.chars().take(9_900).collect(), body }]
}

/// What the fields say for every grant: changes and duties.
fn guards(fields: &Fields) -> Map<String, Value> {
    let mut guards = Map::new();
    let forbidden: Vec<&str> = fields
        .get("plus:ImageAlterationConstraints")
        .into_iter()
        .flatten()
        .flat_map(|value| CHANGES.iter().filter(move |(name, _)| *name == code(value)).flat_map(|(_, gone)| *gone))
        .copied()
        .collect();
    if fields.contains_key("plus:ImageAlterationConstraints") {
        let left: Vec<&&str> = OPEN_MODIFICATIONS.iter().filter(|name| !forbidden.contains(name)).collect();
        guards.insert("modifications".to_owned(), json!(left));
    }
    let mut duties = Vec::new();
    let credit = first(fields, "photoshop:Credit").unwrap_or("Name the author.");
    if let Some(place) = match first(fields, "plus:CreditLineRequired").map(code) {
        Some("CR-COI") => Some("on the image"),
        Some("CR-CAI") => Some("beside the image"),
        Some("CR-CCA") => Some("where credits stand"),
        _ => None,
    } {
        let text = format!("{credit} ({place})");
        duties.push(json!({ "id": "plus:credit", "kind": "credit", "timing": "concurrent", "text": text }));
    }
    if fields.contains_key("plus:ImageFileConstraints") {
        let text = "Keep the metadata of the file.";
        duties.push(json!({ "id": "plus:file", "kind": "metadata_keep", "timing": "concurrent", "text": text }));
    }
    if !duties.is_empty() {
        guards.insert("duties".to_owned(), json!(duties));
    }
    guards
}

/// Constraints in words may forbid anything until somebody reads them.
fn constraints(fields: &Fields) -> Vec<ProposedRule> {
    let each = TEXTS.iter().filter_map(|key| Some((*key, first(fields, key)?)));
    each.map(|(key, text)| {
        let mut body =
            Map::from_iter([("reach".to_owned(), json!("interest")), ("code".to_owned(), json!("PROHIBITED"))]);
        let why = Note::new("constraint_in_words", key, "The constraint is in words that nobody has read yet.");
        doubt(RuleKind::Restriction, &mut body, &[why]);
        let quote = text.chars().take(9_900).collect();
        ProposedRule { kind: RuleKind::Restriction, target: None, quote, body }
    })
    .collect()
}

fn interests(fields: &Fields) -> Vec<SuspectedInterest> {
    let mut found = Vec::new();
    let interest = |kind, at, completeness| SuspectedInterest {
        kind,
        subject: String::new(),
        completeness,
        not_required: None,
        at,
    };
    for (at, kind, letters) in
        [("plus:ModelReleaseStatus", "likeness", "MR"), ("plus:PropertyReleaseStatus", "property", "PR")]
    {
        let Some(status) = first(fields, at).map(code).and_then(|value| value.strip_prefix(letters)) else { continue };
        match status {
            "-UMR" | "-UPR" => found.push(SuspectedInterest {
                not_required: Some("The supplier warrants an unlimited release.".to_owned()),
                ..interest(kind, at, "partial")
            }),
            "-LMR" | "-LPR" => found.push(interest(kind, at, "partial")),
            "-NON" => found.push(interest(kind, at, "complete")),
            _ => {}
        }
    }
    let people = fields.get("Iptc4xmpExt:PersonInImage").into_iter().flatten();
    for name in people {
        let own = interest("likeness", "Iptc4xmpExt:PersonInImage", "none");
        found.push(SuspectedInterest { subject: name.clone(), ..own });
    }
    for name in fields.get("Iptc4xmpExt:ArtworkOrObject").into_iter().flatten() {
        let own = interest("artwork_in_image", "Iptc4xmpExt:ArtworkOrObject", "none");
        found.push(SuspectedInterest { subject: name.clone(), ..own });
    }
    if let Some(holder) = first(fields, "dc:rights") {
        let own = interest("copyright.work", "dc:rights", "none");
        found.push(SuspectedInterest { subject: holder.to_owned(), ..own });
    }
    found
}

fn flags(fields: &Fields) -> Vec<&'static str> {
    let mut flags = Vec::new();
    let age = first(fields, "plus:MinorModelAgeDisclosure").map(code);
    // Unknown is not grown up.
    if age.is_some_and(|age| age != "AG-A25" && age != "AG-NAP") {
        flags.push("minor");
    }
    let source = first(fields, "Iptc4xmpExt:DigitalSourceType").map(code);
    if source
        .is_some_and(|source| ["trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia"].contains(&source))
    {
        flags.push("synthetic_person");
    }
    flags
}
