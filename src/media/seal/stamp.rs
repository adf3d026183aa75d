//! Time stamps of an authority (RFC 3161): what moment they state, whether they are about this message, and whether the
//! certificate that came along signed them. Whether that authority is to be believed is decided elsewhere.

use super::certificate::{self, Certificate};
use super::der::{Der, OCTET_STRING, OID, SEQUENCE, SET};
use super::signature::{self, Hash, Outcome, Scheme};

/// How many certificates and signers of one stamp are looked at.
const MAX_CERTIFICATES: usize = 12;

const SIGNED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2];
const STAMP: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 16, 1, 4];
const DIGEST_OF_CONTENT: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 4];
const RSA_FAMILY: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1];
const ECDSA_FAMILY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3];
const SHA_FAMILY: &[u8] = &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2];
const ED25519: &[u8] = &[0x2B, 0x65, 0x70];

/// A stamp that holds.
pub struct Stamped {
    /// Seconds since 1970.
    pub moment: i64,
    pub authority: Option<String>,
    /// Certificates in DER, the authority's own first.
    pub chain: Vec<Vec<u8>>,
}

/// Why a stamp is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    Malformed,
    /// It is about something else, or its signature does not hold.
    Mismatch,
    /// Signed in a way that is not checked here.
    Unknown,
}

/// Reads a stamp that was given for `message`.
pub fn read(token: &[u8], message: &[u8]) -> Result<Stamped, Unused> {
    let parts = parts(token).ok_or(Unused::Malformed)?;
    let imprint = parts.imprint.ok_or(Unused::Unknown)?;
    if imprint.0.of([message]) != imprint.1 {
        return Err(Unused::Mismatch);
    }
    let digest = parts.digest.ok_or(Unused::Unknown)?;
    if digest.of([parts.content]) != parts.digest_of_content {
        return Err(Unused::Mismatch);
    }
    // What is signed is a set, though inside of the block it has another tag.
    let attributes = [&[SET], parts.attributes.get(1..).unwrap_or_default()].concat();
    let scheme = parts.scheme.ok_or(Unused::Unknown)?;
    let mut worst = Unused::Mismatch;
    for (index, der) in parts.certificates.iter().enumerate() {
        let Some(certificate) = certificate::read(der) else { continue };
        match signature::check(&certificate, scheme, &attributes, parts.signature) {
            Outcome::Holds if certificate.is_valid_at(parts.moment) => {
                return Ok(stamped(&parts, index, &certificate));
            }
            Outcome::Unknown => worst = Unused::Unknown,
            Outcome::Holds | Outcome::Broken => {}
        }
    }
    Err(worst)
}

fn stamped(parts: &Parts<'_>, index: usize, own: &Certificate<'_>) -> Stamped {
    let mut chain: Vec<Vec<u8>> = parts.certificates.iter().map(|each| each.to_vec()).collect();
    let first = chain.remove(index);
    chain.insert(0, first);
    Stamped { moment: parts.moment, authority: own.organization().or_else(|| own.common_name()), chain }
}

struct Parts<'a> {
    /// What is stamped: a statement of an imprint and a moment.
    content: &'a [u8],
    moment: i64,
    imprint: Option<(Hash, &'a [u8])>,
    certificates: Vec<&'a [u8]>,
    digest: Option<Hash>,
    digest_of_content: &'a [u8],
    /// What is signed, as it stands in the block.
    attributes: &'a [u8],
    scheme: Option<Scheme>,
    signature: &'a [u8],
}

fn parts(token: &[u8]) -> Option<Parts<'_>> {
    let mut outer = Der::of(token, SEQUENCE)?;
    if outer.nth(0)?.tag == SEQUENCE {
        // The whole answer of the authority: a status, then the token.
        outer = outer.nth(1)?;
    }
    let signed = outer.nth(1).filter(|_| id(outer) == Some(SIGNED_DATA))?.nth(0)?;
    let inside = signed.nth(2)?;
    let content = inside.nth(1).filter(|_| id(inside) == Some(STAMP))?.nth(0)?.content_of(OCTET_STRING)?;
    let statement = Der::of(content, SEQUENCE)?;
    let imprint = statement.nth(2)?;
    let certificates = signed.inside().filter(|each| each.tag == 0xA0).flat_map(Der::inside);
    let signer = signed.inside().filter(|each| each.tag == SET).last()?.nth(0)?;
    let attributes = signer.inside().find(|each| each.tag == 0xA0)?;
    let digest = hash(signer.nth(2)?);
    let mut rest = signer.inside().skip_while(|each| each.tag != 0xA0).skip(1);
    let (scheme, signature) = (rest.next()?, rest.next()?.content_of(OCTET_STRING)?);
    let about = attributes.inside().find(|each| id(*each) == Some(DIGEST_OF_CONTENT))?;
    Some(Parts {
        content,
        moment: statement.nth(4)?.time()?,
        imprint: hash(imprint.nth(0)?).zip(imprint.nth(1)?.content_of(OCTET_STRING)),
        certificates: certificates
            .filter(|each| each.tag == SEQUENCE)
            .take(MAX_CERTIFICATES)
            .map(|each| each.whole)
            .collect(),
        digest,
        digest_of_content: about.nth(1)?.nth(0)?.content_of(OCTET_STRING)?,
        attributes: attributes.whole,
        scheme: scheme_of(scheme, digest),
        signature,
    })
}

fn id(of: Der<'_>) -> Option<&[u8]> {
    of.nth(0)?.content_of(OID)
}

fn hash(algorithm: Der<'_>) -> Option<Hash> {
    match id(algorithm)?.strip_prefix(SHA_FAMILY)? {
        [1] => Some(Hash::Sha256),
        [2] => Some(Hash::Sha384),
        [3] => Some(Hash::Sha512),
        _ => None,
    }
}

fn scheme_of(algorithm: Der<'_>, digest: Option<Hash>) -> Option<Scheme> {
    let id = id(algorithm)?;
    if id == ED25519 {
        return Some(Scheme::Ed25519);
    }
    if let Some(of) = id.strip_prefix(RSA_FAMILY) {
        return match of {
            [1] => digest.map(Scheme::RsaPkcs1),
            [10] => digest.map(Scheme::RsaPss),
            [11] => Some(Scheme::RsaPkcs1(Hash::Sha256)),
            [12] => Some(Scheme::RsaPkcs1(Hash::Sha384)),
            [13] => Some(Scheme::RsaPkcs1(Hash::Sha512)),
            _ => None,
        };
    }
    match id.strip_prefix(ECDSA_FAMILY)? {
        [2] => Some(Scheme::Ecdsa(Hash::Sha256)),
        [3] => Some(Scheme::Ecdsa(Hash::Sha384)),
        [4] => Some(Scheme::Ecdsa(Hash::Sha512)),
        _ => None,
    }
}
