//! The demo brand's agreements: recorded, read, reviewed and, where life went on, added to.

use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value, json};

use super::history::Rule;
use super::story::{Agreement, Engagement, Usage};
use super::world::{World, id};
use crate::features::agreements::records::body;
use crate::features::agreements::records::header::{Header, Review, check_may_change};
use crate::features::agreements::records::interest::read_by_engine;
use crate::features::agreements::records::queries::{self, header_of};
use crate::features::agreements::records::record::{self, Draft, Kind};
use crate::features::agreements::records::wanted::Wanted;
use crate::platform::auth::{ApproveAgreements, EditAgreements, Permission, Who};
use crate::platform::db::Tx;
use crate::platform::error::Result;
use crate::platform::events::{self, Event};

/// Records the head of an agreement and its clauses, as far as they were written then.
pub async fn sign(world: &mut World<'_>, agreement: &Agreement) -> Result<()> {
    let who = world.by_turn::<EditAgreements>("rights_manager", 0)?.who();
    let header = Header {
        reference: agreement.reference.clone(),
        title: agreement.title.clone(),
        kind: agreement.kind,
        licensor: world.story.name_of(&agreement.licensor).to_owned(),
        licensee: world.story.name_of(&agreement.licensee).to_owned(),
        signed_on: Some(agreement.signed),
        status: agreement.status,
        status_at: None,
        review: Review::Draft,
        notes: agreement.note.clone(),
        co_licensors: Vec::new(),
        co_licensees: Vec::new(),
        beneficiaries: Vec::new(),
        governing_law: String::new(),
        amends: None,
        replaces: None,
    };
    let tx = world.ctx.db.write().await?;
    let added = queries::add(&world.ctx, &tx, &who, header).await?;
    world.known.agreements.insert(agreement.reference.clone(), added.id);
    for clause in agreement.clauses.iter().filter(|clause| was_signed(agreement, &clause.id)) {
        find_clause(world, &tx, &who, agreement, &clause.id).await?;
    }
    queries::touched(&world.ctx, &tx, &who, added.id, Vec::new()).await?;
    world.ctx.commit(tx).await
}

/// Whether a clause is of the first day: not one that only a later rule, such as a withdrawal, stands on.
fn was_signed(agreement: &Agreement, clause: &str) -> bool {
    let stands_on = |rule: &&Map<String, Value>| clause_of(rule) == Some(clause);
    let mut standing = agreement.restrictions.iter().filter(stands_on).peekable();
    let is_granted = agreement.grants.iter().any(|rule| stands_on(&rule));
    is_granted || standing.peek().is_none() || standing.any(|rule| !starts_after(rule, agreement))
}

fn starts_after(rule: &Map<String, Value>, agreement: &Agreement) -> bool {
    let start = rule.get("period").and_then(|period| period.get("start")).and_then(Value::as_str);
    start.is_some_and(|start| start > agreement.signed.to_string().as_str())
}

fn clause_of(rule: &Map<String, Value>) -> Option<&str> {
    rule.get("clause").and_then(Value::as_str)
}

/// The clause on record, recorded now if it was not.
async fn find_clause(world: &mut World<'_>, tx: &Tx, who: &Who, agreement: &Agreement, key: &str) -> Result<Uuid> {
    let place = (agreement.reference.clone(), key.to_owned());
    if let Some(known) = world.known.clauses.get(&place) {
        return Ok(*known);
    }
    let clause = agreement.clauses.iter().find(|clause| clause.id == key);
    let clause = clause.ok_or_else(|| anyhow::anyhow!("{} has no clause {key}", agreement.reference))?;
    let draft = Draft {
        agreement: Some(id(&world.known.agreements, &agreement.reference)?),
        body: json!({ "page": clause.page, "quote": clause.quote }),
        ..Draft::default()
    };
    let added = record::add(&world.ctx, tx, who, Kind::Clause, draft).await?.entity_id;
    world.known.clauses.insert(place, added);
    Ok(added)
}

