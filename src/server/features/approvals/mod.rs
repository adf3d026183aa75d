//! Approvals: a request that these bytes may be used so, and what people decided. Bound to the version's hash.
//!
//! An approval is people's yes; it never replaces the rights: a yes is only taken while the use is cleared, and
//! publishing asks for both again.

use std::collections::HashMap;

use rights::{Reference, UseRequest};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{ActiveValue::Set, Condition, ConnectionTrait, ExprTrait, QueryOrder, QuerySelect, QueryTrait, Select};

use crate::features::agreements::{clearance, reference};
use crate::features::assets;
use crate::features::assets::row::{asset, version};
use crate::platform::auth::{Actor, Permission, Scope, Who};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod decide;
pub mod deciding;
pub mod routes;
pub mod row;
pub mod show;
#[cfg(test)]
mod tests;

use decide::Outcome;
use row::{approval, comment, decision};

/// Approvals this actor may see: the house all on assets in sight, a partner those its people asked for themselves.
pub fn visible_to<P>(actor: &Actor<P>) -> Select<approval::Entity> {
    let query = approval::Entity::find();
    match actor.scope {
        Scope::House => query,
        Scope::Partner(_) => {
            let assets = assets::visible_to(actor.scope).select_only().column(asset::Column::Id).into_query();
            query
                .filter(approval::Column::RequestedBy.eq(actor.person))
                .filter(approval::Column::AssetId.in_subquery(assets))
        }
    }
}

/// One approval in sight; else 404.
pub async fn find_visible<P>(db: &impl ConnectionTrait, actor: &Actor<P>, id: Uuid) -> Result<approval::Model> {
    let found = visible_to(actor).filter(approval::Column::Id.eq(id)).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::ApprovalNotFound))
}

/// What a list of approvals is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Narrowed {
    pub state: Option<String>,
    pub asset: Option<Uuid>,
    pub requested_by: Option<Uuid>,
}

/// Approvals in sight, newest first, at most `limit`, older than the id `after`.
pub async fn list<P>(
    db: &impl ConnectionTrait,
    actor: &Actor<P>,
    narrowed: Narrowed,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<approval::Model>> {
    let mut query = visible_to(actor).order_by_desc(approval::Column::Id).limit(limit);
    if let Some(state) = narrowed.state {
        query = query.filter(in_state(&state));
    }
    if let Some(asset) = narrowed.asset {
        query = query.filter(approval::Column::AssetId.eq(asset));
    }
    if let Some(person) = narrowed.requested_by {
        query = query.filter(approval::Column::RequestedBy.eq(person));
    }
    if let Some(after) = after {
        query = query.filter(approval::Column::Id.lt(after));
    }
    Ok(query.all(db).await?)
}

/// An open request lapses when the asset gets a newer version; the row keeps saying `open`, the version tells.
fn in_state(state: &str) -> Condition {
    let current = || asset::Entity::find().select_only().column(asset::Column::CurrentVersionId).into_query();
    let open = approval::Column::State.eq("open");
    match state {
        "open" => Condition::all().add(open).add(approval::Column::VersionId.in_subquery(current())),
        "lapsed" => Condition::all().add(open).add(approval::Column::VersionId.not_in_subquery(current())),
        other => Condition::all().add(approval::Column::State.eq(other)),
    }
}

/// Something to approve, already checked.
pub struct Request {
    pub use_request: serde_json::Value,
    pub channel: Option<Uuid>,
    pub note: String,
    pub due_on: Option<chrono::NaiveDate>,
}

/// Asks for approval of the asset's current version for a use.
pub async fn add(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    requested_by: Uuid,
    version: &version::Model,
    request: Request,
) -> Result<approval::Model> {
    let row = approval::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(version.asset_id),
        version_id: Set(version.id),
        version_hash: Set(version.blake3.clone()),
        use_request: Set(request.use_request.to_string()),
        channel_id: Set(request.channel),
        note: Set(request.note),
        state: Set("open".to_owned()),
        due_on: Set(request.due_on.map(|day| day.to_string())),
        requested_by: Set(requested_by),
        requested_by_name: Set(who.name.clone()),
        requested_at: Set(ctx.now()),
        updated_at: Set(ctx.now()),
    };
    let added = approval::Entity::insert(row).exec_with_returning(tx).await?;
    let event = Event::ApprovalRequested { approval: added.id, asset: added.asset_id };
    events::record(ctx, tx, who, event).await?;
    Ok(added)
}

