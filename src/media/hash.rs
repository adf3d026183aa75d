//! A print of how a picture looks, for finding near-duplicates. Compare two by the number of differing bits.

use image::imageops::FilterType;

/// Two pictures whose prints differ in at most this many bits are probably the same picture, rescaled or recompressed.
/// Those of the test corpus differ by none; drawings of different things, bright below and dark above, by five and more.
pub const LOOKS_THE_SAME: u32 = 3;

/// The grid of brightness the print is taken from; comparing each field with its right and its lower neighbor gives 60 bits.
const GRID: usize = 6;

/// Fields that differ this little from their mean (standard deviation, of 255) show nothing: white pages, dark frames.
const LEAST_CONTRAST: f64 = 10.0;
/// Neighbors that differ by this much at least are a feature; noise and rounding decide about the others.
const FEATURE: u8 = 3;
/// So many of the 60 comparisons must be features.
const LEAST_FEATURES: usize = 30;
/// A print with fewer bits against the trend of its direction shows an even gradient, as thousands of backdrops do.
const LEAST_TURNS: usize = 6;

/// How a picture is turned, by the numbers of the Exif orientation: 1 is upright, 2 mirrored, 3 upside down and so on.
pub const ORIENTATIONS: usize = 8;

type Fields = [[u8; GRID]; GRID];

/// The difference hash of an encoded small rendition, in both directions: one direction alone takes pictures
/// of different things on the same background for each other. None if it cannot be decoded.
pub fn perceptual(rendition: &[u8]) -> Option<u64> {
    Some(print(&fields(rendition)?))
}

/// The prints of a picture as it is and in its seven other orientations, the one of orientation `n` at `n - 1`. None if
/// it cannot be decoded, or if it shows too little to be told apart from others that show little: blank pages,
/// plain colors and even gradients would look like each other by the thousand.
pub fn looks(rendition: &[u8]) -> Option<[u64; ORIENTATIONS]> {
    let upright = fields(rendition)?;
    if shows_little(&upright) {
        return None;
    }
    let mut prints = [0; ORIENTATIONS];
    for (index, print_of) in prints.iter_mut().enumerate() {
        *print_of = print(&turned(&upright, index));
    }
    Some(prints)
}

/// How many bits differ.
pub fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

fn fields(rendition: &[u8]) -> Option<Fields> {
    let image = crate::pipeline::decode_rendition(rendition)?;
    let flat = image::DynamicImage::ImageRgb8(crate::color::flatten(&image));
    let small = flat.resize_exact(GRID as u32, GRID as u32, FilterType::Triangle).into_luma8();
    let mut fields = [[0; GRID]; GRID];
    for (x, y, pixel) in small.enumerate_pixels() {
        fields[y as usize][x as usize] = pixel.0[0];
    }
    Some(fields)
}

fn print(fields: &Fields) -> u64 {
    let mut hash = 0;
    for (across, down) in steps(fields) {
        hash = (hash << 1) | u64::from(across.0 > across.1);
        hash = (hash << 1) | u64::from(down.0 > down.1);
    }
    hash
}

/// Neighbors side by side and neighbors one above the other, in the order of the print's bits.
fn steps(fields: &Fields) -> impl Iterator<Item = ((u8, u8), (u8, u8))> + '_ {
    (0..GRID).flat_map(move |line| {
        (1..GRID).map(move |step| {
            let across = (fields[line][step - 1], fields[line][step]);
            let down = (fields[step - 1][line], fields[step][line]);
            (across, down)
        })
    })
}

/// The grid of the same picture in orientation `index + 1`.
fn turned(fields: &Fields, index: usize) -> Fields {
    let last = GRID - 1;
    let mut out = [[0; GRID]; GRID];
    for (y, line) in out.iter_mut().enumerate() {
        for (x, field) in line.iter_mut().enumerate() {
            let (column, row) = match index {
                1 => (last - x, y),
                2 => (last - x, last - y),
                3 => (x, last - y),
                4 => (y, x),
                5 => (y, last - x),
                6 => (last - y, last - x),
                7 => (last - y, x),
                _ => (x, y),
            };
            *field = fields[row][column];
        }
    }
    out
}

fn shows_little(fields: &Fields) -> bool {
    let all = fields.iter().flatten().map(|field| f64::from(*field));
    let count = (GRID * GRID) as f64;
    let mean = all.clone().sum::<f64>() / count;
    let deviation = (all.map(|field| (field - mean).powi(2)).sum::<f64>() / count).sqrt();
    let pairs: Vec<_> = steps(fields).collect();
    let is_feature = |pair: (u8, u8)| pair.0.abs_diff(pair.1) >= FEATURE;
    let features = pairs.iter().flat_map(|(across, down)| [*across, *down]).filter(|pair| is_feature(*pair)).count();
    // Falling and rising steps of each direction; a gradient only does one of the two.
    let against = |pairs: &mut dyn Iterator<Item = (u8, u8)>| {
        let (mut falls, mut rises) = (0, 0);
        for pair in pairs.filter(|pair| is_feature(*pair)) {
            if pair.0 > pair.1 { falls += 1 } else { rises += 1 }
        }
        usize::min(falls, rises)
    };
    let turns = against(&mut pairs.iter().map(|pair| pair.0)) + against(&mut pairs.iter().map(|pair| pair.1));
    deviation < LEAST_CONTRAST || features < LEAST_FEATURES || turns < LEAST_TURNS
}
