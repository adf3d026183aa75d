//! What is read and written, held against ExifTool on real files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::encode::Format;
use crate::metadata::kept::{embedded, kept};
use crate::metadata::write_back::{Edit, Unwritten, sidecar, write_back};
use crate::metadata::{Metadata, packet, read};
use crate::probe;
use crate::tests::corpus::folder;
use crate::tests::{recipe, render};

/// What ExifTool says of a file, by group and name; none, with a word, where it is not installed. In CI it must be.
pub(super) fn exiftool(path: &Path, options: &[&str]) -> Option<BTreeMap<String, Value>> {
    match Command::new("exiftool").args(["-j", "-G1", "-a"]).args(options).arg(path).output() {
        Ok(done) => {
            let all: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&done.stdout).unwrap();
            all.into_iter().next()
        }
        Err(_) => {
            assert_ne!(std::env::var("CI").as_deref(), Ok("true"), "ExifTool is missing");
            println!("skipped: ExifTool is not here");
            None
        }
    }
}

/// A file of this test's own that is gone afterwards.
pub(super) struct Temporary(pub PathBuf);

impl Temporary {
    pub(super) fn new(name: &str, bytes: &[u8]) -> Temporary {
        let path = std::env::temp_dir().join(format!("placet-{}-{name}", std::process::id()));
        fs::write(&path, bytes).unwrap();
        Temporary(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

pub(super) fn read_file(path: &Path) -> (Vec<u8>, String, Metadata) {
    let bytes = fs::read(path).unwrap();
    let mime = probe::sniff(&bytes[..bytes.len().min(64 * 1024)], None).mime;
    let found = read(&bytes, &mime);
    (bytes, mime, found)
}

/// Letters and digits only: the tools punctuate dates and lists in their own ways.
pub(super) fn bare(text: &str) -> String {
    text.replace("T", "").replace("Z", "+0000").chars().filter(|letter| letter.is_alphanumeric()).collect()
}

pub(super) fn leaves(name: &str, value: &Value, into: &mut Vec<(String, String)>) {
    match value {
        Value::Array(list) => list.iter().for_each(|each| leaves(name, each, into)),
        Value::Object(map) => map.iter().for_each(|(name, each)| leaves(name, each, into)),
        Value::String(text) => into.push((name.to_owned(), text.clone())),
        other => into.push((name.to_owned(), other.to_string())),
    }
}

const REFERENCES: [&str; 2] = ["IPTC-PhotometadataRef-Std2019.1.jpg", "IPTC-PhotometadataRef-Std2021.1.jpg"];

#[test]
fn nothing_in_the_iptc_reference_photos_is_overlooked() {
    let Some(folder) = folder("metadata/iptc") else { return };
    for name in REFERENCES {
        let path = folder.join(name);
        let Some(reference) = exiftool(&path, &["-struct", "-n"]) else { return };
        let (_, _, found) = read_file(&path);
        assert_eq!(found.warnings, Vec::<String>::new(), "{name}");
        let joined = |standard: &str| bare(&found.raw[standard].values().cloned().collect::<Vec<_>>().join(" "));
        let (xmp, iptc, exif) = (joined("xmp"), joined("iptc"), joined("exif"));
        let mut counts = BTreeMap::new();
        for (tag, value) in &reference {
            let (group, tag) = tag.split_once(':').unwrap_or(("", tag));
            let text = match group {
                _ if group.starts_with("XMP-") => &xmp,
                "IPTC" => &iptc,
                "IFD0" | "ExifIFD" => &exif,
                _ => continue,
            };
            let mut all = Vec::new();
            leaves(tag, value, &mut all);
            for (leaf, value) in all {
                *counts.entry(group.split('-').next().unwrap_or_default().to_owned()).or_insert(0) += 1;
                // Degrees are written in another way, numbers of Exif in words.
                let is_number = value.parse::<f64>().is_ok() && (group == "IFD0" || group == "ExifIFD");
                let in_other_words = leaf.starts_with("GPS") || is_number || leaf == "ComponentsConfiguration";
                assert!(
                    in_other_words || text.contains(&bare(&value)),
                    "{name} {group} {leaf}: {value:?} is not there"
                );
            }
        }
        assert!(counts["XMP"] > 170 && counts["IPTC"] >= 17, "{name}: {counts:?}");
    }
}

#[test]
fn every_tag_of_a_camera_is_there() {
    let Some(folder) = folder("images/photos") else { return };
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jpg") {
            continue;
        }
        let Some(reference) = exiftool(&path, &["-n", "-u", "-e"]) else { return };
        let (_, _, found) = read_file(&path);
        let groups = ["IFD0:", "ExifIFD:", "GPS:", "InteropIFD:"];
        // Cameras write blanks where nobody wrote anything.
        let says = |value: &Value| value.as_str().is_none_or(|text| !text.trim().is_empty());
        let said = reference.iter().filter(|(_, value)| says(value)).map(|(tag, _)| tag);
        let tags = said.filter(|tag| groups.iter().any(|group| tag.starts_with(group)));
        let expected: BTreeSet<&str> = tags.filter_map(|tag| tag.split_once(':')).map(|(_, tag)| tag).collect();
        let ours = found.raw.get("exif").map_or(0, BTreeMap::len);
        // ExifTool shows a block under its parts: maker notes, and the preview within them.
        assert!(
            ours + 2 >= expected.len(),
            "{}: {ours} of {}: {:?}",
            path.display(),
            expected.len(),
            found.raw.get("exif").map(|map| map.keys().collect::<Vec<_>>())
        );
    }
}

#[test]
fn the_field_that_wins_is_the_one_the_metadata_working_group_names() {
    let fields = [
        ("MWG:Description", "description"),
        ("MWG:Creator", "creator"),
        ("MWG:Copyright", "copyright"),
        ("MWG:Keywords", "keywords"),
        ("MWG:DateTimeOriginal", "captured_at"),
        ("MWG:Rating", "rating"),
    ];
    let mut compared = 0;
    for name in ["metadata/iptc", "images/photos", "images/orientation", "metadata/c2pa"] {
        let Some(folder) = folder(name) else { return };
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "jpg") {
                continue;
            }
            let options = ["-use", "MWG", "-MWG:all", "-sep", "; ", "-api", "Filter="];
            let output = Command::new("exiftool").args(["-j", "-G"]).args(options).arg(&path).output();
            let Ok(output) = output else {
                println!("skipped: ExifTool is not here");
                return;
            };
            let all: Vec<BTreeMap<String, Value>> = serde_json::from_slice(&output.stdout).unwrap();
            let (_, _, found) = read_file(&path);
            for (theirs, ours) in fields {
                let key = theirs.replace("MWG:", "Composite:");
                let Some(value) = all[0].get(&key) else { continue };
                let mut all = Vec::new();
                leaves(theirs, value, &mut all);
                let expected = bare(&all.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join(";"));
                let is_filled_in = !found.basics.contains_key(ours) && expected.contains("DIGITALCAMERA");
                let got = bare(found.basics.get(ours).map_or("", String::as_str));
                // Older versions of the tool leave out the offset that the file states.
                let is_moment = ours == "captured_at" && got.starts_with(&expected);
                assert!(
                    is_filled_in || is_moment || got == expected,
                    "{} {ours}: {got} is not {expected}",
                    path.display()
                );
                compared += 1;
            }
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn a_packet_is_found_in_every_kind_of_file_that_carries_one() {
    let Some(folder) = folder("metadata/xmp") else { return };
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (_, _, found) = read_file(&path);
        let Some(xmp) = found.raw.get("xmp") else { panic!("no packet in {}", path.display()) };
        let Some(reference) = exiftool(&path, &["-sep", "; ", "-n"]) else { return };
        for (theirs, ours) in [
            ("XMP-dc:Title", "dc:title"),
            ("XMP-dc:Description", "dc:description"),
            ("XMP-dc:Subject", "dc:subject"),
            ("XMP-xmp:CreatorTool", "xmp:CreatorTool"),
        ] {
            let Some(value) = reference.get(theirs) else { continue };
            let mut all = Vec::new();
            leaves(theirs, value, &mut all);
            let expected = all.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ");
            assert_eq!(xmp.get(ours), Some(&expected), "{} {ours}", path.display());
            count += 1;
        }
    }
    assert!(count >= 36, "{count}");
}

#[test]
fn content_credentials_are_noticed_wherever_they_are() {
    let Some(folder) = folder("metadata/c2pa") else { return };
    let (mut with, mut without) = (0, Vec::new());
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if !path.is_file() {
            continue;
        }
        if read_file(&path).2.has_credentials { with += 1 } else { without.push(path.file_name().unwrap().to_owned()) }
    }
    without.sort();
    assert_eq!(with, 21);
    assert_eq!(without, ["adobe-20220124-A.jpg", "adobe-20220124-I.jpg"]);
}