/// A decision to record, already judged.
pub struct NewDecision {
    pub person: Uuid,
    pub outcome: Outcome,
    pub note: String,
    pub verdict: Option<Uuid>,
}

/// Records a decision and closes the request. 409 when somebody closed it meanwhile.
pub async fn record_decision(ctx: &Ctx, tx: &Tx, who: &Who, found: &approval::Model, new: NewDecision) -> Result<()> {
    close(ctx, tx, found.id, new.outcome.state()).await?;
    let row = decision::ActiveModel {
        id: Set(ctx.new_id()?),
        approval_id: Set(found.id),
        person_id: Set(new.person),
        person_name: Set(who.name.clone()),
        outcome: Set(new.outcome.name().to_owned()),
        note: Set(new.note),
        verdict_id: Set(new.verdict),
        decided_at: Set(ctx.now()),
    };
    decision::Entity::insert(row).exec_without_returning(tx).await?;
    let outcome = new.outcome.name().to_owned();
    let event = Event::ApprovalDecided { approval: found.id, asset: found.asset_id, outcome };
    events::record(ctx, tx, who, event).await?;
    Ok(())
}

/// Takes an open request back.
pub async fn withdraw(ctx: &Ctx, tx: &Tx, who: &Who, found: &approval::Model) -> Result<()> {
    close(ctx, tx, found.id, "withdrawn").await?;
    events::record(ctx, tx, who, Event::ApprovalWithdrawn { approval: found.id, asset: found.asset_id }).await?;
    Ok(())
}

async fn close(ctx: &Ctx, tx: &Tx, id: Uuid, state: &str) -> Result<()> {
    let closed = approval::Entity::update_many()
        .col_expr(approval::Column::State, Expr::value(state))
        .col_expr(approval::Column::UpdatedAt, Expr::value(ctx.now()))
        .filter(approval::Column::Id.eq(id))
        .filter(approval::Column::State.eq("open"))
        .exec(tx)
        .await?;
    if closed.rows_affected == 1 {
        return Ok(());
    }
    Err(Error::new(Code::ApprovalClosed, "Somebody closed it meanwhile; reload to see how."))
}

/// Adds a remark.
pub async fn add_comment(
    ctx: &Ctx,
    tx: &Tx,
    who: &Who,
    person: Uuid,
    found: &approval::Model,
    body: String,
) -> Result<comment::Model> {
    let row = comment::ActiveModel {
        id: Set(ctx.new_id()?),
        approval_id: Set(found.id),
        person_id: Set(person),
        person_name: Set(who.name.clone()),
        body: Set(body),
        written_at: Set(ctx.now()),
    };
    let added = comment::Entity::insert(row).exec_with_returning(tx).await?;
    let event = Event::ApprovalCommented { approval: found.id, asset: found.asset_id };
    events::record(ctx, tx, who, event).await?;
    Ok(added)
}

/// The newest yes to exactly these bytes whose use covers `wanted`: publishing stands on it.
pub async fn approval_covering(
    db: &impl ConnectionTrait,
    asset: Uuid,
    version_hash: &str,
    wanted: &UseRequest,
) -> Result<Option<approval::Model>> {
    Ok(approvals_covering(db, asset, version_hash, wanted).await?.into_iter().next())
}

/// Whether an approval is a yes to these bytes for all of `wanted`: channels, territories, window and purposes lie
/// within. What cannot be read covers nothing. Its words are read as they were meant `then`, when it was asked for: a
/// group that grew since makes no approval wider.
pub fn covers(found: &approval::Model, version_hash: &str, wanted: &UseRequest, then: &Reference) -> Result<bool> {
    if found.state != "approved" || found.version_hash != version_hash {
        return Ok(false);
    }
    let parsed = serde_json::from_str(&found.use_request).ok();
    let Some(approved) = parsed.and_then(|value| UseRequest::from_json(&value, then).ok()) else { return Ok(false) };
    Ok(approved.covers(wanted, reference::product()?))
}

