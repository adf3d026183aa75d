//! One database behind one type: SQLite with one writer and a pool of readers, or PostgreSQL with one pool.
//!
//! SQLite in WAL mode fails most contended transactions unless all writers go through one connection, so
//! every transaction that may write starts with [`Db::write`]. Never do other I/O inside it, and never ask
//! for a second one while holding the first.

use std::time::Duration;

use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, TransactionTrait,
};

use crate::platform::error::Result;

/// A transaction that may write. Dropping it without commit undoes everything.
pub type Tx = DatabaseTransaction;

/// The database.
#[derive(Clone)]
pub struct Db {
    read: DatabaseConnection,
    write: DatabaseConnection,
}

impl Db {
    /// Connects by URL (`sqlite://…` or `postgres://…`). Does not migrate.
    pub async fn open(url: &str) -> Result<Db> {
        if url.starts_with("sqlite:") {
            let write = Database::connect(sqlite(url, 1, false)).await?;
            let read = Database::connect(sqlite(url, 8, true)).await?;
            return Ok(Db { read, write });
        }
        let mut options = ConnectOptions::new(url);
        options.max_connections(16).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
        let both = Database::connect(options).await?;
        Ok(Db { read: both.clone(), write: both })
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
        Ok(self.write.begin().await?)
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
        let _ = self.write.close().await;
    }
}

fn sqlite(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(Duration::from_secs(30)).sqlx_logging(false);
    options.map_sqlx_sqlite_opts(move |each| {
        let each = each
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(10))
            .statement_cache_capacity(256)
            .pragma("temp_store", "memory");
        if read_only {
            return each.read_only(true);
        }
        each.create_if_missing(true).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full)
    });
    options
}
