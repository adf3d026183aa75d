//! Whether a chain of certificates leads to one that the house trusts. Revocation is not looked up: nothing is fetched.

use std::time::Duration;

use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};

/// Purposes that certificates of signers may have: claims of C2PA, documents, mail.
pub const SIGNING: &[&[u8]] =
    &[&[0x2B, 6, 1, 4, 1, 0x83, 0xE8, 0x5E, 2, 1], &[0x2B, 6, 1, 5, 5, 7, 3, 36], &[0x2B, 6, 1, 5, 5, 7, 3, 4]];
/// The purpose that certificates of time stamp authorities have.
pub const STAMPING: &[&[u8]] = &[&[0x2B, 6, 1, 5, 5, 7, 3, 8]];

/// What the house trusts, and what time it is.
#[derive(Debug, Clone, Copy)]
pub struct Trust<'a> {
    /// Certificates in DER. Without any, no signer is held against a list.
    pub anchors: &'a [Vec<u8>],
    /// Seconds since 1970.
    pub now: i64,
}

impl Trust<'_> {
    /// Whether the first certificate was good at this moment (seconds since 1970) for one of these purposes, by way of
    /// the others, or stands on the list itself.
    pub fn reaches(&self, chain: &[Vec<u8>], moment: i64, purposes: &[&'static [u8]]) -> bool {
        let Some((own, between)) = chain.split_first() else { return false };
        let ders: Vec<CertificateDer<'_>> = self.anchors.iter().map(|each| each.as_slice().into()).collect();
        let anchors: Vec<TrustAnchor<'_>> =
            ders.iter().filter_map(|each| anchor_from_trusted_cert(each).ok()).collect();
        let between: Vec<CertificateDer<'_>> = between.iter().map(|each| each.as_slice().into()).collect();
        let own = CertificateDer::from(own.as_slice());
        let Ok(moment) = u64::try_from(moment) else { return false };
        let moment = UnixTime::since_unix_epoch(Duration::from_secs(moment));
        let Ok(end) = EndEntityCert::try_from(&own) else { return false };
        purposes.iter().copied().any(|purpose| {
            let usage = KeyUsage::required(purpose);
            end.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, &between, moment, usage, None, None).is_ok()
        })
    }
}

/// The certificates of a list in PEM; what is none is passed over.
pub fn listed(pem: &[u8]) -> Vec<Vec<u8>> {
    CertificateDer::pem_slice_iter(pem).filter_map(Result::ok).map(|each| each.as_ref().to_vec()).collect()
}
