//! Jobs of the room `metadata`.

use uuid::Uuid;

use crate::platform::ctx::Ctx;
use crate::platform::error::Error;
use crate::platform::jobs::JobError;

/// Reads what the file says about itself and records it.
pub async fn read_metadata(_ctx: &Ctx, _asset: Uuid, _version: Uuid) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}
