//! Whether a signature fits a message and a key, and the hashes that content credentials use. All of the mathematics is
//! `ring`'s.

use ring::digest;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};

use super::certificate::{Certificate, Key};

/// A hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

/// How something is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Both numbers side by side, each as long as the curve's.
    EcdsaFixed(Hash),
    /// Both numbers in DER.
    Ecdsa(Hash),
    RsaPss(Hash),
    RsaPkcs1(Hash),
    Ed25519,
}

/// What came of checking a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Holds,
    Broken,
    /// Kind of key and scheme do not go together here, or are not known.
    Unknown,
}

impl Hash {
    /// By the name that claims use.
    pub fn named(name: &str) -> Option<Hash> {
        match name {
            "sha256" => Some(Hash::Sha256),
            "sha384" => Some(Hash::Sha384),
            "sha512" => Some(Hash::Sha512),
            _ => None,
        }
    }

    /// The hash of these parts, one after the other.
    pub fn of<'a>(self, parts: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
        let mut context = digest::Context::new(match self {
            Hash::Sha256 => &digest::SHA256,
            Hash::Sha384 => &digest::SHA384,
            Hash::Sha512 => &digest::SHA512,
        });
        parts.into_iter().for_each(|part| context.update(part));
        context.finish().as_ref().to_vec()
    }
}

/// Whether the holder of this key signed the message.
pub fn check(of: &Certificate<'_>, scheme: Scheme, message: &[u8], signature: &[u8]) -> Outcome {
    let Some(algorithm) = algorithm(of.key, scheme) else { return Outcome::Unknown };
    match UnparsedPublicKey::new(algorithm, of.key_bytes).verify(message, signature) {
        Ok(()) => Outcome::Holds,
        Err(_) => Outcome::Broken,
    }
}

fn algorithm(key: Key, scheme: Scheme) -> Option<&'static dyn VerificationAlgorithm> {
    use Hash::{Sha256, Sha384, Sha512};
    Some(match (key, scheme) {
        (Key::P256, Scheme::EcdsaFixed(Sha256)) => &signature::ECDSA_P256_SHA256_FIXED,
        (Key::P384, Scheme::EcdsaFixed(Sha384)) => &signature::ECDSA_P384_SHA384_FIXED,
        (Key::P256, Scheme::Ecdsa(Sha256)) => &signature::ECDSA_P256_SHA256_ASN1,
        (Key::P256, Scheme::Ecdsa(Sha384)) => &signature::ECDSA_P256_SHA384_ASN1,
        (Key::P384, Scheme::Ecdsa(Sha256)) => &signature::ECDSA_P384_SHA256_ASN1,
        (Key::P384, Scheme::Ecdsa(Sha384)) => &signature::ECDSA_P384_SHA384_ASN1,
        (Key::Rsa, Scheme::RsaPss(Sha256)) => &signature::RSA_PSS_2048_8192_SHA256,
        (Key::Rsa, Scheme::RsaPss(Sha384)) => &signature::RSA_PSS_2048_8192_SHA384,
        (Key::Rsa, Scheme::RsaPss(Sha512)) => &signature::RSA_PSS_2048_8192_SHA512,
        (Key::Rsa, Scheme::RsaPkcs1(Sha256)) => &signature::RSA_PKCS1_2048_8192_SHA256,
        (Key::Rsa, Scheme::RsaPkcs1(Sha384)) => &signature::RSA_PKCS1_2048_8192_SHA384,
        (Key::Rsa, Scheme::RsaPkcs1(Sha512)) => &signature::RSA_PKCS1_2048_8192_SHA512,
        (Key::Ed25519, Scheme::Ed25519) => &signature::ED25519,
        _ => return None,
    })
}
