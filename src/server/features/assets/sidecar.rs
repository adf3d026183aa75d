//! XMP files that editors write beside originals they leave alone: received with the file, kept with its version.

use media::probe;
use sea_orm::entity::prelude::*;
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::row::version_sidecar;
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// The largest that is taken, bytes.
pub const MOST_BYTES: usize = 1 << 20;

/// A packet that is XMP, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sidecar(String);

impl Sidecar {
    /// Reads what was sent as `sidecar`. Errors: 422 for what is no XMP in UTF-8, 413 for what is too large.
    pub fn parse(bytes: Vec<u8>) -> Result<Sidecar> {
        let wrong = || Error::field(Code::Invalid, "sidecar", "This is no XMP file in UTF-8.");
        if bytes.len() > MOST_BYTES {
            return Err(Error::field(Code::TooLarge, "sidecar", "A sidecar may have at most 1 MiB."));
        }
        if probe::sniff(&bytes, None).mime != "application/rdf+xml" || bytes.contains(&0) {
            return Err(wrong());
        }
        String::from_utf8(bytes).map(Sidecar).map_err(|_| wrong())
    }
}

/// Keeps it with its version, in the transaction that records the version.
pub async fn keep(tx: &Tx, version: Uuid, Sidecar(packet): Sidecar) -> Result<()> {
    let row = version_sidecar::ActiveModel { version_id: Set(version), packet: Set(packet) };
    version_sidecar::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// The packet beside a version's file, if one came with it.
pub async fn of(db: &impl ConnectionTrait, version: Uuid) -> Result<Option<String>> {
    Ok(version_sidecar::Entity::find_by_id(version).one(db).await?.map(|row| row.packet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_xmp_is_a_sidecar() {
        let xmp =
            b"\xEF\xBB\xBF<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>";
        assert!(Sidecar::parse(xmp.to_vec()).is_ok());
        for wrong in [&b"<svg xmlns='http://www.w3.org/2000/svg'/>"[..], b"", b"<x:xmpmeta>\0", b"<rdf:RDF>\xFF"] {
            assert_eq!(Sidecar::parse(wrong.to_vec()).expect_err("no XMP").field.as_deref(), Some("sidecar"));
        }
        let large = [b"<x:xmpmeta>".to_vec(), vec![b' '; MOST_BYTES]].concat();
        assert_eq!(Sidecar::parse(large).expect_err("too large").code, Code::TooLarge);
    }
}
