//! How a picture looks, for finding near-duplicates: a small [`Look`] to compare two with, and its [`Print`] to look
//! others up by. A look decides, a print only finds what is worth comparing.
//!
//! The print is of waves, not of neighboring fields: the signs of a picture's waves are independent of each other, so
//! pictures of different things differ in half of the bits, and a common layout (bright sky, dark ground) is one bit.

use std::sync::LazyLock;

use image::imageops::FilterType;

/// Two pictures whose looks differ by at most this are the same picture, changed a little. Chosen from all pairs of the
/// test corpus and of the demo brand; docs/decisions/0022 has the table.
pub const LOOKS_THE_SAME: f32 = 0.12;

/// Prints that differ in more bits than this are of different pictures; they are not compared.
pub const NEAR: u32 = 8;

/// A print is looked up by its pieces; together they are the whole print.
pub const PIECES: usize = 3;
/// Bits of a piece.
pub const PIECE_BITS: u32 = 21;
/// Values of a piece that [`Print::near`] names.
pub const NEAR_PIECES: usize = (1 << WEAKEST) + PIECE_BITS as usize - WEAKEST;

/// How a picture is turned, by the numbers of the Exif orientation: 1 is upright, 2 mirrored, 3 upside down and so on.
pub const ORIENTATIONS: usize = 8;

/// Bytes of a stored look.
pub const LOOK_BYTES: usize = GRID * GRID + 2 * COLORS * COLORS;

/// Fields of brightness across and down.
const GRID: usize = 16;
/// Fields of color across and down.
const COLORS: usize = 4;

/// Waves across and down that the print is taken from; that of no wave at all, the mean, is left out.
const WAVES: usize = 8;
const BITS: usize = WAVES * WAVES - 1;
/// A wave this weak is noise. Symmetric pictures have many that are none; their sign would be a matter of chance.
const NOISE: f32 = 1.0;
/// So many bits of a piece are tried both ways: those of the weakest waves, which change first.
const WEAKEST: usize = 6;

/// A wave of this strength is seen.
const SEEN: f32 = 8.0;
/// So many of the waves that go across *and* down must be seen. Plain colors, gradients, bands, lines of text and
/// single shapes on white have none or few, and would look like each other by the thousand.
const LEAST_SEEN: usize = 14;

/// Steps in brightness above this count for little more than steps of this height: else the outline of goods or of a
/// badge on white would outweigh all that is inside.
const STEEP: f32 = 6.0;

/// Two fields whose color is further from gray than this (of 127) are colorful.
const COLORFUL: f32 = 16.0;
/// Colors nearer to each other than this are the same however weak they are.
const SAME_COLOR: f32 = 12.0;
/// Below this (1: the same colors, perhaps paler; 0: nothing to do with each other) a picture is another color of it.
const LEAST_LIKE_IN_COLOR: f32 = 0.5;

type Grid<const N: usize> = [[u8; N]; N];

/// A picture as 16 × 16 fields of brightness and 4 × 4 of color, stretched to a square.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    light: Grid<GRID>,
    blue: Grid<COLORS>,
    red: Grid<COLORS>,
}

/// 63 signs of waves and how sure each is.
#[derive(Clone, Debug, PartialEq)]
pub struct Print {
    /// The lowest waves first, in the lowest bits.
    pub bits: u64,
    /// How far each wave is from having the other sign.
    margins: [f32; BITS],
}

/// A picture in its eight orientations, to be compared with others as they are.
#[derive(Clone, Debug)]
pub struct Turned {
    looks: [Look; ORIENTATIONS],
    /// The print of orientation `n` at `n - 1`.
    pub prints: [Print; ORIENTATIONS],
}

impl Look {
    /// The look of an encoded small rendition. None if it cannot be decoded, or if it shows too little to be told apart
    /// from others that show little.
    pub fn of(rendition: &[u8]) -> Option<Look> {
        let image = crate::pipeline::decode_rendition(rendition)?;
        let flat = image::DynamicImage::ImageRgb8(crate::color::flatten(&image));
        let small = flat.resize_exact(GRID as u32, GRID as u32, FilterType::Triangle).into_rgb8();
        let mut light = [[0; GRID]; GRID];
        let mut sums = [[[0_u32; 3]; COLORS]; COLORS];
        for (x, y, pixel) in small.enumerate_pixels() {
            let (x, y) = (x as usize, y as usize);
            light[y][x] = brightness(pixel.0.map(u32::from));
            let sum = &mut sums[y * COLORS / GRID][x * COLORS / GRID];
            for (sum, channel) in sum.iter_mut().zip(pixel.0) {
                *sum += u32::from(channel);
            }
        }
        let each = ((GRID / COLORS) * (GRID / COLORS)) as u32;
        let mean = |sum: [u32; 3]| sum.map(|channel| channel / each);
        let blue = sums.map(|line| line.map(|sum| tint(mean(sum), 2, 0.564)));
        let red = sums.map(|line| line.map(|sum| tint(mean(sum), 0, 0.713)));
        let look = Look { light, blue, red };
        (!look.shows_little()).then_some(look)
    }

