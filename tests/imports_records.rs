//! Records of another system: each becomes an asset without a file, is here already, or is refused with its line.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::features::assets::fixity;
use server::features::assets::receive::Uploader;
use server::features::imports::records::{mapping::Mapping, taking};
use server::features::imports::{self, NewImport, Reads};
use server::testing::{Answer, TestApp, use_of};

use crate::harness::House;

/// A house whose import folder holds this file of records.
async fn house(name: &str, bytes: &[u8]) -> House {
    let house = House::with(|config| config.import_dir = Some(config.data_dir.join("in"))).await;
    put(&house, name, bytes);
    house
}

fn put(house: &House, name: &str, bytes: &[u8]) -> PathBuf {
    let path = house.app.dir.path().join("in").join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(&path, bytes).expect("a file");
    path
}

/// Imports a file to its end and answers the import.
async fn import(house: &House, body: Value) -> Value {
    let begun = house.app.post(&house.administrator, "/imports", body).await.expect(201).json();
    house.app.settle().await;
    show(house, &begun["id"]).await
}

async fn show(house: &House, id: &Value) -> Value {
    let path = format!("/imports/{}", id.as_str().expect("an id"));
    house.app.get(&house.administrator, &path).await.expect(200).json()
}

async fn refused(house: &House, import: &Value) -> Vec<(String, String)> {
    let path = format!("/imports/{}/files?state=refused", import["id"].as_str().expect("an id"));
    let answer = house.app.get(&house.administrator, &path).await.expect(200).json();
    let text = |each: &Value, key: &str| each[key].as_str().unwrap_or_default().to_owned();
    let items = answer["items"].as_array().cloned().unwrap_or_default();
    items.iter().map(|each| (text(each, "path"), text(each, "message"))).collect()
}

/// The assets a query finds, whole.
async fn found(house: &House, query: &str) -> Vec<Value> {
    let answer = house.app.get(&house.editor, &format!("/search?q={query}&limit=100")).await.expect(200).json();
    let mut assets = Vec::new();
    for hit in answer["hits"].as_array().cloned().unwrap_or_default() {
        let path = format!("/assets/{}", hit["asset_id"].as_str().expect("an id"));
        assets.push(house.app.get(&house.editor, &path).await.expect(200).json());
    }
    assets
}

/// Where the test corpus lies, when it is here.
fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus").join(name)
}

async fn send_file(house: &House, name: &str, bytes: &'static [u8]) -> Answer {
    let request = TestRequest::post().insert_header(("Content-Type", "application/octet-stream")).set_payload(bytes);
    house.app.send(Some(&house.administrator), request, &format!("/imports/files?name={name}")).await
}

async fn add_version(house: &House, asset: &str) -> Answer {
    let head = "Content-Disposition: form-data; name=\"file\"; filename=\"office.png\"\r\nContent-Type: image/png";
    let mut body = format!("--cut\r\n{head}\r\n\r\n").into_bytes();
    body.extend(TestApp::picture(1));
    body.extend(b"\r\n--cut--\r\n");
    let kind = ("Content-Type", "multipart/form-data; boundary=cut");
    let request = TestRequest::post().insert_header(kind).set_payload(body);
    house.app.send(Some(&house.editor), request, &format!("/assets/{asset}/versions")).await
}

fn counted(import: &Value) -> [u64; 4] {
    ["added", "duplicate", "refused", "waiting"].map(|key| import[key].as_u64().expect(key))
}

const TWO: &[u8] = b"{\"id\":\"a-1\",\"title\":\"Woman in office\",\"accession_number\":\"2001.35.9106\",\
    \"provenance\":\"Heinz Family Fund\",\"creators\":[{\"name\":\"Charles Harris\"}]}\n\
    {\"id\":\"a-2\",\"accession_number\":\"79.66\",\"creation_date_earliest\":\"-2505-01-22\",\"note\":\"two\\nlines\"}\n";

