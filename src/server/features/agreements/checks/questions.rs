//! The cheapest questions first: what is unknown in the whole library, ranked by what one answer would free.
//!
//! For each question the engine is asked twice: on the record as it is, and as it would be with the best answer. A
//! question whose best answer alone clears nothing is not listed.

use std::collections::{BTreeMap, BTreeSet};

use rights::Reference;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde_json::{Value, json};

use super::super::facts::known_at;
use super::super::records::header::{Header, Review, Status};
use super::super::records::interest::current_of;
use super::super::records::ledger;
use super::super::records::record::{Draft, Kind};
use super::super::records::row::fact;
use super::super::records::touched::{affected_assets, with_parents};
use super::super::reference::{self, product};
use super::super::show::questions::Question;
use super::super::show::reference::{TerritoryGroup, rights_reference};
use super::super::show::verdict::Reader;
use super::cubes::{cells, cubes, from_day, minus};
use super::hypothesis::{Hypothesis, Sides, after, imagined};
use crate::features::assets;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How many open points are looked at, and how many assets of each.
const MOST_QUESTIONS: usize = 60;
const MOST_ASSETS: usize = 25;
/// How many agreements that nobody settled are looked at, the newest.
const MOST_PAPERS: usize = 200;
/// How many facts are read to find open points.
const MOST_ROWS: u64 = 5_000;
/// How many assets are named with a question.
const MOST_NAMED: usize = 5;

/// Something nobody has answered, with the record as it would be with the best answer.
struct Open {
    code: &'static str,
    message: String,
    agreement: Option<Uuid>,
    facts: Vec<Uuid>,
    assets: Vec<Uuid>,
    hypothesis: Hypothesis,
}

/// The questions worth asking, the one that frees most first.
pub async fn rank(ctx: &Ctx, reader: &Reader, limit: usize) -> Result<Vec<Question>> {
    let db = ctx.db.read();
    let mut open = find(ctx, db).await?;
    open.sort_by_key(|each| std::cmp::Reverse(each.assets.len()));
    open.truncate(MOST_QUESTIONS);
    let mut ranked = Vec::new();
    for mut each in open {
        each.assets = with_parents(db, std::mem::take(&mut each.assets)).await?;
        let question = weigh(ctx, db, reader, each).await?;
        if question.cells > 0 {
            ranked.push(question);
        }
    }
    // What was worked out for some of the assets is taken to hold for the others.
    let weight = |question: &Question| question.cells * question.assets / question.assets_looked_at.max(1);
    ranked.sort_by_key(|question| std::cmp::Reverse(weight(question)));
    ranked.truncate(limit);
    Ok(ranked)
}

async fn weigh(ctx: &Ctx, db: &impl ConnectionTrait, reader: &Reader, open: Open) -> Result<Question> {
    let reference = reference::current(db).await?;
    let looked: Vec<Uuid> = open.assets.iter().take(MOST_ASSETS).copied().collect();
    let sides = Sides::load(ctx, db, &looked, &open.hypothesis).await?;
    let (mut freed, mut named) = (0, Vec::new());
    for asset in &looked {
        let (before, after) = sides.regions(*asset);
        let gained = minus(&cubes(&after.with_duties(reference)), &cubes(&before.with_duties(reference)));
        let gained = cells(&from_day(&gained, ctx.now().date_naive()));
        if gained > 0 {
            named.push(*asset);
        }
        freed += gained;
    }
    let refs = assets::show::asset_refs(db, reader.scope, &named[..named.len().min(MOST_NAMED)]).await?;
    Ok(Question {
        code: open.code.to_owned(),
        message: open.message,
        agreement: open.agreement,
        facts: open.facts,
        assets: open.assets.len() as u64,
        assets_looked_at: looked.len() as u64,
        assets_freed: named.len() as u64,
        cells: freed,
        named: named.iter().filter_map(|id| refs.get(id).cloned()).collect(),
    })
}

