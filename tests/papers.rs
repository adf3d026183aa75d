//! What a paper says beside its rights: parties, money, notices, and the files of the paper itself.

use actix_web::test::TestRequest;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::{Desk, grant};
use server::testing::{Answer, TestPerson};

const PAPER: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n";

async fn file(desk: &Desk, person: &TestPerson, agreement: Uuid, query: &str, bytes: &[u8]) -> Answer {
    let request =
        TestRequest::post().insert_header(("Content-Type", "application/octet-stream")).set_payload(bytes.to_vec());
    desk.app().send(Some(person), request, &format!("/agreements/{agreement}/documents?{query}")).await
}

async fn shown(desk: &Desk, agreement: Uuid) -> Value {
    desk.app().get(&desk.house.rights_manager, &format!("/agreements/{agreement}")).await.expect(200).json()
}

#[actix_web::test]
async fn a_paper_is_filed_in_versions_and_read_by_those_who_may_view_agreements() {
    let desk = Desk::open().await;
    let agreement = desk.agreement("LIC-1").await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    file(&desk, &desk.house.marketer, agreement, "file_name=a.pdf", PAPER).await.expect(403);
    file(&desk, editor, agreement, "file_name=a.pdf", b"").await.expect(422);
    let program = [b"\x7fELF\x02\x01\x01\x00".as_slice(), &[0; 64]].concat();
    assert_eq!(
        file(&desk, editor, agreement, "file_name=a.pdf", &program).await.expect(415).code(),
        "request.unsupported_type"
    );
    let first =
        file(&desk, editor, agreement, "file_name=..%2FLicence.pdf&title=The%20licence", PAPER).await.expect(201);
    let (id, first) = (first.id(), first.json());
    assert_eq!((&first["version"], &first["mime"]), (&json!(1), &json!("application/pdf")));
    assert_eq!((&first["file_name"], &first["title"]), (&json!("Licence.pdf"), &json!("The licence")));
    assert_eq!(first["blake3"], json!(blake3::hash(PAPER).to_hex().to_string()));
    let clause = json!({ "page": 2, "quote": "Worldwide.", "document": id });
    let clause = app.post(editor, &format!("/agreements/{agreement}/clauses"), clause).await.expect(201);
    assert_eq!(clause.json()["document"]["version"], json!(1));
    let strange = json!({ "quote": "Worldwide.", "document": Uuid::nil() });
    app.post(editor, &format!("/agreements/{agreement}/clauses"), strange).await.expect(422);
    let signed = [PAPER, b"signed".as_slice()].concat();
    let second =
        file(&desk, editor, agreement, &format!("file_name=signed.pdf&replaces={id}"), &signed).await.expect(201);
    assert_eq!((second.id(), &second.json()["version"]), (id, &json!(2)));
    assert_eq!(second.json()["title"], "The licence", "the next version of the same paper");
    let paper = shown(&desk, agreement).await;
    assert_eq!((paper["documents"].as_array().map(Vec::len), &paper["documents"][0]["version"]), (Some(1), &json!(2)));
    assert_eq!(paper["clauses"][0]["document"]["version"], json!(1), "the words stood in the version of then");
    let path = format!("/agreements/{agreement}/documents/{id}");
    app.get(&desk.house.marketer, &format!("{path}/file")).await.expect(403);
    app.get(&desk.house.partner, &format!("{path}/file")).await.expect(403);
    let now = app.get(editor, &format!("{path}/file")).await.expect(200);
    assert_eq!(now.body.as_ref(), signed.as_slice());
    assert!(now.header("content-disposition").starts_with("attachment"), "{}", now.header("content-disposition"));
    let then = app.get(editor, &format!("{path}/file?version=1")).await.expect(200);
    assert_eq!(then.body.as_ref(), PAPER);
    app.get(editor, &format!("{path}/file?version=3")).await.expect(404);
    let elsewhere = desk.agreement("LIC-2").await;
    app.get(editor, &format!("/agreements/{elsewhere}/documents/{id}/file")).await.expect(404);
    let versions = app.get(editor, &format!("{path}/versions")).await.expect(200).json();
    assert_eq!((&versions["items"][0]["version"], &versions["items"][1]["version"]), (&json!(2), &json!(1)));
    let trail = app.get(&desk.house.administrator, "/audit?name=DocumentDownloaded").await.expect(200).json();
    assert_eq!(trail["items"].as_array().map(Vec::len), Some(2), "each reading is in the trail: {trail}");
    app.delete(editor, &path).await.expect(422);
    app.delete(editor, &format!("/agreements/{agreement}/clauses/{}", clause.id())).await.expect(204);
    app.delete(editor, &path).await.expect(204);
    assert_eq!(shown(&desk, agreement).await["documents"], json!([]));
    let known = format!("/agreements/{agreement}/history?fact={id}");
    let history = app.get(editor, &known).await.expect(200).json();
    assert_eq!(history["items"].as_array().map(Vec::len), Some(2), "nothing recorded is gone: {history}");
}

