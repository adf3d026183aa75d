//! Content Credentials: signed here and read, changed and read again, and those of others held against what their makers say.

use std::fs;
use std::path::Path;

use image::ImageFormat;

use crate::credentials::found::{Credentials, State};
use crate::encode::Format;
use crate::metadata::write_back::{Edit, write_back};
use crate::metadata::{kept, read as read_metadata};
use crate::seal::read;
use crate::seal::trust::{Trust, listed};
use crate::tests::corpus::folder;
use crate::tests::signing::{Cbor, Claim, Signer, map, signed, text};
use crate::tests::{encoded, recipe, render, two_halves};

/// The first of January 2026.
const NOW: i64 = 1_767_225_600;
const NOBODY: Trust<'_> = Trust { anchors: &[], now: NOW };
const MADE_BY_MACHINE: &str = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
const KINDS: [(ImageFormat, &str); 3] =
    [(ImageFormat::Jpeg, "image/jpeg"), (ImageFormat::Png, "image/png"), (ImageFormat::WebP, "image/webp")];

fn claim() -> Claim {
    let created = map([
        ("action", text("c2pa.created")),
        ("softwareAgent", map([("name", text("Painter")), ("version", text("3"))])),
        ("digitalSourceType", text(MADE_BY_MACHINE)),
        ("when", text("2025-12-01T10:00:00Z")),
    ]);
    let edited = map([("action", text("c2pa.color_adjustments"))]);
    let ingredient = map([("dc:title", text("sketch.png")), ("relationship", text("parentOf"))]);
    let entry = |said| map([("use", text(said))]);
    let entries = map([("cawg.ai_training", entry("notAllowed")), ("cawg.data_mining", entry("allowed"))]);
    Claim {
        assertions: vec![
            ("c2pa.actions.v2", map([("actions", Cbor::List(vec![created, edited]))])),
            ("c2pa.ingredient.v2", ingredient),
            ("cawg.training-mining", map([("entries", entries)])),
        ],
        undeclared: None,
    }
}

fn picture(format: ImageFormat) -> Vec<u8> {
    encoded(&two_halves(64, 48), format)
}

fn codes(found: &Credentials) -> Vec<&str> {
    found.failures.iter().map(|each| each.code.as_str()).collect()
}

#[test]
fn what_was_signed_is_read_and_the_signer_is_trusted_only_by_a_list() {
    let signer = Signer::until(2030);
    let anchors = [signer.authority.clone()];
    for (format, mime) in KINDS {
        let file = signed(&picture(format), mime, &signer, &claim());
        let found = read(&file, mime, &NOBODY).unwrap();
        assert_eq!((found.state, codes(&found), found.has_list), (State::Untrusted, vec![], false), "{mime}");
        assert!(found.notes.is_empty(), "{mime}: {:?}", found.notes);
        assert_eq!((found.title.as_deref(), found.generator.as_deref()), (Some("harbor.jpg"), Some("Test 1.0")));
        let by = found.signer.unwrap();
        assert_eq!((by.name.as_deref(), by.organization.as_deref()), (Some("Camera 7"), Some("Studio Nord")));
        assert_eq!(by.issuer.as_deref(), Some("Test Authority"));
        assert_eq!(found.actions[0].software.as_deref(), Some("Painter 3"));
        assert_eq!(found.actions[1].action, "c2pa.color_adjustments");
        assert_eq!(found.ingredients[0].title.as_deref(), Some("sketch.png"));
        assert_eq!(found.mining["ai_training"], "notAllowed");
        let listed = read(&file, mime, &Trust { anchors: &anchors, now: NOW }).unwrap();
        assert_eq!((listed.state, listed.has_list), (State::Valid, true), "{mime}");
        let strangers = [Signer::until(2030).authority];
        let other = read(&file, mime, &Trust { anchors: &strangers, now: NOW }).unwrap();
        assert_eq!((other.state, other.has_list), (State::Untrusted, true), "{mime}");
    }
}

