//! Refused records once more: the file is read from its beginning, and what is here already is passed over as ever. So a
//! file that was mended in its place, or a field of the house that was, needs no new import.

use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;

use crate::features::imports::row::{import, import_file};
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};

/// Sets an import back to the first line of its file when lines of it were refused; files that records name are left to
/// the caller. 409 when the file is gone.
pub async fn rewind(tx: &Tx, row: &import::Model) -> Result<()> {
    let removed = import_file::Entity::delete_many()
        .filter(import_file::Column::ImportId.eq(row.id))
        .filter(import_file::Column::State.eq("refused"))
        // Files that records name have an asset; lines have none.
        .filter(import_file::Column::AssetId.is_null())
        .exec(tx)
        .await?;
    if removed.rows_affected == 0 && row.unnamed == 0 {
        return Ok(());
    }
    let gone = |_| Error::new(Code::ImportState, "The file is not there any more. Import it again.");
    let size_bytes = tokio::fs::metadata(&row.source).await.map_err(gone)?.len();
    import::Entity::update_many()
        .col_expr(import::Column::Lines, Expr::value(0_i64))
        .col_expr(import::Column::BytesDone, Expr::value(0_i64))
        .col_expr(import::Column::BytesTotal, Expr::value(i64::try_from(size_bytes).unwrap_or(i64::MAX)))
        .col_expr(import::Column::Unnamed, Expr::value(0_i64))
        // Whatever is known counts as here already; what this import itself has added will be among it.
        .col_expr(import::Column::Duplicate, Expr::value(-row.added))
        .col_expr(import::Column::ReadAt, Expr::value(Option::<DateTimeUtc>::None))
        .filter(import::Column::Id.eq(row.id))
        .exec(tx)
        .await?;
    Ok(())
}
