//! How much of an agreement each of its open points leaves unknown, counted by the engine on the agreement alone: what
//! others grant, other interests and components are no part of it.
//!
//! A point weighs what stays unknown while everything else is answered and it alone is not. So no point hides behind
//! another, and the papers' own order of asking does not matter.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use rights::Reference;
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use super::super::facts::{self, OnRecord, upstream};
use super::super::records::header::{Header, Review, Status};
use super::super::records::ledger;
use super::super::records::queries::{current_facts, header_of};
use super::super::records::record::{Draft, Kind};
use super::super::records::row::fact;
use super::super::reference;
use super::super::show::reference::{TerritoryGroup, rights_reference};
use super::super::show::unanswered::{OpenQuestion, OpenQuestions, PossibleAnswer};
use super::cubes::{self, Cube, both, boxes, cell_days, cells, either, from_day, minus};
use super::hypothesis::{Hypothesis, after, imagined};
use super::open_points::{self, Given, Point};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How many assets with rules that differ are worked out.
const MOST_DIFFERENT: usize = 200;
/// How many boxes of what is unknown are shown with a question.
const MOST_BOXES: usize = 4;

/// A point, or something else that has to be settled before anything is certain.
enum Doubt {
    Point(Point),
    Signature,
    /// A duty that has to be met before any use, with the event that would meet it.
    Duty(Box<(ledger::DutyStanding, fact::Model)>),
    Dispute(Box<fact::Model>),
}

impl Doubt {
    /// The answers its weight is measured by.
    fn measured(&self) -> Vec<Given> {
        match self {
            Doubt::Point(point) => point.measured(),
            _ => vec![("settled", None)],
        }
    }

    /// Puts an answer into the record that would be.
    fn settle(&self, world: &mut World, (choice, with): &Given) {
        match self {
            Doubt::Signature => world.header.status = Status::Executed,
            Doubt::Duty(owed) => world.added.push(owed.1.clone()),
            Doubt::Dispute(row) => {
                world.removed.insert(row.entity_id);
            }
            Doubt::Point(point) => {
                for row in &point.rules {
                    let read = || serde_json::from_str(&row.body).unwrap_or_default();
                    let body: &mut Value = world.bodies.entry(row.entity_id).or_insert_with(read);
                    if let Some(best) = point.asked.answered(body, (choice, with.as_deref()), &point.possible) {
                        *body = best;
                    }
                }
            }
        }
    }
}

/// The record of the agreement as it would be.
struct World {
    header: Header,
    bodies: BTreeMap<Uuid, Value>,
    added: Vec<fact::Model>,
    removed: BTreeSet<Uuid>,
}

/// The agreement alone, with one asset for all whose rules are alike.
struct Paper {
    record: OnRecord,
    head: fact::Model,
    header: Header,
    /// An asset with how many are like it.
    kinds: Vec<(Uuid, u64)>,
    reference: &'static Reference,
    now: DateTime<Utc>,
}

/// What nobody has answered about an agreement.
pub async fn questions(ctx: &Ctx, db: &impl ConnectionTrait, id: Uuid) -> Result<OpenQuestions> {
    let (head, header) = header_of(db, id).await?;
    let rows = current_facts(db, id).await?;
    let groups = rights_reference()?.territory_groups;
    let granted = rows.iter().filter(|row| row.kind == Kind::Grant.name());
    let assets: Vec<Uuid> = granted.filter_map(|row| row.asset_id).collect::<BTreeSet<_>>().into_iter().collect();
    let record = own(facts::load(db, &assets, None).await?, id, &rows);
    let mut kinds = alike(&record, &assets);
    let left_out: u64 = kinds.iter().skip(MOST_DIFFERENT).map(|(_, count)| count).sum();
    kinds.truncate(MOST_DIFFERENT);
    let reference = reference::current(db).await?;
    let paper = Paper { record, head, header, kinds, reference, now: ctx.now() };
    let doubts = doubts(ctx, &paper.header, &rows, &groups)?;
    let mut items = Vec::new();
    for at in 0..doubts.len() {
        let item = paper.weigh(&doubts, at, &groups)?;
        if item.cells != Some(0) {
            items.push(item);
        }
    }
    items.sort_by_key(|item| std::cmp::Reverse((item.cells.unwrap_or_default(), item.cell_days.unwrap_or(u64::MAX))));
    Ok(OpenQuestions { items, assets: assets.len() as u64, assets_left_out: left_out })
}

