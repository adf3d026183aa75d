//! What people record in an agreement: grants, restrictions, waivers, revocations, checked before they are written.
//!
//! A body is the engine's own form. What the server knows better (ids, review, times) is taken out, what it is
//! about is looked up, and the rest must be readable by the engine: nothing unreadable is ever recorded.

use rights::FactKind;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value};

use super::super::reference::{product, refuse_unread};
use super::header::check_text;
use super::interest::{find_interests, read_by_engine};
use super::occurrence;
use super::queries::header_of;
use super::record::{self, Draft, Kind};
use super::row::fact;
use super::terms;
use super::wanted::{Wanted, check_clause, check_shared_clause, in_sight, take_id, take_interests, text};
use crate::platform::auth::Scope;
use crate::platform::error::{Code, Error, Result};

/// What only the server says.
pub(super) const FILLED_IN: &[&str] = &[
    "id",
    "agreement",
    "review",
    "recorded_at",
    "superseded_at",
    "recorded_by",
    "source",
    "confidence",
    "clause",
    "status",
];

/// The facts that are wanted: one for each interest of a grant or exclusivity, one otherwise. `replaced` is the fact
/// that is corrected.
pub async fn drafts(
    db: &impl ConnectionTrait,
    scope: Scope,
    kind: Kind,
    wanted: Wanted,
    replaced: Option<&fact::Model>,
) -> Result<Vec<Draft>> {
    let mut wanted = wanted;
    wanted.body.retain(|key, _| !FILLED_IN.contains(&key.as_str()));
    let (amends, reason) = (wanted.amends, read_reason(wanted.reason.take())?);
    if let Some(amended) = amends {
        check_amended(db, kind, wanted.agreement, amended).await?;
    }
    let mut drafts = match kind {
        Kind::DutyEvent | Kind::Usage | Kind::Engagement | Kind::Exclusivity => {
            check_shared_clause(db, &wanted).await?;
            occurrence::drafts(db, scope, kind, wanted, replaced).await?
        }
        Kind::Fee | Kind::NoticeWindow => vec![terms::draft(db, kind, wanted).await?],
        _ => rules(db, scope, kind, wanted).await?,
    };
    for draft in &mut drafts {
        draft.amends = amends;
        draft.reason.clone_from(&reason);
    }
    Ok(drafts)
}

fn read_reason(reason: Option<String>) -> Result<Option<String>> {
    let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if let Some(reason) = &reason {
        check_text("reason", reason, 0, 500)?;
    }
    Ok(reason)
}

/// What is amended stands on record, in this agreement or in the one it amends, and is of the same kind.
async fn check_amended(db: &impl ConnectionTrait, kind: Kind, agreement: Uuid, amended: Uuid) -> Result<()> {
    let (_, header) = header_of(db, agreement).await?;
    let found = record::current(db, kind, amended).await?;
    let mut own = [Some(agreement), header.amends, header.replaces].into_iter().flatten();
    let known = found.is_some_and(|row| row.agreement_id.is_some_and(|of| own.any(|each| each == of)));
    let unknown =
        || Error::field(Code::FactInvalid, "amends", "Nothing of this kind is on record there under that id.");
    if known { Ok(()) } else { Err(unknown()) }
}

async fn rules(db: &impl ConnectionTrait, scope: Scope, kind: Kind, mut wanted: Wanted) -> Result<Vec<Draft>> {
    check_clause(db, &mut wanted).await?;
    match kind {
        Kind::Grant => grants(db, scope, wanted).await,
        Kind::Restriction => Ok(vec![restriction(db, scope, wanted).await?]),
        Kind::Waiver => Ok(vec![waiver(db, wanted).await?]),
        Kind::Revocation => Ok(vec![revocation(db, scope, wanted).await?]),
        _ => Err(Error::new(Code::FactInvalid, "This is not recorded in an agreement.")),
    }
}

async fn grants(db: &impl ConnectionTrait, scope: Scope, mut wanted: Wanted) -> Result<Vec<Draft>> {
    let interests = take_interests(&mut wanted.body)?;
    check_grant(&wanted.body)?;
    let found = find_interests(db, &interests, "interest").await?;
    let mut drafts = Vec::new();
    for interest in interests {
        let Some(row) = found.iter().find(|row| row.entity_id == interest) else { continue };
        let asset = in_sight(db, scope, row.asset_id, "interest").await?;
        let mut whole = wanted.body.clone();
        whole.insert("interest".to_owned(), text(interest));
        whole.insert("agreement".to_owned(), text(wanted.agreement));
        read_by_engine(FactKind::Grant, &Value::Object(whole))?;
        drafts.push(Draft {
            agreement: Some(wanted.agreement),
            interest: Some(interest),
            asset,
            clause: wanted.clause,
            body: Value::Object(wanted.body.clone()),
            ..Draft::default()
        });
    }
    Ok(drafts)
}

