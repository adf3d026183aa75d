//! Which assets are the same or look the same: found once, when the print of a version is taken, by looking its pieces up.
//!
//! A print has 60 bits and is cut into four pieces of 15. Two prints that differ in at most six bits agree, up to one
//! bit, in at least one piece: six spread over four leaves one with at most one. So the 64 values within one bit of a
//! print's own pieces lead to every print near enough, and to few others.

use media::hash::{self, LOOKS_THE_SAME, ORIENTATIONS};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ConnectionTrait, ExprTrait, JoinType, QueryOrder, QuerySelect, RelationTrait};

use super::row::{asset, twin, version, version_look};
use crate::platform::ctx::Ctx;
use crate::platform::db::Tx;
use crate::platform::error::Result;

/// Raised whenever prints are taken otherwise: those of another number are taken again.
pub const LOOK_BY: i32 = 1;

/// Pieces of a print and the bits of each.
const PIECES: u32 = 4;
const BITS: u32 = 15;
/// More of a kind than this are not paired with one asset: the oldest stand for the rest.
const MOST_PAIRED: usize = 50;
/// So many prints are compared in one orientation at most.
const MOST_COMPARED: u64 = 5_000;

/// The prints of a picture in all orientations; none where it shows too little or there is no picture.
pub type Prints = Option<[u64; ORIENTATIONS]>;

/// Of what kinds a picture stands for the whole: sounds are drawn as waves, which all look alike.
pub fn is_told_by_looks(kind: &str) -> bool {
    matches!(kind, "image" | "vector" | "video" | "document")
}

/// Another current version near this one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Near {
    asset: Uuid,
    version: Uuid,
    is_exact: bool,
    distance: u32,
    orientation: usize,
}

/// Writes the print onto the version and notes which other assets are the same or look the same. Called after the
/// event of the same transaction, which holds the trail's end: of two that come at once the second sees the first.
pub async fn record(ctx: &Ctx, tx: &Tx, version: Uuid, prints: Prints) -> Result<()> {
    let look = prints.map(|prints| prints[0].cast_signed());
    version::Entity::update_many()
        .col_expr(version::Column::Look, Expr::value(look))
        .col_expr(version::Column::LookBy, Expr::value(LOOK_BY))
        .filter(version::Column::Id.eq(version))
        .exec(tx)
        .await?;
    let found = version::Entity::find_by_id(version).find_also_related(asset::Entity).one(tx).await?;
    let Some((found, Some(owner))) = found else { return Ok(()) };
    if owner.current_version_id != version {
        return forget_pieces(tx, &[version]).await;
    }
    keep_pieces(tx, &found, prints.map(|prints| prints[0])).await?;
    let mut near = exact(tx, &found).await?;
    for (turn, print) in prints.into_iter().flatten().enumerate() {
        for each in similar(tx, &found, print, turn + 1).await? {
            if !near.iter().any(|known| known.asset == each.asset && known.rank() <= each.rank()) {
                near.retain(|known| known.asset != each.asset);
                near.push(each);
            }
        }
    }
    near.sort_by_key(|each| (each.rank(), each.asset));
    near.truncate(MOST_PAIRED);
    for each in near {
        note(ctx, tx, &found, each).await?;
    }
    Ok(())
}

impl Near {
    /// The same bytes first, then by how alike they look, as they are before turned.
    fn rank(&self) -> (bool, u32, usize) {
        (!self.is_exact, self.distance, self.orientation)
    }
}