fn doubts(ctx: &Ctx, header: &Header, rows: &[fact::Model], groups: &[TerritoryGroup]) -> Result<Vec<Doubt>> {
    let mut found: Vec<Doubt> = open_points::of(rows, groups).into_iter().map(Doubt::Point).collect();
    if matches!(header.status, Status::Draft | Status::Sent) {
        found.push(Doubt::Signature);
    }
    for owed in ledger::duties(rows).into_iter().filter(|owed| owed.duty["timing"] == "pre" && owed.unsettled > 0) {
        let draft = Draft {
            agreement: rows.first().and_then(|row| row.agreement_id),
            body: json!({ "duty": owed.duty["id"], "state": "fulfilled" }),
            ..Draft::default()
        };
        let met = imagined(Kind::DutyEvent, (ctx.new_id()?, ctx.new_id()?), draft, after(ctx, rows));
        found.push(Doubt::Duty(Box::new((owed, met))));
    }
    let disputed = rows.iter().filter(|row| row.kind == Kind::Revocation.name() && body(row)["kind"] == "disputed");
    found.extend(disputed.map(|row| Doubt::Dispute(Box::new(row.clone()))));
    Ok(found)
}

impl Paper {
    fn weigh(&self, doubts: &[Doubt], at: usize, groups: &[TerritoryGroup]) -> Result<OpenQuestion> {
        let open = self.regions(doubts, at, None)?;
        let measured = doubts[at].measured();
        let mut cleared: Vec<Vec<Cube>> = vec![Vec::new(); self.kinds.len()];
        for given in &measured {
            for (known, (sure, _)) in cleared.iter_mut().zip(self.regions(doubts, at, Some(given))?) {
                *known = either(known, &sure);
            }
        }
        let today = self.now.date_naive();
        let unknown: Vec<Vec<Cube>> = cleared
            .iter()
            .zip(&open)
            .map(|(cleared, (sure, possible))| from_day(&minus(&both(cleared, possible), sure), today))
            .collect();
        let with = |count: &dyn Fn(&[Cube]) -> Option<u64>| -> Option<u64> {
            self.kinds.iter().zip(&unknown).map(|((_, like), cubes)| Some(count(cubes)? * like)).sum()
        };
        let assets = self.kinds.iter().zip(&unknown).filter(|(_, cubes)| !cubes.is_empty()).map(|((_, like), _)| like);
        let mut item = told(&doubts[at], self.reference, groups);
        item.assets = assets.sum();
        item.cells = with(&|cubes| Some(cells(cubes))).filter(|_| !measured.is_empty());
        item.cell_days = with(&|cubes| cell_days(cubes)).filter(|_| !measured.is_empty());
        let largest = unknown.iter().max_by_key(|cubes| cells(cubes));
        item.unknown = largest.map(|cubes| boxes(cubes, self.reference)).unwrap_or_default();
        item.unknown.truncate(MOST_BOXES);
        Ok(item)
    }

    /// What is certain and what is possible for each kind of asset, with every doubt settled but one, or that one too.
    fn regions(&self, doubts: &[Doubt], open: usize, given: Option<&Given>) -> Result<Vec<(Vec<Cube>, Vec<Cube>)>> {
        let mut world = World {
            header: Header { review: Review::Approved, ..self.header.clone() },
            bodies: BTreeMap::new(),
            added: Vec::new(),
            removed: BTreeSet::new(),
        };
        for (at, doubt) in doubts.iter().enumerate() {
            let best = if at == open { given.cloned() } else { doubt.measured().into_iter().next() };
            if let Some(best) = best {
                doubt.settle(&mut world, &best);
            }
        }
        let changed = self.record.rows.iter().filter_map(|row| {
            let body = world.bodies.get(&row.entity_id)?.to_string();
            Some(fact::Model { body, ..row.clone() })
        });
        let hypothesis = Hypothesis {
            headers: vec![(self.head.clone(), world.header)],
            added: changed.chain(world.added).collect(),
            removed: world.removed,
            ..Hypothesis::default()
        };
        let record = hypothesis.applied_to(&self.record)?;
        let facts = record.facts(self.reference);
        let belief = record.latest().map_or(self.now, |latest| latest.max(self.now));
        let region = |(asset, _): &(Uuid, u64)| {
            let regions = rights::regions_of(self.reference, &facts, &asset.to_string(), belief);
            (cubes::cubes(&regions.with_duties(self.reference)), cubes::cubes(&regions.possible(self.reference)))
        };
        Ok(self.kinds.iter().map(region).collect())
    }
}

/// The rows of an agreement and what they rest on: its interests, the licences above it, the policy of the house.
pub fn own(record: OnRecord, agreement: Uuid, rows: &[fact::Model]) -> OnRecord {
    let granted = |row: &&fact::Model| row.kind == Kind::Grant.name();
    let interests: BTreeSet<Uuid> = rows.iter().filter(granted).filter_map(|row| row.interest_id).collect();
    let mut heads: BTreeSet<Uuid> = rows.iter().filter(granted).flat_map(upstream).collect();
    for _ in 0..16 {
        let named: Vec<Uuid> = record
            .rows
            .iter()
            .filter(|row| row.kind == Kind::Grant.name() && heads.contains(&row.entity_id))
            .flat_map(upstream)
            .collect();
        heads.extend(named);
    }
    let mut own = record;
    own.children.clear();
    own.rows.retain(|row| match Kind::parse(&row.kind) {
        Some(Kind::Interest) => interests.contains(&row.entity_id),
        Some(Kind::Policy) => true,
        Some(Kind::Grant) if heads.contains(&row.entity_id) => true,
        Some(Kind::Revocation) if row.target_id.is_some_and(|target| heads.contains(&target)) => true,
        _ => row.agreement_id == Some(agreement),
    });
    own
}

