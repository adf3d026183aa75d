//! The rights of an asset as fields of a file (PLUS, IPTC, XMP): what is certainly cleared and never more.
//!
//! The facts are made as strict as for a policy. What the fields cannot say is left to the policy they point to.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rights::{Facts, Reference, RegionBox};
use serde_json::Value;

use super::guards::Guards;
use super::plus::CHANGES;
use super::reservation::Reservation;
use super::words::OPEN_MODIFICATIONS;
use crate::features::metadata::writing::Packet;

/// Fields that are taken out of a copy before these are written: a claim left standing could say more than is cleared.
pub const REPLACED: &[&str] = &[
    "dc:rights",
    "xmpRights:Marked",
    "xmpRights:WebStatement",
    "xmpRights:UsageTerms",
    "photoshop:Credit",
    "plus:CreditLineRequired",
    "plus:Licensor",
    "plus:Licensee",
    "plus:EndUser",
    "plus:LicenseID",
    "plus:LicensorTransactionID",
    "plus:LicenseStartDate",
    "plus:LicenseEndDate",
    "plus:MediaSummaryCode",
    "plus:ImageAlterationConstraints",
    "plus:ModelReleaseStatus",
    "plus:ModelReleaseID",
    "plus:DataMining",
    "Iptc4xmpExt:EmbdEncRightsExpr",
    "Iptc4xmpExt:LinkedEncRightsExpr",
];

const VOCABULARY: &str = "http://ns.useplus.org/ldf/vocab/";
/// A longer policy is only pointed to, bytes: a JPEG has 64 KiB for everything.
const LONGEST_POLICY: usize = 16 * 1024;
/// How many parts of a region are told in words.
const MOST_PARTS: usize = 8;

/// What stands around the region.
#[derive(Clone)]
pub struct Around<'a> {
    pub policy: &'a Value,
    pub policy_url: &'a str,
    /// Where people read about the asset's rights.
    pub page_url: &'a str,
    pub licensors: &'a [String],
    pub licensees: &'a [String],
    /// The agreements the certain permissions stand in, by reference.
    pub references: &'a [String],
    /// Those of them that are releases of people.
    pub releases: &'a [String],
    pub reservation: Reservation,
    /// The names people read, by the keys of channels and purposes.
    pub names: &'a BTreeMap<String, String>,
}

/// The fields of `asset`. `given` are its facts in the case format.
pub fn packet(reference: &Reference, given: &Value, asset: &str, around: &Around<'_>) -> Packet {
    let (boxes, guards) = region(reference, given, asset);
    let mut packet = Packet::default();
    work(&mut packet, given, asset);
    packet.text("xmpRights:WebStatement", around.page_url);
    packet.words("xmpRights:UsageTerms", terms(&boxes, around));
    if !boxes.is_empty() {
        licence(&mut packet, &boxes, around);
        conditions(&mut packet, &guards);
    }
    people(&mut packet, given, around.releases);
    packet.text("plus:DataMining", around.reservation.plus());
    expressions(&mut packet, around);
    packet
}

/// What is certain for every request that keeps the guards.
fn region(reference: &Reference, given: &Value, asset: &str) -> (Vec<RegionBox>, Guards) {
    let (mut strict, mut guards) = Guards::make_strict(given);
    if guards.has_caps() {
        // No field counts uses.
        (strict, guards) = Guards::make_strict(&Guards::without_caps(given));
    }
    if guards.is_impossible() {
        return (Vec::new(), guards);
    }
    let Ok(facts) = Facts::from_given_leniently(&strict, reference) else { return (Vec::new(), guards) };
    let regions = rights::regions_of(reference, &facts, asset, DateTime::<Utc>::MAX_UTC);
    (regions.with_duties(reference).boxes().to_vec(), guards)
}

fn interests<'a>(given: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    given["interests"].as_array().into_iter().flatten().filter(move |interest| interest["kind"] == kind)
}

fn work(packet: &mut Packet, given: &Value, asset: &str) {
    let own: Vec<&Value> = interests(given, "copyright.work").filter(|interest| interest["asset"] == asset).collect();
    let holders: BTreeSet<&str> =
        own.iter().filter_map(|interest| interest["holder"].as_str()).filter(|holder| !holder.is_empty()).collect();
    packet.words("dc:rights", holders.into_iter().collect::<Vec<_>>().join("; "));
    if own.iter().any(|interest| interest["not_required"].is_null()) {
        packet.text("xmpRights:Marked", "True");
    }
}

/// The region in words.
fn terms(boxes: &[RegionBox], around: &Around<'_>) -> String {
    if boxes.is_empty() {
        return "Nothing is cleared for certain. Ask before any use.".to_owned();
    }
    let mut told: Vec<String> = boxes.iter().take(MOST_PARTS).map(|each| part(each, around)).collect();
    told.push(format!("Nothing else is cleared for certain. All conditions: {}", around.policy_url));
    told.join(" ")
}

fn part(each: &RegionBox, around: &Around<'_>) -> String {
    let name = |key: &String| around.names.get(key).unwrap_or(key).clone();
    let names = |list: &[String]| list.iter().map(name).collect::<Vec<_>>().join(", ");
    let places = match each.territories.len() {
        0..=24 => each.territories.join(", "),
        many => format!("{many} territories the policy lists"),
    };
    let dates = match (&each.from, &each.until) {
        (Some(from), Some(until)) => format!(" from {from} until {until}"),
        (Some(from), None) => format!(" from {from}"),
        (None, Some(until)) => format!(" until {until}"),
        (None, None) => String::new(),
    };
    format!("Cleared on {} in {places}{dates} for {}.", names(&each.channels), names(&each.purposes))
}

