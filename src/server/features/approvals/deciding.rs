//! Taking a decision: judged, asked of the rights where it is a yes, and written only if nothing changed meanwhile.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::NewDecision;
use super::decide::{self, Outcome};
use super::row::approval;
use super::show;
use crate::features::agreements::clearance;
use crate::features::agreements::show::verdict::{Given, Reader, refusal};
use crate::platform::auth::{Actor, DecideApprovals};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;

/// How often a yes is judged anew because a right or the bytes changed while it was judged.
const MOST_ATTEMPTS: u32 = 10;

/// Decides. A yes to what is not cleared is refused, and that it was wanted is kept.
pub async fn decide(ctx: &Ctx, actor: &Actor<DecideApprovals>, id: Uuid, outcome: Outcome, note: String) -> Result<()> {
    for _ in 0..MOST_ATTEMPTS {
        let db = ctx.db.read();
        let epoch = events::current_head(db).await?.rights_epoch;
        let found = super::find_visible(db, actor, id).await?;
        decide::judge(show::facts(actor, &found, is_current(db, &found).await?))?;
        let use_request: Value = serde_json::from_str(&found.use_request)?;
        let verdict = match outcome {
            Outcome::Approve => Some(cleared(ctx, actor, &found, &use_request).await?),
            Outcome::Decline | Outcome::Changes => None,
        };
        let who = actor.who();
        let tx = ctx.db.write().await?;
        let kept = match verdict {
            Some(verdict) => {
                let kept = clearance::keep(ctx, &tx, &who, found.asset_id, &use_request, &verdict, "approval").await?;
                Some(kept)
            }
            None => None,
        };
        let new = NewDecision { person: actor.person, outcome, note: note.clone(), verdict: kept };
        super::record_decision(ctx, &tx, &who, &found, new).await?;
        // Recording holds the trail's end: no right and no version can come between this look and the commit.
        if events::current_head(&tx).await?.rights_epoch == epoch {
            return ctx.commit(tx).await;
        }
    }
    Err(Error::new(Code::TooBusy, "What is on record kept changing while this was judged. Try again."))
}

async fn is_current(db: &impl ConnectionTrait, found: &approval::Model) -> Result<bool> {
    let current = super::current_versions(db, &[found.asset_id]).await?;
    Ok(current.get(&found.asset_id) == Some(&found.version_id))
}

/// The verdict for the approval's use, or the refusal when it is not cleared.
async fn cleared(
    ctx: &Ctx,
    actor: &Actor<DecideApprovals>,
    found: &approval::Model,
    use_request: &Value,
) -> Result<rights::Verdict> {
    let request = clearance::parse_use(use_request)?;
    let verdict = clearance::ask_now(ctx, found.asset_id, &request, None).await?;
    if verdict.headline.is_cleared() {
        return Ok(verdict);
    }
    let tx = ctx.db.write().await?;
    let who = actor.who();
    let id = clearance::keep(ctx, &tx, &who, found.asset_id, use_request, &verdict, "approval refused").await?;
    ctx.commit(tx).await?;
    let given = Given::fresh(id, found.asset_id, use_request.clone(), ctx.now(), &verdict)?;
    Err(refusal(ctx.db.read(), &Reader::of(actor), given).await?)
}
