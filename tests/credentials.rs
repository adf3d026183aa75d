//! Content Credentials through the door: read with the file, checked against a list, shown, proposed, and told where they
//! are lost.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use server::testing::TestApp;
use uuid::Uuid;

use crate::harness::House;

/// A picture signed in a test of `media`, "made by generative AI" and not to be trained with, and who signed it.
fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn signed() -> Vec<u8> {
    std::fs::read(fixture("signed.png")).expect("the signed picture")
}

async fn uploaded(house: &House, bytes: &[u8]) -> Uuid {
    let id = house.app.upload(&house.editor, "signed.png", bytes, None).await.expect(201).id();
    house.app.settle().await;
    id
}

async fn shown(house: &House, asset: Uuid) -> Value {
    house.app.get(&house.editor, &format!("/assets/{asset}/metadata")).await.expect(200).json()
}

#[actix_web::test]
async fn what_was_signed_is_told_with_how_far_it_can_be_relied_on() {
    let house = House::start().await;
    let asset = uploaded(&house, &signed()).await;
    let found = shown(&house, asset).await;
    let said = &found["content_credentials"];
    assert_eq!((&said["state"], &said["place"]), (&json!("untrusted"), &json!("PNG caBX")), "{said:#}");
    assert!(said["words"].as_str().is_some_and(|words| words.contains("not checked against a list")));
    assert_eq!(
        said["signer"],
        json!({ "name": "Camera 7", "organization": "Studio Nord", "issuer": "Test Authority" })
    );
    assert_eq!(said["actions"][0]["label"], "Created");
    assert_eq!(said["actions"][0]["source_label"], "Made by generative AI");
    assert_eq!(said["ingredients"][0]["title"], "sketch.png");
    assert!(said["mining"].to_string().contains("Training of models: not allowed"));
    assert_eq!((&said["failures"], &said["signed_at"]), (&json!([]), &Value::Null));
    let basics = found["basics"].as_array().expect("basics");
    let source = basics.iter().find(|each| each["name"] == "digital_source_type").expect("a digital source type");
    assert_eq!(source["source"], "c2pa digitalSourceType");
    let raw = house.app.get(&house.editor, &format!("/assets/{asset}/metadata/raw")).await.expect(200).json();
    let block = raw["blocks"].as_array().expect("blocks").iter().find(|each| each["standard"] == "c2pa");
    assert_eq!(block.expect("a block")["values"]["training-mining/ai_training"], "notAllowed");
    let plain = uploaded(&house, &TestApp::picture(3)).await;
    assert_eq!(shown(&house, plain).await["content_credentials"], Value::Null);
}

#[actix_web::test]
async fn a_signer_on_the_list_of_the_house_is_trusted_and_a_list_that_is_gone_is_said() {
    let house = House::with(|config| config.c2pa_trust = Some(fixture("signed-by.pem"))).await;
    let asset = uploaded(&house, &signed()).await;
    let found = shown(&house, asset).await;
    assert_eq!(found["content_credentials"]["state"], "valid", "{found:#}");
    assert_eq!(found["warnings"], json!([]));
    let house = House::with(|config| config.c2pa_trust = Some(fixture("nothing-here.pem"))).await;
    let asset = uploaded(&house, &signed()).await;
    let found = shown(&house, asset).await;
    assert_eq!(found["content_credentials"]["state"], "untrusted");
    assert!(found["warnings"].to_string().contains("could not be read"), "{found:#}");
}

#[actix_web::test]
async fn a_changed_file_does_not_hold_and_names_why() {
    let house = House::with(|config| config.c2pa_trust = Some(fixture("signed-by.pem"))).await;
    let mut bytes = signed();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    let found = shown(&house, uploaded(&house, &bytes).await).await;
    let said = &found["content_credentials"];
    assert_eq!(
        (&said["state"], &said["failures"][0]["code"]),
        (&json!("invalid"), &json!("assertion.dataHash.mismatch"))
    );
    assert_eq!(said["failures"][0]["words"], "The file was changed after it was signed.");
}

#[actix_web::test]
async fn what_the_credentials_reserve_is_proposed_and_goes_out_again_but_permits_nothing() {
    let house = House::start().await;
    let asset = uploaded(&house, &signed()).await;
    let path = format!("/assets/{asset}/rights/proposals");
    let proposals = house.app.get(&house.rights_manager, &path).await.expect(200).json();
    let items = proposals["items"].as_array().expect("items");
    let about = |name: &str| {
        let tells = |item: &&Value| item["statement"]["fields"][0]["name"] == name;
        items.iter().find(tells).unwrap_or_else(|| panic!("{name} is not told of in {proposals:#}"))
    };
    let mining = &about("c2pa:training-mining")["statement"];
    assert_eq!(mining["rules"][0]["body"]["purposes"], json!(["ai.training"]));
    assert_eq!(about("c2pa:digitalSourceType")["statement"]["flags"], json!(["synthetic_person"]));
    let none = house.app.get(&house.rights_manager, &format!("/interests?asset={asset}")).await.expect(200).json();
    assert_eq!(none["items"], json!([]), "reading a file records nothing");
    let packet = house.app.get(&house.rights_manager, &format!("/assets/{asset}/rights.xmp")).await.expect(200);
    let packet = String::from_utf8_lossy(&packet.body).into_owned();
    assert!(packet.contains("DMI-PROHIBITED-AIMLTRAINING"), "{packet}");
}

#[actix_web::test]
async fn a_copy_without_them_says_so_and_keeps_in_plain_words_what_only_they_said() {
    let house = House::start().await;
    let asset = uploaded(&house, &signed()).await;
    let fields = house.app.get(&house.editor, &format!("/assets/{asset}/fields")).await.expect(200).json();
    let revision = fields["revision"].as_i64().expect("a revision");
    let change = json!({ "values": { "title": "Harbor at night" } });
    house.app.patch(&house.editor, &format!("/assets/{asset}/fields"), revision, change).await.expect(200);
    let path = format!("/assets/{asset}/original?metadata=current");
    let copy = house.app.get(&house.editor, &path).await.expect(200);
    assert_eq!(copy.header("placet-content-credentials"), "dropped");
    assert_eq!(copy.header("placet-note"), "Content Credentials of the original are not in this copy.");
    let said = media::metadata::read(&copy.body, "image/png");
    assert!(!said.has_credentials);
    assert!(said.basics["digital_source_type"].ends_with("trainedAlgorithmicMedia"));
    let original = house.app.get(&house.editor, &format!("/assets/{asset}/original")).await.expect(200);
    assert_eq!(original.body, signed(), "the original keeps them");
    let made = house.app.get(&house.editor, &format!("/assets/{asset}/renditions/large")).await.expect(200);
    assert!(!media::embed::is_signed(&made.body, "image/jpeg") && !media::embed::is_signed(&made.body, "image/webp"));
    assert!(String::from_utf8_lossy(&made.body).contains("trainedAlgorithmicMedia"));
}

#[actix_web::test]
async fn credentials_that_lie_elsewhere_are_named_and_never_fetched() {
    let house = House::start().await;
    let address = "https://credentials.example/7";
    let bytes = TestApp::picture_saying(5, &[("dcterms:provenance", address)]);
    let found = shown(&house, uploaded(&house, &bytes).await).await;
    let said = &found["content_credentials"];
    assert_eq!((&said["state"], &said["address"]), (&json!("elsewhere"), &json!(address)), "{found:#}");
    assert!(said["words"].as_str().is_some_and(|words| words.contains("were not fetched")));
}
