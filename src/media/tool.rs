//! What child programs are asked to do: which program, with which arguments, what it may use and what it leaves.
//! Values only; the server runs them. Input is always `input`, written beside the output into an empty folder.

use std::time::Duration;

/// The name under which the original lies in the folder of a call.
pub const INPUT: &str = "input";
/// The long side of the stand-in picture that renditions are made from, in pixels; the largest preset's.
const STAND_IN_EDGE: u32 = 2048;
/// Text kept of a document for the search, in bytes.
pub const MAX_TEXT: usize = 256 * 1024;
/// Sound that is drawn as a waveform and played: the first three hours.
const LONGEST_SOUND: &str = "10800";
/// Samples a second that a waveform is drawn from.
pub const WAVE_RATE: u32 = 8_000;
/// The long side of a film made for the web, in pixels.
pub const PROXY_EDGE: u32 = 1280;

/// One call of a program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The program's usual name, such as `ffprobe`.
    pub program: &'static str,
    pub args: Vec<String>,
    pub allowance: Allowance,
}

/// What a call may use before it is ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allowance {
    pub wall: Duration,
    /// Of all its threads together.
    pub cpu: Duration,
    /// Address space, in bytes: more than is ever used, since code and stacks count too.
    pub memory_bytes: u64,
    /// The largest file it may write.
    pub file_bytes: u64,
    /// What is kept of what it prints.
    pub output_bytes: usize,
    /// Processes and threads.
    pub processes: u32,
}

/// Enough for a look at a header or one page.
const QUICK: Allowance = Allowance {
    wall: Duration::from_secs(20),
    cpu: Duration::from_secs(15),
    memory_bytes: 2 << 30,
    file_bytes: 64 << 20,
    output_bytes: 1 << 20,
    processes: 64,
};

/// Enough to draw one large picture.
const DRAW: Allowance = Allowance {
    wall: Duration::from_secs(45),
    cpu: Duration::from_secs(60),
    memory_bytes: 3 << 30,
    file_bytes: 256 << 20,
    ..QUICK
};

/// Enough to draw one page. Poppler takes what it is given for a page that never ends.
const PAGE: Allowance =
    Allowance { wall: Duration::from_secs(30), cpu: Duration::from_secs(25), memory_bytes: 700 << 20, ..DRAW };

/// Enough to write a film for the web.
const FILM: Allowance = Allowance {
    wall: Duration::from_secs(30 * 60),
    cpu: Duration::from_secs(60 * 60),
    memory_bytes: 4 << 30,
    file_bytes: 2 << 30,
    ..QUICK
};

/// An office suite is large even before it opens anything.
const OFFICE: Allowance = Allowance {
    wall: Duration::from_secs(60),
    cpu: Duration::from_secs(60),
    memory_bytes: 8 << 30,
    file_bytes: 256 << 20,
    processes: 256,
    ..QUICK
};

fn call(program: &'static str, allowance: Allowance, args: &[&str]) -> Call {
    Call { program, args: args.iter().map(|arg| (*arg).to_owned()).collect(), allowance }
}

/// Prints one line with the size as a viewer sees it: `input: 3024x4032 uchar, 3 bands, srgb, heifload`.
pub fn picture_size() -> Call {
    call("vipsheader", QUICK, &[INPUT])
}

/// Leaves `stand-in.png`: upright, in sRGB, without metadata, at most 2048 pixels long. `longest` is the long side of
/// the original: libvips 8.14 told to shrink only takes a level of a JPEG 2000 that is far too small.
pub fn picture(longest: u32) -> Call {
    let to = "stand-in.png[strip,compression=1]";
    let edge = longest.clamp(1, STAND_IN_EDGE).to_string();
    call("vips", DRAW, &["thumbnail", INPUT, to, &edge, "--export-profile", "srgb", "--intent", "relative"])
}

/// Enough to write a picture of the largest size there is in a format that is slow to write.
const WRITE: Allowance =
    Allowance { wall: Duration::from_secs(60), cpu: Duration::from_secs(240), memory_bytes: 6 << 30, ..DRAW };

