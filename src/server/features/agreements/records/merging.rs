//! What merging duplicates does to the record of rights: nothing on record is moved, widened or taken away.
//!
//! The merged asset becomes a part of the kept one. So every right in it must be cleared for the kept asset as well, and
//! every restriction on either holds. What was granted for the merged asset clears the rights in the merged asset; it
//! stands for the kept one only where the two have the same bytes. Otherwise the kept asset gets a right of its own that
//! nobody has looked at, which keeps it unknown until somebody does.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::facts::is_rejected;
use super::interest::{Link, Said, current_of, links_below, makes_circle};
use super::record::{self, Draft, Kind};
use super::row::fact;
use super::touched::with_parents;
use crate::platform::auth::Who;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// The role of a merged asset in the one that was kept.
pub const ROLE: &str = "merged";

/// An asset about to be merged.
#[derive(Clone, Debug)]
pub struct Source {
    pub id: Uuid,
    pub title: String,
    /// The same bytes, and whoever merges may approve agreements: what is granted for it is granted for the kept one.
    pub covers: bool,
}

/// What would be recorded.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    steps: Vec<Step>,
    /// The sources whose rights bind the kept asset from then on; nothing is on record about the others.
    pub bound: Vec<Uuid>,
    /// Whether the kept asset gets a right that nobody has looked at.
    pub needs_review: bool,
    /// All assets whose rights it touches: the kept one, the sources and what they are part of.
    pub touched: Vec<Uuid>,
}

/// One fact: new, or in place of `old`.
#[derive(Clone, Debug)]
pub struct Step {
    pub kind: Kind,
    pub old: Option<fact::Model>,
    pub draft: Draft,
}

/// A row that a merge wrote, and the one it stands in place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub row: Uuid,
    pub was: Option<Uuid>,
}

/// Works out what merging `sources` into `kept` records. 409 where one of them contains another.
pub async fn plan(db: &impl ConnectionTrait, kept: Uuid, sources: &[Source]) -> Result<Plan> {
    refuse_circles(db, kept, sources).await?;
    let mut plan = Plan::default();
    let ids: Vec<Uuid> = sources.iter().map(|source| source.id).collect();
    let on_record = told_of(db, &ids).await?;
    for source in sources.iter().filter(|source| on_record.contains(&source.id)) {
        let link = Link {
            role: ROLE.to_owned(),
            status: "confirmed".to_owned(),
            note: Some(format!("\u{201c}{}\u{201d} was merged into this asset.", source.title)),
            ..Link::default()
        };
        plan.add(Kind::Component, None, link.draft(kept, source.id)?, "Merged");
        plan.bound.push(source.id);
    }
    let is_covered = sources.iter().any(|source| source.covers && plan.bound.contains(&source.id));
    plan.needs_review = !plan.bound.is_empty() && !is_covered && says_nothing_of_its_own(db, kept).await?;
    if plan.needs_review {
        let said = Said { kind: "copyright.work".to_owned(), ..Said::default() };
        let why = "Merged with an asset of other bytes: what was granted for that one is not granted for this one.";
        plan.add(Kind::Interest, None, said.draft(kept)?, why);
    }
    plan.move_parents(db, kept, sources).await?;
    plan.touched = with_parents(db, [&[kept], ids.as_slice()].concat()).await?;
    Ok(plan)
}

/// Whether any two of them contain each other: then they are not two pictures of one thing.
async fn refuse_circles(db: &impl ConnectionTrait, kept: Uuid, sources: &[Source]) -> Result<()> {
    let all: Vec<Uuid> = std::iter::once(kept).chain(sources.iter().map(|source| source.id)).collect();
    for outer in &all {
        let below = links_below(db, *outer).await?;
        if all.iter().any(|inner| inner != outer && makes_circle(&below, *inner, *outer)) {
            let detail = "One of them is a part of another: they cannot become one asset.";
            return Err(Error::field(Code::ComponentCycle, "from", detail));
        }
    }
    Ok(())
}

