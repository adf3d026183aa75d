//! Whether a claim holds: that what it names is as it was, that the file is, and that it was signed. Gathers everything
//! that is wrong instead of stopping at the first thing.

use std::collections::BTreeSet;

use super::certificate;
use super::cose::{self, Signed};
use super::der::rfc3339;
use super::signature::{self, Hash, Outcome};
use super::stamp::{self, Stamped, Unused};
use super::trust::{SIGNING, STAMPING, Trust};
use super::words::{self, finding};
use crate::credentials::cbor::Value;
use crate::credentials::claim::{self, Claim, Named};
use crate::credentials::found::{Finding, SignedAt, Signer};
use crate::credentials::jumbf::Described;
use crate::credentials::store::Store;

/// How many bytes of assertions and ingredients are hashed; the file itself comes on top, once.
const MAX_HASHED: usize = 512 * 1024 * 1024;
/// How many parts of the file may be left out of a seal.
const MAX_EXCLUSIONS: usize = 1_000;
/// How many ingredients are looked into because only their claims were hashed.
const MAX_OLDER: usize = 100;
/// Ways to bind a claim to a file.
const BINDINGS: [&str; 4] = ["c2pa.hash.data", "c2pa.hash.boxes", "c2pa.hash.bmff", "c2pa.hash.collection.data"];

/// What checking found.
#[derive(Default)]
pub struct Checked {
    pub failures: Vec<Finding>,
    pub notes: Vec<Finding>,
    /// Something that decides could not be checked.
    pub is_partial: bool,
    /// The signer leads to a certificate of the list.
    pub is_trusted: bool,
    pub signer: Option<Signer>,
    pub signed_at: Option<SignedAt>,
    hashed: usize,
    /// Ingredients whose claims were looked into, by their labels.
    seen: BTreeSet<String>,
}

