//! What a change of an agreement would lead to: publications and approvals that would stand or fall, and where assets
//! would be cleared. The same engine on facts that nobody recorded; nothing is stored.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, NaiveTime, SecondsFormat, Utc};
use rights::{Region, UseRequest, Verdict};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use super::super::clearance::parse_use;
use super::super::facts::upstream;
use super::super::records::amendment::Ending;
use super::super::records::body;
use super::super::records::header::{Header, Review, Status};
use super::super::records::interest::current_of;
use super::super::records::queries::{current_facts, find_fact, header_of};
use super::super::records::record::{Draft, Kind};
use super::super::records::row::fact;
use super::super::records::touched::{affected_assets, everything, with_parents};
use super::super::records::wanted::Wanted;
use super::super::reference::product;
use super::super::show::preview::{
    Foreseen, Impact, NewPreview, PreviewedChange, PreviewedFact, RegionImpact, UseImpact,
};
use super::super::show::verdict::{Given, Reader, show};
use super::cubes::{boxes, cubes, minus};
use super::hypothesis::{Hypothesis, Sides, after, imagined};
use super::in_question::{UseInQuestion, UsesInQuestion};
use crate::features::assets::{self, show::AssetRef};
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// So many assets are compared region by region; uses in question are always all looked at.
const MOST_COMPARED: usize = 500;
/// How many assets are loaded at once.
const AT_ONCE: usize = 50;
/// How many assets of one kind are named.
const MOST_NAMED: usize = 20;
/// How many facts one preview may imagine.
const MOST_FACTS: usize = 200;

/// What would follow if `wanted` were done to an agreement.
pub async fn preview(
    ctx: &Ctx,
    reader: &Reader,
    listing: UsesInQuestion,
    agreement: Uuid,
    wanted: NewPreview,
) -> Result<Impact> {
    let db = ctx.db.read();
    let change = wanted.change;
    let (hypothesis, notes) = suppose(ctx, db, reader, agreement, wanted).await?;
    let assets = touched(db, agreement, &hypothesis).await?;
    let impact = foresee(ctx, reader, listing, &assets, &hypothesis, change).await?;
    Ok(Impact { notes, ..impact })
}

/// What would follow for `assets` if the record read otherwise.
pub async fn foresee(
    ctx: &Ctx,
    reader: &Reader,
    listing: UsesInQuestion,
    assets: &[Uuid],
    hypothesis: &Hypothesis,
    change: PreviewedChange,
) -> Result<Impact> {
    let db = ctx.db.read();
    let mut uses: HashMap<Uuid, Vec<UseInQuestion>> = HashMap::new();
    for each in (listing.0)(ctx.clone(), assets.to_vec()).await? {
        uses.entry(each.asset).or_default().push(each);
    }
    let mut seen = Seen::default();
    for some in assets.chunks(AT_ONCE) {
        let compared = seen.compared;
        let wanted = |asset: &&Uuid| compared < MOST_COMPARED || uses.contains_key(*asset);
        let some: Vec<Uuid> = some.iter().filter(wanted).copied().collect();
        if some.is_empty() {
            continue;
        }
        let sides = Sides::load(ctx, db, &some, hypothesis).await?;
        for asset in &some {
            seen.look(&sides, *asset, uses.get(asset).map_or(&[], Vec::as_slice), ctx.now())?;
        }
    }
    let mut impact = seen.shown(ctx, reader, change).await?;
    impact.assets = assets.len() as u64;
    Ok(impact)
}

/// The assets the agreement touches, and those only the change would touch.
async fn touched(db: &impl ConnectionTrait, agreement: Uuid, hypothesis: &Hypothesis) -> Result<Vec<Uuid>> {
    let house_wide = |row: &fact::Model| row.reach.as_deref() == Some("organisation") || row.kind == "engagement";
    if hypothesis.added.iter().any(house_wide) {
        return everything(db).await;
    }
    let mut all: BTreeSet<Uuid> = affected_assets(db, agreement).await?.into_iter().collect();
    let named = hypothesis.added.iter().filter_map(|row| row.asset_id);
    all.extend(with_parents(db, named.collect()).await?);
    Ok(all.into_iter().collect())
}

