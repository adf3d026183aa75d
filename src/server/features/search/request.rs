//! What a search asks for: read from the address, checked before anything is searched.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::words::Words;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::paging::MOST;

/// The kinds of assets.
pub const KINDS: [&str; 9] = ["image", "vector", "video", "audio", "document", "font", "archive", "other", "record"];
/// Values in one filter at most.
const MOST_VALUES: usize = 100;

/// A checked search.
#[derive(Clone, Debug, Default)]
pub struct SearchRequest {
    pub words: Option<Words>,
    pub kinds: Vec<String>,
    pub keywords: Vec<String>,
    pub collections: Vec<Uuid>,
    pub organizations: Vec<Uuid>,
    /// `active`, `archived`; active only unless told.
    pub states: Vec<String>,
    /// The use that is asked about, as `POST /verdicts` takes it, without asset.
    pub wanted_use: Option<serde_json::Value>,
    /// Headlines to show; empty shows all.
    pub buckets: Vec<Bucket>,
    pub facets: Vec<Facet>,
    pub sort: Sort,
    pub limit: usize,
    pub after: Option<After>,
}

/// A headline as a bucket of hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bucket {
    Allowed,
    AllowedWithDuties,
    Partial,
    Conditional,
    Unknown,
    Denied,
}

impl Bucket {
    pub const ALL: [Bucket; 6] = [
        Bucket::Allowed,
        Bucket::AllowedWithDuties,
        Bucket::Partial,
        Bucket::Conditional,
        Bucket::Unknown,
        Bucket::Denied,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Bucket::Allowed => "allowed",
            Bucket::AllowedWithDuties => "allowed_with_duties",
            Bucket::Partial => "partial",
            Bucket::Conditional => "conditional",
            Bucket::Unknown => "unknown",
            Bucket::Denied => "denied",
        }
    }
}

/// What hits can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    Kind,
    Keyword,
    Collection,
    Organization,
    State,
}

impl Facet {
    pub const ALL: [Facet; 5] = [Facet::Kind, Facet::Keyword, Facet::Collection, Facet::Organization, Facet::State];

    /// Its name in the address, and the name of its column in the index.
    pub fn name(self) -> &'static str {
        match self {
            Facet::Kind => "kind",
            Facet::Keyword => "keyword",
            Facet::Collection => "collection",
            Facet::Organization => "organization",
            Facet::State => "state",
        }
    }
}

/// The order of hits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best match first; newest first where there is no text or the match is equal.
    #[default]
    Relevance,
    Newest,
    Title,
}

/// The last hit of the page before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct After {
    pub sort: Sort,
    /// Score bits with milliseconds, milliseconds or title, by `sort`.
    pub key: String,
    pub id: Uuid,
}

impl After {
    pub fn new(sort: Sort, score: u32, created: u64, title: &str, id: Uuid) -> After {
        let key = match sort {
            Sort::Relevance => format!("{score}:{created}"),
            Sort::Newest => created.to_string(),
            Sort::Title => title.to_owned(),
        };
        After { sort, key, id }
    }

    /// The bits of its score; nothing is scored unless by relevance.
    pub fn score(&self) -> u32 {
        self.numbers().map_or(0, |(score, _)| score)
    }

    /// When it was created, milliseconds since 1970.
    pub fn created(&self) -> u64 {
        self.numbers().map_or(0, |(_, created)| created)
    }

    fn numbers(&self) -> Option<(u32, u64)> {
        let (score, created) = self.key.split_once(':').unwrap_or(("0", &self.key));
        Some((score.parse().ok()?, created.parse().ok()?))
    }

    /// The cursor that people hand back to us.
    pub fn to_cursor(&self) -> String {
        use base64::Engine;
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    fn parse(cursor: &str) -> Option<After> {
        use base64::Engine;
        let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let after: After = serde_json::from_slice(&bytes).ok()?;
        let readable = after.sort == Sort::Title || after.numbers().is_some();
        readable.then_some(after)
    }
}

/// The parts of a use while they are collected.
#[derive(Default)]
struct Cleared {
    channels: Vec<String>,
    territories: Vec<String>,
    purposes: Vec<String>,
    from: Option<String>,
    until: Option<String>,
}

impl SearchRequest {
    /// Reads the pairs of the address. Names and values nobody knows are 422.
    pub fn parse(pairs: &[(String, String)]) -> Result<SearchRequest> {
        let mut request = SearchRequest { limit: 50, ..SearchRequest::default() };
        let mut cleared = Cleared::default();
        let mut cursor = None;
        for (name, value) in pairs {
            if value.is_empty() {
                continue;
            }
            match name.as_str() {
                "q" => request.words = Words::parse(value)?,
                "field.kind" => request.kinds.push(one_of(name, value, &KINDS)?),
                "field.state" => request.states.push(one_of(name, value, &["active", "archived"])?),
                "field.keyword" => request.keywords.push(value.to_lowercase()),
                "field.collection" => request.collections.push(id(name, value)?),
                "field.organization" => request.organizations.push(id(name, value)?),
                "cleared.channel" => cleared.channels.extend(listed(value)),
                "cleared.territory" => cleared.territories.extend(listed(value)),
                "cleared.purpose" => cleared.purposes.extend(listed(value)),
                "cleared.from" => cleared.from = Some(value.clone()),
                "cleared.until" => cleared.until = Some(value.clone()),
                "bucket" => request.buckets.extend(buckets(value)?),
                "facets" => request.facets = facets(value)?,
                "sort" => request.sort = sort(value)?,
                "limit" => request.limit = limit(value)?,
                "cursor" => cursor = Some(value),
                _ => return Err(Error::field(Code::Invalid, name, "A search has no such parameter.")),
            }
        }
        request.wanted_use = cleared.into_use()?;
        request.check(cursor.map(String::as_str))
    }

