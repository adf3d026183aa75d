//! XMP files that editors write beside originals: taken with the file, read after what is inside it, shown as a block of
//! their own.

use std::path::Path;

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::testing::{Answer, TestApp, TestPerson};

use crate::harness::House;

/// Sends parts to an address of the API, each with its name and content; the one called `file` has a file name.
pub async fn send(house: &House, person: &TestPerson, path: &str, parts: &[(&str, &[u8])]) -> Answer {
    let cut = "cut-5ba1";
    let mut body = Vec::new();
    for (name, content) in parts {
        let file_name = if *name == "file" { "; filename=\"shot.jpg\"" } else { "" };
        let head = format!("--{cut}\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{cut}--\r\n").as_bytes());
    let kind = format!("multipart/form-data; boundary={cut}");
    let request = TestRequest::post().insert_header(("Content-Type", kind)).set_payload(body);
    house.app.send(Some(person), request, path).await
}

/// A packet that was changed then and says this title.
pub fn packet(changed: &str, title: &str) -> String {
    format!(
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:aux=\"http://ns.adobe.com/exif/1.0/aux/\" xmp:MetadataDate=\"{changed}\" aux:SerialNumber=\"SN-1\">\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
         </rdf:Description></rdf:RDF></x:xmpmeta>"
    )
}

fn with_packet(picture: &[u8], packet: &str) -> Vec<u8> {
    media::embed::with_packet(picture, "image/png", packet).expect("a PNG takes one")
}

async fn title(house: &House, id: &str) -> Value {
    house.app.settle().await;
    let said = house.app.get(&house.editor, &format!("/assets/{id}/metadata")).await.expect(200).json();
    let basics = said["basics"].as_array().expect("a list");
    basics.iter().find(|field| field["name"] == "title").cloned().unwrap_or_default()
}

async fn blocks(house: &House, person: &TestPerson, id: &str) -> Vec<Value> {
    let raw = house.app.get(person, &format!("/assets/{id}/metadata/raw")).await.expect(200).json();
    raw["blocks"].as_array().expect("a list").clone()
}

fn block<'a>(blocks: &'a [Value], standard: &str) -> &'a Value {
    blocks.iter().find(|block| block["standard"] == standard).unwrap_or(&Value::Null)
}

#[actix_web::test]
async fn what_an_editor_wrote_beside_a_file_is_the_later_word() {
    let house = House::start().await;
    let picture = with_packet(&TestApp::picture(1), &packet("2026-01-01T10:00:00Z", "Inside"));
    let beside = packet("2026-01-01T12:00:00+01:00", "Beside");
    let parts = [("sidecar", beside.as_bytes()), ("file", &picture)];
    let sent = send(&house, &house.editor, "/assets", &parts).await.expect(201).json();
    let id = sent["asset"]["id"].as_str().expect("an id").to_owned();
    let field = title(&house, &id).await;
    assert_eq!((field["value"].as_str(), field["source"].as_str()), (Some("Beside"), Some("sidecar dc:title")));
    assert_eq!(field["others"][0]["source"], "xmp dc:title", "{field}");
    assert_eq!(field["others"][0]["value"], "Inside");
    let all = blocks(&house, &house.editor, &id).await;
    let own = block(&all, "sidecar");
    assert_eq!((own["values"]["dc:title"].as_str(), own["place"].as_str()), (Some("Beside"), Some("file beside it")));
    assert_eq!(block(&all, "xmp")["values"]["dc:title"], "Inside");
    // The same bytes again are the same asset, and keep the sidecar they came with.
    let other = packet("2027-01-01", "Other");
    let again = send(&house, &house.editor, "/assets", &[("file", &picture), ("sidecar", other.as_bytes())]).await;
    assert_eq!(again.expect(200).json()["asset"]["id"], id.as_str());
    assert_eq!(title(&house, &id).await["value"], "Beside");
}

#[actix_web::test]
async fn a_file_that_was_changed_after_its_sidecar_wins() {
    let house = House::start().await;
    let picture = with_packet(&TestApp::picture(2), &packet("2026-01-01T11:30:00Z", "Inside"));
    let beside = packet("2026-01-01T12:00:00+01:00", "Beside");
    let sent = send(&house, &house.editor, "/assets", &[("file", &picture), ("sidecar", beside.as_bytes())]).await;
    let id = sent.expect(201).json()["asset"]["id"].as_str().expect("an id").to_owned();
    let field = title(&house, &id).await;
    assert_eq!((field["value"].as_str(), field["source"].as_str()), (Some("Inside"), Some("xmp dc:title")));
    assert_eq!(field["others"][0]["value"], "Beside", "{field}");
}