    /// The bytes to store, [`LOOK_BYTES`] of them.
    pub fn to_bytes(&self) -> Vec<u8> {
        let colors = self.blue.iter().chain(&self.red).flatten();
        self.light.iter().flatten().chain(colors).copied().collect()
    }

    /// What was stored. None if it is not as long as a look.
    pub fn from_bytes(bytes: &[u8]) -> Option<Look> {
        if bytes.len() != LOOK_BYTES {
            return None;
        }
        let (light, colors) = bytes.split_at(GRID * GRID);
        let (blue, red) = colors.split_at(COLORS * COLORS);
        Some(Look { light: grid(light), blue: grid(blue), red: grid(red) })
    }

    /// The look of the same picture in orientation `index + 1`.
    pub fn turned(&self, index: usize) -> Look {
        Look { light: turned(&self.light, index), blue: turned(&self.blue, index), red: turned(&self.red, index) }
    }

    /// The print to store and to look others up by.
    pub fn print(&self) -> Print {
        let waves = self.waves();
        let (mut bits, mut margins) = (0, [0.0; BITS]);
        for (place, (across, down)) in ORDER.iter().enumerate() {
            let above = waves[*down][*across] - NOISE;
            bits |= u64::from(above > 0.0) << place;
            margins[place] = above.abs();
        }
        Print { bits, margins }
    }

    /// How different two pictures look: 0 for the same, about 1 for two that have nothing to do with each other.
    /// Brightness and contrast count for little, color not at all where one of the two is gray; other colors make
    /// another picture.
    pub fn difference(&self, other: &Look) -> f32 {
        if self.is_in_other_colors_than(other) {
            return 1.0;
        }
        1.0 - likeness(&self.steps(), &other.steps())
    }

    /// Whether it has too little in it to be told from others.
    fn shows_little(&self) -> bool {
        let waves = self.waves();
        let both_ways = waves.iter().skip(1).flat_map(|line| &line[1..]);
        both_ways.filter(|wave| wave.abs() >= SEEN).count() < LEAST_SEEN
    }

    /// The strength of each wave, `[down][across]`: the low corner of a cosine transform.
    fn waves(&self) -> [[f32; WAVES]; WAVES] {
        let mut lines = [[0.0; WAVES]; GRID];
        for (line, fields) in lines.iter_mut().zip(&self.light) {
            for (wave, cosine) in line.iter_mut().zip(COSINES.iter()) {
                *wave = fields.iter().zip(cosine).map(|(field, cosine)| f32::from(*field) * cosine).sum();
            }
        }
        std::array::from_fn(|down| {
            let column =
                |across: usize| lines.iter().zip(&COSINES[down]).map(move |(line, cosine)| line[across] * cosine);
            std::array::from_fn(|across| column(across).sum())
        })
    }

    /// From each field to its right and to its lower neighbor, without the even gradient over all and without heights.
    fn steps(&self) -> Vec<f32> {
        let light = |y: usize, x: usize| f32::from(self.light[y][x]);
        let across = (0..GRID).flat_map(|y| (1..GRID).map(move |x| light(y, x) - light(y, x - 1)));
        let down = (1..GRID).flat_map(|y| (0..GRID).map(move |x| light(y, x) - light(y - 1, x)));
        let mut steps: Vec<f32> = across.chain(down).collect();
        for direction in steps.chunks_mut(GRID * (GRID - 1)) {
            let mean = direction.iter().sum::<f32>() / direction.len() as f32;
            for step in direction {
                let height = *step - mean;
                *step = height / height.hypot(STEEP);
            }
        }
        steps
    }

    fn colors(&self) -> Vec<f32> {
        self.blue.iter().chain(&self.red).flatten().map(|tint| f32::from(*tint) - 128.0).collect()
    }

    fn is_in_other_colors_than(&self, other: &Look) -> bool {
        let (one, other) = (self.colors(), other.colors());
        let most = |colors: &[f32]| colors.iter().fold(0.0_f32, |most, tint| most.max(tint.abs()));
        if most(&one) < COLORFUL || most(&other) < COLORFUL {
            return false;
        }
        let squares: f32 = one.iter().zip(&other).map(|(one, other)| (one - other).powi(2)).sum();
        let apart = (squares / one.len() as f32).sqrt();
        apart > SAME_COLOR && likeness(&one, &other) < LEAST_LIKE_IN_COLOR
    }
}

