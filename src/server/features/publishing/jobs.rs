//! Jobs of the room `publishing`. Each reads its facts anew, so running one twice or late does no harm.

use rights::Verdict;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

use super::ending::{self, Ending};
use super::planning::{self, Gathered, Subject};
use super::readiness::{self, Missing, Readiness};
use super::row::publication;
use super::store::{self, End};
use super::{caps, channels, copies, show, standing};
use crate::features::agreements::clearance;
use crate::features::agreements::show::verdict::anonymous;
use crate::features::approvals;
use crate::features::assets;
use crate::features::assets::merged::is_standing;
use crate::features::assets::row::version;
use crate::features::delivery::source::Source;
use crate::platform::auth::{Scope, Who};
use crate::platform::clock::said;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;
use crate::platform::jobs::JobError;

/// How often going live starts over because a right changed while it was judged.
const MOST_ATTEMPTS: u32 = 5;

/// Puts a planned publication live, if the facts still allow it; else it fails and says why.
pub async fn deliver(ctx: &Ctx, publication: Uuid) -> Result<(), JobError> {
    for _ in 0..MOST_ATTEMPTS {
        if try_deliver(ctx, publication).await? {
            return Ok(());
        }
    }
    Err(JobError::Retry("rights kept changing while they were judged".to_owned()))
}

/// `false`: a right changed between judging and going live; judge again.
async fn try_deliver(ctx: &Ctx, publication: Uuid) -> Result<bool> {
    let found = store::find(ctx.db.read(), publication).await?;
    if found.state != "planned" {
        return Ok(true);
    }
    let epoch = events::current_head(ctx.db.read()).await?.rights_epoch;
    let (gathered, source) = gather_again(ctx, &found).await?;
    if let Readiness::Not(missing) = readiness::judge(&gathered.facts, ctx.now()) {
        let shown = anonymous(&gathered.verdict)?;
        let say = |each: &Missing| match each.code {
            Code::NotCleared => shown.sentence.clone(),
            _ => each.message.clone(),
        };
        let why: Vec<String> = missing.iter().map(say).collect();
        return fail(ctx, &found, why.join(" "), serde_json::to_value(shown.reasons)?).await.map(|()| true);
    }
    let live = publication::Model { live_at: Some(ctx.now()), ..found.clone() };
    let (asked, verdict) = standing::judge_now(ctx, &live).await?;
    if !verdict.headline.is_cleared() {
        let shown = anonymous(&verdict)?;
        return fail(ctx, &found, shown.sentence, serde_json::to_value(shown.reasons)?).await.map(|()| true);
    }
    let _one_at_a_time = copies::ONE_AT_A_TIME.lock().await;
    if let Some(path) = &found.copy_path {
        match copies::write(ctx, &found, path, &source).await {
            Err(error) if error.code == Code::FileGone => {
                return fail(ctx, &found, error.detail, json!([])).await.map(|()| true);
            }
            written => written?,
        }
    }
    let tx = ctx.db.write().await?;
    let kept = clearance::keep(ctx, &tx, &Who::system(), found.asset_id, &asked, &verdict, "publication").await?;
    let is_live = store::go_live(ctx, &tx, &found, kept, verdict.stable_until).await?;
    let raised = match is_live {
        true => caps::take(ctx, &tx, &Who::system(), &found, &gathered.verdict, caps::State::Consumed).await?,
        false => 0,
    };
    // Recording holds the trail's end, so no right can change between this look and the commit.
    let is_same = events::current_head(&tx).await?.rights_epoch == epoch + raised;
    if is_live && is_same {
        ctx.commit(tx).await?;
        return Ok(true);
    }
    drop(tx);
    copies::remove(ctx, &found).await?;
    Ok(!is_live)
}

async fn gather_again(ctx: &Ctx, found: &publication::Model) -> Result<(Gathered, Source)> {
    let db = ctx.db.read();
    let asset = assets::find_visible(db, Scope::House, found.asset_id).await?;
    let version = version::Entity::find_by_id(found.version_id).one(db).await?;
    let version = version.ok_or_else(|| Error::internal(anyhow::anyhow!("publication {} has no version", found.id)))?;
    let channel = channels::find(db, found.channel_id).await?;
    let approval = match found.approval_id {
        Some(id) => approvals::find(db, id).await?,
        None => None,
    };
    let use_request: Value = serde_json::from_str(&found.use_request)?;
    // The bytes were chosen when it was planned: a channel that takes others since does not swap them.
    let source = show::source(found)?;
    let subject = Subject {
        asset: &asset,
        version: &version,
        channel: &channel,
        source: Some(&source),
        use_request: &use_request,
        ends_at: found.ends_at.unwrap_or(found.starts_at),
        approval: approval.as_ref(),
        counted: Some(found.id),
    };
    let gathered = planning::gather(ctx, &subject).await?;
    Ok((gathered, source))
}