/// Whether an approval is about this actor, brand, category and embedding, and allows for these changes to the
/// picture. What was approved without a brand was not approved for one.
pub fn is_on_terms(found: &approval::Model, wanted: &UseRequest) -> bool {
    let parsed = serde_json::from_str(&found.use_request).ok().and_then(|value| clearance::parse_use(&value).ok());
    parsed.is_some_and(|approved| {
        approved.actor == wanted.actor
            && approved.brand == wanted.brand
            && approved.category == wanted.category
            && approved.embedding == wanted.embedding
            && wanted.modifications.iter().all(|change| approved.modifications.contains(change))
    })
}

/// The yeses to exactly these bytes that cover `wanted`, newest first.
pub async fn approvals_covering(
    db: &impl ConnectionTrait,
    asset: Uuid,
    version_hash: &str,
    wanted: &UseRequest,
) -> Result<Vec<approval::Model>> {
    let approved = approval::Entity::find()
        .filter(approval::Column::AssetId.eq(asset))
        .filter(approval::Column::VersionHash.eq(version_hash))
        .filter(approval::Column::State.eq("approved"))
        .order_by_desc(approval::Column::Id)
        .all(db)
        .await?;
    let mut covering = Vec::new();
    for each in approved {
        let then = reference::as_of(db, Some(each.requested_at)).await?;
        if covers(&each, version_hash, wanted, then)? {
            covering.push(each);
        }
    }
    Ok(covering)
}

/// Refuses a channel that is not there or no longer used. The table belongs to the room `publishing`, which stands
/// above this one: whether a row is there is all that is asked of it.
pub async fn check_channel<P>(db: &impl ConnectionTrait, actor: &Actor<P>, channel: Uuid) -> Result<()> {
    let statement = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("channel"))
        .and_where(Expr::col(Alias::new("id")).eq(channel))
        .and_where(Expr::col(Alias::new("state")).eq("active"))
        .to_owned();
    // Channels are the house's: to whoever may not see them there are none.
    if actor.may(Permission::ViewCampaigns) && db.query_one(&statement).await?.is_some() {
        return Ok(());
    }
    Err(Error::field(Code::ReferenceUnknown, "channel_id", "It does not exist, is retired, or you may not see it."))
}

/// One approval by id, whoever asks: for rooms above that check visibility by the asset.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<approval::Model>> {
    Ok(approval::Entity::find_by_id(id).one(db).await?)
}

/// The current version of each of these assets.
pub async fn current_versions(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<HashMap<Uuid, Uuid>> {
    let rows: Vec<(Uuid, Uuid)> = asset::Entity::find()
        .select_only()
        .columns([asset::Column::Id, asset::Column::CurrentVersionId])
        .filter(asset::Column::Id.is_in(assets.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The decisions and comments of these approvals, in order of writing.
pub async fn discussion(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<(HashMap<Uuid, Vec<decision::Model>>, HashMap<Uuid, Vec<comment::Model>>)> {
    let ids = || ids.iter().copied();
    let mut decisions: HashMap<Uuid, Vec<decision::Model>> = HashMap::new();
    let query = decision::Entity::find().filter(decision::Column::ApprovalId.is_in(ids()));
    for row in query.order_by_asc(decision::Column::Id).all(db).await? {
        decisions.entry(row.approval_id).or_default().push(row);
    }
    let mut comments: HashMap<Uuid, Vec<comment::Model>> = HashMap::new();
    let query = comment::Entity::find().filter(comment::Column::ApprovalId.is_in(ids()));
    for row in query.order_by_asc(comment::Column::Id).all(db).await? {
        comments.entry(row.approval_id).or_default().push(row);
    }
    Ok((decisions, comments))
}
