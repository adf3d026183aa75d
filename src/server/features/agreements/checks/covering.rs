//! Asks the engine for the coverage of assets, on one snapshot, within bounds.

use chrono::{DateTime, NaiveDate, Utc};
use rights::{Coverage, Reference};
use sea_orm::ConnectionTrait;
use sea_orm::entity::prelude::Uuid;

use super::super::clearance::{bounded, parse_use};
use super::super::facts;
use super::super::reference::product;
use super::super::show::answer::{Given, Reader};
use super::super::show::coverage::{self as shown, CoverageRequest, CoveredAsset, Subject};
use super::super::show::reference::{RightsReference, rights_reference};
use super::super::show::uses::Use;
use super::super::show::verdict;
use super::coverage::{Heading, matrix};
use crate::features::assets;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};

/// The longest window that is drawn.
const MOST_DAYS: i64 = 1_098;
/// The most territories and groups asked about at once.
const MOST_COLUMNS: usize = 60;
/// The most stretches of time in one answer.
const MOST_SLICES: usize = 20_000;

/// Draws the coverage of assets. What is asked about is in sight of the reader already.
pub async fn draw(ctx: &Ctx, reader: &Reader, subject: Subject, asked: CoverageRequest) -> Result<shown::Coverage> {
    let reference = rights_reference()?;
    let belief_at = asked.belief_at;
    let use_ = checked(asked, &reference)?;
    let moment = ctx.db.snapshot().await?;
    let (answers, belief) = answers(ctx, &moment, &subject.assets, &use_, belief_at).await?;
    moment.commit().await?;
    let drawn = matrix(&answers, &families(&reference, &answers), &columns(&reference, &use_.territories, &answers));
    if drawn.lanes.iter().map(Vec::len).sum::<usize>() > MOST_SLICES {
        let why = "This is more than one picture can hold. Ask about fewer territories or a shorter time.";
        return Err(Error::field(Code::Invalid, "territories", why));
    }
    let mut given = Vec::new();
    for (asset, answer) in subject.assets.iter().zip(&answers) {
        given.push(Given::fresh(Uuid::nil(), *asset, use_.to_value()?, ctx.now(), &answer.verdict)?);
    }
    let db = ctx.db.read();
    let refs = assets::show::asset_refs(db, reader.scope, &subject.assets).await?;
    let mut answer = shown::Coverage {
        use_,
        belief_at: belief,
        assets: Vec::new(),
        assets_left_out: subject.left_out,
        rows: drawn.rows,
        columns: drawn.columns,
        cells: drawn.cells,
        lanes: drawn.lanes,
        reasons: Vec::new(),
        supports: Vec::new(),
        duties: Vec::new(),
    };
    for verdict in verdict::show(db, reader, given).await? {
        let Some(asset) = refs.get(&verdict.asset).cloned() else {
            return Err(Error::not_found(Code::AssetNotFound));
        };
        answer.assets.push(CoveredAsset { asset, headline: verdict.headline, sentence: verdict.sentence });
        answer.reasons.extend(verdict.reasons);
        answer.supports.extend(verdict.supports);
        answer.duties.extend(verdict.duties);
    }
    Ok(answer)
}

async fn answers(
    ctx: &Ctx,
    db: &impl ConnectionTrait,
    assets: &[Uuid],
    use_: &Use,
    belief_at: Option<DateTime<Utc>>,
) -> Result<(Vec<Coverage>, DateTime<Utc>)> {
    let reference: &Reference = product()?;
    let request = parse_use(&use_.to_value()?)?;
    let record = facts::load(db, assets, belief_at).await?;
    let known = record.facts(reference);
    let belief = belief_at.unwrap_or_else(|| record.latest().map_or(ctx.now(), |latest| latest.max(ctx.now())));
    let each = |asset: &Uuid| {
        let facts = bounded(&record, &known, *asset);
        rights::coverage(reference, &facts, &request.with_asset(&asset.to_string()), belief, ctx.now())
    };
    Ok((assets.iter().map(each).collect(), belief))
}

/// The use that is drawn: every channel where none is named. Refuses what no picture could hold.
fn checked(asked: CoverageRequest, reference: &RightsReference) -> Result<Use> {
    if asked.territories.len() > MOST_COLUMNS {
        return Err(Error::field(Code::Invalid, "territories", format!("At most {MOST_COLUMNS} at once.")));
    }
    if let (Ok(start), Ok(end)) = (asked.start.parse::<NaiveDate>(), asked.end.parse::<NaiveDate>())
        && (end - start).num_days() > MOST_DAYS
    {
        return Err(Error::field(Code::Invalid, "end", "At most three years at once."));
    }
    for (field, text) in [("start", &asked.start), ("end", &asked.end)] {
        if text.parse::<NaiveDate>().is_err() {
            return Err(Error::field(Code::DateInvalid, field, "A day is expected, like 2026-12-01."));
        }
    }
    let all = || reference.channels.iter().map(|channel| channel.key.clone()).collect();
    Ok(Use {
        channels: asked.channels.filter(|named| !named.is_empty()).unwrap_or_else(all),
        territories: asked.territories,
        start: asked.start,
        end: asked.end,
        purposes: asked.purposes.filter(|named| !named.is_empty()),
        brand: asked.brand,
        category: asked.category,
        actor: asked.actor,
        ..Use::default()
    })
}

/// The families of the channels that were asked about, in the order of the reference.
fn families(reference: &RightsReference, answers: &[Coverage]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let asked = |key: &str| {
        let parts = answers.iter().flat_map(|answer| &answer.parts);
        parts.flat_map(|part| &part.channels).any(|channel| channel == key)
    };
    for channel in reference.channels.iter().filter(|channel| asked(&channel.key)) {
        match found.iter_mut().find(|family| family.key == channel.family) {
            Some(family) => family.leaves.push(channel.key.clone()),
            None => found.push(Heading { key: channel.family.clone(), leaves: vec![channel.key.clone()] }),
        }
    }
    // A family of which one channel is asked about is called by it.
    for family in &mut found {
        if let [only] = family.leaves.as_slice() {
            family.key = only.clone();
        }
    }
    found
}

/// A column for each name that was asked for; what an earlier membership adds stands by itself.
fn columns(reference: &RightsReference, asked: &[String], answers: &[Coverage]) -> Vec<Heading> {
    let mut rest: Vec<&str> = Vec::new();
    for territory in answers.iter().flat_map(|answer| &answer.parts).flat_map(|part| &part.territories) {
        if !rest.contains(&territory.as_str()) {
            rest.push(territory);
        }
    }
    rest.sort_unstable();
    let drawn = rest.clone();
    let mut found = Vec::new();
    for key in asked {
        let group = reference.territory_groups.iter().find(|group| group.key == *key);
        let members = group.map_or_else(|| vec![key.clone()], |group| group.members.clone());
        let leaves: Vec<String> = members.into_iter().filter(|code| drawn.contains(&code.as_str())).collect();
        rest.retain(|code| !leaves.iter().any(|leaf| leaf == code));
        if !leaves.is_empty() && !found.iter().any(|known: &Heading| known.key == *key) {
            found.push(Heading { key: key.clone(), leaves });
        }
    }
    found.extend(rest.into_iter().map(|code| Heading { key: code.to_owned(), leaves: vec![code.to_owned()] }));
    found
}