/// Those of `assets` of which the record says anything.
async fn told_of(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<BTreeSet<Uuid>> {
    let mut found = BTreeSet::new();
    for kind in [Kind::Interest, Kind::Component, Kind::Flag, Kind::Restriction, Kind::Exclusivity] {
        let rows = current_of(db, fact::Column::AssetId, assets, kind).await?;
        found.extend(
            rows.iter().filter(|row| kind != Kind::Component || !is_rejected(row)).filter_map(|row| row.asset_id),
        );
    }
    Ok(found)
}

/// An asset without rights and parts of its own would be judged by the merged one alone.
async fn says_nothing_of_its_own(db: &impl ConnectionTrait, kept: Uuid) -> Result<bool> {
    let interests = current_of(db, fact::Column::AssetId, &[kept], Kind::Interest).await?;
    let parts = current_of(db, fact::Column::AssetId, &[kept], Kind::Component).await?;
    Ok(interests.is_empty() && !parts.iter().any(|row| Link::read(row).status == "confirmed"))
}

impl Plan {
    fn add(&mut self, kind: Kind, old: Option<fact::Model>, draft: Draft, reason: &str) {
        self.steps.push(Step { kind, old, draft: Draft { reason: Some(reason.to_owned()), ..draft } });
    }

    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// What a source is a part of contains the kept asset from then on. Where nothing leads from the kept asset to the
    /// source, its old link stays beside the new one, so that what is unknown of it is still unknown.
    async fn move_parents(&mut self, db: &impl ConnectionTrait, kept: Uuid, sources: &[Source]) -> Result<()> {
        let known = current_of(db, fact::Column::TargetId, &[kept], Kind::Component).await?;
        let mut holding: BTreeSet<Uuid> = known.iter().filter_map(|row| row.asset_id).collect();
        for source in sources {
            let links = current_of(db, fact::Column::TargetId, &[source.id], Kind::Component).await?;
            for row in links.into_iter().filter(|row| !is_rejected(row)) {
                let Some(parent) = row.asset_id else { continue };
                if !holding.insert(parent) {
                    continue;
                }
                let note = format!("In place of \u{201c}{}\u{201d}, which was merged.", source.title);
                let draft = Link { note: Some(note), ..Link::read(&row) }.draft(parent, kept)?;
                let leads_on = self.bound.contains(&source.id) || source.covers;
                self.add(Kind::Component, leads_on.then_some(row), draft, "Merged");
            }
        }
        Ok(())
    }

    /// Writes it down. Answers what was written, for whoever takes the merge back.
    pub async fn record(&self, ctx: &Ctx, tx: &Tx, who: &Who) -> Result<Vec<Made>> {
        let mut made = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let row = match &step.old {
                Some(old) => record::replace(ctx, tx, who, old, step.draft.clone()).await?,
                None => record::add(ctx, tx, who, step.kind, step.draft.clone()).await?,
            };
            made.push(Made { row: row.id, was: step.old.as_ref().map(|old| old.id) });
        }
        Ok(made)
    }
}

/// Takes back what a merge recorded, as far as nobody has recorded anything else in its place since.
pub async fn undo(ctx: &Ctx, tx: &Tx, who: &Who, made: &[Made]) -> Result<()> {
    for each in made.iter().rev() {
        let Some(row) = fact::Entity::find_by_id(each.row).one(tx).await? else { continue };
        if row.superseded_at.is_some() {
            continue;
        }
        let was = match each.was {
            Some(was) => fact::Entity::find_by_id(was).one(tx).await?,
            None => None,
        };
        match was {
            Some(was) => {
                let body = serde_json::from_str(&was.body)?;
                let reason = Some("The merge was taken back".to_owned());
                let draft = Draft { asset: was.asset_id, target: was.target_id, body, reason, ..Draft::default() };
                record::replace(ctx, tx, who, &row, draft).await?;
            }
            None => record::withdraw(ctx, tx, who, &row).await?,
        }
    }
    Ok(())
}
