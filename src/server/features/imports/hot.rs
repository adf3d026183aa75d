//! The hot folder: files that are put there become assets by themselves. What was taken lies in `done` afterwards, what
//! was refused in `failed` with the reason beside it; nothing is ever deleted.
//!
//! A file that was taken when the process died is found as a duplicate of itself and moved then.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use tokio_util::sync::CancellationToken;

use super::row::{import, import_file};
use super::{NewImport, Reads, State, changed, folder, move_to, state_of, taking};
use crate::features::assets::disk_work::blocking;
use crate::features::assets::receive::{self, Outcome, Purpose, Uploader};
use crate::features::assets::spool::Temporary;
use crate::platform::ctx::Ctx;
use crate::platform::error::{Error, Result};
use crate::platform::events;

/// How often the folder is looked at.
const PAUSE: Duration = Duration::from_secs(5);
/// A file whose size and time stand still for so long is whole.
pub const STILL: Duration = Duration::from_secs(10);
/// A look that found nothing is written down no more often than this.
const NOTE: chrono::Duration = chrono::Duration::seconds(60);
const DONE: &str = "done";
const FAILED: &str = "failed";
/// Endings of files that are still being written.
const UNFINISHED: [&str; 5] = [".part", ".tmp", ".crdownload", ".filepart", ".partial"];

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

    /// Files that have stood still for long enough.
    fn ready(&mut self, found: Vec<(String, u64, SystemTime)>) -> Vec<(String, Seen)> {
        let mut seen = BTreeMap::new();
        let mut ready = Vec::new();
        for (path, size_bytes, modified) in found {
            let before = self.seen.get(&path).filter(|each| each.size_bytes == size_bytes && each.modified == modified);
            let now = before.copied().unwrap_or(Seen { size_bytes, modified, since: Instant::now() });
            if now.since.elapsed() >= self.still {
                ready.push((path.clone(), now));
            }
            seen.insert(path, now);
        }
        self.seen = seen;
        ready
    }

    /// Takes one file and moves it away; `false` when it has changed meanwhile.
    async fn take(&self, ctx: &Ctx, row: &import::Model, path: &str, seen: Seen) -> std::result::Result<bool, Trouble> {
        let Some(file) = folder::file(&self.folder, path) else { return Ok(false) };
        let taken = self.bring(ctx, row, &file, path, seen).await;
        let (to, outcome) = match taken {
            Ok(None) => return Ok(false),
            Ok(Some(outcome)) => (DONE, Ok(outcome)),
            Err(error) if taking::is_about_the_file(&error) => (FAILED, Err(error)),
            Err(error) => return Err(Trouble::Other(error)),
        };
        let reason = outcome.as_ref().err().map(|error| format!("{}\n", error.detail));
        let (root, name) = (self.folder.clone(), path.to_owned());
        let moved = blocking(move || Ok(put_away(&root, &name, to, reason.as_deref()))).await?;
        write_down(ctx, row, path, seen.size_bytes, outcome).await?;
        moved.map(|()| true).map_err(|error| Trouble::Place(format!("{path} cannot be moved to {to}: {error}.")))
    }

    async fn bring(
        &self,
        ctx: &Ctx,
        row: &import::Model,
        file: &Path,
        path: &str,
        seen: Seen,
    ) -> Result<Option<Outcome>> {
        let (temporary, mut writer) = Temporary::create(ctx).await?;
        taking::copy(ctx, file, &mut writer).await?;
        let about = tokio::fs::symlink_metadata(file).await?;
        if about.len() != seen.size_bytes || about.modified()? != seen.modified {
            return Ok(None);
        }
        let uploader = taking::uploader_of(row)?;
        let purpose = Purpose::NewAsset { fields: Default::default(), collection: row.collection_id };
        Ok(Some(receive::keep_temporary(ctx, &uploader, &purpose, path, &temporary, writer).await?))
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

async fn write_down(ctx: &Ctx, row: &import::Model, path: &str, size_bytes: u64, how: Result<Outcome>) -> Result<()> {
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
        ended_at: Set(Some(ctx.now())),
    };
    let tx = ctx.db.write().await?;
    import_file::Entity::insert(result).exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes sure that files can be put away, and lists those that are waiting: path, size and time. Blocks.
fn prepare(root: &Path) -> io::Result<Vec<(String, u64, SystemTime)>> {
    for name in [DONE, FAILED] {
        fs::create_dir_all(root.join(name))?;
    }
    let is_waiting = |path: &str| {
        let lower = path.to_lowercase();
        !UNFINISHED.iter().any(|end| lower.ends_with(end))
    };
    let mut waiting = Vec::new();
    for found in folder::list_without(root, &[DONE, FAILED])? {
        let Some(path) = folder::file(root, &found.path).filter(|_| is_waiting(&found.path)) else { continue };
        // Gone since it was listed, or no plain file any more: the next look tells.
        let Ok(about) = fs::symlink_metadata(path) else { continue };
        if about.is_file() && found.trouble.is_none() {
            waiting.push((found.path, about.len(), about.modified()?));
        }
    }
    Ok(waiting)
}

/// Moves a file below `done` or `failed`, with the reason beside it; never over another file. Blocks.
fn put_away(root: &Path, path: &str, to: &str, reason: Option<&str>) -> io::Result<()> {
    let from = root.join(path);
    let wanted = root.join(to).join(path);
    if let Some(parent) = wanted.parent() {
        fs::create_dir_all(parent)?;
    }
    let free = (1..).map(|number| numbered(&wanted, number)).find(|path| !path.exists() && !reason_of(path).exists());
    let target = free.unwrap_or(wanted);
    if let Some(reason) = reason {
        fs::write(reason_of(&target), reason)?;
    }
    fs::rename(from, target)
}

fn reason_of(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".reason.txt");
    path.with_file_name(name)
}

/// `beach.jpg`, `beach (2).jpg` and so on.
fn numbered(path: &Path, number: u32) -> PathBuf {
    if number == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().map(|end| format!(".{}", end.to_string_lossy())).unwrap_or_default();
    path.with_file_name(format!("{stem} ({number}){end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_files_outside_its_own_folders_are_waiting() {
        let dir = tempfile::tempdir().expect("a folder");
        for path in ["a.png", "b.PART", "c.tmp", ".hidden", "day/d.png", "done/e.png", "failed/f.png"] {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, b"x").expect("a file");
        }
        std::os::unix::fs::symlink("/etc/hostname", dir.path().join("link.png")).expect("a link");
        let waiting = prepare(dir.path()).expect("a list");
        let paths: Vec<&str> = waiting.iter().map(|(path, ..)| path.as_str()).collect();
        assert_eq!(paths, ["a.png", "day/d.png"]);
    }

    #[test]
    fn a_file_is_put_away_over_no_other() {
        let dir = tempfile::tempdir().expect("a folder");
        for round in 0..3 {
            fs::write(dir.path().join("a.png"), [round]).expect("a file");
            put_away(dir.path(), "a.png", FAILED, Some("why")).expect("moves");
        }
        for (name, byte) in [("a.png", 0), ("a (2).png", 1), ("a (3).png", 2)] {
            assert_eq!(fs::read(dir.path().join("failed").join(name)).expect("a file"), [byte]);
            assert!(dir.path().join(format!("failed/{name}.reason.txt")).exists());
        }
    }
}
