//! Erasing what is known of somebody shown: what names or describes them goes, ids, times and a hash stay.
//!
//! The one place that writes over facts. The hash is made with a receipt that is told once and kept nowhere: whoever
//! holds the receipt can show which record it was, and nobody can find a name and a birthday out by trying.

use std::collections::BTreeSet;

use chrono::{Datelike, Months, NaiveDate};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, ExprTrait};
use serde_json::{Map, Value, json};

use super::super::facts::ids;
use super::super::show::people::NewPersonShown;
use super::header::{Header, check_text};
use super::names::scrub;
use super::queries;
use super::record::{self, Kind};
use super::row::{agreement, fact};
use super::touched::with_parents;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};
use crate::platform::http::idempotency;
use crate::platform::id::random_bytes;

/// What was done.
pub struct Done {
    /// The record as it stands now.
    pub person: fact::Model,
    /// To be told once: 64 hexadecimal digits.
    pub receipt: String,
    /// The assets they are shown in, without those these are part of.
    pub shown_in: Vec<Uuid>,
    /// What they were called, for a last look at where it still stands.
    pub names: Vec<String>,
}

/// Erases. `confirm` is the name as it is on record, typed by whoever does it.
pub async fn erase(ctx: &Ctx, tx: &Tx, who: &Who, person: Uuid, confirm: &str, reason: &str) -> Result<Done> {
    let current = record::find(tx, Kind::Person, person).await?;
    refuse_erased(&current)?;
    let said: NewPersonShown = serde_json::from_str(&current.body)?;
    let records = rows_of(tx, fact::Column::EntityId, &[person], Kind::Person).await?;
    let names = names_in(&records);
    check_wanted(&said, &names, confirm, reason)?;
    let interests = interest_rows(tx, person).await?;
    let of_interests = ids(interests.iter().map(|row| row.entity_id));
    let grants = rows_of(tx, fact::Column::InterestId, &of_interests, Kind::Grant).await?;
    let papers = ids(grants.iter().filter_map(|row| row.agreement_id));
    let needs_birthday = needs_birthday(ctx, tx, said.born_on, &grants).await?;
    let receipt = blake3::Hash::from_bytes(random_bytes()?).to_hex().to_string();
    for row in &records {
        let hash = blake3::hash(format!("{receipt}{}", row.body).as_bytes()).to_hex().to_string();
        let tombstone = json!({ "erased": { "at": ctx.now(), "by": who.id, "by_name": who.name, "reason": reason.trim(),
            "hash": hash, "needs_birthday": needs_birthday } });
        write_over(tx, row, tombstone.to_string(), None).await?;
    }
    for row in &interests {
        write_over(tx, row, unnamed(row, &names), unreasoned(row, &names)).await?;
    }
    for paper in papers {
        scrub_paper(ctx, tx, who, paper, &names).await?;
    }
    forget_answers(tx, person, &names).await?;
    let shown_in = ids(interests.iter().filter_map(|row| row.asset_id));
    let assets = with_parents(tx, shown_in.clone()).await?;
    events::record(ctx, tx, who, Event::PersonErased { person, assets }).await?;
    Ok(Done { person: record::find(tx, Kind::Person, person).await?, receipt, shown_in, names })
}

/// Refuses to touch what is erased: there is nothing left to correct, and nobody to link to.
pub fn refuse_erased(row: &fact::Model) -> Result<()> {
    if record::is_erased(row) {
        return Err(Error::new(Code::FactInvalid, "What was known of this person was erased."));
    }
    Ok(())
}

fn check_wanted(said: &NewPersonShown, names: &[String], confirm: &str, reason: &str) -> Result<()> {
    if confirm.trim() != said.name.trim() {
        return Err(Error::field(Code::Invalid, "confirm", "Type the name exactly as it is on record."));
    }
    check_text("reason", reason, 1, 500)?;
    if scrub(reason, names) != reason {
        return Err(Error::field(Code::Invalid, "reason", "The reason stays on record: leave the name out of it."));
    }
    Ok(())
}

/// What the person was ever called here, and where they were reached. A word of one or two letters would be found
/// everywhere, and so would a contact that is no address of their own, such as "the agency".
fn names_in(records: &[fact::Model]) -> Vec<String> {
    let bodies = records.iter().filter_map(|row| serde_json::from_str::<Value>(&row.body).ok());
    let named = bodies.flat_map(|body| {
        let own = |text: &&str| text.contains('@') || text.chars().filter(char::is_ascii_digit).count() > 4;
        let found = [body["name"].as_str(), body["contact"].as_str().filter(own)];
        found.into_iter().flatten().map(str::to_owned).collect::<Vec<_>>()
    });
    let names: BTreeSet<String> = named.map(|name| name.trim().to_owned()).filter(|name| name.len() > 2).collect();
    let mut names: Vec<String> = names.into_iter().collect();
    // The longest first: one name may begin with another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
}