#[actix_web::test]
async fn records_are_found_by_their_words_and_their_numbers_and_nothing_is_known_of_their_rights() {
    let house = house("two.ndjson", TWO).await;
    let ended = import(&house, json!({ "file": "two.ndjson" })).await;
    assert_eq!((&ended["state"], &ended["kind"], counted(&ended)), (&json!("done"), &json!("records"), [2, 0, 0, 0]));
    assert_eq!((&ended["lines"], &ended["bytes_done"]), (&json!(2), &ended["bytes_total"]));
    for query in ["office", "heinz", "harris", "2001.35.9106", "a-1"] {
        let hits = found(&house, query).await;
        assert_eq!(hits.len(), 1, "{query}");
        assert_eq!(hits[0]["record"]["external_id"], "a-1", "{query}");
    }
    let second = found(&house, "79.66").await.remove(0);
    assert_eq!(
        (&second["title"], &second["kind"], &second["version"]["number"]),
        (&json!("79.66"), &json!("record"), &json!(0))
    );
    let data: Value = serde_json::from_str(second["record"]["data"].as_str().expect("a text")).expect("JSON");
    assert_eq!((&data["creation_date_earliest"], &data["note"]), (&json!("-2505-01-22"), &json!("two\nlines")));
    let mut wanted = use_of("social.organic.instagram", "DE", "2026-12-01", "2026-12-31");
    wanted["asset"] = second["id"].clone();
    let verdict = house.app.post(&house.marketer, "/verdicts", wanted).await.expect(200).json();
    assert_eq!(verdict["items"][0]["headline"], "UNKNOWN", "{verdict}");
}

#[actix_web::test]
async fn what_needs_a_file_says_that_there_is_none_until_one_is_given() {
    let house = house("two.ndjson", TWO).await;
    import(&house, json!({ "file": "two.ndjson" })).await;
    let asset = found(&house, "office").await.remove(0);
    let id = asset["id"].as_str().expect("an id");
    for path in ["original", "original?metadata=current", "renditions/thumbnail"] {
        let answer = house.app.get(&house.editor, &format!("/assets/{id}/{path}")).await.expect(404);
        assert_eq!(answer.code(), "asset.no_file", "{path}");
    }
    let again = house.app.post(&house.editor, &format!("/assets/{id}/renditions"), json!({})).await.expect(404);
    assert_eq!(again.code(), "asset.no_file");
    let wanted = use_of("social.organic.instagram", "DE", "2026-12-01", "2026-12-31");
    let wanted = json!({ "asset_id": id, "use": wanted, "note": "", "due_on": null });
    assert_eq!(house.app.post(&house.marketer, "/approvals", wanted).await.expect(404).code(), "asset.no_file");
    assert_eq!(fixity::check_some(&house.app.ctx, Duration::from_secs(5)).await.expect("checks"), 0);
    add_version(&house, id).await.expect(201);
    house.app.settle().await;
    let now = house.app.get(&house.editor, &format!("/assets/{id}")).await.expect(200).json();
    assert_eq!((&now["version"]["number"], &now["kind"]), (&json!(1), &json!("image")));
    assert_eq!(now["record"]["external_id"], "a-1");
    assert_eq!(found(&house, "harris").await.len(), 1, "its record is still searched");
    house.app.get(&house.editor, &format!("/assets/{id}/original")).await.expect(200);
}

#[actix_web::test]
async fn the_same_file_twice_changes_nothing_and_other_words_under_an_id_are_refused() {
    let house = house("two.ndjson", TWO).await;
    import(&house, json!({ "file": "two.ndjson" })).await;
    assert_eq!(counted(&import(&house, json!({ "file": "two.ndjson" })).await), [0, 2, 0, 0]);
    let text = "{\"id\":\"a-1\",\"title\":\"Other\"}\n{\"id\":\"b\"}\n{\"id\":\"b\"}\n{\"id\":\"b\",\"title\":\"C\"}\n";
    put(&house, "other.ndjson", text.as_bytes());
    let ended = import(&house, json!({ "file": "other.ndjson" })).await;
    assert_eq!(counted(&ended), [1, 1, 2, 0]);
    let told = refused(&house, &ended).await;
    assert!(told[0].0 == "line 1" && told[0].1.contains("in the library"), "{told:?}");
    assert!(told[1].0 == "line 4" && told[1].1.contains("on line 2"), "{told:?}");
    assert_eq!(found(&house, "office").await.len(), 1);
}

