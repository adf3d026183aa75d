//! Findings and ledgers, by tables: what is said of which record.

use std::collections::HashMap;

use sea_orm::entity::prelude::Uuid;
use serde_json::{Value, json};

use super::super::records::header::{AgreementKind, Header, Review, Status};
use super::super::records::ledger::{caps, duties};
use super::super::records::record::{Change, Draft, Kind, change_of};
use super::super::records::row::fact;
use super::super::reference::product;
use super::super::show::findings::Finding;
use super::findings::{Paper, findings};
use super::hypothesis::imagined;

const OWN: u128 = 1;
const OTHER: u128 = 2;
const RIGHT: u128 = 10;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn header(reference: &str) -> Header {
    Header {
        reference: reference.to_owned(),
        title: String::new(),
        kind: AgreementKind::Licence,
        licensor: "Studio".to_owned(),
        licensee: "House".to_owned(),
        signed_on: "2026-01-01".parse().ok(),
        status: Status::Executed,
        status_at: None,
        review: Review::Approved,
        notes: String::new(),
        co_licensors: Vec::new(),
        co_licensees: Vec::new(),
        beneficiaries: Vec::new(),
        governing_law: String::new(),
        amends: None,
        replaces: None,
    }
}

/// A fact of one interest; another `number`, another fact.
fn row(kind: Kind, number: u128, agreement: u128, body: Value) -> fact::Model {
    let draft = Draft {
        agreement: Some(id(agreement)),
        interest: Some(id(RIGHT)),
        asset: Some(id(100)),
        body,
        ..Draft::default()
    };
    let at = "2026-11-01T00:00:00Z".parse().unwrap();
    imagined(kind, (id(number), id(number)), draft, at)
}

fn granted(more: Value) -> Value {
    let mut body = json!({ "channels": ["owned.site"], "territories": ["DE", "AT"], "purposes": ["commercial"],
        "period": { "start": "2026-12-01", "end": "2027-11-30" } });
    for (key, value) in more.as_object().into_iter().flatten() {
        body[key] = value.clone();
    }
    body
}

fn paper(rows: Vec<fact::Model>, elsewhere: Vec<fact::Model>) -> Paper {
    let interest = json!({ "kind": "copyright.work", "completeness": "complete" });
    let interest = fact::Model { agreement_id: None, interest_id: None, ..row(Kind::Interest, RIGHT, OWN, interest) };
    Paper {
        id: id(OWN),
        header: header("OWN"),
        rows,
        elsewhere,
        headers: HashMap::from([(id(OTHER), header("OTHER"))]),
        interests: vec![interest],
        today: "2026-11-15".parse().unwrap(),
    }
}

fn found(paper: &Paper) -> Vec<Finding> {
    findings(paper, product().unwrap())
}

fn codes(paper: &Paper) -> Vec<String> {
    found(paper).into_iter().map(|finding| finding.code).collect()
}

#[test]
fn nothing_is_said_of_a_plain_record() {
    let plain = paper(vec![row(Kind::Grant, 20, OWN, granted(json!({})))], vec![]);
    assert_eq!(codes(&plain), Vec::<String>::new());
}

#[test]
fn nobody_grants_more_than_they_hold() {
    let head = |more: Value| row(Kind::Grant, 30, OTHER, granted(more));
    let own = |more: Value| {
        let mut body = granted(more);
        body["upstream"] = json!([id(30)]);
        row(Kind::Grant, 20, OWN, body)
    };
    for (granted, held, expected) in [
        (json!({}), json!({}), vec![]),
        (json!({ "territories": ["DE"] }), json!({}), vec![]),
        (json!({ "territories": ["DE", "CH"] }), json!({}), vec!["chain.exceeds"]),
        (json!({ "channels": ["owned"] }), json!({}), vec!["chain.exceeds"]),
        (json!({}), json!({ "period": { "start": "2026-12-01", "end": "2027-06-30" } }), vec!["chain.exceeds"]),
        (json!({ "purposes": ["commercial.pr"] }), json!({ "purposes": ["commercial"] }), vec![]),
    ] {
        let told = codes(&paper(vec![own(granted.clone())], vec![head(held.clone())]));
        assert_eq!(told, expected, "{granted} on {held}");
    }
    assert_eq!(codes(&paper(vec![own(json!({}))], vec![])), ["chain.missing"]);
    let mut unapproved = paper(vec![own(json!({}))], vec![head(json!({}))]);
    unapproved.headers.insert(id(OTHER), Header { review: Review::Draft, ..header("OTHER") });
    assert_eq!(codes(&unapproved), ["chain.uncertain"]);
    let beyond = paper(vec![own(json!({ "territories": ["DE", "CH"] }))], vec![head(json!({}))]);
    assert_eq!(found(&beyond)[0].region[0].territories, ["CH"], "only what goes beyond is named");
}