/// The record as it would be, and what has to be said about that.
async fn suppose(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    reader: &Reader,
    agreement: Uuid,
    wanted: NewPreview,
) -> Result<(Hypothesis, Vec<String>)> {
    let (row, header) = header_of(db, agreement).await?;
    if wanted.add.len() + wanted.remove.len() > MOST_FACTS {
        return Err(Error::field(Code::Invalid, "add", format!("At most {MOST_FACTS} facts at once.")));
    }
    let mut facts = wanted.add.clone();
    if wanted.change == PreviewedChange::Revoke {
        facts.push(revocation(ctx, &wanted));
    }
    let mut hypothesis = Hypothesis::default();
    let rows = current_facts(db, agreement).await?;
    let at = after(ctx, &rows);
    for each in facts {
        add(ctx, db, reader, (agreement, at), each, &mut hypothesis).await?;
    }
    let own: BTreeSet<Uuid> = rows.iter().map(|row| row.entity_id).collect();
    if wanted.remove.iter().any(|id| !own.contains(id)) {
        return Err(Error::field(Code::FactNotFound, "remove", "One of them is not on record in this agreement."));
    }
    hypothesis.removed = wanted.remove.iter().copied().collect();
    let changed = as_changed(ctx, &header, &wanted);
    let mut notes = Vec::new();
    if !changed.is_definite() {
        notes.push(
            "It would still not be both signed and approved: what it grants stays possible, never certain.".to_owned(),
        );
    }
    hypothesis.headers.push((row, changed));
    Ok((hypothesis, notes))
}

fn as_changed(ctx: &Ctx, header: &Header, wanted: &NewPreview) -> Header {
    let at = wanted.effective.map_or(ctx.now(), |day| day.and_time(NaiveTime::MIN).and_utc());
    let with = |status: Status| Header { status, status_at: Some(at), ..header.clone() };
    match wanted.change {
        PreviewedChange::Approve => Header { review: Review::Approved, ..header.clone() },
        PreviewedChange::Execute => with(Status::Executed),
        PreviewedChange::Suspend => with(Status::Suspended),
        PreviewedChange::Terminate => with(Status::Terminated),
        PreviewedChange::Void => with(Status::Void),
        PreviewedChange::Revoke | PreviewedChange::Facts => header.clone(),
    }
}

fn revocation(ctx: &Ctx, wanted: &NewPreview) -> PreviewedFact {
    let day =
        wanted.effective.map_or_else(|| ctx.now().to_rfc3339_opts(SecondsFormat::Secs, true), |day| day.to_string());
    let body = json!({ "kind": wanted.revocation.as_deref().unwrap_or("prospective"), "effective": day,
        "grant": wanted.grant, "interest": wanted.interest });
    let body = body.as_object().cloned().unwrap_or_default();
    PreviewedFact { kind: Kind::Revocation.name().to_owned(), id: None, amends: None, effective_on: None, body }
}

/// Checks a fact as if it were to be recorded, and imagines that it was.
async fn add(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    reader: &Reader,
    (agreement, at): (Uuid, DateTime<Utc>),
    wanted: PreviewedFact,
    hypothesis: &mut Hypothesis,
) -> Result<()> {
    let unknown = || Error::field(Code::FactInvalid, "kind", "This is not recorded in an agreement.");
    let kind = Kind::parse(&wanted.kind).ok_or_else(unknown)?;
    let old = match wanted.id {
        Some(id) => Some(find_fact(db, agreement, kind, id).await?),
        None => None,
    };
    if wanted.id.is_some() && wanted.amends.is_some() {
        let detail = "A correction stands in place of what was wrong; an amendment stands beside it.";
        return Err(Error::field(Code::FactInvalid, "amends", detail));
    }
    let ending = Ending { kind, agreement, amends: wanted.amends, on: wanted.effective_on };
    if let Some(ending) = ending.draft(db).await? {
        hypothesis.added.push(imagined(Kind::Revocation, (ctx.new_id()?, ctx.new_id()?), ending, at));
    }
    let amends = wanted.amends;
    let mut body = wanted.body;
    if let Some(same) = old.as_ref().and_then(|old| old.interest_id)
        && !["interest", "interests"].iter().any(|key| body.contains_key(*key))
    {
        body.insert("interest".to_owned(), json!(same));
    }
    let wanted = Wanted { agreement, no_document: Some("imagined".to_owned()), amends, body, ..Wanted::default() };
    let drafts = body::drafts(db, reader.scope, kind, wanted, old.as_ref()).await?;
    for draft in drafts {
        let entity = old.as_ref().map_or_else(|| ctx.new_id(), |old| Ok(old.entity_id))?;
        let row = imagined(kind, (ctx.new_id()?, entity), Draft { amends: None, ..draft }, at);
        let heads = upstream(&row);
        let found = current_of(db, fact::Column::EntityId, &heads, Kind::Grant).await?;
        let papers: Vec<Uuid> = found.iter().filter_map(|row| row.agreement_id).collect();
        hypothesis.beside.extend(found);
        hypothesis.beside.extend(current_of(db, fact::Column::EntityId, &papers, Kind::Agreement).await?);
        hypothesis.added.push(row);
    }
    Ok(())
}

/// What is left of a use: it began when it was published, and only what is still to come can be lost.
pub fn from_now_on(intended: &Value, now: DateTime<Utc>) -> Value {
    let mut left = intended.clone();
    let start = left["start"].as_str().unwrap_or_default().to_owned();
    let now_text = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    let begun = start.get(..10).is_some_and(|day| day < &now_text[..10]);
    if begun && let Some(fields) = left.as_object_mut() {
        fields.entry("published_at").or_insert(Value::String(start));
        fields.insert("start".to_owned(), Value::String(now_text));
    }
    left
}

