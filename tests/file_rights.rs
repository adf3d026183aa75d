//! Rights in files through the door: read as proposals, reserved against machines, and written out again.

use std::io::Write;
use std::process::{Command, Stdio};

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::platform::auth::Role;
use server::testing::{Answer, TestApp};
use uuid::Uuid;

use crate::desk::Desk;
use crate::scene::{Scene, public_path};
use crate::sidecars;

const FIELDS: &[(&str, &str)] = &[
    ("dc:rights", "© Studio Nord"),
    ("xmpRights:UsageTerms", "Web use in Germany, two years"),
    ("plus:LicenseStartDate", "2026-12-01"),
    ("plus:DataMining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"),
    ("plus:ModelReleaseStatus", "http://ns.useplus.org/ldf/vocab/MR-UMR"),
    ("plus:MinorModelAgeDisclosure", "AG-UNK"),
    ("plus:OtherConstraints", "Not for tobacco"),
    ("plus:SomethingNew", "x"),
    ("Iptc4xmpExt:PersonInImage", "Lena M."),
    ("plus:Licensor/plus:LicensorName", "Nord Agency"),
];

async fn uploaded(desk: &Desk, seed: u8, fields: &[(&'static str, &str)]) -> Uuid {
    let bytes = TestApp::picture_saying(seed, fields);
    let asset = desk.app().upload(&desk.house.editor, "said.png", &bytes, None).await.expect(201).id();
    desk.app().settle().await;
    asset
}

async fn proposals(desk: &Desk, asset: Uuid) -> Value {
    let path = format!("/assets/{asset}/rights/proposals");
    desk.app().get(&desk.house.editor, &path).await.expect(200).json()
}

/// The item that tells of a field.
fn about<'a>(shown: &'a Value, field: &str) -> &'a Value {
    let items = shown["items"].as_array().expect("items");
    let tells = |item: &&Value| {
        item["statement"]["fields"].as_array().is_some_and(|all| all.iter().any(|f| f["name"] == field))
    };
    items.iter().find(tells).unwrap_or_else(|| panic!("{field} is not told of in {shown:#}"))
}

#[actix_web::test]
async fn a_file_makes_proposals_that_permit_nothing_until_somebody_has_reviewed_them() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let asset = uploaded(&desk, 1, FIELDS).await;
    let shown = proposals(&desk, asset).await;
    assert_eq!(shown["read"], true);
    assert!(
        about(&shown, "dc:rights")["statement"]["trap"].as_str().is_some_and(|trap| trap.contains("permits nothing"))
    );
    assert!(
        about(&shown, "plus:LicenseStartDate")["statement"]["trap"]
            .as_str()
            .is_some_and(|t| t.contains("not for ever"))
    );
    assert!(about(&shown, "plus:SomethingNew")["statement"]["unreadable"].is_string());
    let none = app.get(editor, &format!("/interests?asset={asset}")).await.expect(200).json();
    assert_eq!(none["items"], json!([]), "reading a file records nothing");
    let path = format!("/assets/{asset}/rights/proposals/acceptances");
    let done = app.post(editor, &path, json!({})).await.expect(201).json();
    let agreement = about(&done, "plus:DataMining")["decision"]["agreement"].as_str().unwrap_or_default().to_owned();
    let paper = app.get(editor, &format!("/agreements/{agreement}")).await.expect(200).json();
    assert_eq!((&paper["title"], &paper["review"]), (&json!("As stated in the file"), &json!("extracted")));
    assert_eq!((&paper["status"], &paper["licensor"]), (&json!("draft"), &json!("Nord Agency")));
    let quotes = paper["clauses"].to_string();
    assert!(quotes.contains("Web use in Germany, two years") && quotes.contains("DMI-PROHIBITED"), "{quotes}");
    let held = app.get(editor, &format!("/interests?asset={asset}")).await.expect(200).json();
    let kinds: Vec<&str> = held["items"].as_array().expect("items").iter().filter_map(|i| i["kind"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "likeness").count(), 1, "{kinds:?}");
    assert!(kinds.contains(&"copyright.work"));
    assert_eq!(desk.headline(asset).await.0, "UNKNOWN");
    let policy = app.get(editor, &format!("/assets/{asset}/rights.odrl.json")).await.expect(200).json();
    assert_eq!(policy["permission"], json!([]));
}

