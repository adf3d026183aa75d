//! What files say and what fields say, through the door: read, chosen, changed, taken back, changed in bulk and by
//! tables, and written into copies.

use std::path::Path;

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::testing::{Answer, TestApp, TestPerson};
use uuid::Uuid;

use crate::harness::House;

async fn uploaded(house: &House, seed: u8, said: &[(&'static str, &str)]) -> Uuid {
    let bytes = TestApp::picture_saying(seed, said);
    let id = house.app.upload(&house.editor, "said.png", &bytes, None).await.expect(201).id();
    house.app.settle().await;
    id
}

async fn fields(house: &House, person: &TestPerson, asset: Uuid) -> Value {
    house.app.get(person, &format!("/assets/{asset}/fields")).await.expect(200).json()
}

fn said<'a>(shown: &'a Value, key: &str) -> &'a Value {
    let all = shown["fields"].as_array().expect("fields");
    &all.iter().find(|field| field["key"] == key).unwrap_or_else(|| panic!("no {key} in {shown:#}"))["value"]
}

async fn change(house: &House, asset: Uuid, values: Value) -> Answer {
    let revision = fields(house, &house.editor, asset).await["revision"].as_i64().expect("a revision");
    let path = format!("/assets/{asset}/fields");
    house.app.patch(&house.editor, &path, revision, json!({ "values": values })).await
}

async fn send_table(house: &House, path: &str, table: &str) -> Answer {
    let request = TestRequest::post().insert_header(("Content-Type", "text/csv")).set_payload(table.to_owned());
    house.app.send(Some(&house.editor), request, path).await
}

#[actix_web::test]
async fn fields_are_filled_from_the_file_until_somebody_says_otherwise() {
    let house = House::start().await;
    let asset =
        uploaded(&house, 1, &[("photoshop:Credit", "Nord"), ("photoshop:City", "Kiel"), ("xmp:Rating", "4")]).await;
    let shown = fields(&house, &house.editor, asset).await;
    assert_eq!(said(&shown, "credit"), "Nord");
    assert_eq!(said(&shown, "rating"), 4.0);
    change(&house, asset, json!({ "credit": "Nord Agency", "city": null })).await.expect(200);
    let shown = fields(&house, &house.editor, asset).await;
    assert_eq!(said(&shown, "credit"), "Nord Agency");
    assert_eq!(said(&shown, "city"), &Value::Null);
    let path = format!("/assets/{asset}/fields/history");
    let past = house.app.get(&house.editor, &path).await.expect(200).json();
    let credit =
        past["items"].as_array().expect("items").iter().find(|one| one["field"] == "credit").expect("an entry");
    assert_eq!(
        (&credit["before"], &credit["after"], &credit["cause"]),
        (&json!("Nord"), &json!("Nord Agency"), &json!("edit"))
    );
    let undo = format!("{path}/{}/undo", credit["id"].as_str().expect("an id"));
    house.app.post(&house.editor, &undo, json!({})).await.expect(200);
    assert_eq!(said(&fields(&house, &house.editor, asset).await, "credit"), "Nord");
    assert_eq!(house.app.post(&house.editor, &undo, json!({})).await.code(), "field.changed_since");
    house.app.settle().await;
    let found = house.app.get(&house.editor, "/search?q=Nord").await.expect(200).json();
    assert_eq!(found["total"], 1, "{found:#}");
}

#[actix_web::test]
async fn titles_changed_elsewhere_are_on_the_same_record() {
    let house = House::start().await;
    let asset = uploaded(&house, 2, &[]).await;
    house.app.patch(&house.editor, &format!("/assets/{asset}"), 1, json!({ "title": "Harbour" })).await.expect(200);
    let past = house.app.get(&house.editor, &format!("/assets/{asset}/fields/history")).await.expect(200).json();
    assert_eq!(past["items"][0]["after"], "Harbour", "{past:#}");
}

