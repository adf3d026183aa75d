//! Packets of XMP written, read again, merged, and put into pictures.

use image::{DynamicImage, ImageFormat, RgbaImage};

use crate::embed::with_packet;
use crate::metadata::packet::{Property, Shape, merged, packet};
use crate::metadata::{packet_of, read};
use crate::tests::encoded;

fn properties() -> Vec<Property> {
    let text = |text: &str| text.to_owned();
    vec![
        Property { name: "dc:rights", shape: Shape::Language(text("© Ada & \"Sons\" <2026>")) },
        Property { name: "xmpRights:Marked", shape: Shape::Text(text("True")) },
        Property { name: "plus:ImageAlterationConstraints", shape: Shape::Bag(vec![text("AL-FLP"), text("AL-MRG")]) },
        Property {
            name: "plus:Licensor",
            shape: Shape::Structures(vec![vec![("plus:LicensorName", text("Nord")), ("plus:LicensorID", text("7"))]]),
        },
    ]
}

fn picture(format: ImageFormat) -> Vec<u8> {
    let pixels = RgbaImage::from_fn(9, 7, |x, y| image::Rgba([x as u8 * 20, y as u8 * 30, 90, 255]));
    let picture = DynamicImage::ImageRgba8(pixels);
    let picture = if format == ImageFormat::Jpeg { DynamicImage::ImageRgb8(picture.to_rgb8()) } else { picture };
    encoded(&picture, format)
}

const FORMATS: [(ImageFormat, &str); 3] =
    [(ImageFormat::Jpeg, "image/jpeg"), (ImageFormat::Png, "image/png"), (ImageFormat::WebP, "image/webp")];

#[test]
fn what_is_written_is_read_again() {
    let found = read(packet(&properties()).as_bytes(), "application/rdf+xml");
    let xmp = &found.raw["xmp"];
    assert_eq!(xmp["dc:rights"], "© Ada & \"Sons\" <2026>");
    assert_eq!(xmp["xmpRights:Marked"], "True");
    assert_eq!(xmp["plus:ImageAlterationConstraints"], "AL-FLP; AL-MRG");
    assert_eq!(xmp["plus:Licensor/plus:LicensorName"], "Nord");
    assert_eq!(found.warnings, Vec::<String>::new());
}

#[test]
fn a_packet_goes_into_a_picture_whose_pixels_stay_as_they_were() {
    for (format, mime) in FORMATS {
        let plain = picture(format);
        let once = with_packet(&plain, mime, &packet(&properties())).expect("a picture that takes packets");
        assert_eq!(read(&once, mime).raw["xmp"]["xmpRights:Marked"], "True", "{mime}");
        let pixels = |bytes: &[u8]| image::load_from_memory(bytes).expect("a picture").to_rgba8();
        assert_eq!(pixels(&once), pixels(&plain), "{mime}");
        let less = packet(&properties()[..1]);
        let twice = with_packet(&once, mime, &less).expect("a picture that takes packets");
        assert_eq!(packet_of(&twice, mime).as_deref(), Some(less.as_bytes()), "{mime}: one packet only");
        assert_eq!(pixels(&twice), pixels(&plain), "{mime}");
    }
}

#[test]
fn every_other_byte_of_a_picture_is_kept() {
    let plain = picture(ImageFormat::Jpeg);
    let made = with_packet(&plain, "image/jpeg", "<x/>").expect("a JPEG");
    let segment = b"http://ns.adobe.com/xap/1.0/\0<x/>".len() + 4;
    assert_eq!(made.len(), plain.len() + segment);
    let plain = picture(ImageFormat::Png);
    let made = with_packet(&plain, "image/png", "<x/>").expect("a PNG");
    let chunk = made.len() - plain.len();
    assert_eq!([&made[..33], &made[33 + chunk..]].concat(), plain);
}

#[test]
fn what_cannot_take_a_packet_is_refused() {
    let jpeg = picture(ImageFormat::Jpeg);
    assert_eq!(with_packet(&jpeg, "image/jpeg", &"x".repeat(70_000)), None, "more than one segment holds");
    assert_eq!(with_packet(&jpeg, "image/png", "<x/>"), None);
    assert_eq!(with_packet(&jpeg, "image/gif", "<x/>"), None);
    for (format, mime) in FORMATS {
        let whole = picture(format);
        for end in 0..whole.len().min(60) {
            // Whatever comes out, nothing may panic.
            let _ = with_packet(&whole[..end], mime, "<x/>");
        }
    }
}

#[test]
fn a_merged_packet_keeps_what_is_not_replaced() {
    let own = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about="" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:pl="http://ns.useplus.org/ldf/xmp/1.0/" pl:DataMining="DMI-ALLOWED" pl:Version="1.2"><d:title><r:Alt><r:li xml:lang="x-default">A &amp; B</r:li></r:Alt></d:title><d:rights><r:Alt><r:li xml:lang="x-default">old</r:li></r:Alt></d:rights><pl:LicenseID/></r:Description></r:RDF></x:xmpmeta><?xpacket end="w"?>"#;
    let replaced = ["dc:rights", "plus:DataMining", "plus:LicenseID", "plus:Licensor"];
    let made = merged(own.as_bytes(), &properties(), &replaced).expect("a packet");
    let xmp = &read(made.as_bytes(), "application/rdf+xml").raw["xmp"];
    assert_eq!(xmp["dc:title"], "A & B");
    assert_eq!(xmp["plus:Version"], "1.2");
    assert_eq!(xmp["dc:rights"], "© Ada & \"Sons\" <2026>");
    assert!(!xmp.contains_key("plus:DataMining"), "{made}");
    for broken in ["", "<x", "<a><b></a>", "no markup at all"] {
        assert_eq!(merged(broken.as_bytes(), &properties(), &replaced), None, "{broken:?}");
    }
}