#[actix_web::test]
async fn a_statement_is_decided_once_and_the_server_reads_it_itself() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let asset = uploaded(&desk, 1, FIELDS).await;
    let base = format!("/assets/{asset}/rights/proposals");
    let shown = proposals(&desk, asset).await;
    let key = |field: &str| about(&shown, field)["statement"]["key"].clone();
    let mining = json!({ "keys": [key("plus:DataMining")] });
    let first = app.post(editor, &format!("{base}/acceptances"), mining.clone()).await.expect(201).json();
    let again = app.post(editor, &format!("{base}/acceptances"), mining).await.expect(409).json();
    assert!(again["detail"].as_str().is_some_and(|detail| detail.contains("accepted this on")), "{again}");
    let release = json!({ "keys": [key("plus:ModelReleaseStatus")] });
    let second = app.post(editor, &format!("{base}/acceptances"), release).await.expect(201).json();
    let agreement = |shown: &Value, field: &str| about(shown, field)["decision"]["agreement"].clone();
    assert!(agreement(&first, "plus:DataMining").is_string());
    assert_eq!(agreement(&second, "plus:ModelReleaseStatus"), agreement(&first, "plus:DataMining"), "one paper a file");
    let dismissal = json!({ "keys": [key("plus:OtherConstraints")], "reason": "Of another licence" });
    let shown = app.post(editor, &format!("{base}/dismissals"), dismissal).await.expect(201).json();
    assert_eq!(about(&shown, "plus:OtherConstraints")["decision"]["reason"], "Of another licence");
    let unreadable = json!({ "keys": [key("plus:SomethingNew")] });
    app.post(editor, &format!("{base}/acceptances"), unreadable).await.expect(422);
    let invented = json!({ "keys": ["0123456789abcdef"] });
    assert_eq!(
        app.post(editor, &format!("{base}/acceptances"), invented).await.expect(422).code(),
        "reference.unknown"
    );
    let smuggled = json!({ "keys": [], "rules": [{}] });
    app.post(editor, &format!("{base}/acceptances"), smuggled).await.expect(422);
    app.post(editor, &format!("{base}/dismissals"), json!({ "keys": [key("dc:rights")], "reason": " " }))
        .await
        .expect(422);
}

#[actix_web::test]
async fn the_switch_reserves_at_once_and_public_addresses_say_so() {
    let scene = Scene::start().await;
    let app = scene.app();
    let manager = &scene.house.rights_manager;
    let other = json!({ "asset": scene.asset, "kind": "copyright.work" });
    app.post(manager, "/interests", other).await.expect(201);
    let path = format!("/assets/{}/rights/reservation", scene.asset);
    let open = app.get(manager, &path).await.expect(200).json();
    assert_eq!((&open["asset"], &open["house"]), (&Value::Null, &Value::Null));
    let on = app.put(manager, &path, json!({})).await.expect(200).json();
    assert!(on["asset"]["since"].is_string());
    assert_eq!(on["purposes"], json!(["ai.tdm", "ai.training", "ai.generative_training"]));
    assert!(on["data_mining"].as_str().is_some_and(|value| value.ends_with("DMI-PROHIBITED")));
    let question = json!({ "assets": [scene.asset], "channels": ["owned.site"], "territories": ["DE"],
        "purposes": ["ai.training"], "start": "2026-12-01", "end": "2026-12-31" });
    let verdict = app.post(manager, "/verdicts", question.clone()).await.expect(200).json();
    assert_eq!(verdict["items"][0]["headline"], "DENIED");
    app.put(manager, &path, json!({})).await.expect(200);
    let off = app.delete(manager, &path).await.expect(200).json();
    assert_eq!(off["asset"], Value::Null);
    app.put(&scene.house.editor, &path, json!({})).await.expect(403);
}