#[actix_web::test]
async fn an_administrator_defines_fields_with_vocabularies_and_nobody_else_does() {
    let house = House::start().await;
    let terms = json!([{ "key": "sea", "labels": { "en": "Sea", "de": "Meer" } }, { "key": "bay", "labels": { "en": "Bay" }, "parent": "sea" }]);
    let vocabulary = json!({ "key": "places", "labels": { "en": "Places" }, "terms": terms });
    let app = &house.app;
    assert_eq!(app.post(&house.editor, "/vocabularies", vocabulary.clone()).await.status, 403);
    app.post(&house.administrator, "/vocabularies", vocabulary).await.expect(201);
    let field = json!({ "key": "scene", "kind": "multi_choice", "labels": { "en": "Scene" }, "vocabulary": "places", "sources": ["xmp dc:type"] });
    app.post(&house.administrator, "/fields", field.clone()).await.expect(201);
    assert_eq!(app.post(&house.administrator, "/fields", field).await.code(), "name.taken");
    let asset = uploaded(&house, 3, &[("dc:type", "bay")]).await;
    assert_eq!(said(&fields(&house, &house.editor, asset).await, "scene"), &json!(["bay"]));
    let refused = change(&house, asset, json!({ "scene": ["desert"] })).await;
    assert_eq!((refused.code().as_str(), &refused.json()["field"]), ("request.invalid", &json!("scene")));
    let without = json!({ "labels": { "en": "Places" }, "terms": [{ "key": "sea", "labels": { "en": "Sea" } }] });
    let request = || TestRequest::put().insert_header(("If-Match", "\"1\"")).set_json(without.clone());
    let refused = app.send(Some(&house.administrator), request(), "/vocabularies/places").await;
    assert_eq!(refused.code(), "vocabulary.in_use");
    change(&house, asset, json!({ "scene": null })).await.expect(200);
    app.send(Some(&house.administrator), request(), "/vocabularies/places").await.expect(200);
    app.patch(&house.administrator, "/fields/scene", 1, json!({ "retired": true })).await.expect(200);
    assert_eq!(change(&house, asset, json!({ "scene": ["sea"] })).await.code(), "request.invalid");
}

#[actix_web::test]
async fn a_vocabulary_knows_how_many_assets_say_a_word_and_who_changed_what() {
    let house = House::start().await;
    let (app, admin) = (&house.app, &house.administrator);
    let term = |key: &str, name: &str| json!({ "key": key, "labels": { "en": name } });
    let places =
        json!({ "key": "places", "labels": { "en": "Places" }, "terms": [term("sea", "Sea"), term("bay", "Bay")] });
    app.post(admin, "/vocabularies", places).await.expect(201);
    for (key, kind) in [("scene", "multi_choice"), ("place", "choice")] {
        let field = json!({ "key": key, "kind": kind, "labels": { "en": key }, "vocabulary": "places" });
        app.post(admin, "/fields", field).await.expect(201);
        let usage = app.get(admin, "/vocabularies/places/usage").await.expect(200).json();
        assert_eq!(usage["fields"].as_array().map(Vec::len), Some(if key == "scene" { 1 } else { 2 }));
        if key == "scene" {
            let one = uploaded(&house, 11, &[]).await;
            change(&house, one, json!({ "scene": ["sea", "bay"] })).await.expect(200);
            let two = uploaded(&house, 12, &[]).await;
            change(&house, two, json!({ "scene": ["sea"] })).await.expect(200);
            let usage = app.get(admin, "/vocabularies/places/usage").await.expect(200).json();
            assert_eq!(usage["terms"], json!({ "sea": 2, "bay": 1 }));
        }
    }
    let three = uploaded(&house, 13, &[]).await;
    change(&house, three, json!({ "scene": ["sea"], "place": "sea" })).await.expect(200);
    let usage = app.get(admin, "/vocabularies/places/usage").await.expect(200).json();
    assert_eq!(usage["terms"], json!({ "sea": 3, "bay": 1 }), "an asset counts once");
    let renamed = json!({ "labels": { "en": "Places" }, "terms": [term("sea", "Ocean"), term("bay", "Bay")] });
    let put = TestRequest::put().insert_header(("If-Match", "\"1\"")).set_json(renamed);
    app.send(Some(admin), put, "/vocabularies/places").await.expect(200);
    let usage = app.get(admin, "/vocabularies/places/usage").await.expect(200).json();
    assert_eq!(usage["terms"]["sea"], 3, "assets say the key, whatever it is called");
    let past = app.get(admin, "/vocabularies/places/history").await.expect(200).json();
    let latest = &past["items"][0];
    assert_eq!((&latest["revision"], &latest["recorded_by"]["id"]), (&json!(2), &json!(admin.id)));
    let told = &latest["changes"][0];
    assert_eq!((&told["act"], &told["before"], &told["after"]), (&json!("named"), &json!("Sea"), &json!("Ocean")));
    assert_eq!(past["items"][1]["changes"].as_array().map(Vec::len), Some(3), "itself and two words");
    app.get(&house.editor, "/vocabularies/places/history").await.expect(403);
    assert_eq!(app.get(admin, "/vocabularies/none/usage").await.expect(404).code(), "vocabulary.not_found");
}