struct Changed {
    found: UseInQuestion,
    left: Value,
    before: Verdict,
    after: Verdict,
    effect: &'static str,
}

#[derive(Default)]
struct Seen {
    compared: usize,
    unchanged: u64,
    uses: Vec<Changed>,
    /// By what they were and what they would be: the regions and the assets.
    regions: BTreeMap<(String, String), (Region, Region, Vec<Uuid>)>,
}

impl Seen {
    fn look(&mut self, sides: &Sides, asset: Uuid, uses: &[UseInQuestion], now: DateTime<Utc>) -> Result<()> {
        for each in uses {
            let left = from_now_on(&each.use_, now);
            // A use that is over cannot be lost.
            let Ok(request) = parse_use(&left) else { continue };
            self.judge(sides, each, left, &request);
        }
        if self.compared >= MOST_COMPARED {
            return Ok(());
        }
        self.compared += 1;
        let (before, after) = sides.regions(asset);
        if before == after {
            return Ok(());
        }
        let reference = product()?;
        let (before, after) = (before.with_duties(reference), after.with_duties(reference));
        if before.id() != after.id() {
            let key = (before.id().to_owned(), after.id().to_owned());
            self.regions.entry(key).or_insert((before, after, Vec::new())).2.push(asset);
        }
        Ok(())
    }

    fn judge(&mut self, sides: &Sides, found: &UseInQuestion, left: Value, request: &UseRequest) {
        let (before, after) = sides.verdicts(found.asset, request);
        let effect = match (before.headline.is_cleared(), after.headline.is_cleared()) {
            (true, false) => "lost",
            (false, true) => "gained",
            _ if before.headline != after.headline || before.cleared.id() != after.cleared.id() => "changed",
            _ => {
                self.unchanged += 1;
                return;
            }
        };
        self.uses.push(Changed { found: found.clone(), left, before, after, effect });
    }

    async fn shown(mut self, ctx: &Ctx, reader: &Reader, change: PreviewedChange) -> Result<Impact> {
        let (db, now, reference) = (ctx.db.read(), ctx.now(), product()?);
        let order = |effect: &str| ["lost", "changed", "gained"].iter().position(|each| *each == effect);
        self.uses.sort_by_key(|each| (order(each.effect), each.found.id));
        let mut named: BTreeSet<Uuid> = self.uses.iter().map(|each| each.found.asset).collect();
        named.extend(self.regions.values().flat_map(|(.., assets)| assets.iter().take(MOST_NAMED).copied()));
        let refs = assets::show::asset_refs(db, reader.scope, &named.into_iter().collect::<Vec<_>>()).await?;
        let count = |effect: &str| self.uses.iter().filter(|each| each.effect == effect).count() as u64;
        let regions = self.regions.values().map(|(before, after, assets)| {
            let (before, after) = (cubes(before), cubes(after));
            RegionImpact {
                asset_count: assets.len() as u64,
                assets: assets.iter().take(MOST_NAMED).filter_map(|id| refs.get(id).cloned()).collect(),
                gained: boxes(&minus(&after, &before), reference),
                lost: boxes(&minus(&before, &after), reference),
            }
        });
        Ok(Impact {
            change,
            as_of: now,
            assets: 0,
            assets_compared: self.compared as u64,
            gained: count("gained"),
            lost: count("lost"),
            unchanged: self.unchanged,
            regions: regions.collect(),
            uses: shown_uses(ctx, reader, &self.uses, &refs).await?,
            notes: Vec::new(),
        })
    }
}

async fn shown_uses(
    ctx: &Ctx,
    reader: &Reader,
    uses: &[Changed],
    refs: &HashMap<Uuid, AssetRef>,
) -> Result<Vec<UseImpact>> {
    let mut given = Vec::new();
    for each in uses {
        for verdict in [&each.before, &each.after] {
            given.push(Given::fresh(Uuid::nil(), each.found.asset, each.left.clone(), ctx.now(), verdict)?);
        }
    }
    let told = show(ctx.db.read(), reader, given).await?;
    let mut told = told.into_iter().map(Foreseen::from);
    let mut shown = Vec::new();
    for each in uses {
        let (Some(before), Some(after)) = (told.next(), told.next()) else { continue };
        let Some(asset) = refs.get(&each.found.asset).cloned() else { continue };
        shown.push(UseImpact {
            kind: each.found.kind.to_owned(),
            id: each.found.id,
            state: each.found.state.clone(),
            asset,
            use_: serde_json::from_value(each.left.clone())?,
            effect: each.effect.to_owned(),
            before,
            after,
        });
    }
    Ok(shown)
}
