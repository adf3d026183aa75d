//! People shown in assets: what is known of them is erased, and whose right something is can be taken back.

use std::path::PathBuf;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};
use serde_json::{Value, json};
use server::features::agreements::records::row::fact;
use uuid::Uuid;

use crate::desk::{Desk, grant, is};

const NAME: &str = "Wilhelmina Quastenberg";
/// No part of this may be found anywhere afterwards.
const TRACES: [&str; 3] = ["quastenberg", "wilhelmina", "2012-05-05"];

/// A release of somebody shown, signed by her guardian where she is a child: person, interest, asset, agreement.
async fn released(desk: &Desk, born_on: &str) -> (Uuid, Uuid, Uuid, Uuid) {
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let person = json!({ "name": NAME, "born_on": born_on, "guardian": "Ottilie Quastenberg",
        "contact": "wilhelmina@quastenberg.example", "note": "by telephone" });
    let person = app.post(manager, "/people", person).await.expect(201).id();
    let asset = desk.asset(1, "Girl with a red chair").await;
    let interest = json!({ "asset": asset, "kind": "likeness", "completeness": "complete", "subject": NAME,
        "holder": "Wilhelmina QUASTENBERG", "person": person });
    let interest = app.post(manager, "/interests", interest).await.expect(201).id();
    let release = json!({ "reference": "REL-7", "title": format!("Release of {NAME}"), "kind": "model_release",
        "status": "executed", "licensor": NAME, "signed_on": "2026-01-01", "notes": format!("{NAME} was tall.") });
    let release = app.post(manager, "/agreements", release).await.expect(201).id();
    let clause = json!({ "page": 1, "quote": format!("I, {NAME}, allow") });
    app.post(manager, &format!("/agreements/{release}/clauses"), clause).await.expect(201);
    let mut body = grant(interest, "2027-01-31");
    body["guardian_signed"] = json!(true);
    desk.rule(release, "grants", body).await.expect(201);
    desk.approve(release).await;
    // A correction, so that there is a superseded record too.
    let again = json!({ "name": NAME, "born_on": born_on, "guardian": "Ottilie Quastenberg", "note": "by letter" });
    app.put(manager, &format!("/people/{person}"), again).await.expect(200);
    (person, interest, asset, release)
}

async fn bodies(desk: &Desk, entity: Uuid) -> Vec<String> {
    let query = fact::Entity::find().filter(fact::Column::EntityId.eq(entity)).order_by_asc(fact::Column::RecordedAt);
    query.all(desk.app().ctx.db.read()).await.expect("rows").into_iter().map(|row| row.body).collect()
}

#[actix_web::test]
async fn an_erased_person_is_named_nowhere_and_where_her_birthday_counted_the_answer_is_unknown() {
    let desk = Desk::open().await;
    let (person, _, asset, release) = released(&desk, "2012-05-05").await;
    let (app, admin, manager) = (desk.app(), &desk.house.administrator, &desk.house.rights_manager);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
    assert!(!found_in_the_database(&desk).await.is_empty(), "the look for traces finds what is there");
    let before = bodies(&desk, person).await;
    let path = format!("/people/{person}/erasure");
    let wanted = |confirm: &str, reason: &str| json!({ "confirm": confirm, "reason": reason });
    app.post(manager, &path, wanted(NAME, "She asked us to.")).await.expect(403);
    let wrong = app.post(admin, &path, wanted("Wilhelmina", "She asked us to.")).await.expect(422).json();
    assert_eq!(wrong["field"], "confirm");
    let telling = app.post(admin, &path, wanted(NAME, &format!("{NAME} asked us to."))).await.expect(422).json();
    assert_eq!(telling["field"], "reason");
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]), "nothing of it happened");
    let done = app.post(admin, &path, wanted(NAME, "She asked us to.")).await.expect(200).json();
    assert_eq!(done["assets"][0]["id"], json!(asset));
    assert_eq!(done["still_named"], json!([]));
    let stone = &done["person"]["erased"];
    assert_eq!((&stone["reason"], &stone["needs_birthday"]), (&json!("She asked us to."), &json!(true)));
    let receipt = done["receipt"].as_str().unwrap_or_default();
    let hashes: Vec<Value> = bodies(&desk, person)
        .await
        .iter()
        .map(|body| serde_json::from_str::<Value>(body).expect("a tombstone")["erased"]["hash"].clone())
        .collect();
    let again: Vec<Value> = before
        .iter()
        .map(|body| json!(blake3::hash(format!("{receipt}{body}").as_bytes()).to_hex().to_string()))
        .collect();
    assert_eq!((hashes.len(), &hashes), (2, &again), "whoever holds the receipt can show which record it was");
    assert_eq!(desk.headline(asset).await.0, "UNKNOWN");
    let earlier = desk.verdict_at(asset, Some("2026-11-15T12:00:00Z")).await;
    assert_ne!(earlier["headline"], "ALLOWED", "not even as it was known once: {earlier}");
    let paper = app.get(manager, &format!("/agreements/{release}")).await.expect(200).json();
    assert_eq!((&paper["title"], &paper["licensor"]), (&json!("Release of [erased]"), &json!("[erased]")));
    assert_eq!((&paper["reference"], &paper["review"]), (&json!("REL-7"), &json!("approved")));
    let history = app.get(manager, &format!("/assets/{asset}/facts/history")).await.expect(200).json();
    let told = history["items"].to_string();
    assert!(told.contains("the name was erased"), "{told}");
    let shown = app.get(admin, &format!("/people/{person}")).await.expect(200).json();
    assert_eq!((&shown["name"], &shown["born_on"]), (&json!("Erased person"), &Value::Null));
    app.post(admin, &path, wanted("Erased person", "Again.")).await.expect(422);
    app.put(manager, &format!("/people/{person}"), json!({ "name": NAME })).await.expect(422);
    let link = json!({ "asset": asset, "kind": "likeness", "person": person });
    app.post(manager, "/interests", link).await.expect(422);
    let trail = app.get(admin, "/audit/verify").await.expect(200).json();
    assert_eq!(trail["ok"], true, "{trail}");
    let events = app.get(admin, &format!("/assets/{asset}/events")).await.expect(200).json().to_string();
    assert!(!events.to_lowercase().contains("quastenberg"), "{events}");
    assert_eq!(found_in_the_database(&desk).await, Vec::<String>::new());
}

