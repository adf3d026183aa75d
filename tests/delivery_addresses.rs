//! Signed addresses of cuts: who makes them, what they show, and all the ways in which they end.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use server::testing::{Answer, TestApp};
use uuid::Uuid;

use crate::harness::House;
use crate::iiif::{bands, png_size};

struct Signed {
    house: House,
    asset: Uuid,
}

impl Signed {
    async fn start() -> Signed {
        let house = House::start().await;
        let asset = house.app.upload(&house.editor, "Bands.bmp", &bands(2400, 1200), None).await.expect(201).id();
        house.app.settle().await;
        Signed { house, asset }
    }

    fn app(&self) -> &TestApp {
        &self.house.app
    }

    async fn make(&self, body: Value) -> Answer {
        self.app().post(&self.house.marketer, &format!("/assets/{}/addresses", self.asset), body).await
    }

    /// The address behind the house's own name.
    async fn address(&self) -> String {
        let made =
            self.make(json!({ "size": "480,", "format": "png", "region": "0,0,960,960" })).await.expect(201).json();
        assert_eq!((made["width"].as_u64(), made["height"].as_u64()), (Some(480), Some(480)));
        made["url"].as_str().and_then(|url| url.strip_prefix("http://placet.test")).expect("an address").to_owned()
    }

    async fn open(&self, address: &str) -> Answer {
        self.app().send(None, TestRequest::get(), &format!("/{address}")).await
    }
}

#[actix_web::test]
async fn whoever_holds_the_address_sees_the_cut_until_it_expires() {
    let signed = Signed::start().await;
    let address = signed.address().await;
    let cut = signed.open(&address).await.expect(200);
    assert_eq!(png_size(&cut), (480, 480));
    assert!(cut.header("cache-control").starts_with("private, max-age=60"), "{}", cut.header("cache-control"));
    signed.app().set_clock("2026-11-15T12:59:30Z");
    let late = signed.open(&address).await.expect(200);
    assert!(late.header("cache-control").contains("max-age=30"), "never beyond the end");
    signed.app().set_clock("2026-11-15T13:00:00Z");
    assert_eq!(signed.open(&address).await.expect(410).code(), "address.expired");
    let events = server::platform::events::after(signed.app().ctx.db.read(), 0, 10_000).await.expect("events");
    assert_eq!(events.iter().filter(|event| event.name == "AddressSigned").count(), 1);
}

#[actix_web::test]
async fn nothing_in_an_address_can_be_changed() {
    let signed = Signed::start().await;
    let address = signed.address().await;
    let other =
        signed.app().upload(&signed.house.editor, "Other.png", &TestApp::picture(2), None).await.expect(201).id();
    let other = signed.app().get(&signed.house.editor, &format!("/assets/{other}")).await.expect(200).json();
    let (path, query) = address.split_once('?').expect("a query");
    let version = path.split('/').nth(2).expect("a version");
    let longer = query.replace("exp=", "exp=9");
    for wrong in [
        address.replace("480,", "2048,"),
        address.replace("0,0,960,960", "full"),
        address.replace(version, other["version"]["id"].as_str().expect("an id")),
        address.replace(&signed.house.marketer.id.to_string(), &signed.house.administrator.id.to_string()),
        format!("{path}?{longer}"),
        format!("{}0", &address[..address.len() - 1]).replace("sig=0", "sig=1"),
        format!("{path}?{}", query.split("&sig=").next().expect("the rest")),
        path.to_owned(),
        format!("{path}?{}&sig=x", query.split("&sig=").next().expect("the rest")),
    ] {
        if wrong == address {
            continue;
        }
        assert_eq!(signed.open(&wrong).await.expect(403).code(), "address.signature", "{wrong}");
    }
}

#[actix_web::test]
async fn only_listed_sizes_and_formats_are_signed_and_only_for_those_who_may() {
    let signed = Signed::start().await;
    for (body, status) in [
        (json!({ "size": "481," }), 422),
        (json!({ "size": "max" }), 422),
        (json!({ "size": "pct:50" }), 422),
        (json!({ "size": "480,", "format": "tif" }), 501),
        (json!({ "size": "480,", "region": "9999,0,1,1" }), 400),
        (json!({ "size": "480,", "seconds": 5 }), 422),
        (json!({ "size": "480,", "seconds": 99_999_999 }), 422),
        (json!({ "size": "480,/0/default.jpg/full" }), 400),
        (json!({ "size": "^!2048,2048", "region": "0,0,10,10", "format": "webp" }), 201),
    ] {
        signed.make(body.clone()).await.expect(status);
    }
    let path = format!("/assets/{}/addresses", signed.asset);
    let body = json!({ "size": "480," });
    signed.app().post(&signed.house.approver, &path, body.clone()).await.expect(403);
    signed.app().post(&signed.house.partner, &path, body).await.expect(403);
}

#[actix_web::test]
async fn an_address_ends_with_the_right_of_whoever_made_it_and_with_the_asset() {
    let signed = Signed::start().await;
    let address = signed.address().await;
    let path = format!("/users/{}", signed.house.marketer.id);
    let person = signed.app().get(&signed.house.administrator, &path).await.expect(200).json();
    let revision = person["revision"].as_i64().expect("a revision");
    let approver = json!({ "role": "approver" });
    signed.app().patch(&signed.house.administrator, &path, revision, approver).await.expect(200);
    assert_eq!(signed.open(&address).await.expect(410).code(), "address.expired");
    let marketer = json!({ "role": "marketer" });
    signed.app().patch(&signed.house.administrator, &path, revision + 1, marketer).await.expect(200);
    signed.open(&address).await.expect(200);
    signed.app().delete(&signed.house.editor, &format!("/assets/{}", signed.asset)).await.expect(204);
    signed.open(&address).await.expect(410);
}

#[actix_web::test]
async fn a_hundred_who_ask_at_once_are_answered_by_one_drawing() {
    let signed = Signed::start().await;
    let address = signed.address().await;
    let asked = (0..100).map(|_| signed.open(&address));
    let answers = futures_util::future::join_all(asked).await;
    let first = answers[0].body.clone();
    assert!(answers.iter().all(|answer| answer.status == 200 && answer.body == first));
    let path = format!("/assets/{}/deliveries", signed.asset);
    let counted = signed.app().get(&signed.house.administrator, &path).await.expect(200).json();
    let line = counted.as_array().and_then(|lines| lines.iter().find(|line| line["door"] == "signed")).cloned();
    let line = line.unwrap_or_else(|| panic!("{counted}"));
    assert_eq!((line["requests"].as_i64(), line["bytes"].as_i64()), (Some(100), Some(first.len() as i64 * 100)));
    assert_eq!(line["person"]["id"], signed.house.marketer.id.to_string());
}
