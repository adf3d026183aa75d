//! Uses that stand on verdicts elsewhere: live and planned publications, approvals. Rooms above this one keep them, so
//! the floor above all rooms hands in the function that lists them.

use futures_util::future::BoxFuture;
use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// A use somebody approved, plans or shows.
#[derive(Clone, Debug)]
pub struct UseInQuestion {
    /// `publication` or `approval`.
    pub kind: &'static str,
    pub id: Uuid,
    /// `planned`, `live`, `open`, `approved`.
    pub state: String,
    pub asset: Uuid,
    /// The use as the engine reads it.
    pub use_: Value,
}

/// Lists the uses in question of some assets.
pub type Listing = fn(Ctx, Vec<Uuid>) -> BoxFuture<'static, Result<Vec<UseInQuestion>>>;

/// The function that lists what was shown at any time, live or ended, as it is handed down.
#[derive(Clone, Copy)]
pub struct UsesShown(pub Listing);

/// The function that lists them, as it is handed down.
#[derive(Clone, Copy)]
pub struct UsesInQuestion(pub Listing);
