//! The hot folder: files that are put there become assets by themselves. What was taken lies in `done` afterwards, what
//! was refused in `failed` with the reason beside it; nothing is ever deleted. An XMP file goes with the file of its name.
//!
//! A file that was taken when the process died is found as a duplicate of itself and moved then.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use tokio_util::sync::CancellationToken;

use super::hot_files::{DONE, FAILED, prepare, put_away};
use super::row::{import, import_file};
use super::{NewImport, Reads, State, beside, changed, folder, move_to, state_of, taking};
use crate::features::assets::disk_work::blocking;
use crate::features::assets::receive::{self, Brought, Outcome, Purpose, Uploader};
use crate::features::assets::spool::Temporary;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::events;

/// How often the folder is looked at.
const PAUSE: Duration = Duration::from_secs(5);
/// A file whose size and time stand still for so long is whole.
pub const STILL: Duration = Duration::from_secs(10);
/// An XMP file waits so many times longer for the file that it belongs to.
const LONE: u32 = 30;
/// A look that found nothing is written down no more often than this.
const NOTE: chrono::Duration = chrono::Duration::seconds(60);

/// A folder that is looked at again and again.
pub struct HotFolder {
    folder: PathBuf,
    uploader: Uploader,
    still: Duration,
    seen: BTreeMap<String, Seen>,
    /// What its results are written under, since this process looks.
    row: Option<Uuid>,
}

/// How a file looked, and since when it has looked so.
#[derive(Clone, Copy, Debug)]
struct Seen {
    size_bytes: u64,
    modified: SystemTime,
    since: Instant,
}

impl HotFolder {
    /// Files belong to the organization of `uploader` and are taken once they stand still for so long.
    pub fn new(folder: PathBuf, uploader: Uploader, still: Duration) -> HotFolder {
        HotFolder { folder, uploader, still, seen: BTreeMap::new(), row: None }
    }

    /// Looks until `stop`.
    pub async fn follow(mut self, ctx: Ctx, stop: CancellationToken) {
        while !stop.is_cancelled() {
            if let Err(error) = self.look(&ctx).await {
                tracing::error!(%error, "the hot folder cannot be looked at; it is tried again");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(PAUSE) => {}
            }
        }
    }

    /// Looks once and takes what stands still; answers how many files it moved.
    pub async fn look(&mut self, ctx: &Ctx) -> Result<usize> {
        let row = self.row(ctx).await?;
        if state_of(&row)? != State::Running {
            return Ok(0);
        }
        let root = self.folder.clone();
        let found = match blocking(move || Ok(prepare(&root))).await? {
            Ok(found) => found,
            Err(error) => return stand_still(ctx, &row, format!("The folder cannot be read: {error}.")).await,
        };
        let ready = self.ready(found);
        let mut moved = 0;
        for (path, seen) in ready {
            match self.take(ctx, &row, &path, seen).await {
                Ok(true) => moved += 1,
                Ok(false) => {}
                Err(Trouble::Place(why)) => return stand_still(ctx, &row, why).await,
                // The next look may find it mended.
                Err(Trouble::Other(error)) => return Err(error),
            }
            self.seen.remove(&path);
        }
        self.note(ctx, &row, moved).await?;
        Ok(moved)
    }

    /// The row that its results are written under; a new one when the last was given up before this start.
    async fn row(&mut self, ctx: &Ctx) -> Result<import::Model> {
        if let Some(id) = self.row {
            return super::find(ctx.db.read(), id).await;
        }
        let source = self.folder.to_string_lossy().into_owned();
        if let Some(row) = super::latest_hot(ctx.db.read(), &source).await?.filter(|row| row.ended_at.is_none()) {
            self.row = Some(row.id);
            return Ok(row);
        }
        let uploader = self.uploader.clone();
        let new = NewImport { reads: Reads::Hot, source, manifest: None, collection: None, uploader, by_server: true };
        let tx = ctx.db.write().await?;
        let begun = super::begin(ctx, &tx, new).await?;
        let running = move_to(ctx, &tx, &begun, State::Running, None).await?;
        ctx.commit(tx).await?;
        self.row = Some(running.id);
        Ok(running)
    }

    /// Files that have stood still for long enough, and so have their sidecars; sidecars that nothing came for.
    fn ready(&mut self, found: Vec<(String, u64, SystemTime)>) -> Vec<(String, Seen)> {
        let mut seen = BTreeMap::new();
        for (path, size_bytes, modified) in found {
            let before = self.seen.get(&path).filter(|each| each.size_bytes == size_bytes && each.modified == modified);
            let now = before.copied().unwrap_or(Seen { size_bytes, modified, since: Instant::now() });
            seen.insert(path, now);
        }
        let pairs = beside::pairs(seen.keys().map(String::as_str));
        let sidecars: HashSet<&String> = pairs.values().collect();
        let is_still = |path: &String| seen.get(path).is_some_and(|each| each.since.elapsed() >= self.still);
        let is_ready = |(path, each): &(&String, &Seen)| match beside::is_sidecar(path) {
            true => !sidecars.contains(path) && each.since.elapsed() >= self.still * LONE,
            false => is_still(path) && pairs.get(*path).is_none_or(is_still),
        };
        let ready = seen.iter().filter(is_ready).map(|(path, each)| (path.clone(), *each)).collect();
        self.seen = seen;
        ready
    }

