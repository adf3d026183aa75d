//! Assets, versions and collections as the API shows them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::properties::TechnicalProperties;
use super::record::AssetRecord;
use super::row::{asset, collection, collection_asset, version};
use super::{fields, membership, merged, record};
use crate::platform::auth::session::organization;
use crate::platform::auth::{PersonRef, Scope};
use crate::platform::error::Result;

/// The thing people look for, with its current version.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Asset {
    pub id: Uuid,
    pub title: String,
    pub description: String,
    pub keywords: Vec<String>,
    /// `image`, `vector`, `video`, `audio`, `document`, `font`, `archive` or `other`; `record` without a file.
    pub kind: String,
    /// `active` or `archived`.
    pub state: String,
    /// The asset that stands for it since the two were merged, if the reader sees that one.
    pub merged_into: Option<Uuid>,
    pub organization_id: Uuid,
    pub organization_name: String,
    pub version: Version,
    /// The collections it is in, as far as the reader sees them.
    pub collections: Vec<CollectionRef>,
    pub created_at: DateTime<Utc>,
    pub created_by: PersonRef,
    pub updated_at: DateTime<Utc>,
    pub revision: i32,
    /// What another system says about it, where it came from a record.
    pub record: Option<AssetRecord>,
}

/// One uploaded file of an asset.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Version {
    pub id: Uuid,
    /// 1 is the first; 0 stands for a mere record, without a file.
    pub number: i32,
    pub file_name: String,
    /// Told from the content, never from the name.
    pub mime: String,
    pub kind: String,
    pub size_bytes: i64,
    /// Hashes of the bytes, lower-case hexadecimal.
    pub blake3: String,
    pub sha256: String,
    /// Pixels as a viewer sees them; absent where there is no picture or its header cannot be read.
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// The average color, `#rrggbb`.
    pub color: Option<String>,
    /// `pending`, `ready`, `failed`, `unsupported`, or `none` without a file.
    pub preview: String,
    /// Why there is no preview.
    pub preview_note: Option<String>,
    pub renditions: Vec<RenditionRef>,
    pub properties: TechnicalProperties,
    /// When its stored bytes were last compared with those that were uploaded.
    pub checked_at: Option<DateTime<Utc>>,
    /// What was wrong with them then.
    pub fault: Option<String>,
    pub created_at: DateTime<Utc>,
    pub created_by: PersonRef,
}

/// A made picture and where it is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RenditionRef {
    /// `thumbnail`, `preview` or `large`; of film and sound also `proxy`, which plays in a browser, and `peaks`, the
    /// loudness of a sound over time as JSON.
    pub preset: String,
    pub mime: String,
    /// Pixels; 0 for what is not seen.
    pub width: i32,
    pub height: i32,
    pub size_bytes: i64,
    /// Never changes its bytes: new bytes have a new address.
    pub url: String,
}

/// A rendition as the `renditions` column of a version keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredRendition {
    pub preset: String,
    pub mime: String,
    pub width: i32,
    pub height: i32,
    pub size_bytes: i64,
}

#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CollectionRef {
    pub id: Uuid,
    pub name: String,
}

/// An asset named in another answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AssetRef {
    pub id: Uuid,
    pub title: String,
    pub thumbnail_url: Option<String>,
    /// The average color, `#rrggbb`.
    pub color: Option<String>,
}

/// What became of an upload.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UploadOutcome {
    pub asset: Asset,
    /// The same bytes were there already: nothing was stored and `asset` is the one that has them.
    pub duplicate: bool,
    pub version_id: Uuid,
    /// What the bytes met, when they were there already.
    pub duplicate_of: Option<DuplicateOf>,
}

/// The version that has the bytes of an upload already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DuplicateOf {
    pub version_number: i32,
    /// `false`: people see other bytes when they open the asset.
    pub is_current_version: bool,
    pub is_archived: bool,
    /// The same in a sentence.
    pub message: String,
}

impl DuplicateOf {
    pub fn new(asset: &asset::Model, met: &version::Model, current: &version::Model) -> DuplicateOf {
        let is_current_version = met.id == current.id;
        let is_archived = asset.archived_at.is_some();
        let title = &asset.title;
        let mut message = match is_current_version {
            true => format!("These bytes are \u{201c}{title}\u{201d} already."),
            false => format!(
                "These bytes are version {} of \u{201c}{title}\u{201d}, which now has version {}.",
                met.number, current.number
            ),
        };
        if is_archived {
            message.push_str(" It is archived.");
        }
        DuplicateOf { version_number: met.number, is_current_version, is_archived, message }
    }
}

/// The address of a rendition of these bytes. `blake3` is the version's hash.
pub fn rendition_url(asset: Uuid, preset: &str, blake3: &str) -> String {
    let tag = blake3.get(..16).unwrap_or(blake3);
    format!("/api/v1/assets/{asset}/renditions/{preset}?v={tag}")
}

/// The renditions of a version with their addresses.
pub fn renditions(version: &version::Model) -> Vec<RenditionRef> {
    let stored: Vec<StoredRendition> = serde_json::from_str(&version.renditions).unwrap_or_default();
    let show = |each: StoredRendition| RenditionRef {
        url: rendition_url(version.asset_id, &each.preset, &version.blake3),
        preset: each.preset,
        mime: each.mime,
        width: each.width,
        height: each.height,
        size_bytes: each.size_bytes,
    };
    stored.into_iter().map(show).collect()
}

/// Where the thumbnail of a version is, when it is made.
pub fn thumbnail_url(version: &version::Model) -> Option<String> {
    renditions(version).into_iter().find(|each| each.preset == "thumbnail").map(|each| each.url)
}

