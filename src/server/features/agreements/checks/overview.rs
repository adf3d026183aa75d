//! Gathers dates and ledgers of the whole library: loads rows in a bounded number of queries and hands them to the
//! pure parts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use serde_json::Value;

use super::super::facts::{is_rejected, known_at};
use super::super::records::header::{Header, Status};
use super::super::records::ledger;
use super::super::records::record::Kind;
use super::super::records::row::fact;
use super::super::records::summary::summary;
use super::super::show::standings::{CapLine, ExclusivityConflict, ExclusivityLine, LedgerPaper, Ledgers};
use super::super::show::timeline::{DatedAgreement, Timeline};
use super::super::standing::at_instant;
use super::super::{clearance, show::findings::Finding};
use super::burn::burn;
use super::in_question::{UseInQuestion, UsesInQuestion};
use super::intake;
use super::timeline::{Paper, Window};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// How many facts of a kind are read.
const MOST_ROWS: u64 = 20_000;
/// How many agreements are drawn.
const MOST_DRAWN: usize = 300;
/// How many papers with exclusivities are looked into, and how many live uses are asked about.
const MOST_PAPERS: usize = 100;
const MOST_USES: usize = 200;

/// Everything that ends, begins or has to be done in a window.
pub async fn timeline(ctx: &Ctx, listing: UsesInQuestion, window: Window) -> Result<Timeline> {
    let db = ctx.db.read();
    let papers = papers(db).await?;
    let rules = [Kind::Grant, Kind::Restriction, Kind::Exclusivity, Kind::Revocation];
    let kinds = rules.into_iter().chain([Kind::DutyEvent, Kind::Fee, Kind::NoticeWindow]);
    let mut by_paper: BTreeMap<Uuid, Vec<fact::Model>> = BTreeMap::new();
    for kind in kinds {
        for row in rows(db, kind, "").await? {
            if let Some(id) = row.agreement_id.filter(|id| papers.contains_key(id)) {
                by_paper.entry(id).or_default().push(row);
            }
        }
    }
    let mut drawn: Vec<DatedAgreement> = Vec::new();
    let live = Live::load(ctx, listing, by_paper.values().flatten()).await?;
    for (id, rows) in by_paper {
        let ends = live.ends_of(&rows);
        let Some(header) = papers.get(&id) else { continue };
        let looked = Paper { header, rows: &rows, live_until: &ends };
        let dates = looked.days(window, ctx.now().date_naive());
        if dates.is_empty() {
            continue;
        }
        drawn.push(DatedAgreement {
            id,
            reference: header.reference.clone(),
            title: header.title.clone(),
            licensor: header.licensor.clone(),
            is_definite: header.is_definite(),
            live_uses: ends.len() as u64,
            terms: looked.terms(),
            dates,
        });
    }
    drawn.sort_by_key(|paper| paper.dates.first().map(|date| date.date));
    let left_out = drawn.len().saturating_sub(MOST_DRAWN) as u64;
    drawn.truncate(MOST_DRAWN);
    Ok(Timeline { today: ctx.now().date_naive(), from: window.from, until: window.until, agreements: drawn, left_out })
}

/// The live uses of assets and of what the assets are part of.
struct Live {
    parents: HashMap<Uuid, Vec<Uuid>>,
    uses: Vec<UseInQuestion>,
}

impl Live {
    async fn load(ctx: &Ctx, listing: UsesInQuestion, rows: impl Iterator<Item = &fact::Model>) -> Result<Live> {
        let mut parents: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
        for link in self::rows(ctx.db.read(), Kind::Component, "").await? {
            if let (Some(parent), Some(child), false) = (link.asset_id, link.target_id, is_rejected(&link)) {
                parents.entry(child).or_default().push(parent);
            }
        }
        let mut live = Live { parents, uses: Vec::new() };
        let own: BTreeSet<Uuid> = rows.filter_map(|row| row.asset_id).collect();
        let assets = live.upward(own);
        live.uses = (listing.0)(ctx.clone(), assets.into_iter().collect()).await?;
        live.uses.retain(|each| each.kind == "publication" && each.state == "live");
        Ok(live)
    }

    /// Assets and everything they are part of.
    fn upward(&self, from: BTreeSet<Uuid>) -> BTreeSet<Uuid> {
        let mut found = from.clone();
        let mut next: Vec<Uuid> = from.into_iter().collect();
        while let Some(child) = next.pop() {
            for parent in self.parents.get(&child).into_iter().flatten() {
                if found.insert(*parent) {
                    next.push(*parent);
                }
            }
        }
        found
    }

    /// The last days of the live uses of what these rows are about; a use without end lasts for ever.
    fn ends_of(&self, rows: &[fact::Model]) -> Vec<NaiveDate> {
        let grants = rows.iter().filter(|row| row.kind == Kind::Grant.name());
        let assets = self.upward(grants.filter_map(|row| row.asset_id).collect());
        let uses = self.uses.iter().filter(|each| assets.contains(&each.asset));
        let end = |each: &UseInQuestion| each.use_["end"].as_str().and_then(|day| day.get(..10)?.parse().ok());
        uses.map(|each| end(each).unwrap_or(NaiveDate::MAX)).collect()
    }
}

