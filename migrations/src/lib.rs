//! The database schema: append only, one builder for SQLite and PostgreSQL.
//!
//! A migration that has been released is never edited. Columns: instants end in `_at`
//! (timestamp with zone), civil dates in `_on` (text, ISO 8601), JSON in `text` (never queried by path).

mod columns;
mod m0001_platform;
mod m0002_accounts;
mod m0003_assets;
mod m0004_renditions;
mod m0005_agreements;
mod m0006_approvals;
mod m0007_campaigns;
mod m0008_publishing;
mod m0009_imports;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;

/// All migrations, oldest first.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_platform::Migration),
            Box::new(m0002_accounts::Migration),
            Box::new(m0003_assets::Migration),
            Box::new(m0004_renditions::Migration),
            Box::new(m0005_agreements::Migration),
            Box::new(m0006_approvals::Migration),
            Box::new(m0007_campaigns::Migration),
            Box::new(m0008_publishing::Migration),
            Box::new(m0009_imports::Migration),
        ]
    }
}
