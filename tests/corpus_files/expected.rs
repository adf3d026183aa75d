//! What the corpus says about its files, held against how they ended.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::ended::Ended;

type All = BTreeMap<String, Ended>;

/// Everything that is not as it should be, a line each. `tools` are the programs the server has.
pub fn faults(root: &Path, ended: &All, tools: &[String]) -> Vec<String> {
    let has = |tool: &str| {
        let is_here = tools.iter().any(|each| each == tool);
        if !is_here {
            assert!(std::env::var("CI").is_err() || tool == "libreoffice", "CI installs {tool} first");
            println!("skipped: what needs {tool}, which is not installed");
        }
        is_here
    };
    let mut wrong = Wrong { ended, lines: Vec::new() };
    broken(&mut wrong, root);
    pictures(&mut wrong);
    if has("vips") {
        modern(&mut wrong, has("ffmpeg"));
    }
    if has("exiftool") {
        raw(&mut wrong);
    }
    if has("poppler") {
        papers(&mut wrong);
    }
    office(&mut wrong, has("libreoffice"));
    if has("ffmpeg") {
        films(&mut wrong);
        sounds(&mut wrong);
    }
    wrong.lines
}

struct Wrong<'a> {
    ended: &'a All,
    lines: Vec<String>,
}

impl Wrong<'_> {
    /// Notes what is wrong unless it holds.
    fn check(&mut self, name: &str, holds: impl FnOnce(&Ended) -> bool, wanted: &str) {
        match self.ended.get(name) {
            None => self.lines.push(format!("{name} was not sent")),
            Some(ended) if !holds(ended) => {
                let version = ended.version();
                let code = &ended.answer["code"];
                self.lines.push(format!("{name}: wanted {wanted}; found {} {code} {version}", ended.status));
            }
            Some(_) => {}
        }
    }

    fn check_all(&mut self, folder: &str, holds: impl Fn(&str, &Ended) -> bool, wanted: &str) {
        let names: Vec<String> = self.ended.keys().filter(|name| name.starts_with(folder)).cloned().collect();
        assert!(!names.is_empty(), "there is nothing in {folder}");
        for name in names {
            self.check(&name.clone(), |ended| holds(&name, ended), wanted);
        }
    }

    fn property(&mut self, name: &str, property: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        let said = format!("{property} {wanted}");
        self.check(name, |ended| ended.version()["properties"][property] == wanted, &said);
    }

    fn size(&mut self, name: &str, width: i64, height: i64) {
        let holds = |ended: &Ended| {
            let version = ended.version();
            let thumbnail = ended.rendition("thumbnail");
            let alike = thumbnail.is_some_and(|(w, h)| (w > h) == (width > height) || w == h || width == height);
            version["width"] == width && version["height"] == height && alike
        };
        self.check(name, holds, &format!("a picture of {width} x {height}, and a thumbnail that lies the same way"));
    }
}

fn kind(ended: &Ended) -> &str {
    ended.version()["kind"].as_str().unwrap_or_default()
}

fn mime(ended: &Ended) -> &str {
    ended.version()["mime"].as_str().unwrap_or_default()
}

fn broken(wrong: &mut Wrong<'_>, root: &Path) {
    let table = std::fs::read_to_string(root.join("images/broken/EXPECT.tsv")).expect("the table");
    for line in table.lines().skip(1) {
        let mut columns = line.split('\t');
        let (name, expected) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let holds = |ended: &Ended| {
            let is_refused = ended.status >= 400 || !ended.has_preview();
            match expected {
                // The one that lies about nothing may also be shrunk while it is decoded.
                "refuse-too-many-pixels" if name == "giant-image.jpg" => true,
                "refuse-undecodable" | "damaged" | "refuse-too-many-pixels" => is_refused,
                "limit" | "accept-as-real-type" => ended.has_preview() && kind(ended) == "image",
                "not-a-picture" => is_refused && !matches!(kind(ended), "image" | "vector"),
                "treat-as-svg-or-refuse" => is_refused || mime(ended) == "image/svg+xml",
                "either" => true,
                _ => false,
            }
        };
        wrong.check(&format!("images/broken/{name}"), holds, expected);
    }
    let explained = |_: &str, ended: &Ended| ended.status >= 400 || ended.has_preview() || !ended.note().is_empty();
    wrong.check_all("", explained, "a preview or a word why there is none");
}