/// What a permission must say that the engine would forgive: an open axis would otherwise be read as unknown.
pub fn check_grant(body: &Map<String, Value>) -> Result<()> {
    for axis in ["channels", "territories", "purposes"] {
        let named = match body.get(axis) {
            Some(Value::Array(names)) => !names.is_empty(),
            Some(Value::String(name)) => !name.is_empty(),
            Some(other) => !other.is_null(),
            None => false,
        };
        if !named {
            return Err(Error::field(Code::FieldMissing, axis, "A grant says for which ones it is."));
        }
    }
    let Some(period) = body.get("period").filter(|period| !period.is_null()) else {
        return Err(Error::field(Code::FieldMissing, "period", "A grant says from when until when it is."));
    };
    let stated = |key: &str| period.get(key).is_some_and(|value| !value.is_null() && value != "");
    if !stated("end") && !stated("duration") {
        let detail = "Say when it ends: a day, \"PERPETUAL\", or \"UNKNOWN\" where nobody knows.";
        return Err(Error::field(Code::FieldMissing, "period.end", detail));
    }
    let reference = product()?;
    let modifications = body.get("modifications").and_then(Value::as_array);
    for name in modifications.into_iter().flatten().filter_map(Value::as_str).filter(|name| *name != "any") {
        reference.check_modification(name).map_err(|error| refuse_unread(&error, Code::FactInvalid))?;
    }
    Ok(())
}

async fn restriction(db: &impl ConnectionTrait, scope: Scope, mut wanted: Wanted) -> Result<Draft> {
    let reach = wanted.body.get("reach").and_then(Value::as_str).unwrap_or("agreement").to_owned();
    let reach = if reach == "organization" { "organisation".to_owned() } else { reach };
    wanted.body.insert("reach".to_owned(), Value::String(reach.clone()));
    let interest = take_id(&mut wanted.body, "interest")?.filter(|_| reach == "interest");
    let asset = take_id(&mut wanted.body, "asset")?.filter(|_| reach == "asset");
    let mut whole = wanted.body.clone();
    whole.insert("agreement".to_owned(), text(wanted.agreement));
    for (key, id) in [("interest", interest), ("asset", asset)] {
        id.map(|id| whole.insert(key.to_owned(), text(id)));
    }
    read_by_engine(FactKind::Restriction, &Value::Object(whole))?;
    if let Some(interest) = interest {
        let found = find_interests(db, &[interest], "interest").await?;
        in_sight(db, scope, found.first().and_then(|row| row.asset_id), "interest").await?;
    }
    let asset = in_sight(db, scope, asset, "asset").await?;
    Ok(Draft {
        agreement: Some(wanted.agreement),
        interest,
        asset,
        clause: wanted.clause,
        reach: Some(reach),
        body: Value::Object(wanted.body),
        ..Draft::default()
    })
}

async fn waiver(db: &impl ConnectionTrait, mut wanted: Wanted) -> Result<Draft> {
    let named = take_id(&mut wanted.body, "restriction")?;
    let named = named
        .ok_or_else(|| Error::field(Code::FieldMissing, "restriction", "A waiver names the restriction it lifts."))?;
    let waived = record::current(db, Kind::Restriction, named).await?;
    let waived =
        waived.ok_or_else(|| Error::field(Code::FactInvalid, "restriction", "No such restriction is on record."))?;
    let mut whole = wanted.body.clone();
    whole.insert("restriction".to_owned(), text(named));
    read_by_engine(FactKind::Waiver, &Value::Object(whole))?;
    Ok(Draft {
        agreement: Some(wanted.agreement),
        interest: waived.interest_id,
        asset: waived.asset_id,
        clause: wanted.clause,
        target: Some(named),
        // The waiver touches what its restriction touches.
        reach: waived.reach,
        body: Value::Object(wanted.body),
        ..Draft::default()
    })
}

/// A revocation of one grant of this agreement, of one interest, or, naming neither, of the whole agreement.
async fn revocation(db: &impl ConnectionTrait, scope: Scope, mut wanted: Wanted) -> Result<Draft> {
    let grant = take_id(&mut wanted.body, "grant")?;
    let interest = take_id(&mut wanted.body, "interest")?;
    let mut touched: Option<fact::Model> = None;
    if let Some(grant) = grant {
        let found = record::current(db, Kind::Grant, grant).await?;
        let own = found.filter(|row| row.agreement_id == Some(wanted.agreement));
        let unknown = || Error::field(Code::FactInvalid, "grant", "No such grant in this agreement.");
        touched = Some(own.ok_or_else(unknown)?);
        wanted.body.insert("grant".to_owned(), text(grant));
    }
    if let Some(interest) = interest {
        let found = find_interests(db, &[interest], "interest").await?.into_iter().next();
        in_sight(db, scope, found.as_ref().and_then(|row| row.asset_id), "interest").await?;
        touched = touched.or(found);
        wanted.body.insert("interest".to_owned(), text(interest));
    }
    if grant.is_none() && interest.is_none() {
        wanted.body.insert("agreement".to_owned(), text(wanted.agreement));
    }
    let stated =
        ["effective", "effective_at"].into_iter().any(|key| wanted.body.get(key).is_some_and(Value::is_string));
    let kind = wanted.body.get("kind").and_then(Value::as_str).unwrap_or("prospective");
    if !stated && matches!(kind, "prospective" | "breach") {
        return Err(Error::field(Code::FieldMissing, "effective", "Say from when it counts."));
    }
    let body = Value::Object(wanted.body);
    read_by_engine(FactKind::Revocation, &body)?;
    Ok(Draft {
        agreement: Some(wanted.agreement),
        interest: interest.or(touched.as_ref().and_then(|row| row.interest_id)),
        asset: touched.and_then(|row| row.asset_id),
        clause: wanted.clause,
        target: grant,
        body,
        ..Draft::default()
    })
}