#[actix_web::test]
async fn a_public_address_tells_machines_what_is_reserved() {
    let scene = Scene::start().await;
    let (app, manager) = (scene.app(), &scene.house.rights_manager);
    let gaps = json!({ "asset": scene.asset, "kind": "copyright.work", "completeness": "partial" });
    app.put(manager, &format!("/interests/{}", scene.interest), gaps).await.expect(200);
    let publication = scene.go_live(None).await;
    // Half a month has gone by, and everybody has to sign in again.
    let manager = &app.person(Role::RightsManager).await;
    let silent = scene.fetch(&publication).await.expect(200);
    assert_eq!(silent.header("tdm-reservation"), "", "a record with gaps reserves nothing, and a zero is a permission");
    assert_eq!(app.send(None, TestRequest::get(), "//.well-known/tdmrep.json").await.expect(200).json(), json!([]));
    let path = format!("/assets/{}/rights/reservation", scene.asset);
    app.put(manager, &path, json!({})).await.expect(200);
    let told = scene.fetch(&publication).await.expect(200);
    assert_eq!(told.header("tdm-reservation"), "1");
    let policy = told.header("tdm-policy");
    let at = policy.find("/d/").expect("a public address");
    let policy = app.send(None, TestRequest::get(), &format!("/{}", &policy[at..])).await.expect(200);
    assert_eq!(policy.header("Content-Type"), "application/ld+json");
    let policy = policy.json();
    assert_eq!(policy["permission"][0]["duty"][0]["action"], "obtainConsent");
    assert!(!policy.to_string().contains("LIC-1"), "nothing of the licence");
    let listed = app.send(None, TestRequest::get(), "//.well-known/tdmrep.json").await.expect(200).json();
    let own = public_path(&publication);
    let named = listed[0]["location"].as_str().unwrap_or_default();
    assert!(named.len() > "/d/".len() && own[1..].starts_with(named), "{named} is no beginning of {own}");
    app.delete(manager, &path).await.expect(200);
    assert_eq!(scene.fetch(&publication).await.expect(200).header("tdm-reservation"), "");
    app.put(manager, "/rights/reservation", json!({})).await.expect(200);
    let listed = app.send(None, TestRequest::get(), "//.well-known/tdmrep.json").await.expect(200).json();
    assert_eq!(listed[0]["location"], "/d/*");
    app.send(None, TestRequest::get(), "//d/tdm-policy.json").await.expect(200);
    assert_eq!(scene.fetch(&publication).await.expect(200).header("tdm-reservation"), "1");
}

#[actix_web::test]
async fn what_everything_is_on_record_of_and_nobody_granted_is_reserved_too() {
    let scene = Scene::start().await;
    let publication = scene.go_live(None).await;
    let told = scene.fetch(&publication).await.expect(200);
    assert_eq!(told.header("tdm-reservation"), "1", "its one right is complete, and no AI use is granted");
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

/// What our own reader finds in a packet, by uploading a picture with it.
async fn read_back(desk: &Desk, bytes: &[u8]) -> Value {
    let asset = desk.app().upload(&desk.house.editor, "back.png", bytes, None).await.expect(201).id();
    desk.app().settle().await;
    let path = format!("/assets/{asset}/metadata/raw");
    let raw = desk.app().get(&desk.house.editor, &path).await.expect(200).json();
    let blocks = raw["blocks"].as_array().cloned().unwrap_or_default();
    let packet = blocks.into_iter().find(|block| block["standard"] == "xmp");
    packet.map_or(Value::Null, |packet| packet["values"].clone())
}

#[actix_web::test]
async fn what_is_written_never_says_more_than_what_is_certain_and_is_read_again() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let bare = uploaded(&desk, 3, &[("plus:DataMining", "DMI-PROHIBITED-AIMLTRAINING")]).await;
    let silent = text(&app.get(manager, &format!("/assets/{bare}/rights.xmp")).await.expect(200));
    assert!(silent.contains("Nothing is cleared for certain") && !silent.contains("plus:LicenseEndDate"), "{silent}");
    assert!(silent.contains("DMI-PROHIBITED-AIMLTRAINING"), "what the file reserves goes out again");

    let (asset, _, _) = desk.cleared_asset(2, "2027-01-31").await;
    let sidecar = app.get(manager, &format!("/assets/{asset}/rights.xmp")).await.expect(200);
    assert_eq!(sidecar.header("Content-Type"), "application/rdf+xml");
    let path = format!("/assets/{asset}/original?rights=embedded");
    let copy = app.get(manager, &path).await.expect(200);
    assert_eq!(copy.header("Content-Type"), "image/png");
    let found = read_back(&desk, &copy.body).await;
    assert_eq!(found["plus:LicenseStartDate"], "2026-12-01");
    assert_eq!(found["plus:LicenseEndDate"], "2027-01-31");
    assert_eq!(found["plus:LicenseID"], "LIC-2");
    assert_eq!(found["plus:Licensor/plus:LicensorName"], "Studio Nord");
    assert_eq!(found["xmpRights:Marked"], "True");
    let terms = found["xmpRights:UsageTerms"].as_str().unwrap_or_default();
    assert!(terms.contains("AT") && terms.contains("2027-01-31") && terms.contains("Nothing else"), "{terms}");
    let linked = &found["Iptc4xmpExt:LinkedEncRightsExpr/Iptc4xmpExt:LinkedRightsExpr"];
    assert!(linked.as_str().is_some_and(|url| url.ends_with(&format!("{asset}/rights.odrl.json"))), "{found}");
    let embedded = &found["Iptc4xmpExt:EmbdEncRightsExpr/Iptc4xmpExt:EncRightsExpr"];
    let embedded: Value = serde_json::from_str(embedded.as_str().unwrap_or_default()).expect("the policy as JSON");
    assert_eq!(embedded["conflict"], "prohibit");
    for name in found.as_object().into_iter().flatten().map(|(name, _)| name) {
        assert!(text(&sidecar).contains(name.split('/').next().unwrap_or(name)), "{name} is beside the file too");
    }
    app.get(&desk.house.marketer, &path).await.expect(403);
    app.get(manager, &format!("/assets/{asset}/original?rights=other")).await.expect(422);
}

