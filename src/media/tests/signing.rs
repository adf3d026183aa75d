//! Signs pictures with Content Credentials, by keys and certificates made on the spot. Knows the formats by itself, not
//! through the readers it is used to test.

use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

use crate::embed::png_chunk;

/// A value of CBOR about to be written.
#[derive(Clone)]
pub(super) enum Cbor {
    Text(&'static str),
    Bytes(Vec<u8>),
    /// Always in five bytes, so that sizes do not depend on values.
    Number(u32),
    List(Vec<Cbor>),
    Map(Vec<(&'static str, Cbor)>),
}

pub(super) fn text(text: &'static str) -> Cbor {
    Cbor::Text(text)
}

pub(super) fn map<const N: usize>(pairs: [(&'static str, Cbor); N]) -> Cbor {
    Cbor::Map(pairs.into())
}

fn head(kind: u8, length: usize, out: &mut Vec<u8>) {
    match length {
        0..=23 => out.push(kind << 5 | length as u8),
        24..=0xFF => out.extend([kind << 5 | 24, length as u8]),
        0x100..=0xFFFF => {
            out.push(kind << 5 | 25);
            out.extend((length as u16).to_be_bytes());
        }
        _ => {
            out.push(kind << 5 | 26);
            out.extend((length as u32).to_be_bytes());
        }
    }
}

impl Cbor {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Cbor::Text(text) => {
                head(3, text.len(), out);
                out.extend(text.as_bytes());
            }
            Cbor::Bytes(bytes) => {
                head(2, bytes.len(), out);
                out.extend(bytes);
            }
            Cbor::Number(number) => {
                out.push(0x1A);
                out.extend(number.to_be_bytes());
            }
            Cbor::List(list) => {
                head(4, list.len(), out);
                list.iter().for_each(|each| each.write(out));
            }
            Cbor::Map(pairs) => {
                head(5, pairs.len(), out);
                for (name, value) in pairs {
                    Cbor::Text(name).write(out);
                    value.write(out);
                }
            }
        }
    }

    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        self.write(&mut out);
        out
    }
}

/// A value of DER.
fn der(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len();
    let head = match length {
        0..=127 => vec![tag, length as u8],
        128..=255 => vec![tag, 0x81, length as u8],
        _ => vec![tag, 0x82, (length >> 8) as u8, length as u8],
    };
    [head, content.to_vec()].concat()
}

fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    der(0x30, &parts.concat())
}

const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANIZATION: &[u8] = &[0x55, 4, 10];
const ECDSA_SHA256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 4, 3, 2];
const EC_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1];
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7];

fn name(common: &str, organization: &str) -> Vec<u8> {
    let part = |id: &[u8], text: &str| der(0x31, &sequence(&[der(6, id), der(0x0C, text.as_bytes())]));
    sequence(&[part(ORGANIZATION, organization), part(COMMON_NAME, common)])
}

fn extension(id: u8, is_critical: bool, value: &[u8]) -> Vec<u8> {
    let critical = if is_critical { der(1, &[0xFF]) } else { Vec::new() };
    sequence(&[der(6, &[0x55, 0x1D, id]), critical, der(4, value)])
}

/// A house that signs: an authority of its own and a signer with a certificate of it.
pub(super) struct Signer {
    pub authority: Vec<u8>,
    certificate: Vec<u8>,
    key: Vec<u8>,
    random: SystemRandom,
}

impl Signer {
    /// One whose certificate is good from 2024 until the end of this year.
    pub(super) fn until(year: u16) -> Signer {
        let random = SystemRandom::new();
        let new = || EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap().as_ref().to_vec();
        let (root_key, key) = (new(), new());
        let (root, own) = (name("Root", "Test Authority"), name("Camera 7", "Studio Nord"));
        let is_authority = [extension(0x13, true, &sequence(&[der(1, &[0xFF])])), extension(0x0F, true, &[3, 2, 1, 6])];
        let mail = sequence(&[der(6, &[0x2B, 6, 1, 5, 5, 7, 3, 4])]);
        let is_signer = [extension(0x25, true, &mail), extension(0x0F, true, &[3, 2, 7, 0x80])];
        let authority = certificate(&random, (&root, &root), 2060, (&root_key, &root_key), &is_authority.concat());
        let certificate = certificate(&random, (&root, &own), year, (&root_key, &key), &is_signer.concat());
        Signer { authority, certificate, key, random }
    }

    /// The signature block of this claim.
    fn sign(&self, claim: &[u8]) -> Vec<u8> {
        let protected = vec![0xA1, 1, 0x26];
        let message = Cbor::List(vec![
            text("Signature1"),
            Cbor::Bytes(protected.clone()),
            Cbor::Bytes(Vec::new()),
            Cbor::Bytes(claim.to_vec()),
        ]);
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &self.key, &self.random).unwrap();
        let signature = key.sign(&self.random, &message.bytes()).unwrap();
        let mut block = vec![0xD2, 0x84];
        Cbor::Bytes(protected).write(&mut block);
        map([("x5chain", Cbor::List(vec![Cbor::Bytes(self.certificate.clone())]))]).write(&mut block);
        block.push(0xF6);
        Cbor::Bytes(signature.as_ref().to_vec()).write(&mut block);
        block
    }
}

