//! The switch "Reserve AI rights": one restriction on an asset, or on everything of the house, under one house policy.
//!
//! The switch is a decision of the house that counts at once, so it takes somebody who may approve agreements.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde_json::{Value, json};

use super::super::exchange::reservation::RESERVED_PURPOSES;
use super::body;
use super::header::{AgreementKind, Header, Review, Status};
use super::queries;
use super::record::{self, Kind};
use super::row::{agreement, fact};
use super::touched::{everything, with_parents};
use super::wanted::Wanted;
use crate::platform::auth::{Actor, ApproveAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// The reference of the policy that holds all reservations made here.
pub const REFERENCE: &str = "AI rights reserved";

/// What a reservation is about: one asset, or everything of the house.
pub type About = Option<Uuid>;

/// The reservation on record, if there is one.
pub async fn standing(db: &impl ConnectionTrait, about: About) -> Result<Option<fact::Model>> {
    let Some(policy) = policy(db).await? else { return Ok(None) };
    let rows = queries::current_facts(db, policy).await?;
    let same = |row: &fact::Model| match about {
        Some(asset) => row.reach.as_deref() == Some("asset") && row.asset_id == Some(asset),
        None => row.reach.as_deref() == Some("organisation"),
    };
    let reserves = |row: &fact::Model| {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        row.kind == Kind::Restriction.name() && body["code"] == "TDM_RESERVED"
    };
    Ok(rows.into_iter().find(|row| same(row) && reserves(row)))
}

async fn policy(db: &impl ConnectionTrait) -> Result<Option<Uuid>> {
    let found = agreement::Entity::find().filter(agreement::Column::Reference.eq(REFERENCE)).one(db).await?;
    Ok(found.map(|row| row.id))
}

/// Reserves, for a reason where one is given. Nothing happens where it is reserved already.
pub async fn reserve(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<ApproveAgreements>,
    about: About,
    reason: Option<String>,
) -> Result<()> {
    if standing(tx, about).await?.is_some() {
        return Ok(());
    }
    let who = actor.who();
    let agreement = match policy(tx).await? {
        Some(found) => found,
        None => queries::add(ctx, tx, &who, header()).await?.id,
    };
    let mut restriction = json!({ "reach": "organisation", "purposes": RESERVED_PURPOSES, "code": "TDM_RESERVED" });
    if let Some(asset) = about {
        restriction["reach"] = json!("asset");
        restriction["asset"] = json!(asset);
    }
    let wanted = Wanted {
        agreement,
        no_document: Some("Decided with the switch \"Reserve AI rights\".".to_owned()),
        reason,
        body: restriction.as_object().cloned().unwrap_or_default(),
        ..Wanted::default()
    };
    for draft in body::drafts(tx, actor.scope, Kind::Restriction, wanted, None).await? {
        record::add(ctx, tx, &who, Kind::Restriction, draft).await?;
    }
    queries::touched(ctx, tx, &who, agreement, touched(tx, about).await?).await
}

async fn touched(tx: &Tx, about: About) -> Result<Vec<Uuid>> {
    match about {
        Some(asset) => with_parents(tx, vec![asset]).await,
        None => everything(tx).await,
    }
}

/// Takes the reservation back. Nothing happens where there is none.
pub async fn release(ctx: &Ctx, tx: &Tx, actor: &Actor<ApproveAgreements>, about: About) -> Result<()> {
    let Some(row) = standing(tx, about).await? else { return Ok(()) };
    let who = actor.who();
    record::withdraw(ctx, tx, &who, &row).await?;
    match row.agreement_id {
        Some(agreement) => queries::touched(ctx, tx, &who, agreement, touched(tx, about).await?).await,
        None => Ok(()),
    }
}

fn header() -> Header {
    Header {
        reference: REFERENCE.to_owned(),
        title: "Machines may not mine or train on it".to_owned(),
        kind: AgreementKind::HousePolicy,
        licensor: String::new(),
        licensee: String::new(),
        signed_on: None,
        status: Status::Executed,
        status_at: None,
        review: Review::Approved,
        notes: String::new(),
        co_licensors: Vec::new(),
        co_licensees: Vec::new(),
        beneficiaries: Vec::new(),
        governing_law: String::new(),
        amends: None,
        replaces: None,
    }
}