#[test]
fn text_made_to_fill_memory_is_cut_with_a_word() {
    let Some(folder) = folder("images/broken") else { return };
    for name in ["png-20000-text-chunks.png", "png-ztxt-50mb-comment.png"] {
        let started = std::time::Instant::now();
        let (_, _, found) = read_file(&folder.join(name));
        assert!(!found.warnings.is_empty(), "{name}");
        let kept: usize = found.raw.values().flat_map(BTreeMap::values).map(String::len).sum();
        assert!(kept < 8 << 20 && started.elapsed().as_secs() < 10, "{name}: {kept}");
    }
}

/// A photo that says everything a photo can say, the private parts too.
fn talkative(name: &str) -> Option<Temporary> {
    let folder = folder("metadata/iptc")?;
    let file = Temporary::new(name, &fs::read(folder.join(REFERENCES[1])).unwrap());
    let done = Command::new("exiftool")
        .args(["-q", "-overwrite_original", "-GPSLatitude=52.5", "-GPSLatitudeRef=N", "-GPSLongitude=13.4"])
        .args(["-GPSLongitudeRef=E", "-ExifIFD:SerialNumber=SN-93827", "-XMP-aux:SerialNumber=SN-93827"])
        .args(["-XMP-exif:GPSLatitude=52.5", "-XMP-mwg-rs:RegionInfo={RegionList=[{Name=Face of Ada,Type=Face}]}"])
        .args(["-XMP-xmp:Nickname=private note", "-UserComment=private note"])
        .arg(&file.0)
        .status();
    match done {
        Ok(status) if status.success() => Some(file),
        _ => {
            println!("skipped: ExifTool is not here");
            None
        }
    }
}

