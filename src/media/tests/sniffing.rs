//! What a file is, told by its first bytes.

use crate::probe::kind::Kind;
use crate::probe::sniff;

#[test]
fn content_decides_and_the_name_does_not() {
    let cases: &[(&[u8], &str, &str, Kind)] = &[
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0", "a.png", "image/jpeg", Kind::Image),
        (b"%PDF-1.7\n", "a.jpg", "application/pdf", Kind::Document),
        (b"PK\x03\x04\x14\0\0\0", "a.jpg", "application/zip", Kind::Archive),
        (b"II*\0\x08\0\0\0", "a.jpg", "image/tiff", Kind::Image),
        (b"8BPS\0\x01", "a.jpg", "image/vnd.adobe.photoshop", Kind::Image),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.jpg", "image/heic", Kind::Image),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "a", "image/avif", Kind::Image),
        (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42", "a", "video/mp4", Kind::Video),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a", "video/quicktime", Kind::Video),
        (b"\x1A\x45\xDF\xA3\x01\0\0\0\0\0\0\x1F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm", "a", "video/webm", Kind::Video),
        (b"ID3\x03\0\0\0", "a", "audio/mpeg", Kind::Audio),
        (b"RIFF\0\0\0\0WAVEfmt ", "a", "audio/wav", Kind::Audio),
        (b"OTTO\0\x0C\0\x80", "a", "font/otf", Kind::Font),
        (b"wOF2\0\x01\0\0", "a", "font/woff2", Kind::Font),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "a", "application/postscript", Kind::Vector),
        (b"<html><body>hello</body></html>", "a.jpg", "text/html", Kind::Document),
        (b"<!-- x --><!DOCTYPE html><p>", "a.svg", "text/html", Kind::Document),
        (b"<?xml version='1.0'?><!-- <html> -->\n<svg width='1'/>", "a.html", "image/svg+xml", Kind::Vector),
        (b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", "a", "image/svg+xml", Kind::Vector),
        (b"<?xml version='1.0'?><note/>", "a.svg", "application/xml", Kind::Document),
        (b"just some words", "a.png", "text/plain", Kind::Document),
        (b"a,b\n1,2\n", "a.csv", "text/csv", Kind::Document),
        (b"\x01\x02\x03\x04", "a.jpg", "application/octet-stream", Kind::Other),
        (b"", "a.jpg", "application/octet-stream", Kind::Other),
    ];
    for (head, name, mime, kind) in cases {
        let sniffed = sniff(head, Some(name));
        assert_eq!((sniffed.mime.as_str(), sniffed.kind), (*mime, *kind), "{name}: {head:?}");
    }
}

#[test]
fn office_files_are_told_from_plain_archives() {
    let zip = |entry: &str| {
        let mut head = b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".to_vec();
        head.extend_from_slice(&(entry.len() as u16).to_le_bytes());
        head.extend_from_slice(&[0, 0]);
        head.extend_from_slice(entry.as_bytes());
        head
    };
    assert_eq!(sniff(&zip("word/document.xml"), None).extension, "docx");
    assert_eq!(sniff(&zip("xl/workbook.xml"), None).extension, "xlsx");
    assert_eq!(sniff(&zip("ppt/presentation.xml"), None).extension, "pptx");
    assert_eq!(sniff(&zip("mimetypeapplication/epub+zip"), None).extension, "epub");
    assert_eq!(sniff(&zip("photos/one.jpg"), None).kind, Kind::Archive);
}
