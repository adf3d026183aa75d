//! The harness of endpoint tests: the real application in this process, on a migrated database of its own,
//! a real storage folder and a clock that stands still until it is set.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use actix_web::body::to_bytes;
use actix_web::dev::{Service, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::HeaderMap;
use actix_web::test::TestRequest;
use actix_web::{App, test};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{reactions, server::Shared, server::routes, start};
use crate::features::accounts::{self, AddPerson, EmailAddress};
use crate::features::agreements::reference;
use crate::features::metadata::writing::Packet;
use crate::features::search::SearchIndex;
use crate::platform::auth::{Role, Who};
use crate::platform::clock::Clock;
use crate::platform::config::Config;
use crate::platform::ctx::Ctx;
use crate::platform::{jobs, worker};

/// The day most tests live on: 2026-11-15 12:00 UTC.
pub const NOON: &str = "2026-11-15T12:00:00Z";

/// The application under test.
pub struct TestApp {
    pub ctx: Ctx,
    pub index: SearchIndex,
    routed: Routed,
    pub dir: tempfile::TempDir,
}

/// The routes of the application, put together once: doing it for each request takes longer than the request.
type Routed = Rc<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = actix_web::Result<ServiceResponse>>>>>;

/// Somebody signed in.
#[derive(Clone, Debug)]
pub struct TestPerson {
    pub id: Uuid,
    pub email: String,
    pub organization: Uuid,
    pub token: String,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: bytes::Bytes,
}

impl Answer {
    /// The body as JSON; `Null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The problem's code, or an empty text.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }

    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    }

    /// Fails the test with the whole answer unless the status is `expected`.
    #[track_caller]
    pub fn expect(self, expected: u16) -> Answer {
        assert_eq!(self.status.as_u16(), expected, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// The `id` of the JSON answer.
    #[track_caller]
    pub fn id(&self) -> Uuid {
        let json = self.json();
        let id = json["id"].as_str().or(json["asset"]["id"].as_str()).unwrap_or_default();
        Uuid::parse_str(id).unwrap_or_else(|_| panic!("no id in {json}"))
    }
}

impl TestApp {
    /// A fresh application at [`NOON`].
    pub async fn start() -> TestApp {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let config = Config::for_testing(dir.path());
        TestApp::start_with(dir, config).await
    }

    /// An application on other settings: PostgreSQL, S3, smaller limits.
    pub async fn start_with(dir: tempfile::TempDir, config: Config) -> TestApp {
        let noon = NOON.parse::<DateTime<Utc>>().expect("an instant");
        let ctx = start::open(config, Clock::standing_at(noon)).await.expect("the application starts");
        let index = SearchIndex::open(&ctx).await.expect("the index opens");
        let shared = Shared::new(ctx.clone(), index.clone());
        let app = test::init_service(App::new().configure(move |config| routes(config, &shared))).await;
        TestApp { ctx, index, routed: Rc::new(move |request| Box::pin(app.call(request.to_request()))), dir }
    }

    /// Moves the clock, for example to `2026-12-01T00:00:00Z`.
    pub fn set_clock(&self, at: &str) {
        self.ctx.clock.set(at.parse().expect("an instant"));
    }

    /// Somebody of the house with this role; for [`Role::Partner`] of a partner organization called "Partner".
    pub async fn person(&self, role: Role) -> TestPerson {
        match role {
            Role::Partner => self.partner("Partner").await,
            _ => self.add(role, None).await,
        }
    }

    /// A partner of the named organization, which is made when it is new.
    pub async fn partner(&self, organization: &str) -> TestPerson {
        let known = accounts::list_organizations(self.ctx.db.read()).await.expect("organizations");
        let id = match known.into_iter().find(|row| row.name == organization) {
            Some(row) => row.id,
            None => {
                let tx = self.ctx.db.write().await.expect("a transaction");
                let added = accounts::add_organization(&self.ctx, &tx, &Who::system(), organization, "partner").await;
                self.ctx.commit(tx).await.expect("commit");
                added.expect("an organization").id
            }
        };
        self.add(Role::Partner, Some(id)).await
    }

    async fn add(&self, role: Role, organization: Option<Uuid>) -> TestPerson {
        let tx = self.ctx.db.write().await.expect("a transaction");
        let house = accounts::house(&self.ctx, &tx).await.expect("the house").id;
        let organization = organization.unwrap_or(house);
        let email = format!("{}-{}@placet.test", role.name(), self.ctx.new_id().expect("an id").simple());
        let new = AddPerson {
            organization,
            email: EmailAddress::parse(&email).expect("an address"),
            name: format!("Test {}", role.name().replace('_', " ")),
            role,
            password_hash: String::new(),
        };
        let person = accounts::add_person(&self.ctx, &tx, &Who::system(), new).await.expect("a person");
        let session = accounts::start_session(&self.ctx, &tx, &person).await.expect("a session");
        self.ctx.commit(tx).await.expect("commit");
        let token = self.ctx.tokens.sign(session.id, self.ctx.now(), session.expires_at).expect("a token");
        TestPerson { id: person.id, email, organization, token }
    }

    /// A request as `person`, or anonymous. `path` starts with `/`; `/api/v1` is added unless it starts with `//`.
    pub async fn send(&self, person: Option<&TestPerson>, mut request: TestRequest, path: &str) -> Answer {
        let path = match path.strip_prefix("//") {
            Some(outside) => format!("/{outside}"),
            None => format!("/api/v1{path}"),
        };
        request = request.uri(&path).peer_addr(std::net::SocketAddr::from(([127, 0, 0, 1], 40_000)));
        if let Some(person) = person {
            request = request.insert_header(("Authorization", format!("Bearer {}", person.token)));
        }
        match (self.routed)(request).await {
            Ok(response) => {
                let (status, headers) = (response.status(), response.headers().clone());
                let body = to_bytes(response.into_body()).await.unwrap_or_default();
                Answer { status, headers, body }
            }
            Err(error) => {
                let response = error.error_response();
                let (status, headers) = (response.status(), response.headers().clone());
                let body = to_bytes(response.into_body()).await.unwrap_or_default();
                Answer { status, headers, body }
            }
        }
    }

    pub async fn get(&self, person: &TestPerson, path: &str) -> Answer {
        self.send(Some(person), TestRequest::get(), path).await
    }

    pub async fn post(&self, person: &TestPerson, path: &str, body: Value) -> Answer {
        self.send(Some(person), TestRequest::post().set_json(body), path).await
    }

    pub async fn put(&self, person: &TestPerson, path: &str, body: Value) -> Answer {
        self.send(Some(person), TestRequest::put().set_json(body), path).await
    }

    pub async fn delete(&self, person: &TestPerson, path: &str) -> Answer {
        self.send(Some(person), TestRequest::delete(), path).await
    }

    /// PATCH with the revision that was seen.
    pub async fn patch(&self, person: &TestPerson, path: &str, revision: i64, body: Value) -> Answer {
        let request = TestRequest::patch().insert_header(("If-Match", format!("\"{revision}\""))).set_json(body);
        self.send(Some(person), request, path).await
    }

    /// Uploads a file by multipart; the answer is an `UploadOutcome`.
    pub async fn upload(&self, person: &TestPerson, file_name: &str, bytes: &[u8], metadata: Option<Value>) -> Answer {
        let boundary = "placet-test-boundary";
        let mut body = Vec::new();
        if let Some(metadata) = metadata {
            let head = "Content-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n";
            body.extend_from_slice(format!("--{boundary}\r\n{head}{metadata}\r\n").as_bytes());
        }
        let head = format!(
            "Content-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(format!("--{boundary}\r\n{head}").as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = TestRequest::post().insert_header(("Content-Type", kind)).set_payload(body);
        self.send(Some(person), request, "/assets").await
    }

    /// Runs every due job and lets the index catch up. Fails when a job gave up.
    pub async fn settle(&self) {
        let run = reactions::runner(self.ctx.clone());
        for _ in 0..10_000 {
            if !worker::run_one(&self.ctx, &run).await.expect("the queue works") {
                break;
            }
        }
        self.index.catch_up(&self.ctx).await.expect("the index follows");
        let counts = jobs::counts(self.ctx.db.read()).await.expect("counts");
        let dead = counts.iter().find(|(state, _)| state == "dead").map_or(0, |(_, count)| *count);
        assert_eq!(dead, 0, "{:?}", self.get_jobs().await);
    }

    async fn get_jobs(&self) -> Vec<(String, Option<String>)> {
        use sea_orm::EntityTrait;
        let rows = jobs::row::Entity::find().all(self.ctx.db.read()).await.unwrap_or_default();
        rows.into_iter().filter(|row| row.state != "done").map(|row| (row.kind, row.last_error)).collect()
    }

    /// The same picture with fields of XMP in it: a path of one or two names and a text each.
    pub fn picture_saying(seed: u8, fields: &[(&'static str, &str)]) -> Vec<u8> {
        let mut packet = Packet::default();
        for (name, value) in fields {
            match name.split_once('/') {
                Some((outer, inner)) => packet.structures(outer, vec![vec![(inner, (*value).to_owned())]]),
                None => packet.text(name, *value),
            }
        }
        packet.inside(&TestApp::picture(seed), "image/png", &[]).expect("a PNG takes a packet")
    }

    /// A small PNG whose pixels depend on `seed`, so that different seeds are different files.
    pub fn picture(seed: u8) -> Vec<u8> {
        crate::samples::test_picture(seed)
    }
}

/// Puts other reference data in place of the product's, in the form of a case file's `fixture`, for whatever runs on
/// this thread from now on: reference data is an input of every answer.
pub fn hand_reference(fixture: &Value) {
    reference::hand(fixture).expect("reference data");
}

/// A use as the API takes it: one channel, territories by comma, first and last day.
pub fn use_of(channel: &str, territories: &str, start: &str, end: &str) -> Value {
    let territories: Vec<&str> = territories.split(',').collect();
    json!({ "channels": [channel], "territories": territories, "start": start, "end": end })
}
