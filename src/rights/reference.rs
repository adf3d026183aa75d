//! The reference data an evaluation stands on: taxonomies, territories, groups and house defaults, all of one version.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde_json::Value;

use crate::read::{Fields, ParseError};
use crate::taxonomy::Tree;
use crate::territory::{Binding, Territories};

mod change;

/// What a change of the reference may be about.
pub const REFERENCE_KINDS: &[&str] = &["group", "channel", "channel_group", "purpose", "category", "modification"];

/// What a missing field means in this house.
#[derive(Debug, Clone)]
pub(crate) struct Defaults {
    pub signed: Option<NaiveDate>,
    pub request_purposes: Vec<String>,
    pub binding: Binding,
    pub territory_test: TerritoryTest,
    pub minor_majority: String,
}

/// Which territories count for an online use: where it is aimed at, or where it can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TerritoryTest {
    Targeted,
    Accessible,
    Unspecified,
}

impl TerritoryTest {
    pub fn parse(text: &str, field: &str) -> Result<Self, ParseError> {
        match text {
            "targeted" => Ok(Self::Targeted),
            "accessible" => Ok(Self::Accessible),
            "unspecified" => Ok(Self::Unspecified),
            _ => Err(ParseError::new("field.invalid", field, "targeted, accessible or unspecified is expected")),
        }
    }
}

/// What reading a fact depends on.
pub(crate) struct FactContext<'a> {
    pub reference: &'a Reference,
    /// The house rule on file, where it differs from the reference.
    pub territory_test: Option<TerritoryTest>,
    /// How the house reads a contract that is silent on the membership of groups.
    pub binding: Binding,
}

/// One version of all reference data. It is an input of every evaluation, never a constant in code.
#[derive(Debug, Clone)]
pub struct Reference {
    version: String,
    territory_version: String,
    taxonomy_version: String,
    /// What it was read from.
    data: Arc<Value>,
    pub(crate) channels: Tree,
    pub(crate) purposes: Tree,
    pub(crate) territories: Territories,
    pub(crate) reserved_modifications: Vec<String>,
    modifications: Option<Vec<String>>,
    pub(crate) defaults: Defaults,
    /// Product categories with a parent, and the parent of each.
    categories: HashMap<String, String>,
    names: HashMap<String, String>,
}

const PRODUCT: &str = include_str!("reference.json");

impl Reference {
    /// Reads the form of a case file's `fixture`; `version` and `names` (code -> plain name) may be added.
    pub fn from_json(fixture: &Value) -> Result<Self, ParseError> {
        let root = Fields::of(fixture, "")?;
        let empty = Value::Object(serde_json::Map::new());
        let part = |key: &str| Fields::of(root.get(key).unwrap_or(&empty), key);
        let modifications = part("modifications")?;
        let mut names = HashMap::new();
        let named = part("names")?;
        for code in named.keys() {
            names.insert(code.to_owned(), named.text(code)?.to_owned());
        }
        let mut categories = HashMap::new();
        let tree = part("categories")?;
        for category in tree.keys() {
            categories.insert(category.to_owned(), tree.text(category)?.to_owned());
        }
        let version = match root.maybe("version")? {
            Some(version) => version.to_owned(),
            None => blake3::hash(fixture.to_string().as_bytes()).to_hex()[..16].to_owned(),
        };
        let of_part = |key: &str| Ok(root.owned(key)?.unwrap_or_else(|| version.clone()));
        Ok(Self {
            territory_version: of_part("territory_version")?,
            taxonomy_version: of_part("taxonomy_version")?,
            data: Arc::new(fixture.clone()),
            version,
            channels: Tree::from_json(&part("channels")?, "channel.unknown")?,
            purposes: Tree::from_json(&part("purposes")?, "purpose.unknown")?,
            territories: Territories::from_json(&part("territories")?, &part("parts")?, &part("groups")?)?,
            reserved_modifications: modifications.owned_names("reserved")?.unwrap_or_default(),
            modifications: modifications.owned_names("leaves")?,
            defaults: Defaults::read(&part("defaults")?)?,
            categories,
            names,
        })
    }

    /// The product's own reference data.
    pub fn product() -> Result<Self, ParseError> {
        let value: Value = serde_json::from_str(PRODUCT)
            .map_err(|error| ParseError::new("reference.invalid", "", error.to_string()))?;
        Self::from_json(&value)
    }

    /// Tells this data from any other.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The version of territories, zones and groups.
    pub fn territory_version(&self) -> &str {
        &self.territory_version
    }

