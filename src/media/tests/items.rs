//! Metadata of HEIF, AVIF and JPEG XL files, held against ExifTool; and tables of items that lie.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::metadata::kept::kept;
use crate::metadata::read;
use crate::tests::corpus::folder;
use crate::tests::metadata_reference::{Temporary, bare, exiftool, leaves, read_file};

#[test]
fn what_modern_pictures_say_is_what_exiftool_reads() {
    let Some(folder) = folder("images/modern") else { return };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.display().to_string();
        if ![".heic", ".heif", ".avif", ".avifs", ".jxl"].iter().any(|end| name.ends_with(end)) {
            continue;
        }
        let Some(reference) = exiftool(&path, &["-n"]) else { return };
        let (_, _, found) = read_file(&path);
        let packed = "a block that is compressed with Brotli is not read";
        let known: &[&str] = if name.ends_with("isobmff-container.jxl") { &[packed] } else { &[] };
        assert_eq!(found.warnings, known, "{name}");
        let tags = |groups: &[&str]| {
            let is_one = |tag: &str| groups.iter().any(|group| tag.starts_with(group));
            reference.iter().filter(|(tag, _)| is_one(tag)).collect::<Vec<_>>()
        };
        for (standard, groups) in [
            ("exif", &["IFD0:", "ExifIFD:", "GPS:"][..]),
            ("xmp", &["XMP-exif:", "XMP-xmp:", "XMP-photoshop:", "XMP-tiff:", "XMP-dc:"]),
            ("icc", &["ICC_Profile:"]),
        ] {
            let theirs = tags(groups);
            let ours = found.raw.get(standard);
            assert_eq!(theirs.is_empty(), ours.is_none(), "{name} {standard}: {theirs:?} {ours:?}");
            *counts.entry(standard).or_default() += usize::from(!theirs.is_empty());
            let Some(ours) = ours else { continue };
            let text = bare(&ours.values().cloned().collect::<Vec<_>>().join(" "));
            let words = theirs.iter().filter(|(_, value)| value.is_string());
            // Degrees and dates of profiles are written in another way, maker notes are left out.
            for (tag, value) in words.filter(|(tag, _)| !tag.starts_with("GPS:") && !tag.starts_with("ICC_")) {
                let mut all = Vec::new();
                leaves(tag, value, &mut all);
                for (leaf, value) in all {
                    let is_number = value.parse::<f64>().is_ok();
                    let is_other = is_number || leaf.ends_with("ComponentsConfiguration") || value.contains(' ');
                    assert!(is_other || text.contains(&bare(&value)), "{name} {leaf}: {value:?} is not in {ours:?}");
                }
            }
        }
    }
    assert!(counts["exif"] >= 4 && counts["xmp"] >= 3 && counts["icc"] >= 2, "{counts:?}");
}

#[test]
fn a_phone_says_when_where_and_by_what() {
    let Some(folder) = folder("images/modern") else { return };
    let path = folder.join("iphone-xs-orientation-6.heic");
    let (_, _, found) = read_file(&path);
    assert_eq!(found.places["exif"], "item");
    assert_eq!(found.basics["camera"], "Apple iPhone XS");
    let Some(reference) = exiftool(&path, &["-n", "-Composite:GPSLatitude", "-Composite:GPSLongitude"]) else { return };
    for (theirs, ours) in [("Composite:GPSLatitude", "gps_latitude"), ("Composite:GPSLongitude", "gps_longitude")] {
        let theirs = reference[theirs].as_f64().unwrap();
        let ours: f64 = found.basics[ours].parse().unwrap();
        assert!((theirs - ours).abs() < 1e-5, "{theirs} {ours}");
    }
    assert!(found.basics["captured_at"].starts_with("20"), "{:?}", found.basics);
}

/// What renditions keep, and what they do not.
const SAID: &str = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
 xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:aux="http://ns.adobe.com/exif/1.0/aux/" photoshop:Credit="Ada / House" exif:GPSLatitude="52,30N" aux:SerialNumber="SN-93827" xmp:Nickname="private note"
 plus:DataMining="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"
 Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:creator><rdf:Seq><rdf:li>Ada L.</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) Ada</rdf:li></rdf:Alt></dc:rights>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>Agency</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>
