//! Duplicates and merges as the API shows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::merging::{Prepared, Whole};
use super::row::merging;
use super::{Group, MOST_NAMED};
use crate::features::agreements::show::preview::Impact;
use crate::features::assets;
use crate::features::assets::collections;
use crate::features::assets::row::{asset, twin, version};
use crate::features::assets::show::{AssetRef, CollectionRef, asset_refs};
use crate::platform::auth::{PersonRef, Scope};
use crate::platform::error::Result;

/// Assets that are the same or look the same: the oldest first, then the nearest to it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DuplicateGroup {
    /// The oldest asset; its id is the group's.
    pub id: Uuid,
    pub assets: Vec<Duplicate>,
    /// How many more there are.
    pub more: u64,
}

/// One asset of a group with what helps to choose between them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Duplicate {
    pub asset: AssetRef,
    pub revision: i32,
    pub organization_id: Uuid,
    pub created_at: DateTime<Utc>,
    pub file_name: String,
    pub mime: String,
    pub kind: String,
    pub size_bytes: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// How it compares with the oldest; absent for the oldest itself.
    pub likeness: Option<Likeness>,
}

/// How alike two assets are.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Likeness {
    /// `exact`: the same bytes; `similar`: they look the same. Films are compared by their poster, documents by
    /// their first page.
    pub kind: String,
    /// How different they look, in hundredths: 0 to 12.
    pub distance: i32,
    /// `upright`, `mirrored` or `turned`, perhaps both, against the other.
    pub orientation: String,
    /// `open`, or `dismissed`: somebody says they are not duplicates.
    pub state: String,
}

/// An asset that is the same or looks the same as the one asked about.
#[derive(Debug, Serialize, ToSchema)]
pub struct Lookalike {
    pub asset: AssetRef,
    pub likeness: Likeness,
}

impl Likeness {
    fn new(pair: &twin::Model) -> Likeness {
        let orientation = match pair.orientation {
            1 => "upright",
            2 | 4 | 5 | 7 => "mirrored",
            _ => "turned",
        };
        Likeness {
            kind: pair.kind.clone(),
            distance: pair.distance,
            orientation: orientation.to_owned(),
            state: pair.state.clone(),
        }
    }
}

/// Groups with what is shown of their assets.
pub async fn show_groups(db: &impl ConnectionTrait, scope: Scope, groups: Vec<Group>) -> Result<Vec<DuplicateGroup>> {
    let named = |group: &Group| {
        let members = group.members.iter().take(MOST_NAMED).map(|pair| pair.other_id);
        std::iter::once(group.oldest).chain(members).collect::<Vec<_>>()
    };
    let ids: BTreeSet<Uuid> = groups.iter().flat_map(named).collect();
    let rows = wholes(db, scope, &ids.into_iter().collect::<Vec<_>>()).await?;
    let mut shown = Vec::with_capacity(groups.len());
    for group in groups {
        let likeness: HashMap<Uuid, &twin::Model> = group.members.iter().map(|pair| (pair.other_id, pair)).collect();
        let assets = named(&group).into_iter().filter_map(|id| {
            let whole = rows.get(&id)?;
            Some(duplicate(whole, likeness.get(&id).map(|pair| Likeness::new(pair))))
        });
        shown.push(DuplicateGroup {
            id: group.oldest,
            assets: assets.collect(),
            more: group.members.len().saturating_sub(MOST_NAMED) as u64,
        });
    }
    Ok(shown)
}

fn duplicate(whole: &Whole, likeness: Option<Likeness>) -> Duplicate {
    let Whole { asset, version } = whole;
    Duplicate {
        asset: AssetRef::new(asset, version),
        revision: asset.revision,
        organization_id: asset.organization_id,
        created_at: asset.created_at,
        file_name: version.file_name.clone(),
        mime: version.mime.clone(),
        kind: version.kind.clone(),
        size_bytes: version.size_bytes,
        width: version.width,
        height: version.height,
        likeness,
    }
}

async fn wholes(db: &impl ConnectionTrait, scope: Scope, ids: &[Uuid]) -> Result<BTreeMap<Uuid, Whole>> {
    let mut found = BTreeMap::new();
    for some in ids.chunks(400) {
        let rows = assets::visible_to(scope)
            .filter(asset::Column::Id.is_in(some.iter().copied()))
            .find_also_related(version::Entity)
            .all(db)
            .await?;
        let whole = |(asset, version): (asset::Model, Option<version::Model>)| {
            Some((asset.id, Whole { version: version?, asset }))
        };
        found.extend(rows.into_iter().filter_map(whole));
    }
    Ok(found)
}

/// What one asset is paired with.
pub async fn show_lookalikes(
    db: &impl ConnectionTrait,
    scope: Scope,
    asset: Uuid,
    pairs: &[twin::Model],
) -> Result<Vec<Lookalike>> {
    let other = |pair: &twin::Model| if pair.one_id == asset { pair.other_id } else { pair.one_id };
    let ids: Vec<Uuid> = pairs.iter().map(other).collect();
    let mut refs = asset_refs(db, scope, &ids).await?;
    let show =
        |pair: &twin::Model| Some(Lookalike { asset: refs.remove(&other(pair))?, likeness: Likeness::new(pair) });
    Ok(pairs.iter().filter_map(show).collect())
}

/// Assets that are not duplicates of each other.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DuplicateDismissal {
    /// 2 to 100.
    pub assets: Vec<Uuid>,
}

/// Which assets to merge into the one of the address.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewMerge {
    /// 1 to 20 assets, in the order in which they fill what the kept one says nothing about.
    pub from: Vec<Uuid>,
    /// What fields are to say afterwards, by key, such as `title`: chosen by whoever merges.
    #[serde(default)]
    pub keep: BTreeMap<String, Value>,
}

