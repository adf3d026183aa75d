//! The reference data as the API shows it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use rights::{Reference, capital};
use sea_orm::entity::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::super::records::header::AgreementKind;
use super::super::records::row::reference_change;
use super::super::reference::change::{GroupVersion, NewReferenceChange};
use super::super::reference::{INTEREST_KINDS, RESTRICTION_CODES, product};
use crate::platform::auth::PersonRef;
use crate::platform::error::Result;

/// Channels, territories, purposes and the words for rights, for forms and explanations.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RightsReference {
    /// Of everything below together.
    pub version: String,
    pub territory_version: String,
    pub taxonomy_version: String,
    /// The release of the time zone data that clocks are read by.
    pub clock_version: String,
    /// Where the shipped data comes from.
    pub sources: Vec<Source>,
    pub channels: Vec<ChannelLeaf>,
    pub channel_groups: Vec<NamedGroup>,
    pub territories: Vec<Territory>,
    pub territory_groups: Vec<TerritoryGroup>,
    pub purposes: Vec<NamedLeaf>,
    pub modifications: Vec<NamedLeaf>,
    pub categories: Vec<Category>,
    pub zones: Vec<String>,
    pub interest_kinds: Vec<NamedKey>,
    pub agreement_kinds: Vec<NamedKey>,
    pub restriction_codes: Vec<String>,
}

/// A source of the shipped data.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Source {
    pub name: String,
    pub version: String,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ChannelLeaf {
    pub key: String,
    pub name: String,
    pub family: String,
    /// Never meant by "all channels": an agreement must name it.
    pub reserved: bool,
    pub online: bool,
    /// Agreements signed before are asked about it.
    pub introduced_on: Option<NaiveDate>,
    /// Not offered any more.
    pub retired: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedGroup {
    pub key: String,
    pub name: String,
    pub members: Vec<String>,
    /// A group beside the tree, which the house may change.
    pub alias: bool,
    pub retired: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Territory {
    pub code: String,
    pub name: String,
    /// The territory it is a part of, where it is one.
    pub part_of: Option<String>,
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
    /// Nobody has said what it means: whatever names it is unknown.
    pub undefined: bool,
    pub retired: bool,
    /// All its members by date, the oldest first.
    pub versions: Vec<GroupVersion>,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedLeaf {
    pub key: String,
    pub name: String,
    pub reserved: bool,
    pub introduced_on: Option<NaiveDate>,
    pub retired: bool,
}

/// A product category.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Category {
    pub key: String,
    pub name: String,
    pub parent: Option<String>,
    pub retired: bool,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct NamedKey {
    pub key: String,
    pub name: String,
}

/// A change of the reference data on record.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferenceChange {
    pub id: Uuid,
    /// 2, 3, …: the first is what the release shipped.
    pub number: i64,
    #[serde(flatten)]
    pub entry: NewReferenceChange,
    /// Of the whole reference from then on.
    pub version: String,
    pub recorded_at: DateTime<Utc>,
    pub recorded_by: PersonRef,
}

impl ReferenceChange {
    pub fn of(row: reference_change::Model) -> Result<ReferenceChange> {
        let mut entry: Value = serde_json::from_str(&row.body)?;
        for (field, text) in [("kind", &row.kind), ("key", &row.key), ("reason", &row.reason)] {
            entry[field] = Value::String(text.clone());
        }
        Ok(ReferenceChange {
            id: row.id,
            number: row.number,
            entry: serde_json::from_value(entry)?,
            version: row.version,
            recorded_at: row.recorded_at,
            recorded_by: PersonRef::new(row.recorded_by, &row.recorded_by_name),
        })
    }
}

/// The zones of each territory.
pub fn territory_zones() -> Result<&'static Value> {
    Ok(&product()?.data()["territories"])
}

/// The reference data as one answer.
pub fn rights_reference() -> Result<RightsReference> {
    let reference = product()?;
    let raw = reference.data();
    let named = |(key, name): &(&str, &str)| NamedKey { key: (*key).to_owned(), name: (*name).to_owned() };
    Ok(RightsReference {
        version: reference.version().to_owned(),
        territory_version: reference.territory_version().to_owned(),
        taxonomy_version: reference.taxonomy_version().to_owned(),
        clock_version: chrono_tz::IANA_TZDB_VERSION.to_owned(),
        sources: serde_json::from_value(raw["sources"].clone()).unwrap_or_default(),
        channels: reference.channels().map(|key| channel(reference, &raw["channels"], key)).collect(),
        channel_groups: channel_groups(reference, raw),
        territories: territories(reference, raw),
        territory_groups: territory_groups(reference, raw),
        purposes: reference.purposes().map(|key| leaf(reference, &raw["purposes"], key)).collect(),
        modifications: modifications(reference, raw),
        categories: categories(reference, raw),
        zones: zones(&raw["territories"]),
        interest_kinds: INTEREST_KINDS.iter().map(named).collect(),
        agreement_kinds: AgreementKind::ALL.iter().map(|(_, key, name)| named(&(*key, *name))).collect(),
        restriction_codes: RESTRICTION_CODES.iter().map(|code| (*code).to_owned()).collect(),
    })
}

fn channel(reference: &Reference, tree: &Value, key: &str) -> ChannelLeaf {
    let NamedLeaf { key, reserved, introduced_on, retired, .. } = leaf(reference, tree, key);
    ChannelLeaf {
        name: capital(&reference.channel_name(&key)),
        family: key.rsplit_once('.').map_or(&*key, |(family, _)| family).to_owned(),
        online: marked(tree, "online", &key),
        key,
        reserved,
        introduced_on,
        retired,
    }
}

fn leaf(reference: &Reference, tree: &Value, key: &str) -> NamedLeaf {
    NamedLeaf {
        key: key.to_owned(),
        name: plain(reference.name(key)),
        reserved: marked(tree, "reserved", key),
        introduced_on: above(key).find_map(|name| serde_json::from_value(tree["introduced_on"][name].clone()).ok()),
        retired: marked(tree, "retired", key),
    }
}

/// A name and the nodes above it: what was said of a leaf before it was split holds for its parts.
fn above(key: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(key), |key| key.rsplit_once('.').map(|(node, _)| node))
}

