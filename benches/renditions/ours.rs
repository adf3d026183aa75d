//! Makes renditions for the comparison with other programs, makes its large photos, and judges what anybody made.
//!
//! `make FROM TO` · `render OUT EFFORT LANES PHOTO…` · `judge OUT PHOTO…` (mean SSIM and bytes for each size).
//! CPU and memory are measured from outside, for every program alike: see `run.sh`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::{DynamicImage, GrayImage, RgbImage};
use media::encode::Format;
use media::limits::Limits;
use media::pipeline::{self, Recipe};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

const SIZES: [(u32, &str); 3] = [(320, "jpg"), (1280, "jpg"), (2048, "webp")];

fn main() -> Outcome {
    // Cargo puts a word of its own behind the others.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", from, to] => make(Path::new(from), Path::new(to)),
        ["render", out, effort, lanes, photos @ ..] => render(Path::new(out), effort.parse()?, lanes.parse()?, photos),
        ["judge", out, photos @ ..] => judge(Path::new(out), photos),
        _ => {
            println!("renditions: run by benches/renditions/run.sh");
            Ok(())
        }
    }
}

fn limits() -> Limits {
    Limits::new(400_000_000, 2 << 30, Duration::from_secs(600))
}

fn name_of(photo: &str) -> String {
    Path::new(photo).file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

fn render(out: &Path, effort: u8, lanes: usize, photos: &[&str]) -> Outcome {
    let recipes = SIZES.map(|(edge, extension)| {
        let format = if extension == "webp" { Format::WebP } else { Format::Jpeg };
        Recipe { effort, ..Recipe::new(format!("{edge}.{extension}"), edge, format, 80) }
    });
    let next = AtomicUsize::new(0);
    let lane = || -> Outcome {
        while let Some(photo) = photos.get(next.fetch_add(1, Ordering::Relaxed)) {
            let bytes = fs::read(photo)?;
            for made in pipeline::render(&bytes, "image/jpeg", &recipes, &limits(), &|| true)? {
                fs::write(out.join(format!("{}.{}", name_of(photo), made.recipe)), made.bytes)?;
            }
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..lanes.max(1)).map(|_| scope.spawn(lane)).collect();
        running.into_iter().try_for_each(|lane| lane.join().map_err(|_| "a lane died")?)
    })
}

/// Photos of 12 and 24 megapixels from real ones: enlarged, with grain, half stored as 4:2:2 and half as 4:2:0.
fn make(from: &Path, to: &Path) -> Outcome {
    let mut photos: Vec<PathBuf> = fs::read_dir(from)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    photos.retain(|path| path.extension().is_some_and(|extension| extension == "jpg"));
    photos.sort();
    for (index, path) in photos.iter().enumerate() {
        let name = name_of(&path.to_string_lossy());
        fs::copy(path, to.join(format!("{name}.jpg")))?;
        let picture = pipeline::picture(&fs::read(path)?, "image/jpeg", None, &limits())?;
        let megapixels = if index % 2 == 0 { 12.0 } else { 24.0 };
        let scale = (megapixels * 1e6 / (f64::from(picture.width()) * f64::from(picture.height()))).sqrt();
        let edge = |edge: u32| (f64::from(edge) * scale).round() as u32;
        let mut large = resized(&picture, edge(picture.width()), edge(picture.height()))?.into_rgb8();
        grain(&mut large, index as u64 + 1);
        let subsampling = if index / 2 % 2 == 0 { Subsamp::Sub2x1 } else { Subsamp::Sub2x2 };
        fs::write(to.join(format!("{name}-{megapixels}mp.jpg")), jpeg(&large, subsampling)?)?;
    }
    Ok(())
}

fn resized(
    picture: &DynamicImage,
    width: u32,
    height: u32,
) -> Result<DynamicImage, Box<dyn std::error::Error + Send + Sync>> {
    let mut target = DynamicImage::new(width, height, picture.color());
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
    Resizer::new().resize(picture, &mut target, &options)?;
    Ok(target)
}

/// Noise of brightness with a deviation of 2.5 levels: the sum of twelve even numbers is nearly bell-shaped.
fn grain(picture: &mut RgbImage, seed: u64) {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut even = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1 << 24) as f32
    };
    for pixel in picture.pixels_mut() {
        let noise = 2.5 * ((0..12).map(|_| even()).sum::<f32>() - 6.0);
        pixel.0 = pixel.0.map(|level| (f32::from(level) + noise).round().clamp(0.0, 255.0) as u8);
    }
}

fn jpeg(picture: &RgbImage, subsampling: Subsamp) -> Result<Vec<u8>, turbojpeg::Error> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut compressor = Compressor::new()?;
    compressor.set_quality(92)?;
    compressor.set_subsamp(subsampling)?;
    let pixels = picture.as_raw().as_slice();
    compressor.compress_to_vec(Image { pixels, width, pitch: width * 3, height, format: PixelFormat::RGB })
}

/// Against the photo itself, decoded whole and shrunk in one step.
fn judge(out: &Path, photos: &[&str]) -> Outcome {
    for (edge, extension) in SIZES {
        let (mut similar, mut bytes, mut count) = (0.0, 0, 0.0);
        for photo in photos {
            let made = fs::read(out.join(format!("{}.{edge}.{extension}", name_of(photo))))?;
            let whole = pipeline::picture(&fs::read(photo)?, "image/jpeg", None, &limits())?;
            let mime = if extension == "webp" { "image/webp" } else { "image/jpeg" };
            let seen = pipeline::picture(&made, mime, None, &limits())?.into_luma8();
            let wanted = resized(&whole, seen.width(), seen.height())?.into_luma8();
            similar += ssim(&wanted, &seen);
            bytes += made.len();
            count += 1.0;
        }
        println!("{edge} {:.4} {}", similar / count, bytes / photos.len().max(1));
    }
    Ok(())
}

/// Mean structural similarity of brightness, over windows of 8 by 8 pixels, every 4.
fn ssim(one: &GrayImage, other: &GrayImage) -> f64 {
    const WINDOW: u32 = 8;
    let (steady, contrast) = ((0.01f64 * 255.0).powi(2), (0.03f64 * 255.0).powi(2));
    let (mut sum, mut count) = (0.0, 0.0);
    for top in (0..one.height().saturating_sub(WINDOW)).step_by(4) {
        for left in (0..one.width().saturating_sub(WINDOW)).step_by(4) {
            let mut sums = [0.0f64; 5];
            for y in top..top + WINDOW {
                for x in left..left + WINDOW {
                    let (a, b) = (f64::from(one.get_pixel(x, y).0[0]), f64::from(other.get_pixel(x, y).0[0]));
                    for (sum, value) in sums.iter_mut().zip([a, b, a * a, b * b, a * b]) {
                        *sum += value;
                    }
                }
            }
            let [a, b, aa, bb, ab] = sums.map(|sum| sum / f64::from(WINDOW * WINDOW));
            let (spread_a, spread_b, both) = (aa - a * a, bb - b * b, ab - a * b);
            sum += (2.0 * a * b + steady) * (2.0 * both + contrast)
                / ((a * a + b * b + steady) * (spread_a + spread_b + contrast));
            count += 1.0;
        }
    }
    sum / f64::max(count, 1.0)
}