/// An import of records that a command carries on.
async fn begun(house: &House, path: PathBuf) -> imports::row::import::Model {
    let ctx = &house.app.ctx;
    let uploader = Uploader {
        person: Some(house.administrator.id),
        name: "Ada".to_owned(),
        organization: house.administrator.organization,
        is_partner: false,
        may_edit: true,
    };
    let size_bytes = fs::metadata(&path).expect("a file").len();
    let reads = Reads::Records { mapping: Box::new(Mapping::default()), size_bytes };
    let source = path.display().to_string();
    let new = NewImport { reads, source, manifest: None, collection: None, uploader, by_server: false };
    let tx = ctx.db.write().await.expect("a transaction");
    let row = imports::begin(ctx, &tx, new).await.expect("begins");
    ctx.commit(tx).await.expect("commits");
    taking::begin(ctx, &row).await.expect("opens")
}

#[actix_web::test]
async fn an_import_that_stood_still_goes_on_behind_its_last_batch() {
    let lines: String =
        (0..4_500).map(|number| format!("{{\"id\":\"r{number}\",\"title\":\"Boat {number}\"}}\n")).collect();
    let house = House::start().await;
    let row = begun(&house, put(&house, "many.ndjson", lines.as_bytes())).await;
    let ctx = &house.app.ctx;
    let path = |wish: &str| format!("/imports/{}/{wish}", row.id);
    let first = taking::take(ctx, row.id, row.round, Duration::ZERO).await.expect("takes");
    assert_eq!((first.lines, first.added, first.state.as_str()), (2_000, 2_000, "running"));
    house.app.post(&house.administrator, &path("pause"), json!({})).await.expect(200);
    let still = taking::take(ctx, row.id, row.round, Duration::from_secs(60)).await.expect("looks");
    assert_eq!((still.lines, still.state.as_str()), (2_000, "paused"));
    let resumed = house.app.post(&house.administrator, &path("resume"), json!({})).await.expect(200).json();
    assert_eq!(resumed["state"], "running");
    let late = taking::take(ctx, row.id, row.round, Duration::from_secs(60)).await.expect("looks");
    assert_eq!(late.lines, 2_000, "a job of the round before does nothing");
    let ended = taking::take(ctx, row.id, late.round, Duration::from_secs(60)).await.expect("takes");
    assert_eq!((ended.lines, ended.added, ended.state.as_str()), (4_500, 4_500, "done"));
    house.app.settle().await;
    let all = house.app.get(&house.editor, "/search?q=boat&limit=1").await.expect(200).json();
    assert_eq!(all["total"], 4_500);
    let events = house.app.get(&house.administrator, "/audit?limit=50").await.expect(200).json();
    let names = events["items"].as_array().cloned().unwrap_or_default();
    assert_eq!(names.iter().filter(|each| each["name"] == "RecordsImported").count(), 3, "one event for each batch");
    assert_eq!(
        house.app.post(&house.administrator, &path("cancel"), json!({})).await.expect(409).code(),
        "import.state"
    );
}

#[actix_web::test]
async fn bad_lines_are_named_and_stop_nothing() {
    let mut text =
        b"\xEF\xBB\xBF{\"id\":1}\nnonsense\n{\"title\":\"no id\"}\n{\"id\":\"\xFF\"}\n[]\n{\"id\":\"".to_vec();
    text.extend(std::iter::repeat_n(b'x', 3 << 20));
    text.extend(b"\"}\n{\"id\":\"nul\",\"title\":\"a\\u0000b\",\"description\":\"c\\u0000d\"}\n");
    text.extend("[".repeat(5_000).as_bytes());
    text.extend(b"\n{\"id\":9}");
    let house = house("bad.ndjson", &text).await;
    let ended = import(&house, json!({ "file": "bad.ndjson" })).await;
    assert_eq!((&ended["state"], counted(&ended)), (&json!("done"), [3, 0, 6, 0]));
    let lines: Vec<String> = refused(&house, &ended).await.into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, ["line 2", "line 3", "line 4", "line 5", "line 6", "line 8"]);
    let path = format!("/imports/{}/report", ended["id"].as_str().expect("an id"));
    let report = house.app.get(&house.administrator, &path).await.expect(200);
    let report = String::from_utf8(report.body.to_vec()).expect("a text");
    assert!(report.contains("line 6,0,refused,,It is longer than 1 MiB."), "{report}");
}