/// Every record of these kinds that ever was.
async fn rows_of(
    db: &impl ConnectionTrait,
    column: fact::Column,
    named: &[Uuid],
    kind: Kind,
) -> Result<Vec<fact::Model>> {
    let mut found = Vec::new();
    for some in named.chunks(500) {
        let query =
            fact::Entity::find().filter(column.is_in(some.iter().copied())).filter(fact::Column::Kind.eq(kind.name()));
        found.extend(query.all(db).await?);
    }
    Ok(found)
}

/// Every record of rights that were theirs at any time, also from before somebody linked them.
async fn interest_rows(tx: &Tx, person: Uuid) -> Result<Vec<fact::Model>> {
    let linked = rows_of(tx, fact::Column::TargetId, &[person], Kind::Interest).await?;
    let entities = ids(linked.iter().map(|row| row.entity_id));
    let mut rows = rows_of(tx, fact::Column::EntityId, &entities, Kind::Interest).await?;
    rows.retain(|row| row.target_id.is_none_or(|target| target == person));
    Ok(rows)
}

/// Whether verdicts looked at the birthday: somebody who was of age when everything was signed had none that mattered.
async fn needs_birthday(ctx: &Ctx, tx: &Tx, born: Option<NaiveDate>, grants: &[fact::Model]) -> Result<bool> {
    let Some(of_age) = born.and_then(coming_of_age) else { return Ok(born.is_some()) };
    let current: Vec<&fact::Model> = grants.iter().filter(|row| row.superseded_at.is_none()).collect();
    if current.is_empty() {
        return Ok(of_age > ctx.now().date_naive());
    }
    for row in current {
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let own = body["signed"].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
        let signed = match (own, row.agreement_id) {
            (Some(day), _) => Some(day),
            (None, Some(paper)) => queries::header_of(tx, paper).await?.1.signed_on,
            (None, None) => None,
        };
        if signed.is_none_or(|signed| signed < of_age) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn coming_of_age(born: NaiveDate) -> Option<NaiveDate> {
    let day = born.checked_add_months(Months::new(18 * 12))?;
    if day.day() == born.day() { Some(day) } else { day.succ_opt() }
}

/// An interest without what describes the person.
fn unnamed(row: &fact::Model, names: &[String]) -> String {
    let mut body: Map<String, Value> = serde_json::from_str(&row.body).unwrap_or_default();
    body.insert("subject".to_owned(), json!(""));
    body.remove("person");
    let mut body = scrubbed(Value::Object(body), names);
    body["erased"] = json!(true);
    body.to_string()
}

fn unreasoned(row: &fact::Model, names: &[String]) -> Option<String> {
    row.reason.as_deref().map(|reason| scrub(reason, names))
}

/// The value with the names taken out of every text in it.
fn scrubbed(value: Value, names: &[String]) -> Value {
    match value {
        Value::String(text) => Value::String(scrub(&text, names)),
        Value::Array(items) => items.into_iter().map(|item| scrubbed(item, names)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, value)| (key, scrubbed(value, names))).collect(),
        other => other,
    }
}

/// Takes the names out of everything recorded of a paper that grants something for the person.
async fn scrub_paper(ctx: &Ctx, tx: &Tx, who: &Who, paper: Uuid, names: &[String]) -> Result<()> {
    let inside = fact::Column::AgreementId.eq(paper).or(fact::Column::EntityId.eq(paper));
    let rows = fact::Entity::find().filter(inside).all(tx).await?;
    for row in &rows {
        let Ok(body) = serde_json::from_str::<Value>(&row.body) else { continue };
        let mut clean = scrubbed(body.clone(), names);
        if row.kind == Kind::Agreement.name() && clean["reference"] != body["reference"] {
            // Two papers of one name must not become two of one reference.
            let short = paper.simple().to_string();
            clean["reference"] = json!(format!("erased-{}", short.get(20..).unwrap_or_default()));
        }
        if clean != body || row.reason.is_some() {
            write_over(tx, row, clean.to_string(), unreasoned(row, names)).await?;
        }
    }
    let (_, header): (_, Header) = queries::header_of(tx, paper).await?;
    agreement::Entity::update_many()
        .col_expr(agreement::Column::Reference, Expr::value(header.reference.clone()))
        .col_expr(agreement::Column::SearchText, Expr::value(header.search_text()))
        .filter(agreement::Column::Id.eq(paper))
        .exec(tx)
        .await?;
    queries::touched(ctx, tx, who, paper, Vec::new()).await
}

/// Answers kept for repeated requests may tell of the person.
async fn forget_answers(tx: &Tx, person: Uuid, names: &[String]) -> Result<()> {
    let told = names.iter().cloned().chain([person.to_string()]);
    for words in told {
        idempotency::row::Entity::delete_many().filter(idempotency::row::Column::Body.contains(words)).exec(tx).await?;
    }
    Ok(())
}

async fn write_over(tx: &Tx, row: &fact::Model, body: String, reason: Option<String>) -> Result<()> {
    fact::Entity::update_many()
        .col_expr(fact::Column::Body, Expr::value(body))
        .col_expr(fact::Column::Reason, Expr::value(reason))
        .filter(fact::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}
