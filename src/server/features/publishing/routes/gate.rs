//! The gate: other systems ask before they publish by themselves. Go only when people and rights both say yes.

use actix_web::{post, web};

use crate::features::agreements::show::uses::UseRequest;
use crate::features::publishing::gate;
use crate::features::publishing::show::GateAnswer;
use crate::platform::auth::{Actor, AskRights};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// May these assets be published so? Go only if every one is cleared for the whole window as things stand and its
/// current bytes are approved for the use.
#[utoipa::path(tag = "publishing", responses((status = 200, body = GateAnswer)))]
#[post("/gate")]
pub async fn ask_gate(
    actor: Actor<AskRights>,
    ctx: web::Data<Ctx>,
    body: web::Json<UseRequest>,
) -> Result<web::Json<GateAnswer>> {
    let wish = gate::read(body.into_inner())?;
    Ok(web::Json(gate::answer(&ctx, &actor, wish).await?))
}
