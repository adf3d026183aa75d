//! Files that child programs look at: what is found in them, what plays, and another try when a program is added.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use actix_web::test::TestRequest;
use serde_json::Value;
use server::features::renditions::again;
use server::platform::tools::Tools;
use server::platform::tools::suite::Wish;

use crate::harness::House;

/// A PDF of one page in A5 with one line of text.
fn paper(words: &str) -> Vec<u8> {
    let draw = format!("BT /F1 24 Tf 40 500 Td ({words}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{draw}\nendstream", draw.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        pdf.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", at + 1).as_bytes());
    }
    let table = pdf.len();
    pdf.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for place in places {
        pdf.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    pdf.extend_from_slice(format!("trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes());
    pdf
}

/// A second of silence and a second of noise, 8000 samples a second.
fn sound() -> Vec<u8> {
    let samples: Vec<u8> = (0..16_000u32)
        .flat_map(|at| if at < 8_000 { [0, 0] } else { i16::to_le_bytes(if at % 2 == 0 { 30_000 } else { -30_000 }) })
        .collect();
    let mut wav = b"RIFF".to_vec();
    wav.extend_from_slice(&(36 + samples.len() as u32).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0\x01\0");
    wav.extend_from_slice(&8_000u32.to_le_bytes());
    wav.extend_from_slice(&16_000u32.to_le_bytes());
    wav.extend_from_slice(b"\x02\0\x10\0data");
    wav.extend_from_slice(&(samples.len() as u32).to_le_bytes());
    wav.extend_from_slice(&samples);
    wav
}

/// Whether a program is here; in CI it must be.
async fn has(house: &House, tool: &str) -> bool {
    let is_here = house.app.ctx.tools.has(tool).await;
    assert!(is_here || std::env::var("CI").is_err(), "CI installs {tool} first");
    if !is_here {
        println!("skipped: {tool} is not installed");
    }
    is_here
}

async fn add(house: &House, name: &str, bytes: &[u8]) -> String {
    let added = house.app.upload(&house.editor, name, bytes, None).await.expect(201).json();
    house.app.settle().await;
    added["asset"]["id"].as_str().expect("an id").to_owned()
}

async fn version(house: &House, id: &str) -> Value {
    house.app.get(&house.editor, &format!("/assets/{id}")).await.expect(200).json()["version"].clone()
}

async fn found(house: &House, word: &str) -> usize {
    let answer = house.app.get(&house.editor, &format!("/search?q={word}")).await.expect(200).json();
    answer["hits"].as_array().map_or(0, Vec::len)
}

#[actix_web::test]
async fn a_paper_shows_its_first_page_and_is_found_by_its_words() {
    let house = House::start().await;
    if !has(&house, "poppler").await {
        return;
    }
    let id = add(&house, "contract.pdf", &paper("Ptarmigan valley")).await;
    let version = version(&house, &id).await;
    assert_eq!(version["preview"], "ready", "{version}");
    assert_eq!(version["properties"]["pages"], 1);
    let large = version["renditions"].as_array().expect("a list").iter().find(|each| each["preset"] == "large");
    let large = large.expect("a large one");
    assert_eq!(large["height"], 2048, "upright: {large}");
    assert_eq!(found(&house, "ptarmigan").await, 1);
    assert_eq!(found(&house, "capercaillie").await, 0);
}

#[actix_web::test]
async fn a_sound_has_its_wave_and_a_player_in_parts() {
    let house = House::start().await;
    if !has(&house, "ffmpeg").await {
        return;
    }
    let id = add(&house, "noise.wav", &sound()).await;
    let version = version(&house, &id).await;
    assert_eq!((&version["preview"], &version["kind"]), (&Value::from("ready"), &Value::from("audio")), "{version}");
    assert_eq!(version["properties"]["duration_ms"], 2000);
    assert_eq!(version["properties"]["audio_codec"], "pcm_s16le");
    let peaks = house.app.get(&house.editor, &format!("/assets/{id}/renditions/peaks")).await.expect(200).json();
    let peaks: Vec<u64> = peaks["peaks"].as_array().expect("a list").iter().filter_map(Value::as_u64).collect();
    assert_eq!(peaks.len(), 600);
    assert!(peaks[..290].iter().all(|peak| *peak < 5) && peaks[310..].iter().all(|peak| *peak > 200), "{peaks:?}");
    let range = TestRequest::get().insert_header(("Range", "bytes=4-7"));
    let path = format!("/assets/{id}/renditions/proxy");
    let part = house.app.send(Some(&house.editor), range, &path).await.expect(206);
    assert_eq!((part.body.as_ref(), part.header("content-type").as_str()), (&b"ftyp"[..], "audio/mp4"));
    house.app.get(&house.partner, &path).await.expect(404);
}

#[actix_web::test]
async fn a_file_without_a_preview_gets_one_when_the_program_is_added() {
    let mut house = House::with(|config| {
        config.tools = BTreeMap::from([("poppler", Wish::Off)]);
    })
    .await;
    let id = add(&house, "later.pdf", &paper("Later")).await;
    let before = version(&house, &id).await;
    assert_eq!(before["preview"], "unsupported", "{before}");
    let note = before["preview_note"].as_str().expect("a note");
    assert!(note.contains("this server has no Poppler"), "{note}");
    assert_eq!(again::queue(&house.app.ctx).await.expect("queued"), 0, "nothing is there now that was not then");
    house.app.ctx.tools = Tools::new(BTreeMap::new(), &house.app.ctx.config.data_dir);
    if !has(&house, "poppler").await {
        return;
    }
    assert_eq!(again::queue(&house.app.ctx).await.expect("queued"), 1);
    house.app.settle().await;
    assert_eq!(version(&house, &id).await["preview"], "ready");
    assert_eq!(again::queue(&house.app.ctx).await.expect("queued"), 0);
}

#[actix_web::test]
async fn whoever_operates_sees_which_programs_are_missing_and_what_that_costs() {
    let house = House::with(|config| {
        config.tools = BTreeMap::from([("vips", Wish::Off)]);
    })
    .await;
    house.app.get(&house.editor, "/tools").await.expect(403);
    let tools = house.app.get(&house.administrator, "/tools").await.expect(200).json();
    let items = tools["items"].as_array().expect("a list");
    let vips = items.iter().find(|each| each["name"] == "vips").expect("libvips");
    assert_eq!(vips["problem"], "Switched off in the settings.");
    assert!(vips["without"].as_str().is_some_and(|words| words.contains("HEIC")));
    assert_eq!(items.len(), 5);
}

/// What ExifTool says of bytes, as one text.
fn told(bytes: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    let said = Command::new("exiftool").args(["-G1", "-a", "-s", "-n"]).arg(file.path()).output().expect("ExifTool");
    String::from_utf8_lossy(&said.stdout).into_owned()
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

/// The same file, saying whose it is and other things that are nobody's business.
fn talkative(bytes: &[u8], extension: &str) -> Vec<u8> {
    let file = tempfile::Builder::new().suffix(extension).tempfile().expect("a file");
    std::fs::write(file.path(), bytes).expect("written");
    let packet = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(packet.path(), SAID).expect("written");
    let done = Command::new("exiftool")
        .args(["-q", "-overwrite_original", &format!("-XMP<={}", packet.path().display())])
        .arg(file.path())
        .status();
    assert!(done.expect("ExifTool").success(), "{extension}");
    std::fs::read(file.path()).expect("the file")
}

#[actix_web::test]
async fn pictures_drawn_by_programs_hand_on_whose_they_are_and_nothing_private() {
    let house = House::start().await;
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if !corpus.is_dir() {
        println!("skipped: the corpus is not beside this checkout");
        return;
    }
    for (tool, name) in [
        ("vips", "images/modern/iphone-11-pro-max-display-p3.heic"),
        ("vips", "images/modern/kimono.avif"),
        ("poppler", "documents/pdf/basicapi.pdf"),
        ("ffmpeg", "video/generated-h264-aac-640x360-4s.mp4"),
    ] {
        if !has(&house, tool).await || !has(&house, "exiftool").await {
            continue;
        }
        let extension = &name[name.rfind('.').expect("an extension")..];
        let original = talkative(&std::fs::read(corpus.join(name)).expect("a file"), extension);
        let id = add(&house, &format!("talkative{extension}"), &original).await;
        assert_eq!(version(&house, &id).await["preview"], "ready", "{name}");
        for preset in ["thumbnail", "large"] {
            let path = format!("/assets/{id}/renditions/{preset}");
            let told = told(&house.app.get(&house.editor, &path).await.expect(200).body);
            for (tag, value) in [
                ("Creator", "Ada L."),
                ("Credit", "Ada / House"),
                ("Rights", "(c) Ada"),
                ("LicensorName", "Agency"),
                ("DataMining", "DMI-PROHIBITED-AIMLTRAINING"),
                ("DigitalSourceType", "trainedAlgorithmicMedia"),
            ] {
                let line = told.lines().find(|line| line.contains("XMP") && line.contains(&format!(" {tag} ")));
                assert!(line.is_some_and(|line| line.ends_with(value)), "{name} {preset} {tag}: {told}");
            }
            for private in ["GPS", "Serial", "93827", "Secret Face", "private note", "[IFD0]", "[Apple]", "[ExifIFD]"] {
                assert!(!told.contains(private), "{name} {preset} still says {private}: {told}");
            }
        }
    }
}