fn pictures(wrong: &mut Wrong<'_>) {
    for value in 0..=8 {
        wrong.size(&format!("images/orientation/Landscape_{value}.jpg"), 1800, 1200);
        wrong.size(&format!("images/orientation/Portrait_{value}.jpg"), 1200, 1800);
    }
    let sound_png = |name: &str, ended: &Ended| {
        let file = name.rsplit('/').next().unwrap_or_default();
        !file.ends_with(".png") || ended.has_preview() != file.starts_with('x')
    };
    wrong.check_all("images/png-suite/", sound_png, "sound ones drawn, broken ones refused");
    let drawn = |name: &str, ended: &Ended| !name.ends_with(".jpg") || ended.has_preview();
    wrong.check_all("images/photos/", drawn, "a preview");
    let frames = [
        ("rotating-squares.gif", 30),
        ("rotating-squares.webp", 9),
        ("animated-loop-3.gif", 10),
        ("animated-loop-3.webp", 10),
        ("42-frames.webp", 42),
        ("dispose-background.gif", 5),
        ("apng-ball-20-frames.png", 20),
        ("apng-dispose-previous-region.png", 3),
    ];
    for (name, count) in frames {
        let name = format!("images/animated/{name}");
        wrong.property(&name, "frames", count);
        wrong.check(&name, Ended::has_preview, "a preview");
    }
    let quiet = |name: &str, ended: &Ended| {
        let bomb = ["made-entity-expansion", "made-use-expansion", "made-huge-declared", "made-deep-nesting"];
        !bomb.iter().any(|word| name.contains(word)) || ended.status >= 400 || !ended.has_preview()
    };
    wrong.check_all("images/svg/hostile/", quiet, "bombs refused");
}

fn modern(wrong: &mut Wrong<'_>, has_ffmpeg: bool) {
    let sizes = [
        ("kimono.avif", 722, 1024),
        ("kimono.rotate90.avif", 722, 1024),
        ("kimono.mirror-horizontal.avif", 722, 1024),
        ("iphone-xs-orientation-6.heic", 3024, 4032),
        ("fox.profile0.8bpc.yuv420.monochrome.odd-width.odd-height.avif", 1203, 799),
        ("alpha_nonpremultiplied.jxl", 1024, 1024),
        ("sunset_logo.jxl", 924, 1386),
    ];
    for (name, width, height) in sizes {
        wrong.size(&format!("images/modern/{name}"), width, height);
    }
    wrong.size("images/modern/16bit.jp2", 64, 64);
    let whole = |ended: &Ended| ended.rendition("thumbnail") == Some((64, 64));
    wrong.check("images/modern/16bit.jp2", whole, "all of its pixels");
    let is_smaller =
        |ended: &Ended| ended.has_preview() && ended.version()["width"].as_i64().is_some_and(|width| width < 722);
    wrong.check("images/modern/kimono.crop.avif", is_smaller, "the crop of the file");
    for name in ["iphone-11-pro-max-display-p3.heic", "16bit.jp2", "rot1mir1.avif", "animation_spline.jxl"] {
        wrong.check(&format!("images/modern/{name}"), Ended::has_preview, "a preview");
    }
    wrong.check("images/modern/two-frames.mpo", Ended::has_preview, "a preview of the first picture");
    if has_ffmpeg {
        wrong.check("images/modern/star-sequence.avifs", Ended::has_preview, "its first frame");
    }
}

fn raw(wrong: &mut Wrong<'_>) {
    let typed = |_: &str, ended: &Ended| mime(ended) != "image/tiff" && kind(ended) == "image";
    wrong.check_all("images/raw/", typed, "a raw type of its own");
    let kept = |_: &str, ended: &Ended| ended.has_preview() || ended.version()["preview"] == "unsupported";
    wrong.check_all("images/raw/", kept, "the camera's preview, or none and no fault");
    let drawn = wrong.ended.iter().filter(|(name, ended)| name.starts_with("images/raw/") && ended.has_preview());
    if drawn.count() == 0 {
        wrong.lines.push("not one raw file gave its preview".to_owned());
    }
}

