//! Exif, IPTC-IIM and XMP, built by hand: precedence, damage, limits.

use image::{DynamicImage, ImageFormat, RgbImage};

use crate::metadata::read;
use crate::tests::encoded;

/// A small JPEG with these APP segments after the start marker.
fn jpeg_with(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let plain = encoded(&DynamicImage::ImageRgb8(RgbImage::new(8, 8)), ImageFormat::Jpeg);
    let mut out = vec![0xFF, 0xD8];
    for (marker, payload) in segments {
        out.extend_from_slice(&[0xFF, *marker]);
        out.extend_from_slice(&(payload.len() as u16 + 2).to_be_bytes());
        out.extend_from_slice(payload);
    }
    out.extend_from_slice(&plain[2..]);
    out
}

fn exif(tags: &[(u16, &str)]) -> (u8, Vec<u8>) {
    let mut block = b"Exif\0\0MM\0*\0\0\0\x08".to_vec();
    block.extend_from_slice(&(tags.len() as u16).to_be_bytes());
    let mut data_at = 8 + 2 + tags.len() * 12 + 4;
    let mut data = Vec::new();
    for (tag, text) in tags {
        let value = format!("{text}\0\0\0\0\0");
        block.extend_from_slice(&tag.to_be_bytes());
        block.extend_from_slice(&2u16.to_be_bytes());
        block.extend_from_slice(&(value.len() as u32).to_be_bytes());
        block.extend_from_slice(&(data_at as u32).to_be_bytes());
        data_at += value.len();
        data.extend_from_slice(value.as_bytes());
    }
    block.extend_from_slice(&[0; 4]);
    block.extend_from_slice(&data);
    (0xE1, block)
}

fn iim(sets: &[(u8, &[u8])]) -> (u8, Vec<u8>) {
    let mut inner = Vec::new();
    for (number, value) in sets {
        inner.extend_from_slice(&[0x1C, 2, *number]);
        inner.extend_from_slice(&(value.len() as u16).to_be_bytes());
        inner.extend_from_slice(value);
    }
    let mut block = b"Photoshop 3.0\x008BIM\x04\x04\0\0".to_vec();
    block.extend_from_slice(&(inner.len() as u32).to_be_bytes());
    block.extend_from_slice(&inner);
    (0xED, block)
}

fn xmp(properties: &str) -> (u8, Vec<u8>) {
    let mut block = b"http://ns.adobe.com/xap/1.0/\0".to_vec();
    block.extend_from_slice(packet(properties).as_bytes());
    (0xE1, block)
}