#[actix_web::test]
async fn parties_and_law_are_part_of_the_head_and_found_in_the_list() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    let new = json!({ "reference": "LIC-9", "title": "Two photographers", "kind": "licence", "licensor": "Ada",
        "co_licensors": [" Björn Åkesson "], "co_licensees": ["House Austria"], "beneficiaries": ["Retailers of the house"],
        "governing_law": "Germany" });
    let added = app.post(editor, "/agreements", new).await.expect(201);
    let paper = added.json();
    assert_eq!((&paper["co_licensors"], &paper["governing_law"]), (&json!(["Björn Åkesson"]), &json!("Germany")));
    let found = app.get(editor, "/agreements?q=bj%C3%B6rn").await.expect(200).json();
    assert_eq!(found["items"][0]["id"], paper["id"]);
    let path = format!("/agreements/{}", added.id());
    let changed = app.patch(editor, &path, 1, json!({ "beneficiaries": [] })).await.expect(200).json();
    assert_eq!((&changed["beneficiaries"], &changed["co_licensees"]), (&json!([]), &json!(["House Austria"])));
    let empty = app.patch(editor, &path, 2, json!({ "co_licensors": [""] })).await.expect(422).json();
    assert_eq!(empty["field"], "co_licensors");
}

#[actix_web::test]
async fn the_earliest_day_somebody_must_act_comes_first_whatever_it_is_about() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let asset = desk.asset(1, "Picture").await;
    let interest = desk.interest(asset, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    let mut body = grant(interest, "2027-06-30");
    body["period"]["option"] = json!({ "extends": "P1Y", "exercise_by": "2027-05-15", "price": "500 EUR" });
    desk.rule(agreement, "grants", body).await.expect(201);
    let window = json!({ "kind": "renegotiation", "opens": "P120D", "closes": "P60D" });
    desk.rule(agreement, "notice_windows", window).await.expect(201);
    let fee = json!({ "amount_minor": 120_000, "currency": "eur", "what": "Second half", "due_on": "2026-11-01" });
    let fee = desk.rule(agreement, "fees", fee).await.expect(201);
    assert_eq!(fee.json()["summary"], "1,200.00 EUR: Second half, due 1 Nov 2026");
    let paper = shown(&desk, agreement).await;
    let dates = |paper: &Value| -> Vec<(String, String)> {
        let text = |each: &Value, key: &str| each[key].as_str().unwrap_or_default().to_owned();
        paper["dates"].as_array().into_iter().flatten().map(|each| (text(each, "date"), text(each, "kind"))).collect()
    };
    let named = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(date, kind)| ((*date).to_owned(), (*kind).to_owned())).collect()
    };
    let all = [("2026-11-01", "fee"), ("2027-05-01", "notice"), ("2027-05-15", "option"), ("2027-06-30", "expiry")];
    assert_eq!(dates(&paper), named(&all));
    assert_eq!(paper["next_date"]["kind"], "fee", "what is overdue is still to be done");
    assert_eq!(paper["next_date"]["action"], "pay");
    let paid = json!({ "body": { "amount_minor": 120_000, "currency": "EUR", "what": "Second half", "due_on": "2026-11-01",
        "settled_on": "2026-11-10" }, "no_document": "bank statement" });
    let path = format!("/agreements/{agreement}/fees/{}", fee.id());
    assert_eq!(app.put(manager, &path, paid).await.expect(200).json()["change"], "step");
    let paper = shown(&desk, agreement).await;
    assert_eq!(dates(&paper), named(&all[1..]));
    assert_eq!(paper["next_date"]["date"], "2027-05-01");
    for (list, wrong, field) in [
        ("fees", json!({ "amount_minor": 0, "currency": "EUR", "what": "x" }), "amount_minor"),
        ("fees", json!({ "amount_minor": 1, "currency": "Euro", "what": "x" }), "currency"),
        ("notice_windows", json!({ "kind": "renewal", "closes": "60" }), "closes"),
        ("notice_windows", json!({ "kind": "renewal", "opens": "P1D", "closes": "P9D" }), "opens"),
        ("notice_windows", json!({ "kind": "party", "closes": "P9D" }), "kind"),
    ] {
        assert_eq!(desk.rule(agreement, list, wrong).await.expect(422).json()["field"], field);
    }
    let status = app.get(manager, &format!("/agreements/{agreement}")).await.expect(200);
    let revision = status.json()["revision"].as_i64().unwrap_or_default();
    let ended = json!({ "status": "terminated" });
    let ended = app.patch(manager, &format!("/agreements/{agreement}"), revision, ended).await.expect(200).json();
    assert_eq!((&ended["dates"], &ended["next_date"]), (&json!([]), &Value::Null), "nobody must act on what has ended");
}

