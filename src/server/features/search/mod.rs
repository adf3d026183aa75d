//! The search index and its rights filter.
//!
//! The index is a cache that follows the event trail: it remembers the last event it holds, and after a
//! crash goes on from there. It never answers "cleared" by itself where a rule needs the exact engine.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use sea_orm::prelude::Uuid;
use tantivy::Searcher;
use tokio::sync::{Mutex, OwnedMutexGuard};
use tokio_util::sync::CancellationToken;

use crate::features::agreements::{clearance, reference};
use crate::features::assets::record;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events;

pub mod answer;
mod columns;
pub mod document;
pub mod feed;
pub mod find;
mod labels;
pub mod request;
pub mod routes;
pub mod schema;
pub mod show;
pub mod standings;
pub mod suggest;
#[cfg(test)]
mod tests;
pub mod view;
pub mod words;
pub mod writer;
#[cfg(test)]
mod writer_tests;

use document::AssetDocument;
use feed::Touched;
use schema::Fields;
use view::View;
use writer::{Files, Position};

/// Events read at once.
const EVENTS: u64 = 1000;
/// Imported records in one commit.
const RECORDS: u64 = 100_000;
/// After this many events without a change to documents the position is written all the same.
const QUIET_EVENTS: i64 = 10_000;
/// The pause between two commits while changes keep coming.
const PAUSE: Duration = Duration::from_millis(250);

/// The local index. Cheap to clone.
#[derive(Clone)]
pub struct SearchIndex {
    keeper: Arc<Mutex<Keeper>>,
    view: Arc<RwLock<View>>,
    fields: Fields,
}

/// Who brings the index up to date, one at a time.
struct Keeper {
    files: Files,
    /// The last event that documents and regions hold.
    seq: i64,
    committed: i64,
    began: bool,
    /// Whether it was this process that wrote when it last looked.
    writing: bool,
}

type Held = OwnedMutexGuard<Keeper>;

/// How much of everything is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Read {
    Documents,
    Regions,
    /// Regions in place of those that are known, which serve until then.
    RegionsOver,
}

impl SearchIndex {
    /// Opens the index under the data folder, or starts an empty one when it cannot be read.
    pub async fn open(ctx: &Ctx) -> Result<SearchIndex> {
        SearchIndex::open_in(&ctx.config.data_dir.join("index")).await
    }

    /// Opens the index in `folder`.
    pub async fn open_in(folder: &Path) -> Result<SearchIndex> {
        let folder = folder.to_owned();
        blocking(move || {
            let files = Files::open(&folder)?;
            let fields = files.fields;
            let mut view = View::new(files.reader.searcher())?;
            let seq = files.position()?.seq;
            view.seq = seq;
            let keeper = Keeper { files, seq, committed: seq, began: false, writing: false };
            Ok(SearchIndex { keeper: Arc::new(Mutex::new(keeper)), view: Arc::new(RwLock::new(view)), fields })
        })
        .await
    }

    /// Follows the trail until `stop`.
    pub async fn follow(self, ctx: Ctx, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let changed = ctx.changed.notified();
            if let Err(error) = self.catch_up(&ctx).await {
                tracing::error!(%error, "the search index cannot follow");
            }
            // Another process may have changed what words of rights mean.
            if let Err(error) = reference::refresh(ctx.db.read()).await {
                tracing::error!(%error, "the reference data cannot be looked up");
            }
            // Waking is a hint; looking again every second is the truth.
            tokio::select! {
                () = stop.cancelled() => {}
                () = changed => tokio::time::sleep(PAUSE).await,
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
        }
    }

    /// Takes in everything recorded up to now; tests and `placet reindex` call it.
    pub async fn catch_up(&self, ctx: &Ctx) -> Result<()> {
        let keeper = self.keeper.clone().lock_owned().await;
        let (mut keeper, writes) = hold(keeper, |keeper| keeper.files.may_write()).await?;
        // Whoever takes over from another process starts where that one's last commit stands.
        if !keeper.began || writes != keeper.writing {
            keeper = self.begin(ctx, keeper, writes).await?;
        }
        loop {
            let rows = events::after(ctx.db.read(), keeper.seq, EVENTS).await?;
            let rows = &rows[..Touched::most_rows(&rows, RECORDS)];
            let Some(last) = rows.last() else { break };
            let position = Position { schema: schema::VERSION, seq: last.seq, hash: last.hash.clone() };
            keeper = self.take_in(ctx, keeper, writes, Touched::by(rows), position).await?;
        }
        if !writes {
            let seq = keeper.seq;
            self.publish(keeper, Vec::new(), seq, None).await?;
        }
        Ok(())
    }

