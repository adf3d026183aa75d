//! The territory data with its traps, and what becomes of it when an administrator changes an entry.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::{Facts, Headline, ParseError, Reference, UseRequest, Verdict, evaluate};

fn product() -> Reference {
    Reference::product().unwrap()
}

fn belief() -> DateTime<Utc> {
    "2026-11-22T00:00:00Z".parse().unwrap()
}

/// The answer of a licence signed in 2020 with these parts, for a use in December 2026.
fn ask(reference: &Reference, grant: &Value, request: &Value) -> Verdict {
    let mut whole = json!({
        "id": "g1", "interest": "i1", "channels": ["all"], "territories": ["WORLD"], "purposes": ["any"],
        "period": { "start": "2020-03-01", "end": "PERPETUAL" }, "signed": "2020-03-01",
    });
    let mut asked = json!({
        "asset": "A", "channels": ["owned.site"], "territories": ["DE"], "start": "2026-12-01", "end": "2026-12-31",
    });
    for (into, from) in [(&mut whole, grant), (&mut asked, request)] {
        from.as_object().unwrap().iter().for_each(|(key, value)| into[key] = value.clone());
    }
    let given = json!({ "interests": [{ "id": "i1", "asset": "A", "completeness": "complete" }], "grants": [whole] });
    let facts = Facts::from_given(&given, reference).unwrap();
    evaluate(reference, &facts, &UseRequest::from_json(&asked, reference).unwrap(), belief(), belief())
}

fn within(reference: &Reference, licensed: &str, asked: &str) -> Headline {
    ask(reference, &json!({ "territories": [licensed] }), &json!({ "territories": [asked] })).headline
}

fn refused(changed: Result<Reference, ParseError>) -> (&'static str, String) {
    let error = changed.err().unwrap();
    (error.code, error.field)
}

#[test]
fn the_traps_of_territory_data_are_answered_as_decided() {
    let reference = product();
    let expected = [
        ("EU", "CY", Headline::Allowed),
        ("145", "CY", Headline::Allowed),
        ("EU", "GB", Headline::Denied),
        ("150", "CY", Headline::Denied),
        ("EU", "IC", Headline::Allowed),
        ("ES", "IC", Headline::Allowed),
        ("015", "IC", Headline::Unknown),
        ("039", "EA", Headline::Unknown),
        ("039", "ES@Europe/Madrid-rest", Headline::Allowed),
        ("GB", "GG", Headline::Denied),
        ("GB", "IM", Headline::Denied),
        ("GB", "JE", Headline::Denied),
        ("UK", "JE", Headline::Unknown),
        ("039", "XK", Headline::Allowed),
        ("RS", "XK", Headline::Denied),
        ("030", "TW", Headline::Allowed),
        ("CN", "HK", Headline::Denied),
        ("CN", "MO", Headline::Denied),
        ("CN", "TW", Headline::Denied),
        ("FR", "RE", Headline::Denied),
        ("FR+overseas", "RE", Headline::Allowed),
        ("EU", "RE", Headline::Unknown),
        ("US", "PR", Headline::Denied),
        ("US", "US-NY", Headline::Allowed),
        ("US@America/New_York", "US-NY", Headline::Allowed),
        ("US@America/New_York-rest", "US-NY", Headline::Denied),
        ("DACH", "LI", Headline::Unknown),
        ("NORDICS", "FO", Headline::Unknown),
        ("EMEA", "DE", Headline::Unknown),
        ("APAC", "JP", Headline::Unknown),
    ];
    for (licensed, asked, headline) in expected {
        assert_eq!(within(&reference, licensed, asked), headline, "{asked} under a licence for {licensed}");
    }
}

#[test]
fn who_joined_or_left_between_signature_and_use_is_not_guessed() {
    let reference = product();
    let signed = |day: &str, asked: &str| {
        let grant = json!({ "territories": ["EU"], "signed": day });
        ask(&reference, &grant, &json!({ "territories": [asked] })).headline
    };
    assert_eq!(signed("2020-01-31", "GB"), Headline::Unknown, "a member to the end of that day");
    assert_eq!(signed("2020-02-01", "GB"), Headline::Denied);
    assert_eq!(signed("2013-06-30", "HR"), Headline::Unknown);
    assert_eq!(signed("2013-07-01", "HR"), Headline::Allowed);
}