async fn find(ctx: &Ctx, db: &impl ConnectionTrait) -> Result<Vec<Open>> {
    let mut open = Vec::new();
    let heads = rows(db, Kind::Agreement, "").await?;
    let unsettled = heads.iter().filter_map(|row| Some((row, read(row)?))).filter(|(_, header)| is_unsettled(header));
    for (row, header) in unsettled.take(MOST_PAPERS) {
        open.push(settled(db, row, header).await?);
    }
    let granted = rows(db, Kind::Grant, "").await?;
    let papers = papers(db, &granted).await?;
    let groups = rights_reference()?.territory_groups;
    open.extend(ends(&granted, &papers));
    open.extend(groups.iter().flat_map(|group| territories(&granted, &papers, group)));
    open.extend(duties(ctx, db, &granted, &papers).await?);
    open.extend(disputes(&rows(db, Kind::Revocation, "\"disputed\"").await?, &granted));
    open.extend(suspicions(&rows(db, Kind::Component, "\"suspected\"").await?));
    Ok(open)
}

/// Current facts of a kind whose body holds some words, newest first.
async fn rows(db: &impl ConnectionTrait, kind: Kind, words: &str) -> Result<Vec<fact::Model>> {
    let mut query = fact::Entity::find()
        .filter(fact::Column::Kind.eq(kind.name()))
        .filter(known_at(None))
        .order_by_desc(fact::Column::Id)
        .limit(MOST_ROWS);
    if !words.is_empty() {
        query = query.filter(fact::Column::Body.contains(words));
    }
    Ok(query.all(db).await?)
}

type Papers = BTreeMap<Uuid, Header>;

async fn papers(db: &impl ConnectionTrait, rows: &[fact::Model]) -> Result<Papers> {
    let named: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.agreement_id).collect();
    let named: Vec<Uuid> = named.into_iter().collect();
    let heads = current_of(db, fact::Column::EntityId, &named, Kind::Agreement).await?;
    Ok(heads.iter().filter_map(|row| Some((row.entity_id, read(row)?))).collect())
}

fn read(row: &fact::Model) -> Option<Header> {
    serde_json::from_str(&row.body).ok()
}

fn is_unsettled(header: &Header) -> bool {
    !header.is_definite() && !matches!(header.status, Status::Suspended | Status::Terminated | Status::Void)
}

/// An agreement nobody signed or approved yet.
async fn settled(db: &impl ConnectionTrait, row: &fact::Model, header: Header) -> Result<Open> {
    let (named, id) = (header.reference.clone(), row.entity_id);
    let (code, message) = match header.status {
        Status::Executed => ("agreement.review", format!("Is {named} recorded as it was signed? Approve it.")),
        _ => ("agreement.signature", format!("Is {named} signed by both sides?")),
    };
    let best = Header { review: Review::Approved, status: Status::Executed, ..header };
    Ok(Open {
        code,
        message,
        agreement: Some(id),
        facts: Vec::new(),
        assets: affected_assets(db, id).await?,
        hypothesis: Hypothesis { headers: vec![(row.clone(), best)], ..Hypothesis::default() },
    })
}

/// One question for all grants of an agreement, with the rows as they would read.
fn of_agreements(
    granted: &[fact::Model],
    papers: &Papers,
    code: &'static str,
    answered: impl Fn(&Value) -> Option<Value>,
    message: impl Fn(&str) -> String,
) -> Vec<Open> {
    let mut found: BTreeMap<Uuid, Open> = BTreeMap::new();
    for row in granted {
        let Some((id, header)) = row.agreement_id.and_then(|id| Some((id, papers.get(&id)?))) else { continue };
        let Some(best) = answered(&body(row)) else { continue };
        let open = found.entry(id).or_insert_with(|| Open {
            code,
            message: message(&header.reference),
            agreement: Some(id),
            facts: Vec::new(),
            assets: Vec::new(),
            hypothesis: Hypothesis::default(),
        });
        open.facts.push(row.entity_id);
        open.assets.extend(row.asset_id);
        open.hypothesis.added.push(fact::Model { body: best.to_string(), ..row.clone() });
    }
    found.into_values().collect()
}

fn ends(granted: &[fact::Model], papers: &Papers) -> Vec<Open> {
    let answered = |body: &Value| {
        let mut best = body.clone();
        (body["period"]["end"] == "UNKNOWN").then(|| {
            best["period"]["end"] = json!("PERPETUAL");
            best
        })
    };
    of_agreements(granted, papers, "period.end", answered, |named| format!("Until when does {named} run?"))
}