<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>Secret Face</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
</rdf:Description></rdf:RDF></x:xmpmeta>
"#;

/// A picture into which ExifTool has written what renditions keep, and what they do not; `None` without the tool.
fn talkative(name: &str) -> Option<Temporary> {
    let file = Temporary::new(&format!("talkative-{name}"), &fs::read(folder("images/modern")?.join(name)).unwrap());
    let packet = Temporary::new(&format!("{name}-said.xmp"), SAID.as_bytes());
    let done = Command::new("exiftool")
        .args(["-q", "-overwrite_original", &format!("-XMP<={}", packet.0.display()), "-EXIF:Artist=Ada L."])
        .args(["-ExifIFD:SerialNumber=SN-93827", "-GPSLatitude=52.5", "-GPSLatitudeRef=N"])
        .arg(&file.0)
        .output();
    match done {
        Ok(done) if done.status.success() => Some(file),
        Ok(done) => panic!("{name}: {}", String::from_utf8_lossy(&done.stderr)),
        Err(_) => {
            println!("skipped: ExifTool is not here");
            None
        }
    }
}

#[test]
fn modern_originals_hand_on_whose_they_are_and_nothing_private() {
    for name in ["iphone-11-pro-max-display-p3.heic", "kimono.avif", "patches_lossless.jxl"] {
        let Some(file) = talkative(name) else { return };
        let (bytes, mime, found) = read_file(&file.0);
        for (field, value) in [
            ("creator", "Ada L."),
            ("credit", "Ada / House"),
            ("copyright", "(c) Ada"),
            ("licensor", "Agency"),
            ("data_mining", "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-AIMLTRAINING"),
            ("digital_source_type", "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"),
            ("people_shown", "Secret Face"),
        ] {
            assert_eq!(found.basics.get(field).map(String::as_str), Some(value), "{name} {field}: {:?}", found.basics);
        }
        let packet = kept(&bytes, &mime).expect("something to keep");
        let sidecar = Temporary::new(&format!("{name}.xmp"), packet.as_bytes());
        let Some(said) = exiftool(&sidecar.0, &["-n"]) else { return };
        let said = |tag: &str| said.get(tag).and_then(Value::as_str).unwrap_or_default().to_owned();
        assert_eq!(said("XMP-dc:Creator"), "Ada L.", "{name}: {packet}");
        assert_eq!(said("XMP-photoshop:Credit"), "Ada / House");
        assert_eq!(said("XMP-plus:LicensorName"), "Agency");
        assert!(said("XMP-plus:DataMining").ends_with("DMI-PROHIBITED-AIMLTRAINING"));
        assert!(said("XMP-iptcExt:DigitalSourceType").ends_with("trainedAlgorithmicMedia"));
        for private in ["Secret", "93827", "GPS", "private note", "Serial"] {
            assert!(!packet.contains(private), "{name} still says {private}");
        }
    }
}

fn part(kind: &[u8], content: &[u8]) -> Vec<u8> {
    [&u32::try_from(content.len() + 8).unwrap().to_be_bytes()[..], kind, content].concat()
}

/// A HEIC file with one packet as an item, which the rows of the table place.
fn placed(rows: &[u8], count: u16, own: &[u8]) -> Vec<u8> {
    let entry = part(b"infe", b"\x02\0\0\0\0\x01\0\0mime\0application/rdf+xml\0");
    let list = part(b"iinf", &[&b"\0\0\0\0\0\x01"[..], &entry].concat());
    // Version 1; four bytes for where a part begins and how long it is.
    let table = part(b"iloc", &[&b"\x01\0\0\0\x44\0"[..], &count.to_be_bytes(), rows].concat());
    let meta = part(b"meta", &[&[0; 4][..], &list, &table, &part(b"idat", own)].concat());
    [part(b"ftyp", b"heic\0\0\0\0mif1heic"), meta].concat()
}