#[test]
fn a_named_part_prints_by_its_name_and_the_whole_as_one() {
    let reference = product();
    let lines = |asked: Value| ask(&reference, &json!({}), &json!({ "territories": asked })).cleared.lines().join("; ");
    assert_eq!(lines(json!(["US"])), "owned.site | US | 2026-12-01..2026-12-31");
    assert_eq!(lines(json!(["US-NY"])), "owned.site | US-NY | 2026-12-01..2026-12-31");
    assert_eq!(lines(json!(["IC", "EA"])), "owned.site | EA,IC | 2026-12-01..2026-12-31");
    assert_eq!(lines(json!(["US@America/New_York"])), "owned.site | US@America/New_York | 2026-12-01..2026-12-31");
}

#[test]
fn the_data_says_where_it_comes_from() {
    let reference = product();
    let sources = reference.data()["sources"].as_array().unwrap();
    assert!(sources.len() >= 6);
    for source in sources {
        assert!(source["name"].as_str().is_some_and(|name| !name.is_empty()));
        assert!(source["version"].as_str().is_some_and(|version| !version.is_empty()));
    }
    let verdict = ask(&reference, &json!({}), &json!({}));
    assert_eq!(verdict.territory_data_version, reference.territory_version());
    assert_eq!(verdict.taxonomy_version, reference.taxonomy_version());
}

#[test]
fn a_house_definition_turns_unknown_into_an_answer_and_another_version() {
    let shipped = product();
    let body = json!({ "name": "EMEA", "versions": [{ "from": "1900-01-01", "members": ["150", "002"] }] });
    let house = shipped.changed("group", "EMEA", &body).unwrap();
    assert_eq!(within(&shipped, "EMEA", "DE"), Headline::Unknown);
    assert_eq!(within(&house, "EMEA", "DE"), Headline::Allowed);
    assert_eq!(within(&house, "EMEA", "JP"), Headline::Denied);
    assert_ne!(house.territory_version(), shipped.territory_version());
    assert_eq!(house.taxonomy_version(), shipped.taxonomy_version());
    assert_eq!(shipped.changed("group", "EMEA", &body).unwrap().version(), house.version(), "the same change again");
}

#[test]
fn a_new_leaf_is_possible_for_older_licences_and_reserved_ones_must_be_named() {
    let shipped = product();
    let leaf = |reserved: bool| {
        let body = json!({ "name": "Bluesky", "introduced_on": "2023-02-01", "online": true, "reserved": reserved });
        shipped.changed("channel", "social.organic.bluesky", &body).unwrap()
    };
    let house = leaf(false);
    let asked = json!({ "channels": ["social.organic.bluesky"] });
    let of = |house: &Reference, grant: Value| ask(house, &grant, &asked).headline;
    assert_eq!(of(&house, json!({ "channels": ["social"] })), Headline::Unknown, "signed before it was there");
    assert_eq!(of(&house, json!({ "channels": ["social"], "signed": "2024-01-01" })), Headline::Allowed);
    assert_eq!(of(&house, json!({ "channels": ["social"], "future_media": true })), Headline::Allowed);
    assert_eq!(of(&leaf(true), json!({ "channels": ["social"], "signed": "2024-01-01" })), Headline::Denied);
    let old = UseRequest::from_json(
        &json!({ "channels": ["social.organic.bluesky"], "territories": ["DE"], "start": "2026-12-01", "end": "2026-12-02" }),
        &house,
    );
    assert_eq!(old.unwrap().under(&shipped).err().unwrap().code, "channel.unknown");
}

