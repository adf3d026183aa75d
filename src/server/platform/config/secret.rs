//! Values that must not be shown, and the server's own secret in the data folder.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Fewest characters of a secret set by hand.
pub const SHORTEST_SECRET: usize = 16;

const FILE_NAME: &str = "secret";

/// A value that no log, error or debug print shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    pub fn new(value: T) -> Secret<T> {
        Secret(value)
    }

    /// The value itself, for the one place that needs it.
    pub fn reveal(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[masked]")
    }
}

/// The 32 bytes that every other secret of this server is derived from.
pub fn derive(text: &str) -> Secret<[u8; 32]> {
    Secret(blake3::derive_key("placet 2026-11 server secret", text.trim().as_bytes()))
}

/// Where the generated secret is kept.
pub fn file(data_dir: &Path) -> PathBuf {
    data_dir.join(FILE_NAME)
}

/// The text kept in the data folder, 64 hexadecimal digits, made on first use. It may be moved to `PLACET_SECRET`
/// as it stands. Two processes that start together get the same one.
pub fn load_or_create(data_dir: &Path) -> io::Result<String> {
    let path = file(data_dir);
    match fs::read_to_string(&path) {
        Ok(text) => return check(text),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    fs::create_dir_all(data_dir)?;
    let temporary = data_dir.join(format!(".{FILE_NAME}.{}", &random_digits()?[..16]));
    let linked = write_new(&temporary).and_then(|()| fs::hard_link(&temporary, &path));
    let _ = fs::remove_file(&temporary);
    match linked {
        // Another process was quicker; its secret counts.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    File::open(data_dir)?.sync_all()?;
    check(fs::read_to_string(&path)?)
}

fn write_new(path: &Path) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(random_digits()?.as_bytes())?;
    file.write_all(b"\n")?;
    file.sync_all()
}

/// 64 hexadecimal digits of chance.
fn random_digits() -> io::Result<String> {
    let mut random = [0u8; 32];
    getrandom::fill(&mut random).map_err(io::Error::other)?;
    Ok(random.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn check(text: String) -> io::Result<String> {
    let text = text.trim();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(text.to_owned());
    }
    Err(io::Error::new(io::ErrorKind::InvalidData, "it does not hold 64 hexadecimal digits"))
}
