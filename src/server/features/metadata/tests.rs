//! Tests of the room `metadata` that need no server.

use super::*;

#[test]
fn a_field_without_a_label_of_its_own_is_called_by_its_name() {
    assert_eq!(label("usage_terms"), "Usage terms");
    assert_eq!(label("captured_at"), "Taken");
}

#[test]
fn keywords_are_split_and_blank_ones_left_out() {
    let basics = BTreeMap::from([("keywords".to_owned(), "winter; ; light;snow".to_owned())]);
    let found = Found { basics, ..Found::default() };
    assert_eq!(keywords(&found), ["winter", "light", "snow"]);
}