impl Turned {
    /// A picture in all orientations.
    pub fn of(look: &Look) -> Turned {
        let looks: [Look; ORIENTATIONS] = std::array::from_fn(|index| look.turned(index));
        let prints = std::array::from_fn(|index| looks[index].print());
        Turned { looks, prints }
    }

    /// The fewest bits in which the other print differs in any orientation.
    pub fn distance(&self, bits: u64) -> u32 {
        self.prints.iter().map(|print| distance(print.bits, bits)).min().unwrap_or(u32::MAX)
    }

    /// How different the other looks in the orientation in which it differs least, and which that is, by the numbers of
    /// Exif. None if its print is near in no orientation.
    pub fn compare(&self, other: &Look) -> Option<(f32, usize)> {
        let bits = other.print().bits;
        let near = |(_, print): &(&Look, &Print)| distance(print.bits, bits) <= NEAR;
        let turns = self.looks.iter().zip(&self.prints).enumerate().filter(|(_, turn)| near(turn));
        let compared = turns.map(|(index, (look, _))| (look.difference(other), index + 1));
        compared.min_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))
    }
}

impl Print {
    /// The piece at `place`.
    pub fn piece(&self, place: usize) -> u32 {
        piece(self.bits, place)
    }

    /// The values that the piece at `place` may have in a print near this one, [`NEAR_PIECES`] of them: its own, those
    /// in which any of the six weakest waves have the other sign, and those in which any one other wave has. So a
    /// picture is found if one of its three pieces differs in one bit at most, or only in bits that are weak in this one.
    pub fn near(&self, place: usize) -> Vec<u32> {
        let first = place * PIECE_BITS as usize;
        let mut weakest: Vec<usize> = (0..PIECE_BITS as usize).collect();
        weakest.sort_by(|one, other| self.margins[first + one].total_cmp(&self.margins[first + other]));
        let strong = weakest.split_off(WEAKEST);
        let own = self.piece(place);
        let mut all = Vec::with_capacity(NEAR_PIECES);
        for some in 0_u32..1 << WEAKEST {
            let other_way = weakest.iter().enumerate().filter(|(index, _)| (some >> index) & 1 == 1);
            all.push(other_way.fold(own, |value, (_, bit)| value ^ (1 << bit)));
        }
        all.extend(strong.into_iter().map(|bit| own ^ (1 << bit)));
        all
    }
}

/// The piece at `place` of a print's bits.
pub fn piece(bits: u64, place: usize) -> u32 {
    (bits >> (place as u32 * PIECE_BITS)) as u32 & ((1 << PIECE_BITS) - 1)
}

/// How many bits differ.
pub fn distance(one: u64, other: u64) -> u32 {
    (one ^ other).count_ones()
}

/// The rows of an orthonormal cosine transform.
static COSINES: LazyLock<[[f32; GRID]; WAVES]> = LazyLock::new(|| {
    let size = GRID as f32;
    std::array::from_fn(|wave| {
        let scale = if wave == 0 { (1.0 / size).sqrt() } else { (2.0 / size).sqrt() };
        std::array::from_fn(|x| scale * (std::f32::consts::PI * (x as f32 + 0.5) * wave as f32 / size).cos())
    })
});

/// Waves `(across, down)` in the order of the print's bits: the longest first, which change least.
static ORDER: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    let mut order: Vec<_> = (1..WAVES * WAVES).map(|index| (index % WAVES, index / WAVES)).collect();
    order.sort_by_key(|(across, down)| (across + down, across.abs_diff(*down), *across));
    order
});

/// The cosine of the angle between two lists of numbers; 0 where one of them is all zero.
fn likeness(one: &[f32], other: &[f32]) -> f32 {
    let dot = |one: &[f32], other: &[f32]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f32>();
    let length = (dot(one, one) * dot(other, other)).sqrt();
    if length > 0.0 { dot(one, other) / length } else { 0.0 }
}

fn brightness([red, green, blue]: [u32; 3]) -> u8 {
    ((299 * red + 587 * green + 114 * blue + 500) / 1000) as u8
}

/// How far a channel is from the brightness, around 128.
fn tint(rgb: [u32; 3], channel: usize, scale: f32) -> u8 {
    let apart = rgb[channel] as f32 - f32::from(brightness(rgb));
    (128.0 + scale * apart).round().clamp(0.0, 255.0) as u8
}

fn grid<const N: usize>(bytes: &[u8]) -> Grid<N> {
    std::array::from_fn(|y| std::array::from_fn(|x| bytes[y * N + x]))
}

fn turned<const N: usize>(grid: &Grid<N>, index: usize) -> Grid<N> {
    let last = N - 1;
    std::array::from_fn(|y| {
        std::array::from_fn(|x| {
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
            grid[row][column]
        })
    })
}
