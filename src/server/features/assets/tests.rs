//! Tests of the room `assets` that need no server.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use chrono::{DateTime, Utc};

use super::fields::*;
use super::receive::*;
use super::show::*;
use super::tus::*;
use super::*;
use crate::platform::auth::session::organization;

fn instant() -> DateTime<Utc> {
    "2026-11-15T12:00:00Z".parse().expect("an instant")
}

fn some_asset(organization: u128, created_by: u128) -> asset::Model {
    asset::Model {
        id: Uuid::from_u128(1),
        organization_id: Uuid::from_u128(organization),
        current_version_id: Uuid::from_u128(2),
        title: "Dawn".to_owned(),
        description: String::new(),
        keywords: "[]".to_owned(),
        kind: "image".to_owned(),
        created_at: instant(),
        created_by: Some(Uuid::from_u128(created_by)),
        created_by_name: "Mina".to_owned(),
        updated_at: instant(),
        revision: 1,
        archived_at: None,
        archived_by: None,
        merged_into: None,
    }
}

fn uploader(person: u128, organization: u128, is_partner: bool, may_edit: bool) -> Uploader {
    Uploader {
        person: Some(Uuid::from_u128(person)),
        name: "Ada".to_owned(),
        organization: Uuid::from_u128(organization),
        is_partner,
        may_edit,
    }
}

#[test]
fn a_file_name_keeps_its_script_and_loses_its_path() {
    for (sent, kept) in [
        ("dawn.jpg", "dawn.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\pictures\\dawn.jpg", "dawn.jpg"),
        ("朝焼け 01.tif", "朝焼け 01.tif"),
        ("a\0b\nc\u{7f}.png", "abc.png"),
        ("invoice\u{202E}gpj.exe", "invoicegpj.exe"),
        ("  dawn.jpg ", "dawn.jpg"),
        ("", "unnamed"),
        ("folder/", "unnamed"),
        ("..", "unnamed"),
        (".htaccess", ".htaccess"),
    ] {
        assert_eq!(file_name(sent), kept, "{sent:?}");
    }
}

#[test]
fn a_long_file_name_is_cut_before_its_extension() {
    let name = file_name(&format!("{}.jpeg", "ä".repeat(400)));
    assert_eq!(name.chars().count(), 255);
    assert!(name.ends_with("ä.jpeg"));
}

#[test]
fn a_title_is_the_file_name_without_its_extension() {
    for (name, title) in [
        ("dawn.final.jpg", "dawn.final"),
        ("dawn", "dawn"),
        (".hidden", ".hidden"),
        ("a. b c d e f g h i j k", "a. b c d e f g h i j k"),
    ] {
        assert_eq!(title_of(name), title);
    }
}

#[test]
fn what_is_written_about_an_asset_has_limits() {
    let title = |text: &str| AssetChange { title: Some(text.to_owned()), ..AssetChange::default() };
    let words = |words: Vec<String>| AssetChange { keywords: Some(words), ..AssetChange::default() };
    let about = |text: String| AssetChange { description: Some(text), ..AssetChange::default() };
    let numbered = |count: usize| (0..count).map(|number| format!("word {number}")).collect::<Vec<_>>();
    assert!(title(&"ä".repeat(300)).parse().is_ok());
    assert!(about("ä".repeat(10_000)).parse().is_ok());
    assert!(about("two\nlines".to_owned()).parse().is_ok());
    assert!(words(numbered(100)).parse().is_ok());
    for (field, wrong) in [
        ("title", title("")),
        ("title", title("   ")),
        ("title", title(&"ä".repeat(301))),
        ("title", title("two\nlines")),
        ("title", title("a\0b")),
        ("description", about("ä".repeat(10_001))),
        ("description", about("a\0b".to_owned())),
        ("keywords", words(numbered(101))),
        ("keywords", words(vec!["ä".repeat(101)])),
        ("keywords", words(vec!["a\tb".to_owned()])),
    ] {
        let error = wrong.clone().parse().expect_err("refused");
        assert_eq!((error.code, error.field.as_deref()), (Code::Invalid, Some(field)), "{wrong:?}");
    }
}

#[test]
fn keywords_are_trimmed_and_stand_there_once() {
    let sent = [" sea ", "Sea", "", "sky"].map(str::to_owned).to_vec();
    let change = AssetChange { keywords: Some(sent), ..AssetChange::default() }.parse().expect("keywords");
    assert_eq!(change.keywords, Some(vec!["sea".to_owned(), "sky".to_owned()]));
}

