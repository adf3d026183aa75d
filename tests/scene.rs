//! A picture with one interest and one approved licence for the house's website in Germany: what most tests of
//! approvals, delivery and publishing start from.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{Answer, TestApp, TestPerson, use_of};
use uuid::Uuid;

use crate::harness::House;

pub struct Scene {
    pub house: House,
    pub asset: Uuid,
    pub interest: Uuid,
    pub agreement: Uuid,
    pub grant: Uuid,
}

/// The grant's first and last day.
pub const FROM: &str = "2026-12-01";
pub const UNTIL: &str = "2027-01-31";

impl Scene {
    /// The licence runs over the winter.
    pub async fn start() -> Scene {
        Scene::of(House::start().await, &TestApp::picture(1)).await
    }

    /// The same in a house with other settings, or with another picture.
    pub async fn of(house: House, picture: &[u8]) -> Scene {
        let asset = house.app.upload(&house.editor, "Red chair.png", picture, None).await.expect(201).id();
        let interest = json!({ "asset": asset, "kind": "copyright.work", "completeness": "complete" });
        let interest = house.app.post(&house.editor, "/interests", interest).await.expect(201).id();
        let new = json!({ "reference": "LIC-1", "title": "Chair pictures", "kind": "licence",
            "signed_on": "2026-01-01", "status": "executed" });
        let agreement = house.app.post(&house.editor, "/agreements", new).await.expect(201).id();
        let path = format!("/agreements/{agreement}");
        let grant = json!({ "body": grant(interest, UNTIL), "no_document": "test" });
        let grant = house.app.post(&house.editor, &format!("{path}/grants"), grant).await.expect(201).id();
        for step in ["extracted", "reviewed", "approved"] {
            let to = json!({ "to": step });
            house.app.post(&house.rights_manager, &format!("{path}/reviews"), to).await.expect(200);
        }
        Scene { house, asset, interest, agreement, grant }
    }

    pub fn app(&self) -> &TestApp {
        &self.house.app
    }

    /// Corrects the grant: it ends on another day.
    pub async fn end_grant_on(&self, until: &str) {
        let path = format!("/agreements/{}/grants/{}", self.agreement, self.grant);
        let body = json!({ "body": grant(self.interest, until), "no_document": "corrected" });
        let manager = self.app().person(Role::RightsManager).await;
        self.app().put(&manager, &path, body).await.expect(200);
    }

    /// The use the licence allows.
    pub fn winter(&self) -> Value {
        use_of("owned.site", "DE", FROM, UNTIL)
    }

    pub async fn request(&self, person: &TestPerson, intended: Value) -> Answer {
        let new = json!({ "asset_id": self.asset, "use": intended });
        self.app().post(person, "/approvals", new).await
    }

    pub async fn decide(&self, person: &TestPerson, approval: Uuid, outcome: &str) -> Answer {
        let path = format!("/approvals/{approval}/decisions");
        self.app().post(person, &path, json!({ "outcome": outcome })).await
    }

    /// The marketer asks, the approver says yes.
    pub async fn approve_winter(&self) -> Uuid {
        let approval = self.request(&self.house.marketer, self.winter()).await.expect(201).id();
        self.decide(&self.house.approver, approval, "approve").await.expect(200);
        approval
    }

    pub async fn add_channel(&self, key: &str, folder: Option<&str>) -> Uuid {
        let person = self.app().person(Role::Administrator).await;
        let mut new = json!({ "key": key, "name": key, "kind": "public_url", "rights_channel": "owned.site",
            "territories": ["DE"], "preset": "original" });
        if let Some(folder) = folder {
            new["kind"] = json!("folder");
            new["folder"] = json!(folder);
        }
        self.app().post(&person, "/channels", new).await.expect(201).id()
    }

    pub async fn plan(&self, channel: Uuid, from: &str, until: &str) -> Answer {
        let new = json!({ "asset_id": self.asset, "channel_id": channel, "start": from, "end": until });
        self.app().post(&self.house.marketer, "/publications", new).await
    }

    /// An approved publication of the whole winter that has gone live.
    pub async fn go_live(&self, folder: Option<&str>) -> Value {
        self.approve_winter().await;
        let channel = self.add_channel("shop", folder).await;
        let planned = self.plan(channel, FROM, UNTIL).await.expect(201);
        self.app().set_clock("2026-11-30T23:00:00Z");
        self.app().settle().await;
        self.publication(planned.id()).await
    }

    /// The publication as somebody of the house reads it at the time of the clock.
    pub async fn publication(&self, id: Uuid) -> Value {
        let reader = self.app().person(Role::RightsManager).await;
        self.app().get(&reader, &format!("/publications/{id}")).await.expect(200).json()
    }

    /// What everybody gets at a public address.
    pub async fn fetch(&self, publication: &Value) -> Answer {
        self.app().send(None, TestRequest::get(), &public_path(publication)).await
    }
}

/// The public address of a publication, as the harness takes paths outside the API.
pub fn public_path(publication: &Value) -> String {
    let url = publication["public_url"].as_str().unwrap_or_default();
    let at = url.find("/d/").expect("a public address");
    format!("/{}", &url[at..])
}

pub fn id_of(value: &Value) -> Uuid {
    value["id"].as_str().and_then(|id| Uuid::parse_str(id).ok()).expect("an id")
}

fn grant(interest: Uuid, until: &str) -> Value {
    json!({ "interest": interest, "channels": ["owned"], "territories": ["DE", "AT"], "purposes": ["commercial"],
        "period": { "start": FROM, "end": until } })
}
