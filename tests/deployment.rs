//! The Dockerfile and the compose file describe what the product really needs.

use std::fs;
use std::path::PathBuf;

fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(name);
    fs::read_to_string(&path).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The arguments of a `COPY` that come from the checkout.
fn copied(dockerfile: &str) -> Vec<String> {
    let lines = dockerfile.lines().filter(|line| line.starts_with("COPY ") && !line.contains("--from"));
    let words = lines.map(|line| line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>());
    words.flat_map(|words| words[..words.len() - 1].to_vec()).collect()
}

#[test]
fn everything_the_dockerfile_copies_is_there() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let missing: Vec<_> = copied(&file("Dockerfile")).into_iter().filter(|path| !root.join(path).exists()).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_workspace_member_is_copied_into_the_image() {
    let copied = copied(&file("Dockerfile"));
    let manifest: toml::Table = file("Cargo.toml").parse().expect("Cargo.toml");
    for member in manifest["workspace"]["members"].as_array().expect("members") {
        let member = member.as_str().expect("a path");
        let top = member.split('/').next().expect("a folder");
        assert!(copied.iter().any(|path| path == top), "{member} is not copied");
    }
}

#[test]
fn the_image_runs_as_a_plain_user_with_one_volume() {
    let dockerfile = file("Dockerfile");
    assert!(dockerfile.lines().any(|line| line.starts_with("USER placet")));
    assert_eq!(dockerfile.lines().filter(|line| line.starts_with("VOLUME")).count(), 1);
    assert!(dockerfile.trim_end().ends_with("CMD [\"placet\", \"serve\"]"));
}

/// The environment compose gives the server is taken by the settings, and means PostgreSQL and S3.
#[test]
fn the_settings_in_compose_are_settings_the_server_takes() {
    let text = file("compose.yaml");
    let block = text.split("environment:").nth(1).expect("an environment");
    let mut environment = std::collections::BTreeMap::new();
    for line in block.lines().skip(1).take_while(|line| line.starts_with("      ")) {
        let (name, value) = line.trim().split_once(": ").expect("name: value");
        environment.insert(name.to_owned(), value.to_owned());
    }
    let dir = tempfile::tempdir().expect("a folder");
    environment.insert("PLACET_DATA_DIR".to_owned(), dir.path().display().to_string());
    environment.insert("PLACET_LISTEN".to_owned(), "0.0.0.0:8080".to_owned());
    let (config, _) =
        server::platform::config::Config::load(&Default::default(), &environment, None).expect("good settings");
    assert!(config.database_url.starts_with("postgres://"));
    assert!(matches!(config.storage, server::platform::config::setting::StorageSetting::S3(_)));
}
