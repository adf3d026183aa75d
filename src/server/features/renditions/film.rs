//! Film and sound through FFmpeg: facts, a poster or a waveform, and how the player's file is made.

use media::tool::{self, PROXY_EDGE, WAVE_RATE};

use super::bench::Bench;
use super::look::{Extra, Look, Player, Source};
use super::streams::{self, Streams};
use super::trouble::Trouble;
use super::wave;
use crate::features::assets::properties::TechnicalProperties;
use crate::platform::tools::call::ToolError;

fn refused(error: ToolError) -> Trouble {
    Trouble::tool("FFmpeg", error)
}

/// Looks at a film; one that has no picture is a sound.
pub(super) async fn film(bench: &Bench<'_>, reader: &'static str) -> Result<Look, Trouble> {
    let found = facts(bench, reader).await?;
    let Some(video) = &found.video else { return hear(bench, reader, &found).await };
    let (width, height) = streams::fitted(video.width, video.height, PROXY_EDGE);
    let call = tool::film_proxy(reader);
    Ok(Look {
        source: Some(poster(bench, reader, found.duration_ms).await?),
        size: Some((video.width as i32, video.height as i32)),
        properties: properties(&found),
        player: Some(Player { call, file: "proxy.mp4", mime: "video/mp4", width, height }),
        ..Look::default()
    })
}

/// Looks at a sound.
pub(super) async fn sound(bench: &Bench<'_>, reader: &'static str) -> Result<Look, Trouble> {
    let found = facts(bench, reader).await?;
    hear(bench, reader, &found).await
}

async fn facts(bench: &Bench<'_>, reader: &str) -> Result<Streams, Trouble> {
    let said = bench.call(&tool::film_facts(reader)).await.map_err(refused)?;
    streams::read(&said.stdout)
        .ok_or_else(|| refused(ToolError::Failed { why: "there is neither picture nor sound in it".to_owned() }))
}

/// A frame a tenth into the film, at most three seconds: the first one is often black. The first one where that fails.
async fn poster(bench: &Bench<'_>, reader: &str, duration_ms: Option<i64>) -> Result<Source, Trouble> {
    let at = duration_ms.unwrap_or(0).clamp(0, 30_000) / 10;
    let at = format!("{}.{:03}", at / 1000, at % 1000);
    for at in [at.as_str(), "0"] {
        let tried = bench.call(&tool::poster(reader, at)).await;
        match (bench.left("stand-in.png").await?, tried) {
            (Some(bytes), Ok(_)) => return Ok(Source::png(bytes)),
            (_, Err(error)) if at == "0" => return Err(refused(error)),
            _ => {}
        }
    }
    Err(refused(ToolError::Failed { why: "there is no frame in it".to_owned() }))
}

async fn hear(bench: &Bench<'_>, reader: &'static str, found: &Streams) -> Result<Look, Trouble> {
    if found.audio.is_none() {
        return Err(refused(ToolError::Failed { why: "there is no sound in it".to_owned() }));
    }
    bench.call(&tool::sound_samples(reader)).await.map_err(refused)?;
    let place = bench.place("wave.raw");
    let heard = tokio::task::spawn_blocking(move || wave::peaks(&place)).await;
    let heard = heard.map_err(|error| crate::platform::jobs::JobError::Retry(error.to_string()))?;
    let heard = heard.map_err(|error| Trouble::disk(&error))?;
    let mut properties = properties(found);
    if properties.duration_ms.is_none() && heard.samples > 0 {
        properties.duration_ms = Some((heard.samples * 1000 / u64::from(WAVE_RATE)) as i64);
    }
    let json = serde_json::json!({ "duration_ms": properties.duration_ms, "peaks": heard.peaks });
    let call = tool::sound_proxy(reader);
    Ok(Look {
        source: Some(Source::stand_in(wave::draw(&heard.peaks), "image/svg+xml")),
        properties,
        extras: vec![Extra { preset: "peaks", bytes: json.to_string().into_bytes(), mime: "application/json" }],
        player: Some(Player { call, file: "proxy.m4a", mime: "audio/mp4", width: 0, height: 0 }),
        ..Look::default()
    })
}

fn properties(found: &Streams) -> TechnicalProperties {
    let (video, audio) = (found.video.as_ref(), found.audio.as_ref());
    TechnicalProperties {
        duration_ms: found.duration_ms,
        frame_rate: video.and_then(|video| video.frame_rate.clone()),
        video_codec: video.map(|video| video.codec.clone()),
        audio_codec: audio.map(|audio| audio.codec.clone()),
        channels: audio.and_then(|audio| audio.channels),
        sample_rate: audio.and_then(|audio| audio.sample_rate),
        ..TechnicalProperties::default()
    }
}