/// Only current versions can be found; the pieces of those before are let go.
async fn keep_pieces(tx: &Tx, version: &version::Model, print: Option<u64>) -> Result<()> {
    let of_asset: Vec<Uuid> = version::Entity::find()
        .select_only()
        .column(version::Column::Id)
        .filter(version::Column::AssetId.eq(version.asset_id))
        .into_tuple()
        .all(tx)
        .await?;
    forget_pieces(tx, &of_asset).await?;
    let Some(print) = print else { return Ok(()) };
    let rows = pieces(print).map(|piece| version_look::ActiveModel { version_id: Set(version.id), piece: Set(piece) });
    version_look::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

async fn forget_pieces(tx: &Tx, versions: &[Uuid]) -> Result<()> {
    for some in versions.chunks(500) {
        let those = version_look::Column::VersionId.is_in(some.iter().copied());
        version_look::Entity::delete_many().filter(those).exec(tx).await?;
    }
    Ok(())
}

/// The four pieces of a print, each with its place in front.
fn pieces(print: u64) -> [i32; PIECES as usize] {
    std::array::from_fn(|place| piece(place, (print >> (place as u32 * BITS)) & mask()))
}

/// The pieces within one bit of a print's own.
fn near_pieces(print: u64) -> Vec<i32> {
    let mut all = Vec::with_capacity((PIECES * (BITS + 1)) as usize);
    for place in 0..PIECES as usize {
        let own = (print >> (place as u32 * BITS)) & mask();
        all.push(piece(place, own));
        all.extend((0..BITS).map(|bit| piece(place, own ^ (1 << bit))));
    }
    all
}

fn mask() -> u64 {
    (1 << BITS) - 1
}

fn piece(place: usize, value: u64) -> i32 {
    // Two bits of place and fifteen of value.
    ((place as u64) << BITS | value) as i32
}

/// Assets whose current version has these very bytes.
async fn exact(db: &impl ConnectionTrait, own: &version::Model) -> Result<Vec<Near>> {
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

/// Assets of the same kind whose current version looks like `print`.
async fn similar(db: &impl ConnectionTrait, own: &version::Model, print: u64, orientation: usize) -> Result<Vec<Near>> {
    let rows: Vec<(Uuid, Uuid, Option<i64>)> = version_look::Entity::find()
        .select_only()
        .columns([version::Column::AssetId, version::Column::Id, version::Column::Look])
        .join(JoinType::InnerJoin, version_look::Relation::Version.def())
        .join(JoinType::InnerJoin, version::Relation::Asset.def())
        .filter(is_current())
        .filter(version_look::Column::Piece.is_in(near_pieces(print)))
        .filter(version::Column::Kind.eq(&own.kind))
        .filter(version::Column::AssetId.ne(own.asset_id))
        .order_by_asc(version::Column::Id)
        .distinct()
        .limit(MOST_COMPARED)
        .into_tuple()
        .all(db)
        .await?;
    let near = |(asset, version, look): (Uuid, Uuid, Option<i64>)| {
        let distance = hash::distance(print, look?.cast_unsigned());
        (distance <= LOOKS_THE_SAME).then_some(Near { asset, version, is_exact: false, distance, orientation })
    };
    Ok(rows.into_iter().filter_map(near).collect())
}

fn is_current() -> sea_orm::sea_query::SimpleExpr {
    Expr::col((asset::Entity, asset::Column::CurrentVersionId)).equals((version::Entity, version::Column::Id))
}

/// Writes a pair down. What somebody dismissed stays dismissed, unless the two have become the very same bytes.
async fn note(ctx: &Ctx, tx: &Tx, own: &version::Model, near: Near) -> Result<()> {
    let is_older = own.asset_id < near.asset;
    let (one, other) = if is_older { (own.asset_id, near.asset) } else { (near.asset, own.asset_id) };
    let (one_version, other_version) = if is_older { (own.id, near.version) } else { (near.version, own.id) };
    let known = twin::Entity::find()
        .filter(twin::Column::OneId.eq(one))
        .filter(twin::Column::OtherId.eq(other))
        .one(tx)
        .await?;
    let kind = if near.is_exact { "exact" } else { "similar" };
    let is_news = known.as_ref().is_none_or(|known| kind == "exact" && known.kind != "exact");
    let mut row = twin::ActiveModel {
        one_id: Set(one),
        other_id: Set(other),
        one_version: Set(one_version),
        other_version: Set(other_version),
        kind: Set(kind.to_owned()),
        distance: Set(i32::try_from(near.distance).unwrap_or(i32::MAX)),
        orientation: Set(i32::try_from(near.orientation).unwrap_or(1)),
        found_at: Set(ctx.now()),
        ..Default::default()
    };
    if is_news {
        row.state = Set("open".to_owned());
        row.decided_at = Set(None);
        row.decided_by = Set(None);
        row.decided_by_name = Set(None);
    }
    match known {
        Some(known) => {
            row.id = Set(known.id);
            twin::Entity::update(row).exec(tx).await?;
        }
        None => {
            row.id = Set(ctx.new_id()?);
            twin::Entity::insert(row).exec_without_returning(tx).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_that_differ_in_six_bits_always_share_a_piece_up_to_one_bit() {
        let print = 0x0123_4567_89AB_CDEF & ((1 << 60) - 1);
        let mut state = 7_u64;
        for _ in 0..2_000 {
            let mut other = print;
            while hash::distance(print, other) < LOOKS_THE_SAME {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                other ^= 1 << ((state >> 33) % 60);
            }
            let near = near_pieces(print);
            assert!(pieces(other).iter().any(|piece| near.contains(piece)), "{other:x}");
        }
        // Spread as badly as it can be: two bits in two pieces, one in the others.
        let spread = print ^ (0b11 | 0b11 << 15 | 1 << 30 | 1 << 45);
        assert!(pieces(spread).iter().any(|piece| near_pieces(print).contains(piece)));
    }

    #[test]
    fn a_piece_of_one_place_is_never_taken_for_one_of_another() {
        let all = near_pieces(0);
        let distinct: std::collections::BTreeSet<i32> = all.iter().copied().collect();
        assert_eq!((all.len(), distinct.len()), (64, 64));
    }
}
