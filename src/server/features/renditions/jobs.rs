//! Jobs of the room `renditions`.

use uuid::Uuid;

use crate::platform::ctx::Ctx;
use crate::platform::error::Error;
use crate::platform::jobs::JobError;

/// Makes the renditions a version still lacks.
pub async fn make_renditions(_ctx: &Ctx, _asset: Uuid, _version: Uuid) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}
