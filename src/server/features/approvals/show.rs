//! What the API says and hears about approvals.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::decide;
use super::row::{approval, comment, decision};
use crate::features::agreements::clearance;
use crate::features::agreements::show::uses::{Use, UseRequest};
use crate::features::agreements::show::verdict::{self, Given, Reader};
use crate::features::assets;
use crate::features::assets::row::version;
use crate::features::assets::show::AssetRef;
use crate::platform::auth::{Actor, Permission, PersonRef};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};

/// A request to approve these bytes for this use, and what became of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Approval {
    pub id: Uuid,
    pub asset: AssetRef,
    pub version_id: Uuid,
    pub version_number: i32,
    /// BLAKE3 of the bytes, lower-case hexadecimal.
    pub version_hash: String,
    pub is_current_version: bool,
    #[serde(rename = "use")]
    pub intended: Use,
    pub channel_id: Option<Uuid>,
    pub note: String,
    /// `open`, `approved`, `declined`, `changes_wanted`, `withdrawn`, or `lapsed`: the asset has a newer version.
    pub state: String,
    /// What the rights say now; absent once the request came to nothing.
    pub verdict: Option<VerdictSummary>,
    pub requested_by: PersonRef,
    pub requested_at: DateTime<Utc>,
    /// A civil day.
    pub due_on: Option<String>,
    pub decisions: Vec<Decision>,
    pub comments: Vec<Comment>,
    /// Whether the reader may decide it now.
    pub can_decide: bool,
    pub cannot_decide_because: Option<String>,
}

/// A verdict in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct VerdictSummary {
    pub headline: String,
    pub sentence: String,
    /// Where it is kept; absent when it was only asked for this answer.
    pub verdict_id: Option<Uuid>,
    pub stable_until: Option<DateTime<Utc>>,
}

/// One person's answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Decision {
    pub id: Uuid,
    pub by: PersonRef,
    /// `approve`, `decline` or `changes`.
    pub outcome: String,
    pub note: String,
    pub decided_at: DateTime<Utc>,
    /// The verdict the yes stands on.
    pub verdict_id: Option<Uuid>,
}

/// A remark on an approval.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Comment {
    pub id: Uuid,
    pub by: PersonRef,
    pub body: String,
    pub written_at: DateTime<Utc>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewApproval {
    pub asset_id: Uuid,
    #[serde(rename = "use", deserialize_with = "use_alone")]
    pub intended: Use,
    pub channel_id: Option<Uuid>,
    pub note: Option<String>,
    /// A civil day.
    pub due_on: Option<String>,
}

