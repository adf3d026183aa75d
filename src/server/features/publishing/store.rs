//! Queries and changes of publications. Each change is guarded by the state it starts from, logged and recorded.

use chrono::{DateTime, Utc};
use rights::Verdict;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};
use serde_json::Value;

use super::caps::{self, State};
use super::channels;
use super::ending::check_at;
use super::planning::{self, Prepared};
use super::row::{publication, publication_log};
use super::show::NewPublication;
use crate::features::agreements::clearance;
use crate::features::assets;
use crate::platform::auth::{Actor, Publish, Scope, Who};
use crate::platform::clock::said;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// One publication; 404 when there is none.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<publication::Model> {
    let found = publication::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::PublicationNotFound))
}

/// The publication behind a public address.
pub async fn find_by_key(db: &impl ConnectionTrait, key: &str) -> Result<Option<publication::Model>> {
    Ok(publication::Entity::find().filter(publication::Column::DeliveryKey.eq(key)).one(db).await?)
}

/// What a list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    pub state: Option<String>,
    pub asset: Option<Uuid>,
    pub channel: Option<Uuid>,
    pub campaign: Option<Uuid>,
}

/// Publications, newest first, at most `limit`, older than the id `after`.
pub async fn list(
    db: &impl ConnectionTrait,
    narrowed: Narrowed,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<publication::Model>> {
    let mut query = publication::Entity::find().order_by_desc(publication::Column::Id).limit(limit);
    if let Some(state) = narrowed.state {
        query = query.filter(publication::Column::State.eq(state));
    }
    if let Some(asset) = narrowed.asset {
        query = query.filter(publication::Column::AssetId.eq(asset));
    }
    if let Some(channel) = narrowed.channel {
        query = query.filter(publication::Column::ChannelId.eq(channel));
    }
    if let Some(campaign) = narrowed.campaign {
        query = query.filter(publication::Column::CampaignId.eq(campaign));
    }
    if let Some(after) = after {
        query = query.filter(publication::Column::Id.lt(after));
    }
    Ok(query.all(db).await?)
}

/// The live publications of these assets; of all assets when none is named.
pub async fn live_of(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<Vec<publication::Model>> {
    let live = || publication::Entity::find().filter(publication::Column::State.eq("live"));
    if assets.is_empty() {
        return Ok(live().all(db).await?);
    }
    let mut found = Vec::new();
    for ids in assets.chunks(500) {
        found.extend(live().filter(publication::Column::AssetId.is_in(ids.iter().copied())).all(db).await?);
    }
    Ok(found)
}

/// How often planning starts over because something changed while it was judged.
const MOST_ATTEMPTS: u32 = 10;

/// Plans a publication: all facts are judged, and stand when the plan and what it takes of caps are written.
pub async fn plan(ctx: &Ctx, actor: &Actor<Publish>, new: &NewPublication) -> Result<publication::Model> {
    for _ in 0..MOST_ATTEMPTS {
        let prepared = planning::prepare(ctx, actor, new).await?;
        let tx = ctx.db.write().await?;
        if let Some(added) = write_plan(ctx, &tx, &actor.who(), prepared).await? {
            ctx.commit(tx).await?;
            return Ok(added);
        }
    }
    Err(Error::new(Code::TooBusy, "What is on record kept changing while this was judged. Try again."))
}

/// The job that puts it live follows from the event. `None`: what it was judged on has changed; nothing may be kept.
async fn write_plan(ctx: &Ctx, tx: &Tx, who: &Who, new: Prepared) -> Result<Option<publication::Model>> {
    let (asset, channel, epoch) = (new.asset, new.channel, new.epoch);
    let (added, verdict) = insert(ctx, tx, who, new).await?;
    let raised = caps::take(ctx, tx, who, &added, &verdict, State::Reserved).await?;
    // Recording holds the trail's end, so nothing of this can change between this look and the commit.
    let is_same = events::current_head(tx).await?.rights_epoch == epoch + raised;
    let is_archived = assets::find_visible(tx, Scope::House, asset).await?.archived_at.is_some();
    let is_active = channels::find(tx, channel).await?.state == "active";
    Ok((is_same && !is_archived && is_active).then_some(added))
}

async fn insert(ctx: &Ctx, tx: &Tx, who: &Who, new: Prepared) -> Result<(publication::Model, Verdict)> {
    let verdict = clearance::keep(ctx, tx, who, new.asset, &new.use_request, &new.verdict, "publication").await?;
    let row = publication::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(new.asset),
        version_id: Set(new.version.id),
        version_hash: Set(new.version.blake3),
        channel_id: Set(new.channel),
        campaign_id: Set(new.campaign),
        approval_id: Set(new.approval),
        use_request: Set(new.use_request.to_string()),
        state: Set("planned".to_owned()),
        starts_at: Set(new.starts_at),
        ends_at: Set(Some(new.ends_at)),
        live_at: Set(None),
        stable_until: Set(new.verdict.stable_until),
        verdict_id: Set(Some(verdict)),
        ended_at: Set(None),
        end_cause: Set(None),
        delivery_key: Set(new.delivery_key),
        storage_key: Set(Some(new.source.key.to_string())),
        mime: Set(Some(new.source.mime)),
        file_name: Set(Some(new.source.file_name)),
        size_bytes: Set(i64::try_from(new.source.size).unwrap_or(i64::MAX)),
        copy_path: Set(new.copy_path),
        copy_removed_at: Set(None),
        created_by: Set(who.id),
        created_by_name: Set(who.name.clone()),
        created_at: Set(ctx.now()),
    };
    let added = publication::Entity::insert(row).exec_with_returning(tx).await?;
    let event = Event::PublicationPlanned {
        publication: added.id,
        asset: added.asset_id,
        starts_at: added.starts_at,
        check_at: None,
    };
    events::record(ctx, tx, who, event).await?;
    log(ctx, tx, who, added.id, "planned", "The rights clear it and these bytes are approved for it.").await?;
    Ok((added, new.verdict))
}

/// Puts a planned publication live. `false` when it is no longer planned.
pub async fn go_live(
    ctx: &Ctx,
    tx: &Tx,
    found: &publication::Model,
    verdict: Uuid,
    stable_until: Option<DateTime<Utc>>,
) -> Result<bool> {
    let (who, now) = (Who::system(), ctx.now());
    let changed = from_state(found.id, "planned")
        .col_expr(publication::Column::State, Expr::value("live"))
        .col_expr(publication::Column::LiveAt, Expr::value(now))
        .col_expr(publication::Column::StableUntil, Expr::value(stable_until))
        .col_expr(publication::Column::VerdictId, Expr::value(verdict))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    let check_at = check_at(found.ends_at, stable_until, now);
    events::record(ctx, tx, &who, Event::PublicationLive { publication: found.id, asset: found.asset_id, check_at })
        .await?;
    log(ctx, tx, &who, found.id, "live", "All facts were asked again and still allow it.").await?;
    Ok(true)
}

/// Writes down that a live publication was judged again and stays, with the time of the next look.
pub async fn confirm(
    ctx: &Ctx,
    tx: &Tx,
    found: &publication::Model,
    verdict: Uuid,
    stable_until: Option<DateTime<Utc>>,
) -> Result<bool> {
    let who = Who::system();
    let changed = from_state(found.id, "live")
        .col_expr(publication::Column::StableUntil, Expr::value(stable_until))
        .col_expr(publication::Column::VerdictId, Expr::value(verdict))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Ok(false);
    }
    let check_at = check_at(found.ends_at, stable_until, ctx.now());
    let when = check_at.map_or_else(|| "never".to_owned(), said);
    let event = Event::PublicationConfirmed { publication: found.id, asset: found.asset_id, check_at };
    events::record(ctx, tx, &who, event).await?;
    log(ctx, tx, &who, found.id, "confirmed", &format!("Judged again: it stays. Next look: {when}.")).await?;
    Ok(true)
}

