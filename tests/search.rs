//! Finding assets by text, filters and facets, for each reader as far as they see.

use serde_json::{Value, json};
use server::features::search::SearchIndex;
use server::testing::{TestApp, TestPerson};

use crate::harness::House;

async fn upload(house: &House, person: &TestPerson, seed: u8, file_name: &str, metadata: Value) -> String {
    let answer = house.app.upload(person, file_name, &TestApp::picture(seed), Some(metadata)).await;
    answer.expect(201).id().to_string()
}

async fn search(house: &House, person: &TestPerson, query: &str) -> Value {
    house.app.get(person, &format!("/search?{query}")).await.expect(200).json()
}

fn titles(answer: &Value) -> Vec<String> {
    let hits = answer["hits"].as_array().cloned().unwrap_or_default();
    hits.iter().map(|hit| hit["title"].as_str().unwrap_or_default().to_owned()).collect()
}

/// A few assets of the house with different words.
async fn library(house: &House) {
    let editor = &house.editor;
    let boats =
        json!({ "title": "Fishing boats", "description": "At the pier of Tromsø", "keywords": ["Harbor", "boat"] });
    upload(house, editor, 1, "IMG_2025.png", boats).await;
    let lights = json!({ "title": "Northern lights", "description": "Green night", "keywords": ["aurora", "harbor"] });
    upload(house, editor, 2, "IMG_2026.png", lights).await;
    let cabin = json!({ "title": "A cabin", "description": "lights in the northern woods", "keywords": ["cabin"] });
    upload(house, editor, 3, "cabin.png", cabin).await;
    house.app.settle().await;
}

#[actix_web::test]
async fn every_word_must_occur_and_titles_come_first() {
    let house = House::start().await;
    library(&house).await;
    let both = search(&house, &house.editor, "q=northern+lights").await;
    assert_eq!(titles(&both), ["Northern lights", "A cabin"]);
    assert_eq!(both["total"], 2);
    assert_eq!(both["hits"][0]["matched"], json!(["title"]));
    assert_eq!(both["hits"][1]["matched"], json!(["description"]));
    assert_eq!(titles(&search(&house, &house.editor, "q=northern+boats").await), Vec::<String>::new());
}

#[actix_web::test]
async fn one_wrong_letter_and_an_unfinished_word_are_found() {
    let house = House::start().await;
    library(&house).await;
    for typed in ["fishng", "fsihing", "fishinh", "fish", "FISHING", "tromso"] {
        assert_eq!(titles(&search(&house, &house.editor, &format!("q={typed}")).await), ["Fishing boats"], "{typed}");
    }
    assert!(titles(&search(&house, &house.editor, "q=fisch+boats").await).is_empty(), "only the last is unfinished");
}

#[actix_web::test]
async fn a_number_is_meant_as_it_is() {
    let house = House::start().await;
    library(&house).await;
    assert_eq!(titles(&search(&house, &house.editor, "q=2026").await), ["Northern lights"]);
}

#[actix_web::test]
async fn quotes_keep_words_together() {
    let house = House::start().await;
    library(&house).await;
    assert_eq!(titles(&search(&house, &house.editor, "q=%22northern+lights%22").await), ["Northern lights"]);
    assert_eq!(titles(&search(&house, &house.editor, "q=%22northern+woods%22").await), ["A cabin"]);
}

#[actix_web::test]
async fn a_whole_file_name_comes_first() {
    let house = House::start().await;
    let about = json!({ "title": "Harbor harbor harbor", "keywords": ["harbor"] });
    upload(&house, &house.editor, 1, "x.png", about).await;
    upload(&house, &house.editor, 2, "harbor.png", json!({ "title": "Something else" })).await;
    house.app.settle().await;
    for typed in ["harbor", "HARBOR.png"] {
        assert_eq!(titles(&search(&house, &house.editor, &format!("q={typed}")).await)[0], "Something else", "{typed}");
    }
}

