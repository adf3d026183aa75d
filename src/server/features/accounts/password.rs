//! Passwords: what is too easy, and argon2id on a blocking thread.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};

use crate::platform::error::{Code, Error, Result};

/// Refuses passwords that are too short, too long or one repeated character.
pub fn check(password: &str) -> Result<()> {
    let mut distinct: Vec<char> = password.chars().collect();
    let length = distinct.len();
    distinct.sort_unstable();
    distinct.dedup();
    if (10..=256).contains(&length) && distinct.len() >= 4 {
        return Ok(());
    }
    Err(Error::field(Code::PasswordWeak, "password", "Use 10 to 256 characters, at least four different ones."))
}

/// The argon2id hash in PHC text form, with its own salt.
pub async fn hash(password: String) -> Result<String> {
    let hashed = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    let hashed = hashed.await.map_err(Error::internal)?;
    hashed.map_err(|why| Error::internal(anyhow::anyhow!("hashing failed: {why}")))
}

/// Whether the password is right. With `None` the same work is done for nothing, so that the time taken
/// does not tell who exists.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$zJhYbVVdVbyHnGzqXqbO4KnPWYl1zLZyT7cfbzvkzbQ";
    let known = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
    let right = tokio::task::spawn_blocking(move || {
        Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()
    });
    Ok(right.await.map_err(Error::internal)? && known)
}
