//! `placet verify`: is everything on record really there and unharmed? Reads only.

use std::collections::HashMap;

use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

use crate::app::start;
use crate::features::assets::fixity;
use crate::features::assets::row::{asset, version};
use crate::features::audit;
use crate::features::publishing::row::publication;
use crate::features::renditions::row::rendition;
use crate::features::search::SearchIndex;
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;
use crate::platform::storage::key::Key;

/// Rows read at once.
const BATCH: u64 = 500;

/// What was looked at, and what is wrong.
#[derive(Debug, Default)]
pub struct Report {
    pub versions: u64,
    pub renditions: u64,
    pub copies: u64,
    pub events: u64,
    pub documents: u64,
    /// One sentence for each thing that is wrong.
    pub findings: Vec<String>,
}

impl Report {
    fn find(&mut self, finding: String) {
        println!("{finding}");
        self.findings.push(finding);
    }
}

/// Checks everything and prints what is wrong; `true` when nothing is. The command ends with 1 otherwise.
pub async fn run(config: Config) -> Result<bool> {
    let ctx = start::open(config, Clock::System).await?;
    let index = SearchIndex::open(&ctx).await?;
    let report = check(&ctx, &index).await?;
    let Report { versions, renditions, copies, events, documents, findings } = &report;
    println!(
        "Looked at {versions} originals, {renditions} renditions, {copies} published copies, {events} events and \
         {documents} documents of the index: {}.",
        match findings.len() {
            0 => "nothing is wrong".to_owned(),
            1 => "one thing is wrong".to_owned(),
            many => format!("{many} things are wrong"),
        }
    );
    ctx.db.clone().close().await;
    Ok(findings.is_empty())
}

/// Checks stored files, published copies, the chain of the trail and the index against the database.
pub async fn check(ctx: &Ctx, index: &SearchIndex) -> Result<Report> {
    let mut report = Report::default();
    check_originals(ctx, &mut report).await?;
    check_renditions(ctx, &mut report).await?;
    check_copies(ctx, &mut report).await?;
    let chain = audit::verify(ctx.db.read()).await?;
    report.events = chain.checked;
    if let Some(seq) = chain.first_bad {
        report.find(format!("The trail does not hold at event {seq}: it was changed, or something is missing there."));
    }
    check_index(ctx, index, &mut report).await?;
    Ok(report)
}

async fn check_originals(ctx: &Ctx, report: &mut Report) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let rows = version::Entity::find()
            .filter(version::Column::Id.gt(after))
            .order_by_asc(version::Column::Id)
            .limit(BATCH)
            .all(ctx.db.read())
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in &rows {
            report.versions += 1;
            if let Some(fault) = fixity::fault_of(ctx, row).await? {
                let version::Model { file_name, number, asset_id, .. } = row;
                report.find(format!("{file_name}, version {number} of the asset {asset_id}: {fault}."));
            }
        }
    }
}

async fn check_renditions(ctx: &Ctx, report: &mut Report) -> Result<()> {
    let mut after = Uuid::nil();
    loop {
        let rows = rendition::Entity::find()
            .filter(rendition::Column::Id.gt(after))
            .filter(rendition::Column::State.eq("ready"))
            .order_by_asc(rendition::Column::Id)
            .limit(BATCH)
            .all(ctx.db.read())
            .await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.id;
        for row in &rows {
            report.renditions += 1;
            let key = row.storage_key.as_deref().and_then(|key| Key::parse(key).ok());
            let size = match &key {
                Some(key) => ctx.storage.size(key).await?,
                None => None,
            };
            let what = format!("The rendition {} of {}", row.preset, row.content_hash.get(..16).unwrap_or_default());
            match size.map(i64::try_from) {
                None => report.find(format!("{what} is missing.")),
                Some(Ok(size)) if size == row.size_bytes => {}
                Some(_) => report.find(format!("{what} does not have its {} bytes.", row.size_bytes)),
            }
        }
    }
}

/// A copy in a channel's folder must be there while its publication is live, and gone afterwards.
async fn check_copies(ctx: &Ctx, report: &mut Report) -> Result<()> {
    let rows = publication::Entity::find()
        .filter(publication::Column::CopyPath.is_not_null())
        .filter(publication::Column::State.ne("planned"))
        .order_by_asc(publication::Column::Id)
        .all(ctx.db.read())
        .await?;
    // Publications of the same bytes share one file: it stays while one of them is live.
    let mut live: HashMap<&str, bool> = HashMap::new();
    for row in &rows {
        *live.entry(row.copy_path.as_deref().unwrap_or_default()).or_default() |= row.state == "live";
    }
    for (path, live) in live {
        report.copies += 1;
        let there = tokio::fs::try_exists(ctx.config.data_dir.join("channels").join(path)).await?;
        match (live, there) {
            (true, false) => report.find(format!("The published copy {path} is live but missing.")),
            (false, true) => report.find(format!("The published copy {path} should be gone.")),
            _ => {}
        }
    }
    Ok(())
}

/// The index must hold every asset once, as it is.
async fn check_index(ctx: &Ctx, index: &SearchIndex, report: &mut Report) -> Result<()> {
    index.catch_up(ctx).await?;
    let mut held: HashMap<Uuid, u64> = HashMap::new();
    for (id, revision) in index.holdings().await? {
        report.documents += 1;
        if held.insert(id, revision).is_some() {
            report.find(format!("The index holds the asset {id} twice."));
        }
    }
    let mut after = Uuid::nil();
    loop {
        let rows = asset::Entity::find()
            .select_only()
            .columns([asset::Column::Id, asset::Column::Revision])
            .filter(asset::Column::Id.gt(after))
            .order_by_asc(asset::Column::Id)
            .limit(BATCH)
            .into_tuple::<(Uuid, i32)>()
            .all(ctx.db.read())
            .await?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        for (id, revision) in rows {
            match held.remove(&id) {
                None => report.find(format!("The index does not hold the asset {id}; run `placet reindex`.")),
                Some(seen) if Ok(seen) != u64::try_from(revision) => {
                    report.find(format!("The index holds an old state of the asset {id}; run `placet reindex`."));
                }
                Some(_) => {}
            }
        }
    }
    for id in held.keys() {
        report.find(format!("The index holds the asset {id}, which does not exist; run `placet reindex`."));
    }
    Ok(())
}
