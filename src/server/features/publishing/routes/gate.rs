//! The gate: other systems ask before they publish by themselves.

use actix_web::{post, web};
use rights::UseRequest as Asked;
use serde_json::Value;
use uuid::Uuid;

use crate::features::agreements::show::uses::UseRequest;
use crate::features::agreements::show::verdict::{self, Given, Reader};
use crate::features::agreements::{clearance, reference};
use crate::features::assets;
use crate::features::publishing::readiness;
use crate::features::publishing::show::{GateAnswer, MissingPart};
use crate::platform::auth::{Actor, AskRights};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The most assets one question may name.
const MOST_ASSETS: usize = 200;

/// May these assets be published so? Go only if every one is cleared for the whole window as things stand.
#[utoipa::path(tag = "publishing", responses((status = 200, body = GateAnswer)))]
#[post("/gate")]
pub async fn ask_gate(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    body: web::Json<UseRequest>,
) -> Result<web::Json<GateAnswer>> {
    let question = body.into_inner();
    if question.belief_at.is_some() {
        return Err(Error::field(Code::Invalid, "belief_at", "The gate answers for now only."));
    }
    let ids = question.asked();
    if ids.is_empty() || ids.len() > MOST_ASSETS {
        return Err(Error::field(Code::FieldMissing, "asset", "Name 1 to 200 assets."));
    }
    for id in &ids {
        assets::find_visible(ctx.db.read(), actor.scope, *id).await?;
    }
    let asked = question.into_use().to_value()?;
    let request = clearance::parse_use(&asked)?;
    let (missing, given) = judge(&ctx, &actor, &ids, &asked, &request).await?;
    let reader = Reader::of(&actor);
    let verdicts = verdict::show(ctx.db.read(), &reader, given).await?;
    let said = |(index, part): (usize, readiness::Missing)| MissingPart {
        code: part.code.name().to_owned(),
        // The sentence with names in place of ids, as far as the reader may know them.
        message: match verdicts.get(index).filter(|shown| !is_cleared(&shown.headline)) {
            Some(shown) => shown.sentence.clone(),
            None => part.message,
        },
    };
    let missing: Vec<MissingPart> = missing.into_iter().map(said).collect();
    let reasons = verdicts.iter().flat_map(|shown| shown.reasons.clone()).collect();
    Ok(web::Json(GateAnswer { go: missing.is_empty(), reasons, missing, verdicts }))
}

/// What is missing, by the verdict's place, and the verdicts as kept.
async fn judge(
    ctx: &Ctx,
    actor: &Actor<AskRights>,
    ids: &[Uuid],
    asked: &Value,
    request: &Asked,
) -> Result<(Vec<(usize, readiness::Missing)>, Vec<Given>)> {
    let ends = request.common_window(reference::product()?).map(|(_, until)| until);
    let verdicts = clearance::ask_many(ctx, ctx.db.read(), ids, request, None).await?;
    let mut missing = Vec::new();
    let mut given = Vec::new();
    let tx = ctx.db.write().await?;
    for (index, (asset, verdict)) in verdicts.iter().enumerate() {
        let judged = readiness::judge_gate(verdict.headline, &verdict.sentence, verdict.stable_until, ends);
        missing.extend(judged.map(|part| (index, part)));
        let id = clearance::keep(ctx, &tx, &actor.who(), *asset, asked, verdict, "gate").await?;
        given.push(Given::fresh(id, *asset, asked.clone(), ctx.now(), verdict)?);
    }
    ctx.commit(tx).await?;
    Ok((missing, given))
}

fn is_cleared(headline: &str) -> bool {
    matches!(headline, "ALLOWED" | "ALLOWED_WITH_DUTIES")
}
