//! What policies in ODRL become.

use serde_json::{Value, json};

use super::super::odrl;
use super::super::proposal::{ProposedRule, RuleKind};
use super::super::reservation::Reservation;
use super::{proposed, reference};

fn agreement(rules: Value) -> Value {
    let mut policy = json!({
        "@context": "http://www.w3.org/ns/odrl.jsonld", "@type": "Agreement", "uid": "urn:policy:1",
        "assigner": "urn:studio", "assignee": "urn:house", "target": "urn:picture",
    });
    for (key, value) in rules.as_object().into_iter().flatten() {
        policy[key] = value.clone();
    }
    policy
}

fn permitted(constraints: Value) -> Value {
    agreement(json!({ "permission": [{ "action": "distribute", "constraint": constraints }] }))
}

fn bound(operand: &str, operator: &str, value: Value) -> Value {
    json!({ "leftOperand": operand, "operator": operator, "rightOperand": value })
}

fn day(operator: &str, day: &str) -> Value {
    bound("dateTime", operator, json!({ "@value": day, "@type": "xsd:date" }))
}

fn codes(policy: &Value) -> Vec<&'static str> {
    proposed(policy).notes.iter().map(|note| note.code).collect()
}

#[test]
fn a_bare_day_counts_by_its_operator_and_names_no_zone() {
    let found = proposed(&permitted(json!([day("gt", "2026-11-30"), day("lt", "2027-02-01")])));
    let period = &found.rules[0].body["period"];
    assert_eq!((&period["start"], &period["end"]), (&json!("2026-12-01"), &json!("2027-01-31")));
    assert_eq!(period["zone"], "silent");
    let found = proposed(&permitted(json!([day("gteq", "2026-12-01"), day("lteq", "2027-01-31")])));
    let period = &found.rules[0].body["period"];
    assert_eq!((&period["start"], &period["end"]), (&json!("2026-12-01"), &json!("2027-01-31")));
    let offset = permitted(json!([bound("dateTime", "lt", json!("2027-01-31T00:00:00+01:00"))]));
    assert_eq!(proposed(&offset).rules[0].body["period"], json!({ "end": "2027-01-30T23:00:00Z" }));
}

#[test]
fn a_carve_out_is_no_ban() {
    let policy = permitted(json!([bound("spatial", "neq", json!({ "@id": "http://cvx.iptc.org/iso3166-1a3/CHN" }))]));
    let found = proposed(&policy);
    assert_eq!(found.rules.len(), 1);
    assert_eq!(found.rules[0].kind, RuleKind::Grant);
    assert!(found.rules[0].is_understood());
    assert_eq!(
        (&found.rules[0].body["territories"], &found.rules[0].body["exclude"]),
        (&json!(["WORLD"]), &json!(["CN"]))
    );
}

#[test]
fn countries_are_read_in_every_usual_form() {
    for id in [
        "http://cvx.iptc.org/iso3166-1a3/DEU",
        "https://www.iso.org/obp/ui/#iso:code:3166:DE",
        "http://www.itu.int/tML/tML-ISO-3166:de",
        "DE",
        "deu",
    ] {
        let found = proposed(&permitted(json!([bound("spatial", "eq", json!({ "@id": id }))])));
        assert_eq!(found.rules[0].body["territories"], json!(["DE"]), "{id}");
        assert!(found.rules[0].is_understood(), "{id}");
    }
    let part = proposed(&permitted(json!([bound("spatial", "eq", json!("iso3166:AU-QLD"))])));
    assert_eq!(part.rules[0].body["territories"], json!(["AU"]));
    assert!(!part.rules[0].is_understood(), "a part of a country is not the country");
    let unknown = proposed(&permitted(json!([bound("spatial", "eq", json!("http://dbpedia.org/resource/Atlantis"))])));
    assert!(!unknown.rules[0].is_understood());
    assert_eq!(unknown.rules[0].body["territories"], json!(["WORLD"]));
}

#[test]
fn a_vague_channel_has_a_certain_and_a_possible_part() {
    let found = proposed(&permitted(json!([bound("media", "eq", json!("http://cv.example/media/website"))])));
    assert_eq!(found.rules.len(), 2);
    assert_eq!(found.rules[0].body["channels"], json!(["owned.site"]));
    assert!(found.rules[0].is_understood() && !found.rules[1].is_understood());
    let possible = found.rules[1].body["channels"].to_string();
    assert!(possible.contains("social.paid.instagram") && possible.contains("owned.site"));
}

