//! One database behind one type: SQLite with one writer and a pool of readers, or PostgreSQL with one pool.
//!
//! SQLite in WAL mode fails most contended transactions unless all writers go through one connection, so
//! every transaction that may write starts with [`Db::write`]. Never do other I/O inside it, and never ask
//! for a second one while holding the first. The one exception is [`Db::note`], for rows whose loss at a power
//! cut would hurt nobody: it does not wait for the disk.

use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::platform::error::Result;

/// A transaction that may write. Dropping it without commit undoes everything.
pub type Tx = DatabaseTransaction;

/// The database.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
    note: DatabaseConnection,
}

impl Db {
    /// Connects by URL (`sqlite://…` or `postgres://…`). Does not migrate.
    pub async fn open(url: &str) -> Result<Db> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite(url, 1, Access::Write(SqliteSynchronous::Full))).await?;
            let note = Database::connect(sqlite(url, 1, Access::Write(SqliteSynchronous::Normal))).await?;
            let read = Database::connect(sqlite(url, 8, Access::Read)).await?;
            return Ok(Db { read, write, note });
        }
        let mut options = ConnectOptions::new(url);
        options.max_connections(16).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
        let both = Database::connect(options).await?;
        Ok(Db { read: both.clone(), write: both.clone(), note: both })
    }

    /// Brings the schema up to date.
    pub async fn migrate(&self) -> Result<()> {
        Migrator::up(&self.write, None).await?;
        Ok(())
    }

    /// For queries outside a transaction.
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Starts a transaction that may write.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that begins")]
    pub async fn write(&self) -> Result<Tx> {
        Ok(self.write.begin_with_options(writing()).await?)
    }

    /// Starts a transaction for notes: answers that were given, not facts. On SQLite its commit survives the
    /// end of the process at any moment but, unlike [`Db::write`], not a power cut right after it.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that begins")]
    pub async fn note(&self) -> Result<Tx> {
        Ok(self.note.begin_with_options(writing()).await?)
    }

    /// Starts a transaction that only reads and sees one moment throughout, whatever others commit meanwhile.
    #[allow(clippy::disallowed_methods, reason = "this is the one place that begins")]
    pub async fn snapshot(&self) -> Result<Tx> {
        let one_moment = TransactionOptions {
            isolation_level: (self.backend() == DbBackend::Postgres).then_some(IsolationLevel::RepeatableRead),
            access_mode: (self.backend() == DbBackend::Postgres).then_some(AccessMode::ReadOnly),
            sqlite_transaction_mode: None,
        };
        Ok(self.read.begin_with_options(one_moment).await?)
    }

    /// On SQLite, writes the log back into the database and cuts it, so that overwritten text lies in no file beside it.
    /// A reader in the middle of something keeps a part of the log until it is through; PostgreSQL vacuums by itself.
    pub async fn cut_log(&self) -> Result<()> {
        if self.backend() == DbBackend::Sqlite {
            self.write.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }

    /// Which database this is, for the few statements that differ.
    pub fn backend(&self) -> DbBackend {
        self.write.get_database_backend()
    }

    /// Whether the database answers.
    pub async fn check(&self) -> Result<()> {
        self.read.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// Closes all connections; SQLite writes its log back.
    pub async fn close(self) {
        let _ = self.read.close().await;
        let _ = self.note.close().await;
        let _ = self.write.close().await;
    }
}

/// Takes SQLite's write lock at once: a transaction that reads first and then finds another writer ahead of it
/// would fail instead of waiting. PostgreSQL has no such mode and ignores it.
fn writing() -> TransactionOptions {
    TransactionOptions { sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate), ..Default::default() }
}

/// What a pool of SQLite connections may do.
#[derive(Clone, Copy)]
enum Access {
    Read,
    /// And how far a commit waits for the disk.
    Write(SqliteSynchronous),
}

fn sqlite(url: &str, connections: u32, access: Access) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |each| {
        let each = each
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
            // The thread that reads wakes the one that waits once for so many rows.
            .row_buffer_size(1000)
            .pragma("temp_store", "memory");
        match access {
            Access::Read => each.read_only(true),
            Access::Write(synchronous) => {
                // What is overwritten or removed is overwritten with zeros: an erased name is in the file no longer.
                let each = each.pragma("secure_delete", "on");
                each.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).synchronous(synchronous)
            }
        }
    });
    options
}