fn packet(properties: &str) -> String {
    format!(
        r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dublin="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" photoshop:Credit="Agency &amp; Sons">{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"#
    )
}

#[test]
fn text_is_taken_from_exif_before_xmp_before_iim() {
    let exif = exif(&[(0x013B, "exif creator"), (0x8298, "exif copyright"), (0x010E, "exif description")]);
    let iim = iim(&[(80, b"iim creator"), (116, b"iim copyright")]);
    let xmp = xmp("<dublin:creator><rdf:Seq><rdf:li>xmp creator</rdf:li></rdf:Seq></dublin:creator>");
    let found = read(&jpeg_with(&[exif, xmp, iim]), "image/jpeg");
    assert_eq!(found.basics["creator"], "exif creator");
    assert_eq!(found.basics["copyright"], "exif copyright");
    let creator = found.choices.iter().find(|choice| choice.field == "creator").unwrap();
    assert_eq!(creator.source, "exif Artist");
    let others: Vec<_> = creator.others.iter().map(|other| other.value.as_str()).collect();
    assert_eq!(others, ["xmp creator", "iim creator"]);
    assert_eq!(found.basics["description"], "exif description");
    assert_eq!(found.basics["credit"], "Agency & Sons");
    assert_eq!(found.raw.keys().collect::<Vec<_>>(), ["exif", "iptc", "xmp"]);
    assert_eq!(found.warnings, Vec::<String>::new());
}

#[test]
fn lists_languages_and_structures_are_flattened() {
    let xmp = packet(concat!(
        "<dublin:subject><rdf:Bag><rdf:li>boat</rdf:li><rdf:li>se&#x61;</rdf:li></rdf:Bag></dublin:subject>",
        "<dublin:title><rdf:Alt><rdf:li xml:lang='x-default'>Boat</rdf:li><rdf:li xml:lang='de'>Boot</rdf:li></rdf:Alt></dublin:title>",
        "<plus:Licensor><rdf:Seq><rdf:li rdf:parseType='Resource'><plus:LicensorName>Jane</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>",
    ));
    let found = read(xmp.as_bytes(), "application/rdf+xml");
    assert_eq!(found.basics["keywords"], "boat; sea");
    assert_eq!(found.basics["title"], "Boat");
    assert_eq!(found.raw["xmp"]["dc:title[de]"], "Boot");
    assert_eq!(found.basics["licensor"], "Jane");
}

#[test]
fn the_camera_knows_best_when_and_with_what_a_photo_was_taken() {
    let iim = iim(&[(55, b"20200102"), (60, b"030405+0100")]);
    let found = read(&jpeg_with(std::slice::from_ref(&iim)), "image/jpeg");
    assert_eq!(found.basics["captured_at"], "2020-01-02T03:04:05+01:00");
    let exif = exif(&[(0x010F, "NIKON CORPORATION"), (0x0110, "NIKON D70s"), (0x0131, "Ver.1")]);
    let found = read(&jpeg_with(&[exif, iim]), "image/jpeg");
    assert_eq!(found.basics["camera"], "NIKON D70s");
    assert_eq!(found.basics["software"], "Ver.1");
}

#[test]
fn older_code_pages_are_read_and_marked_utf8_is_believed() {
    let found = read(&jpeg_with(&[iim(&[(90, b"K\xF6ln"), (80, "Zoë".as_bytes())])]), "image/jpeg");
    assert_eq!(found.basics["city"], "Köln");
    assert_eq!(found.basics["creator"], "Zoë");
}

#[test]
fn damage_and_excess_become_warnings() {
    let cut = (0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0a\x1c\x02\x78\x00\xFFabcde".to_vec());
    let broken = (0xE1, b"Exif\0\0MM\0*\0\0\xFF\xFF".to_vec());
    let found = read(&jpeg_with(&[cut, broken]), "image/jpeg");
    assert!(found.raw.is_empty() && found.basics.is_empty());
    assert!(found.warnings.iter().any(|warning| warning.contains("iptc")), "{:?}", found.warnings);
    assert!(found.warnings.iter().any(|warning| warning.contains("exif")), "{:?}", found.warnings);
    let many: String =
        (0..5_000).map(|index| format!("<dublin:p{index}>{}</dublin:p{index}>", "x".repeat(40))).collect();
    let long = format!("<dublin:title>{}</dublin:title>", "y".repeat(100_000));
    let found = read(packet(&(long + &many)).as_bytes(), "application/pdf");
    assert_eq!(found.raw["xmp"].len(), 2_000);
    assert!(found.raw["xmp"]["dc:title"].len() <= 32 * 1024);
    assert_eq!(found.warnings.len(), 2);
}

#[test]
fn entities_of_the_document_are_not_expanded() {
    let bomb = packet("<dublin:title>a&lol;b&amp;</dublin:title>").replacen(
        "<x:xmpmeta",
        "<!DOCTYPE x [<!ENTITY lol \"lollollol\"><!ENTITY file SYSTEM \"file:///etc/passwd\">]><x:xmpmeta",
        1,
    );
    let found =
        read(&jpeg_with(&[(0xE1, [b"http://ns.adobe.com/xap/1.0/\0", bomb.as_bytes()].concat())]), "image/jpeg");
    assert_eq!(found.basics["title"], "ab&");
}