    /// The version of channels, purposes, categories and modifications.
    pub fn taxonomy_version(&self) -> &str {
        &self.taxonomy_version
    }

    /// The data in the form it was read from.
    pub fn data(&self) -> &Value {
        &self.data
    }

    /// Whether a channel or a name for several means `leaf` among others.
    pub fn channel_holds(&self, name: &str, leaf: &str) -> bool {
        self.channels.holds(name, leaf)
    }

    /// Whether a purpose or a name for several means `leaf` among others.
    pub fn purpose_holds(&self, name: &str, leaf: &str) -> bool {
        self.purposes.holds(name, leaf)
    }

    /// Whether the house knows this product category.
    pub fn is_category(&self, name: &str) -> bool {
        self.categories.iter().any(|(child, parent)| child == name || parent == name)
            || self.names.contains_key(&format!("category:{name}"))
    }

    /// The channel leaves.
    pub fn channels(&self) -> impl Iterator<Item = &str> {
        self.channels.leaves()
    }

    /// The purpose leaves.
    pub fn purposes(&self) -> impl Iterator<Item = &str> {
        self.purposes.leaves()
    }

    /// The territory codes, without groups.
    pub fn territories(&self) -> impl Iterator<Item = &str> {
        self.territories.codes()
    }

    /// Parts of territories that rules may name by themselves, such as `US-NY`.
    pub fn territory_parts(&self) -> impl Iterator<Item = &str> {
        self.territories.part_names()
    }

    /// The names of territory groups.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.territories.group_names()
    }

    pub fn check_channel(&self, name: &str) -> Result<(), ParseError> {
        self.channels.check(name)
    }

    pub fn check_purpose(&self, name: &str) -> Result<(), ParseError> {
        self.purposes.check(name)
    }

    pub fn check_territory(&self, name: &str) -> Result<(), ParseError> {
        self.territories.check(name)
    }

    /// Known only where the reference lists its modifications; otherwise any name passes.
    pub fn check_modification(&self, name: &str) -> Result<(), ParseError> {
        match &self.modifications {
            Some(known) if !known.iter().chain(&self.reserved_modifications).any(|other| other == name) => Err(
                ParseError::new("modification.unknown", "modifications", format!("{name:?} is no known modification")),
            ),
            _ => Ok(()),
        }
    }

    /// Whether one product category is the other or stands anywhere under it.
    pub(crate) fn category_within(&self, category: &str, other: &str) -> bool {
        let mut seen = Vec::new();
        let mut next = Some(category);
        while let Some(name) = next.filter(|name| !seen.contains(name)) {
            if name == other {
                return true;
            }
            seen.push(name);
            let parent = self.categories.get(name).map(String::as_str);
            next = parent.or_else(|| name.rsplit_once('.').map(|(node, _)| node));
        }
        false
    }

    /// The modifications this reference lists, reserved ones included.
    pub fn modifications(&self) -> impl Iterator<Item = &str> {
        self.modifications.iter().flatten().chain(&self.reserved_modifications).map(String::as_str)
    }

    /// The plain name of a territory, group or channel; the code itself where none is given.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.names.get(code).map_or(code, String::as_str)
    }

    /// The plain name of a channel leaf: a given name, or one made from its dotted name.
    pub fn channel_name(&self, leaf: &str) -> String {
        if let Some(name) = self.names.get(leaf) {
            return name.clone();
        }
        let plain = |text: &str| capital(&text.replace('_', " "));
        match leaf.split('.').collect::<Vec<_>>().as_slice() {
            ["social", mode, platform] => format!("{} ({mode})", plain(platform)),
            [.., family, kind] => format!("{} ({})", plain(family), kind.replace('_', " ")),
            _ => plain(leaf),
        }
    }
}

/// The text with its first letter as a capital, as a name is shown that stands alone.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

impl Defaults {
    fn read(fields: &Fields<'_>) -> Result<Self, ParseError> {
        let binding = match fields.maybe("territory_binding")? {
            Some(text) => Binding::parse(text, &fields.path("territory_binding"))?,
            None => Binding::Asymmetric,
        };
        let territory_test = match fields.maybe("territory_test")? {
            Some(text) => TerritoryTest::parse(text, &fields.path("territory_test"))?,
            None => TerritoryTest::Targeted,
        };
        Ok(Self {
            signed: fields.date("signed")?,
            request_purposes: fields.owned_names("request_purposes")?.unwrap_or_default(),
            binding,
            territory_test,
            minor_majority: fields.owned("minor_majority")?.unwrap_or_else(|| "review".to_owned()),
        })
    }
}