    /// Whether this process writes the index; the others read what it wrote.
    pub async fn may_write(&self) -> Result<bool> {
        let keeper = self.keeper.clone().lock_owned().await;
        Ok(hold(keeper, |keeper| keeper.files.may_write()).await?.1)
    }

    /// Builds the index from the database, whatever it holds now. Answers the number of assets.
    pub async fn rebuild(&self, ctx: &Ctx) -> Result<u64> {
        let keeper = self.keeper.clone().lock_owned().await;
        let (keeper, writes) = hold(keeper, |keeper| keeper.files.may_write()).await?;
        if !writes {
            return Err(Error::new(Code::TooBusy, "A running server writes the index; stop it first."));
        }
        let (_, count) = self.read_everything(ctx, keeper, Read::Documents).await?;
        Ok(count)
    }

    /// The last event searches see.
    pub fn indexed_through(&self) -> i64 {
        self.view.read().unwrap_or_else(|poisoned| poisoned.into_inner()).seq
    }

    /// Documents that can be found.
    pub async fn document_count(&self) -> Result<u64> {
        self.look(|view| Ok(view.searcher.num_docs())).await
    }

    /// Which assets it holds, each at which revision; for `placet verify`.
    pub async fn holdings(&self) -> Result<Vec<(Uuid, u64)>> {
        self.look(find::holdings).await
    }

    /// How many events the index is behind.
    pub async fn lag(&self, ctx: &Ctx) -> Result<i64> {
        let head = events::current_head(ctx.db.read()).await?;
        Ok((head.seq - self.indexed_through()).max(0))
    }

    /// Checks where the index stands and reads the regions; builds it anew when it does not fit the database.
    async fn begin(&self, ctx: &Ctx, keeper: Held, writes: bool) -> Result<Held> {
        let index = self.clone();
        let (keeper, position) = hold(keeper, move |keeper| {
            keeper.files.forget()?;
            // Another process may have committed since: what the view does not know is taken for new.
            keeper.files.reader.reload().map_err(Error::internal)?;
            index.show(keeper.files.reader.searcher())?;
            keeper.files.position()
        })
        .await?;
        let fits = position.schema == schema::VERSION && trail_has(ctx, &position).await?;
        let anew = writes && !fits;
        if anew && position.seq > 0 {
            tracing::warn!(seq = position.seq, "the search index does not fit the database; it is built anew");
        }
        let head = events::current_head(ctx.db.read()).await?;
        let what = if anew { Read::Documents } else { Read::Regions };
        let (mut keeper, _) = self.read_everything(ctx, keeper, what).await?;
        if !anew {
            keeper.seq = if writes { position.seq } else { head.seq };
            keeper.committed = position.seq;
        }
        keeper.began = true;
        keeper.writing = writes;
        Ok(keeper)
    }

    /// Reads the regions of all assets, and where it is told to builds the index anew.
    async fn read_everything(&self, ctx: &Ctx, mut keeper: Held, what: Read) -> Result<(Held, u64)> {
        let documents = what == Read::Documents;
        let head = events::current_head(ctx.db.read()).await?;
        if documents {
            // Should reading fail halfway, the next look begins again rather than commit a part.
            keeper.began = false;
            keeper = hold(keeper, |keeper| keeper.files.clear()).await?.0;
        }
        if what != Read::RegionsOver {
            self.change_view(View::clear_regions);
        }
        let (mut after, mut count) = (None, 0);
        loop {
            let ids = document::ids_after(ctx.db.read(), after).await?;
            let Some(last) = ids.last() else { break };
            after = Some(*last);
            count += ids.len() as u64;
            if documents {
                let read = document::load(ctx.db.read(), &ids).await?;
                keeper = self.put(keeper, read).await?;
            }
            let regions = clearance::outlines(ctx, ctx.db.read(), &ids).await?;
            let index = self.clone();
            blocking(move || {
                index.change_view(|view| view.set_regions(&regions));
                Ok(())
            })
            .await?;
        }
        if documents {
            let position = Position { schema: schema::VERSION, seq: head.seq, hash: head.hash };
            keeper = self.publish(keeper, Vec::new(), head.seq, Some(position)).await?;
        }
        Ok((keeper, count))
    }