#[test]
fn a_rendition_keeps_who_and_whose_and_loses_where_and_by_what() {
    let Some(original) = talkative("talkative.jpg") else { return };
    let (bytes, mime, _) = read_file(&original.0);
    let bytes = write_back(&bytes, &mime, &[edit("data_mining", &["DMI-PROHIBITED"])]).unwrap().bytes;
    let packet = kept(&bytes, &mime).expect("something to keep");
    assert_eq!(kept(&bytes, &mime).as_deref(), Some(packet.as_str()), "the same original gives the same packet");
    for (format, extension) in [(Format::Jpeg, "jpg"), (Format::Png, "png"), (Format::WebP, "webp")] {
        let made = render(&bytes, &mime, recipe(300, format)).unwrap();
        let file = Temporary::new(&format!("rendition.{extension}"), &embedded(made.bytes, &made.mime, &packet));
        let Some(said) = exiftool(&file.0, &[]) else { return };
        let expect = |tag: &str, value: &str| {
            assert_eq!(
                said.get(tag).map(|value| value.to_string().replace('"', "")),
                Some(value.to_owned()),
                "{extension} {tag}: {said:?}"
            )
        };
        expect("XMP-dc:Creator", "Creator1 (ref2021.1)");
        expect("XMP-photoshop:Credit", "Credit Line (ref2021.1)");
        expect("XMP-dc:Rights", "Copyright (Notice) 2021.1 IPTC - www.iptc.org  (ref2021.1)");
        expect("XMP-plus:LicensorName", "[Licensor Name 1 (ref2021.1),Licensor Name 2 (ref2021.1)]");
        expect("XMP-iptcExt:DigitalSourceType", "http://cv.iptc.org/newscodes/digitalsourcetype/softwareImage");
        expect(
            "XMP-iptcCore:AltTextAccessibility",
            "This is the Alt Text description to support accessibility in 2021.1",
        );
        assert!(said.contains_key("XMP-plus:DataMining") && said.contains_key("XMP-xmpRights:UsageTerms"), "{said:?}");
        let text = serde_json::to_string(&said).unwrap();
        for private in [
            "GPS",
            "Serial",
            "93827",
            "Face of Ada",
            "private note",
            "PersonInImage",
            "ImageRegion",
            "RegionName",
            "LocationCreated",
        ] {
            assert!(!text.contains(private), "{extension} still says {private}");
        }
        let groups: BTreeSet<&str> =
            said.keys().filter_map(|tag| tag.split_once(':')).map(|(group, _)| group).collect();
        assert!(
            !groups.iter().any(|group| ["IFD0", "IFD1", "ExifIFD", "IPTC", "Photoshop"].contains(group)),
            "{groups:?}"
        );
    }
}