#[test]
fn a_split_leaf_stays_a_name_for_all_its_parts() {
    let shipped = product();
    let body = json!({
        "name": "Cinema", "online": false, "reserved": false,
        "split_into": [{ "key": "cinema.screen", "name": "Cinema screen" }, { "key": "cinema.lobby", "name": "Lobby" }],
    });
    let house = shipped.changed("channel", "cinema", &body).unwrap();
    let of = |granted: &str, asked: &str| {
        ask(&house, &json!({ "channels": [granted] }), &json!({ "channels": [asked] })).headline
    };
    assert_eq!(of("cinema", "cinema.lobby"), Headline::Allowed);
    assert_eq!(of("cinema", "cinema"), Headline::Allowed);
    assert_eq!(of("av", "cinema.screen"), Headline::Allowed);
    assert_eq!(of("all", "cinema.lobby"), Headline::Allowed, "a part is no newer than what it came from");
    assert_eq!(of("cinema.screen", "cinema"), Headline::Partial);
    assert_eq!(of("radio", "cinema.screen"), Headline::Denied);
    assert!(house.channels().all(|leaf| leaf != "cinema"));
    let whole = ask(&house, &json!({}), &json!({ "channels": ["all"] }));
    assert!(whole.cleared.lines().iter().all(|line| !line.contains("cinema+") && !line.contains("+cinema ")));
    let again = house.changed("channel", "cinema", &json!({ "name": "Cinema" }));
    assert_eq!(refused(again), ("reference.invalid", "key".to_owned()));
}

#[test]
fn a_retired_leaf_is_not_asked_for_with_the_others_but_keeps_its_rights() {
    let house = product().changed("channel", "radio", &json!({ "name": "Radio", "retired": true })).unwrap();
    let lines = |asked: &str| ask(&house, &json!({}), &json!({ "channels": [asked] })).cleared.lines().join(" ");
    assert!(!lines("all").contains("radio"));
    assert!(lines("radio").contains("radio"));
}

#[test]
fn what_makes_no_sense_is_refused_with_the_field() {
    let shipped = product();
    let try_ = |kind: &str, key: &str, body: Value| refused(shipped.changed(kind, key, &body));
    let versions = |members: Value| json!({ "name": "X", "versions": [{ "from": "2020-01-01", "members": members }] });
    assert_eq!(try_("group", "EMEA", versions(json!(["ZZ"]))).0, "territory.unknown");
    assert_eq!(try_("group", "EMEA", versions(json!(["APAC"]))).0, "territory.unknown", "nobody has defined it");
    assert_eq!(try_("group", "EMEA", versions(json!(["EMEA"]))).0, "reference.cycle");
    assert_eq!(try_("group", "DE", versions(json!(["AT"]))), ("reference.invalid", "key".to_owned()));
    assert_eq!(try_("group", "EMEA", json!({ "name": "X", "versions": [] })).1, "versions");
    let leaf = json!({ "name": "X", "introduced_on": "2026-01-01" });
    assert_eq!(try_("channel", "social", leaf.clone()).1, "key");
    assert_eq!(try_("channel", "cinema.lobby", leaf.clone()).1, "key");
    assert_eq!(try_("channel", "Radio 2", leaf.clone()).1, "key");
    assert_eq!(try_("channel", "political", leaf).1, "key");
    assert_eq!(try_("channel", "holograms", json!({ "name": "X" })).1, "introduced_on");
    assert_eq!(try_("channel_group", "ours", json!({ "name": "X", "members": ["nothing"] })).0, "channel.unknown");
    assert_eq!(try_("channel_group", "ours", json!({ "name": "X", "members": ["ours"] })).0, "reference.cycle");
    assert_eq!(try_("category", "alcohol", json!({ "name": "X", "parent": "beer" })).0, "reference.cycle");
    assert_eq!(try_("category", "cider", json!({ "name": "X", "parent": "drinks" })).1, "parent");
    assert_eq!(try_("nothing", "x", json!({})).1, "kind");
    assert!(shipped.changed("category", "cider", &json!({ "name": "Cider", "parent": "alcohol" })).is_ok());
    assert!(shipped.changed("modification", "upscale", &json!({ "name": "Upscale", "reserved": true })).is_ok());
}