/// Assets whose rules are alike, the first of each kind with how many there are.
pub fn alike(record: &OnRecord, assets: &[Uuid]) -> Vec<(Uuid, u64)> {
    let mut by_interest: HashMap<Uuid, Vec<&fact::Model>> = HashMap::new();
    let mut by_asset: HashMap<Uuid, Vec<&fact::Model>> = HashMap::new();
    for row in &record.rows {
        if row.kind == Kind::Interest.name() {
            row.asset_id.into_iter().for_each(|asset| by_asset.entry(asset).or_default().push(row));
        } else if let Some(interest) = row.interest_id {
            by_interest.entry(interest).or_default().push(row);
        } else if let Some(asset) = row.asset_id {
            by_asset.entry(asset).or_default().push(row);
        }
    }
    let look = |row: &fact::Model| format!("{} {:?} {:?} {}", row.kind, row.reach, row.target_id, row.body);
    let mut kinds: BTreeMap<Vec<String>, (Uuid, u64)> = BTreeMap::new();
    for asset in assets {
        let mut shape: Vec<String> = Vec::new();
        for row in by_asset.get(asset).into_iter().flatten() {
            let mut rules: Vec<String> =
                by_interest.get(&row.entity_id).into_iter().flatten().map(|row| look(row)).collect();
            rules.sort();
            shape.push(format!("{} {}", look(row), rules.join("\n")));
        }
        shape.sort();
        kinds.entry(shape).or_insert((*asset, 0)).1 += 1;
    }
    kinds.into_values().collect()
}

fn told(doubt: &Doubt, reference: &Reference, groups: &[TerritoryGroup]) -> OpenQuestion {
    let mut item = OpenQuestion {
        key: String::new(),
        code: String::new(),
        message: String::new(),
        facts: Vec::new(),
        clause_id: None,
        duty: None,
        cells: None,
        cell_days: None,
        assets: 0,
        unknown: Vec::new(),
        answers: Vec::new(),
    };
    match doubt {
        Doubt::Signature => {
            "agreement.signature".clone_into(&mut item.code);
            item.message = "Did both sides sign it?".to_owned();
            item.key.clone_from(&item.code);
        }
        Doubt::Duty(owed) => {
            "duty.before_use".clone_into(&mut item.code);
            item.message = format!("Before any use: {}. Has it been done?", ledger::said_of(&owed.0.duty));
            item.facts = owed.0.grants.clone();
            item.duty = owed.0.duty["id"].as_str().map(str::to_owned);
            item.key = format!("{}:{}", item.code, item.duty.as_deref().unwrap_or_default());
        }
        Doubt::Dispute(row) => {
            "revocation.disputed".clone_into(&mut item.code);
            item.message = "Is the revocation valid that is disputed here?".to_owned();
            item.facts = vec![row.entity_id];
            item.clause_id = row.clause_id;
            item.key = format!("{}:{}", item.code, row.entity_id);
        }
        Doubt::Point(point) => {
            point.asked.code().clone_into(&mut item.code);
            item.message = message(point, reference, groups);
            item.facts = point.rules.iter().map(|row| row.entity_id).collect();
            item.clause_id = point.clause;
            item.key = point.key();
            let answer = |choice: &open_points::Choice| PossibleAnswer {
                choice: choice.name.to_owned(),
                label: choice.label.to_owned(),
                asks: choice.asks.map(str::to_owned),
            };
            item.answers = point.asked.choices().iter().map(answer).collect();
        }
    }
    item
}

fn message(point: &Point, reference: &Reference, groups: &[TerritoryGroup]) -> String {
    use super::open_points::Asked;
    let group = point.asked.group().and_then(|key| groups.iter().find(|group| group.key == key));
    let group = group.map_or("the group", |group| group.name.as_str());
    match &point.asked {
        Asked::End => "Until when does it run?".to_owned(),
        Asked::Renewal => "It renews itself. Was it renewed?".to_owned(),
        Asked::Zone => "Whose midnight counts on its first and last day?".to_owned(),
        Asked::Binding(_) => format!("Does {group} mean its members at the signature, or those of the day?"),
        Asked::Group(_) => {
            let names: Vec<&str> = point.possible.iter().map(|code| reference.name(code)).collect();
            format!("Does {group} include {}?", names.join(", "))
        }
        Asked::Undefined(_) => format!("Which countries does this paper mean by {group}?"),
        Asked::Later => "Are channels and purposes meant that came up after the signature?".to_owned(),
        Asked::Test => "Does it count where a post is aimed at, or where it can be seen?".to_owned(),
        Asked::Chain => "What does the licence say that this one rests on?".to_owned(),
    }
}

fn body(row: &fact::Model) -> Value {
    serde_json::from_str(&row.body).unwrap_or_default()
}
