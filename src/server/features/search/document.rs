//! What is known of an asset that people search by: read from the database, written into the index.

use std::collections::{BTreeSet, HashMap};

use sea_orm::entity::prelude::*;
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use tantivy::TantivyDocument;

use super::schema::Fields;
use crate::features::assets::record;
use crate::features::assets::row::{asset, collection, collection_access, collection_asset, version, version_text};
use crate::features::metadata::row::version_metadata;
use crate::features::metadata::values;
use crate::platform::auth::session::organization;
use crate::platform::error::Result;

/// How many assets are read at once.
pub const BATCH: usize = 2_000;
/// What is kept of the words in a file's own metadata, bytes.
const METADATA_LIMIT: usize = 64 * 1024;

/// One asset as the index holds it.
#[derive(Clone, Debug, PartialEq)]
pub struct AssetDocument {
    pub id: Uuid,
    pub organization: Uuid,
    pub organization_name: String,
    pub title: String,
    pub description: String,
    pub keywords: Vec<String>,
    pub kind: String,
    /// `active` or `archived`.
    pub state: &'static str,
    pub file_name: String,
    /// What another system calls it.
    pub names: Vec<String>,
    /// Values read from the file, and the words inside it.
    pub metadata: Vec<String>,
    pub collections: Vec<(Uuid, String)>,
    pub visible_to: Vec<Uuid>,
    /// Milliseconds since 1970.
    pub created_at: u64,
    pub revision: u64,
}