fn territories(granted: &[fact::Model], papers: &Papers, group: &TerritoryGroup) -> Vec<Open> {
    let answered = |body: &Value| {
        let named = body["territories"].as_array()?;
        if group.possible.is_empty() || !named.iter().any(|name| *name == group.key.as_str()) {
            return None;
        }
        let mut best = body.clone();
        best["territories"] = named.iter().cloned().chain(group.possible.iter().map(|code| json!(code))).collect();
        Some(best)
    };
    let reference: Option<&Reference> = product().ok();
    let names = group.possible.iter().map(|code| reference.map_or(code.as_str(), |reference| reference.name(code)));
    let names = names.collect::<Vec<_>>().join(", ");
    let message = |named: &str| format!("Does {} in {named} include {names}?", group.name);
    of_agreements(granted, papers, "territory.group", answered, message)
}

/// What has to happen before any use, and has not.
async fn duties(ctx: &Ctx, db: &impl ConnectionTrait, granted: &[fact::Model], papers: &Papers) -> Result<Vec<Open>> {
    let mut by_agreement: BTreeMap<Uuid, Vec<fact::Model>> = BTreeMap::new();
    for row in granted.iter().filter(|row| row.body.contains("\"pre\"")) {
        if let Some(id) = row.agreement_id.filter(|id| papers.contains_key(id)) {
            by_agreement.entry(id).or_default().push(row.clone());
        }
    }
    let ids: Vec<Uuid> = by_agreement.keys().copied().collect();
    for event in current_of(db, fact::Column::AgreementId, &ids, Kind::DutyEvent).await? {
        if let Some(rows) = event.agreement_id.and_then(|id| by_agreement.get_mut(&id)) {
            rows.push(event);
        }
    }
    let mut open = Vec::new();
    for (id, rows) in by_agreement {
        for owed in ledger::duties(&rows).into_iter().filter(|owed| owed.duty["timing"] == "pre" && owed.unsettled > 0)
        {
            let what = ledger::said_of(&owed.duty);
            let named = papers.get(&id).map_or("an agreement", |header| header.reference.as_str());
            let body = json!({ "duty": owed.duty["id"], "state": "fulfilled" });
            let draft = Draft { agreement: Some(id), body, ..Draft::default() };
            let settled = imagined(Kind::DutyEvent, (ctx.new_id()?, ctx.new_id()?), draft, after(ctx, &rows));
            open.push(Open {
                code: "duty.before_use",
                message: format!("Has this been done for {named}: {what}?"),
                agreement: Some(id),
                assets: rows
                    .iter()
                    .filter(|row| owed.grants.contains(&row.entity_id))
                    .filter_map(|row| row.asset_id)
                    .collect(),
                facts: owed.grants,
                hypothesis: Hypothesis { added: vec![settled], ..Hypothesis::default() },
            });
        }
    }
    Ok(open)
}

fn disputes(revocations: &[fact::Model], granted: &[fact::Model]) -> Vec<Open> {
    let open = |row: &fact::Model| {
        let touched = |grant: &&fact::Model| match (row.target_id, row.interest_id) {
            (Some(target), _) => grant.entity_id == target,
            (None, Some(interest)) => grant.interest_id == Some(interest),
            (None, None) => grant.agreement_id == row.agreement_id,
        };
        Open {
            code: "revocation.disputed",
            message: "Is the revocation valid that is disputed here?".to_owned(),
            agreement: row.agreement_id,
            facts: vec![row.entity_id],
            assets: granted.iter().filter(touched).filter_map(|grant| grant.asset_id).collect(),
            hypothesis: Hypothesis { removed: BTreeSet::from([row.entity_id]), ..Hypothesis::default() },
        }
    };
    revocations.iter().filter(|row| body(row)["kind"] == "disputed").map(open).collect()
}

/// One question for each asset that is suspected to be in others.
fn suspicions(links: &[fact::Model]) -> Vec<Open> {
    let mut found: BTreeMap<Uuid, Open> = BTreeMap::new();
    for row in links.iter().filter(|row| body(row)["status"] == "suspected") {
        let Some(child) = row.target_id else { continue };
        let open = found.entry(child).or_insert_with(|| Open {
            code: "component.suspected",
            message: "Is this asset really in the others, as is suspected?".to_owned(),
            agreement: None,
            facts: Vec::new(),
            assets: Vec::new(),
            hypothesis: Hypothesis::default(),
        });
        let mut best = body(row);
        best["status"] = json!("rejected");
        open.facts.push(row.entity_id);
        open.assets.extend(row.asset_id);
        open.hypothesis.added.push(fact::Model { body: best.to_string(), ..row.clone() });
    }
    found.into_values().collect()
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}
