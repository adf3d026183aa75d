//! What an X.509 certificate says: whose it is, who gave it out, from when until when, and its key. Judges nothing.

use super::der::{BIT_STRING, Der, INTEGER, OID, SEQUENCE};

/// What kind of key it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    P256,
    P384,
    Rsa,
    Ed25519,
    /// One that is not checked here.
    Other,
}

/// A certificate, as far as it is needed.
#[derive(Debug, Clone, Copy)]
pub struct Certificate<'a> {
    pub issuer: Der<'a>,
    pub subject: Der<'a>,
    /// Seconds since 1970.
    pub not_before: i64,
    pub not_after: i64,
    pub key: Key,
    /// The key itself, in the form its kind has inside of certificates.
    pub key_bytes: &'a [u8],
}

const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANIZATION: &[u8] = &[0x55, 4, 10];
const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 1];
const RSA_PSS: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10];
const ED25519: &[u8] = &[0x2B, 0x65, 0x70];
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];
const P384: &[u8] = &[0x2B, 0x81, 4, 0, 34];

/// The certificate in these bytes.
pub fn read(bytes: &[u8]) -> Option<Certificate<'_>> {
    let signed = Der::of(bytes, SEQUENCE)?.nth(0)?;
    // The version comes first where there is one; then number, algorithm, issuer, validity, subject, key.
    let mut fields = signed.inside().skip_while(|field| field.tag != INTEGER).skip(2);
    let (issuer, validity, subject, key) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let (kind, bits) = (key.nth(0)?, key.nth(1)?.content_of(BIT_STRING)?);
    Some(Certificate {
        issuer,
        subject,
        not_before: validity.nth(0)?.time()?,
        not_after: validity.nth(1)?.time()?,
        key: key_kind(kind)?,
        // The first byte counts bits that are not used.
        key_bytes: bits.strip_prefix(&[0])?,
    })
}

fn key_kind(algorithm: Der<'_>) -> Option<Key> {
    let id = algorithm.nth(0)?.content_of(OID)?;
    let curve = || algorithm.nth(1).and_then(|curve| curve.content_of(OID));
    Some(match id {
        RSA | RSA_PSS => Key::Rsa,
        ED25519 => Key::Ed25519,
        _ if curve() == Some(P256) => Key::P256,
        _ if curve() == Some(P384) => Key::P384,
        _ => Key::Other,
    })
}

impl Certificate<'_> {
    /// Whether this moment (seconds since 1970) lies in its time.
    pub fn is_valid_at(&self, moment: i64) -> bool {
        (self.not_before..=self.not_after).contains(&moment)
    }

    pub fn common_name(&self) -> Option<String> {
        named(self.subject, COMMON_NAME)
    }

    pub fn organization(&self) -> Option<String> {
        named(self.subject, ORGANIZATION)
    }

    /// Who gave it out: an organization, or a name where none is said.
    pub fn issuer_name(&self) -> Option<String> {
        named(self.issuer, ORGANIZATION).or_else(|| named(self.issuer, COMMON_NAME))
    }
}

fn named(name: Der<'_>, wanted: &[u8]) -> Option<String> {
    let mut parts = name.inside().flat_map(Der::inside);
    let value = parts.find_map(|part| {
        let is_wanted = part.nth(0)?.content_of(OID)? == wanted;
        part.nth(1).filter(|_| is_wanted)
    })?;
    let text = match value.tag {
        // Two bytes for each letter.
        0x1E => {
            let units: Vec<u16> =
                value.content.chunks_exact(2).map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1])).collect();
            String::from_utf16_lossy(&units)
        }
        _ => String::from_utf8_lossy(value.content).into_owned(),
    };
    let text: String = text.chars().filter(|letter| !letter.is_control()).take(200).collect();
    (!text.trim().is_empty()).then_some(text)
}