/// A use in a body: a misspelt part is refused, not left out of what is approved.
fn use_alone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Use, D::Error> {
    let asked = UseRequest::deserialize(deserializer)?;
    if asked.asset.is_some() || asked.assets.is_some() || asked.belief_at.is_some() {
        return Err(serde::de::Error::custom("a use names neither asset nor belief_at"));
    }
    Ok(asked.into_use())
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewDecision {
    /// `approve`, `decline` or `changes`.
    pub outcome: String,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewComment {
    pub body: String,
}

impl From<decision::Model> for Decision {
    fn from(row: decision::Model) -> Decision {
        Decision {
            id: row.id,
            by: PersonRef::new(Some(row.person_id), &row.person_name),
            outcome: row.outcome,
            note: row.note,
            decided_at: row.decided_at,
            verdict_id: row.verdict_id,
        }
    }
}

impl From<comment::Model> for Comment {
    fn from(row: comment::Model) -> Comment {
        Comment {
            id: row.id,
            by: PersonRef::new(Some(row.person_id), &row.person_name),
            body: row.body,
            written_at: row.written_at,
        }
    }
}

/// Approvals as this actor reads them, in the order of `rows`.
pub async fn load<P>(ctx: &Ctx, actor: &Actor<P>, rows: Vec<approval::Model>) -> Result<Vec<Approval>> {
    let db = ctx.db.read();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let asset_ids: Vec<Uuid> = rows.iter().map(|row| row.asset_id).collect();
    let refs = assets::show::asset_refs(db, actor.scope, &asset_ids).await?;
    let versions = versions(db, &rows).await?;
    let current = super::current_versions(db, &asset_ids).await?;
    let (mut decisions, mut comments) = super::discussion(db, &ids).await?;
    let mut verdicts = verdicts_now(ctx, actor, &rows, &current).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(asset) = refs.get(&row.asset_id).cloned() else { continue };
        let is_current = current.get(&row.asset_id) == Some(&row.version_id);
        let judged = decide::judge(facts(actor, &row, is_current));
        shown.push(Approval {
            asset,
            version_number: versions.get(&row.version_id).map_or(0, |version| version.number),
            is_current_version: is_current,
            state: if row.state == "open" && !is_current { "lapsed".to_owned() } else { row.state.clone() },
            verdict: verdicts.remove(&row.id),
            decisions: decisions.remove(&row.id).unwrap_or_default().into_iter().map(Decision::from).collect(),
            comments: comments.remove(&row.id).unwrap_or_default().into_iter().map(Comment::from).collect(),
            can_decide: judged.is_ok(),
            cannot_decide_because: judged.err().map(|error| error.detail),
            id: row.id,
            version_id: row.version_id,
            version_hash: row.version_hash,
            intended: serde_json::from_str(&row.use_request)?,
            channel_id: row.channel_id,
            note: row.note,
            requested_by: PersonRef::new(Some(row.requested_by), &row.requested_by_name),
            requested_at: row.requested_at,
            due_on: row.due_on,
        });
    }
    Ok(shown)
}

/// One approval as this actor reads it.
pub async fn load_one<P>(ctx: &Ctx, actor: &Actor<P>, row: approval::Model) -> Result<Approval> {
    let shown = load(ctx, actor, vec![row]).await?.pop();
    shown.ok_or_else(|| Error::not_found(crate::platform::error::Code::ApprovalNotFound))
}

/// What a decision by this actor is judged on.
pub fn facts<'a, P>(actor: &Actor<P>, row: &'a approval::Model, is_current_version: bool) -> decide::Facts<'a> {
    decide::Facts {
        state: &row.state,
        requested_by: row.requested_by,
        is_current_version,
        decider: actor.person,
        may_decide: actor.may(Permission::DecideApprovals),
    }
}

/// What the rights say now about each request that may still come to something.
async fn verdicts_now<P>(
    ctx: &Ctx,
    actor: &Actor<P>,
    rows: &[approval::Model],
    current: &HashMap<Uuid, Uuid>,
) -> Result<HashMap<Uuid, VerdictSummary>> {
    let (db, now) = (ctx.db.read(), ctx.now());
    let mut given = Vec::new();
    for row in rows {
        let is_current = current.get(&row.asset_id) == Some(&row.version_id);
        if !is_current || !matches!(row.state.as_str(), "open" | "approved") {
            continue;
        }
        let asked = serde_json::from_str(&row.use_request)?;
        let verdict = clearance::ask(ctx, db, row.asset_id, &clearance::parse_use(&asked)?, None).await?;
        // Nothing is kept for a look, so the approval's id stands in to find the answer again.
        given.push(Given::fresh(row.id, row.asset_id, asked, now, &verdict)?);
    }
    let shown = verdict::show(db, &Reader::of(actor), given).await?;
    let summary = |shown: verdict::Verdict| VerdictSummary {
        headline: shown.headline,
        sentence: shown.sentence,
        verdict_id: None,
        stable_until: shown.stable_until,
    };
    Ok(shown.into_iter().map(|shown| (shown.id, summary(shown))).collect())
}

async fn versions(db: &impl ConnectionTrait, rows: &[approval::Model]) -> Result<HashMap<Uuid, version::Model>> {
    let ids = rows.iter().map(|row| row.version_id);
    let found = version::Entity::find().filter(version::Column::Id.is_in(ids)).all(db).await?;
    Ok(found.into_iter().map(|row| (row.id, row)).collect())
}