#[test]
fn what_only_exif_or_iim_says_is_carried_on_and_silence_stays_silent() {
    let Some(folder) = folder("images/photos") else { return };
    let (bytes, mime, _) = read_file(&folder.join("no-exif-pigeon-6mp.jpg"));
    assert_eq!(kept(&bytes, &mime), None);
    let Some(iptc) = super::corpus::folder("metadata/iptc") else { return };
    let file = Temporary::new("older.jpg", &fs::read(iptc.join(REFERENCES[1])).unwrap());
    let done = Command::new("exiftool").args(["-q", "-overwrite_original", "-XMP:all="]).arg(&file.0).status();
    if done.is_err() {
        return;
    }
    let (bytes, mime, found) = read_file(&file.0);
    assert!(!found.raw.contains_key("xmp"));
    let packet = kept(&bytes, &mime).expect("a packet");
    let again = read(packet.as_bytes(), "application/rdf+xml");
    assert_eq!(again.basics["creator"], "Creator1 (ref2021.1)");
    assert_eq!(again.basics["credit"], "Credit Line (ref2021.1)");
}

fn edit(field: &str, values: &[&str]) -> Edit {
    Edit { field: field.to_owned(), values: values.iter().map(|value| (*value).to_owned()).collect() }
}

#[test]
fn one_field_is_changed_in_every_standard_and_nothing_else_is_lost() {
    let Some(folder) = folder("metadata/iptc") else { return };
    for name in REFERENCES {
        let path = folder.join(name);
        let (bytes, mime, _) = read_file(&path);
        let long = format!("Zürich — {}", "a long credit ".repeat(5));
        let edits =
            [edit("description", &["A new description, longer than the one before it was"]), edit("credit", &[&long])];
        let written = write_back(&bytes, &mime, &edits).unwrap();
        assert!(written.is_cut && !written.has_dropped_credentials);
        let file = Temporary::new(name, &written.bytes);
        let (Some(before), Some(after)) = (exiftool(&path, &["-struct"]), exiftool(&file.0, &["-struct"])) else {
            return;
        };
        let mut changed: Vec<&str> = Vec::new();
        for tag in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
            let is_about_the_file = ["SourceFile", "System:", "File:CurrentIPTCDigest", "Photoshop:IPTCDigest"]
                .iter()
                .any(|start| tag.starts_with(start));
            if !is_about_the_file && before.get(tag) != after.get(tag) {
                changed.push(tag);
            }
        }
        let expected = [
            "IFD0:ImageDescription",
            "IPTC:Caption-Abstract",
            "IPTC:CodedCharacterSet",
            "IPTC:Credit",
            "XMP-dc:Description",
            "XMP-photoshop:Credit",
        ];
        let expected: Vec<&str> =
            expected.iter().copied().filter(|tag| *tag != "IPTC:CodedCharacterSet" || changed.contains(tag)).collect();
        assert_eq!(changed, expected, "{name}");
        assert_eq!(after["File:CurrentIPTCDigest"], after["Photoshop:IPTCDigest"]);
        let again = read(&written.bytes, &mime);
        assert_eq!(again.basics["description"], "A new description, longer than the one before it was");
        assert_eq!(again.basics["credit"], long.trim());
        let credit = again.choices.iter().find(|choice| choice.field == "credit").unwrap();
        assert!(credit.others[0].is_shortened, "{credit:?}");
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).unwrap().to_rgb8();
        assert_eq!(pixels(&bytes), pixels(&written.bytes));
    }
}

