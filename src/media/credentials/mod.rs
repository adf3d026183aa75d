//! Content Credentials (C2PA): where they lie in a file and what they say, unchecked. Reads bytes that strangers made and
//! fetches nothing. Whether they hold is `seal`'s business.

pub(crate) mod cbor;
pub(crate) mod claim;
pub mod found;
pub(crate) mod jumbf;
pub(crate) mod store;

use std::collections::BTreeMap;

use found::{Credentials, State};
use jumbf::Described;
use store::{Found, Store};

/// What the credentials of a file say as values of a block, and where the block lies. `None` where there are none that
/// can be read.
pub fn values(bytes: &[u8], mime: &str) -> Option<(&'static str, BTreeMap<String, String>)> {
    let Found::Store(store) = store::find(bytes, mime) else { return None };
    let mut found = Credentials::bare(State::Unchecked, store.place);
    let all = manifests(&store)?;
    claim::read(active(&all)?)?.tell(&mut found);
    Some((store.place, found.values()))
}

/// The box of all manifests.
pub(crate) fn manifests<'a>(store: &'a Store<'_>) -> Option<Described<'a>> {
    jumbf::read(&store.bytes).filter(|all| all.purpose == b"c2pa")
}

/// The last manifest is the one about this file.
pub(crate) fn active<'s, 'a>(all: &'s Described<'a>) -> Option<&'s Described<'a>> {
    all.below.last().filter(|last| matches!(last.purpose, b"c2ma" | b"c2um"))
}
