//! The two hashes every file is known by.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::disk_work::blocking;
use crate::platform::error::Result;

/// Files are read in blocks of this size, bytes.
const BLOCK: usize = 512 * 1024;

/// Both hashes of a file, lower-case hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hashes {
    pub blake3: String,
    pub sha256: String,
}

/// Both hashes on the way.
#[derive(Default)]
pub(super) struct Hashers {
    blake3: blake3::Hasher,
    sha256: Sha256,
}

impl Hashers {
    pub(super) fn update(&mut self, bytes: &[u8]) {
        self.blake3.update(bytes);
        self.sha256.update(bytes);
    }

    pub(super) fn finish(self) -> Hashes {
        Hashes { blake3: self.blake3.finalize().to_hex().to_string(), sha256: hex(&self.sha256.finalize()) }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hashes a file from the disk.
pub async fn hash(path: &Path) -> Result<Hashes> {
    let path = path.to_owned();
    blocking(move || {
        let mut file = File::open(path)?;
        let mut hashers = Hashers::default();
        let mut block = vec![0; BLOCK];
        loop {
            match file.read(&mut block)? {
                0 => return Ok(hashers.finish()),
                read => hashers.update(&block[..read]),
            }
        }
    })
    .await
}
