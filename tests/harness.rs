//! What several test files share: one installation with a person of each role, on the database and store
//! the environment names.
//!
//! `PLACET_TEST_BACKEND=postgres-s3` runs every test that starts a [`House`] on PostgreSQL (the server
//! `PLACET_TEST_POSTGRES` names, a database of its own) and on an S3 server in this process.

use sea_orm::{ConnectionTrait, Database};
use server::platform::auth::Role;
use server::platform::config::Config;
use server::testing::{TestApp, TestPerson};

use crate::s3_server::S3Server;

/// An application with one person of each role.
pub struct House {
    pub app: TestApp,
    pub administrator: TestPerson,
    pub rights_manager: TestPerson,
    pub editor: TestPerson,
    pub marketer: TestPerson,
    pub approver: TestPerson,
    pub partner: TestPerson,
    /// Kept alive as long as the house stands.
    _store: Option<S3Server>,
}

impl House {
    pub async fn start() -> House {
        House::with(|_| {}).await
    }

    /// A house with some settings changed.
    pub async fn with(change: impl FnOnce(&mut Config)) -> House {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let mut config = Config::for_testing(dir.path());
        let mut store = None;
        if House::is_on_postgres() {
            config.database_url = own_database().await;
            let server = S3Server::start().await.expect("an S3 server");
            config.storage = server::platform::config::setting::StorageSetting::S3(server.setting("placet"));
            store = Some(server);
        }
        change(&mut config);
        House::around(TestApp::start_with(dir, config).await, store).await
    }

    /// Whether tests run on PostgreSQL and S3 this time.
    pub fn is_on_postgres() -> bool {
        std::env::var("PLACET_TEST_BACKEND").is_ok_and(|backend| backend == "postgres-s3")
    }

    pub async fn around(app: TestApp, store: Option<S3Server>) -> House {
        House {
            administrator: app.person(Role::Administrator).await,
            rights_manager: app.person(Role::RightsManager).await,
            editor: app.person(Role::Editor).await,
            marketer: app.person(Role::Marketer).await,
            approver: app.person(Role::Approver).await,
            partner: app.person(Role::Partner).await,
            app,
            _store: store,
        }
    }

    /// Everybody, with the name of their role.
    pub fn everybody(&self) -> [(&'static str, &TestPerson); 6] {
        [
            ("administrator", &self.administrator),
            ("rights_manager", &self.rights_manager),
            ("editor", &self.editor),
            ("marketer", &self.marketer),
            ("approver", &self.approver),
            ("partner", &self.partner),
        ]
    }
}

/// A new, empty database on the PostgreSQL server the environment names.
pub async fn own_database() -> String {
    let server = std::env::var("PLACET_TEST_POSTGRES").expect("PLACET_TEST_POSTGRES names a server");
    let name = format!("placet_{}", uuid::Uuid::new_v4().simple());
    let db = Database::connect(&server).await.expect("the PostgreSQL server answers");
    db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a new database");
    db.close().await.expect("closed");
    let (base, _) = server.rsplit_once('/').expect("a database name in PLACET_TEST_POSTGRES");
    format!("{base}/{name}")
}