/// Leaves `picture.avif` of a picture drawn here (8-bit sRGB): its XMP goes along. `quality` is 1 to 100, `effort` 0
/// (quick) to 9 (small). From quality 90 on color is kept as finely as brightness.
pub fn avif(quality: u8, effort: u8) -> Call {
    let (quality, effort) = (quality.clamp(1, 100), effort.min(9));
    let to = format!("{AVIF}[compression=av1,bitdepth=8,Q={quality},effort={effort}]");
    call("vips", WRITE, &["copy", INPUT, &to])
}

/// What [`avif`] leaves.
pub const AVIF: &str = "picture.avif";

/// Prints the number of pages, their size and whether it is encrypted.
pub fn paper_facts() -> Call {
    paper_facts_of(INPUT)
}

/// The same of another file in the folder.
pub fn paper_facts_of(name: &str) -> Call {
    call("pdfinfo", PAGE, &["-enc", "UTF-8", name])
}

/// Leaves `page.png`, the first page, upright and on white, 2048 pixels long. Scripts in a PDF are never run:
/// poppler has nothing to run them with.
pub fn first_page(name: &str) -> Call {
    let edge = STAND_IN_EDGE.to_string();
    call("pdftoppm", PAGE, &["-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to", &edge, name, "page"])
}

/// Prints the text of the first two hundred pages. A PDF that forbids copying gives none.
pub fn paper_text(name: &str) -> Call {
    let allowance = Allowance { output_bytes: MAX_TEXT, ..PAGE };
    call("pdftotext", allowance, &["-enc", "UTF-8", "-nopgbrk", "-l", "200", name, "-"])
}

/// Leaves `input.pdf` beside an office document. Macros are not run: a fresh profile has no trusted places.
/// `folder` is the absolute path of the folder the call runs in.
pub fn office_paper(folder: &str) -> Call {
    let profile = format!("-env:UserInstallation=file://{folder}/profile");
    let args = [
        profile.as_str(),
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "pdf",
        "--outdir",
        ".",
        INPUT,
    ];
    call("soffice", OFFICE, &args)
}

/// Prints the preview that a camera put into its raw file; `tag` is one of [`RAW_PREVIEWS`].
pub fn raw_preview(tag: &str) -> Call {
    let allowance = Allowance { output_bytes: 64 << 20, ..QUICK };
    call("exiftool", allowance, &["-b", &format!("-{tag}"), "-m", INPUT])
}

/// Prints the Exif orientation of a raw file as a number, or nothing.
pub fn raw_orientation() -> Call {
    call("exiftool", QUICK, &["-n", "-s3", "-Orientation", "-m", INPUT])
}

/// Where cameras put previews, the largest first.
pub const RAW_PREVIEWS: [&str; 4] = ["JpgFromRaw", "PreviewImage", "OtherImage", "ThumbnailImage"];

/// Which reader of FFmpeg a type needs; none for types that are not read. Naming it keeps files that are really
/// playlists from making FFmpeg open others.
pub fn demuxer(mime: &str) -> Option<&'static str> {
    Some(match mime {
        "video/mp4" | "video/quicktime" | "video/x-m4v" | "audio/mp4" | "audio/m4a" | "audio/x-m4a" | "image/avif"
        | "image/heic" => "mov",
        "video/webm" | "video/x-matroska" => "matroska",
        "video/x-msvideo" => "avi",
        "video/mpeg" => "mpeg",
        "video/x-flv" => "flv",
        "video/x-ms-wmv" => "asf",
        "audio/wav" | "audio/x-wav" => "wav",
        "audio/mpeg" => "mp3",
        "audio/ogg" | "video/ogg" | "audio/opus" => "ogg",
        "audio/x-flac" | "audio/flac" => "flac",
        "audio/aac" => "aac",
        "audio/x-aiff" => "aiff",
        "audio/amr" => "amr",
        _ => return None,
    })
}

/// Only the file itself is opened, whatever it names inside.
const CLOSED: [&str; 4] = ["-v", "error", "-protocol_whitelist", "file,pipe"];