#[actix_web::test]
async fn whoever_was_of_age_when_she_signed_leaves_the_answer_as_it_was() {
    let desk = Desk::open().await;
    let (person, _, asset, _) = released(&desk, "1980-05-05").await;
    let wanted = json!({ "confirm": NAME, "reason": "She asked us to." });
    let done =
        desk.app().post(&desk.house.administrator, &format!("/people/{person}/erasure"), wanted).await.expect(200);
    assert_eq!(done.json()["person"]["erased"]["needs_birthday"], false);
    assert_eq!(desk.headline(asset).await, is("ALLOWED", &[]));
}

#[actix_web::test]
async fn whose_right_it_is_can_be_taken_back_by_whoever_may_approve() {
    let desk = Desk::open().await;
    let (person, interest, asset, _) = released(&desk, "2012-05-05").await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let path = format!("/interests/{interest}/person?reason=Somebody%20else");
    app.delete(&desk.house.editor, &path).await.expect(403);
    let left = app.delete(manager, &path).await.expect(200).json();
    assert_eq!((&left["person"], &left["subject"]), (&Value::Null, &json!(NAME)), "the right itself stays");
    app.delete(manager, &path).await.expect(422);
    let shown = app.get(manager, &format!("/people/{person}")).await.expect(200).json();
    assert_eq!(shown["interests"], json!([]));
    let history = app.get(manager, &format!("/assets/{asset}/facts/history")).await.expect(200).json();
    let corrected = |entry: &&Value| entry["kind"] == "interest" && entry["change"] == "correction";
    let last = history["items"].as_array().into_iter().flatten().find(corrected).cloned().unwrap_or_default();
    assert_eq!((&last["reason"], &last["superseded_at"]), (&json!("Somebody else"), &Value::Null), "{history}");
    // The link was real once, so erasing reaches the records from then too.
    let wanted = json!({ "confirm": NAME, "reason": "She asked us to." });
    app.post(&desk.house.administrator, &format!("/people/{person}/erasure"), wanted).await.expect(200);
    let words = bodies(&desk, interest).await.join(" ").to_lowercase();
    assert!(!words.contains("quastenberg"), "{words}");
}

/// Where a trace of the person still lies: the bytes of SQLite's files, or every text of a PostgreSQL database.
async fn found_in_the_database(desk: &Desk) -> Vec<String> {
    let ctx = &desk.app().ctx;
    match ctx.config.database_url.strip_prefix("sqlite://") {
        Some(path) => in_files(path.split('?').next().unwrap_or_default()),
        None => in_tables(ctx.db.read()).await,
    }
}

fn in_files(path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for end in ["", "-wal"] {
        let path = PathBuf::from(format!("{path}{end}"));
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let text: Vec<u8> = bytes.to_ascii_lowercase();
        for trace in TRACES {
            if text.windows(trace.len()).any(|some| some == trace.as_bytes()) {
                found.push(format!("{trace} in {}", path.display()));
            }
        }
    }
    found
}

async fn in_tables(db: &impl ConnectionTrait) -> Vec<String> {
    let run = |sql: String| Statement::from_string(db.get_database_backend(), sql);
    let columns = "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' \
        AND data_type IN ('text', 'character varying')";
    let mut found = Vec::new();
    for column in db.query_all_raw(run(columns.to_owned())).await.expect("columns") {
        let table: String = column.try_get("", "table_name").expect("a table");
        let name: String = column.try_get("", "column_name").expect("a column");
        for trace in TRACES {
            let sql = format!("SELECT count(*) AS n FROM \"{table}\" WHERE \"{name}\" ILIKE '%{trace}%'");
            let row = db.query_one_raw(run(sql)).await.expect("a count").expect("a row");
            if row.try_get::<i64>("", "n").expect("a number") > 0 {
                found.push(format!("{trace} in {table}.{name}"));
            }
        }
    }
    found
}
