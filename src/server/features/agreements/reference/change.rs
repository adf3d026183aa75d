//! Changing the reference data: what a change would touch, and recording it. Rows are added, never changed.

use chrono::NaiveDate;
use rights::{Reference, UseRequest};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::super::checks::in_question::{Listing, UseInQuestion};
use super::super::records::row::{agreement, reference_change as row};
use super::reach::{self, Reach};
use super::release::insert;
use super::{RELEASE, current, refresh, refuse_unread};
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// How many agreements a preview names.
const MOST_NAMED: u64 = 20;

/// An entry of the reference data as it is to be. Each kind has its own fields; what is absent is empty.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReferenceChange {
    /// `group` (of territories), `channel`, `channel_group`, `purpose`, `category` or `modification`.
    pub kind: String,
    pub key: String,
    pub name: String,
    /// Why, for the record.
    #[serde(default)]
    pub reason: String,
    /// Of a group of territories: who belongs to it, from which day on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<GroupVersion>,
    /// Of a group of channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    /// Of a channel or purpose: agreements signed before are asked about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduced_on: Option<NaiveDate>,
    /// Never meant by a wider name: an agreement must name it.
    #[serde(default)]
    pub reserved: bool,
    /// Of a channel: what is shown can be seen from elsewhere.
    #[serde(default)]
    pub online: bool,
    /// Of a product category.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Not offered any more. What names it keeps its meaning.
    #[serde(default)]
    pub retired: bool,
    /// Of a channel or purpose: what it consists of from now on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub split_into: Vec<Part>,
}

/// Members of a group from a day on.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct GroupVersion {
    pub from: NaiveDate,
    /// Codes of territories and parts; another group stands for its members on that day.
    pub members: Vec<String>,
    /// May be meant; nobody has said so.
    #[serde(default)]
    pub possible: Vec<String>,
}

/// A part of what was one leaf.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Part {
    /// The leaf's own key, a dot and a word.
    pub key: String,
    pub name: String,
}

/// What a change would touch. Nothing is stored.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReferenceImpact {
    /// Agreements with rules that name it, or something wider.
    pub agreements: u64,
    /// References of some of them.
    pub named: Vec<String>,
    pub assets: u64,
    /// Live and planned publications of these assets.
    pub publications: u64,
    /// Open and given approvals of these assets.
    pub approvals: u64,
    /// The list of leaves itself changes: all rights are read again.
    pub everywhere: bool,
    /// The version that would be in force.
    pub version: String,
}

impl NewReferenceChange {
    /// The entry as it is recorded and as the engine reads it.
    fn body(&self) -> Result<Value> {
        let mut body = serde_json::to_value(self)?;
        if let Some(fields) = body.as_object_mut() {
            ["kind", "key", "reason"].iter().for_each(|field| drop(fields.remove(*field)));
        }
        Ok(body)
    }

    /// The reference with this change in it.
    fn applied_to(&self, reference: &Reference) -> Result<Reference> {
        let changed = reference.changed(&self.kind, &self.key, &self.body()?);
        changed.map_err(|error| refuse_unread(&error, Code::ReferenceInvalid))
    }
}

/// What would follow, counted.
pub async fn preview(ctx: &Ctx, listing: Listing, change: &NewReferenceChange) -> Result<ReferenceImpact> {
    let db = ctx.db.read();
    let before = current(db).await?;
    let after = change.applied_to(before)?;
    let reach = reach::of(db, (&change.kind, &change.key), before, &after).await?;
    let uses = listing(ctx.clone(), reach.assets.clone()).await?;
    let count = |kind: &str| uses.iter().filter(|each| each.kind == kind).count() as u64;
    Ok(ReferenceImpact {
        agreements: reach.agreements.len() as u64,
        named: named(db, &reach).await?,
        assets: reach.assets.len() as u64,
        publications: count("publication"),
        approvals: count("approval"),
        everywhere: reach.everywhere,
        version: after.version().to_owned(),
    })
}

