//! HTTP of the room `metadata`.

mod definitions;
mod many;
mod values;

use std::collections::BTreeMap;

use actix_web::{get, web};
use media::metadata::choose::Choice;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::reading::Found;
use super::show::ContentCredentials;
use crate::features::assets;
use crate::platform::auth::{Actor, Permission, ViewAssets};
use crate::platform::ctx::Ctx;
use crate::platform::error::Result;

/// Adds this room's operations.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(show_metadata)
        .service(show_raw_metadata)
        .configure(definitions::configure)
        .configure(values::configure)
        .configure(many::configure);
}

/// What a file says about itself, as people know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetMetadata {
    pub basics: Vec<MetadataField>,
    /// What was damaged or left out.
    pub warnings: Vec<String>,
    /// `false` until the file has been read.
    pub read: bool,
    /// What the Content Credentials (C2PA) of the file say and whether they hold; absent where it has none. Renditions,
    /// and copies with changed fields, do not carry them.
    pub content_credentials: Option<ContentCredentials>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct MetadataField {
    pub name: String,
    pub label: String,
    pub value: String,
    /// The standard and property it was taken from, such as `xmp dc:title`; absent for what a camera measured.
    pub source: Option<String>,
    /// Why this place won, as a sentence.
    pub why: Option<String>,
    /// Places that say something else.
    pub others: Vec<OtherPlace>,
}

/// A place in the file that says something else.
#[derive(Debug, Serialize, ToSchema)]
pub struct OtherPlace {
    pub source: String,
    pub value: String,
    /// It says the beginning of the same: IIM has limits of length.
    pub shortened: bool,
}

impl MetadataField {
    fn new(name: String, value: String, choice: Option<Choice>) -> MetadataField {
        let label = super::label(&name);
        let Some(choice) = choice else {
            return MetadataField { name, label, value, source: None, why: None, others: Vec::new() };
        };
        let others = choice.others.into_iter().map(|other| OtherPlace {
            source: other.source,
            value: other.value,
            shortened: other.is_shortened,
        });
        let (source, why) = (Some(choice.source), Some(choice.why));
        MetadataField { name, label, value, source, why, others: others.collect() }
    }
}

/// What the current version's file says about itself, and which place won where its standards differ. Where it was
/// taken is told to those who may have the original.
#[utoipa::path(tag = "metadata", responses((status = 200, body = AssetMetadata)))]
#[get("/assets/{id}/metadata")]
async fn show_metadata(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<AssetMetadata>> {
    let found = find(&actor, &ctx, *id).await?;
    let read = found.is_some();
    let Found { basics, warnings, reading, .. } = found.unwrap_or_default();
    let mut choices: BTreeMap<String, Choice> =
        reading.choices.into_iter().map(|choice| (choice.field.clone(), choice)).collect();
    let basics = basics.into_iter().map(|(name, value)| {
        let choice = choices.remove(&name);
        MetadataField::new(name, value, choice)
    });
    let basics = basics.collect();
    let content_credentials = reading.credentials.map(ContentCredentials::of);
    Ok(web::Json(AssetMetadata { basics, warnings, read, content_credentials }))
}

/// Every block of a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct RawMetadata {
    pub blocks: Vec<RawBlock>,
    /// Places and serial numbers are left out: the reader may not have the original.
    pub withheld: bool,
}

/// One standard's block.
#[derive(Debug, Serialize, ToSchema)]
pub struct RawBlock {
    /// `exif`, `iptc`, `xmp`, `icc`, `png`, `jpeg`, `pdf`, `office`, `id3`, `riff`, `quicktime`, `c2pa` (what Content
    /// Credentials say, changed or not), or `sidecar` for the XMP file that came with it.
    pub standard: String,
    /// Where in the file it lies, such as `JPEG APP13`.
    pub place: String,
    pub values: BTreeMap<String, String>,
}

/// Every value of every block, as the file has it. Places and serial numbers are for those who may have the original.
#[utoipa::path(tag = "metadata", responses((status = 200, body = RawMetadata)))]
#[get("/assets/{id}/metadata/raw")]
async fn show_raw_metadata(
    actor: Actor<ViewAssets>,
    ctx: web::Data<Ctx>,
    id: web::Path<Uuid>,
) -> Result<web::Json<RawMetadata>> {
    let Found { raw, reading, .. } = find(&actor, &ctx, *id).await?.unwrap_or_default();
    let blocks = raw.into_iter().filter(|(_, values)| !values.is_empty()).map(|(standard, values)| {
        let place = reading.places.get(&standard).cloned().unwrap_or_default();
        RawBlock { standard, place, values }
    });
    let withheld = !actor.may(Permission::DownloadOriginals);
    Ok(web::Json(RawMetadata { blocks: blocks.collect(), withheld }))
}

async fn find(actor: &Actor<ViewAssets>, ctx: &Ctx, id: Uuid) -> Result<Option<Found>> {
    let asset = assets::find_visible(ctx.db.read(), actor.scope, id).await?;
    let found = super::find(ctx.db.read(), asset.current_version_id).await?;
    let may_all = actor.may(Permission::DownloadOriginals);
    Ok(found.map(|found| if may_all { found } else { found.without_private() }))
}
