//! Tests of the room `duplicates` that need no server.

use chrono::DateTime;
use sea_orm::prelude::Uuid;
use serde_json::{Value, json};

use super::uniting::united;
use super::*;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn pair(one: u128, other: u128, distance: i32) -> twin::Model {
    twin::Model {
        id: id(one * 100 + other),
        one_id: id(one),
        other_id: id(other),
        one_version: id(one + 1000),
        other_version: id(other + 1000),
        kind: if distance == 0 { "exact" } else { "similar" }.to_owned(),
        distance,
        orientation: 1,
        state: "open".to_owned(),
        found_at: DateTime::UNIX_EPOCH,
        decided_at: None,
        decided_by: None,
        decided_by_name: None,
    }
}

fn told(groups: &[Group]) -> Vec<(u128, Vec<u128>)> {
    let members = |group: &Group| group.members.iter().map(|pair| pair.other_id.as_u128()).collect();
    groups.iter().map(|group| (group.oldest.as_u128(), members(group))).collect()
}

#[test]
fn a_group_is_the_oldest_and_those_like_it_the_nearest_first() {
    let pairs = vec![pair(1, 2, 5), pair(1, 3, 0), pair(2, 3, 4)];
    assert_eq!(told(&stars(pairs.clone(), &pairs)), [(1, vec![3, 2])]);
}

#[test]
fn a_chain_is_not_one_group() {
    let pairs = vec![pair(1, 2, 6), pair(2, 3, 6), pair(3, 4, 6)];
    assert_eq!(told(&stars(pairs.clone(), &pairs)), [(1, vec![2]), (2, vec![3]), (3, vec![4])]);
}

fn values(of: Value) -> BTreeMap<String, Value> {
    serde_json::from_value(of).unwrap_or_default()
}

#[test]
fn the_kept_one_has_the_word_and_gaps_are_filled_in_order() {
    let kept = values(json!({ "title": "Dawn", "keywords": ["sea", "Dawn"], "city": "Kiel" }));
    let first = values(json!({ "title": "IMG_1", "keywords": ["dawn", "boat"], "city": "Rome", "credit": "Ann" }));
    let second = values(json!({ "title": "Copy", "credit": "Ben", "note": "old scan" }));
    let all = united(&kept, &[first, second], &values(json!({ "city": "Lübeck" })));
    let expected = json!({ "title": "Dawn", "keywords": ["sea", "Dawn", "boat"], "city": "Lübeck", "credit": "Ann",
        "note": "old scan" });
    assert_eq!(all, values(expected));
}
