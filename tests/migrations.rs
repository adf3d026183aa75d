//! The schema can be built on both databases, and a second run changes nothing.

use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, Database};
use server::platform::db::Db;

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite://{}", dir.path().join("placet.db").display());
    let db = Db::open(&url).await.expect("opened");
    db.migrate().await.expect("migrated");
    db.migrate().await.expect("migrated again");
    let query = "SELECT version AS name FROM seaql_migrations ORDER BY 1";
    assert_eq!(columns(db.read(), query).await.len(), Migrator::migrations().len());
}

#[tokio::test]
async fn postgres_and_sqlite_have_the_same_tables_and_columns() {
    let Ok(server) = std::env::var("PLACET_TEST_POSTGRES") else {
        assert!(std::env::var("CI").is_err(), "CI must name a PostgreSQL server");
        println!("skipped: PLACET_TEST_POSTGRES names no server");
        return;
    };
    let name = format!("placet_{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(&server).await.expect("the server answers");
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("created");
    let (base, _) = server.rsplit_once('/').expect("a database name");
    let postgres = Db::open(&format!("{base}/{name}")).await.expect("opened");
    postgres.migrate().await.expect("migrated");
    let there = columns(postgres.read(), "SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1").await;

    let dir = tempfile::tempdir().expect("a folder");
    let sqlite = Db::open(&format!("sqlite://{}", dir.path().join("placet.db").display())).await.expect("opened");
    sqlite.migrate().await.expect("migrated");
    let here = columns(sqlite.read(), "SELECT m.name || '.' || c.name AS name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1").await;
    assert_eq!(there, here);
}

async fn columns(db: &sea_orm::DatabaseConnection, query: &str) -> Vec<String> {
    let statement = sea_orm::Statement::from_string(db.get_database_backend(), query);
    let rows = db.query_all_raw(statement).await.expect("an answer");
    let mut names: Vec<String> = rows.iter().map(|row| row.try_get::<String>("", "name").expect("a name")).collect();
    names.sort();
    names
}
