//! What FFmpeg says about the streams of a file, read into numbers. Pure.

use serde_json::Value;

/// What matters of a film or sound.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Streams {
    pub duration_ms: Option<i64>,
    pub video: Option<Video>,
    pub audio: Option<Audio>,
}

/// The first moving picture that is not a cover.
#[derive(Debug, PartialEq)]
pub(super) struct Video {
    pub codec: String,
    /// Pixels as a viewer sees them: turned, and with square pixels.
    pub width: u32,
    pub height: u32,
    pub frame_rate: Option<String>,
    pub frames: Option<i32>,
}

/// The first sound.
#[derive(Debug, PartialEq)]
pub(super) struct Audio {
    pub codec: String,
    pub channels: Option<i32>,
    pub sample_rate: Option<i32>,
}

/// Reads `ffprobe`'s JSON; `None` when it is none or names no stream.
pub(super) fn read(json: &[u8]) -> Option<Streams> {
    let found: Value = serde_json::from_slice(json).ok()?;
    let streams = found["streams"].as_array()?;
    let of = |kind: &str| {
        let is_cover = |stream: &&Value| stream["disposition"]["attached_pic"].as_i64() == Some(1);
        streams.iter().find(|stream| stream["codec_type"] == *kind && !is_cover(stream))
    };
    let (video, audio) = (of("video").and_then(video), of("audio").map(audio));
    if video.is_none() && audio.is_none() {
        return None;
    }
    let longest = |value: &Value| value["duration"].as_str().and_then(|text| text.parse::<f64>().ok());
    let duration = longest(&found["format"]).or_else(|| streams.iter().filter_map(longest).reduce(f64::max));
    let duration = duration.filter(|seconds| seconds.is_finite() && (0.0..1e9).contains(seconds));
    Some(Streams { duration_ms: duration.map(|seconds| (seconds * 1000.0).round() as i64), video, audio })
}

fn codec(stream: &Value) -> String {
    stream["codec_name"].as_str().unwrap_or("unknown").chars().take(40).collect()
}

fn number(value: &Value) -> Option<i32> {
    let parsed = value.as_i64().or_else(|| value.as_str().and_then(|text| text.parse().ok()))?;
    i32::try_from(parsed).ok().filter(|number| *number > 0)
}

fn video(stream: &Value) -> Option<Video> {
    let (width, height) = (number(&stream["width"])?, number(&stream["height"])?);
    let (width, height) = (width.unsigned_abs(), height.unsigned_abs());
    let list = stream["side_data_list"].as_array().map_or(&[][..], Vec::as_slice);
    let rotation = list.iter().find_map(|side| side["rotation"].as_f64()).unwrap_or(0.0);
    let is_sideways = (rotation.abs() / 90.0).round() as i64 % 2 == 1;
    let (width, height) = if is_sideways { (height, width) } else { (width, height) };
    let rate = ratio(&stream["avg_frame_rate"]).or_else(|| ratio(&stream["r_frame_rate"]));
    Some(Video {
        codec: codec(stream),
        width,
        height,
        frame_rate: rate.map(rate_in_words),
        frames: number(&stream["nb_frames"]),
    })
}

fn audio(stream: &Value) -> Audio {
    Audio { codec: codec(stream), channels: number(&stream["channels"]), sample_rate: number(&stream["sample_rate"]) }
}

/// `30000/1001` as a number; nothing for `0/0`.
fn ratio(value: &Value) -> Option<f64> {
    let (over, under) = value.as_str()?.split_once('/')?;
    let (over, under): (f64, f64) = (over.parse().ok()?, under.parse().ok()?);
    (over > 0.0 && under > 0.0).then(|| over / under)
}

fn rate_in_words(rate: f64) -> String {
    let text = format!("{rate:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Width and height fitted into a square of `edge`, even as H.264 wants them; never larger than before but by that.
pub(super) fn fitted(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let longest = f64::from(width.max(height).max(1));
    let factor = (f64::from(edge) / longest).min(1.0);
    let even = |pixels: u32| (((f64::from(pixels) * factor).round() as u32) / 2 * 2).max(2);
    (even(width), even(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_on_its_side_is_as_high_as_it_was_wide() {
        let json = br#"{"streams":[{"codec_type":"video","codec_name":"h264","width":640,"height":360,
            "avg_frame_rate":"30000/1001","nb_frames":"100","side_data_list":[{"rotation":-90}]},
            {"codec_type":"audio","codec_name":"aac","channels":2,"sample_rate":"44100"}],"format":{"duration":"4.000000"}}"#;
        let found = read(json).expect("streams");
        let video = found.video.expect("a picture");
        assert_eq!((video.width, video.height, video.frames), (360, 640, Some(100)));
        assert_eq!(video.frame_rate.as_deref(), Some("29.97"));
        assert_eq!(found.duration_ms, Some(4000));
        assert_eq!(found.audio, Some(Audio { codec: "aac".to_owned(), channels: Some(2), sample_rate: Some(44100) }));
    }

    #[test]
    fn a_cover_does_not_make_a_sound_a_film() {
        let json = br#"{"streams":[{"codec_type":"video","codec_name":"mjpeg","width":300,"height":300,
            "disposition":{"attached_pic":1}},{"codec_type":"audio","codec_name":"mp3"}],"format":{}}"#;
        let found = read(json).expect("streams");
        assert!(found.video.is_none() && found.audio.is_some() && found.duration_ms.is_none());
        assert!(read(br#"{"streams":[],"format":{}}"#).is_none());
        assert!(read(b"not json").is_none());
    }

    #[test]
    fn a_player_gets_even_sides_and_nothing_larger() {
        assert_eq!(fitted(640, 360, 1280), (640, 360));
        assert_eq!(fitted(1080, 1920, 1280), (720, 1280));
        assert_eq!(fitted(3840, 2160, 1280), (1280, 720));
        assert_eq!(fitted(101, 1, 1280), (100, 2));
    }
}
