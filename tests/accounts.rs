//! Signing in and out, people and their roles, through the door.

use actix_web::test::TestRequest;
use serde_json::json;

use crate::harness::House;

async fn add_mina(house: &House) {
    let mina =
        json!({ "email": "Mina@Example.org", "name": "Mina", "role": "editor", "password": "a long enough word" });
    house.app.post(&house.administrator, "/users", mina).await.expect(201);
}

fn sign_in(password: &str) -> TestRequest {
    TestRequest::post().set_json(json!({ "email": "mina@example.org", "password": password }))
}

#[actix_web::test]
async fn signing_in_gives_a_token_that_signing_out_ends() {
    let house = House::start().await;
    add_mina(&house).await;
    let session = house.app.send(None, sign_in("a long enough word"), "/sessions").await.expect(201).json();
    let token = session["token"].as_str().unwrap_or_default().to_owned();
    let as_mina = |request: TestRequest| request.insert_header(("Authorization", format!("Bearer {token}")));
    let current = house.app.send(None, as_mina(TestRequest::get()), "/sessions/current").await.expect(200).json();
    assert_eq!(current["person"]["name"], "Mina");
    house.app.send(None, as_mina(TestRequest::delete()), "/sessions/current").await.expect(204);
    let after = house.app.send(None, as_mina(TestRequest::get()), "/sessions/current").await.expect(401);
    assert_eq!(after.code(), "session.required");
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let house = House::start().await;
    add_mina(&house).await;
    let wrong = house.app.send(None, sign_in("not that one, no"), "/sessions").await.expect(401);
    let nobody = TestRequest::post().set_json(json!({ "email": "nobody@example.org", "password": "whatever it is" }));
    let unknown = house.app.send(None, nobody, "/sessions").await.expect(401);
    assert_eq!(wrong.json(), unknown.json());
}

#[actix_web::test]
async fn too_many_attempts_are_refused_even_with_the_right_password() {
    let house = House::start().await;
    add_mina(&house).await;
    // All at once: one after the other, a slow machine would give the bucket time to refill.
    let wrong = (0..20).map(|_| house.app.send(None, sign_in("not that one, no"), "/sessions"));
    let right = house.app.send(None, sign_in("a long enough word"), "/sessions");
    let (wrong, refused) = futures_util::join!(futures_util::future::join_all(wrong), right);
    assert!(wrong.iter().filter(|answer| answer.status == 401).count() >= 10);
    assert_eq!(refused.expect(429).code(), "session.too_many_attempts");
}

#[actix_web::test]
async fn a_cookie_alone_cannot_change_anything() {
    let house = House::start().await;
    let cookie = || actix_web::cookie::Cookie::new("placet_session", house.administrator.token.clone());
    house.app.send(None, TestRequest::get().cookie(cookie()), "/users").await.expect(200);
    let new = json!({ "name": "Agency" });
    let forged = TestRequest::post().cookie(cookie()).set_json(new.clone());
    assert_eq!(house.app.send(None, forged, "/organizations").await.expect(403).code(), "session.csrf");
    let (session, _) = house.app.ctx.tokens.verify(&house.administrator.token, house.app.ctx.now()).expect("a session");
    let csrf = house.app.ctx.tokens.csrf(session).expect("a value");
    let honest = TestRequest::post().cookie(cookie()).insert_header(("Placet-CSRF", csrf)).set_json(new);
    house.app.send(None, honest, "/organizations").await.expect(201);
}

#[actix_web::test]
async fn a_new_role_signs_the_person_out() {
    let house = House::start().await;
    let path = format!("/users/{}", house.editor.id);
    house.app.patch(&house.administrator, &path, 1, json!({ "role": "marketer" })).await.expect(200);
    house.app.get(&house.editor, "/sessions/current").await.expect(401);
}

#[actix_web::test]
async fn a_change_on_an_old_revision_is_refused() {
    let house = House::start().await;
    let path = format!("/users/{}", house.editor.id);
    let shown = house.app.get(&house.administrator, &path).await.expect(200).json();
    assert_eq!(shown["revision"], 1);
    house.app.patch(&house.administrator, &path, 1, json!({ "name": "Ada" })).await.expect(200);
    let late = house.app.patch(&house.administrator, &path, 1, json!({ "name": "Eve" })).await.expect(412);
    assert_eq!(late.code(), "precondition.failed");
}

#[actix_web::test]
async fn a_repeated_post_with_the_same_key_is_done_once() {
    let house = House::start().await;
    let key = ("Idempotency-Key", "0001");
    let body = json!({ "name": "Agency" });
    let post = || TestRequest::post().insert_header(key).set_json(body.clone());
    let first = house.app.send(Some(&house.administrator), post(), "/organizations").await.expect(201).json();
    let second = house.app.send(Some(&house.administrator), post(), "/organizations").await.expect(201).json();
    assert_eq!(first, second);
}

#[actix_web::test]
async fn whoever_signed_out_is_given_no_earlier_answer() {
    let house = House::start().await;
    let body = json!({ "name": "Agency" });
    let post = || TestRequest::post().insert_header(("Idempotency-Key", "0002")).set_json(body.clone());
    house.app.send(Some(&house.administrator), post(), "/organizations").await.expect(201);
    house.app.delete(&house.administrator, "/sessions/current").await.expect(204);
    house.app.send(Some(&house.administrator), post(), "/organizations").await.expect(401);
}

#[actix_web::test]
async fn the_same_key_for_another_body_is_refused() {
    let house = House::start().await;
    let post =
        |name: &str| TestRequest::post().insert_header(("Idempotency-Key", "0003")).set_json(json!({ "name": name }));
    house.app.send(Some(&house.administrator), post("Agency A"), "/organizations").await.expect(201);
    let other = house.app.send(Some(&house.administrator), post("Agency B"), "/organizations").await.expect(409);
    assert_eq!(other.code(), "idempotency.conflict");
}
