//! What the file of an asset, and the XMP file beside it, say about its rights, and taking it in: once for each statement, as proposals only.
//!
//! The server reads the file's fields itself; whoever accepts names statements, never their content.

use std::collections::{BTreeMap, BTreeSet};

use rights::FactKind;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use serde_json::{Value, json};

use super::super::exchange::fields::{self, Raw};
use super::super::exchange::proposal::{Proposal, ProposedRule, RuleKind};
use super::super::exchange::stated::{self, Parties};
use super::super::exchange::statement::{Statement, SuspectedInterest};
use super::super::reference::product;
use super::header::{Header, Review, check_text};
use super::interest::{Said, current_of, read_by_engine};
use super::proposed::{self, Attachment};
use super::queries::{self, header_of};
use super::record::{self, Draft, Kind};
use super::row::{agreement, fact, file_statement};
use super::touched::with_parents;
use crate::features::metadata;
use crate::platform::auth::{Actor, EditAgreements};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// The title of the agreement that holds what was taken in.
const TITLE: &str = "As stated in the file";

/// What a version's file says about its rights.
#[derive(Clone, Debug, Default)]
pub struct Stated {
    /// `false` until the file has been read.
    pub read: bool,
    pub statements: Vec<Statement>,
    pub parties: Parties,
}

/// Reads what is kept of the file of `version`.
pub async fn of_version(db: &impl ConnectionTrait, version: Uuid) -> Result<Stated> {
    let Some(found) = metadata::find(db, version).await? else { return Ok(Stated::default()) };
    let raw: Raw = found.raw;
    let (inside, beside) = (fields::of_raw(&raw), fields::of_sidecar(&raw));
    let mut statements = stated::read_both(&inside, &beside, &found.warnings, product()?);
    for statement in &mut statements {
        if let Some(why) = statement.rules.iter().find_map(unrecordable) {
            statement.cannot_be_read(why);
        }
    }
    // Who the parties are is said once in an agreement: the later word names them.
    let (earlier, later) = if found.reading.said.sidecar_is_older { (beside, inside) } else { (inside, beside) };
    let parties = stated::parties(&earlier.into_iter().chain(later).collect());
    Ok(Stated { read: true, statements, parties })
}

/// Why the engine could not read a rule, were it recorded.
fn unrecordable(rule: &ProposedRule) -> Option<String> {
    let mut body = rule.body.clone();
    let nobody = json!(Uuid::nil());
    body.insert("agreement".to_owned(), nobody.clone());
    body.insert("interest".to_owned(), nobody);
    let kind = match rule.kind {
        RuleKind::Grant => FactKind::Grant,
        RuleKind::Restriction => FactKind::Restriction,
    };
    read_by_engine(kind, &Value::Object(body)).err().map(|error| error.detail)
}

/// What was decided about statements of an asset's files, by their keys.
pub async fn decisions(db: &impl ConnectionTrait, asset: Uuid) -> Result<BTreeMap<String, file_statement::Model>> {
    let rows = file_statement::Entity::find().filter(file_statement::Column::AssetId.eq(asset)).all(db).await?;
    Ok(rows.into_iter().map(|row| (row.key.clone(), row)).collect())
}

/// The statements named by `keys`; all that can be decided when none is named. One that was decided before, or that
/// the file does not make, is refused.
pub fn chosen<'a>(
    stated: &'a Stated,
    decided: &BTreeMap<String, file_statement::Model>,
    keys: &[String],
) -> Result<Vec<&'a Statement>> {
    if keys.is_empty() {
        let open = |each: &&Statement| each.records_something() && !decided.contains_key(&each.key);
        return Ok(stated.statements.iter().filter(open).collect());
    }
    let wanted: BTreeSet<&String> = keys.iter().collect();
    let mut found = Vec::new();
    for key in wanted {
        let unknown = || Error::field(Code::ReferenceUnknown, "keys", format!("The file says nothing called {key:?}."));
        found.push(stated.statements.iter().find(|each| each.key == *key).ok_or_else(unknown)?);
        if let Some(row) = decided.get(key) {
            let detail = format!("{} {} this on {}.", row.decided_by_name, row.outcome, row.decided_at.date_naive());
            return Err(Error::field(Code::Taken, "keys", detail));
        }
    }
    Ok(found)
}

