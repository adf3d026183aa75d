//! Imports: many files of a folder, one by one, each with its result; paused, carried on and given up at any time.
//!
//! An import remembers each file before it reads any, so a crash loses none: what was begun is finished once. Files are
//! copied, never moved.

use std::collections::BTreeMap;
use std::path::Path;

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, QueryOrder, QuerySelect};

use crate::features::assets::receive::Uploader;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

pub mod beside;
pub mod folder;
pub mod hot;
mod hot_files;
pub mod jobs;
pub mod manifest;
pub mod places;
pub mod reading;
pub mod records;
pub mod report;
pub mod routes;
pub mod row;
pub mod show;
pub mod taking;
#[cfg(test)]
mod tests;

use records::mapping::Mapping;
use row::{import, import_file};

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The folder is being listed.
    Reading,
    Running,
    Paused,
    Canceled,
    Done,
    /// The folder or its manifest could not be read: nothing was taken.
    Failed,
}

impl State {
    pub const ALL: [State; 6] =
        [State::Reading, State::Running, State::Paused, State::Canceled, State::Done, State::Failed];

    pub fn name(self) -> &'static str {
        match self {
            State::Reading => "reading",
            State::Running => "running",
            State::Paused => "paused",
            State::Canceled => "canceled",
            State::Done => "done",
            State::Failed => "failed",
        }
    }

    pub fn parse(name: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether nothing more will happen by itself or by resuming.
    pub fn has_ended(self) -> bool {
        matches!(self, State::Canceled | State::Done | State::Failed)
    }
}

/// What somebody wants an import to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    Pause,
    Resume,
    Cancel,
    /// Take the refused files or lines once more.
    Retry,
}

/// The state after a wish, or the sentence why it cannot be.
pub fn after_wish(state: State, wish: Wish, refused: u64) -> std::result::Result<State, &'static str> {
    match (wish, state) {
        (Wish::Pause, State::Running) => Ok(State::Paused),
        (Wish::Pause, _) => Err("Only a running import can be paused."),
        (Wish::Resume, State::Paused) => Ok(State::Running),
        (Wish::Resume, _) => Err("Only a paused import can be carried on."),
        (Wish::Cancel, state) if state.has_ended() => Err("This import has ended."),
        (Wish::Cancel, _) => Ok(State::Canceled),
        (Wish::Retry, State::Done) if refused > 0 => Ok(State::Running),
        (Wish::Retry, State::Done) => Err("Nothing of this import was refused."),
        (Wish::Retry, _) => Err("Only an import that has come to its end can take what it refused again."),
    }
}

/// How many files are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub waiting: u64,
    pub added: u64,
    pub duplicate: u64,
    pub refused: u64,
}

impl Counts {
    pub fn total(self) -> u64 {
        self.waiting + self.added + self.duplicate + self.refused
    }

    /// And the lines of records that have no row of their own.
    pub fn with_lines(self, row: &import::Model) -> Counts {
        let number = |count: i64| u64::try_from(count).unwrap_or(0);
        Counts {
            added: self.added + number(row.added),
            duplicate: self.duplicate + number(row.duplicate),
            refused: self.refused + number(row.unnamed),
            ..self
        }
    }

    fn add(&mut self, state: &str, count: u64) {
        match state {
            "waiting" => self.waiting += count,
            "added" => self.added += count,
            "duplicate" => self.duplicate += count,
            _ => self.refused += count,
        }
    }
}

/// What an import reads.
#[derive(Clone, Debug, Default)]
pub enum Reads {
    #[default]
    Folder,
    /// A file of records, so many bytes long.
    Records { mapping: Box<Mapping>, size_bytes: u64 },
    /// A folder that is looked at again and again.
    Hot,
}

impl Reads {
    pub fn name(&self) -> &'static str {
        match self {
            Reads::Folder => "folder",
            Reads::Records { .. } => RECORDS,
            Reads::Hot => HOT,
        }
    }
}

/// The kind of an import of records.
pub const RECORDS: &str = "records";
/// The kind of the hot folder: it has no end.
pub const HOT: &str = "hot";