#[actix_web::test]
async fn a_new_version_has_a_sidecar_of_its_own_or_none() {
    let house = House::start().await;
    let beside = packet("2026-01-01", "First");
    let first = TestApp::picture(3);
    let sent = send(&house, &house.editor, "/assets", &[("file", &first), ("sidecar", beside.as_bytes())]).await;
    let id = sent.expect(201).json()["asset"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(title(&house, &id).await["value"], "First");
    let versions = format!("/assets/{id}/versions");
    send(&house, &house.editor, &versions, &[("file", &TestApp::picture(4))]).await.expect(201);
    assert_eq!(title(&house, &id).await, Value::Null, "it was about other bytes");
    let beside = packet("2026-02-01", "Third");
    let parts = [("file", &TestApp::picture(5)[..]), ("sidecar", beside.as_bytes())];
    send(&house, &house.editor, &versions, &parts).await.expect(201);
    assert_eq!(title(&house, &id).await["value"], "Third");
}

#[actix_web::test]
async fn what_is_no_xmp_is_refused_before_anything_is_kept() {
    let house = House::start().await;
    let picture = TestApp::picture(6);
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>\
                <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">&b;</x:xmpmeta>";
    for wrong in [&b"not xml"[..], b"", &picture, b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"] {
        let sent = send(&house, &house.editor, "/assets", &[("file", &picture), ("sidecar", wrong)]).await;
        assert_eq!(sent.expect(422).json()["field"], "sidecar");
    }
    let large = vec![b' '; 1_100_000];
    send(&house, &house.editor, "/assets", &[("sidecar", &large), ("file", &picture)]).await.expect(413);
    let twice = [("sidecar", packet("2026", "a")), ("sidecar", packet("2026", "b"))];
    let twice: Vec<(&str, &[u8])> = twice.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    send(&house, &house.editor, "/assets", &[&twice[..], &[("file", &picture)]].concat()).await.expect(422);
    // Entities are never expanded: the packet is kept as it is, and says nothing.
    let sent = send(&house, &house.editor, "/assets", &[("file", &picture), ("sidecar", bomb.as_bytes())]).await;
    let id = sent.expect(201).json()["asset"]["id"].as_str().expect("an id").to_owned();
    house.app.settle().await;
    assert_eq!(block(&blocks(&house, &house.editor, &id).await, "sidecar"), &Value::Null);
}

#[actix_web::test]
async fn a_real_sidecar_is_read_whole_and_its_serial_number_is_not_for_everybody() {
    let house = House::start().await;
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let read = |name: &str| std::fs::read(corpus.join(name)).ok();
    let pairs = [
        ("images/photos/canon-600d-with-sidecar.jpg", "images/photos/canon-600d-with-sidecar.xmp"),
        ("images/photos/canon-ixus-40.jpg", "metadata/xmp/lightroom-sidecar.xmp"),
    ];
    for (photo, sidecar) in pairs {
        let (Some(photo), Some(sidecar)) = (read(photo), read(sidecar)) else {
            println!("skipped: the corpus is not beside this checkout");
            return;
        };
        let sent = send(&house, &house.editor, "/assets", &[("file", &photo), ("sidecar", &sidecar)]).await;
        let id = sent.expect(201).json()["asset"]["id"].as_str().expect("an id").to_owned();
        house.app.settle().await;
        let all = blocks(&house, &house.editor, &id).await;
        let own = block(&all, "sidecar")["values"].as_object().expect("values").clone();
        assert!(own.len() > 20, "{}", own.len());
        assert!(own.values().any(|value| value.as_str().is_some_and(|text| text.contains("Lightroom"))), "{own:?}");
        let shared = json!({ "name": id, "shared_with": [house.partner.organization] });
        let collection = house.app.post(&house.editor, "/collections", shared).await.expect(201).id();
        house.app.put(&house.editor, &format!("/collections/{collection}/assets/{id}"), json!({})).await;
        let less = blocks(&house, &house.partner, &id).await;
        assert!(!less.iter().any(|block| block.to_string().contains("SerialNumber")), "{less:?}");
    }
}