/// Takes statements in: interests and marks on the asset, rules in an agreement that nobody has reviewed.
pub async fn accept(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    asset: Uuid,
    stated: &Stated,
    statements: &[&Statement],
) -> Result<()> {
    if let Some(empty) = statements.iter().find(|each| !each.records_something()) {
        let why = empty.unreadable.as_deref().unwrap_or("There is nothing in it to record.");
        return Err(Error::field(Code::FactInvalid, "keys", why));
    }
    let mut rules = Vec::new();
    for statement in statements {
        for interest in &statement.interests {
            ensure(ctx, tx, actor, asset, interest).await?;
        }
        for flag in &statement.flags {
            mark(ctx, tx, actor, asset, flag).await?;
        }
        rules.extend(statement.rules.iter().cloned());
    }
    for kind in rules.iter().filter_map(|rule| rule.target.clone()).collect::<BTreeSet<_>>() {
        let open =
            |kind| SuspectedInterest { kind, holder: String::new(), subject: String::new(), completeness: "none" };
        let kinds = super::super::reference::INTEREST_KINDS;
        let known = kinds.iter().map(|(known, _)| *known).find(|known| *known == kind);
        if let Some(kind) = known {
            ensure(ctx, tx, actor, asset, &open(kind)).await?;
        }
    }
    let agreement = match rules.is_empty() {
        true => None,
        false => Some(write(ctx, tx, actor, asset, &stated.parties, &rules).await?),
    };
    for statement in statements {
        let held = agreement.filter(|_| !statement.rules.is_empty());
        decide(ctx, tx, actor, asset, statement, ("accepted", held, None)).await?;
    }
    let assets = with_parents(tx, vec![asset]).await?;
    events::record(ctx, tx, &actor.who(), Event::RightsChanged { assets }).await?;
    Ok(())
}

/// Leaves statements out, with the reason.
pub async fn dismiss(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    asset: Uuid,
    statements: &[&Statement],
    reason: &str,
) -> Result<()> {
    check_text("reason", reason, 1, 500)?;
    for statement in statements {
        decide(ctx, tx, actor, asset, statement, ("dismissed", None, Some(reason.trim()))).await?;
    }
    Ok(())
}