#[test]
fn every_changed_byte_of_the_picture_is_noticed() {
    let signer = Signer::until(2030);
    for (format, mime) in KINDS {
        let file = signed(&picture(format), mime, &signer, &claim());
        let plain = picture(format);
        // Behind the block in JPEG and PNG, before it in WebP.
        let tail = if mime == "image/webp" { plain.len() - 8..plain.len() } else { file.len() - 8..file.len() };
        for at in tail {
            let mut changed = file.clone();
            changed[at] ^= 1;
            let found = read(&changed, mime, &NOBODY).unwrap();
            assert_eq!(
                (found.state, codes(&found)),
                (State::Invalid, vec!["assertion.dataHash.mismatch"]),
                "{mime} {at}"
            );
        }
        let longer = [&file[..], b"more"].concat();
        assert_eq!(read(&longer, mime, &NOBODY).unwrap().state, State::Invalid, "{mime}");
    }
}

#[test]
fn no_changed_byte_of_the_credentials_leaves_them_standing() {
    let signer = Signer::until(2030);
    let anchors = [signer.authority.clone()];
    let trust = Trust { anchors: &anchors, now: NOW };
    let plain = picture(ImageFormat::Png);
    let file = signed(&plain, "image/png", &signer, &claim());
    let whole = read(&file, "image/png", &trust).unwrap();
    assert_eq!(whole.state, State::Valid);
    let store = 33..33 + file.len() - plain.len();
    for at in store {
        let mut changed = file.clone();
        changed[at] ^= 0x01;
        // A byte that nothing depends on (the checksum of the chunk, a flag of a box) changes nothing that is told.
        if let Some(found) = read(&changed, "image/png", &trust).filter(|found| found.state == State::Valid) {
            assert_eq!(found, whole, "byte {at}");
        }
    }
}

#[test]
fn what_the_claim_does_not_name_is_a_fault_and_is_not_told() {
    let signer = Signer::until(2030);
    let more = map([("actions", Cbor::List(vec![map([("action", text("c2pa.published"))])]))]);
    let claim = Claim { undeclared: Some(("c2pa.actions__1", more)), ..claim() };
    let file = signed(&picture(ImageFormat::Jpeg), "image/jpeg", &signer, &claim);
    let found = read(&file, "image/jpeg", &NOBODY).unwrap();
    assert_eq!((found.state, codes(&found)), (State::Invalid, vec!["assertion.undeclared"]));
    assert!(found.actions.iter().all(|each| each.action != "c2pa.published"));
}

#[test]
fn a_certificate_that_has_ended_does_not_count_without_a_stamp() {
    let signer = Signer::until(2025);
    let anchors = [signer.authority.clone()];
    let file = signed(&picture(ImageFormat::Png), "image/png", &signer, &claim());
    let found = read(&file, "image/png", &Trust { anchors: &anchors, now: NOW }).unwrap();
    assert_eq!((found.state, codes(&found)), (State::Invalid, vec!["signingCredential.expired"]));
    let before = read(&file, "image/png", &Trust { anchors: &anchors, now: NOW - 86_400 * 30 }).unwrap();
    assert_eq!(before.state, State::Valid);
}

#[test]
fn no_prefix_and_no_absurd_size_makes_the_reader_fall_over() {
    let signer = Signer::until(2030);
    for (format, mime) in KINDS {
        let file = signed(&picture(format), mime, &signer, &claim());
        for end in 0..file.len() {
            let found = read(&file[..end], mime, &NOBODY);
            assert!(
                found.is_none_or(|found| matches!(found.state, State::Unreadable | State::Invalid)),
                "{mime} {end}"
            );
        }
    }
    let plain = picture(ImageFormat::Png);
    let file = signed(&plain, "image/png", &signer, &claim());
    let started = std::time::Instant::now();
    for at in (33..33 + file.len() - plain.len() - 4).step_by(3) {
        for size in [u32::MAX, 0x7FFF_FFFF, 0, 1, 7] {
            let mut odd = file.clone();
            odd[at..at + 4].copy_from_slice(&size.to_be_bytes());
            let _ = read(&odd, "image/png", &NOBODY);
        }
    }
    assert!(started.elapsed().as_secs() < 120, "{:?}", started.elapsed());
}