#[actix_web::test]
async fn the_days_of_all_agreements_are_listed_in_order_page_by_page() {
    let desk = Desk::open().await;
    let (app, editor) = (desk.app(), &desk.house.editor);
    for (seed, end) in [(1, "2027-03-31"), (2, "2027-01-31"), (3, "2027-01-31")] {
        desk.cleared_asset(seed, end).await;
    }
    let over = desk.agreement("LIC-4").await;
    let fallen = desk.asset(4, "Last year").await;
    let mut body = grant(desk.interest(fallen, "copyright.work").await, "2026-10-31");
    body["period"]["start"] = json!("2026-01-01");
    desk.rule(over, "grants", body).await.expect(201);
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = app.get(editor, &format!("/agreements/dates?limit=1{cursor}")).await.expect(200).json();
        let item = &page["items"][0];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        seen.push((text(&item["date"]), text(&item["agreement"]["reference"])));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(seen.is_sorted_by_key(|(day, _)| day.clone()), "{seen:?}");
    // Two of one day may come either way round.
    seen.sort();
    let expected = [("2027-01-31", "LIC-2"), ("2027-01-31", "LIC-3"), ("2027-03-31", "LIC-1")];
    let expected: Vec<(String, String)> =
        expected.iter().map(|(day, name)| ((*day).to_owned(), (*name).to_owned())).collect();
    assert_eq!(seen, expected, "what is over is not among them");
    let until = app.get(editor, "/agreements/dates?until=2027-02-01").await.expect(200).json();
    assert_eq!(until["items"].as_array().map(Vec::len), Some(2));
    let all = app.get(editor, "/agreements/dates?from=2026-01-01").await.expect(200).json();
    assert_eq!(all["items"][0]["date"], "2026-10-31");
    app.get(editor, "/agreements/dates?cursor=tomorrow").await.expect(422);
    app.get(&desk.house.marketer, "/agreements/dates").await.expect(403);
}

#[actix_web::test]
async fn an_end_is_told_by_its_notice_and_the_days_go_into_a_calendar() {
    let desk = Desk::open().await;
    let (app, manager) = (desk.app(), &desk.house.rights_manager);
    let interest = desk.interest(desk.asset(1, "Picture").await, "copyright.work").await;
    let agreement = desk.agreement("LIC-1").await;
    let mut body = grant(interest, "2027-03-31");
    body["duties"] = json!([{ "id": "report", "timing": "post", "text": "Report of sales", "due": "P30D" }]);
    desk.rule(agreement, "grants", body).await.expect(201);
    desk.rule(agreement, "notice_windows", json!({ "kind": "renewal", "closes": "P60D" })).await.expect(201);
    let dates = app.get(manager, &format!("/agreements/dates?agreement={agreement}")).await.expect(200).json();
    let told = |kind: &str| dates["items"].as_array().into_iter().flatten().find(|date| date["kind"] == kind).cloned();
    let expiry = told("expiry").expect("the end");
    assert_eq!((&expiry["date"], &expiry["alert"]["act_by"]), (&json!("2027-03-31"), &json!("2027-01-30")));
    assert_eq!(expiry["alert"]["lead_days"], json!(90), "{expiry}");
    let duty = told("duty").expect("the duty");
    assert_eq!((&duty["date"], &duty["action"]), (&json!("2027-04-30"), &json!("settle")));
    let event = json!({ "duty": "report", "state": "fulfilled", "evidence": "mail" });
    desk.rule(agreement, "duty_events", event).await.expect(201);
    let settled = app.get(manager, &format!("/agreements/dates?agreement={agreement}")).await.expect(200).json();
    assert!(!settled.to_string().contains("Report of sales"), "what is settled is no day to act");

    let calendar = app.get(manager, "/agreements/dates.ics").await.expect(200);
    assert!(calendar.header("Content-Type").starts_with("text/calendar"));
    let text = String::from_utf8_lossy(&calendar.body).into_owned();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    assert!(text.contains("SUMMARY:LIC-1: A grant ends\r\n"), "{text}");
    app.get(&desk.house.marketer, "/agreements/dates.ics").await.expect(403);
}
