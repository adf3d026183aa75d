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
    config.render_memory_bytes = 400;
    assert_eq!(limits(&config).max_bytes, 100);
}