async fn fail(ctx: &Ctx, found: &publication::Model, sentence: String, reasons: Value) -> Result<()> {
    let tx = ctx.db.write().await?;
    let end = End { state: "failed", code: "failed", sentence, reasons, verdict: None };
    if store::end(ctx, &tx, &Who::system(), found, end).await? {
        ctx.commit(tx).await?;
    }
    // An attempt that died may have left its copy.
    copies::remove(ctx, found).await?;
    Ok(())
}

/// Judges one live publication again and ends it when its right or its window has ended.
pub async fn review_publication(ctx: &Ctx, publication: Uuid) -> Result<(), JobError> {
    let found = store::find(ctx.db.read(), publication).await?;
    review(ctx, &found).await?;
    Ok(())
}

/// Judges every live publication of these assets and of what they are part of; all there are when none is named.
/// What is only planned is judged when it goes live.
pub async fn review_assets(ctx: &Ctx, assets: &[Uuid]) -> Result<(), JobError> {
    let mut all = assets.to_vec();
    if !assets.is_empty() {
        all.extend(clearance::parents_of(ctx.db.read(), assets).await?);
        all.sort();
        all.dedup();
    }
    let mut failures = Vec::new();
    for found in store::live_of(ctx.db.read(), &all).await? {
        // One that cannot be judged must not keep the others up.
        if let Err(error) = review(ctx, &found).await {
            failures.push(format!("{}: {error}", found.id));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(JobError::Retry(failures.join("; "))) }
}

async fn review(ctx: &Ctx, found: &publication::Model) -> Result<()> {
    if found.state != "live" {
        return Ok(());
    }
    let (asked, verdict) = standing::judge_now(ctx, found).await?;
    let end = match ending::effective_end(found, verdict.headline.is_cleared(), ctx.now()) {
        Some(ending) => Some(end_of(found, ending, &verdict)?),
        None => archived(ctx, found).await?,
    };
    let next = ending::check_at(found.ends_at, verdict.stable_until, ctx.now());
    if end.is_none() && next == ending::check_at(found.ends_at, found.stable_until, ctx.now()) {
        return Ok(());
    }
    let who = Who::system();
    let tx = ctx.db.write().await?;
    let kept = clearance::keep(ctx, &tx, &who, found.asset_id, &asked, &verdict, "review").await?;
    let changed = match end {
        Some(end) => store::end(ctx, &tx, &who, found, End { verdict: Some(kept), ..end }).await?,
        None => store::confirm(ctx, &tx, found, kept, verdict.stable_until).await?,
    };
    if changed {
        ctx.commit(tx).await?;
    }
    Ok(())
}

fn end_of(found: &publication::Model, ending: Ending, verdict: &Verdict) -> Result<End<'static>> {
    let shown = anonymous(verdict)?;
    let ended = found.ends_at.map(said).unwrap_or_default();
    let (sentence, reasons) = match ending {
        Ending::WindowEnded => (format!("The planned window ended on {ended}."), json!([])),
        Ending::RightEnded | Ending::RightChanged => (shown.sentence, serde_json::to_value(shown.reasons)?),
    };
    Ok(End { state: "ended", code: ending.code(), sentence, reasons, verdict: None })
}

async fn archived(ctx: &Ctx, found: &publication::Model) -> Result<Option<End<'static>>> {
    let asset = assets::find_visible(ctx.db.read(), Scope::House, found.asset_id).await?;
    Ok((!is_standing(&asset)).then(|| End {
        state: "taken_down",
        code: "taken_down",
        sentence: "The asset was archived.".to_owned(),
        reasons: json!([]),
        verdict: None,
    }))
}

/// Removes the copy a publication left in a folder. Removing it twice is fine.
pub async fn remove_copy(ctx: &Ctx, publication: Uuid) -> Result<(), JobError> {
    let found = store::find(ctx.db.read(), publication).await?;
    let Some(path) = &found.copy_path else { return Ok(()) };
    if found.state == "live" || found.state == "planned" || found.copy_removed_at.is_some() {
        return Ok(());
    }
    let _one_at_a_time = copies::ONE_AT_A_TIME.lock().await;
    let is_gone = copies::remove(ctx, &found).await?;
    let tx = ctx.db.write().await?;
    if is_gone {
        store::copy_removed(ctx, &tx, &found, path).await?;
    } else {
        let why = "The copy stays: another live publication stands on the same file.";
        store::log(ctx, &tx, &Who::system(), found.id, "copy_kept", why).await?;
    }
    ctx.commit(tx).await?;
    Ok(())
}
