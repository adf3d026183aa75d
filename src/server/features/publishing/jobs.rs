//! Jobs of the room `publishing`.

use uuid::Uuid;

use crate::platform::ctx::Ctx;
use crate::platform::error::Error;
use crate::platform::jobs::JobError;

/// Puts a planned publication live, if the facts still allow it.
pub async fn deliver(_ctx: &Ctx, _publication: Uuid) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}

/// Judges one publication again and ends it when it is no longer cleared.
pub async fn review_publication(_ctx: &Ctx, _publication: Uuid) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}

/// Judges every live or planned publication of these assets, and of what they are part of.
pub async fn review_assets(_ctx: &Ctx, _assets: &[Uuid]) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}

/// Removes the copy a publication left in a folder.
pub async fn remove_copy(_ctx: &Ctx, _publication: Uuid) -> Result<(), JobError> {
    Err(Error::internal(anyhow::anyhow!("not built yet")).into())
}
