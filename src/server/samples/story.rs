//! The story of the demo brand as it is written in `demo.json`, read for one day of loading.

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::features::agreements::records::header::{AgreementKind, Review, Status};
use crate::platform::error::Result;

const DEMO: &str = include_str!("demo.json");

/// Everything that is told.
#[derive(Debug, Deserialize)]
pub struct Story {
    pub brand: Brand,
    pub organizations: Vec<Organization>,
    pub people: Vec<Person>,
    pub parties: Vec<Party>,
    pub collections: Vec<Collection>,
    pub assets: Vec<Asset>,
    pub agreements: Vec<Agreement>,
    pub engagements: Vec<Engagement>,
    pub usage: Vec<Usage>,
    pub campaigns: Vec<Campaign>,
    pub channels: Vec<Channel>,
    pub publications: Vec<Publication>,
    pub approvals: Vec<Approval>,
    /// Uses worth asking about.
    pub uses: Vec<Map<String, Value>>,
}

#[derive(Debug, Deserialize)]
pub struct Brand {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Organization {
    pub key: String,
    pub name: String,
    /// `own` or `partner`.
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub struct Person {
    pub email: String,
    pub name: String,
    pub role: String,
    /// The key of an organization.
    pub organization: String,
}

/// Somebody outside who holds or gives rights.
#[derive(Debug, Deserialize)]
pub struct Party {
    pub key: String,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Collection {
    pub name: String,
    /// Keys of partner organizations.
    #[serde(default)]
    pub shared_with: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Asset {
    pub id: String,
    pub title: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// The name of a collection.
    pub collection: String,
    /// The day it came into the house.
    pub produced_at: NaiveDate,
    pub interests: Vec<Interest>,
    pub components: Vec<Component>,
}

#[derive(Debug, Deserialize)]
pub struct Interest {
    pub id: String,
    pub kind: String,
    pub completeness: String,
    /// The key of a party or an organization.
    #[serde(default)]
    pub holder: String,
    /// The key of a party, or plain words.
    #[serde(default)]
    pub subject: String,
    /// What matters of the person shown: a day of birth.
    pub person: Option<Value>,
}

#[derive(Debug, Deserialize)]
pub struct Component {
    pub child: String,
    pub role: String,
    pub status: String,
    pub embedding: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Agreement {
    pub reference: String,
    pub title: String,
    pub kind: AgreementKind,
    pub licensor: String,
    pub licensee: String,
    pub status: Status,
    pub signed: NaiveDate,
    /// How far the review has come.
    pub review: Review,
    pub clauses: Vec<Clause>,
    pub grants: Vec<Map<String, Value>>,
    pub restrictions: Vec<Map<String, Value>>,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Deserialize)]
pub struct Clause {
    pub id: String,
    pub page: u32,
    pub quote: String,
}

#[derive(Debug, Deserialize)]
pub struct Engagement {
    /// The key of a partner organization.
    pub actor: String,
    pub relation: String,
    pub period: Value,
}

#[derive(Debug, Deserialize)]
pub struct Usage {
    pub on: NaiveDate,
    /// The cap of a grant.
    pub cap: String,
    pub qty: f64,
    #[serde(default)]
    pub reserved: bool,
}

#[derive(Debug, Deserialize)]
pub struct Campaign {
    pub key: String,
    pub name: String,
    pub brief: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
}

#[derive(Debug, Deserialize)]
pub struct Channel {
    pub key: String,
    pub name: String,
    pub kind: String,
    pub rights_channel: String,
    pub territories: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Publication {
    pub id: String,
    pub asset: String,
    pub channel: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    pub campaign: Option<String>,
    /// How the story ends: `live`, `planned` or `ended`.
    pub state: String,
    /// Why it ended.
    pub cause: Option<String>,
}

/// A request that led to no publication yet. Those that did are told by their publication.
#[derive(Debug, Deserialize)]
pub struct Approval {
    pub asset: String,
    pub channel: String,
    pub from: NaiveDate,
    pub until: NaiveDate,
    /// An e-mail address, as in all of these.
    pub asked_by: String,
    pub asked_on: NaiveDate,
    pub due: Option<NaiveDate>,
    pub note: String,
    pub comments: Vec<Comment>,
    pub decision: Option<Decision>,
}

#[derive(Debug, Deserialize)]
pub struct Comment {
    pub by: String,
    pub on: NaiveDate,
    pub body: String,
}

#[derive(Debug, Deserialize)]
pub struct Decision {
    pub by: String,
    pub on: NaiveDate,
    /// `decline` or `changes`; a yes is told by its publication.
    pub outcome: String,
    pub note: String,
}

impl Story {
    /// The story told on `today`.
    pub fn read(today: NaiveDate) -> Result<Story> {
        let mut told: Value = serde_json::from_str(DEMO)?;
        resolve(&mut told, today);
        Ok(serde_json::from_value(told)?)
    }

    /// The name behind the key of a party or an organization; anything else is a name already.
    pub fn name_of<'a>(&'a self, key: &'a str) -> &'a str {
        let organizations = self.organizations.iter().map(|each| (&each.key, &each.name));
        let parties = self.parties.iter().map(|each| (&each.key, &each.name));
        organizations.chain(parties).find(|(each, _)| *each == key).map_or(key, |(_, name)| name)
    }
}

/// Replaces every `-12d` and `+3d` by the day it means.
fn resolve(value: &mut Value, today: NaiveDate) {
    match value {
        Value::String(text) => {
            if let Some(day) = day_of(text, today) {
                *text = day.to_string();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, today)),
        Value::Object(fields) => fields.values_mut().for_each(|field| resolve(field, today)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn day_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (sign, digits) = text.strip_suffix('d')?.split_at_checked(1)?;
    let days = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
    match sign {
        "+" => today.checked_add_days(Days::new(days)),
        "-" => today.checked_sub_days(Days::new(days)),
        _ => None,
    }
}