async fn retry(house: &House, import: &Value) -> Value {
    let path = format!("/imports/{}/retry", import["id"].as_str().expect("an id"));
    house.app.post(&house.administrator, &path, json!({})).await.expect(200);
    house.app.settle().await;
    show(house, &import["id"]).await
}

#[actix_web::test]
async fn refused_lines_are_taken_again_once_the_file_is_mended_and_nothing_is_taken_twice() {
    let good = "{\"id\":1,\"title\":\"Dawn\"}\n{\"id\":1,\"title\":\"Dawn\"}\n";
    let house = house("list.ndjson", format!("{good}nonsense\n{{\"title\":\"no id\"}}\n").as_bytes()).await;
    let ended = import(&house, json!({ "file": "list.ndjson" })).await;
    assert_eq!(counted(&ended), [1, 1, 2, 0]);
    let mended = format!("{{\"id\":7}}\n{good}{{\"id\":2,\"title\":\"Noon\"}}\nstill nonsense\n");
    put(&house, "list.ndjson", mended.as_bytes());
    let again = retry(&house, &ended).await;
    assert_eq!((&again["state"], counted(&again)), (&json!("done"), [3, 1, 1, 0]), "{again}");
    assert_eq!((&again["lines"], &again["bytes_done"]), (&json!(5), &json!(mended.len())));
    assert_eq!(refused(&house, &again).await[0].0, "line 5");
    assert_eq!((found(&house, "dawn").await.len(), found(&house, "noon").await.len()), (1, 1));
    put(&house, "list.ndjson", mended.replace("still nonsense", "{\"id\":3}").as_bytes());
    let whole = retry(&house, &again).await;
    assert_eq!(counted(&whole), [4, 1, 0, 0], "{whole}");
    let path = format!("/imports/{}/retry", ended["id"].as_str().expect("an id"));
    assert_eq!(house.app.post(&house.administrator, &path, json!({})).await.expect(409).code(), "import.state");
}

#[actix_web::test]
async fn a_value_that_no_field_took_is_taken_once_the_vocabulary_has_it() {
    let house = house("list.csv", b"id,title,place\n1,Dawn,lisbon\n2,Noon,porto\n").await;
    let term = |key: &str| json!({ "key": key, "labels": { "en": key }, "parent": null });
    let places = json!({ "key": "places", "labels": { "en": "Places" }, "terms": [term("lisbon")] });
    house.app.post(&house.administrator, "/vocabularies", places).await.expect(201);
    let field = json!({ "key": "place", "kind": "choice", "labels": { "en": "Place" }, "vocabulary": "places" });
    house.app.post(&house.administrator, "/fields", field).await.expect(201);
    let body = json!({ "file": "list.csv", "mapping": { "fields": { "place": "place" } } });
    let ended = import(&house, body).await;
    assert_eq!(counted(&ended), [1, 0, 1, 0], "{:?}", refused(&house, &ended).await);
    let more = json!({ "labels": { "en": "Places" }, "terms": [term("lisbon"), term("porto")] });
    let change = TestRequest::put().insert_header(("If-Match", "\"1\"")).set_json(more);
    house.app.send(Some(&house.administrator), change, "/vocabularies/places").await.expect(200);
    assert_eq!(counted(&retry(&house, &ended).await), [2, 0, 0, 0]);
    fs::remove_file(house.app.dir.path().join("in/list.csv")).expect("removed");
    put(&house, "other.csv", b"id,title\n,Nobody\n");
    let other = import(&house, json!({ "file": "other.csv" })).await;
    fs::remove_file(house.app.dir.path().join("in/other.csv")).expect("removed");
    let path = format!("/imports/{}/retry", other["id"].as_str().expect("an id"));
    let gone = house.app.post(&house.administrator, &path, json!({})).await.expect(409);
    assert!(gone.json()["detail"].as_str().is_some_and(|why| why.contains("not there any more")));
    assert_eq!(counted(&show(&house, &other["id"]).await), [0, 0, 1, 0], "nothing was changed");
}

