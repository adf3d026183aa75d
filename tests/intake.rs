//! Taking an agreement in: what it does not say, how much that leaves unknown, and answers that settle it.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::desk::Desk;

/// Two pictures granted by one paper that leaves things open.
async fn taken_in(desk: &Desk, period: Value) -> (Uuid, Uuid, Vec<Uuid>) {
    let agreement = desk.agreement("LIC-1").await;
    let clause = desk.clause(agreement).await;
    let mut assets = Vec::new();
    for seed in 1..=2 {
        let asset = desk.asset(seed, &format!("Picture {seed}")).await;
        let interest = desk.interest(asset, "copyright.work").await;
        let body = json!({ "interest": interest, "channels": ["owned.site"], "territories": ["DACH"],
            "purposes": ["commercial.pr"], "enumerated_only": true, "period": period });
        let path = format!("/agreements/{agreement}/grants");
        let new = json!({ "body": body, "clause_id": clause });
        desk.app().post(&desk.house.rights_manager, &path, new).await.expect(201);
        assets.push(asset);
    }
    (agreement, clause, assets)
}

async fn asked(desk: &Desk, agreement: Uuid) -> Value {
    let path = format!("/agreements/{agreement}/questions");
    desk.app().get(&desk.house.rights_manager, &path).await.expect(200).json()
}

fn told(questions: &Value) -> Vec<(String, Value, Value, Value)> {
    let items = questions["items"].as_array().cloned().unwrap_or_default();
    let each = |item: &Value| {
        let code = item["code"].as_str().unwrap_or_default().to_owned();
        (code, item["assets"].clone(), item["cells"].clone(), item["cell_days"].clone())
    };
    items.iter().map(each).collect()
}

fn line(code: &str, assets: u64, cells: u64, days: Option<u64>) -> (String, Value, Value, Value) {
    (code.to_owned(), json!(assets), json!(cells), json!(days))
}

async fn answer(desk: &Desk, agreement: Uuid, body: Value) -> server::testing::Answer {
    desk.app().post(&desk.house.rights_manager, &format!("/agreements/{agreement}/answers"), body).await
}

#[actix_web::test]
async fn each_open_question_weighs_what_it_alone_leaves_unknown_and_an_answer_corrects_every_rule() {
    let desk = Desk::open().await;
    let period = json!({ "start": "2026-12-01", "end": "UNKNOWN" });
    let (agreement, clause, assets) = taken_in(&desk, period).await;
    // Germany, Austria, Switzerland and Liechtenstein for want of an end, Liechtenstein for want of a word: two assets.
    let open = asked(&desk, agreement).await;
    assert_eq!(told(&open), [line("period.end", 2, 8, None), line("territory.group", 2, 2, None)], "{open}");
    let end = &open["items"][0];
    assert_eq!((&end["clause_id"], &end["facts"].as_array().map(Vec::len)), (&json!(clause), &Some(2)));
    assert_eq!(open["items"][1]["unknown"][0]["territories"], json!(["LI"]));
    assert_eq!((&open["assets"], &open["assets_left_out"]), (&json!(2), &json!(0)));

    let key = end["key"].clone();
    let wrong = json!({ "question": key, "choice": "until" });
    assert_eq!(answer(&desk, agreement, wrong).await.expect(422).json()["field"], "day");
    let wrong = json!({ "question": key, "choice": "meant" });
    assert_eq!(answer(&desk, agreement, wrong).await.expect(422).json()["field"], "choice");
    let said = json!({ "question": key, "choice": "until", "day": "2027-01-31", "reason": "Mail of the agent" });
    let shown = answer(&desk, agreement, said.clone()).await.expect(200).json();
    for grant in shown["grants"].as_array().into_iter().flatten() {
        assert_eq!((&grant["body"]["period"]["end"], &grant["clause_id"]), (&json!("2027-01-31"), &json!(clause)));
        assert_eq!((&grant["change"], &grant["reason"]), (&json!("correction"), &json!("Mail of the agent")));
    }
    assert_eq!(answer(&desk, agreement, said).await.expect(422).json()["field"], "question", "answered is answered");

    // What is left: Liechtenstein on the 62 days of the winter.
    let open = asked(&desk, agreement).await;
    assert_eq!(told(&open), [line("territory.group", 2, 2, Some(124))]);
    let said = json!({ "question": open["items"][0]["key"], "choice": "not_meant" });
    answer(&desk, agreement, said).await.expect(200);
    assert_eq!(told(&asked(&desk, agreement).await), []);
    desk.approve(agreement).await;
    let question = json!({ "asset": assets[0], "channels": ["owned.site"], "territories": ["CH", "LI"],
        "start": "2026-12-01", "end": "2026-12-31", "purposes": ["commercial.pr"] });
    let verdict = desk.app().post(&desk.house.rights_manager, "/verdicts", question).await.expect(200).json();
    assert_eq!(verdict["items"][0]["headline"], "PARTIAL");
}

#[actix_web::test]
async fn a_midnight_nobody_named_leaves_hours_unknown_and_a_signature_everything() {
    let desk = Desk::open().await;
    let period = json!({ "start": "2026-12-01", "end": "2026-12-31", "zone": "silent", "zones": ["America/New_York"] });
    let (agreement, ..) = taken_in(&desk, period).await;
    let open = told(&asked(&desk, agreement).await);
    let zone = open.iter().find(|line| line.0 == "period.zone").expect("the question of the zone");
    // Six hours at each edge are less than a day for each of three countries with the one beside them, twice.
    assert!(zone.3.as_u64().is_some_and(|days| (1..=8).contains(&days)), "{open:?}");
    let path = format!("/agreements/{agreement}");
    let manager = &desk.house.rights_manager;
    let revision = desk.app().get(manager, &path).await.expect(200).header("ETag").to_owned();
    let request = actix_web::test::TestRequest::patch().insert_header(("If-Match", revision));
    let unsigned = request.set_json(json!({ "status": "sent" }));
    desk.app().send(Some(manager), unsigned, &path).await.expect(200);
    let open = told(&asked(&desk, agreement).await);
    assert_eq!(open[0].0, "agreement.signature");
    assert_eq!(open[0].2, json!(8), "all four countries for two assets");
}

#[actix_web::test]
async fn a_question_does_not_hide_behind_another_assets_rights() {
    let desk = Desk::open().await;
    let (agreement, _, assets) = taken_in(&desk, json!({ "end": "UNKNOWN" })).await;
    // Somebody else's right in the picture is for another paper to clear.
    desk.interest(assets[0], "likeness").await;
    let open = told(&asked(&desk, agreement).await);
    assert_eq!(open[0], line("period.end", 2, 8, None));
}