/// How a publication comes to its end.
pub struct End<'a> {
    /// `ended`, `taken_down`, `cancelled` or `failed`.
    pub state: &'a str,
    /// The code of `EndCause`.
    pub code: &'a str,
    pub sentence: String,
    /// As everybody may read them: without agreements and clauses.
    pub reasons: Value,
    pub verdict: Option<Uuid>,
}

/// Ends a publication that is in the state it was found in. `false` when somebody else ended it meanwhile.
/// The removal of its copy follows from the event.
pub async fn end(ctx: &Ctx, tx: &Tx, who: &Who, found: &publication::Model, end: End<'_>) -> Result<bool> {
    let cause = serde_json::json!({ "code": end.code, "sentence": end.sentence, "reasons": end.reasons });
    let mut update = from_state(found.id, &found.state)
        .col_expr(publication::Column::State, Expr::value(end.state))
        .col_expr(publication::Column::EndedAt, Expr::value(ctx.now()))
        .col_expr(publication::Column::EndCause, Expr::value(cause.to_string()));
    if let Some(verdict) = end.verdict {
        update = update.col_expr(publication::Column::VerdictId, Expr::value(verdict));
    }
    if update.exec(tx).await?.rows_affected == 0 {
        return Ok(false);
    }
    let (publication, asset) = (found.id, found.asset_id);
    let event = match end.state {
        "failed" => Event::PublicationFailed { publication, asset },
        _ => Event::PublicationEnded { publication, asset, cause: end.code.to_owned() },
    };
    events::record(ctx, tx, who, event).await?;
    caps::give_back(ctx, tx, who, found.id).await?;
    log(ctx, tx, who, found.id, end.state, &format!("{}: {}", end.code, end.sentence)).await?;
    Ok(true)
}

/// Writes down that the copy is gone.
pub async fn copy_removed(ctx: &Ctx, tx: &Tx, found: &publication::Model, path: &str) -> Result<()> {
    let who = Who::system();
    publication::Entity::update_many()
        .col_expr(publication::Column::CopyRemovedAt, Expr::value(ctx.now()))
        .filter(publication::Column::Id.eq(found.id))
        .exec(tx)
        .await?;
    let event = Event::PublicationCopyRemoved { publication: found.id, asset: found.asset_id };
    events::record(ctx, tx, &who, event).await?;
    log(ctx, tx, &who, found.id, "copy_removed", &format!("The copy {path} is gone.")).await?;
    Ok(())
}

fn from_state(id: Uuid, state: &str) -> sea_orm::UpdateMany<publication::Entity> {
    publication::Entity::update_many()
        .filter(publication::Column::Id.eq(id))
        .filter(publication::Column::State.eq(state))
}

/// Adds a line to a publication's log, after the event it belongs to.
pub async fn log(ctx: &Ctx, tx: &Tx, who: &Who, publication: Uuid, what: &str, detail: &str) -> Result<()> {
    let seq = events::current_head(tx).await?.seq;
    let row = publication_log::ActiveModel {
        id: Set(ctx.new_id()?),
        seq: Set(seq),
        publication_id: Set(publication),
        at: Set(ctx.now()),
        what: Set(what.to_owned()),
        detail: Set(detail.to_owned()),
        person_id: Set(who.id),
        person_name: Set(who.name.clone()),
    };
    publication_log::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}