#[test]
fn credentials_that_no_longer_fit_are_taken_out_and_said_so() {
    let Some(folder) = folder("metadata/c2pa") else { return };
    let (bytes, mime, found) = read_file(&folder.join("adobe-20220124-CICACACA.jpg"));
    assert!(found.has_credentials);
    let written = write_back(&bytes, &mime, &[edit("title", &["Other"])]).unwrap();
    assert!(written.has_dropped_credentials);
    let again = read(&written.bytes, &mime);
    assert!(!again.has_credentials);
    assert_eq!(again.basics["title"], "Other");
}

#[test]
fn a_date_keeps_its_fraction_and_zone_in_every_standard() {
    let Some(folder) = folder("metadata/iptc") else { return };
    let (bytes, mime, _) = read_file(&folder.join(REFERENCES[1]));
    let edits = [edit("captured_at", &["2024-02-29T23:59:58.25+02:00"]), edit("keywords", &["one", "zwölf"])];
    let written = write_back(&bytes, &mime, &edits).unwrap();
    let again = read(&written.bytes, &mime);
    assert_eq!(again.raw["iptc"]["DateCreated"], "20240229");
    assert_eq!(again.raw["iptc"]["TimeCreated"], "235958+0200");
    assert_eq!(again.raw["xmp"]["photoshop:DateCreated"], "2024-02-29T23:59:58.25+02:00");
    assert!(again.basics["captured_at"].starts_with("2024-02-29T23:59:58"), "{}", again.basics["captured_at"]);
    assert_eq!(again.basics["keywords"], "one; zwölf");
    assert_eq!(again.raw["iptc"]["Keywords"], "one; zwölf");
}

#[test]
fn a_format_that_takes_nothing_is_given_a_file_to_lie_beside_it() {
    assert_eq!(write_back(b"GIF89a", "image/gif", &[edit("title", &["x"])]), Err(Unwritten::Format));
    let beside = read(sidecar(&[edit("title", &["A & B"])]).as_bytes(), "application/rdf+xml");
    assert_eq!(beside.basics["title"], "A & B");
}

#[test]
fn a_reduced_packet_hides_nothing_between_properties() {
    let own = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><!-- secret --><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="secret" p:DataMining="DMI-PROHIBITED"> secret <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">mine</rdf:li><rdf:li xml:lang="de">meins</rdf:li></rdf:Alt></dc:rights><exif:UserComment>secret</exif:UserComment></rdf:Description></rdf:RDF></x:xmpmeta>"#;
    let made = packet::reduced(own.as_bytes(), &[], &["dc:rights", "plus:DataMining"]).unwrap();
    assert!(!made.contains("secret"), "{made}");
    let values = &read(made.as_bytes(), "application/rdf+xml").raw["xmp"];
    assert_eq!(values["dc:rights"], "mine");
    assert_eq!(values["dc:rights[de]"], "meins");
    assert_eq!(values["plus:DataMining"], "DMI-PROHIBITED");
}