async fn named(db: &impl ConnectionTrait, reach: &Reach) -> Result<Vec<String>> {
    let some: Vec<Uuid> = reach.agreements.iter().take(MOST_NAMED as usize).copied().collect();
    let rows = agreement::Entity::find().filter(agreement::Column::Id.is_in(some));
    let rows = rows.order_by_asc(agreement::Column::Reference).all(db).await?;
    Ok(rows.into_iter().map(|row| row.reference).collect())
}

/// Records a change: row, event and jobs in one transaction.
pub async fn record(ctx: &Ctx, who: &Who, listing: Listing, change: &NewReferenceChange) -> Result<row::Model> {
    if change.reason.trim().is_empty() {
        return Err(Error::field(Code::FieldMissing, "reason", "Say why, for the record."));
    }
    let before = current(ctx.db.read()).await?;
    let after = change.applied_to(before)?;
    let reach = reach::of(ctx.db.read(), (&change.kind, &change.key), before, &after).await?;
    if change.retired {
        let uses = listing(ctx.clone(), reach.assets.clone()).await?;
        refuse_in_use(change, before, &uses)?;
    }
    let id = ctx.new_id()?;
    let tx = ctx.db.write().await?;
    events::hold(&tx).await?;
    if current(&tx).await?.version() != before.version() {
        return Err(Error::new(Code::PreconditionFailed, "Somebody else changed the reference data. Look again."));
    }
    let assets = if reach.everywhere { Vec::new() } else { reach.assets };
    let (kind, key) = (change.kind.clone(), change.key.clone());
    let event = Event::ReferenceChanged { change: id, kind, key, assets, everywhere: reach.everywhere };
    events::record(ctx, &tx, who, event).await?;
    let last = row::Entity::find().order_by_desc(row::Column::Number).limit(1).one(&tx).await?;
    let new = row::Model {
        id,
        number: last.as_ref().map_or(0, |row| row.number) + 1,
        kind: change.kind.clone(),
        key: change.key.clone(),
        body: change.body()?.to_string(),
        reason: change.reason.trim().to_owned(),
        version: after.version().to_owned(),
        // A change in the same millisecond is known a moment later than the one before it.
        recorded_at: last.map_or(ctx.now(), |row| row.recorded_at.max(ctx.now())),
        recorded_by: who.id,
        recorded_by_name: who.name.clone(),
    };
    insert(&tx, new.clone()).await?;
    ctx.commit(tx).await?;
    refresh(ctx.db.read()).await?;
    Ok(new)
}

/// What is live or planned on a leaf keeps it from being retired.
fn refuse_in_use(change: &NewReferenceChange, before: &Reference, uses: &[UseInQuestion]) -> Result<()> {
    let asks = |each: &&UseInQuestion| {
        each.kind == "publication"
            && UseRequest::from_json(&each.use_, before).is_ok_and(|request| match change.kind.as_str() {
                "channel" => request.asks_for_channel(&change.key, before),
                "purpose" => request.asks_for_purpose(&change.key, before),
                _ => false,
            })
    };
    let using = uses.iter().filter(asks).count();
    if using == 0 {
        return Ok(());
    }
    let what = if using == 1 { "One publication is" } else { "Publications are" };
    let detail = format!("{what} live or planned there ({using}). End them first.");
    Err(Error { field: Some("retired".to_owned()), ..Error::new(Code::ReferenceInUse, detail) })
}

/// The changes on record, the newest first: of everything, of a kind, or of one entry.
pub async fn list(db: &impl ConnectionTrait, kind: Option<&str>, key: Option<&str>) -> Result<Vec<row::Model>> {
    let mut query = row::Entity::find().filter(row::Column::Kind.ne(RELEASE));
    if let Some(kind) = kind {
        query = query.filter(row::Column::Kind.eq(kind));
    }
    if let Some(key) = key {
        query = query.filter(row::Column::Key.eq(key));
    }
    Ok(query.order_by_desc(row::Column::Number).limit(MOST_LISTED).all(db).await?)
}

/// How many changes a list shows.
const MOST_LISTED: u64 = 200;
