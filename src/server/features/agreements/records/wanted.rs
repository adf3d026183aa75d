//! A fact as somebody wants it recorded, and the first look at it: its clause, the ids it names, whether the asset is in sight.

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value};

use super::record::{self, Kind};
use crate::features::assets;
use crate::platform::auth::Scope;
use crate::platform::error::{Code, Error, Result};

/// How many interests one request may name.
const MOST_AT_ONCE: usize = 1_000;

/// A fact as somebody wants it recorded.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    pub agreement: Uuid,
    pub clause: Option<Uuid>,
    /// Why there is no clause.
    pub no_document: Option<String>,
    /// The fact it changes by agreement, of this agreement or of the one it amends.
    pub amends: Option<Uuid>,
    /// Why an earlier record is corrected or amended.
    pub reason: Option<String>,
    pub body: Map<String, Value>,
}

/// A clause that is named is one of the agreement.
pub async fn check_shared_clause(db: &impl ConnectionTrait, wanted: &Wanted) -> Result<()> {
    let Some(clause) = wanted.clause else { return Ok(()) };
    let found = record::current(db, Kind::Clause, clause).await?;
    let known = found.is_some_and(|row| row.agreement_id == Some(wanted.agreement));
    let unknown = || Error::field(Code::FactInvalid, "clause_id", "No such clause in this agreement.");
    if known { Ok(()) } else { Err(unknown()) }
}

/// Every rule stands on a clause of the agreement, or says why on none.
pub async fn check_clause(db: &impl ConnectionTrait, wanted: &mut Wanted) -> Result<()> {
    if wanted.clause.is_some() {
        return check_shared_clause(db, wanted).await;
    }
    let why = wanted.no_document.take().map(|why| why.trim().to_owned()).filter(|why| !why.is_empty());
    let why = why.or_else(|| wanted.body.get("no_document").and_then(Value::as_str).map(str::to_owned));
    let Some(why) = why else {
        let detail = "Name the clause this stands on, or say in `no_document` why there is none.";
        return Err(Error::field(Code::FieldMissing, "clause_id", detail));
    };
    wanted.body.insert("no_document".to_owned(), Value::String(why));
    Ok(())
}

pub fn take_interests(body: &mut Map<String, Value>) -> Result<Vec<Uuid>> {
    let mut named: Vec<Value> = body.remove("interest").into_iter().filter(|value| !value.is_null()).collect();
    match body.remove("interests") {
        None | Some(Value::Null) => {}
        Some(Value::Array(list)) => named.extend(list),
        Some(_) => return Err(Error::field(Code::FactInvalid, "interests", "A list of ids is expected.")),
    }
    if named.is_empty() {
        return Err(Error::field(Code::FieldMissing, "interest", "A grant is for an interest."));
    }
    if named.len() > MOST_AT_ONCE {
        return Err(Error::field(Code::FactInvalid, "interests", format!("At most {MOST_AT_ONCE} at once.")));
    }
    let mut interests = Vec::new();
    for value in named {
        let id = parse_id(&value, "interest")?;
        if !interests.contains(&id) {
            interests.push(id);
        }
    }
    Ok(interests)
}

pub async fn in_sight(
    db: &impl ConnectionTrait,
    scope: Scope,
    asset: Option<Uuid>,
    field: &str,
) -> Result<Option<Uuid>> {
    let Some(asset) = asset else { return Ok(None) };
    match assets::find_visible(db, scope, asset).await {
        Ok(found) => Ok(Some(found.id)),
        Err(error) if error.code == Code::AssetNotFound => Err(Error { field: Some(field.to_owned()), ..error }),
        Err(error) => Err(error),
    }
}

pub fn take_id(body: &mut Map<String, Value>, key: &str) -> Result<Option<Uuid>> {
    match body.remove(key) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => parse_id(&value, key).map(Some),
    }
}

fn parse_id(value: &Value, field: &str) -> Result<Uuid> {
    let parsed = value.as_str().and_then(|text| Uuid::parse_str(text).ok());
    parsed.ok_or_else(|| Error::field(Code::FactInvalid, field, "An id is expected."))
}

pub fn text(id: Uuid) -> Value {
    Value::String(id.to_string())
}
