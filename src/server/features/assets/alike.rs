//! Which assets look like a picture: a few are found by the pieces of their prints, in an index, and their looks compared.
//!
//! Nothing is read from end to end. A print of 63 bits is cut into three pieces of 21; the picture that is asked about is
//! turned in its eight orientations, and for each piece of each print the values near it are looked up. What that
//! finds for certain is every picture whose print differs in five bits at most (five over three pieces leave one with at
//! most one), and every one of which a piece differs in none but the weakest waves; docs/decisions/0022 has the figures.

use std::collections::HashMap;

use media::hash::{LOOKS_THE_SAME, Look, NEAR, PIECE_BITS, PIECES, Print, Turned};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, ExprTrait, JoinType, QueryOrder, QuerySelect, RelationTrait};

use super::row::{asset, version, version_look};
use crate::platform::error::Result;

/// More of a kind than this are not paired with one asset: the oldest stand for the rest.
pub const MOST_PAIRED: usize = 50;
/// So many rows are read for one piece. Where there are more, the layout is a common one (goods on white), and only
/// what has this very piece is read, as many again.
const MOST_READ: u64 = 4_000;
/// So many looks are compared, the nearest prints first.
const MOST_COMPARED: usize = 400;
/// How many ids go into one query.
const CHUNK: usize = 200;

/// Another current version that is the same or looks the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    pub asset: Uuid,
    pub version: Uuid,
    pub is_exact: bool,
    /// How different they look, in hundredths.
    pub distance: u32,
    /// How the other is turned, by the numbers of Exif.
    pub orientation: usize,
}

impl Near {
    /// The same bytes first, then by how alike they look, as they are before turned.
    pub fn rank(&self) -> (bool, u32, usize) {
        (!self.is_exact, self.distance, self.orientation)
    }
}

/// Assets other than `own` whose current version has these very bytes, the oldest first.
pub async fn exact(db: &impl ConnectionTrait, own: &version::Model) -> Result<Vec<Near>> {
    let rows: Vec<(Uuid, Uuid)> = version::Entity::find()
        .select_only()
        .columns([version::Column::AssetId, version::Column::Id])
        .join(JoinType::InnerJoin, version::Relation::Asset.def())
        .filter(is_current())
        .filter(version::Column::Blake3.eq(&own.blake3))
        .filter(version::Column::SizeBytes.eq(own.size_bytes))
        .filter(version::Column::AssetId.ne(own.asset_id))
        .order_by_asc(version::Column::Id)
        .limit(MOST_PAIRED as u64)
        .into_tuple()
        .all(db)
        .await?;
    let near = |(asset, version)| Near { asset, version, is_exact: true, distance: 0, orientation: 1 };
    Ok(rows.into_iter().map(near).collect())
}

/// Assets other than `asset` of the same kind whose current version looks like this, the most alike first.
pub async fn similar(db: &impl ConnectionTrait, asset: Uuid, kind: &str, look: &Look) -> Result<Vec<Near>> {
    let turned = Turned::of(look);
    let mut candidates: Vec<(u32, Uuid)> = prints_beside(db, &turned.prints)
        .await?
        .into_iter()
        .map(|(version, bits)| (turned.distance(bits), version))
        .filter(|(bits_apart, _)| *bits_apart <= NEAR)
        .collect();
    candidates.sort_unstable();
    candidates.truncate(MOST_COMPARED);
    let mut near = Vec::new();
    for some in candidates.chunks(CHUNK) {
        let ids: Vec<Uuid> = some.iter().map(|(_, version)| *version).collect();
        for (asset, version, bytes) in stored_looks(db, asset, kind, &ids).await? {
            let compared = Look::from_bytes(&bytes).and_then(|other| turned.compare(&other));
            let Some((difference, orientation)) = compared.filter(|(least, _)| *least <= LOOKS_THE_SAME) else {
                continue;
            };
            let distance = (difference.max(0.0) * 100.0).round() as u32;
            near.push(Near { asset, version, is_exact: false, distance, orientation });
        }
    }
    near.sort_by_key(|each| (each.rank(), each.asset));
    Ok(near)
}

/// Versions of which a piece is near one of these prints, with the bits of theirs.
async fn prints_beside(db: &impl ConnectionTrait, prints: &[Print]) -> Result<HashMap<Uuid, u64>> {
    let mut found = HashMap::new();
    for place in 0..PIECES {
        let near: Vec<u32> = prints.iter().flat_map(|print| print.near(place)).collect();
        let rows = with_pieces(db, place, &near).await?;
        let are_more = rows.len() as u64 == MOST_READ;
        found.extend(rows);
        if are_more {
            let own: Vec<u32> = prints.iter().map(|print| print.piece(place)).collect();
            found.extend(with_pieces(db, place, &own).await?);
        }
    }
    Ok(found)
}

/// One look into the index of a piece. The index holds all that is read.
async fn with_pieces(db: &impl ConnectionTrait, place: usize, values: &[u32]) -> Result<Vec<(Uuid, u64)>> {
    let columns = [version_look::Column::Low, version_look::Column::Middle, version_look::Column::High];
    let rows: Vec<(Uuid, i32, i32, i32)> = version_look::Entity::find()
        .select_only()
        .column(version_look::Column::VersionId)
        .columns(columns)
        .filter(columns[place].is_in(values.iter().map(|value| value.cast_signed())))
        .limit(MOST_READ)
        .into_tuple()
        .all(db)
        .await?;
    let whole = |(version, low, middle, high): (Uuid, i32, i32, i32)| {
        let bits = [low, middle, high]
            .iter()
            .rev()
            .fold(0, |bits, piece| (bits << PIECE_BITS) | u64::from(piece.cast_unsigned()));
        (version, bits)
    };
    Ok(rows.into_iter().map(whole).collect())
}

async fn stored_looks(
    db: &impl ConnectionTrait,
    asset: Uuid,
    kind: &str,
    versions: &[Uuid],
) -> Result<Vec<(Uuid, Uuid, Vec<u8>)>> {
    let rows = version_look::Entity::find()
        .select_only()
        .columns([version::Column::AssetId, version::Column::Id])
        .column(version_look::Column::Look)
        .join(JoinType::InnerJoin, version_look::Relation::Version.def())
        .join(JoinType::InnerJoin, version::Relation::Asset.def())
        .filter(version_look::Column::VersionId.is_in(versions.iter().copied()))
        .filter(is_current())
        .filter(version::Column::Kind.eq(kind))
        .filter(version::Column::AssetId.ne(asset))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows)
}

fn is_current() -> sea_orm::sea_query::SimpleExpr {
    Expr::col((asset::Entity, asset::Column::CurrentVersionId)).equals((version::Entity, version::Column::Id))
}
