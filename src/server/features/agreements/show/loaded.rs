//! Builds what is shown of agreements, facts and interests from their rows.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde_json::Value;

use super::super::facts::OnRecord;
use super::super::records::dates::{Date, earliest_first, next};
use super::super::records::header::Header;
use super::super::records::interest::known_of;
use super::super::records::ledger::{caps, duties};
use super::super::records::queries::{self, header_at};
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::reference::interest_name;
use super::fact::{body, fact_shown};
use super::verdict::Reader;
use super::{Agreement, AgreementFact, AssetRights, Clause, Component, Interest, InterestRights};
use super::{dates, document, ledger};
use crate::features::assets::{self, show::AssetRef};
use crate::platform::auth::{PersonRef, Scope};
use crate::platform::error::Result;

type Refs = HashMap<Uuid, AssetRef>;

/// One agreement with everything current in it, or known of it at an earlier moment.
pub async fn agreement(
    db: &impl ConnectionTrait,
    reader: &Reader,
    id: Uuid,
    belief_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<Agreement> {
    let row = queries::find_agreement(db, id).await?;
    let header = header_at(db, id, belief_at).await?.1;
    let rows = queries::facts_at(db, id, belief_at).await?;
    let of = |kind: Kind| rows.iter().filter(move |row| row.kind == kind.name());
    let touched: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.interest_id).collect();
    let touched: Vec<Uuid> = touched.into_iter().collect();
    let interests = known_of(db, fact::Column::EntityId, &touched, Kind::Interest, belief_at).await?;
    let named: BTreeSet<Uuid> = interests.iter().chain(&rows).filter_map(|row| row.asset_id).collect();
    let refs = refs(db, reader.scope, named.iter().copied()).await?;
    let mut assets: Vec<AssetRef> = named.iter().filter_map(|id| refs.get(id).cloned()).collect();
    assets.sort_by(|one, other| one.title.cmp(&other.title));
    let (due, today) = (earliest_first(&header, &rows), now.date_naive());
    let named = dates::AgreementRef { id, reference: header.reference.clone(), title: header.title.clone() };
    let dated = |date: &Date| dates::shown(named.clone(), date, &due, today);
    let facts = |kind: Kind| of(kind).map(fact_shown).collect::<Result<Vec<_>>>();
    Ok(Agreement {
        clauses: of(Kind::Clause).map(clause).collect(),
        documents: of(Kind::Document).map(document::shown).collect::<Result<_>>()?,
        fees: facts(Kind::Fee)?,
        notice_windows: facts(Kind::NoticeWindow)?,
        next_date: next(&due, today).map(dated),
        dates: due.iter().map(dated).collect(),
        grants: facts(Kind::Grant)?,
        restrictions: facts(Kind::Restriction)?,
        waivers: facts(Kind::Waiver)?,
        revocations: facts(Kind::Revocation)?,
        engagements: facts(Kind::Engagement)?,
        exclusivities: facts(Kind::Exclusivity)?,
        duties: duties(&rows).into_iter().map(ledger::duty).collect::<Result<_>>()?,
        caps: caps(&rows).into_iter().map(ledger::cap).collect::<Result<_>>()?,
        interests: interests.iter().map(|row| interest(row, &refs, reader)).collect(),
        assets,
        id,
        reference: header.reference,
        title: header.title,
        kind: header.kind,
        licensor: header.licensor,
        licensee: header.licensee,
        signed_on: header.signed_on,
        status: header.status,
        review: header.review,
        notes: header.notes,
        co_licensors: header.co_licensors,
        co_licensees: header.co_licensees,
        beneficiaries: header.beneficiaries,
        governing_law: header.governing_law,
        amends: header.amends,
        replaces: header.replaces,
        created_at: row.created_at,
        updated_at: row.updated_at,
        revision: row.revision,
    })
}

/// A clause as it was recorded.
pub fn clause(row: &fact::Model) -> Clause {
    let body = body(row);
    Clause {
        id: row.entity_id,
        page: body.get("page").and_then(Value::as_u64).and_then(|page| u32::try_from(page).ok()),
        quote: body.get("quote").and_then(Value::as_str).unwrap_or_default().to_owned(),
        document: body.get("document").and_then(|named| serde_json::from_value(named.clone()).ok()),
        recorded_at: row.recorded_at,
    }
}

/// An interest; names of people and parties only for those who may view agreements.
pub fn interest(row: &fact::Model, refs: &Refs, reader: &Reader) -> Interest {
    let body = body(row);
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let private = |key: &str| if reader.sees_agreements { text(key) } else { String::new() };
    let kind = text("kind");
    Interest {
        id: row.entity_id,
        asset: asset_ref(row.asset_id, refs),
        kind_name: interest_name(&kind).to_owned(),
        kind,
        holder: private("holder"),
        subject: private("subject"),
        completeness: body.get("completeness").and_then(Value::as_str).unwrap_or("none").to_owned(),
        not_required: Some(text("not_required")).filter(|why| !why.is_empty()),
        person: row.target_id.filter(|_| reader.sees_agreements),
        recorded_at: row.recorded_at,
        recorded_by: recorded_by(row, reader),
    }
}