#[test]
fn a_block_that_is_cut_is_unreadable() {
    let file = signed(&picture(ImageFormat::Jpeg), "image/jpeg", &Signer::until(2030), &claim());
    // The second of its segments, a thousand bytes and their heads, is taken out.
    let first = 2 + 4 + 8 + 1_000;
    let cut = [&file[..first], &file[first + 4 + 16 + 1_000..]].concat();
    let found = read(&cut, "image/jpeg", &NOBODY).unwrap();
    assert_eq!((found.state, found.place.as_str()), (State::Unreadable, "JPEG APP11"));
    assert!(read_metadata(&cut, "image/jpeg").has_credentials);
}

#[test]
fn copies_say_in_plain_words_what_only_their_credentials_said() {
    let file = signed(&picture(ImageFormat::Jpeg), "image/jpeg", &Signer::until(2030), &claim());
    let said = read_metadata(&file, "image/jpeg");
    assert_eq!(said.basics["digital_source_type"], MADE_BY_MACHINE);
    assert!(said.basics["data_mining"].ends_with("DMI-PROHIBITED-AIMLTRAINING"));
    assert_eq!(said.raw["c2pa"]["training-mining/ai_training"], "notAllowed");
    assert_eq!(said.places["c2pa"], "JPEG APP11");
    let edit = Edit { field: "title".to_owned(), values: vec!["Other".to_owned()] };
    let written = write_back(&file, "image/jpeg", &[edit]).unwrap();
    assert!(written.has_dropped_credentials);
    let copy = read_metadata(&written.bytes, "image/jpeg");
    assert!(!copy.has_credentials && !copy.raw.contains_key("c2pa"));
    let packet = kept::kept(&file, "image/jpeg").unwrap();
    let made = render(&file, "image/jpeg", recipe(32, Format::Jpeg)).unwrap();
    let rendition = read_metadata(&kept::embedded(made.bytes, "image/jpeg", &packet), "image/jpeg");
    assert!(!rendition.has_credentials);
    for made in [&copy, &rendition] {
        assert_eq!(made.basics["digital_source_type"], MADE_BY_MACHINE);
        assert!(made.basics["data_mining"].ends_with("DMI-PROHIBITED-AIMLTRAINING"));
    }
}

/// What the published files are made to show: the code that is wrong, or none.
const PUBLISHED: [(&str, &[&str]); 21] = [
    ("adobe-20220124-C.jpg", &[]),
    ("adobe-20220124-CA.jpg", &[]),
    ("adobe-20220124-CACA.jpg", &[]),
    ("adobe-20220124-CACAICAICICA.jpg", &[]),
    ("adobe-20220124-CAI.jpg", &[]),
    ("adobe-20220124-CAIAIIICAICIICAIICICA.jpg", &[]),
    ("adobe-20220124-CAICA.jpg", &[]),
    ("adobe-20220124-CAICAI.jpg", &[]),
    ("adobe-20220124-CI.jpg", &[]),
    ("adobe-20220124-CICA.jpg", &[]),
    ("adobe-20220124-CICACACA.jpg", &[]),
    ("adobe-20220124-CIE-sig-CA.jpg", &[]),
    ("adobe-20220124-CII.jpg", &[]),
    ("adobe-20220124-XCA.jpg", &["assertion.dataHash.mismatch"]),
    ("adobe-20220124-XCI.jpg", &["assertion.dataHash.mismatch"]),
    ("adobe-20220124-E-dat-CA.jpg", &["assertion.dataHash.mismatch"]),
    ("adobe-20220124-E-sig-CA.jpg", &["claimSignature.mismatch"]),
    ("adobe-20220124-E-uri-CA.jpg", &["assertion.hashedURI.mismatch"]),
    ("adobe-20220124-E-uri-CIE-sig-CA.jpg", &["assertion.hashedURI.mismatch"]),
    ("adobe-20220124-E-clm-CAICAI.jpg", &["assertion.hashedURI.mismatch"]),
    ("nikon-20221019-building.jpeg", &["signingCredential.expired"]),
];