#[actix_web::test]
async fn where_a_field_is_looked_for_is_data() {
    let house = House::start().await;
    let sources = json!({ "sources": ["xmp photoshop:Source"] });
    house.app.patch(&house.administrator, "/fields/credit", 1, sources).await.expect(200);
    let asset = uploaded(&house, 4, &[("photoshop:Credit", "Nord"), ("photoshop:Source", "Süd")]).await;
    assert_eq!(said(&fields(&house, &house.editor, asset).await, "credit"), "Süd");
}

#[actix_web::test]
async fn a_bulk_edit_shows_what_it_would_do_and_then_does_just_that() {
    let house = House::start().await;
    let (one, two) = (uploaded(&house, 5, &[]).await, uploaded(&house, 6, &[]).await);
    house.app.delete(&house.editor, &format!("/assets/{two}")).await.expect(204);
    let body = json!({ "assets": [one, two, Uuid::nil()], "changes": [
        { "field": "keywords", "action": "add", "value": ["sea"] }, { "field": "credit", "action": "set", "value": "Nord" } ] });
    let preview = house.app.post(&house.editor, "/bulk-edits/preview", body.clone()).await.expect(200).json();
    assert_eq!((&preview["changed"], &preview["refused"]), (&json!(1), &json!(2)), "{preview:#}");
    assert_eq!(said(&fields(&house, &house.editor, one).await, "credit"), &Value::Null, "a preview changes nothing");
    let made = house.app.post(&house.editor, "/bulk-edits", body).await.expect(200).json();
    assert_eq!(made, preview);
    let shown = fields(&house, &house.editor, one).await;
    assert_eq!((said(&shown, "credit"), said(&shown, "keywords")), (&json!("Nord"), &json!(["sea"])));
    assert_eq!(said(&fields(&house, &house.editor, two).await, "credit"), &Value::Null);
}

#[actix_web::test]
async fn a_table_goes_out_and_comes_back_with_only_what_was_edited() {
    let house = House::start().await;
    let (one, two) = (uploaded(&house, 7, &[]).await, uploaded(&house, 8, &[]).await);
    change(
        &house,
        one,
        json!({ "credit": "=HYPERLINK(\"http://canary.invalid\")", "description": "two\nlines; \"quoted\"" }),
    )
    .await
    .expect(200);
    let table =
        house.app.post(&house.editor, "/metadata-tables/export", json!({ "assets": [one, two] })).await.expect(200);
    let table = String::from_utf8(table.body.to_vec()).expect("UTF-8");
    assert!(table.contains("\"'=HYPERLINK(") && !table.contains(",=HYPERLINK"), "{table}");
    let same = send_table(&house, "/metadata-tables/preview", &table).await.expect(200).json();
    assert_eq!(
        (&same["changed"], &same["unchanged"], &same["problems"]),
        (&json!(0), &json!(2), &json!([])),
        "{same:#}"
    );
    let edited = format!("asset_id,credit,rating\r\n{one},Nord,five\r\n{two},Süd,5\r\nnobody,x,1\r\n{two},again,1\r\n");
    let preview = send_table(&house, "/metadata-tables/preview", &edited).await.expect(200).json();
    let problems: Vec<_> = preview["problems"]
        .as_array()
        .expect("problems")
        .iter()
        .map(|one| (one["row"].clone(), one["column"].clone()))
        .collect();
    assert_eq!(problems, [(json!(2), json!("rating")), (json!(4), json!("asset_id")), (json!(5), json!("asset_id"))]);
    assert_eq!(said(&fields(&house, &house.editor, two).await, "credit"), &Value::Null);
    send_table(&house, "/metadata-tables", &edited).await.expect(200);
    let shown = fields(&house, &house.editor, two).await;
    assert_eq!((said(&shown, "credit"), said(&shown, "rating")), (&json!("Süd"), &json!(5)));
    assert_eq!(send_table(&house, "/metadata-tables", "asset_id,nonsense\r\n").await.code(), "request.invalid");
}