/// The documents of these assets, at most [`BATCH`] at once. Assets that do not exist are left out.
pub async fn load(db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<Vec<AssetDocument>> {
    let assets = asset::Entity::find().filter(asset::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    // What is only a record so far has no file, and nothing was read from it.
    let with_file = assets.iter().filter(|row| row.kind != record::KIND);
    let current: Vec<Uuid> = with_file.map(|row| row.current_version_id).collect();
    let versions = version::Entity::find().filter(version::Column::Id.is_in(current.clone())).all(db).await?;
    let read = version_metadata::Entity::find().filter(version_metadata::Column::VersionId.is_in(current.clone()));
    let read = read.all(db).await?;
    let inside = version_text::Entity::find().filter(version_text::Column::VersionId.is_in(current));
    let inside = inside.all(db).await?;
    let owners: BTreeSet<Uuid> = assets.iter().map(|row| row.organization_id).collect();
    let owners = organization::Entity::find().filter(organization::Column::Id.is_in(owners)).all(db).await?;
    let groups = Groups::load(db, ids).await?;
    let mut written = values::texts(db, ids).await?;
    let mut records = record::words(db, ids).await?;
    let versions: HashMap<Uuid, version::Model> = versions.into_iter().map(|row| (row.id, row)).collect();
    let read: HashMap<Uuid, String> = read.into_iter().map(|row| (row.version_id, row.basics)).collect();
    let mut inside: HashMap<Uuid, String> = inside.into_iter().map(|row| (row.version_id, row.text)).collect();
    let owners: HashMap<Uuid, String> = owners.into_iter().map(|row| (row.id, row.name)).collect();
    let documents = assets.into_iter().map(|row| {
        let file_name = versions.get(&row.current_version_id).map(|version| version.file_name.clone());
        let basics = read.get(&row.current_version_id).map_or("", String::as_str);
        let mut metadata = texts_of(basics);
        metadata.extend(inside.remove(&row.current_version_id));
        let record = records.remove(&row.id).unwrap_or_default();
        metadata.extend(record.texts);
        let (collections, mut visible_to) = groups.of(row.id);
        visible_to.push(row.organization_id);
        AssetDocument {
            id: row.id,
            organization: row.organization_id,
            organization_name: owners.get(&row.organization_id).cloned().unwrap_or_default(),
            keywords: keywords_of(&row.keywords),
            state: if row.archived_at.is_some() { "archived" } else { "active" },
            file_name: file_name.unwrap_or_default(),
            names: record.names,
            metadata: metadata.into_iter().chain(written.remove(&row.id).unwrap_or_default()).collect(),
            collections,
            visible_to,
            created_at: u64::try_from(row.created_at.timestamp_millis()).unwrap_or(0),
            revision: u64::try_from(row.revision).unwrap_or(0),
            title: row.title,
            description: row.description,
            kind: row.kind,
        }
    });
    Ok(documents.collect())
}

/// Ids of assets after `after`, in order, at most [`BATCH`].
pub async fn ids_after(db: &impl ConnectionTrait, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let mut query = asset::Entity::find().select_only().column(asset::Column::Id).order_by_asc(asset::Column::Id);
    if let Some(after) = after {
        query = query.filter(asset::Column::Id.gt(after));
    }
    Ok(query.limit(BATCH as u64).into_tuple::<Uuid>().all(db).await?)
}

/// Collections of assets and who they are shared with.
struct Groups {
    members: HashMap<Uuid, Vec<Uuid>>,
    names: HashMap<Uuid, String>,
    shared: HashMap<Uuid, Vec<Uuid>>,
}

impl Groups {
    async fn load(db: &impl ConnectionTrait, assets: &[Uuid]) -> Result<Groups> {
        let of_assets = collection_asset::Column::AssetId.is_in(assets.iter().copied());
        let links = collection_asset::Entity::find().filter(of_assets).all(db).await?;
        let mut ids: Vec<Uuid> = links.iter().map(|row| row.collection_id).collect();
        ids.sort_unstable();
        ids.dedup();
        let collections = collection::Entity::find().filter(collection::Column::Id.is_in(ids.clone())).all(db).await?;
        let to_collections = collection_access::Column::CollectionId.is_in(ids);
        let access = collection_access::Entity::find().filter(to_collections).all(db).await?;
        let mut groups = Groups { members: HashMap::new(), names: HashMap::new(), shared: HashMap::new() };
        for row in links {
            groups.members.entry(row.asset_id).or_default().push(row.collection_id);
        }
        groups.names = collections.into_iter().map(|row| (row.id, row.name)).collect();
        for row in access {
            groups.shared.entry(row.collection_id).or_default().push(row.organization_id);
        }
        Ok(groups)
    }

    /// The collections of an asset and the organizations they are shared with.
    fn of(&self, asset: Uuid) -> (Vec<(Uuid, String)>, Vec<Uuid>) {
        let member_of = self.members.get(&asset).map_or(&[][..], Vec::as_slice);
        let named = member_of.iter().filter_map(|id| Some((*id, self.names.get(id)?.clone()))).collect();
        let shared = member_of.iter().filter_map(|id| self.shared.get(id)).flatten().copied().collect();
        (named, shared)
    }
}

/// The keywords column: a JSON list of texts.
pub fn keywords_of(column: &str) -> Vec<String> {
    serde_json::from_str(column).unwrap_or_default()
}

/// The values in a version's metadata, whether kept as a map of texts or as a list of `{…, value}`.
pub fn texts_of(basics: &str) -> Vec<String> {
    let parsed: serde_json::Value = serde_json::from_str(basics).unwrap_or_default();
    let found: Vec<&str> = match &parsed {
        serde_json::Value::Object(map) => map.values().filter_map(|value| value.as_str()).collect(),
        serde_json::Value::Array(list) => list.iter().filter_map(|entry| entry.get("value")?.as_str()).collect(),
        _ => Vec::new(),
    };
    let mut left = METADATA_LIMIT;
    let mut texts = Vec::new();
    for text in found {
        let Some(rest) = left.checked_sub(text.len()) else { break };
        left = rest;
        texts.push(text.to_owned());
    }
    texts
}

impl AssetDocument {
    /// The same for the index.
    pub fn to_tantivy(&self, fields: &Fields) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        let (high, low) = self.id.as_u64_pair();
        document.add_text(fields.asset, self.id.simple().to_string());
        document.add_u64(fields.id_high, high);
        document.add_u64(fields.id_low, low);
        document.add_u64(fields.created_at, self.created_at);
        document.add_u64(fields.revision, self.revision);
        let everywhere = [&self.title, &self.description, &self.file_name];
        for text in everywhere.into_iter().chain(&self.keywords).chain(&self.metadata) {
            document.add_text(fields.text, text);
        }
        document.add_text(fields.title, &self.title);
        document.add_text(fields.title_order, self.title.to_lowercase());
        if !self.file_name.is_empty() {
            document.add_text(fields.file_name, &self.file_name);
            for name in exact_names(&self.file_name) {
                document.add_text(fields.file_name_exact, name);
            }
        }
        for name in &self.names {
            document.add_text(fields.file_name_exact, name.to_lowercase());
        }
        document.add_text(fields.kind, &self.kind);
        document.add_text(fields.state, self.state);
        document.add_text(fields.organization, self.organization.to_string());
        document.add_text(fields.house_text, &self.organization_name);
        for keyword in &self.keywords {
            document.add_text(fields.keywords, keyword);
            document.add_text(fields.keyword, keyword);
            document.add_text(fields.keyword_key, keyword.to_lowercase());
        }
        for (id, name) in &self.collections {
            document.add_text(fields.collection, id.to_string());
            document.add_text(fields.house_text, name);
        }
        for organization in &self.visible_to {
            document.add_text(fields.visible_to, organization.simple().to_string());
        }
        document
    }
}

/// A file is found whole by its name with and without extension, in any case.
pub fn exact_names(file_name: &str) -> Vec<String> {
    let whole = file_name.to_lowercase();
    match whole.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => vec![stem.to_owned(), whole.clone()],
        _ => vec![whole],
    }
}
