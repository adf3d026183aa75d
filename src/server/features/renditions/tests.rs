//! Tests of the room `renditions` that need no server.

use super::*;

#[test]
fn every_preset_has_a_recipe_of_its_own() {
    let mut hashes: Vec<String> =
        PRESETS.iter().filter_map(|preset| recipe(preset)).map(|recipe| recipe.hash()).collect();
    hashes.sort();
    hashes.dedup();
    assert_eq!(hashes.len(), PRESETS.len());
}

#[test]
fn an_unknown_preset_has_no_recipe() {
    assert!(recipe("enormous").is_none());
}

#[test]
fn lanes_share_the_memory_budget() {
    let dir = std::env::temp_dir();
    let mut config = Config::for_testing(&dir);
    config.worker_threads = 4;
    assert_eq!(file_limit(&config), config.render_memory_bytes / 4);
    let (one, other) = (limits(&config), limits(&config));
    assert_eq!(one.max_bytes, config.render_memory_bytes);
    let (one, other) = (one.shared.expect("shared"), other.shared.expect("shared"));
    assert!(std::ptr::eq(one, other));
    let everything = one.take(u64::MAX, Duration::ZERO).expect("nobody else draws in this test");
    assert!(other.take(1, Duration::ZERO).is_none());
    drop(everything);
    assert!(other.take(1, Duration::ZERO).is_some());
}
