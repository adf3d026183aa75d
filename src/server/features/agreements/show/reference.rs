//! The reference data as the API shows it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rights::Reference;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::super::records::header::AgreementKind;
use super::super::reference::{INTEREST_KINDS, RESTRICTION_CODES, product};
use crate::platform::error::Result;

/// Channels, territories, purposes and the words for rights, for forms and explanations.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsReference {
    pub version: String,
    pub channels: Vec<ChannelLeaf>,
    pub channel_groups: Vec<NamedGroup>,
    pub territories: Vec<Territory>,
    pub territory_groups: Vec<TerritoryGroup>,
    pub purposes: Vec<NamedLeaf>,
    pub modifications: Vec<NamedLeaf>,
    pub zones: Vec<String>,
    pub interest_kinds: Vec<NamedKey>,
    pub agreement_kinds: Vec<NamedKey>,
    pub restriction_codes: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelLeaf {
    pub key: String,
    pub name: String,
    pub family: String,
    /// Never meant by "all channels": an agreement must name it.
    pub reserved: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedGroup {
    pub key: String,
    pub name: String,
    pub members: Vec<String>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Territory {
    pub code: String,
    pub name: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TerritoryGroup {
    pub key: String,
    pub name: String,
    pub members: Vec<String>,
    /// May be meant, and are asked about before they count.
    pub possible: Vec<String>,
    /// Its members have changed over time.
    pub dated: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedLeaf {
    pub key: String,
    pub name: String,
    pub reserved: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedKey {
    pub key: String,
    pub name: String,
}

/// The data in the form of a case file's `fixture`, for the parts the engine keeps to itself.
static RAW: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../../../rights/reference.json")).unwrap_or_default());

/// The zones of each territory.
pub fn territory_zones() -> &'static Value {
    &RAW["territories"]
}

/// The reference data as one answer.
pub fn rights_reference() -> Result<RightsReference> {
    let reference = product()?;
    let raw = &*RAW;
    let leaf = |key: &str, group: &str| NamedLeaf {
        key: key.to_owned(),
        name: plain(reference.name(key)),
        reserved: holds(&raw[group]["reserved"], key),
    };
    let named = |(key, name): &(&str, &str)| NamedKey { key: (*key).to_owned(), name: (*name).to_owned() };
    Ok(RightsReference {
        version: reference.version().to_owned(),
        channels: reference
            .channels()
            .map(|key| ChannelLeaf {
                key: key.to_owned(),
                name: capital(&reference.channel_name(key)),
                family: key.rsplit_once('.').map_or(key, |(family, _)| family).to_owned(),
                reserved: holds(&raw["channels"]["reserved"], key),
            })
            .collect(),
        channel_groups: channel_groups(reference, &raw["channels"]),
        territories: reference
            .territories()
            .map(|code| Territory { code: code.to_owned(), name: reference.name(code).to_owned() })
            .collect(),
        territory_groups: territory_groups(reference, raw),
        purposes: reference.purposes().map(|key| leaf(key, "purposes")).collect(),
        modifications: reference.modifications().map(|key| leaf(key, "modifications")).collect(),
        zones: zones(&raw["territories"]),
        interest_kinds: INTEREST_KINDS.iter().map(named).collect(),
        agreement_kinds: AgreementKind::ALL.iter().map(|(_, key, name)| named(&(*key, *name))).collect(),
        restriction_codes: RESTRICTION_CODES.iter().map(|code| (*code).to_owned()).collect(),
    })
}

/// All of them, every node of the tree that has leaves below it, then the aliases.
fn channel_groups(reference: &Reference, raw: &Value) -> Vec<NamedGroup> {
    let leaves: Vec<&str> = reference.channels().collect();
    let mut nodes: BTreeSet<&str> = BTreeSet::new();
    for leaf in &leaves {
        nodes.extend(leaf.match_indices('.').filter_map(|(at, _)| leaf.get(..at)));
    }
    let group =
        |key: &str, members: Vec<String>| NamedGroup { key: key.to_owned(), name: plain(reference.name(key)), members };
    let all = leaves.iter().filter(|leaf| !holds(&raw["reserved"], leaf)).map(|leaf| (*leaf).to_owned()).collect();
    let mut groups = vec![group("all", all)];
    for node in nodes {
        let below = leaves.iter().filter(|leaf| leaf.strip_prefix(node).is_some_and(|rest| rest.starts_with('.')));
        groups.push(group(node, below.map(|leaf| (*leaf).to_owned()).collect()));
    }
    for (key, members) in raw["aliases"].as_object().into_iter().flatten() {
        groups.push(group(key, texts(members)));
    }
    groups
}

/// The whole world, then the groups by name.
fn territory_groups(reference: &Reference, raw: &Value) -> Vec<TerritoryGroup> {
    let world = TerritoryGroup {
        key: "WORLD".to_owned(),
        name: capital(reference.name("WORLD")),
        members: reference.territories().map(str::to_owned).collect(),
        possible: Vec::new(),
        dated: false,
    };
    let named = reference.groups().filter(|key| *key != "WORLD");
    let mut groups: Vec<TerritoryGroup> =
        named.map(|key| territory_group(key, &capital(reference.name(key)), raw)).collect();
    groups.sort_by(|one, other| one.name.cmp(&other.name));
    groups.insert(0, world);
    groups
}

fn territory_group(key: &str, name: &str, raw: &Value) -> TerritoryGroup {
    let group = &raw["groups"][key];
    let latest = group["versions"].as_array().and_then(|versions| versions.last()).unwrap_or(group);
    TerritoryGroup {
        key: key.to_owned(),
        name: name.to_owned(),
        members: texts(&latest["members"]),
        possible: texts(&latest["possible"]),
        dated: group["dated"] == true,
    }
}

fn zones(territories: &Value) -> Vec<String> {
    let all = territories.as_object().into_iter().flatten().flat_map(|(_, zones)| texts(zones));
    let all: BTreeSet<String> = all.chain(["UTC".to_owned()]).collect();
    all.into_iter().collect()
}

fn texts(list: &Value) -> Vec<String> {
    let items = list.as_array().into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}

fn holds(list: &Value, key: &str) -> bool {
    list.as_array().is_some_and(|items| items.iter().any(|item| item == key))
}

/// `social.organic` as `Social organic`; a name that is one already only gets its capital.
fn plain(key: &str) -> String {
    if key.contains(' ') { capital(key) } else { capital(&key.replace(['.', '_'], " ")) }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