#[test]
fn a_licensor_who_is_not_the_holder_is_asked_about() {
    let mut paper = paper(vec![row(Kind::Grant, 20, OWN, granted(json!({})))], vec![]);
    for (holder, expected) in [("studio ", vec![]), ("", vec![]), ("Lena M.", vec!["chain.unproven"])] {
        paper.interests[0].body = json!({ "kind": "copyright.work", "holder": holder }).to_string();
        assert_eq!(codes(&paper), expected, "{holder}");
    }
}

#[test]
fn what_is_paid_for_twice_is_told_with_the_part() {
    let own = || row(Kind::Grant, 20, OWN, granted(json!({})));
    let other = |more: Value| row(Kind::Grant, 30, OTHER, granted(more));
    for (more, expected) in [
        (json!({ "territories": ["AT", "CH"] }), vec!["coverage.duplicate"]),
        (json!({ "territories": ["CH"] }), vec![]),
        (json!({ "channels": ["owned.email"] }), vec![]),
        (json!({ "period": { "start": "2027-12-01", "end": "2028-01-31" } }), vec![]),
    ] {
        assert_eq!(codes(&paper(vec![own()], vec![other(more.clone())])), expected, "{more}");
    }
    let mut amending = paper(vec![own()], vec![other(json!({}))]);
    amending.header.amends = Some(id(OTHER));
    assert_eq!(codes(&amending), Vec::<String>::new(), "an amendment goes over the same ground on purpose");
    let twice = paper(vec![own()], vec![other(json!({ "territories": ["AT", "CH"] }))]);
    let told = found(&twice).remove(0);
    assert_eq!((told.region[0].territories.join(","), told.agreement), ("AT".to_owned(), Some(id(OTHER))));
    let within = paper(vec![own(), row(Kind::Grant, 21, OWN, granted(json!({})))], vec![]);
    assert_eq!(codes(&within), ["coverage.duplicate"]);
}

#[test]
fn what_somebody_has_alone_is_not_granted_to_others() {
    let own = |more: Value| row(Kind::Grant, 20, OWN, granted(more));
    let alone = |agreement: u128, more: Value| {
        let mut body = json!({ "holder": "Rival", "direction": "against_us", "territories": ["AT"] });
        for (key, value) in more.as_object().into_iter().flatten() {
            body[key] = value.clone();
        }
        row(Kind::Exclusivity, 40, agreement, body)
    };
    for (grant, exclusivity, expected) in [
        (json!({}), json!({}), vec!["exclusivity.conflict"]),
        (json!({ "territories": ["DE"] }), json!({}), vec![]),
        (json!({ "brands": ["Rival"] }), json!({}), vec![]),
        (json!({ "brands": ["Rival", "House"] }), json!({}), vec!["exclusivity.conflict"]),
        (json!({}), json!({ "direction": "ours" }), vec![]),
        (json!({}), json!({ "period": { "start": "2028-01-01" } }), vec![]),
        (json!({}), json!({ "channels": ["tv.linear"] }), vec![]),
    ] {
        let told = codes(&paper(vec![own(grant.clone())], vec![alone(OTHER, exclusivity.clone())]));
        assert_eq!(told, expected, "{grant} against {exclusivity}");
    }
    let granted_elsewhere = row(Kind::Grant, 30, OTHER, granted(json!({})));
    let told = codes(&paper(vec![alone(OWN, json!({}))], vec![granted_elsewhere]));
    assert_eq!(told, ["exclusivity.conflict"], "also when the others had it first");
    let ours = row(Kind::Exclusivity, 41, OWN, json!({ "holder": "House", "direction": "ours" }));
    assert_eq!(codes(&paper(vec![ours], vec![alone(OTHER, json!({}))])), ["exclusivity.twice"]);
}

#[test]
fn every_person_and_every_owner_must_have_said_yes() {
    let grant = || row(Kind::Grant, 20, OWN, granted(json!({})));
    for (interest, covered, expected) in [
        (json!({ "kind": "likeness" }), false, vec!["release.missing_person"]),
        (json!({ "kind": "likeness" }), true, vec![]),
        (json!({ "kind": "likeness", "not_required": "not identifiable" }), false, vec![]),
        (json!({ "kind": "property" }), false, vec!["release.missing_property"]),
        (json!({ "kind": "copyright.work" }), false, vec![]),
        (json!({ "kind": "likeness", "person": { "dob": "2012-05-01" } }), true, vec!["release.no_guardian"]),
        (json!({ "kind": "likeness", "person": { "dob": "2001-05-01" } }), true, vec![]),
    ] {
        let mut paper = paper(vec![grant()], vec![]);
        let number = if covered { RIGHT } else { 11 };
        paper.interests[0] = fact::Model { interest_id: None, ..row(Kind::Interest, number, OWN, interest.clone()) };
        assert_eq!(codes(&paper), expected, "{interest}");
        assert!(!format!("{:?}", found(&paper)).contains("2012-05-01"), "a day of birth is not told");
    }
}