#[actix_web::test]
async fn a_file_that_is_none_of_records_ends_at_once_with_the_reason() {
    let cases: [(&[u8], &str); 4] =
        [(b"[{}]", "NDJSON"), (b"", "nothing in it"), (b"a,a\n", "“a”"), (b"\xFD7zXZ\0rest", "read")];
    for (bytes, why) in cases {
        let house = house("odd.csv", bytes).await;
        let ended = import(&house, json!({ "file": "odd.csv" })).await;
        assert_eq!(ended["state"], "failed", "{ended}");
        assert!(ended["note"].as_str().is_some_and(|note| note.contains(why)), "{ended}");
    }
}

#[actix_web::test]
async fn cells_and_titles_come_back_as_they_were_written() {
    let naughty = corpus("text/blns.json");
    let mut strings: Vec<String> =
        ["=1+1", "+1", "-1", "@SUM(A1)", " padded ", "\u{202E}abc", "<b>x</b>"].map(str::to_owned).into();
    match fs::read(&naughty) {
        Ok(bytes) => strings.extend(serde_json::from_slice::<Vec<String>>(&bytes).expect("a list")),
        Err(_) => println!("skipped: the list of naughty strings is not here"),
    }
    strings.retain(|text| !text.is_empty());
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let rows = strings.iter().enumerate().map(|(number, text)| format!("n{number},{}\r\n", quoted(text)));
    let csv = format!("id,title\r\n{}", rows.collect::<String>());
    let house = house("naughty.csv", csv.as_bytes()).await;
    let ended = import(&house, json!({ "file": "naughty.csv" })).await;
    assert_eq!(counted(&ended), [strings.len() as u64, 0, 0, 0], "{:?}", refused(&house, &ended).await);
    for (number, text) in strings.iter().enumerate().step_by(7) {
        let asset = found(&house, &format!("n{number}")).await.remove(0);
        let data: Value = serde_json::from_str(asset["record"]["data"].as_str().expect("a text")).expect("JSON");
        assert_eq!(data["title"], json!(text));
        let is_title = text.chars().count() <= 300 && !text.chars().any(char::is_control) && !text.trim().is_empty();
        assert!(!is_title || asset["title"] == json!(text), "{text:?} became {}", asset["title"]);
    }
}

#[actix_web::test]
async fn a_mapping_fills_fields_of_the_house_and_names_what_is_not_there() {
    let house = house("list.csv", b"nr;name;made\n1;Dawn;1907-03-01\n2;Noon;c. 1907\n").await;
    let field = json!({ "key": "made_on", "kind": "date", "labels": { "en": "Made" } });
    house.app.post(&house.administrator, "/fields", field).await.expect(201);
    let mapping = |field: &str| json!({ "id": ["nr"], "title": ["name"], "fields": { field: "made" } });
    let body = json!({ "file": "list.csv", "mapping": mapping("made_in") });
    for path in ["/imports", "/imports/preview"] {
        let answer = house.app.post(&house.administrator, path, body.clone()).await.expect(422);
        assert_eq!(answer.code(), "import.records", "{path}");
    }
    let body = json!({ "file": "list.csv", "mapping": mapping("made_on") });
    let preview = house.app.post(&house.administrator, "/imports/preview", body.clone()).await.expect(200).json();
    let used: Vec<&str> =
        preview["columns"].as_array().expect("columns").iter().filter_map(|each| each["used_as"].as_str()).collect();
    assert_eq!(used, ["id", "title", "made_on"]);
    assert_eq!(preview["rows"][0]["fields"]["made_on"], "1907-03-01");
    assert!(preview["rows"][1]["refused"].as_str().is_some_and(|why| why.contains("made_on")), "{preview}");
    let ended = import(&house, body).await;
    assert_eq!(counted(&ended), [1, 0, 1, 0]);
    let asset = found(&house, "dawn").await.remove(0);
    let values =
        house.app.get(&house.editor, &format!("/assets/{}/fields", asset["id"].as_str().expect("an id"))).await;
    assert!(values.expect(200).json().to_string().contains("1907-03-01"));
}