    /// Takes in what some events touched.
    async fn take_in(
        &self,
        ctx: &Ctx,
        mut keeper: Held,
        writes: bool,
        mut touched: Touched,
        position: Position,
    ) -> Result<Held> {
        for (first, last, _) in std::mem::take(&mut touched.ranges) {
            let ids = record::assets_between(ctx.db.read(), first, last).await?;
            touched.documents.extend(&ids);
            touched.regions.extend(ids);
        }
        if touched.all_regions {
            keeper = self.read_everything(ctx, keeper, Read::RegionsOver).await?.0;
        }
        let mut regions = Vec::new();
        for ids in batches(&touched.regions) {
            regions.extend(clearance::outlines(ctx, ctx.db.read(), &ids).await?);
        }
        let quiet = touched.documents.is_empty() && position.seq - keeper.committed < QUIET_EVENTS;
        if writes {
            for ids in batches(&touched.documents) {
                let read: Vec<AssetDocument> = document::load(ctx.db.read(), &ids).await?;
                keeper = self.put(keeper, read).await?;
            }
        }
        let seq = position.seq;
        let commit = (writes && !quiet).then_some(position);
        self.publish(keeper, regions, seq, commit).await
    }

    /// Puts documents on their way into the index.
    async fn put(&self, keeper: Held, documents: Vec<AssetDocument>) -> Result<Held> {
        let view = self.view.clone();
        let put = move |keeper: &mut Keeper| {
            let known: HashSet<Uuid> = {
                let view = view.read().unwrap_or_else(|poisoned| poisoned.into_inner());
                documents.iter().map(|each| each.id).filter(|id| view.knows(*id)).collect()
            };
            keeper.files.put(&documents, |id| known.contains(&id))
        };
        Ok(hold(keeper, put).await?.0)
    }

    /// Commits, then shows documents and regions in one step.
    async fn publish(
        &self,
        keeper: Held,
        regions: Vec<(Uuid, rights::Outline)>,
        seq: i64,
        commit: Option<Position>,
    ) -> Result<Held> {
        let index = self.clone();
        let (keeper, ()) = hold(keeper, move |keeper| {
            // Whoever does not write always looks: another process may have.
            if commit.is_some() || !keeper.writing {
                if let Some(position) = commit {
                    keeper.files.commit(&position)?;
                    keeper.committed = position.seq;
                }
                keeper.files.reader.reload().map_err(Error::internal)?;
            }
            keeper.seq = seq;
            let prepared = index.read_view(|view| view.prepare(keeper.files.reader.searcher()))?;
            index.change_view(|view| {
                view.set_regions(&regions);
                view.seq = seq;
                view.show(prepared);
            });
            Ok(())
        })
        .await?;
        Ok(keeper)
    }

    /// Turns to another state of the index.
    fn show(&self, searcher: Searcher) -> Result<()> {
        let prepared = self.read_view(|view| view.prepare(searcher))?;
        self.change_view(|view| view.show(prepared));
        Ok(())
    }

    fn read_view<T>(&self, read: impl FnOnce(&View) -> T) -> T {
        read(&self.view.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    fn change_view<T>(&self, change: impl FnOnce(&mut View) -> T) -> T {
        change(&mut self.view.write().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }

    /// Reads the view on a thread that may block.
    async fn look<T: Send + 'static>(&self, work: impl FnOnce(&View) -> Result<T> + Send + 'static) -> Result<T> {
        let index = self.clone();
        blocking(move || index.read_view(work)).await
    }

    /// Takes in what was recorded but ends before the commit, as a killed process does.
    #[cfg(feature = "testing")]
    pub async fn write_without_commit(&self, ctx: &Ctx) -> Result<()> {
        let keeper = self.keeper.clone().lock_owned().await;
        let (mut keeper, _) = hold(keeper, |keeper| keeper.files.may_write()).await?;
        let rows = events::after(ctx.db.read(), keeper.seq, EVENTS).await?;
        for ids in batches(&Touched::by(&rows).documents) {
            let read = document::load(ctx.db.read(), &ids).await?;
            keeper = self.put(keeper, read).await?;
        }
        Ok(())
    }
}

/// Whether the database's trail holds the event the index stands at.
async fn trail_has(ctx: &Ctx, position: &Position) -> Result<bool> {
    if position.seq == 0 {
        return Ok(true);
    }
    let found = events::after(ctx.db.read(), position.seq - 1, 1).await?;
    Ok(found.first().is_some_and(|row| row.seq == position.seq && row.hash == position.hash))
}

fn batches(ids: &BTreeSet<Uuid>) -> Vec<Vec<Uuid>> {
    let all: Vec<Uuid> = ids.iter().copied().collect();
    all.chunks(document::BATCH).map(<[Uuid]>::to_vec).collect()
}

/// Runs what blocks away from the threads that serve requests.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(stopped) => Err(Error::internal(anyhow::anyhow!("a search stopped: {stopped}"))),
    }
}

/// Does blocking work on the held keeper and gives both back.
async fn hold<T: Send + 'static>(
    mut keeper: Held,
    work: impl FnOnce(&mut Keeper) -> Result<T> + Send + 'static,
) -> Result<(Held, T)> {
    blocking(move || {
        let done = work(&mut keeper)?;
        Ok((keeper, done))
    })
    .await
}