#[test]
fn what_the_words_leave_open_is_a_question() {
    let told = found(&paper(vec![row(Kind::Grant, 20, OWN, granted(json!({ "territories": ["DACH"] })))], vec![]));
    assert_eq!((told[0].code.as_str(), told[0].region[0].territories.join(",")), ("scope.open", "LI".to_owned()));
    let mut unsigned = paper(vec![], vec![]);
    unsigned.header = Header { status: Status::Sent, signed_on: None, ..header("OWN") };
    assert_eq!(codes(&unsigned), ["agreement.not_executed", "agreement.no_signature_date"]);
    let broken = fact::Model { body: "{broken".to_owned(), ..row(Kind::Restriction, 20, OWN, json!({})) };
    assert_eq!(codes(&paper(vec![broken], vec![])), ["fact.unreadable"]);
}

#[test]
fn of_two_events_of_a_duty_the_later_counts_and_of_two_at_once_the_graver() {
    let duty = json!({ "duties": [{ "id": "say", "timing": "pre" }] });
    let grants = [row(Kind::Grant, 20, OWN, granted(duty.clone())), row(Kind::Grant, 21, OWN, granted(duty))];
    let event = |number: u128, state: &str, at: &str, grant: Option<u128>| fact::Model {
        target_id: grant.map(id),
        recorded_at: at.parse().unwrap(),
        ..row(Kind::DutyEvent, number, OWN, json!({ "duty": "say", "state": state }))
    };
    let (early, late) = ("2026-11-01T00:00:00Z", "2026-11-02T00:00:00Z");
    for (events, state, unsettled) in [
        (vec![], "open", 2),
        (vec![event(30, "refused", early, None), event(31, "fulfilled", late, None)], "fulfilled", 0),
        (vec![event(30, "fulfilled", early, None), event(31, "refused", late, None)], "refused", 2),
        (vec![event(30, "fulfilled", early, None), event(31, "refused", early, None)], "refused", 2),
        (vec![event(30, "fulfilled", early, Some(20))], "open", 1),
        (vec![event(30, "waived", early, None)], "waived", 0),
    ] {
        let rows: Vec<fact::Model> = grants.iter().cloned().chain(events.clone()).collect();
        let standing = duties(&rows).remove(0);
        assert_eq!((standing.state.as_str(), standing.unsettled), (state, unsettled), "{events:?}");
    }
}

#[test]
fn a_cap_counts_what_is_used_and_reserved_but_not_what_is_released() {
    let cap = |kind: &str, limit: u32| json!({ "caps": [{ "id": "cap", "kind": kind, "limit": limit }] });
    let entry = |number: u128, body: Value| row(Kind::Usage, number, OWN, body);
    let rows = [
        row(Kind::Grant, 20, OWN, granted(cap("cumulative", 10))),
        entry(30, json!({ "cap": "cap", "qty": 3 })),
        entry(31, json!({ "cap": "cap", "qty": 4, "state": "reserved" })),
        entry(32, json!({ "cap": "cap", "qty": 5, "state": "released" })),
        entry(33, json!({ "cap": "other", "qty": 5 })),
    ];
    let standing = caps(&rows).remove(0);
    assert_eq!((standing.consumed, standing.reserved, standing.remaining), (3.0, 4.0, 3.0));
    let rows = [
        row(Kind::Grant, 20, OWN, granted(cap("distinct_channels", 2))),
        entry(30, json!({ "cap": "cap", "channel": "owned.site" })),
        entry(31, json!({ "cap": "cap", "channel": "owned.site" })),
    ];
    assert_eq!(caps(&rows).remove(0).remaining, 1.0, "the same channel twice is one channel");
}

#[test]
fn a_step_is_no_correction() {
    for (kind, old, new, expected) in [
        (Kind::Agreement, json!({ "review": "draft" }), json!({ "review": "extracted" }), Change::Step),
        (Kind::Agreement, json!({ "title": "A" }), json!({ "title": "B" }), Change::Correction),
        (Kind::Usage, json!({ "state": "reserved" }), json!({ "state": "consumed" }), Change::Step),
        (Kind::Usage, json!({ "qty": 1 }), json!({ "qty": 2 }), Change::Correction),
        (Kind::Grant, json!({ "territories": ["DE"] }), json!({ "territories": ["AT"] }), Change::Correction),
    ] {
        assert_eq!(change_of(kind, &old, &new), expected, "{old} to {new}");
    }
}
