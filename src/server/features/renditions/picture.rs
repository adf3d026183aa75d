//! Pictures that this process does not draw itself: through libvips, as a frame, or as the preview a camera left.

use media::MediaError;
use media::probe;
use media::tool::{self, RAW_PREVIEWS};

use super::bench::Bench;
use super::look::{Look, Source};
use super::trouble::Trouble;
use crate::features::assets::row::version;
use crate::platform::ctx::Ctx;
use crate::platform::tools::call::ToolError;

/// By libvips, upright and in sRGB. `or_frame` names FFmpeg's reader for what libvips does not open.
pub(super) async fn outside(
    ctx: &Ctx,
    version: &version::Model,
    max_pixels: u64,
    or_frame: Option<&str>,
) -> Result<Look, Trouble> {
    let bench = Bench::lay_out(ctx, version, "vips").await?;
    match by_vips(&bench, max_pixels).await {
        Err(Trouble::Picture(MediaError::Damaged { why })) => match or_frame {
            Some(reader) if ctx.tools.has("ffmpeg").await => {
                let frame = by_frame(&bench, reader).await;
                frame.map_err(|_| Trouble::Picture(MediaError::Damaged { why }))
            }
            _ => Err(Trouble::Picture(MediaError::Damaged { why })),
        },
        other => other,
    }
}

async fn by_vips(bench: &Bench<'_>, max_pixels: u64) -> Result<Look, Trouble> {
    let refused = |error: ToolError| Trouble::tool("libvips", error);
    let said = bench.call(&tool::picture_size()).await.map_err(refused)?;
    let size = size_in(&String::from_utf8_lossy(&said.stdout));
    let (width, height) = size.ok_or_else(|| refused(ToolError::Failed { why: "it has no size".to_owned() }))?;
    if u64::from(width) * u64::from(height) > max_pixels {
        return Err(Trouble::Picture(MediaError::too_large(format!("it has {width} x {height} pixels."))));
    }
    match bench.call(&tool::picture(width.max(height))).await {
        // It was read and could not be written as RGB: inks with transparency, for example.
        Err(ToolError::Failed { why }) if why.contains("unable to write") => {
            let why = "No preview: libvips cannot turn this variant of the format into RGB. The original is kept.";
            return Err(Trouble::unsupported(why));
        }
        other => other.map_err(refused)?,
    };
    let drawn = bench.left("stand-in.png").await?;
    let bytes = drawn.ok_or_else(|| Trouble::tool("libvips", ToolError::Failed { why: "no picture".to_owned() }))?;
    Ok(Look { source: Some(Source::png(bytes)), size: as_stored((width, height)), ..Look::default() })
}

async fn by_frame(bench: &Bench<'_>, reader: &str) -> Result<Look, Trouble> {
    let refused = |error: ToolError| Trouble::tool("FFmpeg", error);
    let said = bench.call(&tool::film_facts(reader)).await.map_err(refused)?;
    let facts =
        super::streams::read(&said.stdout).ok_or_else(|| Trouble::unsupported("FFmpeg found nothing in it."))?;
    bench.call(&tool::poster(reader, "0")).await.map_err(refused)?;
    let bytes = bench.left("stand-in.png").await?.ok_or_else(|| Trouble::unsupported("There is no frame in it."))?;
    let mut look = Look { source: Some(Source::png(bytes)), ..Look::default() };
    if let Some(video) = &facts.video {
        look.size = as_stored((video.width, video.height));
        look.properties.frames = video.frames.filter(|count| *count > 1);
    }
    Ok(look)
}

/// `input: 3024x4032 uchar, 3 bands, srgb, heifload` as width and height.
fn size_in(line: &str) -> Option<(u32, u32)> {
    let size = line.lines().next()?.split(": ").nth(1)?.split(' ').next()?;
    let (width, height) = size.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

fn as_stored((width, height): (u32, u32)) -> Option<(i32, i32)> {
    Some((i32::try_from(width).ok()?, i32::try_from(height).ok()?))
}

/// The largest whole preview that the camera put into its raw file, turned as the raw file says.
pub(super) async fn raw(ctx: &Ctx, version: &version::Model) -> Result<Look, Trouble> {
    let bench = Bench::lay_out(ctx, version, "exiftool").await?;
    let turned = bench.call(&tool::raw_orientation()).await.map_err(|error| Trouble::tool("ExifTool", error))?;
    let turned = String::from_utf8_lossy(&turned.stdout).trim().parse().unwrap_or(1);
    for tag in RAW_PREVIEWS {
        let Ok(found) = bench.call(&tool::raw_preview(tag)).await else { continue };
        if found.is_cut || !is_whole_jpeg(&found.stdout) {
            continue;
        }
        let Ok(declared) = probe::dimensions(&found.stdout, "image/jpeg") else { continue };
        let is_upright = declared.orientation == 1;
        let bytes = if is_upright { with_orientation(found.stdout, turned) } else { found.stdout };
        return Ok(Look { source: Some(Source::stand_in(bytes, "image/jpeg")), ..Look::default() });
    }
    Err(Trouble::unsupported("No preview: the camera left none in this raw file that is whole. The original is kept."))
}

/// Begins and ends as a JPEG does; a preview that is cut off has no end.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    bytes.starts_with(&[0xFF, 0xD8, 0xFF]) && bytes[..end].ends_with(&[0xFF, 0xD9])
}

/// The same JPEG with an Exif block in front that says how it is turned.
fn with_orientation(jpeg: Vec<u8>, orientation: u8) -> Vec<u8> {
    if !(2..=8).contains(&orientation) {
        return jpeg;
    }
    let mut turned = vec![0xFF, 0xD8, 0xFF, 0xE1, 0, 34];
    turned.extend_from_slice(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    turned.extend_from_slice(&[orientation, 0, 0, 0, 0, 0, 0]);
    turned.extend_from_slice(jpeg.get(2..).unwrap_or_default());
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_is_read_from_the_line_of_libvips() {
        assert_eq!(size_in("input: 3024x4032 uchar, 3 bands, srgb, heifload\n"), Some((3024, 4032)));
        assert_eq!(size_in("nothing of the kind"), None);
    }

    #[test]
    fn a_preview_without_a_direction_takes_that_of_its_raw_file() {
        let mut small = Vec::new();
        let picture = image_of(4, 2);
        small.extend_from_slice(&picture);
        let turned = with_orientation(small, 6);
        let declared = probe::dimensions(&turned, "image/jpeg").expect("a JPEG");
        assert_eq!((declared.orientation, declared.width, declared.height), (6, 2, 4));
        assert!(is_whole_jpeg(&turned));
        assert!(!is_whole_jpeg(&turned[..turned.len() - 3]));
    }

    /// A JPEG made by the pipeline itself.
    fn image_of(width: u32, height: u32) -> Vec<u8> {
        use media::encode::Format;
        use media::limits::Limits;
        use media::pipeline::{self, Recipe};
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"/>");
        let recipe = Recipe::new("x", 4, Format::Jpeg, 80);
        let limits = Limits::new(1000, 1 << 20, std::time::Duration::from_secs(5));
        let mut made = pipeline::render(svg.as_bytes(), "image/svg+xml", &[recipe], &limits, &|| true).expect("drawn");
        made.remove(0).bytes
    }
}