/// Records rules of an agreement, all in one change.
pub async fn record_rules(world: &mut World<'_>, agreement: &Agreement, rules: &[Rule<'_>]) -> Result<()> {
    let actor = world.by_turn::<EditAgreements>("rights_manager", 0)?;
    let (who, about) = (actor.who(), id(&world.known.agreements, &agreement.reference)?);
    let tx = world.ctx.db.write().await?;
    let (_, header) = header_of(&tx, about).await?;
    check_may_change(&header, actor.may(Permission::ApproveAgreements))?;
    for (kind, rule) in rules {
        let clause = match clause_of(rule) {
            Some(key) => Some(find_clause(world, &tx, &who, agreement, key).await?),
            None => None,
        };
        let wanted = Wanted { agreement: about, clause, body: with_ids(world, rule)?, ..Wanted::default() };
        for draft in body::drafts(&tx, actor.scope, *kind, wanted, None).await? {
            record::add(&world.ctx, &tx, &who, *kind, draft).await?;
        }
    }
    queries::changed(&world.ctx, &tx, &who, about).await?;
    world.ctx.commit(tx).await
}

/// The rule with ids in place of the story's keys, and without what only the story knows.
fn with_ids(world: &World<'_>, rule: &Map<String, Value>) -> Result<Map<String, Value>> {
    let mut body = rule.clone();
    // The head of the agreement says when it was signed.
    body.remove("signed");
    for (key, known) in [("interest", &world.known.interests), ("asset", &world.known.assets)] {
        if let Some(Value::String(named)) = body.get_mut(key) {
            *named = id(known, named)?.to_string();
        }
    }
    for duty in body.get_mut("duties").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(duty) = duty {
            duty.remove("clause");
        }
    }
    for brand in body.get_mut("brands_except").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::String(key) = brand {
            *key = world.story.name_of(key).to_owned();
        }
    }
    Ok(body)
}

/// Takes the review as far as the story says, one step at a time; somebody else approves than recorded it.
pub async fn review(world: &mut World<'_>, agreement: &Agreement) -> Result<()> {
    let about = id(&world.known.agreements, &agreement.reference)?;
    let reader = world.by_turn::<EditAgreements>("rights_manager", 0)?.who();
    let approver = world.by_turn::<ApproveAgreements>("rights_manager", 1)?.who();
    for to in [Review::Extracted, Review::Reviewed, Review::Approved] {
        let tx = world.ctx.db.write().await?;
        let (row, header) = header_of(&tx, about).await?;
        if header.review == agreement.review {
            return Ok(());
        }
        header.review.step(to)?;
        let who = if to == Review::Approved { &approver } else { &reader };
        queries::change_header(&world.ctx, &tx, who, &row, Header { review: to, ..header }).await?;
        world.ctx.commit(tx).await?;
    }
    Ok(())
}

/// Writes down that a partner works for the house.
pub async fn engage(world: &mut World<'_>, engagement: &Engagement) -> Result<()> {
    let who = world.by_turn::<EditAgreements>("rights_manager", 1)?.who();
    let body = json!({
        "actor": world.story.name_of(&engagement.actor),
        "relation": engagement.relation,
        "period": engagement.period,
    });
    read_by_engine(rights::FactKind::Engagement, &body)?;
    let tx = world.ctx.db.write().await?;
    record::add(&world.ctx, &tx, &who, Kind::Engagement, Draft { body, ..Draft::default() }).await?;
    events::record(&world.ctx, &tx, &who, Event::RightsChanged { assets: Vec::new() }).await?;
    world.ctx.commit(tx).await
}

/// Writes down how much of a capped permission was used.
pub async fn count(world: &mut World<'_>, usage: &Usage) -> Result<()> {
    let who = world.by_turn::<EditAgreements>("rights_manager", 0)?.who();
    let caps = |grant: &Map<String, Value>| grant.get("caps").and_then(Value::as_array).cloned().unwrap_or_default();
    let all = world.story.agreements.iter().flat_map(|each| each.grants.iter().map(move |grant| (each, grant)));
    let mut capped = all.filter(|(_, grant)| caps(grant).iter().any(|cap| cap["id"] == usage.cap.as_str()));
    let (agreement, grant) = capped.next().ok_or_else(|| anyhow::anyhow!("no grant has the cap {}", usage.cap))?;
    let about = id(&world.known.agreements, &agreement.reference)?;
    let interest = grant.get("interest").and_then(Value::as_str).unwrap_or_default();
    let state = if usage.reserved { "reserved" } else { "consumed" };
    let body = json!({ "cap": usage.cap, "qty": usage.qty, "state": state });
    read_by_engine(rights::FactKind::Usage, &body)?;
    let draft = Draft {
        agreement: Some(about),
        interest: Some(id(&world.known.interests, interest)?),
        body,
        ..Draft::default()
    };
    let tx = world.ctx.db.write().await?;
    record::add(&world.ctx, &tx, &who, Kind::Usage, draft).await?;
    queries::changed(&world.ctx, &tx, &who, about).await?;
    world.ctx.commit(tx).await
}
