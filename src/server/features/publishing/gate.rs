//! What the gate finds out about each asset: the verdict, people's yes to its current bytes, and whether the asker's
//! bytes are these.

use rights::UseRequest as Asked;
use sea_orm::entity::prelude::*;
use sea_orm::{ExprTrait, QueryOrder};
use serde_json::Value;

use super::readiness::{self, Bytes, GateFacts, Missing};
use super::show::{GateAnswer, MissingPart};
use crate::features::agreements::show::uses::UseRequest;
use crate::features::agreements::show::verdict::{self, Given, Reader};
use crate::features::agreements::{clearance, reference};
use crate::features::assets::row::{asset, version};
use crate::features::{approvals, assets};
use crate::platform::auth::{Actor, AskRights};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::named;

/// The most assets one question may name.
const MOST_ASSETS: usize = 200;

/// A question to the gate, as far as it can be checked without looking anything up.
pub struct Wish {
    ids: Vec<Uuid>,
    use_request: Value,
    request: Asked,
    /// BLAKE3 or SHA-256 of the bytes the asker holds, lower-case hexadecimal.
    version_hash: Option<String>,
}

/// Checks a question as far as that needs no look at what is on record.
pub fn read(question: UseRequest) -> Result<Wish> {
    let ids = question.asked();
    if ids.is_empty() || ids.len() > MOST_ASSETS {
        return Err(Error::field(Code::FieldMissing, "asset", "Name 1 to 200 assets."));
    }
    if question.belief_at.is_some() {
        return Err(Error::field(
            Code::Invalid,
            "belief_at",
            "The gate answers as things stand, never as of another day.",
        ));
    }
    let version_hash = question.version_hash.as_deref().map(parse_hash).transpose()?;
    if version_hash.is_some() && ids.len() > 1 {
        return Err(Error::field(Code::Invalid, "version_hash", "One hash tells of one asset: ask for each."));
    }
    let use_request = question.into_use().to_value()?;
    let request = clearance::parse_use(&use_request)?;
    Ok(Wish { ids, use_request, request, version_hash })
}

fn parse_hash(text: &str) -> Result<String> {
    let is_hash = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let refused =
        || Error::field(Code::Invalid, "version_hash", "Send the BLAKE3 or SHA-256 hash: 64 hexadecimal digits.");
    is_hash.then(|| text.to_ascii_lowercase()).ok_or_else(refused)
}

/// Answers, and keeps every verdict it gives.
pub async fn answer(ctx: &Ctx, actor: &Actor<AskRights>, wish: Wish) -> Result<GateAnswer> {
    let mut seen = Vec::with_capacity(wish.ids.len());
    for id in &wish.ids {
        let found = assets::find_visible(ctx.db.read(), actor.scope, *id).await;
        let field = if wish.ids.len() > 1 { "assets" } else { "asset" };
        seen.push(named(field, found)?);
    }
    let ends = wish.request.common_window(reference::product()?).map(|(_, until)| until);
    let verdicts = clearance::ask_at_one_moment(ctx, &wish.ids, &wish.request, None).await?;
    let mut missing = Vec::new();
    for (asset, (_, verdict)) in seen.iter().zip(&verdicts) {
        let (is_approved, bytes) = people_say(ctx, &wish, asset).await?;
        let facts = GateFacts {
            headline: verdict.headline,
            sentence: verdict.sentence.clone(),
            stable_until: verdict.stable_until,
            window_ends: ends,
            is_approved,
            bytes,
            asset_is_archived: asset.archived_at.is_some(),
        };
        missing.push(readiness::judge_gate(&facts, ctx.now()));
    }
    let given = keep(ctx, actor, &wish, &verdicts).await?;
    let verdicts = verdict::show(ctx.db.read(), &Reader::of(actor), given).await?;
    let told = verdicts.iter().zip(missing).flat_map(|(shown, parts)| parts.into_iter().map(|part| tell(shown, part)));
    let missing: Vec<MissingPart> = told.collect();
    let reasons = verdicts.iter().flat_map(|shown| shown.reasons.clone()).collect();
    Ok(GateAnswer { go: missing.is_empty(), reasons, missing, verdicts })
}

/// Whether people said yes to the current bytes for this use, and what the asker's bytes are.
async fn people_say(ctx: &Ctx, wish: &Wish, asset: &asset::Model) -> Result<(bool, Bytes)> {
    let db = ctx.db.read();
    let current = assets::current_version(db, asset).await?;
    let approvals = approvals::approvals_covering(db, asset.id, &current.blake3, &wish.request).await?;
    let is_approved = approvals.iter().any(|found| approvals::is_on_terms(found, &wish.request));
    let bytes = match &wish.version_hash {
        None => Bytes::NotTold,
        Some(hash) if !hash.is_empty() && (*hash == current.blake3 || *hash == current.sha256) => Bytes::Current,
        Some(hash) => {
            let found = version::Entity::find()
                .filter(version::Column::AssetId.eq(asset.id))
                .filter(version::Column::Blake3.eq(hash).or(version::Column::Sha256.eq(hash)))
                .order_by_desc(version::Column::Number)
                .one(db)
                .await?;
            found.map_or(Bytes::Unknown, |old| Bytes::Old { number: old.number, current: current.number })
        }
    };
    Ok((is_approved, bytes))
}

async fn keep(
    ctx: &Ctx,
    actor: &Actor<AskRights>,
    wish: &Wish,
    verdicts: &[(Uuid, rights::Verdict)],
) -> Result<Vec<Given>> {
    let mut given = Vec::new();
    let tx = ctx.db.write().await?;
    for (asset, verdict) in verdicts {
        let id = clearance::keep(ctx, &tx, &actor.who(), *asset, &wish.use_request, verdict, "gate").await?;
        given.push(Given::fresh(id, *asset, wish.use_request.clone(), ctx.now(), verdict)?);
    }
    ctx.commit(tx).await?;
    Ok(given)
}

/// A refusal of the rights is told with names in place of ids, as far as the reader may know them.
fn tell(shown: &verdict::Verdict, part: Missing) -> MissingPart {
    let is_cleared = matches!(shown.headline.as_str(), "ALLOWED" | "ALLOWED_WITH_DUTIES");
    let message = match part.code {
        Code::NotCleared if !is_cleared => shown.sentence.clone(),
        _ => part.message,
    };
    MissingPart { asset: shown.asset, code: part.code.name().to_owned(), message }
}