#[test]
fn what_is_not_understood_is_possible_and_named() {
    let odd = [
        (bound("resolution", "lteq", json!("1200")), "operand_unknown"),
        (bound("count", "eq", json!("3")), "count_unread"),
        (bound("dateTime", "isAnyOf", json!(["2026-12-01", "2026-12-02"])), "time_unread"),
        (json!({ "leftOperand": "spatial", "operator": "eq", "rightOperandReference": "urn:x" }), "constraint_unread"),
        (json!({ "xone": [day("lt", "2027-01-01"), bound("spatial", "eq", json!("DE"))] }), "logic_unknown"),
        (json!("urn:elsewhere"), "constraint_elsewhere"),
        (bound("elapsedTime", "lteq", json!("P30D")), ""),
    ];
    for (constraint, code) in odd {
        let policy = permitted(json!([constraint]));
        let found = proposed(&policy);
        assert!(!found.rules.is_empty(), "{constraint} was dropped");
        if code.is_empty() {
            assert_eq!(found.rules[0].body["period"]["trigger"]["event"], "policy_event");
            continue;
        }
        assert!(found.rules.iter().all(|rule| !rule.is_understood()), "{constraint}");
        assert!(codes(&policy).contains(&code), "{constraint}: {:?}", codes(&policy));
    }
}

#[test]
fn offers_and_requests_stay_drafts_that_never_count() {
    for name in ["Offer", "Request", "Ticket"] {
        let mut policy = permitted(json!([]));
        policy["@type"] = json!(name);
        let found = proposed(&policy);
        assert_eq!((found.status, found.review), ("draft", "draft"), "{name}");
        assert!(found.rules.iter().all(|rule| !rule.is_understood()), "{name}");
        assert!(codes(&policy).contains(&"policy_not_binding"));
    }
}

#[test]
fn without_a_word_on_conflict_a_contradicting_policy_is_void() {
    let mut policy = agreement(json!({
        "permission": [{ "action": "display" }], "prohibition": [{ "action": "use" }],
    }));
    assert!(codes(&policy).contains(&"conflict_invalid"));
    assert!(proposed(&policy).rules.iter().all(|rule| !rule.is_understood()));
    policy["conflict"] = json!("prohibit");
    assert!(proposed(&policy).rules.iter().any(|rule| rule.kind == RuleKind::Restriction && rule.is_understood()));
    policy["conflict"] = json!("perm");
    assert!(codes(&policy).contains(&"conflict_perm"));
    let banned = proposed(&policy).rules.into_iter().find(|rule| rule.kind == RuleKind::Restriction);
    assert!(!banned.expect("a restriction").is_understood());
    policy["conflict"] = json!(["perm", "prohibit"]);
    assert!(codes(&policy).contains(&"conflict_invalid"));
}

#[test]
fn a_policy_that_only_forbids_reaches_the_right_itself() {
    let policy =
        agreement(json!({ "prohibition": [{ "action": "use", "constraint": [bound("spatial", "eq", json!("CH"))] }] }));
    let found = proposed(&policy);
    assert_eq!(
        (&found.rules[0].body["reach"], &found.rules[0].body["territories"]),
        (&json!("interest"), &json!(["CH"]))
    );
    assert!(found.rules[0].is_understood());
    assert!(codes(&policy).contains(&"reach_to_confirm"));
}

#[test]
fn a_credit_goes_with_the_use_and_a_payment_before_it() {
    let duty = |action: &str| json!({ "action": action });
    let policy = agreement(json!({ "permission": [{
        "action": "distribute", "duty": [duty("attribute"), duty("compensate"), duty("http://example.com/dance")],
    }] }));
    let found = proposed(&policy);
    let duties = found.rules[0].body["duties"].as_array().cloned().unwrap_or_default();
    let told: Vec<(&str, &str)> = duties
        .iter()
        .map(|duty| (duty["kind"].as_str().unwrap_or(""), duty["timing"].as_str().unwrap_or("")))
        .collect();
    assert_eq!(told, [("credit", "concurrent"), ("payment", "pre"), ("other", "pre")]);
    assert!(codes(&policy).contains(&"duty_unknown"));
}

#[test]
fn a_foreign_context_or_profile_leaves_everything_open() {
    for context in
        [json!("http://example.com/context.jsonld"), json!([{ "permission": "http://example.com/ban" }]), Value::Null]
    {
        let mut policy = permitted(json!([]));
        policy["@context"] = context.clone();
        assert!(proposed(&policy).rules.iter().all(|rule| !rule.is_understood()), "{context}");
    }
    let mut policy = permitted(json!([]));
    policy["profile"] = json!("http://example.com/odrl:profile:01");
    assert!(codes(&policy).contains(&"profile_unknown"));
    assert!(!proposed(&policy).rules[0].is_understood());
}