fn marked(tree: &Value, mark: &str, key: &str) -> bool {
    above(key).any(|name| holds(&tree[mark], name))
}

fn modifications(reference: &Reference, raw: &Value) -> Vec<NamedLeaf> {
    let tree = &raw["modifications"];
    let each = |key: &str| NamedLeaf {
        retired: holds(&raw["retired"], &format!("modification:{key}")),
        ..leaf(reference, tree, key)
    };
    reference.modifications().map(each).collect()
}

fn categories(reference: &Reference, raw: &Value) -> Vec<Category> {
    let tree = raw["categories"].as_object();
    let named = raw["names"].as_object().into_iter().flatten().filter_map(|(key, _)| key.strip_prefix("category:"));
    let mut keys: BTreeSet<&str> = named.collect();
    for (key, parent) in tree.into_iter().flatten() {
        keys.insert(key);
        keys.extend(parent.as_str());
    }
    let each = |key: &str| {
        let given = format!("category:{key}");
        let name = reference.name(&given);
        Category {
            key: key.to_owned(),
            name: if name == given { plain(key) } else { name.to_owned() },
            parent: raw["categories"][key].as_str().map(str::to_owned),
            retired: holds(&raw["retired"], &given),
        }
    };
    keys.into_iter().map(each).collect()
}

fn territories(reference: &Reference, raw: &Value) -> Vec<Territory> {
    let each = |code: &str| Territory {
        code: code.to_owned(),
        name: reference.name(code).to_owned(),
        part_of: raw["parts"][code]["of"].as_str().map(str::to_owned),
    };
    reference.territories().chain(reference.territory_parts()).map(each).collect()
}

/// All of them, every node of the tree that has leaves below it, then the aliases.
fn channel_groups(reference: &Reference, raw: &Value) -> Vec<NamedGroup> {
    let tree = &raw["channels"];
    let leaves: Vec<&str> = reference.channels().filter(|leaf| !marked(tree, "retired", leaf)).collect();
    let mut nodes: BTreeSet<&str> = BTreeSet::new();
    for leaf in &leaves {
        nodes.extend(leaf.match_indices('.').filter_map(|(at, _)| leaf.get(..at)));
    }
    let group = |key: &str, members: Vec<String>, alias: bool| NamedGroup {
        key: key.to_owned(),
        name: plain(reference.name(key)),
        members,
        alias,
        retired: holds(&raw["retired"], &format!("channel_group:{key}")),
    };
    let all = leaves.iter().filter(|leaf| !marked(tree, "reserved", leaf)).map(|leaf| (*leaf).to_owned()).collect();
    let mut groups = vec![group("all", all, false)];
    for node in nodes {
        let below = leaves.iter().filter(|leaf| leaf.strip_prefix(node).is_some_and(|rest| rest.starts_with('.')));
        groups.push(group(node, below.map(|leaf| (*leaf).to_owned()).collect(), false));
    }
    for (key, members) in tree["aliases"].as_object().into_iter().flatten() {
        groups.push(group(key, texts(members), true));
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
        undefined: false,
        retired: false,
        versions: Vec::new(),
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
    let versions: Vec<GroupVersion> = serde_json::from_value(group["versions"].clone()).unwrap_or_default();
    let latest = versions.last().cloned();
    TerritoryGroup {
        key: key.to_owned(),
        name: name.to_owned(),
        members: latest.as_ref().map(|version| version.members.clone()).unwrap_or_default(),
        possible: latest.map(|version| version.possible).unwrap_or_default(),
        dated: group["dated"] == true,
        undefined: group["undefined"] == true,
        retired: holds(&raw["retired"], &format!("group:{key}")),
        versions,
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