/// What a merge would change. Nothing of it is stored.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergePreview {
    pub kept: AssetRef,
    /// Of the kept asset: send it as If-Match.
    pub revision: i32,
    pub sources: Vec<MergeSource>,
    /// Fields of the kept asset that would say something else.
    pub fields: Vec<MergedField>,
    /// Collections the kept asset would be put into.
    pub collections: Vec<CollectionRef>,
    /// Partner organizations that would come to see it.
    pub newly_seen_by: Vec<String>,
    /// Live and planned publications and approvals of the sources: they go on with their own files.
    pub standing: Vec<StandingUse>,
    /// Where the kept asset and what contains it would be cleared or be no longer.
    pub rights: Impact,
    /// The kept asset gets a right that somebody has to look at before it is cleared anywhere.
    pub needs_review: bool,
    pub notes: Vec<String>,
}

/// An asset that would be merged.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeSource {
    pub asset: AssetRef,
    pub is_same_bytes: bool,
    /// Whether anything is on record about its rights, which then binds the kept asset.
    pub binds: bool,
}

/// A field before and after; absent is nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedField {
    pub field: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// A publication or an approval that stands on an asset.
#[derive(Debug, Serialize, ToSchema)]
pub struct StandingUse {
    /// `publication` or `approval`.
    pub kind: String,
    pub id: Uuid,
    pub state: String,
    pub asset_id: Uuid,
}

/// Partner organizations that the new collections would show the kept asset to.
pub async fn newly_seen_by(db: &impl ConnectionTrait, scope: Scope, prepared: &Prepared) -> Result<Vec<String>> {
    let rows = collections::show_all(db, scope, prepared.collections.clone()).await?;
    let partners: BTreeMap<Uuid, String> =
        rows.into_iter().flat_map(|each| each.shared_with).map(|partner| (partner.id, partner.name)).collect();
    let mut names = Vec::new();
    for (id, name) in partners {
        let seen = assets::visible_to(Scope::Partner(id)).filter(asset::Column::Id.eq(prepared.kept.asset.id));
        if seen.one(db).await?.is_none() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// In plain words, what somebody should know before.
pub fn notes(prepared: &Prepared) -> Vec<String> {
    let title = &prepared.kept.asset.title;
    let mut notes = Vec::new();
    let others = prepared.sources.iter().filter(|source| !source.has_bytes_of(&prepared.kept)).count();
    if others > 0 && !prepared.rights.bound.is_empty() {
        notes.push(format!(
            "What is granted for a file with other bytes does not clear \u{201c}{title}\u{201d}; what forbids it holds for both."
        ));
    }
    if prepared.rights.needs_review {
        notes.push(format!(
            "\u{201c}{title}\u{201d} has no rights on record: it stays unknown until somebody records or reviews them."
        ));
    }
    notes
}

/// An asset that was merged, as the kept one and the merged one tell it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Merge {
    pub id: Uuid,
    /// The assets, if the reader sees them.
    pub kept: Option<AssetRef>,
    pub source: Option<AssetRef>,
    pub is_same_bytes: bool,
    pub merged_at: DateTime<Utc>,
    pub merged_by: PersonRef,
    /// When it was taken back.
    pub undone_at: Option<DateTime<Utc>>,
    pub undone_by: Option<PersonRef>,
    /// The files of the merged asset, newest first: they are kept as they are.
    pub files: Vec<MergedFile>,
}

/// A file that came with a merged asset.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedFile {
    pub version_id: Uuid,
    pub number: i32,
    pub file_name: String,
    pub mime: String,
    pub size_bytes: i64,
    pub width: Option<i32>,
    pub height: Option<i32>,
}

/// Merges with the assets and files that are in sight.
pub async fn show_merges(db: &impl ConnectionTrait, scope: Scope, rows: Vec<merging::Model>) -> Result<Vec<Merge>> {
    let ids: Vec<Uuid> = rows.iter().flat_map(|row| [row.kept_id, row.source_id]).collect();
    let refs = asset_refs(db, scope, &ids).await?;
    let sources = rows.iter().map(|row| row.source_id).filter(|id| refs.contains_key(id));
    let mut files: HashMap<Uuid, Vec<MergedFile>> = HashMap::new();
    let versions = version::Entity::find()
        .filter(version::Column::AssetId.is_in(sources))
        .order_by_desc(version::Column::Number)
        .all(db)
        .await?;
    for row in versions {
        files.entry(row.asset_id).or_default().push(MergedFile {
            version_id: row.id,
            number: row.number,
            file_name: row.file_name,
            mime: row.mime,
            size_bytes: row.size_bytes,
            width: row.width,
            height: row.height,
        });
    }
    let show = |row: merging::Model| Merge {
        id: row.id,
        kept: refs.get(&row.kept_id).cloned(),
        source: refs.get(&row.source_id).cloned(),
        is_same_bytes: row.is_same_bytes == 1,
        merged_at: row.merged_at,
        merged_by: person(scope, row.merged_by, &row.merged_by_name),
        undone_at: row.undone_at,
        undone_by: row.undone_by_name.as_deref().map(|name| person(scope, row.undone_by, name)),
        files: files.remove(&row.source_id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Partners do not learn who of the house did what.
fn person(scope: Scope, id: Option<Uuid>, name: &str) -> PersonRef {
    match scope {
        Scope::House => PersonRef::new(id, name),
        Scope::Partner(_) => PersonRef::new(None, "The house"),
    }
}
