//! What a rights desk does, in short words for tests: assets, interests, agreements with grants, questions.

use serde_json::{Value, json};
use server::testing::{Answer, TestApp, use_of};
use uuid::Uuid;

use crate::harness::House;

/// A house whose rights manager records things.
pub struct Desk {
    pub house: House,
}

impl Desk {
    pub async fn open() -> Desk {
        Desk { house: House::start().await }
    }

    pub fn app(&self) -> &TestApp {
        &self.house.app
    }

    /// A new asset; another `seed`, another picture.
    pub async fn asset(&self, seed: u8, title: &str) -> Uuid {
        let metadata = json!({ "title": title });
        let bytes = TestApp::picture(seed);
        self.app().upload(&self.house.editor, &format!("{seed}.png"), &bytes, Some(metadata)).await.expect(201).id()
    }

    /// A record that is complete: what is not granted is denied.
    pub async fn interest(&self, asset: Uuid, kind: &str) -> Uuid {
        self.interest_known(asset, kind, "complete").await
    }

    pub async fn interest_known(&self, asset: Uuid, kind: &str, completeness: &str) -> Uuid {
        let new = json!({ "asset": asset, "kind": kind, "completeness": completeness, "subject": "Lena M." });
        self.app().post(&self.house.rights_manager, "/interests", new).await.expect(201).id()
    }

    /// An executed agreement, not yet reviewed.
    pub async fn agreement(&self, reference: &str) -> Uuid {
        let new = json!({ "reference": reference, "title": "Picture licence", "kind": "licence", "status": "executed",
            "licensor": "Studio Nord", "licensee": "House", "signed_on": "2026-01-01" });
        self.app().post(&self.house.rights_manager, "/agreements", new).await.expect(201).id()
    }

    pub async fn clause(&self, agreement: Uuid) -> Uuid {
        let new = json!({ "page": 3, "quote": "Use on social media in the territory." });
        let path = format!("/agreements/{agreement}/clauses");
        self.app().post(&self.house.rights_manager, &path, new).await.expect(201).id()
    }

    /// Records a rule under `kind` (`grants`, `restrictions`, …); the answer is not judged.
    pub async fn rule(&self, agreement: Uuid, kind: &str, body: Value) -> Answer {
        let new = json!({ "body": body, "no_document": "agreed by telephone" });
        self.app().post(&self.house.rights_manager, &format!("/agreements/{agreement}/{kind}"), new).await
    }

    /// A grant for organic social in Germany and Austria from 1 December until `end`.
    pub async fn grant(&self, agreement: Uuid, interest: Uuid, end: &str) -> Uuid {
        let new = json!({ "body": grant(interest, end), "clause_id": self.clause(agreement).await });
        let path = format!("/agreements/{agreement}/grants");
        self.app().post(&self.house.rights_manager, &path, new).await.expect(201).id()
    }

    /// Takes the review all the way.
    pub async fn approve(&self, agreement: Uuid) {
        for to in ["extracted", "reviewed", "approved"] {
            self.review(agreement, to).await.expect(200);
        }
    }

    pub async fn review(&self, agreement: Uuid, to: &str) -> Answer {
        let path = format!("/agreements/{agreement}/reviews");
        self.app().post(&self.house.rights_manager, &path, json!({ "to": to })).await
    }

    /// An asset with one complete interest, granted until `end` in an approved agreement: asset, agreement, grant.
    pub async fn cleared_asset(&self, seed: u8, end: &str) -> (Uuid, Uuid, Uuid) {
        let asset = self.asset(seed, &format!("Picture {seed}")).await;
        let interest = self.interest(asset, "copyright.work").await;
        let agreement = self.agreement(&format!("LIC-{seed}")).await;
        let grant = self.grant(agreement, interest, end).await;
        self.approve(agreement).await;
        (asset, agreement, grant)
    }

    /// The verdict on Instagram in Germany in December.
    pub async fn verdict(&self, asset: Uuid) -> Value {
        self.verdict_at(asset, None).await
    }

    pub async fn verdict_at(&self, asset: Uuid, belief_at: Option<&str>) -> Value {
        let mut question = december();
        question["asset"] = json!(asset);
        if let Some(at) = belief_at {
            question["belief_at"] = json!(at);
        }
        let answer = self.app().post(&self.house.rights_manager, "/verdicts", question).await.expect(200).json();
        answer["items"][0].clone()
    }

    /// Headline and reason codes.
    pub async fn headline(&self, asset: Uuid) -> (String, Vec<String>) {
        told(&self.verdict(asset).await)
    }
}

/// The use most tests ask about.
pub fn december() -> Value {
    use_of("social.organic.instagram", "DE", "2026-12-01", "2026-12-31")
}

/// A grant's body.
pub fn grant(interest: Uuid, end: &str) -> Value {
    json!({ "interest": interest, "channels": ["social.organic"], "territories": ["DE", "AT"],
        "purposes": ["commercial"], "period": { "start": "2026-12-01", "end": end, "zone": "territory" } })
}

/// Headline and reason codes of a verdict.
pub fn told(verdict: &Value) -> (String, Vec<String>) {
    let codes = verdict["reasons"].as_array().into_iter().flatten();
    let mut codes: Vec<String> = codes.map(|reason| reason["code"].as_str().unwrap_or_default().to_owned()).collect();
    codes.sort_unstable();
    codes.dedup();
    (verdict["headline"].as_str().unwrap_or_default().to_owned(), codes)
}

/// The same for comparing.
pub fn is(headline: &str, codes: &[&str]) -> (String, Vec<String>) {
    (headline.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect())
}