    /// Takes one file and moves it away; `false` when it has changed meanwhile.
    async fn take(&self, ctx: &Ctx, row: &import::Model, path: &str, seen: Seen) -> std::result::Result<bool, Trouble> {
        let Some(file) = folder::file(&self.folder, path) else { return Ok(false) };
        let sidecar = beside::find(&self.folder, path).await?;
        let taken = self.bring(ctx, row, &file, path, seen, sidecar.as_deref()).await;
        let (to, outcome) = match taken {
            Ok(None) => return Ok(false),
            Ok(Some(outcome)) => (DONE, Ok(outcome)),
            Err(error) if taking::is_about_the_file(&error) => (FAILED, Err(error)),
            Err(error) => return Err(Trouble::Other(error)),
        };
        let reason = outcome.as_ref().err().map(|error| format!("{}\n", error.detail));
        let (root, name, beside) = (self.folder.clone(), path.to_owned(), sidecar.clone());
        let moved = blocking(move || Ok(put_away(&root, (&name, beside.as_deref()), to, reason.as_deref()))).await?;
        write_down(ctx, row, (path, sidecar), seen.size_bytes, outcome).await?;
        moved.map(|()| true).map_err(|error| Trouble::Place(format!("{path} cannot be moved to {to}: {error}.")))
    }

    async fn bring(
        &self,
        ctx: &Ctx,
        row: &import::Model,
        file: &Path,
        path: &str,
        seen: Seen,
        sidecar: Option<&str>,
    ) -> Result<Option<Outcome>> {
        if beside::is_sidecar(path) {
            return Err(beside::lone());
        }
        let sidecar = match sidecar {
            Some(name) => Some(beside::read(&self.folder, name).await?),
            None => None,
        };
        let (temporary, mut writer) = Temporary::create(ctx).await?;
        taking::copy(ctx, file, &mut writer).await?;
        let about = tokio::fs::symlink_metadata(file).await?;
        if about.len() != seen.size_bytes || about.modified()? != seen.modified {
            return Ok(None);
        }
        let uploader = taking::uploader_of(row)?;
        let purpose = Purpose::NewAsset { fields: Default::default(), collection: row.collection_id };
        let brought = Brought { file_name: path, version: None, sidecar };
        Ok(Some(receive::keep_brought(ctx, &uploader, &purpose, brought, &temporary, writer).await?))
    }

    /// Writes down that it was looked.
    async fn note(&self, ctx: &Ctx, row: &import::Model, moved: usize) -> Result<()> {
        if moved == 0 && row.read_at.is_some_and(|at| ctx.now() - at < NOTE) {
            return Ok(());
        }
        let tx = ctx.db.note().await?;
        import::Entity::update_many()
            .col_expr(import::Column::ReadAt, Expr::value(Some(ctx.now())))
            .filter(import::Column::Id.eq(row.id))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Why a file was not taken.
enum Trouble {
    /// The folder itself: a file that stays would be taken again and again.
    Place(String),
    Other(Error),
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Trouble {
        Trouble::Other(error)
    }
}

async fn stand_still(ctx: &Ctx, row: &import::Model, why: String) -> Result<usize> {
    tracing::error!(%why, "the hot folder stands still");
    let tx = ctx.db.write().await?;
    let moved = move_to(ctx, &tx, row, State::Paused, Some(why)).await?;
    events::record(ctx, &tx, &taking::uploader_of(row)?.who(), changed(&moved)).await?;
    ctx.commit(tx).await?;
    Ok(0)
}

async fn write_down(
    ctx: &Ctx,
    row: &import::Model,
    (path, sidecar): (&str, Option<String>),
    size_bytes: u64,
    how: Result<Outcome>,
) -> Result<()> {
    let (state, asset, version, error) = match how {
        Ok(Outcome { asset, version, is_duplicate: true }) => ("duplicate", Some(asset), version, None),
        Ok(Outcome { asset, version, is_duplicate: false }) => ("added", Some(asset), version, None),
        Err(error) => ("refused", None, ctx.new_id()?, Some(error)),
    };
    let result = import_file::ActiveModel {
        id: Set(ctx.new_id()?),
        import_id: Set(row.id),
        path: Set(path.to_owned()),
        size_bytes: Set(i64::try_from(size_bytes).unwrap_or(i64::MAX)),
        state: Set(state.to_owned()),
        fields: Set("{}".to_owned()),
        version_id: Set(version),
        asset_id: Set(asset),
        code: Set(error.as_ref().map(|error| error.code.name().to_owned())),
        message: Set(error.map(|error| error.detail)),
        sidecar: Set(sidecar.filter(|_| state == "added")),
        ended_at: Set(Some(ctx.now())),
    };
    let tx = ctx.db.write().await?;
    import_file::Entity::insert(result).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}