#[test]
fn terms_are_read_however_they_are_written() {
    let policy = json!({
        "@context": [{ "odrl": "http://www.w3.org/ns/odrl/2/" }],
        "@type": "odrl:Agreement", "@id": "urn:policy:2",
        "odrl:permission": [{
            "odrl:target": { "@id": "urn:picture" }, "odrl:action": { "@id": "odrl:distribute" },
            "http://www.w3.org/ns/odrl/2/constraint": [{
                "odrl:leftOperand": { "@id": "odrl:spatial" }, "odrl:operator": { "@id": "odrl:eq" },
                "odrl:rightOperand": { "@id": "http://cvx.iptc.org/iso3166-1a3/FRA" },
            }],
        }],
    });
    let found = proposed(&policy);
    assert_eq!(found.rules[0].target.as_deref(), Some("urn:picture"));
    assert_eq!(found.rules[0].body["territories"], json!(["FR"]));
    assert!(found.rules[0].is_understood());
}

#[test]
fn alternatives_become_several_grants() {
    let either = json!([{ "or": [
        { "and": [day("gteq", "2026-12-01"), day("lteq", "2026-12-05")] },
        { "and": [day("gteq", "2027-01-01"), day("lteq", "2027-01-05")] },
    ] }]);
    let found = proposed(&permitted(either));
    let starts: Vec<&Value> = found.rules.iter().map(|rule| &rule.body["period"]["start"]).collect();
    assert_eq!(starts, [&json!("2026-12-01"), &json!("2027-01-01")]);
}

#[test]
fn documents_that_are_too_large_too_deep_or_no_policy_are_refused() {
    let refused = |text: &str| odrl::import(text, &reference(), &[]).expect_err("a refusal").code;
    assert_eq!(refused(&" ".repeat(1024 * 1024 + 1)), "too_large");
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    assert_eq!(refused(&deep), "too_deep");
    assert_eq!(refused(&"[".repeat(5_000)), "not_json");
    let many = agreement(json!({ "permission": vec![json!({ "action": "use" }); 201] }));
    assert_eq!(refused(&many.to_string()), "too_many_rules");
    assert_eq!(refused("{}"), "no_policy");
    assert_eq!(refused(r#"{"policytype":"http://www.w3.org/ns/odrl/2/Set"}"#), "odrl_2_1_json");
}

#[test]
fn a_policy_for_those_who_come_after_grants_nothing_by_itself() {
    let next = json!({ "@id": "urn:next" });
    let document = json!({ "@context": "http://www.w3.org/ns/odrl.jsonld", "@graph": [
        { "@type": "Agreement", "uid": "urn:first", "permission": [{
            "target": "urn:picture", "action": "distribute", "duty": [{ "action": "nextPolicy", "target": next }],
        }] },
        { "@type": "Set", "@id": "urn:next", "permission": [{ "target": "urn:picture", "action": "display" }] },
    ] });
    let found = odrl::import(&document.to_string(), &reference(), &[]).expect("two policies");
    assert!(found[0].rules.iter().all(|rule| rule.is_understood()));
    assert!(found[1].rules.iter().all(|rule| !rule.is_understood()), "{:?}", found[1].notes);
    assert!(found[1].notes.iter().any(|note| note.code == "policy_is_a_target"));
}

#[test]
fn a_single_moment_is_possible_within_its_second_and_nowhere_else() {
    let found = proposed(&permitted(json!([bound("dateTime", "eq", json!("2024-02-12T11:20:10.999Z"))])));
    assert!(!found.rules[0].is_understood());
    let period = &found.rules[0].body["period"];
    assert_eq!(*period, json!({ "start": "2024-02-12T11:20:10Z", "end": "2024-02-12T11:20:11Z" }));
}

#[test]
fn a_rule_that_names_no_target_is_for_what_it_is_taken_in_for() {
    let mut policy = permitted(json!([]));
    policy.as_object_mut().expect("an object").remove("target");
    let found = proposed(&policy);
    assert!(found.rules[0].is_understood() && found.rules[0].target.is_none());
    assert!(found.notes.iter().any(|note| note.code == "target_missing"));
}

#[test]
fn a_ban_without_a_period_is_understood() {
    let reserved = Reservation::of_plus("DMI-PROHIBITED").expect("a value of PLUS");
    let rules: Vec<ProposedRule> = reserved.rules("DMI-PROHIBITED");
    assert!(!rules.is_empty() && rules.iter().all(|rule| rule.body.get("period").is_none() && rule.is_understood()));
}
