//! The loudness of a sound over time: measured from its samples, drawn as a picture.

use std::fmt::Write;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

/// How many values a whole sound has, however long it is.
pub(super) const POINTS: usize = 600;

/// A sound's loudness.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// The largest sample of each of the equal parts, 0 to 255.
    pub peaks: Vec<u8>,
    pub samples: u64,
}

/// Reads 16-bit samples of one channel, little-endian. A short sound has as many values as samples.
pub(super) fn peaks(path: &Path) -> io::Result<Heard> {
    let file = File::open(path)?;
    let samples = file.metadata()?.len() / 2;
    let points = (POINTS as u64).min(samples);
    let mut reader = BufReader::with_capacity(256 * 1024, file);
    let mut peaks = Vec::with_capacity(POINTS);
    for point in 0..points {
        let count = samples * (point + 1) / points - samples * point / points;
        let mut part = vec![0; usize::try_from(count * 2).unwrap_or(0)];
        reader.read_exact(&mut part)?;
        let loudest = part.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]]).unsigned_abs()).max();
        peaks.push(u8::try_from(loudest.unwrap_or(0) / 128).unwrap_or(u8::MAX));
    }
    Ok(Heard { peaks, samples })
}

/// The waveform as a drawing twice as wide as high, in a gray that can be seen on light and on dark.
pub(super) fn draw(peaks: &[u8]) -> String {
    const BARS: usize = 150;
    let mut svg = String::from(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1200\" height=\"600\" viewBox=\"0 0 1200 600\">\
         <rect width=\"1200\" height=\"600\" fill=\"#eef0f3\"/><g fill=\"#55606e\">",
    );
    let bars = BARS.min(peaks.len());
    for bar in 0..bars {
        let (from, to) = (peaks.len() * bar / bars, peaks.len() * (bar + 1) / bars);
        let loudest = peaks[from..to].iter().copied().max().unwrap_or(0);
        let height = f64::from(loudest) / 255.0 * 520.0 + 4.0;
        let (x, y) = (1200.0 / bars as f64 * bar as f64 + 1.5, 300.0 - height / 2.0);
        let width = (1200.0 / bars as f64 - 3.0).max(1.0);
        // Writing to a String cannot fail.
        let _ = write!(svg, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\"/>");
    }
    svg.push_str("</g></svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loud_parts_are_loud_and_silence_is_silent() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("wave.raw");
        let mut samples: Vec<u8> = vec![0; 6000];
        for at in 0..1500 {
            let loud: i16 = if at % 2 == 0 { i16::MAX } else { i16::MIN };
            samples.extend_from_slice(&loud.to_le_bytes());
        }
        std::fs::write(&path, samples).expect("written");
        let heard = peaks(&path).expect("read");
        assert_eq!((heard.peaks.len(), heard.samples), (POINTS, 4500));
        assert_eq!((heard.peaks[0], heard.peaks[POINTS - 1]), (0, 255));
        std::fs::write(&path, [0, 1]).expect("written");
        assert_eq!(peaks(&path).expect("read").peaks, [2]);
    }

    #[test]
    fn a_sound_without_samples_is_a_drawing_without_bars() {
        assert_eq!(draw(&[]).matches("<rect").count(), 1);
        assert!(draw(&[0, 255]).matches("<rect").count() == 3);
    }
}