#[actix_web::test]
async fn exiftool_reads_what_is_written() {
    let has_it =
        Command::new("exiftool").arg("-ver").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    if !has_it {
        println!("skipped: exiftool is not installed");
        return;
    }
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let (asset, _, _) = desk.cleared_asset(2, "2027-01-31").await;
    app.put(manager, &format!("/assets/{asset}/rights/reservation"), json!({})).await.expect(200);
    let copy = app.get(manager, &format!("/assets/{asset}/original?rights=embedded")).await.expect(200);
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(&copy.body).expect("written");
    let output = Command::new("exiftool").args(["-json", "-struct", "-n"]).arg(file.path()).output();
    let output = output.expect("exiftool runs");
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON of exiftool");
    let told = &told[0];
    assert_eq!(told["Warning"], Value::Null, "{told:#}");
    assert!(told["DataMining"].as_str().is_some_and(|value| value.ends_with("DMI-PROHIBITED")), "{told:#}");
    assert_eq!(told["Licensor"][0]["LicensorName"], "Studio Nord");
    assert_eq!(told["LicenseStartDate"], "2026:12:01");
    assert_eq!(told["LicenseEndDate"], "2027:01:31");
    assert!(told["LinkedEncRightsExpr"][0]["LinkedRightsExpr"].is_string(), "{told:#}");
    assert!(told["EmbdEncRightsExpr"][0]["EncRightsExpr"].is_string(), "{told:#}");
}

#[actix_web::test]
async fn what_the_file_beside_says_is_proposed_as_well_with_its_place() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let beside = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
        <rdf:Description xmlns:plus=\"http://ns.useplus.org/ldf/xmp/1.0/\" \
        plus:DataMining=\"http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED\" \
        plus:OtherConstraints=\"Not for tobacco\"/></rdf:RDF></x:xmpmeta>";
    let picture = TestApp::picture_saying(1, &[("plus:DataMining", "DMI-ALLOWED")]);
    let parts = [("file", &picture[..]), ("sidecar", beside.as_bytes())];
    let sent = sidecars::send(&desk.house, editor, "/assets", &parts).await.expect(201).json();
    let asset: Uuid = sent["asset"]["id"].as_str().and_then(|id| id.parse().ok()).expect("an id");
    app.settle().await;
    let shown = proposals(&desk, asset).await;
    assert_eq!(about(&shown, "plus:OtherConstraints")["statement"]["places"], json!(["beside"]));
    let mining: Vec<&Value> = shown["items"].as_array().expect("items").iter().map(|item| &item["statement"]).collect();
    let mining: Vec<&Value> =
        mining.into_iter().filter(|each| each["fields"][0]["name"] == "plus:DataMining").collect();
    let places: Vec<&Value> = mining.iter().map(|each| &each["places"]).collect();
    assert_eq!(places, [&json!(["inside"]), &json!(["beside"])], "neither outdoes the other");
    let rights = text(&app.get(&desk.house.rights_manager, &format!("/assets/{asset}/rights.xmp")).await.expect(200));
    assert!(rights.contains("DMI-PROHIBITED"), "the stricter one goes out: {rights}");
    let path = format!("/assets/{asset}/rights/proposals/acceptances");
    let done = app.post(editor, &path, json!({})).await.expect(201).json();
    let agreement =
        about(&done, "plus:OtherConstraints")["decision"]["agreement"].as_str().unwrap_or_default().to_owned();
    let paper = app.get(editor, &format!("/agreements/{agreement}")).await.expect(200).json();
    let quotes = paper["clauses"].to_string();
    assert!(quotes.contains("In the file beside it:") && quotes.contains("Not for tobacco"), "{quotes}");
}
