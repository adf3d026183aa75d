//! Whether anything was committed to an SQLite database since an earlier look, told without asking the database.
//!
//! In WAL mode every commit, by whichever process, changes the header at the start of the `-shm` file before it is
//! acknowledged (SQLite's description of its WAL format, section 2.1: two copies of 48 bytes with a counter of changes, the
//! last frame, salts and checksums). While both copies read as they did before, nothing was committed in between. Looking
//! costs a reading of 96 bytes that lie in memory, a query about a hundred times as much.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// One copy of the header, bytes.
const COPY: usize = 48;
/// The version of the format, its first number.
const VERSION: u32 = 3_007_000;
/// Where the header says that it is in use.
const IN_USE: usize = 12;

/// Open files by their path. A handle is never closed while its file is in use: closing any handle of a file lets go all
/// locks this process holds on it, and SQLite's are among them.
static OPEN: Mutex<Option<HashMap<PathBuf, Arc<File>>>> = Mutex::new(None);

/// What the log looked like at some moment. Two that are equal have no commit between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark([u8; COPY]);

/// The log of one database.
#[derive(Debug)]
pub struct LogMark {
    index: Arc<File>,
}

impl LogMark {
    /// The log of the database behind `db`; nothing where there is none to look at: PostgreSQL, a database in memory,
    /// or one that nobody has read yet.
    pub async fn of(db: &impl ConnectionTrait) -> Option<LogMark> {
        if db.get_database_backend() != DbBackend::Sqlite {
            return None;
        }
        let query = "SELECT file FROM pragma_database_list WHERE name = 'main'";
        let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, query)).await.ok()??;
        let database = row.try_get::<String>("", "file").ok().filter(|file| !file.is_empty())?;
        LogMark::open(Path::new(&format!("{database}-shm"))).ok()
    }

    fn open(path: &Path) -> io::Result<LogMark> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        let open = open.get_or_insert_default();
        if let Some(index) = open.get(path)
            && is_in_place(index)
        {
            return Ok(LogMark { index: index.clone() });
        }
        let index = Arc::new(File::open(path)?);
        // What stood here before was removed by the last connection to it, so nobody holds locks on it.
        open.insert(path.to_owned(), index.clone());
        Ok(LogMark { index })
    }

    /// How the log stands; nothing while a commit is being written, or when the file is no longer the database's.
    pub fn look(&self) -> Option<Mark> {
        let mut bytes = [0; 2 * COPY];
        self.index.read_exact_at(&mut bytes, 0).ok()?;
        let (first, second) = bytes.split_at(COPY);
        let is_known = first[..4] == VERSION.to_ne_bytes() && first[IN_USE] == 1;
        if first != second || !is_known || !is_in_place(&self.index) {
            return None;
        }
        first.try_into().ok().map(Mark)
    }
}

/// Whether the file still has a name. It loses it when the last connection of all processes is closed.
fn is_in_place(index: &File) -> bool {
    index.metadata().is_ok_and(|found| found.nlink() > 0)
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database, DatabaseConnection};

    use super::*;

    async fn connect(path: &Path) -> DatabaseConnection {
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rwc", path.display()));
        options.max_connections(1).map_sqlx_sqlite_opts(|each| each.pragma("journal_mode", "WAL"));
        Database::connect(options).await.expect("a connection")
    }

    async fn run(db: &DatabaseConnection, sql: &str) {
        db.execute_unprepared(sql).await.expect("done");
    }

    #[tokio::test]
    async fn every_commit_is_seen_and_a_reading_is_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("marked.db");
        let (one, other) = (connect(&path).await, connect(&path).await);
        run(&one, "CREATE TABLE thing (number INTEGER)").await;
        let log = LogMark::of(&one).await.expect("a log");
        let mut last = log.look().expect("a mark");
        for number in 0..200 {
            let writer = if number % 2 == 0 { &one } else { &other };
            run(writer, &format!("INSERT INTO thing VALUES ({number})")).await;
            let mark = log.look().expect("a mark");
            assert_ne!(mark, last, "commit {number} was not seen");
            run(&other, "SELECT count(*) FROM thing").await;
            run(writer, "BEGIN; INSERT INTO thing VALUES (-1); ROLLBACK").await;
            assert_eq!(log.look(), Some(mark), "neither reading nor giving up is a commit");
            if number % 50 == 49 {
                run(&one, "PRAGMA wal_checkpoint(TRUNCATE)").await;
            }
            last = log.look().expect("a mark");
        }
    }

    #[tokio::test]
    async fn a_log_that_nobody_uses_any_more_is_not_believed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("left.db");
        let db = connect(&path).await;
        run(&db, "CREATE TABLE thing (number INTEGER)").await;
        let log = LogMark::of(&db).await.expect("a log");
        assert!(log.look().is_some());
        db.close().await.expect("closed");
        assert_eq!(log.look(), None);
        let again = connect(&path).await;
        run(&again, "INSERT INTO thing VALUES (1)").await;
        assert_eq!(log.look(), None);
        assert!(LogMark::of(&again).await.expect("a log").look().is_some());
    }
}
