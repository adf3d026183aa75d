//! Jobs, health, figures and the readable API document.

use actix_web::test::TestRequest;
use serde_json::json;
use server::platform::jobs::{self, Job, JobError, NewJob};
use server::platform::storage::Storage;
use uuid::Uuid;

use crate::harness::House;

/// A job that gave up.
async fn dead_job(house: &House) -> Uuid {
    let ctx = &house.app.ctx;
    let job = Job::RemoveCopy { publication: Uuid::nil() };
    let tx = ctx.db.write().await.expect("a transaction");
    jobs::enqueue(ctx, &tx, NewJob::now(job)).await.expect("enqueues");
    ctx.commit(tx).await.expect("commits");
    let claimed = jobs::claim(ctx).await.expect("claims").expect("a job");
    jobs::finish(ctx, &claimed, Err(JobError::Fail("the folder is gone".to_owned()))).await.expect("finishes");
    claimed.id
}

#[actix_web::test]
async fn a_job_that_gave_up_is_seen_and_can_be_tried_again() {
    let house = House::start().await;
    let id = dead_job(&house).await;
    let page = house.app.get(&house.administrator, "/jobs?state=dead").await.expect(200).json();
    assert_eq!(page["items"][0]["id"], id.to_string());
    assert_eq!(page["items"][0]["last_error"], "the folder is gone");
    assert_eq!(page["counts"], json!({ "waiting": 0, "running": 0, "dead": 1, "done_today": 0 }));
    let path = format!("/jobs/{id}/retries");
    let again = house.app.post(&house.administrator, &path, json!({})).await.expect(200).json();
    assert_eq!(again["state"], "waiting");
    let twice = house.app.post(&house.administrator, &path, json!({})).await.expect(409);
    assert_eq!(twice.code(), "job.state");
    let trail = house.app.get(&house.administrator, "/audit?name=JobRetried").await.expect(200).json();
    assert_eq!(trail["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn jobs_are_for_those_who_operate() {
    let house = House::start().await;
    let id = dead_job(&house).await;
    for person in [&house.editor, &house.rights_manager, &house.partner] {
        house.app.get(person, "/jobs").await.expect(403);
        house.app.post(person, &format!("/jobs/{id}/retries"), json!({})).await.expect(403);
    }
    house.app.get(&house.administrator, "/jobs?state=lost").await.expect(422);
    let unknown = format!("/jobs/{}/retries", Uuid::nil());
    house.app.post(&house.administrator, &unknown, json!({})).await.expect(404);
}

#[actix_web::test]
async fn health_says_what_works() {
    let house = House::start().await;
    house.app.send(None, TestRequest::get(), "//health/live").await.expect(200);
    let ready = house.app.send(None, TestRequest::get(), "//health/ready").await.expect(200).json();
    assert_eq!(ready["ready"], true, "{ready}");
    assert!(ready["index"]["lag"].as_i64().is_some_and(|lag| lag > 0), "nothing was indexed yet: {ready}");
    house.app.settle().await;
    let ready = house.app.send(None, TestRequest::get(), "//health/ready").await.expect(200).json();
    assert_eq!(ready["index"]["lag"], 0);
}

#[actix_web::test]
async fn a_store_that_cannot_be_used_is_not_ready() {
    let house = House::start().await;
    if !matches!(house.app.ctx.storage, Storage::Local(_)) {
        // A bucket cannot be taken away from under the process here.
        return;
    }
    std::fs::remove_dir_all(house.app.dir.path().join("store")).expect("removes the store");
    std::fs::write(house.app.dir.path().join("store"), b"in the way").expect("writes");
    let broken = house.app.send(None, TestRequest::get(), "//health/ready").await.expect(503).json();
    assert_eq!((&broken["database"]["ok"], &broken["storage"]["ok"]), (&json!(true), &json!(false)), "{broken}");
}

#[actix_web::test]
async fn figures_hold_jobs_and_the_index() {
    let house = House::start().await;
    dead_job(&house).await;
    let answer = house.app.send(None, TestRequest::get(), "//metrics").await.expect(200);
    let text = String::from_utf8(answer.body.to_vec()).expect("text");
    assert!(text.contains("placet_jobs{state=\"dead\"}"), "{text}");
    assert!(text.contains("placet_index_lag_events"), "{text}");
}

#[actix_web::test]
async fn the_readable_document_holds_every_operation_and_no_script() {
    let house = House::start().await;
    let document = house.app.send(None, TestRequest::get(), "/openapi.json").await.expect(200).json();
    let page = house.app.send(None, TestRequest::get(), "//api/docs").await.expect(200);
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    let page = String::from_utf8(page.body.to_vec()).expect("text");
    let paths = document["paths"].as_object().expect("paths");
    assert!(paths.len() > 10);
    for path in paths.keys() {
        assert!(page.contains(&format!("<code>{path}</code>")), "{path}");
    }
    for name in document["components"]["schemas"].as_object().expect("schemas").keys() {
        assert!(page.contains(&format!("id=\"type-{name}\"")), "{name}");
    }
    assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"));
}
