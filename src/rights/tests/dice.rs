//! Dice for tests: the same number throws the same for ever.

/// A small generator of random numbers (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'v>(&mut self, items: &[&'v str]) -> &'v str {
        items[self.below(items.len())]
    }

    pub fn some<'v>(&mut self, items: &[&'v str], most: usize) -> Vec<&'v str> {
        let count = 1 + self.below(most);
        (0..count).map(|_| self.pick(items)).collect()
    }
}
