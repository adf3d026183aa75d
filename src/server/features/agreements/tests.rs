//! Tests of the room `agreements`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::Uuid;
use serde_json::{Map, Value, json};

use super::checks::hypothesis::imagined;
use super::records::body::check_grant;
use super::records::dates::{earliest_first, next};
use super::records::header::{AgreementKind, Header, Review, Status, check_may_change};
use super::records::interest::{Said, makes_circle};
use super::records::ledger::said_of;
use super::records::queries::latest_end;
use super::records::record::{Draft, Kind};
use super::records::row::fact;
use super::records::summary::{money, summary};
use super::reference::product;
use super::show::names::replace_ids;
use super::show::reference::rights_reference;
use super::standing::at_instant;
use crate::platform::error::Code;

fn header(status: Status, review: Review) -> Header {
    Header {
        reference: "A-1".to_owned(),
        title: "A licence".to_owned(),
        kind: AgreementKind::Licence,
        licensor: "Studio".to_owned(),
        licensee: "House".to_owned(),
        signed_on: None,
        status,
        status_at: Some(instant("2026-11-01T00:00:00Z")),
        review,
        notes: String::new(),
        co_licensors: Vec::new(),
        co_licensees: Vec::new(),
        beneficiaries: Vec::new(),
        governing_law: String::new(),
        amends: None,
        replaces: None,
    }
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn grant(body: Value) -> Map<String, Value> {
    let whole = json!({ "channels": ["social"], "territories": ["DE"], "purposes": ["commercial"],
        "period": { "start": "2026-12-01", "end": "2027-01-31" } });
    let (Value::Object(mut whole), Value::Object(body)) = (whole, body) else { unreachable!("both are objects") };
    whole.extend(body);
    whole
}

#[test]
fn a_review_goes_one_step_at_a_time_or_back_to_draft() {
    let steps = [Review::Draft, Review::Extracted, Review::Reviewed, Review::Approved];
    for (at, from) in steps.into_iter().enumerate() {
        for (to_at, to) in steps.into_iter().enumerate() {
            let good = to_at == at + 1 || (to_at == 0 && at != 0);
            assert_eq!(from.step(to).is_ok(), good, "{from:?} to {to:?}");
        }
    }
}

#[test]
fn only_executed_and_approved_is_certain() {
    assert!(header(Status::Executed, Review::Approved).is_definite());
    assert!(!header(Status::Sent, Review::Approved).is_definite());
    assert!(!header(Status::Executed, Review::Reviewed).is_definite());
    assert_eq!(header(Status::Draft, Review::Approved).review_of_permissions(), "reviewed");
    assert_eq!(header(Status::Executed, Review::Extracted).review_of_permissions(), "extracted");
}

#[test]
fn an_ended_agreement_is_revoked_from_when_that_was_recorded() {
    let ended = header(Status::Terminated, Review::Approved);
    assert_eq!(ended.revocation(), Some(("prospective", instant("2026-11-01T00:00:00Z"))));
    assert_eq!(header(Status::Void, Review::Approved).revocation().map(|(kind, _)| kind), Some("ab_initio"));
    assert_eq!(header(Status::Executed, Review::Approved).revocation(), None);
    assert_eq!(ended.review_of_permissions(), "approved", "what came before its end stays certain");
    assert_eq!(ended.review_of_covenants(), "reviewed", "whether its bans still bind is not certain");
}

#[test]
fn an_approved_agreement_is_changed_only_by_who_may_approve() {
    let approved = header(Status::Executed, Review::Approved);
    assert_eq!(check_may_change(&approved, false).unwrap_err().code, Code::AgreementReview);
    assert!(check_may_change(&approved, true).is_ok());
    assert!(check_may_change(&header(Status::Executed, Review::Reviewed), false).is_ok());
}

#[test]
fn a_grant_says_where_when_and_on_which_channel() {
    assert!(check_grant(&grant(json!({}))).is_ok());
    for (wrong, field) in [
        (json!({ "channels": [] }), "channels"),
        (json!({ "territories": null }), "territories"),
        (json!({ "purposes": [] }), "purposes"),
        (json!({ "period": null }), "period"),
        (json!({ "period": { "start": "2026-12-01" } }), "period.end"),
        (json!({ "period": { "start": "2026-12-01", "end": "" } }), "period.end"),
    ] {
        let error = check_grant(&grant(wrong)).unwrap_err();
        assert_eq!((error.code, error.field.as_deref()), (Code::FieldMissing, Some(field)));
    }
    let unknown = check_grant(&grant(json!({ "modifications": ["fold"] }))).unwrap_err();
    assert_eq!(unknown.code, Code::ModificationUnknown);
}

#[test]
fn an_asset_cannot_be_part_of_itself() {
    let links = BTreeMap::from([(id(1), vec![id(2)]), (id(2), vec![id(3)])]);
    assert!(makes_circle(&links, id(3), id(1)));
    assert!(makes_circle(&links, id(1), id(1)));
    assert!(!makes_circle(&links, id(4), id(1)));
}

#[test]
fn links_that_run_in_a_circle_already_end() {
    let links = BTreeMap::from([(id(1), vec![id(2)]), (id(2), vec![id(1)])]);
    assert!(!makes_circle(&links, id(9), id(1)));
}

#[test]
fn an_interest_of_no_known_kind_is_refused() {
    let said = Said { kind: "copyrigth".to_owned(), ..Said::default() };
    assert_eq!(said.draft(id(1)).unwrap_err().field.as_deref(), Some("kind"));
    let half = Said { kind: "likeness".to_owned(), completeness: Some("half".to_owned()), ..Said::default() };
    assert_eq!(half.draft(id(1)).unwrap_err().code, Code::FactInvalid);
}

#[test]
fn an_unknown_end_outweighs_every_other() {
    let ending = |end: &str| json!({ "period": { "end": end } }).to_string();
    let bodies = [ending("2027-01-31"), ending("2026-12-24")];
    assert_eq!(latest_end(bodies.iter().map(String::as_str)).as_deref(), Some("2027-01-31"));
    let bodies = [ending("PERPETUAL"), ending("UNKNOWN"), ending("2027-01-31")];
    assert_eq!(latest_end(bodies.iter().map(String::as_str)).as_deref(), Some("UNKNOWN"));
    assert_eq!(latest_end(std::iter::empty()), None);
}

#[test]
fn ids_in_a_text_become_names() {
    let text = format!("Grüße {} > {}: no.", id(7), id(8));
    assert_eq!(replace_ids(&text, |found| if found == id(7) { "A" } else { "B" }.to_owned()), "Grüße A > B: no.");
    assert_eq!(replace_ids("no id at all – 0000", |_| "X".to_owned()), "no id at all – 0000");
}

#[test]
fn a_standing_use_is_asked_for_this_second() {
    let use_ = json!({ "channels": ["owned.site"], "territories": ["DE"], "start": "2026-12-01", "end": "2027-01-31" });
    let asked = at_instant(&use_.to_string(), instant("2026-12-24T18:00:00Z")).unwrap();
    assert_eq!(asked["start"], "2026-12-24T18:00:00Z");
    assert_eq!(asked["end"], "2026-12-24T18:00:01Z");
    assert_eq!(asked["published_at"], "2026-12-01", "a first use is when the use began, not now");
}

#[test]
fn a_grant_is_told_in_plain_words() {
    let body = Value::Object(grant(json!({ "territories": ["DE", "AT"], "exclude": ["CH"] })));
    let told = summary(Kind::Grant, &body.to_string());
    assert!(told.contains("Germany, Austria without Switzerland, from 1 Dec 2026 until 31 Jan 2027"), "{told}");
    assert_eq!(summary(Kind::Grant, "{broken"), "This record cannot be read.");
}

#[test]
fn the_reference_names_what_forms_need() {
    let shown = rights_reference().unwrap();
    assert_eq!(shown.version, product().unwrap().version());
    assert!(shown.territories.iter().any(|territory| territory.code == "DE" && territory.name == "Germany"));
    let group = |key: &str| shown.territory_groups.iter().find(|group| group.key == key).cloned().unwrap();
    assert!(group("DACH").members.contains(&"AT".to_owned()) && group("DACH").possible.contains(&"LI".to_owned()));
    assert!(group("EU").dated && group("WORLD").members.len() > 240);
    let reserved: Vec<&str> =
        shown.channels.iter().filter(|leaf| leaf.reserved).map(|leaf| leaf.key.as_str()).collect();
    assert_eq!(reserved, ["social.creator.allowlisted"]);
    assert!(shown.channel_groups.iter().any(|group| group.key == "social.organic" && group.members.len() == 9));
    assert!(shown.modifications.iter().any(|leaf| leaf.key == "ai_edit" && leaf.reserved));
    assert!(shown.zones.iter().any(|zone| zone == "Europe/Berlin"));
    let family = |key: &str| shown.channel_groups.iter().find(|group| group.key == key).map(|group| group.name.clone());
    let names = ["tv", "ooh", "pos", "print"].map(|key| family(key).unwrap());
    assert_eq!(names, ["TV", "Out of home", "Point of sale", "Print"]);
}

#[test]
fn a_duty_without_a_text_is_said_by_its_name() {
    assert_eq!(said_of(&json!({ "id": "credit:© Studio", "timing": "concurrent" })), "Credit: © Studio");
    assert_eq!(said_of(&json!({ "id": "d1", "text": "Send two copies", "kind": "report" })), "Send two copies");
    assert_eq!(said_of(&json!({ "timing": "pre" })), "a duty");
}

fn row(kind: Kind, number: u128, body: Value) -> fact::Model {
    let draft = Draft { agreement: Some(id(99)), body, ..Draft::default() };
    imagined(kind, (id(number), id(number)), draft, instant("2026-11-01T00:00:00Z"))
}

/// Day, kind and words of the dates of an executed agreement.
fn dated(rows: &[fact::Model]) -> Vec<(String, &'static str, String)> {
    let dates = earliest_first(&header(Status::Executed, Review::Approved), rows);
    dates.into_iter().map(|date| (date.on.to_string(), date.kind, date.what)).collect()
}

#[test]
fn grants_that_end_together_are_one_date_and_one_taken_back_is_none() {
    let period = |period: Value| json!({ "period": period });
    let rows = [
        row(Kind::Grant, 1, period(json!({ "start": "2026-01-01", "end": "2026-12-31" }))),
        row(Kind::Grant, 2, period(json!({ "start": "2026-01-01", "duration": "P1Y" }))),
        row(Kind::Grant, 3, period(json!({ "end": "PERPETUAL" }))),
        row(Kind::Grant, 4, period(json!({ "end": "UNKNOWN" }))),
        row(Kind::Grant, 5, period(json!({ "end": "2027-03-31" }))),
    ];
    let ends = |day: &str, what: &str| (day.to_owned(), "expiry", what.to_owned());
    assert_eq!(dated(&rows), [ends("2026-12-31", "2 grants end"), ends("2027-03-31", "A grant ends")]);
    let mut back = row(Kind::Revocation, 6, json!({ "kind": "prospective", "effective": "2026-06-01" }));
    back.target_id = Some(id(5));
    assert_eq!(dated(&[&rows[..], &[back.clone()]].concat()).len(), 1);
    back.body = json!({ "kind": "disputed" }).to_string();
    assert_eq!(dated(&[&rows[..], &[back]].concat()).len(), 2, "what is disputed may go on");
}

#[test]
fn what_renews_itself_asks_for_a_word_before_its_end() {
    let renews = |how: Value| row(Kind::Grant, 1, json!({ "period": { "end": "2026-12-31", "auto_renew": how } }));
    let on = |row: fact::Model| dated(&[row]).into_iter().find(|date| date.1 == "renewal").map(|date| date.0);
    assert_eq!(on(renews(json!({ "notice": "P3M" }))).as_deref(), Some("2026-09-30"));
    assert_eq!(on(renews(json!(true))).as_deref(), Some("2026-12-31"));
    assert_eq!(on(renews(json!(false))), None);
}

#[test]
fn the_next_day_is_never_over_unless_money_is_overdue() {
    let fee = |due: &str, paid: Option<&str>| {
        row(
            Kind::Fee,
            7,
            json!({ "amount_minor": 5, "currency": "EUR", "what": "x", "due_on": due, "settled_on": paid }),
        )
    };
    let ends = row(Kind::Grant, 1, json!({ "period": { "end": "2026-12-31" } }));
    let head = header(Status::Executed, Review::Draft);
    let today = "2026-12-01".parse().unwrap();
    let first = |rows: &[fact::Model]| next(&earliest_first(&head, rows), today).map(|date| date.kind);
    assert_eq!(first(&[ends.clone(), fee("2026-11-01", None)]), Some("fee"));
    assert_eq!(first(&[ends.clone(), fee("2026-11-01", Some("2026-11-02"))]), Some("expiry"));
    let over = row(Kind::Grant, 1, json!({ "period": { "end": "2026-11-30" } }));
    assert_eq!(first(&[over]), None);
    for status in [Status::Draft, Status::Sent, Status::Terminated, Status::Void] {
        assert!(
            earliest_first(&header(status, Review::Approved), std::slice::from_ref(&ends)).is_empty(),
            "{status:?}"
        );
    }
}

#[test]
fn amounts_have_the_digits_of_their_currency() {
    assert_eq!(money(123_456_789, "EUR"), "1,234,567.89 EUR");
    assert_eq!(money(5, "EUR"), "0.05 EUR");
    assert_eq!(money(1_200, "JPY"), "1,200 JPY");
    assert_eq!(money(1_250, "BHD"), "1.250 BHD");
}
