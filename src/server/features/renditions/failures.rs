//! Why a picture could not be made, kept so that it is not tried with every request.

use media::pipeline::Recipe;
use sea_orm::ActiveValue::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

use super::row::rendition;
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Records that this recipe cannot be drawn from these bytes, and why.
pub async fn record(ctx: &Ctx, content_hash: &str, recipe: &Recipe, why: String) -> Result<()> {
    let row = rendition::ActiveModel {
        id: Set(ctx.new_id()?),
        content_hash: Set(content_hash.to_owned()),
        recipe_hash: Set(recipe.hash()),
        preset: Set(recipe.name.clone()),
        state: Set("failed".to_owned()),
        failure: Set(Some(why)),
        storage_key: Set(None),
        mime: Set(None),
        width: Set(None),
        height: Set(None),
        size_bytes: Set(0),
        color: Set(None),
        created_at: Set(ctx.now()),
    };
    let columns = [rendition::Column::ContentHash, rendition::Column::RecipeHash];
    let on_conflict = OnConflict::columns(columns).do_nothing().to_owned();
    let tx = ctx.db.write().await?;
    rendition::Entity::insert(row).on_conflict(on_conflict).try_insert().exec_without_returning(&tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Lets these bytes be tried again with every recipe: somebody asked, or the server can do more than before.
pub async fn forget(tx: &Tx, content_hash: &str) -> Result<()> {
    rendition::Entity::delete_many()
        .filter(rendition::Column::ContentHash.eq(content_hash))
        .filter(rendition::Column::State.eq("failed"))
        .exec(tx)
        .await?;
    Ok(())
}