#[actix_web::test]
async fn where_a_photo_was_taken_is_told_to_those_who_may_have_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/images/photos/apple-iphone-6-gps.jpg");
    let Ok(bytes) = std::fs::read(path) else {
        println!("skipped: the corpus is not here");
        return;
    };
    let house = House::start().await;
    let asset = house.app.upload(&house.editor, "phone.jpg", &bytes, None).await.expect(201).id();
    house.app.settle().await;
    let path = format!("/assets/{asset}/metadata/raw");
    let all = house.app.get(&house.editor, &path).await.expect(200).json();
    let some = house.app.get(&house.approver, &path).await.expect(200).json();
    assert!(all.to_string().contains("GPSLatitude") && all["withheld"] == false);
    assert!(!some.to_string().contains("GPS") && some["withheld"] == true, "{some:#}");
    assert_eq!(all["blocks"][0]["place"], "JPEG APP1");
    let basics = house.app.get(&house.approver, &format!("/assets/{asset}/metadata")).await.expect(200).json();
    assert!(!basics.to_string().contains("gps_"), "{basics:#}");
}

#[actix_web::test]
async fn a_download_says_what_the_fields_say_now() {
    let house = House::start().await;
    let asset = uploaded(&house, 9, &[("photoshop:Credit", "Nord"), ("photoshop:Source", "kept")]).await;
    let path = format!("/assets/{asset}/original?metadata=current");
    let same = house.app.get(&house.editor, &path).await.expect(200);
    assert_eq!(same.header("placet-metadata"), "unchanged");
    change(&house, asset, json!({ "credit": "Nord & Söhne", "title": "Harbour" })).await.expect(200);
    let copy = house.app.get(&house.editor, &path).await.expect(200);
    assert_eq!(copy.header("placet-metadata"), "written");
    let text = String::from_utf8_lossy(&copy.body).into_owned();
    assert!(text.contains("Nord &amp; Söhne") && text.contains("Harbour") && text.contains("kept"));
    let original = house.app.get(&house.editor, &format!("/assets/{asset}/original")).await.expect(200);
    assert_ne!(original.body, copy.body, "the stored file stays as it was uploaded");
    assert_eq!(
        house.app.get(&house.editor, &format!("/assets/{asset}/original?metadata=old")).await.code(),
        "request.invalid"
    );
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"></svg>";
    let drawing = house.app.upload(&house.editor, "drawing.svg", svg, None).await.expect(201).id();
    house.app.settle().await;
    change(&house, drawing, json!({ "credit": "Nord" })).await.expect(200);
    let beside =
        house.app.get(&house.editor, &format!("/assets/{drawing}/original?metadata=current")).await.expect(200);
    assert_eq!(beside.header("placet-metadata"), "sidecar");
    assert!(beside.header("content-disposition").contains("drawing.svg.xmp"));
}

#[actix_web::test]
async fn a_rendition_carries_the_credit_of_its_original() {
    let house = House::start().await;
    let asset = uploaded(&house, 10, &[("photoshop:Credit", "Nord"), ("photoshop:Instructions", "private note")]).await;
    for preset in ["thumbnail", "preview", "large"] {
        let made = house.app.get(&house.editor, &format!("/assets/{asset}/renditions/{preset}")).await.expect(200);
        let text = String::from_utf8_lossy(&made.body).into_owned();
        assert!(text.contains("photoshop:Credit") && text.contains("Nord"), "{preset}");
        assert!(!text.contains("private note"), "{preset}");
    }
}