/// Prints format and streams as JSON.
pub fn film_facts(demuxer: &str) -> Call {
    let tail = ["-f", demuxer, "-show_format", "-show_streams", "-of", "json", INPUT];
    call("ffprobe", QUICK, &[&CLOSED[..], &tail[..]].concat())
}

/// Leaves `stand-in.png`, the frame at `at` seconds, turned as the file says.
pub fn poster(demuxer: &str, at: &str) -> Call {
    let scale =
        format!("scale='min({STAND_IN_EDGE},iw)':'min({STAND_IN_EDGE},ih)':force_original_aspect_ratio=decrease");
    let tail = ["-f", demuxer, "-ss", at, "-i", INPUT, "-map", "0:v:0", "-frames:v", "1", "-vf", &scale];
    let end = ["-compression_level", "1", "-update", "1", "-y", "stand-in.png"];
    ffmpeg(DRAW, &[&tail[..], &end[..]].concat())
}

fn ffmpeg(allowance: Allowance, args: &[&str]) -> Call {
    let front = ["-nostdin", "-hide_banner", "-threads", "2"];
    call("ffmpeg", allowance, &[&front[..], &CLOSED[..], args].concat())
}

/// Leaves `proxy.mp4`: H.264 and AAC, at most 1280 pixels long, its index in front so that it plays while it loads.
/// Nothing the file says about itself goes along.
pub fn film_proxy(demuxer: &str) -> Call {
    let edge = PROXY_EDGE;
    let scale = format!(
        "scale=w='min({edge},iw)':h='min({edge},ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,format=yuv420p"
    );
    let tail = ["-f", demuxer, "-i", INPUT, "-map", "0:v:0", "-map", "0:a:0?", "-vf", &scale];
    let picture = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "25", "-profile:v", "high"];
    let sound = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-map_metadata", "-1", "-map_chapters", "-1"];
    let end = ["-fflags", "+bitexact", "-movflags", "+faststart", "-y", "proxy.mp4"];
    ffmpeg(FILM, &[&tail[..], &picture[..], &sound[..], &end[..]].concat())
}

/// Leaves `proxy.m4a`: the first three hours of the sound as AAC.
pub fn sound_proxy(demuxer: &str) -> Call {
    let tail = ["-f", demuxer, "-i", INPUT, "-map", "0:a:0", "-t", LONGEST_SOUND, "-c:a", "aac", "-b:a", "128k"];
    let end = ["-ac", "2", "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart", "-y", "proxy.m4a"];
    ffmpeg(FILM, &[&tail[..], &end[..]].concat())
}

/// Leaves `wave.raw`: the first three hours as one channel of 16-bit samples, [`WAVE_RATE`] a second.
pub fn sound_samples(demuxer: &str) -> Call {
    let rate = WAVE_RATE.to_string();
    let tail = ["-f", demuxer, "-i", INPUT, "-map", "0:a:0", "-t", LONGEST_SOUND, "-ac", "1", "-ar", &rate];
    ffmpeg(Allowance { file_bytes: 256 << 20, ..DRAW }, &[&tail[..], &["-f", "s16le", "-y", "wave.raw"][..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_read_by_the_reader_of_its_type_and_opens_nothing_else() {
        let call = film_proxy("mov");
        let at = |word: &str| call.args.iter().position(|arg| arg == word);
        assert!(at("-f") < at("-i"), "the reader is named before the file");
        assert_eq!(call.args.iter().filter(|arg| *arg == "file,pipe").count(), 1);
        assert!(demuxer("application/vnd.apple.mpegurl").is_none());
    }

    #[test]
    fn no_call_lasts_for_ever() {
        let calls =
            [picture(9000), picture_size(), paper_facts(), first_page(INPUT), paper_text(INPUT), office_paper("/x")];
        let more =
            [raw_preview("PreviewImage"), film_facts("mov"), poster("mov", "0"), sound_samples("wav"), avif(80, 4)];
        for call in calls.iter().chain(&more) {
            assert!(call.allowance.wall <= Duration::from_secs(60), "{call:?}");
            assert!(call.allowance.file_bytes <= 1 << 30, "{call:?}");
        }
    }
}