/// Checks the claim of `manifest`, one of those in `all`.
pub fn check(
    all: &Described<'_>,
    manifest: &Described<'_>,
    claim: &Claim<'_, '_>,
    file: (&[u8], &Store<'_>),
    trust: &Trust<'_>,
) -> Checked {
    let mut checked = Checked::default();
    if manifest.below.iter().filter(|each| each.label.starts_with("c2pa.claim")).count() != 1 {
        checked.fail(words::CLAIM_MULTIPLE);
    }
    checked.assertions(manifest, claim);
    checked.ingredients(all, claim);
    checked.binding(claim, file);
    match claim.signature.and_then(cose::read) {
        Some(signed) => checked.signature(claim, &signed, trust),
        None => checked.fail(words::SIGNATURE_MISMATCH),
    }
    checked
}

impl Checked {
    fn fail(&mut self, code: &str) {
        push(&mut self.failures, code);
    }

    fn note(&mut self, code: &str) {
        push(&mut self.notes, code);
    }

    /// Something that decides is not known.
    fn leave(&mut self, code: &str) {
        self.is_partial = true;
        self.note(code);
    }

    /// Whether these bytes have this hash; `None` for what is not hashed here, which is noted.
    fn fits(&mut self, content: &[u8], algorithm: Option<&str>, hash: &[u8]) -> Option<bool> {
        let Some(algorithm) = Hash::named(algorithm.unwrap_or("sha256")) else {
            self.leave(words::UNSUPPORTED);
            return None;
        };
        self.hashed = self.hashed.saturating_add(content.len());
        if self.hashed > MAX_HASHED {
            self.leave(words::TOO_MUCH);
            return None;
        }
        Some(algorithm.of([content]) == hash)
    }

    fn assertions(&mut self, manifest: &Described<'_>, claim: &Claim<'_, '_>) {
        if claim.is_too_long() {
            self.leave(words::TOO_MUCH);
        }
        if claim.named.iter().any(|named| named.found.is_none()) {
            self.fail(words::ASSERTION_MISSING);
        }
        self.unchanged(claim);
        let held = manifest.named("c2pa.assertions").map(|store| store.below.as_slice()).unwrap_or_default();
        let is_named = |each: &Described<'_>| {
            let mut found = claim.named.iter().filter_map(|named| named.found);
            found.any(|found| std::ptr::eq(found.content, each.content))
        };
        if !claim.is_too_long() && !held.iter().all(is_named) {
            self.fail(words::ASSERTION_UNDECLARED);
        }
    }

    /// The credentials of ingredients must be those that were there when it was signed; whether they hold themselves was
    /// noted by whoever added them.
    fn ingredients(&mut self, all: &Described<'_>, claim: &Claim<'_, '_>) {
        for assertion in claim.of_kind("c2pa.ingredient") {
            let Some(value) = claim::value(assertion) else { continue };
            let Some(reference) = claim::manifest_of(&value) else { continue };
            let label = reference.text_of("url").and_then(|url| url.strip_prefix("self#jumbf=/c2pa/"));
            let Some(found) = label.and_then(|label| all.named(label)) else {
                self.fail(words::INGREDIENT_MISSING);
                continue;
            };
            let algorithm = reference.text_of("alg").or_else(|| claim.value.text_of("alg"));
            let hash = reference.get("hash").and_then(Value::bytes).unwrap_or_default();
            if self.fits(found.content, algorithm, hash) != Some(false) || self.seen.contains(found.label) {
                continue;
            }
            // Older programs hashed only the claim of the ingredient, which holds the hashes of the rest.
            let older = claim::read(found);
            let Some(older) = older.filter(|older| self.fits(older.bytes, algorithm, hash) != Some(false)) else {
                self.fail(words::INGREDIENT_MISMATCH);
                continue;
            };
            // Each is looked into once, and one inside of the other only so deep as a small stack allows.
            if self.seen.len() >= MAX_OLDER {
                return self.leave(words::TOO_MUCH);
            }
            self.seen.insert(found.label.to_owned());
            self.unchanged(&older);
            self.ingredients(all, &older);
        }
    }

    /// Whether what a claim names is as it was. What is not there may have been left out on purpose.
    fn unchanged(&mut self, claim: &Claim<'_, '_>) {
        for Named { hash, algorithm, found } in &claim.named {
            let algorithm = algorithm.as_deref().or_else(|| claim.value.text_of("alg"));
            if found.is_some_and(|found| self.fits(found.content, algorithm, hash) == Some(false)) {
                self.fail(words::ASSERTION_MISMATCH);
            }
        }
    }

    fn binding(&mut self, claim: &Claim<'_, '_>, (file, store): (&[u8], &Store<'_>)) {
        let bindings: Vec<_> = BINDINGS.iter().flat_map(|kind| claim.of_kind(kind)).collect();
        let [binding] = bindings.as_slice() else {
            match (bindings.is_empty(), claim.is_update) {
                (true, true) => self.leave(words::BINDING_UNCHECKED),
                (true, false) => self.fail(words::CLAIM_UNBOUND),
                (false, _) => self.fail(words::BINDINGS),
            }
            return;
        };
        if claim::kind(binding.label) != "c2pa.hash.data" {
            return self.leave(words::BINDING_UNCHECKED);
        }
        let seal = claim::value(binding).and_then(|value| seal(&value, file.len()));
        let Some(seal) = seal else { return self.fail(words::DATA_MALFORMED) };
        let algorithm = seal.algorithm.as_deref().or_else(|| claim.value.text_of("alg")).unwrap_or("sha256");
        let Some(algorithm) = Hash::named(algorithm) else { return self.leave(words::UNSUPPORTED) };
        if algorithm.of(seal.kept.iter().filter_map(|range| file.get(range.clone()))) != seal.hash {
            self.fail(words::DATA_MISMATCH);
        }
        let is_held = |range: &std::ops::Range<usize>| {
            let (Some(first), Some(last)) = (store.held_by.first(), store.held_by.last()) else { return false };
            first.start <= range.start && range.end <= last.end
        };
        if !seal.left_out.iter().all(is_held) {
            self.note(words::DATA_MORE_LEFT_OUT);
        }
    }

    fn signature(&mut self, claim: &Claim<'_, '_>, signed: &Signed, trust: &Trust<'_>) {
        let Some(certificate) = signed.chain.first().and_then(|der| certificate::read(der)) else {
            return self.fail(words::CREDENTIAL_INVALID);
        };
        let (name, organization) = (certificate.common_name(), certificate.organization());
        self.signer = Some(Signer { name, organization, issuer: certificate.issuer_name() });
        let outcome = signed.scheme.map_or(Outcome::Unknown, |scheme| {
            signature::check(&certificate, scheme, &signed.message(claim.bytes), &signed.signature)
        });
        match outcome {
            Outcome::Holds => {}
            Outcome::Broken => self.fail(words::SIGNATURE_MISMATCH),
            Outcome::Unknown => self.leave(words::UNSUPPORTED),
        }
        let stamped = self.stamp(claim, signed);
        let moment = stamped.as_ref().map_or(trust.now, |stamped| stamped.moment);
        if !certificate.is_valid_at(moment) {
            self.fail(words::CREDENTIAL_EXPIRED);
        }
        // A certificate that has ended since counts only with a stamp of an authority that is on the list as well.
        self.is_trusted = trust.reaches(&signed.chain, trust.now, SIGNING)
            || stamped.is_some_and(|stamped| {
                trust.reaches(&stamped.chain, stamped.moment, STAMPING)
                    && trust.reaches(&signed.chain, stamped.moment, SIGNING)
            });
    }

    fn stamp(&mut self, claim: &Claim<'_, '_>, signed: &Signed) -> Option<Stamped> {
        let given = signed.stamp.as_ref()?;
        match stamp::read(&given.token, &signed.stamped(given, claim.bytes)) {
            Ok(stamped) => {
                let authority = stamped.authority.clone();
                self.signed_at = Some(SignedAt { time: rfc3339(stamped.moment), authority });
                return Some(stamped);
            }
            Err(Unused::Malformed) => self.note(words::STAMP_MALFORMED),
            Err(Unused::Mismatch) => self.note(words::STAMP_MISMATCH),
            Err(Unused::Unknown) => self.note(words::STAMP_UNCHECKED),
        }
        None
    }
}

fn push(list: &mut Vec<Finding>, code: &str) {
    if !list.iter().any(|known| known.code == code) {
        list.push(finding(code));
    }
}

/// What binds a claim to a file: the hash of all bytes but some.
struct Seal {
    hash: Vec<u8>,
    algorithm: Option<String>,
    kept: Vec<std::ops::Range<usize>>,
    left_out: Vec<std::ops::Range<usize>>,
}

/// `None` where parts that are left out overlap, are not in order, or lie outside of the file.
fn seal(value: &Value<'_>, length: usize) -> Option<Seal> {
    let given = value.get("exclusions").map(Value::list).unwrap_or_default();
    if given.len() > MAX_EXCLUSIONS {
        return None;
    }
    let mut left_out = Vec::new();
    for each in given {
        let number = |name: &str| usize::try_from(each.get(name)?.number()?).ok();
        let start = number("start")?;
        left_out.push(start..start.checked_add(number("length")?)?);
    }
    left_out.sort_by_key(|range| range.start);
    let mut kept = Vec::new();
    let mut at = 0;
    for range in &left_out {
        if range.start < at || range.end > length {
            return None;
        }
        kept.push(at..range.start);
        at = range.end;
    }
    kept.push(at..length);
    let hash = value.get("hash").and_then(Value::bytes)?.to_vec();
    Some(Seal { hash, algorithm: value.text_of("alg").map(str::to_owned), kept, left_out })
}