fn papers(wrong: &mut Wrong<'_>) {
    let pages = [("labelled_pages", 11), ("basicapi", 3), ("sizes", 3), ("rotation", 2), ("rotated", 1), ("evaljs", 2)];
    for (name, count) in pages {
        wrong.property(&format!("documents/pdf/{name}.pdf"), "pages", count);
    }
    for name in ["issue6010_1", "issue6010_2", "encryption_openpassword"] {
        let name = format!("documents/pdf/{name}.pdf");
        wrong.property(&name, "is_encrypted", true);
        let kept = |ended: &Ended| ended.version()["preview"] == "unsupported" && ended.note().contains("password");
        wrong.check(&name, kept, "kept, with a word about the password");
    }
    let drawn = [
        "ArabicCIDTrueType",
        "attachment",
        "autoprint",
        "cmykjpeg",
        "corruptionOneByteMissing",
        "empty",
        "encryption_nocopy",
        "evaljs",
        "fileAttachment",
        "file_url_link",
        "hello_world",
        "helloworld-bad",
        "javascript",
        "js-buttons",
        "pdfjs_wikipedia",
        "rotated",
        "signed_verified",
        "text_only_pdfa1b",
    ];
    for name in drawn {
        wrong.check(&format!("documents/pdf/{name}.pdf"), Ended::has_preview, "its first page");
    }
    let refused = |ended: &Ended| ended.status >= 400 || ended.version()["preview"] == "failed";
    wrong.check("documents/pdf/minimal_test.pdf", refused, "refused");
}

fn office(wrong: &mut Wrong<'_>, has_libreoffice: bool) {
    let typed = |name: &str, ended: &Ended| {
        let zip = ["application/zip", "application/octet-stream"].contains(&mime(ended));
        kind(ended) == "document" && !zip && !name.is_empty()
    };
    wrong.check_all("documents/office/", typed, "a document of a type of its own");
    let drawn = |name: &str, ended: &Ended| {
        let is_book = name.ends_with(".epub");
        if has_libreoffice && !is_book { ended.has_preview() } else { ended.version()["preview"] == "unsupported" }
    };
    wrong.check_all("documents/office/", drawn, "page one with LibreOffice; else kept, and said so");
}

fn films(wrong: &mut Wrong<'_>) {
    let table = [
        ("generated-h264-aac-640x360-4s.mp4", 640, 360, 4000, "h264"),
        ("generated-h264-aac-rotate90-moov-at-end.mp4", 360, 640, 4000, "h264"),
        ("generated-vp9-opus-480x270-3s.webm", 480, 270, 3000, "vp9"),
        ("apple-prores-422-proxy.mov", 320, 240, 1000, "prores"),
        ("jpeg2000.mov", 320, 240, 1000, "jpeg2000"),
        ("png.mov", 320, 240, 1000, "png"),
    ];
    for (name, width, height, duration, codec) in table {
        let name = format!("video/{name}");
        wrong.size(&name, width, height);
        wrong.property(&name, "video_codec", codec);
        let lasts = |ended: &Ended| {
            let found = ended.version()["properties"]["duration_ms"].as_i64();
            found.is_some_and(|found| (found - duration).abs() <= 60)
        };
        wrong.check(&name, lasts, &format!("{duration} ms"));
        let plays = |ended: &Ended| ended.rendition("proxy") == Some((width, height));
        wrong.check(&name, plays, "a player of the same size");
    }
    wrong.property("video/generated-h264-aac-640x360-4s.mp4", "frame_rate", "25");
    // The thousand nested lists of the sound hold samples after all: FFmpeg reads it, in bounded time.
    let refused = |name: &str, ended: &Ended| {
        ended.status >= 400 || ended.version()["preview"] == "failed" || name.ends_with("riff_bomb_1000.wav")
    };
    wrong.check_all("video/broken/", refused, "refused");
}

fn sounds(wrong: &mut Wrong<'_>) {
    for name in ["metadata/xmp/BlueSquare.mp3", "metadata/xmp/BlueSquare.wav"] {
        let heard = |ended: &Ended| {
            let lasts = ended.version()["properties"]["duration_ms"].as_i64().is_some_and(|length| length > 0);
            kind(ended) == "audio" && ended.has_preview() && lasts
        };
        wrong.check(name, heard, "a waveform and a length");
        let plays = |ended: &Ended| ended.rendition("proxy").is_some() && ended.rendition("peaks").is_some();
        wrong.check(name, plays, "a player and its peaks");
    }
}