#[actix_web::test]
async fn files_that_records_name_become_their_first_versions() {
    let text =
        "id,title,file\n1,Dawn,day/dawn.png\n2,Noon,none.png\n3,Out,../secret.txt\n4,Link,out/secret.txt\n5,Bare,\n";
    let house = house("spring/list.csv", text.as_bytes()).await;
    put(&house, "spring/day/dawn.png", &TestApp::picture(1));
    put(&house, "secret.txt", b"secret");
    std::os::unix::fs::symlink(house.app.dir.path().join("in"), house.app.dir.path().join("in/spring/out"))
        .expect("a link");
    let ended = import(&house, json!({ "file": "spring/list.csv" })).await;
    assert_eq!((&ended["state"], counted(&ended)), (&json!("done"), [6, 0, 3, 0]), "{ended}");
    let dawn = found(&house, "dawn").await.remove(0);
    assert_eq!((&dawn["version"]["number"], &dawn["version"]["file_name"]), (&json!(1), &json!("dawn.png")));
    assert_eq!(found(&house, "bare").await[0]["kind"], "record");
    assert_eq!(found(&house, "secret").await.len(), 2, "the records that name it, not the file");
}

#[actix_web::test]
async fn a_file_may_be_sent_and_looked_at_before_anything_is_taken() {
    let house = House::start().await;
    let sent = send_file(&house, "two.ndjson", TWO).await.expect(201).json();
    let body = json!({ "upload": sent["id"] });
    let preview = house.app.post(&house.administrator, "/imports/preview", body.clone()).await.expect(200).json();
    assert_eq!((&preview["lines"], &preview["refused"]), (&json!(2), &json!(0)));
    assert_eq!(preview["rows"][0]["title"], "Woman in office");
    let kept: Vec<&Value> =
        preview["columns"].as_array().expect("columns").iter().filter(|each| each["used_as"].is_null()).collect();
    assert!(kept.iter().any(|each| each["name"] == "provenance" && each["example"] == "Heinz Family Fund"), "{kept:?}");
    assert_eq!(house.app.get(&house.editor, "/search?q=").await.expect(200).json()["total"], 0);
    assert_eq!(counted(&import(&house, body).await), [2, 0, 0, 0]);
    let gone = json!({ "upload": house.administrator.id });
    assert_eq!(
        house.app.post(&house.administrator, "/imports/preview", gone).await.expect(422).code(),
        "reference.unknown"
    );
    assert_eq!(house.app.post(&house.administrator, "/imports", json!({})).await.expect(422).code(), "field.missing");
    let empty = send_file(&house, "x", b"").await.expect(422);
    assert_eq!(empty.code(), "file.empty");
}

#[actix_web::test]
async fn the_records_of_the_corpus_are_understood_without_a_mapping() {
    let corpus = corpus("records");
    if !corpus.exists() {
        return println!("skipped: the corpus is not here");
    }
    let house = House::with(|config| config.import_dir = Some(corpus)).await;
    for name in ["cmoa.ndjson.xz", "teenie.ndjson.xz"] {
        let body = json!({ "file": name });
        let preview = house.app.post(&house.administrator, "/imports/preview", body).await.expect(200).json();
        assert_eq!((&preview["lines"], &preview["refused"]), (&json!(200), &json!(0)), "{name}");
        assert!(preview["rows"][0]["keywords"].as_array().is_some_and(|words| !words.is_empty()), "{name}");
    }
}