    fn check(mut self, cursor: Option<&str>) -> Result<SearchRequest> {
        let most = [self.kinds.len(), self.keywords.len(), self.collections.len(), self.organizations.len()];
        if most.into_iter().any(|count| count > MOST_VALUES) {
            return Err(Error::new(Code::Invalid, format!("At most {MOST_VALUES} values in one filter.")));
        }
        if !self.buckets.is_empty() && self.wanted_use.is_none() {
            let detail = "Say which use is meant: cleared.channel, cleared.territory, cleared.from, cleared.until.";
            return Err(Error::field(Code::FieldMissing, "cleared.channel", detail));
        }
        if self.states.is_empty() {
            self.states.push("active".to_owned());
        }
        if let Some(cursor) = cursor {
            let after = After::parse(cursor).filter(|after| after.sort == self.sort);
            let wrong = || Error::field(Code::Invalid, "cursor", "This cursor was not given by us for this order.");
            self.after = Some(after.ok_or_else(wrong)?);
        }
        Ok(self)
    }

    /// Whether hits of this bucket are shown.
    pub fn shows(&self, bucket: Bucket) -> bool {
        self.buckets.is_empty() || self.buckets.contains(&bucket)
    }
}

impl Cleared {
    fn into_use(self) -> Result<Option<serde_json::Value>> {
        let Cleared { channels, territories, purposes, from, until } = self;
        if channels.is_empty() && territories.is_empty() && purposes.is_empty() && from.is_none() && until.is_none() {
            return Ok(None);
        }
        let given = [
            ("cleared.channel", !channels.is_empty()),
            ("cleared.territory", !territories.is_empty()),
            ("cleared.from", from.is_some()),
            ("cleared.until", until.is_some()),
        ];
        if let Some((name, _)) = given.into_iter().find(|(_, given)| !given) {
            let detail = "A use needs a channel, a territory, a first and a last day.";
            return Err(Error::field(Code::FieldMissing, name, detail));
        }
        let mut wanted = serde_json::json!({
            "channels": channels, "territories": territories, "start": from, "end": until,
        });
        if !purposes.is_empty() {
            wanted["purposes"] = purposes.into();
        }
        Ok(Some(wanted))
    }
}

/// Names the field as the address calls it when the engine refuses a part of the use.
pub fn in_address_words(mut error: Error) -> Error {
    let names = [
        ("channels", "cleared.channel"),
        ("territories", "cleared.territory"),
        ("purposes", "cleared.purpose"),
        ("start", "cleared.from"),
        ("end", "cleared.until"),
    ];
    if let Some(field) = &error.field
        && let Some((_, ours)) = names.into_iter().find(|(theirs, _)| field.starts_with(theirs))
    {
        error.field = Some(ours.to_owned());
    }
    error
}

fn listed(value: &str) -> impl Iterator<Item = String> + '_ {
    value.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned)
}

fn one_of(name: &str, value: &str, known: &[&str]) -> Result<String> {
    if known.contains(&value) {
        return Ok(value.to_owned());
    }
    Err(Error::field(Code::Invalid, name, format!("One of {}.", known.join(", "))))
}

fn id(name: &str, value: &str) -> Result<Uuid> {
    Uuid::parse_str(value).map_err(|_| Error::field(Code::Invalid, name, "This is not an id."))
}

fn buckets(value: &str) -> Result<Vec<Bucket>> {
    let known = || Bucket::ALL.map(Bucket::name).join(", ");
    let find = |name: String| {
        let found = Bucket::ALL.into_iter().find(|bucket| bucket.name() == name);
        found.ok_or_else(|| Error::field(Code::Invalid, "bucket", format!("One of {}.", known())))
    };
    listed(value).map(find).collect()
}

fn facets(value: &str) -> Result<Vec<Facet>> {
    let find = |name: String| {
        let found = Facet::ALL.into_iter().find(|facet| facet.name() == name);
        let known = Facet::ALL.map(Facet::name).join(", ");
        found.ok_or_else(|| Error::field(Code::Invalid, "facets", format!("Some of {known}.")))
    };
    let mut found: Vec<Facet> = listed(value).map(find).collect::<Result<_>>()?;
    found.dedup();
    Ok(found)
}

fn sort(value: &str) -> Result<Sort> {
    match value {
        "relevance" => Ok(Sort::Relevance),
        "newest" => Ok(Sort::Newest),
        "title" => Ok(Sort::Title),
        _ => Err(Error::field(Code::Invalid, "sort", "One of relevance, newest, title.")),
    }
}

fn limit(value: &str) -> Result<usize> {
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let number = value.parse::<usize>().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| Error::field(Code::Invalid, "limit", format!("A number from 1 to {MOST}.")))
}