/// A component link; an end out of sight is not named.
pub fn component(row: &fact::Model, refs: &Refs, reader: &Reader) -> Component {
    let body = body(row);
    let text = |key: &str| body.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    Component {
        id: row.entity_id,
        parent: asset_ref(row.asset_id, refs),
        child: asset_ref(row.target_id, refs),
        role: text("role"),
        status: body.get("status").and_then(Value::as_str).unwrap_or("confirmed").to_owned(),
        embedding: Some(text("embedding")).filter(|embedding| !embedding.is_empty()),
        recorded_at: row.recorded_at,
        recorded_by: recorded_by(row, reader),
    }
}

/// Partners do not learn the names of the house's people here.
fn recorded_by(row: &fact::Model, reader: &Reader) -> PersonRef {
    match reader.scope {
        Scope::House => PersonRef::new(row.recorded_by, &row.recorded_by_name),
        Scope::Partner(_) => PersonRef::new(None, "The house"),
    }
}

/// Everything on record about an asset, grouped by interest.
pub async fn asset_rights(
    db: &impl ConnectionTrait,
    reader: &Reader,
    asset: Uuid,
    record: &OnRecord,
) -> Result<AssetRights> {
    let named = record.rows.iter().flat_map(|row| [row.asset_id, row.target_id]).flatten().chain([asset]);
    let refs = refs(db, reader.scope, named.collect::<BTreeSet<_>>().into_iter()).await?;
    let of = |kind: Kind| record.rows.iter().filter(move |row| row.kind == kind.name());
    let mut interests = Vec::new();
    for row in of(Kind::Interest) {
        let grants = of(Kind::Grant).filter(|grant| grant.interest_id == Some(row.entity_id));
        let path = path_to(record, asset, row.asset_id.unwrap_or(asset));
        interests.push(InterestRights {
            interest: interest(row, &refs, reader),
            path: path.into_iter().map(|step| asset_ref(Some(step), &refs).title).collect(),
            grants: grants.filter_map(|grant| agreement_fact(grant, record)).collect(),
        });
    }
    // The asset's own first, then those of its components.
    interests.sort_by(|one, other| {
        (one.path.len(), &one.path, &one.interest.kind).cmp(&(other.path.len(), &other.path, &other.interest.kind))
    });
    Ok(AssetRights {
        interests,
        restrictions: of(Kind::Restriction).map(fact_shown).collect::<Result<_>>()?,
        components: of(Kind::Component).map(|row| component(row, &refs, reader)).collect(),
    })
}

fn agreement_fact(grant: &fact::Model, record: &OnRecord) -> Option<AgreementFact> {
    let agreement_id = grant.agreement_id?;
    let header = record.headers.get(&agreement_id);
    let header = header.and_then(|row| serde_json::from_str::<Header>(&row.body).ok());
    Some(AgreementFact {
        fact: fact_shown(grant).ok()?,
        agreement_id,
        agreement_review: header.as_ref().map_or("draft", |header| header.review.name()).to_owned(),
        agreement_reference: header.map(|header| header.reference).unwrap_or_default(),
    })
}

/// The shortest way down from an asset to one of its components, both included.
fn path_to(record: &OnRecord, from: Uuid, to: Uuid) -> Vec<Uuid> {
    let mut came_from: HashMap<Uuid, Uuid> = HashMap::new();
    let mut next = std::collections::VecDeque::from([from]);
    while let Some(asset) = next.pop_front() {
        if asset == to {
            break;
        }
        for child in record.children.get(&asset).into_iter().flatten() {
            if *child != from && !came_from.contains_key(child) {
                came_from.insert(*child, asset);
                next.push_back(*child);
            }
        }
    }
    let mut path = vec![to];
    while let Some(parent) = path.last().and_then(|last| came_from.get(last)) {
        path.push(*parent);
    }
    path.reverse();
    path
}

/// The assets in sight with these ids.
pub async fn refs(db: &impl ConnectionTrait, scope: Scope, ids: impl Iterator<Item = Uuid>) -> Result<Refs> {
    assets::show::asset_refs(db, scope, &ids.collect::<Vec<_>>()).await
}

/// One out of sight has neither an id nor a name.
fn asset_ref(id: Option<Uuid>, refs: &Refs) -> AssetRef {
    let hidden =
        || AssetRef { id: Uuid::nil(), title: "Out of your sight".to_owned(), thumbnail_url: None, color: None };
    id.and_then(|id| refs.get(&id).cloned()).unwrap_or_else(hidden)
}