fn licence(packet: &mut Packet, boxes: &[RegionBox], around: &Around<'_>) {
    let structures =
        |field: &'static str, names: &[String]| names.iter().map(|name| vec![(field, name.clone())]).collect();
    packet.structures("plus:Licensor", structures("plus:LicensorName", around.licensors));
    packet.structures("plus:Licensee", structures("plus:LicenseeName", around.licensees));
    if let [only] = around.references {
        packet.text("plus:LicenseID", only.as_str());
    }
    let windows: BTreeSet<(&Option<String>, &Option<String>)> =
        boxes.iter().map(|each| (&each.from, &each.until)).collect();
    // Two windows cannot be told in one pair of days, and the pair around both would tell of days between them.
    if let (Some((from, until)), 1) = (windows.first(), windows.len()) {
        let day = |text: &Option<String>| text.clone().filter(|text| text.len() == 10).unwrap_or_default();
        packet.text("plus:LicenseStartDate", day(from));
        packet.text("plus:LicenseEndDate", day(until));
    }
}

fn conditions(packet: &mut Packet, guards: &Guards) {
    if let Some(allowed) = guards.modifications() {
        let is_gone = |name: &&str| OPEN_MODIFICATIONS.contains(name) && !allowed.contains(*name);
        let gone = CHANGES.iter().filter(|(_, changes)| changes.iter().any(is_gone));
        packet.bag("plus:ImageAlterationConstraints", gone.map(|(code, _)| format!("{VOCABULARY}{code}")).collect());
    }
    let mut others: Vec<String> = Vec::new();
    for duty in guards.duties() {
        let text = duty["dcterms:description"].as_str().unwrap_or_default();
        if duty["action"] == "attribute" {
            credit(packet, text);
        } else {
            let action = duty["action"].as_str().unwrap_or_default();
            others.push(format!("Duty: {}.", if text.is_empty() { action } else { text.trim_end_matches('.') }));
        }
    }
    for constraint in guards.constraints() {
        let operand = constraint["leftOperand"].as_str().unwrap_or_default();
        let operand = operand.rsplit(':').next().unwrap_or_default();
        let only = match constraint["operator"].as_str() {
            Some("isNoneOf") => "Not for",
            _ => "Only for",
        };
        if operand != "modification" {
            let values = constraint["rightOperand"].as_array().into_iter().flatten().filter_map(Value::as_str);
            others.push(format!("{only} {operand}: {}.", values.collect::<Vec<_>>().join(", ")));
        }
    }
    packet.words("plus:OtherConstraints", others.join(" "));
}

/// A credit line and where it has to stand; beside the image where nobody said.
fn credit(packet: &mut Packet, text: &str) {
    let places =
        [(" (on the image)", "CR-COI"), (" (beside the image)", "CR-CAI"), (" (where credits stand)", "CR-CCA")];
    let named = places.iter().find_map(|(place, code)| Some((text.strip_suffix(place)?, *code)));
    let (line, code) = named.unwrap_or((text, "CR-CAI"));
    packet.drop("photoshop:Credit");
    packet.drop("plus:CreditLineRequired");
    packet.text("photoshop:Credit", line);
    packet.text("plus:CreditLineRequired", format!("{VOCABULARY}{code}"));
}

/// Releases of the people shown. Never "unlimited": no field says what a release leaves out.
fn people(packet: &mut Packet, given: &Value, releases: &[String]) {
    let shown: Vec<&Value> = interests(given, "likeness").filter(|each| each["not_required"].is_null()).collect();
    if shown.is_empty() {
        return;
    }
    let certain = |interest: &&&Value| {
        let grants = given["grants"].as_array().into_iter().flatten();
        let mut own = grants.filter(|grant| grant["interest"] == interest["id"]);
        own.any(|grant| grant.get("review").is_none_or(|review| review == "approved"))
    };
    if shown.iter().any(|each| certain(&each)) {
        packet.text("plus:ModelReleaseStatus", format!("{VOCABULARY}MR-LMR"));
        packet.bag("plus:ModelReleaseID", releases.to_vec());
    } else if shown.iter().all(|each| each["completeness"] == "complete") {
        packet.text("plus:ModelReleaseStatus", format!("{VOCABULARY}MR-NON"));
    }
}

fn expressions(packet: &mut Packet, around: &Around<'_>) {
    let about = || {
        vec![
            ("Iptc4xmpExt:RightsExprEncType", "application/ld+json".to_owned()),
            ("Iptc4xmpExt:RightsExprLangId", "http://www.w3.org/ns/odrl/2/".to_owned()),
        ]
    };
    let mut linked = vec![("Iptc4xmpExt:LinkedRightsExpr", around.policy_url.to_owned())];
    linked.extend(about());
    packet.bag_of_structures("Iptc4xmpExt:LinkedEncRightsExpr", vec![linked]);
    let policy = around.policy.to_string();
    if policy.len() <= LONGEST_POLICY {
        let mut embedded = vec![("Iptc4xmpExt:EncRightsExpr", policy)];
        embedded.extend(about());
        packet.bag_of_structures("Iptc4xmpExt:EmbdEncRightsExpr", vec![embedded]);
    }
}