const PACKET: &str = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF \
    xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description \
    xmlns:dc='http://purl.org/dc/elements/1.1/' dc:source='here'/></rdf:RDF></x:xmpmeta>";

#[test]
fn a_packet_in_two_parts_is_put_together() {
    let (first, second) = PACKET.as_bytes().split_at(40);
    let own = [second, b"between", first].concat();
    let length = |part: &[u8]| u32::try_from(part.len()).unwrap().to_be_bytes();
    let at = u32::try_from(second.len() + 7).unwrap().to_be_bytes();
    let rows = [&b"\0\x01\0\x01\0\0\0\x02"[..], &at, &length(first), &0u32.to_be_bytes(), &length(second)].concat();
    let file = placed(&rows, 1, &own);
    let found = read(&file, "image/heic");
    assert_eq!(found.raw["xmp"]["dc:source"], "here");
    assert_eq!(found.places["xmp"], "item");
}

#[test]
fn a_table_that_lies_costs_its_item_and_nothing_else() {
    // Past the end, in another item, without parts, with more parts than there is table.
    for rows in [
        &b"\0\x01\0\x01\0\0\0\x01\xff\xff\xff\xff\xff\xff\xff\xff"[..],
        b"\0\x01\0\x02\0\0\0\x01\0\0\0\0\0\0\0\x04",
        b"\0\x01\0\x01\0\0\0\0",
        b"\0\x01\0\x01\0\0\xff\xff\0\0\0\0\0\0\0\x01",
    ] {
        let found = read(&placed(rows, 1, b"<rdf:RDF"), "image/heic");
        assert!(!found.raw.contains_key("xmp"), "{rows:?}");
        assert_eq!(found.warnings, ["an item with metadata lies outside the file"], "{rows:?}");
    }
    // A table of items that all lie over each other does not multiply the file.
    let many: Vec<u8> = (0..60_000u32).flat_map(|_| b"\0\x07\0\x01\0\0\0\0".to_owned()).collect();
    let started = std::time::Instant::now();
    assert!(read(&placed(&many, 60_000, b""), "image/heic").raw.is_empty());
    assert!(started.elapsed().as_secs() < 2);
    let mut nested = Vec::new();
    for _ in 0..200 {
        nested = part(b"meta", &[&[0; 4][..], &nested].concat());
    }
    assert!(read(&[part(b"ftyp", b"heic\0\0\0\0"), nested].concat(), "image/heic").raw.is_empty());
}

#[test]
fn what_stands_beside_a_file_is_read_as_exiftool_reads_it() {
    let Some(photos) = folder("images/photos") else { return };
    let (photo, sidecar) = (photos.join("canon-600d-with-sidecar.jpg"), photos.join("canon-600d-with-sidecar.xmp"));
    let Some(reference) = exiftool(&sidecar, &["-n"]) else { return };
    let found =
        crate::metadata::read_with_sidecar(&fs::read(photo).unwrap(), "image/jpeg", &fs::read(sidecar).unwrap());
    assert_eq!(found.warnings, Vec::<String>::new());
    let text = bare(&found.raw["sidecar"].values().cloned().collect::<Vec<_>>().join(" "));
    let mut compared = 0;
    for (tag, value) in reference.iter().filter(|(tag, _)| tag.starts_with("XMP-") && !tag.starts_with("XMP-x:")) {
        let mut all = Vec::new();
        leaves(tag, value, &mut all);
        // Fractions are worked out by the tool.
        for (leaf, value) in all.iter().filter(|(_, value)| value.parse::<f64>().is_err() && !value.contains('/')) {
            let is_worked_out = leaf.contains("LensInfo") || value == "true" || value == "false";
            assert!(is_worked_out || text.contains(&bare(value)), "{leaf}: {value:?} is not there");
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
    // The camera's own word is still there for whoever asks.
    assert!(found.raw.contains_key("exif") && found.raw.contains_key("xmp"));
    assert_eq!(found.basics["camera"], read_file(&photos.join("canon-600d-with-sidecar.jpg")).2.basics["camera"]);
    assert_eq!(found.places["sidecar"], "file beside it");
}
