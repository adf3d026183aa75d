//! The rights policy of the house and its duty rules. Each change is an event, and what it touches is judged again.

use actix_web::{HttpResponse, delete, get, post, put, web};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect};
use utoipa_actix_web::service_config::ServiceConfig;

use super::super::records::duty_proposals::proposals;
use super::super::records::house_rules::{self, POLICY, body, standing};
use super::super::records::record::{self, Draft, Kind};
use super::super::records::row::fact;
use super::super::records::touched::everything;
use super::super::show::AsKnown;
use super::super::show::history::{self, FactHistory};
use super::super::show::house_rules::{
    DutyProposal, DutyRule, NewDutyRule, NewRightsPolicy, RightsPolicy, duty_rule, policy,
};
use crate::platform::auth::{Actor, ApproveAgreements, ViewAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};
use crate::platform::http::paging::{Items, Page, Paging};

/// Adds the operations on rules of the house.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_rights_policy)
        .service(replace_rights_policy)
        .service(list_duty_rules)
        .service(list_duty_proposals)
        .service(add_duty_rule)
        .service(replace_duty_rule)
        .service(remove_duty_rule)
        .service(list_house_rule_history);
}

/// What the house decides where agreements are silent, now or as known at an earlier moment.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = RightsPolicy)))]
#[get("/rights/policy")]
async fn show_rights_policy(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    known: web::Query<AsKnown>,
) -> Result<web::Json<RightsPolicy>> {
    let rows = standing(ctx.db.read(), Kind::Policy, known.belief_at).await?;
    Ok(web::Json(policy(rows.last())?))
}

/// Decide otherwise: the old policy stays on record, and every asset is judged again.
#[utoipa::path(tag = "agreements", responses((status = 200, body = RightsPolicy)))]
#[put("/rights/policy")]
async fn replace_rights_policy(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    new: web::Json<NewRightsPolicy>,
) -> Result<web::Json<RightsPolicy>> {
    let draft = house_rules::policy(&new)?;
    let tx = ctx.db.write().await?;
    let row = match record::current(&tx, Kind::Policy, POLICY).await? {
        Some(old) => record::replace(&ctx, &tx, &actor.who(), &old, draft).await?,
        None => record::add_as(&ctx, &tx, &actor.who(), POLICY, Kind::Policy, draft).await?,
    };
    let assets = everything(&tx).await?;
    let event = Event::HouseRuleChanged { rule: POLICY, title: "Rights policy".to_owned(), assets };
    events::record(&ctx, &tx, &actor.who(), event).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(policy(Some(&row))?))
}

/// The duties that law or the house attaches to assets with a mark.
#[utoipa::path(tag = "agreements", params(AsKnown), responses((status = 200, body = Items<DutyRule>)))]
#[get("/rights/duty-rules")]
async fn list_duty_rules(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    known: web::Query<AsKnown>,
) -> Result<web::Json<Items<DutyRule>>> {
    let rows = standing(ctx.db.read(), Kind::DutyRule, known.belief_at).await?;
    Ok(web::Json(Items { items: rows.iter().map(duty_rule).collect::<Result<_>>()? }))
}

/// Duty rules that law or good practice suggests, with their source. None is in force until it is recorded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = Items<DutyProposal>)))]
#[get("/rights/duty-rules/proposals")]
async fn list_duty_proposals(_: Actor<ViewAgreements>, ctx: web::Data<Ctx>) -> Result<web::Json<Items<DutyProposal>>> {
    let rows = standing(ctx.db.read(), Kind::DutyRule, None).await?;
    let taken: Vec<String> = rows.iter().filter_map(|row| body(row)["key"].as_str().map(str::to_owned)).collect();
    Ok(web::Json(Items { items: proposals(&taken)? }))
}