#[test]
fn published_files_hold_or_break_where_their_makers_say() {
    let Some(folder) = folder("metadata/c2pa") else { return };
    for (name, expected) in PUBLISHED {
        let file = fs::read(folder.join(name)).unwrap();
        let found = read(&file, "image/jpeg", &NOBODY).unwrap();
        let state = if expected.is_empty() { State::Untrusted } else { State::Invalid };
        assert_eq!(found.state, state, "{name}: {:?} {:?}", found.failures, found.notes);
        assert!(expected.iter().all(|code| codes(&found).contains(code)), "{name}: {:?}", found.failures);
        assert!(found.signer.is_some() && found.generator.is_some(), "{name}");
        if name.starts_with("adobe") && !name.contains("sig-CA") && !name.contains("E-sig") {
            let at = found.signed_at.unwrap_or_else(|| panic!("{name} has no time: {:?}", found.notes));
            assert!(at.time.starts_with("202") && at.authority.is_some(), "{name} {at:?}");
        }
    }
    for name in ["adobe-20220124-A.jpg", "adobe-20220124-I.jpg"] {
        assert_eq!(read(&fs::read(folder.join(name)).unwrap(), "image/jpeg", &NOBODY), None, "{name}");
    }
}

#[test]
fn ingredients_and_what_was_done_are_told_as_the_published_reports_tell_them() {
    let Some(folder) = folder("metadata/c2pa") else { return };
    for (name, _) in PUBLISHED {
        let report = folder.join("manifests").join(name.replace(".jpeg", ".json").replace(".jpg", ".json"));
        let report: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
        let manifest = &report["manifests"][report["active_manifest"].as_str().unwrap()];
        let found = read(&fs::read(folder.join(name)).unwrap(), "image/jpeg", &NOBODY).unwrap();
        assert_eq!(found.title.as_deref(), manifest["title"].as_str(), "{name}");
        assert_eq!(found.generator.as_deref(), manifest["claim_generator"].as_str(), "{name}");
        let all = manifest["assertions"].as_array().unwrap();
        let actions = all.iter().filter(|each| each["label"] == "c2pa.actions");
        let actions = actions.flat_map(|each| each["data"]["actions"].as_array().unwrap());
        let actions: Vec<_> = actions.filter_map(|each| each["action"].as_str()).collect();
        assert_eq!(found.actions.iter().map(|each| each.action.as_str()).collect::<Vec<_>>(), actions, "{name}");
        let ingredients = manifest["ingredients"].as_array().unwrap().iter();
        let ingredients: Vec<_> = ingredients.map(|each| each["title"].as_str()).collect();
        assert_eq!(
            found.ingredients.iter().map(|each| each.title.as_deref()).collect::<Vec<_>>(),
            ingredients,
            "{name}"
        );
    }
}

/// The picture that tests of the server take in is one of these. `PLACET_UPDATE=1` signs another one.
#[test]
fn the_signed_picture_of_other_tests_holds_and_leads_to_its_authority() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let (picture_at, list_at) = (fixtures.join("signed.png"), fixtures.join("signed-by.pem"));
    if std::env::var_os("PLACET_UPDATE").is_some() {
        let signer = Signer::until(2060);
        fs::create_dir_all(&fixtures).unwrap();
        fs::write(&picture_at, signed(&picture(ImageFormat::Png), "image/png", &signer, &claim())).unwrap();
        fs::write(&list_at, pem(&signer.authority)).unwrap();
    }
    let anchors = listed(&fs::read(list_at).unwrap());
    assert_eq!(anchors.len(), 1);
    let file = fs::read(picture_at).unwrap();
    let found = read(&file, "image/png", &Trust { anchors: &anchors, now: NOW }).unwrap();
    assert_eq!((found.state, codes(&found)), (State::Valid, vec![]));
}

/// A certificate in letters, between its lines.
fn pem(der: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("-----BEGIN CERTIFICATE-----\n");
    for line in der.chunks(48) {
        for three in line.chunks(3) {
            let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..4 {
                let letter = LETTERS[(bits >> (18 - 6 * place) & 63) as usize] as char;
                text.push(if place <= three.len() { letter } else { '=' });
            }
        }
        text.push('\n');
    }
    text + "-----END CERTIFICATE-----\n"
}
