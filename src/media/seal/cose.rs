//! The signature block of a claim (COSE_Sign1, RFC 9052): how it was signed, with which certificates, and when.

use super::signature::{Hash, Scheme};
use crate::credentials::cbor::{self, Value};

/// How many certificates of a chain are looked at.
const MAX_CHAIN: usize = 10;

/// A signature and what came with it.
pub struct Signed {
    /// As it stands in the file, for it is signed too.
    pub protected: Vec<u8>,
    /// `None` for a scheme that is not checked here.
    pub scheme: Option<Scheme>,
    /// Certificates in DER, the signer's first.
    pub chain: Vec<Vec<u8>>,
    pub signature: Vec<u8>,
    pub stamp: Option<Stamp>,
}

/// A time stamp (RFC 3161) and what it is about.
pub struct Stamp {
    pub token: Vec<u8>,
    /// About the signature; older ones are about the claim.
    pub is_of_signature: bool,
}

/// The signature in this block.
pub fn read(block: &[u8]) -> Option<Signed> {
    let whole = cbor::read(block)?;
    let [protected, beside, _, signature] = whole.list() else { return None };
    let protected = protected.bytes()?.to_vec();
    let header = if protected.is_empty() { Value::Map(Vec::new()) } else { cbor::read(&protected)? };
    let chain = [&header, beside].into_iter().find_map(|from| from.at(33).or_else(|| from.get("x5chain")));
    let scheme = header.at(1).or_else(|| beside.at(1)).and_then(Value::number).and_then(scheme);
    Some(Signed {
        scheme,
        chain: chain.map(certificates).unwrap_or_default(),
        signature: signature.bytes()?.to_vec(),
        stamp: stamp(beside, "sigTst2", true).or_else(|| stamp(beside, "sigTst", false)),
        protected,
    })
}

fn certificates(chain: &Value<'_>) -> Vec<Vec<u8>> {
    let one = chain.bytes().into_iter();
    one.chain(chain.list().iter().filter_map(Value::bytes)).take(MAX_CHAIN).map(<[u8]>::to_vec).collect()
}

fn scheme(number: i128) -> Option<Scheme> {
    Some(match number {
        -7 => Scheme::EcdsaFixed(Hash::Sha256),
        -35 => Scheme::EcdsaFixed(Hash::Sha384),
        -36 => Scheme::EcdsaFixed(Hash::Sha512),
        -37 => Scheme::RsaPss(Hash::Sha256),
        -38 => Scheme::RsaPss(Hash::Sha384),
        -39 => Scheme::RsaPss(Hash::Sha512),
        -8 => Scheme::Ed25519,
        _ => return None,
    })
}

fn stamp(beside: &Value<'_>, name: &str, is_of_signature: bool) -> Option<Stamp> {
    let token = beside.get(name)?.get("tstTokens")?.list().first()?.get("val")?.bytes()?.to_vec();
    Some(Stamp { token, is_of_signature })
}

impl Signed {
    /// What was signed, given the claim.
    pub fn message(&self, claim: &[u8]) -> Vec<u8> {
        self.about("Signature1", claim)
    }

    /// What a stamp was given for.
    pub fn stamped(&self, stamp: &Stamp, claim: &[u8]) -> Vec<u8> {
        if !stamp.is_of_signature {
            return self.about("CounterSignature", claim);
        }
        let mut signature = Vec::new();
        push(&mut signature, 0x40, &self.signature);
        self.about("CounterSignature", &signature)
    }

    fn about(&self, context: &str, payload: &[u8]) -> Vec<u8> {
        let mut message = vec![0x84];
        push(&mut message, 0x60, context.as_bytes());
        push(&mut message, 0x40, &self.protected);
        push(&mut message, 0x40, b"");
        push(&mut message, 0x40, payload);
        message
    }
}

/// A string of CBOR of this kind, its length in as few bytes as it takes.
fn push(out: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    let length = bytes.len() as u64;
    let wide = length.to_be_bytes();
    match length {
        0..=23 => out.push(kind | wide[7]),
        24..=0xFF => out.extend_from_slice(&[kind | 24, wide[7]]),
        0x100..=0xFFFF => out.extend([&[kind | 25], &wide[6..]].concat()),
        0x1_0000..=0xFFFF_FFFF => out.extend([&[kind | 26], &wide[4..]].concat()),
        _ => out.extend([&[kind | 27], &wide[..]].concat()),
    }
    out.extend_from_slice(bytes);
}
