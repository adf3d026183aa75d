//! Intake of an agreement: what it leaves open, and answers to it.

use actix_web::{HttpResponse, get, post, web};
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::checks::left_open;
use super::super::checks::open_points::{self, Point};
use super::super::records::body;
use super::super::records::header::check_may_change;
use super::super::records::queries::{self, current_facts};
use super::super::records::record::{self, Draft, Kind};
use super::super::records::row::fact;
use super::super::records::wanted::Wanted;
use super::super::show::reference::rights_reference;
use super::super::show::unanswered::{NewAnswer, OpenQuestions};
use super::super::show::verdict::Reader;
use super::super::show::{Agreement, loaded};
use super::rules::{Asked, check_may_loosen};
use crate::platform::auth::{Actor, EditAgreements, Permission, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::http::extract::{IfMatch, with_etag};

/// Adds the operations of intake.
pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(list_open_questions).service(answer_question);
}

/// What the agreement does not say, each with how much it leaves unknown: the gravest first.
#[utoipa::path(tag = "agreements", responses((status = 200, body = OpenQuestions)))]
#[get("/agreements/{id}/questions")]
async fn list_open_questions(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<OpenQuestions>> {
    Ok(web::Json(left_open::questions(&ctx, ctx.db.read(), *id).await?))
}

/// Answer a question of the agreement: every rule it is about is corrected, or none.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Agreement)))]
#[post("/agreements/{id}/answers")]
async fn answer_question(
    actor: Actor<EditAgreements>,
    ctx: web::Data<Ctx>,
    seen: Option<IfMatch>,
    id: web::Path<Uuid>,
    answer: web::Json<NewAnswer>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let point = find(&current_facts(&tx, *id).await?, &answer.question)?;
    let header = Asked { kind: point.kind, agreement: *id, seen }.open(&tx).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    check_may_loosen(&actor, &tx, *id, point.kind).await?;
    queries::hold(&tx, *id).await?;
    for old in &point.rules {
        let wanted = corrected(*id, &point, old, &answer)?;
        let drafts = body::drafts(&tx, actor.scope, point.kind, wanted, Some(old)).await?;
        for draft in drafts {
            record::replace(&ctx, &tx, &actor.who(), old, Draft { amends: old.amends_id, ..draft }).await?;
        }
    }
    queries::changed(&ctx, &tx, &actor.who(), *id).await?;
    ctx.commit(tx).await?;
    let shown = loaded::agreement(ctx.db.read(), &Reader::of(&actor), *id, None, ctx.now()).await?;
    Ok(with_etag(HttpResponse::Ok(), shown.revision, &shown))
}

fn find(rows: &[fact::Model], key: &str) -> Result<Point> {
    let groups = rights_reference()?.territory_groups;
    let found = open_points::of(rows, &groups).into_iter().find(|point| point.key() == key);
    found.ok_or_else(|| Error::field(Code::FactInvalid, "question", "This is no open question of the agreement."))
}

/// The rule with the answer in it, on the same words as before.
fn corrected(agreement: Uuid, point: &Point, old: &fact::Model, answer: &NewAnswer) -> Result<Wanted> {
    let day = answer.day.map(|day| day.to_string());
    let with = day.as_deref().or(answer.zone.as_deref());
    let offered = point.asked.choices().iter().find(|choice| choice.name == answer.choice);
    let unfit = |field: &str| Error::field(Code::FactInvalid, field, "This does not answer the question.");
    let asks = offered.ok_or_else(|| unfit("choice"))?.asks;
    let before: Value = serde_json::from_str(&old.body)?;
    let body = point.asked.answered(&before, (&answer.choice, with), &point.possible);
    let body = body.ok_or_else(|| unfit(asks.unwrap_or("choice")))?;
    let mut body: Map<String, Value> = serde_json::from_value(body)?;
    for (key, id) in [("interest", old.interest_id), ("asset", old.asset_id.filter(|_| point.kind != Kind::Grant))] {
        if let Some(id) = id {
            body.insert(key.to_owned(), Value::String(id.to_string()));
        }
    }
    let no_document = body.get("no_document").and_then(Value::as_str).map(str::to_owned);
    let reason = answer.reason.clone();
    Ok(Wanted { agreement, clause: old.clause_id, no_document, amends: None, reason, body })
}