#[test]
fn a_version_is_brought_by_editors_by_the_one_who_added_the_asset_and_by_its_partner() {
    let asset = some_asset(10, 20);
    assert!(check_may_replace(&uploader(1, 99, false, true), &asset).is_ok(), "an editor");
    assert!(check_may_replace(&uploader(20, 99, false, false), &asset).is_ok(), "who added it");
    assert!(check_may_replace(&uploader(1, 10, true, false), &asset).is_ok(), "its partner");
    assert!(check_may_replace(&uploader(1, 11, true, false), &asset).is_err(), "another partner");
    assert!(check_may_replace(&uploader(1, 10, false, false), &asset).is_err(), "somebody of the house");
}

#[test]
fn partners_do_not_learn_of_each_other() {
    let organization = |id: u128, kind: &str| organization::Model {
        id: Uuid::from_u128(id),
        name: format!("{kind} {id}"),
        kind: kind.to_owned(),
        created_at: instant(),
    };
    let asset = some_asset(10, 20);
    let shown = |scope, kind| {
        let owner = Owner::new(scope, &organization(10, kind));
        let version = version(&asset);
        Version::new(version, &owner).created_by
    };
    assert_eq!(shown(Scope::House, "partner").name, "Mina");
    assert_eq!(shown(Scope::Partner(Uuid::from_u128(10)), "partner").name, "Mina");
    assert_eq!(shown(Scope::Partner(Uuid::from_u128(11)), "partner").name, "Another partner");
    let of_the_house = shown(Scope::Partner(Uuid::from_u128(11)), "house");
    assert_eq!((of_the_house.id, of_the_house.name.as_str()), (None, "house 10"));
}

fn version(asset: &asset::Model) -> version::Model {
    version::Model {
        id: asset.current_version_id,
        asset_id: asset.id,
        number: 1,
        file_name: "dawn.jpg".to_owned(),
        mime: "image/jpeg".to_owned(),
        kind: "image".to_owned(),
        size_bytes: 7,
        blake3: "ab".repeat(32),
        sha256: "cd".repeat(32),
        storage_key: "original/02/x".to_owned(),
        width: None,
        height: None,
        preview: "ready".to_owned(),
        preview_note: None,
        color: Some("#102030".to_owned()),
        properties: "{}".to_owned(),
        preview_by: None,
        look_by: None,
        renditions: r#"[{"preset":"preview","mime":"image/webp","width":9,"height":9,"size_bytes":1},
            {"preset":"thumbnail","mime":"image/webp","width":3,"height":3,"size_bytes":1}]"#
            .to_owned(),
        checked_at: None,
        fault: None,
        created_at: instant(),
        created_by: Some(Uuid::from_u128(20)),
        created_by_name: "Mina".to_owned(),
    }
}

#[test]
fn the_address_of_a_rendition_changes_with_the_bytes() {
    let asset = some_asset(10, 20);
    let found = AssetRef::new(&asset, &version(&asset));
    let expected = "/api/v1/assets/00000000-0000-0000-0000-000000000001/renditions/thumbnail?v=abababababababab";
    assert_eq!(found.thumbnail_url.as_deref(), Some(expected));
    let without = version::Model { renditions: "[]".to_owned(), ..version(&asset) };
    assert_eq!(AssetRef::new(&asset, &without).thumbnail_url, None);
}

#[test]
fn upload_metadata_says_the_name_and_what_it_is_for() {
    let base = |text: &str| BASE64.encode(text);
    let id = Uuid::from_u128(7);
    let wish = parse_metadata(&format!("filename {}, filetype {},empty", base("日の出.jpg"), base("image/jpeg")));
    let wish = wish.expect("a wish");
    assert_eq!(wish.file_name, "日の出.jpg");
    assert!(matches!(wish.purpose, Purpose::NewAsset { collection: None, .. }));
    let wish = parse_metadata(&format!("filename {},asset_id {}", base("x"), base(&id.to_string()))).expect("a wish");
    assert_eq!(wish.purpose, Purpose::NewVersion { asset: id });
    assert_eq!(parse_metadata("").expect("a wish").file_name, "unnamed");
    for wrong in [
        "filename ***".to_owned(),
        format!("filename {},filename {}", base("a"), base("b")),
        format!("asset_id {}", base("seven")),
        format!("title {}", base(&"t".repeat(301))),
        format!("filename {}", BASE64.encode([0xff, 0xfe])),
        format!("filename {}", base(&"n".repeat(60_000))),
    ] {
        assert!(parse_metadata(&wrong).is_err(), "{}", &wrong[..20]);
    }
}

#[test]
fn a_checksum_has_a_known_algorithm_and_its_length() {
    let of =
        |algorithm: &str, length: usize| Checksum::parse(&format!("{algorithm} {}", BASE64.encode(vec![1; length])));
    assert!(of("sha1", 20).is_ok());
    assert!(of("sha256", 32).is_ok());
    for (algorithm, length) in [("md5", 16), ("sha256", 20), ("sha1", 0), ("", 32)] {
        assert!(of(algorithm, length).is_err(), "{algorithm} {length}");
    }
    assert!(Checksum::parse("sha256").is_err());
}