/// A certificate of `subject` by `issuer`, each with the key that makes it.
fn certificate(
    random: &SystemRandom,
    (issuer, subject): (&[u8], &[u8]),
    year: u16,
    (by, of): (&[u8], &[u8]),
    extensions: &[u8],
) -> Vec<u8> {
    let pair = |key: &[u8]| EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, key, random).unwrap();
    let (by, of) = (pair(by), pair(of));
    let algorithm = sequence(&[der(6, ECDSA_SHA256)]);
    let time = |text: String| der(0x18, text.as_bytes());
    let public = [&[0][..], of.public_key().as_ref()].concat();
    // Until 2049 the rules want two digits for a year.
    let until = if year < 2050 {
        der(0x17, format!("{:02}1231235959Z", year % 100).as_bytes())
    } else {
        time(format!("{year}1231235959Z"))
    };
    let signed = sequence(&[
        der(0xA0, &der(2, &[2])),
        der(2, &[1 + u8::from(issuer != subject)]),
        algorithm.clone(),
        issuer.to_vec(),
        sequence(&[der(0x17, b"240101000000Z"), until]),
        subject.to_vec(),
        sequence(&[sequence(&[der(6, EC_KEY), der(6, P256)]), der(3, &public)]),
        der(0xA3, &der(0x30, extensions)),
    ]);
    let signature = by.sign(random, &signed).unwrap();
    sequence(&[signed, algorithm, der(3, &[&[0], signature.as_ref()].concat())])
}

/// A box with a description.
fn described(kind: &[u8; 4], label: &str, content: &[u8]) -> Vec<u8> {
    let description = [kind, &b"\0\x11\0\x10\x80\0\0\xAA\08\x9Bq\x03"[..], label.as_bytes(), b"\0"].concat();
    plain(b"jumb", &[plain(b"jumd", &description), content.to_vec()].concat())
}

fn plain(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    [&(content.len() as u32 + 8).to_be_bytes()[..], kind, content].concat()
}

/// What is to be claimed: assertions by label. One that is not named in the claim comes last, where there is one.
pub(super) struct Claim {
    pub assertions: Vec<(&'static str, Cbor)>,
    pub undeclared: Option<(&'static str, Cbor)>,
}

impl Claim {
    fn store(&self, signer: &Signer, hash: &[u8], (start, length): (usize, usize)) -> Vec<u8> {
        let left_out = map([("start", Cbor::Number(start as u32)), ("length", Cbor::Number(length as u32))]);
        let seal = map([
            ("exclusions", Cbor::List(vec![left_out])),
            ("alg", text("sha256")),
            ("hash", Cbor::Bytes(hash.to_vec())),
        ]);
        let mut boxes = Vec::new();
        let mut named = Vec::new();
        for (label, value) in self.assertions.iter().chain([&("c2pa.hash.data", seal)]) {
            let made = described(b"cbor", label, &plain(b"cbor", &value.bytes()));
            let url: &'static str = Box::leak(format!("self#jumbf=c2pa.assertions/{label}").into_boxed_str());
            let hash = digest(&SHA256, &made[8..]).as_ref().to_vec();
            named.push(map([("url", text(url)), ("hash", Cbor::Bytes(hash))]));
            boxes.extend(made);
        }
        if let Some((label, value)) = &self.undeclared {
            boxes.extend(described(b"cbor", label, &plain(b"cbor", &value.bytes())));
        }
        let claim = map([
            ("dc:title", text("harbor.jpg")),
            ("claim_generator", text("Test 1.0")),
            ("alg", text("sha256")),
            ("assertions", Cbor::List(named)),
        ])
        .bytes();
        let manifest = [
            described(b"c2as", "c2pa.assertions", &boxes),
            described(b"c2cl", "c2pa.claim", &plain(b"cbor", &claim)),
            described(b"c2cs", "c2pa.signature", &plain(b"cbor", &signer.sign(&claim))),
        ];
        described(b"c2pa", "c2pa", &described(b"c2ma", "urn:uuid:test", &manifest.concat()))
    }
}

/// The file with the block inside, and where that lies.
fn held(file: &[u8], mime: &str, store: &[u8]) -> (Vec<u8>, (usize, usize)) {
    let mut block = Vec::new();
    let at = match mime {
        "image/jpeg" => {
            for (number, part) in (1_u32..).zip(store.chunks(1_000)) {
                let repeated = if number > 1 { &store[..8] } else { &[] };
                let content = [&b"JP\0\x01"[..], &number.to_be_bytes(), repeated, part].concat();
                block.extend([0xFF, 0xEB]);
                block.extend((content.len() as u16 + 2).to_be_bytes());
                block.extend(content);
            }
            2
        }
        "image/png" => {
            png_chunk(&mut block, b"caBX", store).unwrap();
            33
        }
        _ => {
            block.extend(b"C2PA");
            block.extend((store.len() as u32).to_le_bytes());
            block.extend(store);
            block.extend((store.len() % 2 == 1).then_some(0));
            file.len()
        }
    };
    let mut made = [&file[..at], &block, &file[at..]].concat();
    if mime == "image/webp" {
        let size = made.len() as u32 - 8;
        made[4..8].copy_from_slice(&size.to_le_bytes());
    }
    (made, (at, block.len()))
}

/// The file, signed.
pub(super) fn signed(file: &[u8], mime: &str, signer: &Signer, claim: &Claim) -> Vec<u8> {
    // Once for the sizes, once for the truth.
    let (_, (at, length)) = held(file, mime, &claim.store(signer, &[0; 32], (0, 0)));
    let mut kept = file[..at].to_vec();
    kept.extend(&file[at..]);
    if mime == "image/webp" {
        let size = (file.len() + length) as u32 - 8;
        kept[4..8].copy_from_slice(&size.to_le_bytes());
    }
    let hash = digest(&SHA256, &kept).as_ref().to_vec();
    held(file, mime, &claim.store(signer, &hash, (at, length))).0
}