async fn decide(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    asset: Uuid,
    statement: &Statement,
    (outcome, agreement, reason): (&str, Option<Uuid>, Option<&str>),
) -> Result<()> {
    let who = actor.who();
    let row = file_statement::ActiveModel {
        id: Set(ctx.new_id()?),
        asset_id: Set(asset),
        key: Set(statement.key.clone()),
        outcome: Set(outcome.to_owned()),
        agreement_id: Set(agreement),
        reason: Set(reason.map(str::to_owned)),
        decided_at: Set(ctx.now()),
        decided_by: Set(who.id),
        decided_by_name: Set(who.name),
    };
    file_statement::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The interests on record of this kind in the asset.
async fn of_kind(tx: &Tx, asset: Uuid, kind: &str) -> Result<Vec<(Uuid, Value)>> {
    let rows = current_of(tx, fact::Column::AssetId, &[asset], Kind::Interest).await?;
    let each = rows.into_iter().map(|row| (row.entity_id, serde_json::from_str(&row.body).unwrap_or_default()));
    Ok(each.filter(|(_, body): &(Uuid, Value)| body["kind"] == kind).collect())
}

/// Records the interest unless it is on record: one without a name is whichever of its kind there is.
async fn ensure(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    asset: Uuid,
    wanted: &SuspectedInterest,
) -> Result<()> {
    let same = |body: &Value| {
        let subject = body["subject"].as_str().unwrap_or_default();
        wanted.subject.is_empty() || subject.eq_ignore_ascii_case(&wanted.subject)
    };
    if of_kind(tx, asset, wanted.kind).await?.iter().any(|(_, body)| same(body)) {
        return Ok(());
    }
    let said = Said {
        kind: wanted.kind.to_owned(),
        holder: wanted.holder.clone(),
        subject: wanted.subject.clone(),
        completeness: Some(wanted.completeness.to_owned()),
        ..Said::default()
    };
    record::add(ctx, tx, &actor.who(), Kind::Interest, said.draft(asset)?).await?;
    Ok(())
}

async fn mark(ctx: &Ctx, tx: &Tx, actor: &Actor<EditAgreements>, asset: Uuid, flag: &str) -> Result<()> {
    let rows = current_of(tx, fact::Column::AssetId, &[asset], Kind::Flag).await?;
    let body = json!({ "flags": [flag] });
    let written = body.to_string();
    if rows.iter().any(|row| row.body == written) {
        return Ok(());
    }
    let draft = Draft { asset: Some(asset), body, ..Draft::default() };
    record::add(ctx, tx, &actor.who(), Kind::Flag, draft).await?;
    Ok(())
}

/// Records rules in the asset's agreement of this kind that nobody has reviewed yet, or in a new one.
async fn write(
    ctx: &Ctx,
    tx: &Tx,
    actor: &Actor<EditAgreements>,
    asset: Uuid,
    parties: &Parties,
    rules: &[ProposedRule],
) -> Result<Uuid> {
    let mut attachment = Attachment::default();
    for kind in rules.iter().filter_map(|rule| rule.target.clone()) {
        let interests = of_kind(tx, asset, &kind).await?.into_iter().map(|(id, _)| id).collect();
        attachment.by_target.insert(kind, interests);
    }
    if let Some(open) = unreviewed(tx, asset).await? {
        proposed::add_rules(ctx, tx, actor, open, rules, &attachment).await?;
        return Ok(open);
    }
    let proposal = Proposal {
        reference: reference(tx, asset, parties).await?,
        title: TITLE.to_owned(),
        kind: "licence",
        status: "draft",
        review: "extracted",
        licensor: parties.licensor.clone(),
        licensee: parties.licensee.clone(),
        rules: rules.to_vec(),
        notes: Vec::new(),
    };
    proposed::record(ctx, tx, actor, &proposal, &attachment).await
}

/// The agreement that statements of this asset went into before, as long as nobody has looked at it.
async fn unreviewed(tx: &Tx, asset: Uuid) -> Result<Option<Uuid>> {
    let held: BTreeSet<Uuid> = decisions(tx, asset).await?.into_values().filter_map(|row| row.agreement_id).collect();
    for agreement in held {
        let (_, header): (_, Header) = header_of(tx, agreement).await?;
        if matches!(header.review, Review::Draft | Review::Extracted)
            && !queries::was_ever_approved(tx, agreement).await?
        {
            return Ok(Some(agreement));
        }
    }
    Ok(None)
}

/// A reference nobody has: what the file calls its licence, and the end of the asset's id.
async fn reference(tx: &Tx, asset: Uuid, parties: &Parties) -> Result<String> {
    let tail = asset.simple().to_string().split_off(24);
    let stem = match parties.reference.as_str() {
        "" => format!("File {tail}"),
        stated => format!("{stated} (file {tail})"),
    };
    for number in 1..=1_000 {
        let name = if number == 1 { stem.clone() } else { format!("{stem} {number}") };
        let taken = agreement::Entity::find().filter(agreement::Column::Reference.eq(&name)).count(tx).await?;
        if taken == 0 {
            return Ok(name);
        }
    }
    Err(Error::field(Code::Taken, "reference", "There are too many agreements of this name."))
}