/// Record a duty rule: it counts from now on for every asset with its mark.
#[utoipa::path(tag = "agreements", responses((status = 201, body = DutyRule)))]
#[post("/rights/duty-rules")]
async fn add_duty_rule(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    new: web::Json<NewDutyRule>,
) -> Result<HttpResponse> {
    let draft = house_rules::duty_rule(new.into_inner())?;
    let tx = ctx.db.write().await?;
    house_rules::check_key(&tx, &draft, None).await?;
    let added = record::add(&ctx, &tx, &actor.who(), Kind::DutyRule, draft).await?;
    changed(&ctx, &tx, &actor, &[&added]).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::Created().json(duty_rule(&added)?))
}

/// Correct a duty rule: the old one stays on record as superseded.
#[utoipa::path(tag = "agreements", responses((status = 200, body = DutyRule)))]
#[put("/rights/duty-rules/{id}")]
async fn replace_duty_rule(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
    new: web::Json<NewDutyRule>,
) -> Result<web::Json<DutyRule>> {
    let draft: Draft = house_rules::duty_rule(new.into_inner())?;
    let tx = ctx.db.write().await?;
    let old = record::find(&tx, Kind::DutyRule, *id).await?;
    house_rules::check_key(&tx, &draft, Some(old.entity_id)).await?;
    let replaced = record::replace(&ctx, &tx, &actor.who(), &old, draft).await?;
    changed(&ctx, &tx, &actor, &[&replaced, &old]).await?;
    ctx.commit(tx).await?;
    Ok(web::Json(duty_rule(&replaced)?))
}

/// Take a duty rule off the record: it counts no longer.
#[utoipa::path(tag = "agreements", responses((status = 204)))]
#[delete("/rights/duty-rules/{id}")]
async fn remove_duty_rule(
    actor: Actor<ApproveAgreements>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<HttpResponse> {
    let tx = ctx.db.write().await?;
    let old = record::find(&tx, Kind::DutyRule, *id).await?;
    record::withdraw(&ctx, &tx, &actor.who(), &old).await?;
    changed(&ctx, &tx, &actor, &[&old]).await?;
    ctx.commit(tx).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The event of a changed rule: every asset with the mark it looks at, or looked at before, is judged again.
async fn changed(ctx: &Ctx, tx: &Tx, actor: &Actor<ApproveAgreements>, rows: &[&fact::Model]) -> Result<()> {
    let text = |row: &fact::Model, key: &str| body(row)[key].as_str().unwrap_or_default().to_owned();
    let Some(rule) = rows.first() else { return Ok(()) };
    let flags: Vec<String> = rows.iter().map(|row| text(row, "flag")).collect();
    let assets = house_rules::flagged(tx, &flags).await?;
    let event = Event::HouseRuleChanged { rule: rule.entity_id, title: text(rule, "title"), assets };
    events::record(ctx, tx, &actor.who(), event).await?;
    Ok(())
}

/// What rules the whole house: its policy, its duty rules, and what is forbidden of everything it has.
fn of_the_house() -> Condition {
    let forbids = Condition::all()
        .add(fact::Column::Kind.eq(Kind::Restriction.name()))
        .add(fact::Column::Reach.eq("organisation"));
    Condition::any().add(fact::Column::Kind.is_in([Kind::Policy.name(), Kind::DutyRule.name()])).add(forbids)
}

/// Every version of the policy, of the duty rules and of what is forbidden of everything, newest first, with until
/// when it counted.
#[utoipa::path(tag = "agreements", params(Paging), responses((status = 200, body = Page<FactHistory>)))]
#[get("/rights/policy/history")]
async fn list_house_rule_history(
    _: Actor<ViewAgreements>,
    ctx: web::Data<Ctx>,
    paging: web::Query<Paging>,
) -> Result<web::Json<Page<FactHistory>>> {
    let mut query =
        fact::Entity::find().filter(of_the_house()).order_by_desc(fact::Column::Id).limit(paging.limit() + 1);
    if let Some(before) = paging.after()? {
        query = query.filter(fact::Column::Id.lt(before));
    }
    let shown = history::load(ctx.db.read(), query.all(ctx.db.read()).await?).await?;
    Ok(web::Json(Page::of(shown, paging.limit(), |row| row.id, |row| row)))
}