/// An import to begin. Paths are absolute.
#[derive(Clone, Debug)]
pub struct NewImport {
    pub reads: Reads,
    pub source: String,
    pub manifest: Option<String>,
    pub collection: Option<Uuid>,
    pub uploader: Uploader,
    /// Whether jobs of the server carry it on, or the command that begins it.
    pub by_server: bool,
}

/// Begins an import: its folder is read next.
pub async fn begin(ctx: &Ctx, tx: &Tx, new: NewImport) -> Result<import::Model> {
    let who = new.uploader.who();
    let kind = new.reads.name().to_owned();
    let (mapping, size_bytes) = match new.reads {
        Reads::Folder | Reads::Hot => (None, 0),
        Reads::Records { mapping, size_bytes } => (Some(serde_json::to_string(&mapping)?), size_bytes),
    };
    let row = import::ActiveModel {
        id: Set(ctx.new_id()?),
        kind: Set(kind),
        source: Set(new.source),
        manifest: Set(new.manifest),
        driver: Set(if new.by_server { "server" } else { "command" }.to_owned()),
        state: Set(State::Reading.name().to_owned()),
        note: Set(None),
        uploader: Set(serde_json::to_string(&new.uploader)?),
        collection_id: Set(new.collection),
        round: Set(1),
        mapping: Set(mapping),
        lines: Set(0),
        added: Set(0),
        duplicate: Set(0),
        unnamed: Set(0),
        bytes_done: Set(0),
        bytes_total: Set(i64::try_from(size_bytes).unwrap_or(i64::MAX)),
        read_at: Set(None),
        created_at: Set(ctx.now()),
        created_by: Set(who.id),
        created_by_name: Set(who.name.clone()),
        ended_at: Set(None),
        revision: Set(1),
    };
    let added = import::Entity::insert(row).exec_with_returning(tx).await?;
    events::record(ctx, tx, &who, changed(&added)).await?;
    Ok(added)
}

/// The event of an import in the state it is in now.
pub fn changed(row: &import::Model) -> Event {
    let is_going = matches!(State::parse(&row.state), Some(State::Reading | State::Running));
    // The hot folder is looked at by its own clock.
    let round = (row.driver == "server" && row.kind != HOT && is_going).then_some(row.round);
    Event::ImportChanged { import: row.id, state: row.state.clone(), round }
}

/// Fulfils a wish; 409 when it cannot be. `row` was read in `tx`.
pub async fn fulfil(ctx: &Ctx, tx: &Tx, uploader: &Uploader, row: import::Model, wish: Wish) -> Result<import::Model> {
    let counts = counts(tx, &row).await?;
    let state = state_of(&row)?;
    let next = after_wish(state, wish, counts.refused).map_err(|why| Error::new(Code::ImportState, why))?;
    if wish == Wish::Retry {
        if row.kind == RECORDS {
            records::again::rewind(tx, &row).await?;
        }
        import_file::Entity::update_many()
            .col_expr(import_file::Column::State, Expr::value("waiting"))
            .col_expr(import_file::Column::Code, Expr::value(Option::<String>::None))
            .col_expr(import_file::Column::Message, Expr::value(Option::<String>::None))
            .col_expr(import_file::Column::EndedAt, Expr::value(Option::<DateTimeUtc>::None))
            .filter(import_file::Column::ImportId.eq(row.id))
            .filter(import_file::Column::State.eq("refused"))
            .exec(tx)
            .await?;
    }
    let moved = move_to(ctx, tx, &row, next, None).await?;
    events::record(ctx, tx, &uploader.who(), changed(&moved)).await?;
    Ok(moved)
}

/// From now on jobs of the server carry it on, not the command that began it.
pub async fn hand_over(tx: &Tx, row: import::Model) -> Result<import::Model> {
    if row.driver == "server" {
        return Ok(row);
    }
    let change = import::ActiveModel { id: Set(row.id), driver: Set("server".to_owned()), ..Default::default() };
    Ok(import::Entity::update(change).exec(tx).await?)
}

