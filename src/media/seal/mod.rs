//! Whether the Content Credentials (C2PA) of a file hold: unchanged, signed, and by whom. Never fails: what cannot be read
//! or checked is a state of its own. Fetches nothing: no credentials that lie elsewhere, no lists of revoked certificates.

mod certificate;
mod check;
mod cose;
mod der;
mod signature;
mod stamp;
pub mod trust;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::credentials::found::{Credentials, State};
use crate::credentials::store::{Found, Store};
use crate::credentials::{active, claim, manifests, store};
use trust::Trust;

/// Reads and checks the credentials of a file; `None` where it holds none.
pub fn read(bytes: &[u8], mime: &str, trust: &Trust<'_>) -> Option<Credentials> {
    let read = catch_unwind(AssertUnwindSafe(|| match store::find(bytes, mime) {
        Found::Nothing => None,
        Found::Broken(place) => Some(Credentials::bare(State::Unreadable, place)),
        Found::Store(store) => {
            let read = checked(bytes, &store, trust);
            Some(read.unwrap_or_else(|| Credentials::bare(State::Unreadable, store.place)))
        }
    }));
    // A reader that panics costs its own answer only.
    read.unwrap_or_else(|_| Some(Credentials::bare(State::Unreadable, "")))
}

fn checked(bytes: &[u8], store: &Store<'_>, trust: &Trust<'_>) -> Option<Credentials> {
    let all = manifests(store)?;
    let manifest = active(&all)?;
    let claim = claim::read(manifest)?;
    let checked = check::check(&all, manifest, &claim, (bytes, store), trust);
    let state = if !checked.failures.is_empty() {
        State::Invalid
    } else if checked.is_partial {
        State::Unchecked
    } else if checked.is_trusted {
        State::Valid
    } else {
        State::Untrusted
    };
    let mut found = Credentials::bare(state, store.place);
    claim.tell(&mut found);
    found.has_list = !trust.anchors.is_empty();
    found.signer = checked.signer;
    found.signed_at = checked.signed_at;
    found.failures = checked.failures;
    found.notes = checked.notes;
    Some(found)
}