/// Every cap and every exclusivity, with what is left and where they meet grants and live uses.
pub async fn ledgers(ctx: &Ctx, listing: UsesInQuestion) -> Result<Ledgers> {
    let db = ctx.db.read();
    let papers = papers(db).await?;
    let mut by_paper: BTreeMap<Uuid, Vec<fact::Model>> = BTreeMap::new();
    let mut read = rows(db, Kind::Grant, "\"caps\"").await?;
    read.extend(rows(db, Kind::Usage, "").await?);
    for row in read {
        if let Some(id) = row.agreement_id.filter(|id| papers.contains_key(id)) {
            by_paper.entry(id).or_default().push(row);
        }
    }
    let mut caps = Vec::new();
    for (id, rows) in &by_paper {
        let Some(paper) = papers.get(id).map(|header| paper(*id, header)) else { continue };
        caps.extend(ledger::caps(rows).into_iter().map(|cap| cap_line(paper.clone(), cap, ctx)));
    }
    Ok(Ledgers { caps, exclusivities: exclusivities(ctx, listing, &papers).await? })
}

fn cap_line(agreement: LedgerPaper, cap: ledger::CapStanding, ctx: &Ctx) -> CapLine {
    let text = |key: &str, otherwise: &str| cap.cap[key].as_str().unwrap_or(otherwise).to_owned();
    let burn = burn(&cap, ctx.now());
    CapLine {
        agreement,
        kind: text("kind", "cumulative"),
        metric: text("metric", "uses"),
        limit: cap.cap["limit"].as_f64().unwrap_or_default(),
        consumed: cap.consumed,
        reserved: cap.reserved,
        remaining: cap.remaining,
        entries: cap.entries.len() as u64,
        burn_per_day: burn.map(|burn| burn.per_day),
        days_left: burn.map(|burn| burn.days_left),
        reached_on: burn.map(|burn| burn.reached_on),
        cap: cap.id().to_owned(),
    }
}

async fn exclusivities(
    ctx: &Ctx,
    listing: UsesInQuestion,
    papers: &HashMap<Uuid, Header>,
) -> Result<Vec<ExclusivityLine>> {
    let db = ctx.db.read();
    let rows = rows(db, Kind::Exclusivity, "").await?;
    let named: BTreeSet<Uuid> = rows.iter().filter_map(|row| row.agreement_id).collect();
    let mut findings: HashMap<Uuid, Vec<Finding>> = HashMap::new();
    for id in named.into_iter().filter(|id| papers.contains_key(id)).take(MOST_PAPERS) {
        let mut found = intake::look(ctx, db, id).await?;
        found.retain(|finding| finding.code.starts_with("exclusivity."));
        findings.insert(id, found);
    }
    let forbidden = forbidden(ctx, listing, &rows).await?;
    let mut lines = Vec::new();
    for row in &rows {
        let Some((id, header)) = row.agreement_id.and_then(|id| Some((id, papers.get(&id)?))) else { continue };
        let body: Value = serde_json::from_str(&row.body).unwrap_or_default();
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let found = findings.get(&id).into_iter().flatten().filter(|finding| finding.facts.contains(&row.entity_id));
        lines.push(ExclusivityLine {
            agreement: paper(id, header),
            fact: row.entity_id,
            direction: text(&body["direction"]).unwrap_or_else(|| "against_us".to_owned()),
            holder: text(&body["holder"]).unwrap_or_default(),
            summary: summary(Kind::Exclusivity, &row.body),
            from: text(&body["period"]["start"]),
            until: text(&body["period"]["end"]).filter(|end| end != "UNKNOWN"),
            asset: row.asset_id,
            conflicts: found
                .map(|finding| ExclusivityConflict {
                    message: finding.message.clone(),
                    agreement: finding.agreement,
                    region: finding.region.clone(),
                })
                .collect(),
            forbids_live: forbidden.get(&row.entity_id).cloned().unwrap_or_default(),
        });
    }
    Ok(lines)
}

/// The live publications that exclusivities forbid today: what the engine itself says against them.
async fn forbidden(ctx: &Ctx, listing: UsesInQuestion, rows: &[fact::Model]) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let live = Live::load(ctx, listing, rows.iter()).await?;
    let mut found: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let moment = ctx.db.snapshot().await?;
    for each in live.uses.iter().take(MOST_USES) {
        let request = clearance::parse_use(&at_instant(&each.use_.to_string(), ctx.now())?)?;
        let verdict = clearance::ask_again(ctx, &moment, each.asset, &request, each.id).await?;
        let rules = verdict.reasons.iter().filter_map(|reason| Uuid::parse_str(reason.rule.as_deref()?).ok());
        for rule in rules.filter(|rule| rows.iter().any(|row| row.entity_id == *rule)) {
            let against = found.entry(rule).or_default();
            if !against.contains(&each.id) {
                against.push(each.id);
            }
        }
    }
    moment.commit().await?;
    Ok(found)
}

fn paper(id: Uuid, header: &Header) -> LedgerPaper {
    LedgerPaper {
        id,
        reference: header.reference.clone(),
        title: header.title.clone(),
        licensor: header.licensor.clone(),
        is_definite: header.is_definite(),
    }
}

/// The heads of agreements that count or may come to count.
async fn papers(db: &impl ConnectionTrait) -> Result<HashMap<Uuid, Header>> {
    let mut found = HashMap::new();
    for row in rows(db, Kind::Agreement, "").await? {
        let header: Header = serde_json::from_str(&row.body)?;
        if !matches!(header.status, Status::Terminated | Status::Void) {
            found.insert(row.entity_id, header);
        }
    }
    Ok(found)
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