/// Writes the next state. A new round begins whenever it is set going.
pub async fn move_to(
    ctx: &Ctx,
    tx: &Tx,
    row: &import::Model,
    next: State,
    note: Option<String>,
) -> Result<import::Model> {
    let change = import::ActiveModel {
        id: Set(row.id),
        state: Set(next.name().to_owned()),
        note: Set(note),
        round: Set(row.round + i32::from(next == State::Running && row.state != State::Reading.name())),
        ended_at: Set(next.has_ended().then(|| ctx.now())),
        revision: Set(row.revision + 1),
        ..Default::default()
    };
    let unchanged = import::Column::Revision.eq(row.revision);
    Ok(import::Entity::update(change).validate()?.filter(unchanged).exec(tx).await?)
}

/// The state of a row.
pub fn state_of(row: &import::Model) -> Result<State> {
    let odd = || Error::internal(anyhow::anyhow!("the import {} is in no known state", row.id));
    State::parse(&row.state).ok_or_else(odd)
}

/// The folder that its files lie in: of records the one that their file lies in.
pub fn folder_of(row: &import::Model) -> &Path {
    let source = Path::new(&row.source);
    if row.kind == RECORDS { source.parent().unwrap_or(source) } else { source }
}

/// One import; 404 when there is none.
pub async fn find(db: &impl ConnectionTrait, id: Uuid) -> Result<import::Model> {
    let found = import::Entity::find_by_id(id).one(db).await?;
    found.ok_or_else(|| Error::not_found(Code::ImportNotFound))
}

/// The import of a folder that a command began and did not finish.
pub async fn unfinished(db: &impl ConnectionTrait, source: &str) -> Result<Option<import::Model>> {
    let open = import::Entity::find()
        .filter(import::Column::Source.eq(source))
        .filter(import::Column::Driver.eq("command"))
        .filter(import::Column::EndedAt.is_null())
        .order_by_desc(import::Column::Id);
    Ok(open.one(db).await?)
}

/// The latest row of the hot folder.
pub async fn latest_hot(db: &impl ConnectionTrait, source: &str) -> Result<Option<import::Model>> {
    let rows = import::Entity::find().filter(import::Column::Kind.eq(HOT)).filter(import::Column::Source.eq(source));
    Ok(rows.order_by_desc(import::Column::Id).one(db).await?)
}

/// Imports, newest first, at most `limit`, older than the id `after`.
pub async fn list(db: &impl ConnectionTrait, after: Option<Uuid>, limit: u64) -> Result<Vec<import::Model>> {
    let mut query = import::Entity::find().order_by_desc(import::Column::Id).limit(limit);
    if let Some(after) = after {
        query = query.filter(import::Column::Id.lt(after));
    }
    Ok(query.all(db).await?)
}

/// Files of an import in the order of their paths, after the id `after`, those in `state` alone where one is given.
pub async fn files(
    db: &impl ConnectionTrait,
    import: Uuid,
    state: Option<&str>,
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<import_file::Model>> {
    let mut query = import_file::Entity::find()
        .filter(import_file::Column::ImportId.eq(import))
        .order_by_asc(import_file::Column::Id)
        .limit(limit);
    if let Some(state) = state {
        query = query.filter(import_file::Column::State.eq(state));
    }
    if let Some(after) = after {
        query = query.filter(import_file::Column::Id.gt(after));
    }
    Ok(query.all(db).await?)
}

/// How many files of these imports are in each state.
pub async fn count(db: &impl ConnectionTrait, imports: &[Uuid]) -> Result<BTreeMap<Uuid, Counts>> {
    let mut counted: BTreeMap<Uuid, Counts> = BTreeMap::new();
    let rows = import_file::Entity::find()
        .select_only()
        .column(import_file::Column::ImportId)
        .column(import_file::Column::State)
        .column_as(import_file::Column::Id.count(), "count")
        .filter(import_file::Column::ImportId.is_in(imports.iter().copied()))
        .group_by(import_file::Column::ImportId)
        .group_by(import_file::Column::State)
        .into_tuple::<(Uuid, String, i64)>()
        .all(db)
        .await?;
    for (import, state, count) in rows {
        counted.entry(import).or_default().add(&state, u64::try_from(count).unwrap_or(0));
    }
    Ok(counted)
}

/// The same for one import, with the lines of records that have no row of their own.
pub async fn counts(db: &impl ConnectionTrait, row: &import::Model) -> Result<Counts> {
    let files = count(db, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    Ok(files.with_lines(row))
}
