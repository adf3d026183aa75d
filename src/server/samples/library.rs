//! How the demo brand's pictures come into the library.

use sea_orm::entity::prelude::Uuid;
use serde_json::Value;

use super::story::{Asset, Interest};
use super::world::{World, id};
use crate::features::agreements::records::interest::{Link, Said, links_below, makes_circle};
use crate::features::agreements::records::people;
use crate::features::agreements::records::record::{self, Draft, Kind};
use crate::features::agreements::records::touched::with_parents;
use crate::features::agreements::show::people::NewPersonShown;
use crate::features::assets::fields::AssetChange;
use crate::features::assets::receive::{self, Purpose, Uploader};
use crate::features::assets::spool::Temporary;
use crate::platform::auth::{ApproveAgreements, EditAgreements, EditAssets, UploadAssets};
use crate::platform::db::Tx;
use crate::platform::error::{Code, Error, Result};
use crate::platform::events::{self, Event};

/// Uploads a picture and writes down what has to be cleared in it.
pub async fn upload(world: &mut World<'_>, asset: &Asset) -> Result<()> {
    let picture = world.pictures.remove(&asset.id);
    let picture = picture.ok_or_else(|| anyhow::anyhow!("there is no picture for {}", asset.id))?;
    let actor = world.by_turn::<UploadAssets>("editor", world.known.assets.len())?;
    let fields = AssetChange {
        title: Some(asset.title.clone()),
        description: Some(asset.description.clone()),
        keywords: Some(asset.keywords.clone()),
    };
    let collection = Some(id(&world.known.collections, &asset.collection)?);
    let purpose = Purpose::NewAsset { fields: fields.parse()?, collection };
    let (temporary, mut writer) = Temporary::create(&world.ctx).await?;
    writer.write(&picture.bytes).await?;
    let uploader = Uploader::new(&actor);
    let kept = receive::keep_temporary(&world.ctx, &uploader, &purpose, &picture.file_name, &temporary, writer).await?;
    world.known.assets.insert(asset.id.clone(), kept.asset);
    clear(world, asset).await
}

async fn clear(world: &mut World<'_>, asset: &Asset) -> Result<()> {
    let actor = world.by_turn::<EditAgreements>("rights_manager", 0)?;
    let about = id(&world.known.assets, &asset.id)?;
    let tx = world.ctx.db.write().await?;
    for each in &asset.interests {
        let person = match &each.person {
            Some(known) => Some(record_person(world, &tx, each, known).await?),
            None => None,
        };
        let draft = drafted(world, each, about, person)?;
        let added = record::add(&world.ctx, &tx, &actor.who(), Kind::Interest, draft).await?;
        world.known.interests.insert(each.id.clone(), added.entity_id);
    }
    let assets = with_parents(&tx, vec![about]).await?;
    events::record(&world.ctx, &tx, &actor.who(), Event::RightsChanged { assets }).await?;
    world.ctx.commit(tx).await
}

/// Writes down somebody shown, apart from what everybody reads.
async fn record_person(world: &mut World<'_>, tx: &Tx, interest: &Interest, known: &Value) -> Result<Uuid> {
    let who = world.by_turn::<ApproveAgreements>("rights_manager", 0)?.who();
    let said = NewPersonShown {
        name: world.story.name_of(&interest.subject).to_owned(),
        born_on: known["dob"].as_str().and_then(|day| day.parse().ok()),
        ..NewPersonShown::default()
    };
    let draft = people::draft(&said, world.ctx.now().date_naive())?;
    Ok(record::add(&world.ctx, tx, &who, Kind::Person, draft).await?.entity_id)
}

fn drafted(world: &World<'_>, interest: &Interest, asset: Uuid, person: Option<Uuid>) -> Result<Draft> {
    let said = Said {
        kind: interest.kind.clone(),
        holder: world.story.name_of(&interest.holder).to_owned(),
        subject: world.story.name_of(&interest.subject).to_owned(),
        completeness: Some(interest.completeness.clone()),
        not_required: None,
        person,
    };
    said.draft(asset)
}

/// Writes down what an asset is made of.
pub async fn compose(world: &mut World<'_>, asset: &Asset) -> Result<()> {
    if asset.components.is_empty() {
        return Ok(());
    }
    let actor = world.by_turn::<EditAssets>("editor", 0)?;
    let parent = id(&world.known.assets, &asset.id)?;
    let tx = world.ctx.db.write().await?;
    for each in &asset.components {
        let child = id(&world.known.assets, &each.child)?;
        let link = Link {
            role: each.role.clone(),
            status: each.status.clone(),
            embedding: each.embedding.clone(),
            modifications: Vec::new(),
            note: None,
        };
        if makes_circle(&links_below(&tx, child).await?, parent, child) {
            return Err(Error::new(Code::ComponentCycle, format!("{} contains {} already.", each.child, asset.id)));
        }
        record::add(&world.ctx, &tx, &actor.who(), Kind::Component, link.draft(parent, child)?).await?;
    }
    let assets = with_parents(&tx, vec![parent]).await?;
    events::record(&world.ctx, &tx, &actor.who(), Event::RightsChanged { assets }).await?;
    world.ctx.commit(tx).await
}
