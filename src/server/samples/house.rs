//! Who works at the demo brand, how its library is ordered and where it publishes.

use super::PASSWORD;
use super::world::{World, id};
use crate::features::accounts::{self, AddPerson, EmailAddress, password};
use crate::features::assets::collections;
use crate::features::assets::show::NewCollection;
use crate::features::publishing::channels::{self, Content, Kind};
use crate::platform::auth::{EditAssets, ManageChannels, Role, Who};
use crate::platform::error::Result;

/// The first day: everybody and everything that has to be there before the first picture.
pub async fn move_in(world: &mut World<'_>) -> Result<()> {
    // One password for all, printed for everybody to see, so one hash tells nothing new.
    let password_hash = password::hash(PASSWORD.to_owned()).await?;
    organizations(world).await?;
    people(world, password_hash).await?;
    collections(world).await?;
    channels(world).await
}

async fn organizations(world: &mut World<'_>) -> Result<()> {
    let tx = world.ctx.db.write().await?;
    let there = accounts::list_organizations(&tx).await?;
    for each in &world.story.organizations {
        let (name, kind) = match each.kind.as_str() {
            "own" => (world.story.brand.name.as_str(), "house"),
            _ => (each.name.as_str(), "partner"),
        };
        let id = match there.iter().find(|row| kind == "house" && row.kind == "house") {
            Some(house) => house.id,
            None => accounts::add_organization(&world.ctx, &tx, &Who::system(), name, kind).await?.id,
        };
        world.known.organizations.insert(each.key.clone(), id);
    }
    world.ctx.commit(tx).await
}

async fn people(world: &mut World<'_>, password_hash: String) -> Result<()> {
    let tx = world.ctx.db.write().await?;
    let mut who = Who::system();
    for each in &world.story.people {
        let role = Role::parse(&each.role);
        let new = AddPerson {
            organization: id(&world.known.organizations, &each.organization)?,
            email: EmailAddress::parse(&each.email)?,
            name: each.name.clone(),
            role: role.ok_or_else(|| anyhow::anyhow!("the story has an unknown role {}", each.role))?,
            password_hash: password_hash.clone(),
        };
        let added = accounts::add_person(&world.ctx, &tx, &who, new).await?;
        if who.id.is_none() {
            // The first one lets the others in.
            who = Who { id: Some(added.id), name: added.name.clone() };
        }
        let found = accounts::find_person(&tx, added.id).await?;
        world.known.people.insert(each.email.clone(), found);
    }
    world.ctx.commit(tx).await
}

async fn collections(world: &mut World<'_>) -> Result<()> {
    let actor = world.by_turn::<EditAssets>("editor", 0)?;
    let tx = world.ctx.db.write().await?;
    for each in &world.story.collections {
        let partners: Result<Vec<_>> = each.shared_with.iter().map(|key| id(&world.known.organizations, key)).collect();
        let new = NewCollection { name: each.name.clone(), description: None, shared_with: Some(partners?) };
        let added = collections::add(&world.ctx, &tx, &actor.who(), new).await?;
        world.known.collections.insert(each.name.clone(), added.id);
    }
    world.ctx.commit(tx).await
}

async fn channels(world: &mut World<'_>) -> Result<()> {
    let actor = world.by_turn::<ManageChannels>("administrator", 0)?;
    let tx = world.ctx.db.write().await?;
    for each in &world.story.channels {
        let folder = (each.kind == "folder").then_some(each.key.as_str());
        let content = Content {
            key: channels::parse_key(&each.key)?,
            name: channels::parse_name(&each.name)?,
            kind: Kind::parse(&each.kind, folder)?,
            rights_channel: channels::parse_rights_channel(&each.rights_channel)?,
            territories: channels::parse_territories(each.territories.clone())?,
            purposes: channels::parse_purposes(vec![super::PURPOSE.to_owned()])?,
            preset: "large".to_owned(),
            state: "active".to_owned(),
        };
        let added = channels::add(&world.ctx, &tx, &actor.who(), content).await?;
        world.known.channels.insert(each.key.clone(), added.id);
    }
    world.ctx.commit(tx).await
}
