//! What several test files share: the personas of one installation.

use server::platform::auth::Role;
use server::testing::{TestApp, TestPerson};

/// An application with one person of each role.
pub struct House {
    pub app: TestApp,
    pub administrator: TestPerson,
    pub rights_manager: TestPerson,
    pub editor: TestPerson,
    pub marketer: TestPerson,
    pub approver: TestPerson,
    pub partner: TestPerson,
}

impl House {
    pub async fn start() -> House {
        House::around(TestApp::start().await).await
    }

    pub async fn around(app: TestApp) -> House {
        House {
            administrator: app.person(Role::Administrator).await,
            rights_manager: app.person(Role::RightsManager).await,
            editor: app.person(Role::Editor).await,
            marketer: app.person(Role::Marketer).await,
            approver: app.person(Role::Approver).await,
            partner: app.person(Role::Partner).await,
            app,
        }
    }
}