impl AssetRef {
    pub fn new(asset: &asset::Model, version: &version::Model) -> AssetRef {
        AssetRef {
            id: asset.id,
            title: asset.title.clone(),
            thumbnail_url: thumbnail_url(version),
            color: version.color.clone(),
        }
    }
}

/// Those of `ids` that are in sight, to be named in another answer. One query for each 500.
pub async fn asset_refs(db: &impl ConnectionTrait, scope: Scope, ids: &[Uuid]) -> Result<HashMap<Uuid, AssetRef>> {
    let mut found = HashMap::new();
    for ids in ids.chunks(500) {
        let rows = super::visible_to(scope)
            .filter(asset::Column::Id.is_in(ids.iter().copied()))
            .find_also_related(version::Entity)
            .all(db)
            .await?;
        for (asset, version) in rows {
            if let Some(version) = version {
                found.insert(asset.id, AssetRef::new(&asset, &version));
            }
        }
    }
    Ok(found)
}

/// Whose asset it is, as far as the reader may know: partners do not learn of each other.
#[derive(Clone, Debug)]
pub struct Owner {
    name: String,
    /// Whether the names of the people who worked on it are shown too.
    shows_people: bool,
}

impl Owner {
    pub fn new(scope: Scope, organization: &organization::Model) -> Owner {
        let is_own = match scope {
            Scope::House => true,
            Scope::Partner(own) => own == organization.id,
        };
        let is_known = is_own || organization.kind == "house";
        let name = if is_known { organization.name.clone() } else { "Another partner".to_owned() };
        Owner { name, shows_people: is_own }
    }

    fn person(&self, id: Option<Uuid>, name: &str) -> PersonRef {
        if self.shows_people { PersonRef::new(id, name) } else { PersonRef::new(None, &self.name) }
    }
}

impl Version {
    pub fn new(row: version::Model, owner: &Owner) -> Version {
        Version {
            renditions: renditions(&row),
            properties: TechnicalProperties::of_column(&row.properties),
            id: row.id,
            number: row.number,
            file_name: row.file_name,
            mime: row.mime,
            kind: row.kind,
            size_bytes: row.size_bytes,
            blake3: row.blake3,
            sha256: row.sha256,
            width: row.width,
            height: row.height,
            color: row.color,
            preview: row.preview,
            preview_note: row.preview_note,
            checked_at: row.checked_at,
            fault: row.fault,
            created_at: row.created_at,
            created_by: owner.person(row.created_by, &row.created_by_name),
        }
    }
}

/// One asset in sight with all that is shown of it; else 404.
pub async fn load(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<Asset> {
    let row = super::find_visible(db, scope, id).await?;
    let version = super::current_version(db, &row).await?;
    let owner = owner_of(db, scope, &row).await?;
    let collections = collections_of(db, scope, id).await?;
    Ok(Asset {
        keywords: fields::keywords(&row.keywords),
        state: if row.archived_at.is_some() { "archived" } else { "active" }.to_owned(),
        merged_into: merged::stands_for(db, scope, &row).await?,
        created_by: owner.person(row.created_by, &row.created_by_name),
        version: Version::new(version, &owner),
        organization_name: owner.name,
        id: row.id,
        title: row.title,
        description: row.description,
        kind: row.kind,
        organization_id: row.organization_id,
        collections,
        created_at: row.created_at,
        updated_at: row.updated_at,
        revision: row.revision,
        record: record::find(db, id).await?,
    })
}

/// All versions of an asset in sight, newest first.
pub async fn versions(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<Vec<Version>> {
    let row = super::find_visible(db, scope, id).await?;
    let owner = owner_of(db, scope, &row).await?;
    let rows = version::Entity::find()
        .filter(version::Column::AssetId.eq(id))
        .order_by_desc(version::Column::Number)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| Version::new(row, &owner)).collect())
}

async fn owner_of(db: &impl ConnectionTrait, scope: Scope, row: &asset::Model) -> Result<Owner> {
    let found = organization::Entity::find_by_id(row.organization_id).one(db).await?;
    let found = found.ok_or_else(|| anyhow::anyhow!("asset {} belongs to no organization", row.id))?;
    Ok(Owner::new(scope, &found))
}

async fn collections_of(db: &impl ConnectionTrait, scope: Scope, id: Uuid) -> Result<Vec<CollectionRef>> {
    let rows = membership::visible_to(scope)
        .filter(collection::Column::Id.in_subquery(membership::holding(id)))
        .order_by_asc(collection::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| CollectionRef { id: row.id, name: row.name }).collect())
}

/// A group of assets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Collection {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub asset_count: u64,
    /// The partner organizations that see it; a partner reads only its own name here.
    pub shared_with: Vec<PartnerRef>,
    pub created_at: DateTime<Utc>,
    pub revision: i32,
}

/// A partner organization that may see a collection.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = Organization)]
pub struct PartnerRef {
    pub id: Uuid,
    pub name: String,
    /// `house` or `partner`.
    pub kind: String,
    pub created_at: DateTime<Utc>,
}

#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCollection {
    pub name: String,
    pub description: Option<String>,
    /// Partner organizations that may see it.
    pub shared_with: Option<Vec<Uuid>>,
}

/// What is absent stays as it is.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CollectionChange {
    pub name: Option<String>,
    pub description: Option<String>,
    /// Replaces the former list.
    pub shared_with: Option<Vec<Uuid>>,
}

/// The number of assets in each of these collections.
pub async fn asset_counts(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    use sea_orm::QuerySelect;
    let counted: Vec<(Uuid, i64)> = collection_asset::Entity::find()
        .select_only()
        .column(collection_asset::Column::CollectionId)
        .column_as(collection_asset::Column::Id.count(), "count")
        .filter(collection_asset::Column::CollectionId.is_in(ids.iter().copied()))
        .group_by(collection_asset::Column::CollectionId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}