#[actix_web::test]
async fn filters_are_or_inside_a_field_and_and_between_fields() {
    let house = House::start().await;
    library(&house).await;
    let either = search(&house, &house.editor, "field.keyword=HARBOR&field.keyword=cabin&sort=title").await;
    assert_eq!(titles(&either), ["A cabin", "Fishing boats", "Northern lights"]);
    let both = search(&house, &house.editor, "field.keyword=harbor&field.kind=video").await;
    assert_eq!(both["total"], 0);
}

#[actix_web::test]
async fn facets_count_all_hits_exactly() {
    let house = House::start().await;
    library(&house).await;
    let answer = search(&house, &house.editor, "facets=kind,keyword&limit=1").await;
    assert_eq!(answer["facets"]["kind"], json!([{ "value": "image", "label": "Image", "count": 3 }]));
    let keywords = answer["facets"]["keyword"].as_array().cloned().unwrap_or_default();
    let harbor = keywords.iter().find(|each| each["value"] == "harbor").cloned().unwrap_or_default();
    assert_eq!(harbor["count"], 2, "written in two ways, counted once: {keywords:?}");
    assert_eq!(keywords.len(), 4);
}

#[actix_web::test]
async fn pages_in_every_order_hold_everything_once() {
    let house = House::start().await;
    for seed in 0..9 {
        let title = format!("Title {}", seed % 3);
        upload(&house, &house.editor, seed, &format!("{seed}.png"), json!({ "title": title })).await;
        // Several commits make several segments, over which pages must hold together.
        house.app.settle().await;
    }
    for order in ["relevance", "newest", "title"] {
        for words in ["", "q=title&"] {
            let whole = search(&house, &house.editor, &format!("{words}sort={order}")).await;
            let mut seen = Vec::new();
            let mut cursor = String::new();
            loop {
                let page = search(&house, &house.editor, &format!("{words}sort={order}&limit=2&cursor={cursor}")).await;
                seen.extend(page["hits"].as_array().cloned().unwrap_or_default());
                assert_eq!(page["total"], 9);
                match page["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            let ids = |hits: &[Value]| hits.iter().map(|hit| hit["asset_id"].clone()).collect::<Vec<_>>();
            assert_eq!(ids(&seen), ids(whole["hits"].as_array().expect("hits")), "{order} {words}");
            assert_eq!(seen.len(), 9, "{order} {words}");
        }
    }
}

#[actix_web::test]
async fn bad_searches_name_the_field() {
    let house = House::start().await;
    let long = format!("q={}", "a".repeat(201));
    let many = format!("q={}", "word+".repeat(13));
    let cases = [
        (long.as_str(), "q"),
        (many.as_str(), "q"),
        ("field.kind=photo", "field.kind"),
        ("field.collection=abc", "field.collection"),
        ("field.collection=01990000-0000-7000-8000-000000000000", "field.collection"),
        ("field.state=gone", "field.state"),
        ("field.colour=red", "field.colour"),
        ("facets=size", "facets"),
        ("sort=oldest", "sort"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("cursor=abc", "cursor"),
        ("bucket=fine", "bucket"),
        ("bucket=allowed", "cleared.channel"),
        ("cleared.territory=DE", "cleared.channel"),
    ];
    for (query, field) in cases {
        let refused = house.app.get(&house.editor, &format!("/search?{query}")).await.expect(422).json();
        assert_eq!(refused["field"], field, "{query}: {refused}");
    }
}

#[actix_web::test]
async fn odd_text_is_answered_not_broken() {
    let house = House::start().await;
    library(&house).await;
    for query in
        ["q=%22%22%22", "q=%2B-*%3F%5B", "q=%22", "q=%00", "q=%F0%9F%98%80", "q=NOT+AND+OR", "q=title%3Ax", "q=+"]
    {
        house.app.get(&house.editor, &format!("/search?{query}")).await.expect(200);
    }
}

#[actix_web::test]
async fn an_archived_asset_is_found_only_when_asked_for() {
    let house = House::start().await;
    let id = upload(&house, &house.editor, 1, "old.png", json!({ "title": "Old" })).await;
    house.app.delete(&house.editor, &format!("/assets/{id}")).await.expect(204);
    house.app.settle().await;
    assert_eq!(search(&house, &house.editor, "q=old").await["total"], 0);
    let archived = search(&house, &house.editor, "q=old&field.state=archived").await;
    assert_eq!(archived["hits"][0]["state"], "archived");
}

#[actix_web::test]
async fn a_changed_title_is_found_and_the_old_one_is_not() {
    let house = House::start().await;
    let id = upload(&house, &house.editor, 1, "x.png", json!({ "title": "Before" })).await;
    house.app.settle().await;
    let seen = house.app.get(&house.editor, &format!("/assets/{id}")).await.expect(200).json();
    let revision = seen["revision"].as_i64().unwrap_or_default();
    let change = json!({ "title": "Afterwards" });
    house.app.patch(&house.editor, &format!("/assets/{id}"), revision, change).await.expect(200);
    house.app.settle().await;
    assert_eq!(search(&house, &house.editor, "q=before").await["total"], 0);
    assert_eq!(search(&house, &house.editor, "q=afterwards").await["total"], 1);
}

#[actix_web::test]
async fn a_partner_finds_only_what_is_hers_or_shared_with_her() {
    let house = House::start().await;
    library(&house).await;
    let other = house.app.partner("Other agency").await;
    upload(&house, &house.partner, 7, "hers.png", json!({ "title": "Hers lights", "keywords": ["secretive"] })).await;
    upload(&house, &other, 8, "other.png", json!({ "title": "Other lights", "keywords": ["secretive"] })).await;
    house.app.settle().await;
    let hers = search(&house, &house.partner, "q=lights&facets=kind,keyword,organization,collection").await;
    assert_eq!(titles(&hers), ["Hers lights"]);
    assert_eq!(hers["total"], 1);
    assert_eq!(hers["facets"]["keyword"], json!([{ "value": "secretive", "label": "secretive", "count": 1 }]));
    assert_eq!(hers["facets"]["organization"].as_array().map(Vec::len), Some(1));
    assert_eq!(search(&house, &house.editor, "q=lights").await["total"], 4);
    let suggested = house.app.get(&house.partner, "/search/suggest?q=light").await.expect(200).json();
    assert_eq!(suggested["items"].as_array().map(Vec::len), Some(1), "{suggested}");
}

#[actix_web::test]
async fn sharing_a_collection_shows_it_and_ending_that_hides_it() {
    let house = House::start().await;
    let id = upload(&house, &house.editor, 1, "x.png", json!({ "title": "Shared picture" })).await;
    let new = json!({ "name": "Secret launch", "shared_with": [house.partner.organization] });
    let collection = house.app.post(&house.editor, "/collections", new).await.expect(201).json();
    let path = format!("/collections/{}", collection["id"].as_str().unwrap_or_default());
    house.app.put(&house.editor, &format!("{path}/assets/{id}"), json!({})).await.expect(204);
    house.app.settle().await;
    let query = format!("facets=collection&field.collection={}", collection["id"].as_str().unwrap_or_default());
    let shared = search(&house, &house.partner, &query).await;
    assert_eq!(titles(&shared), ["Shared picture"]);
    assert_eq!(shared["facets"]["collection"][0]["label"], "Secret launch");
    // The house finds by the names of collections; a partner might learn names that way.
    assert_eq!(search(&house, &house.editor, "q=launch").await["total"], 1);
    assert_eq!(search(&house, &house.partner, "q=launch").await["total"], 0);
    let now = house.app.get(&house.editor, &path).await.expect(200).json();
    let revision = now["revision"].as_i64().unwrap_or_default();
    house.app.patch(&house.editor, &path, revision, json!({ "shared_with": [] })).await.expect(200);
    house.app.settle().await;
    assert_eq!(search(&house, &house.partner, "facets=collection").await["total"], 0);
    house.app.get(&house.partner, &format!("/search?{query}")).await.expect(422);
    let suggested = house.app.get(&house.partner, "/search/suggest?q=secret").await.expect(200).json();
    assert_eq!(suggested["items"], json!([]));
}

#[actix_web::test]
async fn suggestions_come_from_keywords_collections_and_titles() {
    let house = House::start().await;
    library(&house).await;
    house.app.post(&house.editor, "/collections", json!({ "name": "Harbor days" })).await.expect(201);
    let items = house.app.get(&house.editor, "/search/suggest?q=Har").await.expect(200).json()["items"].clone();
    assert_eq!(items[0]["kind"], "keyword", "{items}");
    assert_eq!(items[0]["count"], 2);
    assert_eq!(items[1]["text"], "Harbor days");
    let titles = house.app.get(&house.editor, "/search/suggest?q=fishing+bo").await.expect(200).json()["items"].clone();
    assert_eq!(titles[0]["text"], "Fishing boats");
    house.app.get(&house.editor, "/search/suggest?q=").await.expect(200);
}

#[actix_web::test]
async fn a_process_killed_before_its_commit_loses_and_doubles_nothing() {
    let house = House::start().await;
    upload(&house, &house.editor, 1, "one.png", json!({ "title": "One" })).await;
    let folder = house.app.dir.path().join("second-index");
    let index = SearchIndex::open_in(&folder).await.expect("opens");
    index.catch_up(&house.app.ctx).await.expect("catches up");
    let before = index.indexed_through();
    upload(&house, &house.editor, 2, "two.png", json!({ "title": "Two" })).await;
    index.write_without_commit(&house.app.ctx).await.expect("writes");
    drop(index);
    let index = SearchIndex::open_in(&folder).await.expect("opens again");
    assert_eq!(index.indexed_through(), before, "what was not committed is not there");
    index.catch_up(&house.app.ctx).await.expect("catches up");
    assert_eq!(index.document_count().await.expect("a count"), 2);
    index.catch_up(&house.app.ctx).await.expect("catches up");
    assert_eq!(index.document_count().await.expect("a count"), 2);
    assert_eq!(index.lag(&house.app.ctx).await.expect("a lag"), 0);
}

#[actix_web::test]
async fn an_index_that_cannot_be_read_or_belongs_elsewhere_is_built_anew() {
    let house = House::start().await;
    upload(&house, &house.editor, 1, "one.png", json!({ "title": "One" })).await;
    let folder = house.app.dir.path().join("second-index");
    let index = SearchIndex::open_in(&folder).await.expect("opens");
    index.catch_up(&house.app.ctx).await.expect("catches up");
    drop(index);
    std::fs::write(folder.join("meta.json"), b"{ torn").expect("writes");
    let index = SearchIndex::open_in(&folder).await.expect("opens a torn one");
    index.catch_up(&house.app.ctx).await.expect("catches up");
    assert_eq!(index.document_count().await.expect("a count"), 1);
    drop(index);
    // The same folder beside another database: its trail has another event at that place.
    let other = House::start().await;
    let index = SearchIndex::open_in(&folder).await.expect("opens");
    index.catch_up(&other.app.ctx).await.expect("catches up");
    assert_eq!(index.document_count().await.expect("a count"), 0);
}

#[actix_web::test]
async fn only_one_process_writes_and_the_others_read_what_it_wrote() {
    let house = House::start().await;
    let folder = house.app.dir.path().join("second-index");
    let writes = SearchIndex::open_in(&folder).await.expect("opens");
    writes.catch_up(&house.app.ctx).await.expect("catches up");
    let reads = SearchIndex::open_in(&folder).await.expect("opens");
    upload(&house, &house.editor, 1, "one.png", json!({ "title": "One" })).await;
    reads.catch_up(&house.app.ctx).await.expect("catches up");
    assert_eq!(reads.document_count().await.expect("a count"), 0);
    writes.catch_up(&house.app.ctx).await.expect("catches up");
    reads.catch_up(&house.app.ctx).await.expect("catches up");
    assert_eq!(reads.document_count().await.expect("a count"), 1);
    drop(writes);
    upload(&house, &house.editor, 2, "two.png", json!({ "title": "Two" })).await;
    reads.catch_up(&house.app.ctx).await.expect("takes over");
    assert_eq!(reads.document_count().await.expect("a count"), 2);
}
